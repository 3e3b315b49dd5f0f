//! Every phrase of a rule set, searched in one pass per document.

use std::ops::Range;
use std::sync::OnceLock;

use super::contact::Contacts;
use super::required::Required;
use crate::index::{Indexed, UnitKind};
use crate::result::Match;
use crate::rules::model::{Pattern, PhraseList, RuleSet};
use crate::thai::awaited::{is_awaited, is_to_come};
use crate::thai::search::{Found, Matched, Searcher};

/// Statements that something is not there yet. A phrase beside one of them is a promise, not evidence.
/// Rules may add their own; "ไม่มี" alone is not among them, since "ไม่มีเรื่องร้องเรียน" is an answer.
pub(crate) const NOT_YET: &[&str] = &[
    "ยังไม่ได้",
    "ยังไม่มี",
    "ยังไม่เปิด",
    "ยังไม่แล้วเสร็จ",
    "ยังไม่เสร็จ",
    "ยังไม่ครบ",
    "ยังไม่พร้อม",
    "ยังไม่ถึง",
    "ยังไม่เริ่ม",
    "ยังไม่จัดทำ",
    "ยังไม่ดำเนินการ",
    "ยังไม่กำหนด",
    "ยังไม่แต่งตั้ง",
    "ยังไม่ประกาศ",
    "ยังไม่เผยแพร่",
    "ยังไม่สามารถ",
    "ยังไม่ติดตั้ง",
    "ยังไม่เรียบร้อย",
    "ยังไม่สมบูรณ์",
    "ยังไม่ปรากฏ",
    "ยังไม่ออก",
    "ยังไม่ส่ง",
    "ยังไม่จัด",
    "ยังไม่ทำ",
    "ยังไม่ลง",
    "ยังไม่นำ",
    "ยังมิได้",
    "ยังไม่รายงาน",
    "ยังไม่สรุป",
    "ยังไม่ประเมิน",
    "ยังไม่อนุมัติ",
    "ยังไม่มอบหมาย",
    "ยังไม่อัปโหลด",
    "ยังรวบรวมไม่",
    "ยังจัดทำไม่",
    "ยังทำไม่เสร็จ",
    "ยังทำไม่แล้วเสร็จ",
    "ยังทำไม่ครบ",
    "ยังสรุปไม่",
    "ยังเขียนไม่",
    "ยังร่างไม่",
    "ยังยกร่างไม่",
    "ยังแปลไม่",
    "ยังเก็บไม่",
    "อยู่ระหว่างจัดทำ",
    "อยู่ระหว่างการจัดทำ",
    "อยู่ระหว่างดำเนินการจัดทำ",
    "อยู่ระหว่างพัฒนา",
    "อยู่ระหว่างการพัฒนา",
    "อยู่ระหว่างปรับปรุง",
    "อยู่ระหว่างการปรับปรุง",
    "อยู่ระหว่างยกร่าง",
    "อยู่ระหว่างการยกร่าง",
    "อยู่ระหว่างรวบรวม",
    "อยู่ระหว่างเก็บข้อมูล",
    "อยู่ระหว่างนำเข้าข้อมูล",
    "อยู่ระหว่างเสนอ",
    "อยู่ระหว่างขออนุมัติ",
    "อยู่ระหว่างคัดเลือก",
    "อยู่ระหว่างแต่งตั้ง",
    "อยู่ระหว่างแปล",
    "กำลังปรับปรุง",
    "กำลังจัดทำ",
    "กำลังรวบรวม",
    "กำลังยกร่าง",
    "กำลังแปล",
    "กำลังเขียน",
    "โปรดกลับมาใหม่",
    "โปรดกลับมาดูใหม่",
    "กำลังตรวจทาน",
    "กำลังเรียบเรียง",
    "กำลังเตรียมข้อมูล",
    "กำลังจะจัดทำ",
    "รอข้อมูล",
    "รอยอด",
    "รอตัวเลข",
    "รอสถิติ",
    "รอรายงาน",
    "รอการรายงาน",
    "รอรวบรวม",
    "รอการรวบรวม",
    "รอสรุป",
    "รอเอกสาร",
    "รอลงข้อมูล",
    "รอภาพ",
    "รอการแต่งตั้ง",
    "รอแต่งตั้ง",
    "รออนุมัติ",
    "รอการอนุมัติ",
    "จะนำขึ้นภายหลัง",
    "จะนำลงภายหลัง",
    "จะเผยแพร่ภายหลัง",
    "จะแจ้งภายหลัง",
    "จะแจ้งให้ทราบภายหลัง",
    "จะเพิ่มเติมภายหลัง",
    "จะลงให้ภายหลัง",
    "จะลงภายหลัง",
    "จะติดตั้งภายหลัง",
    "จะแนบภายหลัง",
    "จะส่งภายหลัง",
    "จะส่งให้ภายหลัง",
    "จะใส่ภายหลัง",
    "จะนำขึ้นหน้า",
    "จะนำขึ้นเว็บ",
    "จะนำลงหน้า",
    "จะนำลงเว็บ",
    "จะนำส่งภายหลัง",
    "เพิ่มเติมภายหลัง",
    "เพิ่มเติมในภายหลัง",
    "จะนำเรียนเพิ่มเติม",
    "ยังตรวจยอดไม่",
    "เติมภายหลัง",
    "ตามมาภายหลัง",
    "โปรดรอ",
    "โปรดติดตามเร็ว ๆ นี้",
    "รอดำเนินการ",
    "รอการจัดทำ",
    "จะจัดทำ",
    "จะรวบรวมผล",
    "จะประกาศอีกครั้ง",
    "จะแจ้งอีกครั้ง",
    "จะดำเนินการภายหลัง",
    "ไม่ได้จัดทำ",
    "ไม่ได้ดำเนินการ",
    "มิได้จัดทำ",
    "มิได้ดำเนินการ",
    "ไม่ได้ติดตั้ง",
    "ไม่มีแผนจัดทำ",
    "ไม่มีแผนติดตั้ง",
    "ไม่มีแผนดำเนินการ",
    "ทำรายงานไม่ทัน",
    "จัดทำไม่ทัน",
    "รวบรวมไม่ทัน",
    "ขอข้ามไป",
    "ถูกปิดกั้น",
    "ถูกแฮ็ก",
    "ถูกแฮก",
    "ปีนี้จึงไม่ทำ",
    "ปีนี้ไม่ทำ",
    "ปีนี้ไม่ได้ทำ",
    "ปีนี้งดทำ",
    "ถอดออกแล้ว",
    "ปลดออกแล้ว",
    "รื้อออกแล้ว",
    "ปิดให้บริการ",
    "งดให้บริการ",
    "ยกเลิกการให้บริการ",
    "เปิดให้บริการเร็ว ๆ นี้",
    "ขอขยายเวลา",
    "ให้ทราบต่อไป",
    "ไม่ดำเนินการในปี",
    "ยกเลิก ไม่ดำเนินการ",
    "coming soon",
    "to be announced",
    "to be added",
    "under construction",
    "not yet",
];

/// Instructions of a template that nobody filled in.
pub(crate) const TEMPLATE: &[&str] = &[
    "พิมพ์ข้อความที่นี่",
    "กรอกข้อความที่นี่",
    "พิมพ์ข้อความ",
    "ใส่ข้อความ",
    "ระบุข้อความ",
    "(ตัวอย่าง)",
    "(ตัวอย่างข้อความ",
    "ใส่ลิงก์",
    "ใส่ลิ้งค์",
    "ใส่ลิงค์",
    "ให้หน่วยใส่",
    "ให้หน่วยงานใส่",
    "ให้หน่วยระบุ",
    "ให้หน่วยงานระบุ",
    "ติดรูปที่นี่",
    "(ติดรูป)",
    "(ติดภาพ)",
    "(แนบภาพ)",
    "ให้หน่วยงานกรอก",
    "ให้หน่วยกรอก",
    "ให้หน่วยพิมพ์",
    "ให้หน่วยงานพิมพ์",
    "แทรกภาพ",
    "แทรกรูป",
    "ใส่ภาพ",
    "ใส่รูป",
    "แนบรูปที่นี่",
    "วางรูปที่นี่",
    "วางภาพ",
    "วางรูป",
    "[ภาพ]",
    "[รูป]",
    "(ระบุ)",
    "ระบุชื่อ",
    "ใส่ชื่อ",
    "ระบุวันที่ที่นี่",
    "คลิกหรือแตะที่นี่",
    "click or tap",
    "click here to enter",
    "insert text",
    "insert photo",
    "lorem ipsum",
];

/// The phrases of one rule set, ready to be searched for.
#[derive(Debug)]
pub struct Phrases {
    searcher: Searcher,
    /// How many of them are of the rule set; [`NOT_YET`] follows, then [`TEMPLATE`].
    own: usize,
    /// What the regular expressions of the rule set need.
    required: Required,
}

impl Phrases {
    /// Prepares every phrase a rule set can ask for.
    pub fn of(rules: &RuleSet) -> Self {
        let own = rules.phrases.iter().map(String::as_str);
        let general = NOT_YET.iter().chain(TEMPLATE).copied();
        Phrases {
            searcher: Searcher::new(own.chain(general)),
            own: rules.phrases.len(),
            required: Required::of(&rules.patterns),
        }
    }

    /// Searches a document for all of them.
    pub fn search(&self, document: &Indexed) -> Hits {
        let in_one_cell = |found: &Found| {
            let source = found.source();
            let (first, last) = (document.unit_at(source.start), document.unit_at(source.end));
            let is_cell = |unit: usize| {
                let unit = document.units.get(unit);
                unit.is_some_and(|unit| matches!(unit.kind, UnitKind::Cell { .. }))
            };
            first == last || !(is_cell(first) || is_cell(last))
        };
        // Two cells are no phrase: "ไตรมาส 2" beside "ไตรมาส 3" is not "2 ไตรมาส".
        let mut found = self.searcher.find(&document.text);
        found.retain(in_one_cell);
        // Stable, so that the places of each phrase stay in order.
        found.sort_by_key(Found::phrase);
        let end_of = |phrase: usize| found.partition_point(|found| found.phrase() < phrase);
        let general = [self.own, self.own + NOT_YET.len(), self.searcher.len()].map(end_of);
        let places = |range: Range<usize>| -> Vec<Range<usize>> {
            let found = found.get(range).unwrap_or_default();
            found.iter().map(Found::source).collect()
        };
        let mut not_yet = places(general[0]..general[1]);
        let mut template = places(general[1]..general[2]);
        let pending = document.units.iter().filter(|unit| {
            let text = document.text.source().get(unit.span.clone());
            text.is_some_and(is_pending)
        });
        let pending: Vec<Range<usize>> = pending.map(|unit| unit.span.clone()).collect();
        not_yet.extend(pending.iter().cloned());
        template.extend(pending);
        found.truncate(general[0]);
        let mut starts = vec![0; self.own + 1];
        for found in &found {
            if let Some(count) = starts.get_mut(found.phrase() + 1) {
                *count += 1;
            }
        }
        let mut before = 0;
        for start in &mut starts {
            before += *start;
            *start = before;
        }
        Hits {
            starts,
            hits: found.into_iter().map(Hit::from).collect(),
            patterns: self.patterns_of(document),
            contacts: Contacts::default(),
            links: OnceLock::new(),
            not_yet,
            template,
        }
    }

    fn patterns_of(&self, document: &Indexed) -> Vec<Matches> {
        let units = 0..document.units.len();
        let texts = units.map(|unit| document.unit_in_arabic_digits(unit));
        let possible = self.required.possible(texts).into_iter();
        let matches = possible.map(|units| Matches {
            units,
            found: OnceLock::new(),
        });
        matches.collect()
    }

    /// Where phrases stand with spelling slips; only asked when the exact search found none of them.
    pub fn approximate(&self, document: &Indexed, phrases: &PhraseList) -> Vec<Hit> {
        let numbers: Vec<usize> = phrases.numbers().iter().map(|&n| n as usize).collect();
        let found = self.searcher.find_approximate(&document.text, &numbers);
        found.into_iter().map(Hit::from).collect()
    }
}

/// Characters of a short note: "(เล่มหน้าค่อยใส่ รอแต่ละงานส่งหัวข้อ)".
const NOTE: usize = 60;

/// Whether a text is a note in brackets in the place of what is still to come or stands elsewhere: "(อยู่ระหว่างเรียบเรียง)",
/// "(รายละเอียดตามเอกสารแนบ)".
fn is_pending(text: &str) -> bool {
    const ELSEWHERE: &[&str] = &[
        "รายละเอียดตาม",
        "รายละเอียดปรากฏตาม",
        "รายละเอียดอยู่ใน",
        "รายละเอียดดู",
        "ปรากฏตาม",
        "ตามเอกสารแนบ",
        "ตามไฟล์แนบ",
        "ตามแนบ",
        "ตามที่แนบ",
        "ดูเอกสารแนบ",
        "ดูไฟล์แนบ",
        "ดูเล่ม",
        "อยู่ในเล่ม",
        "แยกเล่ม",
        "แยกไฟล์",
    ];
    let note = text
        .trim()
        .strip_prefix(['(', '[', '*', '<'])
        .and_then(|rest| rest.strip_suffix([')', ']', '*', '>']))
        .filter(|note| !note.contains(['(', ')']));
    note.map(str::trim_start).is_some_and(|note| {
        let mut clauses = note.split(' ');
        let awaited = note.chars().count() <= NOTE && clauses.any(is_awaited);
        is_to_come(note) || awaited || ELSEWHERE.iter().any(|word| note.starts_with(word))
    })
}

/// What was found in one document.
#[derive(Debug)]
pub struct Hits {
    /// Where the hits of each phrase begin in `hits`, by its number; at last their count.
    starts: Vec<usize>,
    /// By phrase, then by place.
    hits: Vec<Hit>,
    /// Of each regular expression, by its number.
    patterns: Vec<Matches>,
    /// Where contact details stand, searched for when they are first asked.
    pub(super) contacts: Contacts,
    /// Units with a web address and hyperlinks, looked for when they are first asked.
    pub(super) links: OnceLock<Vec<usize>>,
    /// Places of [`NOT_YET`], which every other hit is compared with.
    pub(crate) not_yet: Vec<Range<usize>>,
    /// Places of [`TEMPLATE`], and of notes that stand in the place of a text.
    pub(crate) template: Vec<Range<usize>>,
}

/// Where a regular expression matches.
#[derive(Debug)]
struct Matches {
    /// Units it may match.
    units: Vec<usize>,
    /// Searched for when it is first asked.
    found: OnceLock<Vec<(usize, Hit)>>,
}

impl Hits {
    /// Where the phrase with a number stands.
    pub fn of(&self, number: u32) -> &[Hit] {
        let number = number as usize;
        match (self.starts.get(number), self.starts.get(number + 1)) {
            (Some(&start), Some(&end)) => self.hits.get(start..end).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Where any of the phrases stands, one after the other.
    pub fn of_any(&self, phrases: &PhraseList) -> impl Iterator<Item = &Hit> {
        phrases.numbers().iter().flat_map(|number| self.of(*number))
    }

    /// Where a regular expression matches, the first of each unit, with the unit.
    pub(super) fn of_pattern(&self, pattern: &Pattern, document: &Indexed) -> &[(usize, Hit)] {
        let Some(Matches { units, found }) = self.patterns.get(pattern.number) else {
            return &[];
        };
        found.get_or_init(|| matching(pattern, document, units))
    }
}

fn matching(pattern: &Pattern, document: &Indexed, units: &[usize]) -> Vec<(usize, Hit)> {
    if units.is_empty() {
        return Vec::new();
    }
    let Some(regex) = pattern.regex() else {
        return Vec::new();
    };
    let found = units.iter().filter_map(|&number| {
        let unit = document.units.get(number)?;
        let text = document.unit_in_arabic_digits(number);
        let found = regex.find(text)?.range();
        // Digits have other lengths in Thai: the letters are counted.
        let own = document.unit_text(number);
        let place = |at: usize| {
            let letters = text.get(..at).map_or(0, |before| before.chars().count());
            unit.span.start + super::prefix(own, letters)
        };
        let hit = Hit {
            span: place(found.start)..place(found.end),
            matched: Match::Folded,
            distance: 0,
        };
        Some((number, hit))
    });
    found.collect()
}

/// One place where a phrase stands.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Bytes of the source text.
    pub span: Range<usize>,
    /// How it was found.
    pub matched: Match,
    /// Differing characters.
    pub distance: u32,
}

impl From<Found> for Hit {
    fn from(found: Found) -> Self {
        let matched = match found.matched {
            Matched::Exact => Match::Exact,
            Matched::Folded => Match::Folded,
            Matched::Fuzzy => Match::Fuzzy,
        };
        Hit {
            span: found.source(),
            matched,
            distance: u32::from(found.distance),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_pending;

    #[test]
    fn a_note_in_brackets_is_told_from_a_position_a_round_and_manpower() {
        for note in [
            "(อยู่ระหว่างเรียบเรียง)",
            "(รอข้อมูลจากเจ้าหน้าที่)",
            "[กำลังปรับปรุง]",
            "(รายละเอียดตามเอกสารแนบ)",
        ] {
            assert!(is_pending(note), "{note}");
        }
        for label in ["(รองผู้กำกับการ)", "(รอบ 6 เดือนแรก)", "(กำลังพล 78 นาย)"]
        {
            assert!(!is_pending(label), "{label}");
        }
    }
}
