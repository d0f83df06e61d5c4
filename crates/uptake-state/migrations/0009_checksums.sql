-- Each key and each name carries a checksum of its own row: a changed one is found and never
-- served. Rows of earlier versions get theirs when the state is next opened to write.
ALTER TABLE customer_keys ADD COLUMN checksum BYTEA;
ALTER TABLE user_names ADD COLUMN checksum BYTEA;
