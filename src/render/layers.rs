//! Layers of a theme, nearest first: the site's own files, the chosen theme, its parents, the embedded default.
//! A file of a nearer layer stands in front of the same file of a farther one, and may extend it by its full name
//! (`{% extends "default/report.html" %}`).

use super::theme::ThemeError;
use crate::model::slug;
use include_dir::{Dir, DirEntry, include_dir};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The themes that gongkai brings along.
static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// The files of one layer.
#[derive(Clone, Debug)]
pub struct ThemeLayer {
    /// `site`, or the name of a theme: the prefix of its templates.
    pub name: String,
    /// Relative path → bytes.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl ThemeLayer {
    /// Where a file of the layer lies, for messages: `theme/templates/home.html`, `themes/default/i18n/zh.ftl`.
    pub fn file(&self, path: &str) -> String {
        match self.name.as_str() {
            "site" => format!("theme/{path}"),
            name => format!("themes/{name}/{path}"),
        }
    }
}

/// theme.yaml
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ThemeYaml {
    extends: Option<String>,
}

/// All layers of the theme `name`. `own` are files of the site: the layer `site`, and those of its own `themes/` folder,
/// which stand in front of embedded files of the same theme.
///
/// # Errors
/// A theme that does not exist, extends itself, or has a theme.yaml that cannot be read.
pub fn embedded_layers(name: &str, own: &[(String, BTreeMap<String, Vec<u8>>)]) -> Result<Vec<ThemeLayer>, ThemeError> {
    let site = own.iter().find(|(layer, _)| layer == "site").map(|(layer, files)| ThemeLayer { name: layer.clone(), files: files.clone() });
    let mut layers: Vec<ThemeLayer> = site.into_iter().collect();
    let mut next = Some(name.to_owned());
    while let Some(name) = next {
        if layers.iter().any(|layer| layer.name == name) {
            return Err(ThemeError::Loop(name));
        }
        let mut files = embedded(&name).unwrap_or_default();
        files.extend(own.iter().filter(|(layer, _)| *layer == name).flat_map(|(_, files)| files.clone()));
        if files.is_empty() {
            return Err(ThemeError::Unknown { name, known: EMBEDDED.dirs().map(|dir| dir.path().display().to_string()).collect() });
        }
        next = parent(&name, &files)?;
        layers.push(ThemeLayer { name, files });
    }
    if layers.iter().all(|layer| layer.name != "default") {
        layers.push(ThemeLayer { name: "default".to_owned(), files: embedded("default").unwrap_or_default() });
    }
    Ok(layers)
}

/// A theme, for a list of them.
#[derive(Clone, Debug)]
pub struct ThemeInfo {
    /// Its name.
    pub name: String,
    /// The themes it extends, nearest first.
    pub parents: Vec<String>,
    /// gongkai brings it along.
    pub built_in: bool,
    /// It, or files in front of it, stand in the site's own `themes/`.
    pub own: bool,
    /// How many files it has.
    pub files: usize,
}

/// All themes, those that gongkai brings along and those of the site.
///
/// # Errors
/// As [`embedded_layers`].
pub fn themes(own: &[(String, BTreeMap<String, Vec<u8>>)]) -> Result<Vec<ThemeInfo>, ThemeError> {
    let built_in: BTreeSet<String> = EMBEDDED.dirs().map(|dir| dir.path().display().to_string()).collect();
    let own_names: BTreeSet<String> = own.iter().map(|(name, _)| name.clone()).filter(|name| name != "site").collect();
    let without_site: Vec<_> = own.iter().filter(|(name, _)| name != "site").cloned().collect();
    let info = |name: &String| {
        let mut layers = embedded_layers(name, &without_site)?.into_iter();
        let files = layers.next().map_or(0, |layer| layer.files.len());
        let parents = layers.map(|layer| layer.name).collect();
        Ok(ThemeInfo { name: name.clone(), parents, built_in: built_in.contains(name), own: own_names.contains(name), files })
    };
    built_in.union(&own_names).map(info).collect()
}

fn parent(name: &str, files: &BTreeMap<String, Vec<u8>>) -> Result<Option<String>, ThemeError> {
    let Some(bytes) = files.get("theme.yaml") else { return Ok(None) };
    let yaml: ThemeYaml = serde_yaml::from_slice(bytes).map_err(|error| wrong(name, &error.to_string()))?;
    match yaml.extends {
        Some(parent) if slug::check(&parent).is_err() => Err(wrong(name, &format!("`extends: {parent}` is not the name of a theme"))),
        parent => Ok(parent),
    }
}

/// What is wrong with the theme.yaml of a theme. The words quote it, and it may hold what must not reach a terminal.
fn wrong(name: &str, words: &str) -> ThemeError {
    let hidden = |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let message = words.chars().map(|c| if hidden(c) { char::REPLACEMENT_CHARACTER } else { c }).collect();
    ThemeError::Yaml { file: format!("themes/{name}/theme.yaml"), message }
}

fn embedded(name: &str) -> Option<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    collect(EMBEDDED.get_dir(name)?, name, &mut files);
    Some(files)
}

fn collect(dir: &Dir<'_>, root: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(dir) => collect(dir, root, files),
            DirEntry::File(file) => {
                let path = file.path().to_string_lossy().replace('\\', "/");
                let relative = path.strip_prefix(&format!("{root}/")).unwrap_or(&path).to_owned();
                files.insert(relative, file.contents().to_vec());
            }
        }
    }
}
