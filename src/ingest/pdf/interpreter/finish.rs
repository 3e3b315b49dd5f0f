//! From placed codes to glyphs with text.
//!
//! What only the whole page can tell is decided here, in drawing order: what each font's codes mean, which glyphs
//! an `ActualText` replaces, what an unmapped glyph must be by its place, what was drawn twice, what lies outside
//! the page, and which base a mark belongs to.

mod marks;

use super::Interpreter;
use super::text::RawGlyph;
use crate::document::Rect;
use crate::ingest::pdf::content::{FontUse, Glyph, PageContent};
use crate::ingest::pdf::fonts::Sample;
use crate::thai::chars::is_alphanumeric;
use ecow::{EcoString, eco_format};
use std::num::NonZeroU32;
use std::rc::Rc;

/// A glyph drawn again within this distance is fake bold, in points; no two equal glyphs stand so close.
const TWICE: f64 = 0.6;

/// The same for large type, as a part of the em: titles have shadows.
const TWICE_EM: f64 = 0.04;

/// Parts of the em above and below the baseline that the box of a glyph covers.
const ASCENT: f64 = 0.8;
const DESCENT: f64 = 0.2;

impl Interpreter<'_, '_> {
    /// Decides the text and hands the page over.
    pub(super) fn finish(mut self) -> PageContent {
        let raw = std::mem::take(&mut self.raw);
        self.observe(&raw);
        let texts = self.texts(&raw);
        let again = drawn_again(&raw, &texts);
        let silent = raw
            .iter()
            .any(|glyph| self.marks.actual(glyph.mark) == Some("") && glyph.is_mark());
        let mut glyphs = Vec::with_capacity(raw.len());
        let mut invisible = Vec::new();
        let mut index = 0_usize;
        let mut cluster: &[RawGlyph] = &[];
        while let Some(glyph) = raw.get(index) {
            let end = match glyph.mark.actual {
                Some(span) => raw
                    .iter()
                    .skip(index)
                    .position(|other| other.mark.actual != Some(span))
                    .map_or(raw.len(), |length| index.saturating_add(length)),
                None => index.saturating_add(1),
            };
            let group = raw.get(index..end).unwrap_or_default();
            let own = texts.get(index..end).unwrap_or_default();
            let twice = again.get(index..end).unwrap_or_default();
            let target = if glyph.hidden {
                &mut invisible
            } else {
                &mut glyphs
            };
            let actual = self
                .marks
                .actual(glyph.mark)
                .and_then(|actual| known(actual, target))
                .filter(|actual| match (group, own) {
                    // LibreOffice names the marks of a cluster in the order of the text and draws them in another.
                    ([one], [Some(text)]) if **text != **actual => {
                        !self.fonts.get(usize::from(one.font)).is_some_and(|font| {
                            font.mark_by_place(actual, one.code, self.file, self.budget)
                                .is_some()
                        })
                    }
                    _ => true,
                })
                .filter(|actual| !(silent && says_too_much(actual, group, own)));
            // A map may say the same of a single code, so a glyph speaks for its marks in either case.
            let spoken = actual
                .or_else(|| own.first()?.as_deref())
                .unwrap_or_default();
            index = end.saturating_add(swallowed(
                spoken,
                group,
                raw.get(end..).unwrap_or_default(),
                texts.get(end..).unwrap_or_default(),
            ));
            let rest = actual.is_some_and(|actual| self.goes_on(actual, cluster, group));
            if !rest {
                cluster = group;
            }
            match actual {
                Some(_) if twice.iter().all(|twice| *twice) => {}
                Some(_) if rest => {
                    if let (Some(said), Some(last)) = (target.last_mut(), group.last()) {
                        said.bbox.x1 = said.bbox.x1.max(placed(last, EcoString::new()).bbox.x1);
                    }
                }
                Some(actual) if actual.chars().all(is_unspoken) => {
                    let rest = self.unsaid(group, own, target.last());
                    target.extend(rest);
                }
                Some(actual) => replaced(group, actual, target),
                None => {
                    for ((glyph, text), twice) in group.iter().zip(own).zip(twice) {
                        if !twice {
                            target.push(placed(glyph, text.clone().unwrap_or_default()));
                        }
                    }
                }
            }
        }
        let clip = Rect::new(0.0, 0.0, self.page.width, self.page.height);
        // A line that starts on the page and runs over its edge is read to its end.
        let mut last: Option<(f32, f32)> = None;
        glyphs.retain(|glyph| {
            let runs_on = last.is_some_and(|(baseline, end)| {
                (baseline - glyph.baseline).abs() <= 0.2 * glyph.size
                    && (glyph.bbox.x0 - end).abs() <= 1.5 * glyph.size
            });
            let kept = on_page(glyph, clip) || (glyph.angle == 0 && runs_on);
            if kept {
                last = Some((glyph.baseline, glyph.bbox.x1));
            }
            kept
        });
        self.page.glyphs = marks::attach(glyphs);
        self.page.invisible = marks::attach(invisible);
        self.page.fonts = self
            .fonts
            .iter()
            .map(|font| FontUse {
                name: font.name.clone(),
                bold: font.bold,
                doubtful: font.doubtful(),
            })
            .collect();
        self.page
    }

    /// Whether a group draws the rest of a cluster that an earlier group began and said whole. Typst splits a cluster
    /// where its glyphs stand at different heights, and gives each part the text of all. A cluster that the text
    /// repeats is drawn with the same glyphs again.
    fn goes_on(&self, actual: &str, cluster: &[RawGlyph], group: &[RawGlyph]) -> bool {
        let (Some(first), Some(next)) = (cluster.first(), group.first()) else {
            return false;
        };
        self.marks.actual(first.mark) == Some(actual)
            && is_marked_letter(actual)
            && (first.font, first.code) != (next.font, next.code)
            && first.hidden == next.hidden
            && (first.y - next.y).abs() < first.size
            && (first.x - next.x).abs() < 2.0 * first.size
    }

    /// The marks of a group that is said to say nothing, and what else in it can be spoken. An empty replacement drops
    /// a hyphen or a space; more than that is a writer's mistake.
    fn unsaid(
        &mut self,
        group: &[RawGlyph],
        own: &[Option<EcoString>],
        said: Option<&Glyph>,
    ) -> Vec<Glyph> {
        let said = said.map_or("", |glyph| glyph.text.as_str());
        let spoken = |c: char| is_alphanumeric(c) || marks::is_mark_character(c);
        let mut rest = Vec::new();
        for (glyph, text) in group.iter().zip(own) {
            let known = text.clone().filter(|text| text != "\u{FFFD}");
            let text = known
                .or_else(|| self.mark_by_shape(glyph))
                .unwrap_or_default();
            let told = glyph.is_mark() && said.contains(text.as_str());
            if text.chars().any(spoken) && !told {
                rest.push(placed(glyph, text));
            }
        }
        rest
    }

    /// The mark that a glyph without advance draws, where its shape tells.
    fn mark_by_shape(&mut self, glyph: &RawGlyph) -> Option<EcoString> {
        let font = self.fonts.get(usize::from(glyph.font))?;
        let shape = font.character_by_shape(glyph.code, self.file, self.budget)?;
        (glyph.is_mark() && marks::is_mark_character(shape)).then(|| EcoString::from_iter([shape]))
    }

    /// Shows every font what the page does with it.
    fn observe(&mut self, raw: &[RawGlyph]) {
        let mut samples: Vec<Sample> = self.fonts.iter().map(|_| Sample::default()).collect();
        let mut last: Option<&RawGlyph> = None;
        for glyph in raw {
            let Some(sample) = samples.get_mut(usize::from(glyph.font)) else {
                continue;
            };
            let goes_on = last.filter(|last| {
                let (x, y) = (last.x + last.dx, last.y + last.dy);
                (glyph.y - y).abs() <= glyph.size && (glyph.x - x).abs() <= 2.0 * glyph.size
            });
            match goes_on {
                // A new line, or a jump along the line, begins a run.
                None => sample.end_run(),
                Some(last) if last.font != glyph.font => sample.leave(),
                Some(_) => {}
            }
            sample.push(glyph.code, glyph.mark.actual.is_some());
            last = Some(glyph);
        }
        for (font, sample) in self.fonts.iter().zip(&samples) {
            font.observe(sample, self.file, self.budget);
        }
    }

    /// The text of every glyph by its font, then by its place.
    fn texts(&mut self, raw: &[RawGlyph]) -> Vec<Option<EcoString>> {
        let mut texts: Vec<Option<EcoString>> = raw
            .iter()
            .map(|glyph| {
                let font = self.fonts.get(usize::from(glyph.font))?;
                font.text(glyph.code, self.file, self.budget)
            })
            .collect();
        for index in 0..texts.len() {
            if texts.get(index).is_some_and(Option::is_none)
                && let Some(glyph) = raw.get(index)
                && let Some(restored) = self.restore(
                    glyph,
                    texts.get(index.saturating_add(1)..).unwrap_or_default(),
                )
                && let Some(slot) = texts.get_mut(index)
            {
                *slot = Some(restored);
            }
        }
        texts
    }

    /// What an unmapped glyph must be: without advance before sara aa it is the ring of a sara am that shaping split,
    /// with the tone mark over it where both are one glyph; with advance and without outline it is a space.
    fn restore(&mut self, glyph: &RawGlyph, after: &[Option<EcoString>]) -> Option<EcoString> {
        let font = Rc::clone(self.fonts.get(usize::from(glyph.font))?);
        if glyph.is_mark() {
            let next = after
                .iter()
                .flatten()
                .find(|text| !text.chars().all(|c| ('\u{0E48}'..='\u{0E4B}').contains(&c)));
            let ring = match next.map(EcoString::as_str) {
                Some("า") => "\u{0E4D}",
                // The second half already says sara am.
                Some("ำ") => "\u{200B}",
                _ => return None,
            };
            return Some(
                match font.tone_over_ring(glyph.code, self.file, self.budget) {
                    Some(tone) => eco_format!("{ring}{tone}"),
                    None => ring.into(),
                },
            );
        }
        (font.contours(glyph.code, self.file, self.budget) == Some(0)).then(|| " ".into())
    }
}

/// Which glyphs repeat an earlier one in nearly the same place.
fn drawn_again(raw: &[RawGlyph], texts: &[Option<EcoString>]) -> Vec<bool> {
    /// Side of a grid cell in points: about one glyph each, and never less than the distance looked for.
    const CELL: f64 = 4.0;
    /// Cells along each side, a power of two. A wider page goes round: glyphs that share a cell are compared anyway.
    const SIDE: i32 = 128;
    let cell = |v: f64| (v / CELL) as i32;
    let slot = |x: i32, y: i32| {
        let (column, row) = (x.rem_euclid(SIDE), y.rem_euclid(SIDE));
        usize::try_from(row.saturating_mul(SIDE).saturating_add(column)).unwrap_or_default()
    };
    // The glyphs of a cell are a chain from its newest to its oldest.
    let mut newest: Vec<Option<NonZeroU32>> = vec![None; slot(-1, -1).saturating_add(1)];
    let mut older: Vec<Option<NonZeroU32>> = Vec::with_capacity(raw.len());
    let mut firsts: Vec<Option<usize>> = Vec::with_capacity(raw.len());
    for (glyph, text) in raw.iter().zip(texts) {
        let near = TWICE.max(TWICE_EM * glyph.size).min(CELL);
        let same = |other: usize| {
            raw.get(other).is_some_and(|first| {
                (first.x - glyph.x).abs() <= near
                    && (first.y - glyph.y).abs() <= near
                    && first.hidden == glyph.hidden
                    && match (text, texts.get(other).and_then(Option::as_ref)) {
                        // Two codes of one font are two glyphs, whatever its map says: LibreOffice maps the
                        // form of sara u below a tone mark to that mark, and says so only in ActualText.
                        (Some(text), Some(other)) => {
                            text == other && (first.font != glyph.font || first.code == glyph.code)
                        }
                        (None, None) => (first.font, first.code) == (glyph.font, glyph.code),
                        _ => false,
                    }
            })
        };
        let mut found = None;
        for x in cell(glyph.x - near)..=cell(glyph.x + near) {
            for y in cell(glyph.y - near)..=cell(glyph.y + near) {
                let mut next = newest.get(slot(x, y)).copied().flatten();
                while let Some(number) = next.filter(|_| found.is_none()) {
                    let other = (number.get() as usize).saturating_sub(1);
                    found = same(other).then_some(other);
                    next = older.get(other).copied().flatten();
                }
            }
        }
        // What repeats another is not kept, so that a pile of one glyph stays cheap.
        firsts.push(found);
        // Glyphs are counted from 1, so that a cell takes four bytes.
        let number = u32::try_from(firsts.len()).ok().and_then(NonZeroU32::new);
        let before = newest
            .get_mut(slot(cell(glyph.x), cell(glyph.y)))
            .filter(|_| found.is_none())
            .and_then(|newest| std::mem::replace(newest, number));
        older.push(before);
    }
    (0..firsts.len())
        .map(|index| is_repeated(index, raw, &firsts))
        .collect()
}

/// Whether a glyph is drawn again on purpose. Where text overlaps, a letter may fall upon its like by chance: then it is
/// the only one of its line, and the other was drawn long before. `firsts` are the glyphs that glyphs fall upon.
fn is_repeated(index: usize, raw: &[RawGlyph], firsts: &[Option<usize>]) -> bool {
    /// Glyphs between the drawings of a letter that is drawn twice before the next one is.
    const AT_ONCE: usize = 3;
    let first_of = |index: usize| firsts.get(index).copied().flatten();
    let Some(first) = first_of(index) else {
        return false;
    };
    let distance = index.saturating_sub(first);
    let around = |by: usize| [index.checked_sub(by), index.checked_add(by)];
    let in_company = || {
        [around(1), around(2)]
            .into_iter()
            .flatten()
            .flatten()
            .any(|other| {
                first_of(other).is_some_and(|first| other.saturating_sub(first) == distance)
            })
    };
    let alone = || {
        let touches = |a: Option<usize>, b: Option<usize>| {
            let (Some(a), Some(b)) = (a.and_then(|a| raw.get(a)), b.and_then(|b| raw.get(b)))
            else {
                return false;
            };
            let near = 0.3 * a.size;
            (a.x + a.dx - b.x).abs() <= near && (a.y + a.dy - b.y).abs() <= near
        };
        let [before, after] = around(1);
        !touches(before, Some(index)) && !touches(Some(index), after)
    };
    distance <= AT_ONCE || in_company() || alone()
}

/// A replacement text that can be used. InDesign writes U+FFFD for what the text before already said, the sara aa
/// of a sara am; any other U+FFFD is a failure, and the glyphs say more.
fn known<'a>(actual: &'a str, before: &[Glyph]) -> Option<&'a str> {
    let rest = match actual.strip_prefix('\u{FFFD}') {
        // A zero-width space keeps the sara aa from being read again.
        Some("") => "\u{200B}",
        Some(rest) => rest,
        None => return (!actual.contains('\u{FFFD}')).then_some(actual),
    };
    let said = before.last().is_some_and(|glyph| glyph.text.ends_with('ำ'));
    (said && !rest.contains('\u{FFFD}')).then_some(rest)
}

/// Whether a text is one Thai letter with marks.
fn is_marked_letter(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|c| matches!(c, 'ก'..='ฮ'))
        && text.chars().count() > 1
        && characters.all(|c| c == 'ำ' || marks::is_mark_character(c))
}

/// Whether a replacement text is of a whole cluster although its glyph is that of the letter or of a mark alone. Cairo's
/// copies of files whose maps name clusters say of a letter, wherever it stands, what it stood with at first, and of
/// marks nothing.
fn says_too_much(actual: &str, group: &[RawGlyph], own: &[Option<EcoString>]) -> bool {
    let ([_], [Some(own)]) = (group, own) else {
        return false;
    };
    own.chars().count() == 1 && is_marked_letter(actual) && actual.contains(own.as_str())
}

/// How many glyphs after a group its replacement text speaks for: InDesign puts the marks of a cluster into the
/// text of the base alone and draws them after it, with maps of their own that may be wrong.
fn swallowed(
    actual: &str,
    group: &[RawGlyph],
    after: &[RawGlyph],
    texts: &[Option<EcoString>],
) -> usize {
    let base = actual.trim_end_matches(|c| c == 'ำ' || marks::is_mark_character(c));
    let tail = actual.get(base.len()..).unwrap_or_default();
    // A lone mark or sara am is the glyph itself.
    if tail.is_empty() || base.is_empty() {
        return 0;
    }
    let drawn = group.iter().filter(|glyph| glyph.is_mark()).count();
    after
        .iter()
        .zip(texts)
        .take(tail.chars().count().saturating_sub(drawn))
        .take_while(|(glyph, text)| {
            glyph.is_mark()
                && glyph.mark.actual.is_none()
                && text.as_deref().is_none_or(|text| {
                    text.chars()
                        .all(|c| tail.contains(c) || (c == '\u{0E4D}' && tail.contains('ำ')))
                })
        })
        .count()
}

/// A glyph with its text and box.
fn placed(raw: &RawGlyph, text: EcoString) -> Glyph {
    let (along, up) = (raw.advance(), raw.size);
    let (x, y) = (raw.x, raw.y);
    let (bbox, baseline) = match raw.angle {
        90 => ([x - DESCENT * up, y, x + ASCENT * up, y + along], x),
        180 => ([x - along, y - DESCENT * up, x, y + ASCENT * up], y),
        270 => ([x - ASCENT * up, y - along, x + DESCENT * up, y], x),
        _ => ([x, y - ASCENT * up, x + along, y + DESCENT * up], y),
    };
    Glyph {
        text,
        bbox: Rect::from(bbox.map(|v| v as f32)),
        baseline: baseline as f32,
        size: up as f32,
        font: raw.font,
        angle: raw.angle,
        artifact: raw.mark.artifact,
        mcid: raw.mark.mcid,
    }
}

/// What replacement texts have that stands for nothing.
fn is_unspoken(c: char) -> bool {
    matches!(c, '\u{FEFF}' | '\u{AD}' | '\0')
}

/// The glyphs of a group under one replacement text, one glyph per line.
fn replaced(group: &[RawGlyph], actual: &str, target: &mut Vec<Glyph>) {
    let actual: String = actual.chars().filter(|c| !is_unspoken(*c)).collect();
    let mut lines: Vec<Glyph> = Vec::new();
    for raw in group {
        let glyph = placed(raw, EcoString::new());
        match lines.last_mut() {
            Some(line)
                if line.angle == glyph.angle
                    && (line.baseline - glyph.baseline).abs() < 0.6 * line.size.max(glyph.size) =>
            {
                line.bbox = line.bbox.union(&glyph.bbox);
            }
            _ => lines.push(glyph),
        }
    }
    // Text over several lines is shared out by their length, at spaces where there are any.
    let total: f32 = lines
        .iter()
        .map(|line| line.bbox.width().max(line.bbox.height()))
        .sum();
    let letters: Vec<char> = actual.chars().collect();
    let mut start = 0_usize;
    let mut reached = 0.0_f32;
    let count = lines.len();
    for (index, mut line) in lines.into_iter().enumerate() {
        reached += line.bbox.width().max(line.bbox.height());
        let share = if total > 0.0 { reached / total } else { 1.0 };
        let goal = (share * letters.len() as f32).round() as usize;
        let last = index.saturating_add(1) == count;
        let end = if last {
            letters.len()
        } else {
            let near = |end: &usize| letters.get(*end).is_some_and(|c| c.is_whitespace());
            (goal..goal.saturating_add(8))
                .find(near)
                .unwrap_or(goal)
                .max(start)
        };
        let part = letters.get(start..end).unwrap_or_default();
        line.text = part.iter().copied().collect();
        start = end;
        target.push(line);
    }
}

/// Whether the middle of a glyph lies on the page.
fn on_page(glyph: &Glyph, clip: Rect) -> bool {
    let x = (glyph.bbox.x0 + glyph.bbox.x1) / 2.0;
    let y = (glyph.bbox.y0 + glyph.bbox.y1) / 2.0;
    clip.contains(x, y)
}
