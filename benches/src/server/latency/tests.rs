use super::*;

fn of(millis: impl Iterator<Item = u64>) -> Latency {
    Latency(millis.map(Duration::from_millis).collect())
}

#[test]
fn percentiles_are_times_that_were_measured() {
    let hundred = of((1..=100).rev());
    assert_eq!(hundred.median(), Duration::from_millis(50));
    assert_eq!(hundred.p99(), Duration::from_millis(99));
    assert_eq!(of([7].into_iter()).p99(), Duration::from_millis(7));
    assert_eq!(of([].into_iter()).p99(), Duration::ZERO);
}

#[test]
fn two_connections_are_one_measure() {
    let mut all = Latencies::from([("a", of([1].into_iter()))]);
    join(&mut all, &Latencies::from([("a", of([2].into_iter())), ("b", of([3].into_iter()))]));
    assert_eq!(all["a"].to_string(), "p50 1.00 ms of 2 answers");
    assert_eq!(all["b"].to_string(), "p50 3.00 ms of 1 answers");
}
