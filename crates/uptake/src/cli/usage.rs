//! What is wrong with a command line, in the reader's language.

use clap::{
    Error,
    error::{ContextKind, ContextValue, ErrorKind},
};
use uptake_l10n::{Arg, Words};

/// The lines that tell what is wrong and what to do; `None` when the error is no error but
/// what was asked for: the help, or the version.
pub(super) fn text(words: &Words, error: &Error) -> Option<String> {
    let (said, hint) = match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => invalid_value(words, error),
        ErrorKind::UnknownArgument => unknown(words, error, ContextKind::InvalidArg),
        ErrorKind::InvalidSubcommand => unknown(words, error, ContextKind::InvalidSubcommand),
        ErrorKind::MissingRequiredArgument => {
            let missing = context(error, ContextKind::InvalidArg);
            (words.say("usage-missing", &[("arguments", Arg::Text(&missing))]), None)
        }
        ErrorKind::MissingSubcommand => (words.say("usage-missing-command", &[]), None),
        ErrorKind::ArgumentConflict => {
            let (one, other) =
                (context(error, ContextKind::InvalidArg), context(error, ContextKind::PriorArg));
            let id = if one == other { "usage-twice" } else { "usage-conflict" };
            let args = [("one", Arg::Text(&one)), ("other", Arg::Text(&other))];
            (words.say(id, &args), None)
        }
        ErrorKind::NoEquals
        | ErrorKind::TooManyValues
        | ErrorKind::TooFewValues
        | ErrorKind::WrongNumberOfValues
        | ErrorKind::InvalidUtf8
        | ErrorKind::Io
        | ErrorKind::Format
        | _ => {
            let argument = context(error, ContextKind::InvalidArg);
            (words.say("usage-other", &[("argument", Arg::Text(&argument))]), None)
        }
    };
    let hint = hint.unwrap_or_else(|| words.say("usage-help", &[]));
    let said = words.say("cli-error", &[("text", Arg::Text(&said))]);
    let hint = words.say("cli-hint", &[("text", Arg::Text(&hint))]);
    Some(format!("{said}\n{hint}\n"))
}

/// A value that cannot be one, and what the argument expects.
fn invalid_value(words: &Words, error: &Error) -> (String, Option<String>) {
    let argument = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    let args = [("value", Arg::Text(&value)), ("argument", Arg::Text(&argument))];
    let id = if value.is_empty() { "usage-no-value" } else { "usage-invalid-value" };
    let allowed = context(error, ContextKind::ValidValue);
    let hint = if allowed.is_empty() {
        let id = format!("expects-{}", value_name(&argument));
        words.has(&id).then(|| words.say(&id, &[]))
    } else {
        Some(words.say("usage-one-of", &[("allowed", Arg::Text(&allowed))]))
    };
    (words.say(id, &args), hint)
}

/// An argument or a command that does not exist, and the one that was perhaps meant.
fn unknown(words: &Words, error: &Error, kind: ContextKind) -> (String, Option<String>) {
    let given = context(error, kind);
    let (id, suggested) = if kind == ContextKind::InvalidSubcommand {
        ("usage-unknown-command", context(error, ContextKind::SuggestedSubcommand))
    } else {
        ("usage-unknown-argument", context(error, ContextKind::SuggestedArg))
    };
    // The last of several is the most like what was given.
    let suggested = suggested.rsplit(", ").next().unwrap_or_default();
    let hint = (!suggested.is_empty())
        .then(|| words.say("usage-suggested", &[("suggested", Arg::Text(suggested))]));
    (words.say(id, &[("given", Arg::Text(&given))]), hint)
}

/// The name of an argument's value, as messages are named: `from-to` of `<FROM..TO>`.
pub(super) fn value_name(argument: &str) -> String {
    let name = argument.split_once('<').map_or("", |(_, rest)| rest);
    let name = name.split('>').next().unwrap_or_default().to_lowercase();
    let words = name.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// What the error says of itself; several texts are separated by commas.
fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(_) | None => String::new(),
    }
}
