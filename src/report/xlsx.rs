//! The workbook for working through a result: what is missing with columns for the auditor's own decision,
//! which `--waivers` reads back.
//!
//! Texts are written as texts, never as formulas or links. The header row is the first, frozen and filtered.

use std::path::Path;

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::facts::{self, Standing};
use super::{Output, Report, ReportError, format_error, write};
use crate::language::Language;
use crate::messages::phrases::{self, Phrase};
use crate::result::{AgencyResult, Evidence, ItemResult, RequirementResult};

pub(super) const OUTPUT: Output = Output {
    flag: "xlsx",
    value: "FILE",
    help: "เขียนตารางทำงาน Excel มีช่องคำตัดสินของผู้ตรวจ / write an Excel workbook with columns for decisions",
    write: write_file,
};

/// Characters that a cell of the format holds.
const CELL_CHARS: usize = 32_767;

/// Longest list of decisions that a sheet offers to fill in, in rows: all that a sheet of the format has.
const LAST_ROW: u32 = 1_048_575;

fn write_file(report: &Report<'_>, path: &Path) -> Result<(), ReportError> {
    let bytes = workbook(report).map_err(|error| format_error(path, &error))?;
    write(path, &bytes)
}

fn workbook(report: &Report<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new()
        .set_title(phrases::TITLE.text(report.language))
        .set_author(&report.run.tool.name)
        .set_creation_datetime(&created(report)?);
    workbook.set_properties(&properties);
    let agencies = &report.run.agencies;
    let language = report.language;
    let mut sheet = Sheet::new(&mut workbook, language, phrases::SUMMARY, SUMMARY)?;
    agencies
        .iter()
        .try_for_each(|agency| summary(&mut sheet, agency))?;
    let mut sheet = Sheet::new(&mut workbook, language, phrases::MISSING_LIST, REQUIREMENTS)?;
    requirements(&mut sheet, agencies, |standing| {
        standing == Standing::Missing
    })?;
    let mut sheet = Sheet::new(&mut workbook, language, phrases::REQUIREMENTS, REQUIREMENTS)?;
    requirements(&mut sheet, agencies, |_| true)?;
    let mut sheet = Sheet::new(&mut workbook, language, phrases::DOCUMENTS, DOCUMENTS)?;
    agencies
        .iter()
        .try_for_each(|agency| documents(&mut sheet, agency))?;
    let mut sheet = Sheet::new(&mut workbook, language, phrases::FINDINGS, FINDINGS)?;
    agencies
        .iter()
        .try_for_each(|agency| findings(&mut sheet, agency))?;
    workbook.save_to_buffer()
}

/// The day of the run, so that the same result gives the same workbook.
fn created(report: &Report<'_>) -> Result<ExcelDateTime, XlsxError> {
    let day = report.run.run.as_ref().map(|run| run.started.get(..10));
    match day {
        Some(Some(day)) => ExcelDateTime::parse_from_str(day),
        _ => ExcelDateTime::from_ymd(2000, 1, 1),
    }
}

/// A column: its heading, and its width in characters. Text wraps; all columns of a sheet print on the width of one
/// page, so each character of width makes the print smaller.
type Column = (Phrase, f64);

const SUMMARY: &[Column] = &[
    (phrases::FOLDER, 16.0),
    (phrases::AGENCY, 24.0),
    (phrases::PROVINCE, 12.0),
    (phrases::FISCAL_YEAR, 9.0),
    (phrases::RULE_SET, 18.0),
    (phrases::SCORE_LOWEST, 9.0),
    (phrases::SCORE_HIGHEST, 9.0),
    (phrases::PASS, 7.0),
    (phrases::PARTIAL, 7.0),
    (phrases::MISSING, 7.0),
    (phrases::REVIEW, 8.0),
    (phrases::WAIVED, 8.0),
    (phrases::NOT_DUE, 10.0),
    (phrases::FILE_READ, 8.0),
    (phrases::FILE_PARTIAL, 9.0),
    (phrases::FILE_UNREADABLE, 9.0),
    (phrases::ERRORS, 40.0),
];

const REQUIREMENTS: &[Column] = &[
    (phrases::FOLDER, 14.0),
    (phrases::AGENCY, 20.0),
    (phrases::ITEM, 6.0),
    (phrases::ITEM_TITLE, 24.0),
    (phrases::REQUIREMENT, 9.0),
    (phrases::ASKED, 32.0),
    (phrases::VERDICT, 10.0),
    (phrases::CHANGE, 9.0),
    (phrases::REASON, 32.0),
    (phrases::PLACE, 24.0),
    (phrases::QUOTE, 28.0),
    (phrases::DECISION, 12.0),
    (phrases::DECIDED_BY, 12.0),
    (phrases::DECISION_REASON, 20.0),
    (phrases::DECISION_UNTIL, 11.0),
];

const DOCUMENTS: &[Column] = &[
    (phrases::FOLDER, 16.0),
    (phrases::AGENCY, 24.0),
    (phrases::DOCUMENT, 44.0),
    (phrases::FORMAT, 8.0),
    (phrases::PAGES, 9.0),
    (phrases::STATUS, 12.0),
    (phrases::ITEM, 12.0),
    (phrases::NOTES, 36.0),
];

const FINDINGS: &[Column] = &[
    (phrases::FOLDER, 16.0),
    (phrases::AGENCY, 24.0),
    (phrases::SEVERITY, 9.0),
    (phrases::FINDINGS, 56.0),
    (phrases::PLACE, 40.0),
];

/// Height of a line in points: Thai marks above and below take more than Latin letters.
const LINE_HEIGHT: u32 = 18;

/// Lines that a row shows at most; the rest is in the cell.
const MOST_LINES: usize = 8;

/// Left and right margin of the print in inches: what any printer leaves free.
const MARGIN: f64 = 0.25;

/// One sheet, filled row by row.
struct Sheet<'a> {
    sheet: &'a mut Worksheet,
    language: Language,
    columns: &'static [Column],
    row: u32,
    text: Format,
    number: Format,
}

/// A cell.
enum Cell<'a> {
    Text(&'a str),
    Number(f64),
}

impl<'a> Sheet<'a> {
    fn new(
        workbook: &'a mut Workbook,
        language: Language,
        name: Phrase,
        columns: &'static [Column],
    ) -> Result<Sheet<'a>, XlsxError> {
        let head = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
            .set_background_color(Color::RGB(0x17_40_6D))
            .set_font_color(Color::White);
        let cell = Format::new()
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Hair);
        let sheet = workbook.add_worksheet();
        sheet.set_name(name.text(language))?;
        sheet
            .set_landscape()
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0)
            .set_margins(MARGIN, MARGIN, 0.4, 0.5, 0.2, 0.2)
            .set_footer("&L&A&R&P / &N");
        sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
        let mut last = 0;
        for (column, (heading, width)) in (0_u16..).zip(columns) {
            sheet.write_string_with_format(0, column, heading.text(language), &head)?;
            sheet.set_column_width(column, *width)?;
            if *heading == phrases::DECISION {
                let choices = [phrases::WAIVED, phrases::DECISION_CONFIRMED];
                let choices = choices.map(|phrase| phrase.text(language));
                let list = DataValidation::new().allow_list_strings(&choices)?;
                sheet.add_data_validation(1, column, LAST_ROW, column, &list)?;
            }
            last = column;
        }
        sheet.set_row_height(0, 34)?;
        sheet.autofilter(0, 0, 0, last)?;
        Ok(Sheet {
            sheet,
            language,
            columns,
            row: 0,
            text: cell.clone().set_text_wrap(),
            number: cell,
        })
    }

    fn push(&mut self, cells: &[Cell<'_>]) -> Result<(), XlsxError> {
        self.row += 1;
        let mut lines = 1;
        for ((column, cell), (_, width)) in (0_u16..).zip(cells).zip(self.columns) {
            match cell {
                Cell::Text(text) => {
                    let text: String = text.chars().take(CELL_CHARS).collect();
                    // A width is a small whole number of characters, so the cast keeps it.
                    let needed = text
                        .lines()
                        .map(|l| l.width().div_ceil(*width as usize).max(1));
                    lines = lines.max(needed.sum::<usize>().min(MOST_LINES));
                    self.sheet
                        .write_string_with_format(self.row, column, text, &self.text)?;
                }
                Cell::Number(number) => {
                    self.sheet
                        .write_number_with_format(self.row, column, *number, &self.number)?;
                }
            }
        }
        // LibreOffice leaves a row as low as one line where the file does not say otherwise.
        self.sheet
            .set_row_height(self.row, LINE_HEIGHT * u32::try_from(lines).unwrap_or(1))?;
        let last = u16::try_from(cells.len()).unwrap_or(1).saturating_sub(1);
        self.sheet.autofilter(0, 0, self.row, last)?;
        Ok(())
    }
}

fn summary(sheet: &mut Sheet<'_>, agency: &AgencyResult) -> Result<(), XlsxError> {
    let (info, s) = (&agency.agency, &agency.summary);
    let errors: Vec<&str> = agency
        .errors
        .iter()
        .map(|error| match sheet.language {
            Language::Th => error.message.th.as_str(),
            Language::En => error.message.en.as_str(),
        })
        .collect();
    let count = |count: u32| Cell::Number(f64::from(count));
    sheet.push(&[
        Cell::Text(info.key()),
        Cell::Text(facts::name(info)),
        Cell::Text(info.province.as_deref().unwrap_or_default()),
        info.fiscal_year
            .map_or(Cell::Text(""), |year| Cell::Number(f64::from(year))),
        Cell::Text(agency.rule_set.as_ref().map_or("", |rules| &rules.id)),
        Cell::Number(s.score.min),
        Cell::Number(s.score.max),
        count(s.pass),
        count(s.partial),
        count(s.missing),
        count(s.review),
        count(s.waived),
        count(s.not_due),
        count(s.files.read),
        count(s.files.partial),
        count(s.files.unreadable),
        Cell::Text(&errors.join("\n")),
    ])
}

fn requirements(
    sheet: &mut Sheet<'_>,
    agencies: &[AgencyResult],
    wanted: impl Fn(Standing) -> bool,
) -> Result<(), XlsxError> {
    for agency in agencies {
        for item in &agency.items {
            for requirement in &item.requirements {
                if wanted(Standing::of(item, requirement)) {
                    requirement_row(sheet, agency, item, requirement)?;
                }
            }
        }
    }
    Ok(())
}

fn requirement_row(
    sheet: &mut Sheet<'_>,
    agency: &AgencyResult,
    item: &ItemResult,
    requirement: &RequirementResult,
) -> Result<(), XlsxError> {
    let language = sheet.language;
    let evidence: Vec<&Evidence> = requirement
        .nearest
        .iter()
        .chain(&requirement.evidence)
        .collect();
    let places: Vec<String> = evidence
        .iter()
        .map(|e| facts::located(e, language))
        .collect();
    let quotes: Vec<&str> = evidence.iter().map(|e| e.quote.as_str()).collect();
    let change = item.change.as_ref().map(facts::change_phrase);
    let waiver = requirement.waived.as_ref();
    sheet.push(&[
        Cell::Text(agency.agency.key()),
        Cell::Text(facts::name(&agency.agency)),
        Cell::Text(&item.id),
        Cell::Text(&item.title),
        Cell::Text(&requirement.id),
        Cell::Text(facts::asks(requirement, language)),
        Cell::Text(Standing::of(item, requirement).phrase().text(language)),
        Cell::Text(change.map_or("", |phrase| phrase.text(language))),
        Cell::Text(facts::says(&requirement.reason, language)),
        Cell::Text(&places.join("\n")),
        Cell::Text(&quotes.join("\n")),
        Cell::Text(waiver.map_or("", |_| phrases::WAIVED.text(language))),
        Cell::Text(waiver.map_or("", |waiver| &waiver.by)),
        Cell::Text(waiver.map_or("", |waiver| &waiver.reason)),
        Cell::Text(
            waiver
                .and_then(|waiver| waiver.until.as_deref())
                .unwrap_or_default(),
        ),
    ])
}

fn documents(sheet: &mut Sheet<'_>, agency: &AgencyResult) -> Result<(), XlsxError> {
    for document in &agency.documents {
        let warnings = facts::warnings(document, sheet.language);
        sheet.push(&[
            Cell::Text(agency.agency.key()),
            Cell::Text(facts::name(&agency.agency)),
            Cell::Text(&document.path),
            Cell::Text(document.format.map_or("", |format| format.extension())),
            Cell::Number(f64::from(document.pages)),
            Cell::Text(facts::status_phrase(document.status).text(sheet.language)),
            Cell::Text(&document.items.join(" ")),
            Cell::Text(&warnings),
        ])?;
    }
    Ok(())
}

fn findings(sheet: &mut Sheet<'_>, agency: &AgencyResult) -> Result<(), XlsxError> {
    for finding in &agency.findings {
        let places: Vec<String> = finding
            .evidence
            .iter()
            .map(|evidence| facts::located(evidence, sheet.language))
            .collect();
        sheet.push(&[
            Cell::Text(agency.agency.key()),
            Cell::Text(facts::name(&agency.agency)),
            Cell::Text(facts::severity_phrase(finding.severity).text(sheet.language)),
            Cell::Text(match sheet.language {
                Language::Th => &finding.th,
                Language::En => &finding.en,
            }),
            Cell::Text(&places.join("\n")),
        ])?;
    }
    Ok(())
}
