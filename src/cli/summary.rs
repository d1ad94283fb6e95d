//! The closing words of a command.

use super::{
    args::{Format, Output},
    terminal::{print, say},
};
use gongkai::{
    build::Outcome,
    model::diagnostic::Severity,
    publish::{Cleaned, Recovery},
    site::path::SitePath,
};
use serde_json::{Value, json};
use std::{path::Path, time::Duration};

/// After `build`.
pub fn built(outcome: &Outcome, out: &Path, took: Duration, output: &Output) {
    if output.message_format == Format::Json {
        return print(summary(outcome, Some(out), took));
    }
    if let Some(recovery) = &outcome.recovery {
        say(recovered(recovery));
    }
    let at = |path: &SitePath| out.join(path.as_str()).display().to_string();
    let Some(published) = &outcome.published else {
        return say(format_args!("{}: nothing was published, and {} is as it was.", counts(outcome), out.display()));
    };
    for path in &published.replaced_edited {
        say(format_args!("note: {} had been changed since it was published, and was replaced", at(path)));
    }
    for path in &published.kept_edited {
        say(format_args!("note: {} is no longer part of the site, but was changed since it was published: it stays", at(path)));
    }
    if output.quiet {
        return;
    }
    if let Some(problem) = &outcome.cache_problem {
        say(format_args!("note: the next build will make everything again, for what this one made could not be remembered: {problem}"));
    }
    let (reports, pages) = (plural(outcome.reports, "report"), plural(outcome.pages, "page"));
    say(format_args!("{reports}{} as {pages}{}: {} in {}.", left_out(outcome), kept(outcome), counts(outcome), seconds(took)));
    say(format_args!(
        "{}: {} files, {} ({} written, {} unchanged, {} removed). Open {}",
        out.display(),
        published.files,
        indicatif::DecimalBytes(published.bytes),
        published.written,
        published.unchanged,
        published.removed,
        out.join("index.html").display()
    ));
}

/// After `check`.
pub fn checked(outcome: &Outcome, took: Duration, output: &Output) {
    let reports = plural(outcome.reports, "report");
    match output.message_format {
        Format::Json => print(summary(outcome, None, took)),
        Format::Human if output.quiet => {}
        Format::Human => say(format_args!("{reports}{}: {}{} in {}.", left_out(outcome), counts(outcome), notes(outcome), seconds(took))),
    }
}

/// After `clean`.
pub fn cleaned(cleaned: &Cleaned, out: &Path, output: &Output) {
    if output.message_format == Format::Json {
        return print(json!({"type": "summary", "removed": cleaned.removed, "kept_edited": paths(&cleaned.kept_edited)}));
    }
    for path in &cleaned.kept_edited {
        say(format_args!("note: {} was changed since it was published: it stays", out.join(path.as_str()).display()));
    }
    if !output.quiet {
        say(format_args!("{}: {} removed", out.display(), plural(cleaned.removed, "file")));
    }
}

fn summary(outcome: &Outcome, out: Option<&Path>, took: Duration) -> Value {
    let published = outcome.published.as_ref().map(|published| {
        json!({
            "files": published.files,
            "bytes": published.bytes,
            "written": published.written,
            "unchanged": published.unchanged,
            "removed": published.removed,
            "replaced_edited": paths(&published.replaced_edited),
            "kept_edited": paths(&published.kept_edited),
        })
    });
    json!({
        "type": "summary",
        "reports": outcome.reports,
        "drafts_left_out": outcome.drafts,
        "samples_left_out": outcome.samples_left_out,
        "pages": outcome.pages,
        "departments": outcome.departments,
        "departments_kept": outcome.departments_kept,
        "files_made": outcome.made,
        "cache_problem": outcome.cache_problem.as_ref().map(|problem| problem.to_string()),
        "errors": outcome.count(Severity::Error),
        "warnings": outcome.count(Severity::Warning),
        "accepted": outcome.accepted,
        "notes": outcome.count(Severity::Note),
        "confirmed": outcome.confirmed,
        "recovered": outcome.recovery.as_ref().map(recovered),
        "published": published,
        "out": out.map(|out| out.display().to_string()),
        "seconds": took.as_secs_f64(),
    })
}

fn paths(paths: &[SitePath]) -> Vec<&str> {
    paths.iter().map(SitePath::as_str).collect()
}

fn recovered(recovery: &Recovery) -> String {
    match recovery {
        Recovery::Finished { placed, removed, .. } => {
            format!(
                "note: an earlier build had been interrupted; its publication was finished first ({placed} files placed, {removed} removed)"
            )
        }
        Recovery::RolledBack { files } => {
            format!(
                "note: an earlier build had been interrupted before it published anything; its {} thrown away",
                plural(*files, "staged file")
            )
        }
    }
}

fn counts(outcome: &Outcome) -> String {
    let errors = plural(outcome.count(Severity::Error), "error");
    let warnings = plural(outcome.count(Severity::Warning), "warning");
    format!("{errors}, {warnings}, {}", plural(outcome.accepted, "accepted finding"))
}

/// What only a check looks for.
fn notes(outcome: &Outcome) -> String {
    let notes = Some(outcome.count(Severity::Note)).filter(|notes| *notes > 0).map(|notes| format!(", {}", plural(notes, "note")));
    let confirmed = Some(outcome.confirmed).filter(|confirmed| *confirmed > 0).map(|confirmed| format!(", {confirmed} confirmed"));
    notes.into_iter().chain(confirmed).collect()
}

fn left_out(outcome: &Outcome) -> String {
    match (outcome.drafts, outcome.samples_left_out) {
        (0, 0) => String::new(),
        (drafts, 0) => format!(" (and {} left out)", plural(drafts, "draft")),
        (0, samples) => format!(" (and {} left out)", plural(samples, "sample")),
        (drafts, samples) => format!(" (and {} and {} left out)", plural(drafts, "draft"), plural(samples, "sample")),
    }
}

fn kept(outcome: &Outcome) -> String {
    match outcome.departments_kept {
        0 => String::new(),
        kept => format!(", {kept} of {} as before", plural(outcome.departments, "department")),
    }
}

fn plural(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

fn seconds(took: Duration) -> String {
    format!("{:.2} s", took.as_secs_f64())
}
