-- Who sells through whom: a distributor is above its resellers.
CREATE TABLE resellers (
    reseller_id TEXT NOT NULL PRIMARY KEY,
    parent_id TEXT REFERENCES resellers (reseller_id),
    name TEXT NOT NULL
);

-- What an admin set, as JSON.
CREATE TABLE settings (
    setting_key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL,
    changed_at_ms BIGINT NOT NULL
);
