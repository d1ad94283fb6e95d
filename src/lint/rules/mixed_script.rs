//! GK0504: traditional characters in simplified text.

use crate::lint::{
    Finding, Rule, Subject,
    texts::{Stated, around, is_han, texts},
};
use crate::model::diagnostic::{Code, Severity};
use encoding_rs::GBK;

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0504"),
    name: "mixed-script",
    severity: Severity::Note,
    acceptable: true,
    needs_whole: false,
    docs: "
On a site in Chinese the texts are in simplified characters.

Why: 幹部培訓 and 干部培训 are two names to a search. Official texts are in the standard forms (Table of General Standard Chinese Characters, 国发
〔2013〕23号).

What is taken for traditional: characters outside of GB 2312 for which OpenCC's tables have a simplified form. Sites whose source language is
zh-Hant, or another, are left alone.

Example: 干部培訓。

Mending: write the simplified form. In an approved table it stays as it is.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if !matches!(subject.config.source_lang().as_str(), "zh" | "zh-CN" | "zh-Hans") {
        return;
    }
    for Stated { spot, text, .. } in texts(subject.sheet) {
        // The tables are asked only where there is something to ask.
        if !text.source.chars().any(is_beyond_gb2312) {
            continue;
        }
        let chars: Vec<char> = text.source.chars().collect();
        let simplified: Vec<char> = hanconv::t2s(&text.source).chars().collect();
        if simplified.len() != chars.len() {
            continue;
        }
        let Some(at) = (0..chars.len()).find(|at| chars[*at] != simplified[*at] && is_beyond_gb2312(chars[*at])) else { continue };
        let (own, other, words) = (chars[at], simplified[at], around(&chars, at));
        findings.push(Finding::wrong(
            (spot, text.span),
            (format!("{own} is a traditional character: “{words}”"), format!("“{own}”为繁体字：“{words}”")),
            (format!("{other} in simplified Chinese"), format!("简体为“{other}”")),
            (format!("write {other}"), format!("写作“{other}”")),
        ));
    }
}

/// Not among the 6,763 characters of GB 2312-80: in GBK they have both bytes in the range of that.
fn is_beyond_gb2312(c: char) -> bool {
    if !is_han(c) {
        return false;
    }
    let mut buffer = [0; 4];
    let (bytes, _, unmappable) = GBK.encode(c.encode_utf8(&mut buffer));
    unmappable || !matches!(*bytes, [0xB0..=0xF7, 0xA1..=0xFE])
}
