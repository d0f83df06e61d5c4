//! The tables in the eyes of programs that share no code with ours: deltalake and `DuckDB`.

use std::{collections::BTreeSet, fs, process::Command};

use crate::{
    program::{Folder, told},
    story::Story,
};

#[test]
fn other_programs_read_the_same_rows_from_the_tables() {
    let folder = Folder::new();
    let mut story = Story::new(2);
    let mut activity = BTreeSet::new();
    for round in 0..30 {
        let files = story.next();
        for file in files.iter().filter(|it| it.name == "activity.csv") {
            activity.extend(file.text.lines().skip(1).map(str::to_owned));
        }
        for file in files.iter().filter(|it| it.name == "last_activity.csv" && !it.is_held()) {
            let rows = file.text.lines().skip(1).filter_map(|it| it.rsplit_once(','));
            activity.extend(rows.map(|(row, _as_of)| row.to_owned()));
        }
        folder.import(&folder.write(&format!("import-{round}"), &files));
    }
    let rows: Vec<String> = activity.into_iter().collect();
    let imported = folder.root.path().join("activity.csv");
    fs::write(&imported, format!("customer_id,user_id,workload,day\n{}\n", rows.join("\n")))
        .unwrap();
    let exports = folder.root.path().join("exports");
    fs::create_dir(&exports).unwrap();
    for kind in ["deployment", "usage", "product_usage"] {
        let out = exports.join(format!("{kind}.csv")).to_string_lossy().into_owned();
        folder.ask(&["export", kind, "--from", "2025-01-01", "--to", "2025-12-31", "--out", &out]);
    }

    let python = std::env::var_os("UPTAKE_PYTHON")
        .expect("UPTAKE_PYTHON names a Python with deltalake and DuckDB: make setup-python");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/readers/read_tables.py");
    let read =
        Command::new(python).arg(script).args([folder.data(), exports, imported]).output().unwrap();
    assert!(read.status.success(), "{}", told(&read));
    println!("{}", String::from_utf8_lossy(&read.stdout));
}
