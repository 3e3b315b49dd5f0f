//! Documents cut at the headings that are titles or numbers of items.
//!
//! One file often answers several items in turn. What only lists items belongs to no section.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::candidate::{CONTENT_MET, signal};
use super::name::{bare, letters};
use super::path::{NAME_ALIKE, stem};
use super::{Context, listing, weight};
use crate::check::phrases::Hits;
use crate::check::{self, Part};
use crate::index::{Indexed, UnitKind};
use crate::result::Signal;
use crate::thai::chapters::{chapter, chapter_title};
use crate::thai::chars::is_numeric;
use crate::thai::codes::{Certainty, Scheme, find_codes};
use crate::thai::dates::{Precision, find_dates};

/// Items a checklist names at least, and characters it has for each at most.
pub(super) const CHECKLIST_ITEMS: usize = 10;
const CHECKLIST_TEXT: usize = 900;

/// Least similarity of a heading to count; a heading has more words than a file name.
const HEADING_ALIKE: f64 = 0.6;

/// Least similarity of the first line of a page for another report to begin there, and its least length in
/// characters: a few words are like many titles.
const PAGE_TOP_ALIKE: f64 = 0.72;
const PAGE_TOP: usize = 25;

/// Units at the beginning of a document that may be its title without being marked as one.
pub(super) const BEGINNING: usize = 8;

/// Chapters, and items that their titles are like, from which on a document is a book: the chapters of a manual are
/// all of one item. Two chapters are a book where what they hold is of two items.
const CHAPTERS: usize = 3;
const CHAPTER_ITEMS: usize = 2;

/// Most pages of a document that is looked through page by page, and least share of an item's requirements that a
/// page meets to be about it.
const TOPIC_PAGES: usize = 12;
const TOPIC: f64 = 0.6;

/// Digits of the shortest telephone number; two years have eight, but no title is of two days.
const TELEPHONE: usize = 9;

/// Characters that the longest form of a day takes, such as "วันพฤหัสบดีที่ ๑๔ เดือน พฤศจิกายน พุทธศักราช ๒๕๖๗".
const DAY: usize = 60;

/// Shortest heading that is compared with the titles, in characters: fewer letters are in many of them.
const SHORTEST_HEADING: usize = 14;

/// The same for what is left of one without the number of a chapter and a remark in brackets.
const SHORTEST_TITLE: usize = 10;

/// Fewest letters that are left without the agency, the month and the year: "งานของ" is no title.
const TITLE_LETTERS: usize = 7;

/// Longest heading that is compared with the titles, in characters.
const HEADING: usize = 160;

/// Least characters of a section; less is a line in a list of contents.
pub(super) const SECTION: usize = 60;

/// How sure the borders of a section are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// The whole document.
    Whole,
    /// At titles or numbers of items.
    Title,
    /// At the chapters of a book, whatever they are called.
    Chapter,
    /// The beginning of a document that is cut further down where a page begins like an item's title.
    Beginning,
    /// Where a page begins like an item's title. If it answers nothing, it goes on with what stands before.
    Likeness,
}

/// A stretch of a document that may answer one item.
pub(super) struct Section {
    pub(super) units: Vec<Range<usize>>,
    /// Items whose title or number heads it, with the signal.
    pub(super) headed: Vec<Signal>,
    /// How it was cut out of its document.
    pub(super) cut: Cut,
    /// By item in the official order: which of its content requirements the section meets.
    pub(super) met: Vec<Vec<bool>>,
}

/// Cuts a document at the headings that are titles or numbers of items; lists of items are left out.
pub(super) fn sections(context: &Context<'_>, document: &Indexed, hits: &Hits) -> Vec<Section> {
    let titles = listing::titles(context.rules, document, hits);
    let listed = listing::listed(document, &titles);
    let cuts = headings(context, document, &titles, &listed);
    let (cuts, listed) = without_checklist(document, cuts, listed);
    let knife = Knife {
        context,
        document,
        hits,
        cuts,
        listed,
    };
    let items: BTreeSet<&str> = knife.title_cuts().map(|(_, s)| s.item.as_str()).collect();
    let chapters = knife.chapters();
    if !chapters.is_empty() {
        knife.by_chapters(&chapters)
    } else if items.len() < 2 {
        match knife.halves() {
            halves if halves.len() > 1 => knife.by_headings(halves),
            _ => knife.by_pages(items.is_empty()),
        }
    } else {
        knife.by_headings(knife.titles())
    }
}

/// A document with what is known of its headings.
struct Knife<'a> {
    context: &'a Context<'a>,
    document: &'a Indexed,
    hits: &'a Hits,
    /// Headings that are an item's title or number, by unit.
    cuts: Vec<(usize, Signal)>,
    /// For each unit whether it only lists items.
    listed: Vec<bool>,
}

impl Knife<'_> {
    /// Headings that cut; a shorter title is too often a subheading of another item.
    fn title_cuts(&self) -> impl Iterator<Item = &(usize, Signal)> {
        let cuts = self.cuts.iter();
        cuts.filter(|(_, signal)| signal.signal != "alias-in-heading")
    }

    /// Where the chapters of a book begin; none where a document is no book.
    fn chapters(&self) -> Vec<usize> {
        let chapters = chapters(self.document, &self.listed);
        let of_items: BTreeSet<String> = chapters
            .iter()
            .filter_map(|unit| {
                let title = chapter_title(self.document.unit_text(*unit))?;
                nearest_title(self.context, title, HEADING_ALIKE)
            })
            .collect();
        let Some(first) = chapters.first().filter(|_| chapters.len() >= CHAPTER_ITEMS) else {
            return Vec::new();
        };
        if self.is_of_one_item(0..*first) {
            return Vec::new();
        }
        if of_items.len() >= CHAPTER_ITEMS && chapters.len() >= CHAPTERS {
            return chapters;
        }
        // Titles in words of its own: what the chapters hold tells, of two manuals the one that the title is like.
        let ranges = ranges(&chapters, self.document.units.len());
        let topics = ranges.filter_map(|range| self.titled(&range).or_else(|| self.topic(range)));
        let topics: BTreeSet<usize> = topics.collect();
        if topics.len() >= CHAPTER_ITEMS {
            chapters
        } else {
            Vec::new()
        }
    }

    /// Whether a document is named for one item and headed like it: its chapters are that item's.
    fn is_of_one_item(&self, beginning: Range<usize>) -> bool {
        let headed = self.headed(&beginning);
        let alike = self.numbered().is_some_and(|item| {
            !headed.is_empty() && headed.iter().all(|signal| signal.item == item)
        });
        alike || (headed.is_empty() && self.is_named_for_one_item())
    }

    /// Whether number and words of the file name, or its words and the heading, say the same item: the pages of a report
    /// are then that item's, whatever plan they repeat.
    fn is_named_for_one_item(&self) -> bool {
        let numbered = self.numbered();
        // Every heading is compared with every title: only for a name that says an item.
        let headed = LazyCell::new(|| self.headed(&(0..self.document.units.len())));
        self.named().iter().any(|item| {
            numbered.as_ref() == Some(item) || headed.iter().any(|signal| signal.item == *item)
        })
    }

    /// Whether number and words of the file name and a heading say the same item.
    fn is_numbered_and_named(&self) -> bool {
        let Some(numbered) = self.numbered() else {
            return false;
        };
        let beginning = || self.headed(&(0..self.document.units.len().min(BEGINNING)));
        self.named().contains(&numbered) && beginning().iter().any(|signal| signal.item == numbered)
    }

    /// Items that the file name is called like.
    fn named(&self) -> Vec<String> {
        let alike = self.context.names.alike(&bare(stem(&self.document.path)));
        let named = alike.into_iter().filter(|(_, alike)| *alike >= NAME_ALIKE);
        named.map(|(item, _)| item).collect()
    }

    /// The only item that the file name numbers.
    fn numbered(&self) -> Option<String> {
        let codes = self.context.codes(stem(&self.document.path));
        match codes.as_slice() {
            [(item, _)] => Some(item.clone()),
            _ => None,
        }
    }

    /// The item that the title of a chapter is like, if the chapter meets most of its requirements.
    fn titled(&self, range: &Range<usize>) -> Option<usize> {
        let title = chapter_title(self.document.unit_text(range.start))?;
        let nearest = nearest_title(self.context, title, HEADING_ALIKE)?;
        let part = self.part(range.clone());
        let others = BTreeMap::new();
        let mut items = self.context.rules.items.iter();
        items.position(|item| {
            let scope = || self.context.scope(item, &part, &others);
            item.id == nearest && check::is_covered(item, &scope(), CONTENT_MET, TOPIC)
        })
    }

    /// The first item, in the official order, of which a stretch meets most requirements. Where there are photographs it
    /// is the one of which it meets the most: what a report shows is what its plan names.
    fn topic(&self, range: Range<usize>) -> Option<usize> {
        let part = self.part(range);
        let others = BTreeMap::new();
        let items = self.context.rules.items.iter().enumerate();
        let mut covered = items.filter(|(_, item)| {
            let scope = self.context.scope(item, &part, &others);
            check::is_covered(item, &scope, CONTENT_MET, TOPIC)
        });
        let mut units = part.unit_numbers();
        if !units.any(|unit| self.document.is_photograph(unit)) {
            return covered.next().map(|(number, _)| number);
        }
        let shares = covered.map(|(number, item)| {
            let met = check::coverage(item, &self.context.scope(item, &part, &others));
            let count = met.iter().filter(|met| **met).count();
            (number, count as f64 / met.len() as f64)
        });
        // The official order breaks ties.
        let best = shares.reduce(|best, next| if next.1 > best.1 { next } else { best });
        best.map(|(number, _)| number)
    }

    fn by_chapters(&self, starts: &[usize]) -> Vec<Section> {
        let ranges = ranges(starts, self.document.units.len());
        ranges
            .filter(|range| self.says_something(range))
            .map(|range| {
                let headed = once_each(self.headed(&range));
                self.section(range, headed, Cut::Chapter)
            })
            .collect()
    }

    /// At pages that begin like an item's title or, where no heading names an item, answer another item than the
    /// page before.
    fn by_pages(&self, unnamed: bool) -> Vec<Section> {
        let mut starts = Vec::new();
        if !self.is_numbered_and_named() {
            starts = like_page_tops(self.context, self.document, &self.listed);
        }
        if starts.is_empty() && unnamed && !self.is_named_for_one_item() {
            starts = self.topic_pages();
        }
        starts.insert(0, 0);
        let parts: Vec<Range<usize>> = ranges(&starts, self.document.units.len()).collect();
        let cut = |number: usize| match (parts.len(), number) {
            (1, _) => Cut::Whole,
            (_, 0) => Cut::Beginning,
            _ => Cut::Likeness,
        };
        let parts = parts.iter().enumerate();
        parts
            .map(|(number, part)| self.section(part.clone(), self.headed(part), cut(number)))
            .collect()
    }

    /// Pages from the second on that answer another item than those before, most of its requirements each: a web
    /// page printed with its neighbours.
    fn topic_pages(&self) -> Vec<usize> {
        let mut tops: Vec<usize> = Vec::new();
        let mut page = None;
        for (number, unit) in self.document.units.iter().enumerate() {
            if unit.page.is_some() && unit.page != page && unit.kind != UnitKind::Margin {
                page = unit.page;
                tops.push(number);
            }
        }
        if !(2..=TOPIC_PAGES).contains(&tops.len()) {
            return Vec::new();
        }
        let mut starts = Vec::new();
        let mut before: Option<usize> = None;
        for range in ranges(&tops, self.document.units.len()) {
            let top = self.document.unit_text(range.start);
            if !check::short(top) || !may_head(top) {
                continue;
            }
            let Some(topic) = self.topic(range.clone()) else {
                continue;
            };
            if before.is_some_and(|before| before != topic) {
                starts.push(range.start);
            }
            before = Some(topic);
        }
        starts
    }

    /// Whether a stretch is more than a line in a list of contents.
    fn says_something(&self, range: &Range<usize>) -> bool {
        let mut units = range.clone();
        let length = |unit: usize| self.document.unit_text(unit).chars().count();
        units.clone().map(length).sum::<usize>() >= SECTION
            || units.any(|unit| self.document.is_photograph(unit))
    }

    /// Where the title of another item begins, with what says so.
    fn titles(&self) -> Vec<(usize, Vec<Signal>)> {
        beginnings(self.title_cuts())
    }

    /// Shorter titles, each a line of its own, that head what their items ask: the halves of a web page.
    fn halves(&self) -> Vec<(usize, Vec<Signal>)> {
        let alone = |(unit, signal): &&(usize, Signal)| {
            let items = &self.context.rules.items;
            let item = items.iter().find(|item| item.id == signal.item);
            let called = |name: &str| letters(&bare(name));
            let text = called(without_remark(self.document.unit_text(*unit)));
            item.is_some_and(|item| {
                let mut names = item.aliases.iter().chain([&item.title.th]);
                names.any(|name| called(name) == text)
            })
        };
        let starts = beginnings(self.cuts.iter().filter(alone));
        let units: Vec<usize> = starts.iter().map(|(unit, _)| *unit).collect();
        let ranges = ranges(&units, self.document.units.len());
        let answered = ranges.zip(starts).filter(|(range, (_, headed))| {
            let part = self.part(range.clone());
            let others = BTreeMap::new();
            let items = self.context.rules.items.iter();
            let mut own = items.filter(|item| headed.iter().any(|signal| signal.item == item.id));
            own.any(|item| {
                let scope = self.context.scope(item, &part, &others);
                check::is_covered(item, &scope, CONTENT_MET, TOPIC)
            })
        });
        answered.map(|(_, start)| start).collect()
    }

    fn by_headings(&self, mut starts: Vec<(usize, Vec<Signal>)>) -> Vec<Section> {
        // What stands before the first title may answer an item without naming it.
        if starts.first().is_some_and(|(unit, _)| *unit > 0) {
            starts.insert(0, (0, Vec::new()));
        }
        let units: Vec<usize> = starts.iter().map(|(unit, _)| *unit).collect();
        let ranges = ranges(&units, self.document.units.len());
        let headed = starts.into_iter().map(|(_, headed)| once_each(headed));
        ranges
            .zip(headed)
            .map(|(range, headed)| self.section(range, headed, Cut::Title))
            .filter(|section| {
                let units = section.units.iter().flat_map(Clone::clone);
                let length: usize = units
                    .map(|unit| self.document.unit_text(unit).chars().count())
                    .sum();
                length >= SECTION
            })
            .collect()
    }

    /// What heads a stretch: titles, numbers, and headings that are like a title.
    fn headed(&self, range: &Range<usize>) -> Vec<Signal> {
        let mut headed: Vec<Signal> = self
            .cuts
            .iter()
            .filter(|(unit, _)| range.contains(unit))
            .map(|(_, signal)| signal.clone())
            .collect();
        headed.extend(like_titles(
            self.context,
            self.document,
            &self.listed,
            range.clone(),
        ));
        headed
    }

    /// A stretch without its lists of items.
    fn part(&self, range: Range<usize>) -> Part<'_> {
        let mut units: Vec<Range<usize>> = Vec::new();
        for unit in range {
            if self.listed.get(unit).copied().unwrap_or(false) {
                continue;
            }
            match units.last_mut() {
                Some(last) if last.end == unit => last.end = unit + 1,
                _ => units.push(unit..unit + 1),
            }
        }
        Part {
            document: self.document,
            hits: self.hits,
            units,
        }
    }

    /// A stretch with what it meets of every item's content.
    fn section(&self, range: Range<usize>, headed: Vec<Signal>, cut: Cut) -> Section {
        let part = self.part(range);
        let others = BTreeMap::new();
        let items = self.context.rules.items.iter();
        let met =
            items.map(|item| check::coverage(item, &self.context.scope(item, &part, &others)));
        Section {
            met: met.collect(),
            units: part.units,
            headed,
            cut,
        }
    }
}

/// The unit on the front of a book, before its first chapter or title, that says when the book was made.
pub(super) fn made(document: &Indexed, sections: &[Section]) -> Option<usize> {
    const MADE: &[&str] = &["จัดทำ", "ข้อมูล ณ", "ปรับปรุง", "รวบรวมเมื่อ", "เรียบเรียงเมื่อ"];
    let begins = |section: &&Section| {
        section.cut == Cut::Chapter || section.cut == Cut::Title && !section.headed.is_empty()
    };
    let first = sections.iter().find(begins)?.units.first()?.start;
    let says = |unit: &usize| {
        let text = document.unit_text(*unit);
        let dated = || {
            document
                .dates
                .iter()
                .any(|date| document.unit_at(date.span.start) == *unit)
        };
        check::short(text) && MADE.iter().any(|word| text.contains(word)) && dated()
    };
    (0..first).find(says)
}

/// Cuts at which another item begins than before, with all that say the same.
fn beginnings<'c>(cuts: impl Iterator<Item = &'c (usize, Signal)>) -> Vec<(usize, Vec<Signal>)> {
    let mut starts: Vec<(usize, Vec<Signal>)> = Vec::new();
    for (unit, signal) in cuts {
        match starts.last_mut() {
            Some((_, signals)) if signals.iter().any(|known| known.item == signal.item) => {
                signals.push(signal.clone());
            }
            _ => starts.push((*unit, vec![signal.clone()])),
        }
    }
    starts
}

/// From each start to the next, the last to the end.
fn ranges(starts: &[usize], end: usize) -> impl Iterator<Item = Range<usize>> {
    let ends = starts.iter().skip(1).copied().chain([end]);
    starts.iter().zip(ends).map(|(start, end)| *start..end)
}

/// The item whose titles a heading is most like, at least by so much.
fn nearest_title(context: &Context<'_>, heading: &str, least: f64) -> Option<String> {
    let alike = context.names.alike(&bare(heading));
    // The official order breaks ties: a plan comes before its results.
    alike
        .into_iter()
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
        .filter(|(_, alike)| *alike >= least)
        .map(|(item, _)| item)
}

/// Units at which the chapters of a book begin; what stands before them introduces them. Where the word of the first comes
/// again, the others are for what its chapters are divided into.
fn chapters(document: &Indexed, listed: &[bool]) -> Vec<usize> {
    let units = document.units.iter().enumerate();
    let chapters: Vec<(usize, &str)> = units
        .filter_map(|(number, unit)| {
            let text = document.unit_text(number);
            let heads = matches!(unit.kind, UnitKind::Heading | UnitKind::Paragraph)
                && !listed.get(number).copied().unwrap_or(false)
                && !unit.blank
                && text.chars().count() <= HEADING;
            let (word, _) = chapter(text).filter(|_| heads)?;
            Some((number, word))
        })
        .collect();
    let first = chapters.first().map(|(_, word)| *word);
    let of_first = |(_, word): &&(usize, &str)| Some(*word) == first;
    let divided = chapters.iter().filter(of_first).count() > 1;
    let top = chapters
        .iter()
        .filter(|chapter| !divided || of_first(chapter));
    top.map(|(number, _)| *number).collect()
}

/// Leaves out a checklist whose table was not read as one: many items, each with little below it. A book that
/// answers as many items has pages for each.
fn without_checklist(
    document: &Indexed,
    cuts: Vec<(usize, Signal)>,
    mut listed: Vec<bool>,
) -> (Vec<(usize, Signal)>, Vec<bool>) {
    let items: BTreeSet<&str> = cuts
        .iter()
        .map(|(_, signal)| signal.item.as_str())
        .collect();
    let (Some((first, _)), Some((last, _))) = (cuts.first(), cuts.last()) else {
        return (cuts, listed);
    };
    let length: usize = (*first..*last)
        .map(|unit| document.unit_text(unit).chars().count())
        .sum();
    if items.len() < CHECKLIST_ITEMS || length > CHECKLIST_TEXT * items.len() {
        return (cuts, listed);
    }
    for slot in listed.iter_mut().take(last + 1).skip(*first) {
        *slot = true;
    }
    (Vec::new(), listed)
}

/// Headings, and what stands at the beginning, that come near an item's title; for each item the nearest.
fn like_titles(
    context: &Context<'_>,
    document: &Indexed,
    listed: &[bool],
    range: Range<usize>,
) -> Vec<Signal> {
    let mut best: BTreeMap<String, (f64, usize)> = BTreeMap::new();
    let from = range.start;
    let units = document.units.iter().enumerate();
    for (number, unit) in units.take(range.end).skip(from) {
        let text = document.unit_text(number);
        let title = unit.kind == UnitKind::Heading
            || (number - from < BEGINNING && unit.kind == UnitKind::Paragraph);
        let counts =
            !listed.get(number).copied().unwrap_or(false) && !listing::is_caption(document, number);
        let telling = (SHORTEST_HEADING..=HEADING).contains(&text.chars().count());
        if !title || !counts || !may_head(text) || !telling {
            continue;
        }
        let title = without_remark(chapter_title(text).unwrap_or(text));
        let name = bare(title);
        if title.chars().count() < SHORTEST_TITLE || letters(&name).chars().count() < TITLE_LETTERS
        {
            continue;
        }
        for (item, alike) in context.names.alike(&name) {
            let nearest = best.entry(item).or_insert((alike, number));
            if alike > nearest.0 {
                *nearest = (alike, number);
            }
        }
    }
    best.into_iter()
        .filter(|(_, (alike, _))| *alike >= HEADING_ALIKE)
        .map(|(item, (alike, number))| {
            let text = document.unit_text(number).trim();
            signal(
                &item,
                "like-title-in-heading",
                text,
                weight::LIKE_TITLE * alike,
            )
        })
        .collect()
}

/// Units that begin a page and come so near the title of one item that another report begins there; only
/// where the item differs from that of the report before.
fn like_page_tops(context: &Context<'_>, document: &Indexed, listed: &[bool]) -> Vec<usize> {
    let mut tops = Vec::new();
    let (mut page, mut item) = (None, None);
    let first = document.units.iter().find_map(|unit| unit.page);
    for (number, unit) in document.units.iter().enumerate() {
        if unit.kind == UnitKind::Margin || unit.page.is_none() || unit.page == page {
            continue;
        }
        page = unit.page;
        let text = document.unit_text(number);
        let heads = matches!(unit.kind, UnitKind::Heading | UnitKind::Paragraph)
            && !listed.get(number).copied().unwrap_or(false)
            && may_head(text)
            && (PAGE_TOP..=HEADING).contains(&text.chars().count());
        if !heads {
            continue;
        }
        if let Some(nearest) = nearest_title(context, text, PAGE_TOP_ALIKE)
            && item.as_ref() != Some(&nearest)
        {
            // The first page begins the document in any case.
            if unit.page > first {
                tops.push(number);
            }
            item = Some(nearest);
        }
    }
    tops
}

/// A heading without a remark in brackets at its end: "รายงานประจำเดือน (เผยแพร่ทุกสิ้นเดือน)".
fn without_remark(heading: &str) -> &str {
    let inner = heading.trim_end().strip_suffix(')');
    let title = inner.and_then(|inner| inner.rsplit_once('('));
    match title.map(|(title, _)| title.trim_end()) {
        Some(title) if title.chars().count() >= SHORTEST_TITLE => title,
        _ => heading,
    }
}

/// Whether a text can be a title: no point of a list, no news item with its day, no telephone number.
fn may_head(text: &str) -> bool {
    let digits = text.chars().filter(|c| is_numeric(*c)).count();
    !bulleted(text) && !dated(text) && digits < TELEPHONE
}

/// Whether a text is a point of a list, which names a thing among others and heads nothing.
fn bulleted(text: &str) -> bool {
    text.trim_start()
        .starts_with(['•', '-', '–', '▪', '●', '*', '\u{00B7}', '◦', '○', '➢', '✓'])
}

/// Whether a text begins with a day, as a news item does and a title does not.
fn dated(text: &str) -> bool {
    let beginning = text
        .char_indices()
        .nth(DAY)
        .map_or(text.len(), |(end, _)| end);
    find_dates(text.get(..beginning).unwrap_or(text))
        .first()
        .is_some_and(|date| date.span.start == 0 && date.precision == Precision::Day)
}

/// A title printed on every page is one signal, not twenty.
fn once_each(signals: Vec<Signal>) -> Vec<Signal> {
    let mut seen = BTreeSet::new();
    signals
        .into_iter()
        .filter(|s| seen.insert((s.item.clone(), s.signal.clone())))
        .collect()
}

/// Headings that are an item's title or number, by unit.
fn headings(
    context: &Context<'_>,
    document: &Indexed,
    titles: &[listing::Title],
    listed: &[bool],
) -> Vec<(usize, Signal)> {
    let mut cuts: Vec<(usize, Signal)> = Vec::new();
    for title in titles.iter().filter(|title| title.heads) {
        let heads = !listed.get(title.unit).copied().unwrap_or(false);
        if !heads || dated(document.unit_text(title.unit)) {
            continue;
        }
        let (name, weight) = if title.official {
            ("title-in-heading", weight::TITLE_IN_HEADING)
        } else {
            ("alias-in-heading", weight::ALIAS_IN_HEADING)
        };
        cuts.push((
            title.unit,
            signal(
                &title.item,
                name,
                document.unit_text(title.unit).trim(),
                weight,
            ),
        ));
    }
    let scheme: Scheme = context.rules.scheme();
    for (number, unit) in document.units.iter().enumerate() {
        let text = document.unit_text(number);
        let heading = matches!(unit.kind, UnitKind::Heading | UnitKind::Paragraph)
            && text.chars().count() <= 160
            && !listed.get(number).copied().unwrap_or(false);
        if !heading {
            continue;
        }
        let codes: Vec<_> = find_codes(text)
            .into_iter()
            .filter(|code| code.scheme == scheme && code.certainty != Certainty::Possible)
            .collect();
        // "ข้อ 3" is a clause of an announcement more often than an item. A heading has one number, at its beginning; several are a reference.
        if let [code] = codes.as_slice() {
            let leading = text
                .get(..code.span.start)
                .is_some_and(|before| before.trim().chars().count() <= 2);
            let item = code.item();
            if leading && code.through.is_none() && context.order(&item) != usize::MAX {
                cuts.push((
                    number,
                    signal(
                        &item,
                        "code-in-heading",
                        text.trim(),
                        weight::CODE_IN_HEADING,
                    ),
                ));
            }
        }
    }
    cuts.sort_by_key(|(unit, _)| *unit);
    let mut seen = BTreeSet::new();
    // The first place of each signal is where the section begins.
    cuts.retain(|(_, s)| seen.insert((s.item.clone(), s.signal.clone())));
    cuts
}
