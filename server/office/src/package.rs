//! The file as a package: tells what it is, opens the zip within limits, and hands on only the
//! parts a workbook is read from. Knows nothing of sheets.
//!
//! Declared sizes are checked first and then not trusted: every part is unpacked here, counted
//! while it is read, and written to a plain package in memory. So the reader of spreadsheets
//! never unpacks anything itself, and two parts of one name cannot be told apart differently.

use crate::file_error::{FileError, Looks};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter, result::ZipError};

/// Largest file, in bytes.
pub const FILE_BYTES_MAX: usize = 20_000_000;
/// Most parts in a package.
const PARTS_MAX: usize = 2_000;
/// Most bytes all parts of a package may declare.
const DECLARED_BYTES_MAX: u64 = 200_000_000;
/// Most bytes one part may unpack to. A string of a shared table costs 24 bytes in memory and
/// as few as 5 in the file, hence the smaller limit for everything that is not a sheet.
const SHEET_BYTES_MAX: u64 = 64_000_000;
const PART_BYTES_MAX: u64 = 24_000_000;
/// Most bytes all parts that are read may unpack to.
const UNPACKED_BYTES_MAX: u64 = 120_000_000;
/// A package may unpack to this much however small it is …
const RATIO_FREE_BYTES: u64 = 16_000_000;
/// … and above it to at most so many times its own size.
const RATIO_MAX: u64 = 150;

/// Checks a file and gives back the same package without compression, holding only what a
/// workbook's cells are read from.
pub(crate) fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, FileError> {
    look(bytes)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > PARTS_MAX {
        return Err(FileError::UnpacksTooBig {
            detail: format!("{} parts", archive.len()),
        });
    }
    let mut declared = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(damaged)?;
        if part.encrypted() {
            return Err(FileError::Encrypted);
        }
        declared = declared.saturating_add(part.size());
    }
    let limit = declared_limit(bytes.len(), DECLARED_BYTES_MAX);
    if declared > limit {
        return Err(FileError::UnpacksTooBig {
            detail: format!("{declared} bytes declared"),
        });
    }
    if !archive
        .file_names()
        .any(|name| folded(name) == "xl/workbook.xml")
    {
        let has = |part: &str| archive.file_names().any(|name| folded(name) == part);
        return Err(FileError::NotAWorkbook {
            looks_like: if has("xl/workbook.bin") {
                Looks::BinaryWorkbook
            } else if has("content.xml") && has("mimetype") {
                Looks::OpenDocument
            } else {
                Looks::OtherDocument
            },
        });
    }
    let mut left = declared_limit(bytes.len(), UNPACKED_BYTES_MAX);
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut content = Vec::new();
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(damaged)?;
        let name = part.name().to_owned();
        let kind = folded(&name);
        if !is_read(&kind) {
            continue;
        }
        let part_max = if kind.contains("worksheets/") {
            SHEET_BYTES_MAX
        } else {
            PART_BYTES_MAX
        };
        let allowed = part_max.min(left);
        content.clear();
        let read = part.take(allowed + 1).read_to_end(&mut content);
        let length = content.len() as u64;
        if length > allowed {
            return Err(FileError::UnpacksTooBig {
                detail: format!("part {name}"),
            });
        }
        read.map_err(|error| FileError::Damaged {
            detail: format!("{name}: {error}"),
        })?;
        left -= length;
        package.start_file(name, plain).map_err(damaged)?;
        package
            .write_all(&content)
            .map_err(|error| FileError::Damaged {
                detail: error.to_string(),
            })?;
    }
    Ok(package.finish().map_err(damaged)?.into_inner())
}

fn declared_limit(file_bytes: usize, limit: u64) -> u64 {
    let by_ratio = RATIO_MAX
        .saturating_mul(file_bytes as u64)
        .max(RATIO_FREE_BYTES);
    limit.min(by_ratio)
}

/// Only what cells are read from: no pictures, macros, remarks, links to other files.
fn is_read(name: &str) -> bool {
    const PASSED_OVER: [&str; 8] = [
        "docprops/",
        "theme/",
        "drawing",
        "media/",
        "comments",
        "pivot",
        "externallinks/",
        "customxml/",
    ];
    let is_text = name.ends_with(".xml") || name.ends_with(".rels");
    is_text && !PASSED_OVER.iter().any(|part| name.contains(part))
}

/// The name of a part as it is compared: some writers use capitals or backslashes.
fn folded(name: &str) -> String {
    name.to_ascii_lowercase().replace('\\', "/")
}

/// Looks at the first bytes: says what the file is, when it is not a zip.
fn look(bytes: &[u8]) -> Result<(), FileError> {
    const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    if bytes.is_empty() {
        return Err(FileError::Empty);
    }
    if bytes.len() > FILE_BYTES_MAX {
        return Err(FileError::TooBig {
            bytes: bytes.len(),
            bytes_max: FILE_BYTES_MAX,
        });
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(());
    }
    if bytes.starts_with(COMPOUND) {
        // A workbook with a password is a compound file too, with a stream of this name in UTF-16.
        let mark: Vec<u8> = "EncryptedPackage"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let is_encrypted = bytes.windows(mark.len()).any(|window| window == mark);
        return Err(if is_encrypted {
            FileError::Encrypted
        } else {
            FileError::OldExcel
        });
    }
    let looks_like = match bytes {
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] | [b'G', b'I', b'F', b'8', ..] => {
            Looks::Picture
        }
        [b'%', b'P', b'D', b'F', ..] => Looks::Pdf,
        _ if is_text(bytes) => Looks::Text,
        _ => Looks::Unknown,
    };
    Err(FileError::NotAWorkbook { looks_like })
}

/// Text in UTF-8, UTF-16 with a mark, or windows-1251: no control characters at its beginning.
fn is_text(bytes: &[u8]) -> bool {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return true;
    }
    bytes
        .iter()
        .take(4_096)
        .all(|byte| *byte >= 0x20 || matches!(byte, b'\n' | b'\r' | b'\t'))
}

fn damaged(error: ZipError) -> FileError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => FileError::Encrypted,
        error => FileError::Damaged {
            detail: error.to_string(),
        },
    }
}
