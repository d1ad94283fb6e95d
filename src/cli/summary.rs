//! The closing words of a command.

use super::args::{Format, Output};
use gongkai::{
    build::Outcome,
    model::diagnostic::Severity,
    publish::{Cleaned, Recovery},
    site::path::SitePath,
};
use std::{path::Path, time::Duration};

/// After `build`.
pub fn built(outcome: &Outcome, out: &Path, took: Duration, output: &Output) {
    if output.message_format == Format::Json {
        println!("{}", json(outcome, Some(out)));
        return;
    }
    if let Some(recovery) = &outcome.recovery {
        eprintln!("{}", recovered(recovery));
    }
    let Some(published) = &outcome.published else {
        eprintln!("{}: nothing was published, and {} is as it was.", counts(outcome), out.display());
        return;
    };
    for path in &published.replaced_edited {
        eprintln!("note: {} had been changed since it was published, and was replaced", out.join(path.as_str()).display());
    }
    for path in &published.kept_edited {
        eprintln!(
            "note: {} is no longer part of the site, but was changed since it was published: it stays",
            out.join(path.as_str()).display()
        );
    }
    if output.quiet {
        return;
    }
    eprintln!(
        "{}{} as {}: {} in {}.",
        plural(outcome.reports, "report"),
        left_out(outcome),
        plural(outcome.pages, "page"),
        counts(outcome),
        seconds(took)
    );
    eprintln!(
        "{}: {} files ({} written, {} unchanged, {} removed). Open {}",
        out.display(),
        published.files,
        published.written,
        published.unchanged,
        published.removed,
        out.join("index.html").display()
    );
}

/// After `check`.
pub fn checked(outcome: &Outcome, took: Duration, output: &Output) {
    match output.message_format {
        Format::Json => println!("{}", json(outcome, None)),
        Format::Human if output.quiet => {}
        Format::Human => eprintln!("{}{}: {} in {}.", plural(outcome.reports, "report"), left_out(outcome), counts(outcome), seconds(took)),
    }
}

/// After `clean`.
pub fn cleaned(cleaned: &Cleaned, out: &Path, output: &Output) {
    if output.message_format == Format::Json {
        println!(
            "{}",
            serde_json::json!({"type": "summary", "removed": cleaned.removed, "kept_edited": cleaned.kept_edited.iter().map(SitePath::as_str).collect::<Vec<_>>()})
        );
        return;
    }
    for path in &cleaned.kept_edited {
        eprintln!("note: {} was changed since it was published: it stays", out.join(path.as_str()).display());
    }
    if !output.quiet {
        eprintln!("{}: {} removed", out.display(), plural(cleaned.removed, "file"));
    }
}

fn json(outcome: &Outcome, out: Option<&Path>) -> serde_json::Value {
    serde_json::json!({
        "type": "summary",
        "reports": outcome.reports,
        "drafts_left_out": outcome.drafts,
        "samples_left_out": outcome.samples_left_out,
        "pages": outcome.pages,
        "errors": outcome.count(Severity::Error),
        "warnings": outcome.count(Severity::Warning),
        "accepted": outcome.accepted,
        "published": outcome.published.as_ref().map(|published| published.files),
        "out": out.map(|out| out.display().to_string()),
    })
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

fn left_out(outcome: &Outcome) -> String {
    match (outcome.drafts, outcome.samples_left_out) {
        (0, 0) => String::new(),
        (drafts, 0) => format!(" (and {} left out)", plural(drafts, "draft")),
        (0, samples) => format!(" (and {} left out)", plural(samples, "sample")),
        (drafts, samples) => format!(" (and {} and {} left out)", plural(drafts, "draft"), plural(samples, "sample")),
    }
}

fn plural(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

fn seconds(took: Duration) -> String {
    format!("{:.2} s", took.as_secs_f64())
}
