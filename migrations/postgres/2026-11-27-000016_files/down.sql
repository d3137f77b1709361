-- Down migrations are for development only: a released schema moves forward.
DROP TABLE loose_objects;
DROP TABLE knowledge_files;
DROP INDEX knowledge_products_by_successor;
DROP INDEX knowledge_products_by_publication;
DROP INDEX knowledge_products_by_time;
DROP INDEX knowledge_products_by_title;
ALTER TABLE knowledge_products
    DROP COLUMN folded,
    DROP COLUMN superseded_at,
    DROP COLUMN superseded_by_id,
    DROP COLUMN focus_areas,
    DROP COLUMN languages,
    DROP COLUMN other_titles;
