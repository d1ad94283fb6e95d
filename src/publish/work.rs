//! The folder `.gongkai` in the output folder while a run lasts: lock, stage, journal; and what becomes of it afterwards.

use super::Recovery;
use super::apply::{self, Applied, Site, Trust};
use super::disk::{Disk, Kind, Lock};
use super::error::{Doing, PublishError, at};
use super::journal::{self, Journal, Step};
use super::plan::Planned;
use super::swap;
use crate::sorted::Sorted;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::slice;
use tracing::trace_span;

/// Its name. A `SitePath` never begins with a dot, so no published file can fall into it.
pub(super) const FOLDER: &str = ".gongkai";
/// The stage in it.
const STAGE: &str = "stage";
/// The journal in it.
pub(super) const JOURNAL: &str = "journal";

/// The work folder, locked. Dropping it takes it away, unless a journal is in force: then the next run needs it.
pub(super) struct Work<'d> {
    pub(super) disk: &'d dyn Disk,
    pub(super) out: PathBuf,
    pub(super) stage: PathBuf,
    /// The work folder itself, also for files without names.
    pub(super) folder: PathBuf,
    end: End,
    /// Held to the end.
    lock: Option<Lock>,
}

/// What dropping does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    TakeAway,
    LeaveForNextRun,
}

impl<'d> Work<'d> {
    /// Makes the output folder if it is missing, takes its lock, and finishes or throws away what an interrupted run left.
    pub(super) fn enter(disk: &'d dyn Disk, out: &Path) -> Result<(Work<'d>, Option<Recovery>), PublishError> {
        disk.create_dir_all(out).map_err(|e| match e.kind() {
            ErrorKind::AlreadyExists | ErrorKind::NotADirectory => PublishError::NotAFolder { out: out.to_owned() },
            _ => at(out, Doing::Create)(e),
        })?;
        let folder = out.join(FOLDER);
        let lock = lock(disk, out, &folder)?;
        let stage = folder.join(STAGE);
        // Until the journal has been read, it may be in force.
        let mut work = Work { disk, out: out.to_owned(), stage, folder, end: End::LeaveForNextRun, lock: Some(lock) };
        let swapped = swap::recover(disk, out, &work.folder)?;
        let recovery = work.recover()?.or(swapped);
        work.end = End::TakeAway;
        Ok((work, recovery))
    }

    /// Carries out a commit. An error before the journal is in force leaves the site untouched; after that, the next run
    /// goes on where this one stopped.
    pub(super) fn carry_out(&mut self, steps: &mut Sorted<Planned>) -> Result<Applied, PublishError> {
        if steps.len() == 0 {
            return Ok(Applied::default());
        }
        // Placements come first.
        let first = steps.iter().map_err(self.again())?.next().transpose().map_err(self.again())?;
        if first.is_some_and(|first| first.is_placement()) {
            trace_span!("sync").in_scope(|| self.disk.sync_tree(&self.stage)).map_err(at(&self.stage, Doing::Sync))?;
        }
        self.write_journal(steps)?;
        self.end = End::LeaveForNextRun;
        let applied = self.finish(self.in_order(steps)?, Trust::Fresh)?;
        self.end = End::TakeAway;
        Ok(applied)
    }

    /// Marks that what will stand beside the output folder is not whole.
    pub(super) fn begin_filling(&self) -> Result<(), PublishError> {
        let mark = self.filling();
        self.disk.write_new(&mark, b"").map_err(at(&mark, Doing::Write))
    }

    /// The output folder, and the work folder in it, have another name now.
    pub(super) fn moved_to(&mut self, out: &Path) {
        self.out = out.to_owned();
        self.folder = out.join(FOLDER);
        self.stage = self.folder.join(STAGE);
    }

    /// The steps, as a journal has them.
    fn in_order<'s>(&self, steps: &'s mut Sorted<Planned>) -> Result<impl Iterator<Item = io::Result<Step>> + use<'s>, PublishError> {
        Ok(steps.iter().map_err(self.again())?.map(|step| step.map(Step::from)))
    }

    /// What waited on the disk could not be read again.
    fn again(&self) -> impl FnOnce(io::Error) -> PublishError + use<'_> {
        at(&self.folder, Doing::Read)
    }

    fn write_journal(&self, steps: &mut Sorted<Planned>) -> Result<(), PublishError> {
        let (draft, journal) = (self.draft(), self.journal());
        let mut bytes = journal::write(self.in_order(steps)?);
        self.disk.write_new_from(&draft, &mut bytes).map_err(at(&draft, Doing::Write))?;
        self.disk.sync_file(&draft).map_err(at(&draft, Doing::Sync))?;
        self.disk.rename(&draft, &journal).map_err(at(&journal, Doing::Move))?;
        let folders = [self.folder.clone(), self.out.clone()];
        self.disk.sync_names(&self.folder, &folders).map_err(at(&self.folder, Doing::Sync))
    }

    /// Takes the steps of a journal that is in force, and then puts it out of force.
    fn finish(&self, steps: impl Iterator<Item = io::Result<Step>>, trust: Trust) -> Result<Applied, PublishError> {
        let site = Site { disk: self.disk, out: &self.out, stage: &self.stage, work: &self.folder };
        let applied = apply::apply(&site, steps, trust)?;
        let durable = match &applied.touched {
            Some(touched) => self.disk.sync_names(&self.out, touched),
            None => self.disk.sync_tree(&self.out),
        };
        durable.map_err(at(&self.out, Doing::Sync))?;
        let journal = self.journal();
        self.disk.remove_file(&journal).map_err(at(&journal, Doing::Remove))?;
        self.disk.sync_names(&self.folder, slice::from_ref(&self.folder)).map_err(at(&self.folder, Doing::Sync))?;
        Ok(applied)
    }

    fn recover(&self) -> Result<Option<Recovery>, PublishError> {
        match self.read_journal()? {
            Journal::Whole => {
                if self.disk.kind(&self.stage).map_err(at(&self.stage, Doing::Look))? == Some(Kind::Other) {
                    return Err(PublishError::Foreign { out: self.out.clone(), paths: vec![format!("{FOLDER}/{STAGE}")] });
                }
                let steps = journal::steps(self.open_journal()?);
                let applied = self.finish(steps, Trust::Found)?;
                self.sweep()?;
                let Applied { placed, removed, kept_edited, .. } = applied;
                Ok(Some(Recovery::Finished { placed, removed, kept_edited }))
            }
            Journal::Torn => {
                let files = self.sweep()?;
                Ok((files > 0).then_some(Recovery::RolledBack { files }))
            }
            Journal::Unknown => Err(PublishError::Journal { path: self.journal() }),
        }
    }

    fn read_journal(&self) -> Result<Journal, PublishError> {
        let path = self.journal();
        if self.disk.kind(&path).map_err(at(&path, Doing::Look))? != Some(Kind::File) {
            return Ok(Journal::Torn);
        }
        journal::inspect(self.open_journal()?).map_err(at(&path, Doing::Read))
    }

    fn open_journal(&self) -> Result<Box<dyn io::Read>, PublishError> {
        let path = self.journal();
        self.disk.open(&path).map_err(at(&path, Doing::Read))
    }

    /// Removes the journal, if any, what an exchange had begun, and then the stage: never the other way round, for a journal
    /// without its stage could not be finished. Returns the number of staged files.
    fn sweep(&self) -> Result<usize, PublishError> {
        remove_tree(self.disk, &self.journal())?;
        remove_tree(self.disk, &self.draft())?;
        let mut files = 0;
        if self.disk.kind(&self.filling()).map_err(at(&self.folder, Doing::Look))?.is_some() {
            if let Some(next) = swap::beside(&self.out) {
                files += remove_tree(self.disk, &next)?;
            }
            remove_tree(self.disk, &self.filling())?;
        }
        Ok(files + remove_tree(self.disk, &self.stage)?)
    }

    /// The mark of [`swap`].
    fn filling(&self) -> PathBuf {
        self.folder.join(swap::FILLING)
    }

    fn journal(&self) -> PathBuf {
        self.folder.join(JOURNAL)
    }

    /// The journal while it is being written.
    fn draft(&self) -> PathBuf {
        self.folder.join("journal.part")
    }
}

impl Drop for Work<'_> {
    /// Best effort: what cannot be removed now, the next run removes.
    fn drop(&mut self) {
        if self.end == End::LeaveForNextRun || self.sweep().is_err() {
            return;
        }
        // While the lock is still held, so that nobody's new lock file is removed.
        if self.disk.remove_file(&lock_file(&self.folder)).is_ok() {
            // Where an open file keeps a hidden name until it is closed (NFS, FUSE), the folder is not empty before.
            drop(self.lock.take());
            // Fails if somebody has come meanwhile, or if the folder holds something else (a cache): then it stays.
            let _ = self.disk.remove_dir(&self.folder);
        }
    }
}

fn lock_file(folder: &Path) -> PathBuf {
    folder.join("lock")
}

fn lock(disk: &dyn Disk, out: &Path, folder: &Path) -> Result<Lock, PublishError> {
    // Each further turn means that another run ended just now and took folder or lock file away.
    const TURNS: usize = 100;
    let path = lock_file(folder);
    for _ in 0..TURNS {
        match disk.kind(folder).map_err(at(folder, Doing::Look))? {
            None => disk.create_dir_all(folder).map_err(at(folder, Doing::Create))?,
            Some(Kind::Folder) => {}
            Some(_) => return Err(PublishError::Foreign { out: out.to_owned(), paths: vec![FOLDER.to_owned()] }),
        }
        match disk.lock(&path) {
            Ok(lock) => return Ok(lock),
            Err(e) if e.kind() == ErrorKind::NotFound => {}
            Err(e) if e.kind() == ErrorKind::WouldBlock => break,
            Err(e) => return Err(at(&path, Doing::Lock)(e)),
        }
    }
    Err(PublishError::Busy { out: out.to_owned() })
}

/// Removes whatever stands at `path`, links as links, and returns the number of files. Nothing there is fine.
fn remove_tree(disk: &dyn Disk, path: &Path) -> Result<usize, PublishError> {
    match disk.kind(path).map_err(at(path, Doing::Look))? {
        None => Ok(0),
        Some(Kind::File | Kind::Other) => disk.remove_file(path).map(|()| 1).map_err(at(path, Doing::Remove)),
        Some(Kind::Folder) => {
            let mut files = 0;
            for inner in disk.list(path).map_err(at(path, Doing::Look))? {
                files += remove_tree(disk, &inner)?;
            }
            disk.remove_dir(path).map_err(at(path, Doing::Remove))?;
            Ok(files)
        }
    }
}
