//! When a file appears, and when it does not.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    Cell, ExportError, Format, RowWriter, file_writer,
    tests::{SAMPLE, bytes, day},
};

const ROW: [Cell<'static>; 5] =
    [Cell::Missing, Cell::Text("Contoso"), Cell::Missing, Cell::Count(1), Cell::Missing];

#[test]
fn the_file_appears_at_the_end_and_nothing_is_left_beside_it() {
    for format in Format::ALL {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out");
        let writer = started(format, &path);
        assert!(!path.exists(), "{format}");
        writer.finish().unwrap();
        assert_eq!(names(folder.path()), ["out"], "{format}");
    }
}

#[test]
fn a_file_holds_what_a_stream_holds() {
    for format in Format::ALL {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out");
        file_writer(format, &SAMPLE, &path).unwrap().finish().unwrap();
        assert_eq!(fs::read(&path).unwrap(), bytes(format, &[]), "{format}");
    }
}

#[test]
fn an_export_that_is_dropped_leaves_no_file() {
    for format in Format::ALL {
        let folder = tempfile::tempdir().unwrap();
        drop(started(format, &folder.path().join("out")));
        assert_eq!(names(folder.path()), Vec::<String>::new(), "{format}");
    }
}

#[test]
fn an_export_that_fails_leaves_the_earlier_file_as_it_was() {
    for format in Format::ALL {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out");
        fs::write(&path, "earlier").unwrap();
        let mut writer = started(format, &path);
        writer.row(&[Cell::Day(day("2026-03-01"))]).unwrap_err();
        assert!(matches!(writer.finish(), Err(ExportError::Incomplete)), "{format}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "earlier", "{format}");
        assert_eq!(names(folder.path()), ["out"], "{format}");
    }
}

#[test]
fn a_finished_export_replaces_the_earlier_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.csv");
    fs::write(&path, "earlier").unwrap();
    started(Format::Csv, &path).finish().unwrap();
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        "day,name,note,seats,usage_percent\n,Contoso,,1,\n"
    );
}

#[test]
fn a_folder_that_is_not_there_is_an_error_before_the_first_row() {
    let folder = tempfile::tempdir().unwrap();
    for path in [folder.path().join("missing/out.csv"), folder.path().to_owned()] {
        let error = file_writer(Format::Csv, &SAMPLE, &path).map(|_| ()).unwrap_err();
        assert_eq!(error.to_string(), format!("failed to write `{}`", path.display()));
    }
}

#[cfg(unix)]
#[test]
fn a_link_keeps_pointing_to_the_file_that_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let (path, link) = (folder.path().join("out.csv"), folder.path().join("latest.csv"));
    fs::write(&path, "earlier").unwrap();
    std::os::unix::fs::symlink(&path, &link).unwrap();
    started(Format::Csv, &link).finish().unwrap();
    assert!(link.is_symlink());
    assert!(fs::read_to_string(&path).unwrap().contains("Contoso"));
}

#[cfg(unix)]
#[test]
fn a_device_is_written_to_and_stays_a_device() {
    for format in Format::ALL {
        let path = PathBuf::from("/dev/null");
        started(format, &path).finish().unwrap();
        assert!(!fs::metadata(&path).unwrap().is_file(), "{format}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_can_be_read_by_whom_the_mask_allows() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let (path, plain) = (folder.path().join("out.csv"), folder.path().join("plain"));
    fs::write(&plain, "").unwrap();
    started(Format::Csv, &path).finish().unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&path), mode(&plain));
}

fn started(format: Format, path: &Path) -> Box<dyn RowWriter> {
    let mut writer = file_writer(format, &SAMPLE, path).unwrap();
    writer.row(&ROW).unwrap();
    writer
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect()
}
