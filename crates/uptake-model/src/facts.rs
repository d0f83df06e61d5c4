//! Facts: what a file says, one struct per native table (`spec/formats.md`, 1).
//!
//! A fact is what was written, not what it means: SKUs are as given, users are ids, and
//! nothing is summed.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{CustomerId, Day, DayRange, SkuRef, SubscriptionId, UserId, WorkloadCode};

mod named;
mod support;

pub use named::NamedProducts;
pub use support::{Action, Price, Survey, Ticket, TicketCoverage};

/// A fact and the line of the file that says it; the header is line 1. For JSON the line
/// is the number of the record, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The line.
    pub line: u64,
    /// What it says.
    pub fact: T,
}

/// A native table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Table {
    /// Who the customers are.
    Customers,
    /// What they bought, as dated states.
    Subscriptions,
    /// Who works there.
    Users,
    /// Who holds which SKU, as intervals.
    Assignments,
    /// Days on which people worked.
    Activity,
    /// The last such day, as a snapshot.
    LastActivity,
    /// Support tickets.
    Tickets,
    /// Satisfaction answers.
    Surveys,
    /// What the partner did.
    Actions,
    /// Assigned units of a SKU without names (`subscribedSkus`).
    AssignedUnits,
    /// Which workloads a user is licensed for, without SKUs (usage reports).
    LicenceFlags,
    /// Which products a user holds, by their names (usage reports).
    NamedProducts,
    /// The partner's own price list.
    Prices,
}

impl Table {
    /// Every table, in the order of `spec/formats.md`.
    pub const ALL: [Self; 13] = [
        Self::Customers,
        Self::Subscriptions,
        Self::Users,
        Self::Assignments,
        Self::Activity,
        Self::LastActivity,
        Self::Tickets,
        Self::Surveys,
        Self::Actions,
        Self::AssignedUnits,
        Self::LicenceFlags,
        Self::NamedProducts,
        Self::Prices,
    ];

    /// The name as the command line and the folders spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Subscriptions => "subscriptions",
            Self::Users => "users",
            Self::Assignments => "assignments",
            Self::Activity => "activity",
            Self::LastActivity => "last_activity",
            Self::Tickets => "tickets",
            Self::Surveys => "surveys",
            Self::Actions => "actions",
            Self::AssignedUnits => "assigned_units",
            Self::LicenceFlags => "licence_flags",
            Self::NamedProducts => "named_products",
            Self::Prices => "prices",
        }
    }
}

/// A customer's own data. Identity: `customer_id`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// The tenant.
    pub customer_id: CustomerId,
    /// The name that people read.
    pub name: String,
    /// The primary domain.
    pub domain: Option<String>,
    /// The country, as the file spells it.
    pub country: Option<String>,
    /// The segment (`smb`, `enterprise`, …), as the file spells it.
    pub segment: Option<String>,
    /// The indirect reseller that serves it.
    pub reseller_id: Option<String>,
    /// Labels, sorted, each once.
    pub tags: BTreeSet<String>,
}

/// The state of a subscription (`spec/metrics.md`, 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// In use and counted.
    Active,
    /// Past its end, still usable.
    Grace,
    /// Stopped for fraud or non-payment.
    Suspended,
    /// Locked.
    Disabled,
    /// Ended.
    Expired,
    /// Ended and its data removed.
    Deprovisioned,
    /// Ended by the customer.
    Cancelled,
    /// Upgraded to another licence.
    Converted,
    /// Not yet provisioned.
    Pending,
}

impl Status {
    /// Its code, as files and the API write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Grace => "grace",
            Self::Suspended => "suspended",
            Self::Disabled => "disabled",
            Self::Expired => "expired",
            Self::Deprovisioned => "deprovisioned",
            Self::Cancelled => "cancelled",
            Self::Converted => "converted",
            Self::Pending => "pending",
        }
    }
}

/// Who sold a subscription.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seller {
    /// The partner itself.
    Own,
    /// Another partner.
    Partner,
    /// Microsoft directly.
    Microsoft,
}

impl Seller {
    /// Its code, as files and the API write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Partner => "partner",
            Self::Microsoft => "microsoft",
        }
    }
}

/// One state record of a subscription: valid from the end of `as_of` until the next record
/// of the same subscription. Identity: customer, subscription, `as_of`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// The customer.
    pub customer_id: CustomerId,
    /// The subscription.
    pub subscription_id: SubscriptionId,
    /// What was bought, as the file names it.
    pub sku: SkuRef,
    /// Seats.
    pub quantity: u64,
    /// The state.
    pub status: Status,
    /// The day whose end this record describes.
    pub as_of: Day,
    /// A trial is never sold or entitled.
    pub is_trial: bool,
    /// Who sold it.
    pub seller: Seller,
    /// Price per seat and month, a plain decimal as written.
    pub unit_price: Option<String>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// ISO 8601 duration (`P1Y`).
    pub term: Option<String>,
    /// How often it is billed.
    pub billing_cycle: Option<String>,
    /// Whether it renews by itself.
    pub auto_renew: Option<bool>,
    /// The day on which the commitment ends.
    pub commitment_end: Option<Day>,
    /// The day on which it was bought.
    pub created_on: Option<Day>,
    /// A sum over subscriptions of a SKU (`subscribedSkus`), not one subscription. It gives
    /// way to the customer's real subscriptions of the SKU.
    pub aggregate: bool,
}

/// What kind of account a user is.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum UserKind {
    /// A person of the customer.
    #[default]
    Member,
    /// A person from outside.
    Guest,
    /// A shared mailbox.
    Shared,
    /// A room or a piece of equipment.
    Room,
    /// A service account.
    Service,
}

impl UserKind {
    /// Its code, as files and the API write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Guest => "guest",
            Self::Shared => "shared",
            Self::Room => "room",
            Self::Service => "service",
        }
    }
}

/// A user. Identity: customer, user. Names go to the vault and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The customer.
    pub customer_id: CustomerId,
    /// The id as the file has it.
    pub user_id: UserId,
    /// What kind of account.
    pub kind: UserKind,
    /// The person's name.
    pub display_name: Option<String>,
    /// The sign-in name; joins reports that name users by it (folded to lower case).
    pub principal_name: Option<String>,
    /// The department.
    pub department: Option<String>,
    /// The day of deletion; changes no count.
    pub deleted_on: Option<Day>,
}

/// A SKU assigned to a user over [assigned, removed). Identity: customer, user, SKU,
/// `assigned_on`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The customer.
    pub customer_id: CustomerId,
    /// Who holds it.
    pub user_id: UserId,
    /// What is held, as the file names it.
    pub sku: SkuRef,
    /// The first day of holding.
    pub assigned_on: Day,
    /// The first day without it; `None` while it is held.
    pub removed_on: Option<Day>,
}

/// The last day of activity known at a snapshot. Identity: customer, user, workload, `as_of`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastActivity {
    /// The customer.
    pub customer_id: CustomerId,
    /// Who was active.
    pub user_id: UserId,
    /// In which activity source.
    pub workload: WorkloadCode,
    /// The last active day; `None` when never, which still says that the user was listed.
    pub last_active_on: Option<Day>,
    /// The day whose end the snapshot describes.
    pub as_of: Day,
}

/// Units of a SKU assigned to people whose names are not known (`consumedUnits`).
/// Identity: customer, SKU, `as_of`; in force until the next record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignedUnits {
    /// The customer.
    pub customer_id: CustomerId,
    /// The SKU, as the file names it.
    pub sku: SkuRef,
    /// How many people hold it.
    pub units: u64,
    /// The day whose end this record describes.
    pub as_of: Day,
}

/// Whether a usage report calls a user licensed for a workload. Identity: customer, user,
/// workload, `as_of`; in force from `assigned_on` (or `as_of`) until the next record that
/// says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenceFlag {
    /// The customer.
    pub customer_id: CustomerId,
    /// Who is meant.
    pub user_id: UserId,
    /// For which activity source of the report.
    pub workload: WorkloadCode,
    /// Whether a licence is held.
    pub licensed: bool,
    /// Since when, if the report says so.
    pub assigned_on: Option<Day>,
    /// The day whose end the report describes.
    pub as_of: Day,
}

/// One active day of one user in one activity source, in numbers that count from 0 within
/// the file: see [`ActivityChunk`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActivityRow {
    /// The line of the file.
    pub line: u64,
    /// Which user of the file (a user belongs to one customer).
    pub user: u32,
    /// Which activity source of the file.
    pub workload: u16,
    /// The active day.
    pub day: Day,
}

/// Some rows of activity, small enough to hold while a file of any size streams by.
///
/// Users and activity sources are numbered in the order in which the file first names
/// them; a chunk brings the names that are new in it, so number `n` is the `n`-th name
/// over all chunks of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActivityChunk {
    /// Users that the file names for the first time.
    pub new_users: Vec<(CustomerId, UserId)>,
    /// Activity sources that the file names for the first time.
    pub new_workloads: Vec<WorkloadCode>,
    /// The rows.
    pub rows: Vec<ActivityRow>,
}

/// What a file says, in pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Facts {
    /// Rows of `customers`.
    Customers(Vec<Sourced<Customer>>),
    /// Rows of `subscriptions`.
    Subscriptions(Vec<Sourced<Subscription>>),
    /// Rows of `users`.
    Users(Vec<Sourced<User>>),
    /// Rows of `assignments`.
    Assignments(Vec<Sourced<Assignment>>),
    /// Rows of `activity`.
    Activity(ActivityChunk),
    /// Rows of `last_activity`.
    LastActivity(Vec<Sourced<LastActivity>>),
    /// Rows of `tickets`.
    Tickets(Vec<Sourced<Ticket>>),
    /// Rows of `surveys`.
    Surveys(Vec<Sourced<Survey>>),
    /// Rows of `actions`.
    Actions(Vec<Sourced<Action>>),
    /// Units per SKU without names.
    AssignedUnits(Vec<Sourced<AssignedUnits>>),
    /// Licence flags of usage reports.
    LicenceFlags(Vec<Sourced<LicenceFlag>>),
    /// Products that usage reports name.
    NamedProducts(Vec<Sourced<NamedProducts>>),
    /// Lines of the price list.
    Prices(Vec<Sourced<Price>>),
    /// For which customers, sources and days the file is complete.
    Coverage(Vec<Coverage>),
    /// For which customers and days the file has all tickets.
    TicketCoverage(Vec<TicketCoverage>),
    /// The customers whose assignments the file lists whole as of a day: what it does not
    /// list ended on that day at the latest.
    AssignmentSnapshot(Vec<AssignmentSnapshot>),
}

impl Facts {
    /// How many rows of a file said them; what a file says as a whole is no row.
    pub fn rows(&self) -> usize {
        match self {
            Self::Customers(rows) => rows.len(),
            Self::Subscriptions(rows) => rows.len(),
            Self::Users(rows) => rows.len(),
            Self::Assignments(rows) => rows.len(),
            Self::Activity(chunk) => chunk.rows.len(),
            Self::LastActivity(rows) => rows.len(),
            Self::Tickets(rows) => rows.len(),
            Self::Surveys(rows) => rows.len(),
            Self::Actions(rows) => rows.len(),
            Self::AssignedUnits(rows) => rows.len(),
            Self::LicenceFlags(rows) => rows.len(),
            Self::NamedProducts(rows) => rows.len(),
            Self::Prices(rows) => rows.len(),
            Self::Coverage(_) | Self::TicketCoverage(_) | Self::AssignmentSnapshot(_) => 0,
        }
    }
}

/// A list of all assignments of a customer as of the end of a day (Graph `users`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignmentSnapshot {
    /// The customer.
    pub customer_id: CustomerId,
    /// The day whose end the list describes.
    pub as_of: Day,
}

/// How an activity source is known to be complete (`spec/metrics.md`, 7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CoverageKind {
    /// Every day of the range is complete: a day without rows is a day without activity.
    Daily,
    /// Last-activity dates as of the (one) day of the range: only that day is complete.
    Snapshot,
}

/// For which customer, activity source and days an import is complete.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Coverage {
    /// The customer.
    pub customer_id: CustomerId,
    /// The activity source; `None` for all of them.
    pub source: Option<WorkloadCode>,
    /// How it is complete.
    pub kind: CoverageKind,
    /// Over which days.
    pub days: DayRange,
}
