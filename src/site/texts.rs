//! Texts as pages show them: in every language of the site, escaped, with what is not translated counted.

use super::{
    dates, prose,
    view::{LangText, TextView, UntranslatedCount},
};
use crate::model::{date::Date, form::Labels, lang::Lang, sheet::ProseFormat, site::SiteConfig, text::Text, translations::Translations};
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
        self.each(text, context, |words, _| prose::inline(words.trim()))
    }

    /// Prose in paragraphs, or Markdown.
    pub fn prose(&self, text: &Text, context: &str, format: ProseFormat, id: &str) -> TextView {
        self.each(text, context, |words, lang| match format {
            ProseFormat::Plain => prose::plain(words),
            ProseFormat::Markdown => prose::markdown(words, 4, &format!("{id}-{lang}-")),
        })
    }

    /// Markdown of a free page.
    pub fn page(&self, text: &Text, id: &str) -> TextView {
        self.each(text, "page", |words, lang| prose::markdown(words, 2, &format!("{id}-{lang}-")))
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
                html: prose::inline(label),
                plain: label.clone(),
                translated,
            });
        }
        view
    }

    /// Words that gongkai makes itself in every language.
    pub fn words(&self, words: impl Fn(&Lang) -> String) -> TextView {
        let entry = |lang: &Lang| {
            let plain = words(lang);
            LangText { key: lang.to_string(), lang: lang.bcp47().to_owned(), html: prose::inline(&plain), plain, translated: true }
        };
        self.config.languages.iter().map(entry).collect()
    }

    /// 2026年2月18日 / 18 February 2026.
    pub fn date(&self, date: Date) -> TextView {
        self.words(|lang| match lang.as_str() {
            "zh" => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
            "en" => format!("{} {} {}", date.day(), dates::MONTHS[usize::from(date.month()) - 1], date.year()), // month is 1 to 12
            _ => date.to_string(),
        })
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
                html: html(words, lang),
                plain: words.trim().to_owned(),
                translated: found.is_some(),
            });
        }
        view
    }
}
