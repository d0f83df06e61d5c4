//! Laws of `spec/metrics.md`, 9, over the whole path: files, imports, tables, exports.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Cursor,
};

use arrow_array::{Array, ArrayRef, Date32Array, Float64Array, Int64Array, StringArray};
use calamine::{Data as XlsxCell, Reader as _, Xlsx};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use uptake_app::ExportKind;
use uptake_export::{ColumnKind, Format, Table};
use uptake_model::{
    Day, DayRange, Scope,
    facts::{CoverageKind, UserKind},
};

use crate::{
    folder::{Dice, Folder, HOUR_MILLIS, KINDS, export, export_all, export_as, parse},
    generator::active_on,
    portfolio::{Command, Known, Portfolio, name_of, run},
};

type Row = Vec<String>;

#[tokio::test]
async fn any_order_and_split_and_repetition_gives_the_same_state() {
    for seed in [31, 33] {
        let portfolio = Portfolio::of_seed(seed, Known::Ranges);
        let mut whole = portfolio.imported().await;

        // The other way: in pieces, in another order, each piece twice, products last.
        let mut pieces = Folder::new(&portfolio.today.to_string());
        pieces.configure(portfolio.config());
        let mut dice = Dice(seed);
        let mut commands = portfolio.commands(&mut dice, 2);
        commands.extend(commands.clone());
        dice.shuffle(&mut commands);
        run(&mut pieces, &commands).await;
        portfolio.add_products(&mut pieces).await;

        assert_eq!(whole.digest().await, pieces.digest().await, "seed {seed}");
        let (whole, pieces) = (whole.data().await, pieces.data().await);
        let all = export_all(whole, portfolio.days).await;
        assert!(all == export_all(pieces, portfolio.days).await, "seed {seed}");
    }
}

#[tokio::test]
async fn importing_day_by_day_equals_one_import_and_a_full_recomputation() {
    for seed in [41, 42] {
        let portfolio = Portfolio::of_seed(seed, Known::Daily);
        let days: Vec<Vec<String>> = portfolio.by_day().into_values().collect();
        let mut once = portfolio.folder().await;
        run(&mut once, &[Command::native(days.concat(), None)]).await;

        let mut daily = portfolio.folder().await;
        let mut dice = Dice(seed);
        let mut rest = days.as_slice();
        while !rest.is_empty() {
            let (some, others) = rest.split_at(rest.len().min(1 + dice.below(12)));
            run(&mut daily, &[Command::native(some.concat(), None)]).await;
            rest = others;
        }

        let digest = daily.digest().await;
        assert_eq!(digest, once.digest().await, "seed {seed}");
        daily.writable().await.roll_up().await.unwrap();
        assert_eq!(digest, daily.digest().await, "seed {seed}, recomputed");
        daily.writable().await.rebuild().await.unwrap();
        assert_eq!(digest, daily.digest().await, "seed {seed}, rebuilt");
    }
}

#[tokio::test]
async fn two_copies_of_each_customer_double_the_counts_and_leave_the_ratios() {
    for seed in [51, 52] {
        let portfolio = Portfolio::of_seed(seed, Known::Ranges);
        let mut once = portfolio.imported().await;
        let mut twice = portfolio.doubled().imported().await;
        let once = export(once.data().await, ExportKind::Portfolio, portfolio.days).await;
        let twice = export(twice.data().await, ExportKind::Portfolio, portfolio.days).await;
        let ((header, once), (_, twice)) = (parse(&once), parse(&twice));
        assert!(!once.is_empty(), "seed {seed}");
        assert_eq!(once.len(), twice.len(), "seed {seed}");
        for (once, twice) in once.iter().zip(&twice) {
            for ((name, once), twice) in header.iter().zip(once).zip(twice) {
                let kind = kind_of(ExportKind::Portfolio.table(), name);
                let expected = match (kind, once.parse::<u64>()) {
                    (ColumnKind::Count, Ok(count)) => (2 * count).to_string(),
                    (ColumnKind::Count, Err(_)) => String::new(),
                    (ColumnKind::Text | ColumnKind::Percent | ColumnKind::Day, _) => once.clone(),
                };
                assert_eq!(*twice, expected, "seed {seed}, {name} of {once:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_lost_day_makes_values_missing_or_lower_and_never_higher() {
    for seed in [61, 63] {
        let portfolio = Portfolio::of_seed(seed, Known::Daily);
        let mut days = portfolio.by_day();
        let mut all = portfolio.folder().await;
        let command = |days: &BTreeMap<Day, Row>| {
            let files = days.values().flatten().cloned().collect();
            Command::native(files, None)
        };
        run(&mut all, &[command(&days)]).await;

        // A day's activity is lost, and nothing else of that day.
        let active = |files: &Row| files.iter().any(|it| it.starts_with(ACTIVITY));
        let candidates: Vec<Day> =
            days.iter().filter(|(_, it)| active(it)).map(|(day, _)| *day).collect();
        let lost = candidates[Dice(seed).below(candidates.len())];
        days.get_mut(&lost).unwrap().retain(|it| !it.starts_with(ACTIVITY));
        let mut less = portfolio.folder().await;
        run(&mut less, &[command(&days)]).await;

        let (all, less) = (all.data().await, less.data().await);
        for kind in [ExportKind::Usage, ExportKind::ProductUsage] {
            let key = if kind == ExportKind::Usage { 5 } else { 8 };
            let (header, rows) = parse(&export(all, kind, portfolio.days).await);
            let (_, fewer) = parse(&export(less, kind, portfolio.days).await);
            let rows: BTreeMap<&[String], &Row> = rows.iter().map(|it| (&it[..key], it)).collect();
            for row in &fewer {
                let before = rows.get(&row[..key]).unwrap_or_else(|| panic!("new row {row:?}"));
                assert_not_higher(&header, before, row, seed);
            }
        }
    }
}

const ACTIVITY: &str = "customer_id,user_id,workload,day\n";

/// What counts people may only be lower or missing; who is `former` or `never`, and why
/// there is an overage, may change with them.
fn assert_not_higher(header: &[String], before: &Row, after: &Row, seed: u64) {
    for ((name, before), after) in header.iter().zip(before).zip(after) {
        let what = format!("seed {seed}, {name}: {before:?} became {after:?}");
        match name.as_str() {
            "active" | "held" | "former" | "never" | "active_other" | "overage"
            | "days_covered" => {
                let rank = |it: &String| it.parse::<u64>().map_or(0, |it| it + 1);
                assert!(rank(after) <= rank(before), "{what}");
            }
            "coverage" => {
                let order = ["missing", "lower_bound", "complete"];
                let rank = |it: &String| order.iter().position(|word| word == it);
                assert!(rank(after) <= rank(before), "{what}");
            }
            "entitlements" | "entitlements_own" | "qualified" => {
                assert_eq!(before, after, "{what}");
            }
            _ => {}
        }
    }
}

#[tokio::test]
async fn every_earlier_moment_answers_as_it_did_then() {
    for seed in [72, 73] {
        every_moment_answers_again(seed).await;
    }
}

async fn every_moment_answers_again(seed: u64) {
    let portfolio = Portfolio::of_seed(seed, Known::Ranges);
    let mut folder = Folder::new(&portfolio.today.to_string());
    let mut past = Past::over(DayRange::new(portfolio.today.plus(-35), portfolio.today.plus(5)));
    let mut dice = Dice(seed);
    for commands in portfolio.commands(&mut dice, 2).chunks(6) {
        run(&mut folder, commands).await;
        past.note(&mut folder).await;
    }
    portfolio.add_products(&mut folder).await;
    past.note(&mut folder).await;
    folder.configure("[metrics]\ngrace = \"always\"\n");
    past.note(&mut folder).await;
    for commands in restated(&portfolio).commands(&mut dice, 1).chunks(4) {
        run(&mut folder, commands).await;
        past.note(&mut folder).await;
    }
    let other = portfolio.catalogue().replace("class = \"paid\"", "class = \"free\"");
    folder.writable().await.add_catalogue("other.toml", &other).await.unwrap();
    past.note(&mut folder).await;
    folder.configure("[metrics]\ngrace = \"never\"\n");
    past.note(&mut folder).await;

    past.assert_told_again(&folder, "").await;
    let digest = folder.digest().await;
    folder.writable().await.rebuild().await.unwrap();
    assert_eq!(digest, folder.digest().await);
    past.assert_told_again(&folder, "rebuilt: ").await;
    folder.close();
    assert_eq!(digest, folder.digest().await, "opened anew");
}

/// What was exported after each command, and when.
struct Past {
    days: DayRange,
    said: Vec<(i64, String)>,
}

impl Past {
    fn over(days: Option<DayRange>) -> Self {
        Self { days: days.unwrap(), said: Vec::new() }
    }

    /// Notes what is exported now; then some hours pass.
    async fn note(&mut self, folder: &mut Folder) {
        let said = export_all(folder.data().await, self.days).await;
        self.said.push((folder.now(), said));
        folder.wait(6 * HOUR_MILLIS);
    }

    async fn assert_told_again(&self, folder: &Folder, when: &str) {
        let different: BTreeSet<&String> = self.said.iter().map(|(_, said)| said).collect();
        assert!(different.len() > 5, "hardly anything was restated");
        for (at, (millis, said)) in self.said.iter().enumerate() {
            let then = folder.reader().await.as_recorded_at(*millis).await.unwrap();
            let told = export_all(&then, self.days).await;
            let differs = told.lines().zip(said.lines()).find(|(told, said)| told != said);
            assert_eq!(differs, None, "{when}after command {at}");
            assert_eq!(told.len(), said.len(), "{when}after command {at}");
        }
    }
}

/// The same customers, of whom everything turned out to be different.
fn restated(portfolio: &Portfolio) -> Portfolio {
    let mut restated = portfolio.clone();
    for facts in restated.customers.values_mut() {
        facts.subscriptions.iter_mut().for_each(|it| it.quantity += 3);
        facts.holdings.iter_mut().for_each(|it| it.until = None);
        facts.users.iter_mut().for_each(|it| *it = UserKind::Member);
        let known = facts.coverage.iter().filter(|it| it.kind == CoverageKind::Daily);
        let late: Vec<_> = known.map(|it| active_on(9, 0, it.days.last())).collect();
        facts.activity.extend(late);
    }
    restated
}

#[tokio::test]
async fn all_formats_say_the_same_in_every_cell() {
    let mut formulas = 0;
    for seed in [82, 83, 84] {
        let portfolio = Portfolio::of_seed(seed, Known::Ranges);
        let names = portfolio.customers.keys().map(|it| name_of(*it));
        formulas += names.filter(|it| it.starts_with('=')).count();
        assert_formats_agree(&portfolio).await;
    }
    assert!(formulas > 0, "no name looks like a formula");
}

async fn assert_formats_agree(portfolio: &Portfolio) {
    let mut folder = portfolio.imported().await;
    let data = folder.data().await;
    let days = DayRange::new(portfolio.today.plus(-45), portfolio.today.plus(2)).unwrap();
    for kind in KINDS {
        let table = kind.table();
        let csv = export_as(data, kind, Format::Csv, &Scope::All, days).await;
        let expected = delimited(b',', &csv);
        assert!(expected.len() > 20, "{kind:?}: {} rows", expected.len());
        for format in [Format::Tsv, Format::JsonLines, Format::Xlsx, Format::Parquet] {
            let file = export_as(data, kind, format, &Scope::All, days).await;
            let rows = match format {
                Format::Csv => unreachable!("it is compared with the others"),
                Format::Tsv => delimited(b'\t', &file),
                Format::JsonLines => json_lines(&table, &file),
                Format::Xlsx => xlsx(&table, file),
                Format::Parquet => parquet(&table, file),
            };
            for (row, expected) in rows.iter().zip(&expected) {
                assert_eq!(row, expected, "{kind:?} as {format:?}");
            }
            assert_eq!(rows.len(), expected.len(), "{kind:?} as {format:?}");
        }
    }
}

/// The cells as CSV spells them, without the `'` before what looks like a formula.
fn delimited(delimiter: u8, file: &[u8]) -> Vec<Row> {
    let mut lines = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(file);
    let plain = |it: &str| it.strip_prefix("'=").map_or(it.to_owned(), |it| format!("={it}"));
    lines.records().map(|it| it.unwrap().iter().map(plain).collect()).collect()
}

fn json_lines(table: &Table, file: &[u8]) -> Vec<Row> {
    let cell = |kind, value: &serde_json::Value| match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Number(number) => from_number(kind, number.as_f64().unwrap()),
        serde_json::Value::Bool(_) | serde_json::Value::Array(_) | serde_json::Value::Object(_) => {
            panic!("unexpected {value}")
        }
    };
    let text = std::str::from_utf8(file).unwrap();
    let rows = text.lines().map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        table.columns.iter().map(|it| cell(it.kind, line.get(it.name).unwrap())).collect()
    });
    rows.collect()
}

fn xlsx(table: &Table, file: Vec<u8>) -> Vec<Row> {
    let mut workbook = Xlsx::new(Cursor::new(file)).unwrap();
    let sheet = workbook.worksheet_range(table.name).unwrap();
    let cell = |kind, cell: &XlsxCell| match (kind, cell) {
        (_, XlsxCell::Empty) => String::new(),
        (ColumnKind::Text, XlsxCell::String(text)) => text.clone(),
        (ColumnKind::Count | ColumnKind::Percent, XlsxCell::Float(it)) => from_number(kind, *it),
        (ColumnKind::Day, XlsxCell::DateTime(moment)) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => panic!("unexpected {other:?}"),
    };
    let rows = sheet.rows().skip(1);
    rows.map(|it| table.columns.iter().zip(it).map(|(at, it)| cell(at.kind, it)).collect())
        .collect()
}

fn parquet(table: &Table, file: Vec<u8>) -> Vec<Row> {
    let batches = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(file)).unwrap();
    let mut rows = Vec::new();
    for batch in batches.build().unwrap() {
        let batch = batch.unwrap();
        for at in 0..batch.num_rows() {
            let columns = table.columns.iter().zip(batch.columns());
            rows.push(columns.map(|(it, column)| from_arrow(it.kind, column, at)).collect());
        }
    }
    rows
}

fn from_arrow(kind: ColumnKind, column: &ArrayRef, at: usize) -> String {
    if column.is_null(at) {
        return String::new();
    }
    let column = column.as_any();
    match kind {
        ColumnKind::Text => column.downcast_ref::<StringArray>().unwrap().value(at).to_owned(),
        ColumnKind::Count => column.downcast_ref::<Int64Array>().unwrap().value(at).to_string(),
        ColumnKind::Percent => {
            from_number(kind, column.downcast_ref::<Float64Array>().unwrap().value(at))
        }
        ColumnKind::Day => {
            let days = column.downcast_ref::<Date32Array>().unwrap().value(at);
            Day::from_epoch_days(days).to_string()
        }
    }
}

fn from_number(kind: ColumnKind, number: f64) -> String {
    if kind == ColumnKind::Percent { format!("{number:.2}") } else { number.to_string() }
}

fn kind_of(table: Table, name: &str) -> ColumnKind {
    table.columns.iter().find(|it| it.name == name).unwrap().kind
}
