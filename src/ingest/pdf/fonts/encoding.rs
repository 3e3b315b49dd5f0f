//! Encodings of simple fonts: one byte to a glyph name or a character.

use super::glyph_names;
use crate::ingest::pdf::objects::PdfFile;
use crate::thai::marks::from_private_use;
use lopdf::{Dictionary, Object};
use skrifa::raw::ps::PredefinedEncoding;
use std::collections::BTreeMap;

/// The tables a simple font may start from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    /// Adobe standard encoding, the default of Type 1 fonts.
    Standard,
    /// Windows-1252.
    WinAnsi,
    /// Mac OS Roman.
    MacRoman,
    /// The font's own encoding.
    BuiltIn,
}

/// What `/Encoding` of a simple font says.
#[derive(Debug, Clone)]
pub(super) struct Encoding {
    /// The table below the differences.
    pub(super) base: Base,
    /// Whether the file names that table, or it is only the default.
    pub(super) declared: bool,
    /// Glyph names of single codes, which win over the table.
    pub(super) differences: BTreeMap<u8, Vec<u8>>,
}

impl Encoding {
    /// Reads `/Encoding`.
    pub(super) fn read(file: &PdfFile, font: &Dictionary, symbolic: bool) -> Self {
        let default = if symbolic {
            Base::BuiltIn
        } else {
            Base::Standard
        };
        let mut encoding = Encoding {
            base: default,
            declared: false,
            differences: BTreeMap::new(),
        };
        match file.get(font, b"Encoding") {
            Some(Object::Name(name)) => encoding.set_base(name),
            Some(object) => {
                if let Some(dict) = file.as_dict(object) {
                    if let Some(name) = file.name(dict, b"BaseEncoding") {
                        encoding.set_base(name);
                    }
                    encoding.read_differences(file, dict);
                }
            }
            None => {}
        }
        encoding
    }

    fn set_base(&mut self, name: &[u8]) {
        self.base = match name {
            b"WinAnsiEncoding" => Base::WinAnsi,
            b"MacRomanEncoding" => Base::MacRoman,
            b"StandardEncoding" => Base::Standard,
            _ => return,
        };
        self.declared = true;
    }

    fn read_differences(&mut self, file: &PdfFile, dict: &Dictionary) {
        let mut code = 0_u32;
        for item in file.array(dict, b"Differences").unwrap_or_default() {
            match file.resolve(item) {
                Object::Name(name) => {
                    if let Ok(byte) = u8::try_from(code) {
                        self.differences.insert(byte, name.clone());
                    }
                    code = code.saturating_add(1);
                }
                other => {
                    if let Some(number) = file.as_number(other) {
                        code = number as u32;
                    }
                }
            }
        }
    }

    /// The name of a code where the differences give one.
    pub(super) fn name(&self, code: u8) -> Option<&str> {
        std::str::from_utf8(self.differences.get(&code)?).ok()
    }

    /// The glyph name of a code, also by the table below the differences.
    pub(super) fn glyph_name(&self, code: u8) -> Option<String> {
        if let Some(name) = self.name(code) {
            return Some(name.to_owned());
        }
        match self.base {
            Base::Standard => Some(PredefinedEncoding::Standard.name(code).to_owned()),
            Base::WinAnsi | Base::MacRoman => {
                let character = self.table(code)?;
                let mut buffer = [0; skrifa::raw::ps::agl::MAX_NAME_LEN];
                skrifa::raw::ps::agl::char_to_name(character, &mut buffer).map(str::to_owned)
            }
            Base::BuiltIn => None,
        }
    }

    /// The text of a code by names and table.
    pub(super) fn text(&self, code: u8) -> Option<String> {
        if let Some(name) = self.name(code) {
            return glyph_names::text(name);
        }
        self.table(code).map(String::from)
    }

    fn table(&self, code: u8) -> Option<char> {
        match self.base {
            Base::BuiltIn => None,
            Base::Standard => glyph_names::text(PredefinedEncoding::Standard.name(code))?
                .chars()
                .next(),
            Base::WinAnsi => single(encoding_rs::WINDOWS_1252, code),
            Base::MacRoman => single(encoding_rs::MACINTOSH, code),
        }
    }
}

/// A byte as Windows-874, which is TIS-620 with a few signs more. In the gaps the Thai fonts of Windows keep the
/// positional variants of marks, and ญ without its foot; they are given as the plain character. Source of the variants:
/// the font encoding `tis620-2` of X.Org (`tis620-2.enc`), without 0x80, where Windows has the sign of the euro.
pub(super) fn windows_874(code: u8) -> Option<char> {
    let variant = match code {
        0x81..=0x84 => 0xF701_u32.checked_add(u32::from(code - 0x81)),
        0x86..=0x90 => 0xF705_u32.checked_add(u32::from(code - 0x86)),
        0x98..=0x9F => 0xF710_u32.checked_add(u32::from(code - 0x98)),
        0xFC..=0xFE => 0xF718_u32.checked_add(u32::from(code - 0xFC)),
        _ => return single(encoding_rs::WINDOWS_874, code),
    };
    from_private_use(char::from_u32(variant?)?)
}

/// A byte in an encoding; control characters are no text.
fn single(encoding: &'static encoding_rs::Encoding, code: u8) -> Option<char> {
    let (text, _) = encoding.decode_without_bom_handling(std::slice::from_ref(&code));
    text.chars()
        .next()
        .filter(|c| !c.is_control() && *c != '\u{FFFD}')
}

/// A byte as MacThai: TIS-620 with positional variants and signs in the gaps. Source: the table
/// `MAC/THAI.TXT` of Unicode's vendor mappings; variants are given as the plain mark.
pub(super) fn mac_thai(code: u8) -> Option<char> {
    Some(match code {
        0x20..=0x7E => char::from(code),
        0x80 => '\u{AB}',
        0x81 => '\u{BB}',
        0x82 => '\u{2026}',
        0x83 | 0x88 | 0x98 => '\u{0E48}',
        0x84 | 0x89 | 0x99 => '\u{0E49}',
        0x85 | 0x8A | 0x9A => '\u{0E4A}',
        0x86 | 0x8B | 0x9B => '\u{0E4B}',
        0x87 | 0x8C | 0x9C => '\u{0E4C}',
        0x8D => '\u{201C}',
        0x8E => '\u{201D}',
        0x8F => '\u{0E4D}',
        0x91 => '\u{2022}',
        0x92 => '\u{0E31}',
        0x93 => '\u{0E47}',
        0x94 => '\u{0E34}',
        0x95 => '\u{0E35}',
        0x96 => '\u{0E36}',
        0x97 => '\u{0E37}',
        0x9D => '\u{2018}',
        0x9E => '\u{2019}',
        0xA0 => ' ',
        0xDB => '\u{2060}',
        0xDC => '\u{200B}',
        0xDD => '\u{2013}',
        0xDE => '\u{2014}',
        0xEE => '\u{2122}',
        0xFA => '\u{AE}',
        0xFB => '\u{A9}',
        0x90 | 0x9F | 0xFC..=0xFF => return None,
        _ => return windows_874(code),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_874_is_the_thai_block_in_order() {
        for code in (0xA1..=0xDA).chain(0xDF..=0xFB_u8) {
            let expected = char::from_u32(0x0E01 + u32::from(code) - 0xA1);
            assert_eq!(windows_874(code), expected, "{code:#x}");
        }
    }

    /// `tis620-2.enc` in the order of its codes, with the marks that U+F700 to U+F71A stand for; "-" is what Windows-874 has
    /// there.
    #[test]
    fn windows_keeps_variants_in_the_gaps() {
        let table = [
            (
                0x80,
                "- E34 E35 E36 E37 - E48 E49 E4A E4B E4C E48 E49 E4A E4B E4C",
            ),
            (0x90, "E0D - - - - - - - E31 E4D E47 E48 E49 E4A E4B E4C"),
            (0xFC, "E38 E39 E3A"),
        ];
        for (first, row) in table {
            for (code, expected) in (first..=u8::MAX).zip(row.split(' ')) {
                let expected = match expected {
                    "-" => single(encoding_rs::WINDOWS_874, code),
                    variant => char::from_u32(u32::from_str_radix(variant, 16).unwrap()),
                };
                assert_eq!(windows_874(code), expected, "{code:#x}");
            }
        }
    }

    /// The upper half of `MAC/THAI.TXT` in the order of its codes. Its transcoding hints (U+F873 to U+F875), which tell
    /// variants apart, are left out; "-" is a code without a character.
    #[test]
    fn mac_thai_is_the_table_of_unicode() {
        let table = [
            (
                0x80,
                "AB BB 2026 E48 E49 E4A E4B E4C E48 E49 E4A E4B E4C 201C 201D E4D",
            ),
            (
                0x90,
                "- 2022 E31 E47 E34 E35 E36 E37 E48 E49 E4A E4B E4C 2018 2019 -",
            ),
            (0xDB, "2060 200B 2013 2014 E3F"),
            (0xEE, "2122 E4F"),
            (0xFA, "AE A9 - - - -"),
        ];
        for (first, row) in table {
            for (code, expected) in (first..=u8::MAX).zip(row.split(' ')) {
                let found =
                    mac_thai(code).map_or("-".to_owned(), |c| format!("{:X}", u32::from(c)));
                assert_eq!(found, expected, "{code:#x}");
            }
        }
        for code in (0xA1..=0xDA).chain(0xDF..=0xED).chain(0xEF..=0xF9_u8) {
            let expected = char::from_u32(0x0E01 + u32::from(code) - 0xA1);
            assert_eq!(mac_thai(code), expected, "{code:#x}");
        }
        for code in 0x20..=0x7E_u8 {
            assert_eq!(mac_thai(code), Some(char::from(code)));
        }
    }

    #[test]
    fn standard_encoding_names() {
        let encoding = Encoding {
            base: Base::Standard,
            declared: false,
            differences: BTreeMap::from([(0x41, b"uni0E01".to_vec())]),
        };
        assert_eq!(encoding.text(0x41).as_deref(), Some("ก"));
        assert_eq!(encoding.text(0x27).as_deref(), Some("\u{2019}"));
    }
}
