//! `oitcheck report RESULT.json`: reports from a result that was made earlier.

use std::path::PathBuf;
use std::process::ExitCode;

use super::{check, output, reports, stored};
use crate::language::Language;
use crate::report::{self, terminal};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "ตัวอย่าง / examples:\n  oitcheck check จังหวัด/ --format json > result.json\n  oitcheck report result.json --html report/ --xlsx result.xlsx\n  oitcheck report result.json --waivers result.xlsx --docx memos/\n  oitcheck report result.json --baseline last-year.json"
)]
pub(super) struct Arguments {
    /// ผลจาก check: ไฟล์ JSON, NDJSON, โฟลเดอร์ของ --out หรือฐานข้อมูลของ --store / a result of check: JSON, NDJSON, the folder of --out, or the database of --store
    #[arg(value_name = "RESULT.json")]
    result: PathBuf,
    /// รูปแบบที่พิมพ์ / what is printed [default: table, nothing beside other reports]
    #[arg(long, value_enum)]
    format: Option<check::OutputFormat>,
    /// ผลครั้งที่เท่าใดในฐานข้อมูล / which run of the database [default: the latest]
    #[arg(long, value_name = "N")]
    run: Option<i64>,
    /// ภาษาของรายงาน / language of the report
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    /// การยกเว้นต้องมีผล ณ วันที่ (YYYY-MM-DD) / day on which waivers must hold [default: today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<jiff::civil::Date>,
    #[command(flatten)]
    reports: reports::Reports,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let mut run = stored::read(&arguments.result, arguments.run)?;
    let mut marks = arguments.reports.marks(arguments.as_of)?;
    for agency in &mut run.agencies {
        marks.mark(agency);
    }
    marks.finish();
    arguments.reports.write(&run, arguments.lang, None)?;
    match arguments.format {
        None if arguments.reports.any_output() => {}
        None | Some(check::OutputFormat::Table) => {
            let text = terminal::write(&report::harmless(&run)?, output::style(arguments.lang));
            output::data(&text)?;
        }
        Some(check::OutputFormat::Json) => {
            output::data(&format!("{}\n", serde_json::to_string_pretty(&run)?))?;
        }
        Some(check::OutputFormat::Ndjson) => {
            for agency in &run.agencies {
                output::data(&format!("{}\n", serde_json::to_string(agency)?))?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
