//! Microsoft's list "Product names and service plan identifiers for licensing": one row for
//! each plan of each SKU.
//!
//! It comes in several shapes: in Windows-1252 with a header `String_ Id`, in UTF-8 with a
//! byte order mark, with either line end, and with stray spaces and tabs in its cells.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
};

use uptake_model::{
    Guid,
    problem::{Problem, ProblemCode},
};

use crate::text::{Record, TextFile};

#[cfg(test)]
pub(crate) mod tests;

const COLUMNS: [&str; 4] = ["Product_Display_Name", "String_Id", "GUID", "Service_Plan_Name"];

/// A SKU of the list with its plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedSku {
    /// The GUID, the key of the list.
    pub id: Guid,
    /// The part number. The list has had one part number for two SKUs.
    pub part_number: String,
    /// The name. Of several names, the one of the most rows.
    pub name: String,
    /// The names of the service plans.
    pub plans: BTreeSet<String>,
}

/// Reads the list; the SKUs come in the order of their GUIDs.
///
/// A list that was cut is refused as far as it can be told: a product that is missing at its
/// end would look like one that Microsoft has taken off the list.
pub fn read_list(name: &str, bytes: &[u8]) -> Result<Vec<ListedSku>, Vec<Problem>> {
    let text = decode(bytes);
    // In memory nothing fails to be read.
    let failed = |_: io::Error| vec![Problem::new(ProblemCode::InvalidText, name)];
    let opened = TextFile::open(name, text.as_bytes()).map_err(failed)?;
    let mut file = opened.map_err(|problem| vec![problem])?;
    let columns = columns(name, file.header())?;

    let mut rows: BTreeMap<Guid, Rows> = BTreeMap::new();
    let mut problems = Vec::new();
    while let Some(record) = file.next_record().map_err(failed)? {
        let row = match record {
            Record::Row(row) => row,
            Record::Bad(_, problem) | Record::Broken(problem) => {
                problems.push(problem);
                continue;
            }
        };
        let cells = columns.map(|at| tidy(row.field(at)));
        let [product, part_number, guid, plan] = cells;
        let named = [&product, &part_number, &guid, &plan];
        if let Some(at) = named.iter().position(|it| it.is_empty()) {
            let column = COLUMNS.get(at).copied().unwrap_or_default();
            let problem = Problem::new(ProblemCode::MissingValue, name).at_line(row.line);
            problems.push(problem.with("column", column));
            continue;
        }
        let Some(id) = Guid::parse_bytes(guid.as_bytes()) else {
            let problem = Problem::new(ProblemCode::MalformedGuid, name).at_line(row.line);
            problems.push(problem.in_column("GUID", &guid));
            continue;
        };
        let sku = rows.entry(id).or_default();
        *sku.names.entry(product).or_default() += 1;
        *sku.part_numbers.entry(part_number).or_default() += 1;
        sku.plans.insert(plan);
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    if rows.is_empty() {
        return Err(vec![Problem::new(ProblemCode::HeaderOnly, name)]);
    }
    Ok(rows.into_iter().map(|(id, rows)| rows.into_sku(id)).collect())
}

/// What the rows of one GUID say; names with the number of their rows.
#[derive(Default)]
struct Rows {
    names: BTreeMap<String, u32>,
    part_numbers: BTreeMap<String, u32>,
    plans: BTreeSet<String>,
}

impl Rows {
    fn into_sku(self, id: Guid) -> ListedSku {
        ListedSku {
            id,
            part_number: most_frequent(self.part_numbers),
            name: most_frequent(self.names),
            plans: self.plans,
        }
    }
}

/// The text of the most rows; of several, the first in order.
fn most_frequent(texts: BTreeMap<String, u32>) -> String {
    let mut texts: Vec<(String, u32)> = texts.into_iter().collect();
    texts.sort_by_key(|(_, rows)| std::cmp::Reverse(*rows));
    texts.into_iter().next().map(|(text, _)| text).unwrap_or_default()
}

fn decode(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// Whether a header is that of the list.
pub(crate) fn is_list(header: &[String]) -> bool {
    COLUMNS.iter().all(|it| position(header, it).is_some())
}

/// Where a column is. Spaces and case in the header do not matter.
fn position(header: &[String], column: &str) -> Option<usize> {
    let bare = |text: &str| text.replace(char::is_whitespace, "").to_lowercase();
    header.iter().position(|it| bare(it) == column.to_lowercase())
}

fn columns(name: &str, header: &[String]) -> Result<[usize; 4], Vec<Problem>> {
    let mut problems = Vec::new();
    let columns = COLUMNS.map(|column| {
        position(header, column).unwrap_or_else(|| {
            let problem = Problem::new(ProblemCode::MissingColumn, name).at_line(1);
            problems.push(problem.with("column", column).with("table", "products"));
            0
        })
    });
    if problems.is_empty() { Ok(columns) } else { Err(problems) }
}

/// The cell without stray white space: tabs at the end, no-break spaces, two spaces.
fn tidy(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}
