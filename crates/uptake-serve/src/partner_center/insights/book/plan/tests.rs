use super::*;

fn now() -> Moment {
    Moment::parse("2026-03-10T12:00:00Z").unwrap()
}

fn body() -> WriteReport {
    WriteReport {
        report_name: Some("Usage".to_owned()),
        start_time: Some("2026-03-10T16:00:00Z".to_owned()),
        recurrence_interval: Some(4),
        ..WriteReport::default()
    }
}

fn refused(change: impl FnOnce(&mut WriteReport)) -> String {
    let mut changed = body();
    change(&mut changed);
    Plan::read(&changed, now()).unwrap_err().to_string()
}

#[test]
fn a_plan_begins_at_least_four_hours_ahead() {
    assert!(Plan::read(&body(), now()).is_ok());
    let why = refused(|it| it.start_time = Some("2026-03-10T15:59:59Z".to_owned()));
    assert_eq!(why, "StartTime must be at least 4 hours ahead");
    assert_eq!(refused(|it| it.start_time = None), "the value of StartTime is required");
    assert_eq!(refused(|it| it.start_time = Some("soon".to_owned())), "StartTime is no date");
}

#[test]
fn what_is_out_of_bounds_is_refused() {
    let interval = "RecurrenceInterval must be between 4 and 2160";
    assert_eq!(refused(|it| it.recurrence_interval = Some(3)), interval);
    assert_eq!(refused(|it| it.recurrence_interval = Some(2161)), interval);
    assert_eq!(refused(|it| it.recurrence_count = Some(0)), "RecurrenceCount must be at least 1");
    assert_eq!(
        refused(|it| it.report_name = Some(" ".to_owned())),
        "the value of ReportName is required"
    );
    assert_eq!(refused(|it| it.format = Some("xlsx".to_owned())), "Format has an unknown value");
    assert_eq!(
        refused(|it| it.callback_method = Some("PUT".to_owned())),
        "CallbackMethod has an unknown value"
    );
    assert_eq!(
        refused(|it| it.callback_url = Some("file:///etc/passwd".to_owned())),
        "CallbackUrl must begin with https:// or http://"
    );
    let backwards = refused(|it| {
        it.query_start_time = Some("2026-03-02".to_owned());
        it.query_end_time = Some("2026-03-01".to_owned());
    });
    assert_eq!(backwards, "QueryEndTime lies before QueryStartTime");
}

#[test]
fn a_report_that_runs_at_once_ignores_when_it_was_to_run() {
    let at_once = WriteReport {
        execute_now: Some(true),
        start_time: Some("2020-01-01".to_owned()),
        recurrence_interval: Some(1),
        query_start_time: Some("2026-01-01".to_owned()),
        query_end_time: Some("2026-02-01".to_owned()),
        format: Some("TSV".to_owned()),
        ..body()
    };
    let plan = Plan::read(&at_once, now()).unwrap();
    assert_eq!((plan.start, plan.interval_hours, plan.format), (None, None, Format::Tsv));
    assert!(plan.query_start.is_some() && plan.query_end.is_some());
}

#[test]
fn a_plan_runs_at_its_moments_and_does_not_make_up_for_what_was_missed() {
    let at = |text: &str| Moment::parse(text).unwrap();
    let every = WriteReport { recurrence_count: Some(3), ..body() };
    let every = Plan::read(&every, now()).unwrap();
    let start = at("2026-03-10T16:00:00Z");
    assert_eq!(every.next_run(0, now()), Some(start));
    assert_eq!(every.next_run(0, start), Some(start));
    let second = at("2026-03-10T20:00:00Z");
    assert_eq!(every.next_run(1, start.plus_seconds(1)), Some(second));
    assert_eq!(every.next_run(1, at("2026-03-12T17:00:00Z")), Some(at("2026-03-12T20:00:00Z")));
    assert_eq!(every.next_run(3, second), None, "it has run as often as it was to");
    let at_once = WriteReport { execute_now: Some(true), start_time: None, ..body() };
    let at_once = Plan::read(&at_once, now()).unwrap();
    assert_eq!(at_once.next_run(0, now()), Some(now()));
    assert_eq!(at_once.next_run(1, now()), None);
}
