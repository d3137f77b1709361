-- An event tells how many changes of its resource its reader was told of: counted anew for each, by this index.
CREATE INDEX events_by_resource ON events (resource_id, position);
