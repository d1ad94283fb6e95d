//! Puts files where nothing stands yet: for what people go on to edit themselves. Nothing is replaced, no link is followed below the
//! folder, and half a file is never left.

use super::error::{PublishError, at};
use super::{Disk, Doing, Kind};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// What became of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// Written, relative to the folder.
    pub written: Vec<String>,
    /// Something stood there already, and was left as it is.
    pub kept: Vec<String>,
}

/// Writes files below `folder`, by relative paths with `/` in them, each where nothing stands.
///
/// # Errors
/// [`PublishError::Io`]; [`PublishError::NotAFolder`] where a file or a link stands in the place of a folder. Files written before
/// the error stay.
pub fn place_new(disk: &dyn Disk, folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<Placed, PublishError> {
    let mut placed = Placed::default();
    for (path, bytes) in files {
        make_folders(disk, folder, path)?;
        let place = folder.join(path);
        if disk.kind(&place).map_err(at(&place, Doing::Look))?.is_some() {
            placed.kept.push(path.clone());
            continue;
        }
        match disk.write_new(&place, bytes) {
            Ok(()) => placed.written.push(path.clone()),
            // Somebody was faster.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => placed.kept.push(path.clone()),
            Err(error) => {
                // It is ours, for it was not there before; the first error is the one to tell.
                _ = disk.remove_file(&place);
                return Err(at(&place, Doing::Write)(error));
            }
        }
    }
    Ok(placed)
}

fn make_folders(disk: &dyn Disk, folder: &Path, path: &str) -> Result<(), PublishError> {
    let above = path.rsplit_once('/').map_or("", |(above, _)| above);
    let parts = above.match_indices('/').map(|(end, _)| &above[..end]).chain(Some(above).filter(|above| !above.is_empty()));
    for below in std::iter::once("").chain(parts) {
        let place = folder.join(below);
        match disk.kind(&place).map_err(at(&place, Doing::Look))? {
            Some(Kind::Folder) => {}
            None => disk.create_dir_all(&place).map_err(at(&place, Doing::Create))?,
            Some(_) => return Err(PublishError::NotAFolder { out: place }),
        }
    }
    Ok(())
}
