//! What files declared to be complete, whether it counts or not: read from the raw archive.

use uptake_model::{DayRange, Scope, WorkloadCode, facts::CoverageKind};

use crate::{
    RawObject, Store, StoreError,
    raw::read_object,
    rows::{CoverageRow, Row as _},
};

/// What a file declared to be complete.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Declared {
    /// Of the customers in scope.
    pub rows: Vec<DeclaredDays>,
    /// From the first to the last day of any customer in the file.
    pub days: Option<DayRange>,
}

/// Days that a file declared to be complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredDays {
    /// The activity source; `None` for all of them.
    pub source: Option<WorkloadCode>,
    /// Daily rows, or a snapshot as of the one day.
    pub kind: CoverageKind,
    /// Which days.
    pub days: DayRange,
}

impl Store {
    /// What a file declared to be complete, by its objects in the archive.
    pub fn declared(&self, scope: &Scope, objects: &[RawObject]) -> Result<Declared, StoreError> {
        let mut declared = Declared::default();
        for object in objects.iter().filter(|it| it.table == CoverageRow::TABLE) {
            read_object::<CoverageRow>(self.archive(), object, 0, |rows| {
                for row in rows {
                    let Some(days) = DayRange::new(row.first_day, row.last_day) else { continue };
                    declared.days = Some(declared.days.map_or(days, |it| it.hull(days)));
                    if scope.contains(row.customer_id) {
                        let source = row.source.as_ref().map(|it| WorkloadCode::new(&**it));
                        declared.rows.push(DeclaredDays { source, kind: row.kind, days });
                    }
                }
                Ok(())
            })?;
        }
        Ok(declared)
    }
}
