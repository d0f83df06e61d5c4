//! What is gathered about a file while it is read, and the verdict at its end.

use uptake_model::problem::{Problem, ProblemCode, Severity};

use crate::{FileReport, Mode, QuarantinedRow, ReadOptions};

/// How many problems, and how many rows set aside, a report keeps.
const KEPT: usize = 1_000;

/// What has come of a file so far.
pub(super) struct Outcome {
    report: FileReport,
    mode: Mode,
    bad_rows: u64,
    is_broken: bool,
}

impl Outcome {
    /// Begins the report of a file in `format`.
    pub(super) fn new(file: &str, format: String, options: &ReadOptions<'_>) -> Self {
        let report = FileReport {
            file: file.to_owned(),
            format,
            rows: 0,
            problems: Vec::new(),
            refused: false,
            header: String::new(),
            quarantined: Vec::new(),
        };
        Self { report, mode: options.mode, bad_rows: 0, is_broken: false }
    }

    /// The file, as given.
    pub(super) fn file(&self) -> &str {
        &self.report.file
    }

    /// Keeps the header line for the quarantine file.
    pub(super) fn set_header(&mut self, header: String) {
        self.report.header = header;
    }

    /// Counts a row, good or bad.
    pub(super) fn count_row(&mut self) {
        self.report.rows += 1;
    }

    /// Notes a problem with the file as a whole: one that is no notice refuses it.
    pub(super) fn note(&mut self, problem: Problem) {
        self.is_broken |= problem.code.severity() != Severity::Notice;
        self.keep(problem);
    }

    /// Notes a problem with the row of this text: strict mode refuses the file, quarantine
    /// mode sets the row aside.
    pub(super) fn note_row(&mut self, problem: Problem, text: &str) {
        if problem.code.severity() != Severity::Row {
            self.note(problem);
            return;
        }
        self.bad_rows += 1;
        match self.mode {
            Mode::Strict => self.report.refused = true,
            Mode::Quarantine if self.report.quarantined.len() < KEPT => {
                let line = problem.line.unwrap_or_default();
                let row = QuarantinedRow { line, text: text.to_owned(), problem: problem.clone() };
                self.report.quarantined.push(row);
            }
            Mode::Quarantine => {}
        }
        self.keep(problem);
    }

    /// Whether the file is refused as a whole, whatever its rows say.
    pub(super) fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// Whether a row could not be read.
    pub(super) fn has_bad_rows(&self) -> bool {
        self.bad_rows > 0
    }

    /// How many rows were counted.
    pub(super) fn rows(&self) -> u64 {
        self.report.rows
    }

    /// Gives the report, once quarantine mode has seen all rows.
    pub(super) fn finish(mut self) -> FileReport {
        let FileReport { rows, file, .. } = &self.report;
        let too_many = self.bad_rows.saturating_mul(100) > *rows || self.bad_rows > 1_000;
        if self.mode == Mode::Quarantine && too_many {
            let problem = Problem::new(ProblemCode::TooManyBadRows, file)
                .with("bad", &self.bad_rows)
                .with("rows", rows);
            self.note(problem);
        }
        self.report.refused |= self.is_broken;
        self.report
    }

    fn keep(&mut self, problem: Problem) {
        if self.report.problems.len() < KEPT {
            self.report.problems.push(problem);
        }
    }
}
