//! The arithmetic against a reference written from the text, the invariants of
//! `spec/metrics.md`, and examples that people can read.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what helps a test may fail as the test does"
)]

mod agreement;
mod examples;
mod explain;
mod fixture;
mod generator;
mod invariants;
mod portfolio;
mod reference;
mod settling;
mod signals;
mod signals_reference;
mod totals;
