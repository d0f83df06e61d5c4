-- From spans of activity ("user", source, s, e) to the stored figures, all as change points.
--
-- Every figure is a sum of steps (+1 where an interval starts, -1 where it ends), summed up
-- over the days on which anything changes. Intervals are half-open. Day {days} is beyond the
-- end: everything ends there at the latest, so the steps of a key add up to 0 and one running
-- sum serves all keys, without partitions. Keys are packed into one number:
-- day 9 bits, workload 6 bits, SKU 6 bits, then the customer, or the user.

-- Workloads: most have one source, the spans of several are united.
CREATE TEMP TABLE active AS
WITH ws AS (
    SELECT *, count(*) OVER (PARTITION BY workload) AS sources
    FROM read_parquet('{data}/workload_sources.parquet')
), many AS (
    SELECT workload, "user", s, e, max(e) OVER (
        PARTITION BY workload, "user" ORDER BY s ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
    FROM spans JOIN ws USING (source) WHERE sources > 1
), numbered AS (
    SELECT *, count(*) FILTER (reached IS NULL OR s > reached) OVER (
        PARTITION BY workload, "user" ORDER BY s ROWS UNBOUNDED PRECEDING) AS n FROM many
), united AS (
    SELECT workload, "user", s, e FROM spans JOIN ws USING (source) WHERE sources = 1
    UNION ALL SELECT workload, "user", min(s), max(e) FROM numbered GROUP BY workload, "user", n
)
SELECT (customer::BIGINT << 21) | (workload::BIGINT << 9) AS key, ("user"::BIGINT << 6) | workload AS uw, s, e, is_member
FROM united JOIN read_parquet('{data}/users.parquet') USING ("user");

CREATE TEMP TABLE held AS
SELECT customer, "user", sku, from_day::INTEGER AS s, coalesce(to_day, {days})::INTEGER AS e
FROM read_parquet('{data}/assignments.parquet') WHERE to_day IS NULL OR from_day < to_day;

-- Holders of a workload: nearly all hold it once, which needs no uniting.
CREATE TEMP TABLE once AS
SELECT ("user"::BIGINT << 6) | workload AS uw, count(*) AS n, any_value(sku) AS sku, min(s) AS s, max(e) AS e
FROM held JOIN read_parquet('{data}/sku_workloads.parquet') USING (sku) GROUP BY uw;

-- The others. Kind 0: holds it on the day itself; kind 1: within the window; kind 2 + sku:
-- holds this product within the window.
CREATE TEMP TABLE again AS
WITH rest AS (
    SELECT ("user"::BIGINT << 6) | workload AS uw, sku, held.s, held.e
    FROM held JOIN read_parquet('{data}/sku_workloads.parquet') USING (sku)
    SEMI JOIN (FROM once WHERE n > 1) once ON ("user"::BIGINT << 6) | workload = once.uw
), kinds AS (
    SELECT uw, 0 AS kind, s, e FROM rest
    UNION ALL SELECT uw, 1, s, least(e + 27, {days}) FROM rest
    UNION ALL SELECT uw, 2 + sku, s, least(e + 27, {days}) FROM rest
), reach AS (
    SELECT *, max(e) OVER (
        PARTITION BY uw, kind ORDER BY s ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
    FROM kinds
), numbered AS (
    SELECT *, count(*) FILTER (reached IS NULL OR s > reached) OVER (
        PARTITION BY uw, kind ORDER BY s ROWS UNBOUNDED PRECEDING) AS n FROM reach
)
SELECT uw, kind, min(s) AS s, max(e) AS e FROM numbered GROUP BY uw, kind, n;

-- Steps of the active members who hold the workload once, by customer, SKU, workload and day.
CREATE TEMP TABLE once_steps AS
WITH pairs AS (
    SELECT key | (sku::BIGINT << 15) AS key, greatest(a.s, h.s) AS s, least(a.e, h.e) AS e, least(a.e, h.e + 27) AS until
    FROM active a JOIN once h USING (uw)
    WHERE n = 1 AND is_member AND a.s < h.e + 27 AND h.s < a.e
), steps AS (
    SELECT key | s AS key, (s < e)::INTEGER AS held, 1 AS within FROM pairs
    UNION ALL SELECT key | until, CASE WHEN e = until AND s < e THEN -1 ELSE 0 END, -1 FROM pairs
    UNION ALL SELECT key | e, -1, 0 FROM pairs WHERE s < e AND e < until
)
SELECT key, sum(held)::INTEGER AS held, sum(within)::INTEGER AS within FROM steps GROUP BY key;

-- Steps of those who hold it again, by customer, kind, workload and day.
CREATE TEMP TABLE again_steps AS
WITH pairs AS (
    SELECT key, kind, greatest(a.s, h.s) AS s, least(a.e, h.e) AS e
    FROM active a JOIN again h USING (uw) WHERE is_member AND a.s < h.e AND h.s < a.e
), steps AS (
    SELECT key | s AS key, kind, 1 AS step FROM pairs UNION ALL SELECT key | e, kind, -1 FROM pairs
)
SELECT key, kind, sum(step)::INTEGER AS step FROM steps GROUP BY key, kind;

-- Seats: sold is what is active, or what is in grace where nothing is active.
CREATE TEMP TABLE sold_steps AS
WITH records AS (
    SELECT customer, sku, quantity, status, is_trial, as_of::INTEGER AS s,
           coalesce(lead(as_of) OVER (PARTITION BY customer, subscription ORDER BY as_of), {days})::INTEGER AS e
    FROM read_parquet('{data}/subscriptions.parquet')
), days AS (
    SELECT customer, sku, status = 'active' AS is_active, unnest([s, e]) AS day, unnest([quantity, -quantity]) AS step
    FROM records WHERE NOT is_trial AND status IN ('active', 'grace') AND s < e
), summed AS (
    SELECT customer, sku, day, coalesce(sum(step) FILTER (is_active), 0) AS active,
           coalesce(sum(step) FILTER (NOT is_active), 0) AS grace
    FROM days GROUP BY customer, sku, day
), seats AS (
    SELECT customer, sku, day, sum(active) OVER w AS active, sum(grace) OVER w AS grace
    FROM summed WINDOW w AS (PARTITION BY customer, sku ORDER BY day ROWS UNBOUNDED PRECEDING)
), sold AS (
    SELECT customer, sku, day, CASE WHEN active > 0 THEN active ELSE grace END AS sold FROM seats
), changes AS (
    SELECT customer, sku, day, sold - coalesce(lag(sold) OVER (PARTITION BY customer, sku ORDER BY day), 0) AS step
    FROM sold
)
SELECT (customer::BIGINT << 21) | (sku::BIGINT << 15) | day AS key, sku, step::INTEGER AS step FROM changes WHERE step <> 0;

COPY (
    WITH reach AS (
        SELECT customer, sku, s, e, coalesce(max(e) OVER (PARTITION BY "user", sku ORDER BY s
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS reached FROM held
    ), holders AS (
        SELECT (customer::BIGINT << 21) | (sku::BIGINT << 15) AS key, greatest(s, reached) AS s, e FROM reach WHERE e > reached
    ), steps AS (
        SELECT key | s AS key, 0 AS sold, 1 AS assigned FROM holders
        UNION ALL SELECT key | e, 0, -1 FROM holders
        UNION ALL SELECT key, step, 0 FROM sold_steps
    ), summed AS (
        SELECT key, sum(sold)::INTEGER AS sold, sum(assigned)::INTEGER AS assigned FROM steps GROUP BY key ORDER BY key
    ), counts AS (
        SELECT key, lead(key) OVER () & 511 AS to_day, sum(sold) OVER w AS sold, sum(assigned) OVER w AS assigned
        FROM summed WINDOW w AS (ROWS UNBOUNDED PRECEDING)
    )
    SELECT (key >> 21)::INTEGER AS customer, (key >> 15 & 63)::UTINYINT AS sku, (key & 511)::SMALLINT AS from_day,
           to_day::SMALLINT AS to_day, sold::INTEGER AS sold, assigned::INTEGER AS assigned
    FROM counts WHERE sold > 0 OR assigned > 0
) TO '{out}/deployment.parquet' (COMPRESSION zstd);

COPY (
    WITH steps AS (
        SELECT key | s AS key, 0 AS entitled, is_member::INTEGER AS active, 0 AS held, 0 AS within, (NOT is_member)::INTEGER AS other FROM active
        UNION ALL SELECT key | e, 0, -is_member::INTEGER, 0, 0, -(NOT is_member)::INTEGER FROM active
        UNION ALL SELECT key & ~(63::BIGINT << 15), 0, 0, held, within, 0 FROM once_steps
        UNION ALL SELECT key, 0, 0, CASE WHEN kind = 0 THEN step ELSE 0 END, CASE WHEN kind = 1 THEN step ELSE 0 END, 0
                  FROM again_steps WHERE kind < 2
        UNION ALL SELECT (key & ~(63::BIGINT << 15)) | (workload::BIGINT << 9), step, 0, 0, 0, 0
                  FROM sold_steps JOIN read_parquet('{data}/sku_workloads.parquet') USING (sku)
                  JOIN read_parquet('{data}/skus.parquet') USING (sku) WHERE is_base AND is_paid
    ), summed AS (
        SELECT key, sum(entitled)::INTEGER AS entitled, sum(active)::INTEGER AS active, sum(held)::INTEGER AS held,
               sum(within)::INTEGER AS within, sum(other)::INTEGER AS other
        FROM steps GROUP BY key ORDER BY key
    ), counts AS (
        SELECT key, lead(key) OVER () & 511 AS to_day, sum(entitled) OVER w AS entitlements, sum(active) OVER w AS active,
               sum(held) OVER w AS held, sum(within) OVER w AS within, sum(other) OVER w AS other
        FROM summed WINDOW w AS (ROWS UNBOUNDED PRECEDING)
    )
    SELECT (key >> 21)::INTEGER AS customer, (key >> 9 & 63)::UTINYINT AS workload, (key & 511)::SMALLINT AS from_day,
           to_day::SMALLINT AS to_day, entitlements::INTEGER AS entitlements, active::INTEGER AS active,
           held::INTEGER AS held, (within - held)::INTEGER AS former, (active - within)::INTEGER AS never,
           other::INTEGER AS active_other
    FROM counts WHERE entitlements > 0 OR active > 0 OR other > 0
) TO '{out}/usage.parquet' (COMPRESSION zstd);

COPY (
    WITH steps AS (
        SELECT key, 0 AS qualified, within AS active FROM once_steps
        UNION ALL SELECT key | ((kind - 2)::BIGINT << 15), 0, step FROM again_steps WHERE kind >= 2
        UNION ALL SELECT key | (workload::BIGINT << 9), step, 0
                  FROM sold_steps JOIN read_parquet('{data}/sku_workloads.parquet') USING (sku)
    ), summed AS (
        SELECT key, sum(qualified)::INTEGER AS qualified, sum(active)::INTEGER AS active FROM steps GROUP BY key ORDER BY key
    ), counts AS (
        SELECT key, lead(key) OVER () & 511 AS to_day, sum(qualified) OVER w AS qualified, sum(active) OVER w AS active
        FROM summed WINDOW w AS (ROWS UNBOUNDED PRECEDING)
    )
    SELECT (key >> 21)::INTEGER AS customer, (key >> 15 & 63)::UTINYINT AS sku, (key >> 9 & 63)::UTINYINT AS workload,
           (key & 511)::SMALLINT AS from_day, to_day::SMALLINT AS to_day, qualified::INTEGER AS qualified, active::INTEGER AS active
    FROM counts WHERE qualified > 0 OR active > 0
) TO '{out}/product_usage.parquet' (COMPRESSION zstd);
