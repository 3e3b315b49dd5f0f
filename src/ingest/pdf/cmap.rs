//! CMaps: from the codes of a string to Unicode (`/ToUnicode`) or to character identifiers (`/Encoding`).
//!
//! The parser is lenient on purpose. One odd line (`<0074> <>` of WeasyPrint), a header on one line or a
//! missing `end` must not cost the rest of the map: strict parsers lose whole documents to them.

use super::lexer::{Lexer, Operand};
use std::collections::BTreeMap;

/// Codes one range may cover: the largest legal one is a full two-byte plane.
const RANGE: u32 = 0x1_0000;

/// Entries one map may have; a map of every two-byte code has 65,536.
const ENTRIES: usize = 200_000;

/// Operands of one section. The format allows 100 lines, real files have thousands.
const SECTION: usize = 600_000;

/// What a CMap says.
#[derive(Debug, Clone, Default)]
pub(super) struct CMap {
    /// Unicode by code; an empty text is a code mapped to nothing.
    unicode: BTreeMap<u32, Box<str>>,
    /// Unicode of ranges that count up, by first code: last code and the text of the first. Kept as ranges because
    /// some writers map all 65,536 codes in one.
    unicode_ranges: BTreeMap<u32, (u32, Box<str>)>,
    /// Character identifiers by first code of a range: last code and first identifier.
    cids: BTreeMap<u32, (u32, u32)>,
    /// Code space: bytes of a code, first and last code.
    pub(super) code_space: Vec<(usize, u32, u32)>,
    /// Vertical writing.
    pub(super) vertical: bool,
    /// The predefined CMap this one builds on.
    pub(super) base: Option<Vec<u8>>,
}

impl CMap {
    /// Reads a decoded CMap stream.
    pub(super) fn parse(data: &[u8]) -> Self {
        let mut map = CMap::default();
        let mut lexer = Lexer::new(data);
        let mut operands = Vec::new();
        let mut section: &[u8] = b"";
        loop {
            let word = lexer.operator(&mut operands, SECTION);
            match word {
                Some(b"usecmap") => {
                    map.base = operands.last().and_then(Operand::name).map(<[u8]>::to_vec);
                }
                Some(b"def") => {
                    if let [.., key, Operand::Number(mode)] = operands.as_slice()
                        && key.name() == Some(b"WMode")
                    {
                        map.vertical = *mode == 1.0;
                    }
                }
                _ => {}
            }
            // A section ends at its own `end`, at the next `begin` when that is missing, or with the data.
            match section {
                b"beginbfchar" => map.bf_chars(&operands),
                b"beginbfrange" => map.bf_ranges(&operands),
                b"begincidchar" => map.cid_chars(&operands),
                b"begincidrange" => map.cid_ranges(&operands),
                b"begincodespacerange" => map.code_spaces(&operands),
                _ => {}
            }
            match word {
                Some(word) if word.starts_with(b"begin") => section = word,
                Some(_) => section = b"",
                None => break,
            }
        }
        map
    }

    /// The text of a code; `None` when the map does not know it, maps it to nothing, or says with U+FFFD that its
    /// writer did not know.
    pub(super) fn text(&self, code: u32) -> Option<String> {
        let text = match self.unicode.get(&code) {
            Some(text) => text.to_string(),
            None => {
                let (first, (last, text)) = self.unicode_ranges.range(..=code).next_back()?;
                if code > *last {
                    return None;
                }
                advanced(text, code.saturating_sub(*first))?
            }
        };
        (!text.is_empty() && !text.contains('\u{FFFD}')).then_some(text)
    }

    /// The codes that mean one character each; of long ranges only the beginning.
    pub(super) fn characters(&self) -> impl Iterator<Item = (u32, char)> {
        /// Codes of one range that are listed: more than any script of one font needs.
        const LISTED: u32 = 0x400;
        let single = self.unicode.keys().copied();
        let ranges = self
            .unicode_ranges
            .iter()
            .flat_map(|(first, (last, _))| *first..=(*last).min(first.saturating_add(LISTED)));
        single.chain(ranges).filter_map(|code| {
            let text = self.text(code)?;
            let mut characters = text.chars();
            Some((code, characters.next()?)).filter(|_| characters.next().is_none())
        })
    }

    /// Whether the map has no Unicode at all.
    pub(super) fn is_empty(&self) -> bool {
        self.unicode.is_empty() && self.unicode_ranges.is_empty()
    }

    /// The character identifier of a code.
    pub(super) fn cid(&self, code: u32) -> Option<u32> {
        let (first, (last, cid)) = self.cids.range(..=code).next_back()?;
        (code <= *last).then(|| cid.saturating_add(code.saturating_sub(*first)))
    }

    /// Whether the map has character identifiers.
    pub(super) fn has_cids(&self) -> bool {
        !self.cids.is_empty()
    }

    fn insert(&mut self, code: u32, text: String) {
        if self.unicode.len() < ENTRIES {
            self.unicode.insert(code, text.into_boxed_str());
        }
    }

    fn bf_chars(&mut self, operands: &[Operand<'_>]) {
        for pair in operands.chunks_exact(2) {
            let [source, target] = pair else { continue };
            let Some(code) = code_of(source) else {
                continue;
            };
            if let Some(text) = target_text(target) {
                self.insert(code, text);
            }
        }
    }

    fn bf_ranges(&mut self, operands: &[Operand<'_>]) {
        for triple in operands.chunks_exact(3) {
            let [first, last, target] = triple else {
                continue;
            };
            let (Some(first), Some(last)) = (code_of(first), code_of(last)) else {
                continue;
            };
            if last < first || last.saturating_sub(first) >= RANGE {
                continue;
            }
            if let Operand::Array(targets) = target {
                for (code, target) in (first..=last).zip(targets) {
                    if let Some(text) = target_text(target) {
                        self.insert(code, text);
                    }
                }
                continue;
            }
            let Some(text) = target_text(target) else {
                continue;
            };
            if self.unicode_ranges.len() < ENTRIES {
                self.unicode_ranges
                    .insert(first, (last, text.into_boxed_str()));
            }
        }
    }

    fn cid_chars(&mut self, operands: &[Operand<'_>]) {
        for pair in operands.chunks_exact(2) {
            if let [source, target] = pair
                && let (Some(code), Some(cid)) = (code_of(source), target.number())
                && self.cids.len() < ENTRIES
            {
                self.cids.insert(code, (code, cid as u32));
            }
        }
    }

    fn cid_ranges(&mut self, operands: &[Operand<'_>]) {
        for triple in operands.chunks_exact(3) {
            if let [first, last, target] = triple
                && let (Some(first), Some(last), Some(cid)) =
                    (code_of(first), code_of(last), target.number())
                && first <= last
                && self.cids.len() < ENTRIES
            {
                self.cids.insert(first, (last, cid as u32));
            }
        }
    }

    fn code_spaces(&mut self, operands: &[Operand<'_>]) {
        for pair in operands.chunks_exact(2) {
            if let [first, last] = pair
                && let Some(length) = first.text().map(<[u8]>::len)
                && let (Some(first), Some(last)) = (code_of(first), code_of(last))
                && (1..=4).contains(&length)
                && self.code_space.len() < 64
            {
                self.code_space.push((length, first, last));
            }
        }
    }

    /// Length in bytes of the code at the start of `bytes`, by the code space.
    pub(super) fn code_length(&self, bytes: &[u8]) -> Option<usize> {
        (1..=4).find(|&length| {
            let Some(head) = bytes.get(..length) else {
                return false;
            };
            self.code_space.iter().any(|&(wanted, first, last)| {
                // Every byte must lie in the range of its place.
                wanted == length
                    && head.iter().zip((0..length).rev()).all(|(&byte, place)| {
                        let shift = u32::try_from(place).unwrap_or(0).saturating_mul(8);
                        let at = |code: u32| code.checked_shr(shift).unwrap_or(0) & 0xFF;
                        (at(first)..=at(last)).contains(&u32::from(byte))
                    })
            })
        })
    }
}

/// The code of up to four bytes.
fn code_of(operand: &Operand<'_>) -> Option<u32> {
    let bytes = operand.text()?;
    (1..=4).contains(&bytes.len()).then(|| {
        bytes
            .iter()
            .fold(0, |code, &byte| (code << 8) | u32::from(byte))
    })
}

/// Target of a mapping: UTF-16BE, one byte taken as itself, or a glyph name.
fn target_text(operand: &Operand<'_>) -> Option<String> {
    match operand {
        Operand::Text(bytes) => Some(match &**bytes {
            [byte] => char::from(*byte).to_string(),
            bytes => {
                let units: Vec<u16> = bytes
                    .chunks_exact(2)
                    .filter_map(|pair| <[u8; 2]>::try_from(pair).ok())
                    .map(u16::from_be_bytes)
                    .collect();
                String::from_utf16_lossy(&units)
            }
        }),
        Operand::Name(name) => super::fonts::glyph_names::text(std::str::from_utf8(name).ok()?),
        _ => None,
    }
}

/// A range's target `by` codes further: its last character is counted up.
fn advanced(text: &str, by: u32) -> Option<String> {
    if by == 0 {
        return Some(text.to_owned());
    }
    let last = text.chars().next_back()?;
    let next = char::from_u32(u32::from(last).checked_add(by)?)?;
    let mut advanced = text.to_owned();
    advanced.pop();
    advanced.push(next);
    Some(advanced)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_target_does_not_cost_the_rest_of_the_map() {
        let map = CMap::parse(b"2 beginbfchar\n<0073> <0E01>\n<0074> <>\n<0075> <0E02>\nendbfchar");
        assert_eq!(map.text(0x73).as_deref(), Some("ก"));
        assert_eq!(map.text(0x74), None);
        assert_eq!(map.text(0x75).as_deref(), Some("ข"));
    }

    #[test]
    fn sections_without_an_end_are_kept() {
        let map = CMap::parse(b"1 beginbfchar <01> <0E01> 1 beginbfrange <02> <04> <0E02>");
        assert_eq!(map.text(1).as_deref(), Some("ก"));
        assert_eq!(map.text(4).as_deref(), Some("ค"));
    }

    #[test]
    fn ranges_take_arrays_and_several_characters() {
        let map = CMap::parse(
            b"2 beginbfrange <10> <11> [<0E01> <0E400E01>] <20> <21> <0E400E01> endbfrange",
        );
        assert_eq!(map.text(0x11).as_deref(), Some("เก"));
        assert_eq!(map.text(0x21).as_deref(), Some("เข"));
    }

    #[test]
    fn a_range_that_never_ends_is_ignored() {
        let map = CMap::parse(b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange");
        assert!(map.is_empty());
    }

    #[test]
    fn code_spaces_of_mixed_length_split_strings() {
        let map = CMap::parse(b"2 begincodespacerange <00> <80> <8140> <9FFC> endcodespacerange");
        assert_eq!(map.code_length(&[0x41, 0x81]), Some(1));
        assert_eq!(map.code_length(&[0x81, 0x50]), Some(2));
        assert_eq!(map.code_length(&[0xA0, 0x50]), None);
    }

    #[test]
    fn cid_ranges_overlay_single_characters() {
        let map = CMap::parse(
            b"1 begincidrange <0000> <00ff> 10 endcidrange 1 begincidchar <0200> 7 endcidchar",
        );
        assert_eq!(map.cid(0x41), Some(75));
        assert_eq!(map.cid(0x200), Some(7));
        assert_eq!(map.cid(0x150), None);
    }
}
