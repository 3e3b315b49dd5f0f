//! Symbol fonts: what Wingdings and Symbol draw at a code point that says nothing by itself.
//!
//! Forms tick their boxes with these (`w:sym`), and bullets of lists are drawn with them.

/// Wingdings: low byte of the code and the Unicode character that looks like it. After the mapping that
/// Unicode 7.0 published with the Wingdings characters (L2/11-052), the ones met in documents.
const WINGDINGS: &[(u8, char)] = &[
    (0x21, '✏'),
    (0x22, '✂'),
    (0x28, '☎'),
    (0x2A, '✉'),
    (0x3A, '🖳'),
    (0x46, '☞'),
    (0x4A, '☺'),
    (0x6C, '●'),
    (0x6D, '❍'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x70, '□'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '◆'),
    (0x9E, '·'),
    (0x9F, '•'),
    (0xA0, '▪'),
    (0xA1, '○'),
    (0xA7, '▪'),
    (0xA8, '☐'),
    (0xAB, '★'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE8, '➔'),
    (0xF0, '⇨'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

/// Wingdings 2: the boxes and ticks.
const WINGDINGS_2: &[(u8, char)] = &[
    (0x4F, '✗'),
    (0x50, '✓'),
    (0x51, '☒'),
    (0x52, '☑'),
    (0x53, '☒'),
    (0x54, '☒'),
    (0x97, '●'),
    (0x99, '○'),
    (0xA2, '■'),
    (0xA3, '☐'),
    (0xAE, '◆'),
];

/// Symbol: the characters that texts use; letters are Greek.
const SYMBOL: &[(u8, char)] = &[
    (0x2D, '−'),
    (0xA3, '≤'),
    (0xAC, '←'),
    (0xAE, '→'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '•'),
    (0xB8, '÷'),
    (0xB9, '≠'),
    (0xD6, '√'),
    (0xD7, '·'),
    (0xDE, '⇒'),
    (0xE5, '∑'),
    (0x61, 'α'),
    (0x62, 'β'),
    (0x67, 'γ'),
    (0x64, 'δ'),
    (0x6D, 'μ'),
    (0x70, 'π'),
    (0x73, 'σ'),
    (0x53, 'Σ'),
];

/// The table of a font; `None` for fonts that are not symbol fonts.
fn table(font: &str) -> Option<&'static [(u8, char)]> {
    match font.to_lowercase().as_str() {
        "wingdings" | "wingdings 3" | "webdings" => Some(WINGDINGS),
        "wingdings 2" => Some(WINGDINGS_2),
        "symbol" => Some(SYMBOL),
        _ => None,
    }
}

/// What a code of a symbol font looks like. Codes come as a byte or in U+F000 to U+F0FF. What the table
/// does not know is a bullet: something is drawn there, and no text.
pub(super) fn character(code: u32, font: Option<&str>) -> char {
    let low = match code {
        0..=0xFF => code,
        0xF000..=0xF0FF => code.saturating_sub(0xF000),
        other => return char::from_u32(other).unwrap_or('•'),
    };
    let low = u8::try_from(low).unwrap_or(0);
    match font.and_then(table) {
        Some(table) => table
            .iter()
            .find(|(known, _)| *known == low)
            .map_or('•', |(_, c)| *c),
        None if code <= 0xFF => char::from(low),
        // Private-use codes without a known symbol font are nearly always Symbol or Wingdings bullets.
        None => SYMBOL
            .iter()
            .chain(WINGDINGS)
            .find(|(known, _)| *known == low)
            .map_or('•', |(_, c)| *c),
    }
}

/// Whether a font draws symbols in place of letters.
pub(super) fn is_symbol_font(font: &str) -> bool {
    table(font).is_some()
}

/// A text as its font shows it: private-use codes of symbol fonts become characters, and in a symbol font
/// the plain codes too.
pub(super) fn in_font(text: &str, font: Option<&str>) -> String {
    let symbolic = font.is_some_and(is_symbol_font);
    text.chars()
        .map(|c| match u32::from(c) {
            code @ 0xF020..=0xF0FF => character(code, font),
            code @ 0x21..=0xFF if symbolic => character(code, font),
            _ => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticked_and_empty_boxes_are_told_apart() {
        assert_eq!(character(0xF0FE, Some("Wingdings")), '☑');
        assert_eq!(character(0xF0A8, Some("Wingdings")), '☐');
        assert_eq!(character(0x52, Some("Wingdings 2")), '☑');
        assert_eq!(in_font("\u{F0B7}", Some("Symbol")), "•");
        assert_eq!(in_font("\u{F0B7}", None), "•");
        assert_eq!(in_font("o", Some("Courier New")), "o");
        assert_eq!(in_font("o ก", Some("Wingdings")), "□ ก");
    }
}
