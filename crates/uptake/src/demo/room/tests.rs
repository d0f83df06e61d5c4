use std::{collections::BTreeSet, fs};

use super::*;

#[test]
fn only_an_empty_or_missing_folder_is_free() {
    let root = tempfile::tempdir().unwrap();
    assert_eq!(look(root.path()).unwrap(), Room::Free);
    assert_eq!(look(&root.path().join("missing")).unwrap(), Room::Free);
    fs::write(root.path().join("customers.csv"), "customer_id,name\n").unwrap();
    assert_eq!(look(root.path()).unwrap(), Room::Taken);
}

#[test]
fn a_mark_lists_the_files_of_the_demo() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("demo");
    let files = [folder.join("b.csv"), folder.join("a b.csv")];
    mark(&folder, &files).unwrap();
    let lines = files.map(|it| it.display().to_string());
    assert_eq!(look(&folder).unwrap(), Room::Marked(BTreeSet::from(lines)));
}

#[test]
fn clearing_leaves_the_mark_so_that_a_killed_demo_can_go_on() {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join("raw/objects")).unwrap();
    fs::write(root.path().join("state.sqlite"), "").unwrap();
    mark(root.path(), &[]).unwrap();
    clear(root.path()).unwrap();
    assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    assert_eq!(look(root.path()).unwrap(), Room::Marked(BTreeSet::new()));
}

#[test]
fn only_listed_files_in_the_folder_are_removed() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("demo");
    fs::create_dir_all(root.path().join("demo-of-mine")).unwrap();
    fs::create_dir_all(&folder).unwrap();
    let paths = ["demo/old.csv", "demo/mine.csv", "demo-of-mine/old.csv", "outside.csv"];
    for path in paths {
        fs::write(root.path().join(path), "").unwrap();
    }
    let listed = ["demo/old.csv", "demo/gone.csv", "demo-of-mine/old.csv", "demo/../outside.csv"];
    let listed = listed.map(|it| root.path().join(it).display().to_string());
    remove_files(&folder, &BTreeSet::from(listed)).unwrap();
    let left = paths.map(|it| root.path().join(it).exists());
    assert_eq!(left, [false, true, true, true]);
}
