use std::collections::BTreeMap;

use insta::assert_snapshot;
use serde_json::json;
use uptake_model::Guid;
use uptake_state::ActionId;

use super::*;

fn day(text: &str) -> Option<Day> {
    text.parse().ok()
}

fn planned() -> Action {
    Action {
        id: ActionId(Guid::from_u128(1)),
        play: String::new(),
        status: ActionStatus::Planned,
        owner: String::new(),
        planned_from: day("2026-03-01"),
        planned_to: None,
        started_on: None,
        ended_on: None,
        note: String::new(),
        material: json!([]),
        customers: BTreeMap::new(),
        version: 1,
        created_by: None,
        created_at_ms: 0,
        changed_at_ms: 0,
    }
}

fn applied(edit: &ActionEdit) -> Result<Action, AccessError> {
    edit.applied(planned(), day("2026-03-10").unwrap())
}

fn refused(edit: &ActionEdit) -> String {
    applied(edit).unwrap_err().to_string()
}

#[test]
fn what_is_begun_or_ended_without_a_day_is_so_today() {
    let with = |status| ActionEdit { status: Some(status), ..ActionEdit::default() };
    let running = applied(&with(ActionStatus::Running)).unwrap();
    assert_eq!((running.started_on, running.ended_on), (day("2026-03-10"), None));
    let done = applied(&with(ActionStatus::Done)).unwrap();
    assert_eq!((done.started_on, done.ended_on), (None, day("2026-03-10")));
    let told =
        ActionEdit { started_on: DayEdit::Set(day("2026-03-02")), ..with(ActionStatus::Running) };
    assert_eq!(applied(&told).unwrap().started_on, day("2026-03-02"));
    let taken = ActionEdit { planned_from: DayEdit::Set(None), ..ActionEdit::default() };
    assert_eq!(applied(&taken).unwrap().planned_from, None);
}

#[test]
fn what_an_action_cannot_be_is_refused() {
    let before =
        ActionEdit { planned_to: DayEdit::Set(day("2026-02-28")), ..ActionEdit::default() };
    assert_snapshot!(refused(&before), @"`planned_to` must be a day not before `planned_from`");
    let reversed = ActionEdit {
        started_on: DayEdit::Set(day("2026-03-02")),
        ended_on: DayEdit::Set(day("2026-03-01")),
        ..ActionEdit::default()
    };
    assert_snapshot!(refused(&reversed), @"`ended_on` must be a day not before `started_on`");
    let long = ActionEdit { owner: Some("x".repeat(201)), ..ActionEdit::default() };
    assert_snapshot!(refused(&long), @"`owner` must be at most 200 characters");
    for link in ["javascript:alert(1)", "file:///x", ""] {
        let material =
            ActionMaterial { title: "x".to_owned(), link: Some(link.to_owned()), file: None };
        let edit = ActionEdit { material: Some(vec![material]), ..ActionEdit::default() };
        assert!(refused(&edit).starts_with("`material` must be"), "{link}");
    }
}
