//! Data files as actions of the Delta log, there and back.

use std::collections::HashMap;

use deltalake_core::kernel::{Add, LogicalFileView, Remove};
use serde::{Deserialize, Serialize};

use super::{CHECKSUM_TAG, DataFile, DeltaError};

/// The statistics of a file, in the JSON form that the Delta protocol gives.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Stats {
    num_records: u64,
    min_values: OfCustomer<String>,
    max_values: OfCustomer<String>,
    null_count: OfCustomer<u64>,
}

/// One value for [`super::CUSTOMER_COLUMN`].
#[derive(Debug, Serialize, Deserialize)]
struct OfCustomer<T> {
    customer_id: T,
}

/// The action that makes `file` part of the table.
pub(super) fn add(file: &DataFile, partition_column: Option<&str>) -> Add {
    let stats = Stats {
        num_records: file.rows,
        min_values: OfCustomer { customer_id: file.min_customer.clone() },
        max_values: OfCustomer { customer_id: file.max_customer.clone() },
        null_count: OfCustomer { customer_id: 0 },
    };
    let stats = serde_json::to_string(&stats).expect("text and numbers are always JSON");
    Add {
        path: file.path.clone(),
        partition_values: partition_values(file, partition_column),
        size: signed(file.size),
        modification_time: file.modified,
        data_change: true,
        stats: Some(stats),
        tags: Some(HashMap::from([(CHECKSUM_TAG.to_owned(), Some(file.checksum.clone()))])),
        ..Add::default()
    }
}

/// The action that takes `file` out of the table.
pub(super) fn remove(file: &DataFile, partition_column: Option<&str>, removed: i64) -> Remove {
    Remove {
        path: file.path.clone(),
        data_change: true,
        deletion_timestamp: Some(removed),
        extended_file_metadata: Some(true),
        partition_values: Some(partition_values(file, partition_column)),
        size: Some(signed(file.size)),
        ..Remove::default()
    }
}

/// Reads a file back out of the log of table `table`.
pub(super) fn data_file(
    view: &LogicalFileView,
    table: &str,
    partition_column: Option<&str>,
) -> Result<DataFile, DeltaError> {
    #[expect(deprecated, reason = "the other forms leave out the tags, and so our checksum")]
    let mut add = view.add_action();
    let path = add.path;
    let foreign = |missing: &'static str| DeltaError::ForeignFile {
        table: table.to_owned(),
        path: path.clone(),
        missing,
    };
    let checksum = add
        .tags
        .and_then(|mut tags| tags.remove(CHECKSUM_TAG)?)
        .ok_or_else(|| foreign("checksum"))?;
    let stats: Stats = add
        .stats
        .and_then(|stats| serde_json::from_str(&stats).ok())
        .ok_or_else(|| foreign("rows and customers"))?;
    let size = u64::try_from(add.size).ok().ok_or_else(|| foreign("size"))?;
    let partition = match partition_column {
        None => None,
        Some(column) => {
            let value = add.partition_values.remove(column).flatten();
            Some(value.ok_or_else(|| foreign("partition"))?)
        }
    };
    Ok(DataFile {
        size,
        rows: stats.num_records,
        partition,
        min_customer: stats.min_values.customer_id,
        max_customer: stats.max_values.customer_id,
        modified: add.modification_time,
        checksum,
        path,
    })
}

fn partition_values(
    file: &DataFile,
    partition_column: Option<&str>,
) -> HashMap<String, Option<String>> {
    partition_column.map(|column| (column.to_owned(), file.partition.clone())).into_iter().collect()
}

/// The protocol's sizes are signed; no file is that large.
fn signed(size: u64) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}
