//! Results as they leave a run, agency by agency, so that nothing has to wait for the last one.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::output;
use crate::files;
use crate::result::{
    AgencyInfo, AgencyResult, ErrorRecord, RUN_SCHEMA, RuleSetInfo, Run, RunInfo, Summary, Tool,
};

/// Name and version of the serialised form of [`Index`].
pub(super) const INDEX_SCHEMA: &str = "oitcheck.index/1";

/// Name of the index in a folder of results.
pub(super) const INDEX: &str = "index.json";

/// A run without agencies.
pub(super) fn empty_run(errors: Vec<ErrorRecord>, run: Option<RunInfo>) -> Run {
    Run {
        schema: RUN_SCHEMA.to_owned(),
        tool: Tool::this(),
        agencies: Vec::new(),
        errors,
        run,
    }
}

/// Prints one `oitcheck.run/1` object agency by agency: the bytes are those of the whole object printed at once.
#[derive(Debug, Default)]
pub(super) struct JsonRun {
    begun: bool,
}

/// Where the agencies go in an object without any.
const PLACE: &str = "\"agencies\": []";

impl JsonRun {
    /// Prints an agency.
    pub(super) fn add(&mut self, agency: &AgencyResult) -> anyhow::Result<()> {
        let separator = if self.begun {
            ",".to_owned()
        } else {
            let empty = serde_json::to_string_pretty(&empty_run(Vec::new(), None))?;
            let (head, _) = empty.split_once(PLACE).unwrap_or((&empty, ""));
            format!("{head}\"agencies\": [")
        };
        self.begun = true;
        // A line feed inside a JSON string is always escaped.
        let text = serde_json::to_string_pretty(agency)?.replace('\n', "\n    ");
        output::json(&format!("{separator}\n    {text}"))?;
        Ok(())
    }

    /// Prints what follows the agencies.
    pub(super) fn end(self, errors: Vec<ErrorRecord>, run: Option<RunInfo>) -> io::Result<()> {
        let empty = serde_json::to_string_pretty(&empty_run(errors, run))?;
        match empty.split_once(PLACE) {
            Some((_, tail)) if self.begun => output::json(&format!("\n  ]{tail}\n")),
            _ => output::json(&format!("{empty}\n")),
        }
    }
}

/// What a folder of results holds: the file `index.json`.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Index {
    /// Always [`INDEX_SCHEMA`].
    schema: String,
    /// The program that made them.
    pub(super) tool: Tool,
    /// One entry per agency.
    pub(super) agencies: Vec<Entry>,
    /// What belongs to no agency.
    pub(super) errors: Vec<ErrorRecord>,
}

/// One agency of an index.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Entry {
    /// Its file, beside the index.
    pub(super) file: String,
    /// Who it is.
    pub(super) agency: AgencyInfo,
    rule_set: Option<RuleSetInfo>,
    summary: Summary,
    errors: usize,
}

impl Index {
    /// Reads the index of a folder of results.
    pub(super) fn read(folder: &Path) -> anyhow::Result<Index> {
        let path = folder.join(INDEX);
        let name = path.display().to_string();
        let bytes = std::fs::read(&path).with_context(|| name.clone())?;
        let index: Index = serde_json::from_slice(&bytes).with_context(|| name.clone())?;
        anyhow::ensure!(
            index.schema == INDEX_SCHEMA,
            "{name}: {} ≠ {INDEX_SCHEMA}",
            index.schema
        );
        Ok(index)
    }
}

/// Writes one file per agency as each is there, and at the end the index that names them.
#[derive(Debug)]
pub(super) struct ResultFolder {
    folder: PathBuf,
    entries: BTreeMap<usize, Entry>,
}

impl ResultFolder {
    /// Results will be written here.
    pub(super) fn new(folder: PathBuf) -> Self {
        ResultFolder {
            folder,
            entries: BTreeMap::new(),
        }
    }

    /// Writes the file of an agency; `number` is its place in the whole run, from 0.
    pub(super) fn add(
        &mut self,
        number: usize,
        agency: &AgencyResult,
        run: Option<RunInfo>,
    ) -> anyhow::Result<()> {
        let single = Run {
            agencies: vec![agency.clone()],
            ..empty_run(Vec::new(), run)
        };
        // The number keeps agencies of the same name apart.
        let file = format!(
            "{:05}-{}.json",
            number + 1,
            files::safe_name(&agency.agency.id)
        );
        let path = self.folder.join(&file);
        files::write(&path, serde_json::to_string_pretty(&single)?.as_bytes())
            .with_context(|| path.display().to_string())?;
        let entry = Entry {
            file,
            agency: agency.agency.clone(),
            rule_set: agency.rule_set.clone(),
            summary: agency.summary.clone(),
            errors: agency.errors.len(),
        };
        self.entries.insert(number, entry);
        Ok(())
    }

    /// Writes the index.
    pub(super) fn end(self, errors: &[ErrorRecord]) -> anyhow::Result<()> {
        let index = Index {
            schema: INDEX_SCHEMA.to_owned(),
            tool: Tool::this(),
            agencies: self.entries.into_values().collect(),
            errors: errors.to_vec(),
        };
        let path = self.folder.join(INDEX);
        files::write(&path, serde_json::to_string_pretty(&index)?.as_bytes())
            .with_context(|| path.display().to_string())
    }
}
