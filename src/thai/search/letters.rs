//! Text as one byte a letter, which is read three times as fast as UTF-8.

use std::ops::Range;

use crate::thai::fold::loose_char;

/// One byte for a letter: ASCII as it is, Thai by TIS-620, the rest by its low bits beyond those. Only the
/// rest can be taken for each other, so a find of them is compared once more with the phrase.
pub(super) const fn code(c: char) -> u8 {
    match c {
        '\0'..='\x7F' => c as u8,
        '\u{0E00}'..='\u{0E5F}' => (c as u32 - 0x0E00 + 0xA0) as u8,
        _ => (c as u32 & 0x0F) as u8 | 0x80,
    }
}

/// Whether different letters have this code.
pub(super) const fn is_shared(code: u8) -> bool {
    matches!(code, 0x80..=0x9F)
}

/// The codes of a short text.
pub(super) fn codes(text: &str) -> Vec<u8> {
    text.chars().map(code).collect()
}

/// [`crate::thai::chars::is_letter`] for a code.
pub(super) const fn is_thai_letter(code: u8) -> bool {
    THAI_LETTERS[code as usize]
}

const THAI_LETTERS: [bool; 256] = {
    let mut letters = [false; 256];
    let mut code = 0xA0;
    while code < letters.len() {
        letters[code] = matches!(code, 0xA1..=0xCE | 0xD0..=0xDA | 0xE0..=0xE5 | 0xE7..=0xEE);
        code += 1;
    }
    letters
};

/// Whether the code is that of a vowel written before its consonant: เ แ โ ใ ไ.
pub(super) const fn is_lead_vowel(code: u8) -> bool {
    matches!(code, 0xE0..=0xE4)
}

/// A text as bytes, with the place of each letter in the text.
#[derive(Debug)]
pub(super) struct Letters<'t> {
    text: &'t str,
    pub(super) codes: Vec<u8>,
    /// Byte of the text where every eighth letter begins. Few letters are asked for, and memory that is filled for
    /// each text takes longer than to count up to seven of them.
    starts: Vec<u32>,
}

/// See [`Letters::starts`].
const STEP: usize = 8;

impl<'t> Letters<'t> {
    /// Takes a text up to 4 GB, far more than a document has.
    pub(super) fn of(text: &'t str) -> Self {
        let count = text.chars().count();
        let mut codes = vec![0; count];
        let mut starts = Vec::with_capacity(count / STEP + 1);
        let mut rest = text.as_bytes();
        for some in codes.chunks_mut(STEP) {
            starts.push(place(text.len() - rest.len()));
            if let Some((head, tail)) = rest.split_first_chunk()
                && let Some(codes) = thai_codes(head)
                && let Some(own) = some.first_chunk_mut()
            {
                *own = codes;
                rest = tail;
                continue;
            }
            for own in some {
                (*own, rest) = match rest {
                    [ascii @ ..=0x7F, tail @ ..] => (*ascii, tail),
                    // U+0E00 to U+0E5F: two leading bytes, six bits in the last one.
                    [0xE0, page @ (0xB8 | 0xB9), low, tail @ ..]
                        if *page == 0xB8 || *low < 0xA0 =>
                    {
                        (0xA0 + ((page & 1) << 6 | low & 0x3F), tail)
                    }
                    _ => {
                        let other = text.get(text.len() - rest.len()..);
                        let other = other.and_then(|rest| rest.chars().next());
                        other.map_or((0, &[][..]), |other| {
                            let tail = rest.get(other.len_utf8()..);
                            (code(other), tail.unwrap_or_default())
                        })
                    }
                };
            }
        }
        if count.is_multiple_of(STEP) {
            starts.push(place(text.len()));
        }
        Letters {
            text,
            codes,
            starts,
        }
    }

    /// The byte of the text where a letter begins, or its end.
    pub(super) fn byte(&self, letter: usize) -> usize {
        let start = self.starts.get(letter / STEP);
        let start = start.map_or(self.text.len(), |&start| start as usize);
        // All of them are looked at, for a loop that ends now here, now there takes longer.
        let before = letter % STEP;
        let codes = self.codes.get(letter - before..).unwrap_or_default();
        let widths = codes.iter().take(STEP).enumerate();
        let bytes = widths.fold(0, |bytes, (at, &code)| {
            bytes + usize::from(WIDTHS[usize::from(code)]) * usize::from(at < before)
        });
        if bytes < usize::from(UNKNOWN) {
            return start + bytes;
        }
        let rest = self.text.get(start..).unwrap_or_default();
        let others = rest.chars().take(before);
        start + others.map(char::len_utf8).sum::<usize>()
    }

    /// The bytes of the text from one letter up to another.
    pub(super) fn bytes(&self, letters: &Range<usize>) -> Range<usize> {
        self.byte(letters.start)..self.byte(letters.end)
    }
}

/// The codes of so many letters when all of them are Thai, as they mostly are.
fn thai_codes(letters: &[u8; 3 * STEP]) -> Option<[u8; STEP]> {
    let mut codes = [0; STEP];
    for (code, [_, page, low]) in codes.iter_mut().zip(letters.as_chunks().0) {
        *code = low.wrapping_add(0x20).wrapping_add(page << 6);
    }
    let high = u64::from_le_bytes([0x80; STEP]);
    // What is beyond U+0E5F has come round to a low number.
    (are_thai(letters) && u64::from_le_bytes(codes) & high == high).then_some(codes)
}

/// Whether these are letters of U+0E00 to U+0E7F: two leading bytes, six bits in the last one. Three words are
/// compared as a whole.
fn are_thai(letters: &[u8; 3 * STEP]) -> bool {
    let (words, _) = letters.as_chunks();
    let words = words.iter().zip(&LEADING);
    words.fold(0, |strange, (word, (mask, leading))| {
        strange | (u64::from_le_bytes(*word) & mask) ^ leading
    }) == 0
}

/// Which bits the leading bytes have in each word, and which of all bits they are.
const LEADING: [(u64, u64); 3] = {
    let mut leading = [(0, 0); 3];
    let mut at = 0;
    while at < 3 * STEP {
        let (mask, bits) = match at % 3 {
            0 => (0xFF, 0xE0),
            1 => (0xFE, 0xB8),
            _ => (0, 0),
        };
        leading[at / 8].0 |= mask << (8 * (at % 8));
        leading[at / 8].1 |= bits << (8 * (at % 8));
        at += 1;
    }
    leading
};

/// Bytes of the letters of a code.
const WIDTHS: [u8; 256] = {
    let mut widths = [UNKNOWN; 256];
    let mut code = 0;
    while code < widths.len() {
        match code {
            ..=0x7F => widths[code] = 1,
            0xA0.. => widths[code] = 3,
            _ => {}
        }
        code += 1;
    }
    widths
};

/// What stands in [`WIDTHS`] for letters of one to four bytes: more than the bytes of all in a step.
const UNKNOWN: u8 = 4 * STEP as u8;

/// A place in a text in the 32 bits it is kept in.
pub(super) fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The letters of a loose key, with the place of each in the letters it was made from.
#[derive(Debug)]
pub(super) struct LooseLetters {
    pub(super) codes: Vec<u8>,
    /// And the number of all letters at the end.
    places: Vec<u32>,
}

impl LooseLetters {
    /// Takes all letters of a text.
    pub(super) fn of(letters: &Letters<'_>) -> Self {
        let mut loose = LooseLetters {
            codes: Vec::with_capacity(letters.codes.len()),
            places: Vec::with_capacity(letters.codes.len() + 1),
        };
        for (at, &code) in letters.codes.iter().enumerate() {
            if let Some(code) = LOOSE[usize::from(code)] {
                loose.codes.push(code);
                loose.places.push(place(at));
            }
        }
        loose.places.push(place(letters.codes.len()));
        loose
    }

    /// The letters of the text from one of these up to another, with what was left out between them.
    pub(super) fn letters(&self, loose: &Range<usize>) -> Range<usize> {
        let place = |letter: usize| self.places.get(letter).map_or(0, |&place| place as usize);
        place(loose.start)..place(loose.end)
    }
}

/// [`loose_char`] for codes.
const LOOSE: [Option<u8>; 256] = {
    let mut loose = [None; 256];
    let mut index = 0;
    while index < loose.len() {
        let own = index as u8;
        loose[index] = match own.checked_sub(0xA0) {
            None => Some(own),
            Some(thai) => match char::from_u32(0x0E00 + thai as u32) {
                None => Some(own),
                Some(c) => match loose_char(c) {
                    Some(c) => Some(code(c)),
                    None => None,
                },
            },
        };
        index += 1;
    }
    loose
};
