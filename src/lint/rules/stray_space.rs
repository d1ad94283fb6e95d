//! GK0502: spaces where Chinese has none.

use crate::lint::{
    Finding, Rule, Subject,
    texts::{Role, Stated, around, is_han, texts},
};
use crate::model::diagnostic::{Code, Severity};

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0502"),
    name: "stray-space",
    severity: Severity::Note,
    acceptable: true,
    needs_whole: false,
    docs: "
No space stands between two Chinese characters, before Chinese punctuation, or at the end of a name.

Why: 培训 人数 and 培训人数 are two names to a search, to a spreadsheet and to gongkai, which follows indicators over the years by their names.

Example: 培训 人数。

Mending: take the space out; in drafts `gongkai check --fix` does.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for Stated { spot, role, text } in texts(subject.sheet) {
        let chars: Vec<char> = text.source.chars().collect();
        let inside = (0..chars.len()).find(|at| is_stray(&chars, *at));
        let name = matches!(role, Role::TaskName | Role::IndicatorName | Role::GoalLabel);
        let at_end = name && (text.source.starts_with(char::is_whitespace) || text.source.ends_with(char::is_whitespace));
        let Some(at) = inside.or(at_end.then_some(chars.len().saturating_sub(1))) else { continue };
        let words = around(&chars, at);
        findings.push(Finding::wrong(
            (spot, text.span),
            (format!("a space stands where Chinese has none: “{words}”"), format!("中文之间有多余空格：“{words}”")),
            ("a space too many", "多余空格"),
            ("take it out", "删去空格"),
        ));
    }
}

/// Whether a space stands between Chinese characters or before Chinese punctuation. At the beginning of a line it is an indentation.
pub(crate) fn is_stray(chars: &[char], at: usize) -> bool {
    let space = |c: char| matches!(c, ' ' | '\u{A0}' | '\u{3000}' | '\t');
    if !space(chars[at]) {
        return false;
    }
    let before = chars[..at].iter().rev().find(|c| !space(**c));
    let behind = chars[at..].iter().find(|c| !space(**c));
    let sign = |c: char| "，。；：？！、）》”".contains(c);
    before.is_some_and(|c| is_han(*c)) && behind.is_some_and(|c| is_han(*c) || sign(*c))
}
