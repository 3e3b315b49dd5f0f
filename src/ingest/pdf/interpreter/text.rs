//! Text operators: strings to placed glyphs, before their text is known.

use super::Interpreter;
use crate::ingest::pdf::content::SLANTED;
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
    /// Writing direction as shown, as [`Glyph::angle`](crate::ingest::pdf::content::Glyph::angle) counts it; a glyph
    /// without advance has one too.
    pub(super) angle: u16,
    /// Invisible by render mode, layer or transparency.
    pub(super) hidden: bool,
    pub(super) mark: super::marked::Mark,
}

/// An advance below this is that of a mark, in ems: some fonts give marks a few hundredths.
const NO_ADVANCE: f64 = 0.1;

impl RawGlyph {
    /// Whether the glyph takes no room of its own, as marks do.
    pub(super) fn is_mark(&self) -> bool {
        self.advance() < NO_ADVANCE * self.size
    }

    /// Length of the advance.
    pub(super) fn advance(&self) -> f64 {
        // Nearly all text is level: there the root of the squares is no work.
        if self.dy == 0.0 {
            self.dx.abs()
        } else {
            self.dx.hypot(self.dy)
        }
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
    /// The next glyph stands this far on, in text space.
    fn move_by(&mut self, (x, y): (f64, f64)) {
        let matrix = &mut self.matrix;
        (matrix.e, matrix.f) = matrix.apply(x, y);
    }

    /// `Td`
    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::translation(x, y).then(&self.line);
        self.matrix = self.line;
    }
}

impl Interpreter<'_, '_> {
    /// `TJ`, and `Tj` as an array of one string.
    pub(super) fn show(&mut self, items: &[Operand<'_>]) {
        let (state, place) = (&self.state, &mut self.place);
        let text = &state.text;
        let font = text.font.as_ref();
        let vertical = font.is_some_and(|(_, font)| font.vertical);
        let mark = self.marks.current();
        let hidden = mark.hidden
            || matches!(text.mode, 3 | 7)
            || (state.fill.transparent && matches!(text.mode, 0 | 4));
        // From the em to text space; the direction and the size of the em are the same for all strings.
        let scaling = Matrix::new([
            text.size * text.horizontal,
            0.0,
            0.0,
            text.size,
            0.0,
            text.rise,
        ]);
        let em = scaling.then(&place.matrix).then(&state.ctm);
        let size = match font {
            Some((_, font)) => em.c.hypot(em.d) * font.em,
            None => 0.0,
        };
        let angle = angle(if vertical {
            (-em.c, -em.d)
        } else {
            (em.a, em.b)
        });
        for item in items {
            let mut rest: &[u8] = match item {
                Operand::Text(bytes) => bytes,
                Operand::Number(adjust) => {
                    let by = -adjust / 1000.0 * text.size;
                    place.move_by(if vertical {
                        (0.0, by)
                    } else {
                        (by * text.horizontal, 0.0)
                    });
                    continue;
                }
                _ => continue,
            };
            let Some((index, font)) = font else {
                continue;
            };
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
                let (advance, movement) = if vertical {
                    // One em down per glyph, the default of vertical metrics.
                    ((0.0, -1.0), (0.0, -text.size + spacing))
                } else {
                    let step = (width * text.size + spacing) * text.horizontal;
                    ((width, 0.0), (step, 0.0))
                };
                let to_page = scaling.then(&place.matrix).then(&state.ctm);
                let (x, y) = to_page.apply(0.0, 0.0);
                let (x1, y1) = to_page.apply(advance.0, advance.1);
                // The middle of the letter, a third of the em above the baseline.
                let (up_x, up_y) = (to_page.c / 3.0, to_page.d / 3.0);
                let middle = ((x + x1) / 2.0 + up_x, (y + y1) / 2.0 + up_y);
                place.move_by(movement);
                // A mark is drawn over or under the letter that its origin stands behind; cairo clips to its box.
                let seen = state.shows(middle, self.page.width)
                    || advance.0 == 0.0
                        && f64::from(state.clip.width()) <= size
                        && MARKS.iter().any(|&(right, up)| {
                            state.shows(to_page.apply(right, up), self.page.width)
                        });
                if !seen {
                    continue;
                }
                self.raw.push(RawGlyph {
                    code,
                    font: *index,
                    x,
                    y,
                    dx: x1 - x,
                    dy: y1 - y,
                    size,
                    angle,
                    hidden,
                    mark,
                });
            }
        }
    }
}

/// Where marks without advance are drawn, from their origin, in ems: above a letter and below it.
const MARKS: [(f64, f64); 2] = [(-0.3, 0.9), (-0.3, -0.2)];

/// Slope from which on text is slanted; a page that was put on the scanner askew has less (15 degrees).
const SLANT: f64 = 0.268;

/// The nearest quarter turn of a direction with y downwards, where it is near; no direction counts as 0.
fn angle((dx, dy): (f64, f64)) -> u16 {
    let (long, short) = (dx.abs().max(dy.abs()), dx.abs().min(dy.abs()));
    if short > SLANT * long {
        SLANTED
    } else if dx.abs() >= dy.abs() {
        if dx >= 0.0 { 0 } else { 180 }
    } else if dy > 0.0 {
        90
    } else {
        270
    }
}
