-- Down migrations are for development only: a released schema moves forward.
DROP TABLE knowledge_products;
DROP TABLE update_focus_areas;
DROP TABLE updates;
