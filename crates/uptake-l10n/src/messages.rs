//! The message files, compiled in.

use crate::Language;

#[cfg(test)]
pub(crate) mod tests;

macro_rules! files {
    ($language:literal: $($name:literal),*) => {
        &[$(Source {
            #[cfg(test)]
            name: $name,
            text: include_str!(concat!("../../../l10n/", $language, "/", $name, ".ftl")),
        },)*]
    };
}

/// One message file of a language.
pub(crate) struct Source {
    /// The name of the file without its suffix.
    #[cfg(test)]
    pub(crate) name: &'static str,
    /// What it says.
    pub(crate) text: &'static str,
}

/// The message files of a language; the same files in each.
pub(crate) fn sources(language: Language) -> &'static [Source] {
    match language {
        Language::En => {
            files!("en": "cli", "explain", "figures", "help", "problems", "server", "web")
        }
        Language::Es => {
            files!("es": "cli", "explain", "figures", "help", "problems", "server", "web")
        }
    }
}
