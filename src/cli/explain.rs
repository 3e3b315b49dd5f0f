//! `oitcheck explain O15`: what is asked, how it is checked, how to fix it, where that was read.

use std::process::ExitCode;

use anyhow::bail;

use super::{output, rules::usable};
use crate::language::Language;
use crate::printable::printable;
use crate::{messages, rules};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "ตัวอย่าง / examples:\n  oitcheck explain O15\n  oitcheck explain O15.a --lang en\n  oitcheck explain O10 --rules local-government-2568"
)]
pub(super) struct Arguments {
    /// ข้อ องค์ประกอบ หรือรหัสข้อความ / an item, a requirement, or the code of a message
    name: String,
    /// ชื่อชุดเกณฑ์หรือไฟล์ / rule set or file
    #[arg(long, default_value = "police-station-2568")]
    rules: String,
    /// ภาษาของข้อความ / language
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let inspection = usable(&arguments.rules, arguments.lang)?;
    let thai = arguments.lang == Language::Th;
    let explained = inspection
        .set
        .as_ref()
        .and_then(|set| rules::explain(set, &arguments.name, thai));
    if let Some(text) = explained {
        output::data(&printable(&text))?;
        return Ok(ExitCode::SUCCESS);
    }
    let message = messages::text(&arguments.name, &[]);
    if message.en != arguments.name {
        let text = if thai { message.th } else { message.en };
        output::data(&format!("{}: {text}\n", arguments.name))?;
        return Ok(ExitCode::SUCCESS);
    }
    bail!(
        "ชุดเกณฑ์ {rules} ไม่มีข้อ “{name}” / {rules} has no item “{name}”",
        rules = arguments.rules,
        name = printable(&arguments.name)
    )
}
