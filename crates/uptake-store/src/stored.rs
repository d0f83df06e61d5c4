//! Stored counts file by file. A file never changes, so that what was summed from it can be
//! kept under its checksum, whatever is imported later.

use std::collections::BTreeSet;

use uptake_calc::{CustomerCounts, Plan};
use uptake_model::{CustomerId, DayRange, Month, Scope};

use crate::{
    StoreError,
    change::{each_row, open},
    delta::DataFile,
    packed::{Packed, Packs},
    read::{Wanted, listed},
    results::{CountsBuilder, Numbers},
    rows::{DeploymentRow, PeopleRow, ProductUsageRow, UsageRow},
    store::Store,
    tables::Pins,
};

/// A file of stored counts, of one month. All rows that a customer has in a table and a month
/// are in one file: a rollup writes them together.
#[derive(Debug, Clone)]
pub struct StoredFile {
    table: CountsTable,
    month: Month,
    file: DataFile,
}

#[derive(Debug, Clone, Copy)]
enum CountsTable {
    Deployment,
    Usage,
}

impl StoredFile {
    /// The month.
    pub fn month(&self) -> Month {
        self.month
    }

    /// Names its content.
    pub fn checksum(&self) -> &str {
        &self.file.checksum
    }
}

impl Store {
    /// From now on there is room for so many bytes of counts that [`Store::pack`] packs.
    pub fn keep_packed(&self, limit_bytes: usize) {
        self.tables.packed().keep(limit_bytes);
    }

    /// Keeps the stored counts of some months in few bytes in memory, as far as there is room:
    /// they are read from there.
    pub async fn pack(
        &self,
        pins: &Pins,
        days: DayRange,
        wanted: Wanted,
    ) -> Result<(), StoreError> {
        if wanted.usage {
            self.pack_table::<UsageRow>(pins, days).await?;
        }
        if wanted.deployment {
            self.pack_table::<DeploymentRow>(pins, days).await?;
        }
        if wanted.people {
            self.pack_table::<PeopleRow>(pins, days).await?;
        }
        if wanted.product_usage {
            self.pack_table::<ProductUsageRow>(pins, days).await?;
        }
        Ok(())
    }

    async fn pack_table<R: Packs>(&self, pins: &Pins, days: DayRange) -> Result<(), StoreError> {
        let months = days.first().month()..=days.last().month();
        let packed = self.tables.packed();
        for file in self.tables.files::<R>(pins).await? {
            let month: Option<Month> = file.partition.as_deref().and_then(|it| it.parse().ok());
            let is_meant = month.is_some_and(|it| months.contains(&it));
            if !is_meant || !packed.has_room() || packed.get(&file.checksum).is_some() {
                continue;
            }
            packed.put(&file.checksum, self.packed_file::<R>(&file)?);
        }
        Ok(())
    }

    fn packed_file<R: Packs>(&self, file: &DataFile) -> Result<Packed, StoreError> {
        let mut packing = Packed::packing();
        // It is read once: there is no use in keeping it.
        let checked = open(self.tables.folder(), R::TABLE, file)?;
        each_row::<R>(&checked, None, |row| packing.add(&row))?;
        Ok(packing.finish())
    }

    /// Lets go of packed counts that are not in use any more.
    pub async fn keep_packed_of(&self, pins: &Pins) -> Result<(), StoreError> {
        let tables = &self.tables;
        let mut used: BTreeSet<String> = BTreeSet::new();
        used.extend(checksums(tables.files::<UsageRow>(pins).await?));
        used.extend(checksums(tables.files::<DeploymentRow>(pins).await?));
        used.extend(checksums(tables.files::<PeopleRow>(pins).await?));
        used.extend(checksums(tables.files::<ProductUsageRow>(pins).await?));
        tables.packed().retain(|it| used.contains(it));
        Ok(())
    }

    /// The files with the stored deployment and usage of the months that some days touch.
    pub async fn stored_files(
        &self,
        pins: &Pins,
        days: DayRange,
    ) -> Result<Vec<StoredFile>, StoreError> {
        let deployment = self.tables.files::<DeploymentRow>(pins).await?;
        let usage = self.tables.files::<UsageRow>(pins).await?;
        let deployment = deployment.into_iter().map(|it| (CountsTable::Deployment, it));
        let all = deployment.chain(usage.into_iter().map(|it| (CountsTable::Usage, it)));
        let months = days.first().month()..=days.last().month();
        let files = all.filter_map(|(table, file)| {
            let month: Month = file.partition.as_deref()?.parse().ok()?;
            months.contains(&month).then_some(StoredFile { table, month, file })
        });
        Ok(files.collect())
    }

    /// Hands on what a file says of each customer in scope, one after the other. SKUs that
    /// have no number get one.
    pub fn each_stored(
        &self,
        scope: &Scope,
        stored: &StoredFile,
        plan: &mut Plan,
        visit: &mut dyn FnMut(&Plan, CustomerId, CustomerCounts),
    ) -> Result<(), StoreError> {
        let customers = listed(scope);
        let (customers, file) = (customers.as_deref(), &stored.file);
        let mut numbers = Numbers::default();
        let mut of: Option<(CustomerId, CountsBuilder)> = None;
        match stored.table {
            CountsTable::Deployment => {
                self.tables.each_row(file, customers, |row: DeploymentRow| {
                    let number = numbers.sku(plan, &row.sku);
                    let counts = of_customer(&mut of, row.customer_id, plan, visit);
                    if let (Some(number), Some(span)) = (number, row.span()) {
                        counts.add_deployment(number, span);
                    }
                })?;
            }
            CountsTable::Usage => {
                self.tables.each_row(file, customers, |row: UsageRow| {
                    let number = numbers.workload(plan, &row.workload);
                    let counts = of_customer(&mut of, row.customer_id, plan, visit);
                    if let (Some(number), Some(span)) = (number, row.span()) {
                        counts.add_usage(number, span);
                    }
                })?;
            }
        }
        if let Some((customer, counts)) = of {
            visit(plan, customer, counts.finish());
        }
        Ok(())
    }
}

fn checksums(files: Vec<DataFile>) -> impl Iterator<Item = String> {
    files.into_iter().map(|it| it.checksum)
}

/// The counts of the customer whose rows come now; those of the one before are handed on.
fn of_customer<'a>(
    open: &'a mut Option<(CustomerId, CountsBuilder)>,
    customer: CustomerId,
    plan: &Plan,
    visit: &mut dyn FnMut(&Plan, CustomerId, CustomerCounts),
) -> &'a mut CountsBuilder {
    if let Some((before, counts)) = open.take_if(|(it, _)| *it != customer) {
        visit(plan, before, counts.finish());
    }
    &mut open.get_or_insert_with(|| (customer, CountsBuilder::default())).1
}
