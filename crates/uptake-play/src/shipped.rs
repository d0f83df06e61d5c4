//! The plays that come with the program: the files of the folder `plays`.

use crate::{Play, read_play};

#[cfg(test)]
mod tests;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        /// Name and text of every shipped file.
        const FILES: &[(&str, &str)] = &[$((
            concat!("plays/", $name, ".toml"),
            include_str!(concat!("../../../plays/", $name, ".toml")),
        ),)*];
    };
}

files![
    "duplicate_subscription",
    "how_to_load",
    "idle_seats",
    "low_adoption",
    "near_limit",
    "trial_in_use",
    "turnover",
    "unlicensed_use",
];

/// The shipped plays with the text of their files, by code. A file that could not be read
/// would be left out; that none is, is tested.
pub fn shipped() -> Vec<(Play, &'static str)> {
    let read = |(name, text): &(&str, &'static str)| Some((read_play(name, text).ok()?, *text));
    FILES.iter().filter_map(read).collect()
}
