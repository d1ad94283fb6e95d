//! Compares what is staged with what stands in the output folder: which files to add, replace, remove, or whether to stop.

use super::Tier;
use super::checksum::Checksum;
use super::disk::Kind;
use super::error::PublishError;
use super::ground::{Ground, Spot, first_below};
use super::journal::{Action, Step};
use super::manifest::Manifest;
use crate::site::path::SitePath;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A file of the new site.
#[derive(Clone, Copy, Debug)]
pub(super) struct Staged {
    pub(super) sum: Checksum,
    pub(super) tier: Tier,
    /// Of the file that stood at its place when it was staged. Equal to `sum`: nothing was written into the stage.
    pub(super) found: Option<Checksum>,
}

/// What a commit does to the files of the site; the manifest comes on top.
#[derive(Debug)]
pub(super) struct Plan {
    /// Additions, then replacements, each by tier and path.
    pub(super) placements: Vec<Step>,
    /// Removals: lists, other pages, the rest.
    pub(super) removals: Vec<Step>,
    /// Files whose bytes are right already.
    pub(super) unchanged: usize,
    /// Among the replaced ones, those that somebody edited since they were published.
    pub(super) replaced_edited: Vec<SitePath>,
}

/// Makes the plan; touches nothing.
///
/// # Errors
/// [`PublishError::Foreign`], [`PublishError::Reshaped`] with everything that stands in the way;
/// [`PublishError::Meddled`] if the folder is not as it was when the file was staged.
pub(super) fn plan(ground: &mut Ground, out: &Path, staged: &BTreeMap<SitePath, Staged>, old: &Manifest) -> Result<Plan, PublishError> {
    let mut plan = Plan { placements: vec![], removals: removals(ground, staged, old)?, unchanged: 0, replaced_edited: vec![] };
    let (mut foreign, mut reshaped) = (BTreeSet::new(), BTreeSet::new());
    let (mut additions, mut replacements) = (vec![], vec![]);
    for (path, file) in staged {
        let step = |action| (file.tier, Step { action, sum: file.sum, path: path.clone() });
        let owned = old.files.get(path);
        match (ground.spot(path)?, file.found) {
            (Spot::Obstacle { at, kind }, _) if is_ours(&at, kind, old) => _ = reshaped.insert(at),
            (Spot::Obstacle { at, .. }, _) => _ = foreign.insert(at),
            (Spot::Free, None) => additions.push(step(Action::Add)),
            (Spot::File, Some(found)) if found == file.sum => plan.unchanged += 1,
            (Spot::File, Some(_)) if owned.is_none() => _ = foreign.insert(path.to_string()),
            (Spot::File, Some(found)) => {
                replacements.push(step(Action::Replace));
                if owned != Some(&found) {
                    plan.replaced_edited.push(path.clone());
                }
            }
            (Spot::Free, Some(_)) | (Spot::File, None) => return Err(PublishError::Meddled { path: path.clone() }),
        }
    }
    if !foreign.is_empty() {
        return Err(PublishError::Foreign { out: out.to_owned(), paths: foreign.into_iter().collect() });
    }
    if !reshaped.is_empty() {
        return Err(PublishError::Reshaped { out: out.to_owned(), paths: reshaped.into_iter().collect() });
    }
    for mut steps in [additions, replacements] {
        // Stable: within a tier, the paths keep their order.
        steps.sort_by_key(|(tier, _)| *tier);
        plan.placements.extend(steps.into_iter().map(|(_, step)| step));
    }
    Ok(plan)
}

/// Whether an obstacle is made of files of the old site. There is no moment at which a path can be a file for the old
/// pages and a folder for the new ones, so this is left to people; gongkai's own page names never come to it.
fn is_ours(at: &str, kind: Kind, old: &Manifest) -> bool {
    match kind {
        Kind::File => old.files.contains_key(at),
        Kind::Folder => first_below(&old.files, at).is_some(),
        Kind::Other => false,
    }
}

fn removals(ground: &mut Ground, staged: &BTreeMap<SitePath, Staged>, old: &Manifest) -> Result<Vec<Step>, PublishError> {
    let mut steps = vec![];
    for (path, sum) in &old.files {
        if !staged.contains_key(path) && ground.spot(path)? != Spot::Free {
            steps.push(Step { action: Action::Remove, sum: *sum, path: path.clone() });
        }
    }
    steps.sort_by_key(|step| distance_from_entry(&step.path));
    Ok(steps)
}

/// The manifest knows no tiers, but names tell enough for a reader who still has an old page open: what leads on goes
/// first, what is only led to goes last.
fn distance_from_entry(path: &SitePath) -> u8 {
    let name = path.as_str().rsplit('/').next().unwrap_or_default();
    match name {
        "index.html" => 0,
        _ if name.ends_with(".html") => 1,
        _ => 2,
    }
}
