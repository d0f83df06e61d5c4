-- Each row of a table that is in no chain carries a checksum of its own, so that a changed one
-- is found. A statement that changes a row takes its seal away, and committing puts it back.
-- Rows of earlier versions get theirs when the state is next opened to write. A column that is
-- added later must be empty in the rows that are there, or take their seals away.
ALTER TABLE resellers ADD COLUMN seal BYTEA;
ALTER TABLE settings ADD COLUMN seal BYTEA;
ALTER TABLE members ADD COLUMN seal BYTEA;
ALTER TABLE recovery_codes ADD COLUMN seal BYTEA;
ALTER TABLE links ADD COLUMN seal BYTEA;
ALTER TABLE sessions ADD COLUMN seal BYTEA;
ALTER TABLE tokens ADD COLUMN seal BYTEA;
ALTER TABLE sign_ins ADD COLUMN seal BYTEA;
ALTER TABLE exports ADD COLUMN seal BYTEA;
ALTER TABLE insights_records ADD COLUMN seal BYTEA;
ALTER TABLE insights_runs ADD COLUMN seal BYTEA;
ALTER TABLE views ADD COLUMN seal BYTEA;
-- What is to be sealed is found at once, however many rows there are.
CREATE INDEX resellers_unsealed ON resellers (reseller_id) WHERE seal IS NULL;
CREATE INDEX settings_unsealed ON settings (setting_key) WHERE seal IS NULL;
CREATE INDEX members_unsealed ON members (id) WHERE seal IS NULL;
CREATE INDEX recovery_codes_unsealed ON recovery_codes (member_id) WHERE seal IS NULL;
CREATE INDEX links_unsealed ON links (hash) WHERE seal IS NULL;
CREATE INDEX sessions_unsealed ON sessions (hash) WHERE seal IS NULL;
CREATE INDEX tokens_unsealed ON tokens (token_id) WHERE seal IS NULL;
CREATE INDEX sign_ins_unsealed ON sign_ins (state_hash) WHERE seal IS NULL;
CREATE INDEX exports_unsealed ON exports (id) WHERE seal IS NULL;
CREATE INDEX insights_records_unsealed ON insights_records (id) WHERE seal IS NULL;
CREATE INDEX insights_runs_unsealed ON insights_runs (id) WHERE seal IS NULL;
CREATE INDEX views_unsealed ON views (name) WHERE seal IS NULL;
