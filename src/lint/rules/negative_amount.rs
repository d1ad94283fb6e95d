//! GK0103: an amount below zero.

use crate::lint::{Finding, Rule, Spot, Subject};
use crate::model::diagnostic::{Code, Severity};

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0103"),
    name: "negative-amount",
    severity: Severity::Error,
    acceptable: true,
    needs_whole: false,
    docs: "
No amount of a task is below zero.

Why: a budget is money to be spent. A minus sign is usually a dash that slipped in, or a correction that belongs into another table.

Example: `fiscal: -80`.

Mending: remove the sign, or leave the key out for an empty cell.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for (number, task) in subject.sheet.tasks().enumerate() {
        for amount in task.amounts().filter_map(|(_, amount)| amount).filter(|amount| amount.value.is_negative()) {
            let written = amount.value.written();
            findings.push(Finding::wrong(
                (Spot::Task(number), amount.span),
                (format!("the amount {written} is negative"), format!("金额{written}为负数")),
                ("below zero", "小于零"),
                ("remove the sign, or leave the key out for an empty cell", "去掉负号；空单元格则不写该键"),
            ));
        }
    }
}
