//! The document of the own API, tried with requests that Schemathesis makes of it.

use std::{path::PathBuf, process::Command};

use crate::program::Server;

/// The same requests in every run.
const SEED: &str = "1";

#[test]
fn the_api_does_what_its_document_says() {
    let server = Server::with_sample_and("[server]\nrequests_per_minute = 1000000\n");
    let admin = server.admin();
    let python = std::env::var_os("UPTAKE_PYTHON")
        .expect("UPTAKE_PYTHON names a Python with schemathesis: make setup-python");
    let run = Command::new(PathBuf::from(python).with_file_name("st"))
        .arg("run")
        .arg(format!("{}/api/openapi.json", server.origin))
        .args(["--header", &format!("Cookie: {}", admin.cookie.as_deref().unwrap())])
        .args(["--phases", "coverage,fuzzing", "--max-examples", "10", "--seed", SEED])
        // Which parameters go together is said in words.
        .args(["--exclude-checks", "positive_data_acceptance"])
        // Whoever signs out is not let in any more.
        .args(["--exclude-operation-id", "sign_out"])
        .args(["--suppress-health-check", "all", "--no-color"])
        .current_dir(server.folder().path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "seed {SEED}\n{said}\n{}", String::from_utf8_lossy(&run.stderr));
}
