//! A foreign file becomes grids: what it is, is told by its bytes, for names lie (a web page called .xls is what many systems export).

mod biff;
mod delimited;
mod encoding;
mod html;
mod number;
mod ods;
mod workbook;
mod zipped;

use super::grid::{Grid, TooLarge};
pub use html::words_of_markup;

/// Largest file that is looked at, in bytes.
pub const MAX_FILE: u64 = 16 << 20;

/// Why a file is no table that can be read.
#[derive(Debug, thiserror::Error)]
pub enum Foreign {
    /// More than a table needs.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
    /// The file itself.
    #[error("it has {0} bytes, and no official table needs more than {MAX_FILE}")]
    TooManyBytes(u64),
    /// A packed file that unpacks to far more than it is.
    #[error("unpacked it would have more than {} MB, more than any official table", zipped::MAX_UNPACKED >> 20)]
    Bomb,
    /// A file of a kind that is not read.
    #[error("it is {what}, which is not read: {instead}")]
    Kind {
        /// What it is.
        what: &'static str,
        /// What to do.
        instead: &'static str,
    },
    /// Neither UTF-8 nor UTF-16 nor GB 18030.
    #[error("it is text in no encoding that is read (UTF-8, UTF-16, GBK/GB18030): line {line} holds bytes that are no character")]
    Encoding {
        /// From 1.
        line: usize,
    },
    /// Damaged.
    #[error("it cannot be read as {kind}: {why}")]
    Damaged {
        /// What it was taken for.
        kind: &'static str,
        /// What the library says.
        why: String,
    },
}

/// The grids of a file; `name` tells a table with commas from one with tabs where the bytes do not.
///
/// # Errors
/// [`Foreign`]
pub fn grids(name: &str, bytes: &[u8]) -> Result<Vec<Grid>, Foreign> {
    if bytes.len() as u64 > MAX_FILE {
        return Err(Foreign::TooManyBytes(bytes.len() as u64));
    }
    match bytes {
        [b'P', b'K', 3, 4, ..] => packed(bytes),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => workbook::xls(bytes),
        [b'%', b'P', b'D', b'F', ..] => {
            Err(Foreign::Kind { what: "a PDF", instead: "open it, copy the table, and paste it into a text file or a spreadsheet" })
        }
        [b'{', b'\\', b'r', b't', b'f', ..] => {
            Err(Foreign::Kind { what: "a rich text file (RTF)", instead: "save it as a web page (.html)" })
        }
        _ => {
            let text = encoding::decode(bytes)?;
            match is_markup(&text) {
                true => html::grid(&text).map(|grid| vec![grid]),
                false => delimited::grid(name, &text).map(|grid| vec![grid]),
            }
        }
    }
}

fn packed(bytes: &[u8]) -> Result<Vec<Grid>, Foreign> {
    let names = zipped::look(bytes)?;
    let has = |name: &str| names.iter().any(|entry| entry == name);
    match () {
        () if has("xl/workbook.xml") => workbook::xlsx(bytes),
        () if has("content.xml") => ods::grids(bytes),
        () if has("word/document.xml") => {
            Err(Foreign::Kind { what: "a Word document", instead: "copy the table into a text file, or save it as a web page (.html)" })
        }
        () => Err(Foreign::Kind { what: "a packed file without a spreadsheet in it", instead: "unpack it, and import the table itself" }),
    }
}

/// A web page, or a part of one: it begins with a tag, and holds a table.
fn is_markup(text: &str) -> bool {
    let begins = text.trim_start().starts_with('<');
    begins && text.as_bytes().windows(6).any(|six| six.eq_ignore_ascii_case(b"<table"))
}
