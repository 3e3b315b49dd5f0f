//! From tokens to dates. One pass finds what stands by itself; a second gives periods without a year the
//! nearest fiscal year in the text.

use super::draft::{Draft, When, resolve};
use super::parser::Parser;
use super::tokens::{Kind, Token};
use super::{DateKind, DateMention, MonthMention, Precision};
use crate::thai::chars::is_letter;
use crate::thai::fiscal::FiscalYear;
use crate::thai::fold::Folded;

/// Every date of the text.
pub(super) fn dates(text: &Folded<'_>, tokens: &[Token]) -> Vec<DateMention> {
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
pub(super) fn months(text: &Folded<'_>, tokens: &[Token]) -> Vec<MonthMention> {
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
