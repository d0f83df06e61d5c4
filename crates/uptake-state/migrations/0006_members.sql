-- The partner's own people and programs. Flags are 0 or 1: the two databases have no word for
-- a truth value that both give back.
CREATE TABLE members (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    customer_scope TEXT NOT NULL,
    is_enabled BIGINT NOT NULL CHECK (is_enabled IN (0, 1)),
    password_hash TEXT,
    totp_secret BYTEA,
    totp_last_step BIGINT,
    oidc_issuer TEXT,
    oidc_subject TEXT,
    language TEXT,
    theme TEXT,
    version BIGINT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    changed_at_ms BIGINT NOT NULL,
    UNIQUE (oidc_issuer, oidc_subject),
    CHECK ((oidc_issuer IS NULL) = (oidc_subject IS NULL))
);

-- What lets a member in without the second factor, once each.
CREATE TABLE recovery_codes (
    member_id TEXT NOT NULL REFERENCES members (id),
    hash BYTEA NOT NULL,
    PRIMARY KEY (member_id, hash)
);

-- Links that work once: to make the first admin (without a member), to accept an invitation,
-- to set a new password.
CREATE TABLE links (
    hash BYTEA NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    member_id TEXT REFERENCES members (id),
    made_at_ms BIGINT NOT NULL,
    expires_at_ms BIGINT NOT NULL,
    used_at_ms BIGINT
);
CREATE INDEX links_member ON links (member_id);
