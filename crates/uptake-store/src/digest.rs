//! One hash of everything that the tables say.
//!
//! Equal data gives an equal digest, in whatever order, split or repetition it was imported
//! and whatever numbers and keys its users got. Rows are hashed one by one and the hashes
//! are added up, so that the order does not matter.

use std::{collections::BTreeMap, fmt, sync::Arc};

use hashbrown::HashMap;
use uptake_model::{
    Catalogue, CustomerId, Day, DayRange, Scope, SkuRef, UserKey, facts::CoverageKind,
};

use crate::{
    StoreError,
    activity::ActivityRow,
    loader::{load, rows_of},
    read::{View, Wanted},
    rows::{ActionRow, CoverageRow, CustomerRow, IdentityRow, PriceRow, SurveyRow, TicketRow},
    support::ticket_days,
};

/// The hash; prints as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Digest([u64; 4]);

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|it| write!(f, "{it:016x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Digest {
    /// Adds a row, told by its parts.
    fn add(&mut self, table: &str, parts: &[&dyn fmt::Display]) {
        let mut hasher = blake3::Hasher::new();
        hasher.update(table.as_bytes());
        for part in parts {
            let text = part.to_string();
            hasher.update(&u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes());
            hasher.update(text.as_bytes());
        }
        let hash = hasher.finalize();
        for (sum, bytes) in self.0.iter_mut().zip(hash.as_bytes().chunks_exact(8)) {
            let word = bytes.try_into().map_or(0, u64::from_le_bytes);
            *sum = sum.wrapping_add(word);
        }
    }
}

/// What users are called, by customer and key. A user without a name is told by the key.
pub type UserIds = BTreeMap<(CustomerId, UserKey), String>;

struct Users<'a> {
    names: &'a UserIds,
    keys: HashMap<(CustomerId, u32), UserKey>,
}

impl Users<'_> {
    fn of(&self, customer: CustomerId, user_no: u32) -> String {
        let Some(key) = self.keys.get(&(customer, user_no)) else { return String::new() };
        self.names.get(&(customer, *key)).cloned().unwrap_or_else(|| key.to_string())
    }
}

/// Hashes all facts, the coverage and the stored results at the pinned versions.
pub(crate) async fn digest(view: &View<'_>, names: &UserIds) -> Result<Digest, StoreError> {
    let mut sum = Digest([0; 4]);
    let (tables, pins) = (view.tables, view.pins);
    let identities = rows_of::<IdentityRow>(tables, pins, None).await?;
    let keys = identities.into_iter().map(|it| ((it.customer_id, it.user_no), it.user_key));
    let users = Users { names, keys: keys.collect() };
    add_facts(&mut sum, view, &users).await?;
    add_records(&mut sum, view).await?;
    add_activity(&mut sum, view, &users).await?;
    add_results(&mut sum, view).await?;
    Ok(sum)
}

fn shown<T: fmt::Debug>(value: &T) -> String {
    format!("{value:?}")
}

fn canonical(catalogue: &Catalogue, sku: &Arc<str>) -> String {
    catalogue.canonical(&SkuRef::from(&**sku)).to_string()
}

async fn add_facts(sum: &mut Digest, view: &View<'_>, users: &Users<'_>) -> Result<(), StoreError> {
    for (customer, rows) in load(view.tables, view.pins, None).await? {
        for it in &rows.subscriptions {
            let mut row = it.clone();
            (row.file_no, row.line) = (0, 0);
            row.sku = Arc::from(canonical(view.catalogue, &it.sku));
            sum.add("subscriptions", &[&shown(&row)]);
        }
        for it in &rows.users {
            let user = users.of(customer, it.user_no);
            let principal = it.principal_no.map(|it| users.of(customer, it));
            let rest = shown(&(it.kind, &it.department, it.deleted_on, principal));
            sum.add("users", &[&customer, &user, &rest]);
        }
        for it in &rows.assignments {
            let user = users.of(customer, it.user_no);
            let sku = canonical(view.catalogue, &it.sku);
            let rest = shown(&(it.assigned_on, it.removed_on, it.listed_on));
            sum.add("assignments", &[&customer, &user, &sku, &rest]);
        }
        for it in &rows.snapshots {
            sum.add("assignment_snapshots", &[&customer, &it.as_of, &it.users]);
        }
        for it in &rows.units {
            let sku = canonical(view.catalogue, &it.sku);
            sum.add("assigned_units", &[&customer, &sku, &it.as_of, &it.units]);
        }
        for it in &rows.flags {
            let user = users.of(customer, it.user_no);
            let rest = shown(&(it.licensed, it.assigned_on, it.as_of));
            sum.add("licence_flags", &[&customer, &user, &it.workload, &rest]);
        }
        for it in &rows.products {
            let user = users.of(customer, it.user_no);
            let rest = shown(&(&it.products, &it.format, it.as_of));
            sum.add("named_products", &[&customer, &user, &rest]);
        }
        for ((source, kind, concealed), days) in joined_coverage(&rows.coverage) {
            let parts: [&dyn fmt::Display; 4] = [&customer, &shown(&source), &shown(&kind), &days];
            // Whether names are concealed is only said where they are.
            let table = if concealed { "coverage of concealed names" } else { "coverage" };
            sum.add(table, &parts);
        }
    }
    Ok(())
}

/// The covered days of each source as few ranges: how they were split does not matter.
fn joined_coverage(rows: &[CoverageRow]) -> Vec<(Covered, DayRange)> {
    let mut sorted: Vec<_> = rows
        .iter()
        .filter_map(|it| {
            let covered = (it.source.clone(), it.kind, it.concealed);
            Some((covered, DayRange::new(it.first_day, it.last_day)?))
        })
        .collect();
    sorted.sort();
    let mut joined: Vec<(Covered, DayRange)> = Vec::new();
    for (covered, days) in sorted {
        match joined.last_mut() {
            Some((same, last)) if *same == covered && days.first() <= last.last().plus(1) => {
                *last = last.hull(days);
            }
            Some(_) | None => joined.push((covered, days)),
        }
    }
    joined
}

/// Source, kind, and whether names are concealed.
type Covered = (Option<Arc<str>>, CoverageKind, bool);

async fn add_records(sum: &mut Digest, view: &View<'_>) -> Result<(), StoreError> {
    let (tables, pins) = (view.tables, view.pins);
    for mut row in rows_of::<CustomerRow>(tables, pins, None).await? {
        (row.file_no, row.line) = (0, 0);
        sum.add("customers", &[&shown(&row)]);
    }
    for mut row in rows_of::<TicketRow>(tables, pins, None).await? {
        (row.file_no, row.line) = (0, 0);
        sum.add("tickets", &[&shown(&row)]);
    }
    for mut row in rows_of::<SurveyRow>(tables, pins, None).await? {
        (row.file_no, row.line) = (0, 0);
        sum.add("surveys", &[&shown(&row)]);
    }
    for mut row in rows_of::<PriceRow>(tables, pins, None).await? {
        (row.file_no, row.line) = (0, 0);
        row.sku = Arc::from(canonical(view.catalogue, &row.sku));
        sum.add("prices", &[&shown(&row)]);
    }
    for (customer, days) in ticket_days(&rows_of(tables, pins, None).await?) {
        sum.add("ticket_coverage", &[&customer, &days]);
    }
    for mut row in rows_of::<ActionRow>(tables, pins, None).await? {
        (row.file_no, row.line) = (0, 0);
        sum.add("actions", &[&shown(&row)]);
    }
    Ok(())
}

/// A month at a time; bitmaps of the same key are joined over files.
async fn add_activity(
    sum: &mut Digest,
    view: &View<'_>,
    users: &Users<'_>,
) -> Result<(), StoreError> {
    let mut files = view.tables.files::<ActivityRow>(view.pins).await?;
    files.sort_by(|a, b| a.partition.cmp(&b.partition));
    for files in files.chunk_by(|a, b| a.partition == b.partition) {
        let month = files.first().and_then(|it| it.partition.clone()).unwrap_or_default();
        let rows = crate::change::read_rows::<ActivityRow>(view.tables.folder(), files, &|_| true)?;
        let mut joined: HashMap<(CustomerId, u32, Arc<str>), u32> = HashMap::new();
        for row in rows {
            *joined.entry((row.customer_id, row.user_no, row.workload)).or_insert(0) |= row.days;
        }
        for ((customer, user_no, workload), days) in joined {
            let user = users.of(customer, user_no);
            sum.add("activity", &[&month, &customer, &user, &workload, &days]);
        }
    }
    Ok(())
}

/// The results as spans; whether a value is preliminary depends on when it came, and does
/// not enter.
async fn add_results(sum: &mut Digest, view: &View<'_>) -> Result<(), StoreError> {
    let extents = view.extents(&Scope::All).await?;
    for (customer, days) in &extents {
        sum.add("extents", &[customer, days]);
    }
    let Some(all) = extents.values().copied().reduce(DayRange::hull) else { return Ok(()) };
    for month in all.months() {
        let days = month.range();
        let stored = Wanted::ALL;
        let counts = view.stored_counts(&Scope::All, days, stored).await?;
        let skus = counts.plan.skus();
        let workloads = counts.plan.workloads();
        let sku = |it: usize| skus.get(it).map(|it| it.sku.to_string()).unwrap_or_default();
        let code = |it: usize| workloads.get(it).map(|it| it.code.to_string()).unwrap_or_default();
        for (customer, counts) in &counts.customers {
            for (key, spans) in &counts.deployment {
                for it in spans {
                    let rest = shown(&it.counts);
                    sum.add("deployment_daily", &[customer, &sku(*key), &it.days, &rest]);
                }
            }
            for (key, spans) in &counts.usage {
                add_usage(sum, *customer, &code(*key), spans);
            }
            for ((key, workload), spans) in &counts.product_usage {
                for it in spans {
                    let key = format!("{} {}", sku(*key), code(*workload));
                    let rest = shown(&it.counts);
                    sum.add("product_usage_daily", &[customer, &key, &it.days, &rest]);
                }
            }
            for it in &counts.people {
                sum.add("people_daily", &[customer, &it.days, &shown(&it.counts)]);
            }
        }
    }
    Ok(())
}

fn add_usage(
    sum: &mut Digest,
    customer: CustomerId,
    workload: &str,
    spans: &[uptake_model::counts::Span<uptake_model::counts::UsageCounts>],
) {
    let days = spans.iter().flat_map(|span| {
        let counts = uptake_model::counts::UsageCounts { preliminary: false, ..span.counts };
        span.days.iter().map(move |day: Day| (day, Some(counts)))
    });
    for it in uptake_model::counts::spans(days) {
        sum.add("usage_daily", &[&customer, &workload, &it.days, &shown(&it.counts)]);
    }
}
