use super::*;

#[test]
fn a_short_month_may_be_joined_to_the_word_that_leads_to_it() {
    for text in ["จัดทำเมื่อก.พ. 2568", "ตั้งแต่ก.พ. 2568", "สิ้นก.พ. 2568"]
    {
        let found = find_dates(text);
        assert_eq!(
            found.first().map(|date| date.kind),
            Some(DateKind::Month),
            "{text}"
        );
    }
    // The Civil Service Commission has the same letters.
    let found = find_dates("หนังสือสำนักงานก.พ. 2568");
    assert!(found.iter().all(|date| date.kind != DateKind::Month));
}

#[test]
fn a_mention_says_what_it_is() {
    let text = "ข้อมูล ณ วันที่ ๓๑ มีนาคม ๒๕๖๘ ของไตรมาสที่ ๒ ปีงบประมาณ พ.ศ. ๒๕๖๘";
    let found = find_dates(text);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(&text[found[0].span.clone()], "๓๑ มีนาคม ๒๕๖๘");
    assert!(found[0].as_of);
    assert_eq!(found[0].era, Era::BuddhistByRange);
    assert_eq!(found[1].kind, DateKind::Quarter);
    assert_eq!(found[1].era, Era::BuddhistStated);
}
