//! From files to answers: imports into real data folders, and what clients are then told.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what helps a test may fail as the test does"
)]

mod document;
mod partner_center;
mod partner_folder;
