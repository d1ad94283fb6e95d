//! A site for decades: a bag (BagIt 1.0, RFC 8493) with what was published, what it was made from, and how to make it again.
//!
//! Invariant: what is in a bag belongs together. The site in it is whole, and a build of the sources in it gives that site, byte for
//! byte: both are tried before anything is written. No clock and no machine shows in it.

mod bag;
mod container;

pub use container::Format;

use crate::{
    build::{self, BuildError, CacheUse, Options, Outcome},
    content::{SiteSource, Unreadable},
    model::{date::Date, diagnostic::Severity, site::SiteConfig},
    publish::{Existing, MANIFEST, PublishError, RealDisk, SIGNATURE, Verified, place_with, verify},
    render::{ThemeError, embedded_layers},
};
use bag::{Bag, Content, Info};
use std::{
    fs, io,
    path::{Path, PathBuf},
};
use walkdir::WalkDir;

/// Folders of a site that it is made from.
const SOURCES: [&str; 3] = ["content", "theme", "themes"];

/// What was written.
#[derive(Clone, Debug)]
pub struct Archived {
    /// Files in the bag below `data/`.
    pub files: usize,
    /// Their size, in bytes.
    pub bytes: u64,
    /// SHA-256 of the bag's own list of all files, 64 hexadecimal digits.
    pub manifest: String,
}

/// What kept a site from being archived.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The published site is not whole.
    #[error(
        "{}: the site is not as it was published (changed: {}, missing: {}{}): run `gongkai verify`, then `gongkai build`",
        .out.display(), .verified.changed.len(), .verified.missing.len(), if .verified.interrupted { ", a build was interrupted" } else { "" }
    )]
    NotWhole {
        /// The folder.
        out: PathBuf,
        /// What is wrong with it.
        verified: Box<Verified>,
    },
    /// The content has problems.
    #[error("the content has problems, so the site cannot be made from it again: run `gongkai check`")]
    Problems(Box<Outcome>),
    /// What stands there was made from other content, settings or theme, or by another gongkai.
    #[error("{}: a build would give another site than this (files that differ: {differing}): run `gongkai build`, then archive", .out.display())]
    NotCurrent {
        /// The folder.
        out: PathBuf,
        /// How many files would be added, changed or removed.
        differing: usize,
    },
    /// No site to be read.
    #[error(transparent)]
    Site(#[from] Unreadable),
    /// The build.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// The theme.
    #[error(transparent)]
    Theme(#[from] ThemeError),
    /// The file of the archive, or the published site.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// A source file cannot be put into a bag.
    #[error("{}: {source}", .path.display())]
    Source {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Another file stands there and stays.
    #[error("{} is there already: add --force to replace it, or write to another file with -o FILE", .0.display())]
    Exists(PathBuf),
}

/// Archives the site in `options.site`, published in `out`, as `file`.
///
/// # Errors
/// [`ArchiveError`]: then nothing was written.
pub fn archive(options: &Options, out: &Path, file: &Path, format: Format, existing: Existing) -> Result<Archived, ArchiveError> {
    if existing == Existing::Keep && file.exists() {
        return Err(ArchiveError::Exists(file.to_owned()));
    }
    let verified = verify(&RealDisk, out)?;
    if !verified.is_whole() {
        return Err(ArchiveError::NotWhole { out: out.to_owned(), verified: Box::new(verified) });
    }
    let outcome = made_again(options, out)?;
    let source = SiteSource::open(&options.site)?;
    let mut content = Vec::new();
    for path in published(out, &verified)? {
        content.push(Content::file(&format!("site/{}", path.display()), out.join(&path))?);
    }
    for folder in SOURCES {
        content.extend(sources(&options.site, folder)?);
    }
    for layer in embedded_layers(&source.config.theme, &source.theme_files)? {
        content.extend(layer.files.into_iter().map(|(path, bytes)| Content::bytes(&format!("theme-used/{}/{path}", layer.name), bytes)));
    }
    let last = outcome.summaries.iter().filter_map(|summary| summary.published).max();
    let info = info(&source.config, options, verified.manifest.as_deref().unwrap_or_default(), last);
    let bag = Bag::new(content, info)?;
    let name = file.file_stem().map_or_else(|| "archive".into(), |stem| stem.to_string_lossy().into_owned());
    match place_with(file, existing, |draft| container::write(&bag, &name, last, format, draft))? {
        true => Ok(bag.archived()),
        false => Err(ArchiveError::Exists(file.to_owned())),
    }
}

/// Builds the site anew elsewhere, and compares.
fn made_again(options: &Options, out: &Path) -> Result<Outcome, ArchiveError> {
    let folder = tempfile::tempdir().map_err(|source| ArchiveError::Source { path: std::env::temp_dir(), source })?;
    let again = folder.path().join("again");
    let options = Options { cache: CacheUse::Leave, ..options.clone() };
    let outcome = build::build(&options, &again, &|_, _| ())?;
    if outcome.count(Severity::Error) > 0 {
        return Err(ArchiveError::Problems(Box::new(outcome)));
    }
    let lines = |folder: &Path| -> Result<std::collections::BTreeSet<String>, ArchiveError> {
        let path = folder.join("manifest-sha256.txt");
        let text = fs::read_to_string(&path).map_err(|source| ArchiveError::Source { path, source })?;
        Ok(text.lines().map(str::to_owned).collect())
    };
    let (stands, anew) = (lines(out)?, lines(&again)?);
    let paths = |line: &String| line.split_once("  ").map(|(_, path)| path.to_owned());
    let differing: std::collections::BTreeSet<String> = stands.symmetric_difference(&anew).filter_map(paths).collect();
    match differing.len() {
        0 => Ok(outcome),
        differing => Err(ArchiveError::NotCurrent { out: out.to_owned(), differing }),
    }
}

/// Paths of all published files, the manifest among them.
fn published(out: &Path, verified: &Verified) -> Result<Vec<PathBuf>, ArchiveError> {
    let path = out.join("manifest-sha256.txt");
    let text = fs::read_to_string(&path).map_err(|source| ArchiveError::Source { path, source })?;
    let mut paths: Vec<PathBuf> = text.lines().filter_map(|line| line.split_once("  ")).map(|(_, path)| path.into()).collect();
    debug_assert_eq!(paths.len(), verified.files);
    paths.push(MANIFEST.into());
    paths.extend(Some(SIGNATURE).filter(|name| out.join(name).is_file()).map(PathBuf::from));
    Ok(paths)
}

/// Files below one of the source folders. Links are not followed, and what systems leave behind is left out, as a build does.
fn sources(site: &Path, folder: &str) -> Result<Vec<Content>, ArchiveError> {
    let root = site.join(folder);
    if !root.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in WalkDir::new(&root).sort_by_file_name() {
        let entry = entry.map_err(|error| ArchiveError::Source { path: root.clone(), source: error.into() })?;
        let hidden = entry.path().strip_prefix(&root).is_ok_and(|path| path.iter().any(|part| part.to_string_lossy().starts_with('.')));
        if !entry.file_type().is_file() || hidden {
            continue;
        }
        let below = entry.path().strip_prefix(site).unwrap_or(entry.path());
        let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
        let Some(parts) = parts else {
            let source = io::Error::new(io::ErrorKind::InvalidData, "the name of this file is not UTF-8: rename it");
            return Err(ArchiveError::Source { path: entry.path().to_owned(), source });
        };
        files.push(Content::file(&format!("source/{}", parts.join("/")), entry.path().to_owned())?);
    }
    Ok(files)
}

fn info(config: &SiteConfig, options: &Options, manifest: &str, last: Option<Date>) -> Info {
    let command = if options.no_samples {
        "gongkai build --no-samples --site data/source --out rebuilt"
    } else {
        "gongkai build --site data/source --out rebuilt"
    };
    let mut info = Info::default();
    info.add("Source-Organization", config.publisher.as_ref().map_or("", |publisher| &publisher.source));
    info.add("External-Description", &config.title.source);
    info.add("External-Identifier", config.base_url.as_deref().unwrap_or_default());
    info.add("Bag-Software-Agent", concat!("gongkai ", env!("CARGO_PKG_VERSION")));
    info.add("Gongkai-Last-Published", &last.map(|date| date.to_string()).unwrap_or_default());
    info.add("Gongkai-Site-Manifest-SHA256", manifest);
    info.add("Gongkai-Rebuild-Command", command);
    info
}
