//! What became of the files of a published site, by the two manifests: a new theme changes pages and no figure.

use super::side::Side;
use crate::site::path::SitePath;

/// Files by what they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileChanges {
    /// HTML pages.
    pub pages: FileCounts,
    /// Files of data, and originals beside them: everything below `data/`.
    pub data: FileCounts,
    /// Style sheets, scripts, pictures, feeds and whatever else there is.
    pub others: FileCounts,
}

/// How many files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileCounts {
    /// Only the later version has them.
    pub added: usize,
    /// Both have them, with other bytes.
    pub changed: usize,
    /// Only the earlier version has them.
    pub removed: usize,
    /// Both have them, byte for byte.
    pub same: usize,
}

impl FileChanges {
    /// Every file is the same.
    pub fn is_empty(&self) -> bool {
        self.all().iter().all(|(_, counts)| counts.added + counts.changed + counts.removed == 0)
    }

    /// Each kind, with a name for messages and programs.
    pub fn all(&self) -> [(&'static str, FileCounts); 3] {
        [("pages", self.pages), ("data", self.data), ("others", self.others)]
    }

    fn of(&mut self, path: &SitePath) -> &mut FileCounts {
        match path.as_str() {
            path if path.starts_with("data/") => &mut self.data,
            path if path.ends_with(".html") => &mut self.pages,
            _ => &mut self.others,
        }
    }
}

/// Walks through both manifests at once, which are sorted.
pub(super) fn changes(old: &Side, new: &Side) -> Option<FileChanges> {
    let (mut old, mut new) = (old.files()?.peekable(), new.files()?.peekable());
    let mut changes = FileChanges::default();
    loop {
        let path = match (old.peek().map(|(path, _)| *path), new.peek().map(|(path, _)| *path)) {
            (Some(was), Some(is)) => was.min(is),
            (Some(path), None) | (None, Some(path)) => path,
            (None, None) => return Some(changes),
        };
        let sums = (old.next_if(|(other, _)| *other == path), new.next_if(|(other, _)| *other == path));
        let counts = changes.of(path);
        match (sums.0.map(|(_, sum)| sum), sums.1.map(|(_, sum)| sum)) {
            (Some(was), Some(is)) if was == is => counts.same += 1,
            (Some(_), Some(_)) => counts.changed += 1,
            (Some(_), None) => counts.removed += 1,
            (None, _) => counts.added += 1,
        }
    }
}
