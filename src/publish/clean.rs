//! Takes a published site away again, and nothing but the site.

use super::error::PublishError;
use super::ground::Ground;
use super::journal::Action;
use super::manifest::Listing;
use super::plan::{Planned, plan};
use super::work::{self, Work};
use super::{Disk, Doing, Recovery, error, holds_site};
use crate::site::path::SitePath;
use crate::sorted::Sorted;
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
    let mut site = Listing::read(disk, out, &work.folder)?;
    let mut steps = plan(&mut Ground::new(disk, out), out, &work.folder, &mut Sorted::new(&work.folder), &mut site)?.steps;
    // Last, for until then it says what is gongkai's.
    let last = site.own.map(|sum| Planned::manifest(Action::Remove, sum));
    last.map_or(Ok(()), |last| steps.push(last)).map_err(error::at(&work.folder, Doing::Write))?;
    let applied = work.carry_out(&mut steps)?;
    let removed = applied.removed.saturating_sub(usize::from(site.own.is_some()));
    Ok(Cleaned { removed, kept_edited: applied.kept_edited, recovery })
}
