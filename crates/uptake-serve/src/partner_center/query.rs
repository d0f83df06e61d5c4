//! The query of a request, whose names have no case.

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::{error::Fault, moment::Moment};

#[cfg(test)]
mod tests;

/// The longest query that is looked at.
const MOST_BYTES: usize = 16 * 1024;

/// Names and values in their order; names in lower case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    pairs: Vec<(String, String)>,
}

impl Query {
    /// Reads what stands behind the `?`.
    pub fn parse(text: Option<&str>) -> Result<Self, Fault> {
        let text = text.unwrap_or_default();
        if text.len() > MOST_BYTES {
            return Err(Fault::Input("the query is too long".to_owned()));
        }
        let pairs = text.split('&').filter(|it| !it.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name).trim().to_lowercase(), decode(value))
        });
        Ok(Self { pairs: pairs.collect() })
    }

    /// The first value of a name, which is given in lower case; an empty one is none.
    pub fn get(&self, name: &str) -> Option<&str> {
        let value = self.pairs.iter().find(|(it, _)| it == name).map(|(_, value)| value.trim());
        value.filter(|it| !it.is_empty())
    }

    /// All values of a name, those joined by commas apart.
    pub fn all(&self, name: &str) -> Vec<&str> {
        let values = self.pairs.iter().filter(|(it, _)| it == name);
        let values = values.flat_map(|(_, value)| value.split(','));
        values.map(str::trim).filter(|it| !it.is_empty()).collect()
    }

    /// A count that is not negative.
    pub fn count(&self, name: &str) -> Result<Option<usize>, Fault> {
        let wrong = |_| Fault::Input(format!("`{name}` is no whole number from 0 on"));
        self.get(name).map(|it| it.parse().map_err(wrong)).transpose()
    }

    /// A point in time.
    pub fn moment(&self, name: &str) -> Result<Option<Moment>, Fault> {
        let wrong = || Fault::Input(format!("`{name}` is no date"));
        self.get(name).map(|it| Moment::parse(it).ok_or_else(wrong)).transpose()
    }
}

/// A name and a value as a query has them.
pub fn encode(name: &str, value: &str) -> String {
    format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC))
}

/// Undoes the encoding of a query; what is no UTF-8 becomes replacement characters.
pub fn decode(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}
