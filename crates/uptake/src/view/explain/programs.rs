//! A figure and what it was counted from, for programs.

use serde_json::{Value, json};
use uptake_app::{Cited, Explanation, Figure, PersonLine, RecordLine, SeatLine, SkuName};
use uptake_model::{
    counts::{ActiveCounts, DeploymentCounts, UsageCounts},
    facts::CoverageKind,
    percent::Percent,
};

use super::{class_code, person_name, role_code};
use crate::view::{
    Flat,
    figures::{json_overage, json_percent, ratio},
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
        "coverage": it.coverage.iter().map(|it| json!({
            "source_code": it.source,
            "kind": match it.kind {
                CoverageKind::Daily => "daily",
                CoverageKind::Snapshot => "snapshot",
            },
            "first": it.days.first(), "last": it.days.last(),
            "recorded_on": it.recorded_on, "source": json_cited(&it.cited),
        })).collect::<Vec<_>>(),
        "people": it.people.iter().map(json_person).collect::<Vec<_>>(),
        "people_total": it.people_total,
        "page": it.paging.page,
        "per_page": it.paging.per_page,
    })
}

/// The rows of files that the figure was counted from.
pub(super) fn rows(explanation: &Explanation) -> Flat {
    let mut flat =
        Flat::new(&["row", "what", "class", "day", "until", "count", "file_no", "file", "line"]);
    let mut row = |row: &str, cells: &[(&str, FlatCell)], cited: &Cited| {
        let head = [
            ("row", row.into()),
            ("file_no", cited.file_no.into()),
            ("file", (&cited.file).into()),
            ("line", cited.line.into()),
        ];
        flat.row(&[head.as_slice(), cells].concat());
    };
    for it in &explanation.seats {
        let cells = [
            ("what", (&it.subscription).into()),
            ("class", role_code(it.role).into()),
            ("day", it.record.as_of.into()),
            ("count", it.seats.into()),
        ];
        row("seats", &cells, &it.record.cited);
    }
    for person in &explanation.people {
        let name = person_name(person);
        let class = person.class.map(class_code);
        for it in &person.activity {
            let cells = [("what", (&name).into()), ("class", class.into()), ("day", it.day.into())];
            row("activity", &cells, &it.cited);
        }
        for it in &person.holdings {
            let cells = [
                ("what", (&name).into()),
                ("class", class.into()),
                ("day", it.assigned_on.into()),
                ("until", it.removed_on.into()),
            ];
            for listed in &it.rows {
                row("holding", &cells, &listed.cited);
            }
        }
    }
    flat
}

fn json_cited(cited: &Cited) -> Value {
    json!({ "file_no": cited.file_no, "file": cited.file, "line": cited.line })
}

fn json_record(record: &RecordLine) -> Value {
    json!({
        "as_of": record.as_of, "quantity": record.quantity, "status": record.status,
        "is_trial": record.is_trial, "seller": record.seller,
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
        "class": it.class.map(class_code),
        "activity": it.activity.iter().map(|it| json!({
            "day": it.day, "source_code": it.source, "as_of": it.as_of,
            "source": json_cited(&it.cited),
        })).collect::<Vec<_>>(),
        "holdings": it.holdings.iter().map(|it| json!({
            "sku_id": it.sku.id, "sku_part_number": it.sku.part_number,
            "assigned_on": it.assigned_on, "removed_on": it.removed_on,
            "sources": it.rows.iter().map(|it| json_cited(&it.cited)).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "flags": it.flags.iter().map(|it| json!({
            "from": it.from, "until": it.until,
            "sources": it.rows.iter().map(|(_, it)| json_cited(it)).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    })
}

fn json_usage(counts: &UsageCounts) -> Value {
    let users = counts.users.as_ref();
    let active = users.map(ActiveCounts::active);
    let percent = active.and_then(|it| Percent::of(it, counts.entitlements));
    json!({
        "entitlements": counts.entitlements,
        "active": active,
        "held": users.map(|it| it.held),
        "former": users.map(|it| it.former),
        "never": users.map(|it| it.never),
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
    let percent = Percent::of(counts.assigned, counts.sold).filter(|_| sku.is_paid());
    json!({
        "sold": counts.sold,
        "sold_own": counts.sold_own,
        "assigned": counts.assigned,
        "deployment": ratio(Some(counts.assigned), counts.sold),
        "deployment_percent": json_percent(percent),
    })
}
