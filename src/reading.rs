//! From a file on disk to a document, wherever the work is done: in this process, in a worker, or long ago.
//!
//! In: a [`Source`]. Out: a [`Reading`], the hash of the bytes beside what became of them. The stages after
//! this one see neither files nor processes.

use std::ffi::OsString;
use std::fs::File;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::hash;
use crate::ingest::bundle::{self, Member};
use crate::ingest::{self, IngestError, Limits};

/// Where the bytes of a document are, and what it is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// What messages call it; its extension is what the name claims the bytes to be.
    pub name: String,
    /// The file; an `OsString`, because a path need not be text.
    pub location: OsString,
    /// The place of the document inside the file, when that is an archive.
    pub member: Option<usize>,
}

/// A file after reading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Of the bytes, hexadecimal; `None` when there are none.
    pub sha256: Option<String>,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Outcome {
    /// A document.
    Document(Box<Document>),
    /// An archive of further files.
    Archive(Vec<Member>),
    /// Why it gave none.
    Failed(IngestError),
}

impl Reading {
    /// A file of which there are no bytes.
    pub(crate) fn failed(error: IngestError) -> Reading {
        Reading {
            sha256: None,
            outcome: Outcome::Failed(error),
        }
    }
}

/// Somebody who reads files.
pub trait Reader: Sync {
    /// Reads one file; every trouble is in the result.
    fn read(&self, source: &Source, options: &ingest::Options) -> Reading;
}

/// Reads in this process: no further program is needed, but a reader that hangs or overflows its stack takes
/// the process with it.
#[derive(Debug, Clone, Copy, Default)]
pub struct InProcess;

impl Reader for InProcess {
    fn read(&self, source: &Source, options: &ingest::Options) -> Reading {
        match bytes(source, &options.limits) {
            Ok(bytes) => read_bytes(&source.name, &bytes, source.member.is_none(), options),
            Err(error) => Reading::failed(error),
        }
    }
}

/// The bytes of a document.
pub(crate) fn bytes(source: &Source, limits: &Limits) -> Result<Vec<u8>, IngestError> {
    let bytes = file_bytes(Path::new(&source.location), limits.file_bytes)?;
    match source.member {
        Some(member) => guarded(|| bundle::member(&bytes, member, limits)),
        None => Ok(bytes),
    }
}

/// Reads bytes in this process; `name` tells what an extension claims. An archive is opened where `unpack`
/// allows it: not inside another one.
pub(crate) fn read_bytes(
    name: &str,
    bytes: &[u8],
    unpack: bool,
    options: &ingest::Options,
) -> Reading {
    Reading {
        sha256: Some(hash::of(bytes)),
        outcome: outcome_of_bytes(name, bytes, unpack, options),
    }
}

/// What becomes of a file in this process, for who does not ask for its hash.
pub(crate) fn outcome(source: &Source, options: &ingest::Options) -> Outcome {
    match bytes(source, &options.limits) {
        Ok(bytes) => outcome_of_bytes(&source.name, &bytes, source.member.is_none(), options),
        Err(error) => Outcome::Failed(error),
    }
}

fn outcome_of_bytes(name: &str, bytes: &[u8], unpack: bool, options: &ingest::Options) -> Outcome {
    guarded(|| {
        if unpack && bundle::is_bundle(bytes, &options.limits) {
            return bundle::list(bytes, &options.limits).map(Outcome::Archive);
        }
        let document = ingest::extract(name, bytes, options)?;
        Ok(Outcome::Document(Box::new(document)))
    })
    .unwrap_or_else(Outcome::Failed)
}

/// The bytes of a file, unless they are more than `limit`.
fn file_bytes(location: &Path, limit: u64) -> Result<Vec<u8>, IngestError> {
    let unreadable = |error: std::io::Error| IngestError::Unreadable(error.to_string());
    let file = File::open(location).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    if length > limit {
        return Err(IngestError::Limit(format!(
            "{length} bytes, at most {limit}"
        )));
    }
    // In one piece, though the file may grow meanwhile.
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    file.take(limit)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    Ok(bytes)
}

/// A defect in a reader must cost only its document.
fn guarded<T>(read: impl FnOnce() -> Result<T, IngestError>) -> Result<T, IngestError> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(IngestError::Crashed("panic".into())))
}
