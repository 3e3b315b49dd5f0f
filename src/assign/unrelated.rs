//! Documents that answer no item of the list, whatever they name.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::path::stem;
use super::sections::BEGINNING;
use crate::check::phrases::Hits;
use crate::document::{Warning, WarningCode};
use crate::index::{Indexed, UnitKind};
use crate::thai::chars::{is_alphanumeric, is_numeric};
use crate::thai::codes::{Certainty, CodeMention, Scheme, find_codes};
use crate::thai::dates::Precision;
use crate::thai::fold::fold;
use crate::thai::names::{AgencyType, NameMention, find_names};

/// Longest covering letter, in characters, and the points of its own that it may list.
const LETTER: usize = 900;
const LETTER_POINTS: usize = 3;

/// Least number of blanks, and least share of what is no title, for a form that nobody filled in.
const BLANKS: usize = 4;
const BLANK: f64 = 0.4;

/// Lines beside the heads of an empty table: what it is, and for whom.
const TITLES: usize = 3;

/// Longest line that names who issues a document, in characters; lines at the top where the name may stand alone; and
/// least similarity of two spellings of a name.
const HEAD: usize = 90;
const LETTERHEAD: usize = 3;
const SAME_NAME: f64 = 0.8;

/// Most of an agency's documents that others issued, as a share.
const STRANGERS: f64 = 0.5;

/// Why a document is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unrelated {
    /// It only sends other documents.
    CoverLetter,
    /// It is numbered for the list of another ministry.
    OtherScheme,
    /// Most of it is blanks that nobody filled in.
    BlankForm,
    /// It says that it is a sample.
    Sample,
    /// Another agency issued it.
    OtherAgency,
    /// It only says that something is not ready or was not done, asks for time to make it, or for what has not come.
    AsksForTime,
}

impl Unrelated {
    /// What a document is, if it answers nothing by its kind.
    pub(super) fn of(
        document: &Indexed,
        hits: &Hits,
        own: Scheme,
        stranger: bool,
        agency: Option<&str>,
    ) -> Option<Self> {
        // What an agency of this list heads with its own name it may have numbered by another list.
        let heads = |agency: &str| names_at_head(document, agency);
        if is_foreign(document, own) && !agency.is_some_and(heads) {
            Some(Self::OtherScheme)
        } else if is_cover_letter(document) {
            Some(Self::CoverLetter)
        } else if is_blank_form(document, hits) || is_empty_table(document) {
            Some(Self::BlankForm)
        } else if is_sample(document) {
            Some(Self::Sample)
        } else if asks_for_time(document) || says_nothing_was_done(document) {
            Some(Self::AsksForTime)
        } else {
            stranger.then_some(Self::OtherAgency)
        }
    }

    /// The same for the reader of the results.
    pub(super) fn warning(self) -> Warning {
        let code = match self {
            Self::CoverLetter => WarningCode::CoverLetter,
            Self::OtherScheme => WarningCode::OtherScheme,
            Self::BlankForm => WarningCode::BlankForm,
            Self::Sample => WarningCode::Sample,
            Self::OtherAgency => WarningCode::OtherAgency,
            Self::AsksForTime => WarningCode::AsksForTime,
        };
        Warning::of_file(code, "")
    }
}

/// Whether a document only sends others: a memo that names what it encloses and has nothing of it.
fn is_cover_letter(document: &Indexed) -> bool {
    const SENDS: &[&str] = &[
        "ขอส่ง",
        "ขอนำส่ง",
        "ขอจัดส่ง",
        "ส่งเอกสาร",
        "จัดส่งข้อมูล",
        "รวบรวมเอกสาร",
        "ส่งมาพร้อม",
        "มาพร้อมนี้",
        "มาพร้อมหนังสือนี้",
        "สิ่งที่ส่งมาด้วย",
        "เอกสารแนบ",
        "ที่แนบมา",
        "ตามที่แนบ",
        "ดังแนบ",
        "ได้แนบ",
        "ตามแนบ",
    ];
    let texts = || (0..document.units.len()).map(|unit| document.unit_text(unit));
    let length: usize = texts().map(|text| text.chars().count()).sum();
    let bare = document.units.iter().all(|unit| {
        !matches!(
            unit.kind,
            UnitKind::Cell { .. } | UnitKind::Picture { real: true }
        )
    });
    let says = |words: &[&str]| {
        let words: Vec<String> = words.iter().map(|word| fold(word)).collect();
        texts().any(|text| {
            let folded = fold(text);
            words.iter().any(|word| folded.contains(word))
        })
    };
    bare && length <= LETTER
        && says(&["เรียน", "ถึง"])
        && says(&["เรื่อง", "บันทึกข้อความ"])
        && says(SENDS)
        && texts().filter(|text| numbered(text)).count() < LETTER_POINTS
}

/// Whether most of a document is blanks to be filled in, notes where to put what, or entries of a list of contents.
fn is_blank_form(document: &Indexed, hits: &Hits) -> bool {
    let notes: BTreeSet<usize> = hits
        .template
        .iter()
        .map(|note| document.unit_at(note.start))
        .collect();
    let units = document.units.iter().enumerate();
    let asked = units.filter(|(number, unit)| {
        let title = matches!(
            unit.kind,
            UnitKind::Heading | UnitKind::Margin | UnitKind::Cell { header: true }
        );
        !title && !document.unit_text(*number).trim().is_empty()
    });
    let (blank, all) = asked.fold((0_usize, 0_usize), |(blank, all), (number, unit)| {
        let is_blank = unit.blank || notes.contains(&number);
        (blank + usize::from(is_blank), all + 1)
    });
    is_named_blank(&document.path) || blank >= BLANKS && blank as f64 >= BLANK * all as f64
}

/// Whether a file name says that it is a form to be filled in: "แบบรายงานผล (แบบเปล่า)".
fn is_named_blank(path: &str) -> bool {
    const BLANK_FORM: &[&str] = &["แบบเปล่า", "ฟอร์มเปล่า", "แบบว่าง", "ฟอร์มว่าง", "(เปล่า)"];
    let name = fold(stem(path));
    BLANK_FORM.iter().any(|word| name.contains(word))
}

/// Whether a document is the heads of tables without any row, of no month: forms are printed for their year.
fn is_empty_table(document: &Indexed) -> bool {
    let tables = document.tables.iter().all(|table| table.empty);
    let said = document.units.iter().enumerate().filter(|(number, unit)| {
        let label = unit.unfilled || unit.blank || unit.kind == UnitKind::Heading;
        !label && document.unit_text(*number).trim().chars().count() > 1
    });
    let mut dates = document.dates.iter();
    let dated = dates.any(|date| date.precision != Precision::Year) || !document.months.is_empty();
    // Of a page of photographs they are what it shows.
    let shows = (0..document.units.len()).any(|unit| document.is_photograph(unit));
    !document.tables.is_empty() && tables && !dated && !shows && said.count() <= TITLES
}

/// Whether a document says at its head that it is a sample.
fn is_sample(document: &Indexed) -> bool {
    const SAMPLE: &[&str] = &["ตัวอย่าง", "(ตัวอย่าง)", "เอกสารตัวอย่าง"];
    const OTHERS: &[&str] = &["ตัวอย่างจาก", "(ตัวอย่างจาก", "ตัวอย่างของหน่วย", "ตัวอย่างของสถานี"];
    const ENGLISH: &[&str] = &["sample", "specimen", "template"];
    let beginning = document.units.iter().enumerate().take(BEGINNING);
    let mut lines = beginning.filter(|(_, unit)| !matches!(unit.kind, UnitKind::Cell { .. }));
    let marked = |text: &str| {
        let text = fold(text);
        let text = text.as_str();
        let english = text.strip_prefix('(').unwrap_or(text);
        // In brackets before the title, or as a line of its own; "SAMPLE - Policy of [station]".
        text.starts_with("(ตัวอย่าง)")
            || OTHERS.iter().any(|word| text.starts_with(word))
            || SAMPLE.iter().any(|word| text == fold(word))
            || ENGLISH.iter().any(|word| {
                let rest = english.strip_prefix(word);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', ':', ')', ']']))
            })
    };
    lines.any(|(number, _)| marked(document.unit_text(number)))
}

/// Whether a document says at its beginning that nothing has been done.
fn says_nothing_was_done(document: &Indexed) -> bool {
    const NOTHING: &[&str] = &[
        "ยังไม่ได้ดำเนินกิจกรรมใด",
        "ยังไม่ได้ดำเนินการใด",
        "ยังไม่ได้จัดกิจกรรมใด",
        "ยังไม่มีกิจกรรมใด",
        "ยังไม่มีการจัดกิจกรรม",
        "ยังไม่มีการดำเนินการใด",
        "ยังไม่มีการดำเนินกิจกรรม",
        "ยังมิได้ดำเนินการใด",
        "ยังมิได้ดำเนินกิจกรรม",
    ];
    let nothing: Vec<String> = NOTHING.iter().map(|words| fold(words)).collect();
    (0..document.units.len().min(BEGINNING)).any(|unit| {
        let text = fold(document.unit_text(unit));
        nothing.iter().any(|words| text.contains(words))
    })
}

/// Whether a document is the minutes of a meeting, where much is mentioned and little is published.
pub(super) fn is_minutes(document: &Indexed) -> bool {
    let beginning = 0..document.units.len().min(BEGINNING);
    beginning
        .map(|unit| document.unit_text(unit))
        .any(is_title_of_minutes)
}

/// Whether a title or the name of a file says that it is the minutes of a meeting.
pub(super) fn is_title_of_minutes(title: &str) -> bool {
    const MINUTES: &[&str] = &["รายงานการประชุม", "รายงานประชุม", "บันทึกการประชุม"];
    let title = title.trim_start();
    MINUTES.iter().any(|words| title.starts_with(words))
}

/// Whether the subject of a memo is that something is not ready, or has not come.
fn asks_for_time(document: &Indexed) -> bool {
    const SUBJECT: &str = "เรื่อง";
    const TIME: &[&str] = &[
        "ขอขยายเวลา",
        "ขอขยายระยะเวลา",
        "ขอเลื่อนการจัดทำ",
        "ขอเลื่อนส่ง",
        "ขอผ่อนผัน",
        "เร่งรัดข้อมูล",
        "เร่งรัดเอกสาร",
        "เร่งรัดการส่ง",
        "เร่งรัดการจัดส่ง",
        "เร่งรัดให้ส่ง",
        "ติดตามเอกสาร",
        "ติดตามข้อมูลที่",
        "ติดตามการส่ง",
        "ติดตามการจัดส่ง",
        "ติดตามทวง",
        "ทวงเอกสาร",
        "ทวงถาม",
        "ทวงข้อมูล",
        "แจ้งเตือนการส่ง",
        "เตือนส่ง",
    ];
    (0..document.units.len().min(BEGINNING)).any(|unit| {
        let text = fold(document.unit_text(unit));
        let subject = text
            .strip_prefix(SUBJECT)
            .map(|rest| rest.trim_start_matches(':'));
        subject.is_some_and(|subject| TIME.iter().any(|words| subject.starts_with(words)))
    })
}

/// Which documents other agencies issued. Papers that mostly have another name belong to an agency whose name is not
/// the one given.
pub(super) fn strangers(documents: &[(Indexed, Hits)], agency: Option<&str>) -> Vec<bool> {
    let of_other = |document: &Indexed| agency.is_some_and(|agency| is_of_other(document, agency));
    let strangers: Vec<bool> = documents
        .par_iter()
        .map(|(document, _)| of_other(document))
        .collect();
    let count = strangers.iter().filter(|stranger| **stranger).count();
    if count as f64 > STRANGERS * documents.len() as f64 {
        return vec![false; documents.len()];
    }
    strangers
}

/// Whether another agency's name heads a document that never names the agency itself. Superior offices and the
/// parts of the country do not count: agencies hand on what those issue.
fn is_of_other(document: &Indexed, agency: &str) -> bool {
    const ISSUES: &[&str] = &["ประกาศ", "คำสั่ง", "รายงาน", "เว็บไซต์", "ส่วนราชการ"];
    let heads = |unit: usize| {
        let text = document.unit_text(unit).trim();
        let issued = ISSUES.iter().find_map(|word| text.strip_prefix(word));
        let name = issued.unwrap_or(text);
        if (issued.is_none() && unit >= LETTERHEAD) || text.chars().count() > HEAD {
            return None;
        }
        let says_nothing =
            |part: Option<&str>| part.is_some_and(|part| part.chars().all(|c| !is_alphanumeric(c)));
        find_names(name).into_iter().find(|found| {
            // A title ends with the name: "อำนาจหน้าที่ของ สภ.สมมุติ"; with that of a school it tells where something was done.
            let leads = says_nothing(name.get(..found.span.start));
            let ends = unit < LETTERHEAD
                && found.agency != Some(AgencyType::School)
                && is_year(name.get(found.span.end..));
            (leads || ends) && found.agency.is_some_and(is_peer)
        })
    };
    let Some(own) = peer(agency) else {
        return false;
    };
    let is_own = |name: &NameMention| is_same(name, &own);
    let heads = (0..document.units.len().min(BEGINNING)).filter_map(heads);
    let mut others = heads.filter(|name| !is_own(name)).peekable();
    others.peek().is_some()
        && !(0..document.units.len()).any(|unit| {
            let names = document.names(unit);
            names
                .iter()
                .any(|name| name.agency.is_some_and(is_peer) && is_own(name))
        })
}

/// The agency that a text names, if it is assessed by itself.
fn peer(text: &str) -> Option<NameMention> {
    let mut names = find_names(text).into_iter();
    names.find(|name| name.agency.is_some_and(is_peer))
}

/// Whether two names are of one agency: "สภ.เมือง" is short for "สถานีตำรวจภูธรเมืองสมมุติ".
fn is_same(name: &NameMention, own: &NameMention) -> bool {
    let (other, own) = (fold(&name.canonical()), fold(&own.canonical()));
    other.starts_with(&own)
        || own.starts_with(&other)
        || strsim::normalized_levenshtein(&other, &own) >= SAME_NAME
}

/// Whether an agency names itself at the head of a document.
fn names_at_head(document: &Indexed, agency: &str) -> bool {
    let Some(own) = peer(agency) else {
        return false;
    };
    (0..document.units.len().min(LETTERHEAD)).any(|unit| {
        let mut names = document.names(unit).iter();
        names.any(|name| name.agency.is_some_and(is_peer) && is_same(name, &own))
    })
}

/// Whether a text names no more than a year.
fn is_year(text: Option<&str>) -> bool {
    const YEAR: &[&str] = &["ประจำ", "ปี", "งบประมาณ", "พ.ศ."];
    text.is_some_and(|text| {
        let words = text.split(|c: char| c.is_whitespace() || is_numeric(c));
        words.into_iter().all(|word| {
            let rest = YEAR
                .iter()
                .fold(word, |word, year| word.trim_start_matches(year));
            rest.chars().all(|c| !is_alphanumeric(c))
        })
    })
}

/// Whether an agency is of a kind that is assessed by itself, and above no other.
pub(super) fn is_peer(agency: AgencyType) -> bool {
    matches!(
        agency,
        AgencyType::ProvincialPoliceStation
            | AgencyType::MetropolitanPoliceStation
            | AgencyType::PoliceStation
            | AgencyType::SubdistrictAdministration
            | AgencyType::ProvincialAdministration
            | AgencyType::CityMunicipality
            | AgencyType::TownMunicipality
            | AgencyType::SubdistrictMunicipality
            | AgencyType::College
            | AgencyType::University
            | AgencyType::School
            | AgencyType::HealthPromotingHospital
            | AgencyType::Hospital
    )
}

/// Whether a document is numbered at its head for another list than that of `own`. Only letters say so: a bare
/// number may count anything. Its name alone says too little: people number files by the list they know.
fn is_foreign(document: &Indexed, own: Scheme) -> bool {
    let of_other = |codes: Vec<CodeMention>| {
        codes
            .iter()
            .any(|code| code.scheme != own && code.certainty == Certainty::Stated)
            && codes.iter().all(|code| code.scheme != own)
    };
    (0..document.units.len().min(BEGINNING)).any(|unit| {
        let text = document.unit_text(unit);
        let codes = find_codes(text);
        let leads = codes.first().is_some_and(|code| {
            text.get(..code.span.start)
                .is_some_and(|before| before.trim().is_empty())
        });
        leads && of_other(codes)
    })
}

/// Whether a text begins with a number of a list.
fn numbered(text: &str) -> bool {
    let text = text.trim_start().trim_start_matches('(');
    let rest = text.trim_start_matches(is_numeric);
    rest.len() < text.len() && rest.starts_with(['.', ')'])
}
