//! Corrections (更正) of a table after it was published: when, what, why, and the values as they were.

use super::{
    date::Date, department::DepartmentId, diagnostic::Span, form::Form, sheet::Status, summary::ReportSummary, text::Text, year::Year,
};

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

/// A correction of one sheet, kept when the report itself is not.
#[derive(Clone, Debug)]
pub struct SheetRevision {
    /// The form of the sheet.
    pub form: &'static Form,
    /// The correction.
    pub revision: Revision,
}

/// A correction and the published report that it is of.
#[derive(Clone, Copy, Debug)]
pub struct Correction<'a> {
    /// Year of the report.
    pub year: Year,
    /// Department of the report.
    pub department: &'a DepartmentId,
    /// The form of the sheet.
    pub form: &'static Form,
    /// The correction.
    pub revision: &'a Revision,
}

/// The corrections of all published (final) reports, newest first: for lists and feeds. Those of one day follow the order of
/// `summaries`, and in a report that of its sheets.
pub fn corrections(summaries: &[ReportSummary]) -> Vec<Correction<'_>> {
    let mut all = Vec::new();
    for summary in summaries.iter().filter(|summary| summary.status == Status::Final) {
        for SheetRevision { form, revision } in &summary.revisions {
            all.push(Correction { year: summary.year, department: &summary.department, form, revision });
        }
    }
    all.sort_by_key(|correction| std::cmp::Reverse(correction.revision.date));
    all
}
