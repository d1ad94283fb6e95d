//! Terms that come translated: levels of indicators, sectors of departments and units of targets (`forms/vocabulary.yaml`, embedded).

use super::form::Labels;
use serde::Deserialize;
use std::{collections::BTreeMap, sync::OnceLock};

/// The official terms.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    /// Level 1 (一级指标), in official order.
    pub level1: Vec<Term>,
    /// Level 2 (二级指标), in official order.
    pub level2: Vec<Term>,
    /// What all other levels together are called.
    pub other_levels: Labels,
    /// What departments work in, in the order of lists.
    pub sectors: Vec<Term>,
    /// What must be said of data that are not final: status → words.
    pub statuses: BTreeMap<String, Labels>,
    /// Phrases that gongkai itself proposes: as written → language → words.
    pub phrases: BTreeMap<String, Labels>,
    /// Units of targets: as written → language → word(s).
    pub units: BTreeMap<String, BTreeMap<String, UnitWords>>,
}

/// An official term.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// ASCII id, used in YAML keys and fragments.
    pub id: String,
    /// The term in every language.
    pub label: Labels,
    /// Other official spellings in Chinese that are read as this term.
    #[serde(default)]
    pub also: Vec<String>,
}

/// A unit in a language that has a singular: `people`, or `{one: person, other: people}`.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum UnitWords {
    /// The same for every number.
    Same(String),
    /// Singular and plural.
    Plural {
        /// For exactly 1.
        one: String,
        /// For every other number.
        other: String,
    },
}

impl Vocabulary {
    /// The terms that gongkai brings along.
    pub fn builtin() -> &'static Vocabulary {
        static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
        VOCABULARY.get_or_init(|| {
            // Embedded at compile time and read by every test of the site: it cannot fail on a user's machine.
            serde_yaml::from_str(include_str!("../../forms/vocabulary.yaml")).expect("forms/vocabulary.yaml is valid")
        })
    }

    /// The word for a unit in `lang`; `None` where it needs no translation or none is known.
    pub fn unit(&self, unit: &str, lang: &str, digits: &str) -> Option<&str> {
        match self.units.get(unit)?.get(lang)? {
            UnitWords::Same(word) => Some(word),
            UnitWords::Plural { one, .. } if digits == "1" => Some(one),
            UnitWords::Plural { other, .. } => Some(other),
        }
    }
}

/// Finds a term by its id or by one of its official spellings.
pub fn find<'a>(terms: &'a [Term], key: &str) -> Option<&'a Term> {
    let named = |term: &&Term| term.id == key || term.label.values().any(|label| label == key) || term.also.iter().any(|also| also == key);
    terms.iter().find(named)
}
