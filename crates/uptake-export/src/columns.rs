//! The columns of the exports (`spec/formats.md`, 3).

use crate::{
    Column,
    ColumnKind::{self, Count, Day, Percent, Text},
    Table,
};

mod signals;
#[cfg(test)]
mod tests;

pub use signals::{SUPPORT, UNUSED_SEATS};

/// Deployment: a row per day, customer and SKU.
pub const DEPLOYMENT: Table = Table {
    name: "deployment",
    columns: &[
        column("day", Day),
        column("customer_id", Text),
        column("customer_name", Text),
        column("sku_id", Text),
        column("sku_part_number", Text),
        column("product_name", Text),
        column("service", Text),
        column("sold", Count),
        column("sold_own", Count),
        column("trial_seats", Count),
        column("grace_seats", Count),
        column("assigned", Count),
        column("deployment_percent", Percent),
        column("excess", Count),
    ],
};

/// Usage: a row per day, customer and workload.
pub const USAGE: Table = Table {
    name: "usage",
    columns: &[
        column("day", Day),
        column("customer_id", Text),
        column("customer_name", Text),
        column("service", Text),
        column("workload", Text),
        column("entitlements", Count),
        column("entitlements_own", Count),
        column("active", Count),
        column("held", Count),
        column("former", Count),
        column("never", Count),
        column("active_other", Count),
        column("usage_percent", Percent),
        column("covered_percent", Percent),
        column("overage", Count),
        column("overage_turnover", Count),
        column("overage_duplicate", Count),
        column("overage_trial", Count),
        column("overage_unlicensed", Count),
        column("overage_other", Count),
        column("coverage", Text),
        column("days_covered", Count),
    ],
};

/// Usage of a workload by the holders of a SKU: a row per day, customer, SKU and workload.
pub const PRODUCT_USAGE: Table = Table {
    name: "product_usage",
    columns: &[
        column("day", Day),
        column("customer_id", Text),
        column("customer_name", Text),
        column("sku_id", Text),
        column("sku_part_number", Text),
        column("product_name", Text),
        column("service", Text),
        column("workload", Text),
        column("qualified", Count),
        column("active", Count),
        column("usage_percent", Percent),
        column("coverage", Text),
    ],
};

/// Sums over the customers in scope: a row per day and workload, and a row per day and SKU.
///
/// The cells that do not apply to a row (`sold` of a workload, `entitlements` of a SKU) are
/// missing. Median and bands are of the row's own percentage. A band counts the customers
/// from its lower to below its upper end; the last one also has those at 100 and above.
pub const PORTFOLIO: Table = Table {
    name: "portfolio",
    columns: &[
        column("day", Day),
        column("service", Text),
        column("workload", Text),
        column("sku_id", Text),
        column("sku_part_number", Text),
        column("product_name", Text),
        column("sold", Count),
        column("sold_own", Count),
        column("trial_seats", Count),
        column("grace_seats", Count),
        column("assigned", Count),
        column("deployment_percent", Percent),
        column("excess", Count),
        column("entitlements", Count),
        column("entitlements_own", Count),
        column("active", Count),
        column("held", Count),
        column("former", Count),
        column("never", Count),
        column("active_other", Count),
        column("usage_percent", Percent),
        column("covered_percent", Percent),
        column("overage", Count),
        column("overage_turnover", Count),
        column("overage_duplicate", Count),
        column("overage_trial", Count),
        column("overage_unlicensed", Count),
        column("overage_other", Count),
        column("customers_counted", Count),
        column("customers_missing", Count),
        column("median_percent", Percent),
        column("band_0_20", Count),
        column("band_20_40", Count),
        column("band_40_60", Count),
        column("band_60_80", Count),
        column("band_80_100", Count),
    ],
};

/// Every export, in the order in which the command line lists them.
pub const ALL: [Table; 6] = [DEPLOYMENT, USAGE, PRODUCT_USAGE, PORTFOLIO, SUPPORT, UNUSED_SEATS];

const fn column(name: &'static str, kind: ColumnKind) -> Column {
    Column { name, kind }
}
