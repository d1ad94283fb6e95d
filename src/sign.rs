//! A signature of a published site: of its manifest, and so of every byte. OpenSSH makes and checks it (`ssh-keygen -Y`, format SSHSIG), so
//! keys may lie in a file, an agent or a token, gongkai never sees them, and anybody can check the signature without gongkai.

use crate::publish::{Existing, MANIFEST, PublishError, RealDisk, SIGNATURE, place_one, verify};
use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// What a signature is of, so that it cannot be taken for one of something else; the name that `ssh-keygen` uses for files.
const NAMESPACE: &str = "file";

/// Why there is no signature.
#[derive(Debug, thiserror::Error)]
pub enum SignError {
    /// The site cannot be read or written.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// It is not what was published.
    #[error(
        "{}: not every file is as it was published, and a signature would say so: see gongkai verify, then run gongkai build", .0.display()
    )]
    NotWhole(PathBuf),
    /// There is no OpenSSH.
    #[error("ssh-keygen of OpenSSH 8.2 or later makes and checks signatures, and could not be started: {0}")]
    NoProgram(io::Error),
    /// A file cannot be read.
    #[error("{}: {cause}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// OpenSSH has not signed.
    #[error("ssh-keygen has not signed: {0}")]
    Refused(String),
}

/// What there is to say of a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signature {
    /// There is none.
    None,
    /// It is of this manifest, by the key with that fingerprint (`ED25519 key SHA256:…`); nobody was asked whose it is.
    Fits(String),
    /// It is of this manifest, and by one of the signers: this one.
    By(String),
    /// It is not: of another manifest, by nobody known, or no signature. What OpenSSH says.
    Bad(String),
}

/// Signs the site in `dir` with a key, which is a file for `ssh-keygen -f`: a private key, or a public one whose other half an agent has.
///
/// # Errors
/// [`SignError`]; then the signature before stays.
pub fn sign(dir: &Path, key: &Path) -> Result<(), SignError> {
    if !verify(&RealDisk, dir)?.is_whole() {
        return Err(SignError::NotWhole(dir.to_owned()));
    }
    let mut command = Command::new("ssh-keygen");
    command.args(["-q", "-Y", "sign", "-n", NAMESPACE, "-f"]).arg(key);
    let output = over_manifest(dir, command)?;
    if !output.status.success() || output.stdout.is_empty() {
        return Err(SignError::Refused(said(&output)));
    }
    place_one(&dir.join(SIGNATURE), &output.stdout, Existing::Replace)?;
    Ok(())
}

/// Looks at the signature of the site in `dir`. `signers` is a file of OpenSSH's (ALLOWED SIGNERS in `man ssh-keygen`): who may sign.
///
/// # Errors
/// [`SignError`] where nothing can be said of it.
pub fn signature(dir: &Path, signers: Option<&Path>) -> Result<Signature, SignError> {
    let file = dir.join(SIGNATURE);
    if !file.exists() {
        return Ok(Signature::None);
    }
    let run = |action: &str, rest: &[&str]| {
        let mut command = Command::new("ssh-keygen");
        command.args(["-Y", action, "-s"]).arg(&file).args(rest);
        if let Some(signers) = signers {
            command.arg("-f").arg(signers);
        }
        over_manifest(dir, command)
    };
    if let Some(signers) = signers {
        // Without it, `ssh-keygen` would speak of the signature.
        File::open(signers).map_err(|cause| SignError::Io { path: signers.to_owned(), cause })?;
    } else {
        let checked = run("check-novalidate", &["-n", NAMESPACE])?;
        let words = String::from_utf8_lossy(&checked.stdout).trim().to_owned();
        let key = words.split_once(" with ").map_or(words.as_str(), |(_, key)| key).to_owned();
        return Ok(if checked.status.success() { Signature::Fits(key) } else { Signature::Bad(said(&checked)) });
    }
    let found = run("find-principals", &[])?;
    let names = String::from_utf8_lossy(&found.stdout).into_owned();
    let Some(name) = names.lines().next().filter(|_| found.status.success()) else { return Ok(Signature::Bad(said(&found))) };
    let checked = run("verify", &["-n", NAMESPACE, "-I", name])?;
    Ok(if checked.status.success() { Signature::By(name.to_owned()) } else { Signature::Bad(said(&checked)) })
}

/// Runs a command that reads the manifest.
fn over_manifest(dir: &Path, mut command: Command) -> Result<Output, SignError> {
    let path = dir.join(MANIFEST);
    let manifest = File::open(&path).map_err(|cause| SignError::Io { path, cause })?;
    command.stdin(manifest).stdout(Stdio::piped()).stderr(Stdio::piped()).output().map_err(SignError::NoProgram)
}

/// The last line of what it said, or how it ended.
fn said(output: &Output) -> String {
    let words = [output.stderr.as_slice(), &output.stdout].concat();
    let words = String::from_utf8_lossy(&words).into_owned();
    words.lines().rfind(|line| !line.trim().is_empty()).map_or_else(|| output.status.to_string(), |line| line.trim().to_owned())
}
