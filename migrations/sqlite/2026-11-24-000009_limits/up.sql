-- What the instances of a PostgreSQL tell each other of the requests of the present minute. One process serves a file and
-- counts in its memory, so here it stays empty.

CREATE TABLE request_counts (
    id     BLOB NOT NULL,
    minute INTEGER NOT NULL,
    used   INTEGER NOT NULL,
    PRIMARY KEY (id, minute)
);
