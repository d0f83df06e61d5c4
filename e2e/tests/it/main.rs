//! The built program, driven from outside as a person or a script does.
//!
//! `UPTAKE_BIN` names the program.

#![expect(clippy::unwrap_used, reason = "what helps a test may fail as the test does")]

mod catalogue;
mod exports;
mod figures;
mod postgres;
mod programs;
mod refusals;
mod uptake;
