//! What a file is by its first bytes.

use std::io::{self, Read};

/// What the first bytes tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Zip,
    Gzip,
    /// An Excel workbook from before 2007, or one with a password.
    OldWorkbook,
    /// An archive of another kind.
    Unsupported(&'static str),
    /// Anything else: text and Parquet are told apart later.
    Other,
}

/// Looks at the first bytes, and takes them.
pub(super) fn of(reader: &mut dyn Read) -> io::Result<Content> {
    let mut start = Vec::new();
    reader.take(512).read_to_end(&mut start)?;
    Ok(match start.as_slice() {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] | [b'P', b'K', 7, 8, ..] => Content::Zip,
        [0x1F, 0x8B, ..] => Content::Gzip,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Content::OldWorkbook,
        [b'7', b'z', 0xBC, 0xAF, ..] => Content::Unsupported("7z"),
        [b'R', b'a', b'r', b'!', ..] => Content::Unsupported("rar"),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Content::Unsupported("zstd"),
        [b'B', b'Z', b'h', b'1'..=b'9', b'1', ..] => Content::Unsupported("bzip2"),
        [0xFD, b'7', b'z', b'X', b'Z', ..] => Content::Unsupported("xz"),
        _ if start.get(257..262) == Some(b"ustar") => Content::Unsupported("tar"),
        _ => Content::Other,
    })
}

/// Whether people expect text under this name.
pub(super) fn is_text_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".csv", ".tsv", ".txt", ".json"].iter().any(|it| name.ends_with(it))
}
