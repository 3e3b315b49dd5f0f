//! Three labelled agencies that are no part of the project: how many verdicts are those of a careful reader.
//! Without them the test says what it leaves out.

use crate::common::{Truth, check, left_out, shared};

/// Of a hundred items and requirements of all three together, so many are right at least.
const RIGHT_SHARE: usize = 95;

#[test]
fn verdicts_are_those_of_a_careful_reader() {
    let agencies = ["dev-complete", "dev-gaps", "dev-messy"];
    let Some(folder) = shared("labelled") else {
        left_out(agencies.len(), "no labelled agencies beside the project");
        return;
    };
    let mut verdicts = 0;
    let mut wrong = Vec::new();
    for name in agencies {
        let truth = Truth::read(&folder.join(format!("truth/{name}.json")));
        let run = check(&folder.join(name), &["--rules", &truth.ruleset]);
        verdicts += truth.verdicts();
        wrong.extend(
            truth
                .differences(&run)
                .into_iter()
                .map(|difference| format!("{name} {difference}")),
        );
    }
    println!(
        "{} of {verdicts} verdicts wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    let false_passes: Vec<&String> = wrong
        .iter()
        .filter(|difference| difference.contains(": pass instead of"))
        .collect();
    assert!(false_passes.is_empty(), "wrong passes: {false_passes:#?}");
    assert!(
        wrong.len() * 100 <= verdicts * (100 - RIGHT_SHARE),
        "{} of {verdicts} verdicts wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
