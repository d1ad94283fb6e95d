//! The other way to publish: the new site is put together beside the output folder, and then both change places at one instant.
//!
//! ```text
//! out/                       .out.gongkai-next/
//!   the old site               the manifest, then every file: from the stage, or a second name of one that stays as it is
//!   .gongkai/ lock, stage
//!                 ◄─ exchange ─►
//! ```
//!
//! The mark [`FILLING`] in the work folder says that the folder beside is not whole. It changes places with the old site, and so tells
//! whoever comes after an interruption on which side of the exchange that was: before it, what stands beside is thrown away; after it,
//! what stands beside is an old site like any other, and is cleaned as one. Either way the output folder holds one whole site.
//!
//! Files that gongkai did not write would leave with the old site, so a folder with such files is refused.

use super::apply::Applied;
use super::clean::clean;
use super::disk::{Disk, Kind};
use super::error::{Doing, PublishError, at};
use super::ground::{Ground, checksum_of_file};
use super::manifest::{self, Listed, Listing};
use super::plan::Planned;
use super::work::{self, Work};
use super::{Recovery, SIGNATURE, holds_site};
use crate::sorted::Sorted;
use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::iter::Peekable;
use std::path::{Path, PathBuf};

/// The mark that what stands beside the output folder is being put together; in the work folder.
pub(super) const FILLING: &str = "filling";

/// Where the new site is put together: `.public.gongkai-next` beside `public`. `None` where there is no beside.
pub(super) fn beside(out: &Path) -> Option<PathBuf> {
    let real = out.canonicalize().ok()?;
    let name = [OsString::from("."), real.file_name()?.to_owned(), OsString::from(".gongkai-next")];
    Some(real.parent()?.join(name.into_iter().collect::<OsString>()))
}

/// Puts the new site in the place of the old one at one instant, and takes the old one away. Nothing to do is nothing done.
///
/// # Errors
/// [`PublishError::Stranded`] where files would be lost to the site, [`PublishError::NoSwap`] where the file system cannot do it: the old
/// site stands as it was. After the exchange, [`PublishError::Io`] for an old site that could not be taken away.
pub(super) fn swap(mut work: Work<'_>, steps: &mut Sorted<Planned>) -> Result<Applied, PublishError> {
    if steps.len() == 0 {
        return Ok(Applied::default());
    }
    let disk = work.disk;
    let real = work.out.canonicalize().map_err(at(&work.out, Doing::Look))?;
    let (next, parent) = match (beside(&real), real.parent()) {
        (Some(next), Some(parent)) => (next, parent),
        _ => return Err(PublishError::NoSwap { out: work.out.clone(), source: ErrorKind::InvalidInput.into() }),
    };
    let newest = [&work.stage, &work.out].map(|folder| folder.join(manifest::NAME));
    let staged = disk.kind(&newest[0]).map_err(at(&newest[0], Doing::Look))?.is_some();
    let mut new = Listing::read(disk, if staged { &work.stage } else { &work.out }, &work.folder)?;
    let mut old = Listing::read(disk, &work.out, &work.folder)?;
    let removed = refuse_strangers(&work, &mut old, &mut new)?;
    if disk.kind(&next).map_err(at(&next, Doing::Look))?.is_some() {
        return Err(PublishError::Beside { next });
    }

    work.begin_filling()?;
    fill(&work, &next, &mut new)?;
    disk.sync_tree(&next).map_err(at(&next, Doing::Sync))?;
    disk.exchange(&real, &next).map_err(|source| PublishError::NoSwap { out: work.out.clone(), source })?;
    work.moved_to(&next);
    let parents = [parent.to_owned()];
    disk.sync_names(parent, &parents).map_err(at(parent, Doing::Sync))?;

    take_away(&work, &mut old, &mut new)?;
    drop(work);
    // What could not be tidied up, the next run tidies.
    remove_if_empty(disk, &next)?;
    Ok(Applied { removed, ..Applied::default() })
}

/// Takes away the old site that an interrupted run left beside the output folder; files in it that gongkai did not write stay. What was
/// not whole yet, [`Work`] takes away with its stage.
pub(super) fn recover(disk: &dyn Disk, out: &Path, folder: &Path) -> Result<Option<Recovery>, PublishError> {
    let Some(next) = beside(out) else { return Ok(None) };
    let mark = folder.join(FILLING);
    if disk.kind(&next).map_err(at(&next, Doing::Look))? != Some(Kind::Folder)
        || disk.kind(&mark).map_err(at(&mark, Doing::Look))?.is_some()
    {
        return Ok(None);
    }
    let work = next.join(work::FOLDER);
    let ours = holds_site(disk, &next)? || disk.kind(&work).map_err(at(&work, Doing::Look))?.is_some();
    if ours {
        // Of files that are gone already. First, for after the cleaning nothing says whose they are.
        remove_empty(disk, &next)?;
    }
    let cleaned = clean(disk, &next)?;
    remove_if_empty(disk, &next)?;
    Ok(Some(Recovery::Finished { placed: 0, removed: cleaned.removed, kept_edited: cleaned.kept_edited }))
}

/// Stops where the folder holds something that the old site does not list as it is, or the new one does not have. Returns how many files
/// of the old site the new one lacks.
fn refuse_strangers(work: &Work<'_>, old: &mut Listing, new: &mut Listing) -> Result<usize, PublishError> {
    let (disk, scratch) = (work.disk, work.folder.as_path());
    let mut standing = Sorted::new(scratch);
    walk(disk, &work.out, "", &mut |path| standing.push(path).map_err(at(scratch, Doing::Write)))?;
    let again = || at(scratch, Doing::Read);
    let mut old = old.files.iter().map_err(again())?.peekable();
    let mut new = new.files.iter().map_err(again())?.peekable();
    let (mut removed, mut strangers) = (0, Vec::new());
    for path in standing.iter().map_err(again())? {
        let path = path.map_err(again())?;
        let wanted = find(&mut new, &path).map_err(again())?;
        match (wanted, find(&mut old, &path).map_err(again())?) {
            (Some(_), _) => {}
            (None, Some(owned)) if checksum_of_file(disk, &work.out.join(&path))? == Some(owned.sum) => removed += 1,
            (None, _) => strangers.push(path),
        }
    }
    match strangers.is_empty() {
        true => Ok(removed),
        false => Err(PublishError::Stranded { out: work.out.clone(), paths: strangers }),
    }
}

/// Goes on in a listing up to that path; what is passed over is not asked for again.
fn find(listing: &mut Peekable<impl Iterator<Item = io::Result<Listed>>>, path: &str) -> io::Result<Option<Listed>> {
    while let Some(listed) = listing.next_if(|listed| listed.as_ref().map_or(true, |listed| listed.path.as_str() <= path)) {
        let listed = listed?;
        if listed.path.as_str() == path {
            return Ok(Some(listed));
        }
    }
    Ok(None)
}

/// Whatever stands below `folder` but gongkai's own; an empty folder with a slash at its end. `below` is its path in the site.
fn walk(
    disk: &dyn Disk,
    folder: &Path,
    below: &str,
    found: &mut dyn FnMut(String) -> Result<(), PublishError>,
) -> Result<(), PublishError> {
    let all = disk.list(folder).map_err(at(folder, Doing::Read))?;
    if all.is_empty() && !below.is_empty() {
        found(below.to_owned())?;
    }
    for place in all {
        let path = format!("{below}{}", place.file_name().unwrap_or_default().to_string_lossy());
        if [manifest::NAME, SIGNATURE, work::FOLDER].contains(&path.as_str()) {
            continue;
        }
        match disk.kind(&place).map_err(at(&place, Doing::Look))? {
            Some(Kind::Folder) => walk(disk, &place, &format!("{path}/"), found)?,
            _ => found(path)?,
        }
    }
    Ok(())
}

/// Puts the new site together. The manifest is first: from then on it can be told what is gongkai's.
fn fill(work: &Work<'_>, next: &Path, new: &mut Listing) -> Result<(), PublishError> {
    let disk = work.disk;
    disk.create_dir_like(next, &work.out).map_err(at(next, Doing::Create))?;
    place(work, next, manifest::NAME)?;
    let signature = work.out.join(SIGNATURE);
    if disk.kind(&signature).map_err(at(&signature, Doing::Look))? == Some(Kind::File) {
        second_name(disk, &signature, &next.join(SIGNATURE))?;
    }
    let mut ground = Ground::new(disk, next);
    for listed in new.files.iter().map_err(at(&work.folder, Doing::Read))? {
        let path = listed.map_err(at(&work.folder, Doing::Read))?.path;
        ground.make_folders(&path)?;
        place(work, next, path.as_str())?;
    }
    Ok(())
}

fn place(work: &Work<'_>, next: &Path, path: &str) -> Result<(), PublishError> {
    let place = next.join(path);
    match work.disk.rename(&work.stage.join(path), &place) {
        Err(error) if error.kind() == ErrorKind::NotFound => second_name(work.disk, &work.out.join(path), &place),
        Err(source) if source.kind() == ErrorKind::CrossesDevices => Err(PublishError::NoSwap { out: work.out.clone(), source }),
        result => result.map_err(at(&place, Doing::Move)),
    }
}

/// A file system without second names, or with enough of them for this file, gets a copy.
fn second_name(disk: &dyn Disk, file: &Path, name: &Path) -> Result<(), PublishError> {
    if disk.link(file, name).is_ok() {
        return Ok(());
    }
    let mut file = disk.open(file).map_err(at(file, Doing::Read))?;
    disk.write_new_from(name, &mut file).map_err(at(name, Doing::Write))
}

/// Takes the old site away from where the new one was put together. What there is to lose was looked at before.
fn take_away(work: &Work<'_>, old: &mut Listing, new: &mut Listing) -> Result<(), PublishError> {
    for listing in [old, new] {
        for listed in listing.files.iter().map_err(at(&work.folder, Doing::Read))? {
            let path = listed.map_err(at(&work.folder, Doing::Read))?.path;
            gone(work.disk, &work.out.join(path.as_str()))?;
        }
    }
    remove_empty(work.disk, &work.out)?;
    gone(work.disk, &work.out.join(SIGNATURE))?;
    gone(work.disk, &work.out.join(manifest::NAME))
}

fn gone(disk: &dyn Disk, place: &Path) -> Result<(), PublishError> {
    match disk.remove_file(place) {
        // A file above it where now a folder is wanted, or nothing at all.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(()),
        result => result.map_err(at(place, Doing::Remove)),
    }
}

/// Removes the folders below `folder` that hold nothing, the work folder excepted.
fn remove_empty(disk: &dyn Disk, folder: &Path) -> Result<(), PublishError> {
    for place in disk.list(folder).map_err(at(folder, Doing::Read))? {
        if place.ends_with(work::FOLDER) || disk.kind(&place).map_err(at(&place, Doing::Look))? != Some(Kind::Folder) {
            continue;
        }
        remove_empty(disk, &place)?;
        remove_if_empty(disk, &place)?;
    }
    Ok(())
}

fn remove_if_empty(disk: &dyn Disk, folder: &Path) -> Result<(), PublishError> {
    match disk.remove_dir(folder) {
        Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => Ok(()),
        result => result.map_err(at(folder, Doing::Remove)),
    }
}
