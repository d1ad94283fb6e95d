//! `gongkai check`: what is wrong, what is to be explained, and what agrees.

use super::{
    args::{Check, CheckFormat},
    diagnostics, mending, sarif, summary, terminal,
};
use gongkai::{
    audit::{self, AuditError},
    build::{self, BuildError, Outcome},
    content::{SiteSource, Unreadable, excerpt},
    lint::{self, Depth},
    model::diagnostic::{Diagnostic, Kind, Severity},
    publish::{Existing, PublishError},
};
use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

/// What no content could mend.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Build(#[from] BuildError),
    #[error(transparent)]
    Site(#[from] Unreadable),
    #[error(transparent)]
    Audit(#[from] AuditError),
    #[error(transparent)]
    Place(#[from] PublishError),
}

/// Runs the command.
pub fn run(check: &Check) -> Result<ExitCode, Error> {
    let started = Instant::now();
    let output = check.output();
    if let Some(file) = check.report.as_ref().filter(|file| !check.force && file.exists()) {
        return Err(AuditError::Exists(file.clone()).into());
    }
    if check.fix {
        mending::run(check)?;
    }
    let keeps = check.report.is_some() || matches!(check.message_format, CheckFormat::Json | CheckFormat::Sarif);
    let depth = if keeps { Depth::Audit } else { Depth::Findings };
    let outcome = build::check(&check.select.options(), depth, &super::progress(&output))?;
    print(&outcome, check, started.elapsed());
    if let Some(file) = &check.report {
        let title = SiteSource::open(&check.select.site)?.config.title;
        let existing = if check.force { Existing::Replace } else { Existing::Keep };
        audit::write(&outcome, &title, check.lang.of_page(), file, existing)?;
        if !check.quiet && check.message_format == CheckFormat::Human {
            terminal::say(format_args!("report: {}", file.display()));
        }
    }
    Ok(super::verdict(&outcome))
}

fn print(outcome: &Outcome, check: &Check, took: Duration) {
    let output = check.output();
    let told = |found: &&Diagnostic| !(check.quiet && found.severity == Severity::Note);
    match check.message_format {
        CheckFormat::Human => {
            let (notes, problems): (Vec<_>, Vec<_>) =
                outcome.diagnostics.iter().cloned().partition(|found| found.severity == Severity::Note);
            diagnostics::print(&problems, &output);
            notes.iter().filter(told).for_each(|note| terminal::say(diagnostics::line(note)));
            summary::checked(outcome, took, &output);
        }
        CheckFormat::Json => {
            diagnostics::print(&outcome.diagnostics.iter().filter(told).cloned().collect::<Vec<_>>(), &output);
            for audited in outcome.audited.iter().filter(|_| !check.quiet) {
                audited.confirmed.iter().for_each(|found| terminal::print(diagnostics::json("confirmed", found)));
                for finding in &audited.accepted {
                    let mut object = diagnostics::json("accepted", &finding.found);
                    object["reason"] = finding.accepted.reason.source.as_str().into();
                    object["by"] = finding.accepted.by.as_deref().into();
                    terminal::print(object);
                }
            }
            summary::checked(outcome, took, &output);
        }
        CheckFormat::Sarif => terminal::print(sarif::log(outcome)),
        CheckFormat::Github => {
            outcome.diagnostics.iter().filter(told).for_each(|found| terminal::print(github(found)));
            summary::checked(outcome, took, &output);
        }
    }
}

/// A workflow command of GitHub Actions.
fn github(found: &Diagnostic) -> String {
    let command = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    // In properties colons and commas are signs, in messages they are not.
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let file = property(&found.file.display().to_string().replace('\\', "/"));
    let place = excerpt(found).map_or_else(String::new, |excerpt| format!(",line={},col={}", excerpt.line, excerpt.column));
    let name = lint::rule(found.code.0).map_or_else(String::new, |rule| format!(" {}", rule.name));
    let kind = if found.kind == Kind::ToExplain { " (to be explained)" } else { "" };
    let message = data(&format!("{}{kind}\n{}", found.message.en, found.help.en));
    format!("::{command} file={file}{place},title={}::{message}", property(&format!("{}{name}", found.code)))
}
