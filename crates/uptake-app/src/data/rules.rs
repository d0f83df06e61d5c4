//! The rules of an import boundary, as they are stored.

use uptake_calc::GraceRule;

/// The rules that stored results were made with.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct RuleSet {
    /// BLAKE3 of the catalogue, which is archived under this name.
    pub(crate) catalogue: String,
    /// How seats in grace count, by its word.
    pub(super) grace: String,
}

impl RuleSet {
    pub(super) fn grace(&self) -> GraceRule {
        match self.grace.as_str() {
            "never" => GraceRule::Never,
            "always" => GraceRule::Always,
            _ => GraceRule::Lone,
        }
    }
}
