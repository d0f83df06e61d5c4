-- What members decided about recommendations: one decision per customer and play.
CREATE TABLE decisions (
    customer_id TEXT NOT NULL,
    play TEXT NOT NULL,
    standing TEXT NOT NULL,
    -- The causes it is about that are still the same, as JSON.
    causes TEXT NOT NULL,
    until_day TEXT,
    reason TEXT,
    action_id TEXT,
    decided_on TEXT NOT NULL,
    decided_by TEXT,
    decided_at_ms BIGINT NOT NULL,
    seal BYTEA,
    PRIMARY KEY (customer_id, play)
);

-- What the partner does for customers. Without reference to plays: an action outlives its play.
CREATE TABLE actions (
    id TEXT NOT NULL PRIMARY KEY,
    play TEXT NOT NULL,
    status TEXT NOT NULL,
    owner TEXT NOT NULL,
    planned_from TEXT,
    planned_to TEXT,
    started_on TEXT,
    ended_on TEXT,
    note TEXT NOT NULL,
    -- What helps to do it, as JSON in the words of the one who wrote it.
    material TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_by TEXT,
    created_at_ms BIGINT NOT NULL,
    changed_at_ms BIGINT NOT NULL,
    seal BYTEA
);

-- For whom, by which id files name it for that customer, and in JSON the recommendation that it
-- was made of and the figures at its start.
CREATE TABLE action_customers (
    action_id TEXT NOT NULL REFERENCES actions (id),
    customer_id TEXT NOT NULL,
    native_id TEXT NOT NULL,
    recommended TEXT NOT NULL,
    figures TEXT NOT NULL,
    seal BYTEA,
    PRIMARY KEY (action_id, customer_id),
    UNIQUE (customer_id, native_id)
);

-- Who is told when an action changes. The secret signs what is sent, so it is kept as it is.
CREATE TABLE webhooks (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    secret TEXT NOT NULL,
    is_enabled BIGINT NOT NULL CHECK (is_enabled IN (0, 1)),
    created_at_ms BIGINT NOT NULL,
    delivered_at_ms BIGINT,
    failed_at_ms BIGINT,
    failure TEXT,
    seal BYTEA
);

-- What is still to be sent.
CREATE TABLE deliveries (
    webhook_id TEXT NOT NULL REFERENCES webhooks (id),
    notice_id TEXT NOT NULL,
    body TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    made_at_ms BIGINT NOT NULL,
    due_at_ms BIGINT NOT NULL,
    seal BYTEA,
    PRIMARY KEY (webhook_id, notice_id)
);
CREATE INDEX deliveries_due ON deliveries (due_at_ms);

CREATE INDEX decisions_unsealed ON decisions (play) WHERE seal IS NULL;
CREATE INDEX actions_unsealed ON actions (id) WHERE seal IS NULL;
CREATE INDEX action_customers_unsealed ON action_customers (action_id) WHERE seal IS NULL;
CREATE INDEX webhooks_unsealed ON webhooks (id) WHERE seal IS NULL;
CREATE INDEX deliveries_unsealed ON deliveries (notice_id) WHERE seal IS NULL;
