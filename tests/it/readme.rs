//! The commands of the README do what it says.

use crate::common::{oitcheck, root};
use crate::made::report;

/// The lines of the README's shell blocks, without comments.
fn commands() -> Vec<String> {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let mut commands = Vec::new();
    let mut inside = false;
    for line in readme.lines() {
        if line.starts_with("```") {
            inside = line == "```sh";
        } else if inside {
            commands.push(line.split(" #").next().unwrap_or(line).trim().to_owned());
        }
    }
    commands
}

#[test]
fn the_first_command_checks_the_sample() {
    let command = commands()
        .into_iter()
        .find_map(|line| {
            line.strip_prefix("cargo run --release -- ")
                .map(str::to_owned)
        })
        .expect("the README says how to run the program");
    let output = oitcheck().args(command.split(' ')).output().unwrap();
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    // The one item that the sample leaves out.
    assert!(text.contains("O16"), "{text}");
}

#[test]
fn the_test_command_exists() {
    assert!(commands().contains(&"tests/run".to_owned()));
    for script in ["tests/run", ".ci/run", "samples/make/run.sh"] {
        let path = root().join(script);
        assert!(path.is_file(), "{script}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = path.metadata().unwrap().permissions().mode();
            assert!(mode & 0o111 != 0, "{script} cannot be run");
        }
    }
}

#[test]
fn every_use_works() {
    let place = tempfile::tempdir().unwrap();
    let sample = root().join("samples/police-station-2568");
    let file = sample.join("0๓_กฎหมายที่เกี่ยวข้อง.pdf");
    let province = place.path().join("province");
    for agency in ["สภ.หนึ่ง", "สภ.สอง"] {
        std::fs::create_dir_all(province.join(agency)).unwrap();
        std::fs::write(province.join(agency).join("O7.docx"), report(7)).unwrap();
    }
    let result = place.path().join("result.json");
    std::fs::write(&result, crate::common::check_bytes(&sample, &[])).unwrap();
    let uses: Vec<String> = commands()
        .into_iter()
        .filter_map(|line| line.strip_prefix("oitcheck ").map(str::to_owned))
        .collect();
    assert!(uses.len() >= 4, "{uses:?}");
    for line in uses {
        let arguments = line.split_whitespace().map(|word| match word {
            "FOLDER" => sample.clone().into_os_string(),
            "FILE" => file.clone().into_os_string(),
            "PROVINCE" => province.clone().into_os_string(),
            "PART1" | "PART2" => place.path().join(word).into_os_string(),
            "RESULT.json" => result.clone().into_os_string(),
            "RESULTS" | "REPORT" | "WORKBOOK.xlsx" | "MEMOS" => {
                place.path().join(word).into_os_string()
            }
            other => other.into(),
        });
        let output = oitcheck()
            .args(arguments)
            .env("HOME", place.path())
            .output()
            .unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{line}: {stderr}");
    }
}
