//! Values of a YAML file changed where they stand; the rest of the file is not touched.

use super::{Change, What};
use crate::{
    content::tree::{self, Node, Value},
    format::{Lines, Style, one_line},
};
use std::ops::Range;

/// Why a file cannot be mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unmendable {
    /// Problems of its YAML come first.
    #[error("its YAML has mistakes, which come first")]
    Problems,
    /// A value stands in a way that cannot be changed without changing others.
    #[error("a value is written in a way that gongkai does not change")]
    Written,
}

/// The text with all changes. It is read again: it must say the same but for them.
pub(super) fn apply(text: &str, places: &[Range<usize>], root: &Node, changes: &[Change<'_>]) -> Result<String, Unmendable> {
    let lines = Lines::new(text, places);
    let mut chars: Vec<char> = text.chars().collect();
    // From the last to the first, so that places stay.
    for change in changes.iter().rev() {
        let place = places.get(change.node.number as usize).ok_or(Unmendable::Written)?;
        let (from, to) = (place.start, lines.end(place.start));
        let written: String = chars.get(from..to).ok_or(Unmendable::Written)?.iter().collect();
        let value = change.node.scalar().unwrap_or_default();
        let is_block = matches!(lines.style_at(from), Some(Style::Block(_)));
        let new = match is_block {
            true => in_block(&written, value, &change.mended),
            false => in_line(&written, value, change),
        };
        chars.splice(from..to, new.ok_or(Unmendable::Written)?.chars());
    }
    let mended: String = chars.into_iter().collect();
    let again = tree::read(&mended);
    let same = again.found.is_empty() && again.root.as_ref().is_some_and(|again| is_mended(root, again, changes));
    if same { Ok(mended) } else { Err(Unmendable::Written) }
}

/// A text on one line.
fn in_line(written: &str, value: &str, change: &Change<'_>) -> Option<String> {
    let mended = &change.mended;
    let new = if change.what == What::Amount { mended.clone() } else { one_line(mended) };
    let tail: String = written.chars().rev().take_while(|c| c.is_whitespace()).collect();
    (!value.contains('\n') && !mended.contains('\n')).then(|| format!("{new}{}", tail.chars().rev().collect::<String>()))
}

/// A text below a `|`: each line is the same but for what is mended in it.
fn in_block(written: &str, value: &str, mended: &str) -> Option<String> {
    let (mut old, mut new) = (value.split('\n'), mended.split('\n'));
    let mut lines = Vec::new();
    for line in written.split('\n') {
        let content = line.trim_start_matches(' ');
        let indent = &line[..line.len() - content.len()];
        match old.next() {
            Some(old) if old.trim_start_matches(' ') == content => lines.push(format!("{indent}{}", new.next()?.trim_start_matches(' '))),
            // Behind the text.
            None if content.is_empty() => lines.push(line.to_owned()),
            _ => return None,
        }
    }
    Some(lines.join("\n"))
}

/// Whether `new` is `old` with the changes and nothing else.
fn is_mended(old: &Node, new: &Node, changes: &[Change<'_>]) -> bool {
    match (&old.value, &new.value) {
        (Value::Map(old), Value::Map(new)) => {
            let pairs = old.iter().zip(new);
            old.len() == new.len()
                && pairs.clone().all(|(old, new)| is_mended(&old.0, &new.0, changes) && is_mended(&old.1, &new.1, changes))
        }
        (Value::Seq(old), Value::Seq(new)) => old.len() == new.len() && old.iter().zip(new).all(|(old, new)| is_mended(old, new, changes)),
        (_, now) => match changes.iter().find(|change| change.node.number == old.number) {
            Some(change) => *now == Value::Scalar(change.mended.clone()),
            None => *now == old.value,
        },
    }
}
