//! Notices in the place of reports.

use super::{DateView, TextView};
use schemars::JsonSchema;
use serde::Serialize;

/// `<year>/<department>.html` (template `notice.html`) where there is no report, and the content says why.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct NoticePage {
    /// `withdrawn`, `withheld` or `empty`: messages `title-<kind>`, `notice-<kind>`.
    pub kind: String,
    /// Four digits.
    pub year: String,
    /// Full name of the department.
    pub department: TextView,
    /// The department's page over the years.
    pub department_href: String,
    /// The year's page.
    pub year_href: String,
    /// When; null where it is not stated.
    pub date: Option<DateView>,
    /// What it is about; null for the report as a whole.
    pub what: Option<TextView>,
    /// Why.
    pub why: TextView,
}

/// What a list says of a report that is not there.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct NoticeLink {
    /// `withdrawn`, `withheld` or `empty`: message `state-<kind>`.
    pub kind: String,
    /// `final`, `sample` or `draft`.
    pub status: String,
    /// The page of the notice.
    pub href: String,
}

/// A department with a notice in the place of its report.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct NoticeRow {
    /// Its name.
    pub name: TextView,
    /// The notice.
    pub link: NoticeLink,
}
