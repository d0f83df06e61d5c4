//! Why someone is not let in, or a change is not made.

use uptake_model::Permission;

use super::{Refused, passwords::WeakPassword};
use crate::AppError;

/// Someone is not let in, or a change is not made; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// Address, password or code are wrong.
    #[error("the e-mail address, password or code is wrong")]
    WrongCredentials,
    /// There is no session, or it has ended.
    #[error("nobody is signed in")]
    NotSignedIn,
    /// The password was right; the code is still to come.
    #[error("the second factor is missing")]
    SecondFactorNeeded,
    /// The asker may not do it.
    #[error("the permission `{}` is missing", permission.as_str())]
    NotAllowed {
        /// What it would take.
        permission: Permission,
    },
    /// It tells of every customer, and the asker may see only some.
    #[error("it takes the right to see all customers")]
    AllCustomersNeeded,
    /// The password does not keep the rules.
    #[error(transparent)]
    WeakPassword(#[from] WeakPassword),
    /// The link was used, has expired, or never was.
    #[error("the link is not valid")]
    LinkNotValid,
    /// A value cannot be used.
    #[error("`{field}` must be {expected}")]
    Invalid {
        /// Its name.
        field: &'static str,
        /// What it must be.
        expected: &'static str,
    },
    /// There is none, or none that the asker may know of.
    #[error("there is nothing like that")]
    NotFound,
    /// Another member has the e-mail address.
    #[error("another member has this e-mail address")]
    EmailTaken,
    /// Nobody would be left who can manage the members.
    #[error("the last enabled Global admin must stay one")]
    LastAdmin,
    /// The asker keeps as many as there may be.
    #[error("there may be at most {most}")]
    TooMany {
        /// How many.
        most: usize,
    },
    /// Someone else changed it since the asker saw it.
    #[error("it was changed meanwhile")]
    ChangedMeanwhile,
    /// The program is ending.
    #[error("the work was interrupted")]
    Interrupted,
    /// Something of ours failed.
    #[error(transparent)]
    App {
        /// What.
        source: AppError,
    },
}

impl From<Refused> for AccessError {
    fn from(refused: Refused) -> Self {
        Self::NotAllowed { permission: refused.permission }
    }
}
