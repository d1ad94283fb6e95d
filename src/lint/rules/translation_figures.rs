//! GK0307: a translation with other figures than its source.

use super::missing_translation::texts;
use crate::lint::{
    Finding, Rule, Spot, Subject,
    figures::{FigureDifference, figures_differ},
};
use crate::model::{
    diagnostic::{Code, Said, Severity},
    lang::Lang,
};

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0307"),
    name: "translation-figures",
    severity: Severity::Error,
    acceptable: true,
    needs_whole: false,
    docs: "
A translation has the figures of its source, with their units: 158人 is 158 people, 90万元 is 90 万元 or CNY 900,000, 95% is 95 per cent.

Why: readers of the translation read another figure than the department published.

Months, numbers and ordinals up to twelve may be words in one of the two (12月, December; 两个, 2). In a goal of several paragraphs all figures are
compared together, wherever they stand.

Example: `{zh: 在职人员158人, en: 185 serving staff}`.

Mending: correct the translation, beside the text or in the translation memory.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for lang in subject.config.target_langs() {
        for (text, context) in texts(subject) {
            let Some(translation) = subject.translations.find(text, lang, &context) else { continue };
            let Some(difference) = figures_differ(&text.source, translation) else { continue };
            let (message, label, help) = said(&difference, lang);
            findings.push(Finding::wrong((Spot::Sheet, text.span), message, label, help));
        }
    }
}

/// What is missing and what is added: message, label and help.
pub(in crate::lint) fn said(FigureDifference { missing, added }: &FigureDifference, lang: &Lang) -> (Said, Said, Said) {
    let (missing, added) = (missing.join(", "), added.join(", "));
    let (en, zh) = match (missing.is_empty(), added.is_empty()) {
        (false, false) => (format!("{added} in place of {missing}"), format!("应为{missing}，写作{added}")),
        (false, true) => (format!("{missing} is missing"), format!("缺少{missing}")),
        _ => (format!("{added} is not in the source"), format!("原文没有{added}")),
    };
    (
        (format!("the `{lang}` translation has other figures: {en}"), format!("`{lang}`译文数字不一致：{zh}")).into(),
        ("its source", "原文").into(),
        (
            format!("correct the translation, beside the text or in content/translations/{lang}.po"),
            format!("改正其旁或content/translations/{lang}.po中的译文"),
        )
            .into(),
    )
}
