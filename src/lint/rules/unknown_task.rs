//! GK0211: an indicator of a task that the table does not have.

use crate::lint::{Finding, Rule, Spot, Subject, budget::task_of};
use crate::model::{
    diagnostic::{Code, Said, Severity},
    near::nearest,
    sheet::Task,
};

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0211"),
    name: "unknown-task",
    severity: Severity::Warning,
    acceptable: false,
    needs_whole: true,
    docs: "
`task:` of an indicator is the name or the id of a task of the same table.

Why: it says which budget the cost belongs to, so that the two can be held against each other. It is the author's work, and on no page.

Example: `task: 老干部工作` where the task is called 老干部活动.

Mending: write the name as it stands in `tasks:`, or the task's `id:`.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let tasks: Vec<Task<'_>> = subject.sheet.tasks().collect();
    for (number, indicator) in subject.sheet.indicators().enumerate() {
        let Some(stated) = indicator.task.as_ref().filter(|_| task_of(&tasks, indicator).is_none()) else { continue };
        let name = stated.value.trim();
        let near = nearest(name, tasks.iter().filter_map(|task| task.name()).map(|name| name.source.trim()));
        let help: Said = match near {
            Some(near) => (format!("did you mean “{near}”?"), format!("是否为“{near}”？")).into(),
            None => ("write the name of the task, or its id", "写任务名称，或任务的`id`").into(),
        };
        findings.push(Finding::wrong(
            (Spot::Indicator(number), stated.span),
            (format!("the table has no task “{name}”"), format!("本表没有任务“{name}”")),
            ("names no task", "没有此任务"),
            help,
        ));
    }
}
