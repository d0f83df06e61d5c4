"""DuckDB's statements for the portfolio page: totals, medians, bands and groups of one day.

They compute less than the server: no bounds of the partner's own seats, no parts of overages,
no coverage. A figure's row is a customer, or a customer and a product; the same statement sums
both, so that every table is read once.
"""

SEATS = ["sold", "sold_own", "trial_seats", "grace_seats", "assigned", "excess"]
USERS = ["entitlements", "active", "held", "former", "never", "active_other", "covered", "overage"]


def sums(figures: list[str]) -> str:
    return ", ".join(f"sum({it})::INTEGER AS {it}" for it in figures)


def spread(part: str, whole: str, counts: str) -> str:
    """Columns for the percentage of a row; `counts` tells whose is counted.

    Computed once a row, and small: medians and counts of bands cost a third less with them.
    """
    some = f"CASE WHEN {counts} AND {whole} > 0 THEN"
    ratio = f"{some} ({part} / nullif({whole}, 0))::FLOAT END AS ratio"
    return f"{ratio}, {some} least(5 * {part} // nullif({whole}, 0), 4)::UTINYINT END AS band"


BANDS = ", ".join(f"count(*) FILTER (band = {it})" for it in range(5))


def rows(table: str, chosen: str) -> str:
    """A day's rows of the customers with a filter, or of all."""
    some = f"WHERE customer IN (SELECT customer FROM customers WHERE {chosen})" if chosen else ""
    return f"SELECT * FROM '{{data}}/{table}.parquet' {some}"


def deployment(chosen: str) -> str:
    return f"""
WITH d AS MATERIALIZED (
    SELECT d.*, is_paid FROM ({rows("deployment", chosen)}) d JOIN skus USING (sku)
), parts AS (
    SELECT NULL AS key, true AS is_paid, {sums(SEATS)} FROM d WHERE is_paid GROUP BY customer
    UNION ALL SELECT sku, is_paid, {", ".join(SEATS)} FROM d
)
SELECT key, {sums(SEATS)}, median(ratio), {BANDS}
FROM (SELECT *, {spread("assigned", "sold", "is_paid")} FROM parts) GROUP BY key
"""


def usage(chosen: str) -> str:
    return f"""
WITH u AS MATERIALIZED (
    SELECT customer, workload, {", ".join(USERS)}, CASE WHEN entitlements > 0 THEN active ELSE 0 END AS part
    FROM ({rows("usage", chosen)}) WHERE active IS NOT NULL
), parts AS (
    SELECT NULL AS key, {sums([*USERS, "part"])} FROM u GROUP BY customer
    UNION ALL SELECT workload, {", ".join(USERS)}, active FROM u
)
SELECT key, {sums(USERS)}, count(*), median(ratio), {BANDS}
FROM (SELECT *, {spread("part", "entitlements", "true")} FROM parts) GROUP BY key
"""


def before(chosen: str) -> str:
    return f"""
SELECT {sums(SEATS)}, NULL AS entitlements, NULL AS active, NULL AS covered
FROM ({rows("deployment-before", chosen)}) JOIN skus USING (sku) WHERE is_paid
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, NULL, {sums(["entitlements", "active", "covered"])}
FROM ({rows("usage-before", chosen)}) WHERE active IS NOT NULL
"""


def deployment_groups(chosen: str) -> str:
    return f"""
WITH parts AS (
    SELECT service, {sums(SEATS)} FROM ({rows("deployment", chosen)}) JOIN skus USING (sku)
    WHERE is_paid GROUP BY service, customer
)
SELECT service, {sums(SEATS)}, median(ratio), {BANDS}
FROM (SELECT *, {spread("assigned", "sold", "true")} FROM parts) GROUP BY service
"""


def usage_groups(chosen: str) -> str:
    part = "sum(active) FILTER (entitlements > 0)"
    return f"""
WITH parts AS (
    SELECT service, {sums(USERS)}, coalesce({part}, 0)::INTEGER AS part
    FROM ({rows("usage", chosen)}) JOIN workloads USING (workload)
    WHERE active IS NOT NULL GROUP BY service, customer
)
SELECT service, {sums(USERS)}, count(*), median(ratio), {BANDS}
FROM (SELECT *, {spread("part", "entitlements", "true")} FROM parts) GROUP BY service
"""


def page(chosen: str) -> list[str]:
    """All statements of the page."""
    return [it(chosen) for it in (deployment, usage, before, deployment_groups, usage_groups)]
