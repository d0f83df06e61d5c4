//! What is wrong with a file: codes with arguments. The words are in `l10n/`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How far a problem reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing; the file is imported.
    Notice,
    /// The row cannot be read: strict mode refuses the file, quarantine mode sets it aside.
    Row,
    /// The file cannot be read: refused in every mode.
    File,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $text:literal $severity:ident;)*) => {
        /// The stable code of a problem; `l10n/` has a message `problem-CODE` and a hint
        /// `problem-CODE-hint` for each.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ProblemCode {
            $($(#[$doc])* $name,)*
        }

        impl ProblemCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The code as programs and messages spell it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// How far a problem of this code reaches.
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// No byte in it.
    EmptyFile "empty-file" File;
    /// A folder without a file that could be read.
    EmptyFolder "empty-folder" File;
    /// A header and no row.
    HeaderOnly "header-only" File;
    /// No table or report has such a header. Argument `columns`.
    UnknownFormat "unknown-format" File;
    /// A required column is missing. Arguments `column`, `table`.
    MissingColumn "missing-column" File;
    /// A column stands twice in the header. Argument `column`.
    DuplicateColumn "duplicate-column" File;
    /// A column that the table does not have; ignored. Argument `column`.
    UnknownColumn "unknown-column" Notice;
    /// A web page was saved instead of the data.
    HtmlPage "html-page" File;
    /// An error answer of a service was saved instead of the data. Argument `message`.
    ErrorAnswer "error-answer" File;
    /// JSON that cannot be read. Argument `message`.
    InvalidJson "invalid-json" File;
    /// JSON that is larger than what is held in memory. Argument `limit`.
    JsonTooLarge "json-too-large" File;
    /// Compressed data under the name of a text file. Argument `kind`.
    CompressedText "compressed-text" File;
    /// An Excel workbook; only its CSV export can be read.
    Workbook "workbook" File;
    /// Parquet that cannot be read. Argument `message`.
    InvalidParquet "invalid-parquet" File;
    /// A column of Parquet in a type that no text has. Arguments `column`, `type`.
    ParquetColumnType "parquet-column-type" File;
    /// An archive that cannot be read. Argument `message`.
    InvalidArchive "invalid-archive" File;
    /// An archive of a kind that is not read. Argument `kind`.
    UnsupportedArchive "unsupported-archive" File;
    /// A member of an archive needs a password.
    ArchivePassword "archive-password" File;
    /// An archive with more members than the limit. Argument `limit`.
    ArchiveMembers "archive-members" File;
    /// Members of an archive share bytes of it.
    ArchiveOverlap "archive-overlap" File;
    /// Members of an archive have the same name.
    ArchiveDuplicate "archive-duplicate" File;
    /// An archive, or a member of it, would unpack to more than the limit. Argument `limit`.
    ArchiveTooLarge "archive-too-large" File;
    /// An archive, or a member of it, would unpack to that many times its size. Argument
    /// `limit`.
    ArchiveRatio "archive-ratio" File;
    /// A member of an archive points outside of it.
    ArchivePath "archive-path" File;
    /// An archive in an archive.
    NestedArchive "nested-archive" File;
    /// A quote is opened and never closed.
    UnclosedQuote "unclosed-quote" File;
    /// Text stands between a closing quote and the next delimiter.
    StrayQuote "stray-quote" File;
    /// The row has fewer fields than the header. Arguments `found`, `expected`.
    TooFewFields "too-few-fields" Row;
    /// The row has more fields than the header. Arguments `found`, `expected`.
    TooManyFields "too-many-fields" Row;
    /// The header stands again among the rows.
    RepeatedHeader "repeated-header" Row;
    /// A row of totals among the rows.
    TotalsRow "totals-row" Row;
    /// The last line has no end and looks cut. Arguments `found`, `expected`.
    CutLastLine "cut-last-line" File;
    /// The last line is whole, but has no end: its last field may be cut.
    UnendedLastLine "unended-last-line" Notice;
    /// The last line is whole, but has no end: the number at its end may be cut.
    UnendedNumber "unended-number" Row;
    /// Bytes that are no text in UTF-8 or UTF-16. Argument `byte`: which of the line, from 1.
    InvalidText "invalid-text" File;
    /// A NUL byte.
    NulByte "nul-byte" File;
    /// A field longer than the limit. Argument `limit`.
    FieldTooLarge "field-too-large" File;
    /// A required value is missing. Argument `column`.
    MissingValue "missing-value" Row;
    /// A date whose day and month could be swapped.
    AmbiguousDate "ambiguous-date" Row;
    /// A date that no calendar has.
    ImpossibleDate "impossible-date" Row;
    /// A date in another format, or no date.
    MalformedDate "malformed-date" Row;
    /// A number where Excel had a date. Argument `day`: the day it stands for.
    ExcelDate "excel-date" Row;
    /// A day more than two days after today. Argument `today`.
    FutureDate "future-date" Row;
    /// Several snapshot days in one file. Arguments `first`, `other`.
    MixedSnapshotDates "mixed-snapshot-dates" File;
    /// A count below zero.
    NegativeCount "negative-count" Row;
    /// A count with decimals.
    FractionalCount "fractional-count" Row;
    /// A number with thousands separators or a decimal comma.
    FormattedCount "formatted-count" Row;
    /// No number.
    MalformedCount "malformed-count" Row;
    /// A count larger than any count of seats or users.
    CountTooLarge "count-too-large" Row;
    /// A price that is no plain decimal.
    MalformedPrice "malformed-price" Row;
    /// No code of a currency.
    MalformedCurrency "malformed-currency" Row;
    /// No GUID.
    MalformedGuid "malformed-guid" Row;
    /// Neither true nor false.
    MalformedBoolean "malformed-boolean" Row;
    /// A subscription state that is not known. Argument `allowed`.
    UnknownStatus "unknown-status" Row;
    /// Another word that the column does not allow. Argument `allowed`.
    UnknownWord "unknown-word" Row;
    /// A score outside its scale. Argument `allowed`.
    ScoreOutOfRange "score-out-of-range" Row;
    /// An interval that ends before it begins.
    ReversedInterval "reversed-interval" Row;
    /// Activity after the day whose end the snapshot describes. Argument `as_of`.
    ActivityAfterSnapshot "activity-after-snapshot" Row;
    /// The same identity twice in the file with different values. Argument `line`: the other.
    ConflictingRows "conflicting-rows" Row;
    /// A row outside of the declared coverage. Argument `covers`.
    OutsideCoverage "outside-coverage" Row;
    /// The file does not name its customer, and none was given.
    CustomerNeeded "customer-needed" File;
    /// The file names another customer than the one that was given. Arguments `named`, `given`.
    CustomerMismatch "customer-mismatch" File;
    /// The file does not say as of which day it is, and none was given.
    DayNeeded "day-needed" File;
    /// More rows are bad than quarantine mode sets aside. Arguments `bad`, `rows`.
    TooManyBadRows "too-many-bad-rows" File;
    /// Rows were set aside: the file is not complete for the customers and days concerned.
    CoverageReduced "coverage-reduced" Notice;
    /// A report or an answer without rows: its day stays a day without data.
    EmptyReport "empty-report" Notice;
    /// Names are concealed: what cannot be known then. Argument `users`.
    ConcealedNames "concealed-names" Notice;
    /// A known report that tells nothing about people; not imported. Argument `report`.
    ReportWithoutUsers "report-without-users" Notice;
    /// A known report about people that tells no activity which counts; not imported.
    /// Argument `report`.
    ReportWithoutActivity "report-without-activity" Notice;
    /// A data set of sums, without users and without subscriptions; not imported. Argument
    /// `data_set`.
    SumsOnly "sums-only" Notice;
    /// Columns that hold Microsoft's own figures: not facts, and ignored. Argument `columns`.
    UnusedFigures "unused-figures" Notice;
    /// Records about no seats of people, which are not imported. Argument `rows`.
    PassedOver "passed-over" Notice;
    /// Microsoft's list of products, which feeds the catalogue and is not imported.
    ProductList "product-list" File;
    /// A product name of a report that no SKU or several have. Argument `product`.
    UnknownProduct "unknown-product" Notice;
    /// A product name of a usage report that several SKUs have. Argument `product`.
    SharedProductName "shared-product-name" Notice;
    /// A full snapshot shrank by more than half and waits for confirmation. Arguments
    /// `customer`, `before`, `now`.
    HeldSnapshot "held-snapshot" Notice;
    /// It cannot be told who sold the subscriptions; they count as own.
    SellerUnknown "seller-unknown" Notice;
    /// The answer says that it goes on elsewhere: what it does not list may still be there.
    PartialAnswer "partial-answer" Notice;
    /// A catalogue file that is no TOML. Argument `message`.
    CatalogueInvalid "catalogue-invalid" File;
    /// A value of the wrong kind. Arguments `key`, `kind`.
    CatalogueWrongKind "catalogue-wrong-kind" File;
    /// A table that does not stand in the form of a list. Argument `entry`.
    CatalogueTableForm "catalogue-table-form" File;
    /// A rule that lacks something. Argument `key`.
    CatalogueRuleIncomplete "catalogue-rule-incomplete" File;
    /// A pattern of a rule that cannot be used. Arguments `pattern`, `message`.
    CatalogueBadPattern "catalogue-bad-pattern" File;
    /// A key that catalogue files do not have. Arguments `key`, `allowed`.
    CatalogueUnknownKey "catalogue-unknown-key" File;
    /// A key that an entry of the catalogue needs. Arguments `key`, `entry`.
    CatalogueMissingKey "catalogue-missing-key" File;
    /// The same id or code twice in one catalogue file. Arguments `id`, `line`: the other.
    CatalogueDuplicate "catalogue-duplicate" File;
    /// A service or workload that no catalogue file defines. Arguments `kind`, `code`.
    CatalogueUndefined "catalogue-undefined" File;
    /// A workload in `base` and in `addon` of one SKU. Argument `workload`.
    CatalogueInBoth "catalogue-in-both" File;
    /// A part number that another SKU has. Arguments `part_number`, `other`: its GUID.
    CataloguePartNumberTaken "catalogue-part-number-taken" File;
    /// A customer that is not known, or not the asker's to see.
    UnknownCustomer "unknown-customer" File;
    /// The file of a play that is no TOML. Argument `message`.
    PlayInvalid "play-invalid" File;
    /// A value of the wrong kind. Arguments `key`, `kind`.
    PlayWrongKind "play-wrong-kind" File;
    /// A key that plays do not have. Arguments `key`, `allowed`.
    PlayUnknownKey "play-unknown-key" File;
    /// A key that is not there or has nothing in it. Argument `key`.
    PlayMissingKey "play-missing-key" File;
    /// Another word than those that the key allows. Arguments `key`, `allowed`.
    PlayUnknownWord "play-unknown-word" File;
    /// A code with other characters than codes have.
    PlayCode "play-code" File;
    /// The same threshold twice. Arguments `code`, `line`: the other.
    PlayDuplicate "play-duplicate" File;
    /// More or longer than plays may be. Arguments `key`, `limit`.
    PlayTooLong "play-too-long" File;
    /// A number that is none of its unit. Argument `unit`.
    PlayNumber "play-number" File;
    /// A condition in which something else must stand. Argument `expected`.
    PlayCondition "play-condition" File;
    /// A condition that is longer or deeper than conditions may be.
    PlayConditionTooLarge "play-condition-too-large" File;
    /// A signal that there is not. Argument `near`: the name that looks most alike.
    PlayUnknownSignal "play-unknown-signal" File;
    /// A signal of something else than the play is for. Arguments `level`, `per`.
    PlaySignalLevel "play-signal-level" File;
    /// A threshold that the play does not have.
    PlayUnknownThreshold "play-unknown-threshold" File;
    /// A threshold that the condition does not use. Argument `code`.
    PlayUnusedThreshold "play-unused-threshold" File;
    /// Numbers of two units in one comparison. Arguments `left`, `right`.
    PlayUnits "play-units" File;
    /// A stake that counts neither seats nor people.
    PlayStake "play-stake" File;
    /// An address that is none of the web.
    PlayBadLink "play-bad-link" File;
    /// A name of a file that leads elsewhere.
    PlayBadFile "play-bad-file" File;
}

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub code: ProblemCode,
    /// The file, as given; a member of an archive as `archive.zip/member.csv`.
    pub file: String,
    /// The line, counted from 1 (the header); of a JSON file that on which the record begins, or
    /// the number of the record where several begin on one line.
    pub line: Option<u64>,
    /// The column, as the header spells it.
    pub column: Option<String>,
    /// What stands there, cut to 80 characters.
    pub excerpt: Option<String>,
    /// The arguments of the code's message.
    pub args: BTreeMap<&'static str, String>,
}

impl Problem {
    /// A problem with the file as a whole.
    pub fn new(code: ProblemCode, file: &str) -> Self {
        Self {
            code,
            file: file.to_owned(),
            line: None,
            column: None,
            excerpt: None,
            args: BTreeMap::new(),
        }
    }

    /// The same problem at a line.
    #[must_use]
    pub fn at_line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// The same problem in a column, with what stands there.
    #[must_use]
    pub fn in_column(mut self, column: &str, excerpt: &str) -> Self {
        self.column = Some(column.to_owned());
        self.with_excerpt(excerpt)
    }

    /// The same problem with what stands there, cut to 80 characters.
    #[must_use]
    pub fn with_excerpt(mut self, excerpt: &str) -> Self {
        let mut cut: String = excerpt.chars().take(80).collect();
        if cut.len() < excerpt.len() {
            cut.push('…');
        }
        self.excerpt = Some(cut);
        self
    }

    /// The same problem with an argument of its message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &(impl ToString + ?Sized)) -> Self {
        self.args.insert(name, value.to_string());
        self
    }
}
