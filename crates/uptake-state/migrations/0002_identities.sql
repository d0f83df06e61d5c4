-- BYTEA is PostgreSQL's word. SQLite takes any word and keeps the bytes as they are.
CREATE TABLE customer_keys (
    customer_id TEXT NOT NULL PRIMARY KEY,
    key BYTEA NOT NULL
);

-- The vault: the only place where a user has a name.
CREATE TABLE user_names (
    customer_id TEXT NOT NULL REFERENCES customer_keys (customer_id),
    user_key BYTEA NOT NULL,
    user_id TEXT NOT NULL,
    display_name TEXT,
    principal_name TEXT,
    PRIMARY KEY (customer_id, user_key)
);
