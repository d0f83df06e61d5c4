-- Views that members save: what a page is asked for, under a name of the member's own.
CREATE TABLE views (
    owner_id TEXT NOT NULL,
    name TEXT NOT NULL,
    page TEXT NOT NULL,
    search TEXT NOT NULL,
    changed_at_ms BIGINT NOT NULL,
    PRIMARY KEY (owner_id, name)
);
