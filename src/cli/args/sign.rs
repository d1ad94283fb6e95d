//! Arguments of `gongkai sign`.

use super::{Out, Output};
use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
#[command(after_help = "\
OpenSSH signs (ssh-keygen, 8.2 or later; part of Windows, macOS and Linux): the key may be a file, a
key in ssh-agent (give its .pub file), or one on a security token. The signature is written beside
the list of all files, as manifest-sha256.txt.sig; publish it with the site. Whoever has the public
key can check it with or without gongkai:

  ssh-keygen -Y verify -f SIGNERS -I NAME -n file -s manifest-sha256.txt.sig < manifest-sha256.txt

Sign after every build that changes something: a signature is of one state of the site.

Examples:
  gongkai sign --key ~/.ssh/id_ed25519
  gongkai verify --signers signers.txt          holds the site and its signature against that file")]
pub struct Sign {
    /// The key that signs
    #[arg(long, value_name = "FILE")]
    pub key: PathBuf,
    /// Folder of the site: the one that holds content/
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    #[command(flatten)]
    pub out: Out,
    #[command(flatten)]
    pub output: Output,
}
