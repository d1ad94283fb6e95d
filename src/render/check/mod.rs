//! The check of a theme: every path that a template names is looked up in the shape of the view models. Tera itself is silent about
//! a field that does not exist where it stands in a condition.

mod closure;
mod lexer;
mod parse;
mod recursion;
mod syntax;
mod types;
mod walk;

pub(super) use closure::Closures;

use super::{Theme, ThemeError, ThemeLayer, i18n};
use crate::{model::near::nearest, site::view};
use std::collections::{BTreeMap, BTreeSet};
use syntax::{Definition, Template};
use types::Types;
use walk::Walk;

/// Something in a template that means nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file: `theme/templates/home.html`.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// How to mend it; empty where nothing is near.
    pub help: String,
}

/// Compiles a theme of these layers, nearest first, and checks its templates for pages in these languages.
///
/// # Errors
/// [`ThemeError`] where it cannot be compiled at all.
pub fn check(layers: &[ThemeLayer], langs: &[&str]) -> Result<Vec<Finding>, ThemeError> {
    Theme::compile(layers.to_vec())?;
    let ids = i18n::ids(layers);
    let none = BTreeSet::new();
    let messages: Messages<'_> =
        langs.iter().map(|lang| (*lang, ids.get(*lang).unwrap_or(&none).iter().map(String::as_str).collect())).collect();
    let (templates, mut findings) = Templates::read(layers);
    let schema = view::schema();
    let types = Types::read(&schema);
    let mut walk = Walk::new(&templates, &types, &messages);
    for (template, page) in &schema.pages {
        let context = schema.everywhere.iter().map(|(name, of)| (*name, of)).chain([("page", page)]);
        walk.page(template, context.map(|(name, of)| (name.to_owned(), types.of(of))).collect());
    }
    walk.unused_components();
    let pages: Vec<&str> = schema.pages.iter().map(|(template, _)| *template).collect();
    findings.extend(templates.unused(&walk.used, &pages));
    findings.extend(walk.findings);
    findings.sort();
    Ok(findings)
}

/// The ids of all messages, by language.
type Messages<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// The templates of all layers, as Tera finds them.
struct Templates {
    /// Names of the layers, nearest first.
    layers: Vec<String>,
    /// `default/home.html` → file, text and parts.
    all: BTreeMap<String, (String, String, Template)>,
    /// Components of the nearest layers that have them, with their templates.
    components: BTreeMap<String, (String, Definition)>,
}

impl Templates {
    fn read(layers: &[ThemeLayer]) -> (Templates, Vec<Finding>) {
        let names = layers.iter().map(|layer| layer.name.clone()).collect();
        let mut templates = Templates { layers: names, all: BTreeMap::new(), components: BTreeMap::new() };
        let mut findings = Vec::new();
        for layer in layers {
            for (path, bytes) in &layer.files {
                let Some((name, text)) = path.strip_prefix("templates/").zip(std::str::from_utf8(bytes).ok()) else { continue };
                let file = layer.file(path);
                match parse::parse(text) {
                    Ok(parsed) => {
                        let template = format!("{}/{name}", layer.name);
                        for definition in &parsed.components {
                            let nearest = (template.clone(), definition.clone());
                            templates.components.entry(definition.name.clone()).or_insert(nearest);
                        }
                        templates.all.insert(template, (file, text.to_owned(), parsed));
                    }
                    Err(at) => {
                        let help = "write it in a simpler way; what follows in this file was not checked".to_owned();
                        findings.push(finding(&file, text, at, "the check does not understand what stands here".to_owned(), help));
                    }
                }
            }
        }
        (templates, findings)
    }

    /// A template by its name, with its layer or without.
    fn resolve(&self, name: &str) -> Option<(&str, &Template)> {
        let in_layer = |layer: &String| self.all.get_key_value(&format!("{layer}/{name}"));
        let found = self.all.get_key_value(name).or_else(|| self.layers.iter().find_map(in_layer));
        found.map(|(name, (_, _, parsed))| (name.as_str(), parsed))
    }

    /// A component, and the template it stands in.
    fn component(&self, name: &str) -> Option<(&str, &Definition)> {
        self.components.get(name).map(|(template, definition)| (template.as_str(), definition))
    }

    /// Names without their layers.
    fn names(&self) -> impl Iterator<Item = &str> {
        self.all.keys().filter_map(|name| Some(name.split_once('/')?.1))
    }

    fn finding(&self, template: &str, at: usize, message: String, help: String) -> Finding {
        // Every template that is gone through is one of these.
        let (file, text) = self.all.get(template).map_or((template, ""), |(file, text, _)| (file, text));
        finding(file, text, at, message, help)
    }

    /// Templates that no page uses: misspelt, or forgotten. Those of embedded layers that a nearer layer stands in front of are none.
    fn unused(&self, used: &BTreeSet<&str>, pages: &[&str]) -> Vec<Finding> {
        let each = |(name, (file, text, parsed)): (&String, &(String, String, Template))| {
            let (_, short) = name.split_once('/')?;
            let hidden = self.resolve(short).is_some_and(|(nearest, _)| nearest != name);
            if used.contains(name.as_str()) || !parsed.components.is_empty() || hidden {
                return None;
            }
            let near = nearest(short, pages.iter().copied().chain(self.names()).filter(|other| *other != short));
            let help = near.map_or_else(|| format!("templates of pages: {}", pages.join(", ")), |near| format!("did you mean `{near}`?"));
            Some(finding(file, text, 0, "no page uses this template".to_owned(), help))
        };
        self.all.iter().filter_map(each).collect()
    }
}

fn finding(file: &str, text: &str, at: usize, message: String, help: String) -> Finding {
    let before = text.get(..at).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let (line, column) = (1 + before.matches('\n').count(), 1 + before[line_start..].chars().count());
    Finding { file: file.to_owned(), line, column, message, help }
}
