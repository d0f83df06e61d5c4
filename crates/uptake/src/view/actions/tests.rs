use insta::assert_snapshot;
use uptake_app::access::{ActionCustomer, ActionId, ActionStatus};
use uptake_l10n::Language;
use uptake_model::Guid;

use super::*;
use crate::view::samples::table;

fn view() -> ActionsView {
    let customer = CustomerId(Guid::from_u128(7));
    let about = ActionCustomer {
        native_id: "A-1".to_owned(),
        recommended: Value::Null,
        figures: Value::Null,
    };
    let action = Action {
        id: ActionId(Guid::from_u128(1)),
        play: "low_adoption".to_owned(),
        status: ActionStatus::Running,
        owner: "Ana".to_owned(),
        planned_from: "2026-03-01".parse().ok(),
        planned_to: None,
        started_on: "2026-03-02".parse().ok(),
        ended_on: None,
        note: "=1+1".to_owned(),
        material: json!([]),
        customers: BTreeMap::from([(customer, about)]),
        version: 2,
        created_by: None,
        created_at_ms: 0,
        changed_at_ms: 0,
    };
    ActionsView { actions: vec![action], names: BTreeMap::from([(customer, "Contoso".to_owned())]) }
}

#[test]
fn an_action_is_shown_with_its_real_days() {
    assert_snapshot!(table(&view(), Language::En, 140), @"
    Action                                Status   Customers  Play          Owner  From        To
    ─────────────────────────────────────────────────────────────────────────────────────────────
    00000000-0000-0000-0000-000000000001  running  Contoso    low_adoption  Ana    2026-03-02  –
    ");
    let none = ActionsView { actions: Vec::new(), names: BTreeMap::new() };
    assert_snapshot!(table(&none, Language::Es, 140), @"No hay acciones.");
}

#[test]
fn programs_get_a_row_for_each_customer() {
    assert_snapshot!(view().rows().to_csv(), @"
    action_id,customer_id,customer_name,play,status,owner,planned_from,planned_to,started_on,ended_on,note
    00000000-0000-0000-0000-000000000001,00000000-0000-0000-0000-000000000007,Contoso,low_adoption,running,Ana,2026-03-01,,2026-03-02,,'=1+1
    ");
}
