//! GK0205: a rate whose target is no percentage.

use crate::lint::{Finding, Rule, Spot, Subject};
use crate::model::{
    diagnostic::{Code, Severity},
    sheet::Indicator,
    target::Quantity,
};

/// Names that end so and are no shares of a hundred.
const OTHERS: [&str; 9] = ["频率", "效率", "汇率", "分辨率", "速率", "功率", "倍率", "容积率", "周转率"];

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0205"),
    name: "rate-without-percent",
    severity: Severity::Warning,
    acceptable: true,
    needs_whole: false,
    docs: "
An indicator whose name ends in 率 has a target in % or ‰.

Why: a rate of 95 what? A reader takes it for per cent; whoever evaluates it later may not. Rates that are none (频率, 效率, 汇率 and a few
others) are left alone.

Example: 验收合格率 `≥95`.

Mending: write the sign behind the number: `≥95%`.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for (number, indicator) in subject.sheet.indicators().enumerate() {
        let Some(quantity) = rate(indicator) else { continue };
        if quantity.unit.starts_with(['%', '‰']) || quantity.unit.starts_with("百分") {
            continue;
        }
        let (name, written) = (indicator.name.source.trim(), indicator.target.written().trim());
        findings.push(Finding::wrong(
            (Spot::Indicator(number), indicator.target_text.span),
            (format!("“{name}” is a rate, but its target {written} has no %"), format!("“{name}”是比率，指标值{written}没有%")),
            ("no %", "没有%"),
            ("write the sign behind the number, as in ≥95%", "在数字后写%，如≥95%"),
        ));
    }
}

/// The figure of an indicator that is called a rate.
pub(in crate::lint) fn rate(indicator: &Indicator) -> Option<&Quantity> {
    // 合格率（%）
    let name = indicator.name.source.trim();
    let bare = name.split(['（', '(']).next().unwrap_or(name).trim_end();
    let is_rate = bare.ends_with('率') && OTHERS.iter().all(|other| !bare.ends_with(other));
    indicator.target.highest().filter(|_| is_rate)
}
