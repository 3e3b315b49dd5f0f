//! Classes of Thai code points, as the orthography uses them.
//!
//! Source: The Unicode Standard, block U+0E00 to U+0E7F, and the cell structure of WTT 2.0 (TISI,
//! "Thai API Consortium"): a cell is a consonant, at most one vowel above or below it, then at most
//! one tone or silencer.

use std::borrow::Cow;

/// What a character does in a Thai cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// ก to ฮ, with ฤ and ฦ.
    Consonant,
    /// เ แ โ ใ ไ, written before their consonant.
    LeadVowel,
    /// ะ า ๅ, written after their consonant.
    FollowVowel,
    /// ำ, written after its consonant and its tone.
    SaraAm,
    /// ั ิ ี ึ ื ็, above their consonant.
    AboveVowel,
    /// ุ ู ฺ, below their consonant.
    BelowVowel,
    /// ่ ้ ๊ ๋.
    Tone,
    /// ์ and ๎, which silence or mark their consonant.
    Silencer,
    /// ํ; with า it is ำ.
    Nikhahit,
    /// ๐ to ๙.
    Digit,
    /// ฯ ๆ ฿ ๏ ๚ ๛.
    Sign,
    /// Anything else.
    Other,
}

/// The class of a character.
pub const fn class(c: char) -> Class {
    match c {
        'ก'..='ฮ' => Class::Consonant,
        'เ'..='ไ' => Class::LeadVowel,
        'ะ' | 'า' | 'ๅ' => Class::FollowVowel,
        'ำ' => Class::SaraAm,
        '\u{0E31}' | '\u{0E34}'..='\u{0E37}' | '\u{0E47}' => Class::AboveVowel,
        '\u{0E38}'..='\u{0E3A}' => Class::BelowVowel,
        '\u{0E48}'..='\u{0E4B}' => Class::Tone,
        '\u{0E4C}' | '\u{0E4E}' => Class::Silencer,
        '\u{0E4D}' => Class::Nikhahit,
        '๐'..='๙' => Class::Digit,
        'ฯ' | 'ๆ' | '฿' | '๏' | '๚' | '๛' => Class::Sign,
        _ => Class::Other,
    }
}

/// Whether the character is drawn above or below a consonant and has no width of its own.
pub const fn is_mark(c: char) -> bool {
    matches!(c, '\u{0E31}' | '\u{0E34}'..='\u{0E3A}' | '\u{0E47}'..='\u{0E4E}')
}

/// Whether the character spells a Thai word: a consonant, vowel, tone or other mark.
pub const fn is_letter(c: char) -> bool {
    matches!(c, 'ก'..='ฮ' | 'ะ'..='\u{0E3A}' | 'เ'..='ๅ' | '\u{0E47}'..='\u{0E4E}')
}

/// Whether the character is in the Thai block and assigned.
pub const fn is_thai(c: char) -> bool {
    matches!(c, 'ก'..='\u{0E3A}' | '฿'..='๛')
}

/// [`char::is_alphabetic`]: the property Alphabetic of the Unicode Character Database (DerivedCoreProperties.txt). The
/// table of the standard library is walked for some thousand instructions to a Thai letter; here the Thai block comes first.
#[expect(clippy::disallowed_methods, reason = "what is not Thai is asked there")]
pub fn is_alphabetic(c: char) -> bool {
    match c {
        'ก'..='\u{0E3A}' | 'เ'..='ๆ' | '\u{0E4D}' => true,
        '\u{0E00}'..='\u{0E7F}' => false,
        other => other.is_alphabetic(),
    }
}

/// [`char::is_numeric`], the categories Nd, Nl and No, in the same way.
#[expect(clippy::disallowed_methods, reason = "what is not Thai is asked there")]
pub fn is_numeric(c: char) -> bool {
    match c {
        '๐'..='๙' => true,
        '\u{0E00}'..='\u{0E7F}' => false,
        other => other.is_numeric(),
    }
}

/// [`char::is_alphanumeric`], in the same way.
pub fn is_alphanumeric(c: char) -> bool {
    is_alphabetic(c) || is_numeric(c)
}

/// Whether a cell may begin here: not at a mark or a vowel that hangs on the consonant before it.
pub const fn starts_cell(c: char) -> bool {
    !is_mark(c) && !matches!(c, 'ะ' | 'า' | 'ำ' | 'ๅ')
}

/// The place of a mark in the canonical order of its cell: vowel, nikhahit, then tone or silencer.
/// `None` for what is not a mark.
pub const fn mark_rank(c: char) -> Option<u8> {
    match class(c) {
        Class::AboveVowel | Class::BelowVowel => Some(0),
        Class::Nikhahit => Some(1),
        Class::Tone => Some(2),
        Class::Silencer => Some(3),
        _ => None,
    }
}

/// The text with Thai and full-width digits as Arabic ones. The length in bytes may change.
pub fn to_arabic_digits(text: &str) -> Cow<'_, str> {
    let other = |c: char| !c.is_ascii() && digit(c).is_some();
    if !text.contains(other) {
        return Cow::Borrowed(text);
    }
    let arabic = text
        .chars()
        .map(|c| digit(c).map_or(c, |value| char::from(b'0' + value)));
    Cow::Owned(arabic.collect())
}

/// The value of a Thai, Arabic or full-width digit.
pub const fn digit(c: char) -> Option<u8> {
    match c {
        '0'..='9' => Some(c as u8 - b'0'),
        '๐'..='๙' => Some((c as u32 - '๐' as u32) as u8),
        '０'..='９' => Some((c as u32 - '０' as u32) as u8),
        _ => None,
    }
}

/// White space that folding treats as a space. No-break and Unicode spaces included.
pub fn is_space(c: char) -> bool {
    c.is_whitespace()
}

/// Characters that take no room and mean nothing here: zero-width spaces and joiners, soft hyphen,
/// byte-order mark, directional marks.
pub const fn is_zero_width(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}'
    )
}

/// Whether the code point is for private use and so has no meaning outside its font.
pub const fn is_private_use(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// The TIS-620 byte of a Thai character, which makes one Thai letter one byte.
pub const fn tis620(c: char) -> Option<u8> {
    if is_thai(c) {
        Some((c as u32 - 0x0E00 + 0xA0) as u8)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_thai_letter_has_a_class_of_its_own() {
        for c in '\u{0E00}'..='\u{0E7F}' {
            assert_eq!(class(c) != Class::Other, is_thai(c), "{c:?}");
            assert_eq!(mark_rank(c).is_some(), is_mark(c), "{c:?}");
        }
    }

    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "what the others are compared with"
    )]
    fn letters_and_numbers_are_those_of_the_standard_library() {
        for c in '\u{0000}'..='\u{2FFF}' {
            assert_eq!(is_alphabetic(c), char::is_alphabetic(c), "{c:?}");
            assert_eq!(is_numeric(c), char::is_numeric(c), "{c:?}");
            assert_eq!(is_alphanumeric(c), char::is_alphanumeric(c), "{c:?}");
        }
    }

    #[test]
    fn digits_of_three_kinds() {
        assert_eq!(digit('๗'), Some(7));
        assert_eq!(digit('7'), Some(7));
        assert_eq!(digit('７'), Some(7));
        assert_eq!(digit('ก'), None);
    }
}
