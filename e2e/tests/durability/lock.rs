//! One process at a time changes a data folder; the others are told who, or just read.

use std::fs;

use crate::{
    program::{Folder, Stop, told},
    story::Story,
};

#[test]
fn a_second_writer_is_told_who_holds_the_folder_while_readers_go_on() {
    let folder = Folder::new();
    let mut story = Story::new(1);
    folder.import(&folder.write("first", &story.next()));
    let before = folder.look();
    let second = folder.write("second", &story.next());
    let third = folder.write("third", &story.next());

    let point = "store::import::rolled_up#1";
    let Stop::Reached(mut holder) = folder.import_up_to(&second, point) else {
        panic!("the import did not stop at {point}: is the program built with fail points?");
    };
    let files = files_of(&folder);
    for words in [vec!["import", &*third.to_string_lossy()], vec!["rebuild"]] {
        let refused = folder.run(&words);
        let text = told(&refused);
        assert_eq!(refused.status.code(), Some(1), "{text}");
        assert!(text.contains(&format!("process {}", holder.id())), "{text}");
        assert!(text.contains(&format!("import {}", second.display())), "{text}");
    }
    assert_eq!(folder.look(), before);
    assert_eq!(files_of(&folder), files, "a refused command changed something");

    holder.kill().unwrap();
    holder.wait().unwrap();
    assert_eq!(folder.look(), before);
    folder.import(&third);
    assert_ne!(folder.look(), before);
}

/// The files of raw archive and tables, by name and size.
fn files_of(folder: &Folder) -> Vec<(String, u64)> {
    let mut found = Vec::new();
    let mut open = vec![folder.data().join("raw"), folder.data().join("tables")];
    while let Some(path) = open.pop() {
        for entry in fs::read_dir(path).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_dir() {
                open.push(entry.path());
            } else {
                let name = entry.path().to_string_lossy().into_owned();
                found.push((name, entry.metadata().unwrap().len()));
            }
        }
    }
    found.sort();
    found
}
