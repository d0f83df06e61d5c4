//! A table's columns in the words of Delta.

use arrow_schema::{DataType as ArrowType, Schema};
use deltalake_core::kernel::{DataType, PrimitiveType, StructField, StructType};

use super::{CUSTOMER_COLUMN, DeltaError};

/// Translates the columns, in their order.
///
/// The partition column is among them, though it is in no data file.
pub(super) fn delta_columns(
    schema: &Schema,
    partition_column: Option<&str>,
) -> Result<Vec<StructField>, DeltaError> {
    require_text(schema, CUSTOMER_COLUMN)?;
    if let Some(partition_column) = partition_column {
        require_text(schema, partition_column)?;
    }
    schema
        .fields()
        .iter()
        .map(|field| {
            let primitive =
                primitive_type(field.data_type()).ok_or_else(|| DeltaError::Column {
                    column: field.name().clone(),
                    reason: format!("no column is of type {}", field.data_type()),
                })?;
            let data_type = DataType::Primitive(primitive);
            Ok(StructField::new(field.name(), data_type, field.is_nullable()))
        })
        .collect()
}

/// The columns as a person reads them: `customer_id string not null, month string`.
pub(super) fn spelled<'a>(columns: impl Iterator<Item = &'a StructField>) -> String {
    let columns: Vec<String> = columns
        .map(|it| {
            let null = if it.is_nullable() { "" } else { " not null" };
            format!("{} {}{null}", it.name(), it.data_type())
        })
        .collect();
    columns.join(", ")
}

/// The columns of an existing table.
pub(super) fn spelled_table(schema: &StructType) -> String {
    spelled(schema.fields())
}

fn require_text(schema: &Schema, column: &str) -> Result<(), DeltaError> {
    let is_text =
        schema.field_with_name(column).is_ok_and(|field| *field.data_type() == ArrowType::Utf8);
    if is_text {
        return Ok(());
    }
    Err(DeltaError::Column {
        column: column.to_owned(),
        reason: "it is needed as a text column".to_owned(),
    })
}

/// Kept to the types our tables use: each has one meaning in every Delta reader.
fn primitive_type(arrow: &ArrowType) -> Option<PrimitiveType> {
    if *arrow == ArrowType::Utf8 {
        Some(PrimitiveType::String)
    } else if *arrow == ArrowType::Int32 {
        Some(PrimitiveType::Integer)
    } else if *arrow == ArrowType::Int64 {
        Some(PrimitiveType::Long)
    } else if *arrow == ArrowType::Boolean {
        Some(PrimitiveType::Boolean)
    } else if *arrow == ArrowType::Date32 {
        Some(PrimitiveType::Date)
    } else if *arrow == ArrowType::Binary {
        Some(PrimitiveType::Binary)
    } else {
        None
    }
}
