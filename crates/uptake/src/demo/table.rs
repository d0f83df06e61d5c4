//! Files that come into being with their first row: none of them is empty.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use uptake_model::{
    Day,
    facts::{Seller, Status},
};

use super::{
    customer::Customer,
    licences::{Line, Record},
    people::Person,
    place::WorkDay,
    product::{Habit, Product, Shelf},
};

/// Every file of the native tables, by path.
pub(super) struct Tables<'a> {
    dir: &'a Path,
    shelf: &'a Shelf,
    files: BTreeMap<PathBuf, csv::Writer<File>>,
    activity: BTreeMap<PathBuf, BufWriter<File>>,
    line: String,
    /// Rows of activity so far.
    pub(super) activity_rows: u64,
}

impl<'a> Tables<'a> {
    pub(super) fn new(dir: &'a Path, shelf: &'a Shelf) -> Self {
        let (files, activity) = (BTreeMap::new(), BTreeMap::new());
        Self { dir, shelf, files, activity, line: String::new(), activity_rows: 0 }
    }

    /// Writes a customer into `customers`.
    pub(super) fn customer(&mut self, customer: &Customer) -> Result<()> {
        let header = ["customer_id", "name", "domain", "country", "segment", "reseller_id", "tags"];
        self.row(
            Path::new("customers.csv"),
            &header,
            &[
                &customer.id.to_string(),
                &customer.company.name,
                &customer.company.domain,
                customer.sketch.country.code(),
                customer.segment(),
                customer.reseller.unwrap_or_default(),
                &customer.tags,
            ],
        )
    }

    /// Writes the customer's subscriptions, users and assignments.
    pub(super) fn licences_and_people(&mut self, customer: &Customer) -> Result<()> {
        let id = customer.id.to_string();
        for line in &customer.lines {
            for record in &line.records {
                self.subscription(&id, customer, line, *record)?;
            }
        }
        for person in &customer.people {
            self.user(&id, person, customer.sketch.period.last())?;
            for held in &person.holdings {
                let row: [&str; 5] = [
                    &id,
                    &person.id,
                    &self.sku(held.product, customer.names_ids),
                    &held.from.to_string(),
                    &optional(held.until),
                ];
                let header = ["customer_id", "user_id", "sku", "assigned_on", "removed_on"];
                self.row(Path::new("assignments.csv"), &header, &row)?;
            }
        }
        Ok(())
    }

    /// Writes a row of activity into this file.
    pub(super) fn active(
        &mut self,
        path: &Path,
        customer: &str,
        person: &Person,
        habit: &Habit,
        day: &WorkDay,
    ) -> Result<()> {
        if !self.activity.contains_key(path) {
            let mut file = BufWriter::with_capacity(1 << 16, self.create(path)?);
            file.write_all(b"customer_id,user_id,workload,day\n")?;
            self.activity.insert(path.to_owned(), file);
        }
        self.line.clear();
        for (cell, end) in
            [(customer, ","), (&person.id, ","), (habit.workload, ","), (&day.text, "\n")]
        {
            self.line.push_str(cell);
            self.line.push_str(end);
        }
        let file = self.activity.get_mut(path).context("the file was just opened")?;
        file.write_all(self.line.as_bytes())?;
        self.activity_rows += 1;
        Ok(())
    }

    /// Writes a ticket.
    pub(super) fn ticket(&mut self, row: &[&str; 7]) -> Result<()> {
        const HEADER: [&str; 7] = [
            "customer_id",
            "ticket_id",
            "opened_on",
            "closed_on",
            "category",
            "product",
            "subject",
        ];
        self.row(Path::new("tickets.csv"), &HEADER, row)
    }

    /// Writes an answer to a survey.
    pub(super) fn survey(&mut self, row: &[&str; 6]) -> Result<()> {
        let header = ["customer_id", "response_id", "day", "kind", "score", "comment"];
        self.row(Path::new("surveys.csv"), &header, row)
    }

    /// Writes the price list: in euros, which hold from a day on.
    pub(super) fn price_list(&mut self, from: Day) -> Result<()> {
        for product in Product::ALL {
            let Some(cents) = product.price_cents() else { continue };
            let price = format!("{}.{:02}", cents.div_euclid(100), cents.rem_euclid(100));
            let row: [&str; 4] = [product.part_number(), "EUR", &price, &from.to_string()];
            let header = ["sku", "currency", "unit_price", "valid_from"];
            self.row(Path::new("prices.csv"), &header, &row)?;
        }
        Ok(())
    }

    /// Ends every file. Gives those of the tables other than activity, then activity.
    pub(super) fn finish(mut self) -> Result<(Vec<PathBuf>, Vec<PathBuf>)> {
        for (path, file) in &mut self.files {
            file.flush().with_context(|| failed(path))?;
        }
        for (path, file) in &mut self.activity {
            file.flush().with_context(|| failed(path))?;
        }
        Ok((self.files.into_keys().collect(), self.activity.into_keys().collect()))
    }

    fn subscription(
        &mut self,
        id: &str,
        customer: &Customer,
        line: &Line,
        record: Record,
    ) -> Result<()> {
        const HEADER: [&str; 15] = [
            "customer_id",
            "subscription_id",
            "sku",
            "quantity",
            "status",
            "as_of",
            "is_trial",
            "seller",
            "unit_price",
            "currency",
            "term",
            "billing_cycle",
            "auto_renew",
            "commitment_end",
            "created_on",
        ];
        let price = line.price_cents.map(|it| format!("{}.{:02}", it.div_euclid(100), it % 100));
        let currency = price.as_ref().map(|_| customer.sketch.country.currency());
        let path = format!("subscriptions/{}.csv", record.as_of.month());
        self.row(
            Path::new(&path),
            &HEADER,
            &[
                id,
                &line.id.to_string(),
                &self.sku(line.product, customer.names_ids),
                &record.quantity.to_string(),
                status_word(record.status),
                &record.as_of.to_string(),
                if line.is_trial { "true" } else { "false" },
                line.seller.as_str(),
                price.as_deref().unwrap_or_default(),
                currency.unwrap_or_default(),
                line.term.code(),
                if line.seller == Seller::Microsoft { "annual" } else { "monthly" },
                if line.auto_renew { "true" } else { "false" },
                &line.commitment_end(record.as_of).to_string(),
                &line.created.to_string(),
            ],
        )
    }

    fn user(&mut self, id: &str, person: &Person, last: Day) -> Result<()> {
        const HEADER: [&str; 7] = [
            "customer_id",
            "user_id",
            "kind",
            "display_name",
            "principal_name",
            "department",
            "deleted_on",
        ];
        // An account goes a week after its person.
        let deleted = person.until.map(|it| it.plus(7)).filter(|it| *it <= last);
        let row: [&str; 7] = [
            id,
            &person.id,
            person.kind.as_str(),
            &person.display_name,
            &person.principal_name,
            person.department.unwrap_or_default(),
            &optional(deleted),
        ];
        self.row(Path::new("users.csv"), &HEADER, &row)
    }

    fn sku(&self, product: Product, by_id: bool) -> String {
        let id = self.shelf.listing(product).filter(|_| by_id).map(|it| it.id.to_string());
        id.unwrap_or_else(|| product.part_number().to_owned())
    }

    fn row(&mut self, path: &Path, header: &[&str], row: &[&str]) -> Result<()> {
        if !self.files.contains_key(path) {
            let mut file = csv::Writer::from_writer(self.create(path)?);
            file.write_record(header)?;
            self.files.insert(path.to_owned(), file);
        }
        let file = self.files.get_mut(path).context("the file was just opened")?;
        file.write_record(row).with_context(|| failed(path))
    }

    fn create(&self, path: &Path) -> Result<File> {
        let path = self.dir.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).with_context(|| failed(folder))?;
        }
        File::create(&path).with_context(|| failed(&path))
    }
}

/// What failed, for the chain of an error.
pub(super) fn failed(path: &Path) -> String {
    format!("failed to write `{}`", path.display())
}

fn optional(day: Option<Day>) -> String {
    day.map(|it| it.to_string()).unwrap_or_default()
}

fn status_word(status: Status) -> &'static str {
    match status {
        Status::Active => "active",
        Status::Grace => "grace",
        Status::Suspended => "suspended",
        Status::Disabled => "disabled",
        Status::Expired => "expired",
        Status::Deprovisioned => "deprovisioned",
        Status::Cancelled => "cancelled",
        Status::Converted => "converted",
        Status::Pending => "pending",
    }
}
