//! Diagnostics in words: for people with the offending text underlined, for programs one JSON object a line.

use super::{
    args::{Color, Format, Output},
    terminal,
};
use gongkai::{
    content::{Excerpt, excerpt},
    model::diagnostic::{Diagnostic, Severity},
};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, NamedSource, Report};
use std::io::IsTerminal;

/// Prints all of them: people's to stderr, programs' to stdout.
pub fn print(diagnostics: &[Diagnostic], output: &Output) {
    match output.message_format {
        Format::Json => diagnostics.iter().for_each(|diagnostic| terminal::print(json("diagnostic", diagnostic))),
        Format::Human => {
            let handler = handler(output.color);
            diagnostics.iter().for_each(|diagnostic| terminal::say(human(diagnostic, &handler)));
        }
    }
}

/// On one line, with its place: for notes, of which there may be many.
pub fn line(diagnostic: &Diagnostic) -> String {
    let place = excerpt(diagnostic).map_or_else(String::new, |excerpt| format!(":{}:{}", excerpt.line, excerpt.column));
    format!("{} {}: {}{place}: {}", diagnostic.severity, diagnostic.code, diagnostic.file.display(), diagnostic.message.en)
}

/// As an object of that type.
pub fn json(kind: &str, diagnostic: &Diagnostic) -> serde_json::Value {
    let excerpt = excerpt(diagnostic);
    serde_json::json!({
        "type": kind,
        "code": diagnostic.code.to_string(),
        "severity": diagnostic.severity.to_string(),
        "file": diagnostic.file.display().to_string(),
        "line": excerpt.as_ref().map(|excerpt| excerpt.line),
        "column": excerpt.as_ref().map(|excerpt| excerpt.column),
        "text": excerpt.as_ref().map(|excerpt| &excerpt.text[excerpt.bytes.clone()]),
        "kind": diagnostic.kind.as_str(),
        "message": diagnostic.message.en,
        "help": diagnostic.help.en,
    })
}

fn handler(color: Color) -> GraphicalReportHandler {
    let colored = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    };
    let theme = if colored { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    GraphicalReportHandler::new_themed(theme).with_width(110).with_context_lines(1).with_links(false)
}

/// Bytes of the longest line that is shown.
const LONGEST_LINE: usize = 4_000;

fn line_length(excerpt: &Excerpt) -> usize {
    let (before, after) = excerpt.text.split_at(excerpt.bytes.start);
    let end = after.find('\n').unwrap_or(after.len());
    before.len() - before.rfind('\n').map_or(0, |newline| newline + 1) + end
}

fn human(diagnostic: &Diagnostic, handler: &GraphicalReportHandler) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
        Severity::Note => miette::Severity::Advice,
    };
    let excerpt = excerpt(diagnostic);
    let file = diagnostic.file.display().to_string();
    // A line of a whole file's length helps nobody, and drawing it again and again takes minutes.
    let (excerpt, place) = match excerpt {
        Some(long) if line_length(&long) > LONGEST_LINE => (None, format!(":{}:{}", long.line, long.column)),
        excerpt => (excerpt, String::new()),
    };
    let message = match &excerpt {
        Some(_) => diagnostic.message.en.clone(),
        None => format!("{file}{place}: {}", diagnostic.message.en),
    };
    let mut report =
        MietteDiagnostic::new(message).with_severity(severity).with_code(diagnostic.code.to_string()).with_help(&diagnostic.help.en);
    let mut source = None;
    if let Some(Excerpt { text, bytes, .. }) = excerpt {
        report = report.with_label(LabeledSpan::new(Some(diagnostic.label.en.clone()), bytes.start, bytes.len()));
        source = Some(NamedSource::new(file, text));
    }
    let report = match source {
        Some(source) => Report::new(report).with_source_code(source),
        None => Report::new(report),
    };
    let mut words = String::new();
    match handler.render_report(&mut words, report.as_ref()) {
        Ok(()) => words,
        Err(_) => format!("{}: {}", diagnostic.code, diagnostic.message.en),
    }
}
