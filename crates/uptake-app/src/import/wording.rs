//! How problems are worded where this crate writes them down: the words are the caller's.

use std::{fmt, sync::Arc};

use uptake_ingest::ProblemWords;
use uptake_model::problem::Problem;

/// Words for problems in the reader's language.
#[derive(Clone)]
pub struct Wording(Arc<dyn Fn(&Problem) -> ProblemWords + Send + Sync>);

impl Wording {
    /// The words that a function gives.
    pub fn new(word: impl Fn(&Problem) -> ProblemWords + Send + Sync + 'static) -> Self {
        Self(Arc::new(word))
    }

    /// No words: the code of a problem says it all, for programs.
    pub fn codes() -> Self {
        Self::new(|it| ProblemWords { reason: it.code.as_str().to_owned(), hint: String::new() })
    }

    pub(crate) fn word(&self, problem: &Problem) -> ProblemWords {
        (self.0)(problem)
    }
}

impl fmt::Debug for Wording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wording")
    }
}
