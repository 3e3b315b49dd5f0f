//! Drawings of Office 97 to 2003 ([MS-ODRAW]): the records, the sizes of stored pictures, and what a shape says of
//! itself. A record's length is never believed: what lies beyond the end is not there.

use super::compound::{u16_at, u32_at};
use super::{captions, code_page, picture};

/// Types of drawing records, [MS-ODRAW] 2.2.
pub(crate) mod art {
    pub(crate) const BLIP_ENTRY: u16 = 0xF007;
    pub(crate) const SHAPE: u16 = 0xF004;
    pub(crate) const SHAPE_HEAD: u16 = 0xF00A;
    pub(crate) const OPTIONS: u16 = 0xF00B;
    pub(crate) const EMF: u16 = 0xF01A;
    pub(crate) const PICT: u16 = 0xF01C;
    pub(crate) const DIB: u16 = 0xF01F;
}

/// Properties of a shape, [MS-ODRAW] 2.3: the picture it shows and what its author says it shows.
const PICTURE: u16 = 0x0104;
const DESCRIPTION: u16 = 0x0381;

/// The property is a string or an array, whose bytes follow the list.
const COMPLEX: u16 = 0x8000;

/// The property names a picture of the drawing group by its number.
const BLIP_ID: u16 = 0x4000;

/// Bytes of an entry of the drawing group before its picture, without the name.
pub(crate) const ENTRY_HEAD: usize = 36;

/// Bytes of a picture's digest. Some have two.
const DIGEST: usize = 16;

/// EMU in a pixel of 1/96 inch: what a drawing without pixels is said to measure.
const EMU_PER_PIXEL: u32 = 9_525;

/// A record of a drawing. Containers are opened: what they hold follows them as if it stood beside.
pub(crate) struct Atom<'d> {
    pub(crate) kind: u16,
    pub(crate) instance: u16,
    pub(crate) data: &'d [u8],
}

/// The records of a drawing.
pub(crate) struct Atoms<'d> {
    pub(crate) rest: &'d [u8],
}

impl<'d> Iterator for Atoms<'d> {
    type Item = Atom<'d>;

    fn next(&mut self) -> Option<Atom<'d>> {
        let head = u16_at(self.rest, 0)?;
        let kind = u16_at(self.rest, 2)?;
        let length = usize::try_from(u32_at(self.rest, 4)?).unwrap_or(usize::MAX);
        let rest = self.rest.get(8..)?;
        let container = head & 0xF == 0xF;
        let data = rest.get(..length.min(rest.len()))?;
        self.rest = if container {
            rest
        } else {
            rest.get(data.len()..)?
        };
        Some(Atom {
            kind,
            instance: head >> 4,
            data: if container { &[] } else { data },
        })
    }
}

/// The size of the picture in an entry of the drawing group; `None` where it is elsewhere or of an unknown kind. A
/// picture that does not follow its entry lies in `delayed`, where Word keeps them.
pub(crate) fn of_entry(entry: &[u8], delayed: &[u8]) -> Option<picture::Size> {
    let name = usize::from(*entry.get(33)?);
    let mut rest = entry.get(ENTRY_HEAD.saturating_add(name)..)?;
    if rest.is_empty() {
        rest = delayed.get(usize::try_from(u32_at(entry, 28)?).ok()?..)?;
    }
    let blip = Atoms { rest }.next()?;
    // Odd instances have two digests.
    let digests = DIGEST.saturating_mul(if blip.instance & 1 == 1 { 2 } else { 1 });
    let body = blip.data.get(digests..)?;
    match blip.kind {
        // A head of its own, and compressed data: bounds at 4, size in EMU at 20.
        art::EMF..=art::PICT => {
            let pixels = |at| u32_at(body, at)?.checked_div(EMU_PER_PIXEL);
            let size = picture::Size {
                width: pixels(20)?,
                height: pixels(24)?,
            };
            (size.width > 0 && size.height > 0).then_some(size)
        }
        art::DIB => bitmap(body.get(1..)?),
        _ => picture::size(body.get(1..)?),
    }
}

/// The size of a bitmap without its file head.
pub(crate) fn bitmap(data: &[u8]) -> Option<picture::Size> {
    let (width, height) = if u32_at(data, 0)? == 12 {
        (u32::from(u16_at(data, 4)?), u32::from(u16_at(data, 6)?))
    } else {
        // Height is negative when the rows run from the top.
        let height = u32_at(data, 8)?.cast_signed().unsigned_abs();
        (u32_at(data, 4)?, height)
    };
    (width > 0 && height > 0).then_some(picture::Size { width, height })
}

/// A shape while its records are read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shape {
    /// The picture that it shows, by its number in the drawing group from 1.
    pub(crate) picture: Option<u32>,
    pub(crate) description: Option<String>,
}

impl Shape {
    /// Reads the properties of a shape: six bytes each, then what does not fit into them.
    pub(crate) fn read(&mut self, atom: &Atom<'_>) {
        let heads = usize::from(atom.instance).saturating_mul(6);
        let (list, mut rest) = atom
            .data
            .split_at_checked(heads)
            .unwrap_or((atom.data, &[]));
        for property in list.chunks_exact(6) {
            let (Some(id), Some(value)) = (u16_at(property, 0), u32_at(property, 2)) else {
                continue;
            };
            let mut text: &[u8] = &[];
            if id & COMPLEX != 0 {
                let length = usize::try_from(value).unwrap_or(usize::MAX);
                (text, rest) = rest.split_at(length.min(rest.len()));
            }
            match id & !(COMPLEX | BLIP_ID) {
                PICTURE if id & COMPLEX == 0 && value > 0 => self.picture = Some(value),
                DESCRIPTION => {
                    let text = code_page::utf16(text);
                    self.description = captions::meaningful(text.trim_end_matches('\0'));
                }
                _ => {}
            }
        }
    }
}
