use clap::CommandFactory as _;
use insta::assert_snapshot;

use super::{Cli, Moment};

#[test]
fn the_command_line_is_sound() {
    Cli::command().debug_assert();
}

#[test]
fn a_day_stands_for_its_last_moment() {
    let moment = |text: &str| text.parse::<Moment>().map(|it| it.millis);
    assert_eq!(moment("2026-03-01"), Ok(1_772_409_599_999));
    assert_eq!(moment("2026-03-01T23:59:59.999Z"), Ok(1_772_409_599_999));
    assert_eq!(moment("2026-03-02T00:59:59.999+01:00"), Ok(1_772_409_599_999));
}

#[test]
fn what_is_no_moment_is_refused_with_an_example() {
    let error = "yesterday".parse::<Moment>().unwrap_err();
    assert_snapshot!(error, @"`yesterday` is no moment, write 2026-03-01 or 2026-03-01T12:00:00Z");
}
