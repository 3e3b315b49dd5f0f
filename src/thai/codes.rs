//! Numbers of disclosure items: O12 and the many ways it is written, MOIT and EB codes, and what only
//! looks like one.
//!
//! The sign before the number is a Latin O, a zero, a Thai zero or a look-alike of another script, so
//! a code is never certain by its form alone: each says how sure it is, and whoever assigns documents
//! weighs that with the title and the content.

use std::cell::OnceCell;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::chars::{digit, is_alphabetic, is_alphanumeric, is_letter};
use super::dates::find_dates;
use super::fold::Folded;

/// The longest list of items so far had 43 (fiscal years 2563 to 2566).
const LAST_ITEM: u16 = 43;
/// MOIT has 22 items, and had 23 in 2565.
const LAST_MOIT: u16 = 23;
/// EB had 26 items in 2563.
const LAST_EB: u16 = 26;

/// Which numbering a code belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scheme {
    /// O1 to O43 of the anti-corruption commission.
    Oit,
    /// MOIT of the Ministry of Public Health.
    Moit,
    /// EB of the same ministry before 2565.
    Eb,
}

impl Scheme {
    /// What its codes begin with.
    pub fn prefix(self) -> &'static str {
        match self {
            Scheme::Oit => "O",
            Scheme::Moit => "MOIT",
            Scheme::Eb => "EB",
        }
    }
}

/// How sure a code is by its form and place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// A bare number where a code could stand: "19 รายงาน.pdf"; "ข้อ ๑๔" in a text.
    Possible,
    /// A zero in place of the O, where codes stand: "๐๑๕ สรุปผล", "(อ้างอิงจาก ๐๑๐)"; "ข้อ ๑๔" in a file name.
    Likely,
    /// The letters stand there: O12, OIT12, MOIT 4.
    Stated,
}

/// A code, or a range of codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeMention {
    /// Where it is in the text, in bytes.
    pub span: Range<usize>,
    /// Which numbering it belongs to.
    pub scheme: Scheme,
    /// The item.
    pub number: u16,
    /// The last item of a range ("O19-O22"); `None` for one item.
    pub through: Option<u16>,
    /// What follows the number after a full stop: `1.1` of `MOIT2.1.1`.
    pub sub: Option<String>,
    /// How sure it is.
    pub certainty: Certainty,
}

impl CodeMention {
    /// The canonical form: `O12`, `MOIT2.1.1`, `O19-O22`.
    pub fn id(&self) -> String {
        let prefix = self.scheme.prefix();
        let sub = self
            .sub
            .as_ref()
            .map(|sub| format!(".{sub}"))
            .unwrap_or_default();
        let through = self
            .through
            .map(|last| format!("-{prefix}{last}"))
            .unwrap_or_default();
        format!("{prefix}{}{sub}{through}", self.number)
    }

    /// The item it names, or the first one of a range, whatever follows the number: `MOIT2` of `MOIT2.1.1`.
    pub fn item(&self) -> String {
        format!("{}{}", self.scheme.prefix(), self.number)
    }

    /// Every item the mention covers.
    pub fn numbers(&self) -> std::ops::RangeInclusive<u16> {
        self.number..=self.through.unwrap_or(self.number)
    }
}

/// Every code in running text or a heading, in order.
pub fn find_codes(text: &str) -> Vec<CodeMention> {
    if !text.chars().any(|c| digit(c).is_some()) {
        return Vec::new();
    }
    Scanner::new(text, Place::Text).run()
}

/// Every code in the name of a file or folder. A number that begins the name is a possible code, unless
/// it counts months or something else.
pub fn codes_in_file_name(name: &str) -> Vec<CodeMention> {
    let start = name.rfind(['/', '\\']).map_or(0, |at| at + 1);
    let base = name.get(start..).unwrap_or(name);
    let end = base
        .rfind('.')
        .filter(|&dot| {
            let extension = &base[dot + 1..];
            dot > 0
                && (1..=5).contains(&extension.len())
                && extension.bytes().all(|b| b.is_ascii_alphanumeric())
                && extension.bytes().any(|b| b.is_ascii_alphabetic())
        })
        .unwrap_or(base.len());
    // Underscores stand for spaces; both have one byte, so positions stay.
    let mut found = Scanner::new(&base[..end].replace('_', " "), Place::FileName).run();
    if is_counted(&base[..end]) {
        found.retain(|mention| mention.certainty == Certainty::Stated);
    }
    for mention in &mut found {
        mention.span = mention.span.start + start..mention.span.end + start;
    }
    found
}

/// Whether a machine named a file by day and counter: "Scan_20250228_01", "IMG 0012". Its numbers count pictures.
fn is_counted(name: &str) -> bool {
    const MACHINES: &[&str] = &[
        "scan",
        "scanned",
        "img",
        "image",
        "dsc",
        "photo",
        "pic",
        "สแกน",
    ];
    let name = name.to_lowercase();
    MACHINES.iter().any(|word| {
        let rest = name.strip_prefix(word);
        let rest = rest.map(|rest| rest.trim_start_matches(['_', '-', ' ']));
        rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    FileName,
}

/// What stands before the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Scheme(Scheme),
    /// A zero, Arabic or Thai.
    Zero,
    /// ข้อ
    Item,
    /// Nothing or a word that counts, at the beginning of a file name.
    Bare,
}

/// Words at the beginning of a file name that its number may follow.
const COUNTED: &[&str] = &["รายงานที่", "เรื่องที่", "แฟ้มที่", "ลำดับที่", "เอกสารที่"];

/// The letters a code can begin with.
fn may_begin_code(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, 'm' | 'e' | 'o' | 'о' | 'ο' | 'օ' | 'ข')
}

struct Scanner<'t> {
    folded: Folded<'t>,
    /// Dates, as ranges of the folded text: their numbers are no codes. Looked for when a number may be one.
    dates: OnceCell<Vec<Range<usize>>>,
    place: Place,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str, place: Place) -> Self {
        Scanner {
            folded: Folded::spaced(text),
            dates: OnceCell::new(),
            place,
        }
    }

    fn is_in_date(&self, range: Range<usize>) -> bool {
        let dates = self.dates.get_or_init(|| {
            let dates = find_dates(self.folded.source()).into_iter();
            dates.map(|date| self.folded.to_folded(date.span)).collect()
        });
        let mut dates = dates.iter();
        dates.any(|date| date.start < range.end && range.start < date.end)
    }

    fn run(&self) -> Vec<CodeMention> {
        let text = self.folded.text();
        let mut found: Vec<CodeMention> = Vec::new();
        let mut at = 0;
        while let Some(start) = text.get(at..).and_then(|rest| rest.find(may_begin_code)) {
            at += start;
            match self.code_at(at) {
                Some((mention, mut next)) => {
                    let further = self.listed(&mention, next);
                    found.push(mention);
                    for mention in further {
                        next = self.folded.to_folded(mention.span.clone()).end;
                        found.push(mention);
                    }
                    at = next;
                }
                None => at += self.rest(at).chars().next().map_or(1, char::len_utf8),
            }
        }
        found
    }

    fn rest(&self, at: usize) -> &str {
        self.folded.text().get(at..).unwrap_or("")
    }

    fn before(&self, at: usize) -> &str {
        self.folded.text().get(..at).unwrap_or("")
    }

    /// The sign at `at`, and where the number after it begins.
    fn sign_at(&self, at: usize) -> Option<(Sign, usize)> {
        let rest = self.rest(at);
        let first = rest.chars().next()?;
        let last = self.before(at).chars().next_back();
        let word_before = last.is_some_and(|c| is_alphanumeric(c) && !is_letter(c));
        // "15 สขร", "รายงานที่ 15".
        let counted = |before: &str| before.is_empty() || COUNTED.contains(&before);
        if self.place == Place::FileName
            && first.is_ascii_digit()
            && counted(self.before(at).trim())
            && first != '0'
        {
            return Some((Sign::Bare, at));
        }
        if word_before {
            return None;
        }
        let (sign, length) = match first {
            'm' if rest.starts_with("moit") => (Sign::Scheme(Scheme::Moit), 4),
            'e' if rest.starts_with("eb") => (Sign::Scheme(Scheme::Eb), 2),
            'o' if rest.starts_with("oit") => (Sign::Scheme(Scheme::Oit), 3),
            // Latin, Cyrillic, Greek and Armenian.
            'o' | 'о' | 'ο' | 'օ' => (Sign::Scheme(Scheme::Oit), first.len_utf8()),
            '0' => return Some((Sign::Zero, at + 1)),
            'ข' if rest.starts_with("ข้อ") => (Sign::Item, "ข้อ".len()),
            _ => return None,
        };
        let gap: usize = self
            .rest(at + length)
            .chars()
            .take_while(|c| matches!(c, ' ' | '.' | '-' | '_' | ':' | '#'))
            .take(2)
            .map(char::len_utf8)
            .sum();
        Some((sign, at + length + gap))
    }

    fn code_at(&self, at: usize) -> Option<(CodeMention, usize)> {
        let (mut sign, mut number_at) = self.sign_at(at)?;
        if sign == Sign::Item {
            // "ข้อ O12", "ข้อ ๐๑๒": the sign after it decides.
            if let Some((inner @ (Sign::Scheme(_) | Sign::Zero), inner_at)) =
                self.sign_at(number_at)
            {
                (sign, number_at) = (inner, inner_at);
            }
        }
        let (number, mut next) = self.number(number_at, sign)?;
        let last = match sign {
            Sign::Scheme(Scheme::Moit) => LAST_MOIT,
            Sign::Scheme(Scheme::Eb) => LAST_EB,
            _ => LAST_ITEM,
        };
        let scheme = match sign {
            Sign::Scheme(scheme) => scheme,
            _ => Scheme::Oit,
        };
        let sub = match scheme {
            Scheme::Oit => None,
            _ => self.sub(&mut next),
        };
        let mut through = None;
        if sub.is_none()
            && let Some((to, after)) = self.range_end(next, sign)
            && number < to
            && to <= last
        {
            through = Some(to);
            next = after;
        }
        if !(1..=last).contains(&number)
            || self.is_something_else(at..next, number_at, sign, through.is_some())
        {
            return None;
        }
        let mention = CodeMention {
            span: self.folded.to_source(at..next),
            scheme,
            number,
            through,
            sub,
            certainty: self.certainty(at, next, sign),
        };
        Some((mention, next))
    }

    /// Numbers that follow a code in a file name: "(ข้อ ๑๓ ๑๗ ๒๓)", "O8,9", "O20 และ 21". A single one after a space may
    /// count months.
    fn listed(&self, first: &CodeMention, end: usize) -> Vec<CodeMention> {
        let signed = first.certainty == Certainty::Stated || self.is_item(first);
        if self.place != Place::FileName || first.through.is_some() || !signed {
            return Vec::new();
        }
        let mut list: Vec<CodeMention> = Vec::new();
        let (mut end, mut before, mut separated) = (end, first.number, false);
        loop {
            let rest = self.rest(end);
            let trimmed = rest.trim_start_matches(' ');
            let sign = [",", "และ", "&", "+"]
                .iter()
                .find_map(|sign| trimmed.strip_prefix(sign));
            let after = sign.unwrap_or(trimmed).trim_start_matches(' ');
            let at = end + rest.len() - after.len();
            let number = self.number(at, Sign::Bare).filter(|(number, next)| {
                let is_next = at > end && before < *number && *number <= LAST_ITEM;
                is_next && !self.is_in_date(at..*next) && !self.goes_on(*next)
            });
            let Some((number, next)) = number else {
                break;
            };
            list.push(CodeMention {
                span: self.folded.to_source(at..next),
                number,
                ..first.clone()
            });
            separated |= sign.is_some();
            (end, before) = (next, number);
        }
        if separated || list.len() > 1 {
            list
        } else {
            Vec::new()
        }
    }

    /// Whether a code is written with ข้อ.
    fn is_item(&self, mention: &CodeMention) -> bool {
        let written = self.folded.source().get(mention.span.clone());
        written.is_some_and(|written| written.starts_with("ข้อ"))
    }

    /// One or two digits; after a Latin sign a leading zero may stand before them.
    fn number(&self, at: usize, sign: Sign) -> Option<(u16, usize)> {
        let rest = self.rest(at);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let longest = if matches!(sign, Sign::Scheme(_)) && rest.starts_with('0') {
            3
        } else {
            2
        };
        if !(1..=longest).contains(&digits) {
            return None;
        }
        Some((rest.get(..digits)?.parse().ok()?, at + digits))
    }

    /// ".1.1" after a number.
    fn sub(&self, next: &mut usize) -> Option<String> {
        let rest = self.rest(*next);
        let length = rest
            .bytes()
            .take_while(|b| b.is_ascii_digit() || *b == b'.')
            .count();
        let sub = rest.get(..length)?.trim_end_matches('.');
        let inner = sub.strip_prefix('.').filter(|inner| !inner.is_empty())?;
        *next += sub.len();
        Some(inner.to_owned())
    }

    /// "-O22", " - 22", "ถึง O22" after a number.
    fn range_end(&self, next: usize, sign: Sign) -> Option<(u16, usize)> {
        let rest = self.rest(next);
        let trimmed = rest.trim_start_matches(' ');
        let after = trimmed
            .strip_prefix('-')
            .or_else(|| trimmed.strip_prefix("ถึง"))?;
        let after = after.trim_start_matches(' ');
        let at = self.folded.text().len() - after.len();
        match self.sign_at(at) {
            Some((Sign::Scheme(_) | Sign::Zero | Sign::Item, number_at)) => {
                self.number(number_at, Sign::Zero)
            }
            _ if matches!(sign, Sign::Scheme(_) | Sign::Item) => self.number(at, sign),
            _ => None,
        }
        .filter(|&(_, end)| !self.goes_on(end))
    }

    /// Whether the number goes on: more digits, a decimal, a second part.
    fn goes_on(&self, next: usize) -> bool {
        let mut rest = self.rest(next).chars();
        match rest.next() {
            Some(c) if c.is_ascii_digit() => true,
            Some('.' | ',' | '/' | ':' | '-') => rest.next().is_some_and(|c| c.is_ascii_digit()),
            Some('%') => true,
            _ => false,
        }
    }

    /// Whether the code in `place`, with its number at `number_at`, is a number of something else.
    fn is_something_else(
        &self,
        place: Range<usize>,
        number_at: usize,
        sign: Sign,
        ranged: bool,
    ) -> bool {
        let (at, next) = (place.start, place.end);
        // Numbers of a ministry's forms and offices, telephones, parts of longer numbers.
        const NOT_BEFORE: [&str; 24] = [
            "ศธ.",
            "ศธ",
            "ต่อ",
            "โทร",
            "โทร.",
            "โทรศัพท์",
            "โทรสาร",
            "มือถือ",
            "รหัส",
            "เลขที่",
            "หมู่",
            "หมู่ที่",
            "ห้อง",
            "ชั้น",
            "ฉบับที่",
            "ครั้งที่",
            "รุ่นที่",
            "คนที่",
            "หน้า",
            "เวลา",
            "จำนวน",
            "มาตรา",
            "ราคา",
            "tel",
        ];
        const COUNTED: [&str; 18] = [
            "ข้อ",
            "คน",
            "ราย",
            "เรื่อง",
            "บาท",
            "เดือน",
            "ปี",
            "วัน",
            "ครั้ง",
            "แห่ง",
            "โครงการ",
            "ชุด",
            "น.",
            "นาฬิกา",
            "คะแนน",
            "รายการ",
            "กิจกรรม",
            "ตัวชี้วัด",
        ];
        let text_before = self.before(at).trim_end_matches([' ', ':']);
        let text_after = self.rest(next).trim_start_matches(' ');
        let joined = self.before(at).ends_with(['/', '.', ',', '-'])
            && self
                .before(at)
                .trim_end_matches(['/', '.', ',', '-'])
                .ends_with(|c: char| c.is_ascii_digit());
        // "ข้อ ๗ เดือน ก.พ." is no seventh of February.
        let until = if sign == Sign::Item { at } else { next };
        let in_date = || self.is_in_date(at..until);
        // "O15-1", "O14.1", "MOIT17-68-12": what follows letters that stand close is a part of the item.
        let is_close = matches!(sign, Sign::Scheme(_))
            && !self
                .folded
                .text()
                .get(at..number_at)
                .unwrap_or("")
                .contains(' ');
        // "08.1 คู่มืองานจราจร": the first of several files of an item.
        let is_part = sign == Sign::Zero
            && self.place == Place::FileName
            && self.before(at).is_empty()
            && self.rest(next).strip_prefix('.').is_some_and(|part| {
                let name = part.trim_start_matches(|c: char| c.is_ascii_digit());
                part.len() == name.len() + 1 && name.starts_with(' ')
            });
        let goes_on = if is_part {
            false
        } else if is_close {
            self.rest(next)
                .starts_with(|c: char| c.is_ascii_digit() || c == '%')
        } else {
            self.goes_on(next)
        };
        // "O1 คนของเรา" is called so and counts nobody.
        let heads_name = matches!(sign, Sign::Scheme(_))
            && self.place == Place::FileName
            && self.before(at).is_empty();
        let other_number = goes_on
            || (matches!(sign, Sign::Zero | Sign::Bare) && joined)
            || NOT_BEFORE.iter().any(|word| text_before.ends_with(word))
            // What ข้อ counts is itself.
            || (sign != Sign::Item
                && !heads_name
                && COUNTED.iter().any(|word| text_after.starts_with(word))
                && !text_after.starts_with("ปีงบ")
                && !self.is_sub_item(text_after)
                && !ranged
                && !self.counted_is_title(text_after));
        let latin_goes_on = matches!(sign, Sign::Zero | Sign::Item)
            && self
                .rest(next)
                .starts_with(|c: char| c.is_ascii_alphabetic());
        match sign {
            Sign::Scheme(_) => other_number,
            Sign::Zero => {
                // "01 234 5678", "ศธ.02": more groups of digits, or a Thai abbreviation just before.
                let more = text_after.starts_with(|c: char| c.is_ascii_digit());
                let abbreviation = self.before(at).ends_with('.')
                    || self
                        .before(at)
                        .ends_with(|c: char| is_letter(c) && !text_before.ends_with("ข้อ"));
                other_number
                    || latin_goes_on
                    || (more && self.place == Place::Text)
                    || abbreviation
                    || in_date()
            }
            Sign::Item => {
                other_number || latin_goes_on || self.is_clause(at, text_after) || in_date()
            }
            Sign::Bare => other_number || self.counts_months(next) || in_date(),
        }
    }

    /// "MOIT2 ข้อ 1.2": a number after ข้อ names a part of the item, while "O12 ข้อ" would count.
    fn is_sub_item(&self, after: &str) -> bool {
        after
            .strip_prefix("ข้อ")
            .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    }

    /// "O12 รายงาน..." may begin a title with a word that also counts; a title goes on after it.
    fn counted_is_title(&self, after: &str) -> bool {
        [
            "รายงาน",
            "รายการจัดซื้อ",
            "รายชื่อ",
            "รายละเอียด",
            "รายได้",
            "รายรับ",
            "รายจ่าย",
            "ข้อมูล",
            "ข้อบัญญัติ",
            "ข้อตกลง",
            "ข้อบังคับ",
            "วันหยุด",
            "โครงการที่",
            "โครงการจัด",
            "เรื่องร้อง",
            "ครั้งที่",
        ]
        .iter()
        .any(|word| after.starts_with(word))
    }

    /// "ตามข้อ ๕ ของระเบียบ": a clause of a law, not an item.
    fn is_clause(&self, at: usize, after: &str) -> bool {
        const LAW: [&str; 14] = [
            "ของระเบียบ",
            "ของประกาศ",
            "ของกฎ",
            "ของข้อ",
            "ของคำสั่ง",
            "ของพระราช",
            "แห่ง",
            "วรรค",
            "(",
            "และข้อ",
            "ถึงข้อ",
            "กำหนด",
            "ให้",
            "ผู้",
        ];
        let before = self.before(at).trim_end();
        ["ตาม", "ความใน", "ยกเลิก", "แก้ไข", "ราย", "หัว", "จัดซื้อ"]
            .iter()
            .any(|word| before.ends_with(word))
            || before.ends_with(|c: char| is_letter(c))
                && !before.ends_with("ใน")
                && self.before(at).len() == before.len()
            || LAW.iter().any(|word| after.starts_with(word))
    }

    /// "12.สขร.เดือน กันยายน 2568": the number is the month of the fiscal year; "2. 1 xxx", "(2)".
    fn counts_months(&self, next: usize) -> bool {
        let rest = self.rest(next);
        let monthly = ["สขร", "ประจำเดือน", "เดือน"]
            .iter()
            .any(|word| rest.contains(word))
            && !super::dates::find_months(rest).is_empty();
        let title = rest.trim_start_matches([' ', '.', '-', ')', ':']);
        monthly || !title.starts_with(|c: char| is_alphabetic(c))
    }

    fn certainty(&self, at: usize, next: usize, sign: Sign) -> Certainty {
        let source = self.folded.to_source(at..next);
        let written = self.folded.source().get(source).unwrap_or("");
        match sign {
            Sign::Scheme(_) => Certainty::Stated,
            Sign::Zero => {
                let two_digits = next - at == 3;
                // A zero of one kind before a digit of the other was typed for the letter O.
                let mixed = written.chars().any(|c| c.is_ascii_digit())
                    && written.chars().any(|c| ('๐'..='๙').contains(&c));
                let before = self.before(at);
                let opens = before.is_empty() || before.ends_with(['\n', '(']);
                let named = written.starts_with("ข้อ")
                    || before.trim_end().ends_with("จาก")
                    || before.trim_end().ends_with("ข้อ");
                if mixed || named || (opens && two_digits) {
                    Certainty::Likely
                } else {
                    Certainty::Possible
                }
            }
            Sign::Item if self.place == Place::FileName => Certainty::Likely,
            Sign::Item | Sign::Bare => Certainty::Possible,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ids(mentions: &[CodeMention]) -> Vec<String> {
        mentions.iter().map(CodeMention::id).collect()
    }

    #[test]
    fn every_way_of_writing_a_code() {
        for text in [
            "O12",
            "o12",
            "O๑๒",
            "0๑๒",
            "๐๑๒",
            "O.12",
            "O 12",
            "OIT12",
            "OIT 12",
            "О12",
            "ข้อ ๑๒",
            "ข้อ O๑๒",
            "(O๑๒)",
            "O-๑๒",
            "O12. แผน",
            "O12: แผน",
            "ITA-o12",
        ] {
            assert_eq!(ids(&find_codes(text)), ["O12"], "{text}");
        }
        assert_eq!(ids(&find_codes("MOIT 2.1.1 และ EB1")), ["MOIT2.1.1", "EB1"]);
        assert_eq!(
            ids(&find_codes("ข้อมูล O1-O25 และ ๐๑-๐๔๓")),
            ["O1-O25", "O1-O43"]
        );
    }

    #[test]
    fn what_only_looks_like_a_code() {
        for text in [
            "ระบบ ศธ.02",
            "ระบบ ศธ. O2",
            "โทร. ต่อ 029",
            "No.๗",
            "H2O",
            "CO2",
            "OIT 26 ข้อ",
            "ตามข้อ ๕ ของระเบียบ",
            "01 ต.ค. 67",
            "0.5",
            "08.30 น.",
            "02-123-4567",
            "05/10/2568",
            "digital2024",
            "O100",
        ] {
            assert_eq!(ids(&find_codes(text)), [""; 0], "{text}");
        }
    }

    #[test]
    fn file_names() {
        for (name, expected) in [
            ("รายงาน/O11_ไตรมาสที่_1.pdf", "O11"),
            ("0๗ ต.ค.-ธ.ค.๖๗.pdf", "O7"),
            ("๐๑๕ สรุปผล.pdf", "O15"),
            ("029ประกาศหลักเกณฑ์.pdf", "O29"),
            ("09คู่มือ_การปฏิบัติงาน.pdf", "O9"),
            ("08.1 คู่มืองานจราจร.pdf", "O8"),
            ("O-๒๐ ประเมิน.pdf", "O20"),
            ("ข้อ ๑๔.docx", "O14"),
            ("19 รายงานผล.pdf", "O19"),
            ("ITA2568/O24.pdf", "O24"),
            ("ข้อ ๗ เดือน ก.พ.68.pdf", "O7"),
            ("ข้อ ๒๐-๒๑ ความเสี่ยง.pdf", "O20-O21"),
            ("O15 11.pdf", "O15"),
        ] {
            assert_eq!(ids(&codes_in_file_name(name)), [expected], "{name}");
        }
        for (name, expected) in [
            (
                "รายงานครึ่งปี 2568 (ข้อ ๑๓ ๑๗ ๒๓).pdf",
                vec!["O13", "O17", "O23"],
            ),
            ("O8,9 คู่มือ.pdf", vec!["O8", "O9"]),
            ("O20 และ 21.docx", vec!["O20", "O21"]),
        ] {
            assert_eq!(ids(&codes_in_file_name(name)), expected, "{name}");
        }
        for name in [
            "12.สขร.เดือน กันยายน 2568.pdf",
            "2..สขร.เดือน ตุลาคม 2567.pdf",
            "(2).pdf",
            "Scan2023-10-16_105945.pdf",
            "31 มีนาคม 2568.pdf",
            "6 เดือนแรก.pdf",
            "2568.pdf",
        ] {
            assert_eq!(ids(&codes_in_file_name(name)), [""; 0], "{name}");
        }
    }

    proptest! {
        #[test]
        fn never_panics_and_spans_are_whole(text in "[oO0๐๑๒oข้อ. \\-/0-9MEITB\u{200B}ก-ฮ]{0,24}") {
            for mention in find_codes(&text).into_iter().chain(codes_in_file_name(&text)) {
                prop_assert!(text.get(mention.span.clone()).is_some());
            }
        }
    }
}
