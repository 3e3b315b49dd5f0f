//! Telephones, addresses, and what is said of them.

use super::{check, spoilt, verdict};
use oitcheck::result::Verdict;

#[test]
fn a_row_without_a_number_leaves_somebody_without_contact() {
    let lines: &[&str] = &[
        "# โครงสร้างและทำเนียบผู้บริหาร สถานีตำรวจภูธรบ้านสมมุติ",
        "| ชื่อ | ตำแหน่ง | โทรศัพท์ |",
        "| พ.ต.อ.เกริกไกร ตัวอย่างดี | ผู้กำกับการ | 0-0000-0001 |",
        "| พ.ต.ท.หญิง ดวงสมมุติ ลองเขียน | รองผู้กำกับการ | 0-0000-0002 |",
        "| พ.ต.ท.นามแฝง แต่งขึ้น | สารวัตรสืบสวน | 0-0000-0003 |",
        "| พ.ต.ต.สมมุติ เติมแต่ง | สารวัตรจราจร | 0-0000-0004 |",
        "| พ.ต.ต.หญิง ลองนึก วาดเล่น | สารวัตรอำนวยการ | 0-0000-0005 |",
    ];
    let spoil = |line: &str| line.replace("0-0000-0003", "");
    let found = spoilt("O1.f", "O1 โครงสร้าง.docx", lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn what_the_next_point_of_a_list_lacks_is_not_said_of_this_one() {
    let lines: &[&str] = &[
        "# มาตรการยกระดับคุณธรรมและความโปร่งใส ปีงบประมาณ 2568",
        "จุดบริการ One Stop Service",
        "1 จุดประชาสัมพันธ์และสอบถามความคืบหน้าคดี มีเวรทุกวัน",
        "2 ป้าย No Gift Policy ทุกโต๊ะ",
        "3 ป้ายดาวน์โหลดคู่มือบริการ ทุกโต๊ะ",
    ];
    let spoil = |line: &str| match line.strip_prefix("3 ป้ายดาวน์โหลดคู่มือบริการ")
    {
        Some(_) => "3 ป้ายดาวน์โหลดคู่มือบริการ ยังไม่ได้จัดทำ".to_owned(),
        None => line.to_owned(),
    };
    let of = |id| spoilt(id, "O24 มาตรการ.docx", lines, spoil);
    assert_eq!(of("O24.f"), (Verdict::Pass, Verdict::Pass));
    assert_eq!(of("O24.g"), (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_short_address_beside_its_label_is_one() {
    let lines: &[&str] = &[
        "# ติดต่อสถานี",
        "| หน่วยงาน | สถานีตำรวจภูธรบ้านสมมุติ |",
        "| ที่อยู่ | 55/5 หมู่ 2 ถนนเลียบหาด |",
        "| โทร | 0-0000-0000 |",
    ];
    let spoil = |line: &str| line.replace("| ที่อยู่ |", "| จุดตรวจ |");
    let found = spoilt("O5.b", "O5 ติดต่อ.docx", lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_dash_below_the_head_for_telephones_is_no_contact() {
    let heads: &[&str] = &[
        "# ผู้บริหารสถานี",
        "| ชื่อ | ตำแหน่ง | โทร |",
        "| พ.ต.อ.เกริกไกร ตัวอย่างดี | ผู้กำกับการ | 08-0000-2101 |",
        "| พ.ต.ท.สมชาย นามสมมุติ | รองผู้กำกับการป้องกันปราบปราม | 08-0000-2102 |",
        "| พ.ต.ท.สมหมาย ชื่อสมมุติ | สารวัตรอำนวยการ | 08-0000-2103 |",
        "| พ.ต.ต.สมศักดิ์ คนสมมุติ | สารวัตรสืบสวน | 08-0000-2104 |",
        "| พ.ต.ต.สมบัติ ใจสมมุติ | สารวัตรจราจร | 08-0000-2105 |",
    ];
    let spoil = |line: &str| {
        line.replace("08-0000-2102", "-")
            .replace("08-0000-2105", "-")
    };
    let found = spoilt("O1.f", "O1 โครงสร้าง.docx", heads, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn an_address_below_a_card_is_of_that_card() {
    let cards: &[&str] = &[
        "# บริการออนไลน์ e-Service ของสถานี",
        "| แจ้งความออนไลน์ | ชำระค่าปรับใบสั่ง | ติดตามคดี |",
        "| https://report.example | https://fine.example/pay | https://sommut.example/track |",
    ];
    let spoil = |line: &str| line.replace("https://fine.example/pay", "เร็วๆ นี้");
    let found = spoilt("O10.b", "O10 บริการออนไลน์.docx", cards, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_number_below_its_label_is_not_left_blank() {
    let directory = |number: &'static str| {
        let lines = [
            "# ทำเนียบผู้บังคับบัญชา สถานีตำรวจภูธรบ้านสมมุติ",
            "พ.ต.อ.เกริกไกร ตัวอย่างดี ผกก. โทร. 08-0000-0001",
            "พ.ต.ต.สมชาย นามสมมุติ สว.จร. หัวหน้างานจราจร โทร.",
            number,
        ];
        verdict(&check(&[("O1 ทำเนียบ.docx", &lines)]), "O1.f")
    };
    assert_eq!(directory("08-0000-0007").0, Verdict::Pass);
    let blank = directory("หมายเหตุ ปรับปรุงทุกไตรมาส");
    assert_eq!(blank, (Verdict::Fail, "contact-blank".to_owned()));
}

#[test]
fn a_page_that_was_closed_links_nobody() {
    let news = |line: &'static str| {
        let lines = [
            "# ข่าวของสถานีตำรวจภูธรบ้านสมมุติ ปีงบประมาณ 2568",
            "เว็บไซต์ https://baan.example",
            "3 ตุลาคม 2567 จับกุมผู้ต้องหาลักทรัพย์",
            "โซเชียลของเรา",
            line,
        ];
        verdict(&check(&[("O6 ข่าว.docx", &lines)]), "O6.b").0
    };
    let open = news("เพจเฟซบุ๊ก สภ.บ้านสมมุติ ลงข่าวเดียวกัน");
    let closed = news("เพจเฟซบุ๊กเดิมถูกระงับ จะแจ้งลิงก์ให้ทราบเมื่อพร้อม");
    assert_eq!((open, closed), (Verdict::Pass, Verdict::Fail));
}
