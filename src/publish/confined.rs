//! A disk that writes and removes nothing outside of one output folder, whatever links somebody puts there while it does so.
//!
//! Looking first whether a path leads through a link, and then going that way, leaves a moment in between. Here every change is made from
//! the opened folder downwards, and what would lead out of it fails (`openat2` with `RESOLVE_BENEATH` where the system has it).

use super::disk::{Disk, Kind, Lock, RealDisk, Stamp};
use super::swap::beside;
use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

/// The real disk, confined to an output folder and what is put together beside it. What lies elsewhere (the cache of the site) is none of
/// its business, and is done as on the real disk.
pub struct Confined {
    out: PathBuf,
    /// What lies beside it; known as soon as the folder is there.
    next: OnceLock<PathBuf>,
    /// Folders that are open, with the paths they were opened by.
    open: RwLock<Vec<(PathBuf, Arc<Dir>)>>,
}

impl Confined {
    /// Confines changes to that folder, which need not be there yet.
    pub fn to(out: &Path) -> Confined {
        Confined { out: out.to_owned(), next: OnceLock::new(), open: RwLock::default() }
    }

    /// The open folder that a path lies in, and the way from there; `None` for what lies elsewhere.
    fn find<'p>(&self, path: &'p Path) -> io::Result<Option<(Arc<Dir>, &'p Path)>> {
        let below = |root: &Path| path.strip_prefix(root).ok().filter(|rest| !rest.as_os_str().is_empty());
        let open = self.open.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = open.iter().find_map(|(root, dir)| Some((dir.clone(), below(root)?))) {
            return Ok(Some(found));
        }
        drop(open);
        for root in [Some(self.out.as_path()), self.next()].into_iter().flatten() {
            if let Some(rest) = below(root) {
                let dir = Arc::new(Dir::open_ambient_dir(root, ambient_authority())?);
                self.open.write().unwrap_or_else(PoisonError::into_inner).push((root.to_owned(), dir.clone()));
                return Ok(Some((dir, rest)));
            }
        }
        Ok(None)
    }

    fn next(&self) -> Option<&Path> {
        let next = match self.next.get() {
            Some(next) => next,
            None => {
                let next = beside(&self.out)?;
                self.next.get_or_init(|| next)
            }
        };
        Some(next)
    }

    fn create_new(&self, path: &Path) -> io::Result<Option<File>> {
        let Some((dir, rest)) = self.find(path)? else { return Ok(None) };
        Ok(Some(dir.open_with(rest, OpenOptions::new().write(true).create_new(true))?.into_std()))
    }

    /// Folders that have moved or are gone are opened again.
    fn forget(&self) {
        self.open.write().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Disk for Confined {
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        RealDisk.kind(path)
    }

    fn stamp(&self, path: &Path) -> io::Result<Option<Stamp>> {
        RealDisk.stamp(path)
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Read>> {
        match self.find(path)? {
            Some((dir, rest)) => Ok(Box::new(dir.open(rest)?.into_std())),
            None => RealDisk.open(path),
        }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        RealDisk.list(folder)
    }

    fn create_dir_all(&self, folder: &Path) -> io::Result<()> {
        match self.find(folder)? {
            Some((dir, rest)) => dir.create_dir_all(rest),
            None => RealDisk.create_dir_all(folder),
        }
    }

    fn create_dir_like(&self, folder: &Path, like: &Path) -> io::Result<()> {
        RealDisk.create_dir_like(folder, like)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        match self.create_new(path)? {
            Some(file) => RealDisk::write(file, bytes),
            None => RealDisk.write_new(path, bytes),
        }
    }

    fn write_new_from(&self, path: &Path, reader: &mut dyn Read) -> io::Result<()> {
        match self.create_new(path)? {
            Some(file) => RealDisk::write_from(file, reader),
            None => RealDisk.write_new_from(path, reader),
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        match (self.find(from)?, self.find(to)?) {
            (Some((from_dir, from)), Some((to_dir, to))) => from_dir.rename(from, &to_dir, to),
            _ => RealDisk.rename(from, to),
        }
    }

    fn link(&self, file: &Path, name: &Path) -> io::Result<()> {
        match (self.find(file)?, self.find(name)?) {
            (Some((file_dir, file)), Some((name_dir, name))) => file_dir.hard_link(file, &name_dir, name),
            _ => RealDisk.link(file, name),
        }
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        let done = RealDisk.exchange(one, other);
        self.forget();
        done
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        match self.find(path)? {
            Some((dir, rest)) => dir.remove_file(rest),
            None => RealDisk.remove_file(path),
        }
    }

    fn remove_dir(&self, folder: &Path) -> io::Result<()> {
        match self.find(folder)? {
            Some((dir, rest)) => dir.remove_dir(rest),
            None => {
                self.forget();
                RealDisk.remove_dir(folder)
            }
        }
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        RealDisk.sync_file(path)
    }

    fn sync_tree(&self, root: &Path) -> io::Result<()> {
        RealDisk.sync_tree(root)
    }

    fn sync_names(&self, root: &Path, folders: &[PathBuf]) -> io::Result<()> {
        RealDisk.sync_names(root, folders)
    }

    fn lock(&self, path: &Path) -> io::Result<Lock> {
        match self.find(path)? {
            Some((dir, rest)) => {
                RealDisk::refuse_link(path)?;
                let file = dir.open_with(rest, OpenOptions::new().write(true).create(true))?;
                Lock::of(file.into_std(), path)
            }
            None => RealDisk.lock(path),
        }
    }
}
