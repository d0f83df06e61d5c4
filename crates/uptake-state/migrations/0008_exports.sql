-- Exports that are made in the background. Without reference to members: a file outlives its
-- owner until it is swept.
CREATE TABLE exports (
    id TEXT NOT NULL PRIMARY KEY,
    owner_id TEXT NOT NULL,
    request TEXT NOT NULL,
    status TEXT NOT NULL,
    rows_done BIGINT NOT NULL,
    rows_in_all BIGINT,
    file_name TEXT,
    size_bytes BIGINT,
    checksum TEXT,
    failure TEXT,
    queued_at_ms BIGINT NOT NULL,
    started_at_ms BIGINT,
    ended_at_ms BIGINT,
    expires_at_ms BIGINT NOT NULL
);
CREATE INDEX exports_owner ON exports (owner_id, queued_at_ms);
CREATE INDEX exports_status ON exports (status, queued_at_ms);
