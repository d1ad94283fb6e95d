//! Interface messages in Fluent, one file per language and layer. A message that is missing is an error, never a blank.

use super::{layers::ThemeLayer, theme::ThemeError};
use crate::site::prose::inline_in;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use fluent_syntax::ast;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use unic_langid::LanguageIdentifier;

/// The messages of all languages.
pub(super) struct Messages {
    bundles: BTreeMap<String, FluentBundle<FluentResource>>,
    /// Those without arguments, by language and id: pages ask for them hundreds of times (docs/performance.md).
    fixed: BTreeMap<String, HashMap<String, Fixed>>,
}

/// A message that is always the same.
pub(super) struct Fixed {
    pub words: String,
    /// With its markup.
    pub html: String,
}

/// The ids of all messages of a theme, by language. Files that cannot be read have none.
pub(super) fn ids(layers: &[ThemeLayer]) -> BTreeMap<String, BTreeSet<String>> {
    let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, bytes) in layers.iter().flat_map(|layer| &layer.files) {
        let Some(lang) = path.strip_prefix("i18n/").and_then(|name| name.strip_suffix(".ftl")) else { continue };
        let text = String::from_utf8_lossy(bytes).into_owned();
        let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(text);
        let messages = resource.entries().filter_map(|entry| match entry {
            ast::Entry::Message(message) => Some(message.id.name.to_owned()),
            _ => None,
        });
        ids.entry(lang.to_owned()).or_default().extend(messages);
    }
    ids
}

/// `3:14`, from 1, in characters.
fn line_and_column(text: &str, byte: usize) -> String {
    let before = text.get(..byte).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    format!("{}:{}", 1 + before.matches('\n').count(), 1 + before[line_start..].chars().count())
}

impl Messages {
    /// Compiles `i18n/<lang>.ftl` of all layers, nearest first: nearer messages win.
    pub fn compile(layers: &[ThemeLayer]) -> Result<Messages, ThemeError> {
        let mut bundles: BTreeMap<String, FluentBundle<FluentResource>> = BTreeMap::new();
        for layer in layers.iter().rev() {
            for (path, bytes) in &layer.files {
                let Some(lang) = path.strip_prefix("i18n/").and_then(|name| name.strip_suffix(".ftl")) else { continue };
                let file = layer.file(path);
                let broken = |message: String| ThemeError::Messages { file: file.clone(), message };
                let text = String::from_utf8(bytes.clone()).map_err(|_| broken(" is not UTF-8: save it as UTF-8".to_owned()))?;
                let resource = FluentResource::try_new(text).map_err(|(resource, errors)| {
                    let source = resource.source();
                    let each = errors.iter().map(|error| format!("{}: {error}", line_and_column(source, error.pos.start)));
                    broken(each.collect::<Vec<_>>().join("; "))
                })?;
                let tag: LanguageIdentifier = lang.parse().map_err(|_| broken(format!(" `{lang}` is no language tag")))?;
                let bundle = bundles.entry(lang.to_owned()).or_insert_with(|| {
                    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
                    bundle.set_use_isolating(false);
                    bundle
                });
                bundle.add_resource_overriding(resource);
            }
        }
        let mut messages = Messages { bundles, fixed: BTreeMap::new() };
        for (lang, ids) in ids(layers) {
            let words = |id: String| messages.format(&id, &lang, std::iter::empty()).ok().map(|words| (id, words));
            let fixed =
                ids.into_iter().filter_map(words).map(|(id, words)| (id, Fixed { html: inline_in(&words, &lang), words })).collect();
            messages.fixed.insert(lang, fixed);
        }
        Ok(messages)
    }

    /// The message `id` in `lang`, if it needs no arguments.
    pub fn fixed(&self, id: &str, lang: &str) -> Option<&Fixed> {
        self.fixed.get(lang)?.get(id)
    }

    /// The message `id` in `lang`.
    ///
    /// # Errors
    /// Says which language, message or argument is missing.
    pub fn format<'a>(&self, id: &str, lang: &str, args: impl Iterator<Item = (&'a str, FluentValue<'a>)>) -> Result<String, String> {
        let bundle = self.bundles.get(lang).ok_or_else(|| format!("there are no messages in `{lang}` (i18n/{lang}.ftl)"))?;
        let pattern = bundle.get_message(id).and_then(|message| message.value());
        let pattern = pattern.ok_or_else(|| format!("i18n/{lang}.ftl has no message `{id}`"))?;
        let args: FluentArgs<'_> = args.collect();
        let mut errors = Vec::new();
        let words = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        match errors.first() {
            None => Ok(words),
            Some(error) => Err(format!("the message `{id}` in i18n/{lang}.ftl: {error}")),
        }
    }
}
