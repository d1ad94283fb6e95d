//! What templates call most: texts of the content and messages of the interface, in the languages of an edition.
//!
//! Functions and not components, for a page calls them hundreds of times (docs/performance.md has what that is worth).

use super::i18n::Messages;
use crate::site::prose::inline_in;
use fluent_bundle::FluentValue;
use std::{collections::BTreeMap, sync::Arc};
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// Makes the functions known.
pub(super) fn register(tera: &mut Tera, messages: Arc<Messages>) {
    let shared = messages.clone();
    tera.register_function("t", move |kwargs: Kwargs, _: &State| translate(&messages, &kwargs));
    tera.register_function("m", move |kwargs: Kwargs, _: &State| messages_of_edition(&shared, &kwargs));
    tera.register_function("text", |kwargs: Kwargs, _: &State| text(&kwargs));
    tera.register_function("plain", |kwargs: Kwargs, _: &State| plain(&kwargs));
    tera.register_function("plain_all", |kwargs: Kwargs, _: &State| plain_all(&kwargs));
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

/// `text(v=…, e=edition)`: a text of the content in the languages of the edition: the main one first, the second below it, never the same
/// words twice. A translation that is missing is stood in for by the original, marked with its own language.
fn text(kwargs: &Kwargs) -> TeraResult<Value> {
    let (text, edition): (Value, Value) = (kwargs.must_get("v")?, kwargs.must_get("e")?);
    let text = list(&text)?;
    let mut langs = langs(&edition)?;
    let Some(main) = langs.next().map(|lang| entry(text, lang)).transpose()?.flatten() else { return Ok(Value::safe_string("")) };
    let (lang, html) = (words_of(main, "lang")?, words_of(main, "html")?);
    let mut shown = if lang == words_of(&edition, "html_lang")? { html.to_owned() } else { format!("<span lang=\"{lang}\">{html}</span>") };
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

/// `plain(v=…, e=edition)`: only the main language, without markup: for titles and attributes.
fn plain(kwargs: &Kwargs) -> TeraResult<String> {
    let (text, edition): (Value, Value) = (kwargs.must_get("v")?, kwargs.must_get("e")?);
    let main = langs(&edition)?.next().map(|lang| entry(list(&text)?, lang)).transpose()?.flatten();
    Ok(main.map(|main| words_of(main, "plain")).transpose()?.unwrap_or_default().to_owned())
}

/// `plain_all(v=…, e=edition)`: the same in every language of the edition, never the same words twice: for words in attributes that
/// everybody sees.
fn plain_all(kwargs: &Kwargs) -> TeraResult<String> {
    let (text, edition): (Value, Value) = (kwargs.must_get("v")?, kwargs.must_get("e")?);
    let mut all: Vec<&str> = Vec::new();
    for lang in langs(&edition)? {
        let words = entry(list(&text)?, lang)?.map(|entry| words_of(entry, "plain")).transpose()?;
        all.extend(words.filter(|words| !all.contains(words)));
    }
    Ok(all.join(" "))
}

/// `t(id=…, lang=…, …)`: an interface message without markup in one language, for attributes and titles; `t(id=…, e=edition, …)`: in
/// every language of the edition, for words in attributes that everybody sees.
fn translate(messages: &Messages, kwargs: &Kwargs) -> TeraResult<String> {
    let Some(edition) = kwargs.get::<Value>("e")? else { return message(messages, kwargs, kwargs.must_get("lang")?) };
    let all: Vec<String> = langs(&edition)?.map(|lang| message(messages, kwargs, lang)).collect::<TeraResult<_>>()?;
    Ok(all.join(" "))
}

/// `m(id=…, e=edition, …)`: an interface message in every language of the edition, the main one first.
fn messages_of_edition(messages: &Messages, kwargs: &Kwargs) -> TeraResult<Value> {
    let edition = kwargs.must_get::<Value>("e")?;
    let mut html = String::new();
    for (index, lang) in langs(&edition)?.enumerate() {
        let words = inline_in(&message(messages, kwargs, lang)?, lang);
        match index {
            0 => html = words,
            _ => html.push_str(&format!(" <span class=\"second\" lang=\"{lang}\">{words}</span>")),
        }
    }
    Ok(Value::safe_string(&html))
}

/// The message `id` in `lang`, its variables taken from the other arguments and from the map `args`.
fn message(messages: &Messages, kwargs: &Kwargs, lang: &str) -> TeraResult<String> {
    let id: &str = kwargs.must_get("id")?;
    let mut args: BTreeMap<&str, FluentValue<'static>> = BTreeMap::new();
    for (name, value) in kwargs.iter() {
        let name = name.as_str().unwrap_or_default();
        match (name, value.as_map()) {
            ("args", Some(map)) => {
                for (name, value) in map {
                    args.insert(name.as_str().unwrap_or_default(), argument(value, lang)?);
                }
            }
            ("id" | "lang" | "e", _) => {}
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
