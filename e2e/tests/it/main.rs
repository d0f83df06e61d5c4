//! The built program, driven from outside as a person or a script does.
//!
//! `UPTAKE_BIN` names the program.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what helps a test may fail as the test does"
)]

mod catalogue;
mod demo;
mod exports;
mod figures;
mod formats;
mod options;
mod peculiarities;
mod postgres;
mod programs;
mod refusals;
mod surroundings;
mod uptake;
