//! The files that something is made from, by their keys.

use super::Key;
use crate::publish::{Disk, Stamp};
use serde::{Deserialize, Serialize};
use std::{
    io::{self, Read},
    path::{Path, PathBuf},
};

/// Files beyond this size are not read for a key: whoever wants them says no to them, or takes long over them anyhow.
const LARGEST: u64 = 64 << 20;

/// A file that something was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Relative to the folder of the content.
    pub path: PathBuf,
    /// Of its bytes.
    pub key: Key,
    /// Of the file, as it was before it was read; `None` where it was so young that it could have been written twice at one time.
    stamp: Option<Stamp>,
}

/// The files at `paths` below `content`, those read before by their stamps. `began` is the stamp of a file that was written before any
/// of them was looked at; without one, a later look can tell nothing by stamps.
///
/// # Errors
/// [`io::Error`] if one of them is no file that could be read: then nothing can be said of what is made from it.
pub fn look<'p>(
    disk: &dyn Disk,
    content: &Path,
    paths: impl Iterator<Item = &'p Path>,
    before: &[Input],
    began: Option<&Stamp>,
) -> io::Result<Vec<Input>> {
    let input = |place: &Path| {
        let path = place.strip_prefix(content).map_err(io::Error::other)?;
        let stamp = disk.stamp(place)?.filter(|stamp| stamp.size() <= LARGEST).ok_or_else(|| io::Error::other("no file to be read"))?;
        let known = before.iter().find(|input| input.path == path && input.stamp == Some(stamp));
        let key = match known {
            Some(known) => known.key,
            None => key_of(&mut *disk.open(place)?)?,
        };
        Ok(Input { path: path.to_owned(), key, stamp: Some(stamp).filter(|stamp| began.is_some_and(|began| stamp.is_older_than(began))) })
    };
    paths.map(input).collect()
}

impl Input {
    /// The same without what only this machine can make use of.
    pub fn without_stamp(&self) -> Input {
        Input { stamp: None, ..self.clone() }
    }
}

fn key_of(reader: &mut dyn Read) -> io::Result<Key> {
    let mut bytes = Vec::new();
    reader.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(Key::of(&bytes))
}
