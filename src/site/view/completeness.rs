//! The page of completeness: departments by years, what there is of each and what became of the rest.

use super::{DateView, PartsView, TextView};
use schemars::JsonSchema;
use serde::Serialize;

/// `completeness.html` (template `completeness.html`).
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct CompletenessPage {
    /// Official title of the form.
    pub form: TextView,
    /// Departments of the content, then those that are invented; never counted together.
    pub groups: Vec<CompletenessGroup>,
    /// site.yaml states a deadline for some year.
    pub deadlines: bool,
    /// Where this page stands in the list of departments; null where it is all of it.
    pub parts: Option<PartsView>,
}

/// Departments, all real or all invented.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct CompletenessGroup {
    /// `final` or `sample`: message `group-<status>`.
    pub status: String,
    /// How many years of how many departments are in each state, those states that occur.
    pub counts: Vec<StateCount>,
    /// The years, newest first, at most six a table.
    pub tables: Vec<CompletenessTable>,
}

/// How often a state occurs.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct StateCount {
    /// `published`, `late`, `sample`, `draft`, `withdrawn`, `withheld`, `empty`, `missing`, `before`, `after`: message `state-<state>`.
    pub state: String,
    /// How often.
    pub count: u32,
}

/// Some years of all departments of a group.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct CompletenessTable {
    /// Heads of the columns.
    pub years: Vec<CompletenessYear>,
    /// One per department, in official order.
    pub rows: Vec<CompletenessRow>,
}

/// A year.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct CompletenessYear {
    /// Four digits.
    pub year: String,
    /// By when its reports were due; null where site.yaml does not say.
    pub deadline: Option<DateView>,
}

/// A department.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct CompletenessRow {
    /// Its name.
    pub name: TextView,
    /// Its page; null where there is nothing to show on one.
    pub href: Option<String>,
    /// One per year of the table.
    pub cells: Vec<CompletenessCell>,
}

/// A department in a year.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct CompletenessCell {
    /// See [`StateCount::state`].
    pub state: String,
    /// The report, or the notice in its place; null where there is neither.
    pub href: Option<String>,
    /// When it was published, or since when the notice holds; null where it is not stated.
    pub date: Option<DateView>,
    /// Why there is no report; null where nothing is declared.
    pub why: Option<TextView>,
}
