//! Snapshots that shrank: held until someone confirms them.

use std::collections::BTreeSet;

use uptake_model::{CustomerId, facts::CoverageKind};

use crate::{
    StoreError,
    loader::rows_of,
    rows::{AssignmentSnapshotRow, CoverageRow},
    stage::Stage,
    tables::{Pins, Tables},
};

/// A snapshot of a customer that lists less than half the users of the one before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The number of the import file.
    pub file_no: i64,
    /// The customer.
    pub customer: CustomerId,
    /// How many users the snapshot before it lists.
    pub before: u64,
    /// How many it lists.
    pub now: u64,
}

/// Finds the snapshots of an import that are to be held: each is compared with the last
/// one of an earlier day.
pub(crate) async fn find_held(
    tables: &Tables,
    pins: &Pins,
    stage: &Stage,
) -> Result<Vec<Held>, StoreError> {
    let customers: BTreeSet<CustomerId> = stage
        .files
        .iter()
        .flat_map(|it| {
            let lists = it.rows.snapshots.iter().map(|it| it.customer_id);
            let snapshots = it.rows.coverage.iter().filter(|it| it.kind == CoverageKind::Snapshot);
            lists.chain(snapshots.map(|it| it.customer_id))
        })
        .collect();
    let customers: Vec<CustomerId> = customers.into_iter().collect();
    if customers.is_empty() {
        return Ok(Vec::new());
    }
    let coverage = rows_of::<CoverageRow>(tables, pins, Some(&customers)).await?;
    let lists = rows_of::<AssignmentSnapshotRow>(tables, pins, Some(&customers)).await?;
    let mut held = Vec::new();
    for file in &stage.files {
        for row in file.rows.coverage.iter().filter(|it| it.kind == CoverageKind::Snapshot) {
            let earlier = coverage.iter().filter(|it| {
                it.kind == CoverageKind::Snapshot
                    && it.customer_id == row.customer_id
                    && it.source == row.source
                    && it.last_day < row.last_day
            });
            let before = earlier.max_by_key(|it| it.last_day).and_then(|it| it.users);
            note(&mut held, file.file_no, row.customer_id, before, row.users.unwrap_or(0));
        }
        for row in &file.rows.snapshots {
            let earlier =
                lists.iter().filter(|it| it.customer_id == row.customer_id && it.as_of < row.as_of);
            let before = earlier.max_by_key(|it| it.as_of).map(|it| it.users);
            note(&mut held, file.file_no, row.customer_id, before, row.users);
        }
    }
    Ok(held)
}

/// Adds a customer of a file once.
fn note(held: &mut Vec<Held>, file_no: i64, customer: CustomerId, before: Option<u64>, now: u64) {
    let Some(before) = before.filter(|it| now * 2 < *it) else { return };
    if !held.iter().any(|it| it.file_no == file_no && it.customer == customer) {
        held.push(Held { file_no, customer, before, now });
    }
}
