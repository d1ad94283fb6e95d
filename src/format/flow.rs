//! Maps and lists on one line, in brackets.

use super::{
    Around, Value,
    scalar::{ends_like_an_item, is_plain_in_flow, key, plain_or_quoted, quoted},
};

/// Widest line that holds one, in columns; a Chinese character takes two.
const WIDEST: usize = 160;

/// The line, if it fits behind what stands on it already: nothing in it goes over several lines or has a comment.
pub(super) fn line(value: &Value, before: usize) -> Option<String> {
    let line = piece(value)?;
    (before + 1 + width(&line) <= WIDEST).then_some(line)
}

fn piece(value: &Value) -> Option<String> {
    let bare = |around: &Around| around.above.is_empty() && around.behind.is_none();
    match value {
        // Between brackets nothing at all is read in more than one way.
        Value::Bare(word) if word.is_empty() => Some("~".to_owned()),
        Value::Bare(word) => Some(if ends_like_an_item(word) { quoted(word) } else { word.clone() }),
        Value::Text(text) => Some(text).filter(|text| !text.contains('\n')).map(|text| word(text)),
        Value::Prose(_) => None,
        Value::Flow(inner) => piece(inner),
        Value::Map(entries) => {
            let pairs = entries.iter().map(|entry| {
                bare(&entry.around).then_some(())?;
                Some(format!(
                    "{}: {}",
                    if is_plain_in_flow(&entry.key) { key(&entry.key) } else { quoted(&entry.key) },
                    piece(&entry.value)?
                ))
            });
            Some(format!("{{{}}}", pairs.collect::<Option<Vec<String>>>()?.join(", ")))
        }
        Value::List(items) => {
            let items = items.iter().map(|item| bare(&item.around).then(|| piece(&item.value))?);
            Some(format!("[{}]", items.collect::<Option<Vec<String>>>()?.join(", ")))
        }
    }
}

fn word(text: &str) -> String {
    if is_plain_in_flow(text) { plain_or_quoted(text) } else { quoted(text) }
}

/// Columns of a text on a terminal.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}
