//! GK0102: a total that is not the sum of its parts.

use crate::lint::{Finding, Rule, Spot, Subject};
use crate::model::diagnostic::{Code, Severity};
use crate::model::{money::Amount, sheet::Placed};
use rust_decimal::Decimal;

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0102"),
    name: "total-not-sum",
    severity: Severity::Error,
    acceptable: true,
    needs_whole: false,
    docs: "
In every row the total equals the sum of its parts (总额 = 财政拨款 + 其他资金), as far as rounding of the last place allows.

Why: a reader who adds up the row finds the difference at once, and trusts nothing else on the page.

Allowed is what rounding can explain: every figure may be off by half a unit of the last place of its row, so that parts of 33.3
and 33.3 may make a total of 66.7. A single part must equal its total.

Example: `total: 90`, `fiscal: 80`, without `other`.

Mending: correct the figure that was mistyped.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for (number, task) in subject.sheet.tasks().enumerate() {
        for (whole, total) in task.amounts() {
            let Some(total) = total else { continue };
            let of_whole = |part: Option<&String>| part == Some(&whole.key);
            let parts: Vec<&Placed<Amount>> =
                task.amounts().filter(|(part, _)| of_whole(part.part_of.as_ref())).filter_map(|(_, amount)| amount).collect();
            let Some((sum, difference)) = difference(total, &parts) else { continue };
            let written = total.value.written();
            findings.push(Finding::wrong(
                (Spot::Task(number), total.span),
                (format!("the total {written} is not the sum of its parts, {sum}"), format!("总额{written}不等于各项之和{sum}")),
                (format!("parts add up to {sum}"), format!("各项之和为{sum}")),
                (
                    format!("the difference is {difference}: correct the figure that was mistyped"),
                    format!("相差{difference}：改正录入有误的数字"),
                ),
            ));
        }
    }
}

/// The sum of the parts and how far the total is from it, where that is farther than rounding can explain.
fn difference(total: &Placed<Amount>, parts: &[&Placed<Amount>]) -> Option<(Decimal, Decimal)> {
    if parts.is_empty() {
        return None;
    }
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.value.value()))?;
    let difference = total.value.value().checked_sub(sum)?.abs().normalize();
    // Each figure that was rounded may be off by half a unit of the last place of the row; a zero is exact, and a single part
    // was rounded together with its total.
    let rounded = parts.iter().copied().chain([total]).filter(|amount| !amount.value.value().is_zero());
    let (places, figures) = rounded.fold((0, 0_i128), |(places, figures), amount| (amount.value.decimals().max(places), figures + 1));
    let slack_twice = Decimal::try_from_i128_with_scale(figures, places).ok()?; // an amount has at most 28 places
    let explained = parts.len() > 1 && difference.checked_add(difference).is_some_and(|twice| twice < slack_twice);
    (!difference.is_zero() && !explained).then_some((sum, difference))
}
