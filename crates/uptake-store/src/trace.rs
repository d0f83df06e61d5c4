//! From a figure back to the rows and files that it was counted from.
//!
//! Dated rows are in the tables with the file and line they came from. The table of activity
//! has only bitmaps of days: its rows are looked up in the raw archive.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use uptake_calc::{CustomerFacts, Plan};
use uptake_model::{CustomerId, Day, DayRange, Scope, UserKey, WorkloadCode, facts::CoverageKind};

use crate::{
    Pins, Rules, Store, StoreError,
    file::CheckedFile,
    loader::{CustomerRows, rows_of},
    named::ProductsRow,
    raw::{RawActivity, RawLastActivity, RawObject, open_object, read_object},
    rows::{
        AssignmentRow, AssignmentSnapshotRow, CoverageRow, FlagRow, IdentityRow, Row,
        SubscriptionRow, UnitsRow, UserRow,
    },
};

/// One customer's facts with the rows they are made of.
///
/// Users that reports name by the sign-in name have the number of the user who has that
/// name, in the rows as in the facts.
#[derive(Debug, Clone)]
pub struct Traced {
    /// SKUs, workloads and sources by number.
    pub plan: Plan,
    /// The facts.
    pub facts: CustomerFacts,
    /// The subscription records that count, in the order of the facts.
    pub subscriptions: Vec<SubscriptionRow>,
    /// The users' own records.
    pub users: Vec<UserRow>,
    /// Who holds which SKU.
    pub assignments: Vec<AssignmentRow>,
    /// Which whole lists of assignments there are.
    pub lists: Vec<AssignmentSnapshotRow>,
    /// Assigned units without names, in the order of the facts.
    pub units: Vec<UnitsRow>,
    /// Licence flags of reports.
    pub flags: Vec<FlagRow>,
    /// Products that reports name.
    pub products: Vec<ProductsRow>,
    /// What is known of which days.
    pub coverage: Vec<CoverageRow>,
    /// By number of the user the keys that files name the user by; the user's own first.
    pub keys: BTreeMap<usize, Vec<UserKey>>,
}

/// Whose activity is looked up, and which.
#[derive(Debug, Clone, Copy)]
pub struct ActivityQuestion<'a> {
    /// The customer.
    pub customer: CustomerId,
    /// The users; `None` for all of the customer.
    pub users: Option<&'a BTreeSet<UserKey>>,
    /// The activity sources.
    pub sources: &'a [WorkloadCode],
    /// The active days.
    pub days: DayRange,
}

/// A row of a file that says that a user was active on a day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TracedActivity {
    /// The user, by the key that the file names the user by.
    pub user_key: UserKey,
    /// The activity source.
    pub source: WorkloadCode,
    /// The active day.
    pub day: Day,
    /// The import file.
    pub file_no: i64,
    /// The line of that file.
    pub line: u64,
    /// The day of the snapshot, when it is a date of last activity.
    pub as_of: Option<Day>,
}

impl Store {
    /// The facts that one customer's figures on `days` are made of, with their rows. A
    /// customer outside of the scope has none, like an unknown one.
    pub async fn trace(
        &self,
        pins: &Pins,
        rules: Rules<'_>,
        scope: &Scope,
        customer: CustomerId,
        days: DayRange,
    ) -> Result<Option<Traced>, StoreError> {
        if !scope.contains(customer) {
            return Ok(None);
        }
        let (plan, facts, rows) = self.view(pins, rules).facts_and_rows(customer, days).await?;
        let identities = rows_of::<IdentityRow>(&self.tables, pins, Some(&[customer])).await?;
        let subscriptions = rows.counted_rows(&plan, rules.catalogue);
        Ok(Some(Traced::new(plan, facts, subscriptions, rows, &identities)))
    }

    /// The rows of the raw archive that say that users were active, in order. `objects` are
    /// those of the import files that count, each with the number of its file.
    pub fn trace_activity(
        &self,
        objects: &[(i64, RawObject)],
        question: ActivityQuestion<'_>,
    ) -> Result<Vec<TracedActivity>, StoreError> {
        let mut by_file: BTreeMap<i64, Vec<&RawObject>> = BTreeMap::new();
        for (file_no, object) in objects {
            by_file.entry(*file_no).or_default().push(object);
        }
        let mut found = Vec::new();
        for (file_no, objects) in by_file {
            if may_tell(self.archive(), &objects, file_no, question)? {
                for object in objects {
                    look_up(self.archive(), object, file_no, question, &mut found)?;
                }
            }
        }
        found.sort_unstable();
        Ok(found)
    }
}

impl Traced {
    fn new(
        plan: Plan,
        facts: CustomerFacts,
        subscriptions: Vec<SubscriptionRow>,
        rows: CustomerRows,
        identities: &[IdentityRow],
    ) -> Self {
        let aliases = rows.aliases();
        let user_of = |number: u32| aliases.get(&number).copied().unwrap_or(number);
        let mut keys: BTreeMap<usize, Vec<UserKey>> = BTreeMap::new();
        let (own, others): (Vec<_>, Vec<_>) =
            identities.iter().partition(|it| !aliases.contains_key(&it.user_no));
        for it in own.into_iter().chain(others) {
            if let Ok(user) = usize::try_from(user_of(it.user_no)) {
                keys.entry(user).or_default().push(it.user_key);
            }
        }
        let CustomerRows {
            users,
            mut assignments,
            snapshots,
            units,
            mut flags,
            mut products,
            coverage,
            ..
        } = rows;
        for row in &mut assignments {
            row.user_no = user_of(row.user_no);
        }
        for row in &mut flags {
            row.user_no = user_of(row.user_no);
        }
        for row in &mut products {
            row.user_no = user_of(row.user_no);
        }
        Self {
            plan,
            facts,
            subscriptions,
            users,
            assignments,
            lists: snapshots,
            units,
            flags,
            products,
            coverage,
            keys,
        }
    }
}

/// Whether a file can have an asked row, by the coverage that it declares: rows lie within
/// it, and a date of last activity not after it.
fn may_tell(
    archive: &Path,
    objects: &[&RawObject],
    file_no: i64,
    question: ActivityQuestion<'_>,
) -> Result<bool, StoreError> {
    let mut declared: Vec<CoverageRow> = Vec::new();
    for object in objects.iter().filter(|it| it.table == CoverageRow::TABLE) {
        read_object::<CoverageRow>(archive, object, file_no, |rows| {
            declared.extend(rows.into_iter().filter(|it| it.customer_id == question.customer));
            Ok(())
        })?;
    }
    let tells = |it: &CoverageRow| match it.kind {
        CoverageKind::Daily => {
            it.first_day <= question.days.last() && it.last_day >= question.days.first()
        }
        CoverageKind::Snapshot => it.last_day >= question.days.first(),
    };
    Ok(declared.is_empty() || declared.iter().any(tells))
}

fn look_up(
    archive: &Path,
    object: &RawObject,
    file_no: i64,
    question: ActivityQuestion<'_>,
    found: &mut Vec<TracedActivity>,
) -> Result<(), StoreError> {
    let sources: BTreeMap<&str, &WorkloadCode> =
        question.sources.iter().map(|it| (it.as_str(), it)).collect();
    let mut take = |user_key: UserKey, source: &str, day: Option<Day>, line, as_of| {
        let (Some(source), Some(day)) = (sources.get(source), day) else { return };
        let is_asked = question.users.is_none_or(|it| it.contains(&user_key));
        if is_asked && question.days.contains(day) {
            let source = (*source).clone();
            found.push(TracedActivity { user_key, source, day, file_no, line, as_of });
        }
    };
    if object.table == RawActivity::TABLE {
        each_row::<RawActivity>(archive, object, question, |it| {
            take(it.user_key, &it.workload, Some(it.day), it.line, None);
        })
    } else if object.table == RawLastActivity::TABLE {
        each_row::<RawLastActivity>(archive, object, question, |it| {
            take(it.user_key, &it.workload, it.last_active_on, it.line, Some(it.as_of));
        })
    } else {
        Ok(())
    }
}

/// Reads the customer's rows of an object; groups of others are not decoded.
fn each_row<R: Row>(
    archive: &Path,
    object: &RawObject,
    question: ActivityQuestion<'_>,
    mut take: impl FnMut(&R),
) -> Result<(), StoreError> {
    let file = open_object(archive, object)?;
    let customer = question.customer.to_string();
    for group in 0..file.row_groups() {
        if !may_have(&file, group, customer.as_bytes()) {
            continue;
        }
        for batch in file.read(group, None)? {
            let rows = R::from_batch(&batch).map_err(|it| file.damaged(&it))?;
            rows.iter().filter(|it| it.customer() == question.customer).for_each(&mut take);
        }
    }
    Ok(())
}

fn may_have(file: &CheckedFile, group: usize, customer: &[u8]) -> bool {
    file.customers(group).is_none_or(|(first, last)| first <= customer && customer <= last)
}
