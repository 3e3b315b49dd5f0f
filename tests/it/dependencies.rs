//! What `deny.toml` says of dependencies holds: no crate that could reach a network, no unknown source, no
//! licence that asks for more than its notice. Read from `Cargo.lock` and the crates themselves, so that no
//! further tool and no network is needed.

use std::collections::BTreeSet;

use crate::common::{assert_none, root};
use serde_json::Value;

fn toml(file: &str) -> toml::Table {
    std::fs::read_to_string(root().join(file))
        .unwrap()
        .parse()
        .unwrap()
}

fn packages() -> Vec<toml::Table> {
    toml("Cargo.lock")["package"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| package.as_table().unwrap().clone())
        .collect()
}

fn strings(list: &toml::Value) -> BTreeSet<&str> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|value| value.as_str().unwrap())
        .collect()
}

#[test]
fn nothing_that_could_reach_a_network_is_linked() {
    let deny = toml("deny.toml");
    let banned: BTreeSet<&str> = deny["bans"]["deny"]
        .as_array()
        .unwrap()
        .iter()
        .map(|ban| ban["crate"].as_str().unwrap())
        .collect();
    assert!(banned.contains("reqwest"));
    let found: Vec<String> = packages()
        .iter()
        .map(|package| package["name"].as_str().unwrap().to_owned())
        .filter(|name| banned.contains(name.as_str()))
        .collect();
    assert_none("banned crates", &found);
}

#[test]
fn every_crate_comes_from_a_known_registry() {
    let deny = toml("deny.toml");
    let known: BTreeSet<String> = strings(&deny["sources"]["allow-registry"])
        .into_iter()
        .map(|registry| format!("registry+{registry}"))
        .collect();
    let strange: Vec<String> = packages()
        .iter()
        .filter_map(|package| package.get("source")?.as_str().map(str::to_owned))
        .filter(|source| !known.contains(source))
        .collect();
    assert_none("sources", &strange);
}

#[test]
fn every_licence_is_allowed() {
    let deny = toml("deny.toml");
    let allowed = strings(&deny["licenses"]["allow"]);
    // Only crates of this platform: those of others need not have been downloaded.
    let output = std::process::Command::new(env!("CARGO"))
        .current_dir(root())
        .args([
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--filter-platform",
        ])
        .arg(host())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let refused: Vec<String> = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|package| {
            let licence = package["license"].as_str().unwrap_or("none stated");
            (!is_allowed(licence, &allowed)).then(|| format!("{}: {licence}", package["name"]))
        })
        .collect();
    assert_none("licences", &refused);
}

/// The platform the tests run on, as rustc names it.
fn host() -> String {
    let output = std::process::Command::new("rustc")
        .arg("-vV")
        .output()
        .unwrap();
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .find_map(|line| line.strip_prefix("host: ").map(str::to_owned))
        .unwrap()
}

/// Whether an SPDX expression (or its old form with a slash) can be met with the allowed licences: one choice
/// of every part joined by AND. Exceptions (WITH) only add permissions.
fn is_allowed(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    expression.replace('/', " OR ").split(" AND ").all(|part| {
        part.trim_matches(['(', ')'])
            .split(" OR ")
            .any(|choice| allowed.contains(choice.split(" WITH ").next().unwrap_or(choice).trim()))
    })
}

#[test]
fn licence_expressions_are_understood() {
    let allowed = BTreeSet::from(["MIT", "Unicode-3.0"]);
    assert!(is_allowed("(MIT OR Apache-2.0) AND Unicode-3.0", &allowed));
    assert!(is_allowed("Apache-2.0/MIT", &allowed));
    assert!(!is_allowed("MIT AND GPL-3.0-only", &allowed));
    assert!(!is_allowed("none stated", &allowed));
}
