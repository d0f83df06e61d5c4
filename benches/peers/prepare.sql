-- Makes the peers' Parquet from the native CSV files. Not timed.
--
-- The peers get every favour: small integers instead of GUIDs, a user number that is unique
-- over all customers, days as numbers, and the activity in two forms: a row a day in the
-- order of the file, and one row a user, source and year with the days as bits.
CREATE TABLE customers AS
    SELECT (row_number() OVER (ORDER BY customer_id) - 1)::INTEGER AS customer, customer_id
    FROM read_csv('{data}/customers.csv', all_varchar = true);
CREATE TABLE sources AS
    SELECT (row_number() OVER (ORDER BY source) - 1)::UTINYINT AS source, source AS code
    FROM (SELECT DISTINCT source FROM read_csv('{data}/workload_sources.csv', all_varchar = true));
CREATE TABLE workloads AS
    SELECT (row_number() OVER (ORDER BY workload) - 1)::UTINYINT AS workload, workload AS code
    FROM (SELECT DISTINCT workload FROM read_csv('{data}/workload_sources.csv', all_varchar = true));
CREATE TABLE skus AS
    SELECT (row_number() OVER (ORDER BY sku_id) - 1)::UTINYINT AS sku, sku_id, part_number,
           class = 'paid' AS is_paid
    FROM read_csv('{data}/skus.csv', all_varchar = true);
CREATE TABLE user_rows AS
    SELECT customer_id, user_id, kind FROM read_csv('{data}/users.csv', all_varchar = true);
CREATE VIEW activity_rows AS
    SELECT * FROM read_csv(
        ['{data}/activity.csv', '{data}/activity-next-day.csv'],
        columns = {'customer_id': 'VARCHAR', 'user_id': 'VARCHAR', 'workload': 'VARCHAR', 'day': 'DATE'});
CREATE VIEW assignment_rows AS
    SELECT customer_id, user_id, sku, assigned_on::DATE AS assigned_on, removed_on::DATE AS removed_on
    FROM read_csv('{data}/assignments.csv', all_varchar = true);
CREATE TABLE users AS
    SELECT (row_number() OVER (ORDER BY customer, user_id) - 1)::INTEGER AS "user", customer, user_id,
           coalesce(kind, 'member') = 'member' AS is_member
    FROM (SELECT DISTINCT customer_id, user_id FROM (
              SELECT customer_id, user_id FROM user_rows
              UNION ALL SELECT DISTINCT customer_id, user_id FROM activity_rows
              UNION ALL SELECT customer_id, user_id FROM assignment_rows))
    LEFT JOIN user_rows USING (customer_id, user_id)
    JOIN customers USING (customer_id);
CREATE TABLE sku_names AS
    SELECT sku, sku_id AS name FROM skus UNION ALL SELECT sku, part_number FROM skus;

COPY customers TO '{out}/customers.parquet';
COPY skus TO '{out}/skus.parquet';
COPY workloads TO '{out}/workloads.parquet';
COPY (SELECT w.workload, s.source
      FROM read_csv('{data}/workload_sources.csv', all_varchar = true) r
      JOIN workloads w ON w.code = r.workload JOIN sources s ON s.code = r.source)
    TO '{out}/workload_sources.parquet';
COPY (SELECT k.sku, w.workload, r.is_base::BOOLEAN AS is_base
      FROM read_csv('{data}/sku_workloads.csv', all_varchar = true) r
      JOIN skus k USING (sku_id) JOIN workloads w ON w.code = r.workload)
    TO '{out}/sku_workloads.parquet';
COPY (SELECT "user", customer, is_member FROM users ORDER BY "user") TO '{out}/users.parquet' (COMPRESSION zstd);
COPY (SELECT u.customer, u."user", n.sku, (a.assigned_on - DATE '{first}')::SMALLINT AS from_day,
             (a.removed_on - DATE '{first}')::SMALLINT AS to_day
      FROM assignment_rows a JOIN customers c USING (customer_id)
      JOIN users u ON u.customer = c.customer AND u.user_id = a.user_id
      JOIN sku_names n ON n.name = a.sku
      ORDER BY u."user", n.sku, from_day)
    TO '{out}/assignments.parquet' (COMPRESSION zstd);
COPY (SELECT c.customer, s.subscription_id AS subscription, n.sku, s.quantity::INTEGER AS quantity,
             s.status, (s.as_of::DATE - DATE '{first}')::SMALLINT AS as_of, s.is_trial::BOOLEAN AS is_trial
      FROM read_csv('{data}/subscriptions.csv', all_varchar = true) s
      JOIN customers c USING (customer_id) JOIN sku_names n ON n.name = s.sku
      ORDER BY c.customer, subscription, as_of)
    TO '{out}/subscriptions.parquet' (COMPRESSION zstd);
COPY (SELECT u.customer, u."user", s.source, (a.day - DATE '{first}')::SMALLINT AS day
      FROM activity_rows a JOIN customers c USING (customer_id)
      JOIN users u ON u.customer = c.customer AND u.user_id = a.user_id
      JOIN sources s ON s.code = a.workload
      ORDER BY u."user", s.source, day)
    TO '{out}/activity_days.parquet' (COMPRESSION zstd);
COPY (SELECT customer, "user", source, {words}
      FROM read_parquet('{out}/activity_days.parquet')
      GROUP BY ALL ORDER BY "user", source)
    TO '{out}/activity_bits.parquet' (COMPRESSION zstd);
