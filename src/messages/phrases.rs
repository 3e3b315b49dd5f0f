//! Headings, labels and hints of the reports: words that no result carries. A phrase is a constant, so that a
//! misspelt name or a missing language does not compile.

use super::fill;
use crate::language::Language;

/// One phrase in the two languages; `{name}` is filled from arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// Thai.
    pub th: &'static str,
    /// English.
    pub en: &'static str,
}

impl Phrase {
    /// The phrase in one language.
    pub fn text(self, language: Language) -> &'static str {
        match language {
            Language::Th => self.th,
            Language::En => self.en,
        }
    }

    /// The phrase in one language with its arguments filled in.
    pub fn fill(self, language: Language, arguments: &[(&str, &str)]) -> String {
        fill(self.text(language), arguments)
    }
}

/// Declares the phrases and the list that the test goes through.
macro_rules! phrases {
    ($($name:ident: $th:literal, $en:literal;)*) => {
        $(
            #[doc = $en]
            pub const $name: Phrase = Phrase { th: $th, en: $en };
        )*

        #[cfg(test)]
        pub(super) const ALL: &[(&str, Phrase)] = &[$((stringify!($name), $name)),*];
    };
}

phrases! {
    // Verdicts of items and requirements.
    PASS: "ผ่าน", "pass";
    PARTIAL: "ไม่ครบ", "partial";
    MISSING: "ไม่มี", "missing";
    REVIEW: "ให้คนดู", "review";
    FAIL: "ขาด", "fail";
    WAIVED: "ยกเว้น", "waived";
    NOT_DUE: "ยังไม่ถึงกำหนด", "not due yet";
    ADVICE: "คำแนะนำ", "advice";
    OTHER_WAY: "ครบด้วยวิธีอื่นแล้ว", "met another way";
    // What changed since the baseline.
    CHANGE: "เทียบกับครั้งก่อน", "Since the baseline";
    CHANGE_NEW: "ข้อใหม่", "new";
    CHANGE_FIXED: "แก้แล้ว", "fixed";
    CHANGE_BETTER: "ดีขึ้น", "better";
    CHANGE_UNCHANGED: "เท่าเดิม", "unchanged";
    CHANGE_WORSE: "แย่ลง", "worse";
    // Places.
    PLACE_PAGE: "หน้า {page}", "page {page}";
    PLACE_SHEET: "ชีต “{sheet}”", "sheet “{sheet}”";
    PLACE_ROW: "แถว {row}", "row {row}";
    // Headings and columns.
    TITLE: "ผลตรวจการเปิดเผยข้อมูลสาธารณะ (OIT)", "OIT disclosure check";
    AGENCY: "หน่วยงาน", "Agency";
    AGENCIES: "หน่วยงานทั้งหมด", "Agencies";
    FOLDER: "โฟลเดอร์", "Folder";
    PROVINCE: "จังหวัด", "Province";
    FISCAL_YEAR: "ปีงบประมาณ", "Fiscal year";
    RULE_SET: "ชุดเกณฑ์", "Rule set";
    CHOSEN_BY: "เลือกจาก", "Chosen by";
    CHECKED_ON: "วันที่ตรวจ", "Checked on";
    SCORE: "คะแนน OIT", "OIT score";
    SCORE_LOWEST: "คะแนนต่ำสุด", "Lowest score";
    SCORE_HIGHEST: "คะแนนสูงสุด", "Highest score";
    SUMMARY: "สรุป", "Summary";
    ITEMS: "รายข้อ", "Items";
    ITEM: "ข้อ", "Item";
    INDICATOR: "ตัวชี้วัด", "Indicator";
    REQUIREMENT: "องค์ประกอบ", "Requirement";
    REQUIREMENTS: "องค์ประกอบทั้งหมด", "All requirements";
    ASKED: "สิ่งที่ต้องเผยแพร่", "What to publish";
    VERDICT: "ผล", "Verdict";
    REASON: "เหตุผล", "Reason";
    CONFIDENCE: "ความมั่นใจ", "Confidence";
    EVIDENCE: "หลักฐาน", "Evidence";
    NEAREST: "ใกล้เคียงที่สุด", "Nearest miss";
    PLACE: "ตำแหน่ง", "Place";
    QUOTE: "ข้อความ", "Quote";
    DOCUMENTS: "เอกสาร", "Documents";
    DOCUMENT: "ไฟล์", "File";
    FORMAT: "ชนิดไฟล์", "Format";
    PAGES: "หน้า/ชีต", "Pages or sheets";
    STATUS: "สถานะ", "Status";
    NOTES: "หมายเหตุ", "Notes";
    FINDINGS: "ข้อสังเกต", "Findings";
    SEVERITY: "ระดับ", "Severity";
    ERRORS: "ข้อผิดพลาด", "Errors";
    MISSING_LIST: "สิ่งที่ขาด", "What is missing";
    REVIEW_LIST: "ให้คนตรวจดู", "For a person to look at";
    ADVICE_LIST: "ยังไม่พบ แต่เกณฑ์ปีนี้ยังไม่ยืนยัน", "Not found, and not confirmed for this year";
    WAIVED_LIST: "ผู้ตรวจยกเว้นให้", "Waived by the auditor";
    UNASSIGNED: "ไฟล์ที่ไม่ตรงกับข้อใด", "Files that answer no item";
    UNREADABLE: "ไฟล์ที่อ่านไม่ได้ทั้งหมดหรือบางส่วน", "Files that could not be read in full";
    NO_DOCUMENT: "ไม่มีเอกสารของข้อนี้ ต้องเผยแพร่:", "No document for this item; to publish:";
    NOTHING_MISSING: "ไม่พบสิ่งที่ขาด", "Nothing is missing";
    SIGNALS: "จัดเข้าข้อนี้เพราะ", "Assigned because";
    SEARCHED: "ค้นใน {documents} เอกสาร {pages} หน้า", "documents searched: {documents}, pages: {pages}";
    WAIVED_BY: "ยกเว้นโดย {by}: {reason}", "waived by {by}: {reason}";
    WAIVED_UNTIL: "ถึง {until}", "until {until}";
    ITEM_TITLE: "ชื่อข้อ", "Title";
    // The memo, always in Thai; the English says what each line is.
    MEMO_TITLE: "บันทึกข้อความ", "Memorandum";
    MEMO_BLANK: "........................................", "........................................";
    MEMO_OFFICE: "ส่วนราชการ", "Office";
    MEMO_NUMBER: "ที่", "Number";
    MEMO_DATE: "วันที่", "Date";
    MEMO_ABOUT: "เรื่อง", "Subject";
    MEMO_SUBJECT: "ขอให้เผยแพร่ข้อมูลสาธารณะ (OIT) ให้ครบถ้วน ประจำปีงบประมาณ พ.ศ. {year}", "Completing the public disclosure (OIT) of fiscal year {year}";
    MEMO_TO: "เรียน  หัวหน้าหน่วยงาน {agency}", "To the head of {agency}";
    MEMO_RESULT: "ตามที่ {agency} ได้จัดทำข้อมูลเพื่อเปิดเผยต่อสาธารณะ (OIT) ตามการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA) ประจำปีงบประมาณ พ.ศ. {year} นั้น ได้ตรวจสอบข้อมูลในเบื้องต้นแล้ว จากทั้งหมด {all} ข้อ พบว่าครบถ้วน {pass} ข้อ ไม่ครบถ้วน {partial} ข้อ ไม่พบเอกสาร {missing} ข้อ และต้องตรวจสอบเพิ่มเติม {review} ข้อ", "{agency} prepared its disclosure (OIT) for the Integrity and Transparency Assessment (ITA) of fiscal year {year}. Of {all} items, {pass} are complete, {partial} are incomplete, {missing} have no document and {review} need a further look.";
    MEMO_MISSING: "ข้อมูลที่ต้องเผยแพร่เพิ่มเติม มีดังนี้", "What is still to be published:";
    MEMO_UNREADABLE: "ไฟล์ต่อไปนี้เปิดอ่านไม่ได้ ขอให้จัดส่งใหม่ในรูปแบบที่เปิดอ่านได้", "These files cannot be read; please send them again in a readable form:";
    MEMO_REQUEST: "จึงเรียนมาเพื่อโปรดพิจารณาดำเนินการเผยแพร่ข้อมูลให้ครบถ้วนต่อไป", "Please see to it that the disclosure is completed.";
    MEMO_POSITION: "ตำแหน่ง ", "Position ";
    MEMO_NUMBER_COLUMN: "ลำดับ", "No.";
    MEMO_ITEM_COLUMN: "ข้อ", "Item";
    MEMO_NO_DOCUMENT: "ไม่พบเอกสารของข้อนี้ ให้เผยแพร่ข้อมูลดังนี้", "No document for this item; publish:";
    // The auditor's columns of the workbook, read back by `--waivers`.
    DECISION: "คำตัดสินของผู้ตรวจ", "Auditor's decision";
    DECISION_CONFIRMED: "ยืนยันตามผล", "confirmed";
    DECIDED_BY: "ผู้ตัดสิน", "Decided by";
    DECISION_REASON: "เหตุผลของผู้ตรวจ", "Auditor's reason";
    DECISION_UNTIL: "มีผลถึงวันที่", "Valid until";
    OVERVIEW: "ภาพรวม", "Overview";
    SKIP: "ข้ามไปเนื้อหา", "Skip to content";
    CONTENTS: "สารบัญ", "Contents";
    ITEMS_EVIDENCE: "รายข้อพร้อมหลักฐาน", "Items with their evidence";
    ALL_FILES: "ไฟล์ทั้งหมด", "All files";
    CHANGE_BEFORE: "เดิม", "before:";
    COUNT_WAIVED: "ผู้ตรวจยกเว้น {count} องค์ประกอบ", "{count} requirements waived by the auditor";
    COUNT_NOT_DUE: "ยังไม่ถึงกำหนด {count} องค์ประกอบ", "{count} requirements not due yet";
    COUNT_FILES: "ไฟล์: อ่านได้ {read} อ่านได้บางส่วน {partial} อ่านไม่ได้ {unreadable}", "Files: {read} read, {partial} read in part, {unreadable} unreadable";
    ABOUT_SCORE: "คะแนนเป็นช่วง: ค่าต่ำนับข้อที่ต้องให้คนดูเป็น 0 ค่าสูงนับเป็น 100 ผลนี้ช่วยผู้ตรวจ ไม่ใช่ผลประเมินอย่างเป็นทางการ", "The score is a range: the lower end counts what a person must look at as 0, the upper end as 100. It helps the auditor and is no official assessment.";
    ABOUT_LINKS: "ลิงก์ไปยังไฟล์ใช้ได้เมื่อวางรายงานไว้ในโฟลเดอร์ที่ตรวจ หรือสร้างด้วย --documents", "Links to files work when the report lies in the folder that was checked, or was made with --documents.";
    // The index of many agencies.
    AGENCY_COUNT: "{count} หน่วยงาน", "{count} agencies";
    MEAN_SCORE: "คะแนนเฉลี่ย", "Mean score";
    DISTRIBUTION: "การกระจายของคะแนน", "Score distribution";
    DISTRIBUTION_NOTE: "จำนวนหน่วยงานตามคะแนนต่ำสุดที่แน่นอน", "Agencies by the score that is certain";
    MOST_MISSED: "ข้อที่ขาดมากที่สุด", "Most-missed items";
    MOST_MISSED_NOTE: "จำนวนหน่วยงานที่ไม่มีหรือไม่ครบ", "Agencies without the item or with part of it";
    BY_PROVINCE: "รายจังหวัด", "By province";
    HEAT_MAP: "หน่วยงานกับข้อ", "Agencies and items";
    PAGE_OF: "หน้า {page} จาก {pages}", "page {page} of {pages}";
    NOT_JUDGED: "ตรวจไม่ได้", "not checked";
    // Files.
    FILE_READ: "อ่านได้", "read";
    FILE_PARTIAL: "อ่านได้บางส่วน", "read in part";
    FILE_UNREADABLE: "อ่านไม่ได้", "unreadable";
    FILE_SKIPPED: "ข้าม", "skipped";
    // Severities.
    NOTE: "ข้อมูล", "note";
    WARNING: "ควรดู", "warning";
    ERROR: "ขัดแย้ง", "error";
    // Hints of the terminal.
    HINT_RULES: "เลือกชุดเกณฑ์ด้วย --rules ID (ดู oitcheck rules list)", "choose a rule set with --rules ID (see oitcheck rules list)";
    HINT_REPORTS: "รายงานพร้อมหลักฐาน: --html DIR  ตารางทำงาน: --xlsx FILE  บันทึกถึงหน่วยงาน: --docx DIR", "report with evidence: --html DIR  workbook: --xlsx FILE  memo to the agency: --docx DIR";
    HINT_ADVICE: "ข้อที่เกณฑ์ปีนี้ยังไม่ยืนยันเลยจะให้คนดู  นับเป็นเกณฑ์ด้วย: --count-advice", "Items of which nothing is confirmed for this year are for a person to look at; count it all the same: --count-advice";
    HINT_EXPLAIN: "เหตุผลทั้งหมดของข้อเดียว: --explain {item}", "the whole reasoning of one item: --explain {item}";
    FILES: "ไฟล์", "Files";
}
