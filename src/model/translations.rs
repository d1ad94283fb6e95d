//! Translation memory: whole source texts and their translations, for texts that recur.

use super::{lang::Lang, text::Text, vocabulary::Vocabulary};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

/// All translations of the site's PO files, by language.
#[derive(Debug, Default)]
pub struct Translations {
    by_lang: Arc<Vec<(Lang, Memory)>>,
    /// What was asked for; `None` where nobody wants to know.
    asked: Option<Mutex<BTreeSet<Question>>>,
}

/// The translations into one language: (context, source text) → translation.
pub type Memory = HashMap<(Option<String>, String), String>;

/// What the memory can be asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Question {
    /// Into which language.
    pub lang: Lang,
    /// `form/field`.
    pub context: String,
    /// The text in the source language, without space at its end.
    pub source: String,
}

impl Translations {
    /// The memories of these languages.
    pub fn new(by_lang: Vec<(Lang, Memory)>) -> Translations {
        Translations { by_lang: Arc::new(by_lang), asked: None }
    }

    /// The same translations, and from now on an account of what they are asked for.
    pub fn watched(&self) -> Translations {
        Translations { by_lang: self.by_lang.clone(), asked: Some(Mutex::default()) }
    }

    /// What they were asked for since they are watched; questions without an answer too.
    pub fn asked(self) -> BTreeSet<Question> {
        // Of a set, a thread that panicked leaves nothing half done.
        self.asked.map(|asked| asked.into_inner().unwrap_or_else(PoisonError::into_inner)).unwrap_or_default()
    }

    /// Looks `text` up in `lang`: its own words first, then the memory with `context` (`form/field`), then without,
    /// then the phrases that gongkai knows.
    /// `None` means that the text is not translated.
    pub fn find<'a>(&'a self, text: &'a Text, lang: &Lang, context: &str) -> Option<&'a str> {
        if let Some(own) = text.own(lang).or_else(|| text.web_address()) {
            return Some(own);
        }
        let question = Question { lang: lang.clone(), context: context.to_owned(), source: text.source.trim_end().to_owned() };
        let answer = self.answer(&question);
        let phrase = || Vocabulary::builtin().phrases.get(question.source.as_str())?.get(lang.as_str()).map(String::as_str);
        let found = answer.or_else(phrase);
        if let Some(asked) = &self.asked {
            asked.lock().unwrap_or_else(PoisonError::into_inner).insert(question);
        }
        found
    }

    /// What the memory alone answers.
    pub fn answer(&self, Question { lang, context, source }: &Question) -> Option<&str> {
        let (_, memory) = self.by_lang.iter().find(|(known, _)| known == lang)?;
        let with = memory.get(&(Some(context.clone()), source.clone()));
        with.or_else(|| memory.get(&(None, source.clone()))).map(String::as_str)
    }
}
