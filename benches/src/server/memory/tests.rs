use super::*;

fn trend(memory: impl Fn(u32) -> f64) -> Option<Trend> {
    let samples: Vec<Sample> =
        (0..=10).map(|it| Sample { requests: it * 100, mebibytes: memory(it * 100) }).collect();
    second_half(&samples)
}

#[test]
fn what_grows_in_the_first_half_alone_does_not_grow() {
    let warm = trend(|requests| f64::from(requests.min(500)));
    assert_eq!(warm, Some(Trend { per_thousand: 0.0, middle: 500.0, end: 500.0 }));
}

#[test]
fn what_grows_with_each_request_does() {
    let leak = trend(|requests| 100.0 + f64::from(requests) / 10.0);
    assert_eq!(leak, Some(Trend { per_thousand: 100.0, middle: 150.0, end: 200.0 }));
}

#[test]
fn one_sample_tells_nothing() {
    assert_eq!(second_half(&[Sample { requests: 5, mebibytes: 1.0 }]), None);
    assert_eq!(second_half(&[]), None);
}
