//! `review:` of a sheet: what was done before it was made public.

use super::{
    fields::{Fields, scalar},
    problem::Found,
    revisions::required_date,
};
use crate::model::review::{Review, Step};

/// Reads the record; nothing of it has to be there.
pub(super) fn review(fields: &Fields<'_>, found: &mut Vec<Found>) -> Review {
    let Some(fields) = fields.get("review", found).and_then(|node| Fields::open(node, &["secrecy", "sign_off"], found)) else {
        return Review::default();
    };
    Review { secrecy: step(&fields, "secrecy", found), sign_off: step(&fields, "sign_off", found) }
}

fn step(fields: &Fields<'_>, key: &str, found: &mut Vec<Found>) -> Option<Step> {
    let fields = fields.get(key, found).and_then(|node| Fields::open(node, &["by", "date"], found))?;
    let by = fields.require("by", "the step", found).and_then(|node| Some(scalar(node, "an office or a role", found)?.to_owned()));
    let date = required_date(&fields, "the step", found);
    Some(Step { by: by?, date: date? })
}
