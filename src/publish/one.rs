//! Puts one file where people want it: whole or not at all.

use super::error::{Doing, PublishError, at};
use std::{
    fs::File,
    io::{self, BufWriter, ErrorKind, Write},
    path::Path,
};

/// What happens to a file that stands there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and nothing is written.
    Keep,
    /// It is replaced.
    Replace,
}

/// Writes a file beside its place and moves it there; false where another stands there and stays.
///
/// # Errors
/// [`PublishError::Io`] if it could not be written; then the place is as it was.
pub fn place_one(file: &Path, bytes: &[u8], existing: Existing) -> Result<bool, PublishError> {
    place_with(file, existing, |draft| draft.write_all(bytes))
}

/// The same for a file that `write` writes: too large for memory, perhaps.
///
/// # Errors
/// As [`place_one`].
pub fn place_with(
    file: &Path,
    existing: Existing,
    write: impl FnOnce(&mut BufWriter<&File>) -> io::Result<()>,
) -> Result<bool, PublishError> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let draft = builder().tempfile_in(folder).map_err(at(file, Doing::Write))?;
    let mut buffer = BufWriter::with_capacity(1 << 18, draft.as_file());
    write(&mut buffer).and_then(|()| buffer.flush()).and_then(|()| draft.as_file().sync_all()).map_err(at(file, Doing::Write))?;
    drop(buffer);
    let placed = match existing {
        Existing::Keep => draft.persist_noclobber(file),
        Existing::Replace => draft.persist(file),
    };
    match placed {
        Ok(_) => Ok(true),
        Err(error) if existing == Existing::Keep && error.error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(at(file, Doing::Move)(error.error)),
    }
}

/// Files are as readable as any that their owner makes, not secret as passing ones are.
#[cfg(unix)]
fn builder() -> tempfile::Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt;
    let mut builder = tempfile::Builder::new();
    builder.permissions(std::fs::Permissions::from_mode(0o666));
    builder
}

#[cfg(not(unix))]
fn builder() -> tempfile::Builder<'static, 'static> {
    tempfile::Builder::new()
}
