"""Makes the peers' Parquet from the native CSV files: prepare.py DATA OUT FIRST_DAY"""

import sys
from pathlib import Path

import duckdb

data, out, first = sys.argv[1:]
words = ", ".join(
    f"coalesce(bit_or(1::UBIGINT << (day & 63)::UBIGINT) FILTER (day >> 6 = {at}), 0) AS w{at}"
    for at in range(6)
)
sql = (Path(__file__).parent / "prepare.sql").read_text()
for name, value in {"data": data, "out": out, "first": first, "words": words}.items():
    sql = sql.replace("{" + name + "}", value)
Path(out).mkdir(parents=True, exist_ok=True)
connection = duckdb.connect(f"{out}/prepare.duckdb")
connection.execute("SET threads = 2; SET memory_limit = '4GB'")
connection.execute(sql)
connection.close()
Path(f"{out}/prepare.duckdb").unlink()
