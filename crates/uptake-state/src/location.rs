//! Where the state is: in the data folder, or in a PostgreSQL database.

use std::{
    fmt,
    path::{Path, PathBuf},
    str::FromStr,
    sync::Arc,
};

use url::Url;

#[cfg(test)]
mod tests;

/// Where the state is. Prints without any password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// In `state.sqlite` of this folder.
    Folder(PathBuf),
    /// In a PostgreSQL database, for several machines.
    Postgres(DatabaseUrl),
}

impl Location {
    /// The state of a data folder: in the database, if one is named, or else in the folder.
    pub fn of(folder: &Path, database: Option<&DatabaseUrl>) -> Self {
        database.map_or_else(|| Self::Folder(folder.to_owned()), |it| Self::Postgres(it.clone()))
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => path.display().fmt(f),
            Self::Postgres(url) => url.fmt(f),
        }
    }
}

/// The URL of a PostgreSQL database, with the password to it. Prints as host and database.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(Arc<Url>);

impl DatabaseUrl {
    pub(crate) fn url(&self) -> &Url {
        &self.0
    }

    fn parameter(&self, name: &str) -> Option<String> {
        let found = self.0.query_pairs().find(|(it, _)| it == name);
        found.map(|(_, value)| value.into_owned())
    }
}

/// The text was no URL of a PostgreSQL database. Does not repeat it: it may hold a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ParseDatabaseUrlError {
    /// It is no such URL, or a character in the password is not escaped.
    #[error(
        "this is no URL of a PostgreSQL database, write it as postgres://user:password@host/database, with %40 for an @ in the password, %23 for a #, %2F for a /, %3F for a ?"
    )]
    Malformed,
    /// It has a parameter that nothing is known of.
    #[error("the URL of the database has an unknown parameter, those that are known: {}", PARAMETERS.join(", "))]
    UnknownParameter,
}

/// What may follow the `?`. The driver would write any other one to its log, with the value.
const PARAMETERS: [&str; 12] = [
    "host",
    "hostaddr",
    "port",
    "dbname",
    "user",
    "password",
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "application_name",
    "options",
];

impl FromStr for DatabaseUrl {
    type Err = ParseDatabaseUrlError;

    fn from_str(text: &str) -> Result<Self, ParseDatabaseUrlError> {
        let url = Url::parse(text).map_err(|_may_hold_the_password| Self::Err::Malformed)?;
        let is_postgres = matches!(url.scheme(), "postgres" | "postgresql");
        // A `#`, `/` or `?` in a password cuts it off: the rest would pass for something that
        // may be printed.
        if !is_postgres || url.fragment().is_some() || url.path().contains('@') {
            return Err(Self::Err::Malformed);
        }
        if !url.query_pairs().all(|(name, _)| PARAMETERS.contains(&&*name)) {
            return Err(Self::Err::UnknownParameter);
        }
        Ok(Self(Arc::new(url)))
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = self.0.host_str().filter(|it| !it.is_empty()).map(str::to_owned);
        let host = host.or_else(|| self.parameter("host")).or_else(|| self.parameter("hostaddr"));
        write!(f, "postgres://{}", host.as_deref().unwrap_or("localhost"))?;
        if let Some(port) =
            self.0.port().map(|it| it.to_string()).or_else(|| self.parameter("port"))
        {
            write!(f, ":{port}")?;
        }
        let path = Some(self.0.path().trim_start_matches('/')).filter(|it| !it.is_empty());
        match path.map(str::to_owned).or_else(|| self.parameter("dbname")) {
            Some(database) => write!(f, "/{database}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}
