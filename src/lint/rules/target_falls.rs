//! GK0305: less is promised than the year before.

use crate::lint::{Finding, Rule, Spot, Subject};
use crate::model::{
    diagnostic::{Code, Severity},
    pairing::pair,
    sheet::Indicator,
    target::Operator,
};
use rust_decimal::Decimal;

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0305"),
    name: "target-falls",
    severity: Severity::Note,
    acceptable: true,
    needs_whole: false,
    docs: "
A target that is lower than in the report before is explained.

Why: whoever compares the years asks why less is promised. What is compared: the same indicator with the same operator and unit. Upper limits
(≤, <) and costs may fall.

Example: 培训合格率 `≥95%`, the year before `≥98%`.

Mending: correct the figure that was mistyped, or accept it with the reason.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some((year, before)) = subject.before else { return };
    let (old, new): (Vec<&Indicator>, Vec<&Indicator>) = (before.indicators().collect(), subject.sheet.indicators().collect());
    for (number, place) in pair(&old, &new).into_iter().enumerate() {
        let Some((was, is)) = place.map(|place| (old[place], new[number])) else { continue };
        let falls = promised(was).zip(promised(is)).is_some_and(|(was, is)| (was.0, was.1) == (is.0, is.1) && is.2 < was.2);
        if !falls {
            continue;
        }
        let (name, was, now) = (is.name.source.trim(), was.target.canonical(), is.target.canonical());
        findings.push(Finding::to_explain(
            (Spot::Indicator(number), is.target_text.span),
            (
                format!("“{name}” promises less than in {year}: {now}, it was {was}"),
                format!("“{name}”的目标低于{year}年：由{was}降为{now}"),
            ),
            (format!("{was} in {year}"), format!("{year}年为{was}")),
            ("correct the figure, or say why less is promised", "改正数字，或说明下降的原因"),
        ));
    }
}

/// Operator, unit and figure of a target of which more is better.
fn promised(indicator: &Indicator) -> Option<(Option<Operator>, &str, Decimal)> {
    let is_cost = indicator.level1.contains("cost") || indicator.level2.contains("cost");
    let (operator, quantity) = indicator.target.bound().filter(|_| !is_cost)?;
    let limit = matches!(operator, Some(Operator::AtMost | Operator::Below));
    (!limit).then_some((operator, quantity.unit.as_str(), quantity.number.value()))
}
