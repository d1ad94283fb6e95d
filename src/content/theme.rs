//! The files of a site's own theme, as bytes by relative path.

use std::{collections::BTreeMap, fs, io, path::Path};
use walkdir::WalkDir;

/// Reads all files below `dir`, links not followed; `None` where there is no such folder.
pub(super) fn read(dir: &Path) -> io::Result<Option<BTreeMap<String, Vec<u8>>>> {
    if !dir.is_dir() {
        return Ok(None);
    }
    let mut files = BTreeMap::new();
    let walk = WalkDir::new(dir).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')) {
        let entry = entry.map_err(io::Error::from)?;
        if !entry.file_type().is_file() {
            continue;
        }
        let relative = entry.path().strip_prefix(dir).unwrap_or(entry.path());
        let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        files.insert(parts.join("/"), fs::read(entry.path())?);
    }
    Ok(Some(files))
}
