//! Translation memory: a gettext PO file per language.

use super::problem::{Found, Problem};
use crate::model::translations::Memory;
use polib::po_file;

/// Reads a PO file; fuzzy and empty entries do not count.
pub(super) fn read(text: &str) -> Result<Memory, Found> {
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
