//! `gongkai archive`: a site and all it was made from, as one file.

use super::{
    args::{Archive, Format as MessageFormat},
    terminal,
};
use gongkai::{
    archive::{self, ArchiveError, Format},
    build::Options,
    publish::Existing,
};
use std::{path::PathBuf, process::ExitCode};

/// Runs the command.
pub fn run(args: &Archive) -> Result<ExitCode, ArchiveError> {
    let options = Options { site: args.site.clone(), no_samples: args.no_samples, ..Options::default() };
    let file = args.file.clone().unwrap_or_else(|| PathBuf::from("gongkai-archive.zip"));
    // The parser has looked at it.
    let format = Format::of(&file).unwrap_or(Format::Zip);
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    let archived = match archive::archive(&options, &args.out.folder(&args.site), &file, format, existing) {
        Err(error @ (ArchiveError::Problems(_) | ArchiveError::NotWhole { .. } | ArchiveError::NotCurrent { .. })) => {
            super::failed(&error, &args.output);
            return Ok(ExitCode::from(1));
        }
        archived => archived?,
    };
    match args.output.message_format {
        MessageFormat::Json => terminal::print(serde_json::json!({
            "type": "archived",
            "file": file.display().to_string(),
            "files": archived.files,
            "bytes": archived.bytes,
            "manifest_sha256": archived.manifest,
        })),
        MessageFormat::Human if args.output.quiet => {}
        MessageFormat::Human => terminal::say(format_args!(
            "{}: {} files, {} bytes before packing.\nSHA-256 of its manifest-sha256.txt: {}\nKeep this line somewhere else: it proves that nothing in the archive was changed.",
            file.display(),
            archived.files,
            archived.bytes,
            archived.manifest
        )),
    }
    Ok(ExitCode::SUCCESS)
}
