//! Many agencies, many runs: what is remembered, what a stop costs, what several machines find together.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;
use tempfile::TempDir;

use crate::common::{oitcheck, root};
use crate::made::report;

/// Agencies of a generated province.
const AGENCIES: usize = 6;

/// Reports of each.
const REPORTS: usize = 4;

/// A folder of agencies, a place for the cache and one for results.
struct Province(TempDir);

impl Province {
    fn new() -> Province {
        let place = tempfile::tempdir().unwrap();
        for agency in 0..AGENCIES {
            let folder = place.path().join(format!("province/สภ.ตัวอย่าง {agency}"));
            std::fs::create_dir_all(&folder).unwrap();
            for number in 0..REPORTS {
                let path = folder.join(format!("O{}.docx", number + 1));
                std::fs::write(path, report(agency * REPORTS + number)).unwrap();
            }
        }
        Province(place)
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    /// The arguments of a run with the cache of this province.
    fn arguments(&self) -> Vec<std::ffi::OsString> {
        let mut arguments: Vec<std::ffi::OsString> =
            vec!["check".into(), self.path("province").into()];
        arguments.extend(["--rules", "police-station-2568", "--reproducible"].map(Into::into));
        arguments.extend(["--cache-dir".into(), self.path("cache").into()]);
        arguments
    }

    fn run(&self, arguments: &[&str]) -> Output {
        oitcheck()
            .args(self.arguments())
            .args(arguments)
            .output()
            .unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Vec<u8> {
        let output = self.run(&[&["--format", "json"], arguments].concat());
        assert_eq!(
            output.status.code(),
            Some(0),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        output.stdout
    }

    /// The same, running beside this test.
    fn start(&self, arguments: &[&str]) -> Child {
        Command::cargo_bin("oitcheck")
            .unwrap()
            .args(self.arguments())
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }
}

/// Paths and codes of what went wrong.
fn errors(json: &[u8]) -> Vec<(String, String)> {
    let run: Value = serde_json::from_slice(json).unwrap();
    run["agencies"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|agency| agency["errors"].as_array().unwrap())
        .map(|error| {
            let text = |key: &str| error[key].as_str().unwrap().to_owned();
            (text("path"), text("code"))
        })
        .collect()
}

#[test]
fn what_was_read_is_not_read_again() {
    let province = Province::new();
    let first = province.json(&[]);
    // A reader that would break is not asked.
    let second = province.json(&["--fault", "abort:O1.docx"]);
    assert_eq!(first, second);
    // Nor when only the rules are others.
    let other = province.json(&["--fault", "abort:O1.docx", "--count-advice"]);
    assert_eq!(errors(&other), []);
    // It is when the cache is left out, or the document is another one.
    let anew = Command::cargo_bin("oitcheck")
        .unwrap()
        .arg("check")
        .arg(province.path("province"))
        .args([
            "--rules",
            "police-station-2568",
            "--no-cache",
            "--format",
            "json",
        ])
        .args(["--fault", "abort:O1.docx"])
        .output()
        .unwrap();
    assert_eq!(errors(&anew.stdout).len(), AGENCIES);
    let changed = province.path("province/สภ.ตัวอย่าง 3/O1.docx");
    std::fs::write(changed, report(99)).unwrap();
    let changed = province.json(&["--fault", "abort:O1.docx"]);
    assert_eq!(errors(&changed), [("O1.docx".into(), "crashed".into())]);
}

#[test]
fn errors_are_not_remembered() {
    let province = Province::new();
    let broken = province.json(&["--fault", "abort:O2.docx"]);
    assert_eq!(errors(&broken).len(), AGENCIES);
    assert_eq!(errors(&province.json(&[])), []);
}

#[test]
fn a_killed_run_goes_on_where_it_was() {
    let province = Province::new();
    let undisturbed = Province::new().json(&[]);
    for moment in 1..5 {
        let mut run = province.start(&["--format", "json"]);
        std::thread::sleep(Duration::from_millis(moment * 40));
        run.kill().unwrap();
        run.wait().unwrap();
    }
    assert_eq!(province.json(&[]), undisturbed);
}

#[test]
fn two_runs_at_once_share_a_cache() {
    let province = Province::new();
    let runs: Vec<Child> = (0..3)
        .map(|_| province.start(&["--format", "json"]))
        .collect();
    let outputs: BTreeSet<Vec<u8>> = runs
        .into_iter()
        .map(|run| run.wait_with_output().unwrap().stdout)
        .collect();
    assert_eq!(outputs, BTreeSet::from([Province::new().json(&[])]));
}

#[test]
fn neither_jobs_nor_processes_change_a_byte() {
    for folder in ["police-station-2568", "local-government-2568"] {
        let run = |arguments: &[&str]| {
            let output = oitcheck()
                .args(["check", &format!("samples/{folder}"), "--rules", folder])
                .args(["--format", "json", "--reproducible", "--no-cache"])
                .args(arguments)
                .output()
                .unwrap();
            assert_eq!(output.status.code(), Some(0));
            output.stdout
        };
        let alone = run(&["--in-process", "--jobs", "1"]);
        assert!(!alone.is_empty());
        assert!(
            alone == run(&["--jobs", "1"]),
            "{folder}: a process changes something"
        );
        assert!(
            alone == run(&["--jobs", "4"]),
            "{folder}: jobs change something"
        );
    }
}

#[test]
fn a_streamed_run_is_one_well_formed_object() {
    let province = Province::new();
    let json = String::from_utf8(province.json(&[])).unwrap();
    let run: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(run["agencies"].as_array().unwrap().len(), AGENCIES);
    assert_eq!(json, serde_json::to_string_pretty(&run).unwrap() + "\n");
    // The same agencies leave one by one.
    let lines = String::from_utf8(province.run(&["--format", "ndjson"]).stdout).unwrap();
    let mut lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    lines.sort_by_key(|agency| agency["agency"]["path"].to_string());
    assert_eq!(Value::from(lines), run["agencies"]);
}

#[test]
fn shards_joined_are_the_whole() {
    let province = Province::new();
    let whole = province.json(&["--out", province.path("whole").to_str().unwrap()]);
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    for shard in ["1/3", "2/3", "3/3"] {
        let folder = province.path(&shard.replace('/', "-of-"));
        let json = province.json(&["--shard", shard, "--out", folder.to_str().unwrap()]);
        let file = folder.with_extension("json");
        std::fs::write(&file, json).unwrap();
        folders.push(folder);
        files.push(file);
    }
    let merge = |results: &[std::path::PathBuf]| {
        let output = oitcheck().arg("merge").args(results).output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        output.stdout
    };
    assert_eq!(merge(&folders), whole);
    assert_eq!(merge(&files), whole);
    let joined = province.path("joined");
    let output = oitcheck()
        .arg("merge")
        .args(&folders)
        .arg("--out")
        .arg(&joined)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(contents(&joined), contents(&province.path("whole")));
    // The same agency twice is a mistake of the caller.
    let twice = oitcheck()
        .arg("merge")
        .args([&folders[0], &province.path("whole")])
        .output()
        .unwrap();
    assert_eq!(twice.status.code(), Some(2));
}

/// The files of a folder by name.
fn contents(folder: &Path) -> Vec<(std::ffi::OsString, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            (entry.file_name(), std::fs::read(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_run_in_order() {
    let province = Province::new();
    // A reader that waits for ever holds the third agency.
    let name = "สภ.ตัวอย่าง 3/O1.docx";
    let held = province.path("province").join(name);
    std::fs::rename(&held, held.with_file_name("held.docx")).unwrap();
    let run = province.start(&[
        "--format",
        "json",
        "--jobs",
        "1",
        "--fault",
        "sleep:held.docx",
    ]);
    let cache = province.path("cache/verdicts");
    let begun = Instant::now();
    while std::fs::read_dir(&cache).map_or(0, Iterator::count) < 3 {
        assert!(
            begun.elapsed() < Duration::from_secs(120),
            "nothing is finished"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    let pid = rustix::process::Pid::from_child(&run);
    rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    let output = run.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("same command again"), "{message}");
    let stopped: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(stopped["agencies"].as_array().unwrap().len(), 3);
    assert_eq!(stopped["errors"][0]["code"], "run-interrupted");
}

#[test]
fn a_full_disk_leaves_no_half_file() {
    let province = Province::new();
    let out = province.path("out");
    // The shell's limit on the size of a file stands for a full disk.
    let script = "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\"";
    let program = Command::cargo_bin("oitcheck").unwrap();
    let output = Command::new("sh")
        .args(["-c", script])
        .arg(program.get_program())
        .args(province.arguments())
        .args(["--format", "ndjson", "--out"])
        .arg(&out)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8(output.stderr).unwrap();
    // Agencies end in any order.
    assert!(message.contains("/0000"), "{message}");
    assert_eq!(std::fs::read_dir(&out).unwrap().count(), 0);
}

#[test]
fn the_cache_can_be_looked_at_and_emptied() {
    let province = Province::new();
    province.json(&[]);
    let cache = |command: &str| {
        let output = oitcheck()
            .args(["cache", command, "--cache-dir"])
            .arg(province.path("cache"))
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stdout).unwrap()
    };
    let entries = AGENCIES * REPORTS + AGENCIES;
    assert!(
        cache("show").contains(&format!("{entries} ")),
        "{}",
        cache("show")
    );
    assert!(cache("prune").contains("0 "));
    assert!(cache("clear").contains(&format!("{entries} ")));
    assert!(cache("show").contains("\n0 "));
}

#[test]
fn nothing_is_asked_of_a_network() {
    let mut command = Command::new("unshare");
    command.args(["--net", "--map-root-user", "--"]);
    if !command
        .arg("true")
        .status()
        .is_ok_and(|status| status.success())
    {
        crate::common::left_out(1, "this system does not let a test do without a network");
        return;
    }
    let province = Province::new();
    let program = Command::cargo_bin("oitcheck").unwrap();
    let output = Command::new("unshare")
        .args(["--net", "--map-root-user", "--"])
        .arg(program.get_program())
        .args(province.arguments())
        .args(["--format", "json"])
        .current_dir(root())
        .output()
        .unwrap();
    assert_eq!(output.stdout, Province::new().json(&[]));
}
