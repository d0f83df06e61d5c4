//! Rows that replace the row of the same identity (`spec/formats.md`, 6).

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::Arc,
};

use uptake_model::{Catalogue, CustomerId, Day, SkuRef, facts::CoverageKind};

use crate::{
    StoreError,
    change::{Change, TableWriter, read_rows, touches},
    delta::DataFile,
    named::ProductsRow,
    rows::{
        ActionRow, AssignmentRow, AssignmentSnapshotRow, ConcealedRow, CoverageRow, CustomerRow,
        ExtentRow, FlagRow, IdentityRow, PriceRow, Row, SubscriptionRow, SurveyRow,
        TicketCoverageRow, TicketRow, UnitsRow, UserRow,
    },
};

/// Small files are joined when a table has more of them than this.
const SMALL_FILES: usize = 24;

/// From which day on a changed row changes figures of its customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Effect {
    /// On every day.
    Always,
    /// From this day on.
    From(Day),
    /// On none.
    Never,
}

/// A row that has an identity.
pub(crate) trait Keyed: Row {
    /// The identity, without the customer.
    type Key: Ord;
    /// The identity, without the customer.
    fn key(&self, catalogue: &Catalogue) -> Self::Key;
    /// Whether both rows say the same, wherever they came from.
    fn same(&self, other: &Self) -> bool;
    /// From which day on the row has an effect on figures.
    fn effect(&self) -> Effect;
    /// The import file it came from.
    fn file_no(&self) -> i64;
    /// Whether any change beside this row reaches back over all days: between two lists a
    /// third one moves the day from which on something was held.
    fn reaches_back(&self) -> bool {
        false
    }
}

/// What became of the rows of one import file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RowCounts {
    /// Rows of an identity that was not there.
    pub new: u64,
    /// Rows that replaced another.
    pub changed: u64,
    /// Rows that were there already.
    pub unchanged: u64,
    /// Rows of the file that wait with a held snapshot.
    pub held: u64,
}

/// What an upsert does.
pub(crate) struct Upserted {
    pub(crate) change: Change,
    pub(crate) by_file: BTreeMap<i64, RowCounts>,
    pub(crate) effects: BTreeMap<CustomerId, Effect>,
}

/// Merges rows into a table: a later row replaces an earlier one of the same identity.
/// `incoming` is in the order of import.
pub(crate) fn upsert<R: Keyed>(
    tables: &Path,
    files: &[DataFile],
    catalogue: &Catalogue,
    incoming: Vec<R>,
) -> Result<Upserted, StoreError> {
    let mut done =
        Upserted { change: Change::default(), by_file: BTreeMap::new(), effects: BTreeMap::new() };
    let customers: BTreeSet<CustomerId> = incoming.iter().map(Row::customer).collect();
    let customers: Vec<CustomerId> = customers.into_iter().collect();
    if customers.is_empty() {
        return Ok(done);
    }
    let (mut read, rest): (Vec<_>, Vec<_>) =
        files.iter().cloned().partition(|it| touches(it, &customers));
    let mut rows: BTreeMap<(CustomerId, R::Key), R> = BTreeMap::new();
    for row in read_rows::<R>(tables, &read, &|_| true)? {
        rows.insert((row.customer(), row.key(catalogue)), row);
    }
    let mut changes = false;
    for row in incoming {
        changes |= put(&mut rows, row, catalogue, &mut done);
    }
    if !changes {
        return Ok(done);
    }
    for ((customer, _), _) in rows.iter().filter(|(_, row)| row.reaches_back()) {
        if let Some(effect) = done.effects.get_mut(customer) {
            *effect = Effect::Always;
        }
    }
    let small: Vec<DataFile> =
        rest.into_iter().filter(|it| it.rows < crate::change::FILE_ROWS >> 2).collect();
    if small.len() > SMALL_FILES {
        for row in read_rows::<R>(tables, &small, &|_| true)? {
            rows.insert((row.customer(), row.key(catalogue)), row);
        }
        read.extend(small);
    }
    let mut writer = TableWriter::new(tables, None);
    for row in rows.into_values() {
        writer.push(row)?;
    }
    done.change = Change { adds: writer.finish()?, removes: read };
    done.change.settle();
    Ok(done)
}

/// Puts one row; tells whether the table changes by it.
fn put<R: Keyed>(
    rows: &mut BTreeMap<(CustomerId, R::Key), R>,
    row: R,
    catalogue: &Catalogue,
    done: &mut Upserted,
) -> bool {
    let counts = done.by_file.entry(row.file_no()).or_default();
    let customer = row.customer();
    let mut effect = row.effect();
    match rows.entry((customer, row.key(catalogue))) {
        std::collections::btree_map::Entry::Occupied(entry) if entry.get().same(&row) => {
            counts.unchanged += 1;
            return false;
        }
        std::collections::btree_map::Entry::Occupied(mut entry) => {
            counts.changed += 1;
            effect = effect.min(entry.get().effect());
            entry.insert(row);
        }
        std::collections::btree_map::Entry::Vacant(entry) => {
            counts.new += 1;
            entry.insert(row);
        }
    }
    let earliest = done.effects.entry(customer).or_insert(Effect::Never);
    *earliest = (*earliest).min(effect);
    true
}

/// Implements [`Keyed`]; the provenance fields do not tell rows apart.
macro_rules! keyed {
    ($row:ty, $key:ty, |$it:ident, $catalogue:ident| $make:expr, $effect:expr, [$($provenance:ident),*] $(, $reaches_back:expr)?) => {
        impl Keyed for $row {
            type Key = $key;
            fn key(&self, $catalogue: &Catalogue) -> Self::Key {
                let $it = self;
                $make
            }
            fn same(&self, other: &Self) -> bool {
                let mut other = other.clone();
                $(other.$provenance = self.$provenance;)*
                *self == other
            }
            fn effect(&self) -> Effect {
                let effect: fn(&Self) -> Effect = $effect;
                effect(self)
            }
            fn file_no(&self) -> i64 {
                self.file_no
            }
            $(fn reaches_back(&self) -> bool {
                let reaches_back: fn(&Self) -> bool = $reaches_back;
                reaches_back(self)
            })?
        }
    };
}

/// Source, kind, days, report and whether it conceals names.
type CoverageKey = (Option<String>, CoverageKind, (Day, Day), Option<String>, bool);

fn canonical(catalogue: &Catalogue, sku: &str) -> SkuRef {
    catalogue.canonical(&SkuRef::from(sku))
}

keyed!(CustomerRow, (), |_it, _catalogue| (), |_| Effect::Never, [file_no, line]);
keyed!(
    SubscriptionRow,
    (String, Day),
    |it, _catalogue| (it.subscription_id.clone(), it.as_of),
    |it| Effect::From(it.as_of),
    [file_no, line]
);
keyed!(UserRow, u32, |it, _catalogue| it.user_no, |_| Effect::Always, [file_no, line]);
keyed!(
    AssignmentRow,
    (u32, SkuRef, Day, Option<Day>),
    |it, catalogue| (it.user_no, canonical(catalogue, &it.sku), it.assigned_on, it.listed_on),
    |it| Effect::From(it.assigned_on),
    [file_no, line],
    |it| it.listed_on.is_some()
);
keyed!(
    AssignmentSnapshotRow,
    Day,
    |it, _catalogue| it.as_of,
    |it| Effect::From(it.as_of),
    [file_no],
    |_| true
);
keyed!(
    UnitsRow,
    (SkuRef, Day),
    |it, catalogue| (canonical(catalogue, &it.sku), it.as_of),
    |it| Effect::From(it.as_of),
    [file_no, line]
);
keyed!(
    FlagRow,
    (u32, String, Day),
    |it, _catalogue| (it.user_no, it.workload.to_string(), it.as_of),
    |it| Effect::From(it.assigned_on.map_or(it.as_of, |since| since.min(it.as_of))),
    [file_no, line],
    |_| true
);
keyed!(
    ProductsRow,
    (u32, Option<String>, Day),
    |it, _catalogue| (it.user_no, it.format.as_ref().map(ToString::to_string), it.as_of),
    |it| Effect::From(it.as_of),
    [file_no, line]
);
keyed!(
    CoverageRow,
    CoverageKey,
    |it, _catalogue| {
        let text = |it: &Option<Arc<str>>| it.as_ref().map(ToString::to_string);
        let days = (it.first_day, it.last_day);
        (text(&it.source), it.kind, days, text(&it.format), it.concealed)
    },
    |it| Effect::From(it.first_day),
    [file_no]
);
keyed!(
    TicketRow,
    String,
    |it, _catalogue| it.ticket_id.clone(),
    |_| Effect::Never,
    [file_no, line]
);
keyed!(
    SurveyRow,
    String,
    |it, _catalogue| it.response_id.clone(),
    |_| Effect::Never,
    [file_no, line]
);
keyed!(
    ActionRow,
    String,
    |it, _catalogue| it.action_id.clone(),
    |_| Effect::Never,
    [file_no, line]
);

keyed!(
    PriceRow,
    (SkuRef, String, Option<Day>),
    |it, catalogue| (canonical(catalogue, &it.sku), it.currency.clone(), it.valid_from),
    |_| Effect::Never,
    [file_no, line]
);
keyed!(
    TicketCoverageRow,
    (Day, Day),
    |it, _catalogue| (it.first_day, it.last_day),
    |_| Effect::Never,
    [file_no]
);

/// Implements [`Keyed`] for rows that the store makes itself.
macro_rules! derived {
    ($row:ty, $key:ty, |$it:ident| $make:expr) => {
        impl Keyed for $row {
            type Key = $key;
            fn key(&self, _catalogue: &Catalogue) -> $key {
                let $it = self;
                $make
            }
            fn same(&self, other: &Self) -> bool {
                self == other
            }
            fn effect(&self) -> Effect {
                Effect::Never
            }
            fn file_no(&self) -> i64 {
                0
            }
        }
    };
}

derived!(IdentityRow, u32, |it| it.user_no);
derived!(ConcealedRow, u32, |it| it.user_no);
derived!(ExtentRow, (), |_it| ());
