//! Texts in one language or several, and the findings accepted beside them.

use super::{
    fields::{Fields, not_blank, scalar, shape, unknown_key},
    problem::{Expects, Found, Problem},
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

/// Where a text stands decides what its map may hold beside the languages.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// In a row or indicator: misprints of the original are marked, findings are accepted beside it.
    InRow,
    /// The reason of an acceptance: who accepts is said beside it.
    Reason,
    /// Anywhere else: only languages.
    Elsewhere,
}

/// Reads a plain string in the source language, or a map language → string.
pub(super) fn text(node: &Node, languages: &[Lang], found: &mut Vec<Found>) -> Option<Text> {
    read(node, Stands::Elsewhere, languages, found)
}

/// Reads a text of a row or indicator: its map may also hold `sic:`.
pub(super) fn row_text(node: &Node, languages: &[Lang], found: &mut Vec<Found>) -> Option<Text> {
    read(node, Stands::InRow, languages, found)
}

fn read(node: &Node, stands: Stands, languages: &[Lang], found: &mut Vec<Found>) -> Option<Text> {
    match &node.value {
        Value::Scalar(source) if !node.is_blank() => Some(Text::plain(source.clone(), node.span())),
        Value::Map(_) => {
            let fields = Fields::open_any(node, found)?;
            for (key, name, _) in fields.entries() {
                match (name, stands) {
                    ("sic", Stands::InRow) => {}
                    ("by", Stands::Reason) => {}
                    ("sic", Stands::Elsewhere | Stands::Reason) => found.push(Found::at(key, Problem::SicElsewhere)),
                    ("accept", Stands::InRow) => found.push(Found::at(key, Problem::AcceptInText)),
                    _ => check_language(key, name, &[], languages, found),
                }
            }
            let mut text = words(&fields, languages, found)?;
            if stands == Stands::InRow {
                text.sic = sic(&fields, &text.source, languages, found);
            }
            Some(text)
        }
        _ => {
            found.push(shape(node, "a text, or a map with a text per language"));
            None
        }
    }
}

/// Reports a key of a text's map that is neither a language of the site nor one of those `beside` them.
pub(super) fn check_language(key: &Node, name: &str, beside: &[&str], languages: &[Lang], found: &mut Vec<Found>) {
    if beside.contains(&name) || languages.iter().any(|lang| lang.as_str() == name) {
        return;
    }
    if Lang::parse(name).is_some() {
        let languages = languages.iter().map(Lang::to_string).collect();
        return found.push(Found::at(key, Problem::Language { written: name.to_owned(), languages }));
    }
    let known: Vec<&str> = beside.iter().copied().chain(languages.iter().map(Lang::as_str)).collect();
    found.push(unknown_key(key, &known));
}

/// Reads the languages of a map whose keys the caller has checked.
pub(super) fn words(fields: &Fields<'_>, languages: &[Lang], found: &mut Vec<Found>) -> Option<Text> {
    let (source_lang, others) = languages.split_first()?;
    let node = fields.require(source_lang.as_str(), "the text", found);
    let mut translations = Vec::new();
    for lang in others {
        if let Some((_, words)) = fields.scalar(lang.as_str(), "a text", found) {
            translations.push((lang.clone(), words.to_owned()));
        }
    }
    let node = node?;
    let source = scalar(node, "a text", found)?;
    Some(Text { others: translations, ..Text::plain(source, node.span()) })
}

/// Reads `sic: {as it stands: what is presumed}`; what stands must occur in the source text.
pub(super) fn sic(fields: &Fields<'_>, source: &str, languages: &[Lang], found: &mut Vec<Found>) -> Vec<Sic> {
    let Some(fields) = fields.get("sic", found).and_then(|node| Fields::open_any(node, found)) else { return Vec::new() };
    let lang = languages.first().map(Lang::to_string).unwrap_or_default();
    let mut all = Vec::new();
    for (key, written, presumed) in fields.entries() {
        if key.is_blank() {
            found.push(shape(key, "the words as they stand in the text"));
        } else if !source.contains(written) {
            found.push(Found::at(key, Problem::Sic { written: written.to_owned(), lang: lang.clone() }));
        }
        if !not_blank(key, presumed, Expects::Required, found) {
            continue;
        }
        if let Some(presumed) = scalar(presumed, "the presumed reading", found) {
            all.push(Sic { written: written.to_owned(), presumed: presumed.to_owned() });
        }
    }
    all
}

/// Reads `accept: {GK0102: reason}` or `accept: {GK0102: {zh: reason, by: 预算科}}`.
pub(super) fn accepted(fields: &Fields<'_>, languages: &[Lang], found: &mut Vec<Found>) -> Vec<Accepted> {
    let Some(fields) = fields.get("accept", found).and_then(|node| Fields::open_any(node, found)) else { return Vec::new() };
    let mut all = Vec::new();
    for (key, written, reason) in fields.entries() {
        let Some(rule) = lint::acceptable(written) else {
            let known = lint::RULES.iter().filter(|rule| rule.acceptable).map(|rule| rule.code.to_string()).collect();
            found.push(Found::at(key, Problem::AcceptCode { written: written.to_owned(), known }));
            continue;
        };
        if !not_blank(key, reason, Expects::Required, found) {
            continue;
        }
        let by = match &reason.value {
            Value::Map(_) => Fields::open_any(reason, &mut Vec::new())
                .and_then(|fields| Some(fields.scalar("by", "an office or a role", found)?.1.to_owned())),
            _ => None,
        };
        if let Some(reason) = read(reason, Stands::Reason, languages, found) {
            all.push(Accepted { code: rule.code, reason, by });
        }
    }
    all
}
