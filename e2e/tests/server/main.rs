//! Starts the built program as a server and asks it as browsers and programs do.

mod abuse;
mod clients;
mod exports;
mod insights;
mod organisation;
mod people;
mod program;
