//! The rows of an export become customers and states of subscriptions.

use std::collections::{BTreeMap, BTreeSet};

use uptake_model::{
    CustomerId, Day, Month, SkuRef, SubscriptionId,
    facts::{Customer, Seller, Status, Subscription},
    problem::{Problem, ProblemCode},
};

use super::{kind::Export, line::Line};
use crate::{
    ReadOptions,
    graph::{
        gathered::{Gathered, Said},
        product::product_named,
    },
};

/// Takes the rows of one export.
pub(super) struct Rows<'a> {
    kind: Export,
    file: &'a str,
    options: &'a ReadOptions<'a>,
    gathered: Gathered,
    products: BTreeMap<String, (SkuRef, Option<String>)>,
    tenants: BTreeMap<CustomerId, Tenant>,
}

/// A customer with the month and the line that say so. A tenant stands in as many rows as
/// it has products and months; the newest month counts, and its first line.
struct Tenant {
    month: Option<Month>,
    line: u64,
    customer: Customer,
}

impl<'a> Rows<'a> {
    pub(super) fn new(kind: Export, file: &'a str, options: &'a ReadOptions<'a>) -> Self {
        Self {
            kind,
            file,
            options,
            gathered: Gathered::default(),
            products: BTreeMap::new(),
            tenants: BTreeMap::new(),
        }
    }

    /// Takes a row, or says what is wrong with it.
    pub(super) fn take(&mut self, line: &Line<'_>) -> Result<(), Problem> {
        let said = match self.kind {
            Export::Customers => customer(line)?,
            Export::Subscriptions => self.subscription(line)?,
            Export::Seats => self.seats(line)?,
            Export::Tenants => {
                self.tenant(line)?;
                Said::default()
            }
            Export::Sums(_) => Said::default(),
        };
        self.gathered.take(self.file, line.number(), said)
    }

    /// What all rows say.
    pub(super) fn finish(mut self) -> Gathered {
        for tenant in std::mem::take(&mut self.tenants).into_values() {
            let said = Said { customers: vec![tenant.customer], ..Said::default() };
            // Each tenant is there once: nothing is in conflict.
            let _taken = self.gathered.take(self.file, tenant.line, said);
        }
        self.gathered
    }

    /// A row of one customer's subscriptions. The list names neither customer nor day.
    fn subscription(&mut self, line: &Line<'_>) -> Result<Said, Problem> {
        let needed = || Problem::new(ProblemCode::CustomerNeeded, self.file);
        let customer_id = self.options.customer.ok_or_else(needed)?;
        let (sku, unknown_product) = self.product(&[line.needed("subscription")?]);
        let id = SubscriptionId::new(line.needed("subscriptionid")?);
        let (quantity, status) = (line.count("quantity")?, word(line, "status", &STATUSES)?);
        let as_of = self.options.as_of.unwrap_or(self.options.today);
        let subscription = state(customer_id, id, sku, quantity, status, as_of);
        Ok(Said { subscriptions: vec![subscription], unknown_product, ..Said::default() })
    }

    /// A subscription in a month: its state at the month's end, or as of today in the month
    /// that goes on. Rows that Microsoft marks as repeated are left out; rows without seats
    /// (Azure) are passed over.
    fn seats(&mut self, line: &Line<'_>) -> Result<Said, Problem> {
        if line.flag("isduplicaterowforpga")? == Some(true) {
            return Ok(Said::default());
        }
        let is_other = line.needed("subscriptionstate")?.eq_ignore_ascii_case("other");
        if is_other || line.text("totalsoldseats").is_none() {
            return Ok(Said::passed_over());
        }
        let customer_id = line.customer("customertenantid")?;
        if let Some(given) = self.options.customer.filter(|it| *it != customer_id) {
            let problem = Problem::new(ProblemCode::CustomerMismatch, self.file);
            let problem = problem.at_line(line.number()).with("named", &customer_id);
            return Err(problem.with("given", &given));
        }
        let month = line.month("month")?;
        if month.first_day() > self.options.today.plus(2) {
            let problem = line.problem(ProblemCode::FutureDate, "month");
            return Err(problem.with("today", &self.options.today));
        }
        let names = ["product", "reportingproductname", "rawproductname"];
        let names: Vec<&str> = names.iter().filter_map(|it| line.text(it)).collect();
        if names.is_empty() {
            return Err(line.problem(ProblemCode::MissingValue, "product"));
        }
        let (sku, unknown_product) = self.product(&names);
        let id = SubscriptionId::new(line.needed("subscriptionid")?);
        let quantity = line.count("totalsoldseats")?;
        let status = word(line, "subscriptionstate", &STATES)?;
        let as_of = month.range().last().min(self.options.today);
        let subscription = Subscription {
            seller: seller(line),
            auto_renew: line.flag("isautorenew")?,
            commitment_end: line.day("subscriptionenddate")?,
            created_on: line.day("subscriptionstartdate")?,
            ..state(customer_id, id, sku, quantity, status, as_of)
        };
        Ok(Said { subscriptions: vec![subscription], unknown_product, ..Said::default() })
    }

    fn tenant(&mut self, line: &Line<'_>) -> Result<(), Problem> {
        let customer_id = line.customer("customertenantid")?;
        let name = line.first(&["customername", "customertenantname"]);
        let customer = Customer {
            customer_id,
            name: name
                .ok_or_else(|| line.problem(ProblemCode::MissingValue, "customername"))?
                .to_owned(),
            domain: line.owned("tenantdomainname"),
            country: line.first(&["customertenantcountry", "customermarket"]).map(str::to_owned),
            segment: line.owned("customersegment"),
            reseller_id: None,
            tags: BTreeSet::new(),
        };
        let month = line.text("month").map(|_| line.month("month")).transpose()?;
        let new = Tenant { month, line: line.number(), customer };
        let known = self.tenants.get(&customer_id);
        if known.is_none_or(|it| it.month < new.month) {
            self.tenants.insert(customer_id, new);
        }
        Ok(())
    }

    /// The SKU of a product, by the first of its names that the catalogue knows; else the
    /// first name, which is noted.
    fn product(&mut self, names: &[&str]) -> (SkuRef, Option<String>) {
        let key = names.join("\n");
        if let Some(known) = self.products.get(&key) {
            return known.clone();
        }
        let known = names.iter().find_map(|it| product_named(self.options.catalogue, it));
        let first = names.first().copied().unwrap_or_default().to_owned();
        let product = match known {
            Some(sku) => (sku, None),
            None => (SkuRef::PartNumber(first.clone()), Some(first)),
        };
        self.products.insert(key, product.clone());
        product
    }
}

fn customer(line: &Line<'_>) -> Result<Said, Problem> {
    let customer = Customer {
        customer_id: line.customer("microsoftid")?,
        name: line.needed("companyname")?.to_owned(),
        domain: line.owned("primarydomainname"),
        country: None,
        segment: None,
        reseller_id: None,
        tags: BTreeSet::new(),
    };
    Ok(Said { customers: vec![customer], ..Said::default() })
}

/// The state of a subscription as the list of one customer words it.
const STATUSES: [(&str, Status); 8] = [
    ("active", Status::Active),
    ("pending", Status::Pending),
    ("suspended", Status::Suspended),
    ("disabled", Status::Disabled),
    ("expired", Status::Expired),
    ("cancelled", Status::Cancelled),
    ("canceled", Status::Cancelled),
    ("deleted", Status::Deprovisioned),
];

/// The same as the data sets word it.
const STATES: [(&str, Status); 8] = [
    ("active", Status::Active),
    ("open", Status::Active),
    ("ingraceperiod", Status::Grace),
    ("suspended", Status::Suspended),
    ("disabled", Status::Disabled),
    ("deprovisioned", Status::Deprovisioned),
    ("churned", Status::Expired),
    ("closed", Status::Expired),
];

fn word(line: &Line<'_>, key: &str, words: &[(&str, Status)]) -> Result<Status, Problem> {
    let text = line.needed(key)?;
    let found = words.iter().find(|(word, _)| word.eq_ignore_ascii_case(text));
    found.map(|(_, status)| *status).ok_or_else(|| {
        let allowed: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        line.problem(ProblemCode::UnknownStatus, key).with("allowed", &allowed.join(", "))
    })
}

/// A partner is shown its own sales, and those that it is only associated with.
fn seller(line: &Line<'_>) -> Seller {
    let attribution = line.text("partnerattributiontype").unwrap_or_default();
    let is_association = ["CPOR", "DPOR", "PAL"].iter().any(|it| attribution.contains(it));
    if is_association { Seller::Partner } else { Seller::Own }
}

/// A state of which no more is known.
fn state(
    customer_id: CustomerId,
    subscription_id: SubscriptionId,
    sku: SkuRef,
    quantity: u64,
    status: Status,
    as_of: Day,
) -> Subscription {
    Subscription {
        customer_id,
        subscription_id,
        sku,
        quantity,
        status,
        as_of,
        is_trial: false,
        seller: Seller::Own,
        unit_price: None,
        currency: None,
        term: None,
        billing_cycle: None,
        auto_renew: None,
        commitment_end: None,
        created_on: None,
        aggregate: false,
    }
}
