//! What a rule of one requirement says of a policy.

use super::{POLICY, verdict};
use crate::made::word_lines;
use oitcheck::choose::RuleChoice;
use oitcheck::pipeline::{self, Options};
use oitcheck::result::{AgencyInfo, AgencyResult, ItemVerdict};
use oitcheck::rules;
use oitcheck::settings::Settings;

/// The result of a policy by a rule set of one requirement, `O1.a`.
fn by_rule(requirement: &str, pinned: bool) -> AgencyResult {
    let rules = format!(
        r#"id = "mine-2568"
version = "1"
agency_type = "police-station"
fiscal_years = [2568]
title = {{ th = "ของเรา", en = "Ours" }}

[[item]]
id = "O1"
key = "policy"
title = {{ th = "ประกาศนโยบาย", en = "Policy" }}

[[item.requirement]]
id = "O1.a"
asks = {{ th = "วัตถุประสงค์", en = "Its aim" }}
{requirement}
"#
    );
    let options = Options {
        rules: RuleChoice::Given(Box::new(rules::load_str("mine-2568.toml", &rules).unwrap())),
        ..Options::default()
    };
    let name = "ประกาศ.docx".to_owned();
    let mut settings = Settings::default();
    if pinned {
        settings.pins.insert(name.clone(), "O1".to_owned());
    }
    let documents = vec![(name, word_lines(POLICY))];
    pipeline::check_documents(AgencyInfo::default(), &settings, documents, &options)
}

#[test]
fn an_item_with_a_broken_rule_is_never_missing() {
    let result = by_rule(r#"text = { anny = ["แผนผัง"] }"#, false);
    assert_eq!(result.items[0].verdict, ItemVerdict::Review);
    assert_eq!(verdict(&result, "O1.a").1, "broken-rule");
}

#[test]
fn a_reason_says_whether_words_a_form_or_their_nearness_is_missing() {
    let reason = |rule: &str| verdict(&by_rule(rule, true), "O1.a").1;
    let groups = r#"groups = [["โปร่งใส"], ["ตัวอย่างดี"]]"#;
    assert_eq!(
        reason(&format!("text = {{ {groups}, near = 300 }}")),
        "found"
    );
    let apart = reason(&format!("text = {{ {groups}, near = 5 }}"));
    assert_eq!(apart, "found-apart");
    let formless = reason(r#"text = { any = ["โปร่งใส"], patterns = ['ข้อ [0-9]{4}'] }"#);
    assert_eq!(formless, "form-missing");
    assert_eq!(reason(r#"text = { any = ["แผนผัง"] }"#), "not-found");
}
