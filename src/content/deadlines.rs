//! Years and days that say what is to be expected: `deadlines:` of site.yaml, `since:` and `until:` of a department.

use super::{
    fields::{Fields, scalar},
    problem::{Found, Problem},
};
use crate::model::{date::Date, year::Year};
use std::collections::BTreeMap;

const YEAR: &str = "a year of four digits, as in 2022";

/// The day by which the reports of each year are due.
pub(super) fn deadlines(fields: &Fields<'_>, found: &mut Vec<Found>) -> BTreeMap<Year, Date> {
    let mut deadlines = BTreeMap::new();
    let Some(fields) = fields.get("deadlines", found).and_then(|node| Fields::open_any(node, found)) else { return deadlines };
    for (key, written, value) in fields.entries() {
        let year = Year::parse(written);
        if year.is_none() {
            found.push(Found::at(key, Problem::Value { written: written.to_owned(), expected: YEAR }));
        }
        let Some(day) = scalar(value, "a date", found) else { continue };
        let date = Date::parse(day);
        if date.is_none() {
            found.push(Found::at(value, Problem::Date { written: day.to_owned() }));
        }
        deadlines.extend(year.zip(date));
    }
    deadlines
}

/// The first and the last year in which a department existed.
pub(super) fn lifetime(fields: &Fields<'_>, found: &mut Vec<Found>) -> (Option<Year>, Option<Year>) {
    let mut year = |key| {
        let (node, written) = fields.scalar(key, "a year", found)?;
        let year = Year::parse(written);
        if year.is_none() {
            found.push(Found::at(node, Problem::Value { written: written.to_owned(), expected: YEAR }));
        }
        year
    };
    let (since, until) = (year("since"), year("until"));
    if let (Some((first, last)), Some(node)) = (since.zip(until), fields.raw("until"))
        && last < first
    {
        let expected = "a year from that of `since:` on";
        found.push(Found::at(node, Problem::Value { written: last.to_string(), expected }));
    }
    (since, until)
}
