-- The partner's own plays, version by version; rows are only added. A version without a source
-- takes the play away.
CREATE TABLE plays (
    code TEXT NOT NULL,
    version BIGINT NOT NULL,
    source TEXT,
    changed_by TEXT,
    changed_at_ms BIGINT NOT NULL,
    seal BYTEA,
    PRIMARY KEY (code, version)
);
CREATE INDEX plays_unsealed ON plays (code) WHERE seal IS NULL;
