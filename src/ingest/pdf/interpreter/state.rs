//! Graphics and text state of a content stream.

use crate::document::Rect;
use crate::ingest::pdf::fonts::Font;
use crate::ingest::pdf::matrix::Matrix;
use std::rc::Rc;

/// What `q` saves and `Q` restores.
#[derive(Clone)]
pub(super) struct State {
    /// From user space to the page as shown.
    pub(super) ctm: Matrix,
    /// The box around what may be painted, on the page as shown.
    pub(super) clip: Rect,
    pub(super) line_width: f64,
    pub(super) fill: Paint,
    pub(super) stroke: Paint,
    pub(super) text: TextState,
}

/// What matters about a colour: whether it can be seen on white paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Paint {
    pub(super) white: bool,
    /// The colour space is DeviceGray or CalGray, where a single 1 is white; in a Separation it is full ink.
    pub(super) gray_space: bool,
    /// Alpha constant of the graphics state is zero.
    pub(super) transparent: bool,
}

/// Text parameters, in unscaled text space units.
#[derive(Clone)]
pub(super) struct TextState {
    pub(super) font: Option<(u16, Rc<Font>)>,
    pub(super) size: f64,
    pub(super) char_space: f64,
    pub(super) word_space: f64,
    /// 1 for 100 %.
    pub(super) horizontal: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    pub(super) mode: i64,
}

impl Paint {
    const BLACK: Paint = Paint {
        white: false,
        gray_space: true,
        transparent: false,
    };

    /// A colour given by components; their number tells the kind of space.
    pub(super) fn set(&mut self, components: impl Iterator<Item = f64>) {
        let (mut count, mut ones, mut zeros) = (0_u32, 0_u32, 0_u32);
        for component in components {
            count = count.saturating_add(1);
            if component >= 0.99 {
                ones = ones.saturating_add(1);
            }
            if component <= 0.01 {
                zeros = zeros.saturating_add(1);
            }
        }
        self.white = match count {
            1 => self.gray_space && ones == 1,
            3 => ones == 3,
            4 => zeros == 4,
            _ => false,
        };
    }
}

impl State {
    /// The state at the start of a page.
    pub(super) fn new(ctm: Matrix, clip: Rect) -> Self {
        State {
            ctm,
            clip,
            line_width: 1.0,
            fill: Paint::BLACK,
            stroke: Paint::BLACK,
            text: TextState {
                font: None,
                size: 0.0,
                char_space: 0.0,
                word_space: 0.0,
                horizontal: 1.0,
                leading: 0.0,
                rise: 0.0,
                mode: 0,
            },
        }
    }

    /// Whether a point may be painted. Clips are boxes around shapes, drawn tight around cells, so a point or two
    /// beyond the edge counts as inside. Where only the end of the page clips, it is decided when all is drawn whether a
    /// line runs over it.
    pub(super) fn shows(&self, (x, y): (f64, f64), page_width: f32) -> bool {
        const EDGE: f64 = 2.0;
        let clip = self.clip;
        x >= f64::from(clip.x0) - EDGE
            && (x <= f64::from(clip.x1) + EDGE || clip.x1 >= page_width)
            && y >= f64::from(clip.y0) - EDGE
            && y <= f64::from(clip.y1) + EDGE
    }

    /// Narrows the clip; an empty intersection leaves an empty box.
    pub(super) fn clip_to(&mut self, rect: Rect) {
        let clip = &mut self.clip;
        clip.x0 = clip.x0.max(rect.x0);
        clip.y0 = clip.y0.max(rect.y0);
        clip.x1 = clip.x1.min(rect.x1).max(clip.x0);
        clip.y1 = clip.y1.min(rect.y1).max(clip.y0);
    }
}
