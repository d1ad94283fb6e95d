//! GK0105: two tasks of the same name.

use crate::lint::{Finding, Rule, Spot, Subject};
use crate::model::diagnostic::{Code, Severity};
use std::collections::HashSet;

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0105"),
    name: "duplicate-task",
    severity: Severity::Warning,
    acceptable: true,
    needs_whole: false,
    docs: "
No two tasks of a table have the same name.

Why: readers cannot tell them apart, and a row may have been entered twice, and its money with it.

Example: two tasks 培训工作.

Mending: remove the second row, or name the tasks apart.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let mut seen = HashSet::new();
    for (number, task) in subject.sheet.tasks().enumerate() {
        let Some(name) = task.name() else { continue };
        if seen.insert(name.source.trim()) {
            continue;
        }
        findings.push(Finding::wrong(
            (Spot::Task(number), name.span),
            (format!("a second task is called “{}”", name.source.trim()), format!("任务名称“{}”重复", name.source.trim())),
            ("same name as an earlier task", "与前面的任务同名"),
            ("remove the row if it was entered twice, or name the tasks apart", "如属重复录入，删去一行；否则用不同名称加以区分"),
        ));
    }
}
