//! What only names things that nobody wrote: heads of empty columns, labels of forms, headings without a text.
//!
//! A phrase there is no evidence: it says what should stand below or beside it.

use std::collections::{BTreeMap, BTreeSet};

use super::{IndexedTable, PlacedUnit, Unit, UnitKind};
use crate::document::Table;
use crate::thai::awaited::{is_awaited, is_to_come};
use crate::thai::chapters::chapter_title;
use crate::thai::chars::{is_alphanumeric, is_numeric, to_arabic_digits};

/// Longest numbered line that names what should stand below it, in characters; longer ones say something themselves.
const LABEL: usize = 32;

/// Dots in a row that stand for a blank or lead to a page number; an ellipsis has three.
const DOTS: usize = 6;

/// Least columns of heads that make a table by themselves.
const COLUMNS: usize = 3;

/// Longest line that can head something without being marked as a heading, in characters.
const SHORT: usize = 70;

/// Headings of one level that show what the level is for, and the least share of them with a text below.
const SIBLINGS: usize = 3;
const ANSWERED: f64 = 0.5;

/// Least number of blanks, and least share of the lines, for a page that nobody filled in.
const BLANKS: usize = 3;
const BLANK: f64 = 0.5;

/// Marks headings and forms without content; tables are marked as they are added.
pub(super) fn mark(units: &mut [Unit], source: &str, tables: &[IndexedTable]) {
    let read = Read { units, source };
    let mut bare = read.headings();
    bare.extend(read.contents());
    bare.extend(read.numbered());
    bare.extend(read.above_blanks());
    bare.extend(read.forms());
    bare.extend(read.drafts());
    for table in tables {
        bare.extend(read.empty_table(table));
    }
    for number in bare {
        if let Some(unit) = units.get_mut(number) {
            unit.unfilled = true;
        }
    }
}

/// Units with their text.
struct Read<'a> {
    units: &'a [Unit],
    source: &'a str,
}

impl<'a> Read<'a> {
    fn text(&self, unit: &Unit) -> &'a str {
        self.source.get(unit.span.clone()).unwrap_or_default()
    }

    /// What a reader sees below each other and that says something, in order.
    fn shown(&self) -> Vec<(usize, &'a Unit)> {
        let units = self.units.iter().enumerate();
        units
            .filter(|(_, unit)| !matches!(unit.kind, UnitKind::Margin | UnitKind::Link))
            .filter(|(_, unit)| unit.kind != UnitKind::Paragraph || !is_dash(self.text(unit)))
            .collect()
    }

    /// Headings with nothing before the next of their level, where others of the level have something. What stands at the
    /// top of a page is a title, whose text is all that follows. A dash says nothing.
    fn headings(&self) -> BTreeSet<usize> {
        let shown = self.shown();
        let level = |unit: &Unit| match unit.kind {
            // Whatever size it is printed in, a chapter stands above its sections.
            UnitKind::Heading if chapter_title(self.text(unit)).is_some() => Some(0),
            UnitKind::Heading => unit.level,
            _ => None,
        };
        let mut by_level: BTreeMap<u8, Vec<(usize, bool)>> = BTreeMap::new();
        for (place, (number, unit)) in shown.iter().enumerate() {
            let Some(own) = level(unit) else { continue };
            let (last, next) = (
                place.checked_sub(1).and_then(|last| shown.get(last)),
                shown.get(place + 1),
            );
            let title = last.is_none_or(|(_, last)| last.page != unit.page);
            let empty = next.is_none_or(|(_, next)| level(next).is_some_and(|next| next <= own));
            let empty = empty && !title;
            by_level.entry(own).or_default().push((*number, empty));
        }
        let mut bare = BTreeSet::new();
        for siblings in by_level.values() {
            let answered = siblings.iter().filter(|(_, empty)| !empty).count();
            if siblings.len() >= SIBLINGS && answered as f64 >= ANSWERED * siblings.len() as f64 {
                let empty = siblings.iter().filter(|(_, empty)| *empty);
                bare.extend(empty.map(|(number, _)| *number));
            }
        }
        bare
    }

    /// Entries of a list of contents without page numbers: lines below "สารบัญ" that come again as headings.
    fn contents(&self) -> BTreeSet<usize> {
        let shown = self.shown();
        let mut entries = BTreeSet::new();
        let place = shown
            .iter()
            .position(|(_, unit)| self.text(unit).trim() == CONTENTS);
        let Some(place) = place else {
            return entries;
        };
        for (at, (number, unit)) in shown.iter().enumerate().skip(place + 1) {
            let entry = entry_title(self.text(unit));
            let mut later = shown.iter().skip(at + 1);
            let again = later.any(|(_, unit)| entry_title(self.text(unit)) == entry);
            if entry.is_empty() || !again {
                break;
            }
            entries.insert(*number);
        }
        entries
    }

    /// Short numbered lines with nothing before the next number, where others of the series have a text: "๒. ขอบเขต"
    /// between "๑. วัตถุประสงค์" and "๓. บทลงโทษ". A series without any text is a list.
    fn numbered(&self) -> BTreeSet<usize> {
        let shown = self.shown();
        let number = |place: usize| {
            let (_, unit) = shown.get(place)?;
            let text = self.text(unit);
            let short = text.chars().count() <= LABEL && unit.kind == UnitKind::Paragraph;
            short.then(|| list_number(text)).flatten()
        };
        let mut bare = BTreeSet::new();
        let mut series: Vec<(usize, bool)> = Vec::new();
        let mut last = 0;
        let close = |series: &mut Vec<(usize, bool)>, bare: &mut BTreeSet<usize>| {
            let answered = series.iter().filter(|(_, empty)| !empty).count();
            if series.len() >= SIBLINGS && answered as f64 >= ANSWERED * series.len() as f64 {
                bare.extend(
                    series
                        .iter()
                        .filter(|(_, empty)| *empty)
                        .map(|(unit, _)| *unit),
                );
            }
            series.clear();
        };
        for (place, (unit, _)) in shown.iter().enumerate() {
            let Some(own) = number(place) else { continue };
            if own != last + 1 {
                close(&mut series, &mut bare);
            }
            let next = shown.get(place + 1);
            let empty = next.is_none_or(|(_, next)| next.kind == UnitKind::Heading)
                || number(place + 1) == Some(own + 1);
            series.push((*unit, empty));
            last = own;
        }
        close(&mut series, &mut bare);
        bare
    }

    /// Headings and short lines with a line to be filled in below them. A line with a number says something itself.
    fn above_blanks(&self) -> BTreeSet<usize> {
        let pairs = self.units.iter().zip(self.units.iter().skip(1)).enumerate();
        pairs
            .filter(|(number, (unit, below))| {
                let heads = match unit.kind {
                    UnitKind::Heading => true,
                    UnitKind::Paragraph => self.text(unit).chars().count() <= SHORT,
                    _ => false,
                };
                heads
                    && below.blank
                    && below.row.is_none()
                    && below.kind != UnitKind::Margin
                    && !self.text(unit).contains(is_numeric)
                    && !self.signs(number + 1)
            })
            .map(|(number, _)| number)
            .collect()
    }

    /// Everything on pages that are mostly lines to be filled in.
    fn forms(&self) -> BTreeSet<usize> {
        let mut pages: BTreeMap<Option<u32>, (usize, usize)> = BTreeMap::new();
        for (number, unit) in self.units.iter().enumerate() {
            let line = matches!(
                unit.kind,
                UnitKind::Paragraph | UnitKind::Heading | UnitKind::Cell { .. }
            );
            let written = !self.text(unit).trim().is_empty();
            if line && written && unit.page.is_some() && !self.signs(number) {
                let (blank, all) = pages.entry(unit.page).or_default();
                *blank += usize::from(unit.blank);
                *all += 1;
            }
        }
        pages.retain(|_, (blank, all)| *blank >= BLANKS && *blank as f64 >= BLANK * *all as f64);
        let units = self.units.iter().enumerate();
        units
            .filter(|(_, unit)| pages.contains_key(&unit.page))
            .map(|(number, _)| number)
            .collect()
    }

    /// Whether a line is for a signature, which is left to be written by hand: it says so, or the name stands below.
    fn signs(&self, number: usize) -> bool {
        let text = |number: usize| {
            self.units
                .get(number)
                .map_or("", |unit| self.text(unit).trim())
        };
        let (own, below) = (text(number), text(number + 1));
        own.contains("ลงชื่อ")
            || own.contains("ลงนาม")
            || own.starts_with('(')
            || below.starts_with('(')
    }

    /// Orders and announcements that say below that nobody has signed them: "(ร่าง ยังไม่ลงนาม)".
    fn drafts(&self) -> BTreeSet<usize> {
        let begins = |unit: &Unit| {
            let text = self.text(unit).trim_start();
            text.starts_with("คำสั่ง") || text.starts_with("ประกาศ")
        };
        let to_end_of_page = |from: usize, title: &Unit| {
            let units = self.units.iter().enumerate();
            let of_page = units.take_while(|(number, unit)| {
                *number <= from || unit.page == title.page && unit.sheet == title.sheet
            });
            of_page.last().map(|(end, _)| from..=end)
        };
        let units = self.units.iter().enumerate();
        let drafts = units
            .filter(|(_, unit)| is_draft(self.text(unit)) || is_title_of_draft(self.text(unit)));
        drafts
            .filter_map(|(note, unit)| {
                if is_title_of_draft(self.text(unit)) {
                    return to_end_of_page(note, unit);
                }
                let before = self.units.iter().enumerate().take(note).rev().take(DRAFT);
                if let Some((start, _)) = before.into_iter().find(|(_, unit)| begins(unit)) {
                    return Some(start..=note);
                }
                // Above its title, the note is of all that follows on the page.
                let mut after = self.units.iter().enumerate().skip(note + 1).take(2);
                let (_, title) = after.find(|(_, unit)| begins(unit))?;
                to_end_of_page(note, title)
            })
            .flatten()
            .collect()
    }

    /// A table without anything below its heads, with its title, unless it is said beside it that there is nothing.
    fn empty_table(&self, table: &IndexedTable) -> BTreeSet<usize> {
        let written = |number: usize| {
            let unit = self.units.get(number);
            unit.map(|unit| self.text(unit)).unwrap_or_default()
        };
        let (before, after) = (table.units.start.checked_sub(1), table.units.end);
        let mut beside = before.into_iter().chain(after..after + 2);
        if !table.empty || beside.any(|number| written(number).contains("ไม่")) {
            return BTreeSet::new();
        }
        let title = before.filter(|number| {
            self.units.get(*number).is_some_and(|unit| match unit.kind {
                UnitKind::Heading => true,
                UnitKind::Paragraph => self.text(unit).chars().count() <= SHORT,
                _ => false,
            })
        });
        table.units.clone().chain(title).collect()
    }
}

/// Marks the labels of a table whose cells were left empty: heads of columns that are empty or only say what is
/// waited for, labels of rows where most others have something, and everything when no row has anything beside its label,
/// which is the answer. Where there are `pictures` they may stand in empty cells.
pub(super) fn mark_table(
    units: &mut [Unit],
    source: &str,
    table: &Table,
    cells: &[PlacedUnit],
    pictures: bool,
) -> bool {
    let header_rows = table.header_rows as usize;
    let empty: Vec<bool> = cells
        .iter()
        .map(|cell| says_nothing(written(units, source, cell)))
        .collect();
    let body = || {
        cells
            .iter()
            .zip(&empty)
            .filter(|(cell, _)| cell.row >= header_rows)
    };
    let last_column = cells.iter().map(|cell| cell.column).max().unwrap_or(0);
    let rows: BTreeSet<usize> = body()
        .filter(|(cell, _)| cell.columns <= last_column)
        .map(|(cell, _)| cell.row)
        .collect();
    // The label stands in the first column, or beside its number.
    let numbered = body()
        .filter(|(cell, _)| cell.column == 0)
        .all(|(cell, _)| {
            let mut text = written(units, source, cell).chars();
            text.all(|c| is_numeric(c) || c.is_whitespace() || c == '.')
        });
    let label = usize::from(numbered);
    let answered: BTreeSet<usize> = body()
        .filter(|(cell, empty)| !**empty && cell.column > label)
        .map(|(cell, _)| cell.row)
        .collect();
    // One row that says something in its first cell is a statement, such as that there is nothing to list.
    let several = rows.len() > 1;
    // A checklist whose boxes nobody has ticked says what is asked, not what is there.
    let rows_with = |is: fn(&str) -> bool| -> BTreeSet<usize> {
        let found = body().filter(|(cell, _)| is(written(units, source, cell).trim()));
        found.map(|(cell, _)| cell.row).collect()
    };
    let unticked = &rows_with(is_empty_box) - &rows_with(is_tick);
    let unanswered = last_column > label && rows.is_disjoint(&answered) || rows == unticked;
    let form = several && unanswered && !pictures;
    let heads = cells
        .iter()
        .filter(|cell| cell.row < header_rows && cell.column > 0 && !pictures);
    let bare = heads.filter_map(|cell| {
        let under = cell.column..cell.column + cell.columns;
        let below = body().filter(|(other, empty)| under.contains(&other.column) && !**empty);
        let below: Vec<(usize, &str)> = below
            .map(|(other, _)| (other.unit, written(units, source, other).trim()))
            .collect();
        let all_to_come = below.iter().all(|(_, text)| is_to_come(text))
            && below.iter().any(|(_, text)| is_awaited(text));
        if all_to_come {
            return Some(vec![cell.unit]);
        }
        if !several {
            return None;
        }
        // Two tables of one sheet have the same heads.
        let head = written(units, source, cell).trim();
        let again: Option<Vec<usize>> = below
            .into_iter()
            .map(|(unit, text)| (text == head).then_some(unit))
            .collect();
        Some([again?, vec![cell.unit]].concat())
    });
    // A label with nothing beside it, where most others have something.
    let unanswered: Vec<usize> = rows.difference(&answered).copied().collect();
    let labels = body().filter(|(cell, empty)| {
        !**empty && cell.column <= label && last_column > label && unanswered.contains(&cell.row)
    });
    let of_picture = |cell: &PlacedUnit| {
        let text = written(units, source, cell);
        pictures && PICTURES.iter().any(|word| text.contains(word))
    };
    let most = several && unanswered.len() < answered.len();
    let labels = labels.filter(|(cell, _)| most && !of_picture(cell));
    let bare: Vec<usize> = if form {
        cells.iter().map(|cell| cell.unit).collect()
    } else {
        let labels = labels.map(|(cell, _)| cell.unit);
        bare.flatten().chain(labels).collect()
    };
    for number in bare {
        if let Some(unit) = units.get_mut(number) {
            unit.unfilled = true;
        }
    }
    form
}

/// Whether a table is nothing but the heads of its columns: rows that say nothing, or no rows.
pub(super) fn is_empty(units: &[Unit], source: &str, table: &Table, cells: &[PlacedUnit]) -> bool {
    let rows = cells.iter().map(|cell| cell.row + 1).max().unwrap_or(0);
    let wide = cells.len() >= COLUMNS;
    // One row without a number is taken for the heads: a frame around an address is none.
    let numbers = || {
        let mut texts = cells.iter().map(|cell| written(units, source, cell));
        texts.any(|text| text.contains(is_numeric))
    };
    let heads = match table.header_rows as usize {
        marked if marked > 0 && rows > marked => marked,
        _ if rows == 1 && wide && !numbers() => rows,
        marked if rows > 1 && marked >= rows && wide => rows,
        _ => return false,
    };
    let mut body = cells.iter().filter(|cell| cell.row >= heads);
    body.all(|cell| {
        let text = written(units, source, cell);
        // The numbers of rows and the label of the sum are printed on the form.
        let number = cell.column == 0 && text.trim().chars().all(is_numeric);
        let printed = number || TOTAL.contains(&text.trim());
        printed || says_nothing(text)
    })
}

/// Labels of the last row of a form.
const TOTAL: &[&str] = &["รวม", "รวมทั้งสิ้น", "รวมเงิน", "ยอดรวม"];

/// The text of a cell.
pub(super) fn written<'s>(units: &[Unit], source: &'s str, cell: &PlacedUnit) -> &'s str {
    let unit = units.get(cell.unit);
    unit.and_then(|unit| source.get(unit.span.clone()))
        .unwrap_or_default()
}

/// The heading of a list of contents.
const CONTENTS: &str = "สารบัญ";

/// An entry of a list of contents without its bullet and page.
fn entry_title(text: &str) -> &str {
    text.trim_start_matches(|c: char| !is_alphanumeric(c))
        .trim_end_matches(|c: char| is_numeric(c) || c.is_whitespace() || c == '.')
}

/// Longest entry of a list of contents, in characters.
const ENTRY: usize = 80;

/// Whether a text is an entry of a list of contents without dots: "บทที่ 3 งานจราจร หน้า 4".
pub(super) fn is_contents_entry(text: &str) -> bool {
    let text = text.trim_end();
    let before = text.trim_end_matches(is_numeric);
    let digits = text.get(before.len()..).unwrap_or_default().chars().count();
    let title = before.trim_end().strip_suffix("หน้า");
    (1..=3).contains(&digits)
        && text.chars().count() <= ENTRY
        && title.is_some_and(|title| title.ends_with(' ') && !title.trim().is_empty())
}

/// Whether a text is a line to be filled in or an entry of a list of contents.
pub(super) fn mostly_dots(text: &str) -> bool {
    let (mut dots, mut run, mut longest, mut letters) = (0usize, 0usize, 0usize, 0usize);
    let mut last = ' ';
    let mut in_field = false;
    for c in text.chars() {
        // "[____]" is a field of a web page that was printed.
        in_field = c == '_' && (last == '[' || in_field);
        last = c;
        match c {
            '_' if in_field => {}
            '.' | '…' | '_' | '‥' | '․' => {
                // An ellipsis sign is three dots.
                let count = if c == '…' { 3 } else { 1 };
                dots += count;
                run += count;
                longest = longest.max(run);
            }
            ' ' => {}
            _ => {
                run = 0;
                letters += 1;
            }
        }
    }
    longest >= DOTS && dots * 2 >= letters
}

/// Lines of an order up to where it says that it is a draft.
const DRAFT: usize = 16;

/// Whether a text is a note in brackets that what stands above is a draft.
fn is_draft(text: &str) -> bool {
    if text.trim_matches(|c: char| !is_alphanumeric(c)) == "ร่าง" {
        return true;
    }
    let note = text.trim().strip_prefix(['(', '[']);
    let note = note.and_then(|note| note.strip_suffix([')', ']']));
    note.map(str::trim).is_some_and(|note| {
        ["ร่าง ", "ร่างคำสั่ง", "ร่างประกาศ", "ยังไม่ลงนาม", "ยังไม่ได้ลงนาม"]
            .iter()
            .any(|word| note.starts_with(word))
    })
}

/// Whether the title of an order or announcement says that it is a draft: "(ร่าง) คำสั่งสถานีตำรวจ".
fn is_title_of_draft(text: &str) -> bool {
    let marked = ["(ร่าง)", "[ร่าง]"].iter();
    let mut titles = marked.filter_map(|mark| text.trim_start().strip_prefix(mark));
    titles.any(|title| {
        let title = title.trim_start();
        title.starts_with("คำสั่ง") || title.starts_with("ประกาศ")
    })
}

/// The number that a line of a list begins with: `3. `, `(๓)`, `3) `.
fn list_number(text: &str) -> Option<u32> {
    let text = text.trim_start();
    let text = text.strip_prefix('(').unwrap_or(text);
    let end = text.find(|c: char| !is_numeric(c))?;
    let (digits, rest) = text.split_at_checked(end)?;
    let arabic = to_arabic_digits(digits);
    let titled = rest.strip_prefix(['.', ')'])?.chars().next()? == ' ';
    titled.then(|| arabic.parse().ok()).flatten()
}

/// Whether a text is a box to be ticked, and nothing else.
fn is_empty_box(text: &str) -> bool {
    matches!(
        text,
        "☐" | "□" | "◻" | "⬜" | "❏" | "❑" | "[ ]" | "[]" | "( )"
    )
}

/// Whether a text is a mark in such a box.
fn is_tick(text: &str) -> bool {
    matches!(
        text,
        "☑" | "☒" | "✓" | "✔" | "√" | "[x]" | "[X]" | "/" | "x" | "X"
    )
}

/// Whether a text is no more than a dash.
pub(crate) fn is_dash(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(|c| matches!(c, '-' | '–' | '—'))
}

/// Whether a cell was left empty, or has only a dotted line to write on or a note what to put there. A dash says "none".
pub(crate) fn says_nothing(text: &str) -> bool {
    let blank = |c: char| c.is_whitespace() || matches!(c, '.' | '…' | '_' | '‥' | '․');
    text.chars().all(blank) || asks_for_picture(text)
}

/// Words for pictures in labels.
const PICTURES: &[&str] = &["ภาพ", "รูป", "photo", "Photo", "QR", "แผนที่"];

/// Whether a text in brackets says where a picture is to be put, as "(ติดภาพ)" does.
fn asks_for_picture(text: &str) -> bool {
    const PUT: &[&str] = &["ติด", "แนบ", "ใส่", "วาง", "แทรก", "ลง"];
    const PICTURE: &[&str] = &["ภาพ", "รูป", "ภาพถ่าย", "รูปภาพ", "รูปถ่าย"];
    let text = text.trim().strip_prefix(['(', '[']);
    let note = text.and_then(|text| text.strip_suffix([')', ']']));
    note.is_some_and(|note| {
        let mut asked = PUT.iter().filter_map(|word| note.strip_prefix(word));
        asked.any(|picture| PICTURE.contains(&picture))
    })
}

#[cfg(test)]
mod tests {
    use super::{is_contents_entry, says_nothing};

    #[test]
    fn a_note_where_a_picture_goes_is_no_picture() {
        for blank in ["", " ........ ", "(ติดภาพ)", "[แนบรูปถ่าย]"]
        {
            assert!(says_nothing(blank), "{blank}");
        }
        for text in ["-", "(แนบท้าย)", "ติดภาพแล้ว", "(ภาพที่ 1)"]
        {
            assert!(!says_nothing(text), "{text}");
        }
    }

    #[test]
    fn an_entry_of_a_list_of_contents_ends_with_its_page() {
        assert!(is_contents_entry("- บทที่ 3 งานจราจร หน้า ๔"));
        for text in ["หน้า 4", "ห้องหน้า 3", "หนังสือแนบ 3 หน้า"]
        {
            assert!(!is_contents_entry(text), "{text}");
        }
    }
}
