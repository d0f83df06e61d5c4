//! Problems of files in words: what is wrong, where, and what to do.

use uptake_model::{Day, DayRange, problem::Problem};

use crate::{Arg, Words, visible};

#[cfg(test)]
mod tests;

/// Arguments that hold a count; the others are text, days or ranges of days by their look.
const COUNTS: &[&str] = &["before", "bad", "expected", "found", "limit", "now", "rows", "users"];

/// What is wrong, with what stands in the file after a colon: ``the day does not exist:
/// `2026-02-30` ``.
pub fn problem_text(words: &Words, problem: &Problem) -> String {
    let text = say(words, problem, "");
    match &problem.excerpt {
        Some(excerpt) if !excerpt.is_empty() => format!("{text}: `{}`", visible(excerpt)),
        Some(_) | None => text,
    }
}

/// What to do about it.
pub fn problem_hint(words: &Words, problem: &Problem) -> String {
    say(words, problem, "-hint")
}

/// Where it is: the file, then the line and the column as far as they are known.
pub fn problem_place(words: &Words, problem: &Problem) -> String {
    let file = ("file", Arg::Text(&problem.file));
    let line = problem.line.map(|it| it.to_string());
    match (line.as_deref(), problem.column.as_deref()) {
        (None, None) => visible(&problem.file).into_owned(),
        (Some(line), None) => words.say("place-line", &[file, ("line", Arg::Text(line))]),
        (None, Some(column)) => words.say("place-column", &[file, ("column", Arg::Text(column))]),
        (Some(line), Some(column)) => {
            let args = [file, ("line", Arg::Text(line)), ("column", Arg::Text(column))];
            words.say("place-line-column", &args)
        }
    }
}

fn say(words: &Words, problem: &Problem, suffix: &str) -> String {
    let id = format!("problem-{}{suffix}", problem.code.as_str());
    let texts: Vec<(&str, String, Option<u64>)> = problem
        .args
        .iter()
        .map(|(name, value)| (*name, readable(words, value), count(name, value)))
        .collect();
    let mut args: Vec<(&str, Arg<'_>)> = Vec::with_capacity(texts.len() + 1);
    // First the place, so that an argument of the same name wins.
    if let Some(column) = &problem.column {
        args.push(("column", Arg::Text(column)));
    }
    for (name, text, count) in &texts {
        args.push((name, count.map_or(Arg::Text(text), Arg::Count)));
    }
    words.say(&id, &args)
}

fn count(name: &str, value: &str) -> Option<u64> {
    COUNTS.contains(&name).then(|| value.parse().ok()).flatten()
}

/// Days and ranges of days as the language writes them; other text as it is.
fn readable(words: &Words, value: &str) -> String {
    if let Ok(day) = value.parse::<Day>() {
        return words.day(day);
    }
    value.parse::<DayRange>().map_or_else(|_| value.to_owned(), |days| words.days(days))
}
