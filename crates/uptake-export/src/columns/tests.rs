//! The columns, as the format's description lists them.

use std::collections::BTreeSet;

use insta::assert_snapshot;

use super::{ALL, DEPLOYMENT, PORTFOLIO, PRODUCT_USAGE, SUPPORT, UNUSED_SEATS, USAGE};
use crate::{ColumnKind, Table};

#[test]
fn deployment_has_the_columns_of_the_description() {
    assert_snapshot!(
        header(DEPLOYMENT),
        @"day, customer_id, customer_name, sku_id, sku_part_number, product_name, service, sold, sold_own, trial_seats, grace_seats, assigned, deployment_percent, excess"
    );
}

#[test]
fn usage_has_the_columns_of_the_description() {
    assert_snapshot!(
        header(USAGE),
        @"day, customer_id, customer_name, service, workload, entitlements, entitlements_own, active, held, former, never, active_other, usage_percent, covered_percent, overage, overage_turnover, overage_duplicate, overage_trial, overage_unlicensed, overage_other, coverage, days_covered"
    );
}

#[test]
fn product_usage_has_the_columns_of_the_description() {
    assert_snapshot!(
        header(PRODUCT_USAGE),
        @"day, customer_id, customer_name, sku_id, sku_part_number, product_name, service, workload, qualified, active, usage_percent, coverage"
    );
}

#[test]
fn the_portfolio_has_the_sums_of_the_others_with_customers_median_and_bands() {
    assert_snapshot!(
        header(PORTFOLIO),
        @"day, service, workload, sku_id, sku_part_number, product_name, sold, sold_own, trial_seats, grace_seats, assigned, deployment_percent, excess, entitlements, entitlements_own, active, held, former, never, active_other, usage_percent, covered_percent, overage, overage_turnover, overage_duplicate, overage_trial, overage_unlicensed, overage_other, customers_counted, customers_missing, median_percent, band_0_20, band_20_40, band_40_60, band_60_80, band_80_100"
    );
}

#[test]
fn signals_have_counts_that_ratios_can_be_made_of() {
    assert_snapshot!(
        header(SUPPORT),
        @"day, customer_id, customer_name, service, workload, tickets, how_to, fault, access, billing, other, unclassified, coverage, days_covered, active, covered_percent, csat_answers, csat_sum, csat_satisfied, nps_answers, nps_promoters, nps_detractors"
    );
    assert_snapshot!(
        header(UNUSED_SEATS),
        @"day, customer_id, customer_name, sku_id, sku_part_number, product_name, service, sold, assigned, idle, unreported_workloads, unused, unused_cost, unused_unpriced, reassignable, reassignable_cost, reassignable_unpriced, reducible_30, reducible_30_cost, reducible_30_unpriced, reducible_90, reducible_90_cost, reducible_90_unpriced"
    );
}

#[test]
fn a_name_says_what_its_column_holds_and_comes_once() {
    for table in ALL {
        let names: BTreeSet<_> = table.columns.iter().map(|it| it.name).collect();
        assert_eq!(names.len(), table.columns.len(), "{}", table.name);
        for column in table.columns {
            assert_eq!(column.name == "day", column.kind == ColumnKind::Day, "{}", column.name);
            let is_percent = column.name.ends_with("_percent");
            assert_eq!(is_percent, column.kind == ColumnKind::Percent, "{}", column.name);
        }
    }
}

fn header(table: Table) -> String {
    table.columns.iter().map(|it| it.name).collect::<Vec<_>>().join(", ")
}
