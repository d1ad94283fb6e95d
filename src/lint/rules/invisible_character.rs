//! GK0503: characters that nobody sees, or that every reader sees differently.

use crate::lint::{
    Finding, Rule, Subject,
    texts::{Stated, around, texts},
};
use crate::model::diagnostic::{Code, Severity};

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0503"),
    name: "invisible-character",
    severity: Severity::Warning,
    acceptable: true,
    needs_whole: false,
    docs: "
No text holds characters without a shape: zero-width spaces and joiners, soft hyphens, byte order marks, marks of direction, and characters
for private use (U+E000 to U+F8FF), which look different, or like an empty box, on every machine.

Why: they come along when text is copied from a web page or a PDF. A name with one in it is found by no search, and equal to no other.

Example: 培训\u{200B}人数 with a zero-width space (U+200B) in it.

Mending: take it out; in drafts `gongkai check --fix` does, but for characters for private use, of which only the author knows what was meant.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for Stated { spot, text, .. } in texts(subject.sheet) {
        let chars: Vec<char> = text.source.chars().collect();
        let Some(at) = chars.iter().position(|c| is_invisible(*c) || is_private(*c)) else { continue };
        let (code, words) = (chars[at] as u32, around(&chars, at).chars().filter(|c| !is_invisible(*c)).collect::<String>());
        findings.push(Finding::wrong(
            (spot, text.span),
            (format!("a character that nobody sees (U+{code:04X}) stands in “{words}”"), format!("“{words}”中有不可见字符U+{code:04X}")),
            (format!("U+{code:04X} in it"), format!("含U+{code:04X}")),
            ("take it out, or write what was meant", "删去，或改为本来的字"),
        ));
    }
}

/// Without a shape and without a meaning in Chinese or English.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}')
}
