//! site.yaml becomes the settings of the site. What is wrong in it is reported, and read as if it were left out.

use super::{
    appearance,
    deadlines::deadlines,
    departments::contact,
    fields::{Fields, is_slug, items, scalar},
    marks,
    near::nearest,
    problem::{Found, Problem},
    text::text,
    tree::Node,
};
use crate::{
    lint,
    model::{
        department::Contact,
        diagnostic::{Code, Severity},
        form::Labels,
        glossary::GlossaryEntry,
        lang::{Edition, Lang},
        site::{Identifiers, Licence, SiteConfig},
        text::Text,
        vocabulary::{Vocabulary, find},
    },
};

const KEYS: [&str; 24] = [
    "title",
    "publisher",
    "base_url",
    "licence",
    "contact",
    "identifiers",
    "marks",
    "unofficial",
    "languages",
    "editions",
    "theme",
    "samples",
    "search",
    "spreadsheets",
    "minify",
    "colours",
    "logo",
    "rules",
    "strict",
    "total_jump",
    "deadlines",
    "levels",
    "sectors",
    "glossary",
];

/// Most languages of a site: the name of the edition that shows all of them is a folder, and paths stay below what Windows allows.
const MAX_LANGUAGES: usize = 12;

/// What of site.yaml could not be read. What other files say of it is then neither right nor wrong, and nothing is said of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Doubt {
    /// The languages of the site.
    pub languages: bool,
    /// Its own levels of indicators.
    pub levels: bool,
    /// Its own sectors.
    pub sectors: bool,
}

impl Doubt {
    /// About all of it: there is no site.yaml that can be read.
    pub const ALL: Doubt = Doubt { languages: true, levels: true, sectors: true };

    /// About nothing: all of it could be read.
    pub const NONE: Doubt = Doubt { languages: false, levels: false, sectors: false };

    /// Takes out the problems that only follow from those of site.yaml.
    pub fn silence(self, found: &mut Vec<Found>) {
        found.retain(|each| match &each.problem {
            Problem::Language { .. } => !self.languages,
            Problem::Missing { of, .. } => !(self.languages && *of == "the text"),
            Problem::Level { .. } => !self.levels,
            Problem::Sector { .. } => !self.sectors,
            _ => true,
        });
    }

    /// Nobody knows which translations are missing.
    fn applied(self, mut config: SiteConfig) -> (SiteConfig, Doubt) {
        if self.languages {
            config.rules.insert(0, (Code("GK0301"), None));
        }
        (config, self)
    }
}

/// Settings of a site whose site.yaml cannot be read.
pub(super) fn unknown() -> (SiteConfig, Doubt) {
    Doubt::ALL.applied(fallback())
}

fn fallback() -> SiteConfig {
    let languages: Vec<Lang> = ["zh", "en"].into_iter().filter_map(Lang::parse).collect();
    SiteConfig {
        title: Text::plain("", Default::default()),
        publisher: None,
        base_url: None,
        licence: None,
        contact: Contact::default(),
        identifiers: Identifiers::default(),
        marks: Vec::new(),
        unofficial: false,
        editions: every_edition(&languages),
        languages,
        theme: "default".to_owned(),
        samples: false,
        search: true,
        spreadsheets: true,
        minify: true,
        rules: Vec::new(),
        strict: false,
        total_jump: None,
        deadlines: Default::default(),
        levels: Vec::new(),
        sectors: Vec::new(),
        glossary: Vec::new(),
        colours: None,
        logo: None,
    }
}

/// Reads site.yaml, and what of it is in doubt. `found` begins with the problems of its tree.
pub(super) fn read(root: &Node, found: &mut Vec<Found>) -> (SiteConfig, Doubt) {
    let mut config = fallback();
    let damaged = !found.is_empty();
    let before = found.len();
    let Some(fields) = Fields::open(root, &KEYS, found) else { return unknown() };
    // An unknown key may be the misspelt one of the levels or the sectors.
    let unknown_key = found.len() > before;
    let misspelt = |key| unknown_key && fields.raw(key).is_none();
    let before = found.len();
    if let Some(languages) = languages(&fields, found) {
        config.editions = every_edition(&languages);
        config.languages = languages;
    }
    let doubt = damaged || found.len() > before || fields.raw("languages").is_none();
    config.title.others = config.languages.iter().skip(1).map(|lang| (lang.clone(), String::new())).collect();
    if let Some(title) = fields.require("title", "site.yaml", found).and_then(|node| text(node, &config.languages, found)) {
        config.title = title;
    }
    config.publisher = fields.get("publisher", found).and_then(|node| text(node, &config.languages, found));
    config.base_url = base_url(&fields, found);
    config.licence = fields.get("licence", found).and_then(|node| licence(node, &config.languages, found));
    config.contact = fields.get("contact", found).and_then(|node| contact(node, &config.languages, found)).unwrap_or_default();
    config.identifiers = fields.get("identifiers", found).and_then(|node| identifiers(node, found)).unwrap_or_default();
    config.marks = fields.get("marks", found).map(|node| marks::read(node, found)).unwrap_or_default();
    switch(&fields, "unofficial", &mut config.unofficial, found);
    let before = found.len();
    if let Some(editions) = editions(&fields, &config.languages, found) {
        config.editions = editions;
    }
    if doubt {
        // Editions are made of languages.
        let mut of_editions = found.split_off(before);
        of_editions.retain(|each| !matches!(each.problem, Problem::Choice { .. }));
        found.append(&mut of_editions);
    }
    config.colours = fields.get("colours", found).and_then(|node| appearance::colours(node, found));
    config.logo = fields.get("logo", found).and_then(|node| appearance::logo(node, &config.languages, found));
    if let Some(theme) = fields.slug("theme", "the name of a theme", found) {
        config.theme = theme;
    }
    switch(&fields, "samples", &mut config.samples, found);
    switch(&fields, "strict", &mut config.strict, found);
    config.total_jump = per_cent(&fields, "total_jump", found);
    switch(&fields, "search", &mut config.search, found);
    switch(&fields, "spreadsheets", &mut config.spreadsheets, found);
    switch(&fields, "minify", &mut config.minify, found);
    config.rules = rules(&fields, found);
    config.deadlines = deadlines(&fields, found);
    let before = found.len();
    config.levels = levels(&fields, &config.languages, found);
    let levels_wrong = found.len() > before;
    config.glossary = glossary(&fields, &config.languages, found);
    let before = found.len();
    config.sectors = sectors(&fields, &config.languages, found);
    let doubt = Doubt {
        languages: doubt,
        levels: damaged || misspelt("levels") || levels_wrong,
        sectors: damaged || misspelt("sectors") || found.len() > before,
    };
    doubt.silence(found);
    doubt.applied(config)
}

/// A key that is true or false.
fn switch(fields: &Fields<'_>, key: &'static str, value: &mut bool, found: &mut Vec<Found>) {
    if let Some(set) = fields.choice(key, &[("true", true), ("false", false)], found) {
        *value = set;
    }
}

/// The languages; `None` where the first of them, the source language, cannot be read.
fn languages(fields: &Fields<'_>, found: &mut Vec<Found>) -> Option<Vec<Lang>> {
    let node = fields.require("languages", "site.yaml", found)?;
    let items = items(node, found)?;
    if items.is_empty() {
        let mend = "write at least the language of the originals, as in `languages: [zh, en]`";
        found.push(Found::at(node, Problem::EmptyList { key: "languages", mend }));
    }
    if let Some(beyond) = items.get(MAX_LANGUAGES) {
        found.push(Found::at(beyond, Problem::TooMuch { what: "more languages", limit: MAX_LANGUAGES }));
    }
    let mut languages: Vec<Option<Lang>> = Vec::new();
    for item in items.iter().take(MAX_LANGUAGES) {
        let written = scalar(item, "the code of a language", found);
        let lang = written.and_then(Lang::parse);
        if let Some(written) = written {
            match &lang {
                None => found.push(Found::at(item, choice(written, ["zh", "en"].map(str::to_owned).to_vec()))),
                Some(_) if languages.contains(&lang) => {
                    found.push(Found::at(item, Problem::Twice { written: written.to_owned() }));
                    continue;
                }
                Some(_) => {}
            }
        }
        languages.push(lang);
    }
    languages.first()?.as_ref()?;
    Some(languages.into_iter().flatten().collect())
}

fn choice(written: &str, choices: Vec<String>) -> Problem {
    let near = nearest(written, choices.iter().map(String::as_str));
    Problem::Choice { written: written.to_owned(), choices, near }
}

/// Each language alone, and with two or more all of them side by side.
fn every_edition(languages: &[Lang]) -> Vec<Edition> {
    let mut names: Vec<String> = languages.iter().map(Lang::to_string).collect();
    if names.len() > 1 {
        names.push(names.join("-"));
    }
    names.iter().filter_map(|name| Edition::parse(name, languages)).collect()
}

fn editions(fields: &Fields<'_>, languages: &[Lang], found: &mut Vec<Found>) -> Option<Vec<Edition>> {
    let node = fields.get("editions", found)?;
    let items = items(node, found)?;
    if items.is_empty() {
        let mend = "write at least one, as in `editions: [zh, en]`, or leave the key out";
        found.push(Found::at(node, Problem::EmptyList { key: "editions", mend }));
    }
    let mut editions = Vec::new();
    for item in items {
        let Some(written) = scalar(item, "the name of an edition", found) else { continue };
        match Edition::parse(written, languages) {
            Some(edition) if editions.contains(&edition) => found.push(Found::at(item, Problem::Twice { written: written.to_owned() })),
            Some(edition) => editions.push(edition),
            None => found.push(Found::at(item, choice(written, every_edition(languages).iter().map(|e| e.id().to_owned()).collect()))),
        }
    }
    (!editions.is_empty()).then_some(editions)
}

fn licence(node: &Node, languages: &[Lang], found: &mut Vec<Found>) -> Option<Licence> {
    let fields = Fields::open(node, &["name", "url"], found)?;
    let name = fields.require("name", "the licence", found).and_then(|node| text(node, languages, found));
    let url = fields.scalar("url", "a web address", found).and_then(|(node, written)| web_address(node, written, found));
    Some(Licence { name: name?, url })
}

fn identifiers(node: &Node, found: &mut Vec<Found>) -> Option<Identifiers> {
    let fields = Fields::open(node, &["site_id_code", "icp", "police"], found)?;
    let mut number = |key| fields.scalar(key, "a text", found).map(|(_, number)| number.to_owned());
    Some(Identifiers { site_id_code: number("site_id_code"), icp: number("icp"), police: number("police") })
}

/// A whole address: scheme, host, no character that an attribute or a shell would stumble over.
pub(super) fn web_address(node: &Node, written: &str, found: &mut Vec<Found>) -> Option<String> {
    let host = written.strip_prefix("https://").or_else(|| written.strip_prefix("http://"));
    let plain = written.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>'));
    if !plain || host.is_none_or(|host| host.is_empty() || host.starts_with('/')) {
        found.push(Found::at(node, Problem::WebAddress { written: written.to_owned() }));
        return None;
    }
    Some(written.to_owned())
}

fn base_url(fields: &Fields<'_>, found: &mut Vec<Found>) -> Option<String> {
    let (node, written) = fields.scalar("base_url", "a URL", found)?;
    let address = web_address(node, written, &mut Vec::new()).filter(|address| !address.contains(['?', '#']));
    if address.is_none() {
        found.push(Found::at(node, Problem::BaseUrl { written: written.to_owned() }));
    }
    address.map(|address| format!("{}/", address.trim_end_matches('/')))
}

fn rules(fields: &Fields<'_>, found: &mut Vec<Found>) -> Vec<(Code, Option<Severity>)> {
    let Some(fields) = fields.get("rules", found).and_then(|node| Fields::open_any(node, found)) else { return Vec::new() };
    let severities =
        [("error", Some(Severity::Error)), ("warning", Some(Severity::Warning)), ("note", Some(Severity::Note)), ("off", None)];
    let mut rules = Vec::new();
    for (key, written, _) in fields.entries() {
        let Some(rule) = lint::RULES.iter().find(|rule| rule.code.0 == written) else {
            let known = lint::RULES.iter().map(|rule| rule.code.to_string()).collect();
            found.push(Found::at(key, Problem::RuleCode { written: written.to_owned(), known }));
            continue;
        };
        if let Some(severity) = fields.choice(written, &severities, found) {
            rules.push((rule.code, severity));
        }
    }
    rules
}

fn per_cent(fields: &Fields<'_>, key: &str, found: &mut Vec<Found>) -> Option<u32> {
    let (node, written) = fields.scalar(key, "a number of per cent", found)?;
    let percent = written.parse().ok().filter(|percent| (1..=10_000).contains(percent));
    if percent.is_none() {
        found.push(Found::at(node, Problem::Value { written: written.to_owned(), expected: "a whole number of per cent, as in 30" }));
    }
    percent
}

/// The site's own levels: their ids and labels, by which sheets name them, are those of no other level.
fn levels(fields: &Fields<'_>, languages: &[Lang], found: &mut Vec<Found>) -> Vec<(String, Labels)> {
    let Some(fields) = fields.get("levels", found).and_then(|node| Fields::open_any(node, found)) else { return Vec::new() };
    let mut levels: Vec<(String, Labels)> = Vec::new();
    for (key, id, value) in fields.entries() {
        let Some(label) = text(value, languages, found).filter(|_| is_slug(key, id, found)) else { continue };
        let labels = labels(label, languages);
        let taken = |name: &&String| levels.iter().any(|(id, labels)| id == *name || labels.values().any(|label| label == *name));
        if let Some(written) = labels.values().chain([&id.to_owned()]).find(|name| is_official(name)) {
            found.push(Found::at(key, Problem::OfficialLevel { written: written.to_owned() }));
        } else if let Some(written) = labels.values().find(taken) {
            found.push(Found::at(key, Problem::Twice { written: written.to_owned() }));
        } else {
            levels.push((id.to_owned(), labels));
        }
    }
    levels
}

/// The site's own sectors, and its own words for those that gongkai brings along.
fn sectors(fields: &Fields<'_>, languages: &[Lang], found: &mut Vec<Found>) -> Vec<(String, Labels)> {
    let Some(fields) = fields.get("sectors", found).and_then(|node| Fields::open_any(node, found)) else { return Vec::new() };
    let mut sectors = Vec::new();
    for (key, id, value) in fields.entries() {
        if let Some(label) = text(value, languages, found).filter(|_| is_slug(key, id, found)) {
            sectors.push((id.to_owned(), labels(label, languages)));
        }
    }
    sectors
}

/// Entries of the glossary: the site's own, and those of gongkai in other words.
fn glossary(fields: &Fields<'_>, languages: &[Lang], found: &mut Vec<Found>) -> Vec<GlossaryEntry> {
    let Some(fields) = fields.get("glossary", found).and_then(|node| Fields::open_any(node, found)) else { return Vec::new() };
    let mut entries = Vec::new();
    for (key, id, value) in fields.entries() {
        let Some(entry) = Fields::open(value, &["term", "meaning"], found) else { continue };
        let mut words = |key| entry.require(key, "the entry", found).and_then(|node| text(node, languages, found));
        let (term, meaning) = (words("term"), words("meaning"));
        if let Some((term, meaning)) = term.zip(meaning).filter(|_| is_slug(key, id, found)) {
            entries.push(GlossaryEntry { id: id.to_owned(), term: labels(term, languages), meaning: labels(meaning, languages) });
        }
    }
    entries
}

/// A text as the label of a term.
fn labels(label: Text, languages: &[Lang]) -> Labels {
    let source = languages.first().map(|first| (first.to_string(), label.source));
    source.into_iter().chain(label.others.into_iter().map(|(lang, words)| (lang.to_string(), words))).collect()
}

fn is_official(name: &str) -> bool {
    let vocabulary = Vocabulary::builtin();
    [&vocabulary.level1, &vocabulary.level2].into_iter().any(|terms| find(terms, name).is_some())
}
