//! Comma-separated tables (RFC 4180), one file per kind of row, for spreadsheets and databases.
//!
//! Column names are stable and English. Files begin with a byte-order mark, without which Excel reads Thai as
//! Windows-874; cells that a spreadsheet would run as formulas are defused.

use std::path::Path;

use super::{Output, Report, ReportError, facts, write};
use crate::language::Language;
use crate::render::csv_line;
use crate::result::{AgencyResult, Evidence, ItemResult, RequirementResult};

pub(super) const OUTPUT: Output = Output {
    flag: "csv",
    value: "DIR",
    help: "เขียนตาราง CSV / write CSV tables",
    write: write_folder,
};

/// One file: its name, its columns, and the rows of an agency.
type Table = (
    &'static str,
    &'static [&'static str],
    fn(&AgencyResult, &mut Rows),
);

const TABLES: &[Table] = &[
    ("agencies.csv", AGENCIES, agency),
    ("items.csv", ITEMS, items),
    ("requirements.csv", REQUIREMENTS, requirements),
    ("evidence.csv", EVIDENCE, evidence),
    ("documents.csv", DOCUMENTS, documents),
    ("findings.csv", FINDINGS, findings),
    ("errors.csv", ERRORS, errors),
];

const AGENCIES: &[&str] = &[
    "agency",
    "id",
    "name",
    "type",
    "fiscal_year",
    "province",
    "rule_set",
    "score_min",
    "score_max",
    "pass",
    "partial",
    "missing",
    "review",
    "waived",
    "not_due",
    "files_read",
    "files_partial",
    "files_unreadable",
    "files_skipped",
];
const ITEMS: &[&str] = &[
    "agency",
    "item",
    "key",
    "title",
    "indicator",
    "verdict",
    "confidence",
    "change",
    "before",
    "documents",
];
const REQUIREMENTS: &[&str] = &[
    "agency",
    "item",
    "requirement",
    "text_th",
    "text_en",
    "kind",
    "verdict",
    "standing",
    "confidence",
    "advice",
    "reason",
    "reason_th",
    "reason_en",
    "searched_documents",
    "searched_pages",
    "waived_by",
    "waived_reason",
    "waived_until",
];
const EVIDENCE: &[&str] = &[
    "agency",
    "requirement",
    "role",
    "document",
    "page",
    "sheet",
    "paragraph",
    "table",
    "row",
    "column",
    "x0",
    "y0",
    "x1",
    "y1",
    "quote",
    "match",
    "distance",
];
const DOCUMENTS: &[&str] = &[
    "agency", "path", "sha256", "format", "status", "pages", "items", "warnings",
];
const FINDINGS: &[&str] = &["agency", "code", "severity", "th", "en", "places"];
const ERRORS: &[&str] = &["agency", "path", "code", "th", "en"];

/// Lines of one file.
struct Rows(String);

impl Rows {
    fn push(&mut self, cells: &[&str]) {
        self.0.push_str(&csv_line(cells));
    }
}

fn write_folder(report: &Report<'_>, folder: &Path) -> Result<(), ReportError> {
    for (name, columns, rows_of) in TABLES {
        let mut rows = Rows("\u{feff}".to_owned());
        rows.push(columns);
        for agency in &report.run.agencies {
            rows_of(agency, &mut rows);
        }
        if *name == "errors.csv" {
            for error in &report.run.errors {
                rows.push(&[
                    "",
                    &error.path,
                    &error.code,
                    &error.message.th,
                    &error.message.en,
                ]);
            }
        }
        write(&folder.join(name), rows.0.as_bytes())?;
    }
    Ok(())
}

/// The value, or an empty cell.
fn cell<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn agency(agency: &AgencyResult, rows: &mut Rows) {
    let (info, summary) = (&agency.agency, &agency.summary);
    let counts = [
        summary.pass,
        summary.partial,
        summary.missing,
        summary.review,
        summary.waived,
        summary.not_due,
        summary.files.read,
        summary.files.partial,
        summary.files.unreadable,
        summary.files.skipped,
    ]
    .map(|count| count.to_string());
    let mut cells = vec![
        info.key().to_owned(),
        info.id.clone(),
        info.name.clone().unwrap_or_default(),
        info.agency_type.clone().unwrap_or_default(),
        cell(info.fiscal_year),
        info.province.clone().unwrap_or_default(),
        cell(agency.rule_set.as_ref().map(|rules| &rules.id)),
        format!("{:.2}", summary.score.min),
        format!("{:.2}", summary.score.max),
    ];
    cells.extend(counts);
    rows.push(&cells.iter().map(String::as_str).collect::<Vec<_>>());
}

fn items(agency: &AgencyResult, rows: &mut Rows) {
    for item in &agency.items {
        let change = item.change.as_ref();
        rows.push(&[
            agency.agency.key(),
            &item.id,
            &item.key,
            &item.title,
            item.indicator.as_deref().unwrap_or_default(),
            facts::item_code(item.verdict),
            &format!("{:.2}", item.confidence),
            &change
                .map(|change| facts::code(change.state))
                .unwrap_or_default(),
            change
                .and_then(|change| change.before)
                .map(facts::item_code)
                .unwrap_or_default(),
            &item.documents.join("\n"),
        ]);
    }
}

fn requirements(agency: &AgencyResult, rows: &mut Rows) {
    each_requirement(agency, |item, requirement| {
        let waiver = requirement.waived.as_ref();
        rows.push(&[
            agency.agency.key(),
            &item.id,
            &requirement.id,
            &requirement.text,
            &requirement.text_en,
            &requirement.kind,
            &facts::code(requirement.verdict),
            facts::Standing::of(item, requirement).code(),
            &format!("{:.2}", requirement.confidence),
            if requirement.advice { "true" } else { "false" },
            &requirement.reason.code,
            &requirement.reason.th,
            &requirement.reason.en,
            &requirement.searched.documents.to_string(),
            &requirement.searched.pages.to_string(),
            waiver.map(|waiver| waiver.by.as_str()).unwrap_or_default(),
            waiver
                .map(|waiver| waiver.reason.as_str())
                .unwrap_or_default(),
            waiver
                .and_then(|waiver| waiver.until.as_deref())
                .unwrap_or_default(),
        ]);
    });
}

fn evidence(agency: &AgencyResult, rows: &mut Rows) {
    each_requirement(agency, |_, requirement| {
        for (role, list) in [
            ("evidence", &requirement.evidence),
            ("nearest", &requirement.nearest),
        ] {
            for evidence in list {
                evidence_row(&agency.agency, &requirement.id, role, evidence, rows);
            }
        }
    });
}

fn evidence_row(
    agency: &crate::result::AgencyInfo,
    requirement: &str,
    role: &str,
    evidence: &Evidence,
    rows: &mut Rows,
) {
    let corner = |pick: fn(&crate::document::Rect) -> f32| {
        evidence
            .bbox
            .as_ref()
            .map(|bbox| format!("{:.1}", pick(bbox)))
            .unwrap_or_default()
    };
    rows.push(&[
        agency.key(),
        requirement,
        role,
        &evidence.document,
        &cell(evidence.page),
        evidence.sheet.as_deref().unwrap_or_default(),
        &cell(evidence.paragraph),
        &cell(evidence.table),
        &cell(evidence.row),
        &cell(evidence.column),
        &corner(|bbox| bbox.x0),
        &corner(|bbox| bbox.y0),
        &corner(|bbox| bbox.x1),
        &corner(|bbox| bbox.y1),
        &evidence.quote,
        &facts::code(evidence.matched),
        &evidence.distance.to_string(),
    ]);
}

fn documents(agency: &AgencyResult, rows: &mut Rows) {
    for document in &agency.documents {
        let warnings: Vec<String> = document
            .warnings
            .iter()
            .map(|w| facts::code(w.code))
            .collect();
        rows.push(&[
            agency.agency.key(),
            &document.path,
            document.sha256.as_deref().unwrap_or_default(),
            document
                .format
                .map(|format| format.extension())
                .unwrap_or_default(),
            &facts::code(document.status),
            &document.pages.to_string(),
            &document.items.join(" "),
            &warnings.join(" "),
        ]);
    }
}

fn findings(agency: &AgencyResult, rows: &mut Rows) {
    for finding in &agency.findings {
        let places: Vec<String> = finding
            .evidence
            .iter()
            .map(|evidence| facts::located(evidence, Language::En))
            .collect();
        rows.push(&[
            agency.agency.key(),
            &finding.code,
            &facts::code(finding.severity),
            &finding.th,
            &finding.en,
            &places.join("\n"),
        ]);
    }
}

fn errors(agency: &AgencyResult, rows: &mut Rows) {
    for error in &agency.errors {
        rows.push(&[
            agency.agency.key(),
            &error.path,
            &error.code,
            &error.message.th,
            &error.message.en,
        ]);
    }
}

fn each_requirement<'a>(
    agency: &'a AgencyResult,
    mut visit: impl FnMut(&'a ItemResult, &'a RequirementResult),
) {
    for item in &agency.items {
        for requirement in &item.requirements {
            visit(item, requirement);
        }
    }
}
