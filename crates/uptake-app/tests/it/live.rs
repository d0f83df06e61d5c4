//! The read model of a server: it says what the data folder says, of the customers in scope
//! and no other, whole at every boundary.

mod agreement;
mod coverage;
mod customer;
mod customers;
mod kept;
mod parts;
mod refresh;
mod scopes;
mod world;
