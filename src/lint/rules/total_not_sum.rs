//! GK0102: a total that is not the sum of its parts.

use crate::lint::{Finding, Rule, Spot, Subject};
use crate::model::diagnostic::{Code, Severity};
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

Allowed is what rounding can explain: with half a unit of the last place of every figure, parts of 33.3 and 33.3 may make a total
of 66.7 (two halves rounded), while a single part must equal its total.

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
            let parts: Vec<_> =
                task.amounts().filter(|(part, _)| of_whole(part.part_of.as_ref())).filter_map(|(_, amount)| amount).collect();
            if parts.is_empty() {
                continue;
            }
            let Some(sum) = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.value.value())) else { continue };
            let slack =
                parts.iter().chain([&total]).map(|amount| half_unit(amount.value.value(), amount.value.decimals())).sum::<Decimal>();
            let difference = (total.value.value() - sum).abs();
            if difference.is_zero() || difference < slack {
                continue;
            }
            let written = total.value.written();
            findings.push(Finding {
                spot: Spot::Task(number),
                span: total.span,
                en: format!("the total {written} is not the sum of its parts, {sum}"),
                zh: format!("总额{written}不等于各项之和{sum}"),
                label: format!("parts add up to {sum}"),
                help: format!("the difference is {}: correct the figure that was mistyped", difference.normalize()),
            });
        }
    }
}

/// Half a unit of the last place written; a zero is exact.
fn half_unit(value: Decimal, decimals: u32) -> Decimal {
    if value.is_zero() { Decimal::ZERO } else { Decimal::new(5, decimals + 1) }
}
