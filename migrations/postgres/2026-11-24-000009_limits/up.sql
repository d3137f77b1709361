-- What the instances tell each other of the requests of the present minute. Unlogged: it is worth nothing after it.

CREATE UNLOGGED TABLE request_counts (
    id     bytea NOT NULL,
    minute bigint NOT NULL,
    used   integer NOT NULL,
    PRIMARY KEY (id, minute)
);
