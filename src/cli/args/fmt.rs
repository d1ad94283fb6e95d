//! Arguments of `gongkai fmt`.

use super::Output;
use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
#[command(after_help = "\
Indentation, quotes, empty lines and the order of keys become those of docs/content.md. Comments
stay where they are, and every digit and word as it is written; what a file says does not change,
which is checked before it is written. A file with mistakes in its YAML is left alone.

Exit code: 0 all is in order now; 1 with --check if a file is not, and always where a file cannot be
read or its YAML has mistakes; 2 a file cannot be written.

Examples:
  gongkai fmt
  gongkai fmt content/2025/water-bureau/overall-target.yaml
  gongkai fmt --check                       in CI: write nothing, print the differences")]
pub struct Fmt {
    /// Files to write again [default: all YAML files in content/]
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Write nothing; print what would change, and end with 1 if something would
    #[arg(long)]
    pub check: bool,
    /// Folder of the site: the one that holds content/
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    #[command(flatten)]
    pub output: Output,
}
