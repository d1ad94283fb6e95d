//! Corrections (更正) of a table after it was published: when, what, why, and the values as they were.

use super::{date::Date, diagnostic::Span, sheet::Report, text::Text};
use std::cmp::Reverse;

/// One correction, as the author of the sheet tells it.
#[derive(Clone, Debug)]
pub struct Revision {
    /// Where it stands.
    pub span: Span,
    /// The day it was published.
    pub date: Date,
    /// What was corrected.
    pub what: Text,
    /// Why; `None` where nobody says.
    pub why: Option<Text>,
    /// The value as it was; `None` where there was none, or it is told in words.
    pub old: Option<Text>,
    /// The value as it is since then, likewise.
    pub new: Option<Text>,
}

/// All corrections of a report, newest first, each with its number; those of one day in the order of the file.
///
/// Numbers go from 1 in the order of the file, so that the addresses of corrections stay when later ones are added below.
pub fn newest_first(report: &Report) -> Vec<(usize, &Revision)> {
    let mut all: Vec<(usize, &Revision)> = (1..).zip(report.sheets.iter().flat_map(|sheet| &sheet.revisions)).collect();
    all.sort_by_key(|(_, revision)| Reverse(revision.date));
    all
}
