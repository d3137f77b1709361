-- Down migrations are for development only: a released schema moves forward.
DROP TABLE loose_objects;
DROP TABLE knowledge_files;
-- The columns stay: SQLite would have to make the table anew once more.
