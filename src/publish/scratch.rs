//! A file without a name that a run writes to and reads from, for what is too much to keep in memory.
//!
//! It does not go through [`Disk`](super::Disk): nothing of it ever stands in a folder that anybody could meet after a crash.

use super::error::{Doing, PublishError, at};
use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

/// Pieces of bytes, written by any number of threads, read again by their places.
pub struct Scratch {
    folder: PathBuf,
    file: Mutex<File>,
}

/// Where a piece lies.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    from: u64,
    length: usize,
}

impl Scratch {
    pub(super) fn create(folder: &Path) -> Result<Scratch, PublishError> {
        let file = tempfile::tempfile_in(folder).map_err(at(folder, Doing::Create))?;
        Ok(Scratch { folder: folder.to_owned(), file: Mutex::new(file) })
    }

    /// The folder it lies in, for others that need such files.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Keeps the bytes.
    ///
    /// # Errors
    /// [`PublishError::Io`] if they could not be written.
    pub fn keep(&self, bytes: &[u8]) -> Result<Piece, PublishError> {
        // A thread that panicked half way has left bytes that no piece names.
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let mut write = || {
            let from = file.seek(SeekFrom::End(0))?;
            file.write_all(bytes)?;
            Ok(Piece { from, length: bytes.len() })
        };
        write().map_err(at(&self.folder, Doing::Write))
    }

    /// The bytes again.
    ///
    /// # Errors
    /// [`io::Error`] if they could not be read.
    pub fn read(&self, piece: Piece) -> io::Result<Vec<u8>> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(piece.from))?;
        let mut bytes = vec![0; piece.length];
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}
