//! `gongkai verify`: what of a published site is no longer as it was.

use super::{
    args::{Format, Output, Verify},
    terminal::{print as line, say},
};
use gongkai::{
    publish::{self, RealDisk, Verified},
    sign::{SignError, Signature, signature},
};
use serde_json::json;
use std::{path::Path, process::ExitCode};

/// Runs the command.
pub fn run(args: &Verify) -> Result<ExitCode, SignError> {
    let Verify { dir, strict, signers, output } = args;
    let verified = publish::verify(&RealDisk, dir)?;
    let signature = match signature(dir, signers.as_deref()) {
        // That it is signed is more than was asked for.
        Err(error @ SignError::NoProgram(_)) if signers.is_none() => Err(error.to_string()),
        found => Ok(found?),
    };
    print(&verified, &signature, dir, output);
    let signed = match (&signature, signers) {
        (Ok(Signature::Bad(_)), _) | (Ok(Signature::None), Some(_)) => false,
        (Ok(Signature::None | Signature::Fits(_) | Signature::By(_)) | Err(_), _) => true,
    };
    let whole = verified.is_whole() && (verified.foreign.is_empty() || !strict);
    Ok(if whole && signed { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// A line per file that is not as published, and closing sentences.
fn print(verified: &Verified, signature: &Result<Signature, String>, dir: &Path, output: &Output) {
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
            "signature": match signature {
                Ok(Signature::None) => "none",
                Ok(Signature::Fits(_)) => "fits",
                Ok(Signature::By(_)) => "good",
                Ok(Signature::Bad(_)) => "bad",
                Err(_) => "unchecked",
            },
            "signer": if let Ok(Signature::By(name)) = signature { Some(name) } else { None },
        }));
    }
    let dir = dir.display();
    if *interrupted {
        say(format_args!("{dir}: interrupted: a build is writing into this folder, or was stopped. The next gongkai build finishes it."));
    }
    if let Ok(Signature::Bad(said)) = signature {
        say(format_args!("{dir}: the signature does not fit: {said}. After a build that changed something, sign again."));
    }
    if output.quiet {
        return;
    }
    let as_published = files - changed.len() - missing.len();
    let beside = if foreign.is_empty() { String::new() } else { format!(", {} not gongkai's", foreign.len()) };
    say(format_args!("{dir}: {as_published} of {files} files as published, {} changed, {} missing{beside}.", changed.len(), missing.len()));
    match signature {
        Ok(Signature::Fits(key)) => say(format_args!("Signed with the {key}; whose that is, --signers FILE would say.")),
        Ok(Signature::By(name)) => say(format_args!("Signed by {name}.")),
        Ok(Signature::None) => say(format_args!("Not signed.")),
        Err(why) => say(format_args!("Signed; by whom was not looked at: {why}")),
        Ok(Signature::Bad(_)) => {}
    }
    if let Some(manifest) = manifest {
        say(format_args!("SHA-256 of manifest-sha256.txt: {manifest}"));
    }
}
