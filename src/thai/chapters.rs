//! Headings of chapters: "บทที่ ๒ กฎหมาย", "ภาค 1".

use super::numbers::DIGIT_NAMES;

use crate::thai::chars::is_numeric;

/// Words for the parts of a book, with or without "ที่".
const PARTS: &[&str] = &["บท", "ส่วน", "ตอน", "หมวด", "ภาค"];

/// Words for the place of a part among the parts of a book of two or three.
const PLACES: &[&str] = &["แรก", "หลัง", "ท้าย", "สุดท้าย"];

/// The title of a chapter without its number; `None` where a text is no heading of a chapter.
pub fn chapter_title(text: &str) -> Option<&str> {
    chapter(text).map(|(_, title)| title)
}

/// The word for a part of a book that a heading begins with, and the title after its number; `None` where a text is no
/// heading of a chapter.
pub fn chapter(text: &str) -> Option<(&'static str, &str)> {
    let text = text.trim_start();
    let (word, rest) = PARTS
        .iter()
        .find_map(|word| Some((*word, text.strip_prefix(word)?)))?;
    // "ภาคสอง", but "ส่วนหนึ่ง" is a part of anything and "ตอนหนึ่ง" some day, as "ตอนแรก" is at first.
    let whole = ["บท", "หมวด", "ภาค"].contains(&word);
    let spelt = || spelt_number(rest).filter(|_| whole);
    let placed = || spelt_out(rest, PLACES).filter(|_| word != "ตอน");
    let title = title(rest).or_else(|| spelt().or_else(placed).map(unmarked))?;
    Some((word, title))
}

/// What follows a number in words at the beginning of a text.
fn spelt_number(text: &str) -> Option<&str> {
    let digits = DIGIT_NAMES.get(1..).unwrap_or_default();
    spelt_out(text, digits).or_else(|| spelt_out(text, &["สิบ"]))
}

/// What follows one of these words at the beginning of a text, as a word of its own.
fn spelt_out<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    let mut words = words.iter();
    words
        .find_map(|word| text.strip_prefix(word))
        .filter(|rest| rest.is_empty() || rest.starts_with([' ', ':']))
}

/// A title without the signs between the number and it.
fn unmarked(title: &str) -> &str {
    title.trim_start_matches([' ', ':', '.', '-', '–'])
}

/// The title in what follows the word for a part of a book.
fn title(rest: &str) -> Option<&str> {
    let rest = match rest.strip_prefix("ที่") {
        Some(rest) => rest.trim_start(),
        // "บท 1" is one, "บท1" may be anything.
        None => rest.strip_prefix(' ')?.trim_start(),
    };
    if let Some(title) = lettered(rest) {
        return Some(title);
    }
    let title = spelt_number(rest).unwrap_or_else(|| rest.trim_start_matches(is_numeric));
    (title.len() < rest.len()).then(|| unmarked(title))
}

/// What follows the letter of a chapter: "ก วิธีทำงาน" of "ภาค ก วิธีทำงาน".
fn lettered(rest: &str) -> Option<&str> {
    let title = rest.strip_prefix(|c| ('ก'..='ฮ').contains(&c))?;
    let ends = title.is_empty() || title.starts_with([' ', ':', '.']);
    ends.then(|| unmarked(title))
}

#[cfg(test)]
mod tests {
    use super::chapter_title;

    #[test]
    fn a_chapter_has_a_word_and_a_number() {
        for (text, title) in [
            ("บทที่ ๒ กฎหมาย", Some("กฎหมาย")),
            ("ภาคสอง คู่มือรับบริการ", Some("คู่มือรับบริการ")),
            ("ส่วนหนึ่ง ของรายได้", None),
            ("ภาคสองแคว", None),
            ("ส่วนแรก มาตรการ", Some("มาตรการ")),
            ("ส่วนหลัง: ผล", Some("ผล")),
            ("ตอนแรก ไม่พบผู้ใด", None),
            ("ส่วนหลังบ้าน", None),
            ("บทที่2: กฎหมาย", Some("กฎหมาย")),
            ("ภาค 1 แผน", Some("แผน")),
            ("ส่วนที่สอง ประกาศ", Some("ประกาศ")),
            ("ภาค ก วิธีทำงาน", Some("วิธีทำงาน")),
            ("ส่วน ข. สำหรับประชาชน", Some("สำหรับประชาชน")),
            ("ส่วน กอง", None),
            ("ส่วนที่สองฝ่ายตกลง", None),
            ("บทลงโทษ", None),
            ("ส่วนราชการ 3 แห่ง", None),
        ] {
            assert_eq!(chapter_title(text), title, "{text}");
        }
    }
}
