//! The command line as people meet it: arguments in; exit code, standard output and standard error out.

use crate::common::{oitcheck, root};

/// What a run shows, with the project's folder and the version replaced by names.
fn shown(arguments: &[&str]) -> String {
    let output = oitcheck().args(arguments).output().unwrap();
    let clean = |bytes: Vec<u8>| {
        String::from_utf8(bytes)
            .unwrap()
            .replace(root().to_str().unwrap(), "[PROJECT]")
            .replace(env!("CARGO_PKG_VERSION"), "[VERSION]")
    };
    format!(
        "oitcheck {}\nexit code: {}\n--- stdout ---\n{}--- stderr ---\n{}",
        arguments.join(" "),
        output.status.code().unwrap(),
        clean(output.stdout),
        clean(output.stderr)
    )
}

const STATION: &str = "samples/police-station-2568";

#[test]
fn help() {
    insta::assert_snapshot!(shown(&["--help"]));
}

#[test]
fn help_of_extract() {
    insta::assert_snapshot!(shown(&["extract", "--help"]));
}

#[test]
fn an_unknown_subcommand_is_a_usage_error() {
    insta::assert_snapshot!(shown(&["chekc"]));
}

#[test]
fn extract_prints_text() {
    let file = format!("{STATION}/O๒ อำนาจหน้าที่ และพื้นที่รับผิดชอบ.docx");
    insta::assert_snapshot!(shown(&["extract", &file]));
}

#[test]
fn extract_prints_markdown() {
    let file = format!("{STATION}/จัดซื้อจัดจ้าง/สขร.1/4.สขร. ม.ค.68.pdf");
    insta::assert_snapshot!(shown(&["extract", &file, "--format", "markdown"]));
}

#[test]
fn extract_prints_one_table_as_csv() {
    let file = format!("{STATION}/งบประมาณ/O12 แผนและผลการใช้จ่ายงบประมาณ 2568.xlsx");
    insta::assert_snapshot!(shown(&[
        "extract", &file, "--format", "csv", "--table", "2"
    ]));
}

#[test]
fn extract_names_the_file_it_cannot_read() {
    let mut all = String::new();
    for file in [
        "no such file.pdf".to_owned(),
        "README.md".to_owned(),
        format!("{STATION}/ต้านสินบน/O21 รายงานผลจัดการความเสี่ยงสินบน.pdf"),
        format!("{STATION}/จริยธรรม/ข้อ ๒๒ แนวทางจริยธรรม (1).pdf"),
        format!("{STATION}/เว็บไซต์/Thumbs.db"),
    ] {
        all.push_str(&shown(&["extract", &file]));
        all.push('\n');
    }
    insta::assert_snapshot!(all);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("oitcheck"))
        .current_dir(root())
        .args(["extract", "--format", "json"])
        .arg(format!("{STATION}/หน้ารวมลิงก์ OIT 2568.pdf"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}
