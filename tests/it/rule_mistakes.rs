//! Every kind of mistake in a rule file, with the message a user gets in both languages.

use std::collections::BTreeSet;

use oitcheck::rules;

use crate::hostile_rules;

/// A file that loads; the cases change one thing in it.
const GOOD: &str = r#"id = "mine-2568"
version = "1"
agency_type = "police-station"
fiscal_years = [2568]
title = { th = "ของฉัน", en = "Mine" }

[[item]]
id = "O1"
key = "structure"
title = { th = "โครงสร้าง", en = "Structure" }

[[item.requirement]]
id = "O1.a"
asks = { th = "ผังโครงสร้าง", en = "A chart" }
text = { any = ["ผังโครงสร้างสถานี"] }

[[item.example]]
text = "ผังโครงสร้างสถานี"
expect = { "O1.a" = "pass" }
"#;

/// Name, what is replaced, by what, and the code that must be reported.
const CASES: &[(&str, &str, &str, &str)] = &[
    (
        "quote-left-open",
        "en = \"Mine\" }",
        "en = \"Mine }",
        "syntax",
    ),
    (
        "equals-sign-forgotten",
        "version = \"1\"",
        "version \"1\"",
        "syntax",
    ),
    (
        "key-twice",
        "version = \"1\"",
        "version = \"1\"\nversion = \"2\"",
        "duplicate-key",
    ),
    (
        "key-misspelt",
        "key = \"structure\"",
        "kye = \"structure\"",
        "unknown-key",
    ),
    (
        "key-unknown",
        "version = \"1\"",
        "version = \"1\"\ncolour = \"blue\"",
        "unknown-key",
    ),
    (
        "key-forgotten",
        "asks = { th = \"ผังโครงสร้าง\", en = \"A chart\" }\n",
        "",
        "missing-key",
    ),
    (
        "one-language-only",
        "title = { th = \"โครงสร้าง\", en = \"Structure\" }",
        "title = { th = \"โครงสร้าง\" }",
        "missing-key",
    ),
    (
        "agency-type-forgotten",
        "agency_type = \"police-station\"\n",
        "",
        "missing-key",
    ),
    (
        "text-instead-of-list",
        "any = [\"ผังโครงสร้างสถานี\"]",
        "any = \"ผังโครงสร้างสถานี\"",
        "wrong-type",
    ),
    (
        "number-instead-of-text",
        "version = \"1\"",
        "version = 1",
        "wrong-type",
    ),
    (
        "year-in-quotes",
        "fiscal_years = [2568]",
        "fiscal_years = [\"2568\"]",
        "wrong-type",
    ),
    (
        "western-year",
        "fiscal_years = [2568]",
        "fiscal_years = [2025]",
        "out-of-range",
    ),
    (
        "empty-phrase",
        "any = [\"ผังโครงสร้างสถานี\"]",
        "any = [\" - \"]",
        "empty-text",
    ),
    (
        "empty-list",
        "any = [\"ผังโครงสร้างสถานี\"]",
        "any = []",
        "empty-list",
    ),
    (
        "no-check",
        "text = { any = [\"ผังโครงสร้างสถานี\"] }\n",
        "",
        "no-condition",
    ),
    (
        "kind-misspelt",
        "text = { any = [\"ผังโครงสร้างสถานี\"] }",
        "txet = { any = [\"ผังโครงสร้างสถานี\"] }",
        "unknown-key",
    ),
    (
        "two-checks",
        "text = { any = [\"ผังโครงสร้างสถานี\"] }",
        "text = { any = [\"ผังโครงสร้างสถานี\"] }\nimage = {}",
        "several-conditions",
    ),
    (
        "nothing-to-look-for",
        "text = { any = [\"ผังโครงสร้างสถานี\"] }",
        "text = { in_heading = true }",
        "nothing-to-look-for",
    ),
    (
        "more-groups-than-there-are",
        "text = { any = [\"ผังโครงสร้างสถานี\"] }",
        "text = { any = [\"ผังโครงสร้างสถานี\"], at_least = 3 }",
        "at-least-too-many",
    ),
    (
        "choice-misspelt",
        "text = { any = [\"ผังโครงสร้างสถานี\"] }",
        "format = { all = [\"pfd\"] }",
        "unknown-choice",
    ),
    (
        "window-unknown",
        "text = { any = [\"ผังโครงสร้างสถานี\"] }",
        "period = { covers = \"H3\" }",
        "bad-window",
    ),
    (
        "window-no-such-day",
        "text = { any = [\"ผังโครงสร้างสถานี\"] }",
        "period = { covers = \"2567-10-01..2568-02-30\" }",
        "bad-window",
    ),
    (
        "window-western",
        "text = { any = [\"ผังโครงสร้างสถานี\"] }",
        "period = { covers = \"2024-10-01..2025-03-31\" }",
        "bad-window",
    ),
    (
        "window-turned-around",
        "text = { any = [\"ผังโครงสร้างสถานี\"] }",
        "period = { covers = \"2568-03-31..2567-10-01\" }",
        "bad-window",
    ),
    (
        "pattern-broken",
        "any = [\"ผังโครงสร้างสถานี\"]",
        "patterns = [\"([0-9]\"]",
        "bad-pattern",
    ),
    (
        "pattern-too-large",
        "any = [\"ผังโครงสร้างสถานี\"]",
        "patterns = ['\\w{400}']",
        "bad-pattern",
    ),
    (
        "phrase-list-misspelt",
        "any = [\"ผังโครงสร้างสถานี\"]",
        "any = [\"@station-haed\"]",
        "unknown-phrase-list",
    ),
    (
        "phrase-list-in-itself",
        "[[item]]",
        "[phrases]\nloop = [\"@loop\"]\n\n[[item]]\nprofile = [\"@loop\"]",
        "phrase-loop",
    ),
    (
        "column-misspelt",
        "text = { any = [\"ผังโครงสร้างสถานี\"] }",
        "table = { columns = [\"work\", \"referense-price\"] }",
        "unknown-column",
    ),
    (
        "layout-misspelt",
        "text = { any = [\"ผังโครงสร้างสถานี\"] }",
        "table = { layouts = [\"skr1\"] }",
        "unknown-layout",
    ),
    (
        "filled-not-in-table",
        "text = { any = [\"ผังโครงสร้างสถานี\"] }",
        "table = { columns = [\"work\"], filled = [\"method\"] }",
        "column-not-in-table",
    ),
    (
        "requirement-of-another-item",
        "id = \"O1.a\"",
        "id = \"O2.a\"",
        "requirement-number",
    ),
    (
        "indicator-unknown",
        "key = \"structure\"",
        "key = \"structure\"\nindicator = \"9.9\"",
        "unknown-indicator",
    ),
    (
        "follows-unknown",
        "text = { any = [\"ผังโครงสร้างสถานี\"] }",
        "follows = { item = \"O20\", column = \"measure\" }",
        "unknown-followed-item",
    ),
    (
        "follows-itself",
        "text = { any = [\"ผังโครงสร้างสถานี\"] }",
        "follows = { item = \"O1\", column = \"measure\" }",
        "follows-itself",
    ),
    (
        "example-of-nothing",
        "text = \"ผังโครงสร้างสถานี\"\nexpect",
        "expect",
        "example-empty",
    ),
    (
        "sample-file-unknown",
        "text = \"ผังโครงสร้างสถานี\"\nexpect",
        "files = [\"picture.docx\"]\nexpect",
        "no-sample-file",
    ),
    (
        "sample-file-elsewhere",
        "text = \"ผังโครงสร้างสถานี\"\nexpect",
        "files = [\"../pictures.docx\"]\nexpect",
        "no-sample-file",
    ),
    (
        "example-of-another",
        "expect = { \"O1.a\"",
        "expect = { \"O1.b\"",
        "example-unknown-requirement",
    ),
    (
        "extends-unknown",
        "agency_type = \"police-station\"",
        "extends = \"police-station-2586\"\nagency_type = \"police-station\"",
        "extends-unknown",
    ),
    (
        "extends-path",
        "agency_type = \"police-station\"",
        "extends = \"../secret.toml\"\nagency_type = \"police-station\"",
        "extends-path",
    ),
    (
        "change-without-parent",
        "[[item]]",
        "[[change]]\nitem = \"O1\"\nreason = { th = \"ก1\", en = \"x\" }\nremove = true\n\n[[item]]",
        "change-without-extends",
    ),
    (
        "change-of-unknown-item",
        "agency_type = \"police-station\"",
        "extends = \"police-station-2568\"\n[[change]]\nitem = \"O99\"\nreason = { th = \"ก1\", en = \"x\" }\nremove = true\n",
        "change-unknown-item",
    ),
];

fn messages(text: &str) -> (BTreeSet<&'static str>, String) {
    let found = rules::inspect_str("mine-2568.toml", text).diagnostics;
    let codes = found.iter().map(|one| one.code).collect();
    let both: Vec<String> = found
        .iter()
        .map(|one| format!("{}\n\n{}\n", one.render(false), one.render(true)))
        .collect();
    (codes, both.join("\n"))
}

#[test]
fn each_mistake_is_explained() {
    assert_eq!(messages(GOOD).1, "");
    for (name, good, bad, code) in CASES {
        assert!(GOOD.contains(good), "{name} changes nothing");
        let (codes, text) = messages(&GOOD.replacen(good, bad, 1));
        assert!(codes.contains(code), "{name} gives {codes:?}, not {code}");
        insta::assert_snapshot!(*name, text);
    }
}

/// A second item and what [`GOOD`] lacks for `rules lint` to have nothing to say.
const REST: &str = r#"
[[item.example]]
text = "ยังไม่มีผัง"
expect = { "O1.a" = "fail" }

[[item]]
id = "O2"
key = "executives"
title = { th = "ข้อมูลผู้บริหารของสถานี", en = "Executives" }

[[item.requirement]]
id = "O2.a"
asks = { th = "ผู้บริหารและตำแหน่ง", en = "Executives and positions" }
table = { columns = ["work"] }

[[item.example]]
table = [["ลำดับ", "งานที่จัดซื้อหรือจัดจ้าง"], ["1", "กระดาษ"]]
expect = { "O2.a" = "pass" }

[[item.example]]
text = "ยังไม่มีข้อมูล"
expect = { "O2.a" = "fail" }
"#;

/// What loads but is probably not meant: as [`CASES`], for the linter.
const LINTS: &[(&str, &str, &str, &str)] = &[
    (
        "phrase-too-short",
        "any = [\"ผังโครงสร้างสถานี\"]",
        "any = [\"ผัง\", \"ผังโครงสร้างสถานี\"]",
        "short-phrase",
    ),
    (
        "title-of-another-item",
        "any = [\"ผังโครงสร้างสถานี\"]",
        "any = [\"ข้อมูลผู้บริหาร\", \"ผังโครงสร้างสถานี\"]",
        "phrase-is-title",
    ),
    (
        "cannot-fail",
        "text = { any = [\"ผังโครงสร้างสถานี\"] }",
        "any = [{ human = { look_at = { th = \"ดูผัง\", en = \"see\" } } }, { text = { any = [\"ผังโครงสร้างสถานี\"] } }]",
        "never-fails",
    ),
    (
        "column-of-its-own",
        "columns = [\"work\"]",
        "columns = [{ name = \"works\", headers = [\"งานที่จัดซื้อหรือจัดจ้าง\"] }]",
        "own-headers",
    ),
    (
        "no-failing-example",
        "text = \"ยังไม่มีผัง\"\nexpect = { \"O1.a\" = \"fail\" }",
        "text = \"ผังโครงสร้างสถานี\"\nexpect = { \"O1.a\" = \"pass\" }",
        "no-example",
    ),
    (
        "other-file-name",
        "id = \"mine-2568\"",
        "id = \"ours-2568\"",
        "file-name",
    ),
];

#[test]
fn each_doubt_of_the_linter_is_explained() {
    let lint = |text: &str| rules::lint(&rules::inspect_str("mine-2568.toml", text));
    let good = format!("{GOOD}{REST}");
    let told: Vec<String> = lint(&good).iter().map(|one| one.render(false)).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    for (name, part, doubtful, code) in LINTS {
        assert!(good.contains(part), "{name} changes nothing");
        let found = lint(&good.replacen(part, doubtful, 1));
        let codes: Vec<&str> = found.iter().map(|one| one.code).collect();
        assert_eq!(codes, [*code], "{name}");
        let told = format!("{}\n\n{}\n", found[0].render(false), found[0].render(true));
        insta::assert_snapshot!(*name, told);
    }
}

#[test]
fn at_least_twenty_five_kinds_are_shown() {
    let codes: BTreeSet<&str> = CASES.iter().map(|(_, _, _, code)| *code).collect();
    assert!(codes.len() >= 25, "{}", codes.len());
}

#[test]
fn duplicates_are_found() {
    let twice = |part: &str| GOOD.replacen(part, &format!("{part}{part}"), 1);
    let item = &GOOD[GOOD.find("[[item]]").unwrap()..];
    let (codes, _) = messages(&twice(item));
    for code in [
        "duplicate-item",
        "duplicate-item-key",
        "duplicate-requirement",
    ] {
        assert!(codes.contains(code), "{codes:?}");
    }
}

#[test]
fn all_mistakes_are_told_at_once() {
    let text = GOOD
        .replace("version = \"1\"", "version = 1")
        .replace("key = \"structure\"", "kye = \"structure\"")
        .replace("\"O1.a\" = \"pass\"", "\"O1.a\" = \"maybe\"");
    let (codes, _) = messages(&text);
    for code in ["wrong-type", "unknown-key", "missing-key", "unknown-choice"] {
        assert!(codes.contains(code), "{codes:?}");
    }
}

#[test]
fn a_broken_item_breaks_only_itself() {
    let second = GOOD[GOOD.find("[[item]]").unwrap()..]
        .replace("O1", "O2")
        .replace("key = \"structure\"", "key = \"second\"");
    let text = format!("{GOOD}\n{second}").replacen("any = [\"ผัง", "any = [\"@nothing\", \"ผัง", 1);
    let set = rules::load_str("mine-2568.toml", &text).unwrap();
    let broken: Vec<bool> = set.items.iter().map(|item| item.broken.is_some()).collect();
    assert_eq!(broken, [true, false]);
    assert!(
        set.items[0]
            .broken
            .as_ref()
            .unwrap()
            .contains("mine-2568.toml:15:")
    );
}

#[test]
fn a_syntax_error_never_makes_an_item_vanish() {
    // The open quotes swallow the second item: the file as a whole must be refused.
    let second = GOOD[GOOD.find("[[item]]").unwrap()..].replace("O1", "O2");
    let text =
        format!("{GOOD}\n{second}").replacen("text = \"ผังโครงสร้างสถานี\"", "text = \"\"\"ผัง", 1);
    assert!(rules::load_str("mine-2568.toml", &text).is_err());
}

/// What a set has at most: comparing titles and compiling expressions would else take minutes.
#[test]
fn too_many_items_or_patterns_are_refused() {
    let item = &GOOD[GOOD.find("[[item]]").unwrap()..];
    let items: String = (2..600)
        .map(|n| {
            item.replace("O1", &format!("O{n}"))
                .replace("structure", &format!("structure-{n}"))
        })
        .collect();
    let patterns = "\"[ก-ฮ]{1,20}x\",".repeat(300);
    let cases = [
        ("too-many-items", format!("{GOOD}{items}")),
        (
            "too-many-patterns",
            GOOD.replacen("any = [", &format!("patterns = [{patterns}], any = ["), 1),
        ),
    ];
    for (code, text) in cases {
        let found = rules::inspect_str("mine-2568.toml", &text);
        let codes: Vec<&str> = found.diagnostics.iter().map(|one| one.code).collect();
        assert_eq!(codes, [code]);
        let usable = found.set.is_some_and(|set| set.items[0].broken.is_none());
        assert!(!usable, "{code}");
    }
}

/// How long it takes is measured by `benches/rules.rs`.
#[test]
fn a_hostile_megabyte_is_answered() {
    for (name, text) in hostile_rules::files(GOOD) {
        let found = rules::inspect_str("hostile.toml", &text).diagnostics;
        assert!(!found.is_empty(), "{name}");
        found.iter().for_each(|one| drop(one.render(true)));
    }
}
