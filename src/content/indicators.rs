//! The indicators block: level 1 → level 2 → list of indicators.

use super::{
    fields::{Fields, items},
    problem::{Found, Problem, nearest},
    sheet::SheetContext,
    text::{accepted, text},
    tree::{Node, Value},
};
use crate::model::{
    sheet::Indicator,
    target::Target,
    vocabulary::{Term, Vocabulary, find},
};
use std::sync::Arc;

/// Reads the whole block, in the order of the file.
pub(super) fn read(node: &Node, context: &SheetContext<'_>, found: &mut Vec<Found>) -> Vec<Indicator> {
    let vocabulary = Vocabulary::builtin();
    let mut indicators = Vec::new();
    let Some(level1s) = Fields::open_any(node, found) else { return indicators };
    for (key, _, value) in level1s.entries() {
        let Some(level1) = level(key, &vocabulary.level1, context, found) else { continue };
        if is_empty(key, value, found) {
            continue;
        }
        let Some(level2s) = Fields::open_any(value, found) else { continue };
        for (key, _, value) in level2s.entries() {
            let Some(level2) = level(key, &vocabulary.level2, context, found) else { continue };
            if is_empty(key, value, found) {
                continue;
            }
            let rows = items(value, found).unwrap_or_default();
            indicators.extend(rows.iter().filter_map(|row| indicator(row, &level1, &level2, context, found)));
        }
    }
    indicators
}

fn is_empty(key: &Node, value: &Node, found: &mut Vec<Found>) -> bool {
    let empty = value.value == Value::Empty;
    if empty {
        found.push(Found::at(key, Problem::Empty { key: key.scalar().unwrap_or_default().to_owned() }));
    }
    empty
}

/// The id of a level: an official one by id or name, or one that site.yaml declares.
fn level(key: &Node, terms: &[Term], context: &SheetContext<'_>, found: &mut Vec<Found>) -> Option<Arc<str>> {
    let written = key.scalar().unwrap_or_default();
    if let Some(term) = find(terms, written) {
        return Some(term.id.as_str().into());
    }
    if context.levels.iter().any(|level| level == written) {
        return Some(written.into());
    }
    let known = terms.iter().flat_map(|term| std::iter::once(&term.id).chain(term.label.values()));
    let near = nearest(written, known.map(String::as_str));
    found.push(Found::at(key, Problem::Level { written: written.to_owned(), near }));
    None
}

fn indicator(row: &Node, level1: &Arc<str>, level2: &Arc<str>, context: &SheetContext<'_>, found: &mut Vec<Found>) -> Option<Indicator> {
    let fields = Fields::open(row, &["name", "target", "accept"], found)?;
    let name = fields.require("name", "the indicator", found).and_then(|node| text(node, context.languages, found));
    let target_text = fields.require("target", "the indicator", found).and_then(|node| text(node, context.languages, found));
    let accepted = accepted(&fields, context.languages, found);
    let target_text = target_text?;
    Some(Indicator {
        span: row.span(),
        level1: level1.clone(),
        level2: level2.clone(),
        name: name?,
        target: Target::parse(&target_text.source),
        target_text,
        accepted,
    })
}
