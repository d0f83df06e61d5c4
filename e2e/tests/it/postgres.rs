//! With `DATABASE_URL` the state is in a PostgreSQL database, and nothing else is different.

use std::process::Command;

use insta::assert_snapshot;

use crate::uptake::{CONTOSO, Uptake};

/// An empty schema on the server for tests, as the URL to it; `None` without a server.
fn new_schema(name: &str) -> Option<String> {
    let server = std::env::var("UPTAKE_TEST_POSTGRES").ok().filter(|it| !it.is_empty());
    let is_ci = std::env::var("CI").is_ok_and(|it| it == "true");
    assert!(server.is_some() || !is_ci, "UPTAKE_TEST_POSTGRES names no server: see `make test`");
    let server = server?;
    let schema = format!("e2e_{}_{name}", std::process::id());
    let made = Command::new("psql")
        .args(["--quiet", "--command", &format!("CREATE SCHEMA {schema}"), &server])
        .status();
    assert!(made.unwrap().success());
    let sign = if server.contains('?') { '&' } else { '?' };
    Some(format!("{server}{sign}options=-csearch_path%3D{schema}"))
}

#[test]
fn figures_are_the_same_with_the_state_in_a_database() {
    let Some(url) = new_schema("figures") else { return };
    let words = [
        "portfolio --output csv".to_owned(),
        format!("customer {CONTOSO} --output csv"),
        format!("explain --customer {CONTOSO} --workload exchange --output csv"),
    ];
    // People stand in the order of their pseudonyms, which no two installations share.
    let sorted = |text: String| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines.join("\n")
    };
    let figures = |it: &Uptake| words.each_ref().map(|words| sorted(it.result(words))).join("\n");
    let sqlite = Uptake::with_sample();
    let postgres = Uptake::with_database(&url);
    postgres.import_sample();
    assert_eq!(figures(&postgres), figures(&sqlite));
    assert!(!postgres.path("data/state.sqlite").exists());

    let digest = postgres.result("digest");
    postgres.result("verify");
    postgres.result("rebuild");
    assert_eq!(postgres.result("digest"), digest);

    // The same folder without the database has no data, and says so.
    let without = postgres.command("portfolio").env_remove("DATABASE_URL").output().unwrap();
    assert_eq!(without.status.code(), Some(1));
}

#[test]
fn a_database_that_cannot_be_reached_is_named_without_its_password() {
    // Nothing listens there.
    let uptake = Uptake::with_database("postgres://ana:s3cret@127.0.0.1:1/uptake?sslmode=disable");
    for words in ["portfolio", "verify", "rebuild", "import x.csv"] {
        let said = uptake.run(words);
        assert_eq!((said.code, &*said.out), (1, ""));
        assert!(said.err.contains("postgres://127.0.0.1:1/uptake"), "{}", said.err);
        assert!(!said.err.contains("s3cret"), "{}", said.err);
    }
}

#[test]
fn a_url_of_no_postgresql_database_is_not_repeated() {
    let said = Uptake::with_database("postgres://ana:s3#cret@host/uptake").run("portfolio");
    assert_eq!(said.code, 1);
    assert_snapshot!(said.err, @"error: DATABASE_URL cannot be used: this is no URL of a PostgreSQL database, write it as postgres://user:password@host/database, with %40 for an @ in the password, %23 for a #, %2F for a /, %3F for a ?");
}
