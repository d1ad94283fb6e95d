//! Compares what is staged with what stands in the output folder: which files to add, replace, remove, or whether to stop.

use super::Tier;
use super::checksum::Checksum;
use super::disk::Kind;
use super::error::{Doing, PublishError, at};
use super::ground::{Ground, Spot};
use super::journal::{Action, Step};
use super::manifest::{self, Listed, Listing};
use crate::site::path::SitePath;
use crate::sorted::Sorted;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// So many files are looked at side by side.
const AT_ONCE: usize = 4096;

/// A file of the new site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Staged {
    pub(super) path: SitePath,
    pub(super) tier: Tier,
    pub(super) sum: Checksum,
    pub(super) found: FoundThere,
}

/// What stood at the place of a file when it was staged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum FoundThere {
    /// Nothing.
    Nothing,
    /// The same file: nothing was written into the stage.
    Same,
    /// Another one.
    Other(Checksum),
}

/// A step, and its place among all steps.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Planned {
    rank: (Class, u8),
    path: SitePath,
    action: Action,
    sum: Checksum,
}

/// Steps of a class come before those of the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Class {
    Addition,
    Replacement,
    Manifest,
    Removal,
    LastOfAll,
}

impl Planned {
    /// The manifest of the new site, in the place of an old one or where there was none.
    pub(super) fn manifest(action: Action, sum: Checksum) -> Planned {
        let class = if action == Action::Remove { Class::LastOfAll } else { Class::Manifest };
        Planned { rank: (class, 0), path: manifest::path(), action, sum }
    }

    /// Something is put in its place.
    pub(super) fn is_placement(&self) -> bool {
        self.action != Action::Remove
    }

    /// The path of a file of the old site that the new one lacks.
    pub(super) fn removed(self) -> Option<SitePath> {
        (self.rank.0 == Class::Removal).then_some(self.path)
    }
}

impl From<Planned> for Step {
    fn from(Planned { path, action, sum, .. }: Planned) -> Step {
        Step { action, sum, path }
    }
}

/// What a commit does to the files of the site; the manifest comes on top.
pub(super) struct Plan {
    pub(super) steps: Sorted<Planned>,
    /// Files of the new site.
    pub(super) files: usize,
    /// Of those, added or replaced.
    pub(super) written: usize,
    /// Files whose bytes are right already.
    pub(super) unchanged: usize,
    /// Among the replaced ones, those that somebody edited since they were published.
    pub(super) replaced_edited: Vec<SitePath>,
    /// Of the new manifest.
    pub(super) manifest: Checksum,
}

/// Makes the plan; touches nothing. `scratch` is a folder for what does not fit into memory.
///
/// # Errors
/// [`PublishError::Foreign`], [`PublishError::Reshaped`] with everything that stands in the way;
/// [`PublishError::Twice`], [`PublishError::FileAndFolder`] for paths that cannot stand beside each other;
/// [`PublishError::Meddled`] if the folder is not as it was when the file was staged.
pub(super) fn plan(
    ground: &mut Ground,
    out: &Path,
    scratch: &Path,
    staged: &mut Sorted<Staged>,
    old: &mut Listing,
) -> Result<Plan, PublishError> {
    let mut steps = Sorted::new(scratch);
    let mut push = |rank, path, action, sum| steps.push(Planned { rank, path, action, sum }).map_err(at(scratch, Doing::Write));
    let files = staged.len();
    let (mut written, mut unchanged, mut replaced_edited) = (0, 0, vec![]);
    let (mut foreign, mut obstacles) = (BTreeSet::new(), BTreeMap::new());
    let mut manifest = Checksum::of_pieces();
    let mut above = Above::default();
    let again = || at(scratch, Doing::Read);
    let mut old_files = old.files.iter().map_err(again())?.peekable();
    let mut staged = staged.iter().map_err(again())?;
    loop {
        let some: Vec<Staged> = staged.by_ref().take(AT_ONCE).collect::<Result<_, _>>().map_err(again())?;
        if some.is_empty() {
            break;
        }
        let spots = ground.spots(some.iter().map(|file| &file.path))?;
        for (Staged { path, tier, sum, found }, spot) in some.into_iter().zip(spots) {
            above.check(&path)?;
            manifest.add(manifest::line(&path, sum).as_bytes());
            let mut owned = None;
            while let Some(listed) = old_files.next_if(|listed| listed.as_ref().map_or(true, |listed| listed.path <= path)) {
                let listed = listed.map_err(again())?;
                match listed.path.cmp(&path) {
                    Ordering::Equal => owned = Some(listed.sum),
                    _ => remove(ground, listed, &mut push)?,
                }
            }
            match (spot, found) {
                (Spot::Obstacle { at, kind }, _) => _ = obstacles.insert(at, kind),
                (Spot::Free, FoundThere::Nothing) => {
                    push((Class::Addition, tier as u8), path, Action::Add, sum)?;
                    written += 1;
                }
                (Spot::File, FoundThere::Same) => unchanged += 1,
                (Spot::File, FoundThere::Other(_)) if owned.is_none() => _ = foreign.insert(path.to_string()),
                (Spot::File, FoundThere::Other(there)) => {
                    if owned != Some(there) {
                        replaced_edited.push(path.clone());
                    }
                    push((Class::Replacement, tier as u8), path, Action::Replace, sum)?;
                    written += 1;
                }
                (Spot::Free, _) | (Spot::File, FoundThere::Nothing) => return Err(PublishError::Meddled { path }),
            }
        }
    }
    for listed in old_files {
        remove(ground, listed.map_err(again())?, &mut push)?;
    }
    refuse(out, foreign, &obstacles, old, scratch)?;
    Ok(Plan { steps, files, written, unchanged, replaced_edited, manifest: manifest.sum() })
}

/// A file that the old site has and the new one has not.
fn remove(
    ground: &mut Ground,
    Listed { path, sum, .. }: Listed,
    push: &mut impl FnMut((Class, u8), SitePath, Action, Checksum) -> Result<(), PublishError>,
) -> Result<(), PublishError> {
    if ground.spot(&path)? == Spot::Free {
        return Ok(());
    }
    push((Class::Removal, distance_from_entry(&path)), path, Action::Remove, sum)
}

/// Stops where something stands in the way.
fn refuse(
    out: &Path,
    mut foreign: BTreeSet<String>,
    obstacles: &BTreeMap<String, Kind>,
    old: &mut Listing,
    scratch: &Path,
) -> Result<(), PublishError> {
    let mut reshaped = BTreeSet::new();
    for listed in old.files.iter().map_err(at(scratch, Doing::Read))? {
        if obstacles.is_empty() {
            break;
        }
        let path = listed.map_err(at(scratch, Doing::Read))?.path;
        reshaped.extend(obstacles.iter().filter(|(at, kind)| is_ours(at, **kind, &path)).map(|(at, _)| at.clone()));
    }
    foreign.extend(obstacles.keys().filter(|at| !reshaped.contains(*at)).cloned());
    if !foreign.is_empty() {
        return Err(PublishError::Foreign { out: out.to_owned(), paths: foreign.into_iter().collect() });
    }
    if !reshaped.is_empty() {
        return Err(PublishError::Reshaped { out: out.to_owned(), paths: reshaped.into_iter().collect() });
    }
    Ok(())
}

/// Whether an obstacle is made of a file of the old site. There is no moment at which a path can be a file for the old
/// pages and a folder for the new ones, so this is left to people; gongkai's own page names never come to it.
fn is_ours(at: &str, kind: Kind, path: &SitePath) -> bool {
    match kind {
        Kind::File => path.as_str() == at,
        Kind::Folder => path.as_str().strip_prefix(at).is_some_and(|below| below.starts_with('/')),
        Kind::Other => false,
    }
}

/// Paths that those to come may lie below; paths come in order.
#[derive(Default)]
struct Above(Vec<SitePath>);

impl Above {
    /// Refuses a path that was there already, or that lies below a file.
    fn check(&mut self, path: &SitePath) -> Result<(), PublishError> {
        // All paths that begin with the same letters stand together: what this one does not begin with, none to come does.
        while self.0.pop_if(|above| !path.as_str().starts_with(above.as_str())).is_some() {}
        for above in &self.0 {
            match path.as_str()[above.as_str().len()..].chars().next() {
                None => return Err(PublishError::Twice { path: path.clone() }),
                Some('/') => return Err(PublishError::FileAndFolder { file: above.clone(), below: path.clone() }),
                Some(_) => {}
            }
        }
        self.0.push(path.clone());
        Ok(())
    }
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
