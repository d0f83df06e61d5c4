//! The native files, written row by row.

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use rand::{RngExt, rngs::StdRng};

use super::{
    DAYS, Written,
    customers::Customer,
    date,
    people::Person,
    seats::{Holding, StateRecord},
};

const BUFFER_BYTES: usize = 1 << 20;
/// The headers of native files.
pub(super) const USERS: &str = "customer_id,user_id,kind";
pub(super) const ASSIGNMENTS: &str = "customer_id,user_id,sku,assigned_on,removed_on";
pub(super) const SUBSCRIPTIONS: &str =
    "customer_id,subscription_id,sku,quantity,status,as_of,is_trial,seller";
pub(super) const ACTIVITY: &str = "customer_id,user_id,workload,day";

/// All files of one portfolio, open for writing.
#[derive(Debug)]
pub(super) struct Files {
    customers: BufWriter<File>,
    users: BufWriter<File>,
    assignments: BufWriter<File>,
    subscriptions: BufWriter<File>,
    activity: BufWriter<File>,
    next_day: BufWriter<File>,
    activity_path: PathBuf,
    /// Each day of the year as a row ends.
    row_ends: Vec<String>,
    activity_rows: u64,
    next_day_rows: u64,
    row: Vec<u8>,
}

impl Files {
    /// Creates the files in `dir`, each with its header.
    pub(super) fn create(dir: &Path) -> Result<Self> {
        let create = |name: &str, header: &str| -> Result<BufWriter<File>> {
            let path = dir.join(name);
            let file = File::create(&path)
                .with_context(|| format!("failed to create {}", path.display()))?;
            let mut file = BufWriter::with_capacity(BUFFER_BYTES, file);
            writeln!(file, "{header}")?;
            Ok(file)
        };
        Ok(Self {
            customers: create("customers.csv", "customer_id,name")?,
            users: create("users.csv", USERS)?,
            assignments: create("assignments.csv", ASSIGNMENTS)?,
            subscriptions: create("subscriptions.csv", SUBSCRIPTIONS)?,
            activity: create("activity.csv", ACTIVITY)?,
            next_day: create("activity-next-day.csv", ACTIVITY)?,
            activity_path: dir.join("activity.csv"),
            row_ends: (0..DAYS).map(|day| format!("{}\n", date(day))).collect(),
            activity_rows: 0,
            next_day_rows: 0,
            row: Vec::new(),
        })
    }

    /// Writes a customer.
    pub(super) fn customer(&mut self, customer: &Customer) -> Result<()> {
        let id = &customer.id;
        let (short, _) = id.split_once('-').unwrap_or((id, ""));
        Ok(writeln!(self.customers, "{id},Customer {short}")?)
    }

    /// Writes the users of a customer, as far as they are recorded.
    pub(super) fn people(&mut self, customer: &Customer, people: &[Person]) -> Result<()> {
        for person in people.iter().filter(|it| it.is_recorded) {
            writeln!(self.users, "{},{},{}", customer.id, person.id, person.kind)?;
        }
        Ok(())
    }

    /// Writes who holds what; a product is named by its GUID or by its part number.
    pub(super) fn holdings(
        &mut self,
        customer: &Customer,
        people: &[Person],
        holdings: &[Holding<'_>],
        rng: &mut StdRng,
    ) -> Result<()> {
        let by_part_number = rng.random_bool(0.3);
        for holding in holdings {
            let Some(person) = people.get(holding.person) else { continue };
            let sku = if by_part_number { &holding.sku.part_number } else { &holding.sku.id };
            let removed = holding.until.map(|it| date(it).to_string()).unwrap_or_default();
            writeln!(
                self.assignments,
                "{},{},{sku},{},{removed}",
                customer.id,
                person.id,
                date(holding.from)
            )?;
        }
        Ok(())
    }

    /// Writes the states of a customer's subscriptions.
    pub(super) fn subscriptions(
        &mut self,
        customer: &Customer,
        records: &[StateRecord<'_>],
    ) -> Result<()> {
        for record in records.iter().filter(|it| it.as_of < DAYS) {
            writeln!(
                self.subscriptions,
                "{},subscription-{},{},{},{},{},{},{}",
                customer.id,
                record.subscription,
                record.sku.id,
                record.quantity,
                record.status,
                date(record.as_of),
                record.is_trial,
                record.seller
            )?;
        }
        Ok(())
    }

    /// Writes a person's active days in one source.
    pub(super) fn activity(
        &mut self,
        customer: &Customer,
        person: &Person,
        source: &str,
        days: &[u16],
    ) -> Result<()> {
        self.row.clear();
        write!(self.row, "{},{},{source},", customer.id, person.id)?;
        for day in days {
            let Some(end) = self.row_ends.get(usize::from(*day)) else { continue };
            let is_last = day + 1 == DAYS;
            let file = if is_last { &mut self.next_day } else { &mut self.activity };
            file.write_all(&self.row)?;
            file.write_all(end.as_bytes())?;
            if is_last {
                self.next_day_rows += 1;
            } else {
                self.activity_rows += 1;
            }
        }
        Ok(())
    }

    /// Writes what is still in memory.
    pub(super) fn finish(mut self) -> Result<Written> {
        let files = [
            &mut self.customers,
            &mut self.users,
            &mut self.assignments,
            &mut self.subscriptions,
            &mut self.activity,
            &mut self.next_day,
        ];
        for file in files {
            file.flush()?;
        }
        Ok(Written {
            activity_rows: self.activity_rows,
            next_day_rows: self.next_day_rows,
            activity_bytes: fs::metadata(&self.activity_path)?.len(),
        })
    }
}
