//! Translation memory: whole source texts and their translations, for texts that recur.

use super::{lang::Lang, text::Text};
use std::collections::HashMap;

/// All translations of the site's PO files, by language.
#[derive(Clone, Debug, Default)]
pub struct Translations {
    by_lang: Vec<(Lang, Memory)>,
}

/// The translations into one language: (context, source text) → translation.
pub type Memory = HashMap<(Option<String>, String), String>;

impl Translations {
    /// Adds the memory of one language.
    pub fn insert(&mut self, lang: Lang, memory: Memory) {
        self.by_lang.push((lang, memory));
    }

    /// Looks `text` up in `lang`: its own words first, then the memory with `context` (`form/field`), then without.
    /// `None` means that the text is not translated.
    pub fn find<'a>(&'a self, text: &'a Text, lang: &Lang, context: &str) -> Option<&'a str> {
        if let Some(own) = text.own(lang) {
            return Some(own);
        }
        let (_, memory) = self.by_lang.iter().find(|(known, _)| known == lang)?;
        let source = text.source.trim_end();
        memory.get(&(Some(context.to_owned()), source.to_owned())).or_else(|| memory.get(&(None, source.to_owned()))).map(String::as_str)
    }
}
