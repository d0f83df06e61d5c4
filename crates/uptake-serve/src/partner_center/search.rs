//! Filters in JSON, as the collections of customers and users take them.

use serde_json::Value;

use super::error::Fault;

#[cfg(test)]
mod tests;

/// The longest filter that is looked at.
const MOST_BYTES: usize = 4096;

/// How a field is compared; case never matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchOperator {
    /// It is the text.
    Equals,
    /// It is not.
    NotEquals,
    /// It begins with the text.
    StartsWith,
    /// It does not.
    NotStartsWith,
    /// The text is in it.
    Substring,
}

/// A filter on one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// The field, as the collection names it.
    pub field: &'static str,
    /// How it is compared.
    pub operator: SearchOperator,
    value: String,
}

impl Search {
    /// Reads a filter on one of some fields.
    pub fn parse(text: &str, fields: &[&'static str]) -> Result<Self, Fault> {
        let malformed = || {
            Fault::Input(
                "`filter` has the form {\"Field\":…,\"Value\":…,\"Operator\":…}".to_owned(),
            )
        };
        if text.len() > MOST_BYTES {
            return Err(Fault::Input("`filter` is too long".to_owned()));
        }
        let parsed: Value = serde_json::from_str(text).map_err(|_not_json| malformed())?;
        let member = |name: &str| {
            let members = parsed.as_object()?;
            let found = members.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
            found.and_then(|(_, value)| value.as_str())
        };
        let parts = (member("field"), member("value"), member("operator"));
        let (Some(field), Some(value), Some(operator)) = parts else { return Err(malformed()) };
        let known = fields.iter().find(|it| it.eq_ignore_ascii_case(field));
        let field = *known.ok_or_else(|| {
            Fault::UnknownWord(format!("the field of `filter` is one of {}", fields.join(", ")))
        })?;
        Ok(Self { field, operator: operator_of(operator)?, value: value.to_lowercase() })
    }

    /// Whether a text passes.
    pub fn passes(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        match self.operator {
            SearchOperator::Equals => text == self.value,
            SearchOperator::NotEquals => text != self.value,
            SearchOperator::StartsWith => text.starts_with(&self.value),
            SearchOperator::NotStartsWith => !text.starts_with(&self.value),
            SearchOperator::Substring => text.contains(&self.value),
        }
    }
}

fn operator_of(text: &str) -> Result<SearchOperator, Fault> {
    match text.to_lowercase().replace('_', "").as_str() {
        "equals" => Ok(SearchOperator::Equals),
        "notequals" => Ok(SearchOperator::NotEquals),
        "startswith" => Ok(SearchOperator::StartsWith),
        "notstartswith" => Ok(SearchOperator::NotStartsWith),
        "substring" => Ok(SearchOperator::Substring),
        _ => {
            let known = "equals, not_equals, starts_with, not_starts_with, substring";
            Err(Fault::UnknownWord(format!("the operator of `filter` is one of {known}")))
        }
    }
}
