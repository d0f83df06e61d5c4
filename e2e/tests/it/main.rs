//! The built program, driven from outside as a person or a script does.
//!
//! `UPTAKE_BIN` names the program.

#![expect(clippy::unwrap_used, reason = "what helps a test may fail as the test does")]

mod exports;
mod figures;
mod refusals;
mod surroundings;
mod uptake;
