//! What the end-to-end tests share: the built program with a scrubbed environment, the truth files, the
//! material outside the project.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use assert_cmd::Command;
use serde::Deserialize;
use serde_json::Value;

/// Longest time for one file or one agency: far above what any takes, so that only a hang reaches it.
pub(crate) const PATIENCE: Duration = Duration::from_secs(300);

/// The folder of the project.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The built program, run in the project's folder, untouched by the environment of whoever runs the tests.
pub(crate) fn oitcheck() -> Command {
    let mut command =
        Command::cargo_bin("oitcheck").expect("the program is built before its tests");
    command
        .current_dir(root())
        .env_clear()
        .env("NO_COLOR", "1")
        .env("LC_ALL", "C.UTF-8")
        .timeout(PATIENCE);
    for kept in ["PATH", "LLVM_PROFILE_FILE"] {
        if let Some(value) = std::env::var_os(kept) {
            command.env(kept, value);
        }
    }
    // A home nobody can write to: a cache would let one test see what another has read.
    command.env("HOME", "/dev/null");
    command
}

/// Material that lies beside the project and is not part of it; `None` where it is absent. A test that needs
/// it says how many checks it leaves out.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let path = root().join("../shared").join(path);
    path.exists().then_some(path)
}

/// Says that checks were left out, so that nobody takes a quiet pass for a check. Test runners swallow what a
/// passing test prints; `tests/run` therefore names a file that it shows at the end.
pub(crate) fn left_out(checks: usize, why: &str) {
    let note = format!("{checks} checks left out: {why}\n");
    print!("{note}");
    if let Some(path) = std::env::var_os("OITCHECK_LEFT_OUT") {
        let mut notes = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(path)
            .unwrap();
        notes.write_all(note.as_bytes()).unwrap();
    }
}

/// Has LibreOffice print files as PDF into a folder, under a profile of its own; `false` when it is not installed.
pub(crate) fn to_pdf(files: &[PathBuf], folder: &Path) -> bool {
    let profile = tempfile::tempdir().unwrap();
    let status = std::process::Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.path().display()
        ))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder)
        .args(files)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    match status {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
        status => {
            assert!(
                status.unwrap().success(),
                "soffice could not open {files:?}"
            );
            true
        }
    }
}

/// Files of a folder and its subfolders with one of the extensions, in order.
pub(crate) fn files(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path
                .extension()
                .and_then(|extension| extension.to_str())
                .is_some_and(|extension| extensions.contains(&extension))
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Runs `check PATH --format json --reproducible` with further arguments; the bytes it prints.
pub(crate) fn check_bytes(path: &Path, arguments: &[&str]) -> Vec<u8> {
    let output = oitcheck()
        .arg("check")
        .arg(path)
        .args(["--format", "json", "--reproducible"])
        .args(arguments)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "check {} ended with {:?}: {}",
        path.display(),
        output.status.code(),
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout
}

/// The same as parsed JSON.
pub(crate) fn check(path: &Path, arguments: &[&str]) -> Value {
    serde_json::from_slice(&check_bytes(path, arguments)).unwrap()
}

/// Whether a rule set is shipped.
pub(crate) fn has_rule_set(id: &str) -> bool {
    root().join("rules").join(format!("{id}.toml")).exists()
}

/// Verdicts that a careful reader would give: `samples/expected/*.json`.
#[derive(Deserialize)]
pub(crate) struct Truth {
    /// Name of the agency's folder.
    pub(crate) agency: String,
    /// The rule set they were judged by.
    pub(crate) ruleset: String,
    /// By item id.
    pub(crate) items: BTreeMap<String, TrueItem>,
    /// Every file of the folder.
    pub(crate) files: BTreeMap<String, TrueFile>,
}

/// What is true of one item.
#[derive(Deserialize)]
pub(crate) struct TrueItem {
    verdict: String,
    requirements: BTreeMap<String, String>,
    documents: BTreeSet<String>,
    #[serde(default)]
    documents_optional: BTreeSet<String>,
    #[serde(default)]
    also_accept: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    also_accept_verdict: Vec<String>,
    note: String,
}

/// What is true of one file.
#[derive(Deserialize)]
pub(crate) struct TrueFile {
    /// What wrote it; `noise` for files that are no reports.
    pub(crate) producer: String,
    /// `true`, or why nothing can be read.
    pub(crate) readable: Value,
}

impl Truth {
    /// Reads a truth file.
    pub(crate) fn read(path: &Path) -> Truth {
        serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
    }

    /// How many verdicts it gives, of items and requirements.
    pub(crate) fn verdicts(&self) -> usize {
        self.items
            .values()
            .map(|item| 1 + item.requirements.len())
            .sum()
    }

    /// Everything in which a result differs from this truth, in words; empty when it is right.
    pub(crate) fn differences(&self, run: &Value) -> Vec<String> {
        let Some(agency) = run["agencies"]
            .as_array()
            .into_iter()
            .flatten()
            .find(|agency| agency["agency"]["id"] == self.agency.as_str())
        else {
            return vec![format!("the result has no agency {}", self.agency)];
        };
        let items = by_id(&agency["items"]);
        let mut differences: Vec<String> = items
            .keys()
            .filter(|id| !self.items.contains_key(**id))
            .map(|id| format!("{id}: not in the truth"))
            .collect();
        for (id, truth) in &self.items {
            match items.get(id.as_str()) {
                None => differences.push(format!("{id}: not in the result")),
                Some(item) => truth.compare(id, item, &mut differences),
            }
        }
        differences
    }
}

impl TrueItem {
    fn compare(&self, id: &str, item: &Value, differences: &mut Vec<String>) {
        let verdict = item["verdict"].as_str().unwrap_or_default();
        if verdict != self.verdict && !self.also_accept_verdict.iter().any(|v| v == verdict) {
            differences.push(format!(
                "{id}: {verdict} instead of {} ({})",
                self.verdict, self.note
            ));
        }
        let requirements = by_id(&item["requirements"]);
        for (id, truth) in &self.requirements {
            let Some(requirement) = requirements.get(id.as_str()) else {
                differences.push(format!("{id}: not in the result"));
                continue;
            };
            let verdict = requirement["verdict"].as_str().unwrap_or_default();
            let accepted = verdict == truth
                || self
                    .also_accept
                    .get(id)
                    .is_some_and(|others| others.iter().any(|other| other == verdict));
            if !accepted {
                differences.push(format!(
                    "{id}: {verdict} instead of {truth} ({}; said {})",
                    self.note, requirement["reason"]["en"]
                ));
            }
            let has_evidence = requirement["evidence"]
                .as_array()
                .is_some_and(|evidence| !evidence.is_empty());
            let is_conditional = requirement["reason"]["code"] == "not-applicable";
            if verdict == "pass" && !has_evidence && !is_conditional {
                differences.push(format!("{id}: passes without evidence"));
            }
        }
        let documents: BTreeSet<String> = item["documents"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect();
        for lost in self.documents.difference(&documents) {
            differences.push(format!("{id}: {lost} is not among its documents"));
        }
        for strange in documents.difference(&self.documents) {
            if !self.documents_optional.contains(strange) {
                differences.push(format!("{id}: {strange} is none of its documents"));
            }
        }
    }
}

/// The members of a JSON list by their `id`.
fn by_id(list: &Value) -> BTreeMap<&str, &Value> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(|member| Some((member["id"].as_str()?, member)))
        .collect()
}

/// Panics with every complaint when there are any.
pub(crate) fn assert_none(what: &str, complaints: &[String]) {
    assert!(
        complaints.is_empty(),
        "{what}: {} wrong\n{}",
        complaints.len(),
        complaints.join("\n")
    );
}
