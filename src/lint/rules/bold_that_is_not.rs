//! GK0506: stars that stay stars.

use crate::lint::{
    Finding, Rule, Subject,
    texts::{Role, Stated, around, texts},
};
use crate::model::{
    diagnostic::{Code, Severity},
    sheet::ProseFormat,
};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0506"),
    name: "bold-that-is-not",
    severity: Severity::Warning,
    acceptable: true,
    needs_whole: false,
    docs: "
In Markdown, what stands between `**` is bold.

Why: `**重点：**后文` is not, and readers see the stars: by CommonMark's rule (0.31.2, 6.2) stars close nothing where punctuation stands before
them and a letter behind them, and Chinese has no spaces there.

Example: `**重点：**开展培训`

Mending: put the punctuation behind the stars: `**重点**：开展培训`.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.sheet.format != ProseFormat::Markdown {
        return;
    }
    for Stated { spot, text, .. } in texts(subject.sheet).filter(|stated| stated.role == Role::Goal) {
        let Some(words) = stars(&text.source) else { continue };
        findings.push(Finding::wrong(
            (spot, text.span),
            (format!("these stars make nothing bold: “{words}”"), format!("此处星号不会加粗：“{words}”")),
            ("stars that readers will see", "读者会看到星号"),
            ("put punctuation behind the stars: **重点**：后文", "把标点移到星号之后：**重点**：后文"),
        ));
    }
}

/// The words around two stars that are still there when Markdown has been read.
fn stars(markdown: &str) -> Option<String> {
    let (mut code, mut paragraph) = (false, String::new());
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            // Stars that could have been a sign come one by one.
            Event::Text(text) if !code => paragraph.push_str(&text),
            Event::Code(_) => paragraph.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => {
                if let Some(words) = in_words(&paragraph) {
                    return Some(words);
                }
                paragraph.clear();
            }
            _ => {}
        }
    }
    in_words(&paragraph)
}

fn in_words(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let at = chars.windows(2).position(|two| two == ['*', '*'])?;
    Some(around(&chars, at))
}
