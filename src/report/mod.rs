//! What users take away, one module per output. Everything here reads only [`crate::result`].
//!
//! A new output is one module with an [`Output`] and one line in [`OUTPUTS`]; `check` and `report` then have
//! its flag.

mod columns;
mod csv;
pub mod facts;
mod html;
mod junit;
mod memo;
mod sarif;
pub mod store;
pub mod terminal;
mod xlsx;

use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::files;
use crate::language::Language;
use crate::picture::{Picture, Place};
use crate::printable::printable;
use crate::result::{AgencyInfo, Run};

/// Every output that goes to files, in the order of the help.
pub const OUTPUTS: &[Output] = &[
    html::OUTPUT,
    xlsx::OUTPUT,
    memo::OUTPUT,
    csv::OUTPUT,
    sarif::OUTPUT,
    junit::OUTPUT,
    store::OUTPUT,
];

/// One form in which a run is written to files.
#[derive(Debug)]
pub struct Output {
    /// The flag that asks for it, without dashes.
    pub flag: &'static str,
    /// What the flag takes: `DIR` or `FILE`.
    pub value: &'static str,
    /// The help of the flag, Thai and English.
    pub help: &'static str,
    /// Writes it to the path given with the flag.
    pub write: fn(&Report<'_>, &Path) -> Result<(), ReportError>,
}

/// What outputs are made from.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The run with texts that no reader obeys, see [`harmless`]: for everything people and programs display.
    pub run: &'a Run,
    /// The run byte for byte, for outputs it is restored from.
    pub exact: &'a Run,
    /// Language of outputs that have only one.
    pub language: Language,
    /// Where the checked files lie: the folder of the one agency, or of all of them. `None` when unknown.
    pub documents: Option<&'a Path>,
    /// Who draws places of the checked files; `None` where no pictures are wanted.
    pub artist: Option<&'a dyn Artist>,
}

/// Somebody who draws places of the checked files. The reports themselves read only the run.
pub trait Artist: Sync + std::fmt::Debug {
    /// Pictures of places in a document of an agency, in their order; nothing for what cannot be drawn.
    fn draw(&self, agency: &AgencyInfo, document: &str, places: &[Place]) -> Vec<Option<Picture>>;
}

/// Why an output could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The operating system refused a file.
    #[error("{}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// A library could not make the file from the run.
    #[error("{}: {detail}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// What it said.
        detail: String,
    },
}

/// The run with every text as it can be shown anywhere: without control characters, escape sequences and
/// direction overrides, on one line.
pub fn harmless(run: &Run) -> Result<Run, serde_json::Error> {
    fn clean(value: &mut Value) {
        match value {
            Value::String(text) => {
                // U+FFFE and U+FFFF are no characters, and not allowed in XML.
                *text = printable(text)
                    .replace(['\n', '\t'], " ")
                    .replace(['\u{fffe}', '\u{ffff}'], "");
            }
            Value::Array(list) => list.iter_mut().for_each(clean),
            Value::Object(map) => map.values_mut().for_each(clean),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    let mut value = serde_json::to_value(run)?;
    clean(&mut value);
    serde_json::from_value(value)
}

/// Writes one file of an output, whole or not at all.
fn write(path: &Path, bytes: &[u8]) -> Result<(), ReportError> {
    files::write(path, bytes).map_err(|source| ReportError::Io {
        path: path.to_owned(),
        source,
    })
}

/// The error of a library that could not make a file.
fn format_error(path: &Path, error: &dyn std::fmt::Display) -> ReportError {
    ReportError::Format {
        path: path.to_owned(),
        detail: error.to_string(),
    }
}
