//! The server: HTTP in, values of `uptake-app` out.
//!
//! **Invariant:** no figure is computed here, and nothing is answered that the asker may not
//! see: every handler asks `uptake-app` with the asker's scope.

pub mod partner_center;
