//! Texts as pages show them: in every language of the site, escaped, with what is not translated counted.

use super::{
    prose,
    view::{LangText, TextView, UntranslatedCount},
};
use crate::model::{form::Labels, lang::Lang, sheet::ProseFormat, site::SiteConfig, text::Text, translations::Translations};
use std::cell::RefCell;

/// Makes the texts of one page, and counts.
pub(super) struct Texts<'a> {
    config: &'a SiteConfig,
    translations: &'a Translations,
    /// Per language after the first: texts without translation, and all.
    counts: RefCell<Vec<(u32, u32)>>,
}

impl<'a> Texts<'a> {
    pub fn new(config: &'a SiteConfig, translations: &'a Translations) -> Texts<'a> {
        Texts { config, translations, counts: RefCell::new(vec![(0, 0); config.target_langs().len()]) }
    }

    /// A name or phrase; `context` is `form/field` for the translation memory.
    pub fn inline(&self, text: &Text, context: &str) -> TextView {
        self.each(text, context, |words, lang| prose::inline_in(words.trim(), lang.as_str()))
    }

    /// The same name or phrase once more on a page that shows it already: not counted again.
    pub fn peek(&self, text: &Text, context: &str) -> TextView {
        let counts = self.counts.borrow().clone();
        let view = self.inline(text, context);
        *self.counts.borrow_mut() = counts;
        view
    }

    /// Prose in paragraphs, or Markdown.
    pub fn prose(&self, text: &Text, context: &str, format: ProseFormat, id: &str) -> TextView {
        self.each(text, context, |words, lang| match format {
            ProseFormat::Plain => prose::plain(words, lang.as_str()),
            ProseFormat::Markdown => prose::markdown(words, lang.as_str(), 4, &format!("{id}-{lang}-")),
        })
    }

    /// Markdown of a free page.
    pub fn page(&self, text: &Text, id: &str) -> TextView {
        self.each(text, "page", |words, lang| prose::markdown(words, lang.as_str(), 2, &format!("{id}-{lang}-")))
    }

    /// A term that comes translated (form, levels, column heads); never counted.
    pub fn term(&self, labels: &Labels) -> TextView {
        let source = self.config.source_lang();
        let of = |lang: &Lang| labels.get(lang.as_str()).map(|label| (lang.clone(), label));
        let fallback = of(source).or_else(|| labels.iter().next().and_then(|(lang, label)| Some((Lang::parse(lang)?, label))));
        let mut view = TextView::new();
        for lang in &self.config.languages {
            let Some((spoken, label)) = of(lang).or_else(|| fallback.clone()) else { continue };
            let translated = spoken == *lang;
            view.push(LangText {
                key: lang.to_string(),
                lang: spoken.bcp47().to_owned(),
                html: prose::inline_in(label, spoken.as_str()),
                plain: label.clone(),
                translated,
            });
        }
        view
    }

    /// Words that gongkai makes itself out of a source text; where it does not know them in a language, the source stands in
    /// and counts as not translated.
    pub fn made(&self, source: &str, words: impl Fn(&Lang) -> Option<String>) -> TextView {
        let source_lang = self.config.source_lang();
        let mut view = TextView::with_capacity(self.config.languages.len());
        for (index, lang) in self.config.languages.iter().enumerate() {
            let made = if index == 0 { Some(source.to_owned()) } else { words(lang) };
            if made.is_none() {
                self.count(index - 1, true);
            }
            let translated = made.is_some();
            let (plain, spoken) = made.map_or((source.to_owned(), source_lang), |words| (words, lang));
            let html = prose::inline_in(&plain, spoken.as_str());
            view.push(LangText { key: lang.to_string(), lang: spoken.bcp47().to_owned(), html, plain, translated });
        }
        view
    }

    /// Figures that are the same in every language.
    pub fn same(&self, figure: &str) -> TextView {
        self.made(figure, |_| Some(figure.to_owned()))
    }

    /// A remark for readers of English alone.
    pub fn in_english(&self, words: &str) -> TextView {
        let english = self.config.languages.iter().filter(|lang| lang.as_str() == "en");
        let entry = |lang: &Lang| {
            let html = prose::inline_in(words, lang.as_str());
            LangText { key: lang.to_string(), lang: lang.bcp47().to_owned(), html, plain: words.to_owned(), translated: true }
        };
        english.map(entry).collect()
    }

    /// What gongkai says itself in Chinese and in English; readers of other languages get the English.
    pub fn said(&self, zh: &str, en: &str) -> TextView {
        let entry = |lang: &Lang| {
            let (plain, spoken) = if lang.as_str() == "zh" { (zh, lang.bcp47()) } else { (en, "en") };
            let html = prose::inline_in(plain, spoken);
            LangText { key: lang.to_string(), lang: spoken.to_owned(), html, plain: plain.to_owned(), translated: true }
        };
        self.config.languages.iter().map(entry).collect()
    }

    /// What has not been translated so far.
    pub fn untranslated(&self) -> Vec<UntranslatedCount> {
        let counts = self.counts.borrow();
        let each = |(lang, (count, of)): (&Lang, &(u32, u32))| UntranslatedCount { key: lang.to_string(), count: *count, of: *of };
        self.config.target_langs().iter().zip(counts.iter()).map(each).collect()
    }

    /// The words of a text in `lang`, if it has them; not counted.
    pub fn find<'t>(&'t self, text: &'t Text, lang: &Lang, context: &str) -> Option<&'t str> {
        match lang == self.config.source_lang() {
            true => Some(&text.source),
            false => self.translations.find(text, lang, context),
        }
    }

    /// Counts a text as translated or not into the language after the first at `index`.
    fn count(&self, index: usize, missing: bool) {
        if let Some((count, of)) = self.counts.borrow_mut().get_mut(index) {
            *count += u32::from(missing);
            *of += 1;
        }
    }

    fn each(&self, text: &Text, context: &str, html: impl Fn(&str, &Lang) -> String) -> TextView {
        let source = self.config.source_lang();
        let mut view = TextView::with_capacity(self.config.languages.len());
        for (index, lang) in self.config.languages.iter().enumerate() {
            let found = self.find(text, lang, context);
            if index > 0 {
                self.count(index - 1, found.is_none());
            }
            let (words, spoken) = found.map_or((text.source.as_str(), source), |words| (words, lang));
            view.push(LangText {
                key: lang.to_string(),
                lang: spoken.bcp47().to_owned(),
                html: html(words, spoken),
                plain: words.trim().to_owned(),
                translated: found.is_some(),
            });
        }
        view
    }
}
