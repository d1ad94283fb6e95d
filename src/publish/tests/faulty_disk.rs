//! A disk that fails, dies or loses power at a chosen operation.

use crate::publish::{Disk, Kind, Lock, RealDisk, Stamp};
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// What happens at the chosen operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It fails; a file that was to be written is half there. All others succeed.
    FailsOnce,
    /// The process is killed: from here on nothing happens any more.
    Dies,
}

/// How much of what was done since the last sync a power cut undoes, latest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lost {
    Nothing,
    Half,
    All,
}

/// Behaves like the real disk, without waiting for it to sync, up to operation `fault_at` (from 0).
pub(super) struct FaultyDisk {
    fault: Fault,
    fault_at: usize,
    /// As on a Windows share where somebody has this file open: nothing is renamed over it, and it is not removed.
    held: Option<PathBuf>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    operations: usize,
    dead: bool,
    /// Changes of names that a power cut may undo, oldest first.
    names: Vec<Change>,
    /// Files whose bytes a power cut may lose.
    bytes: BTreeSet<PathBuf>,
}

enum Change {
    Written(PathBuf),
    Folder(PathBuf),
    /// A second name of a file.
    Linked(PathBuf),
    Exchanged(PathBuf, PathBuf),
    Renamed {
        from: PathBuf,
        to: PathBuf,
        over: Option<Vec<u8>>,
    },
    Removed(PathBuf, Vec<u8>),
    FolderRemoved(PathBuf),
}

impl FaultyDisk {
    pub(super) fn new(fault: Fault, fault_at: usize) -> FaultyDisk {
        FaultyDisk { fault, fault_at, held: None, state: Mutex::default() }
    }

    pub(super) fn sound() -> FaultyDisk {
        FaultyDisk::new(Fault::Dies, usize::MAX)
    }

    pub(super) fn holding(self, file: PathBuf) -> FaultyDisk {
        FaultyDisk { held: Some(file), ..self }
    }

    pub(super) fn operations(&self) -> usize {
        self.state.lock().unwrap().operations
    }

    /// Whether the fault has happened.
    pub(super) fn struck(&self) -> bool {
        self.operations() > self.fault_at
    }

    /// What the disk holds after the lights have gone out and come back: bytes that were not synced are cut off, names
    /// that were not synced are as before, from the last change backwards (file systems keep names in order).
    pub(super) fn lose_power(self, lost: Lost) {
        let state = self.state.into_inner().unwrap();
        for path in state.bytes {
            let bytes = fs::read(&path).unwrap();
            fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
        }
        let count = match lost {
            Lost::Nothing => 0,
            Lost::Half => state.names.len() / 2,
            Lost::All => state.names.len(),
        };
        let mut names = state.names;
        for _ in 0..count {
            let change = names.pop().unwrap();
            let exchanged = if let Change::Exchanged(one, other) = &change { Some((one.clone(), other.clone())) } else { None };
            change.undo();
            if let Some((one, other)) = exchanged {
                names.iter_mut().for_each(|change| change.move_between(&one, &other));
            }
        }
    }

    fn operation(&self) -> io::Result<()> {
        let mut state = self.state.lock().unwrap();
        if state.dead {
            return Err(io::Error::other("dead"));
        }
        let now = state.operations;
        state.operations += 1;
        if now != self.fault_at {
            return Ok(());
        }
        state.dead = self.fault == Fault::Dies;
        Err(io::ErrorKind::StorageFull.into())
    }

    fn is_free(&self, path: &Path) -> io::Result<()> {
        match self.held.as_deref() == Some(path) && path.exists() {
            true => Err(io::ErrorKind::PermissionDenied.into()),
            false => Ok(()),
        }
    }

    fn note(&self, change: Change) {
        self.state.lock().unwrap().names.push(change);
    }

    fn keep(&self, durable: impl Fn(&Path) -> bool) {
        let names = &mut self.state.lock().unwrap().names;
        let (kept, rest): (Vec<_>, Vec<_>) = std::mem::take(names).into_iter().partition(|change| durable(change.path()));
        // A file that survives under its new name was written before.
        let moved: BTreeSet<_> =
            kept.into_iter().filter_map(|change| if let Change::Renamed { from, .. } = change { Some(from) } else { None }).collect();
        *names = rest.into_iter().filter(|change| !matches!(change, Change::Written(path) if moved.contains(path))).collect();
    }
}

impl Change {
    /// The name that matters: where the change is seen.
    fn path(&self) -> &Path {
        match self {
            Change::Written(path) | Change::Folder(path) | Change::Removed(path, _) | Change::FolderRemoved(path) => path,
            Change::Renamed { to: path, .. } | Change::Linked(path) | Change::Exchanged(path, _) => path,
        }
    }

    /// After an exchange, what was changed in one folder is found in the other.
    fn move_between(&mut self, one: &Path, other: &Path) {
        let move_path = |path: &mut PathBuf| *path = moved(path, one, other);
        match self {
            Change::Written(path)
            | Change::Folder(path)
            | Change::Removed(path, _)
            | Change::FolderRemoved(path)
            | Change::Linked(path) => {
                move_path(path);
            }
            Change::Renamed { from, to, .. } => [from, to].into_iter().for_each(move_path),
            Change::Exchanged(..) => {}
        }
    }

    fn undo(self) {
        match self {
            Change::Written(path) | Change::Linked(path) => fs::remove_file(path).unwrap(),
            Change::Exchanged(one, other) => RealDisk.exchange(&one, &other).unwrap(),
            // A synced file in it has made it durable, too.
            Change::Folder(path) => _ = fs::remove_dir(path),
            Change::Renamed { from, to, over } => {
                fs::rename(&to, from).unwrap();
                over.into_iter().for_each(|bytes| fs::write(&to, bytes).unwrap());
            }
            // Without its folder: that was removed later, but synced.
            Change::Removed(path, bytes) => _ = fs::write(path, bytes),
            Change::FolderRemoved(path) => fs::create_dir(path).unwrap(),
        }
    }
}

fn moved(path: &Path, one: &Path, other: &Path) -> PathBuf {
    match (path.strip_prefix(one), path.strip_prefix(other)) {
        (Ok(below), _) => other.join(below),
        (_, Ok(below)) => one.join(below),
        _ => path.to_owned(),
    }
}

impl Disk for FaultyDisk {
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        self.operation()?;
        RealDisk.kind(path)
    }

    fn stamp(&self, path: &Path) -> io::Result<Option<Stamp>> {
        self.operation()?;
        RealDisk.stamp(path)
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Read>> {
        self.operation()?;
        RealDisk.open(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.operation()?;
        RealDisk.list(folder)
    }

    fn create_dir_all(&self, folder: &Path) -> io::Result<()> {
        let missing: Vec<_> = folder.ancestors().take_while(|path| !path.exists()).collect();
        for path in missing.into_iter().rev() {
            self.operation()?;
            fs::create_dir(path)?;
            self.note(Change::Folder(path.to_owned()));
        }
        Ok(())
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let fate = self.operation();
        if fate.is_err() && self.state.lock().unwrap().operations != self.fault_at + 1 {
            return fate;
        }
        let written = if fate.is_ok() { bytes } else { &bytes[..bytes.len() / 2] };
        RealDisk.write_new(path, written)?;
        self.note(Change::Written(path.to_owned()));
        self.state.lock().unwrap().bytes.insert(path.to_owned());
        fate
    }

    fn create_dir_like(&self, folder: &Path, like: &Path) -> io::Result<()> {
        self.operation()?;
        RealDisk.create_dir_like(folder, like)?;
        self.note(Change::Folder(folder.to_owned()));
        Ok(())
    }

    fn link(&self, file: &Path, name: &Path) -> io::Result<()> {
        self.operation()?;
        RealDisk.link(file, name)?;
        self.note(Change::Linked(name.to_owned()));
        Ok(())
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.operation()?;
        RealDisk.exchange(one, other)?;
        let mut state = self.state.lock().unwrap();
        state.names.iter_mut().for_each(|change| change.move_between(one, other));
        state.bytes = state.bytes.iter().map(|path| moved(path, one, other)).collect();
        drop(state);
        self.note(Change::Exchanged(one.to_owned(), other.to_owned()));
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.operation()?;
        self.is_free(to)?;
        let over = to.exists().then(|| fs::read(to)).transpose()?;
        RealDisk.rename(from, to)?;
        self.note(Change::Renamed { from: from.to_owned(), to: to.to_owned(), over });
        let bytes = &mut self.state.lock().unwrap().bytes;
        bytes.remove(to);
        if bytes.remove(from) {
            bytes.insert(to.to_owned());
        }
        Ok(())
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.operation()?;
        self.is_free(path)?;
        let bytes = fs::read(path)?;
        RealDisk.remove_file(path)?;
        self.state.lock().unwrap().bytes.remove(path);
        self.note(Change::Removed(path.to_owned(), bytes));
        Ok(())
    }

    fn remove_dir(&self, folder: &Path) -> io::Result<()> {
        self.operation()?;
        RealDisk.remove_dir(folder)?;
        self.note(Change::FolderRemoved(folder.to_owned()));
        Ok(())
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        self.operation()?;
        self.state.lock().unwrap().bytes.remove(path);
        Ok(())
    }

    fn sync_tree(&self, root: &Path) -> io::Result<()> {
        self.operation()?;
        self.keep(|path| path.starts_with(root));
        self.state.lock().unwrap().bytes.retain(|path| !path.starts_with(root));
        Ok(())
    }

    fn sync_names(&self, _root: &Path, folders: &[PathBuf]) -> io::Result<()> {
        self.operation()?;
        self.keep(|path| folders.iter().any(|folder| path.parent() == Some(folder.as_path())));
        Ok(())
    }

    fn lock(&self, path: &Path) -> io::Result<Lock> {
        self.operation()?;
        let fresh = !path.exists();
        let lock = RealDisk.lock(path)?;
        if fresh {
            self.note(Change::Written(path.to_owned()));
        }
        Ok(lock)
    }
}
