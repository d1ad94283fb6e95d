//! What templates call most: texts of the content and messages of the interface, in the languages of an edition.
//!
//! Filters and functions, not components, for a page calls them hundreds of times (docs/performance.md has what that is worth).

use super::i18n::Messages;
use crate::site::prose::inline_in;
use fluent_bundle::FluentValue;
use std::{borrow::Cow, collections::BTreeMap, sync::Arc};
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// Makes the functions known.
pub(super) fn register(tera: &mut Tera, messages: Arc<Messages>) {
    let words = messages.clone();
    tera.register_function("t", move |kwargs: Kwargs, state: &State| translate(&words, &kwargs, state));
    let words = messages.clone();
    tera.register_function("t_all", move |kwargs: Kwargs, state: &State| translate_all(&words, &kwargs, &edition(state)?));
    tera.register_function("m", move |kwargs: Kwargs, state: &State| messages_of_edition(&messages, &kwargs, &edition(state)?));
    tera.register_filter("text", |text: Value, _: Kwargs, state: &State| self::text(&text, &edition(state)?));
    tera.register_filter("plain", |text: Value, _: Kwargs, state: &State| plain(&text, &edition(state)?));
    tera.register_filter("plain_all", |text: Value, _: Kwargs, state: &State| plain_all(&text, &edition(state)?));
}

/// A field of a map; of small maps a search is faster than a hash.
fn field<'v>(of: &'v Value, name: &str) -> TeraResult<&'v Value> {
    let map = of.as_map().ok_or_else(|| Error::message(format!("a map with `{name}` was expected, and a {} found", of.name())))?;
    let entry = map.iter().find(|(key, _)| key.as_str() == Some(name));
    entry.map(|(_, value)| value).ok_or_else(|| Error::message(format!("`{name}` is missing")))
}

fn words_of<'v>(of: &'v Value, name: &str) -> TeraResult<&'v str> {
    field(of, name)?.as_str().ok_or_else(|| Error::message(format!("`{name}` is no text")))
}

fn list(of: &Value) -> TeraResult<&[Value]> {
    of.as_array().ok_or_else(|| Error::message(format!("a list was expected, and a {} found", of.name())))
}

/// The languages of an edition, the main one first.
fn langs(edition: &Value) -> TeraResult<impl Iterator<Item = &str>> {
    Ok(list(field(edition, "langs")?)?.iter().filter_map(Value::as_str))
}

/// What a reader of `lang` sees of a text ([`crate::site::view::LangText`]).
fn entry<'v>(text: &'v [Value], lang: &str) -> TeraResult<Option<&'v Value>> {
    text.iter().find_map(|entry| words_of(entry, "key").map(|key| (key == lang).then_some(entry)).transpose()).transpose()
}

/// The edition of the page: `e` of a component, or `edition`. It is looked for here and not handed over, for making a map of arguments at
/// every call is what takes most of the time.
fn edition(state: &State) -> TeraResult<Value> {
    let found = match state.get("e")? {
        Some(edition) => Some(edition),
        None => state.get("edition")?,
    };
    found.ok_or_else(|| {
        Error::message("a text is shown in an edition, and there is none here: a component needs `e: map` among its arguments")
    })
}

/// `… | text`: a text of the content in the languages of the edition: the main one first, the second below it, never the same
/// words twice. A translation that is missing is stood in for by the original, marked with its own language.
fn text(text: &Value, edition: &Value) -> TeraResult<Value> {
    let text = list(text)?;
    let mut langs = langs(edition)?;
    let Some(main) = langs.next().map(|lang| entry(text, lang)).transpose()?.flatten() else { return Ok(Value::safe_string("")) };
    let (lang, html) = (words_of(main, "lang")?, words_of(main, "html")?);
    let mut shown = if lang == words_of(edition, "html_lang")? { html.to_owned() } else { format!("<span lang=\"{lang}\">{html}</span>") };
    for second in langs {
        if let Some(second) = entry(text, second)?
            && field(second, "translated")?.is_truthy()
            && words_of(second, "plain")? != words_of(main, "plain")?
        {
            shown.push_str(&format!(" <span class=\"second\" lang=\"{}\">{}</span>", words_of(second, "lang")?, words_of(second, "html")?));
        }
    }
    Ok(Value::safe_string(&shown))
}

/// `… | plain`: only the main language, without markup: for titles and attributes.
fn plain(text: &Value, edition: &Value) -> TeraResult<String> {
    let main = langs(edition)?.next().map(|lang| entry(list(text)?, lang)).transpose()?.flatten();
    Ok(main.map(|main| words_of(main, "plain")).transpose()?.unwrap_or_default().to_owned())
}

/// `… | plain_all`: the same in every language of the edition, never the same words twice: for words in attributes that
/// everybody sees.
fn plain_all(text: &Value, edition: &Value) -> TeraResult<String> {
    let mut all: Vec<&str> = Vec::new();
    for lang in langs(edition)? {
        let words = entry(list(text)?, lang)?.map(|entry| words_of(entry, "plain")).transpose()?;
        all.extend(words.filter(|words| !all.contains(words)));
    }
    Ok(all.join(" "))
}

/// `t(id=…, …)`: an interface message without markup in the main language of the edition, for attributes and titles; with `lang=…` in another.
fn translate(messages: &Messages, kwargs: &Kwargs, state: &State) -> TeraResult<String> {
    match kwargs.get("lang")? {
        Some(lang) => message(messages, kwargs, lang),
        None => message(messages, kwargs, langs(&edition(state)?)?.next().unwrap_or_default()),
    }
}

/// `t_all(id=…, …)`: the same in every language of the edition, for words in attributes that everybody sees.
fn translate_all(messages: &Messages, kwargs: &Kwargs, edition: &Value) -> TeraResult<String> {
    let all: Vec<String> = langs(edition)?.map(|lang| message(messages, kwargs, lang)).collect::<TeraResult<_>>()?;
    Ok(all.join(" "))
}

/// `m(id=…, …)`: an interface message in every language of the edition, the main one first.
fn messages_of_edition(messages: &Messages, kwargs: &Kwargs, edition: &Value) -> TeraResult<Value> {
    let mut html = String::new();
    for (index, lang) in langs(edition)?.enumerate() {
        let words = match messages.fixed(kwargs.must_get("id")?, lang) {
            Some(fixed) => Cow::Borrowed(fixed.html.as_str()),
            None => Cow::Owned(inline_in(&message(messages, kwargs, lang)?, lang)),
        };
        match index {
            0 => html.push_str(&words),
            _ => html.push_str(&format!(" <span class=\"second\" lang=\"{lang}\">{words}</span>")),
        }
    }
    Ok(Value::safe_string(&html))
}

/// The message `id` in `lang`, its variables taken from the other arguments and from the map `args`.
fn message(messages: &Messages, kwargs: &Kwargs, lang: &str) -> TeraResult<String> {
    let id: &str = kwargs.must_get("id")?;
    if let Some(fixed) = messages.fixed(id, lang) {
        return Ok(fixed.words.clone());
    }
    let mut args: BTreeMap<&str, FluentValue<'static>> = BTreeMap::new();
    for (name, value) in kwargs.iter() {
        let name = name.as_str().unwrap_or_default();
        match (name, value.as_map()) {
            ("args", Some(map)) => {
                for (name, value) in map {
                    args.insert(name.as_str().unwrap_or_default(), argument(value, lang)?);
                }
            }
            ("id" | "lang", _) => {}
            _ => _ = args.insert(name, argument(value, lang)?),
        }
    }
    messages.format(id, lang, args.into_iter()).map_err(Error::message)
}

/// Whole numbers choose a plural; of a text in several languages the words in `lang` are taken; everything else is text,
/// formatted already.
fn argument(value: &Value, lang: &str) -> TeraResult<FluentValue<'static>> {
    Ok(match (value.as_str(), value.as_i128(), value.as_array()) {
        (Some(words), ..) => FluentValue::from(words.to_owned()),
        (None, Some(number), _) => FluentValue::from(number as f64),
        (None, None, Some(text)) => {
            let words = entry(text, lang)?.map(|entry| words_of(entry, "plain")).transpose()?;
            FluentValue::from(words.unwrap_or_default().to_owned())
        }
        (None, None, None) => FluentValue::from(value.to_string()),
    })
}
