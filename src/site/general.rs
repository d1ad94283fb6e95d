//! General pages of every site: glossary, site map, privacy, accessibility. The last two are words that hold for every site made with
//! gongkai; a free page of the same name takes their place.

use super::{
    Site,
    disclosed::Disclosed,
    page::{Hrefs, Page, at},
    parts::PAGE,
    prose,
    view::*,
};
use crate::model::glossary;
use std::collections::BTreeSet;

/// A page of words that gongkai brings along.
struct Words {
    name: &'static str,
    title: &'static str,
    zh: &'static str,
    en: &'static str,
}

const WORDS: [Words; 2] = [
    Words { name: "privacy", title: "privacy", zh: include_str!("words/privacy.zh.md"), en: include_str!("words/privacy.en.md") },
    Words {
        name: "accessibility",
        title: "accessibility",
        zh: include_str!("words/accessibility.zh.md"),
        en: include_str!("words/accessibility.en.md"),
    },
];

impl Site<'_> {
    /// Title and path of every general page, for the foot of all pages: those of `free` are the site's own.
    pub(super) fn general_links(&self, free: &BTreeSet<String>) -> Vec<(Label, String)> {
        let words = WORDS.iter().filter(|words| !free.contains(words.name));
        let made = [
            (Label::message("completeness", []), at::COMPLETENESS.to_owned()),
            (Label::message("glossary", []), at::GLOSSARY.to_owned()),
            (Label::message("site-map", []), at::SITE_MAP.to_owned()),
        ];
        made.into_iter().chain(words.map(|words| (Label::message(words.title, []), at::free(words.name)))).collect()
    }

    /// Pages of words, but those of which the site has a free page of its own.
    pub fn words_pages(&self, free: &BTreeSet<String>) -> Vec<Page<FreePage>> {
        let page = |words: &Words| {
            let body = |lang: &str| if lang == "zh" { (words.zh, "zh") } else { (words.en, "en") };
            let entry = |lang: &crate::model::lang::Lang| {
                let (text, spoken) = body(lang.as_str());
                let html = prose::markdown(text, spoken, 2, &format!("{}-{lang}-", words.name));
                let bcp47 = if spoken == lang.as_str() { lang.bcp47() } else { spoken };
                LangText { key: lang.to_string(), lang: bcp47.to_owned(), html, plain: text.to_owned(), translated: true }
            };
            let at = at::free(words.name);
            self.plain_page("general.html", words.title, at, FreePage { body: self.config.languages.iter().map(entry).collect() })
        };
        WORDS.iter().filter(|words| !free.contains(words.name)).map(page).collect()
    }

    /// The glossary: the entries of gongkai, in the site's own words where it has them, then the site's own.
    pub fn glossary_page(&self) -> Page<GlossaryPage> {
        let texts = self.texts();
        let own = &self.config.glossary;
        let builtin = glossary::builtin().iter().map(|entry| own.iter().find(|other| other.id == entry.id).unwrap_or(entry));
        let others = own.iter().filter(|entry| glossary::builtin().iter().all(|builtin| builtin.id != entry.id));
        let entries = builtin.chain(others).map(|entry| GlossaryEntryView {
            id: entry.id.clone(),
            term: texts.term(&entry.term),
            meaning: texts.term(&entry.meaning),
        });
        self.plain_page("glossary.html", "glossary", at::GLOSSARY.to_owned(), GlossaryPage { entries: entries.collect() })
    }

    /// Where the glossary explains the word with that id.
    pub(super) fn glossary_href(&self, hrefs: &Hrefs, id: &str) -> Option<String> {
        let known = self.config.glossary.iter().chain(glossary::builtin()).any(|entry| entry.id == id);
        known.then(|| format!("{}#{id}", hrefs.to(at::GLOSSARY)))
    }

    /// The site map: every list there is, every year and every department.
    pub fn site_map_page(&self, published: Disclosed<'_>, nav: &[(Label, String)]) -> Page<SiteMapPage> {
        let texts = self.texts();
        let hrefs = Hrefs::from(at::SITE_MAP);
        let link = |(text, at): (Label, String)| SiteMapLink { text, href: hrefs.to(&at) };
        let known = |href: &str| nav.iter().any(|(_, at)| hrefs.to(at) == href);
        let lists = self.browse_links(published, &hrefs, at::SITE_MAP).into_iter().filter(|link| !known(&link.href));
        let lists = lists.map(|link| SiteMapLink { text: link.text, href: link.href });
        let departments = self.official_order(published.departments().cloned());
        let view = SiteMapPage {
            pages: nav.iter().cloned().map(link).chain(lists).collect(),
            years: published.years().iter().rev().map(|year| link((Label::year(*year), at::year(*year)))).collect(),
            departments: Some(departments)
                .filter(|departments| departments.len() <= PAGE)
                .into_iter()
                .flatten()
                .map(|department| link((Label::text(texts.inline(&department.name, "department/name")), at::department(&department.id))))
                .collect(),
        };
        Page { untranslated: texts.untranslated(), ..self.plain_page("site-map.html", "site-map", at::SITE_MAP.to_owned(), view) }
    }

    /// A page without figures, right below home.
    fn plain_page<V>(&self, template: &'static str, title: &str, at: String, view: V) -> Page<V> {
        let home = Crumb { text: Label::message("nav-home", []), href: Some(Hrefs::from(&at).to(at::HOME)) };
        Page {
            template,
            title: Label::message(title, []),
            breadcrumbs: vec![home, Crumb { text: Label::message(title, []), href: None }],
            at,
            sample: SampleShare::None,
            draft: false,
            translation_note: false,
            untranslated: Vec::new(),
            view,
        }
    }
}
