//! Every sentence users read, in Thai and English, by code.
//!
//! Codes are stable and appear in results; `{name}` is filled from the arguments. A test makes sure that
//! no code appears twice and that both languages name the same arguments.

use crate::ingest::IngestError;
use crate::rules::model::Bilingual;

/// Code, Thai, English.
type Entry = (&'static str, &'static str, &'static str);

const CATALOGUE: &[Entry] = &[
    // Files.
    (
        "cannot-read",
        "{path}: เปิดไฟล์ไม่ได้",
        "{path}: cannot be opened",
    ),
    (
        "empty",
        "{path}: ไฟล์ว่าง ไม่มีข้อมูล ขอไฟล์ใหม่จากหน่วยงาน",
        "{path}: the file is empty; ask the agency for it again",
    ),
    (
        "encrypted",
        "{path}: ไฟล์มีรหัสผ่าน เปิดอ่านไม่ได้ ขอไฟล์ที่ไม่มีรหัสผ่าน",
        "{path}: the file needs a password; ask for one without",
    ),
    (
        "unsupported",
        "{path}: ยังไม่รองรับไฟล์ชนิดนี้ ({detail}) ให้บันทึกเป็น PDF, DOCX หรือ XLSX",
        "{path}: this kind of file is not read ({detail}); save it as PDF, DOCX or XLSX",
    ),
    (
        "corrupt",
        "{path}: ไฟล์เสียหาย อ่านไม่ได้ ({detail})",
        "{path}: the file is damaged and cannot be read ({detail})",
    ),
    (
        "limit",
        "{path}: เกินขีดจำกัดความปลอดภัย ({detail})",
        "{path}: a safety limit was exceeded ({detail})",
    ),
    (
        "unreadable",
        "{path}: ระบบปฏิบัติการอ่านไฟล์ไม่ได้ ({detail})",
        "{path}: the operating system could not read the file ({detail})",
    ),
];

/// The sentence of a code with its arguments filled in. An unknown code gives the code itself, so that
/// nothing is lost.
pub fn text(code: &str, arguments: &[(&str, &str)]) -> Bilingual {
    let Some((_, th, en)) = CATALOGUE.iter().find(|(known, _, _)| *known == code) else {
        return Bilingual {
            th: code.to_owned(),
            en: code.to_owned(),
        };
    };
    Bilingual {
        th: fill(th, arguments),
        en: fill(en, arguments),
    }
}

/// What a user is told about a file that gave no document.
pub fn ingest_error(path: &str, error: &IngestError) -> Bilingual {
    let detail = match error {
        IngestError::Empty | IngestError::Encrypted => "",
        IngestError::Unsupported(detail)
        | IngestError::Corrupt(detail)
        | IngestError::Limit(detail)
        | IngestError::Unreadable(detail) => detail,
    };
    text(error.code(), &[("path", path), ("detail", detail)])
}

/// Fills `{name}` in one pass, so that an argument cannot bring placeholders of its own.
fn fill(template: &str, arguments: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        let value = arguments
            .iter()
            .find(|(key, _)| *key == name)
            .map_or("", |(_, value)| value);
        out.push_str(value);
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn names(template: &str) -> BTreeSet<&str> {
        template
            .split('{')
            .skip(1)
            .filter_map(|part| part.split_once('}'))
            .map(|(name, _)| name)
            .collect()
    }

    #[test]
    fn every_code_is_unique_and_says_the_same_in_both_languages() {
        let mut seen = BTreeSet::new();
        for (code, th, en) in CATALOGUE {
            assert!(seen.insert(code), "{code} appears twice");
            assert!(!th.is_empty() && !en.is_empty(), "{code} lacks a language");
            assert_eq!(names(th), names(en), "{code} has different arguments");
        }
    }

    #[test]
    fn an_argument_cannot_bring_placeholders() {
        assert_eq!(fill("{a}-{b}", &[("a", "{b}"), ("b", "x")]), "{b}-x");
    }
}
