//! The files of a site's own themes, as bytes by relative path.

use super::source::Unreadable;
use crate::model::slug;
use std::{collections::BTreeMap, fs, io, path::Path};
use walkdir::WalkDir;

/// Largest file of a theme, in bytes: a picture of a page's whole width has a tenth of it.
const MAX_FILE: u64 = 8 << 20;
/// All files of a theme together.
const MAX_THEME: u64 = 64 << 20;

/// Relative path → bytes.
type Files = BTreeMap<String, Vec<u8>>;

/// The layer of the site's own folder `theme/`, in front of all themes.
const SITE: &str = "site";

/// Files by relative path, for each layer by its name.
type Layers = Vec<(String, Files)>;

/// Reads the site's own `theme` folder and every theme below `themes`: the chosen one may build on any of them.
///
/// # Errors
/// [`Unreadable::Io`] for a folder or file that cannot be read.
pub(super) fn layers(theme: &Path, themes: &Path) -> Result<Layers, Unreadable> {
    let mut folders = vec![(SITE.to_owned(), theme.to_owned())];
    if themes.is_dir() {
        for entry in WalkDir::new(themes).min_depth(1).max_depth(1).sort_by_file_name() {
            let entry = entry.map_err(|error| Unreadable::Io { path: themes.to_owned(), cause: error.into() })?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if slug::check(&name).is_ok() && name != SITE {
                folders.push((name, entry.path().to_owned()));
            }
        }
    }
    let mut layers = Vec::new();
    for (layer, folder) in folders {
        layers.extend(read(&folder)?.map(|files| (layer, files)));
    }
    Ok(layers)
}

/// Reads all files below `dir`, links not followed; `None` where there is no such folder.
fn read(dir: &Path) -> Result<Option<Files>, Unreadable> {
    if !dir.is_dir() {
        return Ok(None);
    }
    let failed = |path: &Path, cause: io::Error| Unreadable::Io { path: path.to_owned(), cause };
    let mut files = Files::new();
    let mut bytes = 0;
    let walk = WalkDir::new(dir).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')) {
        let entry = entry.map_err(|error| failed(dir, error.into()))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let relative = entry.path().strip_prefix(dir).unwrap_or(entry.path());
        let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let length = entry.metadata().map_err(|error| failed(entry.path(), error.into()))?.len();
        bytes += length;
        if length > MAX_FILE || bytes > MAX_THEME {
            let (file, theme) = (MAX_FILE >> 20, MAX_THEME >> 20);
            let why = format!("a file of a theme has {file} MiB at most, and all of them have {theme} MiB");
            return Err(failed(entry.path(), io::Error::new(io::ErrorKind::FileTooLarge, why)));
        }
        files.insert(parts.join("/"), fs::read(entry.path()).map_err(|error| failed(entry.path(), error))?);
    }
    Ok(Some(files))
}
