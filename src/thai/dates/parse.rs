//! From tokens to dates. One pass finds what stands by itself; a second gives periods without a year the
//! nearest fiscal year in the text.

use std::ops::Range;

use jiff::civil::Date;

use super::tokens::{Kind, Name, Token, misspelt_month};
use super::{DateKind, DateMention, Era, MonthMention, Precision};
use crate::thai::chars::is_letter;
use crate::thai::fiscal::{ERA_OFFSET, FiscalYear, day_of, first_of, last_of};
use crate::thai::fold::Folded;

/// Buddhist-era years that four digits can mean without "พ.ศ.": from 1917 to 2107 of the common era.
const BUDDHIST: Range<u32> = 2460..2651;
/// Common-era years that four digits can mean without "ค.ศ.".
const COMMON: Range<u32> = 1917..2108;
/// Years that a number alone, without any word beside it, is taken for: those reports are about.
const BARE_YEARS: Range<u32> = 2540..2600;
/// Two-digit years that a month alone makes sure of: 2540 to 2599. "ม.ค. 25" may be twenty-five of something.
const SURE_TWO_DIGITS: u32 = 40;

/// A year, as Buddhist era.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Year {
    year: u16,
    era: Era,
}

/// One end of a range, or a whole date: what was written of it.
#[derive(Debug, Clone)]
struct Part {
    day: Option<u8>,
    month: Option<u8>,
    year: Option<Year>,
    span: Range<usize>,
    /// Index of the token after it.
    next: usize,
}

/// A mention that may still lack its year.
#[derive(Debug, Clone)]
struct Draft {
    span: Range<usize>,
    when: When,
}

#[derive(Debug, Clone)]
enum When {
    Known {
        from: Date,
        to: Date,
        kind: DateKind,
        precision: Precision,
        era: Era,
    },
    /// A quarter or round of a fiscal year that is said elsewhere.
    PartOfYear(Period),
    /// Months, or days of months, of a fiscal year that is said elsewhere.
    Months { from: Part, to: Part },
}

/// A part of a fiscal year.
#[derive(Debug, Clone, Copy)]
enum Period {
    Quarters(u8, u8),
    FirstMonths(u8),
    LastSixMonths,
}

impl Period {
    fn of(self, year: FiscalYear) -> Option<(Date, Date, DateKind)> {
        let months = year.months();
        Some(match self {
            Period::Quarters(first, last) => {
                let kind = if first == last {
                    DateKind::Quarter
                } else {
                    DateKind::Range
                };
                (year.quarter(first)?.0, year.quarter(last)?.1, kind)
            }
            Period::FirstMonths(count) => {
                let last = months.get(usize::from(count).checked_sub(1)?)?;
                let kind = match count {
                    3 => DateKind::Quarter,
                    6 => DateKind::HalfYear,
                    12 => DateKind::FiscalYear,
                    _ => DateKind::Range,
                };
                (year.start(), last.1, kind)
            }
            Period::LastSixMonths => {
                let (from, to) = year.second_half();
                (from, to, DateKind::HalfYear)
            }
        })
    }
}

/// Every date of the text.
pub(super) fn dates(text: &Folded, tokens: &[Token]) -> Vec<DateMention> {
    let parser = Parser {
        text: text.text(),
        tokens,
    };
    let mut drafts: Vec<Draft> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match parser.draft(at, &mut drafts) {
            Some(next) => at = next.max(at + 1),
            None => at += 1,
        }
    }
    let known: Vec<(usize, FiscalYear)> = drafts.iter().filter_map(fiscal_year_of).collect();
    let mut mentions = Vec::new();
    for draft in drafts {
        let near = nearest_year(&known, draft.span.start);
        let Some(When::Known {
            from,
            to,
            kind,
            precision,
            era,
        }) = resolve(draft.when, near)
        else {
            continue;
        };
        mentions.push(DateMention {
            as_of: says_as_of(parser.text.get(..draft.span.start).unwrap_or("")),
            span: text.to_source(draft.span),
            from,
            to,
            kind,
            precision,
            era,
        });
    }
    mentions
}

/// Every month name of the text.
pub(super) fn months(text: &Folded, tokens: &[Token]) -> Vec<MonthMention> {
    let parser = Parser {
        text: text.text(),
        tokens,
    };
    let mut found: Vec<MonthMention> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Kind::Month { month, name } = token.kind else {
            continue;
        };
        if !parser.is_month_here(at, month, name) {
            continue;
        }
        let year = parser.year(at + 1, true).map(|(year, _)| year.year);
        found.push(MonthMention {
            span: text.to_source(token.span.clone()),
            month,
            year,
        });
        // "ตุลาคม พฤศจิกายน และธันวาคม ๒๕๖๗": the year is said once, at the end of the list.
        if let Some(year) = year {
            let mut later = at;
            let mut later_month = month;
            let mut year = year;
            for index in (0..found.len() - 1).rev() {
                let Some(previous) = parser.month_before_in_list(later) else {
                    break;
                };
                if found[index].year.is_some() {
                    break;
                }
                if found[index].month > later_month {
                    year = year.saturating_sub(1);
                }
                found[index].year = Some(year);
                later_month = found[index].month;
                later = previous;
            }
        }
    }
    found
}

/// The fiscal year a known mention is about, for periods nearby that do not say theirs.
fn fiscal_year_of(draft: &Draft) -> Option<(usize, FiscalYear)> {
    match draft.when {
        When::Known {
            to,
            kind: DateKind::FiscalYear,
            ..
        } => Some((draft.span.start, FiscalYear::of(to))),
        When::Known {
            from,
            to,
            kind: DateKind::Range,
            precision: Precision::Month,
            ..
        } if FiscalYear::of(from) == FiscalYear::of(to) => {
            Some((draft.span.start, FiscalYear::of(to)))
        }
        _ => None,
    }
}

/// The last year said before a place, else the first after it.
fn nearest_year(known: &[(usize, FiscalYear)], at: usize) -> Option<FiscalYear> {
    let before = known.iter().rev().find(|(place, _)| *place < at);
    before
        .or_else(|| known.iter().find(|(place, _)| *place > at))
        .map(|(_, year)| *year)
}

fn resolve(when: When, near: Option<FiscalYear>) -> Option<When> {
    match when {
        When::Known { .. } => Some(when),
        When::PartOfYear(period) => {
            let (from, to, kind) = period.of(near?)?;
            Some(When::Known {
                from,
                to,
                kind,
                precision: Precision::Month,
                era: Era::Inherited,
            })
        }
        When::Months { mut from, mut to } => {
            let fiscal = near?;
            for part in [&mut from, &mut to] {
                let year = fiscal.year_of_month(part.month?);
                part.year = Some(Year {
                    year,
                    era: Era::Inherited,
                });
            }
            range(&from, &to)
        }
    }
}

/// The phrases after which a date says what day data is as of, and those that announce.
fn says_as_of(before: &str) -> bool {
    const UNITS: [&str; 7] = ["วันที่", "วัน", "เดือน", "สิ้นเดือน", "สิ้นวันที่", "สิ้น", "สิ้นปี"];
    const ANNOUNCED: [&str; 7] = ["ประกาศ", "ให้ไว้", "สั่ง", "ลงนาม", "ออกให้", "ทำ", "ออก"];
    const UPDATED: [&str; 9] = [
        "ข้อมูลถึง",
        "ข้อมูลจนถึง",
        "สะสมถึง",
        "อัปเดตล่าสุด",
        "อัพเดทล่าสุด",
        "อัพเดตล่าสุด",
        "ปรับปรุงล่าสุด",
        "ปรับปรุงข้อมูล",
        "as of",
    ];
    let trim = |text: &str| text.trim_end_matches([' ', '\n', ':', '.']).len();
    let mut before = &before[..trim(before)];
    for _ in 0..2 {
        if let Some(rest) = UNITS
            .iter()
            .filter_map(|unit| before.strip_suffix(unit))
            .min_by_key(|rest| rest.len())
        {
            before = &rest[..trim(rest)];
        }
    }
    if let Some(rest) = before.strip_suffix("เมื่อ") {
        before = &rest[..trim(rest)];
    }
    if UPDATED.iter().any(|phrase| before.ends_with(phrase)) {
        return true;
    }
    let Some(rest) = before.strip_suffix('ณ') else {
        return false;
    };
    // "งบประมาณ", "งานสารบรรณ" end in the same letter.
    if rest.ends_with(is_letter) && !rest.ends_with("ข้อมูล") {
        return false;
    }
    let subject = rest.trim_end();
    !ANNOUNCED.iter().any(|verb| subject.ends_with(verb))
}

struct Parser<'t> {
    text: &'t str,
    tokens: &'t [Token],
}

impl Parser<'_> {
    fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn number(&self, at: usize) -> Option<(u32, usize)> {
        match self.kind(at)? {
            Kind::Number { value, digits } => Some((value, digits)),
            _ => None,
        }
    }

    fn span(&self, first: usize, next: usize) -> Range<usize> {
        let start = self
            .tokens
            .get(first)
            .map_or(self.text.len(), |token| token.span.start);
        let end = next
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last))
            .map_or(start, |token| token.span.end);
        start..end.max(start)
    }

    /// The first token from `at` on that is none of these kinds.
    fn skip(&self, mut at: usize, kinds: &[Kind]) -> usize {
        while self.kind(at).is_some_and(|kind| kinds.contains(&kind)) {
            at += 1;
        }
        at
    }

    fn spaces(&self, at: usize) -> usize {
        self.skip(at, &[Kind::Space])
    }

    fn any_space(&self, at: usize) -> usize {
        self.skip(at, &[Kind::Space, Kind::Line])
    }

    /// Whether the number at `at` is a piece of something longer: 1.5, 4/2567, ก-12.
    fn is_joined_before(&self, at: usize, signs: &[Kind]) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        if !self.kind(before).is_some_and(|kind| signs.contains(&kind)) {
            return false;
        }
        before
            .checked_sub(1)
            .is_some_and(|first| matches!(self.kind(first), Some(Kind::Number { .. })))
    }

    /// Whether the number at `at` is the end of an abbreviation: "สขร.1". "ลว.5" is a date all the same.
    fn is_in_abbreviation(&self, at: usize) -> bool {
        let Some(start) = self.tokens.get(at).map(|token| token.span.start) else {
            return false;
        };
        let before = self.text.get(..start).unwrap_or("");
        before
            .strip_suffix('.')
            .is_some_and(|stem| stem.ends_with(is_letter) && !stem.ends_with("ลว"))
    }

    fn is_joined_after(&self, next: usize, signs: &[Kind]) -> bool {
        self.kind(next).is_some_and(|kind| signs.contains(&kind))
            && matches!(self.kind(next + 1), Some(Kind::Number { .. }))
    }

    /// Reads one mention that begins at `at` and gives the token after it.
    fn draft(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
        match self.kind(at)? {
            Kind::Fiscal | Kind::Academic => self.fiscal(at, drafts),
            Kind::Budget => {
                let era = self.any_space(at + 1);
                (self.kind(era) == Some(Kind::Buddhist)).then(|| self.fiscal(at, drafts))?
            }
            Kind::Open => self.bracketed_round(at, drafts),
            Kind::Quarter => self.quarter(at, drafts),
            Kind::Round | Kind::Half => self.round(at, drafts),
            Kind::Number { .. } => self
                .compact(at, drafts)
                .or_else(|| self.round(at, drafts))
                .or_else(|| self.listed_days(at, drafts))
                .or_else(|| self.dates_from(at, drafts))
                .or_else(|| self.bare_year(at, drafts)),
            Kind::Month { .. } => self.dates_from(at, drafts),
            Kind::YearWord | Kind::Buddhist | Kind::Common => self.years(at, drafts),
            _ => None,
        }
    }

    /// The year at `at`, after spaces, "ปี" and "พ.ศ.". After a month without a day, two digits must be
    /// such as cannot be a count.
    fn year(&self, at: usize, after_month: bool) -> Option<(Year, usize)> {
        let mut at = self.any_space(at);
        at = self.skip(at, &[Kind::Comma, Kind::Space]);
        if self.kind(at) == Some(Kind::Of) {
            at = self.spaces(at + 1);
        }
        if matches!(self.kind(at), Some(Kind::YearWord)) {
            at = self.spaces(at + 1);
        }
        let stated = match self.kind(at) {
            Some(kind @ (Kind::Buddhist | Kind::Common)) => {
                at = self.skip(at + 1, &[Kind::Space, Kind::Line, Kind::Dot]);
                Some(kind)
            }
            Some(Kind::Quote) => {
                at += 1;
                None
            }
            // "มี.ค./68", "ม.ค.-68"
            Some(Kind::Slash | Kind::Dash)
                if self.follows_month(at) && matches!(self.number(at + 1), Some((_, 2 | 4))) =>
            {
                at += 1;
                None
            }
            _ => None,
        };
        let (value, digits) = self.number(at)?;
        let year = read_year(value, digits, stated, after_month)?;
        let joined = self.is_joined_after(at + 1, &[Kind::Comma])
            || (self.is_joined_after(at + 1, &[Kind::Dot]) && digits == 2)
            || (digits == 2 && stated.is_none() && self.is_joined_after(at + 1, &[Kind::Slash]));
        (!joined).then_some((year, at + 1))
    }

    /// Whether the token before is a month's name.
    fn follows_month(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.kind(before));
        matches!(before, Some(Kind::Month { .. }))
    }

    /// A date or month at `at`: "1 ต.ค. 67", "ต.ค. 67", "30/09/2568", with what is missing left out.
    fn part(&self, at: usize) -> Option<Part> {
        self.numeric(at)
            .or_else(|| self.day_month(at))
            .or_else(|| self.english(at))
            .or_else(|| self.month_year(at))
    }

    /// "1 ต.ค. 67", "๑ เดือน กันยายน พ.ศ. ๒๕๖๔", "19 ธนวาค 2567" (misspelt beyond the list).
    fn day_month(&self, at: usize) -> Option<Part> {
        let day = self.day(at)?;
        if self.is_joined_before(at, &[Kind::Dot, Kind::Slash, Kind::Comma]) {
            return None;
        }
        let mut next = self.spaces(at + 1);
        next = self
            .skip(next, &[Kind::Slash, Kind::Dash, Kind::Comma])
            .min(next + 1);
        next = self.skip(next, &[Kind::Space, Kind::MonthWord, Kind::Of]);
        let (month, named) = match self.kind(next)? {
            Kind::Month { month, .. } => (month, true),
            Kind::Word => (
                misspelt_month(
                    self.tokens
                        .get(next)
                        .and_then(|token| self.text.get(token.span.clone()))?,
                )?,
                false,
            ),
            _ => return None,
        };
        let year = self.year(next + 1, false);
        // A word that only resembles a month needs a four-digit year behind it.
        if !named && !matches!(year, Some((Year { era, .. }, _)) if era != Era::BuddhistTwoDigits) {
            return None;
        }
        let end = year.map_or(next + 1, |(_, next)| next);
        Some(Part {
            day: Some(day),
            month: Some(month),
            year: year.map(|(year, _)| year),
            span: self.span(at, end),
            next: end,
        })
    }

    fn day(&self, at: usize) -> Option<u8> {
        let (value, digits) = self.number(at)?;
        (digits <= 2 && (1..=31).contains(&value) && !self.is_in_abbreviation(at))
            .then(|| u8::try_from(value).ok())
            .flatten()
    }

    /// "ต.ค. 67", "เดือนตุลาคม พ.ศ. 2567", or a month alone.
    fn month_year(&self, at: usize) -> Option<Part> {
        let Some(Kind::Month { month, name }) = self.kind(at) else {
            return None;
        };
        let year = self.year(at + 1, true);
        if year.is_none() && !self.is_month_here(at, month, name) {
            return None;
        }
        let next = year.map_or(at + 1, |(_, next)| next);
        Some(Part {
            day: None,
            month: Some(month),
            year: year.map(|(year, _)| year),
            span: self.span(at, next),
            next,
        })
    }

    /// "March 31, 2025".
    fn english(&self, at: usize) -> Option<Part> {
        let Some(Kind::Month {
            month,
            name: Name::English,
        }) = self.kind(at)
        else {
            return None;
        };
        let day_at = self.skip(at + 1, &[Kind::Space, Kind::Dot]);
        let day = self.day(day_at)?;
        let (year, next) = self.year(day_at + 1, false)?;
        Some(Part {
            day: Some(day),
            month: Some(month),
            year: Some(year),
            span: self.span(at, next),
            next,
        })
    }

    /// "30/09/2568", "2025-03-31", "30.09.2568", "6/13/2022".
    fn numeric(&self, at: usize) -> Option<Part> {
        let signs = [Kind::Slash, Kind::Dash, Kind::Dot];
        let (first, first_digits) = self.number(at)?;
        let mut sign_at = self.spaces(at + 1);
        let sign = self.kind(sign_at).filter(|kind| signs.contains(kind))?;
        let second_at = self.spaces(sign_at + 1);
        let (second, second_digits) = self.number(second_at)?;
        sign_at = self.spaces(second_at + 1);
        if self.kind(sign_at) != Some(sign) {
            return None;
        }
        let third_at = self.spaces(sign_at + 1);
        let (third, third_digits) = self.number(third_at)?;
        let spaced = third_at - at > 4;
        if self.is_joined_before(at, &signs)
            || self.is_joined_after(third_at + 1, &signs)
            || second_digits > 2
            || (spaced && sign != Kind::Slash)
            || self.is_after_latin(at)
        {
            return None;
        }
        let (year, day, month) = if first_digits == 4 {
            (read_year(first, 4, None, false)?, third, second)
        } else {
            let year = match third_digits {
                4 => read_year(third, 4, None, false)?,
                2 if sign == Kind::Slash
                    || self.is_after_date_word(at)
                    || (sign == Kind::Dash && first_digits + second_digits == 4) =>
                {
                    read_numeric_year(third)?
                }
                _ => return None,
            };
            if first_digits > 2 {
                return None;
            }
            // Thai dates have the day first; only a second number above 12 says otherwise.
            if second > 12 {
                (year, second, first)
            } else {
                (year, first, second)
            }
        };
        let day = u8::try_from(day).ok()?;
        let month = u8::try_from(month).ok()?;
        day_of(year.year, month, day)?;
        Some(Part {
            day: Some(day),
            month: Some(month),
            year: Some(year),
            span: self.span(at, third_at + 1),
            next: third_at + 1,
        })
    }

    /// Whether a Latin letter and a sign stand just before: "PUR/01/02/65" is a document's number.
    fn is_after_latin(&self, at: usize) -> bool {
        let before = self
            .tokens
            .get(at)
            .and_then(|token| self.text.get(..token.span.start))
            .unwrap_or("");
        let stem = before.trim_end_matches(['/', '-', '.']);
        stem.len() < before.len() && stem.ends_with(|c: char| c.is_ascii_alphabetic())
    }

    fn is_after_date_word(&self, at: usize) -> bool {
        let mut before = at;
        while let Some(previous) = before.checked_sub(1) {
            match self.kind(previous) {
                Some(Kind::Space) => before = previous,
                Some(Kind::Day | Kind::Weekday | Kind::To) => return true,
                _ => return false,
            }
        }
        false
    }

    /// "20231016" in file names.
    fn compact(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
        let (value, digits) = self.number(at)?;
        let year = value / 10_000;
        let stated = (1990..2100).contains(&year) || BARE_YEARS.contains(&year);
        if digits != 8
            || !stated
            || self.is_joined_before(at, &[Kind::Dot, Kind::Comma, Kind::Dash])
        {
            return None;
        }
        let year = read_year(year, 4, None, false)?;
        let month = u8::try_from(value / 100 % 100).ok()?;
        let day = u8::try_from(value % 100).ok()?;
        let date = day_of(year.year, month, day)?;
        let span = self.span(at, at + 1);
        drafts.push(Draft {
            span,
            when: known(date, date, DateKind::Date, Precision::Day, year.era),
        });
        Some(at + 1)
    }

    /// "23, 25-26 ตุลาคม 2568": each day before the last takes month and year from it.
    fn listed_days(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
        if self.is_joined_before(at, &[Kind::Dot, Kind::Slash, Kind::Comma]) {
            return None;
        }
        let mut days: Vec<(usize, usize, u8, u8)> = Vec::new();
        let mut here = at;
        loop {
            let first = self.day(here)?;
            let mut next = here + 1;
            let mut last = first;
            let dash = self.spaces(next);
            if self.kind(dash) == Some(Kind::Dash)
                && let Some(day) = self.day(self.spaces(dash + 1))
                && self.listing(self.spaces(dash + 1) + 1).is_some()
            {
                last = day;
                next = self.spaces(dash + 1) + 1;
            }
            match self.listing(next) {
                Some(after) => {
                    days.push((here, next, first, last));
                    here = after;
                }
                None => break,
            }
            if days.len() > 31 {
                return None;
            }
        }
        if days.is_empty() {
            return None;
        }
        let mut tail = Vec::new();
        let next = self.dates_from(here, &mut tail)?;
        let When::Known {
            from,
            era,
            precision: Precision::Day,
            ..
        } = tail.first()?.when
        else {
            return None;
        };
        let (year, month) = (from.year(), from.month());
        for (start, end, first, last) in days {
            let from = Date::new(year, month, i8::try_from(first).ok()?).ok()?;
            let to = Date::new(year, month, i8::try_from(last).ok()?).ok()?;
            let kind = if first == last {
                DateKind::Date
            } else {
                DateKind::Range
            };
            drafts.push(Draft {
                span: self.span(start, end),
                when: known(from, to, kind, Precision::Day, era),
            });
        }
        drafts.append(&mut tail);
        Some(next)
    }

    /// The token after a sign or word that lists: ", ", "และ", "กับ".
    fn listing(&self, at: usize) -> Option<usize> {
        let sign = self.spaces(at);
        match self.kind(sign)? {
            Kind::Comma | Kind::And => {
                Some(self.skip(sign + 1, &[Kind::Space, Kind::And, Kind::Day]))
            }
            _ => None,
        }
    }

    /// A date, a month, or a range of them.
    fn dates_from(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
        let first = match self.part(at) {
            Some(part) => part,
            // "1-31 มกราคม 2568": a day alone is a date only at the beginning of a range.
            None => Part {
                day: Some(self.day(at).filter(|_| {
                    !self.is_joined_before(at, &[Kind::Dot, Kind::Slash, Kind::Comma, Kind::Dash])
                })?),
                month: None,
                year: None,
                span: self.span(at, at + 1),
                next: at + 1,
            },
        };
        if let Some(second) = self.connected(first.next).and_then(|to| self.part(to)) {
            if first.day.is_some() && first.year.is_none() && second.day.is_none() {
                // "0๗ ต.ค.-ธ.ค.๖๗": the number belongs to something else, the months to each other.
                return None;
            }
            if let Some(when) = range_of(&first, &second) {
                drafts.push(Draft {
                    span: first.span.start..second.span.end,
                    when,
                });
                return Some(second.next);
            }
        }
        first.month?;
        let when = match first.year {
            Some(_) => range(&first, &first)?,
            None => When::Months {
                from: first.clone(),
                to: first.clone(),
            },
        };
        drafts.push(Draft {
            span: first.span,
            when,
        });
        Some(first.next)
    }

    /// The token after a sign or word that joins two ends of a range.
    fn connected(&self, at: usize) -> Option<usize> {
        let mut sign = self.any_space(at);
        // "ตุลาคม ๒๕๖๗ (วันจันทร์) - ..." is not meant; a closing bracket before the sign is.
        sign = self.skip(sign, &[Kind::Close]).min(sign + 1);
        sign = self.any_space(sign);
        if !matches!(self.kind(sign)?, Kind::Dash | Kind::To) {
            return None;
        }
        let next = self.skip(
            sign + 1,
            &[
                Kind::Space,
                Kind::Line,
                Kind::Day,
                Kind::Weekday,
                Kind::MonthWord,
                Kind::Dash,
                Kind::To,
            ],
        );
        // A weekday that the text layer spoilt ("ศุกร^ที่ 25") still ends in ที่.
        const SPOILT_WEEKDAY: usize = 5;
        let spoilt = (next..next + SPOILT_WEEKDAY)
            .take_while(|&at| matches!(self.kind(at), Some(Kind::Word | Kind::Other | Kind::Day)))
            .find(|&at| self.kind(at) == Some(Kind::Day));
        Some(spoilt.map_or(next, |day| self.spaces(day + 1)))
    }

    /// "ปีงบประมาณ พ.ศ. 2568", also from one to another.
    fn fiscal(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
        let academic = self.kind(at) == Some(Kind::Academic);
        let (year, next) = self.year_after_word(at + 1)?;
        let bounds = |year: u16| {
            if academic {
                (day_of(year, 5, 16), day_of(year.saturating_add(1), 5, 15))
            } else {
                (Some(FiscalYear(year).start()), Some(FiscalYear(year).end()))
            }
        };
        let (from, to) = bounds(year.year);
        if let Some((last, after)) = self.last_year(next, year)
            && let (Some(from), Some(to)) = (from, bounds(last.year).1)
        {
            drafts.push(Draft {
                span: self.span(at, after),
                when: known(from, to, DateKind::Range, Precision::Year, year.era),
            });
            return Some(after);
        }
        let kind = if academic {
            DateKind::AcademicYear
        } else {
            DateKind::FiscalYear
        };
        drafts.push(Draft {
            span: self.span(at, next),
            when: known(from?, to?, kind, Precision::Year, year.era),
        });
        Some(next)
    }

    /// The year after "ปีงบประมาณ" or the like, where two digits are enough.
    fn year_after_word(&self, at: usize) -> Option<(Year, usize)> {
        let at = self
            .skip(at, &[Kind::Space, Kind::Line, Kind::Open, Kind::Other])
            .min(at + 2);
        self.year(at, false)
    }

    /// The last year of "2566 - 2570", when it is later than the first.
    fn last_year(&self, at: usize, first: Year) -> Option<(Year, usize)> {
        let to = self.skip(
            self.connected(at)?,
            &[Kind::Fiscal, Kind::YearWord, Kind::Space],
        );
        let stated = match self.kind(to)? {
            kind @ (Kind::Buddhist | Kind::Common) => Some(kind),
            _ => None,
        };
        let number_at = if stated.is_some() {
            self.skip(to + 1, &[Kind::Space, Kind::Dot])
        } else {
            to
        };
        let (value, digits) = self.number(number_at)?;
        let year = read_year(value, digits, stated, true)?;
        let next = number_at + 1;
        let is_year = first.year < year.year
            && year.year - first.year < 30
            && !self.is_joined_after(next, &[Kind::Comma, Kind::Dot, Kind::Slash])
            && !matches!(self.kind(self.spaces(next)), Some(Kind::Month { .. }));
        is_year.then_some((year, next))
    }

    /// "ปี 2568", "พ.ศ. 2564", "พ.ศ. 2566 - 2570".
    fn years(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
        let (year, next) = self.year(at, false)?;
        let alone =
            self.kind(at) == Some(Kind::YearWord) && self.number(self.spaces(at + 1)).is_some();
        // "3 ปี 12 เดือน": two digits after ปี alone are a year only in the likely range.
        if alone && year.era == Era::BuddhistTwoDigits && !(2540..2600).contains(&year.year) {
            return None;
        }
        self.push_years(at, year, next, drafts)
    }

    fn push_years(
        &self,
        at: usize,
        year: Year,
        next: usize,
        drafts: &mut Vec<Draft>,
    ) -> Option<usize> {
        let (last, kind, next) = match self.last_year(next, year) {
            Some((last, next)) => (last, DateKind::Range, next),
            None => (year, DateKind::Year, next),
        };
        let from = first_of(year.year, 1);
        let to = last_of(last.year, 12);
        drafts.push(Draft {
            span: self.span(at, next),
            when: known(from, to, kind, Precision::Year, year.era),
        });
        Some(next)
    }

    /// "2568" alone, where nothing says that it counts something.
    fn bare_year(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
        let (value, digits) = self.number(at)?;
        let joined = [Kind::Slash, Kind::Dot, Kind::Comma, Kind::Dash];
        if digits != 4
            || !BARE_YEARS.contains(&value)
            || self.is_joined_before(at, &joined)
            || self.is_joined_after(at + 1, &joined[..3])
            || self.counts_something(at)
        {
            return None;
        }
        let year = read_year(value, digits, None, false)?;
        self.push_years(at, year, at + 1, drafts)
    }

    /// Whether the words around a number say that it is an amount or a number of something.
    fn counts_something(&self, at: usize) -> bool {
        const BEFORE: [&str; 9] = [
            "จำนวน",
            "เลขที่",
            "รหัส",
            "ที่",
            "โทร",
            "ห้อง",
            "เป็นเงิน",
            "ราคา",
            "/",
        ];
        const AFTER: [&str; 16] = [
            "บาท",
            "คน",
            "ราย",
            "เรื่อง",
            "ครั้ง",
            "โครงการ",
            "ครัวเรือน",
            "หน่วย",
            "ชุด",
            "แห่ง",
            "ไร่",
            "ลิตร",
            "กิโล",
            "เมตร",
            "%",
            "ล้าน",
        ];
        let Some(token) = self.tokens.get(at) else {
            return false;
        };
        let before = self.text.get(..token.span.start).unwrap_or("").trim_end();
        let after = self.text.get(token.span.end..).unwrap_or("").trim_start();
        BEFORE.iter().any(|word| before.ends_with(word))
            || AFTER.iter().any(|word| after.starts_with(word))
    }

    /// "ไตรมาสที่ 2 ของปีงบประมาณ พ.ศ. 2568", "ไตรมาส 1/2568", "Q1 FY2568".
    fn quarter(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
        let number_at = self.skip(at + 1, &[Kind::Space, Kind::Day, Kind::Line]);
        let (first, mut next) = match self.kind(number_at)? {
            Kind::First => (1, number_at + 1),
            Kind::Last => (4, number_at + 1),
            _ => (self.quarter_number(number_at)?, number_at + 1),
        };
        let mut last = first;
        if let Some(to) = self.connected(next) {
            let to = self.skip(to, &[Kind::Quarter, Kind::Space]);
            if let Some(number) = self.quarter_number(to).filter(|&number| number > first) {
                last = number;
                next = to + 1;
            }
        }
        self.push_period(at, next, Period::Quarters(first, last), drafts)
    }

    fn quarter_number(&self, at: usize) -> Option<u8> {
        let (value, digits) = self.number(at)?;
        (digits <= 2 && (1..=4).contains(&value))
            .then(|| u8::try_from(value).ok())
            .flatten()
    }

    /// "รอบ 6 เดือนแรก", "6 เดือนหลัง", "ครึ่งปีแรก".
    fn round(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
        if self.kind(at) == Some(Kind::Half) {
            let which = self.spaces(at + 1);
            let period = match self.kind(which)? {
                Kind::First => Period::FirstMonths(6),
                Kind::Last => Period::LastSixMonths,
                _ => return None,
            };
            return self.push_period(at, which + 1, period, drafts);
        }
        let is_round = self.kind(at) == Some(Kind::Round);
        let number_at = if is_round {
            self.skip(at + 1, &[Kind::Space, Kind::Of])
        } else {
            at
        };
        let (count, digits) = self.number(number_at)?;
        let unit = self.spaces(number_at + 1);
        if digits > 2
            || !matches!(count, 3 | 6 | 9 | 12)
            || self.kind(unit) != Some(Kind::MonthWord)
            || self.is_joined_before(
                number_at,
                &[Kind::Dot, Kind::Slash, Kind::Comma, Kind::Dash],
            )
        {
            return None;
        }
        let which = self.spaces(unit + 1);
        let (period, next) = match self.kind(which) {
            Some(Kind::First) => (Period::FirstMonths(u8::try_from(count).ok()?), which + 1),
            Some(Kind::Last) if count == 6 => (Period::LastSixMonths, which + 1),
            _ if is_round => (Period::FirstMonths(u8::try_from(count).ok()?), unit + 1),
            _ => return None,
        };
        self.push_period(at, next, period, drafts)
    }

    /// "(6 เดือน)" beside a fiscal year.
    fn bracketed_round(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
        let (count @ (6 | 9 | 12), _) = self.number(at + 1)? else {
            return None;
        };
        let unit = self.spaces(at + 2);
        if self.kind(unit) != Some(Kind::MonthWord) || self.kind(unit + 1) != Some(Kind::Close) {
            return None;
        }
        drafts.push(Draft {
            span: self.span(at + 1, unit + 1),
            when: When::PartOfYear(Period::FirstMonths(u8::try_from(count).ok()?)),
        });
        Some(unit + 1)
    }

    /// Adds a part of a fiscal year, with the year that stands behind it if one does.
    fn push_period(
        &self,
        at: usize,
        next: usize,
        period: Period,
        drafts: &mut Vec<Draft>,
    ) -> Option<usize> {
        let mut year_at = self.any_space(next);
        year_at = self
            .skip(
                year_at,
                &[
                    Kind::Slash,
                    Kind::Open,
                    Kind::Comma,
                    Kind::Space,
                    Kind::Of,
                    Kind::Line,
                ],
            )
            .min(year_at + 4);
        let named = matches!(
            self.kind(year_at),
            Some(Kind::Fiscal | Kind::YearWord | Kind::Buddhist | Kind::Common)
        );
        let slash = self.kind(next) == Some(Kind::Slash);
        let after_fiscal = if self.kind(year_at) == Some(Kind::Fiscal) {
            year_at + 1
        } else {
            year_at
        };
        let year = (named || slash)
            .then(|| self.year_after_word(after_fiscal))
            .flatten();
        match year {
            Some((year, after)) => {
                let (from, to, kind) = period.of(FiscalYear(year.year))?;
                drafts.push(Draft {
                    span: self.span(at, after),
                    when: known(from, to, kind, Precision::Month, year.era),
                });
                Some(after)
            }
            None => {
                drafts.push(Draft {
                    span: self.span(at, next),
                    when: When::PartOfYear(period),
                });
                Some(next)
            }
        }
    }

    /// Whether an abbreviation without a year is a month here, and not an agency (ก.พ., ก.ค.) or a syllable.
    fn is_month_here(&self, at: usize, month: u8, name: Name) -> bool {
        match name {
            Name::Full | Name::Short => return true,
            Name::English => {
                return self.text.trim().len() <= 12 || self.number(self.spaces(at + 1)).is_some();
            }
            Name::Dotted if !matches!(month, 2 | 7) => return true,
            Name::Dotted | Name::Bare => {}
        }
        let alone = self.tokens.iter().enumerate().all(|(index, token)| {
            index == at
                || matches!(
                    token.kind,
                    Kind::Space | Kind::Line | Kind::Dot | Kind::MonthWord
                )
        });
        let is_near = |kind: Option<Kind>| {
            matches!(
                kind,
                Some(
                    Kind::MonthWord
                        | Kind::Month { .. }
                        | Kind::Dash
                        | Kind::To
                        | Kind::Number { .. }
                )
            )
        };
        let mut before = at;
        while before
            .checked_sub(1)
            .is_some_and(|b| matches!(self.kind(b), Some(Kind::Space | Kind::Comma | Kind::And)))
        {
            before -= 1;
        }
        let after = self.skip(at + 1, &[Kind::Space, Kind::Comma, Kind::And]);
        let beside_month =
            |kind: Option<Kind>| matches!(kind, Some(Kind::Month { .. } | Kind::Dash | Kind::To));
        alone
            || before.checked_sub(1).is_some_and(|b| is_near(self.kind(b)))
            || (before == 0 && beside_month(self.kind(after)))
            || self.year(at + 1, true).is_some()
    }

    /// The month name that a list has before the one at `at`: only spaces, commas and "และ" between.
    fn month_before_in_list(&self, at: usize) -> Option<usize> {
        let mut before = at.checked_sub(1)?;
        let mut signs = 0;
        while matches!(
            self.kind(before),
            Some(Kind::Space | Kind::Comma | Kind::And | Kind::MonthWord | Kind::Dash | Kind::To)
        ) {
            before = before.checked_sub(1)?;
            signs += 1;
        }
        (signs > 0 && matches!(self.kind(before), Some(Kind::Month { .. }))).then_some(before)
    }
}

fn known(from: Date, to: Date, kind: DateKind, precision: Precision, era: Era) -> When {
    When::Known {
        from,
        to,
        kind,
        precision,
        era,
    }
}

/// The year that digits mean. Two digits without an era are 25xx; after a month alone only where they
/// cannot be a count.
fn read_year(value: u32, digits: usize, stated: Option<Kind>, after_month: bool) -> Option<Year> {
    let short = u16::try_from(value).ok()?;
    let (year, era) = match (digits, stated) {
        // A wrong era word does not make 2024 a Buddhist year.
        (4, _) if BUDDHIST.contains(&value) => (
            short,
            if stated == Some(Kind::Buddhist) {
                Era::BuddhistStated
            } else {
                Era::BuddhistByRange
            },
        ),
        (4, _) if COMMON.contains(&value) => (
            short + ERA_OFFSET,
            if stated == Some(Kind::Common) {
                Era::CommonStated
            } else {
                Era::CommonByRange
            },
        ),
        (4, Some(Kind::Buddhist)) if (2300..2800).contains(&value) => (short, Era::BuddhistStated),
        (4, Some(Kind::Common)) if (1700..2300).contains(&value) => {
            (short + ERA_OFFSET, Era::CommonStated)
        }
        (2, Some(Kind::Buddhist)) => (2500 + short, Era::BuddhistStated),
        (2, Some(Kind::Common)) => (2000 + short + ERA_OFFSET, Era::CommonStated),
        (2, _) if !after_month || value >= SURE_TWO_DIGITS => {
            (2500 + short, Era::BuddhistTwoDigits)
        }
        _ => return None,
    };
    Some(Year { year, era })
}

/// The two-digit year of "30/09/68": from 40 on Buddhist, below that common (2000 to 2039).
fn read_numeric_year(value: u32) -> Option<Year> {
    let short = u16::try_from(value).ok()?;
    Some(if value >= SURE_TWO_DIGITS {
        Year {
            year: 2500 + short,
            era: Era::BuddhistTwoDigits,
        }
    } else {
        Year {
            year: 2000 + short + ERA_OFFSET,
            era: Era::CommonTwoDigits,
        }
    })
}

/// Gives each end what only the other says, and the range between them.
fn range_of(first: &Part, second: &Part) -> Option<When> {
    let (mut first, mut second) = (first.clone(), second.clone());
    match (first.month, second.month) {
        (None, Some(_)) if second.day.is_some() => first.month = second.month,
        (Some(_), Some(_)) => {}
        _ => return None,
    }
    if first.day.is_none() && second.day.is_some() && first.year.is_none() {
        return None;
    }
    let wraps = (first.month, first.day) > (second.month, second.day.or(first.day));
    match (first.year, second.year) {
        (None, Some(year)) => {
            let year = Year {
                year: year.year.saturating_sub(u16::from(wraps)),
                ..year
            };
            first.year = Some(year);
        }
        (Some(year), None) => {
            let year = Year {
                year: year.year.saturating_add(u16::from(wraps)),
                ..year
            };
            second.year = Some(year);
        }
        (None, None) => {
            return Some(When::Months {
                from: first,
                to: second,
            });
        }
        (Some(_), Some(_)) => {}
    }
    range(&first, &second)
}

/// The range from one complete part to another; a single part is its own range. `None` when it runs
/// backwards or does not exist.
fn range(first: &Part, second: &Part) -> Option<When> {
    let (year, month) = (first.year?, first.month?);
    // A day that the month does not have (31 กันยายน) leaves the month.
    let start = first.day.and_then(|day| day_of(year.year, month, day));
    let from = start.unwrap_or(first_of(year.year, month));
    let (last_year, last_month) = (second.year?, second.month?);
    let end = second
        .day
        .and_then(|day| day_of(last_year.year, last_month, day));
    let to = end.unwrap_or(last_of(last_year.year, last_month));
    if from > to {
        return None;
    }
    let single = first.span == second.span;
    let precision = if start.is_some() || end.is_some() {
        Precision::Day
    } else {
        Precision::Month
    };
    let kind = match (single, start.is_some()) {
        (true, true) => DateKind::Date,
        (true, false) => DateKind::Month,
        _ => DateKind::Range,
    };
    Some(known(from, to, kind, precision, year.era))
}
