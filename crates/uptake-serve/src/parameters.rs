//! The parameters behind the `?` of a question: each taken once, by name; what is left over
//! is refused, so that a typing mistake does not mean "everything".

use std::{collections::BTreeMap, ops::RangeInclusive, str::FromStr};

use axum::{extract::FromRequestParts, http::request::Parts};

use crate::{Services, problem::Failure};

#[cfg(test)]
mod tests;

/// The parameters that nobody has taken yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parameters {
    left: BTreeMap<String, String>,
}

impl Parameters {
    /// Reads a query. A parameter that is given twice is refused.
    pub(crate) fn of(query: &str) -> Result<Self, Failure> {
        let mut left = BTreeMap::new();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            if left.insert(name.to_string(), value.into_owned()).is_some() {
                return Err(refused(&name, "given once; several values are parted by commas"));
            }
        }
        Ok(Self { left })
    }

    /// The text of a parameter. An empty one is as good as none.
    pub(crate) fn text(&mut self, name: &str) -> Option<String> {
        self.left.remove(name).filter(|it| !it.is_empty())
    }

    /// A parameter that is read by `FromStr`; `expected` says what it must be. An empty one is
    /// nothing that can be read.
    pub(crate) fn value<T: FromStr>(
        &mut self,
        name: &str,
        expected: &str,
    ) -> Result<Option<T>, Failure> {
        let Some(text) = self.left.remove(name) else { return Ok(None) };
        text.parse().map(Some).map_err(|_malformed| refused(name, expected))
    }

    /// A number within bounds, which the document names; what lies beyond is refused.
    pub(crate) fn number(
        &mut self,
        name: &str,
        bounds: RangeInclusive<usize>,
    ) -> Result<Option<usize>, Failure> {
        let expected = format!("a number from {} to {}", bounds.start(), bounds.end());
        let number: Option<usize> = self.value(name, &expected)?;
        match number.filter(|it| !bounds.contains(it)) {
            Some(_) => Err(refused(name, &expected)),
            None => Ok(number),
        }
    }

    /// A parameter that is one of some codes.
    pub(crate) fn choice<T: Copy>(
        &mut self,
        name: &str,
        choices: &[(&str, T)],
    ) -> Result<Option<T>, Failure> {
        let Some(text) = self.left.remove(name) else { return Ok(None) };
        let chosen = choices.iter().find(|(code, _)| *code == text).map(|(_, it)| *it);
        let codes: Vec<&str> = choices.iter().map(|(code, _)| *code).collect();
        let expected = || format!("one of {}", codes.join(", "));
        chosen.map(Some).ok_or_else(|| refused(name, &expected()))
    }

    /// A list, parted by commas.
    pub(crate) fn list<T: FromStr>(
        &mut self,
        name: &str,
        expected: &str,
    ) -> Result<Vec<T>, Failure> {
        let Some(text) = self.left.remove(name) else { return Ok(Vec::new()) };
        let parts = text.split(',').map(str::trim);
        parts.map(|it| it.parse().map_err(|_malformed| refused(name, expected))).collect()
    }

    /// Refuses what nobody took.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        match self.left.into_keys().next() {
            Some(name) => Err(refused(&name, "left out: this question does not take it")),
            None => Ok(()),
        }
    }
}

impl FromRequestParts<Services> for Parameters {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &Services) -> Result<Self, Failure> {
        Self::of(parts.uri.query().unwrap_or_default())
    }
}

/// A parameter that cannot be used.
pub(crate) fn refused(name: &str, expected: &str) -> Failure {
    Failure::InvalidParameter { name: name.to_owned(), expected: expected.to_owned() }
}
