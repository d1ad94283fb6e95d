//! What the author of a sheet gives its rows to be known by over the years: `id:` and `formerly:`.

use super::{
    fields::{Fields, is_slug},
    problem::{Found, Problem},
    text::text,
};
use crate::model::{
    diagnostic::Place,
    identity::{Identity, RowId},
    lang::Lang,
    sheet::{Block, Placed},
};
use std::collections::BTreeSet;

/// Keys of a row that say what it is known by.
pub(super) const KEYS: [&str; 2] = ["id", "formerly"];

/// Reads both.
pub(super) fn identity(fields: &Fields<'_>, languages: &[Lang], found: &mut Vec<Found>) -> Identity {
    let id = fields.scalar("id", "an id of small letters, digits and hyphens", found).and_then(|(node, written)| {
        let id = is_slug(node, written, found).then(|| RowId::parse(written).ok())?;
        Some(Placed { span: node.span(), value: id? })
    });
    let formerly = fields.get("formerly", found).and_then(|node| text(node, languages, found));
    Identity { id, formerly }
}

/// Reports ids that stand twice in a sheet.
pub(super) fn check_unique(blocks: &[Block], found: &mut Vec<Found>) {
    let mut seen = BTreeSet::new();
    let identities = blocks.iter().flat_map(|block| match block {
        Block::Records(records) => records.iter().map(|record| &record.identity).collect::<Vec<_>>(),
        Block::Indicators(indicators) => indicators.iter().map(|indicator| &indicator.identity).collect(),
        Block::Prose(_) => Vec::new(),
    });
    let mut ids: Vec<&Placed<RowId>> = identities.filter_map(|identity| identity.id.as_ref()).collect();
    // Blocks stand in the file in any order.
    ids.sort_by_key(|id| id.span);
    for id in ids {
        if !seen.insert(&id.value) {
            found.push(Found { place: Place::Node(id.span), problem: Problem::SecondId { id: id.value.to_string() } });
        }
    }
}
