//! Writes the finished site into the output folder so that no reader, no power cut and no full disk ever meets half of it.
//!
//! Invariant: this room knows paths and bytes, never pages; and it touches no file of the output folder but those that
//! the manifest (or the journal of an interrupted run) says are gongkai's own. Links are neither followed nor replaced.
//!
//! ```text
//! Stage::begin   lock, finish or throw away what an interrupted run left, read the old manifest
//! stage.put      out/.gongkai/stage/…        (from any thread; nothing is written for a file that is there already)
//! stage.ready    plan: what to add, replace, remove (foreign files? then stop)
//! ready.commit   make the stage durable → journal → rename each file → remove .gongkai
//! ```
//!
//! With [`Mode::Swap`] the last line is another: a folder beside the output folder is filled, and both change places (`swap`).
//!
//! Until the journal stands, an interruption or error leaves the old site as it was; from then on, the next run finishes.
//!
//! # Why the order of the commit is enough
//!
//! What must hold at every moment: whoever starts at the home page and follows links meets whole files only, and no link
//! to a file that is not there. The steps, each an atomic rename or removal:
//!
//! 1. Paths that did not exist before are added, [`Tier`] by tier. No page that can be reached links to them yet: those
//!    pages are still the old ones, and an old page links to old paths. So in which state these files are does not
//!    matter to a reader, and a reader who guesses an address finds its assets there.
//! 2. Paths whose bytes changed are replaced, tier by tier. A replaced page may link to anything in the new site; all
//!    of that exists after step 1. A page not yet replaced may link to anything in the old site; nothing has been removed.
//! 3. The manifest: now it lists what stands there.
//! 4. Paths that are no longer part of the site are removed. Every page that can be reached is a new one by now, and none
//!    of those links to them.

mod apply;
mod checksum;
mod chunks;
mod clean;
mod confined;
mod disk;
mod error;
mod ground;
mod journal;
mod manifest;
mod one;
mod place;
mod plan;
mod published;
mod stage;
mod swap;
mod verify;
mod work;

#[cfg(test)]
mod tests;

pub use checksum::Checksum;
pub use chunks::read_chunks;
pub use clean::{Cleaned, clean};
pub use confined::Confined;
pub use disk::{Disk, Kind, Lock, RealDisk, Stamp};
pub use error::{Doing, ManifestProblem, PublishError};
pub use manifest::{NAME as MANIFEST, SIGNATURE};
pub use one::{Existing, place_one, place_with};
pub use place::{Placed, place_new};
pub use published::{PublishedSite, published};
pub use stage::{Published, Ready, Stage, Stored};
pub use verify::{Verified, verify};

use crate::site::path::SitePath;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// How far from the reader's entrance a file stands; the order in which a commit puts files in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Tier {
    /// What pages load or offer for download: styles, scripts, pictures, data.
    Asset,
    /// Pages that lists lead to: reports.
    Page,
    /// Pages that lead to many others: years, departments, search.
    List,
    /// Where readers and robots come in: home pages, sitemap, feed.
    Entry,
}

/// How the new site takes the place of the old one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// File by file, in an order that keeps every page whole and every link alive. Works everywhere, and leaves foreign files alone.
    #[default]
    InPlace,
    /// All at one instant, by exchanging folders. Linux only, and only where the folder holds nothing but the site.
    Swap,
}

/// What became of a run that was interrupted, found at the beginning of the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recovery {
    /// It had all it needed: its commit (or cleaning) was finished.
    Finished {
        /// Files moved to their places just now.
        placed: usize,
        /// Files removed just now.
        removed: usize,
        /// Files that were to be removed but have been edited by somebody: left in place, no longer gongkai's.
        kept_edited: Vec<SitePath>,
    },
    /// It had not begun to change the site: its stage was thrown away.
    RolledBack {
        /// Files thrown away.
        files: usize,
    },
}

/// Whether the folder holds a site that gongkai published (or was about to, when it was interrupted).
///
/// # Errors
/// [`PublishError::Io`] if the folder cannot be looked at.
pub fn holds_site(disk: &dyn Disk, out: &Path) -> Result<bool, PublishError> {
    for path in [out.join(manifest::NAME), out.join(work::FOLDER).join(work::JOURNAL)] {
        if disk.kind(&path).map_err(error::at(&path, Doing::Look))? == Some(Kind::File) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether the folder's manifest lists the file: only then may gongkai replace it by another.
///
/// # Errors
/// [`PublishError::Manifest`] for a damaged manifest, [`PublishError::Io`] if it cannot be read.
pub fn owns(disk: &dyn Disk, out: &Path, path: &SitePath) -> Result<bool, PublishError> {
    Ok(manifest::Manifest::read(disk, out)?.files.contains_key(path))
}
