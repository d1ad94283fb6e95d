//! Holds a published folder against its manifest, and changes nothing: no lock, no mending, so that it works on a disk that is read only.

use super::checksum::Checksum;
use super::disk::{Disk, Kind};
use super::error::{Doing, PublishError, at};
use super::ground::{Ground, Spot};
use super::manifest::{self, Manifest};
use super::work;
use crate::site::path::SitePath;
use rayon::prelude::*;
use std::path::Path;

/// What stands in a folder, held against its manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// How many files the manifest lists.
    pub files: usize,
    /// Files with other bytes than those published, or something else than a file in their place. Sorted.
    pub changed: Vec<SitePath>,
    /// Files of the site that are not there. Sorted.
    pub missing: Vec<SitePath>,
    /// What stands there and is no part of the site, relative to the folder; folders are looked into, links are not followed. Sorted.
    pub foreign: Vec<String>,
    /// A run is writing into the folder, or was interrupted: the site may be half the old and half the new one, page by page.
    pub interrupted: bool,
    /// SHA-256 of the manifest, 64 hexadecimal digits: who knows it from elsewhere knows that nothing was changed, the manifest included.
    /// `None` while a first run is not done.
    pub manifest: Option<String>,
}

impl Verified {
    /// Every file is as published, and no run is half done; others may stand beside them.
    pub fn is_whole(&self) -> bool {
        self.changed.is_empty() && self.missing.is_empty() && !self.interrupted
    }
}

/// Reads every file of the site in `out` again, with the threads of the pool it is called in.
///
/// # Errors
/// [`PublishError::NoSite`] where nothing was published, [`PublishError::Manifest`] for a damaged manifest, [`PublishError::Io`] for what
/// cannot be read.
pub fn verify(disk: &dyn Disk, out: &Path) -> Result<Verified, PublishError> {
    let work = out.join(work::FOLDER);
    let interrupted = disk.kind(&work).map_err(at(&work, Doing::Look))?.is_some();
    let site = Manifest::read(disk, out)?;
    if site.own.is_none() && !interrupted {
        return Err(PublishError::NoSite { out: out.to_owned() });
    }
    let files: Vec<(&SitePath, &Checksum)> = site.files.iter().collect();
    let mut ground = Ground::new(disk, out);
    let spots = ground.spots(files.iter().map(|(path, _)| *path))?;
    let states: Vec<State> =
        files.par_iter().zip(spots).map(|((path, sum), spot)| state(&ground, path, **sum, spot)).collect::<Result<_, _>>()?;
    let with = |wanted: State| -> Vec<SitePath> {
        let all = files.iter().zip(&states).filter(|(_, state)| **state == wanted);
        all.map(|((path, _), _)| (*path).clone()).collect()
    };
    let mut foreign = Vec::new();
    strangers(disk, out, "", &site, &mut foreign)?;
    Ok(Verified {
        files: files.len(),
        changed: with(State::Changed),
        missing: with(State::Missing),
        foreign,
        interrupted,
        manifest: site.own.map(|sum| sum.to_string()),
    })
}

/// What became of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    AsPublished,
    Changed,
    Missing,
}

/// A file behind a link is none of the site's, whatever is in it.
fn state(ground: &Ground<'_>, path: &SitePath, sum: Checksum, spot: Spot) -> Result<State, PublishError> {
    Ok(match spot {
        Spot::Free => State::Missing,
        Spot::File if ground.checksum(path)? == Some(sum) => State::AsPublished,
        Spot::File | Spot::Obstacle { .. } => State::Changed,
    })
}

/// Files and links below `folder` that the manifest does not list. `below` is its path in the site, with a slash at its end.
fn strangers(disk: &dyn Disk, folder: &Path, below: &str, site: &Manifest, found: &mut Vec<String>) -> Result<(), PublishError> {
    for place in disk.list(folder).map_err(at(folder, Doing::Read))? {
        // A name that is no UTF-8 is none of ours; it is told as well as it can be.
        let path = format!("{below}{}", place.file_name().unwrap_or_default().to_string_lossy());
        let ours = [manifest::NAME, manifest::SIGNATURE, work::FOLDER].contains(&path.as_str())
            || SitePath::parse(&path).is_ok_and(|path| site.files.contains_key(&path));
        match disk.kind(&place).map_err(at(&place, Doing::Look))? {
            _ if ours => {}
            Some(Kind::Folder) => strangers(disk, &place, &format!("{path}/"), site, found)?,
            _ => found.push(path),
        }
    }
    Ok(())
}
