//! Text operators: strings to placed glyphs, before their text is known.

use super::Interpreter;
use crate::ingest::pdf::lexer::Operand;
use crate::ingest::pdf::matrix::Matrix;

/// Glyphs one page may have; the densest real pages have 20,000.
const GLYPHS: usize = 400_000;

/// A drawn glyph that still has only a code.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawGlyph {
    pub(super) code: u32,
    /// Index into the page's fonts.
    pub(super) font: u16,
    /// Origin on the page as shown.
    pub(super) x: f64,
    pub(super) y: f64,
    /// Advance on the page as shown, without letter and word spacing.
    pub(super) dx: f64,
    pub(super) dy: f64,
    /// Length of the em across the baseline, as shown.
    pub(super) size: f64,
    /// Writing direction as shown; a glyph without advance has one too.
    pub(super) direction: (f64, f64),
    /// Invisible by render mode, layer or transparency.
    pub(super) hidden: bool,
    pub(super) mark: super::marked::Mark,
}

/// An advance below this is that of a mark, in ems: some fonts give marks a few hundredths.
const NO_ADVANCE: f64 = 0.1;

impl RawGlyph {
    /// Whether the glyph takes no room of its own, as marks do.
    pub(super) fn is_mark(&self) -> bool {
        self.dx.hypot(self.dy) < NO_ADVANCE * self.size
    }
}

/// Text and line matrices, which live only between `BT` and `ET`.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextPlace {
    pub(super) matrix: Matrix,
    pub(super) line: Matrix,
}

impl Default for TextPlace {
    fn default() -> Self {
        TextPlace {
            matrix: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
        }
    }
}

impl TextPlace {
    /// `Td`
    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::translation(x, y).then(&self.line);
        self.matrix = self.line;
    }
}

impl Interpreter<'_, '_> {
    /// `TJ`
    pub(super) fn show_array(&mut self, items: &[Operand<'_>]) {
        for item in items {
            match item {
                Operand::Text(bytes) => self.show(bytes),
                Operand::Number(adjust) => {
                    let text = &self.state.text;
                    let vertical = text.font.as_ref().is_some_and(|(_, font)| font.vertical);
                    let by = -adjust / 1000.0 * text.size;
                    let (tx, ty) = if vertical {
                        (0.0, by)
                    } else {
                        (by * text.horizontal, 0.0)
                    };
                    self.place.matrix = Matrix::translation(tx, ty).then(&self.place.matrix);
                }
                _ => {}
            }
        }
    }

    /// `Tj`
    pub(super) fn show(&mut self, bytes: &[u8]) {
        let Some((index, font)) = self.state.text.font.clone() else {
            return;
        };
        let text = self.state.text.clone();
        let mark = self.marks.current();
        let hidden = mark.hidden
            || matches!(text.mode, 3 | 7)
            || (self.state.fill.transparent && matches!(text.mode, 0 | 4));
        // The direction and the size of the em are the same for the whole string.
        let scaling = Matrix::new([
            text.size * text.horizontal,
            0.0,
            0.0,
            text.size,
            0.0,
            text.rise,
        ]);
        let mut rest = bytes;
        while let Some((code, length)) = font.code(rest) {
            rest = rest.get(length.max(1)..).unwrap_or_default();
            if self.raw.len() >= GLYPHS {
                self.budget.exceed("glyphs of a page");
                return;
            }
            let width = font.width(code) * font.scale;
            let spacing = text.char_space
                + if font.is_word_space(code, length) {
                    text.word_space
                } else {
                    0.0
                };
            let (advance, tx, ty) = if font.vertical {
                // One em down per glyph, the default of vertical metrics.
                ((0.0, -1.0), 0.0, -text.size + spacing)
            } else {
                (
                    (width, 0.0),
                    (width * text.size + spacing) * text.horizontal,
                    0.0,
                )
            };
            let to_page = scaling.then(&self.place.matrix).then(&self.state.ctm);
            let (x, y) = to_page.apply(0.0, 0.0);
            let (x1, y1) = to_page.apply(advance.0, advance.1);
            let direction = if font.vertical {
                (-to_page.c, -to_page.d)
            } else {
                (to_page.a, to_page.b)
            };
            // The middle of the letter, a third of the em above the baseline.
            let (up_x, up_y) = (to_page.c / 3.0, to_page.d / 3.0);
            let middle = ((x + x1) / 2.0 + up_x, (y + y1) / 2.0 + up_y);
            self.place.matrix = Matrix::translation(tx, ty).then(&self.place.matrix);
            if !self.state.shows(middle, self.page.width) {
                continue;
            }
            self.raw.push(RawGlyph {
                code,
                font: index,
                x,
                y,
                dx: x1 - x,
                dy: y1 - y,
                size: to_page.c.hypot(to_page.d) * font.em,
                direction,
                hidden,
                mark,
            });
        }
    }
}
