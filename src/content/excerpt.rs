//! Line and column of a diagnostic, worked out only now that somebody must see them.

use super::{control, decode::decode, tree};
use crate::model::diagnostic::{Diagnostic, Place, Span};
use std::{
    collections::BTreeMap,
    fs,
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
};

/// Turns every place of a node into one of characters, so that diagnostics of one file can be put in order. Each file is read and
/// parsed once; where it is gone, its diagnostics are of the file as a whole.
pub fn locate(diagnostics: &mut [Diagnostic]) {
    let mut by_file: BTreeMap<Arc<PathBuf>, Vec<&mut Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics.iter_mut().filter(|each| matches!(each.place, Place::Node(_))) {
        by_file.entry(diagnostic.file.clone()).or_default().push(diagnostic);
    }
    for (file, diagnostics) in by_file {
        let places = text_of(&file).map(|text| tree::read(&text).places).unwrap_or_default();
        for diagnostic in diagnostics {
            if let Place::Node(span) = diagnostic.place {
                diagnostic.place = places.get(span.0 as usize).map_or(Place::File, |chars| Place::Chars(chars.start, chars.end));
            }
        }
    }
}

fn text_of(file: &Path) -> Option<String> {
    decode(&fs::read(file).ok()?).ok().map(str::to_owned)
}

/// The lines, from 1, in which nodes of a file begin; 1 where it cannot be read any more.
pub fn lines(file: &Path, spans: &[Span]) -> Vec<usize> {
    let Some(text) = text_of(file) else { return vec![1; spans.len()] };
    let places = tree::read(&text).places;
    let ends: Vec<usize> = text.chars().enumerate().filter(|(_, c)| *c == '\n').map(|(at, _)| at).collect();
    let line = |span: &Span| places.get(span.0 as usize).map_or(1, |place| 1 + ends.partition_point(|end| *end < place.start));
    spans.iter().map(line).collect()
}

/// The text of the file and the bytes of it that a diagnostic is about.
#[derive(Debug)]
pub struct Excerpt {
    /// The whole text, with a sign in place of every control character: they are not for terminals.
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
    let text = text_of(&diagnostic.file)?;
    let chars = match &diagnostic.place {
        Place::File => return None,
        Place::Node(span) => tree::locate(&text, *span)?,
        Place::Chars(from, to) => *from..*to,
    };
    // Character for character, so that places stay.
    let text = control::visible(&text).into_owned();
    let at = |wanted: usize| text.char_indices().nth(wanted).map_or(text.len(), |(byte, _)| byte);
    let start = at(chars.start);
    // A map or a block has no end of its own yet when it begins, and a long text is not underlined whole: its first line will do.
    let end = at(chars.end.max(chars.start + 1)).min(text[start..].find(['\n', '\r']).map_or(text.len(), |end| start + end)).max(start);
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line = 1 + text[..start].matches('\n').count();
    let column = 1 + text[line_start..start].chars().count();
    Some(Excerpt { bytes: start..end, line, column, text })
}
