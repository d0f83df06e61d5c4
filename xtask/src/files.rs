//! The rules for files: their length, what must not stand in them, links and message names
//! that lead somewhere.

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    path::Path,
    process::Command,
};

use fluent_syntax::ast::Entry;

#[cfg(test)]
mod tests;

/// Lines that a Rust file has at most, without tests and generated files.
const MOST_LINES: usize = 500;
/// Lines from which on a Rust file is worth splitting.
const MANY_LINES: usize = 250;

/// Top folders of the machines that the project is made on. Paths that begin with them mean
/// nothing to a reader.
const MACHINE_FOLDERS: &[&str] = &["work", "root", "tmp", "home"];

/// What stands for unfinished work. Written in two parts, so that this file passes.
const LEFT_OVERS: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME")];

/// Shorter beginnings of names would say every message.
const SHORTEST_BEGINNING: usize = 4;

/// What has no place in the source of a pure crate, outside of its tests.
const IMPURE: &[&str] =
    &["std::fs", "std::io", "std::net", "std::env", "std::process", "async fn", "Instant::now"];

/// Folders of the pure crates.
const PURE: &[&str] =
    &["crates/uptake-model/src/", "crates/uptake-calc/src/", "crates/uptake-play/src/"];

/// The text files of the work tree that git knows or would add, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tree {
    /// Path from the root of the workspace, and text.
    pub(crate) files: BTreeMap<String, String>,
}

impl Tree {
    /// Reads the files under `root`; those that are not text are left out.
    pub(crate) fn load(root: &Path) -> Result<Self, Box<dyn Error>> {
        let listed = Command::new("git")
            .arg("-C")
            .arg(root)
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .output()?;
        if !listed.status.success() {
            return Err(String::from_utf8_lossy(&listed.stderr).into_owned().into());
        }
        let mut files = BTreeMap::new();
        for path in String::from_utf8(listed.stdout)?.split_terminator('\0') {
            // A file that was deleted and not yet committed is listed too.
            if let Ok(text) = std::fs::read_to_string(root.join(path)) {
                files.insert(path.to_owned(), text);
            }
        }
        Ok(Self { files })
    }

    fn with_suffix(&self, suffix: &str) -> impl Iterator<Item = (&String, &String)> {
        self.files
            .iter()
            .filter(move |(path, _)| Path::new(path).extension().is_some_and(|it| it == suffix))
    }

    fn rust(&self) -> impl Iterator<Item = (&String, &String)> {
        self.with_suffix("rs")
    }
}

/// Rust files that are long, but not too long, longest first.
pub(crate) fn worth_splitting(tree: &Tree) -> Vec<String> {
    let mut long: Vec<(usize, &String)> =
        lengths(tree).filter(|(lines, _)| (MANY_LINES + 1..=MOST_LINES).contains(lines)).collect();
    long.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    long.into_iter().map(|(lines, path)| format!("{path} has {lines} lines")).collect()
}

/// Every rule that a file breaks, in words.
pub(crate) fn wrong(tree: &Tree) -> Vec<String> {
    let rules = [too_long, impure, forbidden, lost_links, lost_messages, idle_messages];
    rules.into_iter().flat_map(|rule| rule(tree)).collect()
}

fn too_long(tree: &Tree) -> Vec<String> {
    lengths(tree)
        .filter(|(lines, _)| *lines > MOST_LINES)
        .map(|(lines, path)| format!("{path} has {lines} lines, more than {MOST_LINES}"))
        .collect()
}

fn lengths(tree: &Tree) -> impl Iterator<Item = (usize, &String)> {
    tree.rust()
        .filter(|(path, text)| !is_test(path) && !is_generated(text))
        .map(|(path, text)| (text.lines().count(), path))
}

fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/") || path.starts_with("e2e/")
}

fn is_generated(text: &str) -> bool {
    text.lines().next().is_some_and(|it| it.contains("@generated"))
}

fn impure(tree: &Tree) -> Vec<String> {
    let pure = |path: &str| PURE.iter().any(|it| path.starts_with(it)) && !is_test(path);
    let mut wrong = Vec::new();
    for (path, text) in tree.rust().filter(|(path, _)| pure(path)) {
        for (number, line) in (1..).zip(text.lines()) {
            for found in IMPURE.iter().filter(|it| line.contains(**it)) {
                wrong.push(format!("{path}:{number}: `{found}` in a pure crate"));
            }
        }
    }
    wrong
}

fn forbidden(tree: &Tree) -> Vec<String> {
    let mut wrong = Vec::new();
    for (path, text) in tree.files.iter().filter(|(path, _)| *path != "Cargo.lock") {
        for (number, line) in (1..).zip(text.lines()) {
            if let Some(folder) = MACHINE_FOLDERS.iter().find(|it| names_folder(line, it)) {
                wrong.push(format!("{path}:{number}: a path of some machine, /{folder}"));
            }
            if let Some(mark) = LEFT_OVERS.iter().find(|it| has_word(line, it)) {
                wrong.push(format!("{path}:{number}: {mark} is left over"));
            }
        }
    }
    wrong
}

/// Whether an absolute path under the top folder stands in the line.
fn names_folder(line: &str, folder: &str) -> bool {
    let absolute = format!("/{folder}/");
    line.match_indices(&absolute).any(|(at, _)| {
        // After a letter, a digit or one of these it is the middle of a longer path.
        let before = line.get(..at).and_then(|it| it.chars().next_back());
        !before.is_some_and(|it| it.is_alphanumeric() || "._-~}*)>/$".contains(it))
    })
}

fn has_word(line: &str, word: &str) -> bool {
    line.split(|it: char| !it.is_alphanumeric()).any(|it| it == word)
}

/// Relative links of Markdown files that lead to no file.
fn lost_links(tree: &Tree) -> Vec<String> {
    let mut wrong = Vec::new();
    for (path, text) in tree.with_suffix("md") {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for target in text.split("](").skip(1).filter_map(|it| it.split(')').next()) {
            let file = target.split('#').next().unwrap_or_default();
            if file.is_empty() || file.contains("://") || file.starts_with("mailto:") {
                continue;
            }
            let wanted = join(folder, file);
            let inside = format!("{wanted}/");
            let exists = |it: &String| *it == wanted || it.starts_with(&inside);
            if !tree.files.keys().any(exists) {
                wrong.push(format!("{path}: the link `{target}` leads nowhere"));
            }
        }
    }
    wrong
}

fn join(folder: &str, file: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|it| !it.is_empty()).collect();
    for part in file.split('/').filter(|it| !it.is_empty() && *it != ".") {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

/// Messages that code says by a literal name and that `l10n/en` does not have.
fn lost_messages(tree: &Tree) -> Vec<String> {
    let messages = messages(tree);
    let mut wrong = Vec::new();
    let ours = |path: &str| path.starts_with("crates/") && !is_test(path);
    for (path, text) in tree.rust().filter(|(path, _)| ours(path)) {
        for call in text.split(".say(").skip(1) {
            let Some(literal) = call.trim_start().strip_prefix('"') else { continue };
            let id = literal.split('"').next().unwrap_or_default();
            if !messages.contains(id) {
                wrong.push(format!("{path}: the message `{id}` does not exist"));
            }
        }
    }
    wrong
}

/// Messages of `l10n/en` that no code says: neither by their name nor by one that code makes
/// of a beginning (`"role-{role}"`). A hint is said with its message.
fn idle_messages(tree: &Tree) -> Vec<String> {
    let ours = |path: &str| path.starts_with("crates/") && !is_test(path);
    let texts = tree.rust().filter(|(path, _)| ours(path)).map(|(_, text)| text);
    let literals: BTreeSet<&str> = texts
        .chain(page(tree))
        .flat_map(|it| it.split('"').skip(1))
        .filter(|it| is_name(it))
        .collect();
    let made = literals.iter().filter_map(|it| it.split_once('{'));
    let made = made.chain(templates(tree)).map(|(beginning, _)| beginning);
    let beginnings: Vec<&str> =
        made.filter(|it| it.len() >= SHORTEST_BEGINNING && is_name(it)).collect();
    let is_said =
        |id: &str| literals.contains(id) || beginnings.iter().any(|it| id.starts_with(it));
    let idle = messages(tree)
        .into_iter()
        .filter(|id| !is_said(id) && !id.strip_suffix("-hint").is_some_and(is_said));
    idle.map(|id| format!("l10n/en: nobody says the message `{id}`")).collect()
}

/// The sources of the page.
fn page(tree: &Tree) -> impl Iterator<Item = &String> {
    let scripts = tree.with_suffix("ts").chain(tree.with_suffix("tsx"));
    let ours = |path: &str| path.starts_with("web/src/") && !path.contains(".test.");
    scripts.filter(move |(path, _)| ours(path)).map(|(_, text)| text)
}

/// What the page makes names of: their beginning, and the rest (`` `role-${role}` ``).
fn templates(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    page(tree).flat_map(|it| it.split('`').skip(1)).filter_map(|it| it.split_once("${"))
}

/// Whether a literal could be the name of a message, or what one is made of.
fn is_name(literal: &str) -> bool {
    let is_part = |it: char| it.is_ascii_alphanumeric() || "_-{}".contains(it);
    !literal.is_empty() && literal.chars().all(is_part)
}

fn messages(tree: &Tree) -> BTreeSet<&str> {
    let english = tree.files.iter().filter(|(path, _)| path.starts_with("l10n/en/"));
    let mut messages = BTreeSet::new();
    for (_, text) in english {
        let resource = match fluent_syntax::parser::parse(text.as_str()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        for entry in resource.body {
            if let Entry::Message(message) = entry {
                messages.insert(message.id.name);
            }
        }
    }
    messages
}
