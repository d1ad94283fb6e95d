//! GK0505: a bracket or quotation mark without its partner.

use crate::lint::{
    Finding, Rule, Subject,
    texts::{Stated, around, texts},
};
use crate::model::diagnostic::{Code, Severity};

/// Those that open, and those that close.
const PAIRS: [(char, char); 13] = [
    ('（', '）'),
    ('(', ')'),
    ('《', '》'),
    ('〈', '〉'),
    ('【', '】'),
    ('「', '」'),
    ('『', '』'),
    ('〔', '〕'),
    ('［', '］'),
    ('[', ']'),
    ('“', '”'),
    ('‘', '’'),
    ('{', '}'),
];

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0505"),
    name: "unbalanced-brackets",
    severity: Severity::Note,
    acceptable: true,
    needs_whole: false,
    docs: "
Every bracket and quotation mark that opens is closed by its own kind.

Why: what is missing may be a bracket, or the words that stood before it.

Numbers of lists (1）, 一), a.) have none that opens, and are left alone; so is the apostrophe.

Example: 培训（含网络培训

Mending: add the partner, in the same width: （…）, not （…).
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for Stated { spot, text, .. } in texts(subject.sheet) {
        let chars: Vec<char> = text.source.chars().collect();
        let Some(at) = alone(&chars) else { continue };
        let (sign, words) = (chars[at], around(&chars, at));
        findings.push(Finding::wrong(
            (spot, text.span),
            (format!("{sign} has no partner: “{words}”"), format!("“{sign}”没有配对：“{words}”")),
            (format!("{sign} alone"), format!("单个“{sign}”")),
            ("add its partner in the same width, or take it out", "补上同样宽度的另一半，或删去"),
        ));
    }
}

/// The place of the first that has no partner.
fn alone(chars: &[char]) -> Option<usize> {
    let mut open: Vec<usize> = Vec::new();
    for (at, sign) in chars.iter().enumerate() {
        if PAIRS.iter().any(|(opens, _)| opens == sign) {
            open.push(at);
        } else if let Some((opens, _)) = PAIRS.iter().find(|(_, closes)| closes == sign) {
            match open.last() {
                Some(last) if chars[*last] == *opens => drop(open.pop()),
                _ if *sign == '’' || is_number_of_list(chars, at) => {}
                Some(last) => return Some(*last),
                None => return Some(at),
            }
        }
    }
    open.first().copied()
}

/// `1）`, `（略）2)`, `一）`, `a)`.
fn is_number_of_list(chars: &[char], at: usize) -> bool {
    let counts = |c: char| c.is_ascii_alphanumeric() || ('０'..='９').contains(&c) || "一二三四五六七八九十".contains(c);
    matches!(chars[at], '）' | ')') && at.checked_sub(1).is_some_and(|before| counts(chars[before]))
}

#[cfg(test)]
mod tests {
    use super::alone;

    #[test]
    fn partners_are_of_one_kind() {
        let place = |text: &str| alone(&text.chars().collect::<Vec<_>>());
        for good in [
            "",
            "培训（含网络）",
            "1）培训；2）考察",
            "“访惠聚”、“民族团结一家亲”",
            "一）组织",
            "department’s",
            "《办法》（财预〔2015〕88号）",
        ] {
            assert_eq!(place(good), None, "{good}");
        }
        assert_eq!(place("培训（含网络"), Some(2));
        assert_eq!(place("培训（含网络)"), Some(2));
        assert_eq!(place("培训）"), Some(2));
        assert_eq!(place("”反了“"), Some(0));
    }
}
