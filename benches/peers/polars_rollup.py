"""Polars' rollup of the core figures (entitlements, active, held): polars_rollup.py DATA OUT DAYS

The streaming engine, a row a day in the order of the file. It computes less than the others:
no former, never or other users, no deployment and no figures by product.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("POLARS_MAX_THREADS", "2")
import polars as pl

data, out, days = sys.argv[1], sys.argv[2], int(sys.argv[3])
KEY = ["customer", "workload"]
FIGURES = ["entitlements", "active", "held"]


def table(name: str) -> pl.LazyFrame:
    return pl.scan_parquet(f"{data}/{name}.parquet")


def united(spans: pl.LazyFrame, keys: list[str]) -> pl.LazyFrame:
    """The union of overlapping spans of each key."""
    reached = pl.col("e").cum_max().shift(1).over(keys)
    starts = (reached.is_null() | (pl.col("s") > reached)).cast(pl.Int32)
    return (
        spans.sort(*keys, "s", "e")
        .with_columns(start=starts)
        .with_columns(n=pl.col("start").cum_sum().over(keys))
        .group_by(*keys, "n")
        .agg(pl.col("s").min(), pl.col("e").max())
        .drop("n")
    )


def active_spans() -> pl.LazyFrame:
    """Spans of activity by workload: one number a row tells user, source and day."""
    row = (pl.col("user").cast(pl.Int64) * 64 + pl.col("source")) * 512 + pl.col("day")
    edges = (
        table("activity_days")
        .select(row=row)
        .with_columns(
            start=(pl.col("row") - pl.col("row").shift(1) > 28).fill_null(True),
            end=(pl.col("row").shift(-1) - pl.col("row") > 28).fill_null(True),
        )
        .filter(pl.col("start") | pl.col("end"))
    )
    spans = (
        edges.with_columns(last=pl.when("end").then("row").otherwise(pl.col("row").shift(-1)))
        .filter("start")
        .select(
            user=(pl.col("row") // (64 * 512)).cast(pl.Int32),
            source=(pl.col("row") // 512 % 64).cast(pl.UInt8),
            s=(pl.col("row") % 512).cast(pl.Int32),
            e=pl.min_horizontal(pl.col("last") % 512 + 28, days).cast(pl.Int32),
        )
    )
    sources = table("workload_sources").with_columns(n=pl.len().over("workload"))
    spans = spans.join(sources, on="source")
    keys = ["user", "workload"]
    alone = spans.filter(pl.col("n") == 1).select(*keys, "s", "e")
    merged = united(spans.filter(pl.col("n") > 1).select(*keys, "s", "e"), keys)
    members = table("users").filter("is_member").select("user", "customer")
    return pl.concat([alone, merged.select(*keys, "s", "e")]).join(members, on="user")


def held_spans() -> pl.LazyFrame:
    """Spans over which a user holds a workload."""
    held = table("assignments").select(
        "user",
        "sku",
        s=pl.col("from_day").cast(pl.Int32),
        e=pl.col("to_day").fill_null(days).cast(pl.Int32),
    )
    held = held.filter(pl.col("s") < pl.col("e")).join(table("sku_workloads"), on="sku")
    return united(held.select("user", "workload", "s", "e"), ["user", "workload"])


def sold_steps() -> pl.LazyFrame:
    """Changes of sold seats: what is active, or what is in grace where nothing is active."""
    records = (
        table("subscriptions")
        .sort("customer", "subscription", "as_of")
        .with_columns(
            s=pl.col("as_of").cast(pl.Int32),
            e=pl.col("as_of").shift(-1).over("customer", "subscription").fill_null(days).cast(pl.Int32),
        )
        .filter(~pl.col("is_trial") & pl.col("status").is_in(["active", "grace"]))
    )
    steps = []
    for day, sign in (("s", 1), ("e", -1)):
        amount = pl.col("quantity") * sign
        is_active = pl.col("status") == "active"
        steps.append(
            records.select(
                "customer",
                "sku",
                day=pl.col(day),
                active=pl.when(is_active).then(amount).otherwise(0),
                grace=pl.when(is_active).then(0).otherwise(amount),
            )
        )
    sku = ["customer", "sku"]
    active, grace = (pl.col(it).cum_sum().over(sku) for it in ("active", "grace"))
    return (
        pl.concat(steps)
        .group_by(*sku, "day")
        .agg(pl.col("active", "grace").sum())
        .sort(*sku, "day")
        .with_columns(sold=pl.when(active > 0).then(active).otherwise(grace))
        .with_columns(step=pl.col("sold") - pl.col("sold").shift(1).over(sku).fill_null(0))
        .filter(pl.col("step") != 0)
    )


def steps(frame: pl.LazyFrame, day: str, step: pl.Expr, figure: str) -> pl.LazyFrame:
    zero = pl.lit(0, dtype=pl.Int64)
    values = {it: step.cast(pl.Int64) if it == figure else zero for it in FIGURES}
    return frame.select(
        pl.col("customer").cast(pl.Int32), "workload", day=pl.col(day).cast(pl.Int32), **values
    )


active = active_spans()
both = (
    active.join(held_spans(), on=["user", "workload"], suffix="_held")
    .filter((pl.col("s") < pl.col("e_held")) & (pl.col("s_held") < pl.col("e")))
    .select(*KEY, s=pl.max_horizontal("s", "s_held"), e=pl.min_horizontal("e", "e_held"))
)
paid = table("skus").filter("is_paid").select("sku")
entitled = (
    sold_steps()
    .join(paid, on="sku")
    .join(table("sku_workloads").filter("is_base"), on="sku")
)
all_steps = [steps(entitled, "day", pl.col("step"), "entitlements")]
for spans, figure in ((active, "active"), (both, "held")):
    all_steps.append(steps(spans, "s", pl.lit(1), figure))
    all_steps.append(steps(spans, "e", pl.lit(-1), figure))
# Every key's steps add up to 0, so one running sum serves all keys.
result = (
    pl.concat(all_steps)
    .group_by(*KEY, "day")
    .agg(pl.col(FIGURES).sum())
    .sort(*KEY, "day")
    .with_columns(pl.col(FIGURES).cum_sum(), to_day=pl.col("day").shift(-1))
    .filter((pl.col("entitlements") > 0) | (pl.col("active") > 0))
    .rename({"day": "from_day"})
)
Path(out).mkdir(parents=True, exist_ok=True)
result.collect(engine="streaming").write_parquet(f"{out}/usage.parquet", compression="zstd")
