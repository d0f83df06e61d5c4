use insta::assert_snapshot;
use proptest::prelude::*;
use uptake_model::{Catalogue, ServiceCode, Workload};

use super::*;
use crate::{GraceRule, known_days};

/// `sharepoint` has two sources, `odd` has none.
fn plan() -> Plan {
    let mut catalogue = Catalogue::default();
    let sources: [(&str, &[&str]); 3] =
        [("exchange", &["exchange"]), ("odd", &[]), ("sharepoint", &["sharepoint", "onedrive"])];
    for (code, sources) in sources {
        catalogue.put_workload(Workload {
            code: code.into(),
            service: ServiceCode::new("office365"),
            name: code.to_owned(),
            sources: sources.iter().map(|it| (*it).into()).collect(),
            unlicensed_use: false,
        });
    }
    Plan::new(&catalogue, GraceRule::Lone)
}

fn range(text: &str) -> DayRange {
    text.parse().unwrap()
}

fn source_number(plan: &Plan, code: &str) -> Option<u16> {
    (code != "*").then(|| plan.source_number(&code.into()).unwrap())
}

/// What is lacking of a workload on some days. A line is a source (`*` for all), what is said
/// of it, and the days.
fn check(workload: &str, days: &str, lines: &str) -> String {
    let plan = plan();
    let (mut facts, mut withheld) = (Vec::new(), Vec::new());
    for line in lines.lines().map(str::trim).filter(|it| !it.is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [source, what, days] = words.as_slice() else { panic!("{line}") };
        let (source, days) = (source_number(&plan, source), range(days));
        let recorded_on = days.last().plus(9);
        let mut fact = |kind| facts.push(CoverageFact { source, kind, days, recorded_on });
        match *what {
            "daily" => fact(CoverageKind::Daily),
            "snapshot" => fact(CoverageKind::Snapshot),
            "held" => withheld.push(Withheld { source, days, why: WithheldWhy::HeldSnapshot }),
            _ => withheld.push(Withheld { source, days, why: WithheldWhy::RowsSetAside }),
        }
    }
    let days = range(days);
    let known = known_days(&plan, &facts, days);
    let number = plan.workload_number(&workload.into()).unwrap();
    let lacks = lacks(&plan, (&facts, &withheld), &known, days).swap_remove(number);
    let told = days.iter().zip(lacks).map(|(day, it)| match it {
        Some(lack) => format!("{day} {lack:?}"),
        None => format!("{day} complete"),
    });
    told.collect::<Vec<_>>().join("\n")
}

#[test]
fn data_that_begins_has_a_hole_and_ends_tells_each_of_it() {
    let lines = "
        * daily 2026-01-01..2026-02-10
        * daily 2026-02-12..2026-03-15
    ";
    assert_snapshot!(check("exchange", "2026-01-27..2026-01-29", lines), @"
    2026-01-27 BeforeFirst
    2026-01-28 complete
    2026-01-29 complete
    ");
    assert_snapshot!(check("exchange", "2026-02-10..2026-02-11", lines), @"
    2026-02-10 complete
    2026-02-11 Missing
    ");
    assert_snapshot!(check("exchange", "2026-03-09..2026-03-16", lines), @"
    2026-03-09 Missing
    2026-03-10 Missing
    2026-03-11 complete
    2026-03-12 complete
    2026-03-13 complete
    2026-03-14 complete
    2026-03-15 complete
    2026-03-16 Late
    ");
}

#[test]
fn rows_that_were_set_aside_tell_why_a_day_lacks() {
    let lines = "
        * daily 2026-01-01..2026-02-10
        * daily 2026-02-12..2026-03-15
        * set_aside 2026-02-01..2026-03-15
    ";
    assert_snapshot!(check("exchange", "2026-02-10..2026-02-11", lines), @"
    2026-02-10 complete
    2026-02-11 RowsSetAside
    ");
}

#[test]
fn snapshots_tell_of_their_own_day_alone() {
    let lines = "
        exchange snapshot 2026-03-01..2026-03-01
        exchange held 2026-03-02..2026-03-02
        exchange snapshot 2026-03-04..2026-03-04
    ";
    assert_snapshot!(check("exchange", "2026-02-28..2026-03-05", lines), @"
    2026-02-28 BeforeFirst
    2026-03-01 complete
    2026-03-02 HeldSnapshot
    2026-03-03 Missing
    2026-03-04 complete
    2026-03-05 Late
    ");
}

#[test]
fn a_source_that_was_never_reported_is_told_before_a_late_one() {
    let lines = "sharepoint daily 2026-01-01..2026-03-15";
    assert_snapshot!(check("sharepoint", "2026-03-15..2026-03-16", lines), @"
    2026-03-15 NeverReported
    2026-03-16 NeverReported
    ");
    assert_snapshot!(check("odd", "2026-03-15..2026-03-15", lines), @"2026-03-15 NoSource");
    assert_snapshot!(check("exchange", "2026-03-15..2026-03-15", lines), @"2026-03-15 NeverReported");
}

fn fact() -> impl Strategy<Value = CoverageFact> {
    (0_u16..4, any::<bool>(), -60_i32..60, 0_i32..40).prop_map(|(source, is_daily, from, more)| {
        let first = range("2026-03-01..2026-03-01").first().plus(from);
        let more = if is_daily { more } else { 0 };
        let days = DayRange::new(first, first.plus(more)).unwrap();
        let kind = if is_daily { CoverageKind::Daily } else { CoverageKind::Snapshot };
        CoverageFact { source: source.checked_sub(1), kind, days, recorded_on: days.last() }
    })
}

proptest! {
    #[test]
    fn a_day_has_a_reason_when_and_only_when_it_is_not_complete(
        facts in prop::collection::vec(fact(), 0..6),
    ) {
        let (plan, days) = (plan(), range("2026-02-20..2026-03-20"));
        let known = known_days(&plan, &facts, days);
        let lacks = lacks(&plan, (&facts, &[]), &known, days);
        for (known, lacks) in known.iter().zip(&lacks) {
            prop_assert_eq!(known.len(), lacks.len());
            for (known, lack) in known.iter().zip(lacks) {
                prop_assert_eq!(known.state == CoverageState::Complete, lack.is_none());
                if let Some(Lack::RowsSetAside | Lack::HeldSnapshot) = lack {
                    prop_assert!(false, "nothing was withheld");
                }
            }
        }
    }

    #[test]
    fn each_source_that_lacks_nothing_is_complete_by_itself(
        facts in prop::collection::vec(fact(), 0..6),
    ) {
        let (plan, days) = (plan(), range("2026-02-20..2026-03-20"));
        let known = known_days(&plan, &facts, days);
        let exchange = plan.workload_number(&"exchange".into()).unwrap();
        let source = plan.source_number(&"exchange".into()).unwrap();
        let lacks = source_lacks(&facts, &[], source, days);
        for (known, lack) in known[exchange].iter().zip(lacks) {
            prop_assert_eq!(known.state == CoverageState::Complete, lack.is_none());
        }
    }
}
