//! GK0206: a target in words that nothing can be held against.

use crate::lint::{Finding, Rule, Spot, Subject};
use crate::model::diagnostic::{Code, Severity};

/// How much.
const DEGREES: [&str; 18] = [
    "进一步",
    "有所",
    "明显",
    "不断",
    "持续",
    "逐步",
    "逐渐",
    "显著",
    "有效",
    "大力",
    "稳步",
    "切实",
    "较为",
    "基本",
    "全面",
    "较",
    "得到",
    "长期",
];

/// What happens.
const CHANGES: [&str; 26] = [
    "提高", "提升", "改善", "增强", "优化", "加强", "促进", "推进", "推动", "好转", "完善", "保障", "增长", "增加", "减少", "降低", "改进",
    "发展", "规范", "稳定", "良好", "满意", "好", "高", "大", "显著",
];

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0206"),
    name: "vague-target",
    severity: Severity::Note,
    acceptable: true,
    needs_whole: false,
    docs: "
A target in words says something that can be held against what was done.

Why: at the end of the year nobody can tell whether 有所提高 was reached. Targets that cannot be given as figures may be in words, but have
to be measurable (财预〔2015〕88号, Measures for performance targets of central departments).

What is taken for vague: words of degree and change alone (有所提高, 不断优化, 明显改善, 较好). Official grades (优, 良, 中, 低, 差) are not.

Example: 教师教学质量 `有所提高`.

Mending: name what can be counted (学员评分≥90分), or the state that is to be reached (通过省级评估). In an approved table the words stay as they
are.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for (number, indicator) in subject.sheet.indicators().enumerate() {
        let written = indicator.target.written().trim();
        if indicator.target.is_quantitative() || !is_vague(written) {
            continue;
        }
        let name = indicator.name.source.trim();
        findings.push(Finding::to_explain(
            (Spot::Indicator(number), indicator.target_text.span),
            (format!("“{name}”: nobody can tell whether “{written}” was reached"), format!("“{name}”的“{written}”是否完成，无从衡量")),
            ("how much?", "程度不明"),
            ("name what can be counted, or the state that is to be reached", "写明可以计量的内容，或要达到的状态"),
        ));
    }
}

/// Words of degree and change, and nothing else.
fn is_vague(phrase: &str) -> bool {
    let start = |text: &str| DEGREES.iter().find_map(|degree| text.strip_prefix(degree)).map(str::to_owned);
    let mut rest = phrase.to_owned();
    while let Some(shorter) = start(&rest) {
        rest = shorter;
    }
    let had_degree = rest.len() < phrase.len();
    while let Some(shorter) = CHANGES.iter().find_map(|change| rest.strip_prefix(change)) {
        rest = shorter.trim_start_matches('、').to_owned();
    }
    rest.is_empty() && !phrase.is_empty() && (had_degree || phrase.chars().count() <= 4)
}

#[cfg(test)]
mod tests {
    use super::is_vague;

    #[test]
    fn words_of_degree_and_change_alone_are_vague() {
        for vague in ["有所提高", "不断优化", "明显改善", "进一步提升", "较好", "提高", "良好", "得到有效保障", "逐步完善、提升"]
        {
            assert!(is_vague(vague), "{vague}");
        }
        for clear in ["优", "良", "通过省级评估", "建成投用", "2022年12月底前", "无重大事故", "提高职工满意度", ""]
        {
            assert!(!is_vague(clear), "{clear}");
        }
    }
}
