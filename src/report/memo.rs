//! The memo to an agency (บันทึกข้อความ) that lists what is missing and what to publish, ready to be edited: one
//! Word file for each agency.
//!
//! Official correspondence is in Thai with Thai digits, whatever the language of the other reports. What only
//! the sender knows (number, date, signature) is left as dotted lines.

use std::io::Cursor;
use std::path::Path;

use docx_rs::{
    AlignmentType, Docx, LineSpacing, PageMargin, Paragraph, Run, RunFonts, SpecialIndentType,
    Table, TableCell, TableRow, WidthType,
};

use super::facts::{self, Standing};
use super::{Output, Report, ReportError, format_error, write};
use crate::files::safe_name;
use crate::language::Language;
use crate::messages::phrases as p;
use crate::result::{AgencyResult, DocumentStatus, ItemResult, ItemVerdict};
use crate::thai::chars::is_alphanumeric;

pub(super) const OUTPUT: Output = Output {
    flag: "docx",
    value: "DIR",
    help: "เขียนบันทึกข้อความถึงหน่วยงานเป็น Word / write a memo to each agency as a Word file",
    write: write_folder,
};

/// The font of official letters, and what a program takes where it is missing.
const FONT: &str = "TH Sarabun New";
const FALLBACK: &str = "TH SarabunPSK";

/// Sizes in half points: text, and the title of a memo.
const TEXT: usize = 32;
const TITLE: usize = 58;

/// Lengths in twentieths of a point: a tab of official letters, and the width between the margins.
const TAB: i32 = 1_417;
const NUMBER_WIDTH: usize = 1_200;
const ITEM_WIDTH: usize = 2_800;
const ASKS_WIDTH: usize = 5_000;

fn write_folder(report: &Report<'_>, folder: &Path) -> Result<(), ReportError> {
    for (agency, number) in report.run.agencies.iter().zip(1..) {
        if agency.rule_set.is_none() {
            continue;
        }
        let path = folder.join(format!("{number:05}-{}.docx", safe_name(&agency.agency.id)));
        let started = report.run.run.as_ref().map(|run| run.started.as_str());
        let bytes = memo(agency, started).map_err(|error| format_error(&path, &error))?;
        write(&path, &bytes)?;
    }
    Ok(())
}

fn memo(agency: &AgencyResult, started: Option<&str>) -> Result<Vec<u8>, docx_rs::DocxError> {
    let fonts = RunFonts::new()
        .ascii(FONT)
        .hi_ansi(FONT)
        .cs(FONT)
        .east_asia(FONT);
    // Without a day of its own the memo would carry the time it was written, and differ every time.
    let created = started.unwrap_or("2000-01-01T00:00:00Z");
    let mut document = Docx::new()
        .default_fonts(fonts)
        .default_size(TEXT)
        .page_size(11_906, 16_838)
        .page_margin(PageMargin {
            top: 1_417,
            bottom: 1_134,
            left: 1_701,
            right: 1_134,
            header: 709,
            footer: 709,
            gutter: 0,
        })
        .created_at(created)
        .updated_at(created);
    for paragraph in heading(agency).into_iter().chain(introduction(agency)) {
        document = document.add_paragraph(paragraph);
    }
    let missing: Vec<&ItemResult> = facts::items_with(agency, Standing::Missing).collect();
    if !missing.is_empty() {
        document = document
            .add_paragraph(body(p::MEMO_MISSING.th).keep_next(true))
            .add_table(table(&missing));
    }
    let unreadable: Vec<&str> = agency
        .documents
        .iter()
        .filter(|document| document.status == DocumentStatus::Unreadable)
        .map(|document| document.path.as_str())
        .collect();
    if !unreadable.is_empty() {
        document = document.add_paragraph(body(p::MEMO_UNREADABLE.th).keep_next(true));
        for (path, number) in unreadable.iter().zip(1..) {
            // The name of a file is quoted as it is: it must be found again.
            let text = format!("{}. {path}", thai(&format!("{number}")));
            document = document.add_paragraph(
                Paragraph::new()
                    .indent(Some(TAB), None, None, None)
                    .add_run(run(&text)),
            );
        }
    }
    document = document.add_paragraph(body(p::MEMO_REQUEST.th));
    for paragraph in signature() {
        document = document.add_paragraph(paragraph);
    }
    let mut parts = document.build();
    parts.font_table = FONT_TABLE
        .replace("{font}", FONT)
        .replace("{fallback}", FALLBACK)
        .into_bytes();
    let mut bytes = Cursor::new(Vec::new());
    parts.pack(&mut bytes)?;
    Ok(bytes.into_inner())
}

/// The writer's own table of fonts names neither the font nor its fallback.
const FONT_TABLE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:font w:name="{font}"><w:altName w:val="{fallback}"/><w:charset w:val="DE"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>"#;

/// The fixed lines of a memo.
fn heading(agency: &AgencyResult) -> Vec<Paragraph> {
    let year = agency.agency.fiscal_year.map(|year| year.to_string());
    let year = year.as_deref().unwrap_or(p::MEMO_BLANK.th);
    let subject = p::MEMO_SUBJECT.fill(Language::Th, &[("year", year)]);
    let to = p::MEMO_TO.fill(Language::Th, &[("agency", facts::name(&agency.agency))]);
    let title = Paragraph::new()
        .align(AlignmentType::Center)
        .add_run(run(p::MEMO_TITLE.th).size(TITLE).bold());
    let line = |label: &str, value: &str| {
        Paragraph::new()
            .add_run(run(label).bold())
            .add_run(run(&format!("  {}", thai(value))))
    };
    vec![
        title,
        line(p::MEMO_OFFICE.th, p::MEMO_BLANK.th),
        line(p::MEMO_NUMBER.th, p::MEMO_BLANK.th)
            .add_run(run("    "))
            .add_run(run(p::MEMO_DATE.th).bold())
            .add_run(run(&format!("  {}", p::MEMO_BLANK.th))),
        line(p::MEMO_ABOUT.th, &subject),
        Paragraph::new()
            .line_spacing(LineSpacing::new().before(120).after(120))
            .add_run(run(&thai(&to))),
    ]
}

fn introduction(agency: &AgencyResult) -> Vec<Paragraph> {
    let s = &agency.summary;
    let all = agency.items.len().to_string();
    let year = agency.agency.fiscal_year.map(|year| year.to_string());
    let text = p::MEMO_RESULT.fill(
        Language::Th,
        &[
            ("agency", facts::name(&agency.agency)),
            ("year", year.as_deref().unwrap_or(p::MEMO_BLANK.th)),
            ("all", &all),
            ("pass", &s.pass.to_string()),
            ("partial", &s.partial.to_string()),
            ("missing", &s.missing.to_string()),
            ("review", &s.review.to_string()),
        ],
    );
    vec![body(&text)]
}

/// A paragraph of the text, its digits Thai.
fn body(text: &str) -> Paragraph {
    Paragraph::new()
        .align(AlignmentType::Left)
        .indent(None, Some(SpecialIndentType::FirstLine(TAB)), None, None)
        .line_spacing(LineSpacing::new().before(120))
        .add_run(run(&thai(text)))
}

/// Items with what to publish.
fn table(items: &[&ItemResult]) -> Table {
    let widths = [NUMBER_WIDTH, ITEM_WIDTH, ASKS_WIDTH];
    let heads = [
        p::MEMO_NUMBER_COLUMN.th,
        p::MEMO_ITEM_COLUMN.th,
        p::ASKED.th,
    ];
    let head = heads.iter().zip(widths).map(|(text, width)| {
        let paragraph = Paragraph::new()
            .align(AlignmentType::Center)
            .add_run(run(text).bold());
        TableCell::new()
            .width(width, WidthType::Dxa)
            .add_paragraph(paragraph)
    });
    let mut rows = vec![TableRow::new(head.collect())];
    for (item, number) in items.iter().zip(1..) {
        let number = Paragraph::new()
            .align(AlignmentType::Center)
            .add_run(run(&thai(&format!("{number}"))));
        let title = Paragraph::new().add_run(run(&thai(&format!("{} {}", item.id, item.title))));
        let mut asks = TableCell::new().width(ASKS_WIDTH, WidthType::Dxa);
        if item.verdict == ItemVerdict::Missing {
            let none = Paragraph::new().add_run(run(p::MEMO_NO_DOCUMENT.th));
            asks = asks.add_paragraph(none);
        }
        for requirement in facts::standing(item, Standing::Missing) {
            let text = if item.verdict == ItemVerdict::Missing {
                format!("- {}", requirement.text)
            } else {
                format!("- {}", facts::asks_and_why(requirement, Language::Th))
            };
            asks = asks.add_paragraph(Paragraph::new().add_run(run(&thai(&text))));
        }
        rows.push(
            TableRow::new(vec![
                TableCell::new()
                    .width(NUMBER_WIDTH, WidthType::Dxa)
                    .add_paragraph(number),
                TableCell::new()
                    .width(ITEM_WIDTH, WidthType::Dxa)
                    .add_paragraph(title),
                asks,
            ])
            .cant_split(),
        );
    }
    Table::new(rows)
        .set_grid(widths.to_vec())
        .width(widths.iter().sum(), WidthType::Dxa)
}

fn signature() -> Vec<Paragraph> {
    let centred = |text: &str| {
        Paragraph::new()
            .align(AlignmentType::Center)
            .indent(Some(4_000), None, None, None)
            .add_run(run(text))
    };
    vec![
        centred("").line_spacing(LineSpacing::new().before(480)),
        centred(&format!("({})", p::MEMO_BLANK.th)),
        centred(&format!("{}{}", p::MEMO_POSITION.th, p::MEMO_BLANK.th)),
    ]
}

fn run(text: &str) -> Run {
    Run::new().add_text(text)
}

/// Arabic digits as Thai ones, except in web addresses and file names, which must be found again.
fn thai(text: &str) -> String {
    let digit = |c: char| match c.to_digit(10) {
        Some(value) => char::from_u32(u32::from('๐') + value).unwrap_or(c),
        None => c,
    };
    let keeps = |word: &str| {
        let word = word.trim_matches(|c: char| !is_alphanumeric(c) && c != '/');
        word.contains("://")
            || word.contains('/') && word.contains('.')
            || Path::new(word).extension().is_some_and(|extension| {
                extension.to_str().is_some_and(|e| {
                    (3..=4).contains(&e.len())
                        && e.chars().all(|c| c.is_ascii_alphanumeric())
                        && e.chars().any(|c| c.is_ascii_alphabetic())
                })
            })
    };
    text.split_inclusive(' ')
        .map(|word| {
            if keeps(word) {
                word.to_owned()
            } else {
                word.chars().map(digit).collect()
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_thai_where_they_are_read_and_kept_where_they_are_looked_up() {
        assert_eq!(
            thai("ข้อ O15 ปี 2568 จำนวน 1,234.50"),
            "ข้อ O๑๕ ปี ๒๕๖๘ จำนวน ๑,๒๓๔.๕๐"
        );
        for kept in [
            "https://a.example/2568",
            "(แผน2568.pdf)",
            "จัดซื้อ/สขร.1/4.pdf",
        ] {
            assert_eq!(thai(kept), kept);
        }
    }
}
