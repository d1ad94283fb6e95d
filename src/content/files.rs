//! Files of the site as texts and trees. Links are not followed here: the walk reports them.

use super::{
    decode::decode,
    problem::{Found, Problem, tell},
    tree::{self, Careful, MAX_BYTES, Node},
    walk,
};
use crate::model::diagnostic::Diagnostic;
use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

/// A YAML file of the frame, read by the careful reader.
pub(super) struct YamlFile {
    file: Arc<PathBuf>,
    careful: Careful,
}

impl YamlFile {
    /// Reads the file; `None` where there is no text to read.
    pub fn open(path: &Path, diagnostics: &mut Vec<Diagnostic>) -> Option<YamlFile> {
        let file = Arc::new(path.to_owned());
        YamlFile::of(&file, &bytes(&file, diagnostics)?, diagnostics)
    }

    /// The file with these bytes; `None` where they are no text.
    pub fn of(file: &Arc<PathBuf>, bytes: &[u8], diagnostics: &mut Vec<Diagnostic>) -> Option<YamlFile> {
        let text = text(bytes, file, diagnostics)?;
        let mut careful = tree::read(text);
        if careful.root.is_none() && careful.found.is_empty() {
            careful.found.push(Found::file(nothing(text)));
        }
        Some(YamlFile { file: file.clone(), careful })
    }

    /// Makes of its tree what `read` makes of it; its problems, and those that `read` adds to them, become diagnostics.
    pub fn read<T>(self, diagnostics: &mut Vec<Diagnostic>, read: impl FnOnce(&Node, &mut Vec<Found>) -> T) -> Option<T> {
        let mut found = self.careful.found.clone();
        let value = self.careful.root.as_ref().map(|root| read(root, &mut found));
        diagnostics.extend(tell(self.careful.placed(found), &self.file));
        value
    }
}

/// Whether anything is there, be it a link that leads nowhere.
pub(super) fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Whether this is a link, which is not followed.
pub(super) fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink())
}

/// The bytes of a file that is none too large.
pub(super) fn bytes(file: &Arc<PathBuf>, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<u8>> {
    let problem = match fs::metadata(file.as_path()) {
        // A pipe would be waited for.
        Ok(meta) if !meta.is_file() => Problem::Unreadable { why: "it is not a file".to_owned() },
        Ok(meta) if meta.len() > MAX_BYTES as u64 => Problem::TooMuch { what: "more bytes", limit: MAX_BYTES },
        Ok(_) => match fs::read(file.as_path()) {
            Ok(bytes) => return Some(bytes),
            Err(error) => unreadable(&error),
        },
        Err(error) => unreadable(&error),
    };
    diagnostics.push(Found::file(problem).diagnose(file));
    None
}

fn unreadable(error: &io::Error) -> Problem {
    Problem::Unreadable { why: error.to_string() }
}

/// The text that the bytes are.
pub(super) fn text<'a>(bytes: &'a [u8], file: &Arc<PathBuf>, diagnostics: &mut Vec<Diagnostic>) -> Option<&'a str> {
    decode(bytes).map_err(|found| diagnostics.push(found.diagnose(file))).ok()
}

/// What is wrong with a file in which the careful reader finds neither anything to read nor anything wrong.
pub(super) fn nothing(text: &str) -> Problem {
    if tree::is_blank(text) {
        return Problem::EmptyFile { is: "is empty" };
    }
    match serde_yaml::from_str::<serde_yaml::Value>(text) {
        Err(error) => Problem::Syntax { message: error.to_string(), hint: None },
        Ok(_) => Problem::EmptyFile { is: "holds nothing but comments" },
    }
}

/// What lies in a folder that has none below it, sorted; nothing where there is no such folder.
pub(super) fn folder(dir: &Path, diagnostics: &mut Vec<Diagnostic>) -> Vec<(Arc<PathBuf>, String)> {
    if !dir.is_dir() || is_link(dir) {
        return Vec::new();
    }
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(dir).min_depth(1).max_depth(1).sort_by_file_name() {
        let problem = match entry {
            Ok(entry) => {
                let name = entry.file_name().to_string_lossy().into_owned();
                let file = Arc::new(entry.path().to_owned());
                match entry.file_type() {
                    _ if walk::is_noise(&name) => {}
                    kind if kind.is_symlink() => diagnostics.push(Found::file(Problem::Link).diagnose(&file)),
                    _ => files.push((file, name)),
                }
                continue;
            }
            Err(error) => Problem::Unreadable { why: error.to_string() },
        };
        diagnostics.push(Found::file(problem).diagnose(&Arc::new(dir.to_owned())));
    }
    files
}
