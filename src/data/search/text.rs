//! The texts of a report as pages verify and show them.

use super::script_safe;
use crate::model::{lang::Lang, sheet::Status, year::Year};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What the page of a report shows, language by language.
#[derive(Clone, Debug)]
pub struct ReportText {
    /// Its year.
    pub year: Year,
    /// Whether it is a sample.
    pub status: Status,
    /// The rows readers of each language see.
    pub languages: Vec<(Lang, Vec<RowText>)>,
}

/// A row of a table, or a paragraph.
#[derive(Clone, Debug)]
pub struct RowText {
    /// What it is.
    pub kind: RowKind,
    /// Its cells; a match is within one of them.
    pub parts: Vec<PartText>,
}

/// A cell.
#[derive(Clone, Debug)]
pub struct PartText {
    /// Its words as pages show them.
    pub words: String,
    /// The language they are in, as BCP 47.
    pub lang: String,
}

/// What a row is of. Rows of one kind are numbered from 1: `task-1` is the fragment of the first task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowKind {
    /// The name of the department.
    Department,
    /// The year.
    Year,
    /// The sum of the budget.
    Total,
    /// A task: name, description, amounts.
    Task,
    /// A goal: label, prose.
    Goal,
    /// An indicator: name, target.
    Indicator,
    /// Source and number of the approval.
    Origin,
}

impl RowKind {
    /// Kinds whose rows results show below their heading.
    pub const SHOWN: [RowKind; 5] = [RowKind::Total, RowKind::Task, RowKind::Goal, RowKind::Indicator, RowKind::Origin];

    /// The word in the files of the index.
    pub fn as_str(self) -> &'static str {
        match self {
            RowKind::Department => "department",
            RowKind::Year => "year",
            RowKind::Total => "total",
            RowKind::Task => "task",
            RowKind::Goal => "goal",
            RowKind::Indicator => "indicator",
            RowKind::Origin => "origin",
        }
    }
}

impl ReportText {
    /// What readers of `lang` see.
    pub(super) fn rows(&self, lang: &Lang) -> &[RowText] {
        self.languages.iter().find(|(own, _)| own == lang).map_or(&[], |(_, rows)| rows)
    }
}

impl RowText {
    /// Whether a cell is a name, which can be searched for by pinyin.
    pub(super) fn is_name(&self, cell: usize) -> bool {
        match self.kind {
            RowKind::Department => true,
            RowKind::Task | RowKind::Indicator => cell == 0,
            RowKind::Year | RowKind::Total | RowKind::Goal | RowKind::Origin => false,
        }
    }
}

/// The file of a report in one language: rows by kind, a row a list of cells; a cell is its words, in another language than the
/// file's `{"lang": …, "words": …}`. Nothing is numbered: repeated words cost a compressed file less than references to them.
pub(super) fn report_json(report: &ReportText, lang: &Lang) -> String {
    let cell = |part: &PartText| match part.lang == lang.bcp47() {
        true => json!(part.words),
        false => json!({ "lang": part.lang, "words": part.words }),
    };
    // In the order of their words, so that equal rows are equal bytes.
    let mut kinds: BTreeMap<&str, Vec<Vec<Value>>> = BTreeMap::new();
    for row in report.rows(lang) {
        kinds.entry(row.kind.as_str()).or_default().push(row.parts.iter().map(cell).collect());
    }
    script_safe(&json!({ "status": report.status.as_str(), "rows": kinds }).to_string())
}
