//! A figure and what it was counted from, for programs.

use serde_json::{Value, json};
use uptake_app::{Cited, Explanation, Figure, PersonLine, RecordLine, SeatLine, SkuName};
use uptake_calc::explain::UserClass;
use uptake_model::{
    WorkloadCode,
    counts::{ActiveCounts, DeploymentCounts, UsageCounts},
    facts::CoverageKind,
    percent::Percent,
};

use super::{person_name, role_code};
use crate::view::{
    Flat,
    customer::deployment_percent,
    figures::{classes, json_overage, json_percent, ratio},
    flat::FlatCell,
};

/// The explanation as one document.
pub(super) fn json(it: &Explanation) -> Value {
    let (figure, stored) = match &it.figure {
        Figure::Usage(figure) => (
            json!({
                "workload": figure.workload.code,
                "above": { "held": figure.above[0], "former": figure.above[1], "never": figure.above[2] },
                "spare": {
                    "grace_now": figure.spare.grace_now,
                    "grace_window": figure.spare.grace_window,
                    "trial_now": figure.spare.trial_now,
                    "trial_window": figure.spare.trial_window,
                },
                "unknown_days": figure.unknown_days.iter().map(|(source, days)| {
                    json!({ "source": source, "days": days })
                }).collect::<Vec<_>>(),
                "recount": json_usage(&figure.recount),
            }),
            figure.stored.as_ref().map(json_usage),
        ),
        Figure::Deployment(figure) => (
            json!({
                "sku_id": figure.sku.id,
                "sku_part_number": figure.sku.part_number,
                "product_name": figure.sku.name,
                "recount": json_deployment(&figure.sku, &figure.recount),
            }),
            figure.stored.as_ref().map(|counts| json_deployment(&figure.sku, counts)),
        ),
    };
    json!({
        "customer_id": it.customer,
        "customer_name": it.name,
        "day": it.day,
        "window": { "first": it.window.first(), "last": it.window.last() },
        "figure": figure,
        "stored": stored,
        "agrees": it.agrees() && it.rows_agree,
        "seats": it.seats.iter().map(json_seat).collect::<Vec<_>>(),
        "units": it.units.as_ref().map(|it| json!({
            "units": it.units, "as_of": it.as_of, "source": json_cited(&it.cited),
        })),
        "list": it.list.as_ref().map(|it| json!({
            "as_of": it.as_of, "source": json_cited(&it.cited),
        })),
        "coverage": it.coverage.iter().map(|it| json!({
            "source_code": it.source,
            "kind": coverage_code(it.kind),
            "first": it.days.first(), "last": it.days.last(),
            "recorded_on": it.recorded_on, "source": json_cited(&it.cited),
        })).collect::<Vec<_>>(),
        "people": it.people.iter().map(json_person).collect::<Vec<_>>(),
        "people_total": it.people_total,
        "page": it.paging.page,
        // All people stand on one page unless pages are asked for.
        "per_page": Some(it.paging.per_page).filter(|it| *it < usize::MAX),
    })
}

/// The figure, and the rows of files that it was counted from: whoever counts them again
/// gets the figure.
///
/// `what` is the figure's part, the subscription, the activity source or the person. `until`
/// is the first day without, `last` the last day with.
pub(super) fn rows(explanation: &Explanation) -> Flat {
    let mut flat = Flat::new(COLUMNS);
    figure_rows(&mut flat, &explanation.figure);
    for it in &explanation.seats {
        seat_row(&mut flat, "seats", it, it.seats, &it.record);
        if let Some((seats, record)) = &it.window {
            seat_row(&mut flat, "window", it, *seats, record);
        }
    }
    if let Some(it) = &explanation.units {
        let cells = [("row", "units".into()), ("day", it.as_of.into()), ("count", it.units.into())];
        flat.row(&[cells.as_slice(), &cited_cells(Some(&it.cited))].concat());
    }
    if let Some(it) = &explanation.list {
        let cells = [("row", "list".into()), ("day", it.as_of.into())];
        flat.row(&[cells.as_slice(), &cited_cells(Some(&it.cited))].concat());
    }
    for it in &explanation.coverage {
        let source = it.source.as_ref().map(WorkloadCode::as_str);
        let cells = [
            ("row", "coverage".into()),
            ("what", source.into()),
            ("class", coverage_code(it.kind).into()),
            ("day", it.days.first().into()),
            ("last", it.days.last().into()),
            ("recorded_on", it.recorded_on.into()),
        ];
        flat.row(&[cells.as_slice(), &cited_cells(Some(&it.cited))].concat());
    }
    for person in &explanation.people {
        person_rows(&mut flat, person);
    }
    flat
}

const COLUMNS: &[&str] = &[
    "row",
    "what",
    "class",
    "kind",
    "sku_id",
    "sku_part_number",
    "source",
    "status",
    "is_trial",
    "seller",
    "quantity",
    "day",
    "until",
    "last",
    "as_of",
    "recorded_on",
    "count",
    "file_no",
    "file",
    "line",
];

/// The counts of the figure by name.
fn figure_rows(flat: &mut Flat, figure: &Figure) {
    let counts: Vec<(&str, Option<u64>)> = match figure {
        Figure::Usage(figure) => {
            let (counts, users) = (&figure.recount, figure.recount.users.as_ref());
            let spare = &figure.spare;
            let [held, former, never] = classes(users);
            vec![
                ("entitlements", Some(counts.entitlements)),
                ("entitlements_own", Some(counts.entitlements_own)),
                ("active", users.map(ActiveCounts::active)),
                ("held", held),
                ("former", former),
                ("never", never),
                ("untold", users.map(|it| it.untold)),
                ("active_other", users.map(|it| it.active_other)),
                ("overage", users.map(|it| it.overage.total())),
                ("overage_turnover", users.map(|it| it.overage.turnover)),
                ("overage_duplicate", users.map(|it| it.overage.duplicate)),
                ("overage_trial", users.map(|it| it.overage.trial)),
                ("overage_unlicensed", users.map(|it| it.overage.unlicensed)),
                ("overage_other", users.map(|it| it.overage.other)),
                ("grace_now", Some(spare.grace_now)),
                ("grace_window", Some(spare.grace_window)),
                ("trial_now", Some(spare.trial_now)),
                ("trial_window", Some(spare.trial_window)),
                ("days_covered", Some(u64::from(counts.days_covered))),
            ]
        }
        Figure::Deployment(figure) => {
            let counts = &figure.recount;
            vec![
                ("sold", Some(counts.sold)),
                ("sold_own", Some(counts.sold_own)),
                ("trial_seats", Some(counts.trial_seats)),
                ("grace_seats", Some(counts.grace_seats)),
                ("assigned", counts.assigned),
                ("excess", counts.excess()),
            ]
        }
    };
    for (what, count) in counts {
        flat.row(&[("row", "figure".into()), ("what", what.into()), ("count", count.into())]);
    }
}

fn seat_row(flat: &mut Flat, row: &str, it: &SeatLine, seats: u64, record: &RecordLine) {
    let cells = [
        ("row", row.into()),
        ("what", it.subscription.as_deref().into()),
        ("class", role_code(it.role).into()),
        ("sku_id", (&it.sku.id).into()),
        ("sku_part_number", (&it.sku.part_number).into()),
        ("status", word(&record.status).into()),
        ("is_trial", record.is_trial.into()),
        ("seller", record.sold_by.as_str().into()),
        ("quantity", record.quantity.into()),
        ("day", record.as_of.into()),
        ("count", seats.into()),
    ];
    flat.row(&[cells.as_slice(), &cited_cells(Some(&record.cited))].concat());
}

fn person_rows(flat: &mut Flat, person: &PersonLine) {
    let name = person_name(person);
    let head = [("what", (&name).into()), ("class", person.class.map(UserClass::as_str).into())];
    let mut row = |row: &str, cells: &[(&str, FlatCell)], cited: Option<&Cited>| {
        let first = [("row", row.into())];
        flat.row(&[first.as_slice(), &head, cells, &cited_cells(cited)].concat());
    };
    let kind = [("kind", word(&person.kind).into()), ("count", 1_u64.into())];
    row("person", &kind, person.record.as_ref());
    for it in &person.activity {
        let cells = [
            ("source", it.source.as_str().into()),
            ("day", it.day.into()),
            ("as_of", it.as_of.into()),
        ];
        row("activity", &cells, Some(&it.cited));
    }
    for it in &person.holdings {
        let cells = [
            ("sku_id", (&it.sku.id).into()),
            ("sku_part_number", (&it.sku.part_number).into()),
            ("day", it.assigned_on.into()),
            ("until", it.removed_on.into()),
        ];
        for listed in &it.rows {
            let as_of = [("as_of", listed.listed_on.into())];
            row("holding", &[cells.as_slice(), &as_of].concat(), Some(&listed.cited));
        }
        if let Some(list) = &it.ended_by {
            row("holding_end", &cells, Some(list));
        }
    }
    for it in &person.products {
        let cells = [
            ("sku_id", (&it.sku.id).into()),
            ("sku_part_number", (&it.sku.part_number).into()),
            ("day", it.from.into()),
            ("until", it.until.into()),
        ];
        for (as_of, cited) in &it.rows {
            let as_of = [("as_of", (*as_of).into())];
            row("named_product", &[cells.as_slice(), &as_of].concat(), Some(cited));
        }
        if let Some(list) = &it.ended_by {
            row("named_product_end", &cells, Some(list));
        }
    }
    for it in &person.flags {
        let cells = [("day", it.from.into()), ("until", it.until.into())];
        for (as_of, cited) in &it.rows {
            let as_of = [("as_of", (*as_of).into())];
            row("flag", &[cells.as_slice(), &as_of].concat(), Some(cited));
        }
        if let Some(list) = &it.ended_by {
            row("flag_end", &cells, Some(list));
        }
    }
}

fn cited_cells(cited: Option<&Cited>) -> [(&'static str, FlatCell); 3] {
    [
        ("file_no", cited.map(|it| it.file_no).into()),
        ("file", cited.map(|it| it.file.as_str()).into()),
        ("line", cited.and_then(|it| it.line).into()),
    ]
}

fn coverage_code(kind: CoverageKind) -> &'static str {
    match kind {
        CoverageKind::Daily => "daily",
        CoverageKind::Snapshot => "snapshot",
    }
}

/// The word that JSON has for a value, which is the one that files have.
fn word(value: &impl serde::Serialize) -> String {
    match json!(value) {
        Value::String(word) => word,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            String::new()
        }
    }
}

fn json_cited(cited: &Cited) -> Value {
    json!({ "file_no": cited.file_no, "file": cited.file, "line": cited.line })
}

fn json_record(record: &RecordLine) -> Value {
    json!({
        "as_of": record.as_of, "quantity": record.quantity, "status": record.status,
        "is_trial": record.is_trial, "seller": record.sold_by.as_str(),
        "source": json_cited(&record.cited),
    })
}

fn json_seat(it: &SeatLine) -> Value {
    json!({
        "sku_id": it.sku.id, "sku_part_number": it.sku.part_number,
        "subscription_id": it.subscription, "role": role_code(it.role), "seats": it.seats,
        "record": json_record(&it.record),
        "window": it.window.as_ref().map(|(seats, record)| {
            json!({ "seats": seats, "record": json_record(record) })
        }),
    })
}

fn json_person(it: &PersonLine) -> Value {
    json!({
        "user_key": it.key.to_string(),
        "user_id": it.user_id,
        "kind": it.kind,
        "source": it.record.as_ref().map(json_cited),
        "class": it.class.map(UserClass::as_str),
        "activity": it.activity.iter().map(|it| json!({
            "day": it.day, "source_code": it.source, "as_of": it.as_of,
            "source": json_cited(&it.cited),
        })).collect::<Vec<_>>(),
        "holdings": it.holdings.iter().map(|it| json!({
            "sku_id": it.sku.id, "sku_part_number": it.sku.part_number,
            "assigned_on": it.assigned_on, "removed_on": it.removed_on,
            "sources": it.rows.iter().map(|it| json_cited(&it.cited)).collect::<Vec<_>>(),
            "ended_by": it.ended_by.as_ref().map(json_cited),
        })).collect::<Vec<_>>(),
        "products": it.products.iter().map(|it| json!({
            "sku_id": it.sku.id, "sku_part_number": it.sku.part_number,
            "from": it.from, "until": it.until,
            "sources": it.rows.iter().map(|(_, it)| json_cited(it)).collect::<Vec<_>>(),
            "ended_by": it.ended_by.as_ref().map(json_cited),
        })).collect::<Vec<_>>(),
        "flags": it.flags.iter().map(|it| json!({
            "from": it.from, "until": it.until,
            "sources": it.rows.iter().map(|(_, it)| json_cited(it)).collect::<Vec<_>>(),
            "ended_by": it.ended_by.as_ref().map(json_cited),
        })).collect::<Vec<_>>(),
    })
}

fn json_usage(counts: &UsageCounts) -> Value {
    let users = counts.users.as_ref();
    let active = users.map(ActiveCounts::active);
    let percent = active.and_then(|it| Percent::of(it, counts.entitlements));
    let [held, former, never] = classes(users);
    json!({
        "entitlements": counts.entitlements,
        "active": active,
        "held": held,
        "former": former,
        "never": never,
        "untold": users.map(|it| it.untold),
        "active_other": users.map(|it| it.active_other),
        "usage": ratio(active, counts.entitlements),
        "usage_percent": json_percent(percent),
        "overage": users.map(|it| json_overage(&it.overage)),
        "coverage": counts.coverage.as_str(),
        "days_covered": counts.days_covered,
        "preliminary": counts.preliminary,
    })
}

fn json_deployment(sku: &SkuName, counts: &DeploymentCounts) -> Value {
    let percent = deployment_percent(sku, counts);
    json!({
        "sold": counts.sold,
        "sold_own": counts.sold_own,
        "assigned": counts.assigned,
        "deployment": ratio(counts.assigned, counts.sold),
        "deployment_percent": json_percent(percent),
    })
}
