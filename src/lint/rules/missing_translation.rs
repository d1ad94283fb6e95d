//! GK0301: texts without a translation.

use crate::lint::acceptance_spots;
use crate::lint::{Finding, Rule, Spot, Subject};
use crate::model::diagnostic::{Code, Severity};
use crate::model::{form::renumber, lang::Lang, sheet::Sheet, target::Target, text::Text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0301"),
    name: "missing-translation",
    severity: Severity::Warning,
    acceptable: false,
    needs_whole: true,
    docs: "
Every text of a table (tasks, goals, indicators, targets in words, units, source, titles of attachments, revisions, reasons), of departments.yaml, of site.yaml and
every free page has a translation into every other language of the site: beside the text, or in
`content/translations/<language>.po`. There is one finding per file and language, at the first text without one.

Why: the page shows the source text in its place, and says how much is not translated yet.

Mending: add the words (`name: {zh: …, en: …}`), or an entry in the translation memory.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for lang in subject.config.target_langs() {
        let missing: Vec<&Text> = texts(subject)
            .filter(|(text, context)| subject.translations.find(text, lang, context).is_none())
            .map(|(text, _)| text)
            .chain(labels(subject, lang))
            .chain(units(subject, lang))
            .collect();
        findings.extend(finding(&missing, "this table", lang));
    }
}

/// One finding for all texts of a table or file that `lang` lacks.
pub(in crate::lint) fn finding(missing: &[&Text], of: &str, lang: &Lang) -> Option<Finding> {
    let first = missing.iter().min_by_key(|text| text.span)?;
    let start: String = first.source.trim().chars().take(16).collect();
    let (count, name) = (missing.len(), lang_name(lang));
    let have = if count == 1 { "text of {} has" } else { "texts of {} have" }.replace("{}", of);
    Some(Finding::wrong(
        (Spot::Sheet, first.span),
        (format!("{count} {have} no {name} translation, first “{start}”"), format!("有{count}处文字没有{lang}译文，首处为“{start}”")),
        (format!("no `{lang}`"), format!("没有`{lang}`")),
        (
            format!("add `{lang}: …` beside it, or an entry in content/translations/{lang}.po"),
            format!("在其旁加`{lang}: …`，或在content/translations/{lang}.po中加一条"),
        ),
    ))
}

fn lang_name(lang: &Lang) -> String {
    match lang.as_str() {
        "en" => "English".to_owned(),
        "zh" => "Chinese".to_owned(),
        other => format!("`{other}`"),
    }
}

/// Every text of the sheet that needs a translation, with its context in the memory.
pub(in crate::lint) fn texts<'a>(subject: &'a Subject<'_>) -> impl Iterator<Item = (&'a Text, String)> {
    texts_of(subject.sheet)
}

fn texts_of(sheet: &Sheet) -> impl Iterator<Item = (&Text, String)> {
    let context = |field: &str| format!("{}/{field}", sheet.form.id);
    let tasks = sheet.tasks().flat_map(|task| task.texts().flatten().collect::<Vec<_>>()).map(move |text| (text, context("task")));
    let goals = sheet.goals().map(move |goal| (&goal.body, context("goal")));
    let indicators = sheet.indicators().map(move |indicator| (&indicator.name, context("indicator")));
    let targets = sheet
        .indicators()
        .filter(|indicator| indicator.target.is_phrase())
        .map(move |indicator| (&indicator.target_text, context("target")));
    let source = sheet.origin.source.iter().map(move |source| (source, context("source")));
    let revisions = sheet.revisions.iter().flat_map(|revision| {
        let values = [&revision.old, &revision.new].into_iter().flatten().filter(|value| Target::parse(&value.source).is_phrase());
        std::iter::once(&revision.what).chain(&revision.why).chain(values).map(|text| (text, "revision".to_owned()))
    });
    let titles = sheet.attachments.iter().filter_map(|attachment| Some((attachment.title.as_ref()?, "attachment".to_owned())));
    let reasons = acceptance_spots(sheet).map(|(_, accepted)| (&accepted.reason, "accept".to_owned()));
    tasks.chain(goals).chain(indicators).chain(targets).chain(source).chain(titles).chain(revisions).chain(reasons)
}

/// The same with the labels of goals.
pub(in crate::lint) fn translatable<'a>(sheet: &'a Sheet, source: &Lang, lang: &Lang) -> Vec<(&'a Text, String)> {
    let numbered = sheet.form.numbered();
    let labels = sheet
        .goals()
        .filter_map(|goal| goal.label.as_ref())
        .filter(|label| numbered.and_then(|numbered| renumber(numbered, &label.source, source.as_str(), lang.as_str())).is_none());
    texts_of(sheet).chain(labels.map(|label| (label, format!("{}/goal-label", sheet.form.id)))).collect()
}

/// Labels of goals that are not simply numbered.
fn labels<'a>(subject: &'a Subject<'_>, lang: &Lang) -> impl Iterator<Item = &'a Text> {
    let (sheet, source) = (subject.sheet, subject.config.source_lang());
    let numbered = sheet.form.numbered();
    let context = format!("{}/goal-label", sheet.form.id);
    sheet.goals().filter_map(|goal| goal.label.as_ref()).filter(move |label| {
        let known = numbered.and_then(|numbered| renumber(numbered, &label.source, source.as_str(), lang.as_str()));
        known.is_none() && subject.translations.find(label, lang, &context).is_none()
    })
}

/// Figures in a unit that has no word in `lang`.
fn units<'a>(subject: &'a Subject<'_>, lang: &Lang) -> impl Iterator<Item = &'a Text> {
    let figures = subject.sheet.indicators().filter(|indicator| !indicator.target.is_phrase());
    let unknown = figures.filter(move |indicator| {
        subject.config.source_lang().as_str() == "zh"
            && indicator.target_text.own(lang).is_none()
            && indicator.target.in_language(lang.as_str()).is_none()
    });
    unknown.map(|indicator| &indicator.target_text)
}
