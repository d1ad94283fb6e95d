//! What stands in the output folder where a file of the site belongs, looked at without going through links.

use super::checksum::Checksum;
use super::disk::{Disk, Kind};
use super::error::{Doing, PublishError, at};
use crate::site::path::SitePath;
use rayon::prelude::*;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// So many folders are remembered at most.
const FOLDERS: usize = 20_000;

/// The output folder, and which folders below it are known to be real ones.
pub(super) struct Ground<'d> {
    disk: &'d dyn Disk,
    out: &'d Path,
    folders: HashSet<String>,
}

/// What stands where a file belongs.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// Nothing; its folder may be missing too.
    Free,
    /// A regular file.
    File,
    /// Something that makes a file impossible there.
    Obstacle {
        /// Where: the path itself or a folder above it, relative to the output folder.
        at: String,
        /// A folder or link at the path itself; a file or link where a folder is needed.
        kind: Kind,
    },
}

impl<'d> Ground<'d> {
    pub(super) fn new(disk: &'d dyn Disk, out: &'d Path) -> Ground<'d> {
        Ground { disk, out, folders: HashSet::new() }
    }

    /// Looks at some paths, with the threads of the pool it is called in.
    pub(super) fn spots<'p>(&mut self, paths: impl Iterator<Item = &'p SitePath>) -> Result<Vec<Spot>, PublishError> {
        let above = paths.map(|path| Ok((path, self.above(path)?))).collect::<Result<Vec<_>, PublishError>>()?;
        above.into_par_iter().map(|(path, above)| above.map_or_else(|| self.at(path), Ok)).collect()
    }

    /// Looks at one path.
    pub(super) fn spot(&mut self, path: &SitePath) -> Result<Spot, PublishError> {
        self.above(path)?.map_or_else(|| self.at(path), Ok)
    }

    /// Looks at the folders above a path; `None` if all of them are there.
    fn above(&mut self, path: &SitePath) -> Result<Option<Spot>, PublishError> {
        let first = self.first_other(path)?;
        Ok(first.map(|(folder, kind)| kind.map_or(Spot::Free, |kind| Spot::Obstacle { at: folder.to_owned(), kind })))
    }

    /// The outermost folder above a path that is not there; `None` also where something else stands in its place.
    pub(super) fn first_missing<'p>(&mut self, path: &'p SitePath) -> Result<Option<&'p str>, PublishError> {
        Ok(self.first_other(path)?.and_then(|(folder, kind)| kind.is_none().then_some(folder)))
    }

    /// The outermost folder above a path that is no folder yet, and what stands in its place.
    fn first_other<'p>(&mut self, path: &'p SitePath) -> Result<Option<(&'p str, Option<Kind>)>, PublishError> {
        // Paths come in order, so that those forgotten are hardly asked for again.
        if self.folders.len() > FOLDERS {
            self.folders.clear();
        }
        for folder in path.folders() {
            if self.folders.contains(folder) {
                continue;
            }
            match self.kind(folder)? {
                Some(Kind::Folder) => self.folders.insert(folder.to_owned()),
                other => return Ok(Some((folder, other))),
            };
        }
        Ok(None)
    }

    fn at(&self, path: &SitePath) -> Result<Spot, PublishError> {
        Ok(match self.kind(path.as_str())? {
            None => Spot::Free,
            Some(Kind::File) => Spot::File,
            Some(kind) => Spot::Obstacle { at: path.to_string(), kind },
        })
    }

    /// Makes the folders above a path that are missing. Ask [`spot`](Ground::spot) first.
    pub(super) fn make_folders(&mut self, path: &SitePath) -> Result<(), PublishError> {
        let Some(parent) = path.folders().next_back() else { return Ok(()) };
        if self.folders.contains(parent) {
            return Ok(());
        }
        let place = self.out.join(parent);
        self.disk.create_dir_all(&place).map_err(at(&place, Doing::Create))?;
        self.folders.extend(path.folders().map(str::to_owned));
        Ok(())
    }

    /// To be told when a folder is removed.
    pub(super) fn forget(&mut self, folder: &str) {
        self.folders.remove(folder);
    }

    /// The checksum of what stands at a path, if it is a regular file.
    pub(super) fn checksum(&self, path: &SitePath) -> Result<Option<Checksum>, PublishError> {
        checksum_of_file(self.disk, &self.place(path))
    }

    pub(super) fn place(&self, path: &SitePath) -> PathBuf {
        self.out.join(path.as_str())
    }

    fn kind(&self, path: &str) -> Result<Option<Kind>, PublishError> {
        let place = self.out.join(path);
        self.disk.kind(&place).map_err(at(&place, Doing::Look))
    }
}

/// The checksum of a regular file; `None` if something else or nothing stands there.
pub(super) fn checksum_of_file(disk: &dyn Disk, place: &Path) -> Result<Option<Checksum>, PublishError> {
    if disk.kind(place).map_err(at(place, Doing::Look))? != Some(Kind::File) {
        return Ok(None);
    }
    let sum = disk.open(place).and_then(Checksum::of_reader).map_err(at(place, Doing::Read))?;
    Ok(Some(sum))
}
