-- What the tables were after each ledger row. Derived: made anew when the tables are rebuilt,
-- and so not part of the chain; the hash is of the row alone.
CREATE TABLE pins (
    seq BIGINT NOT NULL PRIMARY KEY REFERENCES ledger (seq),
    generation TEXT NOT NULL,
    pins TEXT NOT NULL,
    rules TEXT NOT NULL,
    hash TEXT NOT NULL
);
