//! The API that clients written for Microsoft Partner Center expect, with its oddities.
//! They are copied here and nowhere else.
//!
//! Two layers. The pure one reads paths, queries, filters and tokens and knows the wire
//! types; the other asks a [`source::Source`] for rows and answers requests. No figure is
//! computed here: rows come with their counts, and sums are `uptake-calc`'s.
//!
//! What is unknown is left out of an item, never written as 0 (docs/decisions/0016).

pub mod asker;
pub mod collection;
pub mod commercial;
pub mod echo;
pub mod error;
pub mod filter;
pub mod flat;
pub mod lexer;
pub mod licences;
pub mod moment;
pub mod paging;
pub mod query;
pub mod resources;
pub mod route;
#[cfg(test)]
mod samples;
pub mod search;
pub mod seek;
pub mod source;
pub mod subscription_analytics;
pub mod table;
pub mod words;
