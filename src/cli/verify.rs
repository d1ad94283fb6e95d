//! `gongkai verify`: what of a published site is no longer as it was.

use super::{
    args::{Format, Output},
    terminal::{print as line, say},
};
use gongkai::publish::Verified;
use serde_json::json;
use std::path::Path;

/// A line per file that is not as published, and a closing sentence.
pub fn print(verified: &Verified, dir: &Path, output: &Output) {
    let ours = |kind: &'static str, paths: &[gongkai::site::path::SitePath]| -> Vec<(&'static str, String)> {
        paths.iter().map(|path| (kind, path.to_string())).collect()
    };
    let strangers = verified.foreign.iter().map(|path| ("foreign", path.clone()));
    for (kind, path) in ours("changed", &verified.changed).into_iter().chain(ours("missing", &verified.missing)).chain(strangers) {
        match output.message_format {
            Format::Human => line(format_args!("{kind}: {path}")),
            Format::Json => line(json!({"type": kind, "path": path})),
        }
    }
    let Verified { files, changed, missing, foreign, interrupted, manifest } = verified;
    if output.message_format == Format::Json {
        return line(json!({
            "type": "summary",
            "files": files,
            "changed": changed.len(),
            "missing": missing.len(),
            "foreign": foreign.len(),
            "interrupted": interrupted,
            "manifest_sha256": manifest,
        }));
    }
    let dir = dir.display();
    if *interrupted {
        say(format_args!("{dir}: interrupted: a build is writing into this folder, or was stopped. The next gongkai build finishes it."));
    }
    if output.quiet {
        return;
    }
    let as_published = files - changed.len() - missing.len();
    let beside = if foreign.is_empty() { String::new() } else { format!(", {} not gongkai's", foreign.len()) };
    say(format_args!("{dir}: {as_published} of {files} files as published, {} changed, {} missing{beside}.", changed.len(), missing.len()));
    if let Some(manifest) = manifest {
        say(format_args!("SHA-256 of manifest-sha256.txt: {manifest}"));
    }
}
