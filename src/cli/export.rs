//! `gongkai export`: one page of the published site as one file.

use super::{
    args::{Export, Format},
    terminal,
};
use gongkai::{
    content::{SiteSource, Unreadable},
    export::{self, ExportError, PdfError, browser},
    publish::{Existing, PublishError, RealDisk, place_one},
};
use std::path::PathBuf;

/// What kept it from being exported.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Site(#[from] Unreadable),
    #[error(transparent)]
    Export(#[from] ExportError),
    #[error(transparent)]
    Pdf(#[from] PdfError),
    #[error(transparent)]
    Place(#[from] PublishError),
    #[error("{} is there already: add --force to replace it, or write to another file with -o FILE", .0.display())]
    Exists(PathBuf),
    #[error("`{written}` is not an edition of this site; site.yaml has: {known}")]
    Edition { written: String, known: String },
}

/// Runs the command.
pub fn run(export: &Export) -> Result<(), Error> {
    let config = SiteSource::open(&export.site)?.config;
    let editions: Vec<&str> = config.editions.iter().map(|edition| edition.id()).collect();
    let edition = match &export.edition {
        Some(written) if editions.contains(&written.as_str()) => written.as_str(),
        Some(written) => return Err(Error::Edition { written: written.clone(), known: editions.join(", ") }),
        None => editions[0], // never empty: checked where the file is read
    };
    let extension = if export.pdf { "pdf" } else { "html" };
    let file = export.file.clone().unwrap_or_else(|| PathBuf::from(format!("{}.{extension}", export.what.stem(edition))));
    let existing = if export.force { Existing::Replace } else { Existing::Keep };
    // Before a browser is started for nothing.
    if existing == Existing::Keep && file.exists() {
        return Err(Error::Exists(file));
    }
    let out = export.out.folder(&export.site);
    let mut bytes = export::single_file(&RealDisk, &out, &export.what, edition, config.base_url.as_deref())?;
    if export.pdf {
        let browser = browser::find(&|name| std::env::var_os(name)).ok_or(PdfError::NoBrowser)?;
        bytes = export::print(&browser, &bytes)?;
    }
    if !place_one(&file, &bytes, existing)? {
        return Err(Error::Exists(file));
    }
    match export.output.message_format {
        Format::Json => terminal::print(serde_json::json!({"type": "exported", "file": file.display().to_string(), "bytes": bytes.len()})),
        Format::Human if export.output.quiet => {}
        Format::Human => terminal::say(format_args!("{}: {} KB, from {}", file.display(), bytes.len().div_ceil(1000), out.display())),
    }
    Ok(())
}
