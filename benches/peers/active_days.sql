-- Spans of activity from a row a day, in the order of the file: one number a row holds user,
-- source and day, so a span starts where it grows by more than the 28 days of the window.
-- Each span's last day is the row before the next start.
CREATE TEMP TABLE spans AS
WITH numbers AS (
    SELECT ("user"::BIGINT * 64 + source) * 512 + day AS row
    FROM read_parquet('{data}/activity_days.parquet')
), before AS (
    SELECT row, lag(row) OVER () AS before FROM numbers
), starts AS (
    SELECT row, before FROM before WHERE before IS NULL OR row - before > 28
), paired AS (
    SELECT row, coalesce(lead(before) OVER (), (SELECT max(row) FROM numbers)) AS last FROM starts
)
SELECT (row >> 15)::INTEGER AS "user", (row >> 9 & 63)::UTINYINT AS source,
       (row & 511)::INTEGER AS s, least((last & 511) + 28, {days})::INTEGER AS e
FROM paired;
