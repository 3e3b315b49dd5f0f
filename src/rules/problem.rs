//! Everything that can be wrong with a rule file, in the words a user gets.
//!
//! In: what the loader and the lint find. Out: one code, one sentence and one piece of advice per kind, in
//! Thai and English. A test makes sure that no code appears twice.

use super::diagnostic::Severity;
use super::source::Span;

/// Most problems of one file that are kept. A file with more has one cause that explains most of them, and
/// describing a million would take longer than the second a hostile file is allowed.
const MOST_PROBLEMS: usize = 200;

/// Problems as they are found, with their places.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) found: Vec<(Span, Problem)>,
    /// Lines that are no TOML were left out, so that what seems to be missing may stand in them.
    pub(crate) has_gaps: bool,
}

impl Report {
    /// Keeps a problem; whether it is an error or a warning is the problem's own matter.
    pub(crate) fn error(&mut self, span: Span, problem: Problem) {
        if self.has_gaps && problem.may_follow_from_a_gap() {
            return;
        }
        if !self.is_full() {
            self.found.push((span, problem));
        }
    }

    /// Whether further problems would be dropped.
    pub(crate) fn is_full(&self) -> bool {
        self.found.len() >= MOST_PROBLEMS
    }
}

/// One kind of mistake with what is needed to describe it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    // The file.
    CannotRead {
        detail: String,
    },
    NotUtf8,
    FileTooLarge {
        bytes: usize,
    },
    UnknownSet {
        id: String,
        near: Option<String>,
        known: Vec<String>,
    },
    Syntax {
        detail: String,
    },
    DuplicateKey {
        key: String,
    },
    // Keys and values.
    UnknownKey {
        key: String,
        place: &'static str,
        near: Option<String>,
        known: Vec<&'static str>,
    },
    MissingKey {
        key: &'static str,
        place: &'static str,
    },
    WrongType {
        key: String,
        wanted: &'static str,
        wanted_th: &'static str,
        found: &'static str,
    },
    UnknownChoice {
        key: String,
        value: String,
        near: Option<String>,
        choices: Vec<String>,
    },
    OutOfRange {
        key: String,
        least: i64,
        most: i64,
    },
    EmptyText {
        key: String,
    },
    EmptyList {
        key: String,
    },
    LongText {
        key: String,
        most: usize,
    },
    // Requirements.
    NoCondition {
        place: &'static str,
        near: Option<String>,
    },
    SeveralConditions {
        kinds: Vec<String>,
    },
    NothingToLookFor {
        kind: &'static str,
    },
    AtLeastTooMany {
        wanted: usize,
        there: usize,
    },
    BadWindow {
        text: String,
        reason: WindowFault,
    },
    BadPattern {
        detail: String,
    },
    DuplicateItem {
        id: String,
    },
    DuplicateItemKey {
        key: String,
    },
    DuplicateRequirement {
        id: String,
    },
    RequirementNumber {
        id: String,
        item: String,
    },
    UnknownIndicator {
        id: String,
        near: Option<String>,
    },
    UnknownFollows {
        item: String,
        near: Option<String>,
    },
    FollowsItself {
        item: String,
    },
    ColumnNotInTable {
        column: String,
        near: Option<String>,
    },
    // Vocabulary.
    UnknownPhrases {
        name: String,
        near: Option<String>,
    },
    UnknownColumn {
        name: String,
        near: Option<String>,
    },
    UnknownLayout {
        name: String,
        near: Option<String>,
    },
    PhraseLoop {
        name: String,
    },
    TooManyPhrases {
        most: usize,
    },
    TooManyItems {
        most: usize,
    },
    TooManyPatterns {
        most: usize,
    },
    // Inheritance.
    ExtendsPath {
        text: String,
    },
    ExtendsUnknown {
        id: String,
        near: Option<String>,
    },
    ExtendsLoop {
        chain: Vec<String>,
    },
    ChangeWithoutExtends,
    ChangeUnknownItem {
        item: String,
        near: Option<String>,
    },
    ChangeUnknownRequirement {
        id: String,
        near: Option<String>,
    },
    MissingReason,
    // Examples.
    ExampleEmpty,
    ExampleUnknownRequirement {
        id: String,
        near: Option<String>,
    },
    NoSampleFile {
        name: String,
        near: Option<String>,
    },
    // Lint.
    ShortPhrase {
        phrase: String,
    },
    PhraseIsTitle {
        phrase: String,
        item: String,
    },
    NeverFails {
        id: String,
    },
    OwnHeaders,
    NoExample {
        id: String,
        passing: bool,
        failing: bool,
    },
    FileName {
        id: String,
    },
}

/// What is wrong with a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WindowFault {
    Unknown,
    NoSuchDay,
    EndsFirst,
    WesternYear,
}

/// A problem in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Description {
    pub(crate) code: &'static str,
    pub(crate) th: String,
    pub(crate) en: String,
    /// What to do; empty where the sentence says it all.
    pub(crate) help_th: String,
    pub(crate) help_en: String,
}

impl Problem {
    /// Errors make their item unusable; a warning does not.
    pub(crate) fn severity(&self) -> Severity {
        match self {
            Self::ShortPhrase { .. }
            | Self::PhraseIsTitle { .. }
            | Self::NeverFails { .. }
            | Self::NoSampleFile { .. }
            | Self::OwnHeaders
            | Self::NoExample { .. }
            | Self::FileName { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// Whether a line that could not be read may be the cause.
    fn may_follow_from_a_gap(&self) -> bool {
        matches!(
            self,
            Self::MissingKey { .. }
                | Self::NoCondition { .. }
                | Self::NothingToLookFor { .. }
                | Self::AtLeastTooMany { .. }
                | Self::ExampleEmpty
                | Self::ExampleUnknownRequirement { .. }
                | Self::EmptyList { .. }
                | Self::UnknownPhrases { .. }
                | Self::UnknownColumn { .. }
                | Self::UnknownLayout { .. }
                | Self::UnknownFollows { .. }
                | Self::UnknownIndicator { .. }
        )
    }

    /// The sentence and the advice.
    pub(crate) fn describe(&self) -> Description {
        let (code, th, en, help_th, help_en) = self.words();
        Description {
            code,
            th,
            en,
            help_th,
            help_en,
        }
    }

    fn words(&self) -> (&'static str, String, String, String, String) {
        match self {
            Self::CannotRead { detail } => (
                "cannot-read-rules",
                format!("เปิดไฟล์เกณฑ์ไม่ได้ ({detail})"),
                format!("the rule file cannot be read ({detail})"),
                "ตรวจชื่อไฟล์และโฟลเดอร์ หรือดูชุดเกณฑ์ที่มีด้วย `oitcheck rules list`".into(),
                "check the file name and folder; `oitcheck rules list` shows the sets that come with the program".into(),
            ),
            Self::NotUtf8 => (
                "not-utf-8",
                "ไฟล์เกณฑ์ไม่ได้บันทึกเป็น UTF-8".into(),
                "the rule file is not saved as UTF-8".into(),
                "ในโปรแกรมแก้ไขข้อความ เลือกบันทึกเป็น แล้วเลือกการเข้ารหัส UTF-8".into(),
                "in the editor choose “Save as” and the encoding UTF-8".into(),
            ),
            Self::FileTooLarge { bytes } => (
                "file-too-large",
                format!("ไฟล์เกณฑ์ใหญ่เกินไป ({bytes} ไบต์)"),
                format!("the rule file is too large ({bytes} bytes)"),
                format!("ไฟล์เกณฑ์ต้องไม่เกิน {} ไบต์", super::source::MAX_FILE_BYTES),
                format!("a rule file may have {} bytes", super::source::MAX_FILE_BYTES),
            ),
            Self::UnknownSet { id, near, known } => (
                "unknown-rule-set",
                format!("ไม่มีชุดเกณฑ์หรือไฟล์ชื่อ “{id}”"),
                format!("there is no rule set or file “{id}”"),
                with_choices_th(near.as_deref(), known),
                with_choices_en(near.as_deref(), known),
            ),
            Self::Syntax { detail } => (
                "syntax",
                format!("เขียนไม่ถูกรูปแบบ TOML: {detail}"),
                format!("not valid TOML: {detail}"),
                "ดูเครื่องหมายคำพูด วงเล็บ เครื่องหมาย = และจุลภาคในบรรทัดนี้และบรรทัดก่อนหน้า".into(),
                "look at the quotes, brackets, = signs and commas of this line and the one before".into(),
            ),
            Self::DuplicateKey { key } => (
                "duplicate-key",
                format!("มี `{key}` ซ้ำในที่เดียวกัน"),
                format!("`{key}` is written twice in the same place"),
                "เหลือไว้บรรทัดเดียว; ถ้าต้องการหลายรายการ ให้รวมเป็นรายการใน [ ]".into(),
                "keep one line; several values go into one list in [ ]".into(),
            ),
            Self::UnknownKey { key, place, near, known } => {
                let names: Vec<String> = known.iter().map(|name| (*name).to_owned()).collect();
                (
                    "unknown-key",
                    format!("{} ไม่มีคำว่า `{key}`", place_th(place)),
                    format!("{place} has no key `{key}`"),
                    with_choices_th(near.as_deref(), &names),
                    with_choices_en(near.as_deref(), &names),
                )
            }
            Self::MissingKey { key, place } => (
                "missing-key",
                format!("{} ขาด `{key}`", place_th(place)),
                format!("{place} lacks `{key}`"),
                format!("เพิ่มบรรทัด `{key} = ...`"),
                format!("add a line `{key} = ...`"),
            ),
            Self::WrongType { key, wanted, wanted_th, found } => (
                "wrong-type",
                format!("`{key}` ต้องเป็น{wanted_th}"),
                format!("`{key}` must be {wanted}, this is a {found}"),
                String::new(),
                String::new(),
            ),
            Self::UnknownChoice { key, value, near, choices } => (
                "unknown-choice",
                format!("`{key}` ไม่มีตัวเลือก “{value}”"),
                format!("`{key}` cannot be “{value}”"),
                with_choices_th(near.as_deref(), choices),
                with_choices_en(near.as_deref(), choices),
            ),
            Self::OutOfRange { key, least, most } => (
                "out-of-range",
                format!("`{key}` ต้องอยู่ระหว่าง {least} ถึง {most}"),
                format!("`{key}` must lie between {least} and {most}"),
                String::new(),
                String::new(),
            ),
            Self::EmptyText { key } => (
                "empty-text",
                format!("`{key}` มีข้อความว่าง ซึ่งจะตรงกับทุกเอกสาร"),
                format!("`{key}` holds an empty text, which every document would match"),
                "เขียนข้อความ หรือลบออก".into(),
                "write a text or remove it".into(),
            ),
            Self::EmptyList { key } => (
                "empty-list",
                format!("`{key}` เป็นรายการว่าง"),
                format!("`{key}` is an empty list"),
                "เพิ่มอย่างน้อยหนึ่งรายการ หรือลบบรรทัดนี้".into(),
                "add at least one entry or remove the line".into(),
            ),
            Self::LongText { key, most } => (
                "long-text",
                format!("ข้อความใน `{key}` ยาวเกิน {most} ตัวอักษร"),
                format!("a text in `{key}` is longer than {most} characters"),
                "คำที่ใช้ค้นควรสั้นเท่าที่เอกสารเขียนจริง".into(),
                "a phrase should be as short as documents write it".into(),
            ),
            Self::NoCondition { place, near } => (
                "no-condition",
                format!("{} ไม่ได้บอกว่าจะตรวจอะไร", place_th(place)),
                format!("{place} does not say what to check"),
                with_choices_th(near.as_deref(), &kind_names()),
                with_choices_en(near.as_deref(), &kind_names()),
            ),
            Self::SeveralConditions { kinds } => (
                "several-conditions",
                format!("มีวิธีตรวจหลายแบบในที่เดียว: {}", kinds.join(", ")),
                format!("several checks in one place: {}", kinds.join(", ")),
                "ใส่รวมใน all = [ {..}, {..} ] หรือ any = [ {..}, {..} ]".into(),
                "put them into all = [ {..}, {..} ] or any = [ {..}, {..} ]".into(),
            ),
            Self::NothingToLookFor { kind } => (
                "nothing-to-look-for",
                format!("`{kind}` ไม่ได้บอกว่าจะหาอะไร จึงผ่านหรือไม่ผ่านทุกเอกสาร"),
                format!("`{kind}` does not say what to look for, so every document would get the same verdict"),
                format!("ดูตัวอย่างของ `{kind}` ใน docs/rules.md"),
                format!("see the examples of `{kind}` in docs/rules.md"),
            ),
            Self::AtLeastTooMany { wanted, there } => (
                "at-least-too-many",
                format!("ต้องการอย่างน้อย {wanted} แต่มีให้เลือกเพียง {there} จึงไม่มีทางผ่าน"),
                format!("at least {wanted} are asked for but only {there} are listed, so nothing can pass"),
                format!("ใช้ตัวเลขไม่เกิน {there}"),
                format!("use {there} or less"),
            ),
            Self::BadWindow { text, reason } => {
                let (th, en) = match reason {
                    WindowFault::Unknown => (
                        "ไม่รู้จักช่วงเวลานี้",
                        "this window is not known",
                    ),
                    WindowFault::NoSuchDay => ("ไม่มีวันนี้ในปฏิทิน", "there is no such day"),
                    WindowFault::EndsFirst => ("วันสิ้นสุดมาก่อนวันเริ่ม", "the end comes before the beginning"),
                    WindowFault::WesternYear => ("ปีต้องเป็น พ.ศ.", "the year must be a Buddhist-era year"),
                };
                (
                    "bad-window",
                    format!("ช่วงเวลา “{text}”: {th}"),
                    format!("window “{text}”: {en}"),
                    "ใช้ FY (ปีงบประมาณของชุดเกณฑ์), FY-1 (ปีก่อน), H1, H2, Q1 ถึง Q4, M1 (ตุลาคม) ถึง M12, H1 FY-1 หรือช่วงวันที่ พ.ศ. เช่น 2567-10-01..2568-03-31".into(),
                    "use FY (the set's fiscal year), FY-1 (the year before), H1, H2, Q1 to Q4, M1 (October) to M12, H1 FY-1, or Buddhist-era days such as 2567-10-01..2568-03-31".into(),
                )
            }
            Self::BadPattern { detail } => (
                "bad-pattern",
                format!("รูปแบบค้นหา (regular expression) ใช้ไม่ได้: {detail}"),
                format!("the regular expression cannot be used: {detail}"),
                "ถ้าวลีธรรมดาพอแล้ว ให้ใช้ any = [..] แทน".into(),
                "where a phrase is enough, use any = [..] instead".into(),
            ),
            Self::DuplicateItem { id } => (
                "duplicate-item",
                format!("มีข้อ {id} ซ้ำ"),
                format!("item {id} is there twice"),
                "รวมเป็นข้อเดียว หรือแก้หมายเลข".into(),
                "join them or correct the number".into(),
            ),
            Self::DuplicateItemKey { key } => (
                "duplicate-item-key",
                format!("มีสองข้อที่ใช้ key “{key}”"),
                format!("two items have the key “{key}”"),
                "key ต้องไม่ซ้ำกัน เพราะใช้จับคู่ข้อเดียวกันข้ามปี".into(),
                "a key must be unique: it finds the same item in other years".into(),
            ),
            Self::DuplicateRequirement { id } => (
                "duplicate-requirement",
                format!("มีองค์ประกอบ {id} ซ้ำ"),
                format!("requirement {id} is there twice"),
                "แก้ตัวอักษรท้ายหมายเลข".into(),
                "correct the letter at its end".into(),
            ),
            Self::RequirementNumber { id, item } => (
                "requirement-number",
                format!("องค์ประกอบ “{id}” อยู่ในข้อ {item} แต่หมายเลขไม่ขึ้นต้นด้วย {item}."),
                format!("requirement “{id}” stands in item {item} but does not begin with {item}."),
                format!("เขียนเป็น {item}.a, {item}.b ..."),
                format!("write {item}.a, {item}.b ..."),
            ),
            Self::UnknownIndicator { id, near } => (
                "unknown-indicator",
                format!("ไม่มีตัวชี้วัด “{id}” ในไฟล์นี้"),
                format!("there is no indicator “{id}” in this set"),
                near_th(near.as_deref(), "เพิ่ม [[indicator]] หรือแก้หมายเลข"),
                near_en(near.as_deref(), "add an [[indicator]] or correct the number"),
            ),
            Self::UnknownFollows { item, near } => (
                "unknown-followed-item",
                format!("ไม่มีข้อ “{item}” ให้ติดตามผล"),
                format!("there is no item “{item}” to follow"),
                near_th(near.as_deref(), "ใช้หมายเลขข้อในชุดเกณฑ์นี้"),
                near_en(near.as_deref(), "use the number of an item of this set"),
            ),
            Self::FollowsItself { item } => (
                "follows-itself",
                format!("ข้อ {item} ติดตามผลของตัวเอง"),
                format!("item {item} follows itself"),
                "ใส่หมายเลขของข้อที่เป็นแผนหรือมาตรการ".into(),
                "name the item that holds the plan or the measures".into(),
            ),
            Self::ColumnNotInTable { column, near } => (
                "column-not-in-table",
                format!("ระบุคอลัมน์ “{column}” ที่ไม่อยู่ในตารางนี้"),
                format!("this names the column “{column}”, which is not part of this table"),
                near_th(near.as_deref(), "ใช้ชื่อคอลัมน์จาก columns หรือ layouts"),
                near_en(near.as_deref(), "use a name from columns or layouts"),
            ),
            Self::UnknownPhrases { name, near } => (
                "unknown-phrase-list",
                format!("ไม่มีรายการวลี “@{name}”"),
                format!("there is no phrase list “@{name}”"),
                near_th(near.as_deref(), "ดูรายการวลีใน rules/vocabulary/ หรือเพิ่มใน [phrases] ของไฟล์นี้"),
                near_en(near.as_deref(), "see rules/vocabulary/, or add it under [phrases] of this file"),
            ),
            Self::UnknownColumn { name, near } => (
                "unknown-column",
                format!("ไม่มีคอลัมน์ชื่อ “{name}”"),
                format!("there is no column named “{name}”"),
                near_th(near.as_deref(), "เขียน { name = \"..\", headers = [\"..\"] } หรือเพิ่มใน [columns] ของไฟล์นี้"),
                near_en(near.as_deref(), "write { name = \"..\", headers = [\"..\"] }, or add it under [columns] of this file"),
            ),
            Self::UnknownLayout { name, near } => (
                "unknown-layout",
                format!("ไม่มีแบบตารางชื่อ “{name}”"),
                format!("there is no table layout named “{name}”"),
                near_th(near.as_deref(), "ใช้ columns = [..] หรือเพิ่มใน [layouts] ของไฟล์นี้"),
                near_en(near.as_deref(), "use columns = [..], or add it under [layouts] of this file"),
            ),
            Self::PhraseLoop { name } => (
                "phrase-loop",
                format!("รายการวลี “@{name}” อ้างถึงตัวเอง"),
                format!("the phrase list “@{name}” contains itself"),
                "ลบการอ้างถึงหนึ่งที่".into(),
                "remove one of the references".into(),
            ),
            Self::TooManyPhrases { most } => (
                "too-many-phrases",
                format!("วลีรวมกันเกิน {most} รายการ"),
                format!("more than {most} phrases altogether"),
                "ลดรายการวลีที่อ้างซ้ำกัน".into(),
                "name phrase lists fewer times".into(),
            ),
            Self::TooManyItems { most } => (
                "too-many-items",
                format!("มีข้อเกิน {most} ข้อ"),
                format!("more than {most} items"),
                "แบ่งเป็นหลายชุดเกณฑ์".into(),
                "make several rule sets of them".into(),
            ),
            Self::TooManyPatterns { most } => (
                "too-many-patterns",
                format!("มีรูปแบบค้นหา (regular expression) รวมกันเกิน {most} รูปแบบ"),
                format!("more than {most} regular expressions altogether"),
                "ใช้วลีธรรมดาแทน".into(),
                "use phrases instead".into(),
            ),
            Self::ExtendsPath { text } => (
                "extends-path",
                format!("`extends` ต้องเป็นชื่อชุดเกณฑ์ ไม่ใช่ที่อยู่ไฟล์ “{text}”"),
                format!("`extends` takes the id of a rule set, not a path such as “{text}”"),
                "วางไฟล์แม่ไว้ในโฟลเดอร์เดียวกัน แล้วเขียนเฉพาะชื่อโดยไม่มี .toml".into(),
                "put the parent beside this file and write its name without .toml".into(),
            ),
            Self::ExtendsUnknown { id, near } => (
                "extends-unknown",
                format!("ไม่มีชุดเกณฑ์ “{id}” ให้สืบทอด"),
                format!("there is no rule set “{id}” to extend"),
                near_th(near.as_deref(), "ดูชื่อด้วย `oitcheck rules list`"),
                near_en(near.as_deref(), "`oitcheck rules list` shows the ids"),
            ),
            Self::ExtendsLoop { chain } => (
                "extends-loop",
                format!("ชุดเกณฑ์สืบทอดกันเป็นวง: {}", chain.join(" > ")),
                format!("the rule sets extend each other in a circle: {}", chain.join(" > ")),
                "ลบ extends ในไฟล์หนึ่ง".into(),
                "remove extends from one of them".into(),
            ),
            Self::ChangeWithoutExtends => (
                "change-without-extends",
                "[[change]] ใช้ได้เฉพาะชุดเกณฑ์ที่มี extends".into(),
                "[[change]] needs a set that extends another".into(),
                "เพิ่ม extends = \"...\" ไว้ต้นไฟล์ หรือเขียนเป็น [[item]]".into(),
                "add extends = \"...\" at the top, or write an [[item]]".into(),
            ),
            Self::ChangeUnknownItem { item, near } => (
                "change-unknown-item",
                format!("ชุดเกณฑ์แม่ไม่มีข้อ “{item}”"),
                format!("the parent has no item “{item}”"),
                near_th(near.as_deref(), "ใช้หมายเลขหรือ key ตามชุดเกณฑ์แม่"),
                near_en(near.as_deref(), "use the parent's number or key"),
            ),
            Self::ChangeUnknownRequirement { id, near } => (
                "change-unknown-requirement",
                format!("ไม่มีองค์ประกอบ “{id}” ในข้อนี้"),
                format!("this item has no requirement “{id}”"),
                near_th(near.as_deref(), "ใช้หมายเลขตามชุดเกณฑ์นี้ (หลังเปลี่ยนเลขข้อแล้ว)"),
                near_en(near.as_deref(), "use this set's number (after renumbering)"),
            ),
            Self::MissingReason => (
                "missing-reason",
                "ไม่ได้บอกเหตุผลที่ต่างจากชุดเกณฑ์แม่".into(),
                "no reason is given for differing from the parent".into(),
                "เพิ่ม reason = { th = \"..\", en = \"..\" }".into(),
                "add reason = { th = \"..\", en = \"..\" }".into(),
            ),
            Self::NoSampleFile { name, near } => (
                "no-sample-file",
                format!("ไม่มีไฟล์ตัวอย่าง “{name}”"),
                format!("there is no sample file “{name}”"),
                near_th(near.as_deref(), "วางไฟล์ไว้ข้างไฟล์เกณฑ์ และเขียนเฉพาะชื่อไฟล์"),
                near_en(near.as_deref(), "put it beside the rule file and write its name only"),
            ),
            Self::ExampleEmpty => (
                "example-empty",
                "ตัวอย่างต้องมี text, table หรือ files และ expect".into(),
                "an example needs text, table or files, and expect".into(),
                "เช่น text = \"...\" และ expect = { \"O1.a\" = \"pass\" }".into(),
                "such as text = \"...\" and expect = { \"O1.a\" = \"pass\" }".into(),
            ),
            Self::ShortPhrase { phrase } => (
                "short-phrase",
                format!("“{phrase}” สั้นเกินไป มักเป็นส่วนหนึ่งของคำอื่น"),
                format!("“{phrase}” is too short to be safe: it stands inside other words"),
                "ใช้วลีที่ยาวขึ้น หรือใช้ groups คู่กับ near ให้ต้องอยู่ใกล้คำอื่น".into(),
                "use a longer phrase, or groups with near so that another word must stand close".into(),
            ),
            Self::PhraseIsTitle { phrase, item } => (
                "phrase-is-title",
                format!("“{phrase}” เป็นชื่อหรือส่วนใหญ่ของชื่อข้อ {item} ทุกสารบัญจึงมีคำนี้"),
                format!("“{phrase}” is the title of item {item} or most of it, so every table of contents has it"),
                "ใช้คำที่อยู่ในเนื้อหาของเอกสารแทน".into(),
                "use words from the content of the document".into(),
            ),
            Self::NeverFails { id } => (
                "never-fails",
                format!("{id} ไม่มีทางไม่ผ่าน"),
                format!("{id} can never fail"),
                "เอา human ออกจาก any หรือเอา title_counts ออก".into(),
                "take human out of any, or remove title_counts".into(),
            ),
            Self::OwnHeaders => (
                "own-headers",
                "คอลัมน์นี้ไม่อยู่ในคลังคำ จึงใช้ได้เฉพาะที่นี่".into(),
                "no vocabulary knows this column, so only this place can use it".into(),
                "ย้ายไปไว้ใน [columns] แล้วอ้างด้วยชื่อ".into(),
                "move it under [columns] and name it here".into(),
            ),
            Self::NoExample { id, passing, failing } => {
                let (th, en) = match (passing, failing) {
                    (true, true) => ("ที่ผ่านและที่ไม่ผ่าน", "passing or failing"),
                    (true, false) => ("ที่ผ่าน", "passing"),
                    _ => ("ที่ไม่ผ่าน", "failing"),
                };
                (
                    "no-example",
                    format!("{id} ยังไม่มีตัวอย่าง{th}"),
                    format!("{id} has no {en} example"),
                    "เพิ่ม [[item.example]] แล้วรัน `oitcheck rules test`".into(),
                    "add an [[item.example]] and run `oitcheck rules test`".into(),
                )
            }
            Self::FileName { id } => (
                "file-name",
                format!("ชื่อไฟล์ไม่ตรงกับ id “{id}”"),
                format!("the file is not named after its id “{id}”"),
                format!("เปลี่ยนชื่อไฟล์เป็น {id}.toml เพื่อให้ไฟล์อื่น extends ได้"),
                format!("rename it to {id}.toml so that others can extend it"),
            ),
            Self::ExampleUnknownRequirement { id, near } => (
                "example-unknown-requirement",
                format!("ตัวอย่างอ้างถึง “{id}” ซึ่งไม่มีในข้อนี้"),
                format!("the example expects “{id}”, which this item does not have"),
                near_th(near.as_deref(), "ใช้หมายเลของค์ประกอบของข้อนี้"),
                near_en(near.as_deref(), "use the id of a requirement of this item"),
            ),
        }
    }
}

fn kind_names() -> Vec<String> {
    super::grammar::KIND_KEYS
        .iter()
        .map(|key| key.name.to_owned())
        .collect()
}

fn near_th(near: Option<&str>, otherwise: &str) -> String {
    match near {
        Some(near) => format!("หมายถึง “{near}” หรือไม่; {otherwise}"),
        None => otherwise.to_owned(),
    }
}

fn near_en(near: Option<&str>, otherwise: &str) -> String {
    match near {
        Some(near) => format!("did you mean “{near}”? Otherwise {otherwise}"),
        None => otherwise.to_owned(),
    }
}

/// The near candidate alone where there is one: a list of twenty others would hide it.
fn with_choices_th(near: Option<&str>, choices: &[String]) -> String {
    match near {
        Some(near) => format!("หมายถึง “{near}” หรือไม่"),
        None => format!("ใช้ได้: {}", choices.join(", ")),
    }
}

fn with_choices_en(near: Option<&str>, choices: &[String]) -> String {
    match near {
        Some(near) => format!("did you mean “{near}”?"),
        None => format!("possible: {}", choices.join(", ")),
    }
}

/// A place of the grammar in Thai; headers such as `[[item]]` are the same in both languages.
fn place_th(place: &'static str) -> &'static str {
    match place {
        "the file" => "ไฟล์นี้",
        "the vocabulary" => "คลังคำ",
        "a text in two languages" => "ข้อความสองภาษา",
        "a column" => "คอลัมน์",
        "a condition" => "เงื่อนไข",
        other => other,
    }
}

/// The candidate a typing mistake was meant to be, if one is close enough to be worth naming.
pub(crate) fn nearest<'a>(
    wrong: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    // A long "name" is not a typing mistake, and comparing costs its length times the candidate's.
    if wrong.chars().count() > 60 {
        return None;
    }
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(wrong, candidate), candidate))
        .filter(|(distance, candidate)| {
            *distance
                <= candidate
                    .chars()
                    .count()
                    .max(wrong.chars().count())
                    .div_ceil(3)
        })
        .min()
        .map(|(_, candidate)| candidate.to_owned())
}
