//! Reading dates, months and ranges from tokens.

use std::ops::Range;

use jiff::civil::Date;

use super::draft::{
    BARE_YEARS, Draft, Part, When, Year, known, range, range_of, read_numeric_year, read_year,
};
use super::tokens::{Kind, Name, Token, misspelt_month};
use super::{DateKind, Era, Precision};
use crate::thai::chars::is_letter;
use crate::thai::fiscal::day_of;

/// Reads what stands at a token.
pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
}

impl Parser<'_> {
    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    pub(super) fn number(&self, at: usize) -> Option<(u32, usize)> {
        match self.kind(at)? {
            Kind::Number { value, digits } => Some((value, digits)),
            _ => None,
        }
    }

    pub(super) fn span(&self, first: usize, next: usize) -> Range<usize> {
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
    pub(super) fn skip(&self, mut at: usize, kinds: &[Kind]) -> usize {
        while self.kind(at).is_some_and(|kind| kinds.contains(&kind)) {
            at += 1;
        }
        at
    }

    pub(super) fn spaces(&self, at: usize) -> usize {
        self.skip(at, &[Kind::Space])
    }

    pub(super) fn any_space(&self, at: usize) -> usize {
        self.skip(at, &[Kind::Space, Kind::Line])
    }

    /// Whether the number at `at` is a piece of something longer: 1.5, 4/2567, ก-12.
    pub(super) fn is_joined_before(&self, at: usize, signs: &[Kind]) -> bool {
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
    pub(super) fn is_in_abbreviation(&self, at: usize) -> bool {
        let Some(start) = self.tokens.get(at).map(|token| token.span.start) else {
            return false;
        };
        let before = self.text.get(..start).unwrap_or("");
        before
            .strip_suffix('.')
            .is_some_and(|stem| stem.ends_with(is_letter) && !stem.ends_with("ลว"))
    }

    pub(super) fn is_joined_after(&self, next: usize, signs: &[Kind]) -> bool {
        self.kind(next).is_some_and(|kind| signs.contains(&kind))
            && matches!(self.kind(next + 1), Some(Kind::Number { .. }))
    }

    /// Reads one mention that begins at `at` and gives the token after it.
    pub(super) fn draft(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
        match self.kind(at)? {
            Kind::Fiscal | Kind::Academic => self.fiscal(at, drafts),
            Kind::Budget => {
                let era = self.any_space(at + 1);
                (self.kind(era) == Some(Kind::Buddhist)).then(|| self.fiscal(at, drafts))?
            }
            Kind::Open => self.bracketed_round(at, drafts),
            Kind::Quarter => self.quarter(at, drafts),
            Kind::Round | Kind::Half | Kind::Word => self.round(at, drafts),
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
    pub(super) fn year(&self, at: usize, after_month: bool) -> Option<(Year, usize)> {
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
    pub(super) fn follows_month(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.kind(before));
        matches!(before, Some(Kind::Month { .. }))
    }

    /// A date or month at `at`: "1 ต.ค. 67", "ต.ค. 67", "30/09/2568", with what is missing left out.
    pub(super) fn part(&self, at: usize) -> Option<Part> {
        self.numeric(at)
            .or_else(|| self.day_month(at))
            .or_else(|| self.english(at))
            .or_else(|| self.month_year(at))
    }

    /// "1 ต.ค. 67", "๑ เดือน กันยายน พ.ศ. ๒๕๖๔", "19 ธนวาค 2567" (misspelt beyond the list).
    pub(super) fn day_month(&self, at: usize) -> Option<Part> {
        let day = self.day(at)?;
        if self.is_joined_before(at, &[Kind::Dot, Kind::Slash, Kind::Comma]) {
            return None;
        }
        let mut next = self.spaces(self.after_ordinal(at + 1));
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

    /// What follows the "st" of "1st" or the like at `at`, whose letters are tokens of their own.
    fn after_ordinal(&self, at: usize) -> usize {
        let rest = self
            .tokens
            .get(at)
            .and_then(|token| self.text.get(token.span.start..))
            .unwrap_or("");
        let ends = ["st", "nd", "rd", "th"].iter().any(|ending| {
            rest.strip_prefix(ending)
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic()))
        });
        if ends { at + 2 } else { at }
    }

    pub(super) fn day(&self, at: usize) -> Option<u8> {
        let (value, digits) = self.number(at)?;
        (digits <= 2 && (1..=31).contains(&value) && !self.is_in_abbreviation(at))
            .then(|| u8::try_from(value).ok())
            .flatten()
    }

    /// "ต.ค. 67", "เดือนตุลาคม พ.ศ. 2567", or a month alone.
    pub(super) fn month_year(&self, at: usize) -> Option<Part> {
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
    pub(super) fn english(&self, at: usize) -> Option<Part> {
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
    pub(super) fn numeric(&self, at: usize) -> Option<Part> {
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
    pub(super) fn is_after_latin(&self, at: usize) -> bool {
        let before = self
            .tokens
            .get(at)
            .and_then(|token| self.text.get(..token.span.start))
            .unwrap_or("");
        let stem = before.trim_end_matches(['/', '-', '.']);
        stem.len() < before.len() && stem.ends_with(|c: char| c.is_ascii_alphabetic())
    }

    pub(super) fn is_after_date_word(&self, at: usize) -> bool {
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
    pub(super) fn compact(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
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
    pub(super) fn listed_days(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
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
    pub(super) fn listing(&self, at: usize) -> Option<usize> {
        let sign = self.spaces(at);
        match self.kind(sign)? {
            Kind::Comma | Kind::And => {
                Some(self.skip(sign + 1, &[Kind::Space, Kind::And, Kind::Day]))
            }
            _ => None,
        }
    }

    /// A date, a month, or a range of them.
    pub(super) fn dates_from(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
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
            // "0๗ ต.ค.-ธ.ค.๖๗", "6 เดือน ต.ค.67 - มี.ค.68": the number belongs to something else, the months to each
            // other.
            let counts = || self.kind(self.spaces(at + 1)) == Some(Kind::MonthWord);
            if first.day.is_some() && second.day.is_none() && (first.year.is_none() || counts()) {
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
    pub(super) fn connected(&self, at: usize) -> Option<usize> {
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

    /// Whether an abbreviation without a year is a month here, and not an agency (ก.พ., ก.ค.) or a syllable.
    pub(super) fn is_month_here(&self, at: usize, month: u8, name: Name) -> bool {
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
    pub(super) fn month_before_in_list(&self, at: usize) -> Option<usize> {
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
