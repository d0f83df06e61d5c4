//! What came of an import.

use serde_json::{Value, json};
use uptake_app::{FileOutcome, ImportOutcome};
use uptake_l10n::{Arg, Words, problem_hint, problem_place, problem_text};
use uptake_model::problem::{Problem, ProblemCode, Severity};

use super::{
    Flat, Page, View,
    figures::count,
    sheet::{Column, Sheet},
};
use crate::failure::say_hint;

#[cfg(test)]
mod tests;

/// Problems of one file that the table shows.
const PROBLEMS: usize = 20;

/// What came of an import.
pub(crate) struct ImportView<'a> {
    /// What came of it.
    pub(crate) outcome: ImportOutcome,
    /// Whether it was only a check.
    pub(crate) is_dry_run: bool,
    /// The words of problems, which programs get too.
    pub(crate) words: &'a Words,
}

impl View for ImportView<'_> {
    fn table(&self, page: &Page<'_>) -> String {
        let words = page.words;
        let heading = |id: &str| words.say(id, &[]);
        let mut columns = vec![
            Column::place(heading("head-file")),
            Column::text(heading("head-format")).may_go(2),
            Column::number(heading("head-rows")),
            Column::number(heading("head-new")),
            Column::number(heading("head-changed")),
            Column::number(heading("head-unchanged")).may_go(1),
        ];
        let is_held = self.outcome.files.iter().any(|it| held(it) > 0);
        columns.extend(is_held.then(|| Column::number(heading("head-held-rows"))));
        columns.push(Column::number(heading("head-problems")));
        let mut sheet = Sheet::new(columns);
        for file in &self.outcome.files {
            let counts = file.counts;
            let mut cells = vec![
                file.report.file.clone(),
                format_name(words, &file.report.format),
                words.count(file.report.rows),
                count(words, counts.map(|it| it.new)),
                count(words, counts.map(|it| it.changed)),
                count(words, counts.map(|it| it.unchanged)),
            ];
            cells.extend(is_held.then(|| count(words, counts.map(|it| it.held))));
            cells.push(words.count(number(file.report.problems.len())));
            sheet.row(cells);
        }
        let mut text = sheet.render(page.width);
        for file in &self.outcome.files {
            text.push_str(&problems(words, file));
        }
        text.extend([format!("\n{}\n", self.total(words))]);
        text
    }

    fn json(&self) -> Value {
        let files = self.outcome.files.iter().map(|file| {
            let report = &file.report;
            let problems = report.problems.iter().map(|it| json_problem(self.words, it));
            json!({
                "file": report.file,
                "file_no": file.file_no,
                "format": report.format,
                "rows": report.rows,
                "new": file.counts.map(|it| it.new),
                "changed": file.counts.map(|it| it.changed),
                "unchanged": file.counts.map(|it| it.unchanged),
                "held": file.counts.map(|it| it.held),
                "refused": report.refused,
                "quarantined": report.quarantined.len(),
                "quarantine_file": file.quarantine.as_ref().map(|it| it.display().to_string()),
                "problems": problems.collect::<Vec<_>>(),
            })
        });
        json!({
            "files": files.collect::<Vec<_>>(),
            "refused": self.outcome.refused,
            "changed": self.outcome.changed,
            "dry_run": self.is_dry_run,
        })
    }

    fn rows(&self) -> Flat {
        let mut flat = Flat::new(&[
            "file",
            "file_no",
            "format",
            "rows",
            "new",
            "changed",
            "unchanged",
            "held",
            "refused",
            "quarantined",
            "problems",
        ]);
        for file in &self.outcome.files {
            flat.row(&[
                ("file", (&file.report.file).into()),
                ("file_no", file.file_no.into()),
                ("format", (&file.report.format).into()),
                ("rows", file.report.rows.into()),
                ("new", file.counts.map(|it| it.new).into()),
                ("changed", file.counts.map(|it| it.changed).into()),
                ("unchanged", file.counts.map(|it| it.unchanged).into()),
                ("held", file.counts.map(|it| it.held).into()),
                ("refused", file.report.refused.into()),
                ("quarantined", number(file.report.quarantined.len()).into()),
                ("problems", number(file.report.problems.len()).into()),
            ]);
        }
        flat
    }

    fn aside(&self, words: &Words) -> Option<String> {
        let mut text: String =
            self.outcome.files.iter().map(|it| problems(words, it)).collect::<String>();
        if self.outcome.refused {
            text.extend([format!("\n{}\n", self.total(words))]);
        }
        Some(text.trim_start().to_owned()).filter(|it| !it.is_empty())
    }
}

impl ImportView<'_> {
    fn total(&self, words: &Words) -> String {
        let files = &self.outcome.files;
        let sum = |of: fn(&FileOutcome) -> u64| Arg::Count(files.iter().map(of).sum());
        let args = [
            ("files", Arg::Count(number(files.len()))),
            ("refused", Arg::Count(number(files.iter().filter(|it| it.report.refused).count()))),
            ("rows", sum(|it| it.report.rows)),
            ("new", sum(|it| it.counts.map_or(0, |it| it.new))),
            ("changed", sum(|it| it.counts.map_or(0, |it| it.changed))),
            ("unchanged", sum(|it| it.counts.map_or(0, |it| it.unchanged))),
            ("held", sum(held)),
        ];
        let id = match (self.outcome.refused, self.is_dry_run, self.outcome.changed) {
            (true, _, _) => "import-refused",
            (false, true, _) => "import-dry-run",
            (false, false, true) => "import-total",
            (false, false, false) => "import-nothing-new",
        };
        words.say(id, &args)
    }
}

/// How many rows of a file wait with a held snapshot.
fn held(file: &FileOutcome) -> u64 {
    file.counts.map_or(0, |it| it.held)
}

/// A format for people: its code, or a word where the file was not recognised.
fn format_name(words: &Words, format: &str) -> String {
    if format == "unknown" { words.say("format-unknown", &[]) } else { format.to_owned() }
}

/// The problems of a file: place and text, then what to do.
fn problems(words: &Words, file: &FileOutcome) -> String {
    let mut text = String::new();
    let all = &file.report.problems;
    if !all.is_empty() {
        text.push('\n');
    }
    for (at, problem) in all.iter().take(PROBLEMS).enumerate() {
        let place = problem_place(words, problem);
        text.extend([format!("{place}: {}\n", problem_text(words, problem))]);
        // A hint that follows from the same problem a line above is not repeated.
        let next = all.get(at + 1).filter(|_| at + 1 < PROBLEMS);
        let hint = problem_hint(words, problem);
        if next.is_none_or(|it| problem_hint(words, it) != hint) {
            text.extend([format!("  {}\n", say_hint(words, &hint))]);
        }
    }
    let more = number(all.len().saturating_sub(PROBLEMS));
    if more > 0 {
        text.extend([format!("{}\n", words.say("import-more", &[("count", Arg::Count(more))]))]);
    }
    if let Some(path) = &file.quarantine {
        let path = path.display().to_string();
        let args = [
            ("path", Arg::Text(&path)),
            ("count", Arg::Count(number(file.report.quarantined.len()))),
        ];
        text.extend([format!("{}\n", words.say("import-quarantine", &args))]);
    }
    let is_held = all.iter().any(|it| it.code == ProblemCode::HeldSnapshot);
    if let Some(file_no) = file.file_no.filter(|_| is_held) {
        let command = format!("uptake imports confirm {file_no}");
        let args = [("command", Arg::Text(&command))];
        text.extend([format!("{}\n", words.say("import-confirm", &args))]);
    }
    text
}

/// A problem for programs, with its words.
fn json_problem(words: &Words, problem: &Problem) -> Value {
    let severity = match problem.code.severity() {
        Severity::Notice => "notice",
        Severity::Row => "row",
        Severity::File => "file",
    };
    json!({
        "code": problem.code.as_str(),
        "severity": severity,
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "excerpt": problem.excerpt,
        "arguments": problem.args,
        "text": problem_text(words, problem),
        "hint": problem_hint(words, problem),
    })
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
