//! What looks like evidence and is none, each with the like that is: judged by the rules of police stations.

mod named;
mod partly;
mod plans;
mod reached;
mod ruled;
mod signed;
mod unwritten;
mod when;
mod whose;

use crate::made::word_lines;
use oitcheck::choose::RuleChoice;
use oitcheck::pipeline::{self, Options};
use oitcheck::result::{AgencyInfo, AgencyResult, ItemResult, Verdict};
use oitcheck::rules;
use oitcheck::settings::Settings;

/// The result of an agency with these files, by the rules of police stations.
fn judge(info: AgencyInfo, settings: &Settings, documents: Vec<(String, Vec<u8>)>) -> AgencyResult {
    let options = Options {
        rules: RuleChoice::Given(Box::new(rules::load("police-station-2568").unwrap())),
        ..Options::default()
    };
    pipeline::check_documents(info, settings, documents, &options)
}

/// The same where nothing else is said of the agency.
fn of_station(documents: Vec<(String, Vec<u8>)>) -> AgencyResult {
    judge(AgencyInfo::default(), &Settings::default(), documents)
}

/// The result of a station with these documents, each a name and its lines.
fn check(documents: &[(&str, &[&str])]) -> AgencyResult {
    let documents = documents.iter();
    let documents = documents.map(|(name, lines)| ((*name).to_owned(), word_lines(lines)));
    of_station(documents.collect())
}

/// The id of the rule set that these files choose.
fn list_chosen_for(documents: Vec<(String, Vec<u8>)>) -> Option<String> {
    let (info, settings) = (AgencyInfo::default(), Settings::default());
    let result = pipeline::check_documents(info, &settings, documents, &Options::default());
    result.rule_set.map(|rules| rules.id)
}

fn item<'r>(result: &'r AgencyResult, id: &str) -> &'r ItemResult {
    result.items.iter().find(|item| item.id == id).unwrap()
}

fn verdict(result: &AgencyResult, id: &str) -> (Verdict, String) {
    let mut requirements = result.items.iter().flat_map(|item| &item.requirements);
    let found = requirements
        .find(|requirement| requirement.id == id)
        .unwrap();
    (found.verdict, found.reason.code.clone())
}

/// Whether a requirement passes, alone and after `lines` were changed by `spoil`.
fn spoilt(
    id: &str,
    name: &str,
    lines: &[&str],
    spoil: impl Fn(&str) -> String,
) -> (Verdict, Verdict) {
    let changed: Vec<String> = lines.iter().map(|line| spoil(line)).collect();
    let changed: Vec<&str> = changed.iter().map(String::as_str).collect();
    let of = |lines: &[&str]| verdict(&check(&[(name, lines)]), id).0;
    (of(lines), of(&changed))
}

const CHECKPOINTS: &[&str] = &[
    "# สถิติผลการดำเนินงาน ปีงบประมาณ 2568",
    "คดีอาญาจากระบบ CRIMES",
    "| เดือน | รับคำร้องทุกข์ | จับกุม |",
    "| ตุลาคม 2567 | 31 | 14 |",
    "สถิติการตั้งจุดตรวจ จุดสกัด",
    "| เดือน | ครั้ง | ผล |",
    "| ตุลาคม 2567 | 30 | 3 |",
];

const POLICY: &[&str] = &[
    "# ประกาศสถานีตำรวจภูธรบ้านสมมุติ",
    "เรื่อง นโยบายต่อต้านการรับสินบน",
    "1. วัตถุประสงค์ เพื่อให้การปฏิบัติหน้าที่โปร่งใส",
    "ประกาศ ณ วันที่ 4 พฤศจิกายน พ.ศ. 2567",
    "(เกริกไกร ตัวอย่างดี)",
    "ผู้กำกับการสถานีตำรวจภูธรบ้านสมมุติ",
];

const NEWS: &[&str] = &[
    "# กิจกรรมต่อต้านการทุจริตของหัวหน้าสถานี",
    "9 ธันวาคม 2567 ผู้กำกับการนำตำรวจประกาศเจตนารมณ์ต่อต้านการทุจริต",
    "17 มกราคม 2568 ผู้กำกับการอบรมคุณธรรมจริยธรรมข้าราชการตำรวจ",
    "5 มีนาคม 2568 ผู้กำกับการร่วมเวทีต้านสินบน",
];

const RISKS: &[&str] = &[
    "# ความเสี่ยงต่อการรับสินบน ปีงบประมาณ 2568",
    "เกณฑ์ โอกาส 1-5 ผลกระทบ 1-5 ระดับความเสี่ยง ต่ำ ปานกลาง สูง",
    "| สายงาน | เหตุการณ์ความเสี่ยง | ระดับ | มาตรการ |",
    "| จราจร | รับเงินแทนการออกใบสั่ง | สูง | ใช้ใบสั่งอิเล็กทรอนิกส์ทุกราย |",
    "| สอบสวน | เรียกเงินเพื่อเร่งคดี | สูง | สุ่มตรวจสำนวนเดือนละสองครั้ง |",
    "| สืบสวน | รับผลประโยชน์จากผู้ต้องหา | ปานกลาง | บันทึกภาพทุกครั้งที่ตรวจค้น |",
];

const ORDER: &[&str] = &[
    "# คำสั่งสถานีตำรวจภูธรบ้านสมมุติ ที่ 12/2568",
    "เรื่อง แต่งตั้งคณะทำงานขับเคลื่อน ITA ประจำปีงบประมาณ พ.ศ. 2568",
    "1. พ.ต.อ.เกริกไกร ตัวอย่างดี ผู้กำกับการ ประธาน",
    "2. พ.ต.ท.สมชาย นามสมมุติ สารวัตรอำนวยการ เลขานุการ",
    "สั่ง ณ วันที่ 6 มกราคม พ.ศ. 2568",
];
