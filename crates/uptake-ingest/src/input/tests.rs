//! Folders and archives, good and bad.

use std::{
    io::{Cursor, Read, Write},
    path::Path,
};

use flate2::{Compression, write::GzEncoder};
use insta::assert_snapshot;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::expand;
use crate::read::samples::{A, Asked, import, problem};

const CUSTOMERS: &str = "customer_id,name\n{A},Contoso\n";

fn customers() -> Vec<u8> {
    CUSTOMERS.replace("{A}", A).into_bytes()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Writes the files into a folder, imports the folder, and prints each input with what came
/// of it.
fn check(files: &[(&str, Vec<u8>)]) -> String {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    imported(folder.path()).replace(&format!("{}/", folder.path().display()), "")
}

fn imported(path: &Path) -> String {
    let shown = expand(path).unwrap().into_iter().map(|input| {
        let (report, _) = import(&input, &Asked::default());
        let problems: Vec<_> = report.problems.iter().map(problem).collect();
        format!("{}: {} {} {}", input.name(), report.format, report.rows, problems.join(" "))
            .trim_end()
            .to_owned()
    });
    shown.collect::<Vec<_>>().join("\n")
}

#[test]
fn folders_are_read_in_the_order_of_paths_without_hidden_files() {
    let files = [
        ("b/two.csv", customers()),
        ("a.csv", customers()),
        ("b/one", customers()),
        (".hidden.csv", customers()),
        (".git/x.csv", customers()),
    ];
    assert_snapshot!(check(&files), @r"
    a.csv: customers 1
    b/one: customers 1
    b/two.csv: customers 1
    ");
}

#[test]
fn archives_are_told_by_content_and_read_by_member() {
    let members = zip(&[
        ("z.csv", &customers()),
        ("in/a.txt", &customers()),
        ("__MACOSX/a.txt", b"x"),
        ("in/.DS_Store", b"x"),
    ]);
    let files = [
        ("all.zip", members),
        ("customers.csv.gz", gzip(&customers())),
        ("noname", gzip(&customers())),
    ];
    assert_snapshot!(check(&files), @r"
    all.zip/in/a.txt: customers 1
    all.zip/z.csv: customers 1
    customers.csv.gz: customers 1
    noname: customers 1
    ");
}

#[test]
fn an_archive_with_two_members_of_one_name_is_refused() {
    // The library refuses to write such an archive: two names of the same length are made one.
    let mut twice = zip(&[("a.csv", &customers()), ("b.csv", &customers())]);
    let places: Vec<usize> =
        twice.windows(5).enumerate().filter(|(_, it)| it == b"b.csv").map(|(at, _)| at).collect();
    for at in places {
        twice[at] = b'a';
    }
    assert_snapshot!(check(&[("all.zip", twice)]), @"all.zip: unknown 0 ! archive-duplicate");
}

#[test]
fn a_member_can_be_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("all.zip");
    std::fs::write(&path, zip(&[("a.csv", &customers())])).unwrap();
    let inputs = expand(&path).unwrap();
    let read = || {
        let mut text = String::new();
        inputs[0].with_reader(|mut it| it.read_to_string(&mut text)).unwrap().unwrap();
        text
    };
    assert_eq!(read(), read());
}

#[test]
fn compressed_data_under_the_name_of_a_text_file_is_refused() {
    let files = [
        ("a.csv", gzip(&customers())),
        ("b.TSV", zip(&[("a.csv", &customers())])),
        ("c.zip", zip(&[("a.json", &gzip(b"{}"))])),
    ];
    assert_snapshot!(check(&files), @r"
    a.csv: unknown 0 ! compressed-text kind=gzip
    b.TSV: unknown 0 ! compressed-text kind=zip
    c.zip/a.json: unknown 0 ! compressed-text kind=gzip
    ");
}

#[test]
fn workbooks_are_refused_whatever_their_name() {
    let workbook = zip(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<x/>")]);
    let files = [
        ("a.xlsx", workbook.clone()),
        ("b.csv", workbook.clone()),
        ("c.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec()),
        ("d.zip", zip(&[("in.xlsx", &workbook)])),
    ];
    assert_snapshot!(check(&files), @r"
    a.xlsx: unknown 0 ! workbook
    b.csv: unknown 0 ! workbook
    c.xls: unknown 0 ! workbook
    d.zip/in.xlsx: unknown 0 ! workbook
    ");
}

#[test]
fn archives_in_archives_are_refused() {
    let inner = zip(&[("a.csv", &customers())]);
    let files = [
        ("a.zip", zip(&[("in.zip", &inner), ("in.gz", &gzip(b"x")), ("ok.csv", &customers())])),
        ("b.gz", gzip(&inner)),
        ("c.gz", gzip(&gzip(b"x"))),
    ];
    assert_snapshot!(check(&files), @r"
    a.zip/in.gz: unknown 0 ! nested-archive
    a.zip/in.zip: unknown 0 ! nested-archive
    a.zip/ok.csv: customers 1
    b.gz: unknown 0 ! nested-archive
    c.gz: unknown 0 ! nested-archive
    ");
}

#[test]
fn members_that_point_outside_are_refused() {
    let members = zip(&[
        ("../up.csv", &customers()),
        ("/etc/x.csv", &customers()),
        ("C:/x.csv", &customers()),
        ("a\\..\\..\\x.csv", &customers()),
        ("fine..csv", &customers()),
    ]);
    assert_snapshot!(check(&[("a.zip", members)]), @r"
    a.zip/../up.csv: unknown 0 ! archive-path
    a.zip//etc/x.csv: unknown 0 ! archive-path
    a.zip/C:/x.csv: unknown 0 ! archive-path
    a.zip/a\..\..\x.csv: unknown 0 ! archive-path
    a.zip/fine..csv: customers 1
    ");
}

#[test]
fn broken_empty_and_foreign_archives_are_refused() {
    let mut cut = zip(&[("a.csv", &customers())]);
    cut.truncate(40);
    let mut cut_gzip = gzip(&customers());
    cut_gzip.truncate(30);
    let mut damaged = zip(&[("a.csv", &customers())]);
    damaged[40] ^= 0xff;
    let files = [
        ("a.zip", cut),
        ("b.gz", cut_gzip),
        ("c.zip", damaged),
        ("d.zip", zip(&[])),
        ("e.7z", b"7z\xbc\xaf\x27\x1c".to_vec()),
    ];
    assert_snapshot!(check(&files), @"
    a.zip: unknown 0 ! invalid-archive message=invalid Zip archive: Could not find EOCD
    b.gz: unknown 0 ! invalid-archive message=incomplete deflate stream
    c.zip/a.csv: unknown 0 ! invalid-archive message=Invalid checksum
    d.zip: unknown 0 ! empty-file
    e.7z: unknown 0 ! unsupported-archive kind=7z
    ");
}

#[test]
fn a_folder_without_a_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("march")).unwrap();
    std::fs::write(folder.path().join(".hidden.csv"), customers()).unwrap();
    let said = imported(folder.path());
    assert_snapshot!(said.replace(&folder.path().display().to_string(), "FOLDER"), @"FOLDER: unknown 0 ! empty-folder");
}

#[test]
fn an_archive_with_too_many_members_is_refused() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for member in 0..=10_000 {
        writer.start_file(member.to_string(), SimpleFileOptions::default()).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    assert_snapshot!(check(&[("a.zip", bytes)]), @"a.zip: unknown 0 ! archive-members limit=10000");
}

#[test]
fn a_link_in_an_archive_is_not_followed() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_symlink("link.csv", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    assert_snapshot!(check(&[("a.zip", bytes)]), @"a.zip/link.csv: unknown 0 ! archive-path");
}

/// The archive with a change in the header of its first member and in its directory entry,
/// at an offset from the flags.
fn changed(mut archive: Vec<u8>, change: impl Fn(&mut [u8])) -> Vec<u8> {
    let entry = archive.windows(4).position(|it| it == b"PK\x01\x02").unwrap();
    change(&mut archive[6..]);
    change(&mut archive[entry + 8..]);
    archive
}

#[test]
fn a_member_with_a_password_is_refused() {
    let archive = changed(zip(&[("a.csv", &customers())]), |flags| flags[0] |= 1);
    assert_snapshot!(check(&[("a.zip", archive)]), @"a.zip/a.csv: unknown 0 ! archive-password");
}

#[test]
fn members_that_share_their_bytes_are_refused() {
    let mut archive = zip(&[("a.csv", &customers()), ("b.csv", &customers())]);
    // The second entry of the directory points to the bytes of the first.
    let second = archive.windows(4).rposition(|it| it == b"PK\x01\x02").unwrap();
    archive[second + 42..second + 46].copy_from_slice(&0_u32.to_le_bytes());
    assert_snapshot!(check(&[("a.zip", archive)]), @"a.zip: unknown 0 ! archive-overlap");
}

#[test]
fn an_archive_whose_members_together_unpack_to_too_much_is_refused() {
    // Each of them is below the size from which the ratio counts.
    let row = format!("{A},{}\n", "x".repeat(1_000_000));
    let large = format!("customer_id,name\n{}", row.repeat(30));
    let members: Vec<(String, &[u8])> =
        (0..3).map(|it| (format!("{it}.csv"), large.as_bytes())).collect();
    let members: Vec<(&str, &[u8])> = members.iter().map(|(a, b)| (a.as_str(), *b)).collect();
    assert_snapshot!(check(&[("a.zip", zip(&members))]), @"a.zip: unknown 0 ! archive-ratio limit=200");
}

#[test]
fn an_archive_that_unpacks_to_too_much_is_refused_whatever_it_claims() {
    let row = format!("{A},{}\n", "x".repeat(1_000_000));
    let bomb = format!("customer_id,name\n{}", row.repeat(68));
    let zipped = zip(&[("a.csv", bomb.as_bytes())]);
    let mut lying = zipped.clone();
    // The directory at the end claims that the member unpacks to 4 KiB.
    let claim = lying.windows(4).rposition(|it| it == b"PK\x01\x02").unwrap() + 24;
    lying[claim..claim + 4].copy_from_slice(&4096_u32.to_le_bytes());
    let files = [("a.zip", zipped), ("b.zip", lying), ("c.gz", gzip(bomb.as_bytes()))];
    assert_snapshot!(check(&files), @"
    a.zip: unknown 0 ! archive-ratio limit=200
    b.zip/a.csv: unknown 0 ! invalid-archive message=File is larger than its declared uncompressed size
    c.gz: unknown 0 ! archive-ratio limit=200
    ");
}
