//! Starts the built program as a server and asks it as browsers and programs do.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what helps a test may fail as the test does"
)]

mod abuse;
mod catalogue;
mod clients;
mod document;
mod exports;
mod hostile;
mod insights;
mod organisation;
mod page;
mod people;
mod plays;
mod program;
mod reports;
mod signals;
mod webhooks;
