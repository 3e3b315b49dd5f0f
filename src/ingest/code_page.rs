//! Text of Office before 2007: UTF-16, or bytes of a code page, which Thai files often name wrongly.

use encoding_rs::{Encoding, WINDOWS_874, WINDOWS_1252};

/// The encoding of a Windows code page; the Western one for what is not known.
pub(crate) fn encoding_of(code_page: u16) -> &'static encoding_rs::Encoding {
    match code_page {
        874 => encoding_rs::WINDOWS_874,
        932 => encoding_rs::SHIFT_JIS,
        936 => encoding_rs::GBK,
        949 => encoding_rs::EUC_KR,
        950 => encoding_rs::BIG5,
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        10000 | 32768 => encoding_rs::MACINTOSH,
        _ => encoding_rs::WINDOWS_1252,
    }
}

/// UTF-16 in the byte order of Windows.
pub(crate) fn utf16(bytes: &[u8]) -> String {
    encoding_rs::UTF_16LE
        .decode_without_bom_handling(bytes)
        .0
        .into_owned()
}

/// Bytes that should be of an encoding: Thai where they are Thai under a Western label.
pub(crate) fn text(bytes: &[u8], encoding: &'static Encoding) -> String {
    let encoding = if encoding == WINDOWS_1252 && is_thai(bytes) {
        WINDOWS_874
    } else {
        encoding
    };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Whether bytes are Thai although nothing says so: Thai programs of the time wrote TIS-620 under a Western
/// label. Every high byte is a Thai one, or one that both code pages have, and most Thai ones stand beside another:
/// Western accents stand alone.
pub(crate) fn is_thai(bytes: &[u8]) -> bool {
    let thai = |byte: u8| matches!(byte, 0xA1..=0xDA | 0xDF..=0xFB);
    let shared = |byte: u8| matches!(byte, 0x80 | 0x85 | 0x91..=0x97 | 0xA0);
    if !bytes.iter().all(|b| *b < 0x80 || thai(*b) || shared(*b)) {
        return false;
    }
    let letters = bytes.iter().filter(|b| thai(**b)).count();
    let runs = bytes.chunk_by(|a, b| thai(*a) && thai(*b));
    let alone = runs
        .filter(|run| matches!(run, [one] if thai(*one)))
        .count();
    alone.saturating_mul(2) < letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tis_620_under_a_western_label_is_thai() {
        let said = |bytes| text(bytes, WINDOWS_1252);
        assert_eq!(said(&[0xA1, 0xD2, 0xC3]), "การ");
        assert_eq!(said(&[0x93, 0xA1, 0xD2, 0xC3, 0x94, b' ', 0xB7]), "“การ” ท");
        assert_eq!(said(b"caf\xE9"), "café");
        assert_eq!(
            said(b"cr\xE9\xE9e \xE0 l'\xE9cole, \xE9t\xE9"),
            "créée à l'école, été"
        );
    }
}
