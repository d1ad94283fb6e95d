//! GK0204: a target that looks like a number and cannot be read as one.

use crate::lint::{Finding, Rule, Spot, Subject};
use crate::model::diagnostic::{Code, Severity};

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0204"),
    name: "target-in-doubt",
    severity: Severity::Warning,
    acceptable: true,
    needs_whole: false,
    docs: "
A target that holds digits or operators can be read with certainty.

Why: what gongkai cannot read for certain it shows as written, and never compares; a typing slip would hide there.

Example: `≥95%以下` (which of the two?), `10-5天` (from high to low).

Mending: write one operator, one number and one unit (`≥95%`), a range (`10-15天`) or a date (`2022年12月底前`).
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for (number, indicator) in subject.sheet.indicators().enumerate() {
        let Some(doubt) = indicator.target.doubt() else { continue };
        let written = indicator.target.written().trim();
        findings.push(Finding::wrong(
            (Spot::Indicator(number), indicator.target_text.span),
            (format!("the target “{written}” cannot be read with certainty: {doubt}"), format!("指标值“{written}”无法确定含义")),
            ("shown as written, not compared", "按原样显示，不作比较"),
            (
                "write one operator, number and unit (≥95%), a range (10-15天) or a date (2022年12月底前)",
                "写成一个符号、一个数字和一个单位（≥95%）、一个区间（10-15天）或一个日期（2022年12月底前）",
            ),
        ));
    }
}
