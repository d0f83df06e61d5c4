"""DuckDB reads the activity rows as CSV, sorts them and writes Parquet: duckdb_import.py CSV OUT"""

import sys
from pathlib import Path

import duckdb

csv, out = sys.argv[1:]
Path(out).mkdir(parents=True, exist_ok=True)
connection = duckdb.connect()
connection.execute("SET threads = 2")
connection.execute(f"SET temp_directory = '{out}/spill'")
connection.execute(f"""
    COPY (
        SELECT customer_id, user_id, workload, day
        FROM read_csv('{csv}', header = true, delim = ',', auto_detect = false, columns = {{
            'customer_id': 'UUID', 'user_id': 'UUID', 'workload': 'VARCHAR', 'day': 'DATE'}})
        ORDER BY customer_id, user_id, workload, day
    ) TO '{out}/activity.parquet' (COMPRESSION zstd)
""")
