//! The stage: where the new site grows beside the old one until it is whole.

use super::apply::Applied;
use super::checksum::{Checksum, Pieces};
use super::chunks::read_chunks;
use super::error::{Doing, PublishError, at};
use super::ground::{Ground, checksum_of_file};
use super::journal::Action;
use super::manifest::{self, Listing};
use super::plan::{FoundThere, Plan, Planned, Staged, plan};
use super::swap::swap;
use super::work::Work;
use super::{Disk, Kind, Mode, Recovery, Stamp, Tier};
use crate::site::path::SitePath;
use crate::sorted::Sorted;
use serde::{Deserialize, Serialize};
use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
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
    old: Listing,
    files: Mutex<Sorted<Staged>>,
    /// Of all files staged.
    bytes: AtomicU64,
    /// A file that was begun and not finished.
    unfinished: Mutex<Option<SitePath>>,
}

/// A stage that is full, held against what stands in the output folder.
pub struct Ready<'d> {
    work: Work<'d>,
    plan: Plan,
    bytes: u64,
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
        let old = trace_span!("plan").in_scope(|| Listing::read(disk, out, &work.folder))?;
        let files = Mutex::new(Sorted::new(&work.folder));
        Ok((Stage { work, old, files, bytes: AtomicU64::new(0), unfinished: Mutex::default() }, recovery))
    }

    /// Adds a file to the new site. May be called from any number of threads.
    ///
    /// A file that stands in the output folder already, byte for byte, is not written: so building a site again after a
    /// small change reads the old site once, in the threads that render it, and writes next to nothing.
    ///
    /// # Errors
    /// [`PublishError::ManifestStaged`] for a path that cannot be, [`PublishError::Io`] if it could not be written; such a stage cannot
    /// be committed any more.
    pub fn put(&self, path: &SitePath, tier: Tier, bytes: &[u8]) -> Result<Stored, PublishError> {
        let begun = self.begin_file(path)?;
        let sum = trace_span!("hash").in_scope(|| Checksum::of(bytes));
        let standing = self.work.out.join(path.as_str());
        let found = trace_span!("compare").in_scope(|| checksum_of_file(self.work.disk, &standing))?;
        let stamp = match found == Some(sum) {
            true => self.stamp(&standing)?,
            false => trace_span!("write").in_scope(|| self.write(path, bytes))?,
        };
        let stored = Stored { path: path.clone(), tier, sum, bytes: bytes.len() as u64, stamp };
        self.staged(begun, &stored, found)?;
        Ok(stored)
    }

    /// Adds a file that is too large for memory, from a reader. It is read once.
    ///
    /// # Errors
    /// As [`put`](Stage::put).
    pub fn put_from(&self, path: &SitePath, tier: Tier, reader: &mut dyn Read) -> Result<Stored, PublishError> {
        let begun = self.begin_file(path)?;
        let mut counted = Counted { reader, bytes: 0, sum: Checksum::of_pieces() };
        let mut stamp = self.write_from(path, &mut counted)?;
        let (bytes, sum) = (counted.bytes, counted.sum.sum());
        let standing = self.work.out.join(path.as_str());
        let found = checksum_of_file(self.work.disk, &standing)?;
        if found == Some(sum) {
            let place = self.work.stage.join(path.as_str());
            self.work.disk.remove_file(&place).map_err(at(&place, Doing::Remove))?;
            stamp = self.stamp(&standing)?;
        }
        let stored = Stored { path: path.clone(), tier, sum, bytes, stamp };
        self.staged(begun, &stored, found)?;
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
        self.staged(self.begin_file(&stored.path)?, stored, Some(stored.sum))
    }

    fn staged(&self, begun: Begun<'_>, stored: &Stored, found: Option<Checksum>) -> Result<(), PublishError> {
        let found = match found {
            None => FoundThere::Nothing,
            Some(sum) if sum == stored.sum => FoundThere::Same,
            Some(other) => FoundThere::Other(other),
        };
        let Stored { path, tier, sum, bytes, .. } = stored.clone();
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        lock(&self.files).push(Staged { path, tier, sum, found }).map_err(at(&self.work.folder, Doing::Write))?;
        begun.finished();
        Ok(())
    }

    fn begin_file(&self, path: &SitePath) -> Result<Begun<'_>, PublishError> {
        match path.as_str() == manifest::NAME {
            true => Err(PublishError::ManifestStaged),
            false => Ok(Begun { stage: &self.unfinished, path: Some(path.clone()) }),
        }
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
        &self.work.folder
    }

    /// Holds what was staged against what stands in the output folder.
    ///
    /// # Errors
    /// [`PublishError::Foreign`] and others if something stands in the way, [`PublishError::Twice`] and
    /// [`PublishError::FileAndFolder`] for paths that cannot stand beside each other: nothing was changed.
    pub fn ready(mut self) -> Result<Ready<'d>, PublishError> {
        let _plan = trace_span!("plan").entered();
        if let Some(path) = lock(&self.unfinished).take() {
            return Err(PublishError::Unfinished { path });
        }
        let mut files = lock(&self.files);
        let (scratch, mut ground) = (self.work.folder.as_path(), Ground::new(self.work.disk, &self.work.out));
        let mut plan = plan(&mut ground, &self.work.out, scratch, &mut files, &mut self.old)?;
        if self.old.own != Some(plan.manifest) {
            let files = files.iter().map_err(at(scratch, Doing::Read))?;
            let lines = files.map(|file| file.map(|Staged { path, sum, .. }| manifest::line(&path, sum).into_bytes()));
            self.write_from(&manifest::path(), &mut read_chunks(lines))?;
            let action = if self.old.own.is_some() { Action::Replace } else { Action::Add };
            plan.steps.push(Planned::manifest(action, plan.manifest)).map_err(at(scratch, Doing::Write))?;
        }
        drop(files);
        Ok(Ready { work: self.work, plan, bytes: self.bytes.into_inner() })
    }

    /// Puts the new site in the place of the old one; the module says in which order and why.
    ///
    /// # Errors
    /// As [`ready`](Stage::ready) and [`Ready::commit`].
    pub fn commit(self) -> Result<Published, PublishError> {
        self.ready()?.commit(Mode::InPlace)
    }

    fn write_from(&self, path: &SitePath, reader: &mut dyn Read) -> Result<Option<Stamp>, PublishError> {
        self.make_folder(path)?;
        let place = self.work.stage.join(path.as_str());
        self.work.disk.write_new_from(&place, reader).map_err(|error| self.clash(path, error))?;
        self.stamp(&place)
    }

    fn write(&self, path: &SitePath, bytes: &[u8]) -> Result<Option<Stamp>, PublishError> {
        let place = self.work.stage.join(path.as_str());
        match self.work.disk.write_new(&place, bytes) {
            // Its folder is missing: make it. Trying first saves asking for every file.
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                self.make_folder(path)?;
                self.work.disk.write_new(&place, bytes)
            }
            result => result,
        }
        .map_err(|error| self.clash(path, error))?;
        self.stamp(&place)
    }

    fn make_folder(&self, path: &SitePath) -> Result<(), PublishError> {
        let place = self.work.stage.join(path.as_str());
        let folder = place.parent().unwrap_or(&self.work.stage);
        self.work.disk.create_dir_all(folder).map_err(|error| match error.kind() {
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => self.clash(path, error),
            _ => at(folder, Doing::Create)(error),
        })
    }

    /// What it means that a file of the stage cannot be written: perhaps another file of the site stands in its way.
    fn clash(&self, path: &SitePath, error: io::Error) -> PublishError {
        let there = |path: &str| self.work.disk.kind(&self.work.stage.join(path)).ok().flatten();
        let above = path.folders().find(|folder| there(folder) == Some(Kind::File)).and_then(|folder| SitePath::parse(folder).ok());
        match (above, there(path.as_str())) {
            (Some(file), _) => PublishError::FileAndFolder { file, below: path.clone() },
            (None, Some(Kind::File)) if error.kind() == io::ErrorKind::AlreadyExists => PublishError::Twice { path: path.clone() },
            _ => at(&self.work.stage.join(path.as_str()), Doing::Write)(error),
        }
    }
}

impl Ready<'_> {
    /// Files of the old site that the new one lacks.
    ///
    /// # Errors
    /// [`PublishError::Io`] if what waited on the disk could not be read again.
    pub fn removed(&mut self) -> Result<impl Iterator<Item = SitePath>, PublishError> {
        let steps = self.plan.steps.iter().map_err(at(&self.work.folder, Doing::Read))?;
        // What cannot be read now stops the commit.
        Ok(steps.filter_map(|step| step.ok()?.removed()))
    }

    /// The bytes of a file that stands there; `None` where it cannot be read.
    pub fn old_bytes(&self, path: &SitePath) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut file = self.work.disk.open(&self.work.out.join(path.as_str())).ok()?;
        file.read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// Puts the new site in the place of the old one; the module says in which order and why.
    ///
    /// # Errors
    /// [`PublishError::Io`] at any time: then either nothing was changed, or the next run finishes. For [`Mode::Swap`] also
    /// [`PublishError::Stranded`], [`PublishError::Beside`] and [`PublishError::NoSwap`], with the old site as it was.
    pub fn commit(mut self, mode: Mode) -> Result<Published, PublishError> {
        let _commit = trace_span!("commit").entered();
        let applied = match mode {
            Mode::InPlace => self.work.carry_out(&mut self.plan.steps)?,
            Mode::Swap => swap(self.work, &mut self.plan.steps)?,
        };
        let Plan { files, written, unchanged, replaced_edited, .. } = self.plan;
        let Applied { removed, kept_edited, .. } = applied;
        Ok(Published { files, written, unchanged, removed, replaced_edited, kept_edited, bytes: self.bytes })
    }
}

/// A file that is being staged: where that does not come to its end, however, the stage is good for nothing.
struct Begun<'s> {
    stage: &'s Mutex<Option<SitePath>>,
    path: Option<SitePath>,
}

impl Begun<'_> {
    fn finished(mut self) {
        self.path = None;
    }
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        if let Some(path) = self.path.take() {
            lock(self.stage).get_or_insert(path);
        }
    }
}

/// Counts what is read, and sums it up.
struct Counted<'r> {
    reader: &'r mut dyn Read,
    bytes: u64,
    sum: Pieces,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.bytes += read as u64;
        self.sum.add(&buffer[..read]);
        Ok(read)
    }
}

/// A thread that panicked in `put` leaves its file unfinished, which `ready` sees: what is behind the lock is always sound.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
