//! Translation memory: a gettext PO file per language.

use super::problem::{Found, Problem};
use crate::model::translations::Memory;
use polib::po_file;

/// Reads a PO file; fuzzy and empty entries do not count.
pub(super) fn read(text: &str) -> Result<Memory, Found> {
    check_quotes(text)?;
    let catalog = po_file::parse_from_reader(text.as_bytes()).map_err(|error| Found::file(Problem::Po { message: error.to_string() }))?;
    let mut memory = Memory::new();
    for message in catalog.messages() {
        let Ok(translation) = message.msgstr() else { continue };
        if message.is_fuzzy() || translation.is_empty() || message.msgid().is_empty() {
            continue;
        }
        let context = message.msgctxt().filter(|context| !context.is_empty()).map(str::to_owned);
        memory.insert((context, message.msgid().trim_end().to_owned()), translation.to_owned());
    }
    Ok(memory)
}

/// polib cuts the last byte of a line without looking whether it is a quote: such a line is refused before it.
fn check_quotes(text: &str) -> Result<(), Found> {
    for (number, line) in text.lines().map(str::trim).enumerate() {
        if !line.starts_with(['m', '"']) {
            continue;
        }
        let quoted = line.find('"').map_or("", |quote| &line[quote..]);
        if quoted.len() < 2 || !quoted.ends_with('"') {
            let message = format!("line {}: `{line}` is not a text between two quotes", number + 1);
            return Err(Found::file(Problem::Po { message }));
        }
    }
    Ok(())
}
