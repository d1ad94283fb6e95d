//! The texts of a department as pages verify and show them: each text once, however many years it stands in.

use super::script_safe;
use crate::model::{lang::Lang, sheet::Status, year::Year};
use serde_json::{Value, json};
use std::collections::HashMap;

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
    /// It is a name, which can be searched for by pinyin.
    pub name: bool,
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

/// The file of a department in one language: `lines` has every text once; a report lists its rows by kind, each as the numbers of
/// its texts; `names` are the numbers of texts that are names, `foreign` those in another language.
pub(super) fn department_json(reports: &[ReportText], lang: &Lang) -> String {
    let mut lines = Lines::default();
    let each = |report: &ReportText| {
        let mut kinds: Vec<(&str, Vec<Vec<usize>>)> = Vec::new();
        for row in report.rows(lang) {
            let numbers = row.parts.iter().map(|part| lines.number(part, lang)).collect();
            match kinds.iter_mut().find(|(kind, _)| *kind == row.kind.as_str()) {
                Some((_, rows)) => rows.push(numbers),
                None => kinds.push((row.kind.as_str(), vec![numbers])),
            }
        }
        let kinds: serde_json::Map<String, Value> = kinds.into_iter().map(|(kind, rows)| (kind.to_owned(), json!(rows))).collect();
        json!({ "year": report.year.to_string(), "status": report.status.as_str(), "rows": kinds })
    };
    let reports: Vec<Value> = reports.iter().map(each).collect();
    let Lines { texts, names, foreign, .. } = lines;
    script_safe(&json!({ "lines": texts, "names": names, "foreign": foreign, "reports": reports }).to_string())
}

#[derive(Default)]
struct Lines {
    numbers: HashMap<(String, String, bool), usize>,
    texts: Vec<String>,
    names: Vec<usize>,
    foreign: std::collections::BTreeMap<usize, String>,
}

impl Lines {
    fn number(&mut self, part: &PartText, lang: &Lang) -> usize {
        let key = (part.words.clone(), part.lang.clone(), part.name);
        if let Some(number) = self.numbers.get(&key) {
            return *number;
        }
        let number = self.texts.len();
        self.numbers.insert(key, number);
        self.texts.push(part.words.clone());
        if part.name {
            self.names.push(number);
        }
        if part.lang != lang.bcp47() {
            self.foreign.insert(number, part.lang.clone());
        }
        number
    }
}
