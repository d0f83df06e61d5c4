//! One value of a typed column, as CSV would spell it.

use std::fmt::Write;

use arrow_array::{
    Array, ArrayRef,
    cast::AsArray,
    types::{
        Date32Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type,
        UInt16Type, UInt32Type, UInt64Type,
    },
};
use arrow_schema::DataType;
use uptake_model::Day;

/// Whether values of this type can be spelled.
pub(super) fn is_readable(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::Null
            | DataType::Boolean
            | DataType::Int8
            | DataType::Int16
            | DataType::Int32
            | DataType::Int64
            | DataType::UInt8
            | DataType::UInt16
            | DataType::UInt32
            | DataType::UInt64
            | DataType::Float32
            | DataType::Float64
            | DataType::Date32
            | DataType::Utf8
            | DataType::LargeUtf8
            | DataType::Utf8View
    )
}

/// Writes a value that is not null; nothing when its type is not readable.
pub(super) fn write(column: &ArrayRef, at: usize, into: &mut String) {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the types are Arrow's, not ours")]
    let number: &dyn std::fmt::Display = match column.data_type() {
        DataType::Utf8 => return into.push_str(column.as_string::<i32>().value(at)),
        DataType::LargeUtf8 => return into.push_str(column.as_string::<i64>().value(at)),
        DataType::Utf8View => return into.push_str(column.as_string_view().value(at)),
        DataType::Boolean => &column.as_boolean().value(at),
        DataType::Int8 => &column.as_primitive::<Int8Type>().value(at),
        DataType::Int16 => &column.as_primitive::<Int16Type>().value(at),
        DataType::Int32 => &column.as_primitive::<Int32Type>().value(at),
        DataType::Int64 => &column.as_primitive::<Int64Type>().value(at),
        DataType::UInt8 => &column.as_primitive::<UInt8Type>().value(at),
        DataType::UInt16 => &column.as_primitive::<UInt16Type>().value(at),
        DataType::UInt32 => &column.as_primitive::<UInt32Type>().value(at),
        DataType::UInt64 => &column.as_primitive::<UInt64Type>().value(at),
        DataType::Float32 => &column.as_primitive::<Float32Type>().value(at),
        DataType::Float64 => &column.as_primitive::<Float64Type>().value(at),
        DataType::Date32 => return write_date(column.as_primitive::<Date32Type>().value(at), into),
        _ => return,
    };
    write!(into, "{number}").expect("a string takes any text");
}

/// Writes a day; a number beyond the product's days stays one and is refused as it stands.
fn write_date(days: i32, into: &mut String) {
    let day = Day::from_epoch_days(days);
    let is_known = day.epoch_days() == days;
    let written = if is_known { write!(into, "{day}") } else { write!(into, "{days}") };
    written.expect("a string takes any text");
}
