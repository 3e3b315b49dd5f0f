//! `oitcheck check PATH...`: the main job.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Instant, SystemTime};

use anyhow::{Context, bail};
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressStyle};

use super::{Language, output};
use crate::choose::RuleChoice;
use crate::discover::{Agency, Grouping, discover};
use crate::pipeline::{self, Options};
use crate::report::terminal;
use crate::result::{AgencyResult, ErrorRecord, ItemVerdict, RUN_SCHEMA, Run, RunInfo, Tool};
use crate::{ingest, messages, rules};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "ตัวอย่าง / examples:\n  oitcheck check สภ.ตัวอย่าง/\n  oitcheck check จังหวัด/ --each-subfolder --out results/\n  oitcheck check folder --rules police-station-2568 --format json\n  oitcheck check folder --explain O15\n\nรหัสออก / exit codes: 0 ตรวจแล้ว / checked, 1 ถึงเกณฑ์ --fail-on / --fail-on reached, 2 ตรวจไม่ได้ / could not check"
)]
pub(super) struct Arguments {
    /// โฟลเดอร์ของหน่วยงาน โฟลเดอร์รวมหลายหน่วยงาน หรือไฟล์เดียว / an agency's folder, a folder of agencies, or one file
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// ชุดเกณฑ์ (รหัสหรือไฟล์ TOML) / rule set (id or TOML file)
    #[arg(long, value_name = "ID|FILE")]
    rules: Option<String>,
    /// รูปแบบผลลัพธ์ / output format [default: table]
    #[arg(long, value_enum, default_value_t)]
    format: OutputFormat,
    /// เขียนผลเป็นไฟล์ JSON ต่อหน่วยงานพร้อมดัชนี / write one JSON file per agency and an index
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// จำนวนไฟล์ที่อ่านพร้อมกัน / files read at the same time [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// ภาษาของรายงาน / language of the report
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    /// ออกด้วยรหัส 1 เมื่อมีข้อที่ผลเท่านี้หรือแย่กว่า / exit 1 when an item is this bad or worse
    #[arg(long, value_enum, default_value_t)]
    fail_on: FailOn,
    /// ตรวจ ณ วันที่ (YYYY-MM-DD) สิ่งที่ยังไม่ถึงกำหนดไม่นับว่าขาด / check as of a date; what is not due yet is not missing
    #[arg(long, value_name = "DATE")]
    as_of: Option<jiff::civil::Date>,
    /// นับข้อแนะนำเป็นเกณฑ์จริง / treat advice as official
    #[arg(long)]
    count_advice: bool,
    /// ทั้งโฟลเดอร์คือหน่วยงานเดียว / the folder is one agency
    #[arg(long, conflicts_with = "each_subfolder")]
    one_agency: bool,
    /// แต่ละโฟลเดอร์ย่อยคือหนึ่งหน่วยงาน / each subfolder is an agency
    #[arg(long)]
    each_subfolder: bool,
    /// ไม่ใส่สิ่งที่ต่างกันทุกครั้งที่รัน / leave out what varies between runs
    #[arg(long)]
    reproducible: bool,
    /// พิมพ์เหตุผลทั้งหมดของข้อเดียว เช่น O15 / print the whole reasoning of one item, such as O15
    #[arg(long, value_name = "ITEM")]
    explain: Option<String>,
    /// ไม่แสดงความคืบหน้า / no progress
    #[arg(long, short)]
    quiet: bool,
    /// บอกไฟล์ที่อ่านแล้วทีละไฟล์ / name each file as it is read
    #[arg(long, short, conflicts_with = "quiet")]
    verbose: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum OutputFormat {
    /// Summary and missing-items list.
    #[default]
    Table,
    /// One `oitcheck.run/1` object.
    Json,
    /// One agency per line, as each finishes.
    Ndjson,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum FailOn {
    /// An item without documents.
    Missing,
    /// The same, or one with a failed requirement.
    Partial,
    /// The same, or one a person must look at.
    Review,
    /// Always exit 0.
    #[default]
    Never,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let started = SystemTime::now();
    let clock = Instant::now();
    let jobs = arguments.jobs.map_or_else(
        || std::thread::available_parallelism().map_or(1, usize::from),
        usize::from,
    );
    let options = Options {
        rules: load_rules(arguments)?,
        ingest: ingest::Options::default(),
        count_advice: arguments.count_advice,
        as_of: arguments.as_of,
    };
    let (agencies, mut errors) = find(arguments)?;
    let total = agencies.iter().flat_map(|agency| &agency.files).count();
    let progress = progress(arguments, total);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build()?;
    let mut results = Vec::new();
    for agency in &agencies {
        progress.set_message(agency.id.clone());
        let read = |path: &str| {
            progress.inc(1);
            if arguments.verbose {
                progress.suspend(|| output::message(&format!("{}/{path}", agency.path)));
            }
        };
        let result = pool.install(|| pipeline::check_agency(agency, &options, &read));
        if arguments.format == OutputFormat::Ndjson {
            output::data(&format!("{}\n", serde_json::to_string(&result)?))?;
        }
        results.push(result);
    }
    progress.finish_and_clear();
    errors.sort_by(|a, b| a.path.cmp(&b.path));
    let run = Run {
        schema: RUN_SCHEMA.to_owned(),
        tool: Tool {
            name: "oitcheck".into(),
            version: env!("CARGO_PKG_VERSION").into(),
        },
        agencies: results,
        errors,
        run: (!arguments.reproducible).then(|| RunInfo {
            started: timestamp(started),
            elapsed_ms: u64::try_from(clock.elapsed().as_millis()).unwrap_or(u64::MAX),
            jobs,
        }),
    };
    if let Some(folder) = &arguments.out {
        write_folder(folder, &run)?;
    }
    print(arguments, &run)?;
    if !run.agencies.is_empty() && run.agencies.iter().all(|agency| agency.rule_set.is_none()) {
        // Nothing at all could be judged.
        for error in run.agencies.iter().flat_map(|agency| &agency.errors) {
            output::message(&format!(
                "oitcheck: {} / {}",
                error.message.th, error.message.en
            ));
        }
        return Ok(ExitCode::from(super::EXIT_USAGE));
    }
    Ok(exit_code(arguments.fail_on, &run.agencies))
}

fn load_rules(arguments: &Arguments) -> anyhow::Result<RuleChoice> {
    let Some(name) = &arguments.rules else {
        return Ok(RuleChoice::Guess);
    };
    match rules::load(name) {
        Ok(rules) => Ok(RuleChoice::Given(Box::new(rules))),
        Err(diagnostics) => {
            for diagnostic in &diagnostics {
                output::message(&diagnostic.render(arguments.lang == Language::Th));
            }
            bail!("{name}: ใช้ชุดเกณฑ์นี้ไม่ได้ / this rule set cannot be used")
        }
    }
}

fn find(arguments: &Arguments) -> anyhow::Result<(Vec<Agency>, Vec<ErrorRecord>)> {
    let grouping = if arguments.one_agency {
        Grouping::OneAgency
    } else if arguments.each_subfolder {
        Grouping::EachSubfolder
    } else {
        Grouping::Guess
    };
    let (mut agencies, mut errors) = (Vec::new(), Vec::new());
    for path in &arguments.paths {
        match discover(path, grouping) {
            Ok((found, strays)) => {
                agencies.extend(found);
                errors.extend(strays);
            }
            Err(error) => {
                let name = path.display().to_string();
                let detail = std::error::Error::source(&error)
                    .map(ToString::to_string)
                    .unwrap_or_default();
                let message =
                    messages::text("not-found-path", &[("path", &name), ("detail", &detail)]);
                output::message(&format!("oitcheck: {} / {}", message.th, message.en));
                errors.push(ErrorRecord {
                    path: name,
                    code: "not-found-path".into(),
                    message,
                });
            }
        }
    }
    if agencies.is_empty() {
        bail!("ไม่มีอะไรให้ตรวจ / nothing to check");
    }
    Ok((agencies, errors))
}

fn progress(arguments: &Arguments, total: usize) -> ProgressBar {
    if arguments.quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(u64::try_from(total).unwrap_or(u64::MAX));
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {eta} {wide_msg}") {
        bar.set_style(style);
    }
    bar
}

fn print(arguments: &Arguments, run: &Run) -> anyhow::Result<()> {
    if let Some(item) = &arguments.explain {
        let style = style(arguments);
        let text = terminal::explain(run, item, style)
            .with_context(|| format!("{item}: ไม่มีข้อนี้ในชุดเกณฑ์ / no such item in the rule set"))?;
        output::data(&text)?;
        return Ok(());
    }
    match arguments.format {
        OutputFormat::Json => output::data(&format!("{}\n", serde_json::to_string_pretty(run)?))?,
        OutputFormat::Ndjson => {}
        OutputFormat::Table => output::data(&terminal::write(run, style(arguments)))?,
    }
    Ok(())
}

fn style(arguments: &Arguments) -> terminal::Style {
    let colours = std::io::stdout().is_terminal()
        && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    terminal::Style {
        language: arguments.lang,
        colours,
        width: 100,
    }
}

/// One file per agency and an index that names them.
fn write_folder(folder: &std::path::Path, run: &Run) -> anyhow::Result<()> {
    let mut index = Vec::new();
    for (number, agency) in run.agencies.iter().enumerate() {
        let single = Run {
            agencies: vec![agency.clone()],
            errors: Vec::new(),
            ..run.clone()
        };
        let name = format!("{:05}-{}.json", number + 1, file_name(&agency.agency.id));
        let path = folder.join(&name);
        output::write_file(&path, serde_json::to_string_pretty(&single)?.as_bytes())
            .with_context(|| path.display().to_string())?;
        index.push(serde_json::json!({
            "file": name,
            "agency": agency.agency,
            "rule_set": agency.rule_set,
            "summary": agency.summary,
            "errors": agency.errors.len(),
        }));
    }
    let index = serde_json::json!({
        "schema": "oitcheck.index/1",
        "tool": run.tool,
        "agencies": index,
        "errors": run.errors,
    });
    let path = folder.join("index.json");
    output::write_file(&path, serde_json::to_string_pretty(&index)?.as_bytes())
        .with_context(|| path.display().to_string())?;
    Ok(())
}

/// An agency's name as a file name: no separators, nothing a shell or another system trips over.
fn file_name(id: &str) -> String {
    let safe: String = id
        .chars()
        .map(|c| {
            if c.is_control() || "/\\:*?\"<>|".contains(c) {
                '_'
            } else {
                c
            }
        })
        .take(60)
        .collect();
    let trimmed = safe.trim_matches(['.', ' ']);
    if trimmed.is_empty() {
        "agency".to_owned()
    } else {
        trimmed.to_owned()
    }
}

fn timestamp(time: SystemTime) -> String {
    jiff::Timestamp::try_from(time)
        .map(|stamp| stamp.to_string())
        .unwrap_or_default()
}

fn exit_code(fail_on: FailOn, agencies: &[AgencyResult]) -> ExitCode {
    let bad = |verdict: ItemVerdict| match fail_on {
        FailOn::Never => false,
        FailOn::Missing => verdict == ItemVerdict::Missing,
        FailOn::Partial => matches!(verdict, ItemVerdict::Missing | ItemVerdict::Partial),
        FailOn::Review => verdict != ItemVerdict::Pass,
    };
    let any = agencies
        .iter()
        .flat_map(|agency| &agency.items)
        .any(|item| bad(item.verdict));
    ExitCode::from(u8::from(any))
}
