//! GK0215: heads that a task counts, against those that an indicator counts.

use crate::lint::{
    Basis, Finding, Rule, Subject,
    budget::{Persons, headcount},
    texts::{Role, Stated, texts},
};
use crate::model::diagnostic::{Code, Severity};
use rust_decimal::Decimal;

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0215"),
    name: "headcounts",
    severity: Severity::Note,
    acceptable: true,
    needs_whole: true,
    docs: "
How many people the text of a task speaks of (在职人员158人, 退休干部97人) is how many the indicators count.

Why: the same people stand in the table twice, and a slip of the keyboard in one place shows in the other. They need not be the same people: so
a difference is to be explained.

Example: 在职人员185人 in a task, 保障在职办公人员数 `=158人` among the indicators.

Mending: correct the figure that was mistyped, or accept it with the reason.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for Stated { spot, text, .. } in texts(subject.sheet).filter(|stated| matches!(stated.role, Role::TaskName | Role::TaskText)) {
        for (persons, heads, words) in counted(&text.source) {
            let Some((number, stated)) = headcount(subject.sheet, persons) else { continue };
            let name = subject.sheet.indicators().nth(number).map_or("", |indicator| indicator.name.source.trim());
            let at = (spot, text.span);
            let finding = match heads == stated {
                true => Finding::confirmed(at, (format!("“{words}” is what “{name}” counts"), format!("“{words}”与指标“{name}”一致"))),
                false => Finding::to_explain(
                    at,
                    (
                        format!("the task speaks of “{words}”, the indicator “{name}” counts {stated}"),
                        format!("任务中为“{words}”，指标“{name}”为{stated}"),
                    ),
                    (format!("{heads} or {stated}?"), format!("{heads}还是{stated}？")),
                    ("correct the figure that was mistyped, or say who else is meant", "改正录入有误的数字，或说明口径不同"),
                ),
            };
            findings.push(finding.on(Basis::Guessed));
        }
    }
}

/// Heads that a text counts, whom, and the words that say so: `在职人员158人`.
fn counted(text: &str) -> Vec<(Persons, Decimal, String)> {
    let chars: Vec<char> = text.chars().collect();
    let mut all = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let length = chars[at..].iter().take_while(|c| c.is_ascii_digit()).count();
        if length == 0 {
            at += 1;
            continue;
        }
        let behind = chars.get(at + length);
        let figure: String = chars[at..at + length].iter().collect();
        // The words of the same clause before it.
        let before: Vec<char> = chars[..at].iter().rev().take_while(|c| !"，。；、,;:：（）()".contains(**c)).take(8).copied().collect();
        let before: String = before.into_iter().rev().collect();
        if behind.is_some_and(|c| matches!(c, '人' | '名'))
            && chars.get(at + length + 1) != Some(&'次')
            && let (Some(persons), Ok(heads)) = (Persons::of(&before), figure.parse::<Decimal>())
        {
            let from = before
                .char_indices()
                .find(|(place, _)| Persons::of(&before[*place..]) != Some(persons))
                .map_or(0, |(place, _)| before[..place].char_indices().next_back().map_or(0, |(place, _)| place));
            all.push((persons, heads, format!("{}{figure}{}", &before[from..], chars[at + length])));
        }
        at += length;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::counted;
    use crate::lint::budget::Persons;

    #[test]
    fn heads_are_counted_where_a_text_says_whose() {
        let found: Vec<(Persons, String, String)> = counted("用于保障本部门在职人员158人，退休干部97人的工资，培训干部30人次，共12人")
            .into_iter()
            .map(|(persons, heads, words)| (persons, heads.to_string(), words))
            .collect();
        assert_eq!(
            found,
            [
                (Persons::Serving, "158".to_owned(), "在职人员158人".to_owned()),
                (Persons::Retired, "97".to_owned(), "退休干部97人".to_owned())
            ]
        );
    }
}
