-- The figures of two days as the program exports them, made ready for the peer. Not timed.
--
-- The peer gets every favour: small integers instead of names and GUIDs, no column that it
-- does not need, rows in the order of customers, names and marks in memory.
CREATE TABLE customers AS
    SELECT (row_number() OVER (ORDER BY customer_id) - 1)::INTEGER AS customer, customer_id, country, segment
    FROM read_csv('{files}/customers.csv', all_varchar = true);
CREATE TABLE skus AS
    SELECT (row_number() OVER (ORDER BY sku_id) - 1)::UTINYINT AS sku, sku_id, service, class = 'paid' AS is_paid
    FROM (SELECT DISTINCT sku_id, service FROM read_parquet('{data}/export-deployment*.parquet'))
    JOIN read_csv('{files}/skus.csv', all_varchar = true) USING (sku_id);
CREATE TABLE workloads AS
    SELECT (row_number() OVER (ORDER BY workload) - 1)::UTINYINT AS workload, workload AS code, service
    FROM (SELECT DISTINCT workload, service FROM read_parquet('{data}/export-usage*.parquet'));

CREATE MACRO seats(file) AS TABLE
    SELECT c.customer, s.sku, sold::INTEGER AS sold, sold_own::INTEGER AS sold_own,
           trial_seats::INTEGER AS trial_seats, grace_seats::INTEGER AS grace_seats,
           assigned::INTEGER AS assigned, excess::INTEGER AS excess
    FROM read_parquet(file) JOIN customers c USING (customer_id) JOIN skus s USING (sku_id)
    ORDER BY customer, sku;
CREATE MACRO users(file) AS TABLE
    SELECT c.customer, w.workload, entitlements::INTEGER AS entitlements, active::INTEGER AS active,
           held::INTEGER AS held, former::INTEGER AS former, never::INTEGER AS never,
           active_other::INTEGER AS active_other, overage::INTEGER AS overage,
           least(held, entitlements)::INTEGER AS covered
    FROM read_parquet(file) u JOIN customers c USING (customer_id) JOIN workloads w ON w.code = u.workload
    ORDER BY customer, w.workload;
COPY (FROM seats('{data}/export-deployment.parquet')) TO '{data}/deployment.parquet' (COMPRESSION zstd);
COPY (FROM seats('{data}/export-deployment-before.parquet')) TO '{data}/deployment-before.parquet' (COMPRESSION zstd);
COPY (FROM users('{data}/export-usage.parquet')) TO '{data}/usage.parquet' (COMPRESSION zstd);
COPY (FROM users('{data}/export-usage-before.parquet')) TO '{data}/usage-before.parquet' (COMPRESSION zstd);
