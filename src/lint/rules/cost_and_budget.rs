//! GK0213: costs that probably belong to a task, against its budget.

use crate::lint::{
    Basis, Finding, Rule, Spot, Subject,
    budget::{Cost, CostOf, costs, have_in_common, task_of, total, total_in_wan},
};
use crate::model::{
    diagnostic::{Code, Severity},
    sheet::Task,
    target::Operator,
};
use rust_decimal::Decimal;

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0213"),
    name: "cost-and-budget",
    severity: Severity::Note,
    acceptable: true,
    needs_whole: true,
    docs: "
Costs of indicators that do not say which task they belong to are held against the budgets of the tasks: what is equal to a budget, alone or
together, is confirmed; what has the name of a task, and a limit above its budget, is to be explained.

Why: 20 + 140.50 + 32 and a task of 192.5 belong together, and a reader who finds that trusts the table. Which cost belongs to which task is
guessed from figures and names here, shown to the author alone, and never called wrong.

Example: 专项工作督导经费 `≤60万元`, where the task 专项工作 has 50.

Mending: say which task it belongs to (`task: 专项工作`); correct the figure that was mistyped.
",
    check,
};

/// Most costs that are put together, and most that are looked at.
const TOGETHER: usize = 5;
const MOST: usize = 16;

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let unit = subject.sheet.unit;
    let tasks: Vec<Task<'_>> = subject.sheet.tasks().collect();
    let free = |cost: &Cost<'_>| cost.of == CostOf::Whole && cost.indicator.task.is_none();
    let mut costs: Vec<Cost<'_>> = costs(subject.sheet).into_iter().filter(free).collect();
    let stated = |number: usize| subject.sheet.indicators().any(|indicator| task_of(&tasks, indicator) == Some(number));
    let budgets = tasks.iter().enumerate().filter(|(number, _)| !stated(*number));
    let mut budgets: Vec<(&Task<'_>, Decimal)> = budgets.filter_map(|(_, task)| Some((task, total_in_wan(task, unit)?))).collect();
    budgets.retain(|(_, budget)| *budget > Decimal::ZERO);
    let mut confirm = |task: &Task<'_>, of_task: &[Cost<'_>]| {
        let shown = of_task.iter().map(Cost::digits).collect::<Vec<_>>().join(" + ");
        let (name, written) = (name(task), total(task).map_or("", |total| total.value.written()));
        findings.push(
            Finding::confirmed(
                (Spot::Indicator(of_task[0].number), of_task[0].indicator.target_text.span),
                (
                    format!("{shown} is the budget of the task “{name}”, {written} {}", unit.label()),
                    format!("{shown}等于任务“{name}”的预算{written}{}", unit.label()),
                ),
            )
            .on(Basis::Guessed),
        );
    };
    // Alone: one cost, one budget; of several equal ones those that have a word in common.
    for (task, budget) in std::mem::take(&mut budgets) {
        let equal: Vec<usize> = (0..costs.len()).filter(|place| costs[*place].wan == budget).collect();
        let alike: Vec<usize> =
            equal.iter().copied().filter(|place| have_in_common(costs[*place].indicator.name.source.trim(), name(task))).collect();
        match (equal.as_slice(), alike.as_slice()) {
            ([place], _) | (_, [place]) => confirm(task, &[costs.remove(*place)]),
            _ => budgets.push((task, budget)),
        }
    }
    // Together: the only way to reach a budget.
    for (task, budget) in std::mem::take(&mut budgets) {
        let alike = |of_task: &[usize]| of_task.iter().any(|place| have_in_common(costs[*place].indicator.name.source.trim(), name(task)));
        let ways: Vec<Vec<usize>> = sums(&costs, budget).into_iter().filter(|way| alike(way)).collect();
        match ways.as_slice() {
            [only] => {
                confirm(task, &only.iter().map(|place| costs[*place]).collect::<Vec<_>>());
                costs = costs.iter().enumerate().filter(|(place, _)| !only.contains(place)).map(|(_, cost)| *cost).collect();
            }
            _ => budgets.push((task, budget)),
        }
    }
    for (task, budget) in budgets {
        let limit = |cost: &&Cost<'_>| matches!(cost.operator, Some(Operator::AtMost | Operator::Below | Operator::Equal));
        for cost in costs.iter().filter(limit).filter(|cost| cost.wan > budget && is_named_after(cost, task)) {
            findings.push(over(cost, task, unit.label()));
        }
    }
}

fn over(cost: &Cost<'_>, task: &Task<'_>, unit: &str) -> Finding {
    let (written, name, budget) = (cost.indicator.target.canonical(), name(task), total(task).map_or("", |total| total.value.written()));
    let finding = Finding::to_explain(
        (Spot::Indicator(cost.number), cost.indicator.target_text.span),
        (
            format!("{written} allows more than the budget of the task “{name}”, {budget} {unit}"),
            format!("{written}超过任务“{name}”的预算{budget}{unit}"),
        ),
        (format!("“{name}” has {budget}"), format!("“{name}”为{budget}")),
        (
            format!("correct the figure, or say which task it belongs to: `task: {name}` (gongkai guesses from the name)"),
            format!("改正数字，或写明所属任务：`task: {name}`（系统按名称推测）"),
        ),
    );
    finding.on(Basis::Guessed)
}

fn name<'a>(task: &Task<'a>) -> &'a str {
    task.name().map_or("", |name| name.source.trim())
}

/// Whether the name of a cost begins with that of a task.
fn is_named_after(cost: &Cost<'_>, task: &Task<'_>) -> bool {
    let name = name(task).trim_end_matches("经费");
    name.chars().count() >= 3 && cost.indicator.name.source.trim().starts_with(name)
}

/// All ways to reach a sum with two to [`TOGETHER`] of the costs.
fn sums(costs: &[Cost<'_>], sum: Decimal) -> Vec<Vec<usize>> {
    fn go(costs: &[Cost<'_>], from: usize, left: Decimal, taken: &mut Vec<usize>, ways: &mut Vec<Vec<usize>>) {
        if left.is_zero() && taken.len() >= 2 {
            return ways.push(taken.clone());
        }
        if taken.len() == TOGETHER || left <= Decimal::ZERO {
            return;
        }
        for place in from..costs.len() {
            let Some(left) = left.checked_sub(costs[place].wan).filter(|_| costs[place].wan > Decimal::ZERO) else { continue };
            taken.push(place);
            go(costs, place + 1, left, taken, ways);
            taken.pop();
        }
    }
    let mut ways = Vec::new();
    if costs.len() <= MOST {
        go(costs, 0, sum, &mut Vec::new(), &mut ways);
    }
    ways
}
