//! Checking: rules look at sheets and report findings. One file a rule; the rule's own text is its documentation.
//!
//! Invariant: a rule sees values, never files, and never changes what it sees.

mod frame;
mod rules;

pub use frame::{FrameFile, check_frame, department_texts, site_texts};

use crate::model::{
    diagnostic::{Code, Diagnostic, Place, Severity, Span},
    sheet::{Accepted, Sheet, Status},
    site::SiteConfig,
    text::Text,
    translations::Translations,
    year::Year,
};
use tracing::trace_span;

/// All rules, in the order of their codes.
pub static RULES: &[&Rule] = &[
    &rules::empty_report::RULE,
    &rules::total_not_sum::RULE,
    &rules::negative_amount::RULE,
    &rules::year_contradicts::RULE,
    &rules::duplicate_task::RULE,
    &rules::declared_total::RULE,
    &rules::duplicate_indicator::RULE,
    &rules::unit_missing::RULE,
    &rules::over_full::RULE,
    &rules::target_in_doubt::RULE,
    &rules::missing_translation::RULE,
    &rules::stale_acceptance::RULE,
    &rules::lost_rename::RULE,
    &rules::personal_data::RULE,
];

/// A rule: what it is called, how bad a finding is, what users read about it, and the check itself.
pub struct Rule {
    /// Stable code.
    pub code: Code,
    /// Name in words with hyphens.
    pub name: &'static str,
    /// Severity unless site.yaml says otherwise.
    pub severity: Severity,
    /// A finding can be accepted where it stands (`accept:`).
    pub acceptable: bool,
    /// Its findings would be false on a sheet of which a part could not be read.
    pub needs_whole: bool,
    /// Documentation in Markdown: what it does, why, an example, how to mend it.
    pub docs: &'static str,
    /// The check.
    pub check: fn(&Subject<'_>, &mut Vec<Finding>),
}

/// What a rule looks at.
pub struct Subject<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    /// The year of its folder.
    pub year: Year,
    /// The sheet of the same form in the report it is held against, with its year; `None` where there is none.
    pub before: Option<(Year, &'a Sheet)>,
    /// Settings of the site.
    pub config: &'a SiteConfig,
    /// Translation memory.
    pub translations: &'a Translations,
}

/// The part of a sheet a finding is about, and where it can be accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The sheet as a whole.
    Sheet,
    /// A task, from 0.
    Task(usize),
    /// An indicator, from 0.
    Indicator(usize),
}

/// What a rule found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The part of the sheet.
    pub spot: Spot,
    /// The value to underline.
    pub span: Span,
    /// What is wrong, in English.
    pub en: String,
    /// The same in Chinese, for pages.
    pub zh: String,
    /// What stands at the underlined place.
    pub label: String,
    /// How to mend it.
    pub help: String,
}

/// A finding that the sheet accepts: published with a visible note.
#[derive(Clone, Debug)]
pub struct AcceptedFinding {
    /// Code of the rule.
    pub code: Code,
    /// The part of the sheet.
    pub spot: Spot,
    /// What was found, in English.
    pub en: String,
    /// What was found, in Chinese.
    pub zh: String,
    /// Why it stays.
    pub reason: Text,
}

/// The outcome of all rules on one sheet.
#[derive(Debug, Default)]
pub struct Checked {
    /// Findings that nobody accepted.
    pub diagnostics: Vec<Diagnostic>,
    /// Findings that are accepted where they stand.
    pub accepted: Vec<AcceptedFinding>,
}

/// The rule of that code, if its findings can be accepted.
pub fn acceptable(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code.0 == code && rule.acceptable)
}

/// The rule of that code or name.
pub fn rule(code_or_name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code.0.eq_ignore_ascii_case(code_or_name) || rule.name == code_or_name)
}

/// Runs every rule on a sheet, or on a partial one those that can be right about it.
pub fn check(subject: &Subject<'_>) -> Checked {
    let _check = trace_span!("check").entered();
    let mut checked = Checked::default();
    for rule in RULES.iter().filter(|rule| !(subject.sheet.partial && rule.needs_whole)) {
        let Some(severity) = subject.config.severity(rule.code, rule.severity) else { continue };
        let mut findings = Vec::new();
        (rule.check)(subject, &mut findings);
        for finding in findings {
            match acceptance(subject.sheet, rule, finding.spot) {
                Some(accepted) => checked.accepted.push(AcceptedFinding {
                    code: rule.code,
                    spot: finding.spot,
                    en: finding.en,
                    zh: finding.zh,
                    reason: accepted.reason.clone(),
                }),
                None => {
                    let diagnostic = diagnose(rule, severity, finding, subject.sheet);
                    let draft = subject.sheet.status == Status::Draft;
                    checked.diagnostics.push(if draft { diagnostic.soften() } else { diagnostic });
                }
            }
        }
    }
    checked
}

fn diagnose(rule: &Rule, severity: Severity, finding: Finding, sheet: &Sheet) -> Diagnostic {
    let mut help = finding.help;
    if rule.acceptable {
        help.push_str(&format!("; if the approved table says so, accept it where it stands: accept: {{{}: 原表如此}}", rule.code));
    }
    let place = Place::Node(finding.span);
    Diagnostic { code: rule.code, severity, file: sheet.file.clone(), place, message: finding.en, label: finding.label, help }
}

/// The acceptance that covers a finding: at the part itself, or for the whole sheet.
fn acceptance<'a>(sheet: &'a Sheet, rule: &Rule, spot: Spot) -> Option<&'a Accepted> {
    let own: &[Accepted] = match spot {
        Spot::Sheet => &[],
        Spot::Task(number) => sheet.tasks().nth(number).map_or(&[], |task| &task.record.accepted),
        Spot::Indicator(number) => sheet.indicators().nth(number).map_or(&[], |indicator| &indicator.accepted),
    };
    own.iter().chain(&sheet.accepted).find(|accepted| accepted.code == rule.code)
}

/// docs/rules.md, from the rules' own texts.
pub fn documentation() -> String {
    let mut page = String::from(
        "# Rules\n\nMade from the rules' own texts by `UPDATE_DOCS=1 cargo test --release --test docs`. \
         Severities can be changed in site.yaml: `rules: {GK0203: error}` (`error`, `warning`, `off`). \
         Findings of drafts only warn.\n",
    );
    for rule in RULES {
        let accept = if rule.acceptable { "can be accepted where it stands" } else { "cannot be accepted" };
        page.push_str(&format!("\n## {} {}\n\n*{}, {accept}.*\n\n{}\n", rule.code, rule.name, rule.severity, rule.docs.trim()));
    }
    page
}

/// Every acceptance of a sheet with the part it stands at.
fn acceptance_spots(sheet: &Sheet) -> impl Iterator<Item = (Spot, &Accepted)> {
    let own = sheet.accepted.iter().map(|accepted| (Spot::Sheet, accepted));
    let tasks = sheet.tasks().enumerate().flat_map(|(n, task)| task.record.accepted.iter().map(move |accepted| (Spot::Task(n), accepted)));
    let indicators =
        sheet.indicators().enumerate().flat_map(|(n, row)| row.accepted.iter().map(move |accepted| (Spot::Indicator(n), accepted)));
    own.chain(tasks).chain(indicators)
}
