//! Zip containers read within bounds: entries, unpacked bytes, names.
//!
//! Office files are zip archives made by anyone. The declared sizes may lie, so every entry is read
//! through a counter; a part is looked up by name only, so nothing is ever written under an entry's name.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{IngestError, Limits};

/// Bytes of one unpacked part. The largest real parts (a worksheet of 250,000 rows) stay under 60 MiB;
/// without it one part of zeros could take the whole allowance of the file as one allocation.
const PART_BYTES: u64 = 128 << 20;

/// The signature of a central directory record, one per entry.
const DIRECTORY_RECORD: &[u8] = b"PK\x01\x02";

/// An open container with what is left of its allowance.
pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Entry by its name without case, backslashes and leading slash, as Office looks parts up.
    entries: BTreeMap<String, usize>,
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens a container; reads only its directory.
    pub(crate) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, IngestError> {
        let zip = open(bytes, limits)?;
        let entries = (0..zip.len())
            .filter_map(|index| Some((plain_name(&zip.name_for_index(index)?.ok()?), index)))
            .collect();
        Ok(Archive {
            zip,
            entries,
            left: limits.unpacked_bytes,
        })
    }

    /// Whether an entry of this name exists.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.entries.contains_key(&plain_name(name))
    }

    /// Names of all entries, in order, without case.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Unpacks one entry; `None` when there is none of this name.
    pub(crate) fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, IngestError> {
        self.read_at_most(name, PART_BYTES)
    }

    /// The first bytes of an entry, for telling what a picture is. A damaged entry gives what could be read.
    pub(crate) fn head(&mut self, name: &str, bytes: u64) -> Option<Vec<u8>> {
        let index = *self.entries.get(&plain_name(name))?;
        let bytes = bytes.min(self.left);
        let mut head = Vec::new();
        // A short read is as good as a long one here.
        let _ = self
            .zip
            .by_index(index)
            .ok()?
            .take(bytes)
            .read_to_end(&mut head);
        self.left = self.left.saturating_sub(head.len() as u64);
        Some(head)
    }

    /// Checks that everything unpacks within the allowance, for readers that unpack on their own.
    pub(crate) fn verify_all(&mut self) -> Result<(), IngestError> {
        let names: Vec<String> = self.names().map(str::to_owned).collect();
        for name in names {
            let Some(&index) = self.entries.get(&name) else {
                continue;
            };
            let Ok(entry) = self.zip.by_index(index) else {
                continue;
            };
            let allowed = PART_BYTES.min(self.left);
            let unpacked = std::io::copy(
                &mut entry.take(allowed.saturating_add(1)),
                &mut std::io::sink(),
            )
            // A damaged entry matters only to who needs it; that reader says so.
            .unwrap_or(0);
            if unpacked > allowed {
                return Err(too_large(&name, allowed));
            }
            self.left = self.left.saturating_sub(unpacked);
        }
        Ok(())
    }

    fn read_at_most(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, IngestError> {
        let Some(&index) = self.entries.get(&plain_name(name)) else {
            return Ok(None);
        };
        let allowed = most.min(self.left);
        let entry = self
            .zip
            .by_index(index)
            .map_err(|error| entry_error(name, error))?;
        let mut unpacked = Vec::new();
        entry
            .take(allowed.saturating_add(1))
            .read_to_end(&mut unpacked)
            .map_err(|e| IngestError::Corrupt(format!("{name}: {e}")))?;
        if unpacked.len() as u64 > allowed {
            return Err(too_large(name, allowed));
        }
        self.left = self.left.saturating_sub(unpacked.len() as u64);
        Ok(Some(unpacked))
    }
}

/// Opens a container, unless its directory is too long.
pub(crate) fn open<'a>(
    bytes: &'a [u8],
    limits: &Limits,
) -> Result<ZipArchive<Cursor<&'a [u8]>>, IngestError> {
    // Counted before the directory is parsed, because parsing allocates per entry.
    let most = limits.archive_entries as usize;
    let records = bytes
        .windows(DIRECTORY_RECORD.len())
        .filter(|window| *window == DIRECTORY_RECORD)
        .take(most.saturating_add(1))
        .count();
    if records > most {
        return Err(IngestError::Limit(format!(
            "more than {most} entries in the zip container"
        )));
    }
    ZipArchive::new(Cursor::new(bytes))
        .map_err(|e| IngestError::Corrupt(format!("zip container: {e}")))
}

/// Why a container would not give an entry.
pub(crate) fn entry_error(name: &str, error: ZipError) -> IngestError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => IngestError::Encrypted,
        other => IngestError::Corrupt(format!("{name}: {other}")),
    }
}

fn too_large(name: &str, allowed: u64) -> IngestError {
    IngestError::Limit(format!("{name} unpacks to more than {allowed} bytes"))
}

/// The name as Office compares names: without case, with `/`, without a leading slash.
fn plain_name(name: &str) -> String {
    name.replace('\\', "/")
        .trim_start_matches('/')
        .to_lowercase()
}
