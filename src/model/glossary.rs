//! The glossary (名词解释): what the words of the official tables mean (`forms/glossary.yaml`, embedded).

use super::form::Labels;
use serde::Deserialize;
use std::sync::OnceLock;

/// A word and its meaning, in every language.
#[derive(Clone, Debug, Deserialize, Hash)]
#[serde(deny_unknown_fields)]
pub struct GlossaryEntry {
    /// ASCII id, the fragment of the entry; that of a fund column or a level for the meaning of its head.
    pub id: String,
    /// The word.
    pub term: Labels,
    /// What it means, one sentence or two.
    pub meaning: Labels,
}

/// The entries that gongkai brings along, from general to special.
pub fn builtin() -> &'static [GlossaryEntry] {
    static GLOSSARY: OnceLock<Vec<GlossaryEntry>> = OnceLock::new();
    GLOSSARY.get_or_init(|| {
        // Embedded at compile time and read by every test of the site: it cannot fail on a user's machine.
        serde_yaml::from_str(include_str!("../../forms/glossary.yaml")).expect("forms/glossary.yaml is valid")
    })
}
