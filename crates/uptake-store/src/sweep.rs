//! What a killed process leaves behind: files that never got their name or their entry, and
//! versions of tables that nothing pins.

use std::{collections::BTreeSet, fs, io, path::Path};

use crate::{
    StoreError,
    activity::ActivityRow,
    named::ProductsRow,
    rows::{
        ActionRow, AssignmentRow, AssignmentSnapshotRow, ConcealedRow, CoverageRow, CustomerRow,
        DeploymentRow, ExtentRow, FlagRow, IdentityRow, PeopleRow, PriceRow, ProductUsageRow,
        SubscriptionRow, SurveyRow, TicketCoverageRow, TicketRow, UnitsRow, UsageRow, UserRow,
    },
    store::Store,
    tables::Pins,
};

/// How the names of unfinished files begin: data files, log files.
const UNFINISHED: [&str; 2] = [".writing-", ".uptake-"];

impl Store {
    /// Deletes unfinished files, and sets of tables that are not in use. Only for the
    /// process that holds the data folder, before it writes.
    pub fn sweep(&self) -> Result<(), StoreError> {
        fail::fail_point!("store::sweep::begun");
        sweep(self.archive())?;
        sweep(self.tables_folder())?;
        let Some(tables) = self.tables_folder().parent() else { return Ok(()) };
        let failed = |source| StoreError::io("sweep", tables, source);
        for entry in entries(tables).map_err(failed)? {
            let is_folder = entry.file_type().map_err(failed)?.is_dir();
            if is_folder && entry.path() != self.tables_folder() {
                fs::remove_dir_all(entry.path()).map_err(failed)?;
            }
        }
        Ok(())
    }
}

/// Does the same for every table, one after the other.
macro_rules! each_table {
    (|$row:ident| $body:expr) => {{
        each_table!(@ $row, $body, [
            ActivityRow, CustomerRow, SubscriptionRow, UserRow, AssignmentRow,
            AssignmentSnapshotRow, UnitsRow, FlagRow, ProductsRow, CoverageRow, ConcealedRow,
            IdentityRow, TicketRow, SurveyRow, ActionRow, PriceRow, TicketCoverageRow, DeploymentRow, UsageRow, ProductUsageRow, PeopleRow, ExtentRow
        ]);
    }};
    (@ $row:ident, $body:expr, [$($table:ty),*]) => {
        $({ type $row = $table; $body; })*
    };
}

impl Store {
    /// Takes every table back to its pinned version, forwards, and pins what comes of it: a
    /// reader that goes by the latest version sees no half of an import.
    pub async fn restore(&self, pins: &mut Pins, committed: i64) -> Result<(), StoreError> {
        each_table!(|R| self.tables.restore::<R>(pins, committed).await?);
        Ok(())
    }

    /// Deletes data files that no version of any table names.
    pub async fn remove_orphans(&self, pins: &Pins) -> Result<(), StoreError> {
        each_table!(|R| self.tables.remove_orphans::<R>(pins).await?);
        Ok(())
    }

    /// Deletes the objects of the raw archive that have none of these checksums: no entry
    /// names them.
    pub fn keep_only(&self, named: &BTreeSet<String>) -> Result<(), StoreError> {
        let failed = |source| StoreError::io("sweep", self.archive(), source);
        for entry in entries(self.archive()).map_err(failed)? {
            let name = entry.file_name().to_string_lossy().into_owned();
            let checksum = name.strip_suffix(".parquet");
            let is_object = checksum.is_some_and(|it| blake3::Hash::from_hex(it).is_ok());
            if is_object && checksum.is_none_or(|it| !named.contains(it)) {
                fs::remove_file(entry.path()).map_err(failed)?;
            }
        }
        Ok(())
    }
}

fn sweep(folder: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::io("sweep", folder, source);
    for entry in entries(folder).map_err(failed)? {
        let name = entry.file_name();
        if entry.file_type().map_err(failed)?.is_dir() {
            sweep(&entry.path())?;
        } else if UNFINISHED.iter().any(|it| name.to_string_lossy().starts_with(it)) {
            fs::remove_file(entry.path()).map_err(failed)?;
        }
    }
    Ok(())
}

/// What is in a folder; nothing if it is not there.
fn entries(folder: &Path) -> io::Result<Vec<fs::DirEntry>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}
