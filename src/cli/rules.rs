//! `oitcheck rules ...`: list, show, lint, test, compare and start rule sets.

use std::process::ExitCode;

use anyhow::bail;

use super::{EXIT_FOUND, EXIT_USAGE, output};
use crate::examples;
use crate::language::Language;
use crate::printable::printable;
use crate::result::Verdict;
use crate::rules::{self, Diagnostic, Inspection, Severity};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// แสดงชุดเกณฑ์ที่มากับโปรแกรม / list the rule sets that come with the program
    List {
        /// ภาษาของข้อความ / language
        #[arg(long, value_enum, default_value_t)]
        lang: Language,
    },
    /// พิมพ์ชุดเกณฑ์ / print a rule set
    Show {
        /// ชื่อชุดเกณฑ์หรือไฟล์ / id or file
        rules: String,
        /// รวมสิ่งที่สืบทอดมา พร้อมบอกว่าแต่ละค่ามาจากไฟล์และบรรทัดใด / with what it inherits, and where each value comes from
        #[arg(long)]
        resolved: bool,
    },
    /// ตรวจว่าชุดเกณฑ์เขียนถูกและรัดกุม / check that rule sets are right and safe
    #[command(
        after_help = "ตัวอย่าง / examples:\n  oitcheck rules lint my-rules.toml\n  oitcheck rules lint police-station-2568 --lang en"
    )]
    Lint {
        /// ชื่อชุดเกณฑ์หรือไฟล์ (ไม่ใส่ = ทุกชุดที่มากับโปรแกรม) / ids or files (none: all that come with the program)
        rules: Vec<String>,
        /// ภาษาของข้อความ / language
        #[arg(long, value_enum, default_value_t)]
        lang: Language,
    },
    /// รันตัวอย่างที่อยู่ในชุดเกณฑ์ / run the examples inside rule sets
    #[command(after_help = "ตัวอย่าง / example:\n  oitcheck rules test my-rules.toml")]
    Test {
        /// ชื่อชุดเกณฑ์หรือไฟล์ (ไม่ใส่ = ทุกชุดที่มากับโปรแกรม) / ids or files (none: all that come with the program)
        rules: Vec<String>,
        /// ภาษาของข้อความ / language
        #[arg(long, value_enum, default_value_t)]
        lang: Language,
    },
    /// เทียบสองชุดเกณฑ์ / compare two rule sets
    Diff {
        /// ชุดเก่า / the old one
        old: String,
        /// ชุดใหม่ / the new one
        new: String,
        /// ภาษาของข้อความ / language
        #[arg(long, value_enum, default_value_t)]
        lang: Language,
    },
    /// พิมพ์โครงไฟล์เกณฑ์พร้อมคำอธิบาย / print a commented rule file to start from
    #[command(after_help = "ตัวอย่าง / example:\n  oitcheck rules new my-rules > my-rules.toml")]
    New {
        /// ชื่อชุดเกณฑ์ / id of the set
        #[arg(default_value = "my-rules")]
        id: String,
    },
    /// พิมพ์ JSON Schema ของไฟล์เกณฑ์สำหรับโปรแกรมแก้ไข / print the JSON Schema of rule files for editors
    Schema,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    match &arguments.command {
        Command::List { lang } => list(*lang)?,
        Command::Show { rules, resolved } => {
            let inspection = usable(rules, Language::default())?;
            let text = if *resolved {
                rules::resolved(&inspection)
            } else {
                rules::source_text(&inspection).to_owned()
            };
            output::data(&printable(&text))?;
        }
        Command::Lint { rules, lang } => return lint(rules, *lang),
        Command::Test { rules, lang } => return test(rules, *lang),
        Command::Diff { old, new, lang } => {
            let (old, new) = (usable(old, *lang)?, usable(new, *lang)?);
            output::data(&printable(&rules::diff(&old, &new, *lang == Language::Th)))?;
        }
        Command::New { id } => {
            if !id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
                bail!("ชื่อชุดเกณฑ์ใช้ได้เฉพาะ a-z 0-9 และ - / an id has only a-z, 0-9 and -");
            }
            output::data(&rules::skeleton(id))?;
        }
        Command::Schema => {
            output::data(&format!(
                "{}\n",
                serde_json::to_string_pretty(&rules::schema())?
            ))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn list(language: Language) -> anyhow::Result<()> {
    let mut lines = String::new();
    for (id, title) in rules::embedded() {
        let title = if language == Language::Th {
            title.th
        } else {
            title.en
        };
        lines.push_str(&format!("{id:<28} {title}\n"));
    }
    Ok(output::data(&lines)?)
}

fn lint(names: &[String], language: Language) -> anyhow::Result<ExitCode> {
    let all: Vec<String> = rules::embedded().into_iter().map(|(id, _)| id).collect();
    let names = if names.is_empty() { &all } else { names };
    let mut found = Vec::new();
    for name in names {
        found.extend(rules::lint(&rules::inspect(name)));
    }
    output::data(&report(&found, language))?;
    Ok(match found.iter().map(|one| one.severity).min() {
        Some(Severity::Error) => ExitCode::from(EXIT_USAGE),
        Some(Severity::Warning) => ExitCode::from(EXIT_FOUND),
        None => ExitCode::SUCCESS,
    })
}

fn test(names: &[String], language: Language) -> anyhow::Result<ExitCode> {
    let all: Vec<String> = rules::embedded().into_iter().map(|(id, _)| id).collect();
    let names = if names.is_empty() { &all } else { names };
    let thai = language == Language::Th;
    let mut out = String::new();
    let mut failed = false;
    for name in names {
        let inspection = usable(name, language)?;
        let Some(set) = &inspection.set else { continue };
        let tested = examples::test(set);
        for failure in &tested.failures {
            let reason = if thai {
                &failure.reason.th
            } else {
                &failure.reason.en
            };
            let word = |verdict: Verdict| match (verdict, thai) {
                (Verdict::Pass, true) => "ผ่าน",
                (Verdict::Fail, true) => "ไม่ผ่าน",
                (Verdict::Review, true) => "ให้คนดู",
                (Verdict::Pass, false) => "pass",
                (Verdict::Fail, false) => "fail",
                (Verdict::Review, false) => "review",
            };
            let (example, wanted, got) = if thai {
                ("ตัวอย่างที่", "ควรได้", "แต่ได้")
            } else {
                ("example", "expected", "got")
            };
            out.push_str(&format!(
                "{name}: {} {example} {} {}: {wanted} {} {got} {}: {reason}\n",
                failure.requirement,
                failure.example,
                failure.about,
                word(failure.expected),
                word(failure.got),
            ));
        }
        let (of, failures) = if thai {
            ("ผล", "ไม่ตรง")
        } else {
            ("verdicts", "differ")
        };
        out.push_str(&format!(
            "{name}: {} {of}, {} {failures}\n",
            tested.checked,
            tested.failures.len()
        ));
        failed |= !tested.failures.is_empty();
    }
    output::data(&printable(&out))?;
    Ok(if failed {
        ExitCode::from(EXIT_FOUND)
    } else {
        ExitCode::SUCCESS
    })
}

/// The set of a name, with everything that is wrong on stderr where it cannot be used.
pub(super) fn usable(name: &str, language: Language) -> anyhow::Result<Inspection> {
    let inspection = rules::inspect(name);
    if inspection.set.is_none() {
        bail!("{}", report(&inspection.diagnostics, language).trim_end());
    }
    Ok(inspection)
}

/// Problems one after the other, each with its source line.
pub(super) fn report(found: &[Diagnostic], language: Language) -> String {
    let rendered: Vec<String> = found
        .iter()
        .map(|one| printable(&one.render(language == Language::Th)) + "\n\n")
        .collect();
    rendered.concat()
}
