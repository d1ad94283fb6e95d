//! Reading a map by its keys: unknown ones are reported with the nearest known one, values are taken by kind.

use super::{
    problem::{Found, Problem, nearest},
    tree::{Node, Value},
};
use crate::model::slug;

/// A map being read.
pub(super) struct Fields<'a> {
    node: &'a Node,
    entries: &'a [(Node, Node)],
}

impl<'a> Fields<'a> {
    /// Opens `node` as a map and reports every key outside `known`.
    pub fn open(node: &'a Node, known: &[&str], found: &mut Vec<Found>) -> Option<Fields<'a>> {
        let fields = Fields::open_any(node, found)?;
        for (key, _) in fields.entries {
            let name = key.scalar().unwrap_or_default();
            if !known.contains(&name) {
                let near = nearest(name, known.iter().copied());
                let known = known.iter().map(|key| key.to_string()).collect();
                found.push(Found::at(key, Problem::UnknownKey { key: name.to_owned(), near, known }));
            }
        }
        Some(fields)
    }

    /// Opens `node` as a map with any keys.
    pub fn open_any(node: &'a Node, found: &mut Vec<Found>) -> Option<Fields<'a>> {
        match &node.value {
            Value::Map(entries) => Some(Fields { node, entries }),
            _ => {
                found.push(shape(node, "a map (key: value)"));
                None
            }
        }
    }

    /// The map itself.
    pub fn node(&self) -> &'a Node {
        self.node
    }

    /// All keys and values in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = (&'a Node, &'a str, &'a Node)> + use<'a> {
        self.entries.iter().map(|(key, value)| (key, key.scalar().unwrap_or_default(), value))
    }

    /// The value of `key`, empty or not.
    pub fn raw(&self, key: &str) -> Option<&'a Node> {
        self.entries.iter().find(|(name, _)| name.scalar() == Some(key)).map(|(_, value)| value)
    }

    /// The value of `key`; a key without a value is reported.
    pub fn get(&self, key: &str, found: &mut Vec<Found>) -> Option<&'a Node> {
        let (name, value) = self.entries.iter().find(|(name, _)| name.scalar() == Some(key))?;
        if value.value == Value::Empty {
            found.push(Found::at(name, Problem::Empty { key: key.to_owned() }));
            return None;
        }
        Some(value)
    }

    /// The value of `key`, which must be there.
    pub fn require(&self, key: &'static str, of: &'static str, found: &mut Vec<Found>) -> Option<&'a Node> {
        if self.raw(key).is_none() {
            let at = self.entries.first().map_or(self.node, |(key, _)| key);
            found.push(Found::at(at, Problem::Missing { key, of }));
        }
        self.get(key, found)
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

    /// The items of a list.
    pub fn list(&self, key: &str, found: &mut Vec<Found>) -> Option<&'a [Node]> {
        let node = self.get(key, found)?;
        items(node, found)
    }
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
    let text = node.scalar();
    if text.is_none() {
        found.push(shape(node, expected));
    }
    text
}

pub(super) fn shape(node: &Node, expected: &'static str) -> Found {
    Found::at(node, Problem::Shape { expected, found: node.kind() })
}
