//! What an old Office file says of itself: the summary of a compound file ([MS-OLEPS]).

use super::code_page;
use super::compound::{u16_at, u32_at};
use crate::document::Metadata;

/// Where the place of the first set is stated.
const FIRST_SET: usize = 44;

/// Properties of the summary, [MS-OLEPS] 3.1: their numbers.
const CODE_PAGE: u32 = 1;
const TITLE: u32 = 2;
const PROGRAM: u32 = 18;

/// UTF-8 as a code page.
const UTF_8: u16 = 65_001;

/// Title and program from the stream of the summary.
pub(crate) fn metadata(stream: &[u8]) -> Metadata {
    let page = property(stream, CODE_PAGE).and_then(|value| u16_at(value, 4));
    let text = |number| {
        let text = text(property(stream, number)?, page.unwrap_or(1252))?;
        let text = text.trim_matches(|c: char| c == '\0' || c.is_whitespace());
        (!text.is_empty()).then(|| text.to_owned())
    };
    Metadata {
        title: text(TITLE),
        producer: text(PROGRAM),
        ..Metadata::default()
    }
}

/// A property's type and value.
fn property(stream: &[u8], number: u32) -> Option<&[u8]> {
    let set = stream.get(usize::try_from(u32_at(stream, FIRST_SET)?).ok()?..)?;
    let count = usize::try_from(u32_at(set, 4)?).ok()?;
    let listed = set.get(8..)?.chunks_exact(8).take(count);
    let mut places = listed.filter(|entry| u32_at(entry, 0) == Some(number));
    set.get(usize::try_from(u32_at(places.next()?, 4)?).ok()?..)
}

/// A text of bytes or of UTF-16.
fn text(value: &[u8], page: u16) -> Option<String> {
    const BYTES: u32 = 0x1E;
    const UTF_16: u32 = 0x1F;
    let length = usize::try_from(u32_at(value, 4)?).ok()?;
    let stored = |length: usize| value.get(8..length.checked_add(8)?.min(value.len()));
    match u32_at(value, 0)? {
        BYTES if page == UTF_8 => Some(String::from_utf8_lossy(stored(length)?).into_owned()),
        BYTES => Some(code_page::text(
            stored(length)?,
            code_page::encoding_of(page),
        )),
        UTF_16 => Some(code_page::utf16(stored(length.checked_mul(2)?)?)),
        _ => None,
    }
}
