//! Files as partners send them: what is read, and what is refused where.

use insta::assert_snapshot;
use proptest::prelude::*;
use uptake_model::facts::{Facts, Table};

use super::samples::{A, Asked, B, filled, import, problem, shown};
use crate::{Input, Mode};

/// Reads the text under this name in strict mode and prints what came of it.
fn check(name: &str, text: &str) -> String {
    check_with(name, text, &Asked::default())
}

fn check_with(name: &str, text: &str, asked: &Asked) -> String {
    let (report, facts) = import(&Input::from_bytes(name, filled(text).into_bytes()), asked);
    shown(&report, &facts)
}

#[test]
fn activity_is_numbered_and_covers_its_days_for_every_customer() {
    let text = "customer_id,user_id,workload,day
{A},ana,exchange,2026-03-02
{A},ana,teams,2026-03-02
{B}, ana ,teams,2026-03-09
{A},bea,exchange,2026-03-01
";
    assert_snapshot!(check("a.csv", text), @r"
    activity read, rows 4
    user {A} ana
    user {B} ana
    user {A} bea
    workload exchange
    workload teams
    2: user 0 workload 0 2026-03-02
    3: user 0 workload 1 2026-03-02
    4: user 1 workload 1 2026-03-09
    5: user 2 workload 0 2026-03-01
    covers {A} every source Daily 2026-03-01..2026-03-09
    covers {B} every source Daily 2026-03-01..2026-03-09
    ");
}

#[test]
fn declared_coverage_replaces_the_days_of_the_file_and_refuses_rows_outside() {
    let covers = Asked { covers: "2026-03-01..2026-03-31".parse().ok(), ..Asked::default() };
    let text = "customer_id,user_id,workload,day\n{A},ana,exchange,2026-03-02\n";
    assert_snapshot!(check_with("a.csv", text, &covers), @r"
    activity read, rows 1
    user {A} ana
    workload exchange
    2: user 0 workload 0 2026-03-02
    covers {A} every source Daily 2026-03-01..2026-03-31
    ");
    let outside = format!("{text}{{A}},ana,exchange,2026-02-28\n");
    assert_snapshot!(check_with("a.csv", &outside, &covers), @r"
    activity refused, rows 2
    ! outside-coverage line 3 [day] `2026-02-28` covers=2026-03-01..2026-03-31
    ");
}

#[test]
fn last_activity_covers_every_source_of_the_file_for_every_customer() {
    let text = "customer_id,user_id,workload,last_active_on,as_of
{A},ana,exchange,2026-03-02,2026-03-31
{B},bea,teams,,2026-03-30
";
    assert_snapshot!(check("a.csv", text), @r"
    last_activity read, rows 2
    Sourced { line: 2, fact: LastActivity { customer_id: CustomerId({A}), user_id: UserId(ana), workload: WorkloadCode(exchange), last_active_on: Some(2026-03-02), as_of: 2026-03-31 } }
    Sourced { line: 3, fact: LastActivity { customer_id: CustomerId({B}), user_id: UserId(bea), workload: WorkloadCode(teams), last_active_on: None, as_of: 2026-03-30 } }
    covers {A} exchange Snapshot 2026-03-31..2026-03-31
    covers {A} teams Snapshot 2026-03-31..2026-03-31
    covers {B} exchange Snapshot 2026-03-30..2026-03-30
    covers {B} teams Snapshot 2026-03-30..2026-03-30
    ");
}

#[test]
fn snapshots_of_two_days_of_one_customer_are_refused() {
    let text = "customer_id,user_id,workload,last_active_on,as_of
{A},ana,exchange,2026-03-02,2026-03-31
{B},bea,teams,,2026-03-30
{A},bea,teams,,2026-03-30
{A},eva,teams,,2026-03-30
";
    assert_snapshot!(check("a.csv", text), @r"
    last_activity refused, rows 4
    ! mixed-snapshot-dates line 4 [as_of] `2026-03-30` first=2026-03-31 other=2026-03-30
    ");
}

#[test]
fn every_table_is_read_with_its_defaults() {
    let texts = [
        "Customer_ID,NAME,tags\n{A},Contoso, b;a ;;a\n",
        "customer_id,subscription_id,sku,quantity,status,as_of\n{A},s1,SPE_E3,10,ACTIVE,2026-03-01\n",
        "customer_id,user_id\n{A},ana\n",
        "customer_id,user_id,sku,assigned_on,removed_on\n{A},ana,{E3},2026-03-01,2026-03-01\n",
        "customer_id,ticket_id,opened_on,category\n{A},1,2026-03-01,How_To\n",
        "customer_id,response_id,day,kind,score\n{A},1,2026-03-01,NPS,10\n",
        "customer_id,action_id,playbook,started_on\n{A},1,call,2026-03-01\n",
    ];
    let shown: Vec<_> = texts.iter().map(|it| check("t.csv", it)).collect();
    assert_snapshot!(shown.join("\n"), @r#"
    customers read, rows 1
    Sourced { line: 2, fact: Customer { customer_id: CustomerId({A}), name: "Contoso", domain: None, country: None, segment: None, reseller_id: None, tags: {"a", "b"} } }
    subscriptions read, rows 1
    Sourced { line: 2, fact: Subscription { customer_id: CustomerId({A}), subscription_id: SubscriptionId(s1), sku: PartNumber("SPE_E3"), quantity: 10, status: Active, as_of: 2026-03-01, is_trial: false, seller: Own, unit_price: None, currency: None, term: None, billing_cycle: None, auto_renew: None, commitment_end: None, created_on: None, aggregate: false } }
    users read, rows 1
    Sourced { line: 2, fact: User { customer_id: CustomerId({A}), user_id: UserId(ana), kind: Member, display_name: None, principal_name: None, department: None, deleted_on: None } }
    assignments read, rows 1
    Sourced { line: 2, fact: Assignment { customer_id: CustomerId({A}), user_id: UserId(ana), sku: Id({E3}), assigned_on: 2026-03-01, removed_on: Some(2026-03-01) } }
    tickets read, rows 1
    Sourced { line: 2, fact: Ticket { customer_id: CustomerId({A}), ticket_id: "1", opened_on: 2026-03-01, closed_on: None, category: Some("how_to"), product: None, subject: None, classified: false } }
    all tickets of {A} 2026-03-01..2026-03-01
    surveys read, rows 1
    Sourced { line: 2, fact: Survey { customer_id: CustomerId({A}), response_id: "1", day: 2026-03-01, kind: "nps", score: 10, comment: None } }
    actions read, rows 1
    Sourced { line: 2, fact: Action { customer_id: CustomerId({A}), action_id: "1", playbook: "call", started_on: 2026-03-01, ended_on: None, owner: None, status: None, note: None } }
    "#);
}

#[test]
fn every_optional_column_of_a_subscription_is_read() {
    let text = "customer_id,subscription_id,sku,quantity,status,as_of,is_trial,seller,unit_price,currency,term,billing_cycle,auto_renew,commitment_end,created_on
{A},s1,{E3},10,grace,2026-03-01,no,Microsoft,12.50,EUR,P1Y,monthly,yes,2029-01-01,2025-01-01
";
    assert_snapshot!(check("s.csv", text), @r#"
    subscriptions read, rows 1
    Sourced { line: 2, fact: Subscription { customer_id: CustomerId({A}), subscription_id: SubscriptionId(s1), sku: Id({E3}), quantity: 10, status: Grace, as_of: 2026-03-01, is_trial: false, seller: Microsoft, unit_price: Some("12.50"), currency: Some("EUR"), term: Some("P1Y"), billing_cycle: Some("monthly"), auto_renew: Some(true), commitment_end: Some(2029-01-01), created_on: Some(2025-01-01), aggregate: false } }
    "#);
}

#[test]
fn every_bad_cell_of_a_subscription_is_named() {
    let text = "customer_id,subscription_id,sku,quantity,status,as_of,is_trial,seller,unit_price,auto_renew,created_on
contoso,,,-1,on,03/04/2026,maybe,me,\"12,50\",si,2026-02-30
{A},s1,SPE_E3,1.000,active,46000,,,,,2026-04-04
{A},s2,SPE_E3,2.5,active,March,,,,,
{A},s3,SPE_E3,N/A,active,2026-03-01,,,,,
";
    assert_snapshot!(check("s.csv", text), @r"
    subscriptions refused, rows 4
    ! malformed-guid line 2 [customer_id] `contoso`
    ! missing-value line 2 [subscription_id] `` column=subscription_id
    ! missing-value line 2 [sku] `` column=sku
    ! negative-count line 2 [quantity] `-1`
    ! unknown-status line 2 [status] `on` allowed=active, grace, suspended, disabled, expired, deprovisioned, cancelled, converted, pending
    ! ambiguous-date line 2 [as_of] `03/04/2026`
    ! malformed-boolean line 2 [is_trial] `maybe`
    ! unknown-word line 2 [seller] `me` allowed=own, partner, microsoft
    ! malformed-price line 2 [unit_price] `12,50`
    ! malformed-boolean line 2 [auto_renew] `si`
    ! impossible-date line 2 [created_on] `2026-02-30`
    ! formatted-count line 3 [quantity] `1.000`
    ! excel-date line 3 [as_of] `46000` day=2025-12-09
    ! future-date line 3 [created_on] `2026-04-04` today=2026-04-01
    ! fractional-count line 4 [quantity] `2.5`
    ! malformed-date line 4 [as_of] `March`
    ! malformed-count line 5 [quantity] `N/A`
    ");
}

#[test]
fn words_and_scores_outside_their_lists_are_named() {
    assert_snapshot!(check("u.csv", "customer_id,user_id,kind\n{A},ana,robot\n"), @r"
    users refused, rows 1
    ! unknown-word line 2 [kind] `robot` allowed=member, guest, shared, room, service
    ");
    assert_snapshot!(check("t.csv", "customer_id,ticket_id,opened_on,category\n{A},1,2026-03-01,howto\n"), @r"
    tickets refused, rows 1
    ! unknown-word line 2 [category] `howto` allowed=how_to, fault, access, billing, other
    ");
    let surveys = "customer_id,response_id,day,kind,score
{A},1,2026-03-01,csat,0
{A},2,2026-03-01,nps,11
{A},3,2026-03-01,nps,-1
{A},4,2026-03-01,csat,4.5
{A},5,2026-03-01,stars,5
";
    assert_snapshot!(check("s.csv", surveys), @r"
    surveys refused, rows 5
    ! score-out-of-range line 2 [score] `0` allowed=1–5
    ! score-out-of-range line 3 [score] `11` allowed=0–10
    ! score-out-of-range line 4 [score] `-1` allowed=0–10
    ! fractional-count line 5 [score] `4.5`
    ! unknown-word line 6 [kind] `stars` allowed=csat, nps
    ");
}

#[test]
fn intervals_that_end_before_they_begin_are_named() {
    let texts = [
        "customer_id,user_id,sku,assigned_on,removed_on\n{A},ana,SPE_E3,2026-03-02,2026-03-01\n",
        "customer_id,ticket_id,opened_on,closed_on\n{A},1,2026-03-02,2026-03-01\n",
        "customer_id,action_id,playbook,started_on,ended_on\n{A},1,call,2026-03-02,2026-03-01\n",
        "customer_id,user_id,workload,last_active_on,as_of\n{A},ana,teams,2026-03-02,2026-03-01\n",
    ];
    let shown: Vec<_> = texts.iter().map(|it| check("t.csv", it)).collect();
    assert_snapshot!(shown.join("\n"), @"
    assignments refused, rows 1
    ! reversed-interval line 2 [removed_on] `2026-03-01`
    tickets refused, rows 1
    ! reversed-interval line 2 [closed_on] `2026-03-01`
    actions refused, rows 1
    ! reversed-interval line 2 [ended_on] `2026-03-01`
    last_activity refused, rows 1
    ! activity-after-snapshot line 2 [last_active_on] `2026-03-02` as_of=2026-03-01
    ");
}

#[test]
fn an_action_that_is_planned_lies_in_the_future_and_no_other() {
    let head = "customer_id,action_id,playbook,started_on,ended_on,status";
    let planned = check("a.csv", &format!("{head}\n{{A}},1,call,2031-05-06,2031-06-01,Planned\n"));
    let others = "{A},1,call,2031-05-06,,running\n{A},2,call,2026-03-02,2031-05-06,\n";
    let others = check("a.csv", &format!("{head}\n{others}"));
    assert_snapshot!(format!("{planned}\n{others}"), @r#"
    actions read, rows 1
    Sourced { line: 2, fact: Action { customer_id: CustomerId({A}), action_id: "1", playbook: "call", started_on: 2031-05-06, ended_on: Some(2031-06-01), owner: None, status: Some("Planned"), note: None } }
    actions refused, rows 2
    ! future-date line 2 [started_on] `2031-05-06` today=2026-04-01
    ! future-date line 3 [ended_on] `2031-05-06` today=2026-04-01
    "#);
}

#[test]
fn bad_activity_rows_are_named_and_number_nothing() {
    let text = "customer_id,user_id,workload,day
contoso,ana,teams,2026-03-01
{A},,,2026-03-01
{A},ana,teams,2026-04-09
Total,,,400
";
    assert_snapshot!(check("a.csv", text), @r"
    activity refused, rows 4
    ! malformed-guid line 2 [customer_id] `contoso`
    ! missing-value line 3 [user_id] `` column=user_id
    ! missing-value line 3 [workload] `` column=workload
    ! future-date line 4 [day] `2026-04-09` today=2026-04-01
    ! totals-row line 5 `Total,,,400`
    ");
}

#[test]
fn a_customer_called_total_is_a_customer() {
    assert_snapshot!(check("c.csv", "name,customer_id\nTotal,{A}\nTotal,\n"), @r"
    customers refused, rows 2
    ! totals-row line 3 `Total,`
    ");
}

#[test]
fn the_same_identity_twice_counts_once_or_conflicts() {
    let text = "customer_id,user_id,sku,assigned_on,removed_on
{A},ana,SPE_E3,2026-03-01,
{A},ana,{E3},2026-03-01,
{A}, ana ,SPE_E3,2026-03-01,2026-03-09
{A},ANA,SPE_E3,2026-03-01,2026-03-09
";
    assert_snapshot!(check("a.csv", text), @r"
    assignments refused, rows 4
    ! conflicting-rows line 4 `{A}, ana ,SPE_E3,2026-03-01,2026-03-09` line=2
    ");
    let equal = text.lines().take(3).collect::<Vec<_>>().join("\n");
    assert_snapshot!(check("a.csv", &equal), @r#"
    assignments read, rows 2
    ! unended-last-line line 3
    Sourced { line: 2, fact: Assignment { customer_id: CustomerId({A}), user_id: UserId(ana), sku: PartNumber("SPE_E3"), assigned_on: 2026-03-01, removed_on: None } }
    "#);
}

#[test]
fn unknown_columns_are_noticed_and_ignored() {
    let text = "customer_id,name,Colour,\n{A},Contoso,red,x\n";
    assert_snapshot!(check("c.csv", text), @r#"
    customers read, rows 1
    ! unknown-column [Colour] `Colour` column=Colour
    ! unknown-column [] `` column=
    Sourced { line: 2, fact: Customer { customer_id: CustomerId({A}), name: "Contoso", domain: None, country: None, segment: None, reseller_id: None, tags: {} } }
    "#);
}

#[test]
fn the_shape_of_a_file_is_refused_where_it_breaks() {
    let texts = [
        "",
        "customer_id,name\n",
        "customer_id,user_id,sku,assigned\n{A},ana,SPE_E3,2026-03-01\n",
        "customer_id,name,Name\n{A},x,y\n",
        "fruit,colour\napple,red\n",
        "<html><body>Sign in</body></html>",
        "customer_id,name\n{A},\"Contoso\n{B},x\n",
        "customer_id,name\n{A}\n{A},x,y\ncustomer_id,name\nTotal\n{B},x\n",
        "customer_id,name,domain\n{A},x,y\n{B},z",
        "customer_id,name\n{A},\0\n",
    ];
    let shown: Vec<_> = texts.iter().map(|it| check("t.csv", it)).collect();
    assert_snapshot!(shown.join("\n"), @r"
    unknown refused, rows 0
    ! empty-file
    customers refused, rows 0
    ! header-only
    assignments refused, rows 0
    ! unknown-column [assigned] `assigned` column=assigned
    ! missing-column [assigned_on] column=assigned_on table=assignments
    unknown refused, rows 0
    ! duplicate-column line 1 [Name] `Name` column=Name
    unknown refused, rows 0
    ! unknown-format `fruit, colour` columns=fruit, colour
    unknown refused, rows 0
    ! html-page
    customers refused, rows 0
    ! unclosed-quote line 2
    customers refused, rows 5
    ! too-few-fields line 2 `{A}` expected=2 found=1
    ! too-many-fields line 3 `{A},x,y` expected=2 found=3
    ! repeated-header line 4 `customer_id,name` expected=2 found=2
    ! totals-row line 5 `Total` expected=2 found=1
    customers refused, rows 1
    ! cut-last-line line 3 `{B},z` expected=3 found=2
    customers refused, rows 0
    ! nul-byte line 2
    ");
}

#[test]
fn an_error_answer_saved_as_csv_is_told_by_its_message() {
    let text = r#"{"error":{"code":"Forbidden","message":"Insufficient privileges"}}"#;
    assert_snapshot!(check("a.csv", text), @r"
    unknown refused, rows 0
    ! error-answer message=Forbidden: Insufficient privileges
    ");
}

#[test]
fn the_caller_knows_the_table_better_than_the_header() {
    let users = Asked { table: Some(Table::Users), ..Asked::default() };
    let text = "customer_id,user_id,workload,day\n{A},ana,exchange,2026-03-02\n";
    assert_snapshot!(check_with("a.csv", text, &users), @r"
    users read, rows 1
    ! unknown-column [workload] `workload` column=workload
    ! unknown-column [day] `day` column=day
    Sourced { line: 2, fact: User { customer_id: CustomerId({A}), user_id: UserId(ana), kind: Member, display_name: None, principal_name: None, department: None, deleted_on: None } }
    ");
    let actions = Asked { table: Some(Table::Actions), ..Asked::default() };
    assert_snapshot!(check_with("a.csv", text, &actions), @r"
    actions refused, rows 0
    ! unknown-column [user_id] `user_id` column=user_id
    ! unknown-column [workload] `workload` column=workload
    ! unknown-column [day] `day` column=day
    ! missing-column [action_id] column=action_id table=actions
    ! missing-column [playbook] column=playbook table=actions
    ! missing-column [started_on] column=started_on table=actions
    ");
}

#[test]
fn a_declared_day_in_the_future_is_refused_whatever_the_file_says() {
    let text = "customer_id,user_id,workload,day\n{A},ana,exchange,2026-03-02\n";
    let covers = Asked { covers: "2026-03-01..2026-04-04".parse().ok(), ..Asked::default() };
    assert_snapshot!(check_with("a.csv", text, &covers), @"
    unknown refused, rows 0
    ! future-date [--covers] `2026-03-01..2026-04-04` today=2026-04-01
    ");
    let as_of = Asked { as_of: "2026-04-04".parse().ok(), ..Asked::default() };
    assert_snapshot!(check_with("a.csv", text, &as_of), @"
    unknown refused, rows 0
    ! future-date [--as-of] `2026-04-04` today=2026-04-01
    ");
    let tomorrow = Asked { as_of: "2026-04-02".parse().ok(), ..Asked::default() };
    assert!(check_with("a.csv", text, &tomorrow).starts_with("activity read"));
}

#[test]
fn a_last_line_without_an_end_is_noticed_where_its_last_field_may_be_cut() {
    let texts = [
        "customer_id,name\n{A},Conto",
        "customer_id,name\n{A},\"Contoso\"",
        "customer_id,user_id,workload,day\n{A},ana,teams,2026-03-01",
        "customer_id,user_id,sku,assigned_on,removed_on\n{A},ana,SPE_E3,2026-03-01,",
    ];
    let shown = texts.map(|it| check("t.csv", it).lines().take(2).collect::<Vec<_>>().join("\n"));
    assert_snapshot!(shown.join("\n"), @r#"
    customers read, rows 1
    ! unended-last-line line 2
    customers read, rows 1
    Sourced { line: 2, fact: Customer { customer_id: CustomerId({A}), name: "Contoso", domain: None, country: None, segment: None, reseller_id: None, tags: {} } }
    activity read, rows 1
    user {A} ana
    assignments read, rows 1
    ! unended-last-line line 2
    "#);
}

#[test]
fn a_row_of_totals_with_another_delimiter_is_told_as_one() {
    let text = "customer_id,name,domain,country\n{A},Contoso,,ES\nTotal general;;;\n";
    assert_snapshot!(check("c.csv", text), @"
    customers refused, rows 2
    ! totals-row line 3 `Total general;;;` expected=4 found=1
    ");
    // A company may be called so.
    let named = "customer_id,name\n{A},Contoso\n{B},Total; Inc\n";
    assert!(check("c.csv", named).starts_with("customers read, rows 2"));
}

#[test]
fn a_number_at_the_very_end_of_a_file_without_a_last_line_end_is_refused() {
    let seats = "customer_id,subscription_id,sku,status,as_of,quantity\n\
                 {A},s1,SPE_E3,active,2026-03-01,12";
    let survey = "customer_id,response_id,day,kind,score\n{A},r1,2026-03-01,nps,1";
    let prices = "sku,currency,unit_price\nSPE_E3,EUR,35";
    let whole = [
        format!("{seats}0\n"),
        seats.replace(",12", ",\"120\""),
        format!("{survey}\r\n"),
        format!("{prices}.70\n"),
    ];
    let cut = [check("s.csv", seats), check("r.csv", survey), check("p.csv", prices)];
    assert_snapshot!(cut.join("\n"), @"
    subscriptions refused, rows 1
    ! unended-number line 2 [quantity] `12`
    surveys refused, rows 1
    ! unended-number line 2 [score] `1`
    prices refused, rows 1
    ! unended-number line 2 [unit_price] `35`
    ");
    for text in whole {
        let said = check("t.csv", &text);
        assert!(!said.contains('!'), "{said}");
    }
}

#[test]
fn a_number_that_may_be_cut_is_set_aside_with_its_row() {
    let row = |number: u32| format!("{{A}},s{number},SPE_E3,active,2026-03-01,{number}\n");
    let rows: String = (1..=200).map(row).collect();
    let text = format!("customer_id,subscription_id,sku,status,as_of,quantity\n{rows}");
    let asked = Asked { mode: Mode::Quarantine, ..Asked::default() };
    let said = check_with("s.csv", text.trim_end(), &asked);
    assert_snapshot!(said.lines().take(3).collect::<Vec<_>>().join("\n"), @"
    subscriptions read, rows 200
    ! unended-number line 201 [quantity] `200`
    aside 201
    ");
}

#[test]
fn microsofts_list_of_products_is_known_in_all_its_shapes() {
    let said = ["2021_cp1252", "2025-12_original", "2026-07"].map(|shape| {
        let bytes = crate::catalogue::list::tests::microsofts(shape);
        let (report, _) = import(&Input::from_bytes("list.csv", bytes), &Asked::default());
        assert!(report.refused);
        format!("{shape} {}", problem(&report.problems[0]))
    });
    assert_snapshot!(said.join("\n"), @"
    2021_cp1252 ! product-list
    2025-12_original ! product-list
    2026-07 ! product-list
    ");
}

/// Reads rows of activity of two customers in quarantine mode, with one more row; prints what
/// was set aside, what was noticed and what is covered.
fn covered(bad: &str) -> String {
    let rows: String = (0..200).map(|it| format!("{{A}},u{it},teams,2026-03-01\n")).collect();
    let text = format!(
        "customer_id,user_id,workload,day\n{rows}{{A}},ana,teams,2026-03-05\n\
         {{B}},bea,teams,2026-03-02\n{bad}\n"
    );
    let asked = Asked { mode: Mode::Quarantine, ..Asked::default() };
    let (report, facts) = import(&Input::from_bytes("a.csv", filled(&text).into_bytes()), &asked);
    let coverage = facts.into_iter().filter(|it| matches!(it, Facts::Coverage(_)));
    shown(&report, &coverage.collect::<Vec<_>>())
}

#[test]
fn days_of_which_a_row_is_set_aside_are_not_complete() {
    // Customer and day are known, the day, the customer, neither, and a sum that says nothing.
    assert_snapshot!(covered("{A},,teams,2026-03-03"), @"
    activity read, rows 203
    ! missing-value line 204 [user_id] `` column=user_id
    ! coverage-reduced
    aside 204
    covers {A} every source Daily 2026-03-01..2026-03-02
    covers {A} every source Daily 2026-03-04..2026-03-05
    covers {B} every source Daily 2026-03-01..2026-03-05
    ");
    assert_snapshot!(covered("contoso,ana,teams,2026-03-03"), @"
    activity read, rows 203
    ! malformed-guid line 204 [customer_id] `contoso`
    ! coverage-reduced
    aside 204
    covers {A} every source Daily 2026-03-01..2026-03-02
    covers {A} every source Daily 2026-03-04..2026-03-05
    covers {B} every source Daily 2026-03-01..2026-03-02
    covers {B} every source Daily 2026-03-04..2026-03-05
    ");
    assert_snapshot!(covered("{A},ana,teams,2026-02-30"), @"
    activity read, rows 203
    ! impossible-date line 204 [day] `2026-02-30`
    ! coverage-reduced
    aside 204
    covers {B} every source Daily 2026-03-01..2026-03-05
    ");
    assert_snapshot!(covered("{A},ana,teams"), @"
    activity read, rows 203
    ! too-few-fields line 204 `{A},ana,teams` expected=4 found=3
    ! coverage-reduced
    aside 204
    ");
    assert_snapshot!(covered("Total,,,201"), @"
    activity read, rows 203
    ! totals-row line 204 `Total,,,201`
    aside 204
    covers {A} every source Daily 2026-03-01..2026-03-05
    covers {B} every source Daily 2026-03-01..2026-03-05
    ");
}

#[test]
fn a_row_outside_of_the_declared_days_takes_nothing_from_them() {
    let rows: String = (0..200).map(|it| format!("{{A}},u{it},teams,2026-03-01\n")).collect();
    let text = format!("customer_id,user_id,workload,day\n{rows}{{A}},ana,teams,2026-02-27\n");
    let covers = "2026-03-01..2026-03-09".parse().ok();
    let asked = Asked { mode: Mode::Quarantine, covers, ..Asked::default() };
    let (report, facts) = import(&Input::from_bytes("a.csv", filled(&text).into_bytes()), &asked);
    assert_snapshot!(shown(&report, &facts[1..]), @"
    activity read, rows 201
    ! outside-coverage line 202 [day] `2026-02-27` covers=2026-03-01..2026-03-09
    aside 202
    covers {A} every source Daily 2026-03-01..2026-03-09
    ");
}

#[test]
fn sources_of_which_a_row_is_set_aside_are_not_complete() {
    let rows: String =
        (0..200).map(|it| format!("{{A}},u{it},teams,2026-03-01,2026-03-31\n")).collect();
    let covered = |bad: &str| {
        let text = format!(
            "customer_id,user_id,workload,last_active_on,as_of\n{rows}\
             {{B}},bea,yammer,,2026-03-31\n{bad}\n"
        );
        let asked = Asked { mode: Mode::Quarantine, ..Asked::default() };
        let input = Input::from_bytes("a.csv", filled(&text).into_bytes());
        let (report, facts) = import(&input, &asked);
        shown(&report, &facts[1..])
    };
    assert_snapshot!(covered("{A},ana,teams,2026-04-01,2026-03-31"), @"
    last_activity read, rows 202
    ! activity-after-snapshot line 203 [last_active_on] `2026-04-01` as_of=2026-03-31
    ! coverage-reduced
    aside 203
    covers {A} yammer Snapshot 2026-03-31..2026-03-31
    covers {B} teams Snapshot 2026-03-31..2026-03-31
    covers {B} yammer Snapshot 2026-03-31..2026-03-31
    ");
    assert_snapshot!(covered("contoso,ana,teams,,2026-03-31"), @"
    last_activity read, rows 202
    ! malformed-guid line 203 [customer_id] `contoso`
    ! coverage-reduced
    aside 203
    covers {A} yammer Snapshot 2026-03-31..2026-03-31
    covers {B} yammer Snapshot 2026-03-31..2026-03-31
    ");
}

fn many(good: usize, bad: usize) -> String {
    let good: String = (0..good).map(|it| format!("{{A}},u{it}\n")).collect();
    let bad: String = (0..bad).map(|it| format!("nobody,u{it}\n")).collect();
    format!("customer_id,user_id\n{bad}{good}")
}

fn verdict(good: usize, bad: usize, mode: Mode) -> String {
    let asked = Asked { mode, ..Asked::default() };
    let input = Input::from_bytes("u.csv", filled(&many(good, bad)).into_bytes());
    let (report, facts) = import(&input, &asked);
    let last = report.problems.last().map(problem).unwrap_or_default();
    let users: usize =
        facts.iter().map(|it| if let Facts::Users(rows) = it { rows.len() } else { 0 }).sum();
    let aside = report.quarantined.len();
    let problems = report.problems.len();
    format!("refused {} users {users} aside {aside} problems {problems} {last}", report.refused)
}

#[test]
fn quarantine_sets_aside_one_percent_of_the_rows_and_no_more() {
    assert_snapshot!(verdict(198, 2, Mode::Quarantine), @"refused false users 198 aside 2 problems 2 ! malformed-guid line 3 [customer_id] `nobody`");
    assert_snapshot!(verdict(197, 2, Mode::Quarantine), @"refused true users 0 aside 0 problems 3 ! too-many-bad-rows bad=2 rows=199");
    assert_snapshot!(verdict(198, 2, Mode::Strict), @"refused true users 0 aside 0 problems 2 ! malformed-guid line 3 [customer_id] `nobody`");
}

#[test]
fn quarantine_sets_aside_a_thousand_rows_and_no_more() {
    assert_snapshot!(verdict(99_000, 1_000, Mode::Quarantine), @"refused false users 99000 aside 1000 problems 1000 ! malformed-guid line 1001 [customer_id] `nobody`");
    assert_snapshot!(verdict(100_000, 1_001, Mode::Quarantine), @"refused true users 0 aside 0 problems 1000 ! too-many-bad-rows bad=1001 rows=101001");
}

#[test]
fn what_breaks_the_file_is_refused_in_quarantine_too() {
    let asked = Asked { mode: Mode::Quarantine, ..Asked::default() };
    let rows: String = (0..200).map(|it| format!("{{A}},u{it}\n")).collect();
    let text = format!("customer_id,user_id\n{rows}{{A}},\"open\n");
    assert_snapshot!(check_with("u.csv", &text, &asked), @r"
    users refused, rows 200
    ! unclosed-quote line 202
    ");
}

#[test]
fn numbers_go_on_over_chunks() {
    let rows: String = (0..70_000)
        .map(|it| format!("{{A}},u{},w{},2026-03-01\n", it % 66_000, usize::from(it == 69_999)))
        .collect();
    let text = filled(&format!("customer_id,user_id,workload,day\n{rows}"));
    let (_, facts) = import(&Input::from_bytes("a.csv", text.into_bytes()), &Asked::default());
    let shown = facts.iter().map(|it| {
        let Facts::Activity(chunk) = it else { return format!("{it:?}") };
        let last = chunk.rows.last().unwrap();
        let (users, workloads) = (chunk.new_users.len(), chunk.new_workloads.len());
        format!(
            "{} rows, {users} users, {workloads} workloads, last: line {} user {} workload {}",
            chunk.rows.len(),
            last.line,
            last.user,
            last.workload
        )
    });
    assert_snapshot!(shown.collect::<Vec<_>>().join("\n"), @r"
    65536 rows, 65536 users, 1 workloads, last: line 65537 user 65535 workload 0
    4464 rows, 464 users, 1 workloads, last: line 70001 user 3999 workload 1
    Coverage([Coverage { customer_id: CustomerId(0000000a-0000-0000-0000-000000000000), source: None, kind: Daily, days: DayRange { first: 2026-03-01, last: 2026-03-01 } }])
    ");
}

/// One row of activity in small numbers.
type Small = (bool, u8, u8, u8);

fn cells(row: Small) -> [String; 4] {
    let (customer, user, workload, day) = row;
    let customer = if customer { A } else { B };
    [
        customer.to_owned(),
        format!("user, \"{user}\""),
        format!("w{workload}"),
        format!("2026-03-{:02}", day + 1),
    ]
}

/// The rows by name, sorted, and the coverage.
fn by_name(facts: &[Facts]) -> (Vec<String>, String) {
    let (mut users, mut workloads, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    let mut coverage = String::new();
    for piece in facts {
        let Facts::Activity(chunk) = piece else {
            coverage = format!("{piece:?}");
            continue;
        };
        users.extend(chunk.new_users.iter().cloned());
        workloads.extend(chunk.new_workloads.iter().cloned());
        rows.extend(chunk.rows.iter().map(|it| {
            let user = &users[usize::try_from(it.user).unwrap()];
            let workload = &workloads[usize::from(it.workload)];
            format!("{user:?} {workload} {}", it.day)
        }));
    }
    rows.sort();
    (rows, coverage)
}

proptest! {
    #[test]
    fn the_order_of_rows_and_columns_and_the_spelling_of_the_file_never_change_the_facts(
        rows in prop::collection::vec((any::<bool>(), 0..4_u8, 0..3_u8, 0..28_u8), 1..30),
        shuffled in Just([0_usize, 1, 2, 3]).prop_shuffle(),
        delimiter in prop::sample::select(vec![b',', b';', b'\t']),
        quote_all in any::<bool>(),
        crlf in any::<bool>(),
        utf16 in any::<bool>(),
    ) {
        let names = ["customer_id", "user_id", "workload", "day"];
        let written = |rows: &mut dyn Iterator<Item = &Small>, order: [usize; 4], delimiter, quote_all: bool, crlf: bool| {
            let quotes = if quote_all { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
            let ends = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\r') };
            let mut writer = csv::WriterBuilder::new()
                .delimiter(delimiter).quote_style(quotes).terminator(ends).from_writer(Vec::new());
            writer.write_record(order.map(|at| names[at])).unwrap();
            for row in rows {
                let cells = cells(*row);
                writer.write_record(order.map(|at| cells[at].clone())).unwrap();
            }
            writer.into_inner().unwrap()
        };
        let plain = written(&mut rows.iter(), [0, 1, 2, 3], b',', false, true);
        let mut other = written(&mut rows.iter().rev(), shuffled, delimiter, quote_all, crlf);
        if utf16 {
            let text = format!("\u{feff}{}", String::from_utf8(other).unwrap());
            other = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        }
        let (report, facts) = import(&Input::from_bytes("a.csv", plain), &Asked::default());
        let (other_report, other_facts) = import(&Input::from_bytes("b", other), &Asked::default());
        prop_assert!(!report.refused && !other_report.refused);
        prop_assert_eq!(by_name(&facts), by_name(&other_facts));
        prop_assert_eq!(by_name(&facts).0.len(), rows.len());
    }
}
