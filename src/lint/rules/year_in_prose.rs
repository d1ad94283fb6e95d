//! GK0210: prose that speaks of another year than the table's.

use crate::lint::{
    Finding, Rule, Subject,
    texts::{Role, Stated, around, half_width, texts},
};
use crate::model::diagnostic::{Code, Severity};

/// What makes another year a comparison or a stretch of time, and no slip: before it, and behind 年.
const BEFORE: [&str; 12] = ["自", "从", "截至", "截止", "比", "较", "与", "至", "到", "—", "-", "－"];
const BEHIND: [&str; 10] = ["以来", "起", "至", "到", "—", "-", "－", "～", "~", "底以来"];

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0210"),
    name: "year-in-prose",
    severity: Severity::Note,
    acceptable: true,
    needs_whole: false,
    docs: "
Descriptions of tasks and goals speak of the year of their table.

Why: a plan for another year usually came along with last year's text. Comparisons and stretches of time (自2021年以来, 较2021年, 2021-2025年) and
numbers of documents (〔2021〕101号) are left alone.

Example: 根据2021年度工作计划 in the table of 2022.

Mending: correct the year; or explain why the other one is meant.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for Stated { spot, role, text } in texts(subject.sheet) {
        if !matches!(role, Role::TaskName | Role::TaskText | Role::Goal | Role::IndicatorName) {
            continue;
        }
        let chars: Vec<char> = text.source.chars().collect();
        let Some((at, other)) = other_year(&chars, subject.year.number()) else { continue };
        let (words, year) = (around(&chars, at + 3), subject.year);
        findings.push(Finding::to_explain(
            (spot, text.span),
            (
                format!("the text speaks of {other}, the table is of {year}: “…{words}…”"),
                format!("文中提到{other}年，本表为{year}年：“…{words}…”"),
            ),
            (format!("names {other}"), format!("提到{other}年")),
            ("correct the year, or explain why the other one is meant", "改正年份，或说明为何指该年"),
        ));
    }
}

/// The first other year that a text names, and where.
fn other_year(chars: &[char], own: u16) -> Option<(usize, u16)> {
    (0..chars.len().saturating_sub(4)).find_map(|at| {
        let digits: String = chars[at..at + 4].iter().map(|c| half_width(*c)).collect();
        let year: u16 = digits.parse().ok().filter(|year| (1990..=2099).contains(year) && *year != own)?;
        let alone = !at.checked_sub(1).is_some_and(|before| half_width(chars[before]).is_ascii_digit());
        let behind: String = chars[at + 4..].iter().take(5).collect();
        let behind = behind.trim_start().strip_prefix('年')?.trim_start_matches('度');
        let before: String = chars[at.saturating_sub(3)..at].iter().collect();
        let compared = BEFORE.iter().any(|word| before.trim_end().ends_with(word)) || BEHIND.iter().any(|word| behind.starts_with(word));
        (alone && !compared).then_some((at, year))
    })
}

#[cfg(test)]
mod tests {
    use super::other_year;

    #[test]
    fn another_year_is_told_from_comparisons_and_numbers() {
        let found = |text: &str| other_year(&text.chars().collect::<Vec<_>>(), 2022).map(|(_, year)| year);
        assert_eq!(found("根据2021年度工作计划"), Some(2021));
        assert_eq!(found("完成２０２３年预算编制"), Some(2023));
        for quiet in [
            "2022年工作",
            "自2021年以来",
            "较2021年增长",
            "2021-2025年规划",
            "2021—2022年度",
            "财预〔2021〕101号",
            "12021年",
            "2021人",
            "2021",
            "与2021年持平",
        ] {
            assert_eq!(found(quiet), None, "{quiet}");
        }
    }
}
