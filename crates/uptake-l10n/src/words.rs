//! The catalogue of messages in one language.

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;
use uptake_model::{Day, DayRange, percent::Percent};

use crate::{Language, messages, visible, visible_lines};

#[cfg(test)]
mod tests;

/// The messages of one language. Build it once and share it: it can be used by many threads.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

/// An argument of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arg<'a> {
    /// Text of one line; what a terminal would obey is made visible.
    Text(&'a str),
    /// Text of several lines, otherwise the same.
    Lines(&'a str),
    /// A count; the message can choose its form by it (one seat, two seats).
    Count(u64),
    /// A percentage.
    Percent(Percent),
    /// A day.
    Day(Day),
}

impl Words {
    /// The messages in `language`.
    pub fn new(language: Language) -> Self {
        let locale: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // The marks that keep right-to-left text apart would end up in files and terminals.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::En => |value, _| grouped(Language::En, value),
            Language::Es => |value, _| grouped(Language::Es, value),
        }));
        for source in messages::sources(language) {
            // A faulty message is left out by the parser; a test finds it before a reader.
            let resource = match FluentResource::try_new(source.text.to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// The language of these words.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The message `id` with its arguments. A message that does not exist shows its id.
    pub fn say(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|it| it.value()) else {
            return id.to_owned();
        };
        let args: FluentArgs<'_> =
            args.iter().map(|(name, arg)| (*name, self.value(*arg))).collect();
        // What is wrong with a message shows in its text: `{$name}` for a missing argument.
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned()
    }

    /// Whether the message exists.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.get_message(id).is_some_and(|it| it.value().is_some())
    }

    /// A count in the reader's language ([`Language::count`]).
    pub fn count(&self, count: u64) -> String {
        self.language.count(count)
    }

    /// A percentage in the reader's language ([`Language::percent`]).
    pub fn percent(&self, percent: Percent) -> String {
        self.language.percent(percent)
    }

    /// A day in the reader's language ([`Language::day`]).
    pub fn day(&self, day: Day) -> String {
        self.language.day(day)
    }

    /// A moment in UTC, to the minute; `millis` counts from 1970.
    pub fn moment(&self, millis: i64) -> String {
        let days = i32::try_from(millis.div_euclid(86_400_000)).unwrap_or(i32::MAX);
        let minutes = millis.rem_euclid(86_400_000).div_euclid(60_000);
        let (hour, minute) = (minutes.div_euclid(60), minutes.rem_euclid(60));
        format!("{} {hour:02}:{minute:02}", self.day(Day::from_epoch_days(days)))
    }

    /// A range of days in the reader's language; one day when it has only one.
    pub fn days(&self, days: DayRange) -> String {
        if days.first() == days.last() {
            return self.day(days.first());
        }
        let (first, last) = (Arg::Day(days.first()), Arg::Day(days.last()));
        self.say("day-range", &[("first", first), ("last", last)])
    }

    fn value<'a>(&self, arg: Arg<'a>) -> FluentValue<'a> {
        match arg {
            Arg::Text(text) => FluentValue::String(visible(text)),
            Arg::Lines(text) => FluentValue::String(visible_lines(text)),
            Arg::Count(count) => FluentValue::from(count),
            Arg::Percent(percent) => FluentValue::from(self.percent(percent)),
            Arg::Day(day) => FluentValue::from(self.day(day)),
        }
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({})", self.language)
    }
}

/// The text of a number; other values keep their own.
fn grouped(language: Language, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    Some(language.group(&number.as_string()))
}
