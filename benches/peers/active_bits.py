"""The statement that makes spans of activity from bits: six words a user, source and year."""

WORDS = 6
# Together 27 days: the 28 of the window less the active day itself.
SHIFTS = (1, 2, 4, 8, 12)
ONES = 2**64 - 1


def carried(word: str, before: str | None, by: int) -> str:
    """The word moved `by` days later, with what moves in from the word before."""
    moved = f"(({word} & {ONES >> by}::UBIGINT) << {by})"
    return moved if before is None else f"({moved} | ({before} >> {64 - by}))"


def statement() -> str:
    """Smears every active day over its 28 days, then takes the edges out bit by bit."""
    steps, last = [], "bits"
    for at, by in enumerate(SHIFTS):
        words = ", ".join(
            f"w{i} | {carried(f'w{i}', f'w{i - 1}' if i else None, by)} AS w{i}" for i in range(WORDS)
        )
        steps.append(f's{at} AS (SELECT "user", source, {words} FROM {last})')
        last = f"s{at}"
    moved = [carried(f"w{i}", f"w{i - 1}" if i else None, 1) for i in range(WORDS)]
    edges = ", ".join(f"xor(w{i}, {moved[i]})" for i in range(WORDS))
    bases = ", ".join(str(64 * i) for i in range(WORDS))
    return f"""
CREATE TEMP TABLE spans AS
WITH RECURSIVE bits AS (SELECT * FROM read_parquet('{{data}}/activity_bits.parquet')),
{", ".join(steps)},
words AS (SELECT "user", source, unnest([{bases}]) AS base, unnest([{edges}]) AS t FROM {last}),
left_over AS (
    SELECT * FROM words WHERE t <> 0
    UNION ALL
    SELECT "user", source, base, t & (greatest(t, 1) - 1) FROM left_over WHERE t & (greatest(t, 1) - 1) <> 0
),
edges AS (
    SELECT "user", source, (base + bit_count(xor(t, t - 1)) - 1)::INTEGER AS day FROM left_over
),
paired AS (
    SELECT "user", source, day AS s, lead(day) OVER w AS e, row_number() OVER w AS n
    FROM edges WINDOW w AS (PARTITION BY "user", source ORDER BY day)
)
SELECT "user", source, s, least(coalesce(e, {{days}}), {{days}})::INTEGER AS e FROM paired WHERE n % 2 = 1;
"""
