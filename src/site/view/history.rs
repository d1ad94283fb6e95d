//! The page of a department's indicators and tasks over the years.

use super::{TextView, YearLink};
use schemars::JsonSchema;
use serde::Serialize;

/// `departments/<id>/indicators.html` (template `history.html`).
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HistoryPage {
    /// The department's page.
    pub department_href: String,
    /// The years that have a report, oldest first: the columns.
    pub years: Vec<YearLink>,
    /// Indicators that stand in more than one year.
    pub followed: u32,
    /// Those of them with a larger figure in the last year than in their first.
    pub raised: u32,
    /// Those of them with a smaller one.
    pub lowered: u32,
    /// Indicators by level, as in the latest report; those that are gone come last in their level.
    pub groups: Vec<HistoryGroup>,
    /// Totals of the tasks, 万元.
    pub tasks: Vec<HistoryRow>,
}

/// The indicators of one level 2.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HistoryGroup {
    /// Fragment: `output-quantity`.
    pub id: String,
    /// 产出指标.
    pub level1: TextView,
    /// 数量指标.
    pub level2: TextView,
    /// In the order of the latest report.
    pub rows: Vec<HistoryRow>,
}

/// An indicator or a task over the years.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HistoryRow {
    /// Its latest name.
    pub name: TextView,
    /// One per year of the page.
    pub cells: Vec<HistoryCell>,
    /// From its first year to its last: `raised`, `lowered`, `altered` (message `change-<kind>`), `same`; `once` where it stands in
    /// one year only.
    pub trend: String,
    /// Its figures as bars; empty where fewer than two years have a figure in the same unit.
    pub bars: Vec<HistoryBar>,
}

/// One year of a row.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HistoryCell {
    /// Target or total; null where the row does not stand in that year, or is empty there.
    pub value: Option<TextView>,
    /// Its place on the report page; null where it does not stand in that year.
    pub href: Option<String>,
    /// What it was called then, where that differs.
    pub was: Option<TextView>,
}

/// One bar of a small multiple, on a ground of 10 a year by 30: SVG attribute values.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HistoryBar {
    /// Left edge.
    pub x: String,
    /// Upper edge.
    pub y: String,
    /// Height, from the zero line at 30.
    pub height: String,
}
