//! JUnit XML: what continuous integration and dashboards show as tests.
//!
//! An agency is a suite, a requirement a test case. What is missing is a failure; what a person must look at,
//! is not due, was waived or is only advice is skipped with its reason, never passed. An agency that could not
//! be judged is a case with an error.

use std::path::Path;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::facts::{self, Standing};
use super::{Output, Report, ReportError, format_error, write};
use crate::language::Language;
use crate::result::{AgencyResult, ItemResult, RequirementResult};

pub(super) const OUTPUT: Output = Output {
    flag: "junit",
    value: "FILE",
    help: "เขียน JUnit XML / write JUnit XML",
    write: write_xml,
};

fn write_xml(report: &Report<'_>, path: &Path) -> Result<(), ReportError> {
    let bytes = xml(report).map_err(|error| format_error(path, &error))?;
    write(path, &bytes)
}

fn xml(report: &Report<'_>) -> std::io::Result<Vec<u8>> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer
        .create_element("testsuites")
        .with_attribute(("name", "oitcheck"))
        .write_inner_content(|writer| {
            report
                .run
                .agencies
                .iter()
                .try_for_each(|agency| suite(writer, agency, report.language))
        })?;
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

/// Outcome of a test case.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed,
    Skipped,
}

fn outcome(item: &ItemResult, requirement: &RequirementResult) -> Outcome {
    match Standing::of(item, requirement) {
        Standing::Pass => Outcome::Passed,
        Standing::Missing => Outcome::Failed,
        _ => Outcome::Skipped,
    }
}

fn suite(
    writer: &mut Writer<Vec<u8>>,
    agency: &AgencyResult,
    language: Language,
) -> std::io::Result<()> {
    let cases: Vec<(&ItemResult, &RequirementResult, Outcome)> = agency
        .items
        .iter()
        .flat_map(|item| {
            item.requirements
                .iter()
                .map(move |requirement| (item, requirement))
        })
        .map(|(item, requirement)| (item, requirement, outcome(item, requirement)))
        .collect();
    let count = |wanted| {
        cases
            .iter()
            .filter(|case| case.2 == wanted)
            .count()
            .to_string()
    };
    let judged = agency.rule_set.is_some();
    let tests = cases.len() + usize::from(!judged);
    writer
        .create_element("testsuite")
        .with_attributes([
            ("name", agency.agency.key()),
            ("tests", &tests.to_string()),
            ("failures", &count(Outcome::Failed)),
            ("errors", if judged { "0" } else { "1" }),
            ("skipped", &count(Outcome::Skipped)),
        ])
        .write_inner_content(|writer| {
            if !judged {
                not_judged(writer, agency, language)?;
            }
            cases.iter().try_for_each(|(item, requirement, outcome)| {
                case(writer, agency, item, requirement, *outcome, language)
            })
        })?;
    Ok(())
}

fn case(
    writer: &mut Writer<Vec<u8>>,
    agency: &AgencyResult,
    item: &ItemResult,
    requirement: &RequirementResult,
    outcome: Outcome,
    language: Language,
) -> std::io::Result<()> {
    let name = format!("{} {}", requirement.id, facts::asks(requirement, language));
    let class = format!("{}.{}", agency.agency.key(), item.id);
    let element = writer
        .create_element("testcase")
        .with_attributes([("name", name.as_str()), ("classname", class.as_str())]);
    let reason = facts::says(&requirement.reason, language);
    match outcome {
        Outcome::Passed => element.write_empty()?,
        Outcome::Failed => element.write_inner_content(|writer| {
            let nearest: Vec<String> = requirement
                .nearest
                .iter()
                .map(|evidence| {
                    format!(
                        "[{}] {}",
                        facts::located(evidence, language),
                        evidence.quote
                    )
                })
                .collect();
            writer
                .create_element("failure")
                .with_attributes([
                    ("message", reason),
                    ("type", requirement.reason.code.as_str()),
                ])
                .write_text_content(BytesText::new(&nearest.join("\n")))?;
            Ok(())
        })?,
        Outcome::Skipped => element.write_inner_content(|writer| {
            let standing = Standing::of(item, requirement).phrase().text(language);
            let waiver = requirement.waived.as_ref();
            let reason = waiver.map_or(reason, |waiver| &waiver.reason);
            writer
                .create_element("skipped")
                .with_attribute(("message", format!("{standing}: {reason}").as_str()))
                .write_empty()?;
            Ok(())
        })?,
    };
    Ok(())
}

fn not_judged(
    writer: &mut Writer<Vec<u8>>,
    agency: &AgencyResult,
    language: Language,
) -> std::io::Result<()> {
    let messages: Vec<&str> = agency
        .errors
        .iter()
        .map(|error| match language {
            Language::Th => error.message.th.as_str(),
            Language::En => error.message.en.as_str(),
        })
        .collect();
    writer
        .create_element("testcase")
        .with_attributes([("name", "oitcheck"), ("classname", agency.agency.key())])
        .write_inner_content(|writer| {
            writer
                .create_element("error")
                .with_attributes([
                    ("message", messages.join("; ").as_str()),
                    ("type", "not-judged"),
                ])
                .write_empty()?;
            Ok(())
        })?;
    Ok(())
}
