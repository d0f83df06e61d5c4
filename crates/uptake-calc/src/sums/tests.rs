use insta::assert_snapshot;
use uptake_model::counts::{
    ActiveCounts, CoverageState, DeploymentCounts, OverageParts, ProductUsageCounts, UsageCounts,
};

use super::{DeploymentSum, ProductUsageSum, UsageSum};

fn deployed(sold: u64, sold_own: u64, assigned: u64) -> DeploymentCounts {
    DeploymentCounts { sold, sold_own, assigned: Some(assigned), trial_seats: 3, grace_seats: 2 }
}

/// Usage of which everything is known.
fn used(entitlements: u64, entitlements_own: u64, held: u64, never: u64) -> UsageCounts {
    let over = (held + never).saturating_sub(entitlements);
    let unlicensed = over.min(never);
    let overage = OverageParts { unlicensed, other: over - unlicensed, ..OverageParts::default() };
    UsageCounts {
        entitlements,
        entitlements_own,
        users: Some(ActiveCounts {
            held,
            never,
            active_other: 1,
            overage,
            ..ActiveCounts::default()
        }),
        coverage: CoverageState::Complete,
        days_covered: 28,
        preliminary: false,
    }
}

fn at_least(counts: UsageCounts) -> UsageCounts {
    UsageCounts { coverage: CoverageState::LowerBound, days_covered: 9, ..counts }
}

fn unknown(entitlements: u64, entitlements_own: u64) -> UsageCounts {
    UsageCounts { entitlements, entitlements_own, ..UsageCounts::default() }
}

fn deployment(sum: &DeploymentSum) -> String {
    let (counts, own) = (&sum.counts, sum.own_assigned());
    let percent = |it: Option<_>| it.map_or("-".to_owned(), |it| format!("{it:?}"));
    format!(
        "{}/{} = {}, {} over, {} unassigned, {} trial, {} grace; {} customers, median {}, {:?}; \
         own {} to {}, about {}, of {} of {} customers",
        sum.assigned(),
        sum.sold_told,
        percent(sum.percent()),
        sum.excess,
        sum.unassigned(),
        counts.trial_seats,
        counts.grace_seats,
        sum.customers,
        percent(sum.spread.median()),
        sum.spread.bands(),
        own.low,
        own.high,
        own.estimate,
        counts.sold_own,
        sum.own.customers,
    )
}

fn usage(sum: &UsageSum) -> String {
    let own = sum.own_active();
    let percent = |it: Option<_>| it.map_or("-".to_owned(), |it| format!("{it:?}"));
    format!(
        "{} active, {}/{} = {}, covered {}, over {}; {} customers, {} missing, {} at least, \
         median {}, {:?}; own {} to {}, about {}, of {} of {} customers, {} missing, {} at least",
        sum.users.active(),
        sum.part,
        sum.entitlements,
        percent(sum.percent()),
        percent(sum.covered_percent()),
        sum.users.overage.total(),
        sum.customers,
        sum.missing,
        sum.lower_bounds,
        percent(sum.spread.median()),
        sum.spread.bands(),
        own.low,
        own.high,
        own.estimate,
        sum.entitlements_own,
        sum.own.customers,
        sum.own.missing,
        sum.own.lower_bounds,
    )
}

fn deployment_over(customers: &[DeploymentCounts]) -> DeploymentSum {
    let mut sum = DeploymentSum::default();
    for it in customers {
        sum.add(it, true);
    }
    sum
}

fn usage_over(customers: &[UsageCounts]) -> UsageSum {
    let mut sum = UsageSum::default();
    for it in customers {
        sum.add(it);
    }
    sum
}

/// One customer over its SKUs.
fn one_deployment(skus: &[DeploymentCounts]) -> DeploymentSum {
    let mut sum = DeploymentSum::default();
    sum.add_customer(&DeploymentSum::over_skus(skus));
    sum
}

/// One customer over its workloads.
fn one_usage(workloads: &[UsageCounts]) -> UsageSum {
    let mut sum = UsageSum::default();
    sum.add_customer(&UsageSum::over_workloads(workloads));
    sum
}

#[test]
fn the_captured_values_of_microsoft_come_out() {
    let sum = usage_over(&[used(200, 0, 3, 0), used(6, 0, 2, 0)]);
    assert_snapshot!(sum.percent().unwrap(), @"2.43");
    let sum = usage_over(&[used(400, 0, 100, 0), used(74, 0, 24, 0)]);
    assert_snapshot!(sum.percent().unwrap(), @"26.16");
}

#[test]
fn a_sum_of_a_sku_is_a_ratio_of_sums_and_excess_hides_no_unassigned_seat() {
    let customers = [deployed(10, 10, 12), deployed(40, 0, 10), deployed(0, 0, 3)];
    assert_snapshot!(deployment(&deployment_over(&customers)), @"25/50 = 50.00 %, 5 over, 30 unassigned, 9 trial, 6 grace; 3 customers, median 72.50 %, [0, 1, 0, 0, 1]; own 10 to 10, about 10, of 10 of 1 customers");
}

#[test]
fn a_sku_that_is_not_sold_per_person_has_no_median_and_no_bands() {
    let mut sum: DeploymentSum = DeploymentSum::default();
    sum.add(&deployed(10, 10, 5), false);
    assert_snapshot!(format!("{:?} {:?}", sum.spread.median(), sum.spread.bands()), @"None [0, 0, 0, 0, 0]");
}

#[test]
fn a_customer_with_five_skus_is_one_customer_of_the_total() {
    let five = [deployed(10, 4, 10); 5];
    let one = [deployed(10, 10, 2)];
    let mut total = one_deployment(&five);
    assert_snapshot!(deployment(&total), @"50/50 = 100.00 %, 0 over, 0 unassigned, 15 trial, 10 grace; 1 customers, median 100.00 %, [0, 0, 0, 0, 1]; own 20 to 20, about 20, of 20 of 1 customers");
    total.join(&one_deployment(&one));
    total.join(&one_deployment(&[]));
    assert_snapshot!(deployment(&total), @"52/60 = 86.67 %, 0 over, 8 unassigned, 18 trial, 12 grace; 2 customers, median 60.00 %, [0, 1, 0, 0, 1]; own 22 to 22, about 22, of 30 of 2 customers");
}

#[test]
fn a_customer_of_whom_nothing_tells_who_holds_what_is_in_no_sum_of_deployment() {
    let untold = DeploymentCounts { assigned: None, ..deployed(40, 30, 0) };
    let sum = deployment_over(&[deployed(10, 10, 7), untold]);
    assert_snapshot!(deployment(&sum), @"7/10 = 70.00 %, 0 over, 3 unassigned, 6 trial, 4 grace; 1 customers, median 70.00 %, [0, 0, 0, 1, 0]; own 7 to 7, about 7, of 40 of 1 customers");
    assert_eq!((sum.missing, sum.own.missing), (1, 1));
    // Of one that has both kinds of SKUs the told ones are in the sums.
    let mut total = one_deployment(&[deployed(10, 10, 7), untold]);
    total.join(&one_deployment(&[untold, untold]));
    assert_snapshot!(deployment(&total), @"7/10 = 70.00 %, 0 over, 3 unassigned, 12 trial, 8 grace; 1 customers, median 70.00 %, [0, 0, 0, 1, 0]; own 7 to 7, about 7, of 100 of 1 customers");
    assert_eq!((total.missing, total.own.missing), (1, 1));
}

#[test]
fn a_customer_of_whom_nothing_is_known_is_in_no_sum() {
    let customers =
        [used(10, 6, 9, 0), unknown(30, 30), at_least(used(10, 10, 2, 0)), unknown(5, 0)];
    assert_snapshot!(usage(&usage_over(&customers)), @"11 active, 11/20 = 55.00 %, covered 55.00 %, over 0; 2 customers, 2 missing, 1 at least, median 55.00 %, [0, 1, 0, 0, 1]; own 7 to 8, about 7, of 16 of 2 customers, 1 missing, 1 at least");
    assert_snapshot!(usage(&usage_over(&[unknown(30, 30)])), @"0 active, 0/0 = -, covered -, over 0; 0 customers, 1 missing, 0 at least, median -, [0, 0, 0, 0, 0]; own 0 to 0, about 0, of 0 of 0 customers, 1 missing, 0 at least");
}

#[test]
fn users_of_a_customer_without_entitlements_are_in_the_ratio_but_in_no_median() {
    let customers = [used(10, 10, 5, 0), used(0, 0, 1, 3)];
    assert_snapshot!(usage(&usage_over(&customers)), @"9 active, 9/10 = 90.00 %, covered 50.00 %, over 4; 2 customers, 0 missing, 0 at least, median 50.00 %, [0, 0, 1, 0, 0]; own 5 to 5, about 5, of 10 of 1 customers, 0 missing, 0 at least");
}

/// 20 active of 1 entitled, with every class and every cause.
fn every_cause() -> UsageCounts {
    let parts = OverageParts { turnover: 5, duplicate: 4, trial: 3, unlicensed: 2, other: 5 };
    let (held, former, never, untold, active_other) = (8, 7, 5, 0, 6);
    let users = ActiveCounts { held, former, never, untold, active_other, overage: parts };
    UsageCounts { users: Some(users), preliminary: true, ..used(1, 1, 0, 0) }
}

#[test]
fn every_class_and_every_cause_is_added_up() {
    let sum = usage_over(&[every_cause(), every_cause(), every_cause()]);
    assert_snapshot!(format!("{:?}", sum.users), @"ActiveCounts { held: 24, former: 21, never: 15, untold: 0, active_other: 18, overage: OverageParts { turnover: 15, duplicate: 12, trial: 9, unlicensed: 6, other: 15 } }");
    assert_snapshot!(sum.part, @"60");
}

#[test]
fn overage_is_added_up_and_never_recomputed_on_totals() {
    let sum = usage_over(&[used(10, 10, 9, 5), used(10, 10, 1, 0)]);
    assert_snapshot!(format!("{:?}", sum.users), @"ActiveCounts { held: 10, former: 0, never: 5, untold: 0, active_other: 2, overage: OverageParts { turnover: 0, duplicate: 0, trial: 0, unlicensed: 4, other: 0 } }");
}

#[test]
fn covered_usage_is_of_the_customers_of_whom_it_is_told_who_holds_what() {
    let untold = ActiveCounts { untold: 7, ..ActiveCounts::default() };
    let concealed = UsageCounts { users: Some(untold), ..used(30, 0, 0, 0) };
    assert_snapshot!(usage(&usage_over(&[used(10, 4, 8, 0), concealed])), @"15 active, 15/40 = 37.50 %, covered 80.00 %, over 0; 2 customers, 0 missing, 0 at least, median 51.67 %, [0, 1, 0, 0, 1]; own 2 to 4, about 3, of 4 of 1 customers, 0 missing, 0 at least");
    assert_snapshot!(usage(&usage_over(&[concealed])), @"7 active, 7/30 = 23.33 %, covered -, over 0; 1 customers, 0 missing, 0 at least, median 23.33 %, [0, 1, 0, 0, 0]; own 0 to 0, about 0, of 0 of 0 customers, 0 missing, 0 at least");
}

#[test]
fn unlicensed_use_without_a_seat_is_in_a_customers_overage_but_not_in_its_percentage() {
    let workloads = [used(10, 4, 8, 0), used(10, 10, 12, 0), used(0, 0, 0, 7)];
    assert_snapshot!(usage(&one_usage(&workloads)), @"27 active, 20/20 = 100.00 %, covered 90.00 %, over 9; 1 customers, 0 missing, 0 at least, median 100.00 %, [0, 0, 0, 0, 1]; own 12 to 14, about 13, of 14 of 1 customers, 0 missing, 0 at least");
}

#[test]
fn a_customer_is_missing_only_when_nothing_is_known_of_any_workload() {
    let bound = at_least(used(5, 5, 2, 0));
    let some = [used(10, 0, 4, 0), bound, bound, unknown(10, 10)];
    assert_snapshot!(usage(&one_usage(&some)), @"8 active, 8/20 = 40.00 %, covered 40.00 %, over 0; 1 customers, 0 missing, 1 at least, median 40.00 %, [0, 0, 1, 0, 0]; own 4 to 4, about 4, of 10 of 1 customers, 0 missing, 1 at least");
    let none = [unknown(10, 0), unknown(10, 10)];
    assert_snapshot!(usage(&one_usage(&none)), @"0 active, 0/0 = -, covered -, over 0; 0 customers, 1 missing, 0 at least, median -, [0, 0, 0, 0, 0]; own 0 to 0, about 0, of 0 of 0 customers, 1 missing, 0 at least");
    assert_snapshot!(usage(&one_usage(&[])), @"0 active, 0/0 = -, covered -, over 0; 0 customers, 0 missing, 0 at least, median -, [0, 0, 0, 0, 0]; own 0 to 0, about 0, of 0 of 0 customers, 0 missing, 0 at least");
}

#[test]
fn product_usage_has_bounds_of_the_own_seats_of_the_sku() {
    let product = |qualified, active, coverage| ProductUsageCounts { qualified, active, coverage };
    let mut sum = ProductUsageSum::default();
    sum.add(&product(10, Some(8), CoverageState::Complete), 6, true);
    sum.add(&product(10, Some(2), CoverageState::LowerBound), 0, true);
    sum.add(&product(10, Some(2), CoverageState::LowerBound), 10, false);
    sum.add(&product(10, None, CoverageState::Missing), 10, true);
    let text = |sum: &ProductUsageSum| {
        let own = sum.own_active();
        format!(
            "{}/{} = {}; {} customers, {} missing, {} at least, median {}; \
             own {} to {}, about {}, of {}, {} missing, {} at least",
            sum.active,
            sum.qualified,
            sum.percent().unwrap(),
            sum.customers,
            sum.missing,
            sum.lower_bounds,
            sum.spread.median().unwrap(),
            own.low,
            own.high,
            own.estimate,
            sum.own.seats,
            sum.own.missing,
            sum.own.lower_bounds,
        )
    };
    assert_snapshot!(text(&sum), @"12/30 = 40.00; 3 customers, 1 missing, 2 at least, median 50.00; own 6 to 8, about 7, of 16, 1 missing, 1 at least");
    let mut twice = sum.clone();
    twice.join(&sum);
    assert_snapshot!(text(&twice), @"24/60 = 40.00; 6 customers, 2 missing, 4 at least, median 50.00; own 12 to 16, about 14, of 32, 2 missing, 2 at least");
}

#[test]
fn joined_sums_are_the_sum_of_all() {
    let customers = [
        used(10, 6, 9, 3),
        unknown(9, 9),
        at_least(every_cause()),
        at_least(used(7, 3, 1, 1)),
        unknown(5, 2),
        every_cause(),
    ];
    let (one, two) = customers.split_at(3);
    let mut joined = usage_over(one);
    joined.join(&usage_over(two));
    assert_eq!(joined, usage_over(&customers));

    let customers = [deployed(10, 6, 9), deployed(3, 3, 5), deployed(0, 0, 1)];
    let (one, two) = customers.split_at(1);
    let mut joined = deployment_over(one);
    joined.join(&deployment_over(two));
    assert_eq!(joined, deployment_over(&customers));
}
