//! Type 3 fonts, whose glyphs are content streams (ISO 32000-1, 9.6.5): their outlines.

use super::outlines::Outline;
use crate::ingest::pdf::lexer::{Lexer, Operand};
use crate::ingest::pdf::matrix::Matrix;
use crate::ingest::pdf::objects::{Budget, PdfFile};
use lopdf::{Dictionary, ObjectId};
use skrifa::outline::OutlinePen;
use std::collections::BTreeMap;

/// Operands of one operator; the curves have six.
const OPERANDS: usize = 6;

/// Graphics states saved inside each other.
const SAVED: usize = 16;

/// The streams that draw the glyphs of a font.
pub(super) struct Procedures {
    by_name: BTreeMap<String, ObjectId>,
    /// Glyph space to thousandths of the em.
    matrix: Matrix,
}

impl Procedures {
    /// `em` is the height of the font's box. Glyphs of a font may be ten times their size, and be shown with a tenth of it:
    /// Ghostscript writes fonts so.
    pub(super) fn read(file: &PdfFile, font: &Dictionary, em: f64) -> Option<Self> {
        let thousandths = 1000.0 / 10_f64.powf(em.log10().round());
        let matrix = Matrix::new(file.numbers::<6>(font, b"FontMatrix")?);
        let by_name = file
            .dict(font, b"CharProcs")?
            .iter()
            .filter_map(|(name, stream)| {
                let name = String::from_utf8_lossy(name).into_owned();
                Some((name, stream.as_reference().ok()?))
            })
            .collect();
        Some(Procedures {
            by_name,
            matrix: matrix.then(&Matrix::new([thousandths, 0.0, 0.0, thousandths, 0.0, 0.0])),
        })
    }

    /// The paths of a glyph. Pictures of letters, which bitmap fonts draw, have none.
    pub(super) fn draw(&self, name: &str, file: &PdfFile, budget: &mut Budget) -> Option<Outline> {
        let object = lopdf::Object::Reference(*self.by_name.get(name)?);
        let data = file.data(file.resolve(&object).as_stream().ok()?, budget)?;
        Some(self.outline(&data, budget))
    }

    fn outline(&self, content: &[u8], budget: &mut Budget) -> Outline {
        let mut lexer = Lexer::new(content);
        let mut operands = Vec::with_capacity(OPERANDS);
        let mut outline = Outline::default();
        let mut matrix = self.matrix;
        let mut saved = Vec::new();
        let mut current = [0.0; 2];
        while let Some(operator) = lexer.operator(&mut operands, OPERANDS)
            && budget.operator()
        {
            let numbers: Vec<f64> = operands.iter().filter_map(Operand::number).collect();
            let point = |x: f64, y: f64| {
                let (x, y) = matrix.apply(x, y);
                (x as f32, y as f32)
            };
            match (operator, numbers.as_slice()) {
                (b"q", _) if saved.len() < SAVED => saved.push(matrix),
                (b"Q", _) => matrix = saved.pop().unwrap_or(self.matrix),
                (b"cm", &[a, b, c, d, e, f]) => {
                    matrix = Matrix::new([a, b, c, d, e, f]).then(&matrix);
                }
                (b"m", &[x, y]) => {
                    let (px, py) = point(x, y);
                    outline.move_to(px, py);
                    current = [x, y];
                }
                (b"l", &[x, y]) => {
                    let (px, py) = point(x, y);
                    outline.line_to(px, py);
                    current = [x, y];
                }
                (b"c" | b"v" | b"y", &[ref handles @ .., x, y]) => {
                    let [first, second] = match (operator, handles) {
                        (b"c", &[ax, ay, bx, by]) => [[ax, ay], [bx, by]],
                        (b"v", &[bx, by]) => [current, [bx, by]],
                        (b"y", &[ax, ay]) => [[ax, ay], [x, y]],
                        _ => continue,
                    };
                    let [(ax, ay), (bx, by), (px, py)] =
                        [first, second, [x, y]].map(|[x, y]| point(x, y));
                    outline.curve_to(ax, ay, bx, by, px, py);
                    current = [x, y];
                }
                (b"re", &[x, y, width, height]) => {
                    let corners = [
                        (x, y),
                        (x + width, y),
                        (x + width, y + height),
                        (x, y + height),
                    ];
                    for (corner, (x, y)) in corners.into_iter().enumerate() {
                        let (px, py) = point(x, y);
                        match corner {
                            0 => outline.move_to(px, py),
                            _ => outline.line_to(px, py),
                        }
                    }
                    outline.close();
                    current = [x, y];
                }
                (b"h", _) => outline.close(),
                _ => {}
            }
        }
        outline
    }
}
