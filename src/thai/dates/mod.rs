//! Dates, months, years and periods in Thai text, each as its first and last day.
//!
//! Thai and Arabic digits, both eras, two-digit years, full, short and misspelt month names, ranges that
//! state their year once, fiscal years, quarters and rounds. What cannot be placed in time (a day and month
//! without any year nearby) is not reported; [`find_months`] reports bare months for tables that
//! name the year elsewhere.

mod draft;
mod parse;
mod parser;
mod periods;
mod tokens;

use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::fold::Folded;

/// A date or period in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// Where it is in the text, in bytes.
    pub span: Range<usize>,
    /// First day, common era.
    pub from: Date,
    /// Last day, common era; the same as `from` for a single day.
    pub to: Date,
    /// What was written.
    pub kind: DateKind,
    /// The smallest unit that was written.
    pub precision: Precision,
    /// How the year was understood.
    pub era: Era,
    /// Whether the text says that data is as of this date ("ข้อมูล ณ วันที่"). The date of an announcement
    /// ("ประกาศ ณ วันที่") is not.
    pub as_of: bool,
}

/// What kind of date or period was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateKind {
    /// One day.
    Date,
    /// One month.
    Month,
    /// One calendar year.
    Year,
    /// From one day, month or year to another.
    Range,
    /// One fiscal year, October to September.
    FiscalYear,
    /// One quarter of a fiscal year; the first is October to December.
    Quarter,
    /// One half of a fiscal year ("รอบ ๖ เดือนแรก").
    HalfYear,
    /// One school year, 16 May to 15 May.
    AcademicYear,
}

/// The smallest unit that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// A day.
    Day,
    /// A month, or a number of months.
    Month,
    /// A year.
    Year,
}

/// How the year was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Era {
    /// "พ.ศ." stands there.
    BuddhistStated,
    /// "ค.ศ." or "A.D." stands there.
    CommonStated,
    /// Four digits in the range of the Buddhist era.
    BuddhistByRange,
    /// Four digits in the range of the common era.
    CommonByRange,
    /// Two digits, taken as 25xx.
    BuddhistTwoDigits,
    /// Two digits, taken as 20xx.
    CommonTwoDigits,
    /// No year stands there; the nearest fiscal year in the text was taken.
    Inherited,
}

/// A month named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthMention {
    /// Where the name is in the text, in bytes.
    pub span: Range<usize>,
    /// 1 for January.
    pub month: u8,
    /// The Buddhist-era year that stands with it; `None` for a bare month.
    pub year: Option<u16>,
}

/// The usual abbreviations of the months, January first.
pub const MONTHS_SHORT: [&str; 12] = [
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
];

/// Every date and period in a text, in order. Mentions do not overlap.
pub fn find_dates(text: &str) -> Vec<DateMention> {
    find_dates_and_months(text).0
}

/// Every month named in a text, with its year where one stands with it. Both ends of a range are
/// reported, not what lies between.
pub fn find_months(text: &str) -> Vec<MonthMention> {
    find_dates_and_months(text).1
}

/// What [`find_dates`] and [`find_months`] find, at little more than the cost of one of them.
pub fn find_dates_and_months(text: &str) -> (Vec<DateMention>, Vec<MonthMention>) {
    let folded = Folded::spaced(text);
    let tokens = tokens::lex(folded.text());
    (
        parse::dates(&folded, &tokens),
        parse::months(&folded, &tokens),
    )
}

#[cfg(test)]
mod tests;
