//! What results look like: tables for people, JSON and flat rows for programs.
//!
//! A view holds a report and knows its three shapes. It words and lays out; every number in
//! it comes from the report.

mod actions;
mod care;
mod catalogue;
mod customer;
mod explain;
mod figures;
mod flat;
mod import;
mod ledger;
mod plays;
mod portfolio;
#[cfg(test)]
mod samples;
mod sellers;
mod sheet;
mod unmapped;
mod update;

use serde_json::Value;
use uptake_l10n::Words;

pub(crate) use actions::ActionsView;
pub(crate) use care::{AuditEndView, DigestView, DoneView, VerifiedView};
pub(crate) use catalogue::{AddedView, CatalogueView, SkuView};
pub(crate) use customer::CustomerView;
pub(crate) use explain::ExplainView;
pub(crate) use flat::Flat;
pub(crate) use import::ImportView;
pub(crate) use ledger::LedgerView;
pub(crate) use plays::{CheckedPlayView, PlaysView};
pub(crate) use portfolio::PortfolioView;
pub(crate) use unmapped::UnmappedView;
pub(crate) use update::{Taken, UpdateView};

/// A result in its three shapes.
pub(crate) trait View {
    /// For people: ends with a line end.
    fn table(&self, page: &Page<'_>) -> String;
    /// For programs: one document, with keys in `snake_case`.
    fn json(&self) -> Value;
    /// For spreadsheets and programs: one kind of row.
    fn rows(&self) -> Flat;
    /// What a person is told on standard error, because the rows have no room for it.
    fn aside(&self, _words: &Words) -> Option<String> {
        None
    }
}

/// The page that tables are laid out on.
pub(crate) struct Page<'a> {
    /// The reader's language.
    pub(crate) words: &'a Words,
    /// Characters in a line.
    pub(crate) width: u16,
}
