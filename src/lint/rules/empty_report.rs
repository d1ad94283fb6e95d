//! GK0101: a sheet without tasks, goals or indicators.

use crate::lint::{Finding, Rule, Spot, Subject};
use crate::model::{
    diagnostic::{Code, Said, Severity},
    sheet::Status,
};

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0101"),
    name: "empty-report",
    severity: Severity::Error,
    acceptable: true,
    needs_whole: true,
    docs: "
A table has at least one task, one goal and one indicator.

Why: a table without one of its parts is usually a file that was not finished; readers would take it for the whole.

Example: a sheet without `indicators:`.

Mending: fill in the missing part, or set `status: draft` until it is there.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let sheet = subject.sheet;
    let parts = [
        (sheet.tasks().next().is_none(), "task", "任务", "tasks"),
        (sheet.goals().next().is_none(), "goal", "目标", "goals"),
        (sheet.indicators().next().is_none(), "indicator", "指标", "indicators"),
    ];
    for (missing, en, zh, key) in parts {
        if missing {
            let help: Said = match sheet.status {
                Status::Draft => (format!("fill in `{key}:`"), format!("填写`{key}:`")).into(),
                _ => (
                    format!("fill in `{key}:`, or set `status: draft` until the table is complete"),
                    format!("填写`{key}:`；未完成前可设`status: draft`"),
                )
                    .into(),
            };
            let label = (format!("no `{key}:` with entries below"), format!("`{key}:`下没有内容"));
            findings.push(Finding::wrong(
                (Spot::Sheet, sheet.span),
                (format!("the table has no {en}"), format!("本表没有{zh}")),
                label,
                help,
            ));
        }
    }
}
