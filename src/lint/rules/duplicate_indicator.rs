//! GK0201: two indicators of one level 2 with the same name.

use crate::lint::{Finding, Rule, Spot, Subject};
use crate::model::diagnostic::{Code, Severity};
use std::collections::HashSet;

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0201"),
    name: "duplicate-indicator",
    severity: Severity::Warning,
    acceptable: true,
    needs_whole: false,
    docs: "
No two indicators of one level 2 have the same name.

Why: two targets for one thing contradict each other, or a row was entered twice.

Example: 培训人数 twice under 数量指标.

Mending: remove the second row, or name the indicators apart.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let mut seen = HashSet::new();
    for (number, indicator) in subject.sheet.indicators().enumerate() {
        let name = indicator.name.source.trim();
        if seen.insert((&*indicator.level1, &*indicator.level2, name)) {
            continue;
        }
        findings.push(Finding::wrong(
            (Spot::Indicator(number), indicator.name.span),
            (format!("a second indicator of the same level 2 is called “{name}”"), format!("同一二级指标下“{name}”重复")),
            ("same name as an earlier indicator", "与前面的指标同名"),
            ("remove the row if it was entered twice, or name the indicators apart", "如属重复录入，删去一行；否则用不同名称加以区分"),
        ));
    }
}
