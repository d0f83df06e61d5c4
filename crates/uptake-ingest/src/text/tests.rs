//! Shapes of text files: what is read from them, and where they are refused.

use std::io::Read;

use insta::assert_snapshot;
use proptest::prelude::*;

use super::{MAX_FIELD_BYTES, Record, TextFile};

/// Prints the header, then every row as `line: cells`, and every problem.
fn check(bytes: impl AsRef<[u8]>) -> String {
    read(bytes.as_ref())
}

fn read(reader: impl Read) -> String {
    let mut file = match TextFile::open("f.csv", reader).unwrap() {
        Ok(file) => file,
        Err(problem) => return shown(&problem),
    };
    let mut printed = vec![file.header().join("|")];
    while let Some(record) = file.next_record().unwrap() {
        printed.push(match record {
            Record::Row(row) => {
                format!("{}: {}", row.line, row.iter().collect::<Vec<_>>().join("|"))
            }
            Record::Bad(_, problem) | Record::Broken(problem) => shown(&problem),
        });
    }
    printed.join("\n")
}

fn shown(problem: &uptake_model::problem::Problem) -> String {
    let line = problem.line.map_or(String::new(), |it| format!(" line {it}"));
    let args: Vec<_> =
        problem.args.iter().map(|(name, value)| format!(" {name}={value}")).collect();
    format!("! {}{line}{}", problem.code.as_str(), args.concat())
}

fn utf16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(bytes_of).collect()
}

#[test]
fn commas_semicolons_and_tabs_give_the_same_rows() {
    assert_snapshot!(check("a,b\n1,ñ\n"), @r"
    a|b
    2: 1|ñ
    ");
    assert_eq!(check("a;b\n1;ñ\n"), check("a,b\n1,ñ\n"));
    assert_eq!(check("a\tb\n1\tñ\n"), check("a,b\n1,ñ\n"));
}

#[test]
fn a_byte_order_mark_and_utf_16_give_the_same_rows() {
    let plain = "a,b\r\n1,España €\r\n";
    assert_eq!(check(format!("\u{feff}{plain}")), check(plain));
    assert_eq!(check(utf16(plain, u16::to_le_bytes)), check(plain));
    assert_eq!(check(utf16(plain, u16::to_be_bytes)), check(plain));
}

#[test]
fn excels_separator_line_counts_as_a_line_and_wins() {
    assert_snapshot!(check("sep=;\r\na;b,c\r\n1;2\r\n"), @r"
    a|b,c
    3: 1|2
    ");
    assert_snapshot!(check("SEP=\t\na\tb\n1\t2\n"), @r"
    a|b
    3: 1|2
    ");
}

#[test]
fn every_kind_of_line_end_ends_a_line_and_blank_lines_are_skipped() {
    assert_snapshot!(check("a,b\r1,2\r\n3,4\n\n\r\n5,6\r\r7,8"), @r"
    a|b
    2: 1|2
    3: 3|4
    6: 5|6
    8: 7|8
    ");
}

#[test]
fn a_quoted_field_may_hold_delimiters_quotes_and_lines() {
    assert_snapshot!(check("a,b\n\"x, \"\"y\"\"\",\"p\r\nq\"\n5\" disk,\"\"\n1,2\n"), @r#"
    a|b
    2: x, "y"|p
    q
    4: 5" disk|
    5: 1|2
    "#);
}

#[test]
fn an_unclosed_quote_is_named_where_it_opens() {
    assert_snapshot!(check("a,b\n1,2\n\"x\ny\",\"3\n4,5\n6,7\n"), @r"
    a|b
    2: 1|2
    ! unclosed-quote line 4
    ");
    let long = format!("a,b\n1,\"x{}", "\n12345678,7".repeat(200_000));
    assert_snapshot!(check(long), @r"
    a|b
    ! unclosed-quote line 2
    ");
}

#[test]
fn text_behind_a_closing_quote_breaks_the_file() {
    assert_snapshot!(check("a,b\n\"x\"y,1\n"), @r"
    a|b
    ! stray-quote line 2
    ");
}

#[test]
fn rows_with_too_few_or_too_many_fields_are_bad_and_the_others_are_read() {
    assert_snapshot!(check("a,b,c\n1,2\n1,2,3,4\n1,2,3\n"), @r"
    a|b|c
    ! too-few-fields line 2 expected=3 found=2
    ! too-many-fields line 3 expected=3 found=4
    4: 1|2|3
    ");
}

#[test]
fn a_short_last_line_without_an_end_is_cut() {
    assert_snapshot!(check("a,b,c\n1,2,3\n1,2"), @r"
    a|b|c
    2: 1|2|3
    ! cut-last-line line 3 expected=3 found=2
    ");
}

#[test]
fn a_repeated_header_and_a_short_row_of_totals_are_bad() {
    assert_snapshot!(check("a,b,c\nA, b ,c\nGrand total:,7\n;\n"), @r"
    a|b|c
    ! repeated-header line 2 expected=3 found=3
    ! totals-row line 3 expected=3 found=2
    ! too-few-fields line 4 expected=3 found=1
    ");
}

#[test]
fn a_file_without_text_is_empty() {
    assert_snapshot!(check(""), @"! empty-file");
    assert_snapshot!(check("\u{feff}\r\n \n"), @"! empty-file");
}

#[test]
fn a_web_page_is_told_from_a_table() {
    assert_snapshot!(check("\n  <!DOCTYPE html><html>"), @"! html-page");
}

#[test]
fn a_column_that_stands_twice_is_refused_whatever_its_case() {
    assert_snapshot!(check("sep=,\nDay,x, day\n"), @"! duplicate-column line 2 column=day");
}

#[test]
fn a_header_without_rows_gives_no_row() {
    assert_snapshot!(check("a,b"), @"a|b");
}

#[test]
fn invalid_text_is_named_by_line_and_byte() {
    assert_snapshot!(check(b"a,b\n1,2\nEspa\xf1a,2\n"), @r"
    a|b
    2: 1|2
    ! invalid-text line 3 byte=5
    ");
    assert_snapshot!(check(b"a,b\n1,\"2\nx\xe9\"\n"), @r"
    a|b
    ! invalid-text line 3 byte=2
    ");
    let mut lone_surrogate = utf16("a,b\n1,", u16::to_le_bytes);
    lone_surrogate.extend([0x00, 0xd8, b'\n', 0]);
    assert_snapshot!(check(lone_surrogate), @r"
    a|b
    ! invalid-text line 2 byte=3
    ");
}

#[test]
fn a_nul_byte_is_named_by_its_line() {
    assert_snapshot!(check(b"a,b\n1,2\n3,\0\n"), @r"
    a|b
    2: 1|2
    ! nul-byte line 3
    ");
    assert_snapshot!(check([b"a,b\n1,2\n".to_vec(), vec![0; 500_000]].concat()), @r"
    a|b
    2: 1|2
    ! nul-byte line 3
    ");
}

#[test]
fn a_field_of_one_mebibyte_is_read_and_a_longer_one_is_refused() {
    let rows = |length: usize| {
        let fields = check(format!(
            "a,b\n1,{}\n2,\"{}\"\n",
            "x".repeat(MAX_FIELD_BYTES),
            "y".repeat(length)
        ));
        fields
            .replace(&"x".repeat(MAX_FIELD_BYTES), "x…")
            .replace(&"y".repeat(MAX_FIELD_BYTES), "y…")
    };
    assert_snapshot!(rows(MAX_FIELD_BYTES), @r"
    a|b
    2: 1|x…
    3: 2|y…
    ");
    assert_snapshot!(rows(MAX_FIELD_BYTES + 1), @r"
    a|b
    2: 1|x…
    ! field-too-large line 3 limit=1048576
    ");
}

#[test]
fn a_huge_field_is_refused_after_little_more_than_its_limit_is_read() {
    struct Counted<'a, R>(R, &'a std::cell::Cell<usize>);
    impl<R: Read> Read for Counted<'_, R> {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            let read = self.0.read(into)?;
            self.1.set(self.1.get() + read);
            Ok(read)
        }
    }
    let taken = std::cell::Cell::new(0);
    let endless = b"a,b\n1,".chain(std::io::repeat(b'x'));
    assert_snapshot!(read(Counted(endless, &taken)), @r"
    a|b
    ! field-too-large line 2 limit=1048576
    ");
    assert!(taken.get() < 4 * MAX_FIELD_BYTES, "{} bytes were read", taken.get());
}

#[test]
fn a_record_of_many_long_fields_is_refused() {
    let fields = vec!["x".repeat(MAX_FIELD_BYTES - 1); 20].join(",");
    assert_snapshot!(check(format!("a,b\n{fields}\n")), @r"
    a|b
    ! field-too-large line 2 limit=1048576
    ");
}

proptest! {
    #[test]
    fn records_are_cut_as_the_csv_crate_cuts_them(
        rows in prop::collection::vec(prop::collection::vec("[a-z ,;\"\t\r\n]{0,6}", 2), 1..8),
        delimiter in prop::sample::select(vec![b',', b';', b'\t']),
        quote_all in any::<bool>(),
        crlf in any::<bool>(),
        piece in 1_usize..7,
    ) {
        let quotes = if quote_all { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
        let ends = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter).quote_style(quotes).terminator(ends).from_writer(Vec::new());
        writer.write_record(["header", "other"]).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let mut oracle = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes.as_slice());
        let expected: Vec<Vec<String>> = oracle.records().map(|it| it.unwrap().iter().map(str::to_owned).collect()).collect();
        let mut file = TextFile::open("f.csv", Pieces(&bytes, piece)).unwrap().unwrap();
        let mut found: Vec<Vec<String>> = Vec::new();
        while let Some(record) = file.next_record().unwrap() {
            let Record::Row(row) = record else { panic!("{record:?}") };
            found.push((0..row.len()).map(|at| row.untrimmed(at).to_owned()).collect());
        }
        prop_assert_eq!(found, expected);
    }
}

/// Gives a few bytes at a time.
struct Pieces<'a>(&'a [u8], usize);

impl Read for Pieces<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let length = self.1.min(into.len());
        self.0.read(&mut into[..length])
    }
}
