//! `manifest-sha256.txt`: every published file and its checksum, readable by `sha256sum -c`. What it lists is what gongkai owns.

use super::checksum::Checksum;
use super::disk::{Disk, Kind};
use super::error::{Doing, ManifestProblem, PublishError, at};
use crate::site::path::SitePath;
use crate::sorted::Sorted;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// Where the manifest stands in the output folder.
pub const NAME: &str = "manifest-sha256.txt";

/// The name of its signature, if somebody signs it: the one file of gongkai's that no manifest lists.
pub const SIGNATURE: &str = "manifest-sha256.txt.sig";

/// The same as a path.
pub(super) fn path() -> SitePath {
    SitePath::parse(NAME).expect("the name is a constant, and keeps the grammar of paths")
}

/// The files of a published site, by path. The manifest does not list itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) files: BTreeMap<SitePath, Checksum>,
    /// The checksum of the manifest's own bytes as found; `None` if there was no manifest.
    pub(super) own: Option<Checksum>,
}

impl Manifest {
    /// Reads the manifest of `out`; empty where there is none.
    ///
    /// Every line must be one that gongkai would write: a manifest is a list of files that may be deleted, so a doubtful
    /// one is an error rather than a guess.
    pub(super) fn read(disk: &dyn Disk, out: &Path) -> Result<Manifest, PublishError> {
        let path = out.join(NAME);
        match disk.kind(&path).map_err(at(&path, Doing::Look))? {
            None => return Ok(Manifest::default()),
            Some(Kind::File) => {}
            Some(_) => return Err(PublishError::Foreign { out: out.to_owned(), paths: vec![NAME.to_owned()] }),
        }
        let mut bytes = Vec::new();
        disk.open(&path).and_then(|mut file| file.read_to_end(&mut bytes)).map_err(at(&path, Doing::Read))?;
        let files = parse(&bytes).map_err(|(line, problem)| PublishError::Manifest { path, line, problem })?;
        Ok(Manifest { files, own: Some(Checksum::of(&bytes)) })
    }
}

/// A line of a manifest.
pub(super) fn line(path: &SitePath, sum: Checksum) -> String {
    format!("{sum}  {path}\n")
}

/// A manifest with more files than need be in memory at once.
pub(super) struct Listing {
    /// Sorted by path.
    pub(super) files: Sorted<Listed>,
    /// The checksum of the manifest's own bytes as found; `None` if there was no manifest.
    pub(super) own: Option<Checksum>,
}

/// A file that a manifest lists.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Listed {
    pub(super) path: SitePath,
    line: usize,
    pub(super) sum: Checksum,
}

impl Listing {
    /// Reads the manifest of `out`, as strictly as [`Manifest::read`]; `scratch` is a folder for what does not fit into memory.
    pub(super) fn read(disk: &dyn Disk, out: &Path, scratch: &Path) -> Result<Listing, PublishError> {
        let path = out.join(NAME);
        let mut listing = Listing { files: Sorted::new(scratch), own: None };
        match disk.kind(&path).map_err(at(&path, Doing::Look))? {
            None => return Ok(listing),
            Some(Kind::File) => {}
            Some(_) => return Err(PublishError::Foreign { out: out.to_owned(), paths: vec![NAME.to_owned()] }),
        }
        let problem = |line, problem| PublishError::Manifest { path: path.clone(), line, problem };
        let mut reader = BufReader::with_capacity(1 << 16, disk.open(&path).map_err(at(&path, Doing::Read))?);
        let mut own = Checksum::of_pieces();
        let mut bytes = Vec::new();
        let (mut last, mut in_order): (Option<SitePath>, bool) = (None, true);
        for line in 1.. {
            bytes.clear();
            if reader.read_until(b'\n', &mut bytes).map_err(at(&path, Doing::Read))? == 0 {
                break;
            }
            own.add(&bytes);
            let (path, sum) = parse_line(&bytes).map_err(|wrong| problem(line, wrong))?;
            in_order &= last.as_ref().is_none_or(|last| *last < path) && path.as_str() != NAME;
            last = Some(path.clone());
            listing.files.push(Listed { path, line, sum }).map_err(at(scratch, Doing::Write))?;
        }
        // As gongkai writes them, lines are in order, and none is there twice.
        let doubtful = if in_order { None } else { Some(listing.files.iter().map_err(at(scratch, Doing::Read))?) };
        let mut before: Option<SitePath> = None;
        for listed in doubtful.into_iter().flatten() {
            let Listed { path, line, .. } = listed.map_err(at(scratch, Doing::Read))?;
            if before.as_ref() == Some(&path) || path.as_str() == NAME {
                return Err(problem(line, ManifestProblem::Repeated));
            }
            before = Some(path);
        }
        listing.own = Some(own.sum());
        Ok(listing)
    }
}

fn parse(bytes: &[u8]) -> Result<BTreeMap<SitePath, Checksum>, (usize, ManifestProblem)> {
    let mut files = BTreeMap::new();
    for (number, line) in (1..).zip(bytes.split_inclusive(|b| *b == b'\n')) {
        let (path, sum) = parse_line(line).map_err(|problem| (number, problem))?;
        match files.entry(path) {
            Entry::Vacant(place) if place.key().as_str() != NAME => place.insert(sum),
            _ => return Err((number, ManifestProblem::Repeated)),
        };
    }
    Ok(files)
}

fn parse_line(line: &[u8]) -> Result<(SitePath, Checksum), ManifestProblem> {
    // A line without an end was cut off: its path may be the beginning of another one.
    let line = line.strip_suffix(b"\n").ok_or(ManifestProblem::Form)?;
    // Git on Windows may have turned the ends of lines.
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let line = str::from_utf8(line).map_err(|_| ManifestProblem::Form)?;
    let (sum, path) = line.split_once("  ").ok_or(ManifestProblem::Form)?;
    let sum = Checksum::parse(sum).ok_or(ManifestProblem::Form)?;
    Ok((SitePath::parse(path).map_err(ManifestProblem::Path)?, sum))
}

#[cfg(test)]
mod tests {
    use super::{ManifestProblem, line, parse};
    use crate::publish::checksum::Checksum;
    use crate::site::path::{SitePath, SitePathError};
    use std::collections::BTreeMap;

    #[test]
    fn a_manifest_reads_what_it_writes() {
        let files = ["b/c.html", "a.html", "b-c"].map(|p| (SitePath::parse(p).unwrap(), Checksum::of(p.as_bytes())));
        let files = BTreeMap::from(files);
        let text: String = files.iter().map(|(path, sum)| line(path, *sum)).collect();
        assert_eq!(parse(text.as_bytes()).unwrap(), files);
        assert_eq!(parse(text.replace('\n', "\r\n").as_bytes()).unwrap(), files);
        assert_eq!(parse(b"").unwrap().len(), 0);
    }

    #[test]
    fn a_damaged_manifest_is_refused_with_its_line() {
        let sum = Checksum::of(b"");
        let good = format!("{sum}  a.html\n");
        for (line, problem) in [
            (format!("{sum}  ../secret\n"), ManifestProblem::Path(SitePathError::Dots)),
            (format!("{sum}  /etc/passwd\n"), ManifestProblem::Path(SitePathError::Segment)),
            (format!("{sum}  A.html\n"), ManifestProblem::Path(SitePathError::Characters)),
            (format!("{sum}   a.html\n"), ManifestProblem::Path(SitePathError::Characters)),
            (format!("{sum}  .git/config\n"), ManifestProblem::Path(SitePathError::Dots)),
            (format!("{sum} *b.html\n"), ManifestProblem::Form),
            (format!("{sum}  cut-off"), ManifestProblem::Form),
            ("\n".to_owned(), ManifestProblem::Form),
            ("# comment\n".to_owned(), ManifestProblem::Form),
            (good.clone(), ManifestProblem::Repeated),
            (format!("{sum}  manifest-sha256.txt\n"), ManifestProblem::Repeated),
        ] {
            assert_eq!(parse(format!("{good}{line}").as_bytes()), Err((2, problem)), "{line:?}");
        }
        assert_eq!(parse(b"\xff\xfe\n"), Err((1, ManifestProblem::Form)));
    }
}
