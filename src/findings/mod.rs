//! Inconsistencies in the reports themselves, apart from any rule. One module per check.

mod twins;

use crate::assign::Assignment;
use crate::check::phrases::Hits;
use crate::index::Indexed;
use crate::result::Finding;
use crate::rules::model::RuleSet;

/// Everything found in an agency's documents, in the order of the items.
pub fn find(
    rules: &RuleSet,
    documents: &[(Indexed, Hits)],
    assignment: &Assignment,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for item in &rules.items {
        let own: Vec<&Indexed> = assignment
            .parts
            .get(&item.id)
            .into_iter()
            .flatten()
            .filter_map(|(number, _)| documents.get(*number).map(|(document, _)| document))
            .collect();
        findings.extend(twins::differences(&item.id, &own));
    }
    findings
}
