//! A published site, to be read again: which files it has, and what is in them.

use super::error::{Doing, PublishError, at};
use super::manifest::Manifest;
use super::{Checksum, Disk, Kind, holds_site, work};
use crate::site::path::SitePath;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The files of a site that was published into a folder, as its manifest lists them.
pub struct PublishedSite<'d> {
    disk: &'d dyn Disk,
    out: PathBuf,
    manifest: Manifest,
}

/// The site in `out`; `None` where there is none.
///
/// # Errors
/// [`PublishError::Manifest`] for a damaged manifest, [`PublishError::Io`] if the folder cannot be looked at.
pub fn published<'d>(disk: &'d dyn Disk, out: &Path) -> Result<Option<PublishedSite<'d>>, PublishError> {
    if !holds_site(disk, out)? {
        return Ok(None);
    }
    Ok(Some(PublishedSite { disk, out: out.to_owned(), manifest: Manifest::read(disk, out)? }))
}

impl PublishedSite<'_> {
    /// All files, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &SitePath> {
        self.manifest.files.keys()
    }

    /// All files with the checksums they were published with, sorted.
    pub fn files(&self) -> impl Iterator<Item = (&SitePath, &Checksum)> {
        self.manifest.files.iter()
    }

    /// The checksum that a file was published with; `None` for one that is no part of the site.
    pub fn checksum(&self, path: &str) -> Option<&Checksum> {
        self.manifest.files.get(path)
    }

    /// The checksum of the manifest itself; `None` while a first run is not done.
    pub fn manifest(&self) -> Option<&Checksum> {
        self.manifest.own.as_ref()
    }

    /// Whether a run is writing into the folder, or was interrupted: then it may be half the old and half the new site.
    ///
    /// # Errors
    /// [`PublishError::Io`] if the folder cannot be looked at.
    pub fn interrupted(&self) -> Result<bool, PublishError> {
        let work = self.out.join(work::FOLDER);
        Ok(self.disk.kind(&work).map_err(at(&work, Doing::Look))?.is_some())
    }

    /// The bytes of a file; `None` for one that is no part of the site.
    ///
    /// # Errors
    /// [`PublishError::Io`] if it cannot be read.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, PublishError> {
        let Some((path, _)) = self.manifest.files.get_key_value(path) else { return Ok(None) };
        let mut bytes = Vec::new();
        self.open(path).and_then(|mut file| file.read_to_end(&mut bytes)).map_err(at(&self.out.join(path.as_str()), Doing::Read))?;
        Ok(Some(bytes))
    }

    /// Opens a file.
    ///
    /// # Errors
    /// [`io::Error`] if it is not there, stands behind a link, or cannot be opened.
    pub fn open(&self, path: &SitePath) -> io::Result<Box<dyn Read>> {
        for folder in path.folders() {
            if self.disk.kind(&self.out.join(folder))? != Some(Kind::Folder) {
                return Err(io::ErrorKind::NotFound.into());
            }
        }
        let place = self.out.join(path.as_str());
        match self.disk.kind(&place)? {
            Some(Kind::File) => self.disk.open(&place),
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }
}
