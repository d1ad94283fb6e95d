//! How content is written: YAML in one style, as people write it by hand. What is written here, `content` reads back unchanged.
//!
//! Invariant: pure values in, text out; nothing here knows a form or a file.

mod scalar;
#[cfg(test)]
mod tests;

use scalar::{block, fits_block, plain_or_quoted};

/// A file: lines of comment at its head, then keys.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Comments that stand before everything, one a line.
    pub head: Vec<String>,
    /// Keys in the order of the file.
    pub entries: Vec<Entry>,
}

/// A key with its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Comments that stand above it, one a line.
    pub comments: Vec<String>,
    /// The key.
    pub key: String,
    /// Its value.
    pub value: Value,
}

/// What stands behind a key or in a list.
#[derive(Clone, Debug)]
pub enum Value {
    /// A text on one line where it can be, and quoted only where it must.
    Text(String),
    /// Prose: lines below the key, with a line end after the last.
    Prose(String),
    /// A figure or a word of the format, written as it is; the caller knows that it needs no quotes.
    Bare(String),
    /// Keys and values.
    Map(Vec<Entry>),
    /// Items.
    List(Vec<Value>),
}

impl Entry {
    /// A key without comments.
    pub fn new(key: impl Into<String>, value: Value) -> Entry {
        Entry { comments: Vec::new(), key: key.into(), value }
    }
}

impl Document {
    /// The text of the file. An empty line stands before a key of the first level whose value goes over several lines.
    pub fn to_yaml(&self) -> String {
        let mut out = String::new();
        comments(&mut out, 0, &self.head);
        for (place, entry) in self.entries.iter().enumerate() {
            let long = matches!(entry.value, Value::Map(_) | Value::List(_));
            if (long || !entry.comments.is_empty()) && (place > 0 || !self.head.is_empty()) {
                out.push('\n');
            }
            self::entry(&mut out, 0, entry);
        }
        out
    }
}

fn comments(out: &mut String, indent: usize, lines: &[String]) {
    for line in lines {
        // A comment ends with its line, whatever it quotes.
        let line: String = line.chars().map(|c| if c.is_control() || is_line_end(c) { ' ' } else { c }).collect();
        out.push_str(&format!("{:indent$}# {}", "", line.trim()));
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
}

/// Ends a line in YAML 1.1 or for an editor (U+0085, U+2028, U+2029).
fn is_line_end(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn entry(out: &mut String, indent: usize, entry: &Entry) {
    comments(out, indent, &entry.comments);
    out.push_str(&" ".repeat(indent));
    first_line_of_entry(out, indent, entry);
}

/// Without the indentation, which a list item has written already.
fn first_line_of_entry(out: &mut String, indent: usize, entry: &Entry) {
    out.push_str(&plain_or_quoted(&entry.key));
    out.push(':');
    value(out, indent, &entry.value);
}

/// A value behind `key:` or `-`, whose line is at `indent`.
fn value(out: &mut String, indent: usize, value: &Value) {
    match value {
        Value::Bare(word) => out.push_str(&format!(" {word}\n")),
        Value::Text(text) if text.contains('\n') && fits_block(text) => block(out, indent, text),
        Value::Text(text) => out.push_str(&format!(" {}\n", plain_or_quoted(text))),
        Value::Prose(text) => {
            let text = format!("{}\n", text.trim_end_matches('\n'));
            match fits_block(&text) {
                true => block(out, indent, &text),
                false => out.push_str(&format!(" {}\n", plain_or_quoted(&text))),
            }
        }
        Value::Map(entries) if entries.is_empty() => out.push_str(" {}\n"),
        Value::List(items) if items.is_empty() => out.push_str(" []\n"),
        Value::Map(entries) => {
            out.push('\n');
            entries.iter().for_each(|each| entry(out, indent + 2, each));
        }
        Value::List(items) => {
            out.push('\n');
            items.iter().for_each(|each| item(out, indent + 2, each));
        }
    }
}

fn item(out: &mut String, indent: usize, item: &Value) {
    match item {
        Value::Map(entries) if !entries.is_empty() => {
            // Comments of the first key stand above the item, for they cannot stand between `-` and the key.
            comments(out, indent, &entries[0].comments);
            out.push_str(&format!("{:indent$}- ", ""));
            first_line_of_entry(out, indent + 2, &entries[0]);
            entries[1..].iter().for_each(|each| entry(out, indent + 2, each));
        }
        other => {
            out.push_str(&format!("{:indent$}-", ""));
            value(out, indent, other);
        }
    }
}
