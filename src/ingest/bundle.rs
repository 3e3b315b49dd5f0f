//! Zip archives of documents, as they lie in submitted folders: opened one level deep.
//!
//! Nothing is written under the names inside: a member is found by its number, and its name only says where
//! it belongs. A name that points out of the archive is refused.

use std::io::Read;

use encoding_rs::WINDOWS_874;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::archive::{entry_error, open};
use super::{IngestError, Limits, sniff};
use crate::hash;

/// A file inside an archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Its place in the archive.
    pub number: usize,
    /// Where it lies inside the archive, `/` between its parts, in Unicode normal form C.
    pub path: String,
    /// Of its bytes, hexadecimal; `None` when it is not to be read: damaged, or pointing out.
    pub sha256: Option<String>,
}

/// Whether bytes are an archive of files and not an Office file, which is one too.
pub(crate) fn is_bundle(bytes: &[u8], limits: &Limits) -> bool {
    bytes.starts_with(b"PK") && sniff::format_of("", bytes, limits) == Err(sniff::plain_archive())
}

/// The files inside an archive.
pub(crate) fn list(bytes: &[u8], limits: &Limits) -> Result<Vec<Member>, IngestError> {
    let mut archive = open(bytes, limits)?;
    let mut left = limits.unpacked_bytes;
    let mut exceeded = false;
    let mut members = Vec::new();
    for number in 0..archive.len() {
        let Ok(entry) = archive.by_index_raw(number) else {
            continue;
        };
        if entry.is_dir() {
            continue;
        }
        let path = name(entry.name_raw());
        drop(entry);
        // What cannot be unpacked says why when it is read.
        let sha256 = archive.by_index(number).ok().and_then(|entry| {
            if points_out(&path) {
                return None;
            }
            let mut counted = entry.take(left.saturating_add(1));
            let hash = hash::of_stream(&mut counted);
            left = counted.limit().saturating_sub(1);
            exceeded |= counted.limit() == 0;
            hash.ok()
        });
        if exceeded {
            return Err(IngestError::Limit(format!(
                "the archive unpacks to more than {} bytes",
                limits.unpacked_bytes
            )));
        }
        members.push(Member {
            number,
            path,
            sha256,
        });
    }
    members.sort_by(|a, b| (&a.path, a.number).cmp(&(&b.path, b.number)));
    Ok(members)
}

/// The bytes of one member.
pub(crate) fn member(bytes: &[u8], number: usize, limits: &Limits) -> Result<Vec<u8>, IngestError> {
    let mut archive = open(bytes, limits)?;
    let entry = archive
        .by_index(number)
        .map_err(|error| entry_error("zip container", error))?;
    if points_out(&name(entry.name_raw())) {
        return Err(IngestError::Unreadable(
            "its name points out of the archive".into(),
        ));
    }
    let mut unpacked = Vec::new();
    entry
        .take(limits.file_bytes.saturating_add(1))
        .read_to_end(&mut unpacked)
        .map_err(|error| IngestError::Corrupt(format!("zip container: {error}")))?;
    // One byte more than allowed is what `extract` calls too large.
    Ok(unpacked)
}

fn points_out(path: &str) -> bool {
    path.split('/').any(|part| part == "..")
}

/// A name as people wrote it: programs of Thai Windows use its code page and say nothing.
fn name(raw: &[u8]) -> String {
    let text = match std::str::from_utf8(raw) {
        Ok(text) => text.to_owned(),
        Err(_) => WINDOWS_874.decode_without_bom_handling(raw).0.into_owned(),
    };
    let path = text.replace('\\', "/");
    path.split('/')
        .filter(|part| !matches!(*part, "" | "."))
        .collect::<Vec<_>>()
        .join("/")
        .nfc()
        .collect()
}
