//! GK0203: more than 100% of something that has 100% at most.

use crate::lint::{Finding, Rule, Spot, Subject};
use crate::model::diagnostic::{Code, Severity};
use rust_decimal::Decimal;

/// Names that end so are shares of a whole; 增长率 and the like are not.
const SHARES: [&str; 8] = ["完成率", "覆盖率", "合格率", "及时率", "及时性", "保障率", "优秀率", "满意度"];

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0203"),
    name: "over-full",
    severity: Severity::Warning,
    acceptable: true,
    needs_whole: false,
    docs: "
An indicator whose name ends in 完成率, 覆盖率, 合格率, 及时率, 及时性, 保障率, 优秀率 or 满意度 has a target of 100% at most.

Why: these are shares of a whole. Growth rates (增长率) and the like may exceed 100% and are left alone.

Example: 培训完成率 `≥105%`.

Mending: correct the figure, or name the indicator after what it measures (超额完成比例).
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for (number, indicator) in subject.sheet.indicators().enumerate() {
        let name = indicator.name.source.trim();
        let share = SHARES.iter().any(|end| name.ends_with(end));
        let Some(quantity) = indicator.target.highest() else { continue };
        if !share || quantity.unit != "%" || quantity.number.value() <= Decimal::ONE_HUNDRED {
            continue;
        }
        let written = indicator.target.written().trim();
        findings.push(Finding::wrong(
            (Spot::Indicator(number), indicator.target_text.span),
            (format!("“{name}” has a target over 100%: {written}"), format!("“{name}”的指标值超过100%：{written}")),
            ("more than the whole", "超过整体"),
            ("correct the figure, or name the indicator after what it measures", "改正数字，或按实际衡量的内容命名指标"),
        ));
    }
}
