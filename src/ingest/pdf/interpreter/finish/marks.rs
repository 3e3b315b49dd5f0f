//! Marks join the base they stand on.
//!
//! Thai vowel signs and tone marks have no width of their own: sorted by x they would come before or after their
//! base by chance, and ที่ would read ท่ี. So they are attached here, in drawing order where the base comes first,
//! else by place, and what leaves this module can be sorted by x.

use crate::ingest::pdf::content::Glyph;
use std::collections::BTreeMap;

/// How far left of its base and right of its end a mark may begin, in ems. Marks over tall letters are drawn
/// further left, those of fonts without positioning up to half an em behind.
const BEFORE: f32 = 0.35;
const BEHIND: f32 = 0.15;

/// How far behind its base a mark may begin in a line set wide, in ems.
const SET_WIDE: f32 = 1.2;

/// Joins marks to bases; the order of the rest stays.
pub(super) fn attach(mut glyphs: Vec<Glyph>) -> Vec<Glyph> {
    // In place, the kept ones moving to the front: a page of glyphs is too much memory to be made twice.
    let mut kept = 0_usize;
    let mut astray = Vec::new();
    // Where the advances of the last base and its marks end: in some fonts marks have one.
    let mut end = 0.0;
    for index in 0..glyphs.len() {
        let (before, rest) = glyphs.split_at_mut(index);
        let Some(glyph) = rest.first() else {
            break;
        };
        let base = kept.checked_sub(1).and_then(|last| before.get_mut(last));
        if !is_mark(&glyph.text) {
            if let Some(base) = base.filter(|base| same_line(base, glyph)) {
                close(base, end, glyph.bbox.x0);
            }
            end = glyph.bbox.x1;
            glyphs.swap(kept, index);
            kept = kept.saturating_add(1);
            continue;
        }
        match base {
            Some(base)
                if carries(base, glyph)
                    || goes_on(base, end, glyph)
                    || stands_between(base, glyph, rest.get(1..).unwrap_or_default()) =>
            {
                base.text.push_str(&glyph.text);
                end = glyph.bbox.x1.max(end);
            }
            _ => astray.push((kept, glyph.clone())),
        }
    }
    glyphs.truncate(kept);
    if astray.is_empty() {
        return glyphs;
    }
    by_place(glyphs, astray)
}

/// Attaches marks that were drawn apart from their base to the glyph under them.
fn by_place(mut kept: Vec<Glyph>, astray: Vec<(usize, Glyph)>) -> Vec<Glyph> {
    let mut lines: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    let line = |baseline: f32| (baseline / 4.0).floor() as i64;
    for (index, glyph) in kept.iter().enumerate() {
        lines.entry(line(glyph.baseline)).or_default().push(index);
    }
    let mut alone = Vec::new();
    for (before, mark) in astray {
        let here = line(mark.baseline);
        let near = lines
            .range(here.saturating_sub(1)..=here.saturating_add(1))
            .flat_map(|(_, members)| members);
        let base = near
            .filter(|index| {
                kept.get(**index).is_some_and(|base| {
                    carries(base, &mark) && base.text.chars().next_back().is_some_and(is_thai_base)
                })
            })
            .min_by(|a, b| {
                let away = |index: usize| {
                    kept.get(index)
                        .map_or(f32::MAX, |base| (base.bbox.x1 - mark.bbox.x1).abs())
                };
                away(**a).total_cmp(&away(**b))
            })
            .copied();
        match base.and_then(|index| kept.get_mut(index)) {
            Some(base) => base.text.push_str(&mark.text),
            None => alone.push((before, mark)),
        }
    }
    for (before, mark) in alone.into_iter().rev() {
        kept.insert(before.min(kept.len()), mark);
    }
    kept
}

/// Whether a mark stands on a base.
fn carries(base: &Glyph, mark: &Glyph) -> bool {
    let room = base.size.max(mark.size);
    if base.angle != mark.angle
        || base.text.is_empty()
        || base.text.ends_with(char::is_whitespace)
        || (base.baseline - mark.baseline).abs() > 0.4 * room
    {
        return false;
    }
    let (start, end, at) = match base.angle {
        90 => (base.bbox.y0, base.bbox.y1, mark.bbox.y0),
        180 => (-base.bbox.x1, -base.bbox.x0, -mark.bbox.x1),
        270 => (-base.bbox.y1, -base.bbox.y0, -mark.bbox.y1),
        _ => (base.bbox.x0, base.bbox.x1, mark.bbox.x0),
    };
    at >= start - BEFORE * room && at <= end + BEHIND * room
}

/// Whether both run from left to right on one baseline.
fn same_line(base: &Glyph, next: &Glyph) -> bool {
    (base.angle, next.angle) == (0, 0) && (base.baseline - next.baseline).abs() <= 0.4 * next.size
}

/// Whether a mark begins where the advance of the mark before it ends.
fn goes_on(base: &Glyph, end: f32, mark: &Glyph) -> bool {
    same_line(base, mark)
        && base.text.ends_with(is_mark_character)
        && (mark.bbox.x0 - end).abs() <= BEHIND * mark.size
}

/// Whether a mark was drawn between the base before it and the next, far behind the first: letters set wide to fill a line
/// take their marks with them (LibreOffice, iText), and a font may be drawn larger than it is said to be (LuaTeX).
fn stands_between(base: &Glyph, mark: &Glyph, after: &[Glyph]) -> bool {
    let next = after.iter().find(|glyph| !is_mark(&glyph.text));
    same_line(base, mark)
        && base.text.ends_with(is_thai_base)
        && (base.bbox.x1..=base.bbox.x1 + SET_WIDE * mark.size).contains(&mark.bbox.x0)
        && next.is_some_and(|next| {
            same_line(mark, next) && next.bbox.x0 >= mark.bbox.x0 - BEHIND * mark.size
        })
}

/// Ends a letter with marks where the next glyph begins: the advances of its marks, up to `end`, count where the
/// drawing did not take them back.
fn close(base: &mut Glyph, end: f32, next: f32) {
    if !base.text.ends_with(|c| c == 'ำ' || is_mark_character(c)) {
        return;
    }
    let room = BEHIND * base.size;
    if end > base.bbox.x1 && next > end - room {
        base.bbox.x1 = end;
    } else if next > base.bbox.x0 + room && next < base.bbox.x1 {
        base.bbox.x1 = next;
    }
}

/// Whether a text is only marks.
fn is_mark(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_mark_character)
}

/// Whether a character stands above or below a letter, standard or private-use.
pub(super) fn is_mark_character(c: char) -> bool {
    matches!(c,
        '\u{0E31}' | '\u{0E34}'..='\u{0E3A}' | '\u{0E47}'..='\u{0E4E}'
        // Positional variants that Windows and Macintosh fonts keep in private use.
        | '\u{F701}'..='\u{F706}' | '\u{F70A}'..='\u{F70E}' | '\u{F710}'..='\u{F71A}' | '\u{F705}'..='\u{F709}'
        | '\u{F884}'..='\u{F899}'
        | '\u{0300}'..='\u{036F}')
}

fn is_thai_base(c: char) -> bool {
    matches!(c, 'ก'..='ฯ') || is_mark_character(c)
}
