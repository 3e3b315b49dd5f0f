//! `extract` reads in a copy of the program: whatever becomes of the copy, the user gets the document once and whole, or
//! one error that names the file.

use std::io::Read as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process, kill_process_group};

use crate::common::oitcheck;
use crate::made::{report, word_file};

/// A folder with one file.
struct Given(tempfile::TempDir);

impl Given {
    fn of(bytes: &[u8]) -> Given {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("รายงาน.docx"), bytes).unwrap();
        Given(folder)
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("รายงาน.docx")
    }

    /// The program reading the file, in a group of processes of its own.
    fn extract(&self, arguments: &[&str]) -> Child {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("oitcheck"));
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        command
            .arg("extract")
            .arg(self.file())
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }
}

/// Text that no pipe holds at once.
fn long_report() -> Given {
    Given::of(&word_file(&"รายงานผลการปฏิบัติราชการ ".repeat(20_000)))
}

/// Breaks the reader; the one error there must be.
fn breaks(fault: &str, seconds: &str, code: &str) {
    let given = Given::of(&report(1));
    let begun = Instant::now();
    let output = oitcheck()
        .arg("extract")
        .arg(given.file())
        .args(["--max-memory", "256", "--max-seconds", seconds])
        .args(["--fault", &format!("{fault}:.docx")])
        .output()
        .unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{fault}: {stderr}");
    assert_eq!(output.stdout, b"", "{fault}");
    assert_eq!(stderr.lines().count(), 1, "{fault}: {stderr}");
    assert!(stderr.contains("รายงาน.docx"), "{fault}: {stderr}");
    assert!(stderr.contains(code), "{fault}: {stderr}");
    assert!(begun.elapsed() < Duration::from_secs(30), "{fault}");
}

#[test]
fn a_panic() {
    breaks("panic", "60", "panic");
}

#[test]
fn an_abort() {
    breaks("abort", "60", "the reader ended");
}

#[test]
fn a_stack_overflow() {
    breaks("overflow", "60", "stack overflow");
}

#[test]
fn a_full_memory() {
    breaks("allocate", "60", "256 MiB");
}

#[test]
fn an_endless_loop() {
    breaks("loop", "1", "1 seconds");
}

#[test]
fn an_endless_sleep() {
    breaks("sleep", "1", "1 seconds");
}

#[test]
fn deafness_to_termination() {
    breaks("ignore-termination", "1", "1 seconds");
}

#[test]
fn garbage_on_stdout_reaches_nobody() {
    breaks("garbage", "1", "1 seconds");
}

#[test]
fn half_an_answer_reaches_nobody() {
    breaks("half-answer", "60", "the reader ended");
}

#[test]
fn a_quiet_exit() {
    breaks("exit", "60", "the reader ended");
}

#[test]
fn the_copy_prints_what_the_process_itself_would() {
    for given in [
        Given::of(&report(1)),
        long_report(),
        Given::of(b"no document"),
    ] {
        let [apart, within] = [&[][..], &["--in-process"]].map(|arguments| {
            let output = given.extract(arguments).wait_with_output().unwrap();
            (output.status, output.stdout, output.stderr)
        });
        assert!(apart == within, "{apart:?} is not {within:?}");
    }
}

#[test]
fn whoever_reads_slowly_gets_everything() {
    let given = long_report();
    let mut child = given.extract(&["--max-seconds", "3"]);
    // Longer than the reader may take, which has long ended.
    std::thread::sleep(Duration::from_secs(6));
    let mut text = String::new();
    child
        .stdout
        .take()
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(text.matches("รายงาน").count(), 20_000);
}

#[test]
fn whoever_stops_reading_is_no_error() {
    let given = long_report();
    let mut child = given.extract(&[]);
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0; 1000]).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

/// Ends the program while its copy reads without end: nothing is left that holds its streams.
fn leaves_no_copy(end: impl FnOnce(Pid)) {
    let given = Given::of(&report(1));
    let child = given.extract(&["--fault", "sleep:.docx"]);
    std::thread::sleep(Duration::from_secs(1));
    end(Pid::from_child(&child));
    let begun = Instant::now();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), None);
    assert_eq!(output.stdout, b"");
    // The copy would wait for its limit of a minute otherwise.
    assert!(begun.elapsed() < Duration::from_secs(20));
}

#[test]
fn ctrl_c_ends_both() {
    leaves_no_copy(|program| kill_process_group(program, Signal::INT).unwrap());
}

#[test]
fn a_copy_ends_with_the_program() {
    leaves_no_copy(|program| kill_process(program, Signal::KILL).unwrap());
}
