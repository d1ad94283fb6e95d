//! A theme, compiled once and shared by all threads.

use super::{i18n::Messages, layers::ThemeLayer, minify::minify};
use crate::site::{
    prose::inline,
    view::{EditionView, PageContext},
};
use fluent_bundle::FluentValue;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, error::Error as _, sync::Arc};
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

/// Templates, messages and static files.
pub struct Theme {
    tera: Tera,
    assets: Vec<Asset>,
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
    #[error("{file}: {message}")]
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

impl From<tera::Error> for ThemeError {
    fn from(error: tera::Error) -> ThemeError {
        let mut words = error.to_string();
        let mut cause = error.source();
        while let Some(inner) = cause {
            words.push_str(&format!("\n  because: {inner}"));
            cause = inner.source();
        }
        ThemeError::Template(words)
    }
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
        tera.set_fallback_prefixes(layers.iter().map(|layer| format!("{}/", layer.name)))?;
        let shared = messages.clone();
        tera.register_function("t", move |kwargs: Kwargs, _: &State| translate(&messages, &kwargs));
        tera.register_function("m", move |kwargs: Kwargs, _: &State| messages_of_edition(&shared, &kwargs));
        let mut templates = Vec::new();
        let mut statics = BTreeMap::new();
        for layer in layers.into_iter().rev() {
            for (path, bytes) in layer.files {
                if let Some(name) = path.strip_prefix("templates/") {
                    let text = String::from_utf8(bytes).map_err(|_| ThemeError::Template(format!("{}/{path} is not UTF-8", layer.name)))?;
                    templates.push((format!("{}/{name}", layer.name), text));
                } else if let Some(name) = path.strip_prefix("static/") {
                    statics.insert(name.to_owned(), bytes);
                }
            }
        }
        tera.add_raw_templates(templates)?;
        let assets = statics.into_iter().map(|(name, bytes)| asset(&name, bytes)).collect::<Result<_, _>>()?;
        Ok(Theme { tera, assets })
    }

    /// A page as it is published.
    ///
    /// # Errors
    /// [`ThemeError::Template`] with file, line and column.
    pub fn render<P: Serialize>(&self, template: &str, page: &PageContext<'_, P>) -> Result<String, ThemeError> {
        Ok(minify(&self.render_unminified(template, page)?))
    }

    /// A page as the templates make it.
    ///
    /// # Errors
    /// [`ThemeError::Template`] with file, line and column.
    pub fn render_unminified<P: Serialize>(&self, template: &str, page: &PageContext<'_, P>) -> Result<String, ThemeError> {
        Ok(self.tera.render(template, &Context::from_serialize(page)?)?)
    }

    /// All static files.
    pub fn assets(&self) -> &[Asset] {
        &self.assets
    }

    /// Style sheets, in the order of their names.
    pub fn styles(&self) -> Vec<String> {
        self.named(".css")
    }

    /// Scripts, in the order of their names.
    pub fn scripts(&self) -> Vec<String> {
        self.named(".js")
    }

    /// The icon.
    pub fn icon(&self) -> Option<String> {
        self.assets.iter().find(|asset| asset.name.starts_with("icon.")).map(|asset| asset.name.clone())
    }

    fn named(&self, end: &str) -> Vec<String> {
        self.assets.iter().filter(|asset| asset.name.ends_with(end)).map(|asset| asset.name.clone()).collect()
    }
}

/// `t(id=…, lang=…, …)`: an interface message in one language, for attributes and titles.
fn translate(messages: &Messages, kwargs: &Kwargs) -> TeraResult<String> {
    words(messages, kwargs, kwargs.must_get("lang")?)
}

/// `m(id=…, e=edition, …)`: an interface message in every language of the edition, the main one first.
fn messages_of_edition(messages: &Messages, kwargs: &Kwargs) -> TeraResult<Value> {
    let edition: EditionView = EditionView::deserialize(&kwargs.must_get::<Value>("e")?).map_err(tera::Error::message)?;
    let mut html = String::new();
    for (index, lang) in edition.langs.iter().enumerate() {
        let words = inline(&words(messages, kwargs, lang)?);
        match index {
            0 => html.push_str(&words),
            _ => html.push_str(&format!(" <span class=\"second\" lang=\"{lang}\">{words}</span>")),
        }
    }
    Ok(Value::safe_string(&html))
}

fn words(messages: &Messages, kwargs: &Kwargs, lang: &str) -> TeraResult<String> {
    let id: &str = kwargs.must_get("id")?;
    let args: Vec<(String, FluentValue<'static>)> = kwargs
        .iter()
        .map(|(name, value)| (name.to_string(), argument(value)))
        .filter(|(name, _)| !["id", "lang", "e"].contains(&name.as_str()))
        .collect();
    let args = args.iter().map(|(name, value)| (name.as_str(), value.clone()));
    messages.format(id, lang, args).map_err(tera::Error::message)
}

/// Whole numbers choose a plural; everything else is text, formatted already.
fn argument(value: &Value) -> FluentValue<'static> {
    match value.as_i128() {
        Some(number) => FluentValue::from(number as f64),
        None => FluentValue::from(value.as_str().map_or_else(|| value.to_string(), str::to_owned)),
    }
}

fn asset(name: &str, bytes: Vec<u8>) -> Result<Asset, ThemeError> {
    let hash: String = Sha256::digest(&bytes).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    let (stem, end) = name.rsplit_once('.').ok_or_else(|| ThemeError::AssetName(name.to_owned()))?;
    let name = format!("{stem}.{hash}.{end}");
    if crate::site::path::SitePath::parse(&format!("assets/{name}")).is_err() {
        return Err(ThemeError::AssetName(name));
    }
    Ok(Asset { name, bytes })
}
