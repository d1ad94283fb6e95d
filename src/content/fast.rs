//! The fast reader: serde_yaml, with the keys that hold one scalar taken as text. Whatever it cannot take exactly, it refuses,
//! and the careful reader decides. Both make the same tree; a property test and a fuzz target hold them to it.

use super::{
    control,
    tree::{Keys, MAX_BYTES, Node, Value, is_null},
};
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::{cell::Cell, fmt};

/// Keys whose value is always one scalar: serde_yaml hands those over as written, digits and all.
const SCALARS: [&str; 20] = [
    "total",
    "fiscal",
    "other",
    "form",
    "status",
    "year",
    "published",
    "approved",
    "approval_no",
    "unit",
    "format",
    "id",
    "counts",
    "task",
    "by",
    "date",
    "file",
    "sha256",
    "zh",
    "en",
];

/// Signs between values: where there are more, the careful reader decides, which stops at its limit of values. serde_yaml has none, and
/// takes a kilobyte for each (measured: 800 MB for 7 MB of small ones). The largest official table has a twentieth of them.
const MOST_SIGNS: usize = 100_000;

/// Reads one document, if it can be read exactly; `None` sends it to the careful reader.
pub fn read(text: &str) -> Option<Node> {
    if !harmless(text) {
        return None;
    }
    let next = Cell::new(0);
    Seed { next: &next, scalar: false }.deserialize(serde_yaml::Deserializer::from_str(text)).ok()
}

/// A cheap look at the bytes: false as soon as anything might be an anchor, alias, tag, second document, tab indentation,
/// deep nesting or a control character, of which serde_yaml would tell us nothing (and a deep one costs it quadratic time).
fn harmless(text: &str) -> bool {
    // Without a last newline the two parsers differ on the end of a block of text.
    if text.len() > MAX_BYTES || !text.ends_with('\n') || text.chars().any(|c| control::is_control(c) || is_old_break(c)) {
        return false;
    }
    if text.bytes().filter(|byte| matches!(byte, b',' | b':' | b'[' | b'{' | b'\n')).count() > MOST_SIGNS {
        return false;
    }
    let mut flow = 0usize;
    let mut block = None;
    for line in text.lines() {
        let body = line.trim_start_matches(' ');
        let indent = line.len() - body.len();
        // A carriage return is part of a line end or of nothing.
        if body.contains('\t') || body.trim_end_matches('\r').contains('\r') || body.ends_with("\r\r") {
            return false;
        }
        block = match block {
            // The two parsers differ on spaces in front of the first line of a block, …
            Some(Block::Opened { .. }) if body.is_empty() && indent > 0 => return false,
            _ if body.is_empty() => continue,
            Some(Block::Opened { key }) if indent > key => Some(Block::Text { indent }),
            Some(Block::Text { indent: least }) if indent >= least => block,
            _ => None,
        };
        if block.is_some() {
            // Words of a block of text are nothing else: Markdown may stand there.
            continue;
        }
        let deep = indent > 40 || body.starts_with("- - ");
        if deep || body.starts_with(['&', '*', '!', '%', '?']) || body.starts_with("---") || body.starts_with("...") {
            return false;
        }
        // … and on quoted texts of more than one line.
        if open_quote(body, '\'') || open_quote(body, '"') {
            return false;
        }
        let mut before = b' ';
        for byte in body.bytes() {
            match byte {
                b'{' | b'[' => flow += 1,
                _ if flow > 8 => return false,
                // A lone dash in a flow collection.
                b',' | b' ' if flow > 0 && before == b'-' => return false,
                b'}' | b']' if before == b'-' => return false,
                b'}' | b']' => flow = flow.saturating_sub(1),
                b'&' | b'*' | b'!' | b'?' if matches!(before, b' ' | b',' | b'[' | b'{' | b':' | b'-') => return false,
                // A comment glued to what it follows.
                b'#' if matches!(before, b'"' | b'\'' | b'}' | b']' | b',' | b'{' | b'[') => return false,
                _ => {}
            }
            before = byte;
        }
        // The two parsers differ on flow collections of more than one line.
        if flow > 0 {
            return false;
        }
        if is_block(body) {
            block = opens_block(indent, body);
            if block.is_none() {
                return false;
            }
        }
    }
    true
}

/// Ends a line for serde_yaml, which speaks YAML 1.1; since 1.2 it is a character as others.
fn is_old_break(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

/// A value that begins like the head of a block of text.
fn is_block(line: &str) -> bool {
    let item = line.strip_prefix("- ").unwrap_or(line);
    let value = line.split_once(": ").map_or(item, |(_, value)| value);
    [item, value].iter().any(|value| value.trim_start().starts_with(['>', '|']))
}

/// A block of text (`zh: |`), between its head and its end.
#[derive(Clone, Copy)]
enum Block {
    /// Its key begins in this column; lines further right belong to it.
    Opened { key: usize },
    /// Its first line decides which those are.
    Text { indent: usize },
}

/// The block that a line opens, if nothing stands on it but a plain key, and `|` or `>` and how the block ends.
fn opens_block(indent: usize, line: &str) -> Option<Block> {
    let (key, line) = match line.strip_prefix("- ") {
        Some(rest) => (indent + 2, rest),
        None => (indent, line),
    };
    let (name, head) = line.split_once(": ")?;
    let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    (plain && matches!(head.trim_end(), "|" | "|-" | "|+" | ">" | ">-" | ">+")).then_some(Block::Opened { key })
}

/// A quote that may open a text (`department's` opens none) which does not end on its line. Whether it stands in another text is
/// not asked: then it is for the careful reader to say.
fn open_quote(line: &str, quote: char) -> bool {
    let opens = |at: usize| line[..at].chars().next_back().is_none_or(|before| matches!(before, ' ' | ',' | '[' | '{' | ':'));
    line.match_indices(quote).any(|(at, _)| opens(at) && !ends(&line[at + 1..], quote))
}

/// Whether a quoted text ends, behind the quote that opens it. In it, `''` and `\"` are quotes of the text itself.
fn ends(text: &str, quote: char) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find(quote) {
        let (before, behind) = (&rest[..at], &rest[at + 1..]);
        let escaped = quote == '"' && before.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
        rest = match behind.strip_prefix('\'').filter(|_| quote == '\'') {
            Some(doubled) => doubled,
            None if escaped => behind,
            None => return true,
        };
    }
    false
}

#[derive(Clone, Copy)]
struct Seed<'a> {
    next: &'a Cell<u32>,
    scalar: bool,
}

impl Seed<'_> {
    fn number(&self) -> u32 {
        self.next.replace(self.next.get() + 1)
    }

    fn text<E: de::Error>(&self, text: &str) -> Result<Node, E> {
        let value = match text {
            "" => Value::Empty,
            // Quoted or not? Only the careful reader can tell.
            ambiguous if is_null(ambiguous) => return Err(E::custom("null or a text")),
            // Written with an escape: "\u202E".
            hidden if control::first(hidden).is_some() => return Err(E::custom("a control character")),
            text => Value::Scalar(text.to_owned()),
        };
        Ok(Node { number: self.number(), value })
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        if self.scalar { deserializer.deserialize_str(self) } else { deserializer.deserialize_any(self) }
    }
}

// Numbers, booleans and null have no visit method here on purpose: serde then reports a type error, which is a refusal.
impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a list or a map")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Node, E> {
        self.text(text)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let number = self.number();
        let mut nodes = Vec::new();
        while let Some(node) = items.next_element_seed(Seed { scalar: false, ..self })? {
            nodes.push(node);
        }
        Ok(Node { number, value: Value::Seq(nodes) })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let number = self.number();
        let mut nodes: Vec<(Node, Node)> = Vec::new();
        let mut keys = Keys::default();
        while let Some(key) = entries.next_key_seed(Seed { scalar: true, ..self })? {
            let scalar = match key.scalar() {
                Some(name) if !keys.is_new(name, &nodes) => {
                    return Err(de::Error::custom("duplicate key"));
                }
                Some(name) => SCALARS.contains(&name),
                None => return Err(de::Error::custom("empty key")),
            };
            nodes.push((key, entries.next_value_seed(Seed { scalar, ..self })?));
        }
        Ok(Node { number, value: Value::Map(nodes) })
    }
}
