//! GK0202: a target with a number but no unit.

use super::rate_without_percent::rate;
use crate::lint::{Finding, Rule, Spot, Subject};
use crate::model::diagnostic::{Code, Severity};

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0202"),
    name: "unit-missing",
    severity: Severity::Warning,
    acceptable: true,
    needs_whole: false,
    docs: "
A target that is a number has a unit.

Why: ≥30 says nothing: people, days, per cent?

Example: `target: ≥30`.

Mending: write the unit behind the number: `≥30天`.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for (number, indicator) in subject.sheet.indicators().enumerate() {
        let Some(quantity) = indicator.target.highest() else { continue };
        // A rate without a unit is told of by its own rule.
        if !quantity.unit.is_empty() || rate(indicator).is_some() {
            continue;
        }
        let written = indicator.target.written().trim();
        findings.push(Finding::wrong(
            (Spot::Indicator(number), indicator.target_text.span),
            (format!("the target {written} has no unit"), format!("指标值{written}没有计量单位")),
            ("a number of what?", "缺少单位"),
            ("write the unit behind the number, as in ≥30天", "在数字后写明单位，如≥30天"),
        ));
    }
}
