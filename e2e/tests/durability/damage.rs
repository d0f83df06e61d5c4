//! A data folder in which a bit has flipped: the program names the file, serves nothing of it,
//! and makes anew what can be made anew.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    program::{Folder, Seen, Stop, told},
    story::{Story, catalogue},
};

/// A folder with some imports and a catalogue of the partner's own.
fn filled() -> Folder {
    let folder = Folder::new();
    let mut story = Story::new(5);
    for number in 0..3 {
        folder.import(&folder.write(&format!("import-{number}"), &story.next()));
    }
    let own = folder.write("catalogue", &[catalogue(1)]).join("own.toml");
    folder.ask(&["catalogue", "add", &own.to_string_lossy()]);
    folder
}

/// The first file, in the order of names, of those that end like this.
fn file(folder: &Folder, within: &str, suffix: &str) -> PathBuf {
    let names = folder.names_in(within);
    let name = names.iter().find(|it| it.ends_with(suffix) && !it.starts_with('.'));
    folder.data().join(within).join(name.expect(suffix))
}

/// Flips a bit in the middle of a file.
fn flip(path: &Path) {
    let mut content = fs::read(path).unwrap();
    let at = content.len().div_euclid(2);
    content[at] ^= 1;
    fs::write(path, content).unwrap();
}

/// Changes a digit in the last row of pins, wherever the database keeps it.
fn change_pins(folder: &Folder) -> PathBuf {
    let text = b"\"extents\":";
    let place = |name: &str| {
        let path = folder.data().join(name);
        let content = fs::read(&path).ok()?;
        let at = content.windows(text.len()).rposition(|it| it == text)?;
        Some((path, content, at + text.len()))
    };
    let log = place("state.sqlite-wal");
    let (path, mut content, at) = log.or_else(|| place("state.sqlite")).expect("pins name tables");
    content[at] ^= 1;
    fs::write(path, content).unwrap();
    folder.data().join("state.sqlite")
}

type Damage = (&'static str, fn(&Folder) -> PathBuf);

const DAMAGES: [Damage; 4] = [
    ("an archived catalogue", |it| flipped(file(it, "catalogues", ".json"))),
    ("a file of a table", |it| flipped(file(it, "tables/1/subscriptions", ".parquet"))),
    ("a file of a log", |it| {
        flipped(it.data().join("tables/1/subscriptions/_delta_log/00000000000000000001.json"))
    }),
    ("a row of pins", change_pins),
];

fn flipped(path: PathBuf) -> PathBuf {
    flip(&path);
    path
}

#[test]
fn verify_names_the_damaged_file_and_rebuild_makes_it_whole() {
    for (what, damage) in DAMAGES {
        let folder = filled();
        let before = folder.look();
        let path = damage(&folder);
        let found = folder.run(&["verify"]);
        let text = told(&found);
        assert_eq!(found.status.code(), Some(1), "{what}: {text}");
        assert!(text.contains(&*path.to_string_lossy()), "{what}: {text}");
        folder.ask(&["rebuild"]);
        assert_eq!(folder.look(), before, "{what}");
        folder.verify();
    }
}

#[test]
fn a_command_that_meets_damage_makes_the_tables_anew_says_so_and_goes_on() {
    for (what, damage) in DAMAGES {
        let folder = filled();
        let before = folder.ask(&["digest"]);
        damage(&folder);
        let output = folder.run(&["digest"]);
        let text = told(&output);
        assert!(output.status.success(), "{what}: {text}");
        // The first catalogue in the order of names may be one that no reader needs.
        if !text.contains("anew") {
            folder.ask(&["rebuild"]);
        }
        assert_eq!(folder.ask(&["digest"]), before, "{what}");
        folder.verify();
    }
}

#[test]
fn damage_in_the_raw_archive_is_named_and_nothing_is_made_of_it() {
    let folder = filled();
    let before = folder.look();
    let path = flipped(file(&folder, "raw", ".parquet"));
    for words in [["verify"], ["rebuild"]] {
        let output = folder.run(&words);
        let text = told(&output);
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert!(text.contains(&*path.to_string_lossy()), "{text}");
    }
    assert_eq!(folder.look(), before, "the tables are whole, and stay");
}

const CUSTOMER: &str = "00000000-0000-4000-8000-000000000001";

/// What is seen of a folder, and how many objects its archive has: their names depend on the
/// customers' keys.
fn seen(folder: &Folder) -> (Option<Seen>, usize) {
    (folder.look(), folder.names_in("raw").len())
}

#[test]
fn a_killed_forgetting_is_done_whole_or_not_at_all() {
    let forget = ["forget", "--customer", CUSTOMER, "--yes"];
    let twin = filled();
    twin.ask(&forget);
    let after = seen(&twin);
    for point in ["store::import::rolled_up", "state::forget::before_commit"] {
        let folder = filled();
        let before = folder.look();
        stop_and_kill(&folder, &forget, point);
        assert_eq!(folder.look(), before, "{point}");
        folder.ask(&forget);
        assert_eq!(seen(&folder), after);
        folder.verify();
    }
    let folder = filled();
    stop_and_kill(&folder, &forget, "state::forget::after_commit");
    assert_eq!(folder.look(), after.0);
    // The next command that writes removes what is left of the customer.
    folder.ask(&["rollup"]);
    assert_eq!(folder.names_in("raw").len(), after.1);
    assert_eq!(folder.names_in("tables").len(), 1);
    folder.verify();
}

fn stop_and_kill(folder: &Folder, words: &[&str], point: &str) {
    match folder.run_up_to(words, &format!("{point}#1")) {
        Stop::Reached(mut program) => {
            program.kill().unwrap();
            program.wait().unwrap();
        }
        Stop::Passed(output) => {
            assert_eq!(told(&output), "", "not at {point}: is the program built with fail points?");
        }
    }
}

#[test]
fn nothing_is_forgotten_without_yes() {
    let folder = filled();
    let before = folder.look();
    let output = folder.run(&["forget", "--customer", CUSTOMER]);
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert_eq!(folder.look(), before);
}
