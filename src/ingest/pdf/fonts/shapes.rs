//! What the outlines of a font's glyphs say, where its maps say nothing.

use super::Font;
use super::outlines::{Fingerprint, Outline, identify};
use crate::ingest::pdf::objects::{Budget, PdfFile};
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
        let prints: BTreeMap<u32, Fingerprint> = codes
            .into_iter()
            .filter_map(|code| Some((code, self.outline(code, file, budget)?.fingerprint()?)))
            .collect();
        let found = identify(&prints);
        let mut characters = self.shapes.characters.borrow_mut();
        for (code, _) in prints {
            characters.insert(code, found.get(&code).copied());
        }
    }

    /// The character whose shape the glyph of a code has: a mark of this font, or a glyph of a known font. A glyph
    /// that draws nothing and takes room is a space.
    pub(super) fn character_by_shape(
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
        let marks = match self.shapes.marks.get() {
            Some(marks) => marks,
            None => {
                let marks = self.mapped_marks(file, budget);
                self.shapes.marks.get_or_init(|| marks)
            }
        };
        let own = marks
            .iter()
            .filter_map(|(character, mark)| Some((*character, print.variant_of(mark)?)))
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(character, _)| character);
        own.or_else(|| identify(&BTreeMap::from([(0, print)])).into_values().next())
    }

    /// The marks that the font's map names, with their shapes.
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
            .filter(|(_, character)| super::outlines::is_mark(*character))
            .take(MARKS)
            .filter_map(|(code, character)| {
                Some((character, self.outline(code, file, budget)?.fingerprint()?))
            })
            .collect()
    }

    fn outline(&self, code: u32, file: &PdfFile, budget: &mut Budget) -> Option<Outline> {
        let program = self.program(file, budget)?;
        let mut outline = Outline::default();
        program.draw(self.glyph(program, code)?, &mut outline)?;
        Some(outline)
    }
}
