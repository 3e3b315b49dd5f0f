//! Input folders as they are: archives, copies, leftovers of programs, strange names, traps.

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::common::{self, oitcheck};
use crate::made::{report, word_file, zip_file};

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

/// The one agency of a folder.
fn check(folder: &TempDir) -> Value {
    let arguments = [
        "--one-agency",
        "--rules",
        "police-station-2568",
        "--no-cache",
    ];
    let agency = common::check(folder.path(), &arguments)["agencies"][0].clone();
    let files = &agency["summary"]["files"];
    let counted: u64 = ["read", "partial", "unreadable", "skipped"]
        .iter()
        .map(|outcome| files[outcome].as_u64().unwrap())
        .sum();
    let listed = agency["documents"].as_array().unwrap().len();
    assert_eq!(counted, listed as u64, "the counts do not add up");
    agency
}

/// Path and outcome of every file.
fn outcomes(agency: &Value) -> Vec<(String, String)> {
    agency["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|document| {
            let text = |key: &str| document[key].as_str().unwrap().to_owned();
            (text("path"), text("status"))
        })
        .collect()
}

fn error<'a>(agency: &'a Value, path: &str) -> &'a Value {
    agency["errors"]
        .as_array()
        .unwrap()
        .iter()
        .find(|error| error["path"] == path)
        .unwrap_or_else(|| panic!("no error for {path}: {}", agency["errors"]))
}

#[test]
fn the_files_in_an_archive_are_read_one_level_deep() {
    let folder = tempfile::tempdir().unwrap();
    let inner = zip_file(&[("O3.docx", &report(3))]);
    let archive = zip_file(&[
        ("จัดซื้อ/O1.docx", &report(1)),
        ("__MACOSX/._O1.docx", b"leftover"),
        ("../../O2.docx", &report(2)),
        ("inner.zip", &inner),
        ("O4.docx", b"PK\x03\x04 and no more"),
    ]);
    write(folder.path(), "ส่ง.zip", &archive);
    let agency = check(&folder);
    let expected = [
        ("ส่ง.zip", "skipped"),
        ("ส่ง.zip/../../O2.docx", "unreadable"),
        ("ส่ง.zip/O4.docx", "unreadable"),
        ("ส่ง.zip/__MACOSX/._O1.docx", "skipped"),
        ("ส่ง.zip/inner.zip", "unreadable"),
        ("ส่ง.zip/จัดซื้อ/O1.docx", "read"),
    ];
    let outcomes = outcomes(&agency);
    let outcomes: Vec<_> = outcomes
        .iter()
        .map(|(p, s)| (p.as_str(), s.as_str()))
        .collect();
    assert_eq!(outcomes, expected);
    assert_eq!(error(&agency, "ส่ง.zip/inner.zip")["code"], "unsupported");
    assert_eq!(error(&agency, "ส่ง.zip/../../O2.docx")["code"], "unreadable");
    assert_eq!(error(&agency, "ส่ง.zip/O4.docx")["code"], "corrupt");
}

#[test]
fn an_archive_of_thai_windows_keeps_its_names() {
    let folder = tempfile::tempdir().unwrap();
    // The same length in Windows-874 as in ASCII, so that a name can be put in its place.
    let mut archive = zip_file(&[("aaaaa.docx", &report(1))]);
    let thai = [0xC3, 0xD2, 0xC2, 0xA7, 0xD2];
    for at in 0..archive.len() - 10 {
        if archive[at..].starts_with(b"aaaaa.docx") {
            archive[at..at + 5].copy_from_slice(&thai);
        }
    }
    write(folder.path(), "a.zip", &archive);
    let outcomes = outcomes(&check(&folder));
    assert_eq!(outcomes[1], ("a.zip/รายงา.docx".into(), "read".into()));
}

#[test]
fn an_archive_that_unpacks_without_end_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        "bomb.zip",
        &zip_file(&[("a.pdf", &vec![0; 3 << 20])]),
    );
    write(folder.path(), "O1.docx", &report(1));
    let arguments = ["--one-agency", "--rules", "police-station-2568"];
    let limits = ["--no-cache", "--max-unpacked", "2"];
    let run = common::check(folder.path(), &[&arguments[..], &limits[..]].concat());
    let agency = &run["agencies"][0];
    assert_eq!(error(agency, "bomb.zip")["code"], "limit");
    assert_eq!(agency["summary"]["files"]["read"], 1);
}

#[test]
fn leftovers_are_counted_and_not_read() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "O1.docx", &report(1));
    for name in [
        "~$O1.docx",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        ".~lock.O1.docx#",
    ] {
        write(folder.path(), name, b"leftover");
    }
    let agency = check(&folder);
    assert_eq!(agency["summary"]["files"]["read"], 1);
    assert_eq!(agency["summary"]["files"]["skipped"], 5);
    assert_eq!(agency["errors"], Value::Array(Vec::new()));
}

#[cfg(unix)]
#[test]
fn links_and_devices_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "O1.docx", &report(1));
    let trap = |name: &str| folder.path().join(name);
    std::os::unix::fs::symlink("/etc/hostname", trap("O2.pdf")).unwrap();
    std::os::unix::fs::symlink("/", trap("O3")).unwrap();
    let fifo = std::process::Command::new("mkfifo")
        .arg(trap("O4.pdf"))
        .status();
    assert!(fifo.unwrap().success());
    let agency = check(&folder);
    assert_eq!(outcomes(&agency), [("O1.docx".into(), "read".into())]);
    for name in ["O2.pdf", "O3", "O4.pdf"] {
        assert_eq!(error(&agency, name)["code"], "not-a-file");
    }
}

#[cfg(unix)]
#[test]
fn strange_names_are_told_apart() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    // Composed and decomposed: one name to a reader, two to the file system.
    write(folder.path(), "caf\u{e9}.docx", &report(1));
    write(folder.path(), "cafe\u{301}.docx", &report(2));
    // 255 bytes, the longest name there is.
    let long = format!("{}.docx", "ก".repeat(83));
    write(folder.path(), &long, &report(3));
    for byte in [b"\xC3", b"\xD2"] {
        let name = [byte.as_slice(), b".docx"].concat();
        std::fs::write(
            folder.path().join(std::ffi::OsStr::from_bytes(&name)),
            report(4),
        )
        .unwrap();
    }
    let outcomes = outcomes(&check(&folder));
    let names: Vec<&str> = outcomes.iter().map(|(path, _)| path.as_str()).collect();
    let expected = [
        "caf\u{e9} (2).docx",
        "caf\u{e9}.docx",
        &long,
        "\u{fffd} (2).docx",
        "\u{fffd}.docx",
    ];
    assert_eq!(names, expected);
    assert!(outcomes.iter().all(|(_, status)| status == "read"));
}

#[test]
fn copies_are_named_and_count_once() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "O7 รายงาน.docx", &report(1));
    write(folder.path(), "สำเนา/O7 รายงาน (1).docx", &report(1));
    let agency = check(&folder);
    let copies = |document: usize| -> Vec<&Value> {
        let warnings = agency["documents"][document]["warnings"]
            .as_array()
            .unwrap();
        warnings
            .iter()
            .filter(|warning| warning["code"] == "copy")
            .collect()
    };
    assert!(copies(0).is_empty());
    assert_eq!(copies(1).len(), 1);
    assert_eq!(copies(1)[0]["detail"], "O7 รายงาน.docx");
    for item in agency["items"].as_array().unwrap() {
        assert!(item["documents"].as_array().unwrap().len() < 2, "{item}");
    }
}

#[test]
fn a_format_is_told_by_content() {
    let folder = tempfile::tempdir().unwrap();
    let pdf =
        std::fs::read(common::root().join("samples/police-station-2568/0๓_กฎหมายที่เกี่ยวข้อง.pdf"));
    write(folder.path(), "O1.docx", &pdf.unwrap());
    write(
        folder.path(),
        "O2.pdf",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 nothing more",
    );
    write(folder.path(), "O3.jpg", b"\xFF\xD8\xFF\xE0 a photograph");
    write(folder.path(), "O4.rtf", b"{\\rtf1 text}");
    write(folder.path(), "O5.rar", b"Rar!\x1A\x07\x00 files");
    let agency = check(&folder);
    let first = &agency["documents"][0];
    assert_eq!(
        (&first["format"], &first["status"]),
        (&"pdf".into(), &"read".into())
    );
    assert_eq!(first["warnings"][0]["code"], "extension-differs");
    for (path, code, hint) in [
        ("O2.pdf", "corrupt", ""),
        ("O3.jpg", "unsupported", "publish the text as PDF or DOCX"),
        ("O4.rtf", "unsupported", "save it as DOCX or PDF"),
        ("O5.rar", "unsupported", "unpack it"),
    ] {
        let error = error(&agency, path);
        assert_eq!(error["code"], code, "{path}");
        assert!(
            error["message"]["en"].as_str().unwrap().contains(hint),
            "{path}"
        );
    }
}

#[test]
fn every_key_of_the_settings_works() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "รายงาน.docx", &report(1));
    write(folder.path(), "ร่าง/เก่า.docx", &report(2));
    let settings = "[agency]\nname = \"สถานีตำรวจตัวอย่าง\"\ntype = \"police-station\"\nfiscal_year = 2568\n\
        province = \"ตัวอย่าง\"\nrule_set = \"police-station-2568\"\n\
        [pins]\n\"รายงาน.docx\" = \"O7\"\n[ignore]\npaths = [\"ร่าง/\"]\n";
    write(folder.path(), "oitcheck.toml", settings.as_bytes());
    let run = common::check(folder.path(), &["--no-cache"]);
    let agency = &run["agencies"][0];
    assert_eq!(agency["errors"], Value::Array(Vec::new()));
    assert_eq!(agency["agency"]["name"], "สถานีตำรวจตัวอย่าง");
    assert_eq!(agency["agency"]["type"], "police-station");
    assert_eq!(agency["agency"]["fiscal_year"], 2568);
    assert_eq!(agency["agency"]["province"], "ตัวอย่าง");
    assert_eq!(agency["rule_set"]["chosen_by"], "oitcheck.toml");
    let document = |path: &str| {
        let all = agency["documents"].as_array().unwrap();
        all.iter()
            .find(|document| document["path"] == path)
            .unwrap()
            .clone()
    };
    assert_eq!(document("รายงาน.docx")["items"][0], "O7");
    assert_eq!(
        document("ร่าง/เก่า.docx")["warnings"][0]["code"],
        "ignored-by-settings"
    );
    assert_eq!(document("oitcheck.toml")["status"], "skipped");
}

#[test]
fn every_mistake_in_the_settings_is_named() {
    for (settings, code, told) in [
        ("[agency]\nnmae = \"x\"\n", "settings", "line 2"),
        ("[agency]\nfiscal_year = \"2568\"\n", "settings", "line 2"),
        ("[agency]\nfiscal_year = 99999\n", "settings", "line 2"),
        ("[agnecy]\nname = \"x\"\n", "settings", "agnecy"),
        ("[agency\n", "settings", "line 1"),
        ("[pins]\n\"O1.docx\" = 1\n", "settings", "line 2"),
        ("[ignore]\npaths = [\"[\"]\n", "settings", "[ignore]"),
        ("[ignore]\npath = []\n", "settings", "line 2"),
        ("[pins]\n\"no such.docx\" = \"O1\"\n", "pin", "no such.docx"),
        ("[pins]\n\"O1.docx\" = \"O99\"\n", "pin", "O99"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "O1.docx", &report(1));
        write(folder.path(), "oitcheck.toml", settings.as_bytes());
        let agency = check(&folder);
        let error = error(&agency, "oitcheck.toml");
        assert_eq!(error["code"], code, "{settings}");
        for language in ["th", "en"] {
            let message = error["message"][language].as_str().unwrap();
            assert!(message.contains(told), "{settings}: {message}");
        }
        // The documents are judged all the same.
        assert_eq!(agency["summary"]["files"]["read"], 1, "{settings}");
    }
}

#[test]
fn every_limit_can_be_set() {
    let samples = common::root().join("samples/police-station-2568");
    let pdf = std::fs::read(samples.join("0๓_กฎหมายที่เกี่ยวข้อง.pdf")).unwrap();
    let sheet = samples.join("งบประมาณ/O12 แผนและผลการใช้จ่ายงบประมาณ 2568.xlsx");
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.pdf", &[pdf, vec![b' '; 1 << 20]].concat());
    write(folder.path(), "b.xlsx", &std::fs::read(sheet).unwrap());
    write(folder.path(), "c.docx", &report(1));
    for (limit, file) in [
        ("--max-file-size=1", "a.pdf"),
        ("--max-entries=2", "b.xlsx"),
        ("--max-cells=5", "b.xlsx"),
    ] {
        let arguments = [
            "--one-agency",
            "--rules",
            "police-station-2568",
            "--no-cache",
            limit,
        ];
        let run = common::check(folder.path(), &arguments);
        let agency = &run["agencies"][0];
        assert_eq!(error(agency, file)["code"], "limit", "{limit}");
        assert_eq!(agency["summary"]["files"]["read"], 2, "{limit}");
    }
    // Elements deeper than the limit are left out.
    let extract = |limit: &str| {
        let file = folder.path().join("c.docx");
        let output = oitcheck().args(["extract", limit]).arg(file).output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    };
    assert!(extract("--max-depth=300").contains("รายงาน"));
    assert!(!extract("--max-depth=3").contains("รายงาน"));
}

/// Text that a terminal, a browser or a spreadsheet would act on.
const HOSTILE: &str = "โครงสร้าง \u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m\u{202e}<script>alert(1)</script> =HYPERLINK(\"x\")";

#[cfg(unix)]
#[test]
fn documents_and_names_cannot_command_a_terminal() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("สภ.\u{1b}[31mร้าย");
    // XML has no escape characters, file names and C1 controls do.
    let text = HOSTILE.replace(['\u{1b}', '\u{7}'], "");
    write(
        &folder,
        "O1 \u{1b}[2J\u{9b}1m\u{202e}.docx",
        &word_file(&text),
    );
    write(&folder, "O2\u{7}.pdf", b"not a report");
    let obeyed =
        |c: char| c.is_control() && !"\n\t\r".contains(c) || ('\u{202a}'..='\u{202e}').contains(&c);
    let whole = |arguments: &[&str]| {
        let output = oitcheck().args(arguments).arg(&folder).output().unwrap();
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(!text.is_empty());
        assert!(!text.contains(obeyed), "{arguments:?} prints {text:?}");
    };
    for format in ["table", "json", "ndjson"] {
        let rules = ["--rules", "police-station-2568"];
        whole(
            &[
                &[
                    "check",
                    "--one-agency",
                    "--no-cache",
                    "--verbose",
                    "--format",
                    format,
                ],
                &rules[..],
            ]
            .concat(),
        );
    }
    whole(&[
        "check",
        "--one-agency",
        "--no-cache",
        "--rules",
        "police-station-2568",
        "--explain",
        "O1",
    ]);
    let document = folder.join("O1 \u{1b}[2J\u{9b}1m\u{202e}.docx");
    for format in ["text", "json", "markdown"] {
        let output = oitcheck()
            .args(["extract", "--format", format])
            .arg(&document)
            .output()
            .unwrap();
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(text.contains("owned"), "{format}: {text}");
        assert!(!text.contains(obeyed), "extract {format} prints {text:?}");
    }
}
