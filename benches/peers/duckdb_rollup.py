"""DuckDB's rollup of the whole history: duckdb_rollup.py days|bits DATA OUT DAYS"""

import sys
from pathlib import Path

import duckdb

import active_bits

here = Path(__file__).parent
form, data, out, days = sys.argv[1:]
active = active_bits.statement() if form == "bits" else (here / "active_days.sql").read_text()
Path(out).mkdir(parents=True, exist_ok=True)
connection = duckdb.connect()
connection.execute("SET threads = 2")
for sql in (active, (here / "figures.sql").read_text()):
    for name, value in {"data": data, "out": out, "days": days}.items():
        sql = sql.replace("{" + name + "}", value)
    connection.execute(sql)
