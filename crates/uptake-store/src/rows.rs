//! The rows of the tables, one struct each: its fields are the columns.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, Field, Schema};
use uptake_model::{
    CustomerId, Day, UserKey,
    counts::CoverageState,
    facts::{CoverageKind, Seller, Status, UserKind},
};

use crate::column::Column;

mod support;

pub use support::{ActionRow, PriceRow, SurveyRow, TicketCoverageRow, TicketRow};

/// A row of a table that lies sorted by customer.
pub(crate) trait Row: Sized + Clone {
    /// The name of the table and of its folder.
    const TABLE: &'static str;
    /// The columns.
    fn schema() -> Schema;
    /// Lays rows out as columns.
    fn to_batch(rows: &[Self]) -> Result<RecordBatch, ArrowError>;
    /// Reads them back.
    fn from_batch(batch: &RecordBatch) -> Result<Vec<Self>, ArrowError>;
    /// Whom the row is about.
    fn customer(&self) -> CustomerId;
}

/// Makes a struct whose fields are the columns of a table.
macro_rules! row {
    ($(#[$doc:meta])* $vis:vis $name:ident in $table:literal { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        $vis struct $name {
            $($(#[$field_doc])* $vis $field: $type,)*
        }

        impl Row for $name {
            const TABLE: &'static str = $table;

            fn schema() -> Schema {
                Schema::new(vec![$(Field::new(
                    stringify!($field),
                    <$type as Column>::data_type(),
                    <$type as Column>::NULLABLE,
                ),)*])
            }

            fn to_batch(rows: &[Self]) -> Result<RecordBatch, ArrowError> {
                let columns: Vec<ArrayRef> =
                    vec![$(<$type as Column>::build(rows.iter().map(|it| &it.$field)),)*];
                RecordBatch::try_new(Arc::new(Self::schema()), columns)
            }

            fn from_batch(batch: &RecordBatch) -> Result<Vec<Self>, ArrowError> {
                $(let mut $field = $crate::column::values::<$type>(batch, stringify!($field), $table)?.into_iter();)*
                let mut rows = Vec::with_capacity(batch.num_rows());
                while let ($(Some($field),)*) = ($($field.next(),)*) {
                    rows.push(Self { $($field,)* });
                }
                Ok(rows)
            }

            fn customer(&self) -> CustomerId {
                self.customer_id
            }
        }
    };
}

pub(crate) use row;

row! {
    /// A customer's own data.
    pub CustomerRow in "customers" {
        /// The tenant.
        customer_id: CustomerId,
        /// The name that people read.
        name: String,
        /// The primary domain.
        domain: Option<String>,
        /// The country.
        country: Option<String>,
        /// The segment.
        segment: Option<String>,
        /// The indirect reseller.
        reseller_id: Option<String>,
        /// Labels, separated by `;`.
        tags: String,
        /// The import file it came from.
        file_no: i64,
        /// The line of that file.
        line: u64,
    }
}

row! {
    /// A state record of a subscription.
    pub SubscriptionRow in "subscriptions" {
        /// The customer.
        customer_id: CustomerId,
        /// The subscription.
        subscription_id: String,
        /// The SKU as given: GUID or part number.
        sku: Arc<str>,
        /// Seats.
        quantity: u64,
        /// The state.
        status: Status,
        /// The day whose end the record describes.
        as_of: Day,
        /// A trial is never sold or entitled.
        is_trial: bool,
        /// Who sold it.
        seller: Seller,
        /// Price per seat and month.
        unit_price: Option<String>,
        /// ISO 4217 code.
        currency: Option<String>,
        /// ISO 8601 duration.
        term: Option<String>,
        /// How often it is billed.
        billing_cycle: Option<String>,
        /// Whether it renews by itself.
        auto_renew: Option<bool>,
        /// The day on which the commitment ends.
        commitment_end: Option<Day>,
        /// The day on which it was bought.
        created_on: Option<Day>,
        /// A sum over subscriptions, which gives way to real ones.
        aggregate: bool,
        /// Whether it comes from a list of every seller's subscriptions.
        all_sellers: bool,
        /// The import file it came from.
        file_no: i64,
        /// The line of that file.
        line: u64,
    }
}

row! {
    /// A user, by number.
    pub UserRow in "users" {
        /// The customer.
        customer_id: CustomerId,
        /// The user's number within the customer, see `identities`.
        user_no: u32,
        /// What kind of account.
        kind: UserKind,
        /// The department.
        department: Option<String>,
        /// The day of deletion.
        deleted_on: Option<Day>,
        /// The number under which reports name the user by the sign-in name.
        principal_no: Option<u32>,
        /// The import file it came from.
        file_no: i64,
        /// The line of that file.
        line: u64,
    }
}

row! {
    /// A SKU held by a user.
    pub AssignmentRow in "assignments" {
        /// The customer.
        customer_id: CustomerId,
        /// The user's number within the customer.
        user_no: u32,
        /// The SKU as given: GUID or part number.
        sku: Arc<str>,
        /// The first day of holding.
        assigned_on: Day,
        /// The first day without it.
        removed_on: Option<Day>,
        /// The day of the snapshot that lists it, for assignments known from snapshots.
        listed_on: Option<Day>,
        /// The import file it came from.
        file_no: i64,
        /// The line of that file.
        line: u64,
    }
}

row! {
    /// A list of all assignments of a customer was taken as of a day.
    pub AssignmentSnapshotRow in "assignment_snapshots" {
        /// The customer.
        customer_id: CustomerId,
        /// The day whose end the list describes.
        as_of: Day,
        /// How many users it lists.
        users: u64,
        /// The import file it came from.
        file_no: i64,
    }
}

row! {
    /// Assigned units of a SKU without names.
    pub UnitsRow in "assigned_units" {
        /// The customer.
        customer_id: CustomerId,
        /// The SKU as given.
        sku: Arc<str>,
        /// How many people hold it.
        units: u64,
        /// The day whose end the record describes.
        as_of: Day,
        /// The import file it came from.
        file_no: i64,
        /// The line of that file.
        line: u64,
    }
}

row! {
    /// Whether a usage report calls a user licensed.
    pub FlagRow in "licence_flags" {
        /// The customer.
        customer_id: CustomerId,
        /// The user's number within the customer.
        user_no: u32,
        /// For which activity source.
        workload: Arc<str>,
        /// Whether a licence is held.
        licensed: bool,
        /// Since when.
        assigned_on: Option<Day>,
        /// The day whose end the report describes.
        as_of: Day,
        /// The import file it came from.
        file_no: i64,
        /// The line of that file.
        line: u64,
    }
}

row! {
    /// For which days an activity source is complete.
    pub CoverageRow in "coverage" {
        /// The customer.
        customer_id: CustomerId,
        /// The activity source; missing for all of them.
        source: Option<Arc<str>>,
        /// Daily or snapshot.
        kind: CoverageKind,
        /// The first day, included.
        first_day: Day,
        /// The last day, included.
        last_day: Day,
        /// The day on which it was recorded.
        recorded_on: Day,
        /// How many users a snapshot lists.
        users: Option<u64>,
        /// Which report says so: each lists other people.
        format: Option<Arc<str>>,
        /// Whether the users stand under concealed names.
        concealed: bool,
        /// The import file it came from.
        file_no: i64,
    }
}

row! {
    /// Which user a number means.
    pub(crate) IdentityRow in "identities" {
        /// The customer.
        customer_id: CustomerId,
        /// The number.
        user_no: u32,
        /// The user.
        user_key: UserKey,
    }
}

row! {
    /// A user whom reports name by a concealed name.
    pub(crate) ConcealedRow in "concealed_users" {
        /// The customer.
        customer_id: CustomerId,
        /// The user's number within the customer.
        user_no: u32,
    }
}

row! {
    /// Deployment of a SKU over a span of equal days.
    pub(crate) DeploymentRow in "deployment_daily" {
        /// The customer.
        customer_id: CustomerId,
        /// The SKU's GUID, or its part number when it is unmapped.
        sku: Arc<str>,
        /// The first day, included.
        first_day: Day,
        /// The last day, included.
        last_day: Day,
        /// Seats sold.
        sold: u64,
        /// Seats sold by the partner itself.
        sold_own: u64,
        /// Seats of trials.
        trial_seats: u64,
        /// Seats in grace.
        grace_seats: u64,
        /// People who hold the SKU; `None` when nothing tells it.
        assigned: Option<u64>,
    }
}

row! {
    /// Usage of a workload over a span of equal days.
    pub(crate) UsageRow in "usage_daily" {
        /// The customer.
        customer_id: CustomerId,
        /// The workload.
        workload: Arc<str>,
        /// The first day, included.
        first_day: Day,
        /// The last day, included.
        last_day: Day,
        /// Entitlements.
        entitlements: u64,
        /// Entitlements that the partner sold.
        entitlements_own: u64,
        /// Active members who hold the workload.
        held: Option<u64>,
        /// Active members who held it within the window.
        former: Option<u64>,
        /// Active members who did not.
        never: Option<u64>,
        /// Active members of whom nothing tells it.
        untold: Option<u64>,
        /// Active guests, shared, room and service accounts.
        active_other: Option<u64>,
        /// Overage by turnover.
        overage_turnover: Option<u64>,
        /// Overage by a duplicate subscription.
        overage_duplicate: Option<u64>,
        /// Overage by a trial.
        overage_trial: Option<u64>,
        /// Overage by use without a licence.
        overage_unlicensed: Option<u64>,
        /// Overage by another cause.
        overage_other: Option<u64>,
        /// How much is known.
        coverage: CoverageState,
        /// Of the 28 days, how many are known.
        days_covered: u32,
        /// Whether newer data is to be expected.
        preliminary: bool,
    }
}

row! {
    /// Usage of a workload by the holders of a SKU over a span of equal days.
    pub(crate) ProductUsageRow in "product_usage_daily" {
        /// The customer.
        customer_id: CustomerId,
        /// The SKU's GUID, or its part number when it is unmapped.
        sku: Arc<str>,
        /// The workload.
        workload: Arc<str>,
        /// The first day, included.
        first_day: Day,
        /// The last day, included.
        last_day: Day,
        /// Seats sold.
        qualified: u64,
        /// Active members who hold or held the SKU.
        active: Option<u64>,
        /// How much is known.
        coverage: CoverageState,
    }
}

row! {
    /// People over a span of equal days; every known day of the customer has one.
    pub(crate) PeopleRow in "people_daily" {
        /// The customer.
        customer_id: CustomerId,
        /// The first day, included.
        first_day: Day,
        /// The last day, included.
        last_day: Day,
        /// Members active in any workload.
        active: Option<u64>,
        /// Members who hold any paid SKU.
        licensed: Option<u64>,
    }
}

row! {
    /// The days for which counts of a customer are stored. Later days are computed when
    /// they are asked for.
    pub(crate) ExtentRow in "extents" {
        /// The customer.
        customer_id: CustomerId,
        /// The first day of which anything is known.
        first_day: Day,
        /// The last such day.
        last_day: Day,
        /// Since when something tells how many people hold a SKU: the first day that there is
        /// when it always does, the last one when it never does.
        assigned_since: Day,
    }
}
