//! What is not there yet: texts that begin by saying so.

/// Whether a text begins by saying that something is still to be done.
pub fn is_to_come(text: &str) -> bool {
    const STILL: &[&str] = &[
        "กำลัง",
        "จะ",
        "เร็ว ๆ นี้",
        "มีแผน",
        "อยู่ในแผน",
        "วางแผน",
        "เตรียม",
        "คาดว่า",
        "มีกำหนด",
        "กำหนดเริ่ม",
        "กำหนดจะ",
        "กำหนดดำเนินการ",
    ];
    // Manpower and maps are more often written than what is to come.
    const OTHERS: &[&str] = &[
        "กำลังพล",
        "กำลังคน",
        "กำลังตำรวจ",
        "กำลังเจ้าหน้าที่",
        "มีแผนที่",
        "มีแผนผัง",
        "มีแผนภูมิ",
    ];
    let text = text.trim_start();
    is_awaited(text) || begins_with(text, STILL) && !begins_with(text, OTHERS)
}

/// Whether a text begins by saying that something should be there and is not yet.
pub fn is_awaited(text: &str) -> bool {
    const AWAITED: &[&str] = &["อยู่ระหว่าง", "รอ", "ยังไม่", "ยังมิได้"];
    // Deputies, rounds and marks are more often written than what is waited for, but "รองาน" waits for a line of work.
    const OTHERS: &[&str] = &["รอง", "รอบ", "รอย", "รอด"];
    let text = text.trim_start();
    begins_with(text, AWAITED) && (!begins_with(text, OTHERS) || text.starts_with("รองาน"))
}

fn begins_with(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_awaited_is_told_from_deputies_and_maps() {
        for text in [
            "รอข้อมูลจากงานอำนวยการ",
            "รองานสืบสวนส่งใบสำคัญ",
            " ยังไม่ได้สรุปยอด",
            "อยู่ระหว่างรวบรวม",
        ] {
            assert!(is_awaited(text), "{text}");
        }
        for text in ["รองผู้กำกับการ", "รอบ 6 เดือน", "ดำเนินการแล้ว"]
        {
            assert!(!is_awaited(text), "{text}");
        }
        assert!(is_to_come("จะติดตั้งในไตรมาส 3"));
        assert!(!is_to_come("มีแผนที่ในหน้า 2"));
    }
}
