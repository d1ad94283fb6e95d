//! What can go wrong when a site is published, and the words for it: what happened, where, how to mend it.

use super::manifest;
use crate::site::path::{SitePath, SitePathError};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a site could not be published or removed.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The file system refused.
    #[error("{}: could not {doing}: {source}.{}", path.display(), advice(source))]
    Io {
        /// The file or folder it was about.
        path: PathBuf,
        /// What gongkai wanted with it.
        doing: Doing,
        /// What the system said.
        source: io::Error,
    },
    /// Another gongkai works on the same folder.
    #[error("{}: another gongkai is publishing into this folder. Wait until it has finished, then try again.", out.display())]
    Busy {
        /// The output folder.
        out: PathBuf,
    },
    /// Nothing was published there.
    #[error("{}: there is no published site here: it would have a {}. Name the folder that gongkai build wrote.", out.display(), manifest::NAME)]
    NoSite {
        /// The folder.
        out: PathBuf,
    },
    /// A file stands where the output folder should be.
    #[error("{}: this is a file, not a folder. Choose another output folder with --out, or move the file away.", out.display())]
    NotAFolder {
        /// The path given as output folder.
        out: PathBuf,
    },
    /// Files, folders or links that gongkai did not make stand where files of the site belong.
    #[error(
        "{}: gongkai did not write the following, and never overwrites what it did not write:{}\n\
         Move them away, or choose another output folder with --out.", out.display(), Listed(paths))]
    Foreign {
        /// The output folder.
        out: PathBuf,
        /// What stands in the way, relative to `out`, sorted.
        paths: Vec<String>,
    },
    /// Files that gongkai did not make would leave the output folder together with the old site.
    #[error(
        "{}: gongkai did not write the following, or somebody changed it since, and with --swap it would leave together with the old site:{}\n\
         Move it away, or publish without --swap.", out.display(), Listed(paths))]
    Stranded {
        /// The output folder.
        out: PathBuf,
        /// Relative to `out`, sorted; empty folders with a slash at their end.
        paths: Vec<String>,
    },
    /// Something stands where the new site is put together.
    #[error("{}: the new site is to be put together here, and something is in the way. Move it away, or publish without --swap.", next.display())]
    Beside {
        /// The place.
        next: PathBuf,
    },
    /// The folder cannot be exchanged.
    #[error(
        "{}: the old site and the new one could not change places: {source}. The old one stands as it was. Not every file system can \
         do this, and none with a folder that another one is mounted on: publish without --swap.", out.display())]
    NoSwap {
        /// The output folder.
        out: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Where the old site has a file the new one needs a folder, or the other way round.
    #[error(
        "{}: files of the old site stand where the new one needs folders (or folders where it needs files):{}\n\
         Run `gongkai clean` for this folder, then build again.", out.display(), Listed(paths))]
    Reshaped {
        /// The output folder.
        out: PathBuf,
        /// What stands in the way, relative to `out`, sorted.
        paths: Vec<String>,
    },
    /// Two pages want the same path.
    #[error("{path}: two files of the site have this path. Rename one of the pages or departments that they come from.")]
    Twice {
        /// The path.
        path: SitePath,
    },
    /// One file's path is a folder in the path of another.
    #[error("{file}: the site has a file of this name, and {below} needs a folder of the same name. Rename one of them.")]
    FileAndFolder {
        /// The file.
        file: SitePath,
        /// A file below the folder of the same name.
        below: SitePath,
    },
    /// A page wants the manifest's place.
    #[error("{}: gongkai writes the list of all files under this name. Choose another name for the page.", manifest::NAME)]
    ManifestStaged,
    /// A file could not be staged, and the caller commits all the same.
    #[error("{path}: this file was not written completely, so nothing was published. Build again.")]
    Unfinished {
        /// The file.
        path: SitePath,
    },
    /// Somebody wrote into the output folder while the build ran.
    #[error("{path}: this file of the output folder was changed while the build ran, so nothing was published. Build again.")]
    Meddled {
        /// The file, relative to the output folder.
        path: SitePath,
    },
    /// The manifest is damaged or was not written by gongkai.
    #[error(
        "{}, line {line}: {problem}. gongkai takes from this file what it may replace and delete, so it stops here. \
         Look at the line: restore the file from a backup, or move it away (and the old site with it) and build again.",
        path.display())]
    Manifest {
        /// Where it stands.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// What is wrong with the line.
        problem: ManifestProblem,
    },
    /// The journal of an interrupted run is whole, but this version cannot read it.
    #[error(
        "{}: a run of another version of gongkai was interrupted here, and this version cannot finish it. \
         Build once with that version, or delete the folder this file stands in and build again.", path.display())]
    Journal {
        /// Where it stands.
        path: PathBuf,
    },
    /// An interrupted run cannot be finished, because a file is neither in its stage nor in its place.
    #[error(
        "{}: an interrupted run wanted to put this file here, but the file was changed or removed since. \
         If the change is to be kept, save a copy of it. Then delete the folder {} and build again.",
        path.display(), work.display())]
    Lost {
        /// Where the file should be.
        path: PathBuf,
        /// The folder of the interrupted run.
        work: PathBuf,
    },
}

/// What gongkai wanted to do when the file system refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words are in Display")]
pub enum Doing {
    Look,
    Read,
    Create,
    Write,
    Move,
    Remove,
    Sync,
    Lock,
}

impl fmt::Display for Doing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Doing::Look => "see what stands here",
            Doing::Read => "read it",
            Doing::Create => "make the folder",
            Doing::Write => "write it",
            Doing::Move => "move the finished file here",
            Doing::Remove => "remove it",
            Doing::Sync => "make it safe on the disk",
            Doing::Lock => "take the lock",
        })
    }
}

/// What is wrong with a line of a manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ManifestProblem {
    /// Not `<64 hexadecimal digits>  <path>`, or not UTF-8.
    #[error("this is no line of a manifest (a SHA-256 in 64 digits, two spaces, a path)")]
    Form,
    /// The path is none that gongkai would write.
    #[error("gongkai writes no file of this name: {0}")]
    Path(SitePathError),
    /// The path stands in the manifest twice, or is the manifest's own.
    #[error("this file is listed twice, or is the manifest itself")]
    Repeated,
}

/// Puts the path and the purpose to an error of the system.
pub(super) fn at(path: &Path, doing: Doing) -> impl FnOnce(io::Error) -> PublishError {
    let path = path.to_owned();
    move |source| PublishError::Io { path, doing, source }
}

fn advice(error: &io::Error) -> &'static str {
    use io::ErrorKind as E;
    match error.kind() {
        E::StorageFull | E::QuotaExceeded => " The disk is full: make room on it, or choose another folder with --out, and build again.",
        E::PermissionDenied => {
            " Your account may not do this: ask for write access to the folder, close programs that have the file open, \
             or choose another folder with --out."
        }
        E::ReadOnlyFilesystem => " This disk can only be read: choose another folder with --out.",
        E::Unsupported => " This kind of disk lacks something that gongkai needs: choose a folder on another disk with --out.",
        _ => " See whether the disk or the network share is still there, then build again.",
    }
}

/// The first paths of a list, one a line: a wrong output folder may hold thousands.
struct Listed<'a>(&'a [String]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 20;
        self.0.iter().take(SHOWN).try_for_each(|path| write!(f, "\n  {path}"))?;
        match self.0.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, "\n  … and {more} more"),
        }
    }
}
