//! What goes wrong is told with what to do, and an exit code says what kind it is.

use std::process::Stdio;

use insta::assert_snapshot;

use crate::uptake::Uptake;

fn check(uptake: &Uptake, words: &str) -> String {
    let said = uptake.run(words);
    assert_eq!(said.out, "", "only results go to standard output");
    format!("{}exit code {}", said.err, said.code)
}

#[test]
fn a_refused_file_ends_with_3_and_changes_nothing() {
    let uptake = Uptake::with_sample();
    let digest = uptake.result("digest");
    uptake.write(
        "april.csv",
        "
        customer_id,user_id,workload,day
        C,ana,exchange,2026-04-01
        C,ana,exchange,2026-04-31
        C,bea,exchange,01/04/2026
    ",
    );
    uptake.write(
        "good.csv",
        "
        customer_id,user_id,workload,day
        C,ana,exchange,2026-04-01
    ",
    );
    let said = uptake.run("import good.csv april.csv");
    assert_eq!(said.code, 3, "{}", said.err);
    assert_snapshot!(said.out, @"
    File       Format    Rows  New  Changed  Unchanged  Problems
    ────────────────────────────────────────────────────────────
    good.csv   activity     1    –        –          –         0
    april.csv  activity     3    –        –          –         2

    april.csv, line 3, column `day`: no calendar has this date: `2026-04-31`
      hint: correct the day or the month
    april.csv, line 4, column `day`: day and month could be swapped: `01/04/2026`
      hint: write dates as 2026-03-01: year, month, day; or declare their order with --dates

    Nothing was imported: 1 of 2 files refused.
    ");
    assert_eq!(uptake.result("digest"), digest);
}

#[test]
fn rows_for_a_program_leave_the_problems_to_standard_error() {
    let uptake = Uptake::with_sample();
    uptake.write(
        "april.csv",
        "
        customer_id,user_id,workload,day
        C,ana,exchange,2026-04-31
    ",
    );
    let said = uptake.run("import april.csv --output csv");
    assert_eq!(said.code, 3, "{}", said.err);
    assert_eq!(said.out.lines().count(), 2, "{}", said.out);
    let told: Vec<_> = said.err.lines().skip_while(|it| it.starts_with("reading")).collect();
    assert_snapshot!(told.join("\n"), @"
    april.csv, line 2, column `day`: no calendar has this date: `2026-04-31`
      hint: correct the day or the month

    Nothing was imported: the file is refused.
    ");
}

#[test]
fn quarantine_sets_bad_rows_aside_with_the_reason() {
    let uptake = Uptake::with_sample();
    let good = (0..200).map(|it| format!("C,user{it},exchange,2026-03-30\n"));
    let rows: String = good.collect();
    uptake.write(
        "many.csv",
        &format!("customer_id,user_id,workload,day\n{rows}C,ana,exchange,2026-02-30\n"),
    );
    let text = uptake.result("import many.csv --mode quarantine");
    let folder = uptake.path("data/quarantine");
    let files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|it| it.unwrap()).collect();
    let name = files[0].file_name().to_string_lossy().into_owned();
    assert_snapshot!(text.replace(&name, "NAME.csv"), @"
    File      Format    Rows  New  Changed  Unchanged  Problems
    ───────────────────────────────────────────────────────────
    many.csv  activity   201  200        0          0         2

    many.csv, line 202, column `day`: no calendar has this date: `2026-02-30`
      hint: correct the day or the month
    many.csv: rows were set aside: for the customers and days concerned the file is not complete
      hint: correct the rows that were set aside and import them; until then these days count as days without data
    1 row was set aside in data/quarantine/NAME.csv

    Imported 1 file with 201 rows: 200 new, 0 changed, 0 unchanged.
    ");
    let set_aside = std::fs::read_to_string(folder.join(name)).unwrap();
    let told = "2026-02-30,202,day,impossible-date,no calendar has this date: `2026-02-30`,\
                correct the day or the month\n";
    assert!(set_aside.ends_with(told), "{set_aside}");
}

#[test]
fn a_dry_run_tells_what_would_be_new_and_makes_no_data_folder() {
    let uptake = Uptake::empty();
    uptake.write_sample();
    assert_snapshot!(uptake.result("import --dry-run customers.csv activity.csv"), @"
    File           Format     Rows  New  Changed  Unchanged  Problems
    ─────────────────────────────────────────────────────────────────
    customers.csv  customers     2    2        0          0         0
    activity.csv   activity      5    5        0          0         0

    Checked 2 files with 7 rows; nothing was kept.
    ");
    assert!(!uptake.path("data").exists());
}

#[test]
fn a_folder_without_files_and_a_product_list_are_refused_with_what_to_do() {
    let uptake = Uptake::empty();
    std::fs::create_dir(uptake.path("empty")).unwrap();
    let header = "Product_Display_Name,String_Id,GUID,Service_Plan_Name\n";
    std::fs::write(uptake.path("products.csv"), header).unwrap();
    let said = uptake.run("import empty products.csv");
    assert_eq!(said.code, 3, "{}", said.err);
    assert_snapshot!(said.out, @"
    File          Format   Rows  New  Changed  Unchanged  Problems
    ──────────────────────────────────────────────────────────────
    empty         unknown     0    –        –          –         1
    products.csv  unknown     0    –        –          –         1

    empty: there is no file to import in the folder
      hint: name a folder that holds files; hidden files are passed over

    products.csv: the file is Microsoft's list of product names and service plans
      hint: compare it with the catalogue, and take it in, with `uptake catalogue update FILE`

    Nothing was imported: 2 of 2 files refused.
    ");
}

#[test]
fn wrong_usage_ends_with_2() {
    let uptake = Uptake::with_sample();
    assert_snapshot!(check(&uptake, "portfolio --on 31.03.2026"), @"
    error: `31.03.2026` is no value of --on <DAY>
    hint: write a day as 2026-03-01
    exit code 2
    ");
    assert_snapshot!(check(&uptake, "export usage --from 2026-03-31 --to 2026-03-01 --out -"), @"
    error: the first day lies after the last
    hint: swap --from and --to
    exit code 2
    ");
    assert!(check(&uptake, "explain --customer Contoso").ends_with("exit code 2"));
    assert!(check(&uptake, "fly").ends_with("exit code 2"));
}

#[test]
fn what_is_not_there_ends_with_1_and_a_hint() {
    let empty = Uptake::empty();
    assert_snapshot!(check(&empty, "portfolio"), @"
    error: there is no data yet
    hint: import files with `uptake import PATH`, or try `uptake demo`
    exit code 1
    ");
    assert_snapshot!(check(&empty, "portfolio --lang es"), @"
    error: todavía no hay datos
    indicación: importar archivos con `uptake import RUTA` o probar con `uptake demo`
    exit code 1
    ");
    let uptake = Uptake::with_sample();
    assert_snapshot!(check(&uptake, "customer Contosso"), @"
    error: no customer is called `Contosso`
    hint: `uptake portfolio` lists customers; a GUID, an exact name or the beginning of a domain will do
    exit code 1
    ");
    assert_snapshot!(check(&uptake, "customer 33333333-3333-3333-3333-333333333333"), @"
    error: no customer 33333333-3333-3333-3333-333333333333 is known
    hint: `uptake portfolio` lists customers
    exit code 1
    ");
    assert_snapshot!(check(&uptake, "customer Contoso --on 2020-01-01"), @"
    error: nothing is known of 2020-01-01
    hint: the data begins on 2026-02-01
    exit code 1
    ");
    assert_snapshot!(check(&uptake, "customer Contoso --as-recorded-at 2020-01-01"), @"
    error: nothing had been recorded at that moment
    hint: `uptake imports` shows when each import was recorded
    exit code 1
    ");
    assert_snapshot!(check(&uptake, "catalogue show NO_SUCH_SKU"), @"
    error: no product `NO_SUCH_SKU` is known
    hint: `uptake catalogue list` shows products; part numbers are exact
    exit code 1
    ");
    assert_snapshot!(check(&uptake, "imports confirm 77"), @"
    error: import file 77 has no snapshot that waits for confirmation
    hint: `uptake imports` lists those that have
    exit code 1
    ");
    assert_snapshot!(check(&uptake, "import nowhere.csv"), @"
    error: failed to read `nowhere.csv`: No such file or directory (os error 2)
    exit code 1
    ");
}

#[test]
fn a_faulty_catalogue_file_is_refused_with_its_lines() {
    let uptake = Uptake::with_sample();
    std::fs::write(uptake.path("faulty.toml"), "[[workload]]\ncode = \"fax\"\ncolour = \"red\"\n")
        .unwrap();
    assert_snapshot!(check(&uptake, "catalogue add faulty.toml"), @"
    error: the catalogue file is refused
      faulty.toml, line 1: the key `service` is missing in an entry of kind `workload`
        hint: add the key to the entry
      faulty.toml, line 1: the key `name` is missing in an entry of kind `workload`
        hint: add the key to the entry
      faulty.toml, line 3: catalogue files have no key `colour` here
        hint: use one of: code, service, name, sources, unlicensed_use
    exit code 3
    ");
}

#[test]
fn a_second_process_is_told_who_holds_the_folder() {
    let uptake = Uptake::with_sample();
    // An import that waits for its file holds the folder as long as the test wants.
    let pipe = uptake.path("waits.csv");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let mut holder = uptake
        .command("import waits.csv")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // Opening the pipe waits until the holder reads it, which it does with the lock held.
    let _pipe = std::fs::OpenOptions::new().write(true).open(&pipe).unwrap();
    let said = uptake.run("import activity.csv");
    let portfolio = uptake.run("portfolio");
    holder.kill().unwrap();
    holder.wait().unwrap();
    assert_eq!(said.code, 1, "{}", said.err);
    let pid = format!("in use by process {} on ", holder.id());
    assert!(said.err.contains(&pid), "{}", said.err);
    assert!(said.err.contains("import waits.csv`"), "{}", said.err);
    assert_eq!(portfolio.code, 0, "reading is possible meanwhile: {}", portfolio.err);
}
