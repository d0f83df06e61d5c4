use std::ffi::OsString;

use super::*;

/// A program in a folder of its own.
fn program(folder: &Path) -> PathBuf {
    fs::create_dir_all(folder).unwrap();
    let path = folder.join("uptake").with_extension(env::consts::EXE_EXTENSION);
    fs::write(&path, "").unwrap();
    path
}

fn path_of(folders: &[&Path]) -> OsString {
    env::join_paths(folders).unwrap()
}

#[test]
fn a_program_on_the_path_is_called_by_name_and_any_other_by_its_path() {
    let root = tempfile::tempdir().unwrap();
    let [built, installed] = ["built", "installed"].map(|it| root.path().join(it));
    let this = program(&built);
    program(&installed);
    let called = |folders: &[&Path]| caller(Ok(this.clone()), Some(&path_of(folders)));
    assert_eq!(called(&[&built]), "uptake");
    assert_eq!(called(&[&built, &installed]), "uptake");
    let by_path = quoted(&this);
    assert_eq!(called(&[&installed, &built]), by_path, "the shell finds another one");
    assert_eq!(called(&[root.path()]), by_path);
    assert_eq!(caller(Ok(this.clone()), None), by_path);
}

#[test]
fn a_path_with_blanks_or_quotes_is_one_word_of_the_shell() {
    assert_eq!(quoted(Path::new("/srv/ana/demo")), "/srv/ana/demo");
    assert_eq!(quoted(Path::new("/srv/ana maria/demo")), "'/srv/ana maria/demo'");
    assert_eq!(quoted(Path::new("/it's")), "'/it'\\''s'");
}
