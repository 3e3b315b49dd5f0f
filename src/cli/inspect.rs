//! `oitcheck inspect [FILE]`: what the Thai core sees in a text.
//!
//! Rule authors use it to see why a phrase did not match: the folded text is what phrases are compared
//! with. `--format json` prints `oitcheck.inspect/1`, with positions in Unicode scalar values of the input.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::Read as _;
use std::ops::Range;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::ValueEnum;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Number;

use super::output;
use crate::messages;
use crate::printable::printable;
use crate::thai::codes::{Scheme, find_codes};
use crate::thai::dates::{DateKind, Era, Precision, find_dates};
use crate::thai::fold::fold;
use crate::thai::names::{AgencyType, NameKind, find_names};
use crate::thai::numbers::{Unit, find_numbers};
use crate::thai::repair::repair;
use crate::thai::validity::{Validity, measure};

/// Name and version of the JSON form.
const SCHEMA: &str = "oitcheck.inspect/1";

#[derive(Debug, clap::Args)]
#[command(
    after_help = "ตัวอย่าง / examples:\n  echo 'ไตรมาสที่ ๒ ปีงบประมาณ พ.ศ. ๒๕๖๘' | oitcheck inspect\n  oitcheck inspect memo.txt --format json"
)]
pub(super) struct Arguments {
    /// ไฟล์ข้อความ UTF-8; ไม่ระบุคืออ่านจาก stdin / a UTF-8 text file; stdin when left out
    file: Option<PathBuf>,
    /// รูปแบบผลลัพธ์ / output format
    #[arg(long, value_enum, default_value_t)]
    format: OutputFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum OutputFormat {
    /// One line for each thing seen.
    #[default]
    Text,
    /// `oitcheck.inspect/1`.
    Json,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let bytes = match &arguments.file {
        Some(path) => std::fs::read(path).with_context(|| {
            let text = messages::text("cannot-read", &[("path", &path.display().to_string())]);
            format!("{} / {}", text.th, text.en)
        })?,
        None => {
            let mut bytes = Vec::new();
            std::io::stdin().lock().read_to_end(&mut bytes)?;
            bytes
        }
    };
    let text = String::from_utf8_lossy(&bytes);
    let inspection = inspect(text.strip_prefix('\u{FEFF}').unwrap_or(&text));
    let shown = match arguments.format {
        OutputFormat::Json => format!("{}\n", serde_json::to_string(&inspection)?),
        OutputFormat::Text => printable(&lines(&inspection)),
    };
    output::data(&shown)?;
    Ok(ExitCode::SUCCESS)
}

/// What the Thai core sees in a text.
#[derive(Debug, Serialize)]
struct Inspection {
    schema: &'static str,
    folded: String,
    /// The text after repair; left out when there was nothing to repair.
    #[serde(skip_serializing_if = "Option::is_none")]
    repaired: Option<String>,
    dates: Vec<Seen<SeenDate>>,
    numbers: Vec<Seen<SeenNumber>>,
    codes: Vec<Seen<SeenCode>>,
    names: Vec<Seen<SeenName>>,
    validity: Validity,
}

/// Something seen, with its place.
#[derive(Debug, Serialize)]
struct Seen<T> {
    text: String,
    /// First scalar value.
    start: usize,
    /// Scalar value after the last.
    end: usize,
    #[serde(flatten)]
    what: T,
}

#[derive(Debug, Serialize)]
struct SeenDate {
    from: Date,
    to: Date,
    kind: DateKind,
    precision: Precision,
    era: Era,
    as_of: bool,
}

#[derive(Debug, Serialize)]
struct SeenNumber {
    /// `None` cannot be: values are finite.
    value: Option<Number>,
    unit: Option<Unit>,
    ordinal: bool,
}

#[derive(Debug, Serialize)]
struct SeenCode {
    id: String,
    scheme: Scheme,
}

#[derive(Debug, Serialize)]
struct SeenName {
    kind: NameKind,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agency: Option<AgencyType>,
}

fn inspect(text: &str) -> Inspection {
    let scalars = Scalars::of(text);
    Inspection {
        schema: SCHEMA,
        folded: fold(text),
        repaired: match repair(text) {
            Cow::Owned(repaired) => Some(repaired),
            Cow::Borrowed(_) => None,
        },
        dates: find_dates(text)
            .into_iter()
            .map(|date| {
                let what = SeenDate {
                    from: date.from,
                    to: date.to,
                    kind: date.kind,
                    precision: date.precision,
                    era: date.era,
                    as_of: date.as_of,
                };
                scalars.seen(date.span, what)
            })
            .collect(),
        numbers: find_numbers(text)
            .into_iter()
            .map(|number| {
                let what = SeenNumber {
                    value: plain_number(number.value),
                    unit: number.unit,
                    ordinal: number.ordinal,
                };
                scalars.seen(number.span, what)
            })
            .collect(),
        codes: find_codes(text)
            .into_iter()
            .map(|code| {
                let what = SeenCode {
                    id: code.id(),
                    scheme: code.scheme,
                };
                scalars.seen(code.span, what)
            })
            .collect(),
        names: find_names(text)
            .into_iter()
            .map(|name| {
                let what = SeenName {
                    kind: name.kind,
                    name: name.canonical(),
                    title: name.title,
                    agency: name.agency,
                };
                scalars.seen(name.span, what)
            })
            .collect(),
        validity: measure(text),
    }
}

/// Whole numbers without ".0", as a person would write them.
fn plain_number(value: f64) -> Option<Number> {
    /// Up to here every whole number is exact in a double.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() < EXACT {
        Some(Number::from(value as i64))
    } else {
        Number::from_f64(value)
    }
}

/// Byte offsets of the scalar values of a text.
struct Scalars<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Scalars<'t> {
    fn of(text: &'t str) -> Self {
        let starts = text.char_indices().map(|(at, _)| at).collect();
        Scalars { text, starts }
    }

    fn seen<T>(&self, span: Range<usize>, what: T) -> Seen<T> {
        let index = |byte: usize| self.starts.partition_point(|&start| start < byte);
        Seen {
            text: self.text.get(span.clone()).unwrap_or("").to_owned(),
            start: index(span.start),
            end: index(span.end),
            what,
        }
    }
}

fn lines(inspection: &Inspection) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(out, "folded\t{}", inspection.folded);
    if let Some(repaired) = &inspection.repaired {
        let _ = writeln!(out, "repaired\t{}", repaired.trim_end());
    }
    for Seen { text, what, .. } in &inspection.dates {
        let as_of = if what.as_of { "\tas of" } else { "" };
        let _ = writeln!(
            out,
            "date\t{}\t{}\t{}\t{:?}\t{:?}{as_of}",
            one_line(text),
            what.from,
            what.to,
            what.kind,
            what.era
        );
    }
    for Seen { text, what, .. } in &inspection.numbers {
        let unit = match &what.unit {
            Some(Unit::Baht) => "baht",
            Some(Unit::Percent) => "percent",
            Some(Unit::Counted(word)) => word,
            None if what.ordinal => "ordinal",
            None => "",
        };
        let value = what
            .value
            .as_ref()
            .map(Number::to_string)
            .unwrap_or_default();
        let _ = writeln!(out, "number\t{}\t{value}\t{unit}", one_line(text));
    }
    for Seen { text, what, .. } in &inspection.codes {
        let _ = writeln!(out, "code\t{}\t{}", one_line(text), what.id);
    }
    for Seen { text, what, .. } in &inspection.names {
        let _ = writeln!(
            out,
            "name\t{}\t{:?}\t{}",
            one_line(text),
            what.kind,
            what.name
        );
    }
    let validity = &inspection.validity;
    let coverage = validity
        .word_coverage
        .map_or("-".to_owned(), |share| format!("{:.1} %", share * 100.0));
    let _ = writeln!(
        out,
        "validity\tthai {}\tillegal {}\tprivate use {}\treplacement {}\tsplit sara am {}\tintruders {}\tin words {coverage}",
        validity.thai,
        validity.illegal,
        validity.private_use,
        validity.replacement,
        validity.split_sara_am,
        validity.intruders
    );
    out
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_scalar_values() {
        let json = serde_json::to_value(inspect("วันที่ ๓๑ มี.ค. ๖๘ (O๑๒) 1.5 ล้านบาท")).expect("JSON");
        assert_eq!(json["schema"], "oitcheck.inspect/1");
        assert_eq!(
            json["dates"][0],
            serde_json::json!({
                "text": "๓๑ มี.ค. ๖๘", "start": 7, "end": 18, "from": "2025-03-31", "to": "2025-03-31",
                "kind": "date", "precision": "day", "era": "buddhist-two-digits", "as_of": false
            })
        );
        assert_eq!(json["codes"][0]["id"], "O12");
        assert_eq!(json["numbers"][0]["value"], 1_500_000);
        assert_eq!(json["numbers"][0]["unit"], "baht");
    }
}
