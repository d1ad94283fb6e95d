//! A notice in the place of a report: it was withdrawn, is withheld, or there is nothing to report.

use serde::{Deserialize, Serialize};

use super::{date::Date, department::DepartmentId, sheet::Status, text::Text, year::Year};

/// Why a department has no report for a year, as the content declares it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Notice {
    /// The year: the folder.
    pub year: Year,
    /// The department: the folder below.
    pub department: DepartmentId,
    /// What became of the report.
    pub kind: NoticeKind,
    /// Whether the notice is published.
    pub status: Status,
    /// When; stated for every report that was withdrawn.
    pub date: Option<Date>,
    /// What it is about, in words; `None` for the report as a whole.
    pub what: Option<Text>,
    /// Why.
    pub why: Text,
}

/// What became of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoticeKind {
    /// It was published, and is no longer (撤下).
    Withdrawn,
    /// It is not published (不予公开).
    Withheld,
    /// There is nothing to report (无此事项).
    Empty,
}

impl NoticeKind {
    /// All of them.
    pub const ALL: [NoticeKind; 3] = [NoticeKind::Withdrawn, NoticeKind::Withheld, NoticeKind::Empty];

    /// The word in YAML and in messages.
    pub fn as_str(self) -> &'static str {
        match self {
            NoticeKind::Withdrawn => "withdrawn",
            NoticeKind::Withheld => "withheld",
            NoticeKind::Empty => "empty",
        }
    }
}
