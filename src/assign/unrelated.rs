//! Documents that answer no item of the list, whatever they name.

use super::sections::BEGINNING;
use crate::document::{Warning, WarningCode};
use crate::index::{Indexed, UnitKind};
use crate::thai::codes::{Certainty, CodeMention, Scheme, find_codes};
use crate::thai::fold::fold;

/// Longest covering letter, in characters, and the points of its own that it may list.
const LETTER: usize = 900;
const LETTER_POINTS: usize = 3;

/// Least number of blanks, and least share of what is no title, for a form that nobody filled in.
const BLANKS: usize = 4;
const BLANK: f64 = 0.4;

/// Why a document is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unrelated {
    /// It only sends other documents.
    CoverLetter,
    /// It is numbered for the list of another ministry.
    OtherScheme,
    /// Most of it is blanks that nobody filled in.
    BlankForm,
}

impl Unrelated {
    /// What a document is, if it answers nothing by its kind.
    pub(super) fn of(document: &Indexed, own: Scheme) -> Option<Self> {
        if is_foreign(document, own) {
            Some(Self::OtherScheme)
        } else if is_cover_letter(document) {
            Some(Self::CoverLetter)
        } else {
            is_blank_form(document).then_some(Self::BlankForm)
        }
    }

    /// The same for the reader of the results.
    pub(super) fn warning(self) -> Warning {
        let code = match self {
            Self::CoverLetter => WarningCode::CoverLetter,
            Self::OtherScheme => WarningCode::OtherScheme,
            Self::BlankForm => WarningCode::BlankForm,
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
        texts().any(|text| {
            let folded = fold(text);
            words.iter().any(|word| folded.contains(&fold(word)))
        })
    };
    bare && length <= LETTER
        && says(&["เรียน"])
        && says(&["เรื่อง", "บันทึกข้อความ"])
        && says(SENDS)
        && texts().filter(|text| numbered(text)).count() < LETTER_POINTS
}

/// Whether most of a document is blanks to be filled in, or entries of a list of contents.
fn is_blank_form(document: &Indexed) -> bool {
    let units = document.units.iter().enumerate();
    let asked = units.filter(|(number, unit)| {
        let title = matches!(
            unit.kind,
            UnitKind::Heading | UnitKind::Margin | UnitKind::Cell { header: true }
        );
        !title && !document.unit_text(*number).trim().is_empty()
    });
    let (blank, all) = asked.fold((0_usize, 0_usize), |(blank, all), (_, unit)| {
        (blank + usize::from(unit.blank), all + 1)
    });
    blank >= BLANKS && blank as f64 >= BLANK * all as f64
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
    let rest = text.trim_start_matches(char::is_numeric);
    rest.len() < text.len() && rest.starts_with(['.', ')'])
}
