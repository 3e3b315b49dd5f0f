//! What the outlines of a font's glyphs say, where its maps say nothing.

use super::Font;
use super::outlines::{Fingerprint, Outline, Place, identify, is_mark, nearest_mark};
use crate::ingest::pdf::objects::{Budget, PdfFile};
use crate::thai::chars::is_thai;
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

/// Marks of the font that are mapped, compared with; Thai has 17 and some variants.
const MARKS: usize = 200;

/// What was found so far, by code.
#[derive(Default)]
pub(super) struct Shapes {
    characters: RefCell<BTreeMap<u32, Option<char>>>,
    marks: OnceCell<Vec<(char, Fingerprint)>>,
}

impl Font {
    /// Identifies all codes of a sample at once, so that they choose the face together.
    pub(super) fn learn_shapes(&self, sample: &[u32], file: &PdfFile, budget: &mut Budget) {
        let codes: BTreeSet<u32> = sample.iter().copied().collect();
        let outlines: BTreeMap<u32, Outline> = codes
            .into_iter()
            .filter_map(|code| Some((code, self.outline(code, file, budget)?)))
            .collect();
        let print = |(code, outline): (&u32, &Outline)| Some((*code, outline.fingerprint()?));
        let found = identify(&outlines.iter().filter_map(print).collect());
        let mut characters = self.shapes.characters.borrow_mut();
        for (code, outline) in outlines.iter().filter(|(_, outline)| !outline.is_blank()) {
            let known = found.get(code).copied();
            let mark = || self.mark_without_room(*code, outline);
            characters.insert(*code, known.or_else(mark));
        }
    }

    /// The character whose shape the glyph of a code has: a mark of this font, or a glyph of a known font. A glyph
    /// that draws nothing and takes room is a space.
    pub(in crate::ingest::pdf) fn character_by_shape(
        &self,
        code: u32,
        file: &PdfFile,
        budget: &mut Budget,
    ) -> Option<char> {
        if let Some(known) = self.shapes.characters.borrow().get(&code) {
            return *known;
        }
        let found = self.identify_shape(code, file, budget);
        self.shapes.characters.borrow_mut().insert(code, found);
        found
    }

    fn identify_shape(&self, code: u32, file: &PdfFile, budget: &mut Budget) -> Option<char> {
        let outline = self.outline(code, file, budget)?;
        if outline.is_blank() {
            return (self.width(code) > 0.0).then_some(' ');
        }
        let print = outline.fingerprint()?;
        self.own_mark(&print, file, budget)
            .or_else(|| {
                identify(&BTreeMap::from([(0, print.clone())]))
                    .into_values()
                    .next()
            })
            .or_else(|| self.mark_without_room(code, &outline))
    }

    /// The mark most like a glyph that no font knows, where it takes no room, or is drawn over what stands before it, and
    /// stands above or below the letters.
    /// A ring is left to the letter after it, with what stands over it: it is half of a sara am.
    fn mark_without_room(&self, code: u32, outline: &Outline) -> Option<char> {
        let over = outline.over_ring().is_some_and(|over| !over.is_blank());
        let takes_room = self.width(code) > 0.0 && !outline.is_behind();
        if takes_room || over {
            return None;
        }
        nearest_mark(&outline.fingerprint()?).filter(|mark| *mark != '\u{0E4D}')
    }

    /// The mark that a glyph draws, where its text is a mark of the other side of the letter: nothing drawn below
    /// the baseline is a tone mark. The font's own tables are asked first, then its other marks, then known fonts.
    pub(in crate::ingest::pdf) fn mark_by_place(
        &self,
        text: &str,
        code: u32,
        file: &PdfFile,
        budget: &mut Budget,
    ) -> Option<char> {
        let mapped = only_mark(text)?;
        let outline = self.outline(code, file, budget)?;
        let place = outline.place()?;
        if Place::of_mark(mapped) == place {
            return None;
        }
        let print = outline.fingerprint()?;
        let by_program = self
            .program(file, budget)
            .and_then(|program| only_mark(&program.text(self.glyph(program, code)?)?))
            .filter(|mark| Place::of_mark(*mark) == place);
        by_program
            .or_else(|| self.own_mark(&print, file, budget))
            .or_else(|| nearest_mark(&print))
    }

    /// The character that a glyph draws of the text of a whole cluster. Producers that know only which glyphs make up
    /// which cluster (typst, Matplotlib) map each of its glyphs to all of its text, and a letter ever after to the first
    /// cluster that it stood in.
    pub(super) fn part_of_cluster(
        &self,
        text: &str,
        code: u32,
        file: &PdfFile,
        budget: &mut Budget,
    ) -> Option<char> {
        let letters = text.chars().filter(|c| !is_mark(*c) && *c != 'ำ').count();
        let count = text.chars().count();
        if letters == 0 || count < 2 || !text.chars().all(is_thai) {
            return None;
        }
        match self.character_by_shape(code, file, budget) {
            Some(shape) => {
                let half = text.contains('ำ') && matches!(shape, '\u{0E4D}' | 'า');
                (half || text.contains(shape)).then_some(shape)
            }
            None if self.width(code) == 0.0 && letters + 1 == count => {
                text.chars().find(|c| is_mark(*c))
            }
            None => None,
        }
    }

    /// The half of a sara am that a glyph draws, its ring or the sara aa; `None` when it draws both. Maps give either the
    /// text of the whole cluster, with its tone mark (WeasyPrint the sara aa, fpdf2 the ring); the other glyphs have
    /// theirs.
    pub(super) fn half_of_sara_am(
        &self,
        code: u32,
        file: &PdfFile,
        budget: &mut Budget,
    ) -> Option<String> {
        let place = self.outline(code, file, budget)?.fingerprint()?.place();
        if place == Some(Place::Above) {
            let tone = self.tone_over_ring(code, file, budget);
            return Some(['\u{0E4D}'].into_iter().chain(tone).collect());
        }
        // A ring has an inner and an outer contour.
        (self.contours(code, file, budget) == Some(1)).then(|| "า".to_owned())
    }

    /// The tone mark that a glyph draws over the ring of a sara am: fonts have one glyph for both, which no map can
    /// name by one character.
    pub(in crate::ingest::pdf) fn tone_over_ring(
        &self,
        code: u32,
        file: &PdfFile,
        budget: &mut Budget,
    ) -> Option<char> {
        let tone = self
            .outline(code, file, budget)?
            .over_ring()?
            .fingerprint()?;
        let is_tone = |mark: &char| ('\u{0E48}'..='\u{0E4B}').contains(mark);
        self.own_mark(&tone, file, budget)
            .filter(is_tone)
            .or_else(|| nearest_mark(&tone).filter(is_tone))
    }

    /// The mark of this font that a shape is, or is a variant of.
    fn own_mark(&self, print: &Fingerprint, file: &PdfFile, budget: &mut Budget) -> Option<char> {
        let marks = match self.shapes.marks.get() {
            Some(marks) => marks,
            None => {
                let marks = self.mapped_marks(file, budget);
                self.shapes.marks.get_or_init(|| marks)
            }
        };
        let place = print.place();
        marks
            .iter()
            .filter(|(character, _)| place.is_none_or(|place| Place::of_mark(*character) == place))
            .filter_map(|(character, mark)| Some((*character, print.variant_of(mark)?)))
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(character, _)| character)
    }

    /// The marks that the font's map names, with their shapes; those that are drawn where they cannot be are left out.
    fn mapped_marks(&self, file: &PdfFile, budget: &mut Budget) -> Vec<(char, Fingerprint)> {
        let named: Vec<(u32, char)> = match (&self.to_unicode, &self.encoding) {
            (Some(map), _) => map.characters().collect(),
            (None, Some(encoding)) => (0..=u8::MAX)
                .filter_map(|code| Some((u32::from(code), encoding.text(code)?.chars().next()?)))
                .collect(),
            (None, None) => Vec::new(),
        };
        named
            .into_iter()
            .filter(|(_, character)| is_mark(*character))
            .take(MARKS)
            .filter_map(|(code, character)| {
                Some((character, self.outline(code, file, budget)?.fingerprint()?))
            })
            .filter(|(character, print)| {
                print
                    .place()
                    .is_none_or(|place| Place::of_mark(*character) == place)
            })
            .collect()
    }

    fn outline(&self, code: u32, file: &PdfFile, budget: &mut Budget) -> Option<Outline> {
        if let (Some(procedures), Some(encoding)) = (&self.procedures, &self.encoding) {
            let name = encoding.name(u8::try_from(code).ok()?)?;
            return procedures.draw(name, file, budget);
        }
        let program = self.program(file, budget)?;
        let mut outline = Outline::default();
        program.draw(self.glyph(program, code)?, &mut outline)?;
        Some(outline)
    }
}

/// The mark that a text is, and nothing else.
fn only_mark(text: &str) -> Option<char> {
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(character), None) if is_mark(character) => Some(character),
        _ => None,
    }
}
