//! The folder of the cache: `.gongkai/cache/<output folder>/` of the site. It may be deleted at any time.

use super::Key;
use crate::publish::{Disk, Kind, Lock, Stamp};
use serde::{Serialize, de::DeserializeOwned};
use std::{
    collections::BTreeSet,
    io,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

/// Of the site's own folder of gongkai.
const FOLDER: &str = ".gongkai";

/// The file that names the output folder, written anew by every build.
const BEGAN: &str = "began";

/// Records of another form begin otherwise.
const VERSION: &[u8] = b"gongkai record 1\n";

/// Records of what stands in one output folder. Whoever holds the lock of that folder has the cache for himself.
pub struct Cache<'d> {
    disk: &'d dyn Disk,
    folder: PathBuf,
    began: Stamp,
}

/// A record that was found.
#[derive(Debug)]
pub struct Found<T> {
    /// What it says.
    pub record: T,
    /// Of its file: what was stored at the same time or later may have changed since without showing it.
    pub written: Stamp,
}

impl<'d> Cache<'d> {
    /// Opens the cache of the site `site` for its output folder `out`.
    ///
    /// # Errors
    /// [`io::Error`] where there can be none: the site's folder may be read only.
    pub fn open(disk: &'d dyn Disk, site: &Path, out: &Path) -> io::Result<Cache<'d>> {
        let own = site.join(FOLDER);
        let cache = own.join("cache");
        let out = std::path::absolute(out)?;
        let folder = cache.join(Key::of(out.as_os_str().as_encoded_bytes()).short());
        make_folder(disk, &own)?;
        // Shards of one site begin side by side, and each sweeps.
        let _opening = lock(disk, &own.join("lock"))?;
        keep_out(disk, &own)?;
        make_folder(disk, &cache)?;
        make_folder(disk, &folder)?;
        sweep(disk, &cache, &folder)?;
        let began = folder.join(BEGAN);
        replace(disk, &began, out.as_os_str().as_encoded_bytes())?;
        let began = disk.stamp(&began)?.ok_or(io::ErrorKind::NotFound)?;
        Ok(Cache { disk, folder, began })
    }

    /// The stamp of a file that was written when the cache was opened.
    pub fn began(&self) -> &Stamp {
        &self.began
    }

    /// The record of that name; `None` if there is none, or none that is whole.
    pub fn read<T: DeserializeOwned>(&self, name: &str) -> Option<Found<T>> {
        let place = self.folder.join(name);
        // The stamp first: a record that is replaced meanwhile is newer than it says.
        let written = self.disk.stamp(&place).ok()??;
        let mut bytes = Vec::new();
        self.disk.open(&place).ok()?.read_to_end(&mut bytes).ok()?;
        Some(Found { record: unseal(&bytes)?, written })
    }

    /// Writes a record in the place of the one before.
    ///
    /// # Errors
    /// [`io::Error`] if it could not be written; then there is the one before, or none.
    pub fn write<T: Serialize>(&self, name: &str, record: &T) -> io::Result<()> {
        replace(self.disk, &self.folder.join(name), &seal(record)?)
    }

    /// Takes away all records but these.
    ///
    /// # Errors
    /// [`io::Error`] if some are still there.
    pub fn retain(&self, names: &BTreeSet<String>) -> io::Result<()> {
        for place in self.disk.list(&self.folder)? {
            let name = place.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if name != BEGAN && !names.contains(name) && self.disk.kind(&place)? == Some(Kind::File) {
                self.disk.remove_file(&place)?;
            }
        }
        Ok(())
    }
}

/// A record as bytes, with a seal over all of them.
///
/// # Errors
/// [`io::Error`] for what cannot be written down.
pub fn seal<T: Serialize>(record: &T) -> io::Result<Vec<u8>> {
    let body = postcard::to_stdvec(record).map_err(io::Error::other)?;
    Ok([VERSION, blake3::hash(&body).as_bytes(), &body].concat())
}

/// The record again; `None` where a single bit is another.
pub fn unseal<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let (seal, body) = bytes.strip_prefix(VERSION)?.split_first_chunk::<32>()?;
    (blake3::hash(body) == *seal).then(|| postcard::from_bytes(body).ok())?
}

fn make_folder(disk: &dyn Disk, place: &Path) -> io::Result<()> {
    match disk.kind(place)? {
        Some(Kind::Folder) => Ok(()),
        Some(_) => Err(io::Error::new(io::ErrorKind::AlreadyExists, format!("{} is not a folder", place.display()))),
        None => disk.create_dir_all(place),
    }
}

/// Waits for whoever else opens a cache of the site: some milliseconds, more where he sweeps much. The file stays.
fn lock(disk: &dyn Disk, place: &Path) -> io::Result<Lock> {
    const PAUSE: Duration = Duration::from_millis(5);
    const TURNS: u32 = 2000;
    for _ in 0..TURNS {
        match disk.lock(place) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => thread::sleep(PAUSE),
            result => return result,
        }
    }
    Err(io::Error::new(io::ErrorKind::WouldBlock, format!("{} is held by another build", place.display())))
}

/// Version control and backups pass the folder over.
fn keep_out(disk: &dyn Disk, own: &Path) -> io::Result<()> {
    let tag = "Signature: 8a477f597d28d172789f06886806bc55\n# Written by gongkai: what it made before, so that it need not be made again. Delete it at any time.\n";
    for (name, text) in [(".gitignore", "*\n"), ("CACHEDIR.TAG", tag)] {
        let place = own.join(name);
        if disk.kind(&place)?.is_none() {
            disk.write_new(&place, text.as_bytes())?;
        }
    }
    Ok(())
}

/// Takes away the caches, but `own`, of output folders that are no longer there.
fn sweep(disk: &dyn Disk, caches: &Path, own: &Path) -> io::Result<()> {
    for cache in disk.list(caches)?.into_iter().filter(|cache| cache != own) {
        let mut out = String::new();
        if disk.open(&cache.join(BEGAN)).and_then(|mut file| file.read_to_string(&mut out)).is_err()
            || disk.kind(Path::new(&out))?.is_some()
        {
            continue;
        }
        for record in disk.list(&cache)? {
            disk.remove_file(&record)?;
        }
        disk.remove_dir(&cache)?;
    }
    Ok(())
}

fn replace(disk: &dyn Disk, place: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut part = place.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    if disk.kind(&part)?.is_some() {
        // Of a run that was interrupted.
        disk.remove_file(&part)?;
    }
    disk.write_new(&part, bytes)?;
    disk.rename(&part, place)
}
