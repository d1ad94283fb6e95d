//! A theme, compiled once and shared by all threads.

use super::{css::replace_urls, i18n::Messages, layers::ThemeLayer, minify::minify};
use crate::site::{
    prose::inline_in,
    view::{EditionView, PageContext},
};
use fluent_bundle::FluentValue;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, error::Error as _, sync::Arc};
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};
use tracing::trace_span;

/// Templates, messages and static files.
pub struct Theme {
    tera: Tera,
    files: Files,
    assets: Vec<Asset>,
    search: Vec<u8>,
}

/// A static file, under a name that changes with its contents.
#[derive(Clone, Debug)]
pub struct Asset {
    /// `site.1a2b3c4d.css`, below `assets/`.
    pub name: String,
    /// Its contents.
    pub bytes: Vec<u8>,
}

/// What is wrong with a theme.
#[derive(Debug, thiserror::Error)]
pub enum ThemeError {
    /// No such theme.
    #[error("there is no theme `{name}`; themes: {}", known.join(", "))]
    Unknown {
        /// As in site.yaml or theme.yaml.
        name: String,
        /// Themes that exist.
        known: Vec<String>,
    },
    /// A theme extends itself.
    #[error("the theme `{0}` extends itself")]
    Loop(String),
    /// theme.yaml.
    #[error("{file}: {message}")]
    Yaml {
        /// Layer and file.
        file: String,
        /// What serde says, with line and column.
        message: String,
    },
    /// A file of messages.
    #[error("{file}:{message}")]
    Messages {
        /// Layer and file.
        file: String,
        /// What Fluent says.
        message: String,
    },
    /// A template, when it is compiled or rendered: Tera's report names file, line and column.
    #[error("{0}")]
    Template(String),
    /// A name in `static/` that cannot be a path of the site.
    #[error("{0} cannot be the name of a published file: use lower-case ASCII letters, digits, - and _")]
    AssetName(String),
}

/// Where the templates of a theme lie: name in Tera (`site/home.html`) → file (`theme/templates/home.html`).
type Files = BTreeMap<String, String>;

/// Tera's own report, causes and all, with the names of files instead of those of templates.
fn template_error(error: &tera::Error, files: &Files) -> ThemeError {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        words.push_str(&format!("\n  because: {inner}"));
        cause = inner.source();
    }
    for (name, file) in files {
        for before in [" ", "`", "\"", "'"] {
            words = words.replace(&format!("{before}{name}"), &format!("{before}{file}"));
        }
    }
    ThemeError::Template(words)
}

impl Theme {
    /// Compiles all layers, nearest first.
    ///
    /// # Errors
    /// [`ThemeError`] with file, line and column.
    pub fn compile(layers: Vec<ThemeLayer>) -> Result<Theme, ThemeError> {
        let messages = Arc::new(Messages::compile(&layers)?);
        let mut tera = Tera::default();
        tera.autoescape_on(vec![".html"]);
        let prefixes = layers.iter().map(|layer| format!("{}/", layer.name));
        tera.set_fallback_prefixes(prefixes).map_err(|error| template_error(&error, &Files::new()))?;
        let shared = messages.clone();
        tera.register_function("t", move |kwargs: Kwargs, _: &State| translate(&messages, &kwargs));
        tera.register_function("m", move |kwargs: Kwargs, _: &State| messages_of_edition(&shared, &kwargs));
        let mut templates = Vec::new();
        let mut statics = Statics::default();
        let mut files = Files::new();
        for layer in layers.into_iter().rev() {
            for (path, bytes) in &layer.files {
                if let Some(name) = path.strip_prefix("templates/") {
                    let (file, name) = (layer.file(path), format!("{}/{name}", layer.name));
                    let text = String::from_utf8(bytes.clone()).map_err(|_| ThemeError::Template(format!("{file} is not UTF-8")))?;
                    files.insert(name.clone(), file);
                    templates.push((name, text));
                } else if let Some(name) = path.strip_prefix("static/") {
                    statics.put(name, bytes.clone());
                }
            }
        }
        tera.add_raw_templates(templates).map_err(|error| template_error(&error, &files))?;
        let search = statics.take_search();
        let assets = statics.into_assets()?;
        Ok(Theme { tera, files, assets, search })
    }

    /// A page as it is published.
    ///
    /// # Errors
    /// [`ThemeError::Template`] with file, line and column.
    pub fn render<P: Serialize>(&self, template: &str, page: &PageContext<'_, P>) -> Result<String, ThemeError> {
        let html = self.render_unminified(template, page)?;
        Ok(trace_span!("minify").in_scope(|| minify(&html)))
    }

    /// A page as the templates make it.
    ///
    /// # Errors
    /// [`ThemeError::Template`] with file, line and column.
    pub fn render_unminified<P: Serialize>(&self, template: &str, page: &PageContext<'_, P>) -> Result<String, ThemeError> {
        let _render = trace_span!("render").entered();
        let context = Context::from_serialize(page);
        let html = context.and_then(|context| self.tera.render(template, &context));
        html.map_err(|error| template_error(&error, &self.files))
    }

    /// All static files.
    pub fn assets(&self) -> &[Asset] {
        &self.assets
    }

    /// Style sheets: those of parents first, then by name.
    pub fn styles(&self) -> Vec<String> {
        self.named(".css")
    }

    /// Deferred scripts, in the same order.
    pub fn scripts(&self) -> Vec<String> {
        self.named(".js").into_iter().filter(|name| !is_early(name)).collect()
    }

    /// Scripts that run before the page is painted, those called `*.early.js`.
    pub fn early_scripts(&self) -> Vec<String> {
        self.named(".js").into_iter().filter(|name| is_early(name)).collect()
    }

    /// The scripts of `static/search/`, one after the other in the same order: they are loaded when somebody searches, and
    /// are no part of other pages.
    pub fn search_code(&self) -> &[u8] {
        &self.search
    }

    /// The icon.
    pub fn icon(&self) -> Option<String> {
        self.assets.iter().find(|asset| asset.name.starts_with("icon.")).map(|asset| asset.name.clone())
    }

    fn named(&self, end: &str) -> Vec<String> {
        self.assets.iter().filter(|asset| asset.name.ends_with(end)).map(|asset| asset.name.clone()).collect()
    }
}

/// `t(id=…, lang=…, …)`: an interface message without markup in one language, for attributes and titles; `t(id=…, e=edition, …)`: in
/// every language of the edition, for words in attributes that everybody sees.
fn translate(messages: &Messages, kwargs: &Kwargs) -> TeraResult<String> {
    let Some(edition) = kwargs.get::<Value>("e")? else { return words(messages, kwargs, kwargs.must_get("lang")?) };
    let edition = EditionView::deserialize(&edition).map_err(tera::Error::message)?;
    let all: Vec<String> = edition.langs.iter().map(|lang| words(messages, kwargs, lang)).collect::<TeraResult<_>>()?;
    Ok(all.join(" "))
}

/// `m(id=…, e=edition, …)`: an interface message in every language of the edition, the main one first.
fn messages_of_edition(messages: &Messages, kwargs: &Kwargs) -> TeraResult<Value> {
    let edition: EditionView = EditionView::deserialize(&kwargs.must_get::<Value>("e")?).map_err(tera::Error::message)?;
    let mut html = String::new();
    for (index, lang) in edition.langs.iter().enumerate() {
        let words = inline_in(&words(messages, kwargs, lang)?, lang);
        match index {
            0 => html.push_str(&words),
            _ => html.push_str(&format!(" <span class=\"second\" lang=\"{lang}\">{words}</span>")),
        }
    }
    Ok(Value::safe_string(&html))
}

/// The message `id` in `lang`, its variables taken from the other arguments and from the map `args`.
fn words(messages: &Messages, kwargs: &Kwargs, lang: &str) -> TeraResult<String> {
    let id: &str = kwargs.must_get("id")?;
    let mut args: BTreeMap<String, FluentValue<'static>> = BTreeMap::new();
    for (name, value) in kwargs.iter() {
        match (name.to_string(), value.as_map()) {
            (name, Some(map)) if name == "args" => args.extend(map.iter().map(|(name, value)| (name.to_string(), argument(value, lang)))),
            (name, _) if ["id", "lang", "e"].contains(&name.as_str()) => {}
            (name, _) => _ = args.insert(name, argument(value, lang)),
        }
    }
    messages.format(id, lang, args.iter().map(|(name, value)| (name.as_str(), value.clone()))).map_err(tera::Error::message)
}

/// Whole numbers choose a plural; of a text in several languages the words in `lang` are taken; everything else is text,
/// formatted already.
fn argument(value: &Value, lang: &str) -> FluentValue<'static> {
    if let Some(number) = value.as_i128() {
        return FluentValue::from(number as f64);
    }
    if let Ok(texts) = <Vec<TextEntry>>::deserialize(value) {
        return FluentValue::from(texts.into_iter().find(|text| text.key == lang).map(|text| text.plain).unwrap_or_default());
    }
    FluentValue::from(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

/// One language of a [`crate::site::view::TextView`], as far as messages need it.
#[derive(Deserialize)]
struct TextEntry {
    key: String,
    plain: String,
}

/// Static files, those of parents first, so that a style sheet of a theme comes after those it builds on; then by name. A file that
/// stands in front of another takes its place.
#[derive(Default)]
struct Statics(Vec<(String, Vec<u8>)>);

impl Statics {
    fn put(&mut self, name: &str, bytes: Vec<u8>) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, before)) => *before = bytes,
            None => self.0.push((name.to_owned(), bytes)),
        }
    }

    /// All files under names that change with their contents; style sheets name them so.
    fn into_assets(self) -> Result<Vec<Asset>, ThemeError> {
        let (styles, others): (Vec<_>, Vec<_>) = self.0.into_iter().partition(|(name, _)| name.ends_with(".css"));
        let mut assets = Vec::new();
        let mut published = BTreeMap::new();
        for (name, bytes) in others {
            let asset = Asset::new(&name, bytes)?;
            published.insert(name, asset.name.clone());
            assets.push(asset);
        }
        for (name, bytes) in styles {
            let bytes = match String::from_utf8(bytes) {
                Ok(css) => replace_urls(&css, |address| published.get(address).cloned()).into_bytes(),
                Err(other) => other.into_bytes(),
            };
            assets.push(Asset::new(&name, bytes)?);
        }
        Ok(assets)
    }

    /// Takes the scripts of search out, one after the other.
    fn take_search(&mut self) -> Vec<u8> {
        let of_search = |(name, _): &(String, Vec<u8>)| name.starts_with("search/") && name.ends_with(".js");
        let (search, others) = std::mem::take(&mut self.0).into_iter().partition(of_search);
        self.0 = others;
        search.into_iter().flat_map(|(_, bytes)| bytes).collect()
    }
}

impl Asset {
    /// Names it after its contents, so that browsers may keep it.
    ///
    /// # Errors
    /// [`ThemeError::AssetName`] for a name that cannot be a path of the site.
    pub fn new(name: &str, bytes: Vec<u8>) -> Result<Asset, ThemeError> {
        let hash: String = Sha256::digest(&bytes).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        let (stem, end) = name.rsplit_once('.').ok_or_else(|| ThemeError::AssetName(name.to_owned()))?;
        let name = format!("{stem}.{hash}.{end}");
        if crate::site::path::SitePath::parse(&format!("assets/{name}")).is_err() {
            return Err(ThemeError::AssetName(name));
        }
        Ok(Asset { name, bytes })
    }
}

fn is_early(name: &str) -> bool {
    name.contains(".early.")
}
