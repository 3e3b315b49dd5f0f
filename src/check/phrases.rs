//! Every phrase of a rule set, searched in one pass per document.

use std::collections::HashMap;
use std::ops::Range;

use crate::index::{Indexed, UnitKind};
use crate::result::Match;
use crate::rules::model::{Condition, Item, RuleSet};
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
    "ยังไม่รายงาน",
    "ยังไม่สรุป",
    "ยังไม่ประเมิน",
    "ยังไม่อนุมัติ",
    "ยังไม่มอบหมาย",
    "ยังไม่อัปโหลด",
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
    "กำลังจะจัดทำ",
    "รอข้อมูล",
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
    "จะนำส่งภายหลัง",
    "เพิ่มเติมภายหลัง",
    "เติมภายหลัง",
    "ตามมาภายหลัง",
    "โปรดรอ",
    "โปรดติดตามเร็ว ๆ นี้",
    "รอดำเนินการ",
    "รอการจัดทำ",
    "จะจัดทำ",
    "จะดำเนินการภายหลัง",
    "ไม่ได้จัดทำ",
    "ไม่ได้ดำเนินการ",
    "มิได้จัดทำ",
    "มิได้ดำเนินการ",
    "ไม่ได้ติดตั้ง",
    "ไม่มีแผนจัดทำ",
    "ไม่มีแผนติดตั้ง",
    "ไม่มีแผนดำเนินการ",
    "ถอดออกแล้ว",
    "ปลดออกแล้ว",
    "รื้อออกแล้ว",
    "ปิดให้บริการ",
    "งดให้บริการ",
    "ยกเลิกการให้บริการ",
    "เปิดให้บริการเร็ว ๆ นี้",
    "ขอขยายเวลา",
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

/// The phrases of one rule set.
#[derive(Debug)]
pub struct Phrases {
    ids: HashMap<String, usize>,
    searcher: Searcher,
}

impl Phrases {
    /// Collects every phrase a rule set can ask for.
    pub fn of(rules: &RuleSet) -> Self {
        let mut list: Vec<String> = NOT_YET
            .iter()
            .chain(TEMPLATE)
            .map(|phrase| (*phrase).to_owned())
            .collect();
        list.extend(rules.recognise.iter().cloned());
        for item in &rules.items {
            list.extend(titles(item).map(|(title, _)| title.to_owned()));
            list.extend(item.profile.iter().cloned());
            list.extend(item.not_profile.iter().cloned());
            for requirement in &item.requirements {
                collect(&requirement.condition, &mut list);
                if let Some(when) = &requirement.when {
                    collect(when, &mut list);
                }
            }
        }
        list.retain(|phrase| !phrase.trim().is_empty());
        list.sort();
        list.dedup();
        let searcher = Searcher::new(&list);
        Phrases {
            ids: list
                .into_iter()
                .enumerate()
                .map(|(id, phrase)| (phrase, id))
                .collect(),
            searcher,
        }
    }

    /// Searches a document for all of them.
    pub fn search(&self, document: &Indexed) -> Hits {
        let mut by_phrase = vec![Vec::new(); self.ids.len()];
        let in_one_cell = |found: &Found| {
            let source = found.source();
            let (first, last) = (document.unit_at(source.start), document.unit_at(source.end));
            let is_cell = |unit: usize| {
                let unit = document.units.get(unit);
                unit.is_some_and(|unit| matches!(unit.kind, UnitKind::Cell { .. }))
            };
            first == last || !(is_cell(first) || is_cell(last))
        };
        let found = self.searcher.find(&document.text).into_iter();
        // Two cells are no phrase: "ไตรมาส 2" beside "ไตรมาส 3" is not "2 ไตรมาส".
        for found in found.filter(in_one_cell) {
            if let Some(list) = by_phrase.get_mut(found.phrase()) {
                list.push(Hit::from(found));
            }
        }
        let mut hits = Hits {
            by_phrase,
            not_yet: Vec::new(),
            template: Vec::new(),
        };
        hits.not_yet = self.places(&hits, NOT_YET);
        let pending = document.units.iter().filter(|unit| {
            let text = document.text.source().get(unit.span.clone());
            text.is_some_and(is_pending)
        });
        hits.not_yet.extend(pending.map(|unit| unit.span.clone()));
        hits.template = self.places(&hits, TEMPLATE);
        hits
    }

    fn places(&self, hits: &Hits, phrases: &[&str]) -> Vec<Range<usize>> {
        let found = phrases.iter().flat_map(|phrase| self.hits(hits, phrase));
        found.map(|hit| hit.span.clone()).collect()
    }

    /// Where a phrase stands; nothing for one that no rule has.
    pub fn hits<'h>(&self, hits: &'h Hits, phrase: &str) -> &'h [Hit] {
        self.ids
            .get(phrase)
            .and_then(|id| hits.by_phrase.get(*id))
            .map_or(&[], Vec::as_slice)
    }

    /// Where phrases stand with spelling slips; only asked when the exact search found none of them.
    pub fn approximate(&self, document: &Indexed, phrases: &[&str]) -> Vec<Hit> {
        let ids: Vec<usize> = phrases
            .iter()
            .filter_map(|phrase| self.ids.get(*phrase).copied())
            .collect();
        self.searcher
            .find_approximate(&document.text, &ids)
            .into_iter()
            .map(Hit::from)
            .collect()
    }
}

/// Whether a text is a note in brackets in the place of what is still to come: "(อยู่ระหว่างเรียบเรียง)".
fn is_pending(text: &str) -> bool {
    const STILL: &[&str] = &["อยู่ระหว่าง", "กำลัง", "รอ", "ยังไม่", "ยังมิได้", "จะ", "เร็ว ๆ นี้"];
    // Deputies, rounds and manpower stand in brackets more often than notes do.
    const OTHERS: &[&str] = &[
        "รอง",
        "รอบ",
        "รอย",
        "รอด",
        "กำลังพล",
        "กำลังคน",
        "กำลังตำรวจ",
        "กำลังเจ้าหน้าที่",
    ];
    let note = text
        .trim()
        .strip_prefix(['(', '[', '*', '<'])
        .and_then(|rest| rest.strip_suffix([')', ']', '*', '>']));
    note.map(str::trim_start).is_some_and(|note| {
        let begins = |words: &[&str]| words.iter().any(|word| note.starts_with(word));
        begins(STILL) && !begins(OTHERS)
    })
}

/// The titles an item is known by, each with whether it is the official one. The nominal prefix of a
/// title comes and goes: การรายงานผล, รายงานผล.
pub fn titles(item: &Item) -> impl Iterator<Item = (&str, bool)> {
    const PREFIXES: &[&str] = &["การ", "ข้อมูล"];
    let bare = PREFIXES
        .iter()
        .filter_map(|prefix| item.title.th.strip_prefix(prefix))
        .filter(|bare| bare.chars().count() >= BARE_TITLE);
    std::iter::once(item.title.th.as_str())
        .chain(bare)
        .map(|title| (title, true))
        .chain(item.aliases.iter().map(|alias| (alias.as_str(), false)))
}

/// Characters a title must have left without its prefix to be unmistakable.
const BARE_TITLE: usize = 20;

/// What was found in one document, by phrase.
#[derive(Debug)]
pub struct Hits {
    by_phrase: Vec<Vec<Hit>>,
    /// Places of [`NOT_YET`], which every other hit is compared with.
    pub(crate) not_yet: Vec<Range<usize>>,
    /// Places of [`TEMPLATE`].
    pub(crate) template: Vec<Range<usize>>,
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

/// Every phrase a condition asks for.
fn collect(condition: &Condition, list: &mut Vec<String>) {
    let mut add = |phrases: &[String]| list.extend(phrases.iter().cloned());
    match condition {
        Condition::Text(text) => {
            text.groups.iter().for_each(|group| add(group));
            add(&text.unless);
        }
        Condition::Table(table) => {
            add(&table.or_says_none);
            table.rows_with.iter().for_each(|group| add(group));
        }
        Condition::Period(period) => add(&period.near),
        Condition::Count(count) => {
            add(&count.near);
            add(&count.unless);
        }
        Condition::Contact(contact) => add(&contact.near),
        Condition::Date(date) => add(&date.near),
        Condition::Signature(signature) => {
            add(&signature.positions);
            add(&signature.in_document_with);
        }
        Condition::Image(image) => add(&image.near),
        Condition::Language(language) => add(&language.phrases),
        Condition::Link(link) => {
            add(&link.near);
            add(&link.or_says);
            add(&link.unless);
        }
        Condition::Follows(follows) => {
            add(&follows.with);
            add(&follows.unless);
        }
        Condition::All(list_of) | Condition::Any(list_of) | Condition::AtLeast(_, list_of) => {
            for condition in list_of {
                collect(condition, list);
            }
        }
        Condition::Format(_) | Condition::Sum(_) | Condition::Human(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::is_pending;

    #[test]
    fn a_note_in_brackets_is_told_from_a_position_a_round_and_manpower() {
        for note in ["(อยู่ระหว่างเรียบเรียง)", "(รอข้อมูลจากเจ้าหน้าที่)", "[กำลังปรับปรุง]"]
        {
            assert!(is_pending(note), "{note}");
        }
        for label in ["(รองผู้กำกับการ)", "(รอบ 6 เดือนแรก)", "(กำลังพล 78 นาย)"]
        {
            assert!(!is_pending(label), "{label}");
        }
    }
}
