//! The careful reader: YAML events to a tree of texts, every node with its place. It alone makes diagnostics.
//!
//! Scalars are never interpreted: `1.10`, `yes`, `0x1F` stay what was written, and the reader of a field decides.
//! Saphyr counts characters, not bytes; so do the places here.

use super::{
    control,
    problem::{Found, Problem},
};
use crate::model::diagnostic::{Place, Span};
use saphyr_parser::{Event, Parser, ScalarStyle};
use std::{collections::HashSet, ops::Range};

/// Largest file, in bytes: a hundred times the largest official table.
pub const MAX_BYTES: usize = 8 << 20;
/// Deepest nesting; a sheet needs 7.
pub const MAX_DEPTH: usize = 32;
/// Most nodes of a file.
pub const MAX_NODES: usize = 400_000;

/// Most signs between values on one line. A list in brackets might yet turn out to be a key as long as its line goes on, so the parser keeps
/// all of it: 800 MB for 600,000 keys (measured), 70 MB for these.
const MAX_LINE: usize = 100_000;

const ALIAS: &str = "an alias (`*name`)";

/// A node of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its number in document order, keys counted.
    pub number: u32,
    /// What it is.
    pub value: Value,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing: no value, `~`, `null`, or an empty text.
    Empty,
    /// A text, exactly as written.
    Scalar(String),
    /// Items.
    Seq(Vec<Node>),
    /// Keys and values in the order of the file.
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// Its place.
    pub fn span(&self) -> Span {
        Span(self.number)
    }

    /// Its text, if it is one.
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// Whether nothing stands there: no value, or a text of white space alone.
    pub fn is_blank(&self) -> bool {
        match &self.value {
            Value::Empty => true,
            Value::Scalar(text) => is_blank(text),
            Value::Seq(_) | Value::Map(_) => false,
        }
    }

    /// The highest number of a node in it, its own if it holds none.
    pub(crate) fn last_number(&self) -> u32 {
        let last = match &self.value {
            Value::Seq(items) => items.last(),
            Value::Map(entries) => entries.last().map(|(_, value)| value),
            Value::Empty | Value::Scalar(_) => None,
        };
        last.map_or(self.number, Node::last_number)
    }

    /// What to call it in a message.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Empty => "nothing",
            Value::Scalar(_) if self.is_blank() => "nothing but spaces",
            Value::Scalar(_) => "a text or number",
            Value::Seq(_) => "a list",
            Value::Map(_) => "a map (key: value)",
        }
    }
}

/// What the careful reader makes of a text.
#[derive(Debug, Default)]
pub struct Careful {
    /// The document, as far as it could be read; `None` for an empty file or a syntax error.
    pub root: Option<Node>,
    /// Every problem, in the order of the file.
    pub found: Vec<Found>,
    /// The characters of each node, by number.
    pub places: Vec<Range<usize>>,
    /// Numbers of the nodes whose text is not known, in order: aliases, and scalars with characters that cannot be seen.
    unclear: Vec<u32>,
}

/// Plain scalars that mean “nothing” (YAML 1.2 core schema, `!!null`).
pub(super) fn is_null(plain: &str) -> bool {
    matches!(plain, "" | "~" | "null" | "Null" | "NULL")
}

/// A text that shows nothing: white space of any width, or none.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}'))
}

/// Reads one document.
pub fn read(text: &str) -> Careful {
    let mut careful = Careful::default();
    if text.len() > MAX_BYTES {
        careful.found.push(Found::file(Problem::TooMuch { what: "more bytes", limit: MAX_BYTES }));
        return careful;
    }
    if let Some(at) = overlong_line(text) {
        careful.found.push(Found::chars(at, at + 1, Problem::TooMuch { what: "more values on one line", limit: MAX_LINE }));
        return careful;
    }
    careful.found.extend(control::find(text));
    // The parser stumbles over some of them: it gets a sign in their place, so that all places stay.
    let text = &*control::visible(text);
    let has_signs = !careful.found.is_empty();
    let mut open: Vec<Open> = Vec::new();
    let mut parser = Parser::new_from_str(text);
    loop {
        let (event, mark) = match parser.next_event() {
            None => break,
            Some(Ok(next)) => next,
            Some(Err(error)) => {
                careful.syntax(text, error.marker().index(), error.info());
                break;
            }
        };
        let chars = mark.start.index()..mark.end.index();
        let value = match event {
            Event::StreamEnd => break,
            Event::DocumentStart(_) if careful.root.is_some() => {
                careful.found.push(Found::chars(chars.start, chars.end.max(chars.start + 1), Problem::SecondDocument));
                break;
            }
            Event::Alias(_) => {
                careful.feature(chars.clone(), ALIAS);
                careful.unclear.push(careful.places.len() as u32);
                careful.place(&mut open, chars, Value::Empty)
            }
            Event::Scalar(scalar, style, anchor, tag) => {
                careful.no_extras(&chars, anchor, tag.is_some());
                let escaped = control::first(&scalar);
                if let Some(character) = escaped {
                    careful.found.push(Found::chars(chars.start, chars.end, Problem::Control { character }));
                }
                if escaped.is_some() || (has_signs && scalar.contains(control::SIGN)) {
                    careful.unclear.push(careful.places.len() as u32);
                }
                let empty = scalar.is_empty() || (style == ScalarStyle::Plain && is_null(&scalar));
                // The sign again, so that nothing made of this text carries the character to a terminal.
                let value = if empty { Value::Empty } else { Value::Scalar(control::visible(&scalar).into_owned()) };
                careful.place(&mut open, chars, value)
            }
            Event::SequenceStart(anchor, tag) => {
                careful.no_extras(&chars, anchor, tag.is_some());
                careful.open(&mut open, chars, Value::Seq(Vec::new()));
                None
            }
            Event::MappingStart(anchor, tag) => {
                careful.no_extras(&chars, anchor, tag.is_some());
                careful.open(&mut open, chars, Value::Map(Vec::new()));
                None
            }
            Event::SequenceEnd | Event::MappingEnd => careful.close(&mut open),
            _ => None,
        };
        if let Some(root) = value {
            careful.root = Some(root);
        }
        let limit = match () {
            () if open.len() > MAX_DEPTH => Some(("more levels", MAX_DEPTH)),
            () if careful.places.len() > MAX_NODES => Some(("more values", MAX_NODES)),
            () => None,
        };
        if let Some((what, limit)) = limit {
            let at = mark.start.index();
            careful.found.push(Found::chars(at, at + 1, Problem::TooMuch { what, limit }));
            careful.root = None;
            break;
        }
    }
    careful.stay_within(text.chars().count());
    careful
}

/// Where a line has too many values, in characters.
fn overlong_line(text: &str) -> Option<usize> {
    let mut signs = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'\n' => signs = 0,
            b',' | b':' | b'[' | b'{' => signs += 1,
            _ => {}
        }
        if signs > MAX_LINE {
            return Some(text[..at].chars().count());
        }
    }
    None
}

/// A list or map whose end has not come yet.
struct Open {
    node: Node,
    key: Option<Node>,
    keys: Keys,
}

/// The keys of a map so far. A few are compared one by one; a set of many is made only then, for a hostile file has 100,000.
#[derive(Default)]
pub(super) struct Keys(HashSet<String>);

impl Keys {
    const FEW: usize = 16;

    /// Whether `name` is new beside `entries`.
    pub fn is_new(&mut self, name: &str, entries: &[(Node, Node)]) -> bool {
        if entries.len() < Keys::FEW {
            return !entries.iter().any(|(key, _)| key.scalar() == Some(name));
        }
        if self.0.is_empty() {
            self.0.extend(entries.iter().filter_map(|(key, _)| key.scalar()).map(str::to_owned));
        }
        self.0.insert(name.to_owned())
    }
}

impl Careful {
    /// Behind a directive that is none (`%title: x`) the parser counts characters that are not there.
    fn stay_within(&mut self, length: usize) {
        self.places.iter_mut().for_each(|chars| *chars = chars.start.min(length)..chars.end.min(length));
        for each in &mut self.found {
            if let Place::Chars(from, to) = &mut each.place {
                (*from, *to) = ((*from).min(length), (*to).min(length + 1));
            }
        }
    }

    fn number(&mut self, chars: Range<usize>) -> u32 {
        self.places.push(chars);
        self.places.len() as u32 - 1 // MAX_NODES is far below
    }

    fn open(&mut self, open: &mut Vec<Open>, chars: Range<usize>, value: Value) {
        let number = self.number(chars);
        open.push(Open { node: Node { number, value }, key: None, keys: Keys::default() });
    }

    fn close(&mut self, open: &mut Vec<Open>) -> Option<Node> {
        let node = open.pop()?.node;
        self.attach(open, node)
    }

    fn place(&mut self, open: &mut [Open], chars: Range<usize>, value: Value) -> Option<Node> {
        let number = self.number(chars);
        self.attach(open, Node { number, value })
    }

    /// Puts a finished node into the list or map around it; a node with nothing around it is the root.
    fn attach(&mut self, open: &mut [Open], node: Node) -> Option<Node> {
        let Some(parent) = open.last_mut() else { return Some(node) };
        match &mut parent.node.value {
            Value::Seq(items) => items.push(node),
            Value::Map(entries) => match parent.key.take() {
                None => parent.key = Some(node),
                Some(key) => {
                    if let Some(name) = key.scalar()
                        && !parent.keys.is_new(name, entries)
                    {
                        self.found.push(Found::at(&key, Problem::DuplicateKey { key: name.to_owned() }));
                    }
                    entries.push((key, node));
                }
            },
            Value::Empty | Value::Scalar(_) => {}
        }
        None
    }

    fn no_extras(&mut self, chars: &Range<usize>, anchor: usize, tag: bool) {
        if anchor > 0 {
            self.feature(chars.clone(), "an anchor (`&name`)");
        }
        if tag {
            self.feature(chars.clone(), "a tag (`!name`)");
        }
    }

    fn feature(&mut self, chars: Range<usize>, name: &'static str) {
        self.found.push(Found::chars(chars.start, chars.end.max(chars.start + 1), Problem::Feature { name }));
    }

    fn syntax(&mut self, text: &str, at: usize, message: &str) {
        if message.contains("unknown anchor") {
            self.feature(at..at + 1, ALIAS);
            self.root = None;
            return;
        }
        if message.contains("recursion limit") {
            self.found.push(Found::file(Problem::TooMuch { what: "more levels", limit: MAX_DEPTH }));
            self.root = None;
            return;
        }
        let (mut start, mut line) = line_at(text, at);
        let mut hint = hint(line);
        if hint.is_none() && start > 0 {
            // A full-width colon is noticed only on the line after it.
            let (before, above) = line_at(text, start - 1);
            hint = full_width_colon(above);
            if hint.is_some() {
                (start, line) = (before, above);
            }
        }
        let place = match hint {
            // The parser stumbles after the cause; a known cause is the whole line.
            Some(_) => {
                let indent = line.chars().take_while(|c| c.is_whitespace()).count();
                Place::Chars(start + indent, start + line.trim_end().chars().count())
            }
            None => Place::Chars(at, at + 1),
        };
        self.found.push(Found { place, problem: Problem::Syntax { message: message.to_owned(), hint } });
        self.root = None;
    }
}

/// The line that holds character `at`, or the nearest one above it that is not blank; and the character it begins at.
fn line_at(text: &str, at: usize) -> (usize, &str) {
    let mut start = 0;
    let mut best = (0, "");
    for line in text.split_inclusive('\n') {
        if start > at {
            break;
        }
        if !line.trim().is_empty() {
            best = (start, line);
        }
        start += line.chars().count();
    }
    best
}

/// The usual causes of broken YAML in hand-written tables.
fn hint(line: &str) -> Option<&'static str> {
    let value = line.split_once(": ").or_else(|| line.split_once("- ")).map_or(line, |(_, value)| value).trim_start();
    if line.trim_start_matches(' ').starts_with('\t') {
        return Some("this line is indented with a tab: use spaces");
    }
    if value.starts_with('>') || value.starts_with('|') {
        return Some("a value that begins with > or | must stand in quotes: '>=95%'");
    }
    if value.starts_with(['%', '@', '`', '*', '&', '!', ',', ']', '}']) {
        return Some("a value that begins with this character must stand in quotes: '…'");
    }
    if let Some(colon) = full_width_colon(line) {
        return Some(colon);
    }
    if value.contains(": ") && !value.starts_with(['{', '\'', '"']) {
        return Some("a text that contains a colon and a space must stand in quotes: '…'");
    }
    None
}

fn full_width_colon(line: &str) -> Option<&'static str> {
    let missing = line.contains('：') && !line.contains(": ");
    missing.then_some("after a key stands the half-width colon and a space: `name: …`, not `name：…`")
}

impl Careful {
    /// Problems with their places in characters, so that all problems of a file can be put in order. Of a node whose text is not
    /// known nothing is said but that.
    pub(super) fn placed(&self, mut found: Vec<Found>) -> Vec<Found> {
        found.retain(|each| !self.is_about_unclear(each));
        for each in &mut found {
            if let Place::Node(span) = each.place
                && let Some(chars) = self.places.get(span.0 as usize)
            {
                each.place = Place::Chars(chars.start, chars.end);
            }
        }
        found
    }

    fn is_about_unclear(&self, found: &Found) -> bool {
        let Place::Node(Span(number)) = found.place else { return false };
        let unclear = |number: u32| self.unclear.binary_search(&number).is_ok();
        // That a value is missing is told of its key, which stands just before it.
        unclear(number) || (matches!(found.problem, Problem::Empty { .. }) && unclear(number + 1))
    }

    /// Numbers of the nodes at which this reader found problems, in order: what holds them is not what its author meant.
    pub(super) fn tainted(&self) -> Vec<u32> {
        let number = |found: &Found| match found.place {
            Place::File => None,
            Place::Node(span) => Some(span.0),
            Place::Chars(from, _) => u32::try_from(self.places.partition_point(|chars| chars.start <= from)).ok()?.checked_sub(1),
        };
        let mut numbers: Vec<u32> = self.found.iter().filter_map(number).collect();
        numbers.sort_unstable();
        numbers
    }
}

/// The characters of a node, for whoever must show it.
pub fn locate(text: &str, span: Span) -> Option<Range<usize>> {
    read(text).places.get(span.0 as usize).cloned()
}
