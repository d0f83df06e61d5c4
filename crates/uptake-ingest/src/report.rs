//! What is gathered about a file while it is read, and the verdict at its end.

use uptake_model::{
    facts::Facts,
    problem::{Problem, ProblemCode, Severity},
};

use crate::{FactSink, FileReport, Mode, QuarantinedRow, ReadError};

/// How many problems, and how many rows set aside, a report keeps.
const KEPT: usize = 1_000;
/// How much text of rows set aside is held.
const KEPT_BYTES: usize = 64 << 20;
/// How much text of problems is held.
const KEPT_PROBLEM_BYTES: usize = 4 << 20;

/// What has come of a file so far.
pub(crate) struct Verdict {
    report: FileReport,
    mode: Mode,
    is_broken: bool,
    bad_rows: u64,
    lacks_rows: bool,
    kept_bytes: usize,
    problem_bytes: usize,
}

impl Verdict {
    /// Begins the report of a file whose format is not known yet.
    pub(crate) fn new(file: &str, mode: Mode) -> Self {
        Self {
            report: blank(file),
            mode,
            is_broken: false,
            bad_rows: 0,
            lacks_rows: false,
            kept_bytes: 0,
            problem_bytes: 0,
        }
    }

    /// Names the format and keeps the columns for the quarantine file.
    pub(crate) fn recognised(&mut self, format: &str, header: Vec<String>) {
        format.clone_into(&mut self.report.format);
        self.report.header = header;
    }

    /// The file, as given.
    pub(crate) fn file(&self) -> &str {
        &self.report.file
    }

    /// Counts a row, good or bad.
    pub(crate) fn count_row(&mut self) {
        self.report.rows += 1;
    }

    /// How many rows were read.
    pub(crate) fn rows(&self) -> u64 {
        self.report.rows
    }

    /// Whether a problem of this code was kept.
    pub(crate) fn tells(&self, code: ProblemCode) -> bool {
        self.report.problems.iter().any(|it| it.code == code)
    }

    /// Whether the file is refused already.
    pub(crate) fn is_refused(&self) -> bool {
        self.report.refused
    }

    /// Whether the file is refused as a whole, whatever its rows say.
    pub(crate) fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// Whether a row could not be read that would have said something: what the file lists
    /// is not everything then.
    pub(crate) fn lacks_rows(&self) -> bool {
        self.lacks_rows
    }

    /// Notes a problem with the file as a whole: one that is no notice refuses it.
    pub(crate) fn note(&mut self, problem: Problem) {
        let is_broken = problem.code.severity() != Severity::Notice;
        self.is_broken |= is_broken;
        self.report.refused |= is_broken;
        self.keep(problem);
    }

    /// Notes what is wrong with a row: strict mode refuses the file, quarantine mode sets
    /// the row aside. A problem that reaches further refuses the file in both.
    pub(crate) fn bad_row(
        &mut self,
        line: u64,
        problems: Vec<Problem>,
        cells: impl FnOnce() -> Vec<String>,
    ) {
        if problems.iter().any(|it| it.code.severity() == Severity::File) {
            for problem in problems {
                self.note(problem);
            }
            return;
        }
        self.bad_rows += 1;
        self.lacks_rows |= problems.iter().any(is_missed);
        for problem in &problems {
            self.keep(problem.clone());
        }
        match self.mode {
            Mode::Strict => self.report.refused = true,
            Mode::Quarantine if self.report.quarantined.len() < KEPT => {
                let cells = cells();
                self.kept_bytes += cells.iter().map(String::len).sum::<usize>();
                if self.kept_bytes <= KEPT_BYTES {
                    self.report.quarantined.push(QuarantinedRow { line, cells, problems });
                }
            }
            Mode::Quarantine => {}
        }
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
        self.problem_bytes += problem.args.values().map(String::len).sum::<usize>();
        let is_full = self.report.problems.len() >= KEPT || self.problem_bytes > KEPT_PROBLEM_BYTES;
        // What refuses the whole file is told even behind a thousand bad rows.
        let is_kept = |it: &Problem| it.code.severity() == Severity::File;
        if is_full {
            if !is_kept(&problem) || self.report.problems.last().is_some_and(is_kept) {
                return;
            }
            self.report.problems.pop();
        }
        self.report.problems.push(problem);
    }
}

/// Whether a row with this problem would have said something: sums and headers among the
/// rows say nothing.
pub(crate) fn is_missed(problem: &Problem) -> bool {
    !matches!(problem.code, ProblemCode::TotalsRow | ProblemCode::RepeatedHeader)
}

/// A verdict with the one who takes the facts as they stream by.
pub(crate) struct Progress<'a> {
    pub(crate) verdict: Verdict,
    sink: &'a mut dyn FactSink,
}

impl<'a> Progress<'a> {
    /// Begins the report of a file whose format is not known yet.
    pub(crate) fn new(file: &str, mode: Mode, sink: &'a mut dyn FactSink) -> Self {
        Self { verdict: Verdict::new(file, mode), sink }
    }

    /// Hands facts on. Those of a file that is refused already would not count.
    pub(crate) fn hand_on(&mut self, facts: Facts) -> Result<(), ReadError> {
        if self.verdict.is_refused() {
            return Ok(());
        }
        let taken = self.sink.accept(facts);
        taken.map_err(|source| ReadError::Sink { file: self.verdict.file().to_owned(), source })
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
        header: Vec::new(),
        quarantined: Vec::new(),
    }
}
