//! Takes a published site away again, and nothing but the site.

use super::error::PublishError;
use super::ground::Ground;
use super::journal::{Action, Step};
use super::manifest::{self, Manifest};
use super::plan::plan;
use super::work::{self, Work};
use super::{Disk, Doing, Recovery, error, holds_site};
use crate::site::path::SitePath;
use std::collections::BTreeMap;
use std::path::Path;

/// What cleaning did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// Files of the site removed, the manifest not counted.
    pub removed: usize,
    /// Files of the site left because somebody edited them; from now on not gongkai's.
    pub kept_edited: Vec<SitePath>,
    /// What became of an interrupted run.
    pub recovery: Option<Recovery>,
}

/// Removes from `out` what its manifest lists and nobody edited, the manifest, what an interrupted run left, and folders
/// that become empty by that; never `out` itself. A folder without a site is left alone and is no error.
///
/// # Errors
/// As [`Stage::begin`](super::Stage::begin); interrupted, it is finished by the next run.
pub fn clean(disk: &dyn Disk, out: &Path) -> Result<Cleaned, PublishError> {
    let folder = out.join(work::FOLDER);
    let interrupted = disk.kind(&folder).map_err(error::at(&folder, Doing::Look))?.is_some();
    if !interrupted && !holds_site(disk, out)? {
        return Ok(Cleaned::default());
    }
    let (mut work, recovery) = Work::enter(disk, out)?;
    let site = Manifest::read(disk, out)?;
    let mut steps = plan(&mut Ground::new(disk, out), out, &BTreeMap::new(), &site)?.removals;
    // Last, for until then it says what is gongkai's.
    steps.extend(site.own.map(|sum| Step { action: Action::Remove, sum, path: manifest::path() }));
    let applied = work.carry_out(&steps)?;
    let removed = applied.removed.saturating_sub(usize::from(site.own.is_some()));
    Ok(Cleaned { removed, kept_edited: applied.kept_edited, recovery })
}
