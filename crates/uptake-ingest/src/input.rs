//! What to read: files, the files of folders, and the members of archives.
//!
//! What a file is, is told by its first bytes, never by its name. Nothing is unpacked to
//! disk, and what cannot be read is an input too: one that is refused when it is read.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use bytes::Bytes;
use flate2::read::MultiGzDecoder;
use uptake_model::problem::{Problem, ProblemCode};
use zip::result::ZipError;

mod counted;
mod guard;
mod magic;
mod reopened;
#[cfg(test)]
mod tests;
mod zipped;

use counted::Counted;
pub(crate) use guard::{ArchiveFault, Guarded, fault_of};
use magic::Content;
use zipped::Archive;

/// One file to read.
#[derive(Debug, Clone)]
pub struct Input {
    name: String,
    source: Source,
}

#[derive(Debug, Clone)]
enum Source {
    File(PathBuf),
    Bytes(Bytes),
    Gzip(PathBuf),
    Member { archive: Archive, index: usize },
    Refused(Box<Problem>),
}

/// Finds the files of a path: itself, those of a folder and its folders, the members of an
/// archive. Sorted by path; hidden files are skipped unless `path` itself is one. A folder
/// without a file is an input that is refused.
pub fn expand(path: &Path) -> Result<Vec<Input>, Unread> {
    let unread = |path: &Path, source| Unread { path: path.to_owned(), source };
    let mut files = Vec::new();
    if path.is_dir() {
        walk(path, &mut files).map_err(|it| unread(path, it))?;
        files.sort();
        if files.is_empty() {
            let name = path.display().to_string();
            return Ok(vec![Input::refused(Problem::new(ProblemCode::EmptyFolder, &name))]);
        }
    } else {
        files.push(path.to_owned());
    }
    let mut inputs = Vec::new();
    for file in files {
        inputs.extend(look_into(&file).map_err(|it| unread(&file, it))?);
    }
    Ok(inputs)
}

/// A file or folder cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("failed to read {}", path.display())]
pub struct Unread {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub source: io::Error,
}

impl Input {
    /// A file that is in memory, read as it is: archives are not looked into.
    pub fn from_bytes(name: &str, bytes: impl Into<Bytes>) -> Self {
        Self { name: name.to_owned(), source: Source::Bytes(bytes.into()) }
    }

    /// The name, as given; a member of an archive as `archive.zip/member.csv`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Why it cannot be read, if that is known already.
    pub(crate) fn refusal(&self) -> Option<&Problem> {
        match &self.source {
            Source::Refused(problem) => Some(problem),
            Source::File(_) | Source::Bytes(_) | Source::Gzip(_) | Source::Member { .. } => None,
        }
    }

    /// The file itself, when it is one.
    pub(crate) fn file(&self) -> Option<io::Result<File>> {
        match &self.source {
            Source::File(path) => Some(File::open(path)),
            Source::Bytes(_) | Source::Gzip(_) | Source::Member { .. } | Source::Refused(_) => None,
        }
    }

    /// Reads the content from its beginning, unpacked; again as often as it is asked for.
    /// A refused input is empty.
    ///
    /// An archive that turns out to be broken or too large is an error of the reader with
    /// an [`ArchiveFault`] in it.
    pub fn with_reader<T>(&self, read: impl FnOnce(Box<dyn Read + '_>) -> T) -> io::Result<T> {
        Ok(match &self.source {
            Source::File(path) => {
                let file = File::open(path)?;
                let file_bytes = file.metadata()?.len();
                read(Box::new(Counted::new(file, &self.name, file_bytes)))
            }
            Source::Bytes(bytes) => read(Box::new(bytes.as_ref())),
            Source::Refused(_) => read(Box::new(io::empty())),
            Source::Gzip(path) => {
                let file = File::open(path)?;
                let packed_bytes = file.metadata()?.len();
                let file = Counted::new(file, &self.name, packed_bytes);
                let unpacked = MultiGzDecoder::new(io::BufReader::new(file));
                read(Box::new(Guarded::new(unpacked, packed_bytes)))
            }
            Source::Member { archive, index } => {
                // The directory is not read again, only the file opened.
                let mut archive = archive.clone();
                let member = archive.by_index(*index).map_err(invalid)?;
                // Members do not overlap, so their packed sizes are within the archive's.
                let packed_bytes = member.compressed_size();
                let bytes = member.size();
                let member = Guarded::new(member, packed_bytes);
                read(Box::new(Counted::new(member, &self.name, bytes)))
            }
        })
    }

    fn refused(problem: Problem) -> Self {
        Self { name: problem.file.clone(), source: Source::Refused(Box::new(problem)) }
    }
}

fn invalid(error: ZipError) -> io::Error {
    if let ZipError::Io(error) = error {
        let is_system = error.raw_os_error().is_some();
        return if is_system { error } else { ArchiveFault::invalid(&error).into_io() };
    }
    ArchiveFault::invalid(&error).into_io()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let path = entry.path();
        // A linked folder could hold the folder it stands in.
        if entry.file_type()?.is_dir() {
            walk(&path, files)?;
        } else if path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}

fn look_into(path: &Path) -> io::Result<Vec<Input>> {
    let name = path.display().to_string();
    let problem = |code| Ok(vec![Input::refused(Problem::new(code, &name))]);
    let content = magic::of(&mut File::open(path)?)?;
    match content {
        Content::Other => Ok(vec![Input { name, source: Source::File(path.to_owned()) }]),
        Content::OldWorkbook => problem(ProblemCode::Workbook),
        Content::Unsupported(kind) => Ok(vec![Input::refused(unsupported(&name, kind))]),
        Content::Gzip if magic::is_text_name(&name) => Ok(vec![compressed(&name, "gzip")]),
        Content::Gzip => {
            let input = Input { name, source: Source::Gzip(path.to_owned()) };
            Ok(vec![look_into_gzip(input)?])
        }
        Content::Zip => zipped::members(path, &name),
    }
}

fn look_into_gzip(input: Input) -> io::Result<Input> {
    let content = match input.with_reader(|mut reader| magic::of(&mut reader))? {
        Ok(content) => content,
        Err(error) => {
            let fault = fault_of(error)?;
            return Ok(Input::refused(fault.into_problem(&input.name)));
        }
    };
    Ok(match content {
        Content::Other => input,
        Content::OldWorkbook => Input::refused(Problem::new(ProblemCode::Workbook, &input.name)),
        Content::Gzip | Content::Zip | Content::Unsupported(_) => {
            Input::refused(Problem::new(ProblemCode::NestedArchive, &input.name))
        }
    })
}

fn compressed(name: &str, kind: &str) -> Input {
    Input::refused(Problem::new(ProblemCode::CompressedText, name).with("kind", kind))
}

fn unsupported(name: &str, kind: &str) -> Problem {
    Problem::new(ProblemCode::UnsupportedArchive, name).with("kind", kind)
}
