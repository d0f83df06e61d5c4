-- Who is signed in. Secrets are not here, only their hashes.
CREATE TABLE sessions (
    hash BYTEA NOT NULL PRIMARY KEY,
    member_id TEXT NOT NULL REFERENCES members (id),
    started_at_ms BIGINT NOT NULL,
    seen_at_ms BIGINT NOT NULL,
    needs_second_factor BIGINT NOT NULL CHECK (needs_second_factor IN (0, 1)),
    address TEXT NOT NULL,
    agent TEXT NOT NULL
);
CREATE INDEX sessions_member ON sessions (member_id);

-- What programs sign in with.
CREATE TABLE tokens (
    token_id TEXT NOT NULL PRIMARY KEY,
    token_hash BYTEA NOT NULL UNIQUE,
    owner_id TEXT NOT NULL REFERENCES members (id),
    token_name TEXT NOT NULL,
    permissions TEXT NOT NULL,
    made_at_ms BIGINT NOT NULL,
    expires_at_ms BIGINT NOT NULL,
    used_at_ms BIGINT,
    revoked_at_ms BIGINT
);
CREATE INDEX tokens_owner ON tokens (owner_id);

-- Sign-ins that are under way at the organisation's identity provider.
CREATE TABLE sign_ins (
    state_hash BYTEA NOT NULL PRIMARY KEY,
    browser_hash BYTEA NOT NULL,
    nonce TEXT NOT NULL,
    pkce_verifier TEXT NOT NULL,
    return_to TEXT NOT NULL,
    expires_at_ms BIGINT NOT NULL
);
