//! Whatever is damaged in a data folder, `verify` finds it and names the file; what can be made
//! anew, is.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::integer_division,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "a test stops where something is not as expected, and says what it did"
)]

mod database;
mod files;
mod fixture;
mod repair;
