//! What files brought of a customer's use that does not count: snapshots that wait for
//! confirmation, and days of rows that were set aside.

use std::collections::BTreeSet;

use uptake_calc::{Plan, Withheld, WithheldWhy};
use uptake_model::{CustomerId, DayRange, Scope};

use crate::{AppError, Data, Entry, ImportedFile};

/// Of so many files with rows set aside the days are looked up: the newest.
const MOST_FILES: usize = 100;

/// What withheld something or counts after all, up to an import boundary, in its order: it is
/// the same for every customer.
pub(crate) struct WithheldFiles(Vec<Event>);

enum Event {
    /// A file with held snapshots, or with rows that were set aside.
    File(Box<ImportedFile>),
    Confirmed {
        file_no: i64,
        customers: BTreeSet<CustomerId>,
    },
}

impl Data {
    /// The files that withheld something up to this import boundary.
    pub(crate) async fn withheld_files(&self) -> Result<WithheldFiles, AppError> {
        let mut events = Vec::new();
        for (row, entry) in self.entries().await? {
            if row.seq > self.view.seq {
                continue;
            }
            match entry {
                Entry::Import { files } => {
                    let withhold = |it: &ImportedFile| !it.held.is_empty() || it.quarantined > 0;
                    let files = files.into_iter().filter(withhold);
                    events.extend(files.map(|it| Event::File(Box::new(it))));
                }
                Entry::Confirm { file_no, customers } => {
                    events.push(Event::Confirmed { file_no, customers });
                }
                Entry::Catalogue { .. } | Entry::Recompute {} | Entry::Forget { .. } => {}
            }
        }
        Ok(WithheldFiles(events))
    }

    /// What was brought of a customer's use and does not count, in the numbers of a plan. A
    /// customer outside of the scope has nothing.
    ///
    /// The days of rows that were set aside are at least those of which something was said
    /// not to be complete: the file itself is not kept, and tells only what it declared.
    pub(crate) fn withheld(
        &self,
        files: &WithheldFiles,
        scope: &Scope,
        customer: CustomerId,
        plan: &Plan,
    ) -> Result<Vec<Withheld>, AppError> {
        if !scope.contains(customer) {
            return Ok(Vec::new());
        }
        let (mut held, mut set_aside) = (Vec::new(), Vec::new());
        for event in &files.0 {
            match event {
                Event::File(file) if file.held.contains(&customer) => held.push(&**file),
                Event::File(file) if file.quarantined > 0 => set_aside.push(&**file),
                Event::Confirmed { file_no, customers } if customers.contains(&customer) => {
                    held.retain(|it| it.file_no != *file_no);
                }
                Event::File(_) | Event::Confirmed { .. } => {}
            }
        }
        let mut withheld = Vec::new();
        for file in &held {
            withheld.extend(self.held_days(customer, plan, file)?);
        }
        for file in set_aside.iter().rev().take(MOST_FILES) {
            let why = WithheldWhy::RowsSetAside;
            let days = self.days_set_aside(customer, file)?;
            withheld.extend(days.map(|days| Withheld { source: None, days, why }));
        }
        Ok(withheld)
    }

    fn held_days(
        &self,
        customer: CustomerId,
        plan: &Plan,
        file: &ImportedFile,
    ) -> Result<Vec<Withheld>, AppError> {
        let declared = self.store.declared(&Scope::one(customer), &file.objects)?;
        let days = declared.rows.into_iter().filter_map(|it| {
            let source = match &it.source {
                Some(code) => Some(plan.source_number(code)?),
                None => None,
            };
            Some(Withheld { source, days: it.days, why: WithheldWhy::HeldSnapshot })
        });
        Ok(days.collect())
    }

    /// The days of a file with rows set aside, if it speaks of the customer.
    fn days_set_aside(
        &self,
        customer: CustomerId,
        file: &ImportedFile,
    ) -> Result<Option<DayRange>, AppError> {
        let declared = self.store.declared(&Scope::one(customer), &file.objects)?;
        let is_about = file.customer == Some(customer) || !declared.rows.is_empty();
        let days = file.covers.or(declared.days).or(file.as_of.map(DayRange::single));
        Ok(days.filter(|_| is_about))
    }
}
