//! Graph's `users`: who works there, and who holds which SKU since when.

use std::collections::BTreeSet;

use uptake_model::{
    Day, SkuRef, UserId,
    facts::{Assignment, User, UserKind},
    problem::Problem,
};

use super::{Context, record::Record};
use crate::graph::{gathered::Said, usage::is_guest_name};

/// Reads one user. A disabled plan changes nothing: holding is the assignment of the SKU.
pub(super) fn read(record: &Record<'_>, context: &Context<'_>) -> Result<Said, Problem> {
    let customer_id = context.customer(record, None)?;
    let user_id = UserId::new(record.guid("id")?.to_string());
    let today = context.options.today;
    let text = |name: &str| record.text(name).map(String::from);
    let is_guest = record.text("userType").is_some_and(|it| it.eq_ignore_ascii_case("guest"))
        || record.text("userPrincipalName").is_some_and(|it| is_guest_name(&it));
    let user = User {
        customer_id,
        user_id: user_id.clone(),
        kind: if is_guest { UserKind::Guest } else { UserKind::Member },
        display_name: text("displayName"),
        principal_name: text("userPrincipalName"),
        department: text("department"),
        deleted_on: record.day("deletedDateTime", today)?,
    };
    let mut skus = BTreeSet::new();
    for licence in record.objects("assignedLicenses") {
        skus.insert(licence.sku("skuId", "skuPartNumber")?);
    }
    let mut assignments = Vec::new();
    for sku in skus {
        let assigned_on = assigned_on(record, &sku, today)?.unwrap_or(context.as_of);
        let user_id = user_id.clone();
        assignments.push(Assignment { customer_id, user_id, sku, assigned_on, removed_on: None });
    }
    Ok(Said { users: vec![user], assignments, ..Said::default() })
}

/// Since when a SKU is held: the earliest way it was assigned (directly, or through a
/// group), else the earliest plan of the user, of whatever SKU.
fn assigned_on(record: &Record<'_>, sku: &SkuRef, today: Day) -> Result<Option<Day>, Problem> {
    let mut earliest: Option<Day> = None;
    for state in record.objects("licenseAssignmentStates") {
        if state.sku("skuId", "skuPartNumber")? == *sku {
            earliest = earliest.into_iter().chain(state.day("lastUpdatedDateTime", today)?).min();
        }
    }
    if earliest.is_some() {
        return Ok(earliest);
    }
    for plan in record.objects("assignedPlans") {
        let status = plan.text("capabilityStatus");
        if !status.is_some_and(|it| it.eq_ignore_ascii_case("deleted")) {
            earliest = earliest.into_iter().chain(plan.day("assignedDateTime", today)?).min();
        }
    }
    Ok(earliest)
}
