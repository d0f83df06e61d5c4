"""Reads the Delta tables of a data folder with programs that share no code with Uptake.

Usage: read_tables.py DATA EXPORTS ACTIVITY_CSV

DATA is the data folder, EXPORTS a folder with `deployment.csv`, `usage.csv` and
`product_usage.csv` of all its days, ACTIVITY_CSV every row of activity that was imported.
Each table is opened with deltalake, and its Parquet files are read once more with DuckDB;
both must say the same. The stored spans, one row for each of their days, must be the rows
of the exports, and the bitmaps of active days must be the imported rows. Prints what was
compared, one line each; a difference ends it with exit code 1.
"""

import csv
import datetime
import pathlib
import sys

import duckdb
from deltalake import DeltaTable, QueryBuilder

# Export -> table, key columns, and the columns that are stored as they are exported.
SPANS = {
    "deployment": (
        "deployment_daily",
        ["sku"],
        ["sold", "sold_own", "trial_seats", "grace_seats", "assigned"],
    ),
    "usage": (
        "usage_daily",
        ["workload"],
        [
            "entitlements", "entitlements_own", "held", "former", "never", "active_other",
            "overage_turnover", "overage_duplicate", "overage_trial", "overage_unlicensed",
            "overage_other", "coverage", "days_covered",
        ],
    ),
    "product_usage": (
        "product_usage_daily",
        ["sku", "workload"],
        ["qualified", "active", "coverage"],
    ),
}


def fail(text):
    sys.exit(f"read_tables: {text}")


def dictionaries(connection, sql):
    """The rows of a query as dictionaries."""
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row)) for row in cursor.fetchall()]


def rows_of(table):
    """All rows of a table as DuckDB reads its files, checked against deltalake's answer."""
    columns = [field.name for field in table.schema().fields]
    names = ", ".join(f'"{name}"' for name in columns)
    answer = QueryBuilder().register("t", table).execute(f"SELECT {names} FROM t")
    database = duckdb.connect()
    database.register("delta", answer.read_all())
    files = table.file_uris()
    delta = f"SELECT {names} FROM delta"
    if not files:
        if database.execute(f"SELECT count(*) FROM ({delta})").fetchone()[0]:
            fail("deltalake finds rows in a table without files")
        return []
    paths = ", ".join("'" + path.replace("'", "''") + "'" for path in files)
    parquet = (
        f"SELECT {names} FROM read_parquet([{paths}], hive_partitioning = true, "
        "hive_types = {'month': VARCHAR})"
        if table.metadata().partition_columns
        else f"SELECT {names} FROM read_parquet([{paths}])"
    )
    for one, other in ((delta, parquet), (parquet, delta)):
        differing = database.execute(
            f"SELECT count(*) FROM ({one} EXCEPT ALL {other})"
        ).fetchone()[0]
        if differing:
            fail(f"deltalake and DuckDB differ in {differing} rows of {table.table_uri}")
    return dictionaries(database, parquet)


def days_of(row):
    day = row["first_day"]
    while day <= row["last_day"]:
        yield day
        day += datetime.timedelta(days=1)


def text(value):
    return "" if value is None else str(value)


def compare(what, stored, expected):
    """Two dictionaries must be equal."""
    for key in sorted(stored.keys() | expected.keys()):
        if stored.get(key) != expected.get(key):
            fail(f"{what} {key}: stored {stored.get(key)}, expected {expected.get(key)}")
    if not stored:
        fail(f"{what}: nothing to compare")
    print(f"{what}: {len(stored)} rows agree")


def read_export(path, keys, columns, last_days):
    """An export's rows by day, customer and keys, up to the last stored day."""
    rows = {}
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["day"] > last_days.get(row["customer_id"], ""):
                continue
            row["sku"] = row.get("sku_id") or row.get("sku_part_number")
            key = (row["day"], row["customer_id"], *(row[name] for name in keys))
            rows[key] = [row[name] for name in columns]
    return rows


def spans_as_rows(rows, keys, columns):
    """Stored spans, one row for each of their days."""
    found = {}
    for row in rows:
        for day in days_of(row):
            key = (day.isoformat(), row["customer_id"], *(row[name] for name in keys))
            if key in found:
                fail(f"two spans for {key}")
            found[key] = [text(row[name]) for name in columns]
    return found


def active_days(rows):
    """Users by customer, source and day, out of bitmaps: bit 0 is the first of the month."""
    found = {}
    for row in rows:
        for bit in range(31):
            if row["days"] >> bit & 1:
                key = (row["customer_id"], row["workload"], f"{row['month']}-{bit + 1:02}")
                found.setdefault(key, set()).add(row["user_no"])
    return {key: len(users) for key, users in found.items()}


def imported_days(path):
    found = {}
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            key = (row["customer_id"], row["workload"], row["day"])
            found.setdefault(key, set()).add(row["user_id"])
    return {key: len(users) for key, users in found.items()}


def travel(path, latest):
    """Every earlier version can be opened; returns how many users were known in each."""
    counts = []
    for version in range(latest + 1):
        table = DeltaTable(str(path), version=version)
        counts.append(len(rows_of(table)))
    return counts


def main(data, exports, activity):
    tables = pathlib.Path(data) / "tables"
    generation = max(tables.iterdir(), key=lambda path: int(path.name))
    rows = {}
    for path in sorted(generation.iterdir()):
        rows[path.name] = rows_of(DeltaTable(str(path)))
        print(f"{path.name}: {len(rows[path.name])} rows, read twice")

    last_days = {row["customer_id"]: row["last_day"].isoformat() for row in rows["extents"]}
    for export, (table, keys, columns) in SPANS.items():
        stored = spans_as_rows(rows[table], keys, columns)
        path = pathlib.Path(exports) / f"{export}.csv"
        compare(export, stored, read_export(path, keys, columns, last_days))
    compare("activity", active_days(rows["activity"]), imported_days(activity))

    latest = DeltaTable(str(generation / "identities")).version()
    counts = travel(generation / "identities", latest)
    if counts[0] != 0 or counts != sorted(counts) or counts[-1] != len(rows["identities"]):
        fail(f"identities were {counts} in versions 0 to {latest}")
    print(f"identities: versions 0 to {latest} have {counts} rows")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
