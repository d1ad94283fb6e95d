//! GK0501: punctuation of Latin text in Chinese.

use crate::lint::{
    Finding, Rule, Subject,
    texts::{Role, Stated, around, is_han, texts},
};
use crate::model::{
    diagnostic::{Code, Severity},
    sheet::ProseFormat,
};

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0501"),
    name: "half-width-punctuation",
    severity: Severity::Note,
    acceptable: true,
    needs_whole: false,
    docs: "
Between Chinese characters stand Chinese commas, stops, colons, semicolons, question and exclamation marks (GB/T 15834).

Why: `培训,考察` is set badly and breaks badly at the end of a line.

Example: 培训,考察。

Mending: 培训，考察。 In an approved table it stays as it is.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for Stated { spot, role, text } in texts(subject.sheet) {
        let chars: Vec<char> = text.source.chars().collect();
        let markdown = role == Role::Goal && subject.sheet.format == ProseFormat::Markdown;
        let Some((at, full)) = (0..chars.len()).find_map(|at| Some((at, misplaced(&chars, at)?))).filter(|_| !markdown) else { continue };
        let (half, words) = (chars[at], around(&chars, at));
        findings.push(Finding::wrong(
            (spot, text.span),
            (format!("`{half}` stands between Chinese characters: “{words}”"), format!("中文之间用了半角“{half}”：“{words}”")),
            (format!("{full} is meant"), format!("应为“{full}”")),
            (format!("write {full}"), format!("写作“{full}”")),
        ));
    }
}

/// The Chinese sign in place of a Latin one between Chinese characters, or behind the last.
fn misplaced(chars: &[char], at: usize) -> Option<char> {
    let full = match chars[at] {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        _ => return None,
    };
    let before = at.checked_sub(1).is_some_and(|before| is_han(chars[before]));
    let behind = chars[at + 1..].iter().find(|c| **c != ' ');
    (before && behind.is_none_or(|c| is_han(*c) || *c == '\n')).then_some(full)
}
