//! How content is written: YAML in one style, as people write it by hand. What is written here, `content` reads back unchanged.
//!
//! [`Document`] is a file to be written; [`tidy()`] writes one again that is there already, with its comments, and only its style changed.
//! Invariant: pure values in, text out; nothing here knows a form or a file. Keys are put in order by whoever knows them.

mod flow;
mod lines;
mod scalar;
#[cfg(test)]
mod tests;
mod tidy;

pub(crate) use lines::{Lines, Style};
use scalar::{block, fits_block, key, plain_or_quoted};
pub use tidy::{Order, Untidy, tidy};

/// A file: comments at its head, then keys, then comments at its end.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Comments that stand before everything; an empty line at their end parts them from the first key.
    pub head: Vec<Line>,
    /// Keys in the order of the file.
    pub entries: Vec<Entry>,
    /// Comments after everything.
    pub tail: Vec<Line>,
}

/// A key with its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What stands around it.
    pub around: Around,
    /// The key.
    pub key: String,
    /// Its value.
    pub value: Value,
}

/// An item of a list.
#[derive(Clone, Debug)]
pub struct Item {
    /// What stands around it.
    pub around: Around,
    /// The item.
    pub value: Value,
}

/// What stands around a key or item.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// Comments and empty lines above it.
    pub above: Vec<Line>,
    /// A comment behind it.
    pub behind: Option<String>,
}

/// A line that is none of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// With nothing on it.
    Empty,
    /// With these words, which may be none.
    Comment(String),
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
    List(Vec<Item>),
    /// A map or list on one line, in brackets, if it fits.
    Flow(Box<Value>),
}

impl Entry {
    /// A key without comments.
    pub fn new(key: impl Into<String>, value: Value) -> Entry {
        Entry { around: Around::default(), key: key.into(), value }
    }

    /// Whether its value is a list or map below it.
    fn is_long(&self) -> bool {
        match &self.value {
            Value::Map(_) | Value::List(_) => true,
            Value::Flow(inner) => flow::line(inner, flow::width(&key(&self.key)) + 1).is_none(),
            Value::Text(_) | Value::Prose(_) | Value::Bare(_) => false,
        }
    }

    /// The same with comments above it.
    pub fn below(self, comments: Vec<String>) -> Entry {
        let above = comments.into_iter().map(Line::Comment).collect();
        Entry { around: Around { above, behind: None }, ..self }
    }
}

impl Value {
    /// A list without comments.
    pub fn list(items: impl IntoIterator<Item = Value>) -> Value {
        Value::List(items.into_iter().map(|value| Item { around: Around::default(), value }).collect())
    }
}

impl Document {
    /// The text of the file. An empty line stands before a key of the first level whose value goes over several lines.
    pub fn to_yaml(&self) -> String {
        let mut out = String::new();
        lines(&mut out, 0, &self.head);
        let mut parted = false;
        for (place, entry) in self.entries.iter().enumerate() {
            let long = entry.is_long();
            let first = place == 0 && self.head.last().is_none_or(|line| *line == Line::Empty);
            let own = entry.around.above.first() == Some(&Line::Empty);
            if (long || parted || !entry.around.above.is_empty()) && !first && !own {
                out.push('\n');
            }
            parted = long;
            self::entry(&mut out, 0, entry);
        }
        if !self.tail.is_empty() && !self.entries.is_empty() && self.tail.first() != Some(&Line::Empty) {
            out.push('\n');
        }
        lines(&mut out, 0, &self.tail);
        out
    }
}

/// Comments and empty lines.
fn lines(out: &mut String, indent: usize, lines: &[Line]) {
    for line in lines {
        match line {
            Line::Empty => out.push('\n'),
            Line::Comment(words) => out.push_str(&format!("{:indent$}{}\n", "", comment(words))),
        }
    }
}

/// A text on one line, in brackets or not.
pub(crate) fn one_line(text: &str) -> String {
    if scalar::is_plain_in_flow(text) { plain_or_quoted(text) } else { scalar::quoted(text) }
}

fn comment(words: &str) -> String {
    format!("# {}", comment_words(words)).trim_end().to_owned()
}

/// A comment ends with its line, whatever it quotes.
fn comment_words(words: &str) -> String {
    let words: String = words.chars().map(|c| if c.is_control() || is_line_end(c) { ' ' } else { c }).collect();
    words.trim().to_owned()
}

/// Ends a line in YAML 1.1 or for an editor (U+0085, U+2028, U+2029).
fn is_line_end(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn entry(out: &mut String, indent: usize, entry: &Entry) {
    lines(out, indent, &entry.around.above);
    out.push_str(&" ".repeat(indent));
    first_line_of_entry(out, indent, entry);
}

/// Without the indentation, which a list item has written already.
fn first_line_of_entry(out: &mut String, indent: usize, entry: &Entry) {
    out.push_str(&key(&entry.key));
    out.push(':');
    value(out, indent, &entry.value, entry.around.behind.as_deref());
}

/// A value behind `key:` or `-`, whose line is at `indent`, and a comment behind that line.
fn value(out: &mut String, indent: usize, value: &Value, words: Option<&str>) {
    let behind = words.map_or_else(String::new, |words| format!("  {}", comment(words)));
    match value {
        Value::Bare(word) if word.is_empty() => out.push_str(&format!("{behind}\n")),
        Value::Bare(word) => out.push_str(&format!(" {word}{behind}\n")),
        Value::Text(text) if text.contains('\n') && fits_block(text) => block(out, indent, text, &behind),
        Value::Text(text) => out.push_str(&format!(" {}{behind}\n", plain_or_quoted(text))),
        Value::Prose(text) => {
            let text = format!("{}\n", text.trim_end_matches('\n'));
            match fits_block(&text) {
                true => block(out, indent, &text, &behind),
                false => out.push_str(&format!(" {}{behind}\n", plain_or_quoted(&text))),
            }
        }
        Value::Map(entries) if entries.is_empty() => out.push_str(&format!(" {{}}{behind}\n")),
        Value::List(items) if items.is_empty() => out.push_str(&format!(" []{behind}\n")),
        Value::Map(entries) => {
            out.push_str(&format!("{behind}\n"));
            entries.iter().for_each(|each| entry(out, indent + 2, each));
        }
        Value::List(items) => {
            out.push_str(&format!("{behind}\n"));
            items.iter().for_each(|each| item(out, indent + 2, each));
        }
        Value::Flow(inner) => match flow::line(inner, line_width(out)) {
            Some(line) => out.push_str(&format!(" {line}{behind}\n")),
            None => self::value(out, indent, inner, words),
        },
    }
}

/// How wide the line is that is being written.
fn line_width(out: &str) -> usize {
    flow::width(out.rsplit('\n').next().unwrap_or_default())
}

fn item(out: &mut String, indent: usize, item: &Item) {
    lines(out, indent, &item.around.above);
    match &item.value {
        Value::Map(entries) if !entries.is_empty() && item.around.behind.is_none() => {
            // Comments of the first key stand above the item, for they cannot stand between `-` and the key.
            lines(out, indent, &entries[0].around.above);
            out.push_str(&format!("{:indent$}- ", ""));
            first_line_of_entry(out, indent + 2, &entries[0]);
            entries[1..].iter().for_each(|each| entry(out, indent + 2, each));
        }
        Value::Flow(inner) => {
            out.push_str(&format!("{:indent$}-", ""));
            match flow::line(inner, line_width(out)) {
                Some(_) => value(out, indent, &item.value, item.around.behind.as_deref()),
                None => {
                    out.truncate(out.len() - indent - 1);
                    let behind = item.around.behind.clone();
                    self::item(
                        out,
                        indent,
                        &Item {
                            around: Around { above: behind.map(Line::Comment).into_iter().collect(), behind: None },
                            value: (**inner).clone(),
                        },
                    );
                }
            }
        }
        other => {
            out.push_str(&format!("{:indent$}-", ""));
            value(out, indent, other, item.around.behind.as_deref());
        }
    }
}
