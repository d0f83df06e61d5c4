//! The columns of the exports of signals (`docs/signals.md`): rows of months and of their ends.

use super::column;
use crate::{
    ColumnKind::{Count, Day, Percent, Text},
    Table,
};

/// Support and satisfaction: a row per month and customer, and one per workload of it. `day` is
/// the last of the month that is asked for.
pub const SUPPORT: Table = Table {
    name: "support",
    columns: &[
        column("day", Day),
        column("customer_id", Text),
        column("customer_name", Text),
        column("service", Text),
        column("workload", Text),
        column("tickets", Count),
        column("how_to", Count),
        column("fault", Count),
        column("access", Count),
        column("billing", Count),
        column("other", Count),
        column("unclassified", Count),
        column("coverage", Text),
        column("days_covered", Count),
        column("active", Count),
        column("covered_percent", Percent),
        column("csat_answers", Count),
        column("csat_sum", Count),
        column("csat_satisfied", Count),
        column("nps_answers", Count),
        column("nps_promoters", Count),
        column("nps_detractors", Count),
    ],
};

/// Unused paid seats: a row per end of a month, customer and SKU.
pub const UNUSED_SEATS: Table = Table {
    name: "unused_seats",
    columns: &[
        column("day", Day),
        column("customer_id", Text),
        column("customer_name", Text),
        column("sku_id", Text),
        column("sku_part_number", Text),
        column("product_name", Text),
        column("service", Text),
        column("sold", Count),
        column("assigned", Count),
        column("idle", Count),
        column("unreported_workloads", Text),
        column("unused", Count),
        column("unused_cost", Text),
        column("unused_unpriced", Count),
        column("reassignable", Count),
        column("reassignable_cost", Text),
        column("reassignable_unpriced", Count),
        column("reducible_30", Count),
        column("reducible_30_cost", Text),
        column("reducible_30_unpriced", Count),
        column("reducible_90", Count),
        column("reducible_90_cost", Text),
        column("reducible_90_unpriced", Count),
    ],
};
