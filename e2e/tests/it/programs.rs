//! What programs get, and what they are refused.

use insta::assert_snapshot;

use crate::uptake::Uptake;

#[test]
fn a_suffix_that_means_no_format_is_wrong_usage() {
    let uptake = Uptake::with_sample();
    let days = "--from 2026-03-31 --to 2026-03-31";
    for name in ["usage.json", "usage.xls"] {
        let said = uptake.run(&format!("export usage {days} --out {name}"));
        assert_eq!(said.code, 2, "{name}: {}", said.err);
        assert!(!uptake.path(name).exists(), "{name}");
    }
    let said = uptake.run(&format!("export usage {days} --out usage.xls"));
    assert_snapshot!(said.err, @"
    error: the suffix of `usage.xls` means no format of exports
    hint: name the format with --format, or use the suffix .csv, .tsv, .jsonl, .ndjson, .xlsx or .parquet
    ");
    uptake.result(&format!("export usage {days} --out usage.json --format jsonl"));
    uptake.result(&format!("export usage {days} --out usage.ndjson"));
    let read = |name| std::fs::read_to_string(uptake.path(name)).unwrap();
    assert_eq!(read("usage.json"), read("usage.ndjson"));
}

#[test]
fn an_explanation_for_programs_has_everybody_unless_a_page_is_asked_for() {
    let uptake = Uptake::with_sample();
    let rows: String = (0..60).map(|it| format!("C,user{it},teams,2026-03-30\n")).collect();
    uptake.write("many.csv", &format!("customer_id,user_id,workload,day\n{rows}"));
    uptake.result("import many.csv");
    let explain = "explain --customer Contoso --workload teams --on 2026-03-31";
    let people = |words: &str| {
        let csv = uptake.result(&format!("{explain} {words}"));
        csv.lines().filter(|it| it.starts_with("person,")).count()
    };
    assert_eq!(people("--output csv"), 60);
    assert_eq!(people("--output csv --page 3"), 10);
    assert_eq!(people("--output csv --page 2 --per-page 50"), 10);
    let first = uptake.result(explain);
    assert!(first.contains("\nPage 1 of 3, 60 people in all; the next: --page 2\n"), "{first}");
    let last = uptake.result(&format!("{explain} --page 3"));
    assert!(last.contains("\nPage 3 of 3, 60 people in all\n"), "{last}");
}

#[test]
fn dates_are_read_in_the_order_that_is_declared() {
    let uptake = Uptake::with_sample();
    let text = "
        customer_id,user_id,workload,day
        C,ana,exchange,01/04/2026
        C,ana,exchange,02/04/2026
    ";
    uptake.write("april.csv", text);
    assert_eq!(uptake.run("import april.csv").code, 3, "nobody can tell the day from the month");
    let said = uptake.run("import april.csv --dates mdy --dry-run");
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    uptake.result("import april.csv --dates dmy");
    let customer = uptake.result("customer Contoso");
    assert!(customer.starts_with("Contoso on 2026-04-02\n"), "{customer}");
}

#[test]
fn help_and_wrong_usage_speak_spanish() {
    let uptake = Uptake::empty();
    let help = uptake.result("import --help --lang es");
    assert!(help.starts_with("Importa archivos, carpetas"), "{help}");
    assert!(help.contains("\nUso: uptake import [OPTIONS] <PATH>...\n"), "{help}");
    let said = uptake.run("portfolio --on ayer --lang es");
    assert_eq!(said.code, 2);
    assert_snapshot!(said.err, @"
    error: `ayer` no es un valor de --on <DAY>
    indicación: escribir un día como 2026-03-01
    ");
    assert!(uptake.result("--version").starts_with("uptake "));
    assert_eq!(uptake.run("").code, 2);
}
