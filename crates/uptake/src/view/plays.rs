//! The plays in force, and what checking one said.

use serde_json::{Value, json};
use uptake_l10n::{Arg, Language, Words};
use uptake_play::{Play, PlayWords, level_code};

use super::{
    Flat, Page, View,
    sheet::{Column, Sheet},
};

#[cfg(test)]
mod tests;

/// The plays in force.
pub(crate) struct PlaysView {
    /// The plays, and whether each is the partner's own.
    pub(crate) plays: Vec<(Play, bool)>,
}

/// A play without problems.
pub(crate) struct CheckedPlayView {
    /// Its code.
    pub(crate) code: String,
}

fn said<'a>(play: &'a Play, words: &Words) -> &'a PlayWords {
    match words.language() {
        Language::En => &play.english,
        Language::Es => &play.spanish,
    }
}

impl View for PlaysView {
    fn table(&self, page: &Page<'_>) -> String {
        let words = page.words;
        let heading = |id: &str| words.say(id, &[]);
        let mut sheet = Sheet::new(vec![
            Column::code(heading("head-code")),
            Column::text(heading("head-title")),
            Column::text(heading("head-condition")).may_go(1),
            Column::code(heading("head-status")).may_go(2),
        ]);
        for (play, is_own) in &self.plays {
            let origin = match (play.is_enabled, is_own) {
                (false, _) => "plays-off",
                (true, true) => "plays-own",
                (true, false) => "plays-shipped",
            };
            sheet.row(vec![
                play.code.to_string(),
                said(play, words).title.clone(),
                play.condition_text.clone(),
                heading(origin),
            ]);
        }
        sheet.render(page.width)
    }

    fn json(&self) -> Value {
        let plays = self.plays.iter().map(|(play, is_own)| {
            json!({
                "play": play.code.as_str(),
                "problem": play.answers.as_str(),
                "per": level_code(play.per),
                "condition": play.condition_text,
                "stake": play.stake.to_string(),
                "is_own": is_own,
                "is_enabled": play.is_enabled,
                "title_en": play.english.title,
                "title_es": play.spanish.title,
            })
        });
        json!({ "plays": plays.collect::<Vec<_>>() })
    }

    fn rows(&self) -> Flat {
        let mut flat = Flat::new(&[
            "play",
            "problem",
            "per",
            "condition",
            "stake",
            "is_own",
            "is_enabled",
            "title_en",
            "title_es",
        ]);
        for (play, is_own) in &self.plays {
            flat.row(&[
                ("play", play.code.as_str().into()),
                ("problem", play.answers.as_str().into()),
                ("per", level_code(play.per).into()),
                ("condition", (&play.condition_text).into()),
                ("stake", play.stake.to_string().into()),
                ("is_own", (*is_own).into()),
                ("is_enabled", play.is_enabled.into()),
                ("title_en", (&play.english.title).into()),
                ("title_es", (&play.spanish.title).into()),
            ]);
        }
        flat
    }
}

impl View for CheckedPlayView {
    fn table(&self, page: &Page<'_>) -> String {
        let said = page.words.say("plays-good", &[("code", Arg::Text(&self.code))]);
        format!("{said}\n")
    }

    fn json(&self) -> Value {
        json!({ "play": self.code, "problems": [] })
    }

    fn rows(&self) -> Flat {
        let mut flat = Flat::new(&["play", "problems"]);
        flat.row(&[("play", (&self.code).into()), ("problems", 0_u64.into())]);
        flat
    }
}
