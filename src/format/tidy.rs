//! A file that is there already, written again in our style: its comments stay, its data are the same, every digit is as written.

use super::{Around, Document, Entry, Item, Line, Value, comment_words};
use crate::content::{
    Found,
    tree::{self, Node},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

/// The keys of a map in the order that people expect, by the keys above it (`-` for an item of a list); keys that are not among them
/// follow in the order of the file.
pub type Order<'a> = &'a dyn Fn(&[String]) -> Vec<String>;

/// Why a file cannot be written again.
#[derive(Debug)]
pub enum Untidy {
    /// Problems of its YAML come first.
    Problems(Vec<Found>),
    /// It would not be the same any more: a mistake of gongkai. Nothing is written.
    Changed,
}

/// The text of a file in our style.
///
/// # Errors
/// [`Untidy`]; the file stays as it is.
pub fn tidy(text: &str, order: Order<'_>) -> Result<String, Untidy> {
    // Each of them ends a line (YAML 1.2, 5.4).
    let text = &*text.replace("\r\n", "\n").replace('\r', "\n");
    let careful = tree::read(text);
    if !careful.found.is_empty() {
        return Err(Untidy::Problems(careful.found));
    }
    // A file of comments alone, of nothing, or of no keys has no style.
    let Some(root) = careful.root.filter(|root| matches!(&root.value, tree::Value::Map(entries) if !entries.is_empty())) else {
        return Ok(text.to_owned());
    };
    if !has_shape(&root) {
        return Ok(text.to_owned());
    }
    let mut reader = Reader::new(text, careful.places, order);
    let document = reader.document(&root);
    let tidied = document.to_yaml();
    let again = tree::read(&tidied);
    let same_data = again.found.is_empty() && again.root.as_ref().is_some_and(|again| same(again, &root));
    if same_data && Lines::new(&tidied, &again.places).words() == reader.lines.words() { Ok(tidied) } else { Err(Untidy::Changed) }
}

/// Whether every key is a text, and every item of a list is something; a file with others is none of ours, and `content` says so.
fn has_shape(node: &Node) -> bool {
    match &node.value {
        tree::Value::Map(entries) => entries.iter().all(|(key, value)| key.scalar().is_some() && has_shape(value)),
        // The parser does not say where an empty item stands.
        tree::Value::Seq(items) => items.iter().all(|item| !matches!(item.value, tree::Value::Empty) && has_shape(item)),
        tree::Value::Scalar(_) | tree::Value::Empty => true,
    }
}

/// Whether two trees say the same, whatever the order of their keys.
fn same(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (tree::Value::Seq(a), tree::Value::Seq(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (tree::Value::Map(a), tree::Value::Map(b)) => {
            let by_key: BTreeMap<Option<&str>, &Node> = a.iter().map(|(key, value)| (key.scalar(), value)).collect();
            a.len() == b.len() && b.iter().all(|(key, value)| by_key.get(&key.scalar()).is_some_and(|other| same(other, value)))
        }
        (a, b) => a == b,
    }
}

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Plain,
    Quoted,
    /// Below a `|` or `>`, which stands there.
    Block(usize),
}

/// The lines of a text: which are empty, where its comments stand, and how its scalars are written.
struct Lines {
    chars: Vec<char>,
    /// Where each begins, in characters.
    starts: Vec<usize>,
    /// By the place where they begin.
    comments: BTreeMap<usize, Comment>,
    /// Of scalars that are not empty, by the place where their text begins.
    styles: BTreeMap<usize, Style>,
}

struct Comment {
    words: String,
    /// Nothing stands before it on its line.
    alone: bool,
}

impl Lines {
    fn new(text: &str, places: &[Range<usize>]) -> Lines {
        let chars: Vec<char> = text.chars().collect();
        let ends = chars.iter().enumerate().filter(|(_, c)| **c == '\n').map(|(at, _)| at + 1);
        let starts: Vec<usize> = std::iter::once(0).chain(ends).collect();
        let mut lines = Lines { chars, starts, comments: BTreeMap::new(), styles: BTreeMap::new() };
        let mut at = 0;
        for place in places.iter().filter(|place| place.end > place.start) {
            lines.find_comments(at, place.start);
            let (style, end) = lines.style(place);
            at = end.max(at);
            if !(style == Style::Plain && matches!(lines.chars[place.start], '{' | '[')) {
                lines.styles.insert(place.start, style);
            }
        }
        lines.find_comments(at, lines.chars.len());
        lines
    }

    /// Comments between two scalars.
    fn find_comments(&mut self, from: usize, to: usize) {
        let mut at = from;
        while at < to {
            let begins = self.chars[at] == '#' && (at == 0 || self.chars[at - 1].is_whitespace());
            if !begins {
                at += 1;
                continue;
            }
            let end = self.chars[at..].iter().position(|c| *c == '\n').map_or(self.chars.len(), |length| at + length);
            let alone = self.chars[self.starts[self.line(at)]..at].iter().all(|c| c.is_whitespace());
            let words: String = self.chars[at..end].iter().collect();
            self.comments.insert(at, Comment { words: comment_words(words.trim_start_matches('#')), alone });
            at = end;
        }
    }

    /// How a scalar is written, and where it ends: what the parser says of that takes in a comment behind it.
    fn style(&self, place: &Range<usize>) -> (Style, usize) {
        if let Some(sign) = self.block_sign(place.start) {
            return (Style::Block(sign), place.end);
        }
        let quote = self.chars[place.start];
        if !matches!(quote, '\'' | '"') {
            return (Style::Plain, place.end);
        }
        let mut at = place.start + 1;
        while at < place.end {
            match self.chars[at] {
                '\\' if quote == '"' => at += 2,
                '\'' if quote == '\'' && self.chars.get(at + 1) == Some(&'\'') => at += 2,
                c if c == quote => return (Style::Quoted, at + 1),
                _ => at += 1,
            }
        }
        (Style::Quoted, place.end)
    }

    /// The `|` or `>` at the end of the line above a text that has its line to itself.
    fn block_sign(&self, at: usize) -> Option<usize> {
        let line = self.line(at);
        let alone = self.chars[self.starts[line]..at].iter().all(|c| c.is_whitespace());
        let above = (0..line).rev().find(|above| !self.is_empty(*above)).filter(|_| alone)?;
        let comment = self.comments.range(self.starts[above]..self.starts[above + 1]).next().map(|(at, _)| *at);
        let end = comment.unwrap_or(self.starts[above + 1]);
        let words = &self.chars[self.starts[above]..end];
        let last = words.iter().rposition(|c| !(c.is_whitespace() || c.is_ascii_digit() || matches!(c, '+' | '-')))?;
        let is_sign = matches!(words[last], '|' | '>') && last.checked_sub(1).is_some_and(|before| words[before].is_whitespace());
        is_sign.then_some(self.starts[above] + last)
    }

    fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at) - 1
    }

    fn is_empty(&self, line: usize) -> bool {
        let end = self.starts.get(line + 1).copied().unwrap_or(self.chars.len());
        self.chars[self.starts[line]..end].iter().all(|c| c.is_whitespace())
    }

    /// The comment that has a line to itself.
    fn alone(&self, line: usize) -> Option<(usize, &Comment)> {
        let end = self.starts.get(line + 1).copied().unwrap_or(self.chars.len());
        self.comments.range(self.starts[line]..end).next().map(|(at, comment)| (*at, comment)).filter(|(_, comment)| comment.alone)
    }

    fn words(&self) -> Vec<String> {
        let mut words: Vec<String> = self.comments.values().map(|comment| comment.words.clone()).collect();
        words.sort();
        words
    }
}

struct Reader<'o> {
    lines: Lines,
    places: Vec<Range<usize>>,
    order: Order<'o>,
    /// Places of comments that have a new one.
    taken: BTreeSet<usize>,
    /// Where the brackets close that are open; what stands behind one is of the list or map itself.
    closing: Vec<usize>,
}

impl<'o> Reader<'o> {
    fn new(text: &str, places: Vec<Range<usize>>, order: Order<'o>) -> Reader<'o> {
        Reader { lines: Lines::new(text, &places), places, order, taken: BTreeSet::new(), closing: Vec::new() }
    }

    fn document(&mut self, root: &Node) -> Document {
        let mut head = Vec::new();
        let mut entries = self.map(root, &mut Vec::new());
        if let tree::Value::Map(pairs) = &root.value
            && let Some((key, _)) = pairs.first()
        {
            // Comments that an empty line parts from the first key are of the file.
            let first = key.scalar().unwrap_or_default();
            if let Some(entry) = entries.iter_mut().find(|entry| entry.key == first)
                && let Some(end) = entry.around.above.iter().rposition(|line| *line == Line::Empty)
            {
                head = entry.around.above.drain(..=end).collect();
            }
        }
        let mut tail: Vec<Line> = Vec::new();
        let last =
            self.lines.comments.iter().filter(|(at, _)| !self.taken.contains(at)).map(|(_, comment)| Line::Comment(comment.words.clone()));
        tail.extend(last);
        Document { head, entries, tail }
    }

    /// Where a node begins; a text below a `|` begins with that.
    fn start(&self, node: &Node) -> usize {
        match self.style(node) {
            Some(Style::Block(sign)) => sign,
            _ => self.places[node.number as usize].start,
        }
    }

    /// How a scalar is written; `None` for one that is empty, and for what is no scalar.
    fn style(&self, node: &Node) -> Option<Style> {
        let place = self.places.get(node.number as usize).filter(|place| place.end > place.start)?;
        let scalar = matches!(node.value, tree::Value::Scalar(_) | tree::Value::Empty);
        self.lines.styles.get(&place.start).copied().filter(|_| scalar)
    }

    /// Where the next node after this one begins.
    fn bound(&self, node: &Node) -> usize {
        self.places.get(node.last_number() as usize + 1).map_or(self.lines.chars.len(), |place| place.start)
    }

    fn is_flow(&self, node: &Node) -> bool {
        matches!(node.value, tree::Value::Map(_) | tree::Value::Seq(_)) && matches!(self.lines.chars.get(self.start(node)), Some('{' | '['))
    }

    fn map(&mut self, node: &Node, path: &mut Vec<String>) -> Vec<Entry> {
        let tree::Value::Map(pairs) = &node.value else { return Vec::new() };
        let mut entries: Vec<Entry> = Vec::with_capacity(pairs.len());
        for (place, (key, value)) in pairs.iter().enumerate() {
            let mut around = Around { above: self.above(self.start(key), place == 0), behind: None };
            let name = key.scalar().unwrap_or_default().to_owned();
            path.push(name.clone());
            let value = self.value(value, self.start(key), &mut around, path);
            path.pop();
            entries.push(Entry { around, key: name, value });
        }
        let order = (self.order)(path);
        let rank = |entry: &Entry| order.iter().position(|key| *key == entry.key).unwrap_or(order.len());
        entries.sort_by_key(rank);
        // What comes first now is parted from nothing.
        if let Some(first) = entries.first_mut()
            && first.around.above.first() == Some(&Line::Empty)
        {
            first.around.above.remove(0);
        }
        entries
    }

    /// A value; comments that belong to it go around it.
    fn value(&mut self, node: &Node, from: usize, around: &mut Around, path: &mut Vec<String>) -> Value {
        let flow = self.is_flow(node);
        let block = matches!(node.value, tree::Value::Map(_) | tree::Value::Seq(_)) && !flow;
        if block || matches!(self.style(node), Some(Style::Block(_))) {
            let end = self.lines.starts.get(self.lines.line(self.start(node)) + 1).copied().unwrap_or(self.lines.chars.len());
            let first_inside = self.places.get(node.number as usize + 1).map_or(end, |place| place.start);
            around.behind = self.behind(from, if block { first_inside.max(from) } else { end });
        }
        let bound = self.bound(node).min(self.closing.last().copied().unwrap_or(self.lines.chars.len()));
        if flow {
            self.closing.push(self.closed(from, bound));
        }
        let value = match &node.value {
            tree::Value::Map(_) => Value::Map(self.map(node, path)),
            tree::Value::Seq(items) => {
                let mut list = Vec::with_capacity(items.len());
                for (place, item) in items.iter().enumerate() {
                    let start = self.start(item);
                    let mut around = Around { above: self.above(start, place == 0), behind: None };
                    path.push("-".to_owned());
                    let value = self.value(item, start, &mut around, path);
                    path.pop();
                    list.push(Item { around, value });
                }
                Value::List(list)
            }
            tree::Value::Scalar(_) | tree::Value::Empty => self.scalar(node),
        };
        if flow {
            // Comments before the closing bracket that are behind nothing.
            let closed = self.closing.pop().unwrap_or(bound);
            around.above.extend(self.rest(from, closed));
        }
        if !block {
            around.behind = around.behind.take().or_else(|| self.behind(from, bound));
        }
        if flow { Value::Flow(Box::new(value)) } else { value }
    }

    fn scalar(&self, node: &Node) -> Value {
        let style = self.style(node);
        let Some(text) = node.scalar() else {
            // `~`, `null` or nothing; an empty text in quotes.
            let written: String = self.lines.chars[self.places[node.number as usize].clone()].iter().collect();
            let null = ["~", "null", "Null", "NULL"].into_iter().find(|null| *null == written.trim());
            return if style == Some(Style::Quoted) {
                Value::Text(String::new())
            } else {
                Value::Bare(null.unwrap_or_default().to_owned())
            };
        };
        match style {
            Some(Style::Plain) if !text.contains('\n') => Value::Bare(text.to_owned()),
            _ => Value::Text(text.to_owned()),
        }
    }

    /// Comments and empty lines above what begins there; at the beginning of a list or map empty lines first of all are none, and what
    /// stands behind something else on its line has none.
    fn above(&mut self, at: usize, first: bool) -> Vec<Line> {
        let mut above: Vec<Line> = Vec::new();
        let line = self.lines.line(at);
        if !self.lines.chars[self.lines.starts[line]..at].iter().all(|c| c.is_whitespace() || matches!(c, '-' | '?')) {
            return above;
        }
        for line in (0..line).rev() {
            if self.lines.is_empty(line) {
                if above.last() != Some(&Line::Empty) {
                    above.push(Line::Empty);
                }
                continue;
            }
            let Some((place, words)) = self.lines.alone(line).map(|(place, comment)| (place, comment.words.clone())) else { break };
            if !self.taken.insert(place) {
                break;
            }
            above.push(Line::Comment(words));
        }
        above.reverse();
        if first && above.first() == Some(&Line::Empty) {
            above.remove(0);
        }
        above
    }

    /// The comment behind something on its line.
    fn behind(&mut self, from: usize, to: usize) -> Option<String> {
        let mut behind = self.lines.comments.range(from..to).filter(|(place, comment)| !comment.alone && !self.taken.contains(place));
        let (place, words) = behind.next().map(|(place, comment)| (*place, comment.words.clone()))?;
        self.taken.insert(place);
        Some(words)
    }

    /// Comments in a place that is no line of its own any more.
    fn rest(&mut self, from: usize, to: usize) -> Vec<Line> {
        let inside = |(place, comment): (&usize, &Comment)| (!self.taken.contains(place)).then(|| (*place, comment.words.clone()));
        let found: Vec<(usize, String)> = self.lines.comments.range(from..to).filter_map(inside).collect();
        found
            .into_iter()
            .map(|(place, words)| {
                self.taken.insert(place);
                Line::Comment(words)
            })
            .collect()
    }

    /// The last closing bracket in a stretch of text.
    fn closed(&self, from: usize, to: usize) -> usize {
        self.lines.chars[from..to].iter().rposition(|c| matches!(c, '}' | ']')).map_or(from, |at| from + at)
    }
}
