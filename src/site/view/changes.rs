//! The page of changes: everything that is another than in the report before.

use super::{ChangeCount, ChangeRow, Label, LevelsView, TextView, YearLink};
use schemars::JsonSchema;
use serde::Serialize;

/// `<year>/<department>/changes.html` (template `changes.html`).
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ChangesPage {
    /// The year of the report.
    pub year: String,
    /// The year of the report before.
    pub since: String,
    /// Full name of the department.
    pub department: TextView,
    /// The department's page over the years.
    pub department_href: String,
    /// The report.
    pub report_href: String,
    /// The report before.
    pub since_href: String,
    /// The page of changes of the report before; null where that has none before it.
    pub previous: Option<YearLink>,
    /// The page of changes of the report after; null where there is none.
    pub next: Option<YearLink>,
    /// How the total changed, in words; null where one of the two is not stated.
    pub budget: Option<Label>,
    /// How many indicators were raised, lowered …: those kinds that occur.
    pub counts: Vec<ChangeCount>,
    /// How many indicators are the same.
    pub same: u32,
    /// Indicators by their levels: those of the report in its order, then those that are gone with all they held.
    pub groups: Vec<ChangeGroup>,
    /// How many tasks were raised, lowered …: those kinds that occur.
    pub task_counts: Vec<ChangeCount>,
    /// How many tasks are the same.
    pub same_tasks: u32,
    /// Changed tasks, by kind.
    pub tasks: Vec<ChangeRow>,
}

/// Indicators of the same levels.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ChangeGroup {
    /// Fragment of the page.
    pub id: String,
    /// Their levels.
    pub levels: LevelsView,
    /// How many of them are the same as before.
    pub same: u32,
    /// Those that changed, by kind.
    pub rows: Vec<ChangeRow>,
}
