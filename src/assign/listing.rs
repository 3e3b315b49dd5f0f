//! Titles of items in a document, and the places that only list them.
//!
//! An index page, a table of contents, a cover letter or the checklist itself names every item and
//! evidences none. What is listed is left out before anything is judged.

use std::collections::BTreeSet;
use std::ops::Range;

use super::sections::BEGINNING;
use crate::check::phrases::Hits;
use crate::index::{Indexed, IndexedTable, PlacedUnit, UnitKind};
use crate::rules::model::RuleSet;
use crate::thai::chars::is_alphabetic;
use crate::thai::codes::{Certainty, find_codes};
use crate::thai::fold::fold;

/// Items named in a table that make it a checklist.
const IN_TABLE: usize = 5;

/// Items named in one paragraph that make it a reference.
const IN_PARAGRAPH: usize = 3;

/// Items named one after the other that make a list of contents.
const IN_A_ROW: usize = 4;

/// Characters between two titles of a list: a page number, a web address, a line of dots.
const BETWEEN: usize = 110;

/// Shortest alias that counts as a title; shorter ones stand inside other words.
const ALIAS: usize = 10;

/// A title this long is unmistakable at the head of a heading of this length at most, in characters.
const LONG_TITLE: usize = 40;
const LONG_HEADING: usize = 260;

/// A title of an item in the text.
#[derive(Debug, Clone)]
pub(super) struct Title {
    pub(super) item: String,
    pub(super) unit: usize,
    pub(super) span: Range<usize>,
    /// The official title, not a shorter one.
    pub(super) official: bool,
    /// The unit says little else.
    pub(super) heads: bool,
}

/// Every title in a document; of overlapping ones the longest.
pub(super) fn titles(rules: &RuleSet, document: &Indexed, hits: &Hits) -> Vec<Title> {
    let mut list = Vec::new();
    for item in &rules.items {
        let titles = item.titles.iter().zip(item.titles.numbers()).enumerate();
        for (place, (name, number)) in titles {
            let official = place < item.official;
            if !official && name.chars().count() < ALIAS {
                continue;
            }
            for hit in hits.of(*number) {
                let unit = document.unit_at(hit.span.start);
                let last = document.unit_at(hit.span.end);
                let kind = document.units.get(unit).map(|unit| unit.kind);
                let around: usize = (unit..=last)
                    .map(|unit| document.unit_text(unit).chars().count())
                    .sum();
                let own = name.chars().count();
                let before = document
                    .units
                    .get(unit)
                    .and_then(|unit| document.text.source().get(unit.span.start..hit.span.start))
                    .unwrap_or_default();
                list.push(Title {
                    item: item.id.clone(),
                    unit,
                    span: hit.span.clone(),
                    official: (official || own >= LONG_TITLE) && leads(before),
                    heads: matches!(kind, Some(UnitKind::Heading | UnitKind::Paragraph))
                        && !is_caption(document, unit)
                        && (around * 10 <= own * 16 + 250
                            || (own >= LONG_TITLE && leads(before) && around <= LONG_HEADING)),
                });
            }
        }
    }
    let covered = |title: &Title| {
        list.iter().any(|other| {
            other.item != title.item
                && other.span.len() > title.span.len()
                && other.span.start <= title.span.start
                && title.span.end <= other.span.end
        })
    };
    let mut kept: Vec<Title> = list
        .iter()
        .filter(|title| !covered(title))
        .cloned()
        .collect();
    kept.sort_by_key(|title| (title.span.start, std::cmp::Reverse(title.span.end)));
    kept
}

/// Whether a line stands just below a photograph and says what it shows. At the beginning of a document it is a title
/// below the emblem.
pub(super) fn is_caption(document: &Indexed, unit: usize) -> bool {
    let kind = document.units.get(unit).map(|unit| unit.kind);
    let above = unit.checked_sub(1);
    unit >= BEGINNING
        && kind == Some(UnitKind::Paragraph)
        && above.is_some_and(|above| document.is_photograph(above))
}

/// Whether a title stands at the head of its line, behind a number or a word such as เรื่อง at most. A report
/// on measures names the measures, and is not the measures.
fn leads(before: &str) -> bool {
    const HEADS: &[&str] = &[
        "เรื่อง",
        "บทที่",
        "ส่วนที่",
        "หมวด",
        "ข้อ",
        "ตอนที่",
        "ภาคผนวก",
        "การ",
        "ข้อมูล",
        "OIT",
    ];
    let mut rest = before.trim().to_owned();
    for head in HEADS {
        rest = rest.replace(head, "");
    }
    rest.chars().filter(|c| is_alphabetic(*c)).count() <= 2
}

/// For each unit whether it only lists items.
pub(super) fn listed(document: &Indexed, titles: &[Title]) -> Vec<bool> {
    let mut listed = vec![false; document.units.len()];
    let mut mark = |range: Range<usize>| {
        for slot in listed.iter_mut().take(range.end).skip(range.start) {
            *slot = true;
        }
    };
    let mentions = mentions(document, titles);
    for table in &document.tables {
        let items: BTreeSet<&str> = mentions
            .iter()
            .filter(|mention| table.units.contains(&mention.unit))
            .map(|mention| mention.item.as_str())
            .collect();
        if items.len() >= IN_TABLE {
            mark(table.units.clone());
        }
    }
    for table in document
        .tables
        .iter()
        .filter(|table| is_contents(document, table))
    {
        mark(table.units.clone());
    }
    for group in mentions.chunk_by(|a, b| a.unit == b.unit) {
        let items: BTreeSet<&str> = group.iter().map(|mention| mention.item.as_str()).collect();
        if let (true, Some(first)) = (items.len() >= IN_PARAGRAPH, group.first()) {
            mark(first.unit..first.unit + 1);
        }
    }
    let source = document.text.source();
    let close = |a: &Mention, b: &Mention| {
        let between = source.get(a.end..b.start.max(a.end)).unwrap_or_default();
        between.chars().count() <= BETWEEN
    };
    for group in mentions.chunk_by(close) {
        for run in runs(group) {
            let items: BTreeSet<&str> = run.iter().map(|mention| mention.item.as_str()).collect();
            if let (true, Some(first), Some(last)) =
                (items.len() >= IN_A_ROW, run.first(), run.last())
            {
                mark(first.unit..document.unit_at(last.end) + 1);
            }
        }
    }
    listed
}

/// Whether a table is a list of contents: a column headed หน้า that holds page numbers, and text beside it.
fn is_contents(document: &Indexed, table: &IndexedTable) -> bool {
    let text = |cell: &PlacedUnit| document.unit_text(cell.unit).trim();
    let Some(pages) = table.cells.iter().find(|cell| {
        cell.row == 0
            && matches!(
                fold(text(cell)).as_str(),
                "หน้า" | "เลขหน้า" | "หน้าที่" | "page"
            )
    }) else {
        return false;
    };
    let below = table
        .cells
        .iter()
        .filter(|cell| cell.row > 0 && cell.column == pages.column);
    let (numbers, all) = below.fold((0usize, 0usize), |(numbers, all), cell| {
        let number = fold(text(cell)).parse::<u16>().is_ok();
        (numbers + usize::from(number), all + 1)
    });
    all > 0 && numbers * 10 >= all * 7
}

/// Cuts where an item comes again: after a list of contents the first chapter names its item once more.
fn runs(group: &[Mention]) -> Vec<&[Mention]> {
    let mut runs = Vec::new();
    let mut start = 0;
    let mut last_of: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for (number, mention) in group.iter().enumerate() {
        // A number right beside its own title is the same entry.
        let again = last_of
            .insert(&mention.item, number)
            .is_some_and(|last| last >= start && last + 1 < number);
        if again {
            runs.extend(group.get(start..number));
            start = number;
        }
    }
    runs.extend(group.get(start..));
    runs
}

struct Mention {
    item: String,
    unit: usize,
    start: usize,
    end: usize,
}

/// Titles and item numbers, by position.
fn mentions(document: &Indexed, titles: &[Title]) -> Vec<Mention> {
    let mut list: Vec<Mention> = titles
        .iter()
        .filter(|title| title.official)
        .map(|title| Mention {
            item: title.item.clone(),
            unit: title.unit,
            start: title.span.start,
            end: title.span.end,
        })
        .collect();
    for (number, unit) in document.units.iter().enumerate() {
        for code in find_codes(document.unit_text(number)) {
            // "O1-O10" hands out items; a list has each on its own.
            if code.certainty != Certainty::Possible && code.through.is_none() {
                list.push(Mention {
                    item: code.item(),
                    unit: number,
                    start: unit.span.start + code.span.start,
                    end: unit.span.start + code.span.end,
                });
            }
        }
    }
    list.sort_by_key(|mention| (mention.start, mention.end));
    list
}
