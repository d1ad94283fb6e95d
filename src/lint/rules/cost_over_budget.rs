//! GK0212: costs that are stated to belong to a task, against its budget.

use crate::lint::{
    Finding, Rule, Spot, Subject,
    budget::{Cost, CostOf, costs, task_of, total, total_in_wan},
};
use crate::model::{
    diagnostic::{Code, Severity},
    sheet::Task,
    target::Operator,
};
use rust_decimal::Decimal;

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0212"),
    name: "cost-over-budget",
    severity: Severity::Warning,
    acceptable: true,
    needs_whole: true,
    docs: "
The costs of indicators that say which task they belong to (`task:`) add up to the budget of that task, in the sense of their operators.

Why: budget and costs of one table are read side by side. A cost of at least 100 cannot be paid from a budget of 90. Upper limits that add up to
less leave a part of the budget without an indicator; that may be right, and is to be explained.

Example: `task: 老干部活动` beside `≤95万元`, where the task has 90.

Mending: correct the figure that was mistyped, or accept it with the reason.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let tasks: Vec<Task<'_>> = subject.sheet.tasks().collect();
    let all: Vec<Cost<'_>> = costs(subject.sheet).into_iter().filter(|cost| cost.of == CostOf::Whole).collect();
    for (number, task) in tasks.iter().enumerate() {
        let of_task: Vec<&Cost<'_>> = all.iter().filter(|cost| task_of(&tasks, cost.indicator) == Some(number)).collect();
        let budget = total(task).zip(total_in_wan(task, subject.sheet.unit));
        let (Some(first), Some((stated, budget))) = (of_task.first(), budget) else { continue };
        let Some(sum) = of_task.iter().try_fold(Decimal::ZERO, |sum, cost| sum.checked_add(cost.wan)) else { continue };
        let at = (Spot::Indicator(first.number), first.indicator.target_text.span);
        let shown = of_task.iter().map(|cost| cost.digits()).collect::<Vec<_>>().join(" + ");
        let (sum_shown, budget_shown, unit) = (sum.normalize(), stated.value.written(), subject.sheet.unit.label());
        let least = |cost: &&&Cost<'_>| matches!(cost.operator, Some(Operator::Equal | Operator::AtLeast | Operator::Above));
        let at_least = of_task.iter().filter(least).try_fold(Decimal::ZERO, |sum, cost| sum.checked_add(cost.wan));
        if sum == budget {
            findings.push(Finding::confirmed(
                at,
                (
                    format!("{shown} is the budget of its task, {budget_shown} {unit}"),
                    format!("{shown}等于所属任务预算{budget_shown}{unit}"),
                ),
            ));
        } else if at_least.is_some_and(|at_least| at_least > budget) {
            findings.push(Finding::wrong(
                at,
                (
                    format!("costs of at least {shown} = {sum_shown} 万元 are more than the budget of their task, {budget_shown} {unit}"),
                    format!("成本至少为{shown}={sum_shown}万元，超过所属任务预算{budget_shown}{unit}"),
                ),
                (format!("the task has {budget_shown}"), format!("任务预算为{budget_shown}")),
                ("correct the figure that was mistyped", "改正录入有误的数字"),
            ));
        } else {
            let (en, zh) = if sum > budget { ("more", "超过") } else { ("less", "低于") };
            findings.push(Finding::to_explain(
                at,
                (
                    format!("{shown} = {sum_shown} 万元 is {en} than the budget of its task, {budget_shown} {unit}"),
                    format!("{shown}={sum_shown}万元，{zh}所属任务预算{budget_shown}{unit}"),
                ),
                (format!("the task has {budget_shown}"), format!("任务预算为{budget_shown}")),
                ("correct the figure that was mistyped, or say what the rest is for", "改正录入有误的数字，或说明差额"),
            ));
        }
    }
}
