//! GK0302: an acceptance of something that is not found.

use crate::lint::{Finding, Rule, Spot, Subject};
use crate::lint::{RULES, acceptance_spots};
use crate::model::diagnostic::{Code, Kind, Severity};

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0302"),
    name: "stale-acceptance",
    severity: Severity::Warning,
    acceptable: false,
    needs_whole: true,
    docs: "
Every `accept:` covers a finding that is there.

Why: an acceptance that outlives its finding would hide the next one.

Example: `accept: {GK0203: 原表如此}` beside a target of 95%.

Mending: remove the entry.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for (spot, accepted) in acceptance_spots(subject.sheet) {
        let Some(rule) = RULES.iter().find(|rule| rule.code == accepted.code && rule.acceptable) else { continue };
        let mut found = Vec::new();
        (rule.check)(subject, &mut found);
        if found.iter().any(|finding| finding.kind != Kind::Confirmed && (spot == Spot::Sheet || finding.spot == spot)) {
            continue;
        }
        findings.push(Finding::wrong(
            (spot, accepted.reason.span),
            (
                format!("{} is accepted here, but there is nothing to accept", accepted.code),
                format!("此处认可了{}，但并无该问题", accepted.code),
            ),
            ("covers nothing", "没有对应的问题"),
            ("remove the entry", "删去此条"),
        ));
    }
}
