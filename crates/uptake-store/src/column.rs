//! Columns: how a field of a row lies in a table.

use std::sync::Arc;

use arrow_array::{
    Array, ArrayRef, BinaryArray, BooleanArray, Date32Array, DictionaryArray, Int32Array,
    Int64Array, RecordBatch, StringArray, cast::AsArray, types::Int32Type,
};
use arrow_schema::{ArrowError, DataType};
use uptake_model::{
    CustomerId, Day, UserKey,
    counts::CoverageState,
    facts::{CoverageKind, Seller, Status, UserKind},
};

/// A type that can be a column. Lists of values become arrays and back.
pub(crate) trait Column: Sized {
    /// The Arrow type.
    fn data_type() -> DataType;
    /// Whether a value may be missing.
    const NULLABLE: bool;
    /// Lays values out.
    fn build<'a>(values: impl ExactSizeIterator<Item = &'a Self>) -> ArrayRef
    where
        Self: 'a;
    /// Reads them back.
    fn read(array: &dyn Array) -> Result<Vec<Self>, ArrowError>;
    /// What stands for the column in a file that was written before there was one.
    fn absent() -> Option<Self> {
        None
    }
}

/// The values of a column; a table may have got it after the file was written.
pub(crate) fn values<T: Column + Clone>(
    batch: &RecordBatch,
    name: &str,
    table: &str,
) -> Result<Vec<T>, ArrowError> {
    if let Some(column) = batch.column_by_name(name) {
        return T::read(&**column);
    }
    let missing = || ArrowError::SchemaError(format!("no column {name} in {table}"));
    Ok(vec![T::absent().ok_or_else(missing)?; batch.num_rows()])
}

/// Text that repeats: kept once per file, with a number per row.
pub(crate) fn dictionary_type() -> DataType {
    DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))
}

fn wrong(expected: &str, array: &dyn Array) -> ArrowError {
    ArrowError::SchemaError(format!("expected {expected}, found {}", array.data_type()))
}

fn bad_value(text: &str) -> ArrowError {
    ArrowError::ParseError(format!("unexpected value `{text}`"))
}

/// Builds a dictionary column; equal neighbours are looked up once.
pub(crate) fn build_dictionary<'a, T: PartialEq + 'a>(
    values: impl ExactSizeIterator<Item = Option<&'a T>>,
    text: impl Fn(&T) -> String,
) -> ArrayRef {
    let mut words: Vec<String> = Vec::new();
    let mut numbers = std::collections::HashMap::new();
    let mut keys: Vec<Option<i32>> = Vec::with_capacity(values.len());
    let mut last: Option<(&T, i32)> = None;
    for value in values {
        let Some(value) = value else {
            keys.push(None);
            continue;
        };
        let key = match last {
            Some((same, key)) if same == value => key,
            Some(_) | None => *numbers.entry(text(value)).or_insert_with_key(|word| {
                words.push(word.clone());
                i32::try_from(words.len() - 1).unwrap_or(i32::MAX)
            }),
        };
        last = Some((value, key));
        keys.push(Some(key));
    }
    let words: ArrayRef = Arc::new(StringArray::from(words));
    // The keys were made from the length of `words` one by one.
    match DictionaryArray::<Int32Type>::try_new(Int32Array::from(keys), words) {
        Ok(array) => Arc::new(array),
        Err(_) => Arc::new(StringArray::new_null(0)),
    }
}

/// Reads a text column, dictionary or plain; each distinct word is parsed once when it can be.
pub(crate) fn read_text<T: Clone>(
    array: &dyn Array,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Vec<Option<T>>, ArrowError> {
    if let Some(dictionary) = array.as_any_dictionary_opt() {
        let words = dictionary.values();
        let words = words.as_string_opt::<i32>().ok_or_else(|| wrong("text", &**words))?;
        let keys = dictionary
            .keys()
            .as_primitive_opt::<Int32Type>()
            .ok_or_else(|| wrong("32-bit keys", array))?;
        let parse =
            |it: Option<&str>| it.and_then(&parse).ok_or_else(|| bad_value(it.unwrap_or("null")));
        if keys.len() < words.len() {
            // A part of the rows: most words may be those of others.
            let place = |key: i32| usize::try_from(key).ok().filter(|it| *it < words.len());
            let word = |key: i32| parse(place(key).map(|it| words.value(it)));
            return keys.iter().map(|key| key.map(word).transpose()).collect();
        }
        let words: Vec<T> = words.iter().map(parse).collect::<Result<_, _>>()?;
        return Ok(keys
            .iter()
            .map(|key| key.and_then(|it| words.get(usize::try_from(it).ok()?)).cloned())
            .collect());
    }
    let text = array.as_string_opt::<i32>().ok_or_else(|| wrong("text", array))?;
    text.iter().map(|it| it.map(|it| parse(it).ok_or_else(|| bad_value(it))).transpose()).collect()
}

fn required<T>(values: Vec<Option<T>>) -> Result<Vec<T>, ArrowError> {
    let values: Option<Vec<T>> = values.into_iter().collect();
    values.ok_or_else(|| ArrowError::SchemaError("a required value is missing".to_owned()))
}

/// Implements [`Column`] for a type and for `Option` of it, through a dictionary of words.
macro_rules! word_column {
    ($type:ty, $text:expr, $parse:expr) => {
        impl Column for $type {
            fn data_type() -> DataType {
                dictionary_type()
            }
            const NULLABLE: bool = false;
            fn build<'a>(values: impl ExactSizeIterator<Item = &'a Self>) -> ArrayRef {
                build_dictionary(values.map(Some), $text)
            }
            fn read(array: &dyn Array) -> Result<Vec<Self>, ArrowError> {
                required(read_text(array, $parse)?)
            }
        }
        impl Column for Option<$type> {
            fn data_type() -> DataType {
                dictionary_type()
            }
            const NULLABLE: bool = true;
            fn build<'a>(values: impl ExactSizeIterator<Item = &'a Self>) -> ArrayRef {
                build_dictionary(values.map(Option::as_ref), $text)
            }
            fn read(array: &dyn Array) -> Result<Vec<Self>, ArrowError> {
                read_text(array, $parse)
            }
            fn absent() -> Option<Self> {
                Some(None)
            }
        }
    };
}

/// Implements [`Column`] for a type and for `Option` of it, through a primitive array.
macro_rules! plain_column {
    ($type:ty, $data_type:expr, $array:ty, $native:ty, $to:expr, $from:expr) => {
        impl Column for $type {
            fn data_type() -> DataType {
                $data_type
            }
            const NULLABLE: bool = false;
            fn build<'a>(values: impl ExactSizeIterator<Item = &'a Self>) -> ArrayRef {
                let to = $to;
                Arc::new(<$array>::from_iter_values(values.map(|it| to(it))))
            }
            fn read(array: &dyn Array) -> Result<Vec<Self>, ArrowError> {
                let typed = array.as_any().downcast_ref::<$array>();
                let typed = typed.ok_or_else(|| wrong(stringify!($array), array))?;
                if typed.null_count() > 0 {
                    return Err(wrong("no missing value", array));
                }
                Ok(typed.values().iter().copied().map($from).collect())
            }
        }
        impl Column for Option<$type> {
            fn data_type() -> DataType {
                $data_type
            }
            const NULLABLE: bool = true;
            fn build<'a>(values: impl ExactSizeIterator<Item = &'a Self>) -> ArrayRef {
                let to = $to;
                Arc::new(values.map(|it| it.as_ref().map(|it| to(it))).collect::<$array>())
            }
            fn read(array: &dyn Array) -> Result<Vec<Self>, ArrowError> {
                let typed = array.as_any().downcast_ref::<$array>();
                let typed = typed.ok_or_else(|| wrong(stringify!($array), array))?;
                Ok(typed.iter().map(|it| it.map($from)).collect())
            }
            fn absent() -> Option<Self> {
                Some(None)
            }
        }
    };
}

word_column!(CustomerId, ToString::to_string, |it: &str| it.parse().ok());
word_column!(String, Clone::clone, |it: &str| Some(it.to_owned()));
word_column!(Arc<str>, |it: &Arc<str>| it.to_string(), |it: &str| Some(Arc::from(it)));
word_column!(Status, |it: &Status| status_text(*it).to_owned(), parse_status);
word_column!(Seller, |it: &Seller| seller_text(*it).to_owned(), parse_seller);
word_column!(UserKind, |it: &UserKind| kind_text(*it).to_owned(), parse_kind);
word_column!(CoverageKind, |it: &CoverageKind| coverage_text(*it).to_owned(), parse_coverage);
word_column!(CoverageState, |it: &CoverageState| it.as_str().to_owned(), parse_state);

plain_column!(
    u64,
    DataType::Int64,
    Int64Array,
    i64,
    |it: &u64| i64::try_from(*it).unwrap_or(i64::MAX),
    |it: i64| u64::try_from(it).unwrap_or(0)
);
plain_column!(i64, DataType::Int64, Int64Array, i64, |it: &i64| *it, |it: i64| it);
plain_column!(i32, DataType::Int32, Int32Array, i32, |it: &i32| *it, |it: i32| it);
plain_column!(u32, DataType::Int32, Int32Array, i32, |it: &u32| it.cast_signed(), |it: i32| it
    .cast_unsigned());
plain_column!(
    Day,
    DataType::Date32,
    Date32Array,
    i32,
    |it: &Day| it.epoch_days(),
    Day::from_epoch_days
);

impl Column for bool {
    fn data_type() -> DataType {
        DataType::Boolean
    }
    const NULLABLE: bool = false;
    fn build<'a>(values: impl ExactSizeIterator<Item = &'a Self>) -> ArrayRef {
        Arc::new(values.map(|it| Some(*it)).collect::<BooleanArray>())
    }
    fn read(array: &dyn Array) -> Result<Vec<Self>, ArrowError> {
        required(Option::<bool>::read(array)?)
    }
    fn absent() -> Option<Self> {
        Some(false)
    }
}

impl Column for Option<bool> {
    fn data_type() -> DataType {
        DataType::Boolean
    }
    const NULLABLE: bool = true;
    fn build<'a>(values: impl ExactSizeIterator<Item = &'a Self>) -> ArrayRef {
        Arc::new(values.copied().collect::<BooleanArray>())
    }
    fn read(array: &dyn Array) -> Result<Vec<Self>, ArrowError> {
        let typed = array.as_boolean_opt().ok_or_else(|| wrong("booleans", array))?;
        Ok(typed.iter().collect())
    }
}

impl Column for UserKey {
    fn data_type() -> DataType {
        DataType::Binary
    }
    const NULLABLE: bool = false;
    fn build<'a>(values: impl ExactSizeIterator<Item = &'a Self>) -> ArrayRef {
        Arc::new(BinaryArray::from_iter_values(values.map(|it| it.0)))
    }
    fn read(array: &dyn Array) -> Result<Vec<Self>, ArrowError> {
        required(Option::<Self>::read(array)?)
    }
}

impl Column for Option<UserKey> {
    fn data_type() -> DataType {
        DataType::Binary
    }
    const NULLABLE: bool = true;
    fn build<'a>(values: impl ExactSizeIterator<Item = &'a Self>) -> ArrayRef {
        Arc::new(values.map(|it| it.map(|it| it.0)).collect::<BinaryArray>())
    }
    fn read(array: &dyn Array) -> Result<Vec<Self>, ArrowError> {
        let typed = array.as_binary_opt::<i32>().ok_or_else(|| wrong("bytes", array))?;
        typed
            .iter()
            .map(|it| it.map(|it| it.try_into().map(UserKey)).transpose())
            .collect::<Result<_, _>>()
            .map_err(|_wrong_length: std::array::TryFromSliceError| wrong("16 bytes", array))
    }
}

/// The 32-bit numbers of a column that has no missing value.
pub(crate) fn read_i32(array: &dyn Array) -> Result<&[i32], ArrowError> {
    let typed = array.as_primitive_opt::<Int32Type>().ok_or_else(|| wrong("int32", array))?;
    Ok(typed.values())
}

/// Pairs each word of an enum with its variant, both ways.
macro_rules! words {
    ($text:ident, $parse:ident, $type:ident { $($variant:ident = $word:literal),* $(,)? }) => {
        fn $text(value: $type) -> &'static str {
            match value { $($type::$variant => $word,)* }
        }
        fn $parse(word: &str) -> Option<$type> {
            match word { $($word => Some($type::$variant),)* _ => None }
        }
    };
}

words!(status_text, parse_status, Status {
    Active = "active",
    Grace = "grace",
    Suspended = "suspended",
    Disabled = "disabled",
    Expired = "expired",
    Deprovisioned = "deprovisioned",
    Cancelled = "cancelled",
    Converted = "converted",
    Pending = "pending",
});
words!(seller_text, parse_seller, Seller {
    Own = "own",
    Partner = "partner",
    Microsoft = "microsoft",
});
words!(kind_text, parse_kind, UserKind {
    Member = "member",
    Guest = "guest",
    Shared = "shared",
    Room = "room",
    Service = "service",
});
words!(coverage_text, parse_coverage, CoverageKind {
    Daily = "daily",
    Snapshot = "snapshot",
});

fn parse_state(word: &str) -> Option<CoverageState> {
    [CoverageState::Missing, CoverageState::LowerBound, CoverageState::Complete]
        .into_iter()
        .find(|it| it.as_str() == word)
}
