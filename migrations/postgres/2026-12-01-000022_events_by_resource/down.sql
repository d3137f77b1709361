-- Down migrations are for development only: a released schema moves forward.
DROP INDEX events_by_resource;
