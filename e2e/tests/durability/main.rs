//! The data folder under bad luck: killed imports, two writers, and readers of its tables
//! that share no code with the program.
//!
//! `UPTAKE_BIN` is the program, built with `--features failpoints`; `UPTAKE_PYTHON` a Python
//! with deltalake and `DuckDB`.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "what helps a test may fail as the test does, and says what it saw"
)]

mod damage;
mod kills;
mod lock;
mod program;
mod readers;
mod story;
