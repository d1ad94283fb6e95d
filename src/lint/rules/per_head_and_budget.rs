//! GK0214: costs per head, times heads, against the budgets for staff and for running the department.

use crate::lint::{
    Basis, Finding, Rule, Spot, Subject,
    budget::{Basic, Cost, CostOf, Persons, costs, headcount, task_of, total, total_in_wan},
};
use crate::model::{
    diagnostic::{Code, Severity},
    sheet::Task,
    target::Operator,
};
use rust_decimal::Decimal;

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0214"),
    name: "per-head-and-budget",
    severity: Severity::Note,
    acceptable: true,
    needs_whole: true,
    docs: "
The budget of a task is within the cost per head that the indicators allow, times the number of heads that they state.

Why: 158 people at 15.99 万元 and 97 at 0.21 make 2,546.79; a budget of 2,546 for them is plausible, one of 3,000 is not. What the figure per head
covers and whom it counts, the table seldom says: so a budget above it is to be explained, and never wrong.

What is guessed, unless `task:` says it: which task pays for staff (工资, 津补贴, 社保 …) and which for running the department (运转, 公用, 办公 …),
and whom a figure counts (在职, 离退休). A guess is shown to the author alone.

Example: 人均运转经费数 `≤0.83万元` and 158 people, where the task has 234.08.

Mending: correct the figure that was mistyped, or accept it with what the figure covers (含离退休人员公用经费).
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let tasks: Vec<Task<'_>> = subject.sheet.tasks().collect();
    let limit = |cost: &Cost<'_>| !matches!(cost.operator, Some(Operator::AtLeast | Operator::Above));
    let heads: Vec<Cost<'_>> = costs(subject.sheet).into_iter().filter(|cost| cost.of == CostOf::Head && limit(cost)).collect();
    for (number, task) in tasks.iter().enumerate() {
        let stated: Vec<&Cost<'_>> = heads.iter().filter(|cost| task_of(&tasks, cost.indicator) == Some(number)).collect();
        if !stated.is_empty() {
            findings.extend(held_against(subject, task, &stated, Basis::Stated));
        }
    }
    for basic in [Basic::Personnel, Basic::Running] {
        let free = |cost: &&Cost<'_>| cost.indicator.task.is_none() && basic.weight(&cost.indicator.name.source) > 0;
        let costs: Vec<&Cost<'_>> = heads.iter().filter(free).collect();
        if let (Some(task), false) = (basic.task(&tasks), costs.is_empty()) {
            findings.extend(held_against(subject, task, &costs, Basis::Guessed));
        }
    }
}

/// One way to count heads: the factors as written, and the product in 万元.
struct Reading {
    shown: String,
    wan: Decimal,
}

fn held_against(subject: &Subject<'_>, task: &Task<'_>, costs: &[&Cost<'_>], basis: Basis) -> Option<Finding> {
    let sheet = subject.sheet;
    let (budget, stated) = (total_in_wan(task, sheet.unit)?, total(task)?);
    let grouped: Option<Vec<(&Cost<'_>, Decimal)>> =
        costs.iter().map(|cost| Some((*cost, headcount(sheet, Persons::of(&cost.indicator.name.source)?)?.1))).collect();
    let readings: Vec<Reading> = match (grouped, costs) {
        (Some(grouped), _) => vec![reading(&grouped)?],
        (None, [cost]) => {
            // Whom it counts is not said: serving staff, or the retired too.
            let serving = headcount(sheet, Persons::Serving)?.1;
            let all = headcount(sheet, Persons::Retired).and_then(|(_, retired)| serving.checked_add(retired));
            [Some(serving), all].into_iter().flatten().filter_map(|heads| reading(&[(*cost, heads)])).collect()
        }
        (None, _) => return None,
    };
    let at = (Spot::Indicator(costs[0].number), costs[0].indicator.target_text.span);
    let (written, unit) = (stated.value.written(), sheet.unit.label());
    let name = task.name().map_or("", |name| name.source.trim());
    let (first, others) = readings.split_first()?;
    if budget <= first.wan {
        let said = (
            format!("the budget of the task “{name}”, {written} {unit}, is within {} = {} 万元", first.shown, first.wan.normalize()),
            format!("任务“{name}”的预算{written}{unit}，在{}={}万元之内", first.shown, first.wan.normalize()),
        );
        return Some(Finding::confirmed(at, said).on(basis));
    }
    let mut en = format!("the budget of the task “{name}”, {written} {unit}, is above {} = {} 万元", first.shown, first.wan.normalize());
    let mut zh = format!("任务“{name}”的预算{written}{unit}，高于{}={}万元", first.shown, first.wan.normalize());
    for other in others {
        let (within, within_zh) = if budget <= other.wan { ("but within", "，但在") } else { ("and above", "，也高于") };
        en.push_str(&format!(", {within} {} = {} 万元", other.shown, other.wan.normalize()));
        zh.push_str(&format!("{within_zh}{}={}万元{}", other.shown, other.wan.normalize(), if budget <= other.wan { "之内" } else { "" }));
    }
    let help = (
        "correct the figure that was mistyped, or say what the figure per head covers and whom it counts",
        "改正录入有误的数字，或说明人均数的口径和人数",
    );
    Some(Finding::to_explain(at, (en, zh), ("per head", "人均"), help).on(basis))
}

/// The sum of costs times heads.
fn reading(costs: &[(&Cost<'_>, Decimal)]) -> Option<Reading> {
    let shown = costs.iter().map(|(cost, heads)| format!("{heads} × {}", cost.digits())).collect::<Vec<_>>().join(" + ");
    let wan = costs.iter().try_fold(Decimal::ZERO, |sum, (cost, heads)| sum.checked_add(cost.wan.checked_mul(*heads)?))?;
    Some(Reading { shown, wan })
}
