//! Everything `docs/rules.md` shows works as it says: files lint clean and pass their own examples, the
//! shorter pieces load, and the commands succeed.

use assert_cmd::Command;
use oitcheck::{examples, rules};

const HEAD: &str = r#"id = "piece-2568"
version = "1"
agency_type = "police-station"
fiscal_years = [2568]
title = { th = "ชิ้น", en = "Piece" }

[[item]]
id = "O1"
key = "piece"
title = { th = "ชิ้นส่วน", en = "Piece" }

[[item.requirement]]
id = "O1.a"
asks = { th = "ขอ", en = "Asked" }
"#;

fn guide() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md")).unwrap()
}

/// The TOML blocks: whole files, and pieces of a requirement.
fn blocks() -> (Vec<String>, Vec<String>) {
    let text = guide();
    text.split("```toml\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap().to_owned())
        .partition(|block| block.starts_with("id = "))
}

#[test]
fn whole_files_load_and_pass_their_examples() {
    let (files, _) = blocks();
    assert_eq!(files.len(), 2);
    for file in files {
        let inspection = rules::inspect_str("guide.toml", &file);
        let told: Vec<String> = inspection
            .diagnostics
            .iter()
            .map(|one| one.render(false))
            .collect();
        assert!(told.is_empty(), "{}", told.join("\n"));
        let set = inspection.set.unwrap();
        assert!(set.items.iter().all(|item| item.broken.is_none()));
        let tested = examples::test(&set);
        assert!(tested.failures.is_empty(), "{:?}", tested.failures);
    }
}

#[test]
fn every_piece_loads() {
    let (_, pieces) = blocks();
    assert!(pieces.len() >= 13, "{}", pieces.len());
    for piece in pieces {
        let found = rules::inspect_str("guide.toml", &format!("{HEAD}{piece}")).diagnostics;
        let told: Vec<String> = found.iter().map(|one| one.render(false)).collect();
        assert!(told.is_empty(), "{piece}\n{}", told.join("\n"));
    }
}

#[test]
fn the_commands_succeed() {
    let folder = tempfile::tempdir().unwrap();
    let (files, _) = blocks();
    std::fs::write(folder.path().join("police-station-copy.toml"), &files[1]).unwrap();
    let text = guide();
    let commands: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("    oitcheck "))
        .collect();
    assert!(commands.len() >= 6, "{commands:?}");
    for line in commands {
        let (arguments, to) = line.split_once(" > ").unwrap_or((line, ""));
        let run = Command::cargo_bin("oitcheck")
            .unwrap()
            .current_dir(folder.path())
            .args(arguments.split_whitespace())
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&run.stderr).into_owned()
            + &String::from_utf8_lossy(&run.stdout);
        assert!(run.status.success(), "{line}: {told}");
        if !to.is_empty() {
            std::fs::write(folder.path().join(to), &run.stdout).unwrap();
        }
    }
}

#[test]
fn shipped_sets_pass_their_own_examples() {
    for set in rules::shipped() {
        let tested = examples::test(set);
        assert!(
            tested.failures.is_empty(),
            "{}: {:?}",
            set.id,
            tested.failures
        );
    }
}

#[test]
fn a_wrong_expectation_is_reported() {
    let text =
        rules::skeleton("mine-2568").replacen("\"O1.a\" = \"fail\"", "\"O1.a\" = \"pass\"", 1);
    let set = rules::load_str("mine-2568.toml", &text).unwrap();
    let tested = examples::test(&set);
    assert_eq!((tested.checked, tested.failures.len()), (4, 1));
    assert_eq!(tested.failures[0].requirement, "O1.a");
}
