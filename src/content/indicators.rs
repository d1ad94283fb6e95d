//! The indicators block: level 1 → level 2 → list of indicators.

use super::{
    fields::{Fields, items, not_blank},
    identity::{self, identity},
    near::{bare_level, nearest_level},
    problem::{Expects, Found, Problem},
    sheet::SheetContext,
    text::{accepted, row_text},
    tree::Node,
};
use crate::model::{
    diagnostic::Place,
    sheet::{Count, Indicator, Placed},
    target::Target,
    vocabulary::{Term, Vocabulary, find},
};
use std::sync::Arc;

/// Reads the whole block, in the order of the file. Rows that cannot be read are left out, and so are those below a level that
/// nobody declared; their problems are reported all the same.
pub(super) fn read(node: &Node, context: &SheetContext<'_>, found: &mut Vec<Found>) -> Vec<Indicator> {
    let vocabulary = Vocabulary::builtin();
    let mut indicators = Vec::new();
    let Some(level1s) = Fields::open_any(node, found) else { return indicators };
    for (key, _, value) in level1s.entries() {
        let level1 = level(key, &vocabulary.level1, context, found);
        if !not_blank(key, value, Expects::Indicators, found) {
            continue;
        }
        let Some(level2s) = Fields::open_any(value, found) else { continue };
        for (key, _, value) in level2s.entries() {
            let level2 = level(key, &vocabulary.level2, context, found);
            if !not_blank(key, value, Expects::Indicators, found) {
                continue;
            }
            for row in items(value, found).unwrap_or_default() {
                let levels = level1.clone().zip(level2.clone());
                indicators.extend(indicator(row, levels, context, found));
            }
        }
    }
    check_counts(&indicators, found);
    indicators
}

/// Reports a second indicator that counts the same people.
fn check_counts(indicators: &[Indicator], found: &mut Vec<Found>) {
    for count in Count::ALL {
        for second in indicators.iter().filter(|indicator| indicator.counts == Some(count)).skip(1) {
            found.push(Found { place: Place::Node(second.name.span), problem: Problem::SecondCount { whom: count.as_str() } });
        }
    }
}

/// The id of a level: an official one by id or name, or one that site.yaml declares, by id or label.
fn level(key: &Node, terms: &[Term], context: &SheetContext<'_>, found: &mut Vec<Found>) -> Option<Arc<str>> {
    let written = key.scalar().unwrap_or_default();
    if let Some(term) = find(terms, written) {
        return Some(term.id.as_str().into());
    }
    let named = |label: &String| bare_level(label) == bare_level(written);
    let declared = context.levels.iter().find(|(id, labels)| id == written || labels.values().any(named));
    if let Some((id, _)) = declared {
        return Some(id.as_str().into());
    }
    let official = terms.iter().flat_map(|term| std::iter::once(&term.id).chain(term.label.values()).chain(&term.also));
    let own = context.levels.iter().flat_map(|(id, labels)| std::iter::once(id).chain(labels.values()));
    let near = nearest_level(written, official.chain(own).map(String::as_str));
    let official = terms.iter().map(|term| term.id.clone()).collect();
    found.push(Found::at(key, Problem::Level { written: written.to_owned(), near, official }));
    None
}

fn indicator(row: &Node, levels: Option<(Arc<str>, Arc<str>)>, context: &SheetContext<'_>, found: &mut Vec<Found>) -> Option<Indicator> {
    let before = found.len();
    let known = [["name", "target"].as_slice(), &identity::KEYS, &["task", "counts", "accept"]].concat();
    let fields = Fields::open(row, &known, found)?;
    let name = fields.require("name", "the indicator", found).and_then(|node| row_text(node, context.languages, found));
    let target_text = fields.require("target", "the indicator", found).and_then(|node| row_text(node, context.languages, found));
    let identity = identity(&fields, context.languages, found);
    let counts = fields.choice("counts", &Count::ALL.map(|count| (count.as_str(), count)), found);
    let task = fields.scalar("task", "the name of a task", found).map(|(node, name)| Placed { span: node.span(), value: name.to_owned() });
    let accepted = accepted(&fields, context.languages, found);
    if found.len() > before || context.is_tainted(row) {
        return None;
    }
    let (level1, level2) = levels?;
    let (name, target_text) = (name?, target_text?);
    let target = Target::parse(&target_text.source);
    let indicator = Indicator { span: row.span(), level1, level2, name, target, target_text, identity, counts, task, accepted };
    if counts.is_some() && indicator.count().is_none() {
        found.push(Found {
            place: Place::Node(indicator.target_text.span),
            problem: Problem::NoCount { written: indicator.target.written().to_owned() },
        });
        return None;
    }
    Some(indicator)
}
