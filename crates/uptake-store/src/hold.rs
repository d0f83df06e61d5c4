//! Snapshots that shrank: held until someone confirms them.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use uptake_model::{CustomerId, Day, UserKey, facts::CoverageKind};

use crate::{
    StoreError,
    loader::rows_of,
    rows::{AssignmentSnapshotRow, CoverageRow, IdentityRow},
    stage::Stage,
    tables::{Pins, Tables},
};

/// A snapshot of a customer that lists less than half the users of the one before it, or nobody
/// though the customer has users (`metrics.md` 7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The number of the import file.
    pub file_no: i64,
    /// The customer.
    pub customer: CustomerId,
    /// How many users the snapshot before it lists; for an empty one that has none before it,
    /// how many users of the customer are known.
    pub before: u64,
    /// How many it lists.
    pub now: u64,
}

/// What is listed: only lists of the same kind are compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Listed {
    /// Everybody with what is assigned.
    Assignments,
    /// Who was active in a source, by the report that says so: one lists whoever has a
    /// licence, another those who were active.
    Activity { source: Option<Arc<str>>, format: Option<Arc<str>> },
}

/// A list of a customer's users as of a day.
#[derive(Debug, Clone)]
struct List {
    listed: Listed,
    day: Day,
    users: u64,
}

/// How many users the lists of each day have.
type Known = BTreeMap<(CustomerId, Listed), BTreeMap<Day, u64>>;

/// Finds the snapshots of an import that are to be held: each is compared with the last one up
/// to its day that is not held itself, be it stored, or come with the same import. An empty one
/// without any before it is held where users are known from whatever else was or is imported.
pub(crate) async fn find_held(
    tables: &Tables,
    pins: &Pins,
    stage: &Stage,
) -> Result<Vec<Held>, StoreError> {
    let mut arrived: BTreeMap<(Day, i64, CustomerId), Vec<List>> = BTreeMap::new();
    for file in &stage.files {
        let mut by_customer: BTreeMap<CustomerId, Vec<List>> = BTreeMap::new();
        for (customer, list) in lists(&file.rows.coverage, &file.rows.snapshots) {
            by_customer.entry(customer).or_default().push(list);
        }
        for (customer, lists) in by_customer {
            if let Some(day) = lists.iter().map(|it| it.day).min() {
                arrived.insert((day, file.file_no, customer), lists);
            }
        }
    }
    let customers: BTreeSet<CustomerId> = arrived.keys().map(|(_, _, it)| *it).collect();
    let customers: Vec<CustomerId> = customers.into_iter().collect();
    if customers.is_empty() {
        return Ok(Vec::new());
    }
    let coverage = rows_of::<CoverageRow>(tables, pins, Some(&customers)).await?;
    let assigned = rows_of::<AssignmentSnapshotRow>(tables, pins, Some(&customers)).await?;
    let mut known = Known::new();
    for (customer, list) in lists(&coverage, &assigned) {
        put(&mut known, customer, list);
    }
    let empty = arrived.iter().filter(|(_, lists)| lists.iter().any(|it| it.users == 0));
    let empty: BTreeSet<CustomerId> = empty.map(|((_, _, customer), _)| *customer).collect();
    let people = people(tables, pins, stage, &empty).await?;
    let mut held = Vec::new();
    for ((_, file_no, customer), lists) in arrived {
        let people = people.get(&customer).copied().unwrap_or_default();
        match lists.iter().find_map(|it| shrunk_from(&known, people, customer, it)) {
            Some((before, now)) => held.push(Held { file_no, customer, before, now }),
            None => lists.into_iter().for_each(|it| put(&mut known, customer, it)),
        }
    }
    held.sort_by_key(|it| (it.file_no, it.customer));
    Ok(held)
}

fn lists(
    coverage: &[CoverageRow],
    assigned: &[AssignmentSnapshotRow],
) -> impl Iterator<Item = (CustomerId, List)> {
    let snapshots = coverage.iter().filter(|it| it.kind == CoverageKind::Snapshot).map(|it| {
        let listed = Listed::Activity { source: it.source.clone(), format: it.format.clone() };
        (it.customer_id, List { listed, day: it.last_day, users: it.users.unwrap_or(0) })
    });
    snapshots.chain(assigned.iter().map(|it| {
        let list = List { listed: Listed::Assignments, day: it.as_of, users: it.users };
        (it.customer_id, list)
    }))
}

/// A list that comes again, or in parts, is as long as its longest part.
fn put(known: &mut Known, customer: CustomerId, list: List) {
    let days = known.entry((customer, list.listed)).or_default();
    let users = days.entry(list.day).or_default();
    *users = (*users).max(list.users);
}

/// How many users of these customers are known: stored, or come with the same import, whichever
/// are more. A file that is refused leaves no user.
async fn people(
    tables: &Tables,
    pins: &Pins,
    stage: &Stage,
    customers: &BTreeSet<CustomerId>,
) -> Result<BTreeMap<CustomerId, u64>, StoreError> {
    if customers.is_empty() {
        return Ok(BTreeMap::new());
    }
    let asked: Vec<CustomerId> = customers.iter().copied().collect();
    let mut stored: BTreeMap<CustomerId, u64> = BTreeMap::new();
    for row in rows_of::<IdentityRow>(tables, pins, Some(&asked)).await? {
        *stored.entry(row.customer_id).or_default() += 1;
    }
    let mut come: BTreeMap<CustomerId, BTreeSet<UserKey>> = BTreeMap::new();
    for rows in stage.files.iter().map(|it| &it.rows) {
        let users = rows.users.iter().map(|it| (it.customer_id, it.user_key));
        let users = users.chain(rows.assignments.iter().map(|it| (it.customer_id, it.user_key)));
        for (customer, user) in users.filter(|(it, _)| customers.contains(it)) {
            come.entry(customer).or_default().insert(user);
        }
    }
    for (customer, users) in come {
        let count = stored.entry(customer).or_default();
        *count = (*count).max(u64::try_from(users.len()).unwrap_or(u64::MAX));
    }
    Ok(stored)
}

/// How many users the list before has and how many this one, when that is less than half; an
/// empty one without a list before it is compared with the users known otherwise.
fn shrunk_from(
    known: &Known,
    people: u64,
    customer: CustomerId,
    list: &List,
) -> Option<(u64, u64)> {
    let days = known.get(&(customer, list.listed.clone()));
    let before = days.and_then(|days| days.range(..=list.day).next_back());
    let before = match before {
        Some((_, users)) => *users,
        None if list.users == 0 => people,
        None => return None,
    };
    (list.users.saturating_mul(2) < before).then_some((before, list.users))
}
