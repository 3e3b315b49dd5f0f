//! The HTML report, as text and in Chromium.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Place, assert_harmless, hostile, many, readers, sample};
use crate::common::{files, left_out, oitcheck, root};
use serde_json::{Value, json};

/// Largest index, in bytes: it opens at once on a slow line and a slow machine.
const SUMMARY_BYTES: u64 = 300_000;

#[test]
fn pictures_of_the_evidence_are_drawn_where_the_files_are_given() {
    let place = Place::with_bytes(sample());
    let station = root().join("samples/police-station-2568");
    place.report(&["--html", "with", "--documents", station.to_str().unwrap()]);
    place.report(&["--html", "without"]);
    let page = place.read("with/index.html");
    let pictures: Vec<&str> = page
        .split("href=\"data:image/png;base64,")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(pictures.len() > 50, "{} pictures", pictures.len());
    assert!(page.len() < 3_000_000, "{} bytes", page.len());
    for picture in &pictures {
        assert!(picture.starts_with("iVBORw0KGgo"), "no PNG");
    }
    assert!(!place.read("without/index.html").contains("data:image/png"));
}

#[test]
fn a_result_cannot_lead_out_of_the_folder_of_its_files() {
    let mut result = super::sample_value();
    let text = result["agencies"][0]["items"].to_string();
    let outside = text.replace("\"document\":\"", "\"document\":\"../police-station-2568/");
    result["agencies"][0]["items"] = serde_json::from_str(&outside).unwrap();
    let place = Place::with(&result);
    let station = root().join("samples/police-station-2568");
    place.report(&["--html", "one", "--documents", station.to_str().unwrap()]);
    assert!(!place.read("one/index.html").contains("data:image/png"));
}

/// What Chromium saw of pages; `None` where it or its driver is not installed.
fn look(pages: &[PathBuf]) -> Option<Value> {
    let readers = readers()?;
    let chromium = [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ]
    .into_iter()
    .find(|path| Path::new(path).exists())?;
    if !readers.join("node_modules").exists() {
        return None;
    }
    let mut command = Command::new("node");
    command
        .arg(root().join("tests/readers/page.js"))
        .env("OITCHECK_READERS", readers)
        .env("OITCHECK_CHROMIUM", chromium);
    if let Some(pictures) = std::env::var_os("OITCHECK_PICTURES") {
        command.arg("--pictures").arg(pictures);
    }
    let output = command.args(pages).output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

#[test]
fn pages_are_accessible_and_make_no_request() {
    let one = Place::with_bytes(sample());
    let station = root().join("samples/police-station-2568");
    one.report(&["--html", "one", "--documents", station.to_str().unwrap()]);
    let evil = Place::with(&hostile());
    evil.report(&["--html", "evil"]);
    std::fs::rename(evil.path("evil/index.html"), evil.path("evil/evil.html")).unwrap();
    let many = Place::with(&many(30));
    many.report(&["--html", "many", "--lang", "en"]);
    std::fs::rename(many.path("many/index.html"), many.path("many/many.html")).unwrap();
    let pages = [
        one.path("one/index.html"),
        evil.path("evil/evil.html"),
        many.path("many/many.html"),
    ];
    let Some(seen) = look(&pages) else {
        left_out(
            pages.len(),
            "no Chromium with playwright-core and axe-core to open pages with",
        );
        return;
    };
    for (page, policy) in seen["policies"].as_object().unwrap() {
        let wanted = json!({ "problems": [], "language": "en", "thai": false, "filters": 1 });
        assert_eq!(policy, &wanted, "{page} under its own policy");
    }
    let seen = &seen["seen"];
    for (page, runs) in seen.as_object().unwrap() {
        for (kind, seen) in runs.as_object().unwrap() {
            for nothing in ["requests", "problems", "violations"] {
                assert_eq!(seen[nothing], json!([]), "{page} {kind}: {nothing}");
            }
            for screen in ["phone", "desktop"] {
                assert_eq!(
                    seen["wide"][screen], false,
                    "{page} {kind}: {screen} scrolls sideways"
                );
            }
            let shown = |language: &str| seen["shown"][language].as_str().unwrap();
            assert_ne!(shown("th"), shown("en"));
            if page == "index.html" {
                assert!(shown("th").contains("สิ่งที่ขาด") && !shown("th").contains("What is missing"));
                assert!(shown("en").contains("What is missing") && !shown("en").contains("สิ่งที่ขาด"));
            }
            assert!(
                seen["printed"].as_u64().unwrap() > 10_000,
                "{page}: nothing was printed"
            );
        }
    }
    let numbers = |order: &str| -> Vec<f64> {
        let list = seen["many.html"]["script"]["sorted"][order]
            .as_array()
            .unwrap();
        list.iter().map(|number| number.as_f64().unwrap()).collect()
    };
    assert!(numbers("up").is_sorted());
    assert!(numbers("down").iter().rev().is_sorted());
}

#[test]
fn a_page_is_whole_in_itself_and_text_stays_text() {
    let place = Place::with(&hostile());
    place.report(&["--html", "html"]);
    let page = place.read("html/index.html");
    assert_harmless("the page", &page);
    assert_eq!(
        page.matches("<script").count(),
        1,
        "only the program's own script"
    );
    assert!(!page.contains("<img"), "{page}");
    let policy = page
        .split("Content-Security-Policy\" content=\"")
        .nth(1)
        .unwrap();
    let policy = policy.split('"').next().unwrap();
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    assert!(!page.contains(" style="), "the policy would refuse it");
    for outside in ["src=\"http", "href=\"http", "url(", "@import", "<link"] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn evidence_links_to_its_page() {
    let place = Place::with_bytes(sample());
    place.report(&["--html", "html"]);
    let page = place.read("html/index.html");
    assert!(page.contains(".pdf#page="), "no link to a page");
    let what = page.find("id=\"missing\"").unwrap();
    assert!(
        what < page.find("id=\"items\"").unwrap(),
        "what is missing comes first"
    );
    // Made by `check`, links lead to the files wherever the report lies.
    let output = oitcheck()
        .args(["check", "samples/police-station-2568", "--html"])
        .arg(place.path("checked"))
        .output()
        .unwrap();
    assert!(output.status.success());
    let page = place.read("checked/index.html");
    let link = page
        .split("href=\"")
        .find(|part| part.contains("O23%20"))
        .unwrap();
    let link = link.split(['"', '#']).next().unwrap();
    let path: Vec<u8> = percent_decoded(link);
    let target = place.path("checked").join(String::from_utf8(path).unwrap());
    assert!(target.exists(), "{}", target.display());
}

fn percent_decoded(url: &str) -> Vec<u8> {
    let mut parts = url.split('%');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(&part.as_bytes()[2..]);
    }
    bytes
}

#[test]
fn a_large_run_is_split_into_pages_below_the_limit() {
    // Only the index is asked for: the agencies' own pages may be short.
    let mut run = many(450);
    for agency in run["agencies"].as_array_mut().unwrap() {
        agency["documents"] = json!([]);
        for item in agency["items"].as_array_mut().unwrap() {
            item["requirements"] = json!([]);
        }
    }
    let place = Place::with(&run);
    place.report(&["--html", "html"]);
    let pages = files(&place.path("html"), &["html"]);
    let index: Vec<&PathBuf> = pages
        .iter()
        .filter(|page| page.parent() == Some(place.path("html").as_path()))
        .collect();
    assert_eq!(index.len(), 3);
    assert_eq!(pages.len(), 450 + 3);
    for page in index {
        let bytes = page.metadata().unwrap().len();
        assert!(
            bytes < SUMMARY_BYTES,
            "{} has {bytes} bytes",
            page.display()
        );
    }
    assert!(place.read("html/index.html").contains("index-3.html"));
}
