use uptake_model::Guid;

use super::*;

fn row(status: Option<&str>, ended_on: Option<&str>) -> facts::Action {
    facts::Action {
        customer_id: CustomerId(Guid::from_u128(7)),
        action_id: "A-1".to_owned(),
        playbook: "low_adoption".to_owned(),
        started_on: "2026-03-01".parse().unwrap(),
        ended_on: ended_on.map(|it| it.parse().unwrap()),
        owner: Some("Ana".to_owned()),
        status: status.map(str::to_owned),
        note: Some("'=1+1".to_owned()),
    }
}

#[test]
fn a_row_without_a_status_is_done_when_it_has_ended() {
    let status = |row| NativeAction::of(row).map(|it| it.status);
    assert_eq!(status(row(None, None)), Ok(ActionStatus::Running));
    assert_eq!(status(row(None, Some("2026-03-05"))), Ok(ActionStatus::Done));
    assert_eq!(status(row(Some("Dropped"), None)), Ok(ActionStatus::Dropped));
    assert_eq!(status(row(Some("open"), None)), Err("open".to_owned()));
}

#[test]
fn a_status_of_another_program_is_kept_in_the_note() {
    let read = NativeAction::of_any(row(Some("in review"), Some("2026-03-05")));
    assert_eq!((read.status, &*read.note), (ActionStatus::Done, "in review: =1+1"));
    let bare = facts::Action { note: None, ..row(Some("open"), None) };
    let read = NativeAction::of_any(bare);
    assert_eq!((read.status, &*read.note), (ActionStatus::Running, "open"));
    let read = NativeAction::of_any(row(Some("Planned"), None));
    assert_eq!((read.status, &*read.note), (ActionStatus::Planned, "=1+1"));
}

#[test]
fn a_note_that_was_written_as_text_is_read_as_it_was() {
    let read = NativeAction::of(row(None, None)).unwrap();
    assert_eq!(read.note, "=1+1");
    assert_eq!(plain("'quoted'".to_owned()), "'quoted'");
}

#[test]
fn what_the_columns_are_called_is_what_the_format_says() {
    let names: Vec<&str> = actions_table().columns.iter().map(|it| it.name).collect();
    let expected = "customer_id action_id playbook started_on ended_on owner status note";
    assert_eq!(names.join(" "), expected);
}

#[test]
fn rows_that_say_different_things_of_one_action_are_refused() {
    let of = |customer, action: &str, status| {
        let fact = facts::Action {
            customer_id: CustomerId(Guid::from_u128(customer)),
            action_id: action.to_owned(),
            ..row(Some(status), None)
        };
        Sourced { line: 2, fact: NativeAction::of(fact).unwrap() }
    };
    let guid = Guid::from_u128(1).to_string();
    assert!(conflict("a.csv", &[of(7, &guid, "done"), of(8, &guid, "done")]).is_none());
    assert!(conflict("a.csv", &[of(7, &guid, "done"), of(8, &guid, "running")]).is_some());
    assert!(conflict("a.csv", &[of(7, "1", "done"), of(8, "1", "running")]).is_none());
}

#[test]
fn what_is_dropped_before_its_planned_day_is_written_as_ended_at_once() {
    let about = uptake_state::ActionCustomer {
        native_id: "A-1".to_owned(),
        recommended: serde_json::Value::Null,
        figures: serde_json::Value::Null,
    };
    let action = Action {
        id: ActionId(Guid::from_u128(1)),
        play: String::new(),
        status: ActionStatus::Dropped,
        owner: String::new(),
        planned_from: Some("2031-05-06".parse().unwrap()),
        planned_to: None,
        started_on: None,
        ended_on: Some("2026-03-05".parse().unwrap()),
        note: String::new(),
        material: serde_json::json!([]),
        customers: BTreeMap::from([(CustomerId(Guid::from_u128(7)), about)]),
        version: 1,
        created_by: None,
        created_at_ms: 0,
        changed_at_ms: 0,
    };
    let rows = rows_of(&action);
    let days: Vec<String> =
        rows.iter().map(|it| format!("{} {:?}", it.started_on, it.ended_on)).collect();
    assert_eq!(days, ["2026-03-05 Some(2026-03-05)"]);
}
