"""Compares figures row by row and day by day; ends with 1 when any differ.

compare.py RESULTS OTHER DAYS            two peers' results (core figures when OTHER has no more)
compare.py RESULTS --exports FOLDER TABLES FIRST_DAY   a peer's results and the program's exports
"""

import sys
from pathlib import Path

import duckdb

KEYS = {
    "deployment": ["customer", "sku"],
    "usage": ["customer", "workload"],
    "product_usage": ["customer", "sku", "workload"],
}
FIGURES = {
    "deployment": ["sold", "assigned"],
    "usage": ["entitlements", "active", "held", "former", "never", "active_other"],
    "product_usage": ["qualified", "active"],
}
# How the program's exports name the peers' numbers.
NAMES = {"customer": "customer_id", "sku": "sku_id", "workload": "code"}
SHOWN = 5


def peer_rows(folder: Path, table: str, figures: list[str]) -> str:
    """One row a key and day, without the days on which every figure is 0."""
    columns = ", ".join(KEYS[table] + [f"{it}::BIGINT AS {it}" for it in figures])
    some = " OR ".join(f"{it} <> 0" for it in figures)
    return (
        f"SELECT unnest(range(from_day::INTEGER, to_day::INTEGER))::INTEGER AS day, {columns} "
        f"FROM '{folder}/{table}.parquet' WHERE {some}"
    )


def named_rows(folder: Path, table: str, tables: Path, first: str) -> str:
    """The peer's rows with the ids, codes and dates of an export."""
    keys = ", ".join(f"{it}s.{NAMES[it]} AS {it}" for it in KEYS[table])
    joins = " ".join(f"JOIN '{tables}/{it}s.parquet' {it}s USING ({it})" for it in KEYS[table])
    figures = ", ".join(FIGURES[table])
    rows = peer_rows(folder, table, FIGURES[table])
    return f"SELECT DATE '{first}' + day AS day, {keys}, {figures} FROM ({rows}) {joins}"


def export_rows(folder: Path, table: str) -> str:
    """The export's rows; what is missing is compared as 0, like a row that does not exist."""
    names = {"customer": "customer_id", "sku": "sku_id", "workload": "workload"}
    keys = ", ".join(f"{names[it]} AS {it}" for it in KEYS[table])
    figures = ", ".join(f"coalesce({it}, 0)::BIGINT AS {it}" for it in FIGURES[table])
    some = " OR ".join(f"coalesce({it}, 0) <> 0" for it in FIGURES[table])
    return f"SELECT day, {keys}, {figures} FROM '{folder}/{table}.parquet' WHERE {some}"


def differences(table: str, left: str, right: str) -> int:
    """Counts, and shows, the rows that only one of the two has."""
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE a AS {left}")
    connection.execute(f"CREATE TABLE b AS {right}")
    rows = connection.execute("SELECT count(*) FROM a").fetchall()[0][0]
    found = 0
    for name, one, other in (("left", "a", "b"), ("right", "b", "a")):
        # EXCEPT ALL: a row that is there twice is a difference too.
        alone = f"(FROM {one} EXCEPT ALL FROM {other})"
        count = connection.execute(f"SELECT count(*) FROM {alone}").fetchall()[0][0]
        found += count
        if count:
            print(f"{table}: {count} rows only on the {name}", file=sys.stderr)
            for row in connection.execute(f"FROM {alone} ORDER BY ALL LIMIT {SHOWN}").fetchall():
                print(f"  {row}", file=sys.stderr)
    if rows == 0:
        print(f"{table}: no rows to compare", file=sys.stderr)
        return 1
    print(f"{table}: {rows} rows, {found} differences")
    return found


def main() -> int:
    results, other, *more = sys.argv[1:]
    found = 0
    for table in KEYS:
        if other == "--exports":
            exports, tables, first = more
            left = named_rows(Path(results), table, Path(tables), first)
            right = export_rows(Path(exports), table)
        else:
            path = Path(other) / f"{table}.parquet"
            if not path.exists():
                continue
            known = duckdb.execute(f"SELECT * FROM '{path}' LIMIT 0").description
            figures = [it for it in FIGURES[table] if it in {column[0] for column in known}]
            left = peer_rows(Path(results), table, figures)
            right = peer_rows(Path(other), table, figures)
        found += differences(table, left, right)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
