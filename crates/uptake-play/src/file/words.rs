//! What a play says, in each of its languages.

use uptake_model::problem::ProblemCode;

use super::{
    table::{Report, Section},
    with_other,
};
use crate::{Material, PlayWords};

const KEYS: &[&str] = &["title", "consider", "try", "material"];
const MATERIAL_KEYS: &[&str] = &["title", "link", "file"];

/// The longest title, in characters.
const MOST_TITLE: usize = 200;
/// The longest sentence of what to consider or to try.
const MOST_SENTENCE: usize = 1_000;
/// The longest address of a page.
const MOST_LINK: usize = 2_000;
/// How many sentences and how much material there may be.
const MOST_ENTRIES: usize = 20;

/// What the sections `en` and `es` say; at least one must be there.
pub(super) fn both(
    file: &Section<'_, '_>,
    report: &mut Report<'_>,
) -> (Option<PlayWords>, Option<PlayWords>) {
    let (english, spanish) = (file.section("en", report), file.section("es", report));
    if english.is_none() && spanish.is_none() {
        file.missing("en", report);
    }
    let english = english.and_then(|it| words(&it, report));
    let spanish = spanish.and_then(|it| words(&it, report));
    with_other(english, spanish)
}

fn words(section: &Section<'_, '_>, report: &mut Report<'_>) -> Option<PlayWords> {
    section.refuse_other_keys(KEYS, report);
    let title = section.text("title", report).map(|it| (it.line, it.text.to_owned()));
    if let Some((line, title)) = &title {
        limit(("title", MOST_TITLE), *line, title.chars().count(), report);
    }
    let consider = sentences("consider", section, report);
    let attempt = sentences("try", section, report);
    let sections = section.sections("material", report);
    let material = sections.iter().filter_map(|it| material(it, report)).collect();
    Some(PlayWords { title: title?.1, consider: consider?, attempt: attempt?, material })
}

fn sentences(
    key: &'static str,
    section: &Section<'_, '_>,
    report: &mut Report<'_>,
) -> Option<Vec<String>> {
    let sentences = section.texts(key, report)?;
    for (at, (line, sentence)) in (1..).zip(&sentences) {
        limit((key, MOST_SENTENCE), *line, sentence.chars().count(), report);
        limit((key, MOST_ENTRIES), *line, at, report);
    }
    Some(sentences.into_iter().map(|(_, it)| it.trim().to_owned()).collect())
}

fn material(section: &Section<'_, '_>, report: &mut Report<'_>) -> Option<Material> {
    section.refuse_other_keys(MATERIAL_KEYS, report);
    let title = section.text("title", report).map(|it| (it.line, it.text.to_owned()));
    if let Some((line, title)) = &title {
        limit(("title", MOST_TITLE), *line, title.chars().count(), report);
    }
    let link = section.optional_text("link", report);
    let file = section.optional_text("file", report);
    let title = title?.1;
    match (link, file) {
        (Some(link), None) if is_link(link.text) => {
            Some(Material::Link { title, address: link.text.to_owned() })
        }
        (None, Some(file)) if is_file_name(file.text) => {
            Some(Material::File { title, name: file.text.to_owned() })
        }
        (Some(link), None) => {
            let problem = report.problem(ProblemCode::PlayBadLink, link.line);
            report.problems.push(problem.with_excerpt(link.text));
            None
        }
        (None, Some(file)) => {
            let problem = report.problem(ProblemCode::PlayBadFile, file.line);
            report.problems.push(problem.with_excerpt(file.text));
            None
        }
        (Some(_), Some(_)) | (None, None) => {
            section.missing("link", report);
            None
        }
    }
}

fn limit((key, most): (&str, usize), line: u64, found: usize, report: &mut Report<'_>) {
    if found > most {
        let problem = report.problem(ProblemCode::PlayTooLong, line);
        report.problems.push(problem.with("key", key).with("limit", &most));
    }
}

/// Whether a text is the address of a page: a page of ours shows it as a link, so that no
/// other scheme may stand there.
pub fn is_link(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.map(|it| it.split(['/', '?', '#']).next().unwrap_or_default());
    let has_host = host.is_some_and(|it| !it.is_empty() && !it.contains('@'));
    let is_plain = |it: char| !it.is_whitespace() && !it.is_control() && !"\"<>\\`".contains(it);
    has_host && text.len() <= MOST_LINK && text.chars().all(is_plain)
}

/// Whether a text is a plain name of a file, and no way out of a folder.
pub fn is_file_name(text: &str) -> bool {
    let is_plain = |it: char| !it.is_control() && !"/\\:*?\"<>|".contains(it);
    text.chars().count() <= MOST_TITLE && !text.starts_with('.') && text.chars().all(is_plain)
}
