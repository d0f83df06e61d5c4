//! `demo`: a portfolio to try everything on, that leaves real files and data alone.

use std::{
    fmt::Write as _,
    fs,
    path::Path,
    process::{Command, Stdio},
};

use insta::assert_snapshot;

use crate::uptake::{Said, Uptake};

/// Makes a demo in the folder `demo`; nothing names a data folder.
fn demo(uptake: &Uptake, words: &str) -> Said {
    uptake.said(uptake.command(&format!("demo {words}")).env_remove("UPTAKE_DATA"))
}

/// The commands that a demo lists at its end, as it prints them.
fn listed(uptake: &Uptake, words: &str) -> Vec<String> {
    let mut command = uptake.command(&format!("demo {words}"));
    let output = command.env_remove("UPTAKE_DATA").output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{text}");
    let (_, next) = text.split_once("Try next:\n").unwrap();
    next.lines().map(|it| it.trim().to_owned()).collect()
}

#[test]
fn every_command_that_a_demo_lists_runs_as_it_is_printed() {
    let uptake = Uptake::empty();
    let commands = listed(&uptake, "--customers 12 --dir my'demo");
    let elsewhere = tempfile::tempdir().unwrap();
    for command in &commands {
        // As typed into a shell, from any folder, with nothing on the path but the system's.
        let ran = Command::new("sh")
            .args(["-c", command])
            .current_dir(elsewhere.path())
            .env("PATH", "/usr/bin:/bin")
            .env_remove("UPTAKE_DATA")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success(), "{command}\n{told}");
    }
    let has = |words: &str| commands.iter().any(|it| it.contains(words));
    for words in ["portfolio", "customer", "explain", "export", "unmapped", "imports", "verify"] {
        assert!(has(words), "{words} in {commands:#?}");
    }
    assert!(uptake.path("my'demo/usage.xlsx").exists());
}

#[test]
fn what_a_demo_explains_is_above_100_percent() {
    let uptake = Uptake::empty();
    let commands = listed(&uptake, "--customers 12 --dir demo");
    let explain = commands.iter().find(|it| it.contains(" explain ")).unwrap();
    let (_, words) = explain.split_once(" --data ").unwrap();
    let json = uptake.json(&format!("--data {words}"));
    let usage = &json["stored"];
    let percent = usage["usage_percent"].as_f64().unwrap();
    assert!(percent > 100.0, "{usage:#}");
}

#[test]
fn a_demo_again_is_the_same_demo() {
    let uptake = Uptake::empty();
    let first = demo(&uptake, "--customers 12 --dir demo");
    assert_eq!(first.code, 0, "{}", first.err);
    let digest = uptake.result("--data demo/data digest");
    let again = demo(&uptake, "--customers 12 --dir ./demo");
    assert_eq!(again.code, 0, "{}", again.err);
    assert_eq!(again.out, first.out);
    assert_eq!(uptake.result("--data demo/data digest"), digest);
    let other = demo(&uptake, "--customers 12 --dir demo --seed 2");
    assert_eq!(other.code, 0, "{}", other.err);
    assert_ne!(uptake.result("--data demo/data digest"), digest);
}

#[test]
fn a_smaller_demo_leaves_no_file_of_the_larger_one() {
    let uptake = Uptake::empty();
    for customers in [12, 3] {
        let made = demo(&uptake, &format!("--customers {customers} --dir demo"));
        assert_eq!(made.code, 0, "{}", made.err);
    }
    let mut listed: Vec<String> = mark(&uptake.path("demo"));
    listed.retain(|it| !Path::new(it).exists());
    assert_eq!(listed, [""; 0], "listed and not there");
    let all = uptake.result("--data fresh import demo/customers.csv demo/activity");
    assert!(all.contains("customers.csv"), "{all}");
    let graph = uptake.path("demo/graph");
    let left = if graph.exists() { files(&graph) } else { Vec::new() };
    let written = mark(&uptake.path("demo"));
    let left: Vec<_> = left.into_iter().filter(|it| !written.contains(it)).collect();
    assert_eq!(left, [""; 0], "left over");
}

fn mark(folder: &Path) -> Vec<String> {
    let text = fs::read_to_string(folder.join(".uptake-demo")).unwrap();
    text.lines().map(str::to_owned).collect()
}

fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path.display().to_string());
        }
    }
    found
}

#[test]
fn a_demo_may_be_given_its_data_folder_again() {
    let uptake = Uptake::empty();
    for _ in 0..2 {
        let said = uptake.run("demo --customers 2 --dir demo");
        assert_eq!(said.code, 0, "{}", said.err);
    }
    assert!(uptake.path("data/state.sqlite").exists());
}

#[test]
fn a_folder_with_files_of_ones_own_is_no_place_for_a_demo() {
    let uptake = Uptake::empty();
    uptake.write_sample();
    let own = fs::read_to_string(uptake.path("customers.csv")).unwrap();
    let refused = demo(&uptake, "--customers 2 --dir .");
    assert_snapshot!(format!("{}exit code {}", refused.err, refused.code), @r"
    error: `` holds files that no demo may replace
    hint: name an empty folder with --dir, and with --data if that or UPTAKE_DATA is used
    exit code 1
    ");
    assert_eq!(fs::read_to_string(uptake.path("customers.csv")).unwrap(), own);
}

#[test]
fn real_data_is_never_replaced_by_a_demo() {
    let uptake = Uptake::with_sample();
    let digest = uptake.result("digest");
    // The data lies where a demo would put it, and came from the files beside it.
    fs::create_dir(uptake.path("real")).unwrap();
    let folder = uptake.path("real").display().to_string();
    let mut import = format!("--data {folder}/data import");
    for name in ["customers.csv", "subscriptions.csv", "assignments.csv", "activity.csv"] {
        fs::rename(uptake.path(name), uptake.path("real").join(name)).unwrap();
        write!(import, " {folder}/{name}").unwrap();
    }
    uptake.result(&import);
    for words in ["--dir real".to_owned(), format!("--dir demo --data {folder}/data")] {
        let said = demo(&uptake, &words);
        assert_eq!(said.code, 1, "{words}: {}", said.err);
        assert!(said.err.contains("no demo may replace"), "{}", said.err);
        assert_eq!(uptake.result(&format!("--data {folder}/data digest")), digest);
    }
    let said = uptake.run("demo --customers 2 --dir demo");
    assert_eq!(said.code, 1, "{}", said.err);
    assert_eq!(uptake.result("digest"), digest);
}

#[test]
fn real_files_imported_into_a_demo_are_never_removed_with_it() {
    let uptake = Uptake::empty();
    assert_eq!(demo(&uptake, "--customers 2 --dir demo").code, 0);
    // Beside the demo and with a name that begins like its own; and in the demo's folder.
    for folder in ["demo-of-real-customers", "demo"] {
        fs::create_dir_all(uptake.path(folder)).unwrap();
        uptake.write(&format!("{folder}/ours.csv"), "customer_id,name\nC,Contoso");
        let path = uptake.path(&format!("{folder}/ours.csv"));
        uptake.result(&format!("--data demo/data import {}", path.display()));
        let digest = uptake.result("--data demo/data digest");
        let said = demo(&uptake, "--customers 2 --dir demo");
        assert_eq!(said.code, 1, "{}", said.err);
        assert!(said.err.contains("/demo/data` holds files that no demo may replace"));
        assert_eq!(uptake.result("--data demo/data digest"), digest);
        fs::remove_dir_all(uptake.path("demo")).unwrap();
        assert_eq!(demo(&uptake, "--customers 2 --dir demo").code, 0);
    }
}
