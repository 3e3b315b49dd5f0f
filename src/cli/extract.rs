//! `oitcheck extract FILE`: what the program sees in one file.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;
use clap::ValueEnum;

use super::{output, reading};
use crate::document::Document;
use crate::ingest::{Options, sniff};
use crate::printable::printable;
use crate::reading::{Outcome, Source};
use crate::worker::Apart;
use crate::{messages, render};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "ตัวอย่าง / examples:\n  oitcheck extract report.pdf\n  oitcheck extract report.pdf --format markdown\n  oitcheck extract table.xlsx --format csv --table 1"
)]
pub(super) struct Arguments {
    /// ไฟล์ PDF, DOCX, DOC, ODT, XLSX, XLS, XLSB หรือ ODS / a PDF, DOCX, DOC, ODT, XLSX, XLS, XLSB or ODS file
    file: PathBuf,
    /// รูปแบบผลลัพธ์ / output format
    #[arg(long, value_enum, default_value_t)]
    format: OutputFormat,
    /// ไม่หาตาราง (เร็วขึ้น) / do not look for tables (faster)
    #[arg(long)]
    no_tables: bool,
    /// เฉพาะตารางที่ N นับจาก 1 (ใช้กับ csv) / only table N, from 1 (for csv)
    #[arg(long, value_name = "N")]
    table: Option<usize>,
    #[command(flatten)]
    reading: reading::Arguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum OutputFormat {
    /// Text in reading order, tables as tab-separated rows.
    #[default]
    Text,
    /// `oitcheck.document/1`.
    Json,
    /// Markdown with tables.
    Markdown,
    /// One table as comma-separated values.
    Csv,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let path = arguments.file.display().to_string();
    let options = Options {
        limits: arguments.reading.limits(),
        no_tables: arguments.no_tables,
    };
    let source = Source {
        name: path.clone(),
        location: arguments.file.clone().into_os_string(),
        member: None,
    };
    let read = |outcome| Shown::of(outcome, arguments, &path);
    let shown = match arguments.reading.apart(&source, &options, read)? {
        Apart::Here(shown) => shown?,
        Apart::Elsewhere(code) => return Ok(ExitCode::from(code)),
    };
    for message in &shown.messages {
        output::message(message);
    }
    output::data(&shown.text?)?;
    Ok(ExitCode::SUCCESS)
}

/// What is printed of a document.
struct Shown {
    messages: Vec<String>,
    /// The error is one of what was asked for, not of the document.
    text: anyhow::Result<String>,
}

impl Shown {
    fn of(outcome: Outcome, arguments: &Arguments, path: &str) -> anyhow::Result<Shown> {
        let document = match outcome {
            Outcome::Document(document) => document,
            Outcome::Archive(_) => return Err(reading::failure(path, &sniff::plain_archive())),
            Outcome::Failed(error) => return Err(reading::failure(path, &error)),
        };
        let warnings = document.warnings.iter();
        let messages = warnings.map(|warning| {
            let said = messages::warning(warning);
            let page = warning
                .page
                .map(|number| format!(" ({number})"))
                .unwrap_or_default();
            format!("{path}{page}: {} / {}", said.th, said.en)
        });
        Ok(Shown {
            messages: messages.collect(),
            text: rendered(&document, arguments, path),
        })
    }
}

fn rendered(document: &Document, arguments: &Arguments, path: &str) -> anyhow::Result<String> {
    Ok(match arguments.format {
        OutputFormat::Json => output::escaped(&format!("{}\n", serde_json::to_string(document)?)),
        OutputFormat::Text => printable(&render::text(document)),
        OutputFormat::Markdown => printable(&render::markdown(document)),
        OutputFormat::Csv => {
            let number = arguments.table.unwrap_or(1);
            let Some(csv) = render::csv(document, number) else {
                let count = render::tables(document).count();
                bail!(
                    "{path}: ไม่มีตารางที่ {number} (มี {count} ตาราง) / there is no table {number} ({count} in the file)"
                );
            };
            // Lines end in a carriage return here, which a terminal obeys and nobody minds.
            csv.split("\r\n")
                .map(printable)
                .collect::<Vec<_>>()
                .join("\r\n")
        }
    })
}
