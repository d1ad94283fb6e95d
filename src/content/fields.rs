//! Reading a map by its keys: unknown ones are reported with the nearest known one, values are taken by kind.

use super::{
    near::nearest,
    problem::{Expects, Found, Problem},
    tree::{Node, Value},
};
use crate::model::slug;

/// A map being read.
pub(super) struct Fields<'a> {
    node: &'a Node,
    entries: &'a [(Node, Node)],
    /// Known keys that unknown ones were probably meant to be: these are misspelt, not missing.
    misspelt: Vec<String>,
}

impl<'a> Fields<'a> {
    /// Opens `node` as a map and reports every key outside `known`.
    pub fn open(node: &'a Node, known: &[&str], found: &mut Vec<Found>) -> Option<Fields<'a>> {
        let mut fields = Fields::open_any(node, found)?;
        for (key, _) in fields.entries {
            let name = key.scalar().unwrap_or_default();
            if !known.contains(&name) {
                fields.misspelt.extend(nearest(name, known.iter().copied()));
                found.push(unknown_key(key, known));
            }
        }
        Some(fields)
    }

    /// Opens `node` as a map with any keys.
    pub fn open_any(node: &'a Node, found: &mut Vec<Found>) -> Option<Fields<'a>> {
        match &node.value {
            Value::Map(entries) => Some(Fields { node, entries, misspelt: Vec::new() }),
            _ => {
                found.push(shape(node, "a map (key: value)"));
                None
            }
        }
    }

    /// All keys and values in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = (&'a Node, &'a str, &'a Node)> + use<'a> {
        self.entries.iter().map(|(key, value)| (key, key.scalar().unwrap_or_default(), value))
    }

    /// The value of `key`, empty or not.
    pub fn raw(&self, key: &str) -> Option<&'a Node> {
        self.entries.iter().find(|(name, _)| name.scalar() == Some(key)).map(|(_, value)| value)
    }

    /// The value of `key`, which may be left out; a key without a value is reported.
    pub fn get(&self, key: &str, found: &mut Vec<Found>) -> Option<&'a Node> {
        self.value(key, Expects::Optional, found)
    }

    /// The value of `key`, which must be there.
    pub fn require(&self, key: &str, of: &'static str, found: &mut Vec<Found>) -> Option<&'a Node> {
        self.require_value(key, of, Expects::Required, found)
    }

    /// The value of `key`, which must be there and be of that kind.
    pub fn require_value(&self, key: &str, of: &'static str, expects: Expects, found: &mut Vec<Found>) -> Option<&'a Node> {
        if self.raw(key).is_none() && !self.misspelt.iter().any(|meant| meant == key) {
            let at = self.entries.first().map_or(self.node, |(key, _)| key);
            found.push(Found::at(at, Problem::Missing { key: key.to_owned(), of }));
        }
        self.value(key, expects, found)
    }

    /// The value of `key`; where there is none, the message says what it `expects`.
    pub fn value(&self, key: &str, expects: Expects, found: &mut Vec<Found>) -> Option<&'a Node> {
        let (name, value) = self.entries.iter().find(|(name, _)| name.scalar() == Some(key))?;
        not_blank(name, value, expects, found).then_some(value)
    }

    /// The text of `key`.
    pub fn scalar(&self, key: &str, expected: &'static str, found: &mut Vec<Found>) -> Option<(&'a Node, &'a str)> {
        let node = self.get(key, found)?;
        scalar(node, expected, found).map(|text| (node, text))
    }

    /// One of several words.
    pub fn choice<T>(&self, key: &str, choices: &[(&str, T)], found: &mut Vec<Found>) -> Option<T>
    where
        T: Clone,
    {
        let (node, written) = self.scalar(key, "one word", found)?;
        let choice = choices.iter().find(|(word, _)| *word == written).map(|(_, value)| value.clone());
        if choice.is_none() {
            let near = nearest(written, choices.iter().map(|(word, _)| *word));
            let choices = choices.iter().map(|(word, _)| word.to_string()).collect();
            found.push(Found::at(node, Problem::Choice { written: written.to_owned(), choices, near }));
        }
        choice
    }

    /// An id made of lower-case letters, digits and hyphens.
    pub fn slug(&self, key: &str, expected: &'static str, found: &mut Vec<Found>) -> Option<String> {
        let (node, written) = self.scalar(key, expected, found)?;
        is_slug(node, written, found).then(|| written.to_owned())
    }
}

/// Whether a key has a value; reported where not.
pub(super) fn not_blank(key: &Node, value: &Node, expects: Expects, found: &mut Vec<Found>) -> bool {
    if value.is_blank() {
        found.push(Found::at(key, Problem::Empty { key: key.scalar().unwrap_or_default().to_owned(), expects }));
    }
    !value.is_blank()
}

/// The items of a list.
pub(super) fn items<'a>(node: &'a Node, found: &mut Vec<Found>) -> Option<&'a [Node]> {
    match &node.value {
        Value::Seq(items) => Some(items),
        _ => {
            found.push(shape(node, "a list (lines that begin with `- `)"));
            None
        }
    }
}

/// A key that means nothing here.
pub(super) fn unknown_key(key: &Node, known: &[&str]) -> Found {
    let name = key.scalar().unwrap_or_default();
    let near = nearest(name, known.iter().copied());
    let known = known.iter().map(|key| key.to_string()).collect();
    Found::at(key, Problem::UnknownKey { key: name.to_owned(), near, known })
}

/// Whether a node is an id; reported where not.
pub(super) fn is_slug(node: &Node, written: &str, found: &mut Vec<Found>) -> bool {
    let checked = slug::check(written);
    if let Err(why) = checked {
        found.push(Found::at(node, Problem::Slug { written: written.to_owned(), why: why.to_string() }));
    }
    checked.is_ok()
}

/// The text of a node.
pub(super) fn scalar<'a>(node: &'a Node, expected: &'static str, found: &mut Vec<Found>) -> Option<&'a str> {
    let text = node.scalar().filter(|_| !node.is_blank());
    if text.is_none() {
        found.push(shape(node, expected));
    }
    text
}

pub(super) fn shape(node: &Node, expected: &'static str) -> Found {
    Found::at(node, Problem::Shape { expected, found: node.kind() })
}
