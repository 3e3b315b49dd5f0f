//! Pictures in the text, and shapes that float over it ([MS-DOC] 2.9.192, [MS-ODRAW]).

use std::collections::BTreeMap;

use super::fib::{Part, Plc, Range, Streams};
use crate::document::Block;
use crate::ingest::compound::{u16_at, u32_at};
use crate::ingest::flow;
use crate::ingest::office_art::{self, Atoms, Shape, art};
use crate::ingest::picture::Size;

/// Twentieths of a point in a pixel of 1/96 inch.
const TWIPS_PER_PIXEL: u32 = 15;

/// Drawings of the file.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    sizes: Vec<Option<Size>>,
    /// Shapes by their number.
    shapes: BTreeMap<u32, Shape>,
    /// Groups: their parts, those of groups inside them too.
    parts: BTreeMap<u32, Vec<u32>>,
    /// Positions in the text to the shapes anchored there.
    anchors: BTreeMap<u32, u32>,
    /// The texts of the boxes.
    pub(super) boxes: Vec<Range>,
    /// Shapes to their text boxes; one has several where its text goes on in the next.
    boxes_of: BTreeMap<u32, Vec<usize>>,
}

impl Shapes {
    pub(super) fn read(streams: &Streams) -> Self {
        let mut shapes = Shapes::default();
        shapes.drawings(streams.part(Part::Drawings), &streams.main);
        let texts = streams.subdocuments();
        for (part, inside) in [
            (Part::ShapesOfText, &texts.body),
            (Part::ShapesOfHeaders, &texts.headers),
        ] {
            let anchors = Plc::new(streams.part(part), 26);
            for index in 0..anchors.len() {
                let (position, shape) = (
                    anchors.position(index),
                    anchors.data(index).and_then(|data| u32_at(data, 0)),
                );
                if let (Some(position), Some(shape)) = (position, shape) {
                    let position = inside.start.saturating_add(position);
                    shapes.anchors.insert(position, shape);
                }
            }
        }
        for (part, inside) in [
            (Part::TextBoxes, &texts.text_boxes),
            (Part::HeaderTextBoxes, &texts.header_text_boxes),
        ] {
            let boxes = Plc::new(streams.part(part), 22);
            for index in 0..boxes.len() {
                let shape = boxes.data(index).and_then(|data| u32_at(data, 14));
                if let (Some(shape), Some(text)) = (shape, boxes.range(index, inside)) {
                    let place = shapes.boxes.len();
                    shapes.boxes.push(text);
                    shapes.boxes_of.entry(shape).or_default().push(place);
                }
            }
        }
        shapes
    }

    /// The drawing group, then the drawings of the text and of the headers, each after a byte that says which.
    fn drawings(&mut self, part: &[u8], main: &[u8]) {
        let length = |rest: &[u8]| {
            let length = usize::try_from(u32_at(rest, 4)?).ok()?;
            Some(length.saturating_add(8).min(rest.len()))
        };
        let Some((group, mut rest)) = length(part).and_then(|end| part.split_at_checked(end))
        else {
            return;
        };
        self.sizes = Atoms { rest: group }
            .filter(|atom| atom.kind == art::BLIP_ENTRY)
            .map(|entry| office_art::of_entry(entry.data, main))
            .collect();
        while let Some((_, drawing)) = rest.split_first()
            && let Some(end) = length(drawing)
        {
            self.drawing(drawing.get(..end).unwrap_or_default());
            rest = drawing.get(end..).unwrap_or_default();
        }
    }

    fn drawing(&mut self, drawing: &[u8]) {
        /// Bits of a shape's head: it is a group, it is a part of one.
        const GROUP: u32 = 1;
        const CHILD: u32 = 2;
        let mut shape = None;
        let mut group = None;
        for atom in (Atoms { rest: drawing }) {
            match atom.kind {
                art::SHAPE_HEAD => {
                    let (number, flags) = (u32_at(atom.data, 0), u32_at(atom.data, 4).unwrap_or(0));
                    shape = number;
                    if flags & CHILD == 0 {
                        group = number.filter(|_| flags & GROUP != 0);
                    } else if let (Some(child), Some(group)) = (number, group) {
                        self.parts.entry(group).or_default().push(child);
                    }
                }
                art::OPTIONS => {
                    if let Some(number) = shape {
                        self.shapes.entry(number).or_default().read(&atom);
                    }
                }
                _ => {}
            }
        }
    }

    /// The shape anchored at a position.
    pub(super) fn anchored(&self, position: u32) -> Option<u32> {
        self.anchors.get(&position).copied()
    }

    /// The pictures of a shape and of its parts.
    pub(super) fn pictures(&self, shape: u32) -> Vec<Block> {
        let shapes = self.with_parts(shape);
        shapes
            .filter_map(|number| {
                let shape = self.shapes.get(&number)?;
                let picture = shape.picture?;
                let index = usize::try_from(picture).ok()?.checked_sub(1)?;
                let size = self.sizes.get(index).copied().flatten();
                let source = Some(format!("picture {picture}"));
                Some(flow::image(source, size, shape.description.as_deref()))
            })
            .collect()
    }

    /// The text boxes of a shape and of its parts, by their index.
    pub(super) fn boxes_of(&self, shape: u32) -> Vec<usize> {
        let boxes = self
            .with_parts(shape)
            .filter_map(|number| self.boxes_of.get(&number));
        boxes.flatten().copied().collect()
    }

    /// A shape, and the parts of a group in the order of the drawing.
    fn with_parts(&self, shape: u32) -> impl Iterator<Item = u32> {
        let parts = self.parts.get(&shape).into_iter().flatten().copied();
        std::iter::once(shape).chain(parts)
    }
}

/// The picture that lies at a place of the data stream; `None` where nothing does that can be shown.
pub(super) fn inline(data: &[u8], place: u32) -> Option<Block> {
    /// The picture is a drawing, after the name of its file, or just a drawing.
    const DRAWING_WITH_NAME: u16 = 0x66;
    const DRAWING: u16 = 0x64;
    let head = data.get(usize::try_from(place).ok()?..)?;
    let length = usize::try_from(u32_at(head, 0)?).ok()?;
    let picture = head.get(..length.min(head.len()))?;
    let mut start = usize::from(u16_at(picture, 4)?);
    let kind = u16_at(picture, 6)?;
    if !matches!(kind, DRAWING | DRAWING_WITH_NAME) {
        return None;
    }
    if kind == DRAWING_WITH_NAME {
        let name = usize::from(*picture.get(start)?);
        start = start.checked_add(name)?.checked_add(1)?;
    }
    let mut shape = Shape::default();
    let mut stored = None;
    let atoms = Atoms {
        rest: picture.get(start..)?,
    };
    for atom in atoms {
        match atom.kind {
            art::OPTIONS => shape.read(&atom),
            art::BLIP_ENTRY => stored = office_art::of_entry(atom.data, &[]),
            _ => {}
        }
    }
    // Without pixels of its own a picture has the size that it is shown in.
    let pixels = |at| Some(u32::from(u16_at(picture, at)?).div_ceil(TWIPS_PER_PIXEL));
    let size = stored.or_else(|| {
        Some(Size {
            width: pixels(0x1C).filter(|pixels| *pixels > 0)?,
            height: pixels(0x1E).filter(|pixels| *pixels > 0)?,
        })
    });
    let source = Some(format!("data {place}"));
    Some(flow::image(source, size, shape.description.as_deref()))
}

/// Whether a box of a form is ticked, by what lies at a place of the data stream, [MS-DOC] 2.9.78; `None` for other
/// fields.
pub(super) fn ticked(data: &[u8], place: u32) -> Option<bool> {
    /// The field says nothing itself; its default does.
    const UNDECIDED: u16 = 25;
    let head = data.get(usize::try_from(place).ok()?..)?;
    let field = head.get(usize::from(u16_at(head, 4)?)..)?;
    let bits = u16_at(field, 4)?;
    if bits & 3 != 1 {
        return None;
    }
    let result = (bits >> 2) & 0x1F;
    if result != UNDECIDED {
        return Some(result == 1);
    }
    // The default follows the name.
    let name = usize::from(u16_at(field, 10)?).checked_mul(2)?;
    Some(u16_at(field, name.checked_add(14)?)? == 1)
}
