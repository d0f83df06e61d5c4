//! The help in the reader's language: the words of commands and arguments come from `l10n/`.
//!
//! Names of values (`DAY`, `PATH`) are part of the syntax and stay as `spec/formats.md` 5
//! has them (decision 0025).

use clap::{Arg, ArgAction, Command, CommandFactory as _};
use uptake_l10n::{Arg as Argument, Words};

use super::Cli;

/// Where arguments stand that every command has: below its own.
const COMMON: usize = 1_000;
/// Where those stand that every program has.
const LAST: usize = 2_000;

/// The command line with its help in the words' language.
pub(super) fn command(words: &Words) -> Command {
    let own = |id: &'static str, short, action| {
        Arg::new(id).long(id).short(short).action(action).global(true).display_order(LAST)
    };
    let command = Cli::command()
        .bin_name("uptake")
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .arg(own("help", 'h', ArgAction::Help))
        .arg(own("version", 'V', ArgAction::Version));
    worded(command, words, "")
}

/// A command, its arguments and the commands below it; `path` is `-catalogue-list`.
fn worded(command: Command, words: &Words, path: &str) -> Command {
    let heading = |id: &str| words.say(id, &[]);
    let template =
        format!("{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}", heading("usage-heading"));
    command
        .about(words.say(&format!("help{path}"), &[]))
        .help_template(template)
        .subcommand_help_heading(heading("usage-commands"))
        .mut_args(|arg| worded_argument(arg, words, path))
        .mut_subcommands(|it| {
            let path = format!("{path}-{}", it.get_name());
            worded(it, words, &path)
        })
}

fn worded_argument(arg: Arg, words: &Words, path: &str) -> Arg {
    let mut text = vec![words.say(&argument_id(words, path, arg.get_id().as_str()), &[])];
    let joined = |values: Vec<String>| values.join(", ");
    if arg.get_action().takes_values() {
        let values = arg.get_possible_values().iter().map(|it| it.get_name().to_owned()).collect();
        let defaults = arg.get_default_values().iter();
        let defaults = defaults.map(|it| it.to_string_lossy().into_owned()).collect();
        let variable = arg.get_env().map(|it| it.to_string_lossy().into_owned());
        for (id, value) in [
            ("usage-values", joined(values)),
            ("usage-default", joined(defaults)),
            ("usage-variable", variable.unwrap_or_default()),
        ] {
            if !value.is_empty() {
                text.push(words.say(id, &[("value", Argument::Text(&value))]));
            }
        }
    }
    let heading = if arg.is_positional() { "usage-arguments" } else { "usage-options" };
    let has_values = arg.get_action().takes_values();
    let is_common = arg.is_global_set() && has_values;
    let arg = if is_common { arg.display_order(COMMON) } else { arg };
    let arg = arg.help(text.join(" ")).help_heading(words.say(heading, &[]));
    // They stand in the text, in the reader's language.
    if has_values {
        arg.hide_possible_values(true).hide_default_value(true).hide_env(true)
    } else {
        arg
    }
}

/// The message of an argument: its command's own, or the one that several commands share.
pub(super) fn argument_id(words: &Words, path: &str, id: &str) -> String {
    let own = format!("argument{path}-{id}");
    if words.has(&own) { own } else { format!("argument-{id}") }
}
