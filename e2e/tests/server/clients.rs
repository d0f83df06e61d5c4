//! Programs of others: a client of Partner Center, and one that tries everything the API's
//! document allows.

use std::process::Command;

use crate::program::Server;

fn python() -> Command {
    let python = std::env::var_os("UPTAKE_PYTHON")
        .expect("UPTAKE_PYTHON names a Python with the test packages: run `make test`");
    Command::new(python)
}

#[test]
fn a_fuzzer_finds_no_answer_that_the_document_does_not_describe() {
    let server = Server::with_sample();
    let admin = server.admin();
    let token = server.token(&admin, &["read_insights", "export", "read_audit"], None);
    let folder = tempfile::tempdir().unwrap();
    let output = python()
        .args(["-m", "schemathesis.cli", "run", "--checks=all", "--max-examples=15", "--seed=1"])
        .args(["--phases=examples,coverage,fuzzing", "--workers=2", "--no-color"])
        .arg(format!("--header=Authorization: Bearer {}", token.token.unwrap()))
        .arg(format!("{}/api/openapi.json", server.origin))
        .current_dir(folder.path())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}\n{}", String::from_utf8_lossy(&output.stderr));
}
