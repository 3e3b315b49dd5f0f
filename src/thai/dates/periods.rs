//! Reading years, fiscal years, quarters and rounds from tokens.

use super::draft::{BARE_YEARS, Draft, Period, When, Year, known, read_year};
use super::parser::Parser;
use super::tokens::Kind;
use super::{DateKind, Era, Precision};
use crate::thai::fiscal::{FiscalYear, day_of, first_of, last_of};

impl Parser<'_> {
    /// "ปีงบประมาณ พ.ศ. 2568", also from one to another.
    pub(super) fn fiscal(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
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
        // "ปีงบประมาณ พ.ศ. 2567 และ พ.ศ. 2568": the word holds for both.
        let mut next = next;
        while let Some((first, year, after)) = self.listed_year(next)
            && let (Some(from), Some(to)) = bounds(year.year)
        {
            drafts.push(Draft {
                span: self.span(first, after),
                when: known(from, to, kind, Precision::Year, year.era),
            });
            next = after;
        }
        Some(next)
    }

    /// The year after "และ" or a comma that has its own "พ.ศ.": where that begins, the year, what follows.
    fn listed_year(&self, at: usize) -> Option<(usize, Year, usize)> {
        let joint = self.spaces(at);
        if !matches!(self.kind(joint)?, Kind::And | Kind::Comma) {
            return None;
        }
        let first = self.spaces(joint + 1);
        if !matches!(self.kind(first)?, Kind::Buddhist | Kind::Common) {
            return None;
        }
        let (year, after) = self.year(first, false)?;
        Some((first, year, after))
    }

    /// The year after "ปีงบประมาณ" or the like, where two digits are enough.
    pub(super) fn year_after_word(&self, at: usize) -> Option<(Year, usize)> {
        let at = self
            .skip(at, &[Kind::Space, Kind::Line, Kind::Open, Kind::Other])
            .min(at + 2);
        self.year(at, false)
    }

    /// The last year of "2566 - 2570", when it is later than the first.
    pub(super) fn last_year(&self, at: usize, first: Year) -> Option<(Year, usize)> {
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
    pub(super) fn years(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
        let (year, next) = self.year(at, false)?;
        let alone =
            self.kind(at) == Some(Kind::YearWord) && self.number(self.spaces(at + 1)).is_some();
        // "3 ปี 12 เดือน": two digits after ปี alone are a year only in the likely range.
        if alone && year.era == Era::BuddhistTwoDigits && !(2540..2600).contains(&year.year) {
            return None;
        }
        self.push_years(at, year, next, drafts)
    }

    pub(super) fn push_years(
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
    pub(super) fn bare_year(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
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
    pub(super) fn counts_something(&self, at: usize) -> bool {
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
    pub(super) fn quarter(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
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

    pub(super) fn quarter_number(&self, at: usize) -> Option<u8> {
        let (value, digits) = self.number(at).or_else(|| self.small_number(at))?;
        (digits <= 2 && (1..=4).contains(&value))
            .then(|| u8::try_from(value).ok())
            .flatten()
    }

    /// A number of quarters or months in words, as [`Parser::number`] gives one in digits.
    fn small_number(&self, at: usize) -> Option<(u32, usize)> {
        const WORDS: [(&str, u32); 7] = [
            ("หนึ่ง", 1),
            ("สอง", 2),
            ("สาม", 3),
            ("สี่", 4),
            ("หก", 6),
            ("เก้า", 9),
            ("สิบสอง", 12),
        ];
        let token = self.tokens.get(at)?;
        let word = self.text.get(token.span.clone())?;
        let (_, value) = WORDS.iter().find(|(known, _)| *known == word)?;
        Some((*value, 1))
    }

    /// "รอบ 6 เดือนแรก", "6 เดือนหลัง", "ครึ่งปีแรก".
    pub(super) fn round(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
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
        let (count, digits) = self
            .number(number_at)
            .or_else(|| self.small_number(number_at))?;
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
    pub(super) fn bracketed_round(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
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
    pub(super) fn push_period(
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
}
