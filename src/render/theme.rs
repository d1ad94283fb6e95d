//! A theme, compiled once and shared by all threads.

use super::{
    check::Closures,
    css::replace_urls,
    i18n::Messages,
    layers::ThemeLayer,
    minify::minify,
    running::{MAX_PAGE, PageWriter, Running},
};
use crate::site::view::{EditionView, FrameView};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, error::Error as _, sync::Arc};
use tera::{Context, Tera, Value};
use tracing::trace_span;

/// Templates, messages and static files.
pub struct Theme {
    tera: Tera,
    files: Files,
    closures: Closures,
    /// Files that are neither templates nor published: messages, theme.yaml.
    messages: BTreeMap<String, Vec<u8>>,
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
    /// A template or component comes to itself again.
    #[error("templates that use themselves would never come to an end: {0}")]
    Round(String),
    /// A page without bounds.
    #[error("the template {0} makes a page of more than {size} MiB: look at its loops", size = MAX_PAGE >> 20)]
    TooLarge(String),
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

/// A view as templates see it.
pub struct PageValue(Value);

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
        super::functions::register(&mut tera, messages);
        let closures = Closures::read(&layers);
        if let Some(round) = &closures.round {
            return Err(ThemeError::Round(round.join(" → ")));
        }
        let mut templates = Vec::new();
        let mut message_files = BTreeMap::new();
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
                } else {
                    message_files.insert(layer.file(path), bytes.clone());
                }
            }
        }
        tera.add_raw_templates(templates).map_err(|error| template_error(&error, &files))?;
        let search = statics.take_search();
        let assets = statics.into_assets()?;
        Ok(Theme { tera, files, closures, messages: message_files, assets, search })
    }

    /// Names and bytes of everything of the theme that pages of `template` are made of: templates, and all messages.
    pub fn sources(&self, template: &str) -> impl Iterator<Item = (&str, &[u8])> {
        self.closures.of(template).into_iter().chain(self.messages.iter().map(|(file, bytes)| (file.as_str(), bytes.as_slice())))
    }

    /// A page as it is published.
    ///
    /// # Errors
    /// [`ThemeError::Template`] with file, line and column.
    pub fn render(&self, template: &str, edition: &EditionView, frame: &FrameView, page: &PageValue) -> Result<String, ThemeError> {
        let html = self.render_unminified(template, edition, frame, page)?;
        Ok(trace_span!("minify").in_scope(|| minify(&html)))
    }

    /// A page as the templates make it.
    ///
    /// # Errors
    /// [`ThemeError::Template`] with file, line and column.
    pub fn render_unminified(
        &self,
        template: &str,
        edition: &EditionView,
        frame: &FrameView,
        page: &PageValue,
    ) -> Result<String, ThemeError> {
        let _render = trace_span!("render").entered();
        let mut context = Context::new();
        context.insert("edition", edition);
        context.insert("frame", frame);
        context.insert_value("page", page.0.clone());
        self.run(template, &context)
    }

    fn run(&self, template: &str, context: &Context) -> Result<String, ThemeError> {
        let _running = Running::new(template);
        let mut page = PageWriter::default();
        let rendered = self.tera.render_to(template, context, &mut page);
        if page.full {
            return Err(ThemeError::TooLarge(template.to_owned()));
        }
        rendered.map_err(|error| template_error(&error, &self.files))?;
        // Tera writes texts, and pieces of texts that end where they end.
        String::from_utf8(page.bytes).map_err(|error| ThemeError::Template(error.to_string()))
    }

    /// A piece of a page that is none of a site: no edition, no frame. The template sees the view as `page`.
    ///
    /// # Errors
    /// [`ThemeError::Template`] with file, line and column.
    pub fn render_alone<P: Serialize>(&self, template: &str, view: &P) -> Result<String, ThemeError> {
        let mut context = Context::new();
        context.insert_value("page", self.page(view)?.0);
        self.run(template, &context)
    }

    /// What a page shows, made ready once for all editions; a template sees it as `page`, beside `edition` and `frame`.
    ///
    /// # Errors
    /// [`ThemeError::Template`] for a view that is no data.
    pub fn page<P: Serialize>(&self, view: &P) -> Result<PageValue, ThemeError> {
        let _values = trace_span!("values").entered();
        Value::try_from_serializable(view).map(PageValue).map_err(|error| template_error(&error, &self.files))
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
