//! The result types: the JSON contract `oitcheck.run/1`. `report` reads only these.
//!
//! Paths are relative to the agency folder, lists are ordered, and everything that varies between two
//! runs over the same input is in [`RunInfo`], so that the same input gives the same bytes.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::{Damage, Format, Rect, TextLayer};
use crate::language::Bilingual;

/// Name and version of the serialised form of [`Run`].
pub const RUN_SCHEMA: &str = "oitcheck.run/1";

/// One run over one or many agencies.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Run {
    /// Always [`RUN_SCHEMA`].
    pub schema: String,
    /// The program that made it.
    pub tool: Tool,
    /// One entry per agency folder, by path.
    pub agencies: Vec<AgencyResult>,
    /// What belongs to no agency: files beside agency folders, paths that could not be listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ErrorRecord>,
    /// What varies between runs; left out with `--reproducible`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub run: Option<RunInfo>,
}

/// The program that made a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tool {
    /// `oitcheck`.
    pub name: String,
    /// Its version.
    pub version: String,
}

impl Tool {
    /// This program.
    pub fn this() -> Tool {
        Tool {
            name: "oitcheck".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}

/// Facts of one run that no other run repeats.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RunInfo {
    /// When it began, RFC 3339, UTC.
    pub started: String,
    /// How long it took, in milliseconds.
    pub elapsed_ms: u64,
    /// Files read at the same time.
    pub jobs: usize,
}

/// Everything about one agency.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct AgencyResult {
    /// Who it is.
    pub agency: AgencyInfo,
    /// By which rules it was judged; `None` when none could be chosen, `errors` then says why.
    pub rule_set: Option<RuleSetInfo>,
    /// Counts.
    pub summary: Summary,
    /// Items in the official order.
    pub items: Vec<ItemResult>,
    /// Every file found, by path.
    pub documents: Vec<DocumentResult>,
    /// Inconsistencies found in the reports themselves.
    pub findings: Vec<Finding>,
    /// What went wrong, by path.
    pub errors: Vec<ErrorRecord>,
}

/// Who an agency is. What nobody says is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AgencyInfo {
    /// The folder's name.
    pub id: String,
    /// Its name, from `oitcheck.toml` or its documents.
    pub name: Option<String>,
    /// Such as `police-station`.
    #[serde(rename = "type")]
    pub agency_type: Option<String>,
    /// Buddhist era.
    pub fiscal_year: Option<u16>,
    /// Its province.
    pub province: Option<String>,
    /// The folder, relative to the path that was given to the program.
    pub path: String,
}

impl AgencyInfo {
    /// What identifies it inside a run: its folder, or its name where the folder is the one given.
    pub fn key(&self) -> &str {
        if self.path == "." {
            &self.id
        } else {
            &self.path
        }
    }
}

/// The rules that judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RuleSetInfo {
    /// Such as `police-station-2568`.
    pub id: String,
    /// The rule file's own version.
    pub version: String,
    /// Of every byte that made the set.
    pub sha256: String,
    /// `argument`, `oitcheck.toml`, or what the documents said.
    pub chosen_by: String,
}

/// Counts of one agency.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// Items that pass.
    pub pass: u32,
    /// Items with a failed requirement.
    pub partial: u32,
    /// Items without a document.
    pub missing: u32,
    /// Items a person must look at.
    pub review: u32,
    /// Requirements waived by an auditor.
    pub waived: u32,
    /// Requirements whose period is not over.
    pub not_due: u32,
    /// Range of the official all-or-nothing score.
    pub score: Score,
    /// Files by outcome.
    pub files: FileCounts,
}

/// Range of the OIT score, 0 to 100: `min` counts every review as 0, `max` as 100.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Score {
    /// Lowest possible.
    pub min: f64,
    /// Highest possible.
    pub max: f64,
    /// The same per indicator, where the rule set knows it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub by_indicator: BTreeMap<String, ScoreRange>,
}

/// Lowest and highest possible score.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ScoreRange {
    /// Lowest possible.
    pub min: f64,
    /// Highest possible.
    pub max: f64,
}

/// Files by outcome; they add up to all files found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FileCounts {
    /// Read in full.
    pub read: u32,
    /// Some pages could not be read.
    pub partial: u32,
    /// Nothing could be read.
    pub unreadable: u32,
    /// Not a report: lock files, thumbnails, ignored paths.
    pub skipped: u32,
}

/// Verdict of an item.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum ItemVerdict {
    /// Every requirement is met.
    Pass,
    /// A document is there and a requirement is not met.
    Partial,
    /// No document is there.
    Missing,
    /// A person must look.
    Review,
}

/// Verdict of a requirement.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Met, with evidence.
    Pass,
    /// Not met, over readable text.
    Fail,
    /// A person must look.
    Review,
}

/// One item of one agency.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ItemResult {
    /// Such as `O15`.
    pub id: String,
    /// Stable over the years.
    pub key: String,
    /// Official title, in Thai.
    pub title: String,
    /// Id of its indicator; `None` where the rule set does not say.
    pub indicator: Option<String>,
    /// The verdict.
    pub verdict: ItemVerdict,
    /// How sure the program is, 0 to 1.
    pub confidence: f64,
    /// Documents that evidence it, relative to the agency folder.
    pub documents: Vec<String>,
    /// What changed since the run given with `--baseline`; `None` without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// Its requirements in order.
    pub requirements: Vec<RequirementResult>,
}

/// An item compared with an earlier run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// What changed.
    pub state: ChangeState,
    /// The earlier verdict; `None` when the earlier run did not have the item.
    pub before: Option<ItemVerdict>,
}

/// What changed in an item since an earlier run.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum ChangeState {
    /// The earlier run did not have the item.
    New,
    /// It did not pass, and passes now.
    Fixed,
    /// It does not pass, but more of it is there.
    Better,
    /// As it was.
    Unchanged,
    /// Less of it is there.
    Worse,
}

/// One requirement of one item.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RequirementResult {
    /// Such as `O15.a`.
    pub id: String,
    /// What is asked, in Thai.
    pub text: String,
    /// What is asked, in English.
    pub text_en: String,
    /// Kind of the check, such as `table`.
    pub kind: String,
    /// The verdict.
    pub verdict: Verdict,
    /// How sure the program is, 0 to 1.
    pub confidence: f64,
    /// Why.
    pub reason: Reason,
    /// What was looked through.
    pub searched: Searched,
    /// The nearest misses of a failed requirement.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nearest: Vec<Evidence>,
    /// Not confirmed for the year: never fails the item.
    #[serde(default)]
    pub advice: bool,
    /// An auditor's decision; `None` without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waived: Option<Waiver>,
    /// What the verdict rests on.
    pub evidence: Vec<Evidence>,
}

/// Why a verdict is what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    /// Stable, lower-case, hyphenated.
    pub code: String,
    /// What fills the sentence, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, String>,
    /// The sentence in Thai.
    pub th: String,
    /// The sentence in English.
    pub en: String,
}

/// What was looked through for a requirement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Searched {
    /// Number of documents.
    pub documents: u32,
    /// Number of pages or sheets.
    pub pages: u32,
}

/// An auditor's decision to let a requirement be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Waiver {
    /// Who decided.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Last day it holds, ISO 8601; `None` without end.
    pub until: Option<String>,
}

/// A located quote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// The file, relative to the agency folder.
    pub document: String,
    /// Page from 1; `None` for workbooks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Sheet name; `None` for other formats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Paragraph of the page or section, from 1; `None` inside tables.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// Table of the page or sheet, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<u32>,
    /// Row of the table from 1, header rows included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// Column of the table from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// Where on the page; `None` where the format has no positions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bbox: Option<Rect>,
    /// What stands there, on one line, cut to a readable length.
    pub quote: String,
    /// How it was found.
    #[serde(rename = "match")]
    pub matched: Match,
    /// Differing characters of a fuzzy match; 0 otherwise.
    #[serde(default)]
    pub distance: u32,
}

/// How evidence was found.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Match {
    /// Letter by letter.
    Exact,
    /// After folding digits, marks, case and spaces.
    Folded,
    /// With differing characters.
    Fuzzy,
}

/// What happened to one file.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DocumentResult {
    /// Relative to the agency folder.
    pub path: String,
    /// Of the bytes, hexadecimal; `None` when they could not be read.
    pub sha256: Option<String>,
    /// `None` when unknown.
    pub format: Option<Format>,
    /// Whether it was read.
    pub status: DocumentStatus,
    /// Number of pages or sheets; 0 when it could not be read.
    pub pages: u32,
    /// The worst text layer of its pages; `None` when it could not be read.
    pub text_layer: Option<TextLayer>,
    /// The worst damage of its pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub damage: Option<Damage>,
    /// Items it evidences.
    pub items: Vec<String>,
    /// Why it was assigned, or its best guess and why that was not enough.
    pub assigned_by: Vec<Signal>,
    /// What a careful reader should know.
    pub warnings: Vec<crate::document::Warning>,
}

/// Outcome of reading one file.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum DocumentStatus {
    /// Read in full.
    Read,
    /// Some pages could not be read.
    Partial,
    /// Nothing could be read.
    Unreadable,
    /// Not a report.
    Skipped,
}

/// One reason to believe that a document belongs to an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Signal {
    /// The item it speaks for.
    pub item: String,
    /// Such as `code-in-file-name`.
    pub signal: String,
    /// What was seen.
    pub detail: String,
    /// Weight, negative when it speaks against.
    pub weight: f64,
}

/// An inconsistency found in the reports themselves.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Stable, lower-case, hyphenated.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// The sentence in Thai.
    pub th: String,
    /// The sentence in English.
    pub en: String,
    /// Where.
    pub evidence: Vec<Evidence>,
}

/// How much a finding matters.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// For information.
    Note,
    /// Should be looked at.
    Warning,
    /// Contradicts itself.
    Error,
}

/// What went wrong with a file or an agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ErrorRecord {
    /// Relative to the agency folder; `.` for the folder itself.
    pub path: String,
    /// Stable, lower-case, hyphenated.
    pub code: String,
    /// What it is and what to do, in Thai and English.
    pub message: Bilingual,
}
