//! What is wrong with a file, worded.

use serde::{Deserialize, Serialize};
use uptake_l10n::{Words, problem_hint, problem_text};
use uptake_model::problem::Problem as Fault;
use utoipa::ToSchema;

/// Something that is wrong with a file, or worth knowing of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FaultBody {
    /// The stable code.
    pub code: String,
    /// The line, counted from 1 (the header), or the record of a JSON file.
    pub line: Option<u64>,
    /// The column, as the header spells it.
    pub column: Option<String>,
    /// What stands there, cut to 80 characters.
    pub excerpt: Option<String>,
    /// What is wrong, in the asker's language.
    pub text: String,
    /// What to do about it, in the asker's language.
    pub hint: String,
}

impl FaultBody {
    /// The fault, worded.
    pub(crate) fn new(fault: &Fault, words: &Words) -> Self {
        Self {
            code: fault.code.as_str().to_owned(),
            line: fault.line,
            column: fault.column.clone(),
            excerpt: fault.excerpt.clone(),
            text: problem_text(words, fault),
            hint: problem_hint(words, fault),
        }
    }
}
