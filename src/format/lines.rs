//! The lines of a YAML file as it stands: which are empty, where comments are, and how its texts are written.

use super::comment_words;
use std::{collections::BTreeMap, ops::Range};

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    Quoted,
    /// Below a `|` or `>`, which stands there.
    Block(usize),
}

/// The lines of a text: which are empty, where its comments stand, and how its scalars are written.
pub(crate) struct Lines {
    pub(super) chars: Vec<char>,
    /// Where each begins, in characters.
    pub(super) starts: Vec<usize>,
    /// By the place where they begin.
    pub(super) comments: BTreeMap<usize, Comment>,
    /// Of scalars that are not empty, by the place where their text begins.
    pub(super) styles: BTreeMap<usize, Style>,
    /// Where they end, likewise.
    ends: BTreeMap<usize, usize>,
}

pub(super) struct Comment {
    pub(super) words: String,
    /// Nothing stands before it on its line.
    pub(super) alone: bool,
}

impl Lines {
    /// Of a text and the places of its nodes.
    pub(crate) fn new(text: &str, places: &[Range<usize>]) -> Lines {
        let chars: Vec<char> = text.chars().collect();
        let ends = chars.iter().enumerate().filter(|(_, c)| **c == '\n').map(|(at, _)| at + 1);
        let starts: Vec<usize> = std::iter::once(0).chain(ends).collect();
        let mut lines = Lines { chars, starts, comments: BTreeMap::new(), styles: BTreeMap::new(), ends: BTreeMap::new() };
        let mut at = 0;
        for place in places.iter().filter(|place| place.end > place.start) {
            lines.find_comments(at, place.start);
            let (style, end) = lines.style(place, at);
            at = end.max(at);
            if !(style == Style::Plain && matches!(lines.chars[place.start], '{' | '[')) {
                lines.styles.insert(place.start, style);
                lines.ends.insert(place.start, end);
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

    /// How a scalar is written that stands after `before`, and where it ends: what the parser says of that takes in a comment behind it.
    fn style(&self, place: &Range<usize>, before: usize) -> (Style, usize) {
        if let Some(sign) = self.block_sign(place.start).filter(|sign| *sign >= before) {
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

    pub(super) fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at) - 1
    }

    /// The beginning of the next line.
    pub(super) fn end_of_line(&self, at: usize) -> usize {
        self.starts.get(self.line(at) + 1).copied().unwrap_or(self.chars.len())
    }

    pub(super) fn is_empty(&self, line: usize) -> bool {
        let end = self.starts.get(line + 1).copied().unwrap_or(self.chars.len());
        self.chars[self.starts[line]..end].iter().all(|c| c.is_whitespace())
    }

    /// The comment that has a line to itself.
    pub(super) fn alone(&self, line: usize) -> Option<(usize, &Comment)> {
        let end = self.starts.get(line + 1).copied().unwrap_or(self.chars.len());
        self.comments.range(self.starts[line]..end).next().map(|(at, comment)| (*at, comment)).filter(|(_, comment)| comment.alone)
    }

    /// Where the text begins with the sign above it, if it is below one.
    pub(super) fn sign(&self, start: usize) -> usize {
        match self.styles.get(&start) {
            Some(Style::Block(sign)) => *sign,
            _ => start,
        }
    }

    /// How the scalar is written that begins there.
    pub(crate) fn style_at(&self, start: usize) -> Option<Style> {
        self.styles.get(&start).copied()
    }

    /// Where the text ends that begins there; the place itself where nothing does.
    pub(crate) fn end(&self, start: usize) -> usize {
        self.ends.get(&start).copied().unwrap_or(start)
    }

    /// The first closing bracket from there on that is in no comment.
    pub(super) fn bracket_after(&self, start: usize) -> usize {
        let mut at = start;
        while at < self.chars.len() && !matches!(self.chars[at], '}' | ']') {
            let in_comment = self.comments.contains_key(&at);
            at = if in_comment { self.end_of_line(at) } else { at + 1 };
        }
        at
    }

    /// The `-` of the item that begins there: on its line, or above empty lines and comments.
    pub(super) fn dash(&self, start: usize) -> usize {
        let mut end = start;
        loop {
            let line = self.line(end);
            let from = self.starts[line];
            match self.chars[from..end].iter().rposition(|c| !c.is_whitespace()) {
                Some(last) if self.chars[from + last] == '-' => return from + last,
                Some(_) => return start,
                None if line == 0 => return start,
                None => {
                    let above = self.starts[line - 1];
                    end = self.comments.range(above..from).next().map_or(from - 1, |(comment, _)| *comment);
                }
            }
        }
    }

    pub(super) fn words(&self) -> Vec<String> {
        let mut words: Vec<String> = self.comments.values().map(|comment| comment.words.clone()).collect();
        words.sort();
        words
    }
}
