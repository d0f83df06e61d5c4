//! From files to figures: imports into real data folders, and what reports and exports then
//! say.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what helps a test may fail as the test does"
)]

mod advice;
mod agreement;
mod cases;
mod explain;
mod extras;
mod folder;
#[expect(dead_code, reason = "the rollup's own tests use the rest")]
#[path = "../../../uptake-calc/tests/it/generator.rs"]
mod generator;
mod laws;
mod laws_of_answers;
mod laws_of_renaming;
mod live;
mod portfolio;
#[path = "../../../uptake-calc/tests/it/reference.rs"]
mod reference;
#[path = "../../../uptake-calc/tests/it/totals.rs"]
mod totals;
