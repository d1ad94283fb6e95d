//! GK0306: a budget that is much larger or smaller than the year before.

use crate::lint::{Finding, Rule, Spot, Subject};
use crate::model::{
    diagnostic::{Code, Severity},
    money::{Sum, difference, share},
    sheet::Sheet,
};
use rust_decimal::Decimal;

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0306"),
    name: "total-jumps",
    severity: Severity::Note,
    acceptable: true,
    needs_whole: true,
    docs: "
The sum of the tasks differs from that of the report before by no more than a share of it: 30%, or what site.yaml says (`total_jump: 50`).

Why: a figure with one digit too many looks like this, and so does a task that was forgotten. Everybody who compares the years will ask.

Example: 3,200.58 万元, the year before 2,100.00 万元.

Mending: correct the figure that was mistyped, or accept it with the reason (机构改革，职能划入).
",
    check,
};

/// Per cent.
const USUAL: u32 = 30;

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some((year, before)) = subject.before.filter(|(_, before)| !before.partial) else { return };
    let Some((was, now)) = total(before).zip(total(subject.sheet)).filter(|(was, _)| !was.is_zero()) else { return };
    let limit = Decimal::from(subject.config.total_jump.unwrap_or(USUAL));
    let Some(percent) = difference(was, now).and_then(|change| share(change, was, 1)).filter(|percent| percent.abs() > limit) else {
        return;
    };
    let sign = if percent.is_sign_positive() { "+" } else { "" };
    let (was, now) = (was.normalize(), now.normalize());
    findings.push(Finding::to_explain(
        (Spot::Sheet, subject.sheet.tasks().next().map_or(subject.sheet.span, |task| task.record.span)),
        (
            format!("the tasks add up to {now} 万元, {sign}{percent}% against {was} 万元 in {year}"),
            format!("各任务合计{now}万元，比{year}年的{was}万元变动{sign}{percent}%"),
        ),
        (format!("{sign}{percent}%"), format!("{sign}{percent}%")),
        ("correct the figure that was mistyped, or say why", "改正录入有误的数字，或说明原因"),
    ));
}

/// The sum of the totals of all tasks, in 万元.
fn total(sheet: &Sheet) -> Option<Decimal> {
    let totals = sheet.tasks().filter_map(|task| task.amounts().next().and_then(|(_, amount)| amount));
    totals.fold(Sum::default(), |sum, amount| sum.plus(&Sum::of(&amount.value, sheet.unit))).value().ok()
}
