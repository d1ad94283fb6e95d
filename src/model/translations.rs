//! Translation memory: whole source texts and their translations, for texts that recur.

use super::{lang::Lang, text::Text, vocabulary::Vocabulary};
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

    /// Looks `text` up in `lang`: its own words first, then the memory with `context` (`form/field`), then without,
    /// then the phrases that gongkai knows.
    /// `None` means that the text is not translated.
    pub fn find<'a>(&'a self, text: &'a Text, lang: &Lang, context: &str) -> Option<&'a str> {
        if let Some(own) = text.own(lang).or_else(|| text.web_address()) {
            return Some(own);
        }
        let source = text.source.trim_end();
        let memory = self.by_lang.iter().find(|(known, _)| known == lang).and_then(|(_, memory)| {
            memory.get(&(Some(context.to_owned()), source.to_owned())).or_else(|| memory.get(&(None, source.to_owned())))
        });
        memory.or_else(|| Vocabulary::builtin().phrases.get(source)?.get(lang.as_str())).map(String::as_str)
    }
}
