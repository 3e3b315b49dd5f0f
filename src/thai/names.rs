//! Names of persons, positions and agencies in Thai text.
//!
//! Persons are known by a title or rank before them, agencies by the word that says their type. Thai has no
//! capital letters and few spaces, so a name ends at a space or where words begin that no name has.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use serde::{Deserialize, Serialize};

use super::chars::{is_letter, starts_cell};
use super::fold::Folded;
use super::lexicon::longest_match;

/// A name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameMention {
    /// Where it is in the text, in bytes, with title or type.
    pub span: Range<usize>,
    /// Whose name it is.
    pub kind: NameKind,
    /// Title or rank of a person as written ("ว่าที่ ร.ต.อ."); `None` for positions and agencies.
    pub title: Option<String>,
    /// Type of an agency; `None` for persons and positions.
    pub agency: Option<AgencyType>,
    /// The name without title or type, with single spaces.
    pub name: String,
}

impl NameMention {
    /// The full canonical name: abbreviations of agency types written out ("สภ.กระบี่" is "สถานีตำรวจภูธรกระบี่").
    pub fn canonical(&self) -> String {
        match self.agency {
            Some(agency) => format!("{}{}", agency.full_name(), self.name),
            None => self.name.clone(),
        }
    }
}

/// Whose name it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NameKind {
    /// A person.
    Person,
    /// An office that a person holds.
    Position,
    /// A public body or place that gives it its name.
    Agency,
}

/// The type of a public body, by the word its name begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AgencyType {
    /// สถานีตำรวจภูธร, สภ.
    ProvincialPoliceStation,
    /// สถานีตำรวจนครบาล, สน.
    MetropolitanPoliceStation,
    /// สถานีตำรวจ of another kind.
    PoliceStation,
    /// กองบังคับการ, บก.
    PoliceDivision,
    /// กองบัญชาการ, บช.
    PoliceBureau,
    /// ตำรวจภูธรจังหวัด, ภ.จว.
    ProvincialPolice,
    /// องค์การบริหารส่วนตำบล, อบต.
    SubdistrictAdministration,
    /// องค์การบริหารส่วนจังหวัด, อบจ.
    ProvincialAdministration,
    /// เทศบาลนคร, ทน.
    CityMunicipality,
    /// เทศบาลเมือง, ทม.
    TownMunicipality,
    /// เทศบาลตำบล, ทต.
    SubdistrictMunicipality,
    /// วิทยาลัย.
    College,
    /// มหาวิทยาลัย.
    University,
    /// โรงเรียน, รร.
    School,
    /// โรงพยาบาลส่งเสริมสุขภาพตำบล, รพ.สต.
    HealthPromotingHospital,
    /// โรงพยาบาล, รพ.
    Hospital,
    /// กระทรวง.
    Ministry,
    /// กรม.
    Department,
    /// สำนักงาน.
    Office,
    /// จังหวัด, จ.
    Province,
    /// อำเภอ, อ.
    District,
    /// ตำบล, ต.
    Subdistrict,
}

/// Words that begin an agency's name, with their type; the first of each type is its full name. Where one
/// begins another the longer comes first.
const AGENCIES: [(&str, AgencyType); 40] = [
    ("สถานีตำรวจภูธร", AgencyType::ProvincialPoliceStation),
    ("สภ.", AgencyType::ProvincialPoliceStation),
    ("สถานีตำรวจนครบาล", AgencyType::MetropolitanPoliceStation),
    ("สน.", AgencyType::MetropolitanPoliceStation),
    ("สถานีตำรวจ", AgencyType::PoliceStation),
    ("กองบังคับการ", AgencyType::PoliceDivision),
    ("บก.", AgencyType::PoliceDivision),
    ("กองบัญชาการ", AgencyType::PoliceBureau),
    ("บช.", AgencyType::PoliceBureau),
    ("ตำรวจภูธรจังหวัด", AgencyType::ProvincialPolice),
    ("ภ.จว.", AgencyType::ProvincialPolice),
    ("องค์การบริหารส่วนตำบล", AgencyType::SubdistrictAdministration),
    ("อบต.", AgencyType::SubdistrictAdministration),
    ("องค์การบริหารส่วนจังหวัด", AgencyType::ProvincialAdministration),
    ("อบจ.", AgencyType::ProvincialAdministration),
    ("เทศบาลนคร", AgencyType::CityMunicipality),
    ("ทน.", AgencyType::CityMunicipality),
    ("เทศบาลเมือง", AgencyType::TownMunicipality),
    ("ทม.", AgencyType::TownMunicipality),
    ("เทศบาลตำบล", AgencyType::SubdistrictMunicipality),
    ("ทต.", AgencyType::SubdistrictMunicipality),
    ("วิทยาลัย", AgencyType::College),
    ("มหาวิทยาลัย", AgencyType::University),
    ("โรงเรียน", AgencyType::School),
    ("รร.", AgencyType::School),
    (
        "โรงพยาบาลส่งเสริมสุขภาพตำบล",
        AgencyType::HealthPromotingHospital,
    ),
    ("รพ.สต.", AgencyType::HealthPromotingHospital),
    ("โรงพยาบาล", AgencyType::Hospital),
    ("รพ.", AgencyType::Hospital),
    ("กระทรวง", AgencyType::Ministry),
    ("กรม", AgencyType::Department),
    ("สำนักงาน", AgencyType::Office),
    ("จังหวัด", AgencyType::Province),
    ("จ.", AgencyType::Province),
    ("อำเภอ", AgencyType::District),
    ("อ.", AgencyType::District),
    ("ตำบล", AgencyType::Subdistrict),
    ("ต.", AgencyType::Subdistrict),
    ("แขวง", AgencyType::Subdistrict),
    ("เขต", AgencyType::District),
];

impl AgencyType {
    /// The word written out: `สถานีตำรวจภูธร`.
    pub fn full_name(self) -> &'static str {
        AGENCIES
            .iter()
            .find(|(_, agency)| *agency == self)
            .map_or("", |(name, _)| name)
    }

    /// Whether it is a part of the country, which an address names too.
    pub fn is_place(self) -> bool {
        matches!(self, Self::Province | Self::District | Self::Subdistrict)
    }

    /// Every spelling of the type: the full name and its abbreviations.
    pub fn spellings(self) -> impl Iterator<Item = &'static str> {
        AGENCIES
            .iter()
            .filter(move |(_, agency)| *agency == self)
            .map(|(name, _)| *name)
    }
}

/// Titles and ranks before a person's name. Longer ones first where one begins another.
const TITLES: [&str; 62] = [
    "พลตำรวจเอก",
    "พลตำรวจโท",
    "พลตำรวจตรี",
    "พันตำรวจเอก",
    "พันตำรวจโท",
    "พันตำรวจตรี",
    "ร้อยตำรวจเอก",
    "ร้อยตำรวจโท",
    "ร้อยตำรวจตรี",
    "ดาบตำรวจ",
    "จ่าสิบตำรวจ",
    "สิบตำรวจเอก",
    "สิบตำรวจโท",
    "สิบตำรวจตรี",
    "พล.ต.อ.",
    "พล.ต.ท.",
    "พล.ต.ต.",
    "พ.ต.อ.",
    "พ.ต.ท.",
    "พ.ต.ต.",
    "ร.ต.อ.",
    "ร.ต.ท.",
    "ร.ต.ต.",
    "ด.ต.",
    "จ.ส.ต.",
    "ส.ต.อ.",
    "ส.ต.ท.",
    "ส.ต.ต.",
    "พล.อ.",
    "พล.ท.",
    "พล.ต.",
    "พ.อ.",
    "พ.ท.",
    "พ.ต.",
    "ร.อ.",
    "ร.ท.",
    "ร.ต.",
    "จ.ส.อ.",
    "จ.ส.ท.",
    "ส.อ.",
    "พันเอก",
    "พันโท",
    "พันตรี",
    "ร้อยเอก",
    "ร้อยโท",
    "ร้อยตรี",
    "จ่าสิบเอก",
    "สิบเอก",
    "จ.อ.",
    "พ.จ.อ.",
    "ผศ.",
    "รศ.",
    "ศ.",
    "ดร.",
    "อาจารย์",
    "นางสาว",
    "น.ส.",
    "เด็กชาย",
    "เด็กหญิง",
    "นาง",
    "นาย",
    "คุณ",
];

/// Before the rank of an acting officer.
const ACTING: &str = "ว่าที่";

/// What follows "นาย" and "นาง" in words that are no titles of a person.
const NOT_AFTER_TITLE: [&str; 24] = [
    "นายก",
    "นายอำเภอ",
    "นายทะเบียน",
    "นายช่าง",
    "นายตำรวจ",
    "นายทหาร",
    "นายจ้าง",
    "นายหน้า",
    "นายด่าน",
    "นายสถานี",
    "นายตรวจ",
    "นายท้าย",
    "นายประกัน",
    "นายแบบ",
    "นายทุน",
    "นายหมู่",
    "นายหมวด",
    "นางพยาบาล",
    "นางแบบ",
    "นางรอง",
    "นางฟ้า",
    "นางสนอง",
    "คุณธรรม",
    "คุณ",
];

/// Offices, longest first where one begins another.
const POSITIONS: [&str; 40] = [
    "รองผู้กำกับการ",
    "รอง ผกก.",
    "ผู้กำกับการ",
    "ผกก.",
    "สารวัตรใหญ่",
    "รองสารวัตร",
    "รอง สว.",
    "สารวัตร",
    "สวป.",
    "สว.",
    "ผู้บังคับหมู่",
    "ผบ.หมู่",
    "ผู้บังคับการ",
    "ผบก.",
    "ผู้บัญชาการ",
    "ผบช.",
    "นายกองค์การบริหารส่วนตำบล",
    "นายก อบต.",
    "นายกองค์การบริหารส่วนจังหวัด",
    "นายก อบจ.",
    "รองนายกเทศมนตรี",
    "นายกเทศมนตรี",
    "ปลัดองค์การบริหารส่วนตำบล",
    "ปลัด อบต.",
    "รองปลัดเทศบาล",
    "ปลัดเทศบาล",
    "ปลัดอำเภอ",
    "รองผู้อำนวยการ",
    "ผู้อำนวยการ",
    "ผอ.",
    "หัวหน้าสำนักปลัด",
    "ผู้ว่าราชการจังหวัด",
    "รองผู้ว่าราชการจังหวัด",
    "นายอำเภอ",
    "อธิบดี",
    "ปลัดกระทรวง",
    "เลขาธิการ",
    "ผู้ใหญ่บ้าน",
    "กำนัน",
    "ประธานกรรมการ",
];

/// Words that begin what follows a name without a space.
const AFTER_NAME: [&str; 40] = [
    "ได้",
    "เป็น",
    "มี",
    "จะ",
    "ที่",
    "ใน",
    "ของ",
    "และ",
    "โดย",
    "เพื่อ",
    "จึง",
    "ให้",
    "ตาม",
    "ซึ่ง",
    "ประจำ",
    "ว่าด้วย",
    "กำหนด",
    "ดำเนิน",
    "ขอ",
    "สังกัด",
    "อำเภอ",
    "จังหวัด",
    "ตำบล",
    "หรือ",
    "เรื่อง",
    "ทั้ง",
    "พร้อม",
    "เมื่อ",
    "ไม่",
    "จัด",
    "แจ้ง",
    "รายงาน",
    "ประกาศ",
    "ตำแหน่ง",
    "ผู้",
    "ครั้ง",
    "แห่ง",
    "พ.ศ",
    "ต้อง",
    "เข้า",
];

/// The longest given name or surname taken, in letters, and the longest surname that begins like a word of a sentence.
const LONGEST_NAME: usize = 24;
const LONGEST_SURNAME: usize = 14;

/// Every name in a text, in order. Mentions do not overlap; the longer of two that begin together wins.
pub fn find_names(text: &str) -> Vec<NameMention> {
    let folded = Folded::spaced(text);
    let scanner = Scanner {
        text: folded.text(),
    };
    let mut starts: Vec<usize> = HEADS.as_ref().map_or_else(Vec::new, |heads| {
        heads
            .find_overlapping_iter(folded.text())
            .map(|hit| hit.start())
            .collect()
    });
    starts.sort_unstable();
    starts.dedup();
    let mut found = Vec::new();
    let mut free_from = 0;
    for start in starts {
        if start < free_from {
            continue;
        }
        if let Some(mut mention) = scanner.name_at(start) {
            free_from = mention.span.end;
            mention.span = folded.to_source(mention.span);
            found.push(mention);
        }
    }
    found
}

/// Every word that a name can begin with. `None` cannot happen: a fixed list of short words always builds.
static HEADS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let heads = TITLES
        .iter()
        .chain(&POSITIONS)
        .chain(&[ACTING])
        .chain(AGENCIES.iter().map(|(word, _)| word));
    AhoCorasick::new(heads).ok()
});

struct Scanner<'t> {
    text: &'t str,
}

impl<'t> Scanner<'t> {
    fn rest(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or("")
    }

    fn letter_before(&self, at: usize) -> bool {
        self.text
            .get(..at)
            .and_then(|before| before.chars().next_back())
            .is_some_and(|c| is_letter(c) || c == '.')
    }

    fn name_at(&self, at: usize) -> Option<NameMention> {
        self.person(at)
            .or_else(|| self.position(at))
            .or_else(|| self.agency(at))
    }

    /// Titles, then a given name, then a surname.
    fn person(&self, at: usize) -> Option<NameMention> {
        let mut next = at;
        if self.rest(at).starts_with(ACTING) {
            next = self.spaces(at + ACTING.len());
        }
        let first_title = next;
        while let Some(title) = TITLES
            .iter()
            .find(|title| self.rest(next).starts_with(**title))
        {
            // "นาย" inside a longer word is no title, nor are the offices that begin with it.
            let abbreviated = title.ends_with('.');
            if NOT_AFTER_TITLE
                .iter()
                .any(|word| word.len() > title.len() && self.rest(next).starts_with(word))
            {
                break;
            }
            if next == at && !abbreviated && self.is_inside_word(at, title) {
                return None;
            }
            if next == at && abbreviated && self.letter_before(at) {
                return None;
            }
            next = self.spaces(next + title.len());
            for suffix in ["หญิง", "(หญิง)"] {
                if self.rest(next).starts_with(suffix) && abbreviated {
                    next = self.spaces(next + suffix.len());
                }
            }
        }
        if next == first_title {
            return None;
        }
        let given = self.word(next, 2)?;
        let surname_at = self.spaces(given.end);
        if surname_at == given.end {
            return None;
        }
        let surname = self.surname(surname_at)?;
        let name = format!(
            "{} {}",
            self.text.get(given.clone())?,
            self.text.get(surname.clone())?
        );
        Some(NameMention {
            span: at..surname.end,
            kind: NameKind::Person,
            title: Some(self.text.get(at..next)?.trim_end().to_owned()),
            agency: None,
            name,
        })
    }

    /// Whether a title at `at` is the middle of a word: "ธนาคาร" has นา, "ของนาย" has not.
    fn is_inside_word(&self, at: usize, title: &str) -> bool {
        let before = self.text.get(..at).unwrap_or("");
        let Some((start, _)) = before
            .char_indices()
            .rev()
            .take(8)
            .take_while(|&(_, c)| is_letter(c))
            .last()
        else {
            return false;
        };
        let tail = &before[start..];
        tail.char_indices()
            .filter(|&(_, c)| starts_cell(c))
            .any(|(offset, _)| {
                let from = start + offset;
                longest_match(self.rest(from))
                    .is_some_and(|length| from + length > at && from + length != at + title.len())
            })
    }

    fn position(&self, at: usize) -> Option<NameMention> {
        let word = POSITIONS
            .iter()
            .find(|word| self.rest(at).starts_with(**word))?;
        if word.ends_with('.') && self.letter_before(at) {
            return None;
        }
        let mut end = at + word.len();
        if !word.ends_with('.') {
            // The rest of the title up to a space: "ผู้อำนวยการกองคลัง".
            end += self.letters(end, LONGEST_NAME * 2);
        }
        Some(NameMention {
            span: at..end,
            kind: NameKind::Position,
            title: None,
            agency: None,
            name: self.text.get(at..end)?.to_owned(),
        })
    }

    fn agency(&self, at: usize) -> Option<NameMention> {
        let (word, agency) = AGENCIES
            .iter()
            .filter(|(word, _)| self.rest(at).starts_with(word))
            .max_by_key(|(word, _)| word.len())?;
        let abbreviated = word.ends_with('.');
        if abbreviated && self.letter_before(at) {
            return None;
        }
        let name_at = if abbreviated {
            self.spaces(at + word.len())
        } else {
            at + word.len()
        };
        let name = self.word(name_at, 2)?;
        Some(NameMention {
            span: at..name.end,
            kind: NameKind::Agency,
            title: None,
            agency: Some(*agency),
            name: self.text.get(name)?.to_owned(),
        })
    }

    fn spaces(&self, at: usize) -> usize {
        self.text.len() - self.rest(at).trim_start_matches(' ').len()
    }

    /// Bytes of Thai letters from `at`, whole cells, at most so many letters.
    fn letters(&self, at: usize, longest: usize) -> usize {
        let rest = self.rest(at);
        rest.char_indices()
            .enumerate()
            .find(|&(count, (_, c))| !is_letter(c) || (count >= longest && starts_cell(c)))
            .map_or(rest.len(), |(_, (end, _))| end)
    }

    /// A surname. One that begins like a word of a sentence ("มีสุข", "ตามรอย") is one where nothing follows that goes
    /// on with the sentence.
    fn surname(&self, at: usize) -> Option<Range<usize>> {
        let length = self.letters(at, LONGEST_SURNAME);
        let after = self.rest(at + length).trim_start_matches(' ');
        let ends = after.is_empty()
            || after.starts_with(['\n', '(', ')', '/', '|', ',', '-'])
            || after.starts_with(|c: char| c.is_ascii_digit())
            || POSITIONS.iter().any(|word| after.starts_with(word));
        let word = self.word(at, 2);
        word.or_else(|| {
            let run = self.text.get(at..at + length)?;
            let begins_well = run.chars().next().is_some_and(starts_cell);
            let more_than_a_word = !AFTER_NAME.contains(&run);
            (ends && begins_well && more_than_a_word).then_some(at..at + length)
        })
    }

    /// One word of a name: Thai letters up to a space or to where words begin that no name has.
    fn word(&self, at: usize, shortest: usize) -> Option<Range<usize>> {
        let length = self.letters(at, LONGEST_NAME);
        let run = self.text.get(at..at + length)?;
        let end = run
            .char_indices()
            .skip(shortest)
            .filter(|&(_, c)| starts_cell(c))
            .find(|&(offset, _)| {
                let rest = &run[offset..];
                AFTER_NAME.iter().any(|word| begins_with_word(rest, word))
            })
            .map_or(run.len(), |(offset, _)| offset);
        let word = run.get(..end)?;
        let starts_well = run.chars().next().is_some_and(starts_cell);
        let is_function = AFTER_NAME.iter().any(|stop| begins_with_word(run, stop));
        (starts_well && !is_function && word.chars().count() >= shortest).then_some(at..at + end)
    }
}

/// Whether a text begins with a word to its last mark: "มี่" does not begin with "มี".
fn begins_with_word(text: &str, word: &str) -> bool {
    let rest = text.strip_prefix(word);
    rest.is_some_and(|rest| rest.chars().next().is_none_or(starts_cell))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names(text: &str, kind: NameKind) -> Vec<String> {
        find_names(text)
            .into_iter()
            .filter(|name| name.kind == kind)
            .map(|name| name.canonical())
            .collect()
    }

    #[test]
    fn persons_have_titles() {
        for (text, name) in [
            ("นายทดสอบ ระบบดี", "ทดสอบ ระบบดี"),
            ("(นางสาวตัวอย่าง  แบบเรียน)", "ตัวอย่าง แบบเรียน"),
            ("พ.ต.อ.สมมุติ นามสกุล ผกก.สภ.บ้านนา", "สมมุติ นามสกุล"),
            ("ว่าที่ ร.ต.อ.หญิง สมมุติ นามสกุล", "สมมุติ นามสกุล"),
            ("ผศ.ดร.สมมุติ นามสกุล", "สมมุติ นามสกุล"),
            ("นางอาหมี่ นามสกุล", "อาหมี่ นามสกุล"),
            ("พ.ต.ท.ทดสอบ มีสุข ผกก.", "ทดสอบ มีสุข"),
            ("นายทดสอบ ตามรอย", "ทดสอบ ตามรอย"),
        ] {
            assert_eq!(names(text, NameKind::Person), [name], "{text}");
        }
        for text in [
            "นายกเทศมนตรี และคณะ",
            "นายอำเภอเมือง กระบี่",
            "คุณธรรม ความโปร่งใส",
            "ธนาคาร ออมสิน",
            "นายทดสอบ ได้รับรางวัลที่หนึ่ง จากการแข่งขัน",
            "นายทดสอบ เป็น ประธาน",
        ] {
            assert_eq!(names(text, NameKind::Person), [""; 0], "{text}");
        }
    }

    #[test]
    fn agencies_have_types() {
        for (text, name) in [
            ("สภ.บ้านดง", "สถานีตำรวจภูธรบ้านดง"),
            ("สถานีตำรวจภูธรบ้านดงได้ดำเนินการ", "สถานีตำรวจภูธรบ้านดง"),
            (
                "องค์การบริหารส่วนตำบลหนองใหม่ อำเภอ",
                "องค์การบริหารส่วนตำบลหนองใหม่",
            ),
            ("อบต. หนองใหม่", "องค์การบริหารส่วนตำบลหนองใหม่"),
        ] {
            assert_eq!(names(text, NameKind::Agency)[0], name, "{text}");
        }
    }

    #[test]
    fn positions() {
        assert_eq!(
            names("ผู้อำนวยการกองคลัง", NameKind::Position),
            ["ผู้อำนวยการกองคลัง"]
        );
        assert_eq!(names("นายกเทศมนตรี", NameKind::Position), ["นายกเทศมนตรี"]);
    }

    proptest! {
        #[test]
        fn never_panics_and_spans_are_whole(text in "[ก-ฮะ-ฺเ-๎ .นายสภพ.ต.อ.ว่าที่]{0,40}") {
            for name in find_names(&text) {
                prop_assert!(text.get(name.span.clone()).is_some());
            }
        }
    }
}
