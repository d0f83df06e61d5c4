//! Clients of other services: the identity provider of the partner's organisation, and
//! servers that are told of a report or of a change.
//!
//! **Invariant:** nobody else speaks HTTP to another service. Every call has a time limit,
//! follows no redirect, and its errors name no secret.

pub mod notice;
pub mod oidc;
pub mod webhook;
