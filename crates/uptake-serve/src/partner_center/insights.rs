//! The Insights programmatic API: queries over datasets, reports of them, executions.
//!
//! A query is text in a small language ([`statement`]). It is evaluated over the rows of a
//! dataset ([`datasets`]).
//! Queries, reports and executions are kept by a [`Book`].

pub mod book;
pub mod datasets;
pub mod evaluate;
pub mod statement;
pub mod value;
pub mod wire;

pub use book::Book;
