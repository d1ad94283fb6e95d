//! `gongkai fmt`: content in one style.

use super::{
    args::{Fmt, Format},
    diagnostics, terminal,
};
use gongkai::{
    content::{self, SiteSource, Tidied, Unreadable},
    publish::{Existing, PublishError, place_one},
};
use similar::TextDiff;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// What kept a file from being written again.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Site(#[from] Unreadable),
    #[error(transparent)]
    Place(#[from] PublishError),
    #[error("{}: written again it would not say the same, which is a mistake in gongkai; the file was left as it is", .0.display())]
    Changed(PathBuf),
}

/// Runs the command.
pub fn run(fmt: &Fmt) -> Result<ExitCode, Error> {
    let config = SiteSource::open(&fmt.site)?.config;
    let files = if fmt.files.is_empty() { content::yaml_files(&fmt.site) } else { fmt.files.clone() };
    let (mut changed, mut problems) = (0, Vec::new());
    for file in &files {
        match content::tidied(file, &config) {
            Tidied::AsItIs => {}
            Tidied::Problems(found) => problems.extend(found),
            Tidied::WouldChange => return Err(Error::Changed(file.clone())),
            Tidied::New { before, after } => {
                changed += 1;
                if fmt.check {
                    differ(file, &before, &after, fmt);
                    continue;
                }
                place_one(file, after.as_bytes(), Existing::Replace)?;
                match fmt.output.message_format {
                    Format::Json => terminal::print(serde_json::json!({"type": "formatted", "file": file.display().to_string()})),
                    Format::Human if fmt.output.quiet => {}
                    Format::Human => terminal::say(format_args!("written: {}", file.display())),
                }
            }
        }
    }
    diagnostics::print(&problems, &fmt.output);
    if fmt.output.message_format == Format::Human && !fmt.output.quiet {
        let word = if fmt.check { "to be changed" } else { "changed" };
        terminal::say(format_args!("{} files, {changed} {word}", files.len()));
    }
    Ok(if problems.is_empty() && !(fmt.check && changed > 0) { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Prints what would change, as `diff -u` does.
fn differ(file: &Path, before: &str, after: &str, fmt: &Fmt) {
    let name = file.display().to_string();
    match fmt.output.message_format {
        Format::Json => terminal::print(serde_json::json!({"type": "unformatted", "file": name})),
        Format::Human => {
            let diff = TextDiff::from_lines(before, after);
            terminal::print(diff.unified_diff().context_radius(2).header(&name, &name).to_string().trim_end());
        }
    }
}
