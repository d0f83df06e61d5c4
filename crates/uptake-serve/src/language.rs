//! The asker's language: what `Accept-Language` prefers of those that there are.

use std::sync::Arc;

use axum::http::{HeaderMap, header};
use uptake_l10n::{Language, Words};

#[cfg(test)]
mod tests;

/// The words of every language, built once.
#[derive(Debug, Clone)]
pub(crate) struct Languages {
    en: Arc<Words>,
    es: Arc<Words>,
}

impl Languages {
    pub(crate) fn new() -> Self {
        let words = |language| Arc::new(Words::new(language));
        Self { en: words(Language::En), es: words(Language::Es) }
    }

    /// The language that a request prefers; English when it prefers none of ours.
    pub(crate) fn of(headers: &HeaderMap) -> Language {
        let wanted = headers.get_all(header::ACCEPT_LANGUAGE).iter();
        let texts = wanted.filter_map(|it| it.to_str().ok()).flat_map(|it| it.split(','));
        let mut best = (0, Language::En);
        for text in texts {
            let Some((language, weight)) = ranked(text) else { continue };
            if weight > best.0 {
                best = (weight, language);
            }
        }
        best.1
    }

    /// The words of a language, to be kept for longer.
    pub(crate) fn shared(&self, language: Language) -> Arc<Words> {
        match language {
            Language::En => Arc::clone(&self.en),
            Language::Es => Arc::clone(&self.es),
        }
    }

    /// The words of a language.
    pub(crate) fn words(&self, language: Language) -> &Words {
        match language {
            Language::En => &self.en,
            Language::Es => &self.es,
        }
    }
}

/// A part of the header as one of our languages, with its weight in thousandths.
fn ranked(text: &str) -> Option<(Language, u32)> {
    let mut parts = text.split(';');
    let code = parts.next()?.trim().split('-').next()?;
    let language = Language::ALL.into_iter().find(|it| it.code().eq_ignore_ascii_case(code))?;
    let weight = parts.find_map(|it| it.trim().strip_prefix("q=")).map_or(1000, thousandths);
    Some((language, weight))
}

/// `0.8` is 800; what is no weight is 0.
fn thousandths(text: &str) -> u32 {
    let (whole, rest) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let digits: String = rest.chars().chain("000".chars()).take(3).collect();
    match (whole.parse::<u32>(), digits.parse::<u32>()) {
        (Ok(whole), Ok(digits)) => (whole.min(1) * 1000 + digits).min(1000),
        _ => 0,
    }
}
