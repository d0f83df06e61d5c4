//! The Insights programmatic API: queries over datasets, reports of them, executions.
//!
//! A query is text in a small language ([`statement`]). It is evaluated over the rows of a
//! dataset ([`datasets`]), which are made of the same rows as all other calls ([`rows`]).
//! Queries, reports and executions are kept by a [`Book`].

pub mod book;
mod calls;
pub mod datasets;
pub mod evaluate;
pub mod rows;
pub mod statement;
pub mod value;
pub mod wire;

pub use book::Book;
pub use calls::Insights;
pub(super) use calls::{Asked, Request};
pub use rows::PartnerProfile;
