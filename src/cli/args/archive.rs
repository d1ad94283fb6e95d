//! Arguments of `gongkai archive`.

use super::{Out, Output};
use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
#[command(after_help = "\
Before anything is written, the published site is verified, and made again from the content: what
is in an archive belongs together. The same site gives the same archive, byte for byte, on any
machine and at any time.

Exit code: 0 archived, 1 the site is not whole or not what its content gives now, 2 it cannot be
read or written.

Examples:
  gongkai archive
  gongkai archive -o /mnt/archive/jixiao-2026.tar")]
pub struct Archive {
    /// The file to write: .zip, or .tar [default: gongkai-archive.zip, in this folder]
    #[arg(long, short = 'o', value_name = "FILE", value_parser = archive_file)]
    pub file: Option<PathBuf>,
    /// Replace a file that is there already
    #[arg(long)]
    pub force: bool,
    /// Folder of the site: the one that holds content/
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// The site was built with --no-samples
    #[arg(long)]
    pub no_samples: bool,
    #[command(flatten)]
    pub out: Out,
    #[command(flatten)]
    pub output: Output,
}

fn archive_file(text: &str) -> Result<PathBuf, String> {
    let file = PathBuf::from(text);
    gongkai::archive::Format::of(&file).map(|_| file).ok_or_else(|| "the name of an archive ends in .zip or .tar".to_owned())
}
