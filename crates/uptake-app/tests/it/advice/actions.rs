//! Actions: made of recommendations, shared by customers, brought by files.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};

use insta::assert_snapshot;
use uptake_app::{
    access::{ActionEdit, ActionStatus, DayEdit, actions_table},
    live::ActionFigures,
};
use uptake_export::{Format, stream_writer};

use super::*;

async fn two() -> Desk {
    Desk::with(&[
        Bought { customer: 1, seats: 40, held: 30 },
        Bought { customer: 2, seats: 40, held: 10 },
    ])
    .await
}

fn for_customers(customers: &[u128]) -> ActionEdit {
    let customers = customers.iter().map(|it| customer(*it)).collect();
    ActionEdit { customers: Some(customers), ..ActionEdit::default() }
}

#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

async fn exported(desk: &Desk, scope: &Scope) -> String {
    let out = Shared::default();
    let writer = stream_writer(Format::Csv, &actions_table(), out.clone()).unwrap();
    desk.access.export_actions(DOER, scope, writer).await.unwrap();
    let bytes = out.0.lock().unwrap().clone();
    String::from_utf8(bytes).unwrap()
}

#[tokio::test]
async fn an_accepted_recommendation_is_an_action_with_its_evidence_and_figures() {
    let desk = two().await;
    let (now, rules, play) = (desk.now(), desk.rules().await, code("idle_seats"));
    let decided = about(&now, &rules, customer(1), &play);
    let edit = ActionEdit { owner: Some("Ana".to_owned()), ..ActionEdit::default() };
    let id = desk.access.accept(DOER, &decided, edit).await.unwrap();
    assert!(!desk.open(1).await.contains("idle_seats"));
    assert!(desk.open(2).await.contains("idle_seats"));
    let action = desk.access.action(DOER, &Scope::All, id).await.unwrap();
    assert_eq!((action.play.as_str(), action.status), ("idle_seats", ActionStatus::Planned));
    let of = &action.customers[&customer(1)];
    assert_eq!(of.recommended["stake"], 10);
    let figures = ActionFigures::of_json(&of.figures).unwrap();
    assert_eq!(figures.day.to_string(), "2026-03-20");
    assert_eq!(figures.people_active, Some(30));
    // The decision stands when the action has ended.
    let done = ActionEdit { status: Some(ActionStatus::Done), ..ActionEdit::default() };
    desk.access.change_action(DOER, &now, &Scope::All, (id, 1), done).await.unwrap();
    assert!(!desk.open(1).await.contains("idle_seats"));
}

#[tokio::test]
async fn a_recommendation_is_accepted_once_and_open_again_when_its_action_is_dropped() {
    let desk = two().await;
    let (now, rules, play) = (desk.now(), desk.rules().await, code("idle_seats"));
    let decided = about(&now, &rules, customer(1), &play);
    let accept = async || desk.access.accept(DOER, &decided, ActionEdit::default()).await.unwrap();
    let (first, second) = tokio::join!(accept(), accept());
    assert_eq!(first, second);
    assert_eq!(accept().await, first);
    assert_eq!(desk.access.actions(DOER, &Scope::All).await.unwrap().len(), 1);
    let status = async |version, status| {
        let edit = ActionEdit { status: Some(status), ..ActionEdit::default() };
        let of = (first, version);
        desk.access.change_action(DOER, &now, &Scope::All, of, edit).await.unwrap();
    };
    status(1, ActionStatus::Dropped).await;
    assert!(desk.open(1).await.contains("idle_seats"));
    status(2, ActionStatus::Running).await;
    assert!(!desk.open(1).await.contains("idle_seats"), "it is done after all");
    status(3, ActionStatus::Dropped).await;
    assert_ne!(accept().await, first);
    assert!(!desk.open(1).await.contains("idle_seats"));
}

#[tokio::test]
async fn figures_around_an_action_are_of_days_on_which_use_is_known() {
    let mut desk = two().await;
    let one = Scope::one(customer(1));
    desk.folder.set_clock("2026-03-25".parse().unwrap());
    desk.take(&format!(
        "customer_id,subscription_id,sku,quantity,status,as_of
        {},s1,SPE_E3,40,active,2026-03-25",
        customer(1)
    ))
    .await;
    let now = desk.now();
    let at_start = async |started: &str| {
        let edit =
            ActionEdit { started_on: DayEdit::Set(started.parse().ok()), ..for_customers(&[1]) };
        let id = desk.access.add_action(DOER, &now, &Scope::All, edit).await.unwrap();
        let action = desk.access.action(DOER, &Scope::All, id).await.unwrap();
        let figures = ActionFigures::of_json(&action.customers[&customer(1)].figures).unwrap();
        (figures.day.to_string(), figures.people_active, figures.covered_usage_percent)
    };
    let newest = ("2026-03-20".to_owned(), Some(30), Some(7_500));
    for started in ["2026-03-20", "2026-03-24", "2026-06-01"] {
        assert_eq!(at_start(started).await, newest, "{started}");
    }
    assert_eq!(at_start("2026-03-10").await.0, "2026-03-10");
    let around = async |started: &str, ended: Option<&str>| {
        let ended = ended.map(|it| it.parse().unwrap());
        let days = (started.parse().unwrap(), ended);
        let (before, after) = now.figures_around(&one, days).await.unwrap();
        let day = |it: &uptake_app::live::FiguresOf| {
            it.get(&customer(1)).map_or("none".to_owned(), |it| {
                assert!(it.covered_usage_percent.is_some(), "{}", it.day);
                it.day.to_string()
            })
        };
        format!("{} {}", day(&before), day(&after))
    };
    assert_eq!(around("2026-03-10", None).await, "2026-03-09 2026-03-20");
    assert_eq!(around("2026-03-10", Some("2026-03-15")).await, "2026-03-09 2026-03-15");
    assert_eq!(around("2026-03-10", Some("2026-03-24")).await, "2026-03-09 2026-03-20");
    assert_eq!(around("2026-03-22", None).await, "2026-03-20 none");
}

#[tokio::test]
async fn an_action_shows_and_keeps_only_the_customers_in_scope() {
    let desk = two().await;
    let now = desk.now();
    let all = for_customers(&[1, 2]);
    let id = desk.access.add_action(DOER, &now, &Scope::All, all).await.unwrap();
    let (one, other) = (Scope::one(customer(1)), Scope::one(customer(9)));
    let seen = desk.access.action(DOER, &one, id).await.unwrap();
    assert_eq!(seen.customers.keys().copied().collect::<Vec<_>>(), [customer(1)]);
    assert!(desk.access.action(DOER, &other, id).await.is_err());
    assert!(desk.access.actions(DOER, &other).await.unwrap().is_empty());
    // Setting the customers that one sees leaves the others in it.
    let edit = ActionEdit { note: Some("called".to_owned()), ..for_customers(&[1]) };
    desk.access.change_action(DOER, &now, &one, (id, 1), edit).await.unwrap();
    let whole = desk.access.action(DOER, &Scope::All, id).await.unwrap();
    assert_eq!(whole.customers.len(), 2);
    // A customer out of scope cannot be added, nor one that nobody knows.
    for wrong in [2, 99] {
        let edit = for_customers(&[1, wrong]);
        let refused = desk.access.change_action(DOER, &now, &one, (id, 2), edit).await;
        assert!(refused.is_err(), "{wrong}");
    }
}

#[tokio::test]
async fn an_export_is_taken_in_again_without_a_change() {
    let desk = two().await;
    let now = desk.now();
    let edit = ActionEdit {
        status: Some(ActionStatus::Running),
        note: Some("=1+1, \"quoted\"".to_owned()),
        started_on: DayEdit::Set("2026-03-10".parse().ok()),
        ..for_customers(&[1, 2])
    };
    desk.access.add_action(DOER, &now, &Scope::All, edit).await.unwrap();
    let text = exported(&desk, &Scope::All).await;
    let file = ("actions.csv", text.clone().into_bytes());
    let again = desk.access.import_actions(DOER, &now, &Scope::All, file).await.unwrap();
    assert_eq!((again.rows, again.new, again.changed), (2, 0, 0), "{:?}", again.problems);
    assert_eq!(exported(&desk, &Scope::All).await, text);
    let one = exported(&desk, &Scope::one(customer(1))).await;
    assert_eq!(one.lines().count(), 2);
    // Elsewhere the same file makes one action for both.
    let elsewhere = two().await;
    let file = ("actions.csv", text.clone().into_bytes());
    let new = elsewhere.access.import_actions(DOER, &elsewhere.now(), &Scope::All, file).await;
    assert_eq!(new.unwrap().new, 1);
    assert_eq!(exported(&elsewhere, &Scope::All).await, text);
}

#[tokio::test]
async fn a_file_of_actions_is_taken_whole_or_not_at_all() {
    let desk = two().await;
    let (now, id) = (desk.now(), customer(1));
    let text = format!(
        "customer_id,action_id,playbook,started_on,status\n\
         {id},A-1,low_adoption,2026-03-01,done\n\
         {id},A-2,low_adoption,2026-03-01,open\n\
         {},A-3,low_adoption,2026-03-01,done\n",
        customer(99)
    );
    let file = ("actions.csv", text.into_bytes());
    let refused = desk.access.import_actions(DOER, &now, &Scope::All, file).await.unwrap();
    let problems: Vec<String> = refused
        .problems
        .iter()
        .map(|it| format!("{} {}", it.line.unwrap(), it.code.as_str()))
        .collect();
    assert_snapshot!(problems.join(", "), @"3 unknown-word, 4 unknown-customer");
    assert!(desk.access.actions(DOER, &Scope::All).await.unwrap().is_empty());
}

#[tokio::test]
async fn imported_facts_become_actions_once_and_keep_what_members_change() {
    let mut desk = two().await;
    let id = customer(1);
    desk.take(&format!(
        "customer_id,action_id,playbook,started_on,owner
        {id},A-1,low_adoption,2026-03-01,Bea"
    ))
    .await;
    desk.access.adopt_actions(&desk.now()).await.unwrap();
    let actions = desk.access.actions(DOER, &Scope::All).await.unwrap();
    assert_eq!(actions.len(), 1);
    assert_eq!((actions[0].owner.as_str(), actions[0].status), ("Bea", ActionStatus::Running));
    let edit = ActionEdit { owner: Some("Ana".to_owned()), ..ActionEdit::default() };
    let which = (actions[0].id, actions[0].version);
    desk.access.change_action(DOER, &desk.now(), &Scope::All, which, edit).await.unwrap();
    desk.access.adopt_actions(&desk.now()).await.unwrap();
    let kept = desk.access.action(DOER, &Scope::All, which.0).await.unwrap();
    assert_eq!(kept.owner, "Ana");
    // A newer file says what is so now.
    desk.take(&format!(
        "customer_id,action_id,playbook,started_on,ended_on,owner
        {id},A-1,low_adoption,2026-03-01,2026-03-15,Bea"
    ))
    .await;
    desk.access.adopt_actions(&desk.now()).await.unwrap();
    let newer = desk.access.action(DOER, &Scope::All, which.0).await.unwrap();
    assert_eq!((newer.owner.as_str(), newer.status), ("Bea", ActionStatus::Done));
}

#[tokio::test]
async fn renewals_are_listed_by_day_for_customers_in_scope() {
    let mut desk = two().await;
    desk.take(&format!(
        "customer_id,subscription_id,sku,quantity,status,as_of,commitment_end,auto_renew
        {},s1,SPE_E3,40,active,2026-03-20,2026-05-01,true
        {},s1,SPE_E3,40,active,2026-03-20,2026-04-15,false",
        customer(1),
        customer(2)
    ))
    .await;
    let days =
        uptake_model::DayRange::new("2026-04-01".parse().unwrap(), "2026-05-01".parse().unwrap())
            .unwrap();
    let of = async |scope: &Scope| {
        let found = desk.now().renewals(scope, days).await.unwrap();
        found.iter().map(|it| (it.customer, it.on.to_string())).collect::<Vec<_>>()
    };
    let both = [(customer(2), "2026-04-15".to_owned()), (customer(1), "2026-05-01".to_owned())];
    assert_eq!(of(&Scope::All).await, both);
    assert_eq!(of(&Scope::one(customer(1))).await, both[1..]);
}

#[tokio::test]
async fn a_file_changes_no_action_of_customers_out_of_scope() {
    let desk = two().await;
    let now = desk.now();
    let id = desk.access.add_action(DOER, &now, &Scope::All, for_customers(&[2])).await.unwrap();
    let scope = Scope::one(customer(1));
    let text = format!(
        "customer_id,action_id,playbook,started_on,note\n{},{id},none,2026-03-01,mine\n",
        customer(1)
    );
    let file = ("actions.csv", text.into_bytes());
    let done = desk.access.import_actions(DOER, &now, &scope, file).await.unwrap();
    assert_eq!((done.new, done.changed), (1, 0));
    let whole = desk.access.action(DOER, &Scope::All, id).await.unwrap();
    assert_eq!((whole.note.as_str(), whole.customers.len()), ("", 1));
}
