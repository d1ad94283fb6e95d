//! Texts in one language or several, and the findings accepted beside them.

use super::{
    fields::{Fields, scalar, shape},
    problem::{Found, Problem, nearest},
    tree::{Node, Value},
};
use crate::{
    lint,
    model::{
        lang::Lang,
        sheet::Accepted,
        text::{Sic, Text},
    },
};

/// Reads a plain string in the source language, or a map language → string (and `sic:`).
pub(super) fn text(node: &Node, languages: &[Lang], found: &mut Vec<Found>) -> Option<Text> {
    match &node.value {
        Value::Scalar(source) => Some(Text::plain(source.clone(), node.span())),
        Value::Map(_) => words(&Fields::open_any(node, found)?, &["sic"], languages, found),
        _ => {
            found.push(shape(node, "a text, or a map with a text per language"));
            None
        }
    }
}

/// Reads the languages of a map that also holds other keys (`label`, `sic` …), which the caller has checked.
pub(super) fn words(fields: &Fields<'_>, besides: &[&str], languages: &[Lang], found: &mut Vec<Found>) -> Option<Text> {
    let (source_lang, others) = languages.split_first()?;
    for (key, name, _) in fields.entries() {
        if !besides.contains(&name) && !languages.iter().any(|lang| lang.as_str() == name) {
            let languages = languages.iter().map(Lang::to_string).collect();
            found.push(Found::at(key, Problem::Language { written: name.to_owned(), languages }));
        }
    }
    let mut text = match fields.raw(source_lang.as_str()) {
        None => {
            found.push(Found::at(fields.node(), Problem::Missing { key: source_key(source_lang), of: "the text" }));
            return None;
        }
        Some(_) => fields.scalar(source_lang.as_str(), "a text", found).map(|(node, source)| Text::plain(source, node.span()))?,
    };
    for lang in others {
        if fields.raw(lang.as_str()).is_some()
            && let Some((_, words)) = fields.scalar(lang.as_str(), "a text", found)
        {
            text.others.push((lang.clone(), words.to_owned()));
        }
    }
    if let Some(node) = fields.raw("sic") {
        text.sic = sic(node, &text.source, found);
    }
    Some(text)
}

/// The key of the source language, for a message that wants a literal.
fn source_key(lang: &Lang) -> &'static str {
    match lang.as_str() {
        "zh" => "zh",
        "en" => "en",
        _ => "text in the source language",
    }
}

fn sic(node: &Node, source: &str, found: &mut Vec<Found>) -> Vec<Sic> {
    let Some(fields) = Fields::open_any(node, found) else { return Vec::new() };
    let mut all = Vec::new();
    for (key, written, presumed) in fields.entries() {
        if !source.contains(written) {
            found.push(Found::at(key, Problem::Sic { written: written.to_owned() }));
        }
        if let Some(presumed) = scalar(presumed, "the presumed reading", found) {
            all.push(Sic { written: written.to_owned(), presumed: presumed.to_owned() });
        }
    }
    all
}

/// Reads `accept: {GK0102: reason}`.
pub(super) fn accepted(fields: &Fields<'_>, languages: &[Lang], found: &mut Vec<Found>) -> Vec<Accepted> {
    let Some(fields) = fields.get("accept", found).and_then(|node| Fields::open_any(node, found)) else { return Vec::new() };
    let mut all = Vec::new();
    for (key, written, reason) in fields.entries() {
        let Some(rule) = lint::acceptable(written) else {
            // A rule that exists but cannot be accepted is no misspelling of another.
            let exists = lint::RULES.iter().any(|rule| rule.code.0 == written);
            let near = nearest(written, lint::RULES.iter().map(|rule| rule.code.0)).filter(|_| !exists);
            let known = lint::RULES.iter().filter(|rule| rule.acceptable).map(|rule| rule.code.to_string()).collect();
            found.push(Found::at(key, Problem::AcceptCode { written: written.to_owned(), known, near }));
            continue;
        };
        if let Some(reason) = text(reason, languages, found) {
            all.push(Accepted { code: rule.code, reason });
        }
    }
    all
}
