//! Forms (表式): declarations of official tables. The kinds of block and column are Rust; a form only arranges them.

use serde::Deserialize;
use std::{collections::BTreeMap, sync::OnceLock};

/// A label in every language gongkai speaks: language → words.
pub type Labels = BTreeMap<String, String>;

/// The declaration of an official table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// `overall-target`: also the file stem of its sheets.
    pub id: String,
    /// Official title.
    pub title: Labels,
    /// Other titles that tables of this form have.
    #[serde(default)]
    pub also: Vec<String>,
    /// The line below the title, `{n}` standing for the year.
    pub year_line: Labels,
    /// What stands before the name of the department.
    pub department_head: Labels,
    /// Other words that stand there.
    #[serde(default)]
    pub department_also: Vec<String>,
    /// Beginnings of lines under a table that are no part of it: notes, signatures.
    #[serde(default)]
    pub below: Vec<String>,
    /// Its parts in official order.
    pub blocks: Vec<BlockForm>,
}

/// A part of a form.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub enum BlockForm {
    /// Rows with declared columns.
    Records {
        /// Key in the sheet (`tasks`).
        key: String,
        /// Official head of the block.
        title: Labels,
        /// Other heads that the block has.
        #[serde(default)]
        also: Vec<String>,
        /// Official head over the fund columns.
        amounts_head: Labels,
        /// Other heads that stand there.
        #[serde(default)]
        amounts_also: Vec<String>,
        /// What a row is called that sums up the others.
        #[serde(default)]
        sum_rows: Vec<String>,
        /// The columns in official order: texts first, then amounts.
        columns: Vec<Column>,
    },
    /// Labelled prose.
    Prose {
        /// Key in the sheet (`goals`).
        key: String,
        /// Official head of the block.
        title: Labels,
        /// Other heads that the block has.
        #[serde(default)]
        also: Vec<String>,
        /// How its items are numbered, `{n}` standing for the number: `目标{n}`, `Goal {n}`.
        numbered: Labels,
    },
    /// Indicators in three levels.
    Indicators {
        /// Key in the sheet (`indicators`).
        key: String,
        /// Official head of the block.
        title: Labels,
        /// Other heads that the block has.
        #[serde(default)]
        also: Vec<String>,
        /// Official heads: level 1, level 2, level 3, target.
        heads: Vec<Labels>,
        /// Other heads of the same columns.
        #[serde(default)]
        heads_also: Vec<Vec<String>>,
        /// Heads of columns that a target is split over.
        #[serde(default)]
        target_parts: TargetParts,
    },
}

/// Columns of their own for parts of a target, as newer forms have them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetParts {
    /// Heads over the operator (`≥`), or over whether the indicator is qualitative.
    pub operator: Vec<String>,
    /// Heads over the unit (`人`).
    pub unit: Vec<String>,
    /// What stands in the place of an operator where there is none.
    pub qualitative: Vec<String>,
}

impl BlockForm {
    /// Key of the block in the sheet.
    pub fn key(&self) -> &str {
        match self {
            BlockForm::Records { key, .. } | BlockForm::Prose { key, .. } | BlockForm::Indicators { key, .. } => key,
        }
    }
}

/// A numbered label in another language: 目标1 is `Goal 1`. `None` where `label` is not numbered in the way of `numbered`.
pub fn renumber(numbered: &Labels, label: &str, source: &str, lang: &str) -> Option<String> {
    let (before, after) = numbered.get(source)?.split_once("{n}")?;
    let number = label.trim().strip_prefix(before)?.strip_suffix(after)?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| numbered.get(lang).map(|words| words.replace("{n}", number)))?
}

/// A column of a records block.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Key in the row (`fiscal`).
    pub key: String,
    /// What stands in it.
    #[serde(rename = "type")]
    pub kind: ColumnKind,
    /// A row without it is an error.
    #[serde(default)]
    pub required: bool,
    /// The column whose sum this one is part of (`fiscal` is part of `total`).
    #[serde(default)]
    pub part_of: Option<String>,
    /// Official head.
    pub head: Labels,
    /// Other heads that the column has.
    #[serde(default)]
    pub also: Vec<String>,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnKind {
    /// A text in one or more languages.
    Text,
    /// An amount of money in the sheet's unit.
    Amount,
}

impl Form {
    /// The forms that gongkai brings along.
    pub fn builtin() -> &'static [Form] {
        static FORMS: OnceLock<Vec<Form>> = OnceLock::new();
        FORMS.get_or_init(|| {
            let overall = include_str!("../../forms/overall-target.yaml");
            // Embedded at compile time and read by a test: it cannot fail on a user's machine.
            vec![serde_yaml::from_str(overall).expect("forms/overall-target.yaml is a valid form")]
        })
    }

    /// The built-in form of that id.
    pub fn find(id: &str) -> Option<&'static Form> {
        Form::builtin().iter().find(|form| form.id == id)
    }

    /// Its blocks as tables of data: name (`overall-target.tasks`) and official head, in official order.
    pub fn tables(&self) -> impl Iterator<Item = (String, &Labels)> {
        self.blocks.iter().map(|block| {
            let (BlockForm::Records { title, .. } | BlockForm::Prose { title, .. } | BlockForm::Indicators { title, .. }) = block;
            (format!("{}.{}", self.id, block.key()), title)
        })
    }

    /// How the items of its prose are numbered.
    pub fn numbered(&self) -> Option<&Labels> {
        self.blocks.iter().find_map(|block| match block {
            BlockForm::Prose { numbered, .. } => Some(numbered),
            _ => None,
        })
    }

    /// The columns of the first records block, in official order.
    pub fn columns(&self) -> impl Iterator<Item = &Column> {
        let records = self.blocks.iter().filter_map(|block| match block {
            BlockForm::Records { columns, .. } => Some(columns),
            _ => None,
        });
        records.take(1).flatten()
    }

    /// Those of them that hold amounts.
    pub fn funds(&self) -> impl Iterator<Item = &Column> {
        self.columns().filter(|column| column.kind == ColumnKind::Amount)
    }
}

#[cfg(test)]
mod tests {
    use super::{BlockForm, Form};

    #[test]
    fn the_built_in_forms_are_valid_declarations() {
        for form in Form::builtin() {
            assert!(form.title.contains_key("zh") && form.title.contains_key("en"), "{}", form.id);
            for block in &form.blocks {
                if let BlockForm::Records { columns, .. } = block {
                    for part in columns.iter().filter_map(|column| column.part_of.as_ref()) {
                        assert!(columns.iter().any(|column| &column.key == part), "{part} is a column");
                    }
                }
            }
        }
    }
}
