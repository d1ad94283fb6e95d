//! `revisions:` of a sheet: what was corrected after it had been published.

use super::{
    fields::{Fields, items, scalar},
    problem::{Found, Problem},
    text::text,
    tree::Node,
};
use crate::model::{date::Date, lang::Lang, revision::Revision};

const KEYS: [&str; 5] = ["date", "what", "why", "old", "new"];

/// Reads all of them, in the order of the file.
pub(super) fn revisions(fields: &Fields<'_>, languages: &[Lang], found: &mut Vec<Found>) -> Vec<Revision> {
    let all = fields.get("revisions", found).and_then(|node| items(node, found)).unwrap_or_default();
    all.iter().filter_map(|node| revision(node, languages, found)).collect()
}

fn revision(node: &Node, languages: &[Lang], found: &mut Vec<Found>) -> Option<Revision> {
    let fields = Fields::open(node, &KEYS, found)?;
    let date = required_date(&fields, "the revision", found);
    let what = fields.require("what", "the revision", found).and_then(|node| text(node, languages, found));
    let mut told = |key| fields.get(key, found).and_then(|node| text(node, languages, found));
    let (why, old, new) = (told("why"), told("old"), told("new"));
    Some(Revision { span: node.span(), date: date?, what: what?, why, old, new })
}

/// `date:`, which must be there.
pub(super) fn required_date(fields: &Fields<'_>, of: &'static str, found: &mut Vec<Found>) -> Option<Date> {
    let node = fields.require("date", of, found)?;
    let written = scalar(node, "a date", found)?;
    let date = Date::parse(written);
    if date.is_none() {
        found.push(Found::at(node, Problem::Date { written: written.to_owned() }));
    }
    date
}
