//! What is gathered about a native table while it is read, and the verdict at its end.

use uptake_model::{
    facts::Facts,
    problem::{Problem, ProblemCode, Severity},
};

use crate::{FactSink, FileReport, Mode, QuarantinedRow, ReadError, text::Row};

/// How many problems, and how many rows set aside, a report keeps.
const KEPT: usize = 1_000;
/// How much text of rows set aside is held.
const KEPT_BYTES: usize = 64 << 20;

/// What has come of a file so far.
pub(crate) struct Progress<'a> {
    report: FileReport,
    mode: Mode,
    sink: &'a mut dyn FactSink,
    bad_rows: u64,
    kept_bytes: usize,
}

impl<'a> Progress<'a> {
    /// Begins the report of a file whose format is not known yet.
    pub(crate) fn new(file: &str, mode: Mode, sink: &'a mut dyn FactSink) -> Self {
        Self { report: blank(file), mode, sink, bad_rows: 0, kept_bytes: 0 }
    }

    /// Names the format and keeps the header line for the quarantine file.
    pub(crate) fn recognised(&mut self, format: &str, header: &str) {
        format.clone_into(&mut self.report.format);
        header.clone_into(&mut self.report.header);
    }

    /// Counts a row, good or bad.
    pub(crate) fn count_row(&mut self) {
        self.report.rows += 1;
    }

    /// Whether the file is refused already.
    pub(crate) fn is_refused(&self) -> bool {
        self.report.refused
    }

    /// How many rows were read.
    pub(crate) fn rows(&self) -> u64 {
        self.report.rows
    }

    /// Notes a problem with the file as a whole: one that is no notice refuses it.
    pub(crate) fn note(&mut self, problem: Problem) {
        self.report.refused |= problem.code.severity() != Severity::Notice;
        self.keep(problem);
    }

    /// Notes what is wrong with a row: strict mode refuses the file, quarantine mode sets
    /// the row aside.
    pub(crate) fn bad_row(&mut self, row: Row<'_>, problems: Vec<Problem>) {
        self.bad_rows += 1;
        self.report.refused |= self.mode == Mode::Strict
            || problems.iter().any(|it| it.code.severity() == Severity::File);
        let first = problems.first().filter(|_| self.report.quarantined.len() < KEPT);
        if let Some((problem, Mode::Quarantine)) = first.zip(Some(self.mode)) {
            let text = row.raw().into_owned();
            self.kept_bytes += text.len();
            if self.kept_bytes <= KEPT_BYTES {
                let problem = problem.clone();
                self.report.quarantined.push(QuarantinedRow { line: row.line, text, problem });
            }
        }
        for problem in problems {
            self.keep(problem);
        }
    }

    /// Hands facts on. Those of a file that is refused already would not count.
    pub(crate) fn hand_on(&mut self, facts: Facts) -> Result<(), ReadError> {
        if self.report.refused {
            return Ok(());
        }
        let taken = self.sink.accept(facts);
        taken.map_err(|source| ReadError::Sink { file: self.report.file.clone(), source })
    }

    /// Gives the report, once all rows were seen. Quarantine mode sets aside 1 % of the
    /// rows and 1,000 at most.
    pub(crate) fn finish(mut self) -> FileReport {
        let rows = self.report.rows;
        let is_too_many = self.bad_rows.saturating_mul(100) > rows
            || self.bad_rows > 1_000
            || self.kept_bytes > KEPT_BYTES;
        if self.mode == Mode::Quarantine && is_too_many {
            let problem = Problem::new(ProblemCode::TooManyBadRows, &self.report.file);
            self.note(problem.with("bad", &self.bad_rows).with("rows", &rows));
        }
        if self.report.refused {
            self.report.quarantined.clear();
        }
        self.report
    }

    fn keep(&mut self, problem: Problem) {
        // What refuses the whole file is told even behind a thousand bad rows.
        let is_kept = |it: &Problem| it.code.severity() == Severity::File;
        if self.report.problems.len() >= KEPT {
            if !is_kept(&problem) || self.report.problems.last().is_some_and(is_kept) {
                return;
            }
            self.report.problems.pop();
        }
        self.report.problems.push(problem);
    }
}

/// The report of a file that is refused before a row was read.
pub(crate) fn refused(problem: Problem) -> FileReport {
    let report = blank(&problem.file);
    FileReport { refused: true, problems: vec![problem], ..report }
}

fn blank(file: &str) -> FileReport {
    FileReport {
        file: file.to_owned(),
        format: "unknown".to_owned(),
        rows: 0,
        problems: Vec::new(),
        refused: false,
        header: String::new(),
        quarantined: Vec::new(),
    }
}
