//! The results store: a SQLite file that gathers runs, for questions over many agencies and over time.
//!
//! Tables hold what is asked for often, and each agency's whole result as JSON beside them, from which a run is
//! restored byte for byte. The schema is `store.sql`.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension as _, Statement, Transaction, params};

use super::facts::{self, Standing};
use super::{Output, Report, ReportError, format_error};
use crate::result::{AgencyResult, Evidence, ItemResult, RequirementResult, Run};

pub(super) const OUTPUT: Output = Output {
    flag: "store",
    value: "FILE.db",
    help: "เพิ่มผลลงฐานข้อมูล SQLite / add the result to a SQLite database",
    write: add,
};

const SCHEMA: &str = include_str!("store.sql");

/// "OITC": tells a store from any other SQLite file.
const APPLICATION: i32 = 0x4F49_5443;

/// Version of the schema.
const VERSION: i32 = 1;

/// Why a store cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite refused.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// The JSON inside cannot be made or read.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// Another program's database, or one of a newer version.
    #[error("ไม่ใช่ฐานข้อมูลผลตรวจที่รุ่นนี้อ่านได้ / not a results store that this version reads")]
    Foreign,
    /// No such run.
    #[error("ไม่มีผลตรวจนี้ในฐานข้อมูล / the store has no such run")]
    NoRun,
}

fn add(report: &Report<'_>, path: &Path) -> Result<(), ReportError> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|source| ReportError::Io {
            path: folder.to_owned(),
            source,
        })?;
    }
    insert(report, path).map_err(|error| format_error(path, &error))
}

/// Adds a run; all of it or nothing.
fn insert(report: &Report<'_>, path: &Path) -> Result<(), StoreError> {
    let mut connection = Connection::open(path)?;
    let transaction = connection.transaction()?;
    let (application, version): (i32, i32) = identity(&transaction)?;
    let tables: i64 =
        transaction.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if tables == 0 {
        transaction.execute_batch(SCHEMA)?;
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
    } else if (application, version) != (APPLICATION, VERSION) {
        return Err(StoreError::Foreign);
    }
    let exact = report.exact;
    let envelope = Run {
        agencies: Vec::new(),
        ..exact.clone()
    };
    transaction.execute(
        "INSERT INTO runs (started, tool_version, json) VALUES (?1, ?2, ?3)",
        params![
            exact.run.as_ref().map(|run| &run.started),
            exact.tool.version,
            serde_json::to_string(&envelope)?
        ],
    )?;
    let run = transaction.last_insert_rowid();
    let mut rows = Rows::prepare(&transaction)?;
    for (position, (shown, exact)) in report.run.agencies.iter().zip(&exact.agencies).enumerate() {
        rows.agency(run, position, shown, &serde_json::to_string(exact)?)?;
    }
    drop(rows);
    Ok(transaction.commit()?)
}

fn identity(connection: &Connection) -> rusqlite::Result<(i32, i32)> {
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get(0));
    Ok((pragma("application_id")?, pragma("user_version")?))
}

/// Restores a run, the latest when none is named. The file is opened read-only.
pub fn restore(path: &Path, run: Option<i64>) -> Result<Run, StoreError> {
    let connection = Connection::open_with_flags(path, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    if identity(&connection)? != (APPLICATION, VERSION) {
        return Err(StoreError::Foreign);
    }
    let (id, json): (i64, String) = connection
        .query_row(
            "SELECT id, json FROM runs WHERE ?1 IS NULL OR id = ?1 ORDER BY id DESC LIMIT 1",
            [run],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?
        .ok_or(StoreError::NoRun)?;
    let mut run: Run = serde_json::from_str(&json)?;
    let mut agencies =
        connection.prepare("SELECT json FROM agencies WHERE run_id = ?1 ORDER BY position")?;
    for json in agencies.query_map([id], |row| row.get::<_, String>(0))? {
        run.agencies.push(serde_json::from_str(&json?)?);
    }
    Ok(run)
}

/// The statements that fill the tables.
struct Rows<'a> {
    agencies: Statement<'a>,
    items: Statement<'a>,
    requirements: Statement<'a>,
    evidence: Statement<'a>,
    documents: Statement<'a>,
    findings: Statement<'a>,
}

impl<'a> Rows<'a> {
    fn prepare(transaction: &'a Transaction<'a>) -> rusqlite::Result<Rows<'a>> {
        Ok(Rows {
            agencies: transaction.prepare(
                "INSERT INTO agencies (run_id, position, agency, name, type, fiscal_year, province, rule_set, score_min, score_max, json)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?,
            items: transaction.prepare(
                "INSERT INTO items (agency_id, item, key, title, indicator, verdict, confidence)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?,
            requirements: transaction.prepare(
                "INSERT INTO requirements (item_id, requirement, text_th, text_en, kind, verdict, standing, advice, reason, reason_th, reason_en)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?,
            evidence: transaction.prepare(
                "INSERT INTO evidence (requirement_id, role, document, page, sheet, \"row\", \"column\", quote)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?,
            documents: transaction.prepare(
                "INSERT INTO documents (agency_id, path, sha256, format, status, pages)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?,
            findings: transaction.prepare(
                "INSERT INTO findings (agency_id, code, severity, th, en) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?,
        })
    }

    fn agency(
        &mut self,
        run: i64,
        position: usize,
        agency: &AgencyResult,
        json: &str,
    ) -> rusqlite::Result<()> {
        let info = &agency.agency;
        let id = self.agencies.insert(params![
            run,
            i64::try_from(position).unwrap_or(i64::MAX),
            info.key(),
            facts::name(info),
            info.agency_type,
            info.fiscal_year,
            info.province,
            agency.rule_set.as_ref().map(|rules| &rules.id),
            agency.summary.score.min,
            agency.summary.score.max,
            json
        ])?;
        for item in &agency.items {
            self.item(id, item)?;
        }
        for document in &agency.documents {
            let format = document.format.map(|format| format.extension());
            self.documents.execute(params![
                id,
                document.path,
                document.sha256,
                format,
                facts::code(document.status),
                document.pages
            ])?;
        }
        for finding in &agency.findings {
            let severity = facts::code(finding.severity);
            self.findings
                .execute(params![id, finding.code, severity, finding.th, finding.en])?;
        }
        Ok(())
    }

    fn item(&mut self, agency: i64, item: &ItemResult) -> rusqlite::Result<()> {
        let id = self.items.insert(params![
            agency,
            item.id,
            item.key,
            item.title,
            item.indicator,
            facts::item_code(item.verdict),
            item.confidence
        ])?;
        item.requirements
            .iter()
            .try_for_each(|requirement| self.requirement(id, item, requirement))
    }

    fn requirement(
        &mut self,
        item_id: i64,
        item: &ItemResult,
        requirement: &RequirementResult,
    ) -> rusqlite::Result<()> {
        let id = self.requirements.insert(params![
            item_id,
            requirement.id,
            requirement.text,
            requirement.text_en,
            requirement.kind,
            facts::code(requirement.verdict),
            Standing::of(item, requirement).code(),
            requirement.advice,
            requirement.reason.code,
            requirement.reason.th,
            requirement.reason.en
        ])?;
        let lists: [(&str, &[Evidence]); 2] = [
            ("evidence", &requirement.evidence),
            ("nearest", &requirement.nearest),
        ];
        for (role, list) in lists {
            for evidence in list {
                self.evidence.execute(params![
                    id,
                    role,
                    evidence.document,
                    evidence.page,
                    evidence.sheet,
                    evidence.row,
                    evidence.column,
                    evidence.quote
                ])?;
            }
        }
        Ok(())
    }
}
