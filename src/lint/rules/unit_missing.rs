//! GK0202: a target with a number but no unit.

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
        if !quantity.unit.is_empty() {
            continue;
        }
        let written = indicator.target.written().trim();
        findings.push(Finding {
            spot: Spot::Indicator(number),
            span: indicator.target_text.span,
            en: format!("the target {written} has no unit"),
            zh: format!("指标值{written}没有计量单位"),
            label: "a number of what?".to_owned(),
            help: "write the unit behind the number, as in ≥30天".to_owned(),
        });
    }
}
