use std::path::PathBuf;

use insta::assert_snapshot;
use uptake_app::{FileOutcome, ImportOutcome};
use uptake_ingest::{FileReport, QuarantinedRow};
use uptake_l10n::{Language, Words};
use uptake_model::problem::{Problem, ProblemCode};
use uptake_store::RowCounts;

use super::ImportView;
use crate::view::{View as _, samples};

fn file(name: &str, problems: Vec<Problem>, refused: bool) -> FileOutcome {
    FileOutcome {
        report: FileReport {
            file: name.to_owned(),
            format: "activity".to_owned(),
            rows: 12_345,
            problems,
            refused,
            header: Vec::new(),
            quarantined: Vec::new(),
        },
        file_no: Some(7).filter(|_| !refused),
        counts: Some(RowCounts { new: 12_000, changed: 40, unchanged: 305, held: 0 })
            .filter(|_| !refused),
        quarantine: None,
    }
}

fn check(files: Vec<FileOutcome>, language: Language) -> String {
    let refused = files.iter().any(|it| it.report.refused);
    let words = Words::new(language);
    let outcome = ImportOutcome { files, refused, changed: !refused };
    let view = ImportView { outcome, is_dry_run: false, words: &words };
    samples::table(&view, language, 100)
}

fn impossible(line: u64) -> Problem {
    let problem = Problem::new(ProblemCode::ImpossibleDate, "march.csv").at_line(line);
    problem.in_column("day", "2026-02-30")
}

#[test]
fn a_refused_import_tells_each_problem_with_place_and_hint() {
    let files = vec![
        file("february.csv", Vec::new(), false),
        file("march.csv", vec![impossible(5), impossible(9)], true),
    ];
    assert_snapshot!(check(files, Language::En), @"
    File          Format      Rows     New  Changed  Unchanged  Problems
    ────────────────────────────────────────────────────────────────────
    february.csv  activity  12,345  12,000       40        305         0
    march.csv     activity  12,345       –        –          –         2

    march.csv, line 5, column `day`: no calendar has this date: `2026-02-30`
    march.csv, line 9, column `day`: no calendar has this date: `2026-02-30`
      hint: correct the day or the month

    Nothing was imported: 1 of 2 files refused.
    ");
}

#[test]
fn the_same_in_spanish() {
    let files = vec![file("marzo.csv", vec![impossible(5)], true)];
    assert_snapshot!(check(files, Language::Es), @"
    Archivo    Formato    Filas  Nuevas  Cambiadas  Iguales  Problemas
    ──────────────────────────────────────────────────────────────────
    marzo.csv  activity  12.345       –          –        –          1

    march.csv, línea 5, columna `day`: esta fecha no existe en el calendario: `2026-02-30`
      indicación: corregir el día o el mes

    No se importó nada: se rechazó el archivo.
    ");
}

#[test]
fn beside_the_rows_for_a_program_a_person_is_told_the_problems() {
    let words = Words::new(Language::En);
    let aside = |files: Vec<FileOutcome>| {
        let refused = files.iter().any(|it| it.report.refused);
        let outcome = ImportOutcome { files, refused, changed: !refused };
        ImportView { outcome, is_dry_run: false, words: &words }.aside(&words)
    };
    assert_eq!(aside(vec![file("february.csv", Vec::new(), false)]), None);
    assert_snapshot!(aside(vec![file("march.csv", vec![impossible(5)], true)]).unwrap(), @"
    march.csv, line 5, column `day`: no calendar has this date: `2026-02-30`
      hint: correct the day or the month

    Nothing was imported: the file is refused.
    ");
}

#[test]
fn of_very_many_problems_twenty_are_told() {
    let text =
        check(vec![file("march.csv", (2..52).map(impossible).collect(), true)], Language::En);
    assert_eq!(text.matches("no calendar has this date").count(), 20, "{text}");
    assert!(text.contains("and 30 more"), "{text}");
}

#[test]
fn rows_that_were_set_aside_and_held_snapshots_come_with_what_to_do() {
    let held = Problem::new(ProblemCode::HeldSnapshot, "users.csv")
        .with("customer", "Contoso")
        .with("before", &100)
        .with("now", &3);
    let mut outcome = file("users.csv", vec![held], false);
    let row = QuarantinedRow { line: 9, cells: Vec::new(), problems: vec![impossible(9)] };
    outcome.report.quarantined = vec![row];
    outcome.quarantine = Some(PathBuf::from("data/quarantine/7.csv"));
    assert_snapshot!(check(vec![outcome], Language::En), @"
    File       Format      Rows     New  Changed  Unchanged  Problems
    ─────────────────────────────────────────────────────────────────
    users.csv  activity  12,345  12,000       40        305         1

    users.csv: the snapshot of customer Contoso lists 3 users where 100 were known, and is held until confirmed
      hint: check that the file is whole; until it is confirmed the day counts as missing
    1 row was set aside in data/quarantine/7.csv
    The snapshot is held. To take it as true: uptake imports confirm 7

    Imported 1 file with 12,345 rows: 12,000 new, 40 changed, 305 unchanged.
    ");
}

#[test]
fn rows_that_wait_with_a_held_snapshot_are_counted() {
    let mut outcome = file("users.json", Vec::new(), false);
    outcome.report.rows = 8;
    outcome.counts = Some(RowCounts { new: 1, held: 7, ..RowCounts::default() });
    assert_snapshot!(check(vec![outcome], Language::En), @"
    File        Format    Rows  New  Changed  Unchanged  Held  Problems
    ───────────────────────────────────────────────────────────────────
    users.json  activity     8    1        0          0     7         0

    Imported 1 file with 8 rows: 1 new, 0 changed, 0 unchanged, 7 held.
    ");
    let mut outcome = file("users.json", Vec::new(), false);
    outcome.report.rows = 1;
    outcome.counts = Some(RowCounts { held: 1, ..RowCounts::default() });
    assert_snapshot!(check(vec![outcome], Language::Es), @"
    Archivo     Formato   Filas  Nuevas  Cambiadas  Iguales  Retenidas  Problemas
    ─────────────────────────────────────────────────────────────────────────────
    users.json  activity      1       0          0        0          1          0

    Importado 1 archivo con 1 fila: 0 nuevas, 0 cambiadas, 0 iguales, 1 retenida.
    ");
}

#[test]
fn one_of_a_kind_is_told_as_one_in_both_languages() {
    let one = |refused: bool| {
        let mut outcome = file("march.csv", Vec::new(), refused);
        outcome.report.rows = 1;
        let one = RowCounts { new: 1, changed: 1, unchanged: 1, held: 0 };
        outcome.counts = Some(one).filter(|_| !refused);
        outcome
    };
    let mut said = String::new();
    for language in [Language::En, Language::Es] {
        for files in [vec![one(false)], vec![one(true)], vec![one(true), one(false)]] {
            said.extend([check(files, language).lines().last().unwrap(), "\n"]);
        }
    }
    assert_snapshot!(said, @"
    Imported 1 file with 1 row: 1 new, 1 changed, 1 unchanged.
    Nothing was imported: the file is refused.
    Nothing was imported: 1 of 2 files refused.
    Importado 1 archivo con 1 fila: 1 nueva, 1 cambiada, 1 igual.
    No se importó nada: se rechazó el archivo.
    No se importó nada: se rechazó 1 de 2 archivos.
    ");
}

#[test]
fn a_file_that_nobody_knows_has_a_word_for_its_format() {
    let mut outcome = file("notas.csv", Vec::new(), true);
    outcome.report.format = "unknown".to_owned();
    assert!(check(vec![outcome], Language::Es).contains("desconocido"));
}

#[test]
fn programs_get_code_place_and_words_of_each_problem() {
    let words = Words::new(Language::En);
    let outcome = ImportOutcome {
        files: vec![file("march.csv", vec![impossible(5)], true)],
        refused: true,
        changed: false,
    };
    let json = ImportView { outcome, is_dry_run: false, words: &words }.json();
    assert_snapshot!(format!("{json:#}"), @r#"
    {
      "changed": false,
      "dry_run": false,
      "files": [
        {
          "changed": null,
          "file": "march.csv",
          "file_no": null,
          "format": "activity",
          "held": null,
          "new": null,
          "problems": [
            {
              "arguments": {},
              "code": "impossible-date",
              "column": "day",
              "excerpt": "2026-02-30",
              "file": "march.csv",
              "hint": "correct the day or the month",
              "line": 5,
              "severity": "row",
              "text": "no calendar has this date: `2026-02-30`"
            }
          ],
          "quarantine_file": null,
          "quarantined": 0,
          "refused": true,
          "rows": 12345,
          "unchanged": null
        }
      ],
      "refused": true
    }
    "#);
}
