-- Queries and reports of the Insights API, in the words of the one who answers it, and the
-- runs of the reports.
CREATE TABLE insights_records (
    id TEXT NOT NULL PRIMARY KEY,
    owner_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    due_at_ms BIGINT
);
CREATE INDEX insights_records_owner ON insights_records (owner_id, kind, created_at_ms);
CREATE INDEX insights_records_due ON insights_records (due_at_ms);
CREATE TABLE insights_runs (
    id TEXT NOT NULL PRIMARY KEY,
    report_id TEXT NOT NULL,
    status TEXT NOT NULL,
    began_at_ms BIGINT NOT NULL,
    ended_at_ms BIGINT,
    expires_at_ms BIGINT NOT NULL
);
CREATE INDEX insights_runs_report ON insights_runs (report_id, began_at_ms);
