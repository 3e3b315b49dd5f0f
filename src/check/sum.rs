//! `sum`: a column adds up to its total row.

use super::{Outcome, Scope, Spot, table};
use crate::rules::model::{Layout, Sum};
use crate::thai::fold::fold;
use crate::thai::numbers::find_numbers;

/// Baht that rounding may lose.
const TOLERANCE: f64 = 1.0;

pub(super) fn check<'a>(rule: &Sum, scope: &Scope<'a>) -> Outcome<'a> {
    let layout = Layout {
        name: "sum".into(),
        columns: vec![rule.column.clone()],
    };
    let totals: Vec<String> = if rule.total.is_empty() {
        vec![fold("รวม")]
    } else {
        rule.total.iter().map(|word| fold(word)).collect()
    };
    let mut evidence: Vec<Spot<'a>> = Vec::new();
    for fit in table::fits(std::slice::from_ref(&layout), scope) {
        let mut sum = 0.0;
        for (unit, text) in fit.column(&rule.column.name) {
            let Some(value) = find_numbers(text).first().map(|number| number.value) else {
                continue;
            };
            if totals
                .iter()
                .any(|word| fit.row_text(unit).contains(word.as_str()))
            {
                let piece = fit.spot(unit);
                if (value - sum).abs() > TOLERANCE {
                    return Outcome::fail("sum-differs")
                        .with("sum", format!("{sum:.2}"))
                        .with("total", format!("{value:.2}"))
                        .near(vec![piece]);
                }
                evidence.push(piece);
                sum = 0.0;
            } else {
                sum += value;
            }
        }
    }
    if evidence.is_empty() {
        Outcome::fail("no-total")
    } else {
        Outcome::pass("sum-agrees", evidence)
    }
}
