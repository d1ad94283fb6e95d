//! GK0106: a total stated in the original that is not the sum of the rows.

use crate::lint::{Finding, Rule, Spot, Subject};
use crate::model::diagnostic::{Code, Severity};
use crate::model::{money::Sum, summary::digits};

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0106"),
    name: "declared-total",
    severity: Severity::Error,
    acceptable: true,
    needs_whole: true,
    docs: "
A total that the original states itself (`declared_total:`) equals the sum of the tasks.

Why: gongkai shows both; a reader sees the contradiction.

Example: `declared_total: {total: 3200}` above tasks that sum to 3200.58.

Mending: correct the figure that was mistyped.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let unit = subject.sheet.unit;
    for (column, declared) in subject.sheet.declared_total.iter().enumerate() {
        let Some(declared) = declared else { continue };
        let amounts = subject.sheet.tasks().filter_map(|task| task.amounts().nth(column)?.1);
        let sum = amounts.fold(Sum::default(), |sum, amount| sum.plus(&Sum::of(&amount.value, unit)));
        if Sum::of(&declared.value, unit).value() == sum.value() {
            continue;
        }
        let written = declared.value.written();
        let sum = digits(&sum, unit);
        findings.push(Finding::wrong(
            (Spot::Sheet, declared.span),
            (format!("the stated total {written} is not the sum of the tasks, {sum}"), format!("原表合计{written}不等于各任务之和{sum}")),
            (format!("the tasks add up to {sum}"), format!("各任务之和为{sum}")),
            ("correct the figure that was mistyped", "改正录入有误的数字"),
        ));
    }
}
