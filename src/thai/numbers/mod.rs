//! Numbers, amounts of money and percentages, with Thai or Arabic digits or in Thai words.
//!
//! What only looks like a number is left out: dates, item codes, telephone and document numbers, times,
//! numbers of list items.

mod words;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::chars::{is_alphanumeric, is_letter};
use super::codes::{Certainty, find_codes};
use super::dates::find_dates;
use super::fold::Folded;

/// A number in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberMention {
    /// Where it is in the text, in bytes, with its unit when that is money or a percentage.
    pub span: Range<usize>,
    /// The value: baht for money, 85 for 85 %.
    pub value: f64,
    /// What it counts; `None` when the text does not say.
    pub unit: Option<Unit>,
    /// Whether it says a place in an order ("ครั้งที่ ๒") instead of an amount.
    pub ordinal: bool,
}

/// What a number counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Baht; satang are a fraction.
    Baht,
    /// Hundredths.
    Percent,
    /// A counted thing, by its Thai word: คน, เรื่อง, โครงการ.
    #[serde(untagged)]
    Counted(String),
}

/// What the digits are called.
pub const DIGIT_NAMES: [&str; 10] = [
    "ศูนย์",
    "หนึ่ง",
    "สอง",
    "สาม",
    "สี่",
    "ห้า",
    "หก",
    "เจ็ด",
    "แปด",
    "เก้า",
];

/// The currency, as it stands after an amount; all but the word stand before one too.
const BAHT: [&str; 4] = ["บาท", "baht", "thb", "฿"];

/// Words after a number that scale it. Longest first.
const SCALES: [(&str, f64); 10] = [
    ("ล้านล้าน", 1e12),
    ("แสนล้าน", 1e11),
    ("หมื่นล้าน", 1e10),
    ("พันล้าน", 1e9),
    ("ล้าน", 1e6),
    ("แสน", 1e5),
    ("หมื่น", 1e4),
    ("พัน", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
];

/// Things government reports count. Longest first where one begins another.
const COUNTED: [&str; 46] = [
    "รายการ",
    "ราย",
    "เรื่อง",
    "คะแนน",
    "โครงการ",
    "กิจกรรม",
    "ครั้ง",
    "คน",
    "ข้อ",
    "แห่ง",
    "ชุด",
    "ฉบับ",
    "หน่วยงาน",
    "หน่วย",
    "สัญญา",
    "ตัวชี้วัด",
    "ครัวเรือน",
    "หมู่บ้าน",
    "ตำบล",
    "วัน",
    "เดือน",
    "ปี",
    "ชั่วโมง",
    "นาที",
    "คดี",
    "นาย",
    "อัตรา",
    "ตำแหน่ง",
    "หลักสูตร",
    "ช่องทาง",
    "คัน",
    "เครื่อง",
    "ตัว",
    "หลัง",
    "ไร่",
    "ตารางเมตร",
    "เมตร",
    "กิโลเมตร",
    "ลิตร",
    "กิโลกรัม",
    "แผ่น",
    "หน้า",
    "เล่ม",
    "ประเภท",
    "ด้าน",
    "รูป",
];

/// Words before a number that make it a place in an order.
const ORDINALS: [&str; 10] = [
    "ที่",
    "ลำดับ",
    "อันดับ",
    "ข้อ",
    "หน้า",
    "มาตรา",
    "หมู่",
    "บทที่",
    "no.",
    "เลขที่",
];

/// Words before a number that make it no amount at all.
const NAMES_A_THING: [&str; 16] = [
    "โทร",
    "โทร.",
    "โทรศัพท์",
    "โทรสาร",
    "แฟกซ์",
    "มือถือ",
    "สายด่วน",
    "tel",
    "tel.",
    "fax",
    "ต่อ",
    "รหัสไปรษณีย์",
    "รหัส",
    "ห้อง",
    "ทะเบียน",
    "เลขประจำตัว",
];

/// Every number in a text, in order.
pub fn find_numbers(text: &str) -> Vec<NumberMention> {
    let folded = Folded::spaced(text);
    let mut taken: Vec<Range<usize>> = find_dates(text)
        .into_iter()
        .map(|date| folded.to_folded(date.span))
        .collect();
    taken.extend(
        find_codes(text)
            .into_iter()
            .filter(|code| code.certainty > Certainty::Possible)
            .map(|code| folded.to_folded(code.span)),
    );
    let scanner = Scanner {
        text: folded.text(),
        taken,
    };
    let mut found = scanner.run();
    for words in words::find(folded.text()) {
        let overlaps =
            |n: &NumberMention| n.span.start < words.span.end && words.span.start < n.span.end;
        if !found.iter().any(overlaps) {
            found.push(words);
        }
    }
    found.sort_by_key(|number| number.span.start);
    for number in &mut found {
        number.span = folded.to_source(number.span.clone());
    }
    found
}

/// The value of a text that is nothing but one number: "๑,๒๓๔.๕๐", "85%", "(1,200.00)", "หนึ่งพันบาทถ้วน".
/// Parentheses around it make it negative, as accountants write.
pub fn parse_number(text: &str) -> Option<NumberMention> {
    let trimmed = text.trim();
    let inner = trimmed
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        .filter(|inner| inner.contains(['.', ',']));
    let mut found = find_numbers(inner.unwrap_or(trimmed));
    let mut number = found.pop()?;
    let all = number.span == (0..inner.unwrap_or(trimmed).len());
    if inner.is_some() {
        number.value = -number.value;
    }
    number.span = 0..text.len();
    (found.is_empty() && all).then_some(number)
}

struct Scanner<'t> {
    text: &'t str,
    /// Dates and codes, in the folded text.
    taken: Vec<Range<usize>>,
}

impl Scanner<'_> {
    fn run(&self) -> Vec<NumberMention> {
        let mut found: Vec<NumberMention> = Vec::new();
        let mut at = 0;
        while let Some(offset) = self.rest(at).find(|c: char| c.is_ascii_digit()) {
            let start = at + offset;
            if let Some(taken) = self.taken.iter().find(|t| t.contains(&start)) {
                at = taken.end.max(start + 1);
                continue;
            }
            let length = self.token_length(start);
            at = start + length;
            let Some(mut number) = self.number(start, length) else {
                at = self.end_of_groups(start, at);
                continue;
            };
            at = at.max(number.span.end);
            // "1,234 บาท 50 สตางค์" is one amount.
            let satang = self.rest(number.span.end).trim_start().starts_with("สตางค์");
            match found.last_mut() {
                Some(baht) if satang && baht.unit == Some(Unit::Baht) => {
                    baht.value += number.value / 100.0;
                    baht.span.end = self.text.len() - self.rest(number.span.end).trim_start().len()
                        + "สตางค์".len();
                    at = baht.span.end;
                }
                _ => {
                    if satang {
                        number.value /= 100.0;
                        number.unit = Some(Unit::Baht);
                    }
                    found.push(number);
                }
            }
        }
        found
    }

    fn rest(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or("")
    }

    fn before(&self, at: usize) -> &str {
        self.text.get(..at).unwrap_or("")
    }

    /// The length of digits with the signs between them: a number, or something with another meaning.
    fn token_length(&self, start: usize) -> usize {
        let bytes = self.rest(start).as_bytes();
        let mut length = 0;
        while let Some(byte) = bytes.get(length) {
            let joins = matches!(byte, b',' | b'.' | b'/' | b':')
                && bytes.get(length + 1).is_some_and(u8::is_ascii_digit);
            if !byte.is_ascii_digit() && !joins {
                break;
            }
            length += 1;
        }
        length
    }

    /// The end of a telephone number whose first group, with a leading zero, ends at `end`: "081 234 5678".
    fn end_of_groups(&self, start: usize, mut end: usize) -> usize {
        if !self.rest(start).starts_with('0') {
            return end;
        }
        while let Some(group) = self.rest(end).strip_prefix([' ', '-']) {
            let digits = group.bytes().take_while(u8::is_ascii_digit).count();
            if !(3..=8).contains(&digits) {
                break;
            }
            end += 1 + digits;
        }
        end
    }

    /// The number whose digits and inner signs are `length` bytes from `start`.
    fn number(&self, start: usize, length: usize) -> Option<NumberMention> {
        let token = self.text.get(start..start + length)?;
        let value = read(token)?;
        let before = self.before(start);
        let after = self.rest(start + length);
        if self.is_name(token, before, after)
            || is_list_sign(token, before, after)
            || is_time(token, after)
        {
            return None;
        }
        let mut number = NumberMention {
            span: start..start + length,
            value,
            unit: None,
            ordinal: false,
        };
        let sign = before.strip_suffix('-');
        if sign.is_some_and(|head| !head.ends_with(|c: char| is_alphanumeric(c) || is_letter(c))) {
            number.value = -number.value;
            number.span.start -= 1;
        }
        self.unit(&mut number);
        let word_before = self.before(number.span.start).trim_end();
        // "ลำดับที่ 1 โครงการ...": the word after a place in an order begins something else.
        let counts = matches!(number.unit, Some(Unit::Baht | Unit::Percent));
        let area = ["พื้นที่", "เนื้อที่", "หน้าที่", "สถานที่"]
            .iter()
            .any(|word| word_before.ends_with(word));
        let place = !area && ORDINALS.iter().any(|word| word_before.ends_with(word));
        if !counts && place && number.value.fract() == 0.0 {
            number.ordinal = true;
            number.unit = None;
        }
        Some(number)
    }

    /// Reads scale and unit around the digits and widens the span over them.
    fn unit(&self, number: &mut NumberMention) {
        let mut end = number.span.end;
        let skip =
            |at: usize| self.text.len() - self.rest(at).trim_start_matches([' ', '\n']).len();
        let mut next = skip(end);
        for (word, scale) in SCALES {
            let rest = self.rest(next);
            if let Some(after) = rest.strip_prefix(word) {
                // "5 พันธุ์": a scale ends its word, or the unit follows.
                if !after.starts_with(is_letter)
                    || after.starts_with("บาท")
                    || COUNTED.iter().any(|unit| after.starts_with(unit))
                {
                    number.value *= scale;
                    end = next + word.len();
                    next = skip(end);
                }
                break;
            }
        }
        // "15,000.-บาท", "15,000 .- บาท"
        for sign in [".-", ".−", "-"] {
            if let Some(after) = self.rest(next).strip_prefix(sign)
                && (sign == ".-" || after.trim_start().starts_with("บาท"))
            {
                number.unit = Some(Unit::Baht);
                end = next + sign.len();
                next = skip(end);
                break;
            }
        }
        let rest = self.rest(next);
        let before = self.before(number.span.start).trim_end();
        if let Some(word) = BAHT.iter().find(|word| rest.starts_with(**word)) {
            number.unit = Some(Unit::Baht);
            end = next + word.len();
        } else if rest.starts_with('%') {
            number.unit = Some(Unit::Percent);
            end = next + 1;
        } else if let Some(word) = ["เปอร์เซ็นต์", "เปอร์เซนต์", "เปอร์เซ็น"]
            .iter()
            .find(|word| rest.starts_with(**word))
        {
            number.unit = Some(Unit::Percent);
            end = next + word.len();
        } else if before.ends_with("ร้อยละ") {
            number.unit = Some(Unit::Percent);
            number.span.start = before.len() - "ร้อยละ".len();
        } else if let Some(word) = BAHT.iter().find(|word| before.ends_with(**word))
            && *word != "บาท"
        {
            number.unit = Some(Unit::Baht);
            number.span.start = before.len() - word.len();
        } else if number.unit.is_none() {
            number.unit = COUNTED
                .iter()
                .find(|word| rest.starts_with(**word))
                .map(|word| Unit::Counted((*word).to_owned()));
        }
        number.span.end = end;
    }

    /// Whether the digits name something instead of counting: telephones, documents, accounts, sections.
    fn is_name(&self, token: &str, before: &str, after: &str) -> bool {
        let digits = token.bytes().filter(u8::is_ascii_digit).count();
        let plain = token.bytes().all(|b| b.is_ascii_digit());
        let zero_led = token.starts_with('0') && token.len() > 1 && !token.starts_with("0.");
        let latin = before.ends_with(|c: char| c.is_ascii_alphabetic())
            || after.starts_with(|c: char| c.is_ascii_alphabetic());
        // "๔๐๔ / ๒๕๖๗", "80001/": the number of a document.
        let document = after.trim_start().starts_with('/') || before.trim_end().ends_with('/');
        // "02-123-4567", "081 234 5678": groups of digits joined by signs.
        let grouped = before.ends_with('-')
            && before
                .trim_end_matches('-')
                .ends_with(|c: char| c.is_ascii_digit())
            && !plain_range(before, token)
            || after.starts_with('-')
                && after[1..].starts_with(|c: char| c.is_ascii_digit())
                && !range_follows(token, after);
        let thing = before.trim_end_matches(|c: char| {
            c.is_ascii_digit() || matches!(c, ' ' | '-' | ':' | '.' | '(' | ')' | ',' | '/')
        });
        let phone = NAMES_A_THING
            .iter()
            .any(|word| thing.ends_with(word.trim_end_matches('.')));
        (plain && digits >= 10) || zero_led || latin || document || grouped || phone
    }
}

/// Whether "10-20" before and at the token is a range of amounts: both short, without leading zero.
fn plain_range(before: &str, token: &str) -> bool {
    let stem = before.trim_end_matches('-');
    let first = stem.len()
        - stem
            .trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'))
            .len();
    let first = &stem[stem.len() - first..];
    is_amount(first) && is_amount(token) && !stem[..stem.len() - first.len()].ends_with('-')
}

fn range_follows(token: &str, after: &str) -> bool {
    let second: &str = after[1..]
        .split(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.'))
        .next()
        .unwrap_or("");
    let more = after[1 + second.len()..].starts_with('-');
    is_amount(token) && is_amount(second.trim_end_matches(['.', ','])) && !more
}

fn is_amount(token: &str) -> bool {
    !token.is_empty()
        && (!token.starts_with('0') || token == "0" || token.starts_with("0."))
        && read(token).is_some()
        && !(token.len() == 3
            && token.bytes().all(|b| b.is_ascii_digit())
            && token.starts_with('0'))
}

/// Whether digits number a line, a section or a page: "1.", "(1)", "1.1 ...", "ข้อ 8.1", "- 12 -".
fn is_list_sign(token: &str, before: &str, after: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or("").trim_start();
    let short = token.len() <= 2 && token.bytes().all(|b| b.is_ascii_digit());
    let section = token.len() <= 6 && token.contains('.');
    let dotted = section
        && ((line.is_empty()
            && (after.starts_with('.')
                || (after.starts_with([' ', ')'])
                    && after.trim_start().starts_with(is_letter)
                    && read_is_section(token, after))))
            || ["ข้อ", "ข้อที่", "มาตรา", "หัวข้อ"]
                .iter()
                .any(|word| before.trim_end().ends_with(word)));
    let opens = (line.is_empty() && after.starts_with(['.', ')']) && !after.starts_with(".-"))
        || (line == "(" && after.starts_with(')'));
    // "- 12 -" alone on its line is the number of a page.
    let page = short
        && line.trim() == "-"
        && after
            .split('\n')
            .next()
            .is_some_and(|rest| rest.trim() == "-");
    (short && opens) || dotted || page
}

/// "1.1 ขั้นตอน": a section when no unit follows.
fn read_is_section(token: &str, after: &str) -> bool {
    let after = after.trim_start_matches([')', ' ']);
    let unit = SCALES.iter().any(|(word, _)| after.starts_with(word))
        || COUNTED.iter().any(|word| after.starts_with(word))
        || ["บาท", "เปอร์เซ็นต์"]
            .iter()
            .any(|word| after.starts_with(word));
    !unit && token.split('.').all(|part| part.len() <= 2)
}

/// "10.00 น.", "08:30".
fn is_time(token: &str, after: &str) -> bool {
    let after = after.trim_start();
    let hour = token
        .split(['.', ':'])
        .next()
        .is_some_and(|hour| hour.len() <= 2);
    let minutes = token.len() >= 4
        && token
            .as_bytes()
            .get(token.len() - 3)
            .is_some_and(|b| matches!(b, b'.' | b':'));
    token.contains(':')
        || (hour
            && minutes
            && (after.starts_with("น.")
                || after.starts_with("นาฬิกา")
                || after.starts_with("น ")
                || after == "น"))
        || (hour
            && minutes
            && after.starts_with('-')
            && (after.contains("น.") || after.contains("นาฬิกา")))
}

/// The value of digits with commas between thousands and at most one decimal point.
fn read(token: &str) -> Option<f64> {
    let (whole, fraction) = match token.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (token, None),
    };
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = whole.contains(',');
    if grouped && (first.len() > 3 || groups.any(|group| group.len() != 3)) {
        return None;
    }
    if fraction.is_some_and(|fraction| !fraction.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let plain: String = token.chars().filter(|&c| c != ',').collect();
    plain.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> Vec<(String, f64, Option<String>)> {
        find_numbers(text)
            .into_iter()
            .map(|n| {
                let unit = n.unit.map(|unit| match unit {
                    Unit::Baht => "baht".to_owned(),
                    Unit::Percent => "percent".to_owned(),
                    Unit::Counted(word) => word,
                });
                (text[n.span].to_owned(), n.value, unit)
            })
            .collect()
    }

    fn one(text: &str) -> (f64, Option<String>) {
        let all = shown(text);
        assert_eq!(all.len(), 1, "{text}: {all:?}");
        (all[0].1, all[0].2.clone())
    }

    #[test]
    fn amounts_of_money() {
        for (text, value) in [
            ("๑,๒๓๔,๕๖๗.๘๙ บาท", 1_234_567.89),
            ("1.2 ล้านบาท", 1_200_000.0),
            ("๑๕,๐๐๐ .-บาท", 15_000.0),
            ("15,000.-", 15_000.0),
            ("๑,๒๐๐ บาท ๕๐ สตางค์", 1_200.5),
            ("หนึ่งหมื่นสองพันบาทถ้วน", 12_000.0),
            ("(ห้าแสนสามหมื่นยี่สิบเอ็ดบาทห้าสิบสตางค์)", 530_021.5),
            ("฿500", 500.0),
            ("๕ แสนบาท", 500_000.0),
        ] {
            assert_eq!(one(text), (value, Some("baht".to_owned())), "{text}");
        }
    }

    #[test]
    fn percentages_and_counts() {
        assert_eq!(one("ร้อยละ ๘๕"), (85.0, Some("percent".to_owned())));
        assert_eq!(one("๙๓.๗๑%"), (93.71, Some("percent".to_owned())));
        assert_eq!(one("-100 %"), (-100.0, Some("percent".to_owned())));
        assert_eq!(one("จำนวน ๓ เรื่อง"), (3.0, Some("เรื่อง".to_owned())));
        assert_eq!(one("5 พันธุ์"), (5.0, None));
    }

    #[test]
    fn what_is_no_number() {
        for text in [
            "๑๙ ธันวาคม ๒๕๖๗",
            "โทร. 0-7356-6134",
            "02-123-4567",
            "081 234 5678",
            "ที่ ๔๐๔/๒๕๖๗",
            "๑. โครงสร้าง",
            "(๑) แผน",
            "เวลา 10.00 น.",
            "O12",
            "3501200123456",
            "1.2.3",
            "A4",
            "พ.ศ. ๒๕๖๘",
        ] {
            assert_eq!(shown(text), [], "{text}");
        }
    }

    #[test]
    fn a_cell_that_is_one_number() {
        assert_eq!(parse_number(" (1,200.50) ").map(|n| n.value), Some(-1200.5));
        assert_eq!(parse_number("๑,๒๐๐").map(|n| n.value), Some(1200.0));
        assert_eq!(parse_number("12 ราย").map(|n| n.value), None);
        assert_eq!(parse_number(""), None);
    }

    proptest! {
        #[test]
        fn never_panics_and_spans_are_whole(text in "[0-9๐-๙,.()/%฿\\- \nบาทล้านหนึ่งสิบร้อยถ้วนA]{0,30}") {
            for number in find_numbers(&text) {
                prop_assert!(text.get(number.span.clone()).is_some());
                prop_assert!(number.value.is_finite());
            }
            let _ = parse_number(&text);
        }
    }
}
