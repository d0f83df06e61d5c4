//! Each table's columns as the fields of its fact.

use std::collections::BTreeSet;

use uptake_model::{
    SkuRef, SubscriptionId, UserId,
    facts::{
        Action, Assignment, Customer, Facts, LastActivity, Price, Seller, Sourced, Status,
        Subscription, Survey, Table, Ticket, User, UserKind,
    },
    problem::ProblemCode,
};

use super::{
    TableReader,
    activity::ActivityReader,
    cells::{Cells, Columns},
    last_activity::LastActivityReader,
    rows::{NativeRow, Rows},
    tickets::TicketReader,
};
use crate::{
    ReadOptions,
    cell::{CellFault, Dates, any_day, boolean, count, customer, day, price, sku, word},
};

/// The reader of a table's rows.
pub(super) fn reader<'a>(
    table: Table,
    columns: Columns,
    file: &'a str,
    options: &ReadOptions<'a>,
) -> Box<dyn TableReader + 'a> {
    let (catalogue, dates) = (options.catalogue, Dates::of(options));
    match table {
        Table::Customers => Box::new(Rows::<Customer>::new(columns, file, catalogue, dates)),
        Table::Subscriptions => {
            Box::new(Rows::<Subscription>::new(columns, file, catalogue, dates))
        }
        Table::Users => Box::new(Rows::<User>::new(columns, file, catalogue, dates)),
        Table::Assignments => Box::new(Rows::<Assignment>::new(columns, file, catalogue, dates)),
        Table::Tickets => {
            let rows = Rows::<Ticket>::new(columns, file, catalogue, dates);
            Box::new(TicketReader::new(rows, file, options.covers, dates))
        }
        Table::Surveys => Box::new(Rows::<Survey>::new(columns, file, catalogue, dates)),
        Table::Actions => Box::new(Rows::<Action>::new(columns, file, catalogue, dates)),
        Table::Prices => Box::new(Rows::<Price>::new(columns, file, catalogue, dates)),
        Table::LastActivity => {
            let rows = Rows::<LastActivity>::new(columns, file, catalogue, dates);
            Box::new(LastActivityReader::new(rows, file))
        }
        // Units, flags and named products have no schema: no file is recognised as one of them.
        Table::Activity | Table::AssignedUnits | Table::LicenceFlags | Table::NamedProducts => {
            Box::new(ActivityReader::new(columns, file, options.covers, dates))
        }
    }
}

impl NativeRow for Customer {
    fn parse(cells: &mut Cells<'_>, _dates: Dates) -> Option<Self> {
        let (customer_id, name) =
            (cells.required("customer_id", customer), cells.required_text("name"));
        let tags = cells.text("tags").unwrap_or_default().split(';').map(str::trim);
        let tags: BTreeSet<String> = tags.filter(|it| !it.is_empty()).map(str::to_owned).collect();
        Some(Self {
            customer_id: customer_id?,
            name: name?,
            domain: cells.owned("domain"),
            country: cells.owned("country"),
            segment: cells.owned("segment"),
            reseller_id: cells.owned("reseller_id"),
            tags,
        })
    }

    fn identity(&self) -> Vec<String> {
        vec![self.customer_id.to_string()]
    }

    fn facts(rows: Vec<Sourced<Self>>) -> Facts {
        Facts::Customers(rows)
    }
}

const STATUSES: [(&str, Status); 9] = [
    ("active", Status::Active),
    ("grace", Status::Grace),
    ("suspended", Status::Suspended),
    ("disabled", Status::Disabled),
    ("expired", Status::Expired),
    ("deprovisioned", Status::Deprovisioned),
    ("cancelled", Status::Cancelled),
    ("converted", Status::Converted),
    ("pending", Status::Pending),
];

const SELLERS: [(&str, Seller); 3] =
    [("own", Seller::Own), ("partner", Seller::Partner), ("microsoft", Seller::Microsoft)];

impl NativeRow for Subscription {
    fn parse(cells: &mut Cells<'_>, dates: Dates) -> Option<Self> {
        let customer_id = cells.required("customer_id", customer);
        let subscription_id = cells.required_text("subscription_id");
        let sku = cells.required("sku", sku);
        let quantity = cells.required_number("quantity", count);
        let status =
            cells.required("status", |text| word(text, &STATUSES, ProblemCode::UnknownStatus));
        let as_of = cells.required("as_of", |text| day(text, dates));
        let is_trial = cells.optional("is_trial", boolean);
        let seller =
            cells.optional("seller", |text| word(text, &SELLERS, ProblemCode::UnknownWord));
        let unit_price = cells.optional_number("unit_price", price);
        let auto_renew = cells.optional("auto_renew", boolean);
        let commitment_end = cells.optional("commitment_end", |text| any_day(text, dates));
        let created_on = cells.optional("created_on", |text| day(text, dates));
        Some(Self {
            customer_id: customer_id?,
            subscription_id: SubscriptionId::new(subscription_id?),
            sku: sku?,
            quantity: quantity?,
            status: status?,
            as_of: as_of?,
            is_trial: is_trial.unwrap_or(false),
            seller: seller.unwrap_or(Seller::Own),
            unit_price,
            currency: cells.owned("currency"),
            term: cells.owned("term"),
            billing_cycle: cells.owned("billing_cycle"),
            auto_renew,
            commitment_end,
            created_on,
            aggregate: false,
        })
    }

    fn identity(&self) -> Vec<String> {
        let id = self.subscription_id.to_string();
        vec![self.customer_id.to_string(), id, self.as_of.to_string()]
    }

    fn sku(&mut self) -> Option<&mut SkuRef> {
        Some(&mut self.sku)
    }

    fn facts(rows: Vec<Sourced<Self>>) -> Facts {
        Facts::Subscriptions(rows)
    }
}

const USER_KINDS: [(&str, UserKind); 5] = [
    ("member", UserKind::Member),
    ("guest", UserKind::Guest),
    ("shared", UserKind::Shared),
    ("room", UserKind::Room),
    ("service", UserKind::Service),
];

impl NativeRow for User {
    fn parse(cells: &mut Cells<'_>, dates: Dates) -> Option<Self> {
        let customer_id = cells.required("customer_id", customer);
        let user_id = cells.required_text("user_id");
        let kind = cells.optional("kind", |text| word(text, &USER_KINDS, ProblemCode::UnknownWord));
        let deleted_on = cells.optional("deleted_on", |text| day(text, dates));
        Some(Self {
            customer_id: customer_id?,
            user_id: UserId::new(user_id?),
            kind: kind.unwrap_or_default(),
            display_name: cells.owned("display_name"),
            principal_name: cells.owned("principal_name"),
            department: cells.owned("department"),
            deleted_on,
        })
    }

    fn identity(&self) -> Vec<String> {
        vec![self.customer_id.to_string(), self.user_id.to_string()]
    }

    fn facts(rows: Vec<Sourced<Self>>) -> Facts {
        Facts::Users(rows)
    }
}

impl NativeRow for Assignment {
    const SKU_IDENTIFIES: bool = true;

    fn parse(cells: &mut Cells<'_>, dates: Dates) -> Option<Self> {
        let customer_id = cells.required("customer_id", customer);
        let user_id = cells.required_text("user_id");
        let sku = cells.required("sku", sku);
        let assigned_on = cells.required("assigned_on", |text| day(text, dates));
        let removed_on = cells.optional("removed_on", |text| day(text, dates));
        cells.check_order(assigned_on, removed_on, "removed_on");
        Some(Self {
            customer_id: customer_id?,
            user_id: UserId::new(user_id?),
            sku: sku?,
            assigned_on: assigned_on?,
            removed_on,
        })
    }

    fn identity(&self) -> Vec<String> {
        let user = self.user_id.to_string();
        vec![self.customer_id.to_string(), user, self.assigned_on.to_string()]
    }

    fn sku(&mut self) -> Option<&mut SkuRef> {
        Some(&mut self.sku)
    }

    fn facts(rows: Vec<Sourced<Self>>) -> Facts {
        Facts::Assignments(rows)
    }
}

impl NativeRow for LastActivity {
    fn parse(cells: &mut Cells<'_>, dates: Dates) -> Option<Self> {
        let customer_id = cells.required("customer_id", customer);
        let user_id = cells.required_text("user_id");
        let workload = cells.required_text("workload");
        let last_active_on = cells.optional("last_active_on", |text| day(text, dates));
        let as_of = cells.required("as_of", |text| day(text, dates));
        if let Some((_, as_of)) = last_active_on.zip(as_of).filter(|(last, as_of)| last > as_of) {
            let fault = CellFault::with(ProblemCode::ActivityAfterSnapshot, "as_of", &as_of);
            cells.push("last_active_on", fault);
        }
        Some(Self {
            customer_id: customer_id?,
            user_id: UserId::new(user_id?),
            workload: workload?.as_str().into(),
            last_active_on,
            as_of: as_of?,
        })
    }

    fn identity(&self) -> Vec<String> {
        let (user, workload) = (self.user_id.to_string(), self.workload.to_string());
        vec![self.customer_id.to_string(), user, workload, self.as_of.to_string()]
    }

    fn facts(rows: Vec<Sourced<Self>>) -> Facts {
        Facts::LastActivity(rows)
    }
}
