//! The stage: where the new site grows beside the old one until it is whole.

use super::checksum::Checksum;
use super::error::{Doing, PublishError, at};
use super::ground::{Ground, checksum_of_file, first_below};
use super::journal::{Action, Step};
use super::manifest::{self, Manifest};
use super::plan::{Staged, plan};
use super::work::Work;
use super::{Disk, Recovery, Stamp, Tier};
use crate::site::path::SitePath;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tracing::trace_span;

/// A site being made for an output folder, which it holds locked.
///
/// Dropped without [`commit`](Stage::commit), it is thrown away and the old site stays as it was.
///
/// ```
/// use gongkai::publish::{RealDisk, Stage, Tier};
/// use gongkai::site::path::SitePath;
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let dir = tempfile::tempdir()?;
/// # let out = dir.path();
/// let (stage, _recovery) = Stage::begin(&RealDisk, out)?;
/// stage.put(&SitePath::parse("index.html")?, Tier::Entry, b"<!doctype html>")?;
/// assert_eq!(stage.commit()?.written, 1);
/// assert!(out.join("index.html").is_file());
/// # Ok(())
/// # }
/// ```
pub struct Stage<'d> {
    work: Work<'d>,
    old: Manifest,
    /// `None`: begun, not yet written.
    files: Mutex<BTreeMap<SitePath, Option<Staged>>>,
    /// Of all files staged.
    bytes: Mutex<u64>,
}

/// A file of the new site, as it can be recognised again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// Where it stands.
    pub path: SitePath,
    /// How far from the entrance.
    pub tier: Tier,
    /// Of its bytes.
    pub sum: Checksum,
    /// Their number.
    pub bytes: u64,
    /// Of the file; `None` where it cannot tell anything.
    pub stamp: Option<Stamp>,
}

/// What a commit did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files of the site, without the manifest.
    pub files: usize,
    /// Of those, added or replaced now.
    pub written: usize,
    /// Of those, left as they were because their bytes are the same.
    pub unchanged: usize,
    /// Files of the old site that were removed.
    pub removed: usize,
    /// Of those written, replaced although somebody had edited them since they were published. Sorted.
    pub replaced_edited: Vec<SitePath>,
    /// Files no longer part of the site, but left because somebody edited them; from now on not gongkai's.
    pub kept_edited: Vec<SitePath>,
    /// Size of all files of the site, in bytes, without the manifest.
    pub bytes: u64,
}

impl<'d> Stage<'d> {
    /// Opens a stage for the folder `out`, which is made if it is missing; says what became of a run that was interrupted.
    ///
    /// # Errors
    /// [`PublishError::Busy`] while another run holds the folder, [`PublishError::Manifest`] if the old manifest is damaged,
    /// [`PublishError::Lost`] or [`PublishError::Foreign`] if an interrupted run cannot be finished.
    pub fn begin(disk: &'d dyn Disk, out: &Path) -> Result<(Stage<'d>, Option<Recovery>), PublishError> {
        let (work, recovery) = Work::enter(disk, out)?;
        let old = Manifest::read(disk, out)?;
        Ok((Stage { work, old, files: Mutex::default(), bytes: Mutex::default() }, recovery))
    }

    /// Adds a file to the new site. May be called from any number of threads.
    ///
    /// A file that stands in the output folder already, byte for byte, is not written: so building a site again after a
    /// small change reads the old site once, in the threads that render it, and writes next to nothing.
    ///
    /// # Errors
    /// [`PublishError::Twice`], [`PublishError::FileAndFolder`], [`PublishError::ManifestStaged`] for a path that cannot be,
    /// [`PublishError::Io`] if it could not be written; such a stage cannot be committed any more.
    pub fn put(&self, path: &SitePath, tier: Tier, bytes: &[u8]) -> Result<Stored, PublishError> {
        self.reserve(path)?;
        let sum = trace_span!("hash").in_scope(|| Checksum::of(bytes));
        let standing = self.work.out.join(path.as_str());
        let found = trace_span!("compare").in_scope(|| checksum_of_file(self.work.disk, &standing))?;
        let stamp = match found == Some(sum) {
            true => self.stamp(&standing)?,
            false => trace_span!("write").in_scope(|| self.write(path, bytes))?,
        };
        let stored = Stored { path: path.clone(), tier, sum, bytes: bytes.len() as u64, stamp };
        self.staged(&stored, found);
        Ok(stored)
    }

    /// Adds a file that is too large for memory: `open` gives its bytes from the beginning, whenever it is asked.
    ///
    /// # Errors
    /// As [`put`](Stage::put).
    pub fn put_from<'r>(&self, path: &SitePath, tier: Tier, open: &dyn Fn() -> Box<dyn Read + 'r>) -> Result<Stored, PublishError> {
        self.reserve(path)?;
        let place = self.work.stage.join(path.as_str());
        let mut counted = Counted { reader: open(), bytes: 0 };
        let sum = Checksum::of_reader(&mut counted).map_err(at(&place, Doing::Read))?;
        let standing = self.work.out.join(path.as_str());
        let found = checksum_of_file(self.work.disk, &standing)?;
        let stamp = match found == Some(sum) {
            true => self.stamp(&standing)?,
            false => {
                let folder = place.parent().unwrap_or(&self.work.stage);
                self.work.disk.create_dir_all(folder).map_err(at(folder, Doing::Create))?;
                self.work.disk.write_new_from(&place, &mut *open()).map_err(at(&place, Doing::Write))?;
                self.stamp(&place)?
            }
        };
        let stored = Stored { path: path.clone(), tier, sum, bytes: counted.bytes, stamp };
        self.staged(&stored, found);
        Ok(stored)
    }

    /// Recognises a file that was stored before, if it stands in the output folder as it was then: with the stamp that it has now. It is
    /// read only where its stamp cannot tell.
    ///
    /// # Errors
    /// [`PublishError::Io`] if it could not be looked at.
    pub fn recognise(&self, stored: &Stored) -> Result<Option<Stored>, PublishError> {
        let place = self.work.out.join(stored.path.as_str());
        let stamp = self.stamp(&place)?;
        let same = stamp.is_some() && (stamp == stored.stamp || checksum_of_file(self.work.disk, &place)? == Some(stored.sum));
        Ok(same.then(|| Stored { stamp, ..stored.clone() }))
    }

    /// Keeps a file that was [recognised](Stage::recognise), as part of the new site.
    ///
    /// # Errors
    /// As [`put`](Stage::put).
    pub fn keep(&self, stored: &Stored) -> Result<(), PublishError> {
        self.reserve(&stored.path)?;
        self.staged(stored, Some(stored.sum));
        Ok(())
    }

    fn staged(&self, stored: &Stored, found: Option<Checksum>) {
        *lock(&self.bytes) += stored.bytes;
        lock(&self.files).insert(stored.path.clone(), Some(Staged { sum: stored.sum, tier: stored.tier, found }));
    }

    fn stamp(&self, place: &Path) -> Result<Option<Stamp>, PublishError> {
        self.work.disk.stamp(place).map_err(at(place, Doing::Look))
    }

    /// Reads a file of the new site again, whether it was written now or stands there already.
    ///
    /// # Errors
    /// [`io::Error`] if it is not there or cannot be read.
    pub fn open(&self, path: &SitePath) -> io::Result<Box<dyn Read>> {
        match self.work.disk.open(&self.work.stage.join(path.as_str())) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => self.work.disk.open(&self.work.out.join(path.as_str())),
            opened => opened,
        }
    }

    /// A folder on the same disk for files without names, such as libraries make while they write large ones.
    pub fn scratch(&self) -> &Path {
        self.work.stage.parent().unwrap_or(&self.work.stage)
    }

    /// The files of the site that stands there.
    pub fn old_paths(&self) -> impl Iterator<Item = &SitePath> {
        self.old.files.keys()
    }

    /// The bytes of one of them; `None` where it cannot be read.
    pub fn old_bytes(&self, path: &SitePath) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut file = self.work.disk.open(&self.work.out.join(path.as_str())).ok()?;
        file.read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// Whether the new site has that file.
    pub fn holds(&self, path: &SitePath) -> bool {
        lock(&self.files).contains_key(path)
    }

    /// Puts the new site in the place of the old one; the module says in which order and why.
    ///
    /// # Errors
    /// [`PublishError::Foreign`] and others if something stands in the way: then nothing was changed.
    /// [`PublishError::Io`] at any time: then either nothing was changed, or the next run finishes.
    pub fn commit(mut self) -> Result<Published, PublishError> {
        let _commit = trace_span!("commit").entered();
        let staged = self.take_files()?;
        let files = staged.len();
        let mut ground = Ground::new(self.work.disk, &self.work.out);
        let plan = plan(&mut ground, &self.work.out, &staged, &self.old)?;
        let written = plan.placements.len();
        let mut steps = plan.placements;
        steps.extend(self.stage_manifest(&staged)?);
        steps.extend(plan.removals);
        let applied = self.work.carry_out(&steps)?;
        Ok(Published {
            files,
            written,
            unchanged: plan.unchanged,
            removed: applied.removed,
            replaced_edited: plan.replaced_edited,
            kept_edited: applied.kept_edited,
            bytes: *lock(&self.bytes),
        })
    }

    /// Notes the path, if it can be a file beside all others.
    fn reserve(&self, path: &SitePath) -> Result<(), PublishError> {
        if path.as_str() == manifest::NAME {
            return Err(PublishError::ManifestStaged);
        }
        let mut files = lock(&self.files);
        if files.contains_key(path) {
            return Err(PublishError::Twice { path: path.clone() });
        }
        if let Some((file, _)) = path.folders().find_map(|folder| files.get_key_value(folder)) {
            return Err(PublishError::FileAndFolder { file: file.clone(), below: path.clone() });
        }
        if let Some(below) = first_below(&files, path.as_str()) {
            return Err(PublishError::FileAndFolder { file: path.clone(), below: below.clone() });
        }
        files.insert(path.clone(), None);
        Ok(())
    }

    fn write(&self, path: &SitePath, bytes: &[u8]) -> Result<Option<Stamp>, PublishError> {
        let place = self.work.stage.join(path.as_str());
        match self.work.disk.write_new(&place, bytes) {
            // Its folder is missing: make it. Trying first saves asking for every file.
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                let folder = place.parent().unwrap_or(&self.work.stage);
                self.work.disk.create_dir_all(folder).map_err(at(folder, Doing::Create))?;
                self.work.disk.write_new(&place, bytes)
            }
            result => result,
        }
        .map_err(at(&place, Doing::Write))?;
        self.stamp(&place)
    }

    fn take_files(&self) -> Result<BTreeMap<SitePath, Staged>, PublishError> {
        let files = std::mem::take(&mut *lock(&self.files));
        let whole = files.into_iter().map(|(path, file)| match file {
            Some(file) => Ok((path, file)),
            None => Err(PublishError::Unfinished { path }),
        });
        whole.collect()
    }

    /// Stages the new manifest, if it differs from the old one.
    fn stage_manifest(&self, staged: &BTreeMap<SitePath, Staged>) -> Result<Option<Step>, PublishError> {
        let files = staged.iter().map(|(path, file)| (path.clone(), file.sum)).collect();
        let text = Manifest { files, own: None }.to_string();
        let sum = Checksum::of(text.as_bytes());
        if self.old.own == Some(sum) {
            return Ok(None);
        }
        let path = manifest::path();
        self.write(&path, text.as_bytes())?;
        let action = if self.old.own.is_some() { Action::Replace } else { Action::Add };
        Ok(Some(Step { action, sum, path }))
    }
}

/// Counts what is read.
struct Counted<'r> {
    reader: Box<dyn Read + 'r>,
    bytes: u64,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.bytes += read as u64;
        Ok(read)
    }
}

/// A thread that panicked in `put` leaves its file unfinished, which `commit` sees: the map itself is always sound.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
