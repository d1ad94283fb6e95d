//! Takes the steps of a journal, one by one. May be interrupted anywhere and run again: steps already taken are recognised.

use super::disk::{Disk, Kind};
use super::error::{Doing, PublishError, at};
use super::ground::{Ground, Spot};
use super::journal::{Action, Step};
use crate::site::path::SitePath;
use std::collections::{BTreeSet, HashSet};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// From so many folders on, it is not remembered which of them have changed names: then everything is made durable.
const FOLDERS: usize = 10_000;

/// Where the steps are taken.
pub(super) struct Site<'d> {
    pub(super) disk: &'d dyn Disk,
    pub(super) out: &'d Path,
    pub(super) stage: &'d Path,
    pub(super) work: &'d Path,
}

/// Whether staged files need to be read before they are moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// This process wrote them a moment ago.
    Fresh,
    /// They come from an interrupted run: who knows what happened in between.
    Found,
}

/// What the steps came to.
#[derive(Debug, Default)]
pub(super) struct Applied {
    pub(super) placed: usize,
    pub(super) removed: usize,
    pub(super) kept_edited: Vec<SitePath>,
    /// Folders in which names changed; `None` where they are very many.
    pub(super) touched: Option<Vec<PathBuf>>,
}

/// Takes all steps.
///
/// # Errors
/// The first refusal; the steps before it stay taken, and the next run goes on from there.
pub(super) fn apply(site: &Site, steps: impl Iterator<Item = io::Result<Step>>, trust: Trust) -> Result<Applied, PublishError> {
    let (ground, stage) = (Ground::new(site.disk, site.out), Ground::new(site.disk, site.stage));
    let mut run = Run { site, trust, ground, stage, applied: Applied::default(), moved: HashSet::new(), touched: Some(BTreeSet::new()) };
    for step in steps {
        let step = step.map_err(at(site.work, Doing::Read))?;
        match step.action {
            Action::Add | Action::Replace => run.place(&step)?,
            Action::Remove => run.remove(&step)?,
        }
    }
    run.applied.touched = run.touched.map(|touched| touched.iter().map(|folder| site.out.join(folder)).collect());
    Ok(run.applied)
}

struct Run<'d> {
    site: &'d Site<'d>,
    trust: Trust,
    ground: Ground<'d>,
    stage: Ground<'d>,
    applied: Applied,
    /// Folders that were moved as a whole, relative to the output folder.
    moved: HashSet<String>,
    /// Relative to the output folder; `""` is that folder itself. `None` from [`FOLDERS`] on.
    touched: Option<BTreeSet<String>>,
}

impl Run<'_> {
    fn place(&mut self, step: &Step) -> Result<(), PublishError> {
        let disk = self.site.disk;
        if self.trust == Trust::Fresh && step.action == Action::Add && self.came_with_folder(&step.path)? {
            self.touch(&step.path);
            self.applied.placed += 1;
            return Ok(());
        }
        let staged = self.site.stage.join(step.path.as_str());
        if !self.is_staged(&staged, step)? {
            return self.expect_done(step);
        }
        match (self.ground.spot(&step.path)?, step.action) {
            (Spot::Free, _) | (Spot::File, Action::Replace) => {}
            // Somebody put it there since the plan was made.
            (Spot::File, _) if self.ground.checksum(&step.path)? == Some(step.sum) => {}
            (Spot::File, _) => return Err(self.foreign(step.path.to_string())),
            (Spot::Obstacle { at, .. }, _) => return Err(self.foreign(at)),
        }
        self.ground.make_folders(&step.path)?;
        let place = self.ground.place(&step.path);
        disk.rename(&staged, &place).map_err(at(&place, Doing::Move))?;
        self.touch(&step.path);
        self.applied.placed += 1;
        Ok(())
    }

    /// Where the output folder has no folder of that name, everything in that of the stage is new, and it is moved as a whole.
    fn came_with_folder(&mut self, path: &SitePath) -> Result<bool, PublishError> {
        if !path.folders().any(|folder| self.moved.contains(folder)) {
            let Some(folder) = self.ground.first_missing(path)? else { return Ok(false) };
            let (from, to) = (self.site.stage.join(folder), self.site.out.join(folder));
            if self.site.disk.rename(&from, &to).is_err() {
                // One by one, then; and what is wrong will be told.
                return Ok(false);
            }
            self.moved.insert(folder.to_owned());
        }
        let place = self.ground.place(path);
        Ok(self.site.disk.kind(&place).map_err(at(&place, Doing::Look))? == Some(Kind::File))
    }

    fn is_staged(&mut self, staged: &Path, step: &Step) -> Result<bool, PublishError> {
        match self.trust {
            Trust::Fresh => {
                let kind = self.site.disk.kind(staged).map_err(at(staged, Doing::Look))?;
                Ok(kind == Some(Kind::File))
            }
            // A link may have been put there, to have a file from elsewhere moved.
            Trust::Found => Ok(self.stage.spot(&step.path)? == Spot::File && self.stage.checksum(&step.path)? == Some(step.sum)),
        }
    }

    /// A file that is not in the stage must have been moved to its place by the run before.
    fn expect_done(&mut self, step: &Step) -> Result<(), PublishError> {
        if self.ground.spot(&step.path)? == Spot::File && self.ground.checksum(&step.path)? == Some(step.sum) {
            self.touch(&step.path);
            return Ok(());
        }
        Err(PublishError::Lost { path: self.ground.place(&step.path), work: self.site.work.to_owned() })
    }

    fn remove(&mut self, step: &Step) -> Result<(), PublishError> {
        let disk = self.site.disk;
        match self.ground.spot(&step.path)? {
            Spot::Free => {}
            Spot::File if self.ground.checksum(&step.path)? == Some(step.sum) => {
                let place = self.ground.place(&step.path);
                disk.remove_file(&place).map_err(at(&place, Doing::Remove))?;
                self.applied.removed += 1;
            }
            Spot::File | Spot::Obstacle { .. } => {
                self.applied.kept_edited.push(step.path.clone());
                return Ok(());
            }
        }
        self.touch(&step.path);
        self.remove_empty_folders(&step.path)
    }

    /// Also after a file that was gone already: the run before may have stopped between the file and its folder.
    fn remove_empty_folders(&mut self, path: &SitePath) -> Result<(), PublishError> {
        for folder in path.folders().rev() {
            let place = self.site.out.join(folder);
            match self.site.disk.remove_dir(&place) {
                Ok(()) => {}
                Err(e) if e.kind() == ErrorKind::NotFound => {}
                Err(e) if e.kind() == ErrorKind::DirectoryNotEmpty => break,
                Err(e) => return Err(at(&place, Doing::Remove)(e)),
            }
            self.touched.iter_mut().for_each(|touched| _ = touched.remove(folder));
            self.ground.forget(folder);
        }
        Ok(())
    }

    fn touch(&mut self, path: &SitePath) {
        let Some(touched) = &mut self.touched else { return };
        touched.extend(path.folders().map(str::to_owned));
        touched.insert(String::new());
        if touched.len() > FOLDERS {
            self.touched = None;
        }
    }

    fn foreign(&self, path: String) -> PublishError {
        PublishError::Foreign { out: self.site.out.to_owned(), paths: vec![path] }
    }
}
