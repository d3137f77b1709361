-- Down migrations are for development only: a released schema moves forward.
DROP TABLE events;
DROP TABLE audit_entries;
DROP FUNCTION refuse_change;
DROP TABLE idempotency_keys;
DROP TABLE setup_codes;
DROP TABLE signing_keys;
