//! Rows of every table but activity: parsed one by one, each identity once.

use std::fmt::{self, Debug, Write};

use hashbrown::HashMap;
use uptake_model::{
    Catalogue, SkuRef,
    facts::{Facts, Sourced},
    problem::{Problem, ProblemCode},
};

use super::{
    TableReader,
    cells::{Cells, Columns},
};
use crate::{cell::Dates, text::Row};

/// A fact that one row says.
pub(super) trait NativeRow: Debug + Sized {
    /// Reads the cells; `None` when a required one cannot be read.
    fn parse(cells: &mut Cells<'_>, dates: Dates) -> Option<Self>;
    /// The parts that tell this fact from others of its table, SKUs left out.
    fn identity(&self) -> Vec<String>;
    /// The SKU, when it is part of the fact.
    fn sku(&mut self) -> Option<&mut SkuRef> {
        None
    }
    /// Whether the SKU is part of the identity.
    const SKU_IDENTIFIES: bool = false;
    /// The facts of many rows.
    fn facts(rows: Vec<Sourced<Self>>) -> Facts;
}

/// Takes the rows of a table.
pub(super) struct Rows<'a, T> {
    file: &'a str,
    columns: Columns,
    catalogue: &'a Catalogue,
    dates: Dates,
    seen: HashMap<[u8; 16], Seen>,
    pub(super) waiting: Vec<Sourced<T>>,
}

/// A row that was read, told from others by hashes: tables of millions of rows fit.
struct Seen {
    line: u64,
    content: u64,
}

impl<'a, T: NativeRow> Rows<'a, T> {
    pub(super) fn new(
        columns: Columns,
        file: &'a str,
        catalogue: &'a Catalogue,
        dates: Dates,
    ) -> Self {
        Self { file, columns, catalogue, dates, seen: HashMap::new(), waiting: Vec::new() }
    }

    /// A cell of a row, whatever stands in it.
    pub(super) fn cell<'r>(&self, row: Row<'r>, column: &str) -> &'r str {
        row.field(self.columns.at(column))
    }

    /// Takes a row; `Ok(None)` when an equal one was taken before.
    pub(super) fn take_new(&mut self, row: Row<'_>) -> Result<Option<&T>, Vec<Problem>> {
        let mut cells = Cells::new(row, &self.columns, self.file);
        let parsed = T::parse(&mut cells, self.dates);
        let problems = cells.into_problems();
        let Some(mut fact) = parsed.filter(|_| problems.is_empty()) else { return Err(problems) };
        let (identity, content) = self.hashes(&mut fact);
        match self.seen.get(&identity) {
            Some(seen) if seen.content == content => return Ok(None),
            Some(seen) => {
                let problem = Problem::new(ProblemCode::ConflictingRows, self.file)
                    .at_line(row.line)
                    .with_excerpt(&row.raw())
                    .with("line", &seen.line);
                return Err(vec![problem]);
            }
            None => {}
        }
        self.seen.insert(identity, Seen { line: row.line, content });
        self.waiting.push(Sourced { line: row.line, fact });
        Ok(self.waiting.last().map(|it| &it.fact))
    }

    /// Hashes what the fact is about and what it says. Two spellings of a SKU are one.
    fn hashes(&self, fact: &mut T) -> ([u8; 16], u64) {
        let mut identity = Hashed(blake3::Hasher::new());
        for part in fact.identity() {
            identity.part(&part);
        }
        let canonical = fact.sku().map(|it| self.catalogue.canonical(it));
        if let Some(sku) = canonical.as_ref().filter(|_| T::SKU_IDENTIFIES) {
            identity.part(&sku.to_string());
        }
        let given = fact.sku().zip(canonical).map(|(sku, it)| std::mem::replace(sku, it));
        let mut content = Hashed(blake3::Hasher::new());
        write!(content, "{fact:?}").expect("a hash takes any text");
        if let Some((sku, given)) = fact.sku().zip(given) {
            *sku = given;
        }
        (identity.bytes(), u64::from_le_bytes(content.bytes()))
    }
}

struct Hashed(blake3::Hasher);

impl Hashed {
    /// Adds a text and its length, so that two parts cannot be read as one.
    fn part(&mut self, text: &str) {
        self.0.update(&text.len().to_le_bytes());
        self.0.update(text.as_bytes());
    }

    fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.finalize_xof().fill(&mut bytes);
        bytes
    }
}

impl Write for Hashed {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}

impl<T: NativeRow> TableReader for Rows<'_, T> {
    fn take(&mut self, row: Row<'_>) -> Result<(), Vec<Problem>> {
        self.take_new(row).map(|_fact| ())
    }

    fn waiting(&self) -> usize {
        self.waiting.len()
    }

    fn drain(&mut self) -> Facts {
        T::facts(std::mem::take(&mut self.waiting))
    }

    fn coverage(&mut self) -> Option<Facts> {
        None
    }
}
