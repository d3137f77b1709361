DROP TABLE loose_objects;
DROP TABLE knowledge_files;
