//! The document of the own API that clients and the page's types are made from.

use std::path::PathBuf;

/// Writes the document anew instead of comparing it.
const BLESS: &str = "UPTAKE_BLESS";

#[test]
fn the_committed_document_is_the_one_that_is_served() {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../api/openapi.json"));
    let mut document = uptake_serve::openapi().to_pretty_json().unwrap();
    document.push('\n');
    if std::env::var_os(BLESS).is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &document).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == document,
        "api/openapi.json is not fresh: `{BLESS}=1 cargo test -p uptake-serve document` writes it"
    );
}
