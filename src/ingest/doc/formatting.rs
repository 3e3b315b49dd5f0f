//! Which formatting a place in the text has: the pages of formatted runs ([MS-DOC] 2.9.32, 2.9.174).

use super::fib::Plc;
use crate::ingest::compound::{u16_at, u32_at};

/// Bytes of a page of runs.
const PAGE: usize = 512;

/// Runs of one kind: of paragraphs or of characters.
#[derive(Debug)]
pub(super) struct Runs<'f> {
    main: &'f [u8],
    bins: Plc<'f>,
    paragraphs: bool,
}

/// A run of text with the same formatting.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run<'f> {
    /// Where in the main stream it ends.
    pub(super) end: u32,
    /// The style of a paragraph; 0 for characters.
    pub(super) style: u16,
    /// What is set on it directly.
    pub(super) list: &'f [u8],
}

impl<'f> Runs<'f> {
    pub(super) fn of_paragraphs(main: &'f [u8], part: &'f [u8]) -> Self {
        let bins = Plc::new(part, 4);
        Runs {
            main,
            bins,
            paragraphs: true,
        }
    }

    pub(super) fn of_characters(main: &'f [u8], part: &'f [u8]) -> Self {
        Runs {
            paragraphs: false,
            ..Runs::of_paragraphs(main, part)
        }
    }

    /// The run that a place of the main stream belongs to.
    pub(super) fn at(&self, place: u32) -> Option<Run<'f>> {
        // The last bin that begins at or before the place.
        let (mut low, mut high) = (0, self.bins.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.bins.position(middle)? <= place {
                low = middle.checked_add(1)?;
            } else {
                high = middle;
            }
        }
        let number = u32_at(self.bins.data(low.checked_sub(1)?)?, 0)? & 0x003F_FFFF;
        let start = usize::try_from(number).ok()?.checked_mul(PAGE)?;
        let page = self.main.get(start..start.checked_add(PAGE)?)?;
        let count = usize::from(*page.last()?);
        let position = |index: usize| u32_at(page, index.saturating_mul(4));
        let index = (0..count).find(|index| {
            let (from, to) = (position(*index), position(index.saturating_add(1)));
            from.is_some_and(|from| from <= place) && to.is_some_and(|to| place < to)
        })?;
        let places = count.checked_add(1)?.checked_mul(4)?;
        let end = position(index.checked_add(1)?)?;
        if self.paragraphs {
            paragraph(page, places.checked_add(index.checked_mul(13)?)?, end)
        } else {
            let at = usize::from(*page.get(places.checked_add(index)?)?).checked_mul(2)?;
            let list = match at {
                0 => &[],
                _ => {
                    let length = usize::from(*page.get(at)?);
                    let from = at.checked_add(1)?;
                    page.get(from..from.checked_add(length)?)?
                }
            };
            Some(Run {
                end,
                style: 0,
                list,
            })
        }
    }
}

/// The properties of a paragraph whose entry is at `entry`: they are of an even length, with or without the byte
/// that says it.
fn paragraph(page: &[u8], entry: usize, end: u32) -> Option<Run<'_>> {
    let plain = Run {
        end,
        style: 0,
        list: &[],
    };
    let at = usize::from(*page.get(entry)?).checked_mul(2)?;
    if at == 0 {
        return Some(plain);
    }
    let words = usize::from(*page.get(at)?);
    let (from, length) = if words == 0 {
        let words = usize::from(*page.get(at.checked_add(1)?)?);
        (at.checked_add(2)?, words.checked_mul(2)?)
    } else {
        (at.checked_add(1)?, words.checked_mul(2)?.checked_sub(1)?)
    };
    let stored = page.get(from..from.checked_add(length)?.min(page.len()))?;
    Some(Run {
        end,
        style: u16_at(stored, 0)?,
        list: stored.get(2..)?,
    })
}
