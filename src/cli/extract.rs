//! `oitcheck extract FILE`: what the program sees in one file.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::ValueEnum;

use super::output;
use crate::ingest::{self, Options};
use crate::{messages, render};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "ตัวอย่าง / examples:\n  oitcheck extract report.pdf\n  oitcheck extract report.pdf --format markdown\n  oitcheck extract table.xlsx --format csv --table 1"
)]
pub(super) struct Arguments {
    /// ไฟล์ PDF, DOCX, XLSX, XLS, XLSB หรือ ODS / a PDF, DOCX, XLSX, XLS, XLSB or ODS file
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
    let bytes = std::fs::read(&arguments.file).with_context(|| {
        let text = messages::text("cannot-read", &[("path", &path)]);
        format!("{} / {}", text.th, text.en)
    })?;
    let options = Options {
        no_tables: arguments.no_tables,
        ..Options::default()
    };
    let document = ingest::extract(&path, &bytes, &options).map_err(|error| {
        let text = messages::ingest_error(&path, &error);
        anyhow::anyhow!("{} / {}", text.th, text.en)
    })?;
    for warning in &document.warnings {
        let page = warning
            .page
            .map(|n| format!(", page {n}"))
            .unwrap_or_default();
        output::message(&format!(
            "{path}{page}: {}: {}",
            warning.code, warning.detail
        ));
    }
    let text = match arguments.format {
        OutputFormat::Json => format!("{}\n", serde_json::to_string(&document)?),
        OutputFormat::Text => output::printable(&render::text(&document)),
        OutputFormat::Markdown => output::printable(&render::markdown(&document)),
        OutputFormat::Csv => {
            let number = arguments.table.unwrap_or(1);
            let Some(csv) = render::csv(&document, number) else {
                let count = render::tables(&document).count();
                bail!(
                    "{path}: ไม่มีตารางที่ {number} (มี {count} ตาราง) / there is no table {number} ({count} in the file)"
                );
            };
            csv
        }
    };
    output::data(&text)?;
    Ok(ExitCode::SUCCESS)
}
