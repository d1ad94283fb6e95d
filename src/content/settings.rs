//! site.yaml becomes the settings of the site. What is wrong in it is reported, and read as if it were left out.

use super::{
    fields::{Fields, is_slug, items, scalar},
    problem::{Found, Problem, nearest},
    text::text,
    tree::Node,
};
use crate::{
    lint,
    model::{
        diagnostic::{Code, Severity},
        form::Labels,
        lang::{Edition, Lang},
        site::SiteConfig,
        text::Text,
    },
};

const KEYS: [&str; 9] = ["title", "publisher", "base_url", "languages", "editions", "theme", "samples", "rules", "levels"];

/// Settings of a site whose site.yaml says nothing.
pub(super) fn fallback() -> SiteConfig {
    let languages: Vec<Lang> = ["zh", "en"].into_iter().filter_map(Lang::parse).collect();
    SiteConfig {
        title: Text::plain("", Default::default()),
        publisher: None,
        base_url: None,
        editions: every_edition(&languages),
        languages,
        theme: "default".to_owned(),
        samples: false,
        rules: Vec::new(),
        levels: Vec::new(),
    }
}

/// Reads site.yaml.
pub(super) fn read(root: &Node, found: &mut Vec<Found>) -> SiteConfig {
    let mut config = fallback();
    let Some(fields) = Fields::open(root, &KEYS, found) else { return config };
    if let Some(languages) = languages(&fields, found) {
        config.editions = every_edition(&languages);
        config.languages = languages;
    }
    if let Some(title) = fields.require("title", "site.yaml", found).and_then(|node| text(node, &config.languages, found)) {
        config.title = title;
    }
    config.publisher = fields.get("publisher", found).and_then(|node| text(node, &config.languages, found));
    config.base_url = base_url(&fields, found);
    if let Some(editions) = editions(&fields, &config.languages, found) {
        config.editions = editions;
    }
    if let Some(theme) = fields.slug("theme", "the name of a theme", found) {
        config.theme = theme;
    }
    if let Some(samples) = fields.choice("samples", &[("true", true), ("false", false)], found) {
        config.samples = samples;
    }
    config.rules = rules(&fields, found);
    config.levels = levels(&fields, &config.languages, found);
    config
}

fn languages(fields: &Fields<'_>, found: &mut Vec<Found>) -> Option<Vec<Lang>> {
    let node = fields.require("languages", "site.yaml", found)?;
    let mut languages = Vec::new();
    for item in items(node, found)? {
        let written = scalar(item, "the code of a language", found)?;
        match Lang::parse(written) {
            Some(lang) if !languages.contains(&lang) => languages.push(lang),
            _ => found.push(Found::at(item, choice(written, ["zh", "en"].map(str::to_owned).to_vec()))),
        }
    }
    (!languages.is_empty()).then_some(languages)
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
    let mut editions = Vec::new();
    for item in fields.list("editions", found)? {
        let written = scalar(item, "the name of an edition", found)?;
        match Edition::parse(written, languages) {
            Some(edition) if !editions.contains(&edition) => editions.push(edition),
            _ => found.push(Found::at(item, choice(written, every_edition(languages).iter().map(|e| e.id().to_owned()).collect()))),
        }
    }
    (!editions.is_empty()).then_some(editions)
}

fn base_url(fields: &Fields<'_>, found: &mut Vec<Found>) -> Option<String> {
    let (node, written) = fields.scalar("base_url", "a URL", found)?;
    let host = written.strip_prefix("https://").or_else(|| written.strip_prefix("http://"));
    let plain = !written.contains(['?', '#', '"', '<', '>', ' ']) && written.is_ascii();
    if !plain || host.is_none_or(|host| host.is_empty() || host.starts_with('/')) {
        found.push(Found::at(node, Problem::BaseUrl { written: written.to_owned() }));
        return None;
    }
    Some(format!("{}/", written.trim_end_matches('/')))
}

fn rules(fields: &Fields<'_>, found: &mut Vec<Found>) -> Vec<(Code, Option<Severity>)> {
    let Some(fields) = fields.get("rules", found).and_then(|node| Fields::open_any(node, found)) else { return Vec::new() };
    let severities = [("error", Some(Severity::Error)), ("warning", Some(Severity::Warning)), ("off", None)];
    let mut rules = Vec::new();
    for (key, written, _) in fields.entries() {
        let Some(rule) = lint::RULES.iter().find(|rule| rule.code.0 == written) else {
            found.push(Found::at(key, choice(written, lint::RULES.iter().map(|rule| rule.code.to_string()).collect())));
            continue;
        };
        if let Some(severity) = fields.choice(written, &severities, found) {
            rules.push((rule.code, severity));
        }
    }
    rules
}

fn levels(fields: &Fields<'_>, languages: &[Lang], found: &mut Vec<Found>) -> Vec<(String, Labels)> {
    let Some(fields) = fields.get("levels", found).and_then(|node| Fields::open_any(node, found)) else { return Vec::new() };
    let mut levels = Vec::new();
    for (key, id, value) in fields.entries() {
        let Some(label) = text(value, languages, found).filter(|_| is_slug(key, id, found)) else { continue };
        let others = label.others.into_iter().map(|(lang, words)| (lang.to_string(), words));
        levels.push((id.to_owned(), languages.first().map(|first| (first.to_string(), label.source)).into_iter().chain(others).collect()));
    }
    levels
}
