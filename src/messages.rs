//! Every sentence users read, in Thai and English, by code.
//!
//! Codes are stable and appear in results; `{name}` is filled from the arguments. A test makes sure that
//! no code appears twice and that both languages name the same arguments.

pub mod phrases;

use crate::document::{Warning, WarningCode};
use crate::ingest::IngestError;
use crate::language::Bilingual;

/// Code, Thai, English.
type Entry = (&'static str, &'static str, &'static str);

const CATALOGUE: &[Entry] = &[
    // Files.
    (
        "cannot-read",
        "{path}: เปิดไฟล์ไม่ได้",
        "{path}: cannot be opened",
    ),
    (
        "empty",
        "{path}: ไฟล์ว่าง ไม่มีข้อมูล ขอไฟล์ใหม่จากหน่วยงาน",
        "{path}: the file is empty; ask the agency for it again",
    ),
    (
        "encrypted",
        "{path}: ไฟล์มีรหัสผ่าน เปิดอ่านไม่ได้ ขอไฟล์ที่ไม่มีรหัสผ่าน",
        "{path}: the file needs a password; ask for one without",
    ),
    (
        "unsupported",
        "{path}: ยังไม่รองรับไฟล์ชนิดนี้ ({detail}) ให้บันทึกเป็น PDF, DOCX หรือ XLSX",
        "{path}: this kind of file is not read ({detail}); save it as PDF, DOCX or XLSX",
    ),
    (
        "corrupt",
        "{path}: ไฟล์เสียหาย อ่านไม่ได้ ({detail})",
        "{path}: the file is damaged and cannot be read ({detail})",
    ),
    (
        "limit",
        "{path}: เกินขีดจำกัดความปลอดภัย ({detail})",
        "{path}: a safety limit was exceeded ({detail})",
    ),
    (
        "unreadable",
        "{path}: ระบบปฏิบัติการอ่านไฟล์ไม่ได้ ({detail})",
        "{path}: the operating system could not read the file ({detail})",
    ),
    (
        "crashed",
        "{path}: ตัวอ่านหยุดทำงานที่ไฟล์นี้ ({detail}) ให้คนเปิดดู หรือบันทึกเป็นไฟล์ใหม่แล้วตรวจอีกครั้ง",
        "{path}: the reader failed at this file ({detail}); a person must open it, or save it anew and check again",
    ),
    (
        "interrupted",
        "{path}: หยุดก่อนอ่านไฟล์นี้",
        "{path}: stopped before the file was read",
    ),
    // Folders.
    (
        "stray-file",
        "{path}: อยู่นอกโฟลเดอร์หน่วยงาน จึงไม่ได้ตรวจ",
        "{path}: lies beside the agency folders and was not checked",
    ),
    (
        "too-deep",
        "{path}: โฟลเดอร์ซ้อนกันลึกเกินไป ไม่ได้อ่าน",
        "{path}: folders are nested too deeply; not read",
    ),
    (
        "not-a-file",
        "{path}: เป็นลิงก์หรืออุปกรณ์ ไม่ใช่ไฟล์ จึงไม่เปิด",
        "{path}: is a link or a device, not a file, and was not opened",
    ),
    (
        "settings",
        "oitcheck.toml ใช้ไม่ได้: {detail}",
        "oitcheck.toml cannot be used: {detail}",
    ),
    (
        "pin",
        "oitcheck.toml: [pins] “{path}” = “{item}” ไม่มีผล เพราะไม่มีไฟล์นี้ หรือไม่มีข้อนี้ในชุดเกณฑ์ {id}",
        "oitcheck.toml: [pins] “{path}” = “{item}” has no effect: there is no such file, or no such item in {id}",
    ),
    (
        "no-documents",
        "{path}: ไม่มีเอกสาร PDF, DOCX หรือ XLSX ในโฟลเดอร์",
        "{path}: there is no PDF, DOCX or XLSX document in the folder",
    ),
    (
        "not-found-path",
        "{path}: ไม่พบโฟลเดอร์หรือไฟล์ ({detail})",
        "{path}: no such folder or file ({detail})",
    ),
    (
        "run-interrupted",
        "หยุดก่อนเสร็จ ตรวจแล้ว {done} จาก {all} หน่วยงาน สั่งซ้ำด้วยคำสั่งเดิมเพื่อทำต่อ ไฟล์ที่อ่านแล้วไม่ต้องอ่านใหม่",
        "stopped before the end: {done} of {all} agencies are checked; run the same command again to go on, what was read is not read again",
    ),
    (
        "check-failed",
        "{path}: โปรแกรมผิดพลาดขณะตรวจหน่วยงานนี้ จึงไม่มีผล หน่วยงานอื่นไม่ได้รับผลกระทบ โปรดแจ้งผู้พัฒนา",
        "{path}: the program failed while checking this agency, so there is no verdict; the others are not affected; please tell its makers",
    ),
    // Choosing rules.
    (
        "rules-unknown",
        "ไม่รู้จักชุดเกณฑ์ {id} ชุดที่มี: {known}",
        "there is no rule set {id}; known: {known}",
    ),
    (
        "rules-ambiguous",
        "เลือกชุดเกณฑ์ให้ไม่ได้ ระบุด้วย --rules หรือ oitcheck.toml ({known})",
        "cannot tell which rule set applies; name it with --rules or in oitcheck.toml ({known})",
    ),
    // Decisions of an auditor.
    (
        "waiver-file",
        "อ่านไฟล์คำตัดสินไม่ได้: {detail}",
        "the file of decisions cannot be read: {detail}",
    ),
    (
        "waiver-no-table",
        "ไม่พบคอลัมน์คำตัดสิน ใช้ไฟล์ที่สร้างด้วย --xlsx",
        "there are no decision columns; use a workbook made with --xlsx",
    ),
    (
        "waiver-decision",
        "ไม่รู้จักคำตัดสิน “{found}” เลือกจากรายการในช่อง",
        "unknown decision “{found}”; choose from the list in the cell",
    ),
    (
        "waiver-incomplete",
        "การยกเว้นต้องระบุผู้ตัดสินและเหตุผล",
        "a waiver must say who decided and why",
    ),
    (
        "waiver-until",
        "อ่านวันที่ “{found}” ไม่ออก เขียนเป็น 2025-09-30 หรือ 30 กันยายน 2568",
        "“{found}” is no date; write 2025-09-30 or 30 กันยายน 2568",
    ),
    (
        "waiver-twice",
        "ตัดสินไว้สองครั้งไม่ตรงกัน อีกแห่งอยู่ที่ {other}",
        "decided twice, and differently; the other is at {other}",
    ),
    (
        "waiver-expired",
        "{requirement}: การยกเว้นหมดอายุเมื่อ {until}",
        "{requirement}: its waiver ran out on {until}",
    ),
    (
        "waiver-unknown",
        "{place}: ไม่มีหน่วยงานหรือองค์ประกอบนี้ในผลตรวจ",
        "{place}: the result has no such agency or requirement",
    ),
    // Findings.
    (
        "twins-differ",
        "{item}: PDF ระบุ “{a}” แต่ {path} ระบุ “{b}”",
        "{item}: the PDF says “{a}”, {path} says “{b}”",
    ),
    // Reasons of requirements.
    ("found", "พบ: {asks}", "found: {asks}"),
    (
        "not-found",
        "ไม่พบ: {asks} (ไม่พบคำเช่น {absent})",
        "not found: {asks} (none of the words, such as {absent})",
    ),
    (
        "form-missing",
        "ไม่พบ: {asks} (ไม่พบตัวเลขหรือข้อความในรูปแบบที่ต้องการ)",
        "not found: {asks} (no figure or text of the form asked for)",
    ),
    (
        "found-apart",
        "ไม่พบ: {asks} (คำที่เกี่ยวข้องอยู่ห่างกัน ไม่ได้กล่าวถึงเรื่องเดียวกัน)",
        "not found: {asks} (words of it stand far from each other and do not say it together)",
    ),
    (
        "says-not-yet",
        "เอกสารระบุว่ายังไม่มีหรือยังไม่ได้ทำ: “{quote}”",
        "the document says it is not there yet: “{quote}”",
    ),
    (
        "says-none",
        "เอกสารระบุว่าไม่มีรายการ",
        "the document states that there is nothing to list",
    ),
    (
        "no-document",
        "ไม่มีเอกสารของข้อนี้ ต้องเผยแพร่: {asks}",
        "there is no document for this item; to publish: {asks}",
    ),
    (
        "unreadable-document",
        "มีไฟล์ที่อาจเป็นหลักฐานแต่อ่านไม่ได้: {path} ให้คนเปิดดู",
        "a file that may be the evidence cannot be read: {path}; a person must open it",
    ),
    (
        "unreadable-evidence",
        "ไม่พบในส่วนที่อ่านได้ แต่มีส่วนที่อ่านไม่ได้: {path} ให้คนเปิดดู: {asks}",
        "not found in what can be read, but part cannot be read: {path}; a person must look for: {asks}",
    ),
    (
        "broken-rule",
        "เกณฑ์ของข้อนี้มีข้อผิดพลาด ตรวจไม่ได้: {detail}",
        "the rule of this item has an error and cannot be checked: {detail}",
    ),
    (
        "not-applicable",
        "ไม่เข้าเงื่อนไขที่ต้องแสดง จึงถือว่าครบ: {asks}",
        "the condition does not arise, so nothing is asked: {asks}",
    ),
    (
        "not-due-yet",
        "ยังไม่ถึงกำหนด ({window}): {asks}",
        "not due yet ({window}): {asks}",
    ),
    (
        "human",
        "ต้องให้คนตรวจ: {look_at}",
        "a person must look: {look_at}",
    ),
    (
        "columns-found",
        "พบตารางที่มีคอลัมน์ครบ",
        "found a table with all columns",
    ),
    (
        "columns-missing",
        "ตารางขาดคอลัมน์: {columns}",
        "the table lacks columns: {columns}",
    ),
    (
        "no-table",
        "ไม่พบตารางที่ต้องแสดง: {asks}",
        "no such table: {asks}",
    ),
    (
        "rows-found",
        "พบแถวที่ต้องมีในตาราง: {asks}",
        "the table has the rows: {asks}",
    ),
    (
        "rows-missing",
        "ตารางไม่มีรายการ และไม่ได้ระบุว่าไม่มี",
        "the table has no rows and does not say that there are none",
    ),
    (
        "cells-empty",
        "มีช่องว่างในคอลัมน์ {columns}",
        "empty cells in column {columns}",
    ),
    (
        "cells-left-out",
        "คอลัมน์ {columns} ว่างในบางแถว",
        "column {columns} is empty in some rows",
    ),
    (
        "no-number",
        "ไม่มีตัวเลขมากกว่าศูนย์ในคอลัมน์ {columns}",
        "no number above zero in column {columns}",
    ),
    (
        "period-complete",
        "ครบทุกช่วงของ {window}",
        "every part of {window} is there",
    ),
    (
        "period-stated",
        "เอกสารครอบคลุมช่วง {window}",
        "the documents cover {window}",
    ),
    (
        "dates-inside",
        "วันที่ในเอกสารอยู่ในช่วง {window}",
        "the dates in the documents lie inside {window}",
    ),
    (
        "undated",
        "ไม่ระบุวันหรือช่วงเวลาที่เป็นอย่างอื่นนอกจาก {window}",
        "no date or period is stated that is not of {window}",
    ),
    (
        "no-dates",
        "ไม่พบวันที่หรือช่วงเวลา ({window}): {asks}",
        "no date or period ({window}): {asks}",
    ),
    (
        "months-missing",
        "ขาดเดือน {months}",
        "missing months: {months}",
    ),
    (
        "table-ends-early",
        "ตารางรายเดือนขาดเดือน {months} แม้หัวเรื่องจะระบุช่วงเวลาไว้ครบ",
        "the monthly table lacks {months}, though its title names the whole period",
    ),
    (
        "month-left-out",
        "ขาดเดือน {months} ทั้งที่มีเดือนก่อนและหลัง",
        "missing between other months: {months}",
    ),
    (
        "months-of-other-year",
        "ขาดเดือน {months} (พบ {found} ซึ่งเป็นคนละปี)",
        "missing months: {months} (found {found}, of another year)",
    ),
    (
        "part-of-period",
        "พบเพียง {found} ไม่ครบ {window}",
        "only {found} is there, not all of {window}",
    ),
    (
        "no-other-period",
        "ไม่มีหัวตารางที่เป็นของช่วงอื่น",
        "no table has heads of another period",
    ),
    (
        "other-period",
        "พบ “{found}” ซึ่งไม่ใช่ช่วง {window}",
        "found “{found}”, which is not {window}",
    ),
    (
        "formats-found",
        "มีไฟล์รูปแบบ {formats}",
        "there are files as {formats}",
    ),
    (
        "formats-broken",
        "ไฟล์ {formats} เปิดไม่ได้ เพราะเสียหรือว่างเปล่า จึงนับว่าขาด: {path}",
        "the {formats} file cannot be opened, as it is damaged or empty, and counts as missing: {path}",
    ),
    (
        "formats-missing",
        "ขาดไฟล์รูปแบบ {formats}",
        "missing file formats: {formats}",
    ),
    ("count-reached", "พบ {count} รายการ", "found {count}"),
    (
        "count-short",
        "พบ {count} รายการ จากที่ต้องมี {wanted}: {asks}",
        "found {count} of {wanted}: {asks}",
    ),
    ("contact-found", "พบข้อมูลติดต่อ", "found the contact details"),
    (
        "contact-missing",
        "ขาดข้อมูลติดต่อ: {fields}",
        "missing contact details: {fields}",
    ),
    (
        "contact-not-each",
        "มีช่องทางติดต่อ {count} รายการ สำหรับ {wanted} คน",
        "{count} contacts for {wanted} persons",
    ),
    (
        "contact-blank",
        "ช่องทางติดต่อของบางคนเว้นว่างไว้",
        "the contact of some person is left blank",
    ),
    ("date-found", "พบวันที่ระบุไว้", "found the stated date"),
    ("date-missing", "ไม่ระบุวันที่: {asks}", "no date stated: {asks}"),
    (
        "date-label-missing",
        "ไม่พบข้อความบอกวันที่ เช่น {label}",
        "no statement of a date, such as {label}",
    ),
    (
        "signature-found",
        "พบชื่อในวงเล็บเหนือตำแหน่ง",
        "found a name in brackets above a position",
    ),
    (
        "signature-missing",
        "ไม่พบชื่อผู้ลงนามในวงเล็บเหนือตำแหน่ง: {asks}",
        "no name in brackets above a position: {asks}",
    ),
    (
        "signed-by-other",
        "ผู้ลงนามคือ {name} แต่ข้อ {item} ระบุชื่อ {holder}: {asks}",
        "signed by {name}, but {item} names {holder}: {asks}",
    ),
    ("image-found", "พบภาพประกอบ", "found the picture"),
    ("no-image", "ไม่มีภาพ: {asks}", "no picture: {asks}"),
    (
        "formats-not-each",
        "{path} ไม่มีไฟล์คู่เหมือนไฟล์อื่น: {asks}",
        "{path} has no twin in another format as the others have: {asks}",
    ),
    (
        "image-not-each",
        "บางคนไม่มีภาพ: {asks}",
        "some person has no picture: {asks}",
    ),
    (
        "image-without-caption",
        "มีภาพ แต่ไม่มีคำบรรยายที่ตรง: {asks}",
        "there are pictures, but none with a fitting caption: {asks}",
    ),
    (
        "language-found",
        "พบฉบับภาษาที่กำหนด",
        "found the version in that language",
    ),
    (
        "language-missing",
        "ไม่พบฉบับภาษาที่กำหนด (พบ {count} ตัวอักษร): {asks}",
        "no version in that language ({count} letters): {asks}",
    ),
    ("link-found", "พบลิงก์", "found the link"),
    (
        "link-said",
        "เอกสารระบุช่องทาง",
        "the document names the channel",
    ),
    (
        "link-missing",
        "กล่าวถึงแต่ไม่มีลิงก์: {asks}",
        "mentioned, but without a link: {asks}",
    ),
    (
        "measures-followed",
        "พบผลของ {count} จาก {wanted} มาตรการในข้อ {item}",
        "results of {count} of {wanted} measures of {item} are there",
    ),
    (
        "measures-not-followed",
        "มาตรการในข้อ {item} ที่ไม่พบผล: {absent}",
        "measures of {item} without a result: {absent}",
    ),
    (
        "nothing-to-follow",
        "อ่านมาตรการของข้อ {item} ไม่ได้ ให้คนเทียบเอง",
        "the measures of {item} could not be read; a person must compare",
    ),
    ("sum-agrees", "ผลรวมตรงกัน", "the total agrees"),
    (
        "sum-differs",
        "ผลรวมไม่ตรง: คำนวณได้ {sum} แต่ระบุ {total}",
        "the total differs: {sum} computed, {total} stated",
    ),
    ("no-total", "ไม่พบแถวผลรวม: {asks}", "no total row: {asks}"),
];

/// The sentence of a code whose arguments differ by language.
pub fn bilingual(code: &str, arguments: &[(&str, &Bilingual)]) -> Bilingual {
    let th: Vec<(&str, &str)> = arguments
        .iter()
        .map(|(name, value)| (*name, value.th.as_str()))
        .collect();
    let en: Vec<(&str, &str)> = arguments
        .iter()
        .map(|(name, value)| (*name, value.en.as_str()))
        .collect();
    Bilingual {
        th: text(code, &th).th,
        en: text(code, &en).en,
    }
}

/// The sentence of a code with its arguments filled in. An unknown code gives the code itself, so that
/// nothing is lost.
pub fn text(code: &str, arguments: &[(&str, &str)]) -> Bilingual {
    let Some((_, th, en)) = CATALOGUE.iter().find(|(known, _, _)| *known == code) else {
        debug_assert!(false, "no message for {code}");
        return Bilingual {
            th: code.to_owned(),
            en: code.to_owned(),
        };
    };
    Bilingual {
        th: fill(th, arguments),
        en: fill(en, arguments),
    }
}

/// What a user is told about something doubtful in a document.
pub fn warning(warning: &Warning) -> Bilingual {
    let (th, en) = match warning.code {
        WarningCode::StoppedAtLimit => (
            "หยุดอ่านเมื่อถึงขีดจำกัด ({detail}) ส่วนที่เหลือไม่ได้อ่าน",
            "reading stopped at a limit ({detail}); the rest was not read",
        ),
        WarningCode::PartDamaged => (
            "ไฟล์เสียหายบางส่วน อ่านได้ไม่ครบ ({detail})",
            "part of the file is damaged and was not read ({detail})",
        ),
        WarningCode::SheetDamaged => (
            "แผ่นงานเสียหาย อ่านไม่ได้ ({detail})",
            "a sheet is damaged and was not read ({detail})",
        ),
        WarningCode::NestedTooDeep => (
            "มีส่วนที่ซ้อนกันลึกเกินไปและไม่ได้อ่าน ({detail})",
            "parts nested too deeply were left out ({detail})",
        ),
        WarningCode::ForeignContent => (
            "มีเนื้อหาที่แนบในรูปแบบอื่นซึ่งไม่ได้อ่าน ({detail})",
            "holds content in another format, which is not read ({detail})",
        ),
        WarningCode::FormulaWithoutValue => (
            "มีสูตรที่ไม่ได้บันทึกผลลัพธ์ไว้ เปิดด้วย Excel แล้วบันทึกใหม่ (ตำแหน่งแรก; จำนวน: {detail})",
            "formulas without a stored result; open in Excel and save again (first place; number: {detail})",
        ),
        WarningCode::ExtensionDiffers => (
            "นามสกุลไฟล์ไม่ตรงกับเนื้อหา ({detail})",
            "the extension is not that of the content ({detail})",
        ),
        WarningCode::Copy => ("เหมือนกับไฟล์ {detail} ทุกประการ", "the same file as {detail}"),
        WarningCode::CoverLetter => (
            "เป็นหนังสือนำส่งเอกสารอื่น ไม่ใช่หลักฐาน",
            "a letter that sends other documents, no evidence itself",
        ),
        WarningCode::OtherScheme => (
            "ใช้เลขข้อของแบบประเมินอื่น จึงไม่นับเป็นหลักฐาน",
            "numbered for another assessment, so it is no evidence here",
        ),
        WarningCode::BlankForm => (
            "เป็นแบบฟอร์มที่ยังไม่ได้กรอก จึงไม่นับเป็นหลักฐาน",
            "a form that nobody filled in, so it is no evidence",
        ),
        WarningCode::Sample => (
            "เป็นเอกสารตัวอย่าง จึงไม่นับเป็นหลักฐาน",
            "a sample, so it is no evidence",
        ),
        WarningCode::OtherAgency => (
            "ออกโดยหน่วยงานอื่นและไม่กล่าวถึงหน่วยงานนี้ จึงไม่นับเป็นหลักฐาน",
            "issued by another agency and does not name this one, so it is no evidence",
        ),
        WarningCode::AsksForTime => (
            "บอกเพียงว่ายังไม่มีหรือยังไม่เสร็จ ขอขยายเวลา หรือทวงเอกสาร จึงไม่นับเป็นหลักฐาน",
            "only says that something is not ready, asks for time to make it, or for what has not come, so it is no evidence",
        ),
        WarningCode::OlderYear => (
            "เป็นของปีก่อน มีฉบับของปีที่ตรวจแล้ว ({detail})",
            "of an earlier year, beside one of the year checked ({detail})",
        ),
        WarningCode::CodeDiffers => (
            "เลขข้อในชื่อไฟล์ไม่ตรงกับเนื้อหา ({detail})",
            "the number in the file name is not that of the content ({detail})",
        ),
        WarningCode::HousekeepingFile => (
            "ไฟล์ของระบบหรือไฟล์ชั่วคราว ไม่ได้อ่าน",
            "made by a system or program for itself; not read",
        ),
        WarningCode::IgnoredBySettings => {
            ("oitcheck.toml กำหนดให้ข้าม", "left out as oitcheck.toml says")
        }
        WarningCode::SettingsFile => ("ไฟล์การตั้งค่าของหน่วยงานนี้", "the settings of this agency"),
        WarningCode::Unpacked => (
            "ไฟล์บีบอัด แยกตรวจทีละไฟล์",
            "an archive; its files are listed by themselves",
        ),
    };
    let arguments = [("detail", warning.detail.as_str())];
    Bilingual {
        th: fill(th, &arguments),
        en: fill(en, &arguments),
    }
}

/// What a user is told about a file that gave no document.
pub fn ingest_error(path: &str, error: &IngestError) -> Bilingual {
    let detail = match error {
        IngestError::Empty | IngestError::Encrypted | IngestError::Interrupted => "",
        IngestError::Unsupported(detail)
        | IngestError::Corrupt(detail)
        | IngestError::Limit(detail)
        | IngestError::Unreadable(detail)
        | IngestError::Crashed(detail) => detail,
    };
    text(error.code(), &[("path", path), ("detail", detail)])
}

/// Fills `{name}` in one pass, so that an argument cannot bring placeholders of its own.
fn fill(template: &str, arguments: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        let value = arguments
            .iter()
            .find(|(key, _)| *key == name)
            .map_or("", |(_, value)| value);
        out.push_str(value);
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn names(template: &str) -> BTreeSet<&str> {
        template
            .split('{')
            .skip(1)
            .filter_map(|part| part.split_once('}'))
            .map(|(name, _)| name)
            .collect()
    }

    #[test]
    fn every_code_is_unique_and_says_the_same_in_both_languages() {
        let mut seen = BTreeSet::new();
        for (code, th, en) in CATALOGUE {
            assert!(seen.insert(code), "{code} appears twice");
            assert!(!th.is_empty() && !en.is_empty(), "{code} lacks a language");
            assert_eq!(names(th), names(en), "{code} has different arguments");
        }
    }

    #[test]
    fn every_phrase_says_the_same_in_both_languages() {
        for (name, phrase) in phrases::ALL {
            let (th, en) = (phrase.th, phrase.en);
            assert!(!th.is_empty() && !en.is_empty(), "{name} lacks a language");
            assert_eq!(names(th), names(en), "{name} has different arguments");
        }
    }

    #[test]
    fn an_argument_cannot_bring_placeholders() {
        assert_eq!(fill("{a}-{b}", &[("a", "{b}"), ("b", "x")]), "{b}-x");
    }
}
