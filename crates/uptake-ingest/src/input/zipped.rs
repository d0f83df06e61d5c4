//! The members of a `.zip`.

use std::{
    fs,
    io::{self, Read as _, Seek as _, SeekFrom},
    path::Path,
};

use uptake_model::problem::{Problem, ProblemCode};
use zip::{ZipArchive, read::ZipFile};

use super::{
    Input, Source, compressed, fault_of,
    guard::{Guarded, check_total},
    invalid,
    magic::{self, Content},
    reopened::Reopened,
};

/// No delivery has so many files.
const MAX_MEMBERS: usize = 10_000;

/// What lists the parts of a workbook or another Office document.
const OFFICE_LIST: &str = "[Content_Types].xml";

/// An archive whose directory is read; copies share it.
pub(super) type Archive = ZipArchive<Reopened>;

/// Finds the members, sorted by name.
pub(super) fn members(path: &Path, name: &str) -> io::Result<Vec<Input>> {
    let refuse = |problem| Ok(vec![Input::refused(problem)]);
    let mut archive = match ZipArchive::new(Reopened::new(path.to_owned())) {
        Ok(archive) => archive,
        Err(error) => return refuse(fault_of(invalid(error))?.into_problem(name)),
    };
    if archive.index_for_name(OFFICE_LIST).is_some() {
        return refuse(Problem::new(ProblemCode::Workbook, name));
    }
    if magic::is_text_name(name) {
        return Ok(vec![compressed(name, "zip")]);
    }
    if archive.len() > MAX_MEMBERS {
        let problem = Problem::new(ProblemCode::ArchiveMembers, name);
        return refuse(problem.with("limit", &MAX_MEMBERS));
    }
    // Of members of the same name only one can be reached.
    let reached = u64::try_from(archive.len()).unwrap_or(u64::MAX);
    if listed_members(path)?.is_some_and(|listed| reached < listed) {
        return refuse(Problem::new(ProblemCode::ArchiveDuplicate, name));
    }
    // An archive that cannot be asked is broken, which its members tell.
    if archive.has_overlapping_entries().unwrap_or(false) {
        return refuse(Problem::new(ProblemCode::ArchiveOverlap, name));
    }
    if let Err(fault) = check_total(fs::metadata(path)?.len(), claimed_bytes(&mut archive)) {
        return refuse(fault.into_problem(name));
    }
    let mut inputs = Vec::new();
    for index in 0..archive.len() {
        match member(&mut archive, name, index) {
            Ok(member) => inputs.extend(member),
            Err(error) => {
                let problem = fault_of(error)?.into_problem(name);
                inputs.push(Input::refused(problem));
            }
        }
    }
    if inputs.is_empty() {
        return refuse(Problem::new(ProblemCode::EmptyFile, name));
    }
    inputs.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(inputs)
}

/// How many members the end of an archive says that there are; `None` when it does not say it
/// there, as archives of 65,535 members and more do not (APPNOTE 4.3.16).
fn listed_members(path: &Path) -> io::Result<Option<u64>> {
    const END: &[u8] = b"PK\x05\x06";
    const LONGEST: u64 = 22 + 65_535;
    let mut file = fs::File::open(path)?;
    let from = file.metadata()?.len().saturating_sub(LONGEST);
    file.seek(SeekFrom::Start(from))?;
    let mut end = Vec::new();
    file.read_to_end(&mut end)?;
    let at = end.windows(END.len()).rposition(|it| it == END);
    let count = at.and_then(|at| end.get(at + 10..at + 12)?.try_into().ok());
    let count = count.map(u16::from_le_bytes).filter(|it| *it < u16::MAX);
    Ok(count.map(u64::from))
}

/// What all members claim to unpack to.
fn claimed_bytes(archive: &mut Archive) -> u64 {
    let sizes = (0..archive.len()).filter_map(|it| Some(archive.by_index_raw(it).ok()?.size()));
    sizes.fold(0, u64::saturating_add)
}

fn member(archive: &mut Archive, archive_name: &str, index: usize) -> io::Result<Option<Input>> {
    let raw = archive.by_index_raw(index).map_err(invalid)?;
    let inner_name = raw.name().map_err(invalid)?.into_owned();
    let name = format!("{archive_name}/{inner_name}");
    let is_link = raw.is_symlink();
    let is_folder = raw.is_dir();
    let has_password = raw.encrypted();
    drop(raw);
    if is_link || leads_outside(&inner_name) {
        return Ok(Some(Input::refused(Problem::new(ProblemCode::ArchivePath, &name))));
    }
    if is_folder || is_hidden(&inner_name) {
        return Ok(None);
    }
    let refused = |code| Input::refused(Problem::new(code, &name));
    if has_password {
        return Ok(Some(refused(ProblemCode::ArchivePassword)));
    }
    let content = archive.by_index(index).map_err(invalid).and_then(|it| content_of(it));
    Ok(Some(match content {
        Err(error) => Input::refused(fault_of(error)?.into_problem(&name)),
        Ok(Content::Gzip) if magic::is_text_name(&name) => compressed(&name, "gzip"),
        Ok(Content::Zip) if magic::is_text_name(&name) => compressed(&name, "zip"),
        Ok(Content::Zip) if name.to_ascii_lowercase().ends_with(".xlsx") => {
            refused(ProblemCode::Workbook)
        }
        Ok(Content::OldWorkbook) => refused(ProblemCode::Workbook),
        Ok(Content::Zip | Content::Gzip | Content::Unsupported(_)) => {
            refused(ProblemCode::NestedArchive)
        }
        Ok(Content::Other) => {
            let archive = archive.clone();
            Input { name, source: Source::Member { archive, index } }
        }
    }))
}

fn content_of<R: io::Read>(member: ZipFile<'_, R>) -> io::Result<Content> {
    let packed_bytes = member.compressed_size();
    magic::of(&mut Guarded::new(member, packed_bytes))
}

fn leads_outside(name: &str) -> bool {
    let starts_outside = name.starts_with(['/', '\\']) || name.chars().nth(1) == Some(':');
    starts_outside || name.contains('\0') || name.split(['/', '\\']).any(|it| it == "..")
}

fn is_hidden(name: &str) -> bool {
    name.starts_with("__MACOSX/") || name.split('/').any(|it| it.starts_with('.'))
}
