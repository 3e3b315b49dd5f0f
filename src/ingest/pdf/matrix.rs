//! Affine transformations, as content streams write them.

use crate::document::Rect;

/// `[a b c d e f]`: x' = a x + c y + e, y' = b x + d y + f.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix {
    pub(super) a: f64,
    pub(super) b: f64,
    pub(super) c: f64,
    pub(super) d: f64,
    pub(super) e: f64,
    pub(super) f: f64,
}

impl Matrix {
    /// Changes nothing.
    pub(super) const IDENTITY: Matrix = Matrix::new([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// From the six numbers of an operator or array.
    pub(super) const fn new([a, b, c, d, e, f]: [f64; 6]) -> Self {
        Matrix { a, b, c, d, e, f }
    }

    /// A movement.
    pub(super) const fn translation(x: f64, y: f64) -> Self {
        Matrix::new([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First `self`, then `after`.
    pub(super) fn then(&self, after: &Matrix) -> Matrix {
        Matrix {
            a: self.a * after.a + self.b * after.c,
            b: self.a * after.b + self.b * after.d,
            c: self.c * after.a + self.d * after.c,
            d: self.c * after.b + self.d * after.d,
            e: self.e * after.a + self.f * after.c + after.e,
            f: self.e * after.b + self.f * after.d + after.f,
        }
    }

    /// Where a point goes.
    pub(super) fn apply(&self, x: f64, y: f64) -> (f64, f64) {
        (
            self.a * x + self.c * y + self.e,
            self.b * x + self.d * y + self.f,
        )
    }

    /// The box around a rectangle's image.
    pub(super) fn apply_rect(&self, [x0, y0, x1, y1]: [f64; 4]) -> Rect {
        let corners = [
            self.apply(x0, y0),
            self.apply(x1, y0),
            self.apply(x0, y1),
            self.apply(x1, y1),
        ];
        bounds(corners)
    }

    /// By how much lengths grow, as the mean of both directions.
    pub(super) fn scale(&self) -> f64 {
        (self.a * self.d - self.b * self.c).abs().sqrt()
    }
}

/// The box around points; a box of nothing lies at the origin.
pub(super) fn bounds(points: impl IntoIterator<Item = (f64, f64)>) -> Rect {
    let mut points = points.into_iter();
    let (x, y) = points.next().unwrap_or_default();
    let (x, y) = (x as f32, y as f32);
    let mut rect = Rect::new(x, y, x, y);
    for (x, y) in points {
        let (x, y) = (x as f32, y as f32);
        rect.x0 = rect.x0.min(x);
        rect.y0 = rect.y0.min(y);
        rect.x1 = rect.x1.max(x);
        rect.y1 = rect.y1.max(y);
    }
    rect
}
