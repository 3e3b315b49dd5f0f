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
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let mut length = 0;
        for _ in 0..letter % STEP {
            length += match rest.get(length) {
                None => 0,
                Some(..=0x7F) => 1,
                Some(..=0xDF) => 2,
                Some(..=0xEF) => 3,
                Some(_) => 4,
            };
        }
        start + length
    }

    /// The bytes of the text from one letter up to another.
    pub(super) fn bytes(&self, letters: &Range<usize>) -> Range<usize> {
        self.byte(letters.start)..self.byte(letters.end)
    }
}

/// A place in a text in the 32 bits it is kept in.
fn place(at: usize) -> u32 {
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
