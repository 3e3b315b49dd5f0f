//! `oitcheck check PATH...`: the main job.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Instant, SystemTime};

use anyhow::{Context, bail};
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressStyle};

use super::results::{self, JsonRun, ResultFolder};
use super::shard::Shard;
use super::{cache, interrupt, output, reading, reports};
use crate::bulk::Bulk;
use crate::choose::RuleChoice;
use crate::discover::{Agency, Grouping, discover};
use crate::language::Language;
use crate::pipeline::Options;
use crate::report::{self, terminal};
use crate::result::{AgencyResult, ErrorRecord, ItemVerdict, Run, RunInfo};
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
    /// ตรวจเฉพาะส่วนที่ I จาก N ส่วน แบ่งตามหน่วยงาน / check part I of N, split by agency (see merge)
    #[arg(long, value_name = "I/N")]
    shard: Option<Shard>,
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
    #[command(flatten)]
    cache: cache::Use,
    #[command(flatten)]
    reading: reading::Arguments,
    #[command(flatten)]
    reports: reports::Reports,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum OutputFormat {
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
        ingest: ingest::Options {
            limits: arguments.reading.limits(),
            no_tables: false,
        },
        count_advice: arguments.count_advice,
        as_of: arguments.as_of,
    };
    let mut marks = arguments.reports.marks(arguments.as_of)?;
    let (agencies, mut errors) = find(arguments)?;
    errors.sort_by(|a, b| a.path.cmp(&b.path));
    let run_info = || {
        (!arguments.reproducible).then(|| RunInfo {
            started: timestamp(started),
            elapsed_ms: u64::try_from(clock.elapsed().as_millis()).unwrap_or(u64::MAX),
            jobs,
        })
    };
    let total = agencies.iter().map(|(_, agency)| agency.files.len()).sum();
    let progress = progress(arguments, total);
    let read = |agency: &Agency, path: &str| {
        progress.inc(1);
        progress.set_message(agency.id.clone());
        if arguments.verbose {
            progress.suspend(|| output::message(&format!("{}/{path}", agency.path)));
        }
    };
    let interrupted = interrupt::on_request()?;
    let reader = arguments.reading.reader(&interrupted)?;
    let cache = arguments.cache.open(arguments.verbose)?;
    let bulk = Bulk {
        reader: reader.as_ref(),
        cache: cache.as_ref(),
        options: &options,
        jobs,
        in_order: arguments.format != OutputFormat::Ndjson,
        interrupted: &interrupted,
        read: &read,
    };
    let json = arguments.format == OutputFormat::Json && arguments.explain.is_none();
    let ndjson = arguments.format == OutputFormat::Ndjson;
    // What is only printed as it comes is not kept.
    let reported = arguments.reports.any_output();
    let kept = reported || !(json || ndjson);
    let mut stream = JsonRun::default();
    let mut folder = arguments.out.clone().map(ResultFolder::new);
    let mut run = results::empty_run(errors, None);
    let mut judged = Judged::default();
    let places: Vec<usize> = agencies.iter().map(|(place, _)| *place).collect();
    let agencies: Vec<Agency> = agencies.into_iter().map(|(_, agency)| agency).collect();
    let done = bulk.run(&agencies, |number, mut result| -> anyhow::Result<()> {
        marks.mark(&mut result);
        judged.add(&result, arguments.fail_on);
        if let Some(folder) = &mut folder {
            let place = places.get(number).copied().unwrap_or(number);
            folder.add(place, &result, run_info())?;
        }
        if json {
            stream.add(&result)?;
        } else if ndjson {
            output::json(&format!("{}\n", serde_json::to_string(&result)?))?;
        }
        if kept {
            run.agencies.push(result);
        }
        Ok(())
    })?;
    progress.finish_and_clear();
    marks.finish();
    if let Some(cache) = &cache {
        // A cache that cannot be pruned is only larger than it should be.
        let _ = cache.prune(arguments.cache.bytes());
    }
    let stopped = done < agencies.len();
    if stopped {
        let counts = [
            ("done", done.to_string()),
            ("all", agencies.len().to_string()),
        ];
        let counts = counts
            .each_ref()
            .map(|(name, count)| (*name, count.as_str()));
        let message = messages::text("run-interrupted", &counts);
        output::message(&format!("oitcheck: {} / {}", message.th, message.en));
        run.errors.push(ErrorRecord {
            path: ".".into(),
            code: "run-interrupted".into(),
            message,
        });
    }
    if let Some(folder) = folder {
        folder.end(&run.errors)?;
    }
    run.run = run_info();
    // Agencies of several paths lie in no one folder.
    let documents = match arguments.paths.as_slice() {
        [path] if path.is_dir() => Some(path.as_path()),
        _ => None,
    };
    arguments.reports.write(&run, arguments.lang, documents)?;
    if json {
        stream.end(run.errors, run.run)?;
    } else {
        print(arguments, &run)?;
    }
    if stopped {
        return Ok(ExitCode::from(super::EXIT_USAGE));
    }
    Ok(judged.exit_code())
}

/// What the exit code depends on.
#[derive(Debug, Default)]
struct Judged {
    /// An agency was judged.
    any: bool,
    /// An item is as bad as `--fail-on` asks for, or worse.
    bad: bool,
    /// Why agencies were not judged.
    errors: Vec<ErrorRecord>,
}

impl Judged {
    fn add(&mut self, agency: &AgencyResult, fail_on: FailOn) {
        if agency.rule_set.is_some() {
            self.any = true;
        } else if !self.any {
            self.errors.extend(agency.errors.iter().cloned());
        }
        self.bad |= agency
            .items
            .iter()
            .any(|item| fail_on.reached(item.verdict));
    }

    fn exit_code(&self) -> ExitCode {
        if self.any || self.errors.is_empty() {
            return ExitCode::from(if self.bad { super::EXIT_FOUND } else { 0 });
        }
        for error in &self.errors {
            output::message(&format!(
                "oitcheck: {} / {}",
                error.message.th, error.message.en
            ));
        }
        ExitCode::from(super::EXIT_USAGE)
    }
}

impl FailOn {
    /// Whether a verdict is this bad or worse.
    fn reached(self, verdict: ItemVerdict) -> bool {
        match self {
            FailOn::Never => false,
            FailOn::Missing => verdict == ItemVerdict::Missing,
            FailOn::Partial => matches!(verdict, ItemVerdict::Missing | ItemVerdict::Partial),
            FailOn::Review => verdict != ItemVerdict::Pass,
        }
    }
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

/// An agency with its place in the whole run, of which a shard is a part.
type Placed = (usize, Agency);

/// The agencies to check with their places in the whole run, and what belongs to none.
fn find(arguments: &Arguments) -> anyhow::Result<(Vec<Placed>, Vec<ErrorRecord>)> {
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
    let mut agencies: Vec<Placed> = agencies.into_iter().enumerate().collect();
    if let Some(shard) = arguments.shard {
        agencies.retain(|(_, agency)| shard.has(&agency.path));
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
    let style = output::style(arguments.lang);
    if let Some(item) = &arguments.explain {
        let run = report::harmless(run)?;
        let text = terminal::explain(&run, item, style)
            .with_context(|| format!("{item}: ไม่มีข้อนี้ในชุดเกณฑ์ / no such item in the rule set"))?;
        output::data(&text)?;
        return Ok(());
    }
    match arguments.format {
        OutputFormat::Json | OutputFormat::Ndjson => {}
        OutputFormat::Table => output::data(&terminal::write(&report::harmless(run)?, style))?,
    }
    Ok(())
}

fn timestamp(time: SystemTime) -> String {
    jiff::Timestamp::try_from(time)
        .map(|stamp| stamp.to_string())
        .unwrap_or_default()
}
