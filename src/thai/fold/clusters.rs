//! Borders of grapheme clusters, told without the Unicode tables where letters alone do.

use unicode_segmentation::GraphemeCursor;

use crate::thai::chars::starts_cell;

/// Whether a cluster ends at `at` by the letters alone: both sides Thai or ASCII, and the right one begins a
/// cell. It spares the search of the Unicode tables, which is most of the cost of a short range.
fn is_plain_boundary(text: &str, at: usize) -> bool {
    let (head, tail) = text.as_bytes().split_at_checked(at).unwrap_or_default();
    let ends = matches!(head, [.., b' '..=b'~'] | [.., 0xE0, 0xB8 | 0xB9, _]);
    ends && match tail {
        [b' '..=b'~', ..] => true,
        [0xE0, page @ (0xB8 | 0xB9), low, ..] => {
            STARTS_CELL[usize::from(page & 1) << 6 | usize::from(low & 0x3F)]
        }
        _ => false,
    }
}

/// [`starts_cell`] of the characters from U+0E00 on.
const STARTS_CELL: [bool; 0x80] = {
    let mut starts = [false; 0x80];
    let mut at = 0;
    while at < starts.len() {
        starts[at] = match char::from_u32(0x0E00 + at as u32) {
            Some(c) => starts_cell(c),
            None => false,
        };
        at += 1;
    }
    starts
};

/// The beginning of the grapheme cluster that has the byte `at` in it.
#[inline]
pub(super) fn cluster_start(text: &str, at: usize) -> usize {
    if is_plain_boundary(text, at) {
        at
    } else {
        doubtful_start(text, at)
    }
}

fn doubtful_start(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    if at == 0 || cursor.is_boundary(text, 0).unwrap_or(true) {
        return at;
    }
    cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The end of the grapheme cluster that has the byte before `at` in it.
#[inline]
pub(super) fn cluster_end(text: &str, at: usize) -> usize {
    if is_plain_boundary(text, at) {
        at
    } else {
        doubtful_end(text, at)
    }
}

fn doubtful_end(text: &str, at: usize) -> usize {
    let at = text.ceil_char_boundary(at);
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    if at == text.len() || cursor.is_boundary(text, 0).unwrap_or(true) {
        return at;
    }
    cursor
        .next_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(text.len())
}
