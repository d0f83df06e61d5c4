use insta::assert_snapshot;

use super::*;

fn cost(cpu_seconds: f64) -> Cost {
    Cost { cpu_seconds, wall_seconds: cpu_seconds, peak_kibibytes: 300 * 1024, load: 0.5 }
}

fn peers() -> PeerCosts {
    let rollups = vec![
        (Rollup::DuckDbDays, cost(5.0)),
        (Rollup::DuckDbBits, cost(4.0)),
        (Rollup::PolarsDays, cost(1.0)),
    ];
    PeerCosts { rollups, import: cost(50.0) }
}

fn program(users: usize, rollup: f64) -> ProgramCosts {
    ProgramCosts {
        users,
        import: cost(41.0),
        parse_day: cost(0.25),
        import_day: cost(0.375),
        rollup: cost(rollup),
        activity_bytes: 12_000_000,
    }
}

#[test]
fn the_bar_of_the_rollup_is_for_the_cheapest_peer_that_computes_everything() {
    let report = report(100_000, &[program(10_000, 0.0625), program(100_000, 1.0)], &peers());
    assert_snapshot!(report, @r"
    | peers at 100000 users                   | CPU     | time    | memory  | load |
    |-----------------------------------------|---------|---------|---------|------|
    | full rollup, duckdb-days                | 5.00 s  | 5.00 s  | 300 MiB | 0.5  |
    | full rollup, duckdb-bits                | 4.00 s  | 4.00 s  | 300 MiB | 0.5  |
    | full rollup, polars-days (core figures) | 1.00 s  | 1.00 s  | 300 MiB | 0.5  |
    | a year read, sorted and written, duckdb | 50.00 s | 50.00 s | 300 MiB | 0.5  |

    | measure                                                    |                         program |      against |   value |        bar |              | load            |
    |------------------------------------------------------------|---------------------------------|--------------|---------|------------|--------------|-----------------|
    | full rollup against duckdb-days, CPU                       |                          1.00 s |       5.00 s |   0.200 |            |              | 0.5 / 0.5       |
    | full rollup against duckdb-bits, CPU                       |                          1.00 s |       4.00 s |   0.250 |    ≤ 0.200 | MISSED       | 0.5 / 0.5       |
    | full rollup against polars-days, CPU                       |                          1.00 s |       1.00 s |   1.000 |            |              | 0.5 / 0.5       |
    | one new day less its parsing, against the full rollup, CPU |                 0.38 s - 0.25 s |       1.00 s |   0.125 |    ≤ 0.067 | MISSED       | 0.5 / 0.5 / 0.5 |
    | one new day, all of it, against the full rollup, CPU       |                          0.38 s |       1.00 s |   0.375 |            |              | 0.5 / 0.5 / 0.5 |
    | import of a year with its rollup, against duckdb, CPU      |                         41.00 s |      50.00 s |   0.820 |    ≤ 1.500 | kept         | 0.5 / 0.5       |
    | import of a year less a full rollup, against duckdb, CPU   |                         40.00 s |      50.00 s |   0.800 |            |              | 0.5 / 0.5       |
    | activity table, bytes a user and year                      |                         12.0 MB | 100000 users | 120.000 |  ≤ 150.000 | kept         | 0.5             |
    | memory at 10000 users, MiB                                 | import 300, day 300, rollup 300 |              | 300.000 |  ≤ 512.000 | kept         | 0.5 / 0.5 / 0.5 |
    | memory at 100000 users, MiB                                | import 300, day 300, rollup 300 |              | 300.000 |  ≤ 512.000 | kept         | 0.5 / 0.5 / 0.5 |
    | full rollup, CPU a user: 100000 against 10000 users        |                         10.0 µs |       6.2 µs |   1.600 |    ≤ 1.150 | MISSED       | 0.5 / 0.5       |
    | import of a year, CPU a user: 100000 against 10000 users   |                        410.0 µs |    4100.0 µs |   0.100 |    ≤ 1.150 | kept         | 0.5 / 0.5       |
    | memory at 1000000 users, MiB                               |             --large measures it |              |         | ≤ 1024.000 | not measured |                 |
    | full rollup, CPU a user: 1000000 against 100000 users      |             --large measures it |              |         |    ≤ 1.150 | not measured |                 |
    | import of a year, CPU a user: 1000000 against 100000 users |             --large measures it |              |         |    ≤ 1.150 | not measured |                 |
    ");
}

#[test]
fn without_the_program_the_peers_are_shown_alone() {
    assert_snapshot!(report(10_000, &[], &peers()), @r"
    | peers at 10000 users                    | CPU     | time    | memory  | load |
    |-----------------------------------------|---------|---------|---------|------|
    | full rollup, duckdb-days                | 5.00 s  | 5.00 s  | 300 MiB | 0.5  |
    | full rollup, duckdb-bits                | 4.00 s  | 4.00 s  | 300 MiB | 0.5  |
    | full rollup, polars-days (core figures) | 1.00 s  | 1.00 s  | 300 MiB | 0.5  |
    | a year read, sorted and written, duckdb | 50.00 s | 50.00 s | 300 MiB | 0.5  |
    ");
}
