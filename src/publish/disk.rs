//! The one door to the disk: everything gongkai writes goes through [`Disk`], so that tests can give it one that fails.

use serde::{Deserialize, Serialize};
use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// What publishing needs of a file system. No method follows a symbolic link in the last part of a path, except
/// where it says so.
pub trait Disk: Sync {
    /// What stands at `path`; `None` if nothing does.
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>>;
    /// The stamp of a regular file; `None` if something else or nothing stands there.
    fn stamp(&self, path: &Path) -> io::Result<Option<Stamp>>;
    /// Opens a file for reading from its beginning (follows links: ask [`kind`](Disk::kind) first).
    fn open(&self, path: &Path) -> io::Result<Box<dyn Read>>;
    /// What a folder holds, as whole paths, sorted.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;
    /// Makes a folder and those above it; one that is there already, or a link to one, is fine.
    fn create_dir_all(&self, folder: &Path) -> io::Result<()>;
    /// Makes one folder that must not exist yet, with the permissions of another.
    fn create_dir_like(&self, folder: &Path, like: &Path) -> io::Result<()>;
    /// Writes a file that must not exist yet.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Writes a file that must not exist yet, from a reader.
    fn write_new_from(&self, path: &Path, reader: &mut dyn Read) -> io::Result<()> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes)?;
        self.write_new(path, &bytes)
    }
    /// Moves a file within one file system, at one instant, over what stands at `to`.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Gives a file a second name (a hard link), which must not exist yet.
    fn link(&self, file: &Path, name: &Path) -> io::Result<()>;
    /// Two folders of one file system change places, at one instant.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;
    /// Removes a file or a link.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes an empty folder.
    fn remove_dir(&self, folder: &Path) -> io::Result<()>;
    /// Makes a file's bytes survive a power cut.
    fn sync_file(&self, path: &Path) -> io::Result<()>;
    /// Makes everything below `root`, bytes and names, survive a power cut.
    fn sync_tree(&self, root: &Path) -> io::Result<()>;
    /// Makes the names in these folders, all on the file system of `root`, survive a power cut.
    fn sync_names(&self, root: &Path, folders: &[PathBuf]) -> io::Result<()>;
    /// Takes the lock that the file at `path` stands for; made if missing. `WouldBlock`: somebody else holds it.
    /// `NotFound`: its last holder has just taken it away, try again.
    fn lock(&self, path: &Path) -> io::Result<Lock>;
}

/// What stands at a path, links not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, junction, device, pipe …
    Other,
}

/// What a file system says of a file without reading it. A file that has another stamp than before may have other bytes; one that has
/// the same has the same bytes, unless it is so young that its time could not tell ([`Stamp::is_older_than`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// In bytes.
    size: u64,
    /// When it was last written, in nanoseconds of Unix time.
    modified: i64,
    /// Its number in the file system; 0 where there are none.
    inode: u64,
}

impl Stamp {
    fn of(data: &Metadata) -> Stamp {
        let since = |earlier, later: std::time::SystemTime| later.duration_since(earlier).ok();
        let nanoseconds = |time| match since(UNIX_EPOCH, time) {
            Some(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
            None => since(time, UNIX_EPOCH).and_then(|before| i64::try_from(before.as_nanos()).ok()).map_or(i64::MIN, |before| -before),
        };
        Stamp { size: data.len(), modified: data.modified().map_or(i64::MAX, nanoseconds), inode: inode(data) }
    }

    /// Size of the file in bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Whether the file was last written before another one was, as far as the clock of the file system can tell. Only then does a
    /// stamp noted after the other was written say anything: a clock stands still for some milliseconds, and what is written twice in
    /// one of its ticks has one time (what git calls racy).
    pub fn is_older_than(&self, other: &Stamp) -> bool {
        self.modified < other.modified
    }
}

#[cfg(unix)]
fn inode(data: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(data)
}

#[cfg(not(unix))]
fn inode(_data: &Metadata) -> u64 {
    0
}

/// A lock, held until it is dropped or its process ends, however it ends.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "the open file is the lock")] File);

/// The real one.
#[derive(Clone, Copy, Debug)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        match fs::symlink_metadata(path) {
            Ok(data) if data.is_file() => Ok(Some(Kind::File)),
            Ok(data) if data.is_dir() => Ok(Some(Kind::Folder)),
            Ok(_) => Ok(Some(Kind::Other)),
            // `NotADirectory`: something above it is a file, so nothing stands here.
            Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
            Err(e) => Err(e),
        }
    }

    fn stamp(&self, path: &Path) -> io::Result<Option<Stamp>> {
        match fs::symlink_metadata(path) {
            Ok(data) if data.is_file() => Ok(Some(Stamp::of(&data))),
            Ok(_) => Ok(None),
            Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
            Err(e) => Err(e),
        }
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Read>> {
        Ok(Box::new(File::open(path)?))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
        paths.sort();
        Ok(paths)
    }

    fn create_dir_all(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }

    fn create_dir_like(&self, folder: &Path, like: &Path) -> io::Result<()> {
        fs::create_dir(folder)?;
        fs::set_permissions(folder, fs::metadata(like)?.permissions())
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        RealDisk::write(OpenOptions::new().write(true).create_new(true).open(path)?, bytes)
    }

    fn write_new_from(&self, path: &Path, reader: &mut dyn Read) -> io::Result<()> {
        RealDisk::write_from(OpenOptions::new().write(true).create_new(true).open(path)?, reader)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn link(&self, file: &Path, name: &Path) -> io::Result<()> {
        fs::hard_link(file, name)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        exchange(one, other)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_dir(&self, folder: &Path) -> io::Result<()> {
        fs::remove_dir(folder)
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        // Windows flushes only what is open for writing.
        OpenOptions::new().write(true).open(path)?.sync_all()
    }

    fn sync_tree(&self, root: &Path) -> io::Result<()> {
        if sync_file_system(root)? {
            return Ok(());
        }
        for path in self.list(root)? {
            match self.kind(&path)? {
                Some(Kind::Folder) => self.sync_tree(&path)?,
                Some(Kind::File) => self.sync_file(&path)?,
                _ => {}
            }
        }
        sync_folder(root)
    }

    fn sync_names(&self, root: &Path, folders: &[PathBuf]) -> io::Result<()> {
        // One or two folders are cheaper by themselves: syncfs waits for whatever else the machine is writing.
        if folders.len() > 2 && sync_file_system(root)? {
            return Ok(());
        }
        folders.iter().try_for_each(|folder| sync_folder(folder))
    }

    fn lock(&self, path: &Path) -> io::Result<Lock> {
        RealDisk::refuse_link(path)?;
        Lock::of(OpenOptions::new().write(true).create(true).truncate(false).open(path)?, path)
    }
}

impl RealDisk {
    /// Into a file that is new.
    pub(super) fn write(mut file: File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    /// Into a file that is new, from a reader.
    pub(super) fn write_from(file: File, reader: &mut dyn Read) -> io::Result<()> {
        let mut file = BufWriter::with_capacity(1 << 18, file);
        io::copy(reader, &mut file)?;
        file.flush()
    }

    pub(super) fn refuse_link(lock: &Path) -> io::Result<()> {
        match RealDisk.kind(lock)? {
            Some(Kind::Other) => Err(io::Error::new(io::ErrorKind::AlreadyExists, "a link stands where the lock file belongs")),
            _ => Ok(()),
        }
    }
}

impl Lock {
    /// Of a file that was opened at `path`. Errors as [`Disk::lock`].
    pub(super) fn of(file: File, path: &Path) -> io::Result<Lock> {
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::WouldBlock.into()),
            Err(TryLockError::Error(e)) => return Err(e),
        }
        // The holder before us removes the file while it holds the lock. If that happened between our opening and
        // our locking, we hold the lock of a file without a name, and the next comer would lock another one.
        let ours = same_file::Handle::from_file(file.try_clone()?)?;
        if same_file::Handle::from_path(path)? != ours {
            return Err(io::ErrorKind::NotFound.into());
        }
        Ok(Lock(file))
    }
}

#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Makes the whole file system durable by one call, where there is one; true if it was done. One `syncfs` for ten
/// thousand files takes about as long as a handful of `fsync`s.
#[cfg(target_os = "linux")]
fn sync_file_system(root: &Path) -> io::Result<bool> {
    match rustix::fs::syncfs(File::open(root)?) {
        Ok(()) => Ok(true),
        Err(rustix::io::Errno::NOSYS) => Ok(false),
        Err(e) => Err(e.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn sync_file_system(_root: &Path) -> io::Result<bool> {
    Ok(false)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Network and FUSE file systems that cannot sync a folder say so in this way.
        Err(e) if e.kind() == io::ErrorKind::InvalidInput => Ok(()),
        result => result,
    }
}

/// Windows opens no folder as a file; NTFS keeps names in order by its own journal.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
