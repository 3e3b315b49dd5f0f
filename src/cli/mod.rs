//! The command line: one file per subcommand, and the only place besides `report` that writes.
//!
//! stdout is data, stderr is progress and messages. Exit codes: 0 checked and nothing at or above
//! `--fail-on`, 1 something was, 2 usage, rule file or input error that prevented checking.

mod cache;
mod check;
mod completions;
mod explain;
mod extract;
mod inspect;
mod interrupt;
mod merge;
mod output;
mod reading;
mod report;
mod reports;
mod results;
mod rules;
mod schema;
mod shard;
mod stored;
mod worker;

use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Exit code of a run that found what it was asked to report.
const EXIT_FOUND: u8 = 1;

/// Exit code of a run that could not check anything.
const EXIT_USAGE: u8 = 2;

/// ตรวจเอกสารเปิดเผยข้อมูลสาธารณะ (OIT) ของหน่วยงานรัฐไทย / checks the OIT disclosures of Thai public agencies
///
/// ทุกอย่างทำงานในเครื่องนี้ ไม่มีข้อมูลออกไปภายนอก / everything stays on this machine.
#[derive(Debug, Parser)]
#[command(
    name = "oitcheck",
    version,
    max_term_width = 100,
    arg_required_else_help = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// ตรวจโฟลเดอร์เอกสารของหน่วยงาน / check agencies' folders
    Check(Box<check::Arguments>),
    /// รวมผลของหลายเครื่องหรือหลายรอบ / join the results of shards
    Merge(merge::Arguments),
    /// ทำรายงานจากผลตรวจ: เว็บ ตาราง บันทึก และอื่น ๆ / reports from a result: web page, workbook, memo and others
    Report(report::Arguments),
    /// แสดงสิ่งที่โปรแกรมอ่านได้จากไฟล์เดียว / show what the program sees in one file
    Extract(extract::Arguments),
    /// แสดงวันที่ ตัวเลข รหัส และชื่อที่อ่านได้ในข้อความ / show the dates, numbers, codes and names seen in a text
    Inspect(inspect::Arguments),
    /// ชุดเกณฑ์: แสดง ตรวจ เทียบ เริ่มเขียน / rule sets: list, show, lint, compare, start
    Rules(rules::Arguments),
    /// ข้อนี้ถามอะไร ตรวจอย่างไร แก้อย่างไร / what an item asks, how it is checked, how to fix it
    Explain(explain::Arguments),
    /// แคช: แสดง ลดขนาด ล้าง / the cache: show, prune, clear
    Cache(cache::Arguments),
    /// พิมพ์สคริปต์เติมคำสั่งของเชลล์ / print a shell completion script
    Completions(completions::Arguments),
    /// พิมพ์ JSON Schema ของผลลัพธ์ / print the JSON Schema of the output
    #[command(hide = true)]
    Schema(schema::Arguments),
    /// Read documents for another process of the program.
    #[command(hide = true)]
    Worker(worker::Arguments),
}

/// Parses the arguments and runs the subcommand. The error is one that prevented the work. `bound_heap` is for
/// a worker: see [`crate::worker::serve()`].
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    bound_heap: impl Fn(u64) -> io::Result<()>,
) -> anyhow::Result<ExitCode> {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are answers, not errors; clap knows which stream and code each has.
            error.print()?;
            return Ok(ExitCode::from(
                u8::try_from(error.exit_code()).unwrap_or(EXIT_USAGE),
            ));
        }
    };
    match arguments.command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Extract(arguments) => extract::run(&arguments),
        Command::Inspect(arguments) => inspect::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Merge(arguments) => merge::run(&arguments),
        Command::Cache(arguments) => cache::run(&arguments),
        Command::Worker(arguments) => worker::run(&arguments, bound_heap),
    }
}

/// Prints the cause chain of an error once. A closed pipe is the reader's choice, not an error.
pub fn fail(error: &anyhow::Error) -> ExitCode {
    let broken_pipe = error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe);
    if broken_pipe {
        return ExitCode::SUCCESS;
    }
    output::message(&format!("oitcheck: {error:#}"));
    ExitCode::from(EXIT_USAGE)
}
