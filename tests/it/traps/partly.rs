//! What is there in part: a table with empty cells, an example in the place of a picture, a text still to be written.

use super::spoilt;
use crate::made::PHOTOGRAPH;
use oitcheck::result::Verdict;

#[test]
fn a_level_left_out_of_some_rows_is_not_given() {
    let table: &[&str] = &[
        "# การประเมินความเสี่ยงต่อการรับสินบน ปีงบประมาณ 2568",
        "| สายงาน | กระบวนงาน | เหตุการณ์ความเสี่ยง | ระดับความเสี่ยง | มาตรการ |",
        "| อำนวยการ | จัดซื้อวัสดุ | ผู้ขายเสนอส่วนลดให้เจ้าหน้าที่ | ต่ำ | ติดประกาศราคา |",
        "| จราจร | ตั้งจุดตรวจ | รับเงินแทนใบสั่ง | สูง | กล้องติดตัว |",
        "| สืบสวน | จับยาเสพติด | ต่อรองข้อหา | ปานกลาง | ตรวจบันทึก |",
        "| สอบสวน | ประกันตัว | เรียกเงินเร่งรัด | ต่ำ | ติดอัตรา |",
    ];
    let left_out = |line: &str| line.replace("| สูง |", "| |");
    let found = spoilt("O20.f", "O20 ความเสี่ยง.docx", table, left_out);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
    // What is written once for several rows begins at the left.
    let once = |line: &str| line.replace("| สืบสวน | จับยาเสพติด |", "| | |");
    let found = spoilt("O20.f", "O20 ความเสี่ยง.docx", table, once);
    assert_eq!(found, (Verdict::Pass, Verdict::Pass));
}

#[test]
fn a_picture_of_a_manual_is_none_of_the_station() {
    let pictures: &[&str] = &[
        "# ผลการดำเนินการตามมาตรการยกระดับคุณธรรมและความโปร่งใส ปี 2568",
        "ตั้งจุดประชาสัมพันธ์แล้วเมื่อ 2 ธ.ค. 67",
        PHOTOGRAPH,
        "ภาพป้ายพันธะสัญญาหน้าสถานี",
    ];
    let example =
        |line: &str| line.replace("ภาพป้ายพันธะสัญญาหน้าสถานี", "ภาพตัวอย่างป้ายพันธะสัญญา ไม่ใช่ของสถานี");
    let found = spoilt("O25.d", "O25 ผล.docx", pictures, example);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn rights_that_are_still_being_written_are_not_told() {
    let rights: &[&str] = &[
        "# กฎหมายที่ประชาชนควรรู้",
        "ผู้ต้องหามีสิทธิทราบข้อหา มีทนาย และขอปล่อยชั่วคราว",
        "สิทธิของผู้เสียหาย ขอทราบความคืบหน้าของคดีและขอค่าตอบแทนผู้เสียหายได้",
    ];
    let promised = |line: &str| {
        line.replace(
            "ขอทราบความคืบหน้าของคดีและขอค่าตอบแทนผู้เสียหายได้",
            "งานสอบสวนกำลังเรียบเรียง จะนำลงในเล่มเดือนหน้า",
        )
    };
    let found = spoilt("O3.c", "O3 กฎหมาย.docx", rights, promised);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn the_head_of_a_line_may_be_told_by_its_short_name() {
    let heads: &[&str] = &[
        "# ทำเนียบหัวหน้างาน",
        "ผกก. พ.ต.อ.เมฆา ลมบน",
        "รอง ผกก.ปป. พ.ต.ท.ภูผา ดินเย็น",
        "หน.งาน อก. พ.ต.ต.หญิง ดาริน ฟ้าใส ตำแหน่ง สว.อก.",
        "หน.งาน ปป. พ.ต.ต.ธารา น้ำนิ่ง ตำแหน่ง สวป.",
        "หน.งาน จร. ร.ต.อ.วายุ ทรายทอง ตำแหน่ง รอง สวป.(จร.)",
        "หน.งาน สส. พ.ต.ต.พนา ป่าสัก ตำแหน่ง สว.สส.",
        "หน.งานสอบสวน พ.ต.ต.ศิลา หินงาม ตำแหน่ง สว.(สอบสวน)",
    ];
    let without =
        |line: &str| line.replace("หน.งาน จร. ร.ต.อ.วายุ ทรายทอง ตำแหน่ง รอง สวป.(จร.)", "");
    let found = spoilt("O1.c", "O1 ผัง.docx", heads, without);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn the_year_of_an_order_may_have_two_digits() {
    let order: &[&str] = &[
        "คำสั่ง สภ.บ้านลมเย็น ที่ 88/67",
        "ตั้งทีมทำ ITA ปี 68",
        "ให้ พ.ต.ท.ภูผา ดินเย็น เป็นหัวหน้าทีม มี สว.ทุกงานร่วม เสมียน อก. เป็นเลขา",
        "สั่ง 25 ต.ค.67",
    ];
    let last_year = |line: &str| {
        line.replace("ปี 68", "ปี 67")
            .replace("88/67", "88/66")
            .replace("ต.ค.67", "ต.ค.66")
    };
    let found = spoilt("O24.a", "O24 ยกระดับ.docx", order, last_year);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_cell_with_the_name_of_a_line_says_who_is_responsible() {
    let table: &[&str] = &[
        "# ผลงานเดือนตุลาคม 2567",
        "| กิจกรรม | ทำอะไร | ทำเมื่อใด | งาน |",
        "| กวาดล้างแหล่งมั่วสุม | ค้น 5 จุด | 21-25 ต.ค. 67 | สืบสวน |",
    ];
    let unnamed = |line: &str| line.replace("| สืบสวน |", "| 5 |");
    let found = spoilt("O7.e", "O7 ผลงานประจำเดือน.docx", table, unnamed);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}
