//! A look into a packed file before anybody unpacks it: a few KB can unpack to gigabytes.

use super::Foreign;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Most that all entries together may unpack to, in bytes.
pub(super) const MAX_UNPACKED: u64 = 48 << 20;
/// Most entries.
const MAX_ENTRIES: usize = 2000;

/// The names of the entries, if together they are no larger than a table can be. What an entry says of its size is not believed:
/// everything is unpacked once, into nothing.
pub(super) fn look(bytes: &[u8]) -> Result<Vec<String>, Foreign> {
    let mut archive = open(bytes)?;
    if archive.len() > MAX_ENTRIES {
        return Err(Foreign::Bomb);
    }
    let mut left = MAX_UNPACKED;
    let mut names = Vec::with_capacity(archive.len());
    for place in 0..archive.len() {
        let mut entry = archive.by_index(place).map_err(damaged)?;
        names.push(entry.name().map_err(damaged)?.into_owned());
        let unpacked = std::io::copy(&mut (&mut entry).take(left + 1), &mut std::io::sink());
        left = left.checked_sub(unpacked.map_err(damaged)?).ok_or(Foreign::Bomb)?;
    }
    Ok(names)
}

/// The text of an entry of a file that was [looked](look) at.
pub(super) fn text(bytes: &[u8], name: &str) -> Result<String, Foreign> {
    let mut archive = open(bytes)?;
    let mut text = String::new();
    archive.by_name(name).map_err(damaged)?.take(MAX_UNPACKED).read_to_string(&mut text).map_err(damaged)?;
    Ok(text)
}

fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, Foreign> {
    ZipArchive::new(Cursor::new(bytes)).map_err(damaged)
}

fn damaged(error: impl std::fmt::Display) -> Foreign {
    Foreign::Damaged { kind: "a packed file", why: error.to_string() }
}
