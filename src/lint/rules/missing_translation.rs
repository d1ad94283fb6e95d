//! GK0301: texts without a translation.

use crate::lint::{Finding, Rule, Spot, Subject};
use crate::model::diagnostic::{Code, Severity};
use crate::model::{diagnostic::Span, lang::Lang, text::Text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0301"),
    name: "missing-translation",
    severity: Severity::Warning,
    acceptable: false,
    needs_whole: true,
    docs: "
Every task, goal, indicator and phrase has a translation into every other language of the site: beside the text in the sheet, or in
`content/translations/<language>.po`. There is one finding per sheet and language, at the first text without one.

Why: the page shows the source text in its place, and says how much is not translated yet.

Mending: add the words (`name: {zh: …, en: …}`), or an entry in the translation memory.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for lang in subject.config.target_langs() {
        let missing: Vec<(Span, &str)> = texts(subject)
            .filter(|(text, context)| subject.translations.find(text, lang, context).is_none())
            .map(|(text, _)| (text.span, text.source.as_str()))
            .collect();
        let Some((span, first)) = missing.first() else { continue };
        let start: String = first.chars().take(16).collect();
        let (count, name) = (missing.len(), lang_name(lang));
        findings.push(Finding {
            spot: Spot::Sheet,
            span: *span,
            en: format!(
                "{count} {} of this table {} no {name} translation, first “{start}”",
                if count == 1 { "text" } else { "texts" },
                if count == 1 { "has" } else { "have" }
            ),
            zh: format!("本表有{count}处文字没有{lang}译文"),
            label: format!("no `{lang}`"),
            help: format!("add `{lang}: …` beside it, or an entry in content/translations/{lang}.po"),
        });
    }
}

fn lang_name(lang: &Lang) -> String {
    match lang.as_str() {
        "en" => "English".to_owned(),
        "zh" => "Chinese".to_owned(),
        other => format!("`{other}`"),
    }
}

/// Every text of the sheet that needs a translation, with its context in the memory.
fn texts<'a>(subject: &'a Subject<'_>) -> impl Iterator<Item = (&'a Text, String)> {
    let sheet = subject.sheet;
    let context = |field: &str| format!("{}/{field}", sheet.form.id);
    let tasks = sheet.tasks().flat_map(|task| task.texts().flatten().collect::<Vec<_>>()).map(move |text| (text, context("task")));
    let goals = sheet.goals().map(move |goal| (&goal.body, context("goal")));
    let indicators = sheet.indicators().map(move |indicator| (&indicator.name, context("indicator")));
    let targets = sheet
        .indicators()
        .filter(|indicator| indicator.target.is_phrase())
        .map(move |indicator| (&indicator.target_text, context("target")));
    tasks.chain(goals).chain(indicators).chain(targets)
}
