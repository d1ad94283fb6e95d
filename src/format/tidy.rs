//! A file that is there already, written again in our style: its comments stay, its data are the same, every digit is as written.

use super::{
    Around, Document, Entry, Item, Line, Value,
    lines::{Comment, Lines, Style},
    scalar::begins_with_a_sign,
};
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

/// A key that stands on a line with its value has at most 1,024 characters (YAML 1.2, 7.4), and with escapes some get longer.
const LONGEST_KEY: usize = 128;

/// Whether every key is a text of some words, and every item of a list is something; a file with others is none of ours, and `content`
/// says so.
fn has_shape(node: &Node) -> bool {
    match &node.value {
        tree::Value::Map(entries) => {
            let is_key = |key: &Node| key.scalar().is_some_and(|key| key.chars().count() <= LONGEST_KEY);
            entries.iter().all(|(key, value)| is_key(key) && has_shape(value))
        }
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
        self.places.get(node.last_number() as usize + 1).map_or(self.lines.chars.len(), |place| self.lines.sign(place.start))
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
            let end = self.lines.end_of_line(self.start(node));
            let first_inside = self.places.get(node.number as usize + 1).map_or(end, |place| place.start);
            // What stands behind the first thing in it is not behind the key.
            let end_inside = first_inside.max(from).min(self.lines.end_of_line(from));
            around.behind = self.behind(from, if block { end_inside } else { end });
        }
        let bound = self.bound(node).min(self.closing.last().copied().unwrap_or(self.lines.chars.len()));
        if flow {
            self.closing.push(self.closing_bracket(node));
        }
        let value = match &node.value {
            tree::Value::Map(_) => Value::Map(self.map(node, path)),
            tree::Value::Seq(items) => {
                let mut list = Vec::with_capacity(items.len());
                for (place, item) in items.iter().enumerate() {
                    let start = self.start(item);
                    let above = if flow { self.above(start, place == 0) } else { self.above_item(start, place == 0) };
                    let mut around = Around { above, behind: None };
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
            // Between brackets a text may begin with signs that mean something elsewhere.
            Some(Style::Plain) if !text.contains('\n') && !begins_with_a_sign(text) => Value::Bare(text.to_owned()),
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

    /// The same of an item of a list, which may begin lines below its `-`.
    fn above_item(&mut self, start: usize, first: bool) -> Vec<Line> {
        let dash = self.lines.dash(start);
        if self.lines.line(dash) == self.lines.line(start) {
            return self.above(start, first);
        }
        let inside = self.above(start, true);
        let mut above = self.above(dash, first);
        above.extend(inside.into_iter().filter(|line| *line != Line::Empty));
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

    /// Where the brackets of a list or map close: behind everything in them.
    fn closing_bracket(&self, node: &Node) -> usize {
        self.lines.bracket_after(self.end_of_last(node).max(self.start(node) + 1))
    }

    /// Where the last value in a list or map ends.
    fn end_of_last(&self, node: &Node) -> usize {
        let last = match &node.value {
            tree::Value::Map(pairs) => pairs.last().map(|(key, value)| self.end(value).max(self.end(key))),
            tree::Value::Seq(items) => items.last().map(|item| self.end(item)),
            tree::Value::Scalar(_) | tree::Value::Empty => None,
        };
        last.unwrap_or_else(|| self.start(node))
    }

    fn end(&self, node: &Node) -> usize {
        match &node.value {
            tree::Value::Map(_) | tree::Value::Seq(_) if self.is_flow(node) => self.closing_bracket(node) + 1,
            tree::Value::Map(_) | tree::Value::Seq(_) => self.end_of_last(node),
            tree::Value::Scalar(_) | tree::Value::Empty => self.lines.end(self.start(node)),
        }
    }
}
