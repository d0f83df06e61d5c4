//! The words: codes with arguments become sentences in the reader's language.
//!
//! The messages live in `l10n/{en,es}/*.ftl` (Project Fluent) and are compiled in. Numbers,
//! percentages and days are written as the language writes them. Nothing here decides what
//! to say: codes come from the model, figures from the arithmetic.
//!
//! **Invariant:** both languages have the same messages with the same variables (tested),
//! and no function fails: a message that is missing shows its own name.

mod figures;
mod language;
mod messages;
mod problem;
mod visible;
mod words;

pub use figures::{
    coverage_text, overage_parts, seller_text, service_text, sku_class_text, status_text,
    user_kind_text,
};
pub use language::{Language, UnknownLanguage};
pub use problem::{problem_hint, problem_place, problem_text};
pub use visible::{visible, visible_lines};
pub use words::{Arg, Words};
