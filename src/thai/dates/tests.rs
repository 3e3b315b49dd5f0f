use super::*;

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
