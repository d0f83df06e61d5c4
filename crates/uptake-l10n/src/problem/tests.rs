use std::collections::{BTreeMap, BTreeSet};

use insta::assert_snapshot;
use uptake_model::problem::{Problem, ProblemCode};

use super::{problem_hint, problem_place, problem_text};
use crate::{Language, Words, messages::tests::variables};

fn check(problem: &Problem) -> String {
    Language::ALL
        .map(|language| {
            let words = Words::new(language);
            let (place, text) = (problem_place(&words, problem), problem_text(&words, problem));
            format!("{place}: {text}\n  {}", problem_hint(&words, problem))
        })
        .join("\n")
}

/// The arguments that the model documents for each code.
fn documented_arguments() -> BTreeMap<String, BTreeSet<String>> {
    let source = include_str!("../../../uptake-model/src/problem.rs");
    let codes = source.split("codes! {").nth(1).unwrap().split("\n}").next().unwrap();
    let mut documented = BTreeMap::new();
    for entry in codes.split(';').filter(|it| it.contains('"')) {
        let code = entry.split('"').nth(1).unwrap().to_owned();
        let doc = entry.split("Argument").nth(1).unwrap_or_default();
        let names = doc.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        documented.insert(code, names);
    }
    documented
}

#[test]
fn every_problem_has_a_text_and_a_hint_in_both_languages() {
    let ids = |suffix: &'static str| {
        ProblemCode::ALL.iter().map(move |it| format!("problem-{}{suffix}", it.as_str()))
    };
    for language in Language::ALL {
        let words = Words::new(language);
        let missing: Vec<String> =
            ids("").chain(ids("-hint")).filter(|it| !words.has(it)).collect();
        assert!(missing.is_empty(), "{language}: {missing:?}");
    }
}

#[test]
fn every_message_of_a_problem_belongs_to_a_code() {
    let known: BTreeSet<String> = ProblemCode::ALL
        .iter()
        .flat_map(|it| ["", "-hint"].map(|suffix| format!("problem-{}{suffix}", it.as_str())))
        .collect();
    let strays: Vec<String> = variables(Language::En)
        .into_keys()
        .filter(|it| it.starts_with("problem-") && !known.contains(it))
        .collect();
    assert!(strays.is_empty(), "{strays:?}");
}

#[test]
fn a_message_uses_no_argument_that_its_code_does_not_have() {
    let documented = documented_arguments();
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (id, variables) in variables(Language::En) {
        let Some(id) = id.strip_prefix("problem-") else { continue };
        let code = id.strip_suffix("-hint").unwrap_or(id);
        used.entry(code.to_owned()).or_default().extend(variables);
    }
    for (code, mut used) in used {
        let documented = documented.get(&code).cloned().unwrap_or_default();
        // The place of a problem says the column too.
        used.remove("column");
        let undocumented: Vec<&String> = used.difference(&documented).collect();
        assert!(undocumented.is_empty(), "{code}: {undocumented:?}");
        let unused: Vec<&String> =
            documented.difference(&used).filter(|it| *it != "column").collect();
        assert!(unused.is_empty(), "{code} does not tell {unused:?}");
    }
}

#[test]
fn a_problem_says_where_it_is_what_it_is_and_what_to_do() {
    let problem = Problem::new(ProblemCode::FutureDate, "activity.csv")
        .at_line(12_345)
        .in_column("day", "2030-03-01")
        .with("today", "2026-11-23");
    assert_snapshot!(check(&problem), @"
    activity.csv, line 12345, column `day`: the day lies in the future, after 2026-11-23: `2030-03-01`
      correct the date, or check the clock of this machine
    activity.csv, línea 12345, columna `day`: la fecha está en el futuro, después del 23/11/2026: `2030-03-01`
      corregir la fecha o revisar el reloj de este equipo
    ");
}

#[test]
fn the_column_of_the_place_serves_messages_that_name_it() {
    let problem = Problem::new(ProblemCode::UnknownWord, "users.csv").at_line(3);
    let problem = problem.in_column("kind", "robot").with("allowed", "member, guest");
    assert_snapshot!(check(&problem), @"
    users.csv, line 3, column `kind`: this word is not known in column `kind`: `robot`
      write one of: member, guest
    users.csv, línea 3, columna `kind`: esta palabra no se conoce en la columna `kind`: `robot`
      escribir una de estas: member, guest
    ");
}

#[test]
fn counts_choose_their_form_and_codes_that_look_like_numbers_stay_as_they_are() {
    let few = Problem::new(ProblemCode::TooFewFields, "a.csv").at_line(2);
    assert_snapshot!(check(&few.with("found", &1).with("expected", &12_000)), @"
    a.csv, line 2: the row has 1 field, the header 12,000
      fill the missing fields; an empty field still needs its delimiter
    a.csv, línea 2: la fila tiene 1 campo y el encabezado 12.000
      rellenar los campos que faltan; un campo vacío también necesita su delimitador
    ");
    let column = Problem::new(ProblemCode::UnknownColumn, "a.csv").with("column", "20260");
    assert_snapshot!(check(&column), @"
    a.csv: the column `20260` is not known and was ignored
      nothing to do, unless the name is a misspelling of a known column
    a.csv: la columna `20260` no se conoce y se ha omitido
      no hay nada que hacer, salvo que sea una errata de una columna conocida
    ");
}

#[test]
fn a_range_of_days_is_written_as_the_language_writes_it() {
    let outside = Problem::new(ProblemCode::OutsideCoverage, "a.zip/b.csv").at_line(2);
    assert_snapshot!(check(&outside.with("covers", "2026-03-01..2026-03-31")), @"
    a.zip/b.csv, line 2: the day lies outside 2026-03-01 to 2026-03-31, the declared days
      widen --covers, or remove the row
    a.zip/b.csv, línea 2: la fecha queda fuera de los días declarados, del 01/03/2026 al 31/03/2026
      ampliar --covers o quitar la fila
    ");
}
