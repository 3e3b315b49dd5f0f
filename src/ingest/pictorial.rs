//! Pictorial fonts: Symbol, Wingdings and their kind keep signs at U+F020 to U+F0FF or at plain byte codes.
//!
//! Forms tick boxes with them and lists draw bullets, so they matter as text: a ticked box is an answer.

/// Symbol from 0x20, two hexadecimal digits being the code of the first of each row. Source: Adobe's Symbol
/// encoding (PDF 32000-1, annex D.5) with the Unicode of Adobe's `symbol.txt`.
const SYMBOL: [(u8, &str); 3] = [
    (
        0x20,
        " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    ),
    (
        0xA0,
        "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪",
    ),
    (0xF1, "⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"),
];

/// Signs of Wingdings that office texts use. Source: the mapping of Unicode 7.0's additions (L2/12-368), in the
/// nearest sign that common fonts have; the square of 0xA8 is the empty box of forms.
const WINGDINGS: &[(u8, char)] = &[
    (0x20, ' '),
    (0x21, '✏'),
    (0x22, '✂'),
    (0x28, '☎'),
    (0x29, '✆'),
    (0x2A, '✉'),
    (0x3A, '🖳'),
    (0x46, '☞'),
    (0x4A, '☺'),
    (0x6C, '●'),
    (0x6D, '❍'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x70, '◻'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x73, '⬧'),
    (0x74, '⧫'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '⬥'),
    (0x9E, '·'),
    (0x9F, '•'),
    (0xA0, '▪'),
    (0xA1, '○'),
    (0xA2, '○'),
    (0xA4, '◉'),
    (0xA5, '◎'),
    (0xA6, '❍'),
    (0xA7, '▪'),
    (0xA8, '☐'),
    (0xAA, '✦'),
    (0xAB, '★'),
    (0xAC, '✶'),
    (0xB2, '⟡'),
    (0xD8, '➢'),
    (0xDC, '➲'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xE8, '➔'),
    (0xEF, '⇦'),
    (0xF0, '⇨'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

const CIRCLED: &str = "①②③④⑤⑥⑦⑧⑨⑩";
const FILLED: &str = "❶❷❸❹❺❻❼❽❾❿";

/// Signs of Wingdings 2 that forms use, from the same source.
const WINGDINGS_2: &[(u8, char)] = &[
    (0x20, ' '),
    (0x4F, '✗'),
    (0x50, '✓'),
    (0x51, '☒'),
    (0x52, '☑'),
    (0x53, '☒'),
    (0x54, '☒'),
    (0x97, '●'),
    (0x98, '•'),
    (0x99, '●'),
    (0x9A, '○'),
    (0x9D, '◉'),
    (0x9E, '◉'),
    (0xA2, '■'),
    (0xA3, '☐'),
    (0xA4, '◻'),
    (0xAE, '◆'),
];

/// A family of pictorial fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pictorial {
    /// Greek and mathematics.
    Symbol,
    /// Wingdings and fonts made after it.
    Wingdings,
    /// Wingdings 2.
    Wingdings2,
    /// LibreOffice's own, which has the bullets of Symbol and Wingdings where those have them.
    OpenSymbol,
    /// Wingdings 3 and Webdings, whose arrows and pictures say nothing in a text.
    Unlisted,
}

/// What stands for a sign that no table knows: something is drawn there, and no text.
pub(crate) const UNKNOWN_SIGN: char = '•';

impl Pictorial {
    /// The family of a font by its base name.
    pub(crate) fn of(name: &str) -> Option<Self> {
        let name: String = name
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        if name.starts_with("symbol") {
            Some(Pictorial::Symbol)
        } else if name.starts_with("wingdings2") {
            Some(Pictorial::Wingdings2)
        } else if name.starts_with("wingdings3") || name.starts_with("webdings") {
            Some(Pictorial::Unlisted)
        } else if name.starts_with("wingdings") {
            Some(Pictorial::Wingdings)
        } else if name.starts_with("opensymbol") || name.starts_with("starsymbol") {
            Some(Pictorial::OpenSymbol)
        } else {
            None
        }
    }

    /// The sign of a byte code.
    pub(crate) fn sign(self, code: u8) -> Option<char> {
        let table = match self {
            Pictorial::Symbol => {
                return SYMBOL.iter().find_map(|(first, row)| {
                    row.chars().nth(usize::from(code.checked_sub(*first)?))
                });
            }
            Pictorial::Wingdings => match code {
                // Numbers in circles, open and filled.
                0x81..=0x8A => return CIRCLED.chars().nth(usize::from(code.saturating_sub(0x81))),
                0x8C..=0x95 => return FILLED.chars().nth(usize::from(code.saturating_sub(0x8C))),
                _ => WINGDINGS,
            },
            Pictorial::Wingdings2 => WINGDINGS_2,
            Pictorial::OpenSymbol if code == 0xB7 => return Some('•'),
            Pictorial::OpenSymbol => WINGDINGS,
            Pictorial::Unlisted => &[(0x20, ' ')],
        };
        table
            .iter()
            .find(|(known, _)| *known == code)
            .map(|(_, sign)| *sign)
    }
}

/// A text as its font draws it: codes of the symbol page become signs, in a pictorial font the plain codes too.
/// In a font of another name such a code is nearly always a box or bullet of Wingdings, or the bullet of Symbol.
pub(crate) fn drawn(text: &str, family: Option<Pictorial>) -> String {
    let signs = family.unwrap_or(Pictorial::OpenSymbol);
    text.chars()
        .map(|c| {
            let plain = || u8::try_from(c).ok().filter(|_| family.is_some());
            match symbol_code(c).or_else(plain) {
                Some(code @ 0x21..) => signs.sign(code).unwrap_or(UNKNOWN_SIGN),
                _ => c,
            }
        })
        .collect()
}

/// The byte code of a character at U+F020 to U+F0FF, where fonts with a symbol `cmap` keep their glyphs.
pub(crate) fn symbol_code(character: char) -> Option<u8> {
    let code = u32::from(character).checked_sub(0xF000)?;
    u8::try_from(code).ok().filter(|code| *code >= 0x20)
}

/// Whether a text is one character of the symbol page.
pub(crate) fn is_of_symbol_page(text: &str) -> bool {
    let mut characters = text.chars();
    let first = characters.next().and_then(symbol_code);
    first.is_some() && characters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Anchors of each row against annex D.5 of the PDF standard.
    #[test]
    fn symbol_rows_are_in_step() {
        for (code, sign) in [
            (0x22, '∀'),
            (0x41, 'Α'),
            (0x5A, 'Ζ'),
            (0x61, 'α'),
            (0x7A, 'ζ'),
            (0x7E, '∼'),
            (0xB1, '±'),
            (0xB7, '•'),
            (0xC5, '⊕'),
            (0xD7, '⋅'),
            (0xE5, '∑'),
            (0xEF, '⎪'),
            (0xF1, '⟩'),
            (0xFE, '⎭'),
        ] {
            assert_eq!(Pictorial::Symbol.sign(code), Some(sign), "{code:#x}");
        }
        assert_eq!(Pictorial::Symbol.sign(0xF0), None);
    }

    #[test]
    fn signs_are_listed_once_and_none_is_private() {
        for table in [WINGDINGS, WINGDINGS_2] {
            assert!(table.is_sorted_by(|a, b| a.0 < b.0));
            assert!(table.iter().all(|(_, sign)| symbol_code(*sign).is_none()));
        }
    }

    #[test]
    fn families_by_name() {
        assert_eq!(
            Pictorial::of("Wingdings-Regular"),
            Some(Pictorial::Wingdings)
        );
        assert_eq!(Pictorial::of("Wingdings 2"), Some(Pictorial::Wingdings2));
        assert_eq!(Pictorial::of("SymbolMT"), Some(Pictorial::Symbol));
        assert_eq!(Pictorial::of("OpenSymbol"), Some(Pictorial::OpenSymbol));
        assert_eq!(Pictorial::OpenSymbol.sign(0xB7), Some('•'));
        assert_eq!(Pictorial::of("Wingdings 3"), Some(Pictorial::Unlisted));
        assert_eq!(Pictorial::of("THSarabunPSK"), None);
    }

    #[test]
    fn ticked_boxes_are_told_from_empty_ones() {
        assert_eq!(Pictorial::Wingdings.sign(0xFE), Some('☑'));
        assert_eq!(Pictorial::Wingdings.sign(0xA8), Some('☐'));
        assert_eq!(Pictorial::Wingdings2.sign(0x52), Some('☑'));
    }

    #[test]
    fn texts_of_pictorial_fonts_are_what_they_draw() {
        assert_eq!(drawn("o ก\u{F0FE}", Some(Pictorial::Wingdings)), "□ ก☑");
        assert_eq!(drawn("\u{F0B7}", Some(Pictorial::Symbol)), "•");
        assert_eq!(drawn("u", Some(Pictorial::Unlisted)), "•");
        assert_eq!(drawn("o\u{F0B7}\u{F0A8}", None), "o•☐");
    }
}
