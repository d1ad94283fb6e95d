//! Arguments of `gongkai verify`.

use super::Output;
use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
#[command(after_help = "\
Reads every file again and holds it against manifest-sha256.txt; writes nothing. Files that were
changed, are missing or are none of gongkai's are named on standard output. Where the site is signed
(gongkai sign), the signature is held against the manifest, too; whose it is, only a file of signers
can say (ALLOWED SIGNERS in `man ssh-keygen`: a line with a name and a public key each).

Exit code: 0 as published, 1 changed or missing files, an interrupted run, or a signature that does
not fit; with --strict also files that are not gongkai's; with --signers also no signature, or one of
nobody in that file; 2 there is no site, or it cannot be read.

Examples:
  gongkai verify
  gongkai verify /mnt/archive/jixiao --strict --signers signers.txt")]
pub struct Verify {
    /// Folder of the published site
    #[arg(value_name = "DIR", default_value = "public")]
    pub dir: PathBuf,
    /// Files that are not gongkai's are a problem too
    #[arg(long)]
    pub strict: bool,
    /// Who may have signed the site: a file of OpenSSH's
    #[arg(long, value_name = "FILE")]
    pub signers: Option<PathBuf>,
    #[command(flatten)]
    pub output: Output,
}
