//! What an import says of its own completeness: coverage of days, and whole lists.

use std::collections::{BTreeMap, BTreeSet};

use uptake_calc::may_settle;
use uptake_model::{CustomerId, Day, DayRange};

use super::Step;
use crate::{
    StoreError,
    change::{read_rows, touches},
    rows::{AssignmentSnapshotRow, CoverageRow},
    upsert::Keyed as _,
};

impl Step<'_> {
    /// Takes coverage that is new, or whose days were restated.
    pub(super) async fn coverage(
        &mut self,
        rows: Vec<CoverageRow>,
        recording: Recording<'_>,
    ) -> Result<(), StoreError> {
        let customers: Vec<CustomerId> =
            rows.iter().map(|it| it.customer_id).collect::<BTreeSet<_>>().into_iter().collect();
        let files = self.tables.files::<CoverageRow>(&self.applied.pins).await?;
        let touched: Vec<_> = files.iter().filter(|it| touches(it, &customers)).cloned().collect();
        let there = read_rows::<CoverageRow>(self.tables.folder(), &touched, &|it| {
            customers.binary_search(&it).is_ok()
        })?;
        let key = |it: &CoverageRow| (it.customer_id, it.key(self.catalogue));
        let there: BTreeMap<_, _> = there.iter().map(|it| (key(it), it)).collect();
        let mut taken: BTreeMap<_, CoverageRow> = BTreeMap::new();
        for row in rows {
            let row = CoverageRow { recorded_on: recording.recorded_on, ..row };
            let known = taken.get(&key(&row)).or_else(|| there.get(&key(&row)).copied());
            let row = match known {
                Some(known) if recording.says_more(known, &row) => CoverageRow {
                    users: if recording.is_confirmed {
                        row.users
                    } else {
                        known.users.max(row.users)
                    },
                    recorded_on: known.recorded_on.max(row.recorded_on),
                    ..row
                },
                Some(_) => continue,
                None => row,
            };
            taken.insert(key(&row), row);
        }
        self.merge(taken.into_values().collect(), false).await
    }

    /// Takes whole lists. One that is told in parts, or again, keeps the greatest number of
    /// users, which a later one is held to.
    pub(super) async fn lists(
        &mut self,
        rows: Vec<AssignmentSnapshotRow>,
        is_confirmed: bool,
    ) -> Result<(), StoreError> {
        let customers: BTreeSet<CustomerId> = rows.iter().map(|it| it.customer_id).collect();
        let customers: Vec<CustomerId> = customers.into_iter().collect();
        let files = self.tables.files::<AssignmentSnapshotRow>(&self.applied.pins).await?;
        let touched: Vec<_> = files.iter().filter(|it| touches(it, &customers)).cloned().collect();
        let there = read_rows::<AssignmentSnapshotRow>(self.tables.folder(), &touched, &|it| {
            customers.binary_search(&it).is_ok()
        })?;
        let mut listed: BTreeMap<(CustomerId, Day), u64> =
            there.iter().map(|it| ((it.customer_id, it.as_of), it.users)).collect();
        let rows = rows.into_iter().map(|it| {
            let users = listed.entry((it.customer_id, it.as_of)).or_default();
            *users = if is_confirmed { it.users } else { (*users).max(it.users) };
            AssignmentSnapshotRow { users: *users, ..it }
        });
        let rows = rows.collect();
        self.put(rows).await
    }
}

/// How an import speaks of days that may be known already.
#[derive(Clone, Copy)]
pub(super) struct Recording<'a> {
    /// The customers of whom the import brought activity.
    pub(super) restated: &'a BTreeSet<CustomerId>,
    /// The day of the import.
    pub(super) recorded_on: Day,
    /// Whether someone said that it is true, however few users it lists.
    pub(super) is_confirmed: bool,
}

impl Recording<'_> {
    /// Whether coverage that is known is worth recording again: activity came with it, it
    /// lists more users, or a value of its days is not settled yet and has a newer source now.
    fn says_more(self, known: &CoverageRow, row: &CoverageRow) -> bool {
        let days = DayRange::new(known.first_day, known.last_day);
        let settles = || days.is_some_and(|it| may_settle(known.kind, it, known.recorded_on));
        self.restated.contains(&row.customer_id)
            || row.users > known.users
            || (self.is_confirmed && row.users != known.users)
            || (row.recorded_on > known.recorded_on && settles())
    }
}
