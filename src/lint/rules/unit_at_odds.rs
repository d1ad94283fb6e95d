//! GK0207: a unit that counts something else than the name says.

use crate::lint::{Finding, Rule, Spot, Subject};
use crate::model::diagnostic::{Code, Severity};

/// How names end, and what their units begin with (after 万, 千 …). The first that fits decides.
const UNITS: [(&[&str], &[&str]); 8] = [
    (&["人次数", "人次"], &["人次", "人", "次"]),
    (&["人数", "人员数", "人员数量", "学员数", "学生数"], &["人", "名", "位", "个"]),
    (&["次数", "频次"], &["次", "人次", "场", "批", "轮", "回", "遍"]),
    (&["天数", "日数"], &["天", "日", "个工作日", "工作日", "人天"]),
    (&["面积"], &["平方", "㎡", "m²", "m2", "亩", "公顷", "顷", "km²"]),
    (&["户数"], &["户", "家"]),
    (&["期数"], &["期", "班", "个", "次"]),
    (&["满意度"], &["%", "分", "百分"]),
];

/// Names of costs.
const COSTS: [&str; 5] = ["经费", "费用", "成本", "金额", "支出"];

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0207"),
    name: "unit-at-odds",
    severity: Severity::Warning,
    acceptable: true,
    needs_whole: false,
    docs: "
The unit of a target counts what the name of its indicator says: 人数 in people, 次数 in times, 天数 in days, 面积 in areas, 户数 in households,
期数 in courses, 满意度 in per cent or points, 经费, 费用, 成本, 金额 and 支出 in money or as a share of it.

Why: `培训人数 ≥30天` is two statements, and one of them is wrong.

Example: 培训人数 `≥30天`.

Mending: correct the unit or the name.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for (number, indicator) in subject.sheet.indicators().enumerate() {
        let Some(quantity) = indicator.target.highest() else { continue };
        let name = indicator.name.source.trim();
        if quantity.unit.is_empty() || fits(name, &quantity.unit) {
            continue;
        }
        let unit = &quantity.unit;
        findings.push(Finding::wrong(
            (Spot::Indicator(number), indicator.target_text.span),
            (format!("“{name}” is not counted in {unit}"), format!("“{name}”与单位“{unit}”不符")),
            ("another thing than the name says", "与名称不符"),
            ("correct the unit or the name", "改正单位或名称"),
        ));
    }
}

fn fits(name: &str, unit: &str) -> bool {
    let bare = name.split(['（', '(']).next().unwrap_or(name).trim_end();
    let counted = unit.trim_start_matches(['十', '百', '千', '万', '亿', '多', '余']);
    let ends = |ends: &[&str]| ends.iter().any(|end| bare.ends_with(end));
    if let Some((_, units)) = UNITS.iter().find(|(names, _)| ends(names)) {
        return units.iter().any(|known| counted.starts_with(known));
    }
    !ends(&COSTS) || counted.contains('元') || counted.starts_with(['%', '‰'])
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn units_are_those_that_names_ask_for() {
        for (name, unit) in [
            ("培训人数", "人"),
            ("服务人次", "万人次"),
            ("办公区域采暖面积", "平方米"),
            ("公务员招录经费", "万元"),
            ("人均成本", "元/人"),
            ("公务保障用车数量", "辆"),
            ("服务对象满意度", "%"),
            ("走访慰问老干部天数", "天"),
            ("督导次数（每年）", "次/年"),
            ("经费", "%"),
        ] {
            assert!(fits(name, unit), "{name} {unit}");
        }
        for (name, unit) in [("培训人数", "天"), ("督导次数", "人"), ("采暖面积", "万元"), ("招录经费", "次"), ("满意度", "人")]
        {
            assert!(!fits(name, unit), "{name} {unit}");
        }
    }
}
