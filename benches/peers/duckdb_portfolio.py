"""DuckDB answers what the portfolio page asks: duckdb_portfolio.py FILES DATA RUNS CONNECTIONS

DATA has exports of two days and the server's answers. Prints the median seconds of a page, alone
and beside others, without and with a filter; ends with 1 when an answer differs.
"""

import json
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import duckdb

import portfolio_queries as queries

files, data, runs, connections = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
connection = duckdb.connect()
connection.execute("SET threads = 2; SET parquet_metadata_cache = true")
sql = (Path(__file__).parent / "portfolio_prepare.sql").read_text()
connection.execute(sql.replace("{files}", files).replace("{data}", data))


def answers(cursor: duckdb.DuckDBPyConnection, chosen: str) -> list[list[tuple]]:
    return [cursor.execute(it.replace("{data}", data)).fetchall() for it in queries.page(chosen)]


def timed(cursor: duckdb.DuckDBPyConnection, chosen: str) -> float:
    begun = time.perf_counter()
    answers(cursor, chosen)
    return time.perf_counter() - begun


def some_marks(chance: random.Random) -> str:
    """Another filter each time, as the bench makes them."""
    wanted = []
    for mark in ("country", "segment"):
        known = [it for (it,) in connection.execute(f"SELECT DISTINCT {mark} FROM customers ORDER BY 1").fetchall()]
        chosen = [it for it in known if chance.random() < 0.5] or known
        wanted.append(f"{mark} IN (" + ", ".join(f"'{it}'" for it in chosen) + ")")
    return " AND ".join(wanted)


def spread_of(figures: dict) -> list:
    spread = figures["spread"]
    return [spread["median_percent"], *spread["bands"]]


def seats_of(figures: dict) -> list:
    return [figures[it] for it in queries.SEATS]


def users_of(figures: dict) -> list:
    users = figures["users"]
    own = [users[it] for it in queries.USERS[1:-2]]
    return [figures["entitlements"], *own, users["covered"]["part"], users["overage"]["total"]]


def expected() -> dict:
    """What the server answered, by part and key."""
    portfolio, groups = (json.loads(Path(data, f"{it}.json").read_text()) for it in ("portfolio", "groups"))
    counted = lambda it: [*users_of(it), it["customers_counted"], *spread_of(it)]
    seats = lambda it: [*seats_of(it), *spread_of(it)]
    rows = {("deployment", None): seats(portfolio["deployment"]), ("usage", None): counted(portfolio["usage"])}
    rows |= {("deployment", it["sku_id"]): seats(it["deployment"]) for it in portfolio["skus"]}
    rows |= {("usage", it["workload"]): counted(it["usage"]) for it in portfolio["workloads"]}
    then = portfolio["before"]
    users = then["usage"]["users"]
    rows["before", 0] = [*seats_of(then["deployment"]), None, None, None]
    rows["before", 1] = [None] * 6 + [then["usage"]["entitlements"], users["active"], users["covered"]["part"]]
    for it in groups["items"]:
        if it["deployment"]["sold"] + it["deployment"]["assigned"] > 0:
            rows["deployment by service", it["key"]] = seats(it["deployment"])
        if it["usage"]["customers_counted"] > 0:
            rows["usage by service", it["key"]] = counted(it["usage"])
    return rows


def found() -> dict:
    """The same from the statements."""
    skus = dict(connection.execute("SELECT sku, sku_id FROM skus").fetchall())
    workloads = dict(connection.execute("SELECT workload, code FROM workloads").fetchall())
    deployment, usage, before, by_service, use_by_service = answers(connection, "")
    percent = lambda row, at: [*row[1:at], row[at] and round(100 * row[at], 2), *row[at + 1 :]]
    seats, users = len(queries.SEATS) + 1, len(queries.USERS) + 2
    rows = {("deployment", skus.get(it[0])): percent(it, seats) for it in deployment}
    rows |= {("usage", workloads.get(it[0])): percent(it, users) for it in usage}
    rows |= {("before", at): list(row) for at, row in enumerate(sorted(before, key=lambda it: it[0] is None))}
    rows |= {("deployment by service", it[0]): percent(it, seats) for it in by_service}
    rows |= {("usage by service", it[0]): percent(it, users) for it in use_by_service}
    return rows


def equal(ours: list | None, theirs: list | None) -> bool:
    """Medians are compared to the hundredth: half a hundredth may be rounded either way."""
    if ours is None or theirs is None or len(ours) != len(theirs):
        return False
    close = lambda a, b: a == b or (isinstance(a, float) and isinstance(b, float) and abs(a - b) < 0.0101)
    return all(close(a, b) for a, b in zip(ours, theirs))


ours, theirs = expected(), found()
different = [it for it in ours.keys() | theirs.keys() if not equal(ours.get(it), theirs.get(it))]
for it in different:
    print(f"{it}: the server {ours.get(it)}, duckdb {theirs.get(it)}", file=sys.stderr)
if different:
    sys.exit(1)
print(f"portfolio page: {len(ours)} rows, 0 differences", file=sys.stderr)

result = {}
for name in ("same", "filtered"):
    chance = random.Random(1)
    chosen = [some_marks(chance) if name == "filtered" else "" for _ in range(runs)]
    cursors = [connection.cursor() for _ in range(connections)]
    timed(connection, chosen[0])
    alone = [timed(connection, it) for it in chosen]
    with ThreadPoolExecutor(connections) as pool:
        work = [[(cursor, it) for it in chosen[: max(1, runs // 4)]] for cursor in cursors]
        beside = list(pool.map(lambda own: [timed(*it) for it in own], work))
    result[name] = {"alone": median(alone), "beside": median(it for own in beside for it in own)}
print(json.dumps(result))
