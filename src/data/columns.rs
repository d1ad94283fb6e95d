//! Columns of data: their ASCII names, types, and what they mean, for header rows, descriptions and the page of downloads.

use super::Words;
use crate::model::{form::Labels, lang::Lang};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::OnceLock};

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// `name_zh`: lower-case ASCII.
    pub name: String,
    /// The language of its words, where there is a column per language.
    pub lang: Option<Lang>,
    /// What stands in it.
    pub kind: ColumnType,
    /// Its title, per language.
    pub title: Labels,
    /// What it means, per language.
    pub meaning: Labels,
}

impl Column {
    /// Its title in a language, or in the first that there is.
    pub fn title_in(&self, lang: &Lang) -> &str {
        self.title.get(lang.as_str()).or_else(|| self.title.values().next()).map_or(&self.name, String::as_str)
    }
}

/// What stands in a column (types of the Frictionless Table Schema).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnType {
    /// Words or codes.
    String,
    /// A year of four digits.
    Year,
    /// A count.
    Integer,
    /// A decimal figure.
    Number,
}

impl ColumnType {
    /// Its name in a Table Schema.
    pub fn as_str(self) -> &'static str {
        match self {
            ColumnType::String => "string",
            ColumnType::Year => "year",
            ColumnType::Integer => "integer",
            ColumnType::Number => "number",
        }
    }
}

/// An entry of forms/data-columns.yaml.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Declared {
    #[serde(rename = "type")]
    kind: ColumnType,
    /// There is one column per language.
    #[serde(default)]
    languages: bool,
    title: Labels,
    meaning: Labels,
}

fn declared(key: &str) -> &'static Declared {
    static DECLARED: OnceLock<BTreeMap<String, Declared>> = OnceLock::new();
    let all = DECLARED.get_or_init(|| {
        // Embedded at compile time, and every key is used by the tests of this room: it cannot fail on a user's machine.
        serde_yaml::from_str(include_str!("../../forms/data-columns.yaml")).expect("forms/data-columns.yaml is valid")
    });
    &all[key]
}

/// The columns of a table, in order.
pub(super) struct Columns<'a> {
    words: Words<'a>,
    columns: Vec<Column>,
}

impl<'a> Columns<'a> {
    /// None yet.
    pub fn new(words: Words<'a>) -> Columns<'a> {
        Columns { words, columns: Vec::new() }
    }

    /// Columns under the names they are declared by; those of texts once per language.
    pub fn add<const N: usize>(self, keys: [&str; N]) -> Columns<'a> {
        keys.into_iter().fold(self, |columns, key| columns.put(key, key, None))
    }

    /// A column declared as `key`, under the name and the title that a form gives it.
    pub fn of_form(self, key: &str, name: &str, title: &Labels) -> Columns<'a> {
        self.put(key, name, Some(title))
    }

    /// All of them.
    pub fn done(self) -> Vec<Column> {
        self.columns
    }

    fn put(mut self, key: &str, name: &str, title: Option<&Labels>) -> Columns<'a> {
        let declared = declared(key);
        let column = |name: String, lang: Option<&Lang>| Column {
            name,
            lang: lang.cloned(),
            kind: declared.kind,
            title: title.unwrap_or(&declared.title).clone(),
            meaning: declared.meaning.clone(),
        };
        match declared.languages {
            true => self.columns.extend(self.words.langs().iter().map(|lang| column(format!("{name}_{lang}"), Some(lang)))),
            false => self.columns.push(column(name.to_owned(), None)),
        }
        self
    }
}
