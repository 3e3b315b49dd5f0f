//! SARIF 2.1.0, the exchange format of analysis tools: one SARIF run for each rule set, since requirement ids
//! mean different things in different sets.
//!
//! What is missing is an error, what a person must look at a result of kind `review`, a waiver an accepted
//! suppression, a finding its own rule. Page, sheet and row have no place in a SARIF region, which counts lines
//! of text; they are in the message of the location and in its properties.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use super::facts::{self, Standing};
use super::{Output, Report, ReportError, format_error, write};
use crate::language::Language;
use crate::result::{
    AgencyResult, ChangeState, Evidence, Finding, ItemResult, RequirementResult, Severity, Verdict,
    Waiver,
};

pub(super) const OUTPUT: Output = Output {
    flag: "sarif",
    value: "FILE",
    help: "เขียน SARIF 2.1.0 / write SARIF 2.1.0",
    write: write_json,
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

fn write_json(report: &Report<'_>, path: &Path) -> Result<(), ReportError> {
    let bytes = serde_json::to_vec_pretty(&log(report)).map_err(|e| format_error(path, &e))?;
    write(path, &bytes)
}

fn log(report: &Report<'_>) -> Value {
    let mut sets: BTreeMap<&str, Vec<&AgencyResult>> = BTreeMap::new();
    for agency in &report.run.agencies {
        let id = agency
            .rule_set
            .as_ref()
            .map_or("", |rules| rules.id.as_str());
        sets.entry(id).or_default().push(agency);
    }
    let runs: Vec<Value> = sets
        .iter()
        .map(|(id, agencies)| run(report, id, agencies))
        .collect();
    json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": runs })
}

fn run(report: &Report<'_>, rule_set: &str, agencies: &[&AgencyResult]) -> Value {
    let language = report.language;
    let mut rules: BTreeMap<&str, Value> = BTreeMap::new();
    let mut results = Vec::new();
    let mut notifications = Vec::new();
    for agency in agencies {
        for item in &agency.items {
            for requirement in &item.requirements {
                rules
                    .entry(&requirement.id)
                    .or_insert_with(|| rule(item, requirement, language));
                results.extend(result(agency, item, requirement, language));
            }
        }
        for finding in &agency.findings {
            rules
                .entry(&finding.code)
                .or_insert_with(|| json!({ "id": finding.code }));
            results.push(finding_result(agency, finding, language));
        }
        for error in &agency.errors {
            let text = choose(&error.message.th, &error.message.en, language);
            notifications.push(json!({
                "level": "error",
                "descriptor": { "id": error.code },
                "message": { "text": text },
                "locations": [{ "physicalLocation": { "artifactLocation": artifact(agency, &error.path) } }],
            }));
        }
    }
    // A result names its rule by place, so that a reader need not search.
    let places: BTreeMap<&str, usize> = rules.keys().copied().zip(0..).collect();
    for result in &mut results {
        let place = result["ruleId"]
            .as_str()
            .and_then(|id| places.get(id))
            .copied();
        if let Some(place) = place {
            result["ruleIndex"] = json!(place);
        }
    }
    json!({
        "tool": { "driver": {
            "name": report.run.tool.name,
            "semanticVersion": report.run.tool.version,
            "rules": rules.into_values().collect::<Vec<_>>(),
        }},
        "automationDetails": { "id": format!("oitcheck/{rule_set}/") },
        "language": choose("th-TH", "en-US", language),
        "columnKind": "unicodeCodePoints",
        "invocations": [{ "executionSuccessful": true, "toolExecutionNotifications": notifications }],
        "results": results,
    })
}

fn rule(item: &ItemResult, requirement: &RequirementResult, language: Language) -> Value {
    json!({
        "id": requirement.id,
        "name": format!("{}/{}", item.key, requirement.kind),
        "shortDescription": { "text": facts::asks(requirement, language) },
        "fullDescription": { "text": format!("{} {}", item.id, item.title) },
        "properties": {
            "item": item.id,
            "indicator": item.indicator,
            "text": { "th": requirement.text, "en": requirement.text_en },
        },
    })
}

/// The SARIF result of a requirement; `None` when it is met.
fn result(
    agency: &AgencyResult,
    item: &ItemResult,
    requirement: &RequirementResult,
    language: Language,
) -> Option<Value> {
    let standing = Standing::of(item, requirement);
    let (kind, level) = match standing {
        Standing::Pass | Standing::OtherWay => return None,
        Standing::Missing => ("fail", "error"),
        Standing::Waived if requirement.verdict == Verdict::Fail => ("fail", "error"),
        Standing::Advice => ("fail", "note"),
        Standing::Review | Standing::Waived => ("review", "none"),
        Standing::NotDue => ("open", "none"),
    };
    let evidence = requirement.nearest.iter().chain(&requirement.evidence);
    let mut locations: Vec<Value> = evidence.map(|e| location(agency, e, language)).collect();
    if locations.is_empty() {
        let path = item.documents.first().map_or("", String::as_str);
        locations
            .push(json!({ "physicalLocation": { "artifactLocation": artifact(agency, path) } }));
    }
    let mut result = json!({
        "ruleId": requirement.id,
        "kind": kind,
        "level": level,
        "message": { "text": facts::says(&requirement.reason, language) },
        "locations": locations,
        "partialFingerprints": {
            "requirement/v1": format!("{}/{}/{}", agency.agency.key(), item.key, requirement.id),
        },
        "properties": {
            "agency": agency.agency.key(),
            "item": item.id,
            "itemVerdict": facts::item_code(item.verdict),
            "standing": standing.code(),
            "reason": requirement.reason.code,
            "confidence": requirement.confidence,
        },
    });
    if let Some(waiver) = &requirement.waived {
        result["suppressions"] = json!([suppression(waiver)]);
    }
    if let Some(change) = &item.change {
        result["baselineState"] = json!(match change.state {
            ChangeState::New => "new",
            ChangeState::Unchanged => "unchanged",
            ChangeState::Fixed | ChangeState::Better | ChangeState::Worse => "updated",
        });
    }
    Some(result)
}

fn suppression(waiver: &Waiver) -> Value {
    json!({
        "kind": "external",
        "status": "accepted",
        "justification": waiver.reason,
        "properties": { "by": waiver.by, "until": waiver.until },
    })
}

fn finding_result(agency: &AgencyResult, finding: &Finding, language: Language) -> Value {
    let locations: Vec<Value> = finding
        .evidence
        .iter()
        .map(|evidence| location(agency, evidence, language))
        .collect();
    json!({
        "ruleId": finding.code,
        "kind": "fail",
        "level": match finding.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        },
        "message": { "text": choose(&finding.th, &finding.en, language) },
        "locations": locations,
        "properties": { "agency": agency.agency.key() },
    })
}

fn location(agency: &AgencyResult, evidence: &Evidence, language: Language) -> Value {
    json!({
        "physicalLocation": { "artifactLocation": artifact(agency, &evidence.document) },
        "message": { "text": format!("{}: {}", facts::located(evidence, language), evidence.quote) },
        "properties": evidence,
    })
}

/// A file as a relative URI from the folder that was checked.
fn artifact(agency: &AgencyResult, path: &str) -> Value {
    let mut uri = String::new();
    if agency.agency.path != "." {
        uri.push_str(&facts::uri(&agency.agency.path));
        uri.push('/');
    }
    uri.push_str(&facts::uri(path));
    if uri.is_empty() {
        uri.push_str("./");
    }
    json!({ "uri": uri })
}

fn choose<'a>(th: &'a str, en: &'a str, language: Language) -> &'a str {
    match language {
        Language::Th => th,
        Language::En => en,
    }
}
