//! What marks a run: an earlier run, and an auditor's decisions.

use super::{Place, office, sample, sample_value};
use crate::common::{left_out, oitcheck};
use serde_json::{Value, json};

/// The items of the only agency, by id.
fn item<'a>(run: &'a Value, id: &str) -> &'a Value {
    let items = run["agencies"][0]["items"].as_array().unwrap();
    items.iter().find(|item| item["id"] == id).unwrap()
}

fn requirement<'a>(run: &'a Value, id: &str) -> &'a Value {
    let items = run["agencies"][0]["items"].as_array().unwrap().iter();
    items
        .flat_map(|item| item["requirements"].as_array().unwrap())
        .find(|requirement| requirement["id"] == id)
        .unwrap()
}

fn json_report(place: &Place, arguments: &[&str]) -> Value {
    let text = place.report(&[&["--format", "json"][..], arguments].concat());
    serde_json::from_str(&text).unwrap()
}

#[test]
fn a_baseline_marks_every_item() {
    let mut old = sample_value();
    let items = old["agencies"][0]["items"].as_array_mut().unwrap();
    let place_of = |items: &[Value], id: &str| items.iter().position(|item| item["id"] == id);
    // O16 is missing in the sample, O1 passes.
    let o16 = place_of(items, "O16").unwrap();
    items[o16]["verdict"] = json!("pass");
    let o1 = place_of(items, "O1").unwrap();
    items[o1]["verdict"] = json!("missing");
    let o3 = place_of(items, "O3").unwrap();
    items.remove(o3);
    let place = Place::with_bytes(sample());
    std::fs::write(place.path("old.json"), serde_json::to_vec(&old).unwrap()).unwrap();
    let run = json_report(&place, &["--baseline", "old.json"]);
    for (id, state, before) in [
        ("O16", "worse", json!("pass")),
        ("O1", "fixed", json!("missing")),
        ("O3", "new", Value::Null),
        ("O2", "unchanged", item(&old, "O2")["verdict"].clone()),
    ] {
        let wanted = json!({ "state": state, "before": before });
        assert_eq!(item(&run, id)["change"], wanted, "{id}");
    }
    place.report(&["--baseline", "old.json", "--html", "html"]);
    assert!(place.read("html/index.html").contains("แย่ลง"));
}

const WAIVER: &str = "[[waiver]]
requirement = \"O16.a\"
by = \"ผู้ตรวจ ก\"
reason = \"แสดงในระบบกลางแล้ว\"
until = \"30 กันยายน 2568\"
";

#[test]
fn a_waiver_is_shown_and_counted_apart_and_passes_nothing() {
    let place = Place::with_bytes(sample());
    std::fs::write(place.path("waivers.toml"), WAIVER).unwrap();
    let day = ["--waivers", "waivers.toml", "--as-of", "2025-09-30"];
    let run = json_report(&place, &day);
    let before = sample_value();
    assert_eq!(
        requirement(&run, "O16.a")["waived"],
        json!({ "by": "ผู้ตรวจ ก", "reason": "แสดงในระบบกลางแล้ว", "until": "2025-09-30" })
    );
    for part in ["verdict", "confidence"] {
        assert_eq!(
            requirement(&run, "O16.a")[part],
            requirement(&before, "O16.a")[part]
        );
    }
    assert_eq!(item(&run, "O16")["verdict"], "missing");
    let summary = &run["agencies"][0]["summary"];
    assert_eq!(summary["waived"], 1);
    assert_eq!(summary["score"], before["agencies"][0]["summary"]["score"]);
    let text = place.report(&[&["--lang", "en"][..], &day].concat());
    assert!(text.contains("waived by ผู้ตรวจ ก"), "{text}");
}

#[test]
fn a_waiver_that_ran_out_or_fits_nothing_is_said() {
    let place = Place::with_bytes(sample());
    let other = WAIVER.replace("O16.a", "O99.z");
    std::fs::write(place.path("waivers.toml"), format!("{WAIVER}{other}")).unwrap();
    let output = oitcheck()
        .current_dir(place.0.path())
        .args(["report", "result.json", "--format", "json"])
        .args(["--waivers", "waivers.toml", "--as-of", "2025-10-01"])
        .output()
        .unwrap();
    let run: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(requirement(&run, "O16.a").get("waived").is_none());
    let errors = run["agencies"][0]["errors"].as_array().unwrap();
    assert!(errors.iter().any(|error| error["code"] == "waiver-expired"));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("[[waiver]] 2"), "{message}");
}

#[test]
fn check_takes_waivers_and_a_baseline() {
    let place = Place::with_bytes(sample());
    std::fs::write(place.path("waivers.toml"), WAIVER).unwrap();
    let output = oitcheck()
        .args(["check", "samples/police-station-2568", "--format", "ndjson"])
        .args(["--as-of", "2025-09-30", "--waivers"])
        .arg(place.path("waivers.toml"))
        .arg("--baseline")
        .arg(place.path("result.json"))
        .output()
        .unwrap();
    let agency: Value = serde_json::from_slice(&output.stdout).unwrap();
    let run = json!({ "agencies": [agency] });
    assert_eq!(requirement(&run, "O16.a")["waived"]["by"], "ผู้ตรวจ ก");
    assert_eq!(item(&run, "O16")["change"]["state"], "unchanged");
}

#[test]
fn decisions_in_the_workbook_come_back_as_waivers() {
    let place = Place::with_bytes(sample());
    place.report(&["--xlsx", "work.xlsx"]);
    let (work, decided) = (place.path("work.xlsx"), place.path("decided.xlsx"));
    let decision = ["O16.b", "ยกเว้น", "ผู้ตรวจ ข", "ได้รับหนังสือแล้ว", "2568-12-31"];
    let mut arguments = vec!["decide".as_ref(), work.as_path(), decided.as_path()];
    arguments.extend(decision.iter().map(std::path::Path::new));
    if office(&arguments).is_none() {
        left_out(1, "no openpyxl to fill in a workbook with");
        return;
    }
    let run = json_report(
        &place,
        &["--waivers", "decided.xlsx", "--as-of", "2025-10-01"],
    );
    assert_eq!(
        requirement(&run, "O16.b")["waived"],
        json!({ "by": "ผู้ตรวจ ข", "reason": "ได้รับหนังสือแล้ว", "until": "2025-12-31" })
    );
    assert_eq!(run["agencies"][0]["summary"]["waived"], 1);
    // The untouched workbook decides nothing.
    let run = json_report(&place, &["--waivers", "work.xlsx"]);
    assert_eq!(run["agencies"][0]["summary"]["waived"], 0);
}
