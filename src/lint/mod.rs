//! Checking: rules look at sheets and report findings. One file a rule; the rule's own text is its documentation.
//!
//! Invariant: a rule sees values, never files, and never changes what it sees.

mod budget;
mod figures;
mod frame;
mod rules;
mod texts;

pub use figures::{FigureDifference, figures_differ};
pub use frame::{FrameFile, check_frame, department_texts, site_texts};
pub(crate) use rules::{invisible_character::is_invisible, stray_space::is_stray};
pub(crate) use texts::half_width;

use crate::model::{
    diagnostic::{Code, Diagnostic, Kind, Place, Said, Severity, Span},
    lang::Lang,
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
    &rules::late_disclosure::RULE,
    &rules::unreviewed::RULE,
    &rules::duplicate_indicator::RULE,
    &rules::unit_missing::RULE,
    &rules::over_full::RULE,
    &rules::target_in_doubt::RULE,
    &rules::rate_without_percent::RULE,
    &rules::vague_target::RULE,
    &rules::unit_at_odds::RULE,
    &rules::deadline_outside_year::RULE,
    &rules::near_identical_terms::RULE,
    &rules::year_in_prose::RULE,
    &rules::unknown_task::RULE,
    &rules::cost_over_budget::RULE,
    &rules::cost_and_budget::RULE,
    &rules::per_head_and_budget::RULE,
    &rules::headcounts::RULE,
    &rules::missing_translation::RULE,
    &rules::stale_acceptance::RULE,
    &rules::lost_rename::RULE,
    &rules::likely_renamed::RULE,
    &rules::target_falls::RULE,
    &rules::total_jumps::RULE,
    &rules::translation_figures::RULE,
    &rules::personal_data::RULE,
    &rules::half_width_punctuation::RULE,
    &rules::stray_space::RULE,
    &rules::invisible_character::RULE,
    &rules::mixed_script::RULE,
    &rules::unbalanced_brackets::RULE,
    &rules::bold_that_is_not::RULE,
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
    /// What kind of finding it is.
    pub kind: Kind,
    /// What it rests on.
    pub basis: Basis,
    /// What is the matter.
    pub message: Said,
    /// What stands at the underlined place.
    pub label: Said,
    /// How to mend it.
    pub help: Said,
}

/// What a finding rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// On what the table states.
    Stated,
    /// On a connection that gongkai guessed: for the author alone, and on no page.
    Guessed,
}

impl Finding {
    /// Something that cannot be right: `at` is the part of the sheet and the value to underline.
    pub fn wrong(at: (Spot, Span), message: impl Into<Said>, label: impl Into<Said>, help: impl Into<Said>) -> Finding {
        let (spot, span) = at;
        let (message, label, help) = (message.into(), label.into(), help.into());
        Finding { spot, span, kind: Kind::Wrong, basis: Basis::Stated, message, label, help }
    }

    /// Something that the table does not explain.
    pub fn to_explain(at: (Spot, Span), message: impl Into<Said>, label: impl Into<Said>, help: impl Into<Said>) -> Finding {
        Finding { kind: Kind::ToExplain, ..Finding::wrong(at, message, label, help) }
    }

    /// Two things that agree.
    pub fn confirmed(at: (Spot, Span), message: impl Into<Said>) -> Finding {
        Finding { kind: Kind::Confirmed, ..Finding::wrong(at, message, ("agrees", "相符"), ("nothing is to be done", "无需处理")) }
    }

    /// The same, resting on `basis`.
    pub fn on(self, basis: Basis) -> Finding {
        Finding { basis, ..self }
    }
}

/// A finding that the sheet accepts: published with a visible note, unless it rests on a guess.
#[derive(Clone, Debug)]
pub struct AcceptedFinding {
    /// The part of the sheet.
    pub spot: Spot,
    /// What it rests on.
    pub basis: Basis,
    /// What was found.
    pub found: Diagnostic,
    /// Why it stays, and who says so.
    pub accepted: Accepted,
}

/// The outcome of the rules on one sheet.
#[derive(Debug, Default)]
pub struct Checked {
    /// Findings that nobody accepted.
    pub diagnostics: Vec<Diagnostic>,
    /// Findings that are accepted where they stand.
    pub accepted: Vec<AcceptedFinding>,
    /// What agrees.
    pub confirmed: Vec<Diagnostic>,
}

/// How much is asked of the rules, from little to everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// What decides whether a sheet is published, and what its pages show: rules that only note something are left out, unless the
    /// sheet accepts their findings.
    #[default]
    Publish,
    /// Everything that is not as it should be, or not explained.
    Findings,
    /// What agrees, too.
    Audit,
}

/// The rule of that code, if its findings can be accepted.
pub fn acceptable(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code.0 == code && rule.acceptable)
}

/// The rule of that code or name.
pub fn rule(code_or_name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code.0.eq_ignore_ascii_case(code_or_name) || rule.name == code_or_name)
}

/// Runs the rules on a sheet, or on a partial one those that can be right about it.
pub fn check(subject: &Subject<'_>, depth: Depth) -> Checked {
    let _check = trace_span!("check").entered();
    let mut checked = Checked::default();
    for rule in RULES.iter().filter(|rule| !(subject.sheet.partial && rule.needs_whole)) {
        let Some(severity) = subject.config.severity(rule.code, rule.severity) else { continue };
        let accepts = || acceptance_spots(subject.sheet).any(|(_, accepted)| accepted.code == rule.code);
        if depth == Depth::Publish && severity == Severity::Note && !accepts() {
            continue;
        }
        let mut findings = Vec::new();
        (rule.check)(subject, &mut findings);
        for finding in findings {
            let (kind, spot, basis) = (finding.kind, finding.spot, finding.basis);
            let accepted = acceptance(subject.sheet, rule, spot).filter(|_| kind != Kind::Confirmed);
            let found = diagnose(subject, rule, severity, finding);
            match (accepted, kind) {
                (Some(accepted), _) => checked.accepted.push(AcceptedFinding { spot, basis, found, accepted: accepted.clone() }),
                (None, Kind::Confirmed) => checked.confirmed.push(found),
                (None, Kind::Wrong | Kind::ToExplain) => checked.diagnostics.push(found),
            }
        }
    }
    if depth == Depth::Publish {
        checked.diagnostics.retain(|found| found.severity > Severity::Note);
    }
    checked
}

fn diagnose(subject: &Subject<'_>, rule: &Rule, severity: Severity, finding: Finding) -> Diagnostic {
    let mut help = finding.help;
    if rule.acceptable && finding.kind != Kind::Confirmed {
        help.en.push_str(&format!("; if the approved table says so, accept it where it stands: accept: {{{}: 原表如此}}", rule.code));
        if let Some(zh) = &mut help.zh {
            zh.push_str(&format!("；若批复的原表即如此，可在原处认可：accept: {{{}: 原表如此}}", rule.code));
        }
    }
    // What may be right only notes, unless site.yaml says how bad findings of the rule are.
    let severity = match finding.kind {
        Kind::Confirmed => Severity::Note,
        Kind::ToExplain if !subject.config.rules.iter().any(|(code, _)| *code == rule.code) => Severity::Note,
        Kind::ToExplain | Kind::Wrong => severity,
    };
    let (file, place) = (subject.sheet.file.clone(), Place::Node(finding.span));
    let found =
        Diagnostic { code: rule.code, severity, kind: finding.kind, file, place, message: finding.message, label: finding.label, help };
    if subject.sheet.status == Status::Draft { found.soften() } else { found }
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

/// Every text of a sheet that needs a translation into `lang`, with its context in the memory.
pub fn translatable<'a>(sheet: &'a Sheet, source_lang: &Lang, lang: &Lang) -> Vec<(&'a Text, String)> {
    rules::missing_translation::translatable(sheet, source_lang, lang)
}

/// Code, message, label and help about figures of a translation that are not those of its source.
pub(crate) fn figures_said(difference: &FigureDifference, lang: &Lang) -> (Code, Said, Said, Said) {
    let (message, label, help) = rules::translation_figures::said(difference, lang);
    (rules::translation_figures::RULE.code, message, label, help)
}

/// docs/rules.md, from the rules' own texts.
pub fn documentation() -> String {
    let mut page = String::from(
        "# Rules\n\nMade from the rules' own texts by `UPDATE_DOCS=1 cargo test --release --test docs`. \
         Severities can be changed in site.yaml: `rules: {GK0203: error}` (`error`, `warning`, `note`, `off`). \
         Findings of drafts only warn. What may be right, but is not explained by the table, is a note: `gongkai check` tells it, \
         `gongkai build` does not.\n",
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
