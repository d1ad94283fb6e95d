//! Line and column of a diagnostic, worked out only now that somebody must see them.

use super::{decode::decode, tree};
use crate::model::diagnostic::{Diagnostic, Place};
use std::{fs, ops::Range};

/// The text of the file and the bytes of it that a diagnostic is about.
#[derive(Debug)]
pub struct Excerpt {
    /// The whole text.
    pub text: String,
    /// The offending bytes.
    pub bytes: Range<usize>,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Reads the file again; `None` for a diagnostic of a whole file or folder, or where the file is gone.
pub fn excerpt(diagnostic: &Diagnostic) -> Option<Excerpt> {
    if diagnostic.place == Place::File {
        return None;
    }
    let raw = fs::read(diagnostic.file.as_path()).ok()?;
    let text = decode(&raw).ok()?.to_owned();
    let chars = match &diagnostic.place {
        Place::File => return None,
        Place::Node(span) => tree::locate(&text, *span)?,
        Place::Chars(from, to) => *from..*to,
    };
    let at = |wanted: usize| text.char_indices().nth(wanted).map_or(text.len(), |(byte, _)| byte);
    let start = at(chars.start);
    // A map or a block has no end of its own yet when it begins, and a long text is not underlined whole: its first line will do.
    let end = at(chars.end.max(chars.start + 1)).min(text[start..].find(['\n', '\r']).map_or(text.len(), |end| start + end)).max(start);
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line = 1 + text[..start].matches('\n').count();
    let column = 1 + text[line_start..start].chars().count();
    Some(Excerpt { bytes: start..end, line, column, text })
}
