//! What the report shows of each sheet.

use crate::{
    build::{Audited, Outcome},
    content::excerpt,
    lint::RULES,
    model::{
        diagnostic::{Diagnostic, Kind, Said},
        page_lang::PageLang,
        review::Step,
    },
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A sheet, and what was found in it.
#[derive(Serialize)]
pub(super) struct SheetView {
    pub id: String,
    pub department: String,
    pub year: String,
    pub form: String,
    pub status: &'static str,
    pub file: String,
    pub secrecy: Option<StepView>,
    pub sign_off: Option<StepView>,
    pub wrong: Vec<FindingView>,
    pub to_explain: Vec<FindingView>,
    pub accepted: Vec<FindingView>,
    pub confirmed: Vec<FindingView>,
}

/// A step of the review.
#[derive(Serialize)]
pub(super) struct StepView {
    pub by: String,
    pub date: String,
}

/// One finding.
#[derive(Serialize)]
pub(super) struct FindingView {
    pub code: String,
    pub severity: String,
    /// Where its section does not say it.
    pub file: Option<String>,
    pub line: Option<usize>,
    /// What stands there.
    pub text: Option<String>,
    pub message: String,
    pub help: String,
    /// Language of message and help, where it is another than that of the report.
    pub lang: Option<&'static str>,
    /// Why it was accepted, and by whom.
    pub reason: Option<String>,
    pub by: Option<String>,
}

/// A rule that found something.
#[derive(Serialize)]
pub(super) struct RuleView {
    pub code: &'static str,
    pub name: &'static str,
    /// Its first paragraph.
    pub about: String,
}

/// All sheets in the order of their files, and what is wrong with other files.
pub(super) fn sheets(outcome: &Outcome, lang: PageLang) -> (Vec<SheetView>, Vec<FindingView>) {
    let mut audited: Vec<&Audited> = outcome.audited.iter().collect();
    audited.sort_by(|a, b| a.file.cmp(&b.file));
    let mut of_file: BTreeMap<_, Vec<&Diagnostic>> = BTreeMap::new();
    for found in &outcome.diagnostics {
        of_file.entry(&found.file).or_default().push(found);
    }
    let mut sheets = Vec::new();
    for (number, audited) in (1..).zip(audited) {
        let found = of_file.remove(&audited.file).unwrap_or_default();
        let of_kind = |kind| found.iter().filter(|each| each.kind == kind).map(|each| finding(each, lang)).collect();
        let accepted = audited.accepted.iter().map(|each| FindingView {
            reason: Some(lang.words(&each.accepted.reason).to_owned()),
            by: each.accepted.by.clone(),
            ..finding(&each.found, lang)
        });
        let step = |step: &Option<Step>| step.as_ref().map(|step| StepView { by: step.by.clone(), date: step.date.to_string() });
        sheets.push(SheetView {
            id: format!("sheet-{number}"),
            department: lang.words(&audited.name).to_owned(),
            year: audited.year.to_string(),
            form: lang.label(&audited.form.title).unwrap_or_default(),
            status: audited.status.as_str(),
            file: audited.file.display().to_string(),
            secrecy: step(&audited.review.secrecy),
            sign_off: step(&audited.review.sign_off),
            wrong: of_kind(Kind::Wrong),
            to_explain: of_kind(Kind::ToExplain),
            accepted: accepted.collect(),
            confirmed: audited.confirmed.iter().map(|each| finding(each, lang)).collect(),
        });
    }
    let other = |found: &Diagnostic| FindingView { file: Some(found.file.display().to_string()), ..finding(found, lang) };
    let others = of_file.into_values().flatten().map(other).collect();
    (sheets, others)
}

fn finding(found: &Diagnostic, lang: PageLang) -> FindingView {
    let excerpt = excerpt(found);
    let (message, other) = words(&found.message, lang);
    let (help, _) = words(&found.help, lang);
    FindingView {
        code: found.code.to_string(),
        severity: found.severity.to_string(),
        file: None,
        line: excerpt.as_ref().map(|excerpt| excerpt.line),
        text: excerpt.map(|excerpt| shorten(&excerpt.text[excerpt.bytes])).filter(|text| !text.is_empty()),
        message,
        help,
        lang: other,
        reason: None,
        by: None,
    }
}

/// As much of a text as says which one it is.
fn shorten(text: &str) -> String {
    const LONGEST: usize = 48;
    let text = text.trim();
    let short: String = text.chars().take(LONGEST).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}

/// The words in the language of the report, or in the other, which is named then.
fn words(said: &Said, lang: PageLang) -> (String, Option<&'static str>) {
    match (lang, &said.zh) {
        (PageLang::Zh, Some(zh)) => (zh.clone(), None),
        (PageLang::Zh, None) => (said.en.clone(), Some("en")),
        (PageLang::En, _) => (said.en.clone(), None),
    }
}

/// The rules that found something, in the order of their codes.
pub(super) fn rules(sheets: &[SheetView], others: &[FindingView]) -> Vec<RuleView> {
    let of_sheets = sheets.iter().flat_map(|sheet| [&sheet.wrong, &sheet.to_explain, &sheet.accepted, &sheet.confirmed]).flatten();
    let codes: BTreeSet<&str> = of_sheets.chain(others).map(|found| found.code.as_str()).collect();
    let about = |docs: &str| docs.trim().split("\n\n").next().unwrap_or_default().replace('\n', " ");
    let known = RULES.iter().filter(|rule| codes.contains(rule.code.0));
    known.map(|rule| RuleView { code: rule.code.0, name: rule.name, about: about(rule.docs) }).collect()
}
