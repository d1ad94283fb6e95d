//! Arguments of `gongkai export`.

use super::{Out, Output};
use clap::Args;
use gongkai::export::Subject;
use std::path::PathBuf;

#[derive(Args)]
#[command(
    group = clap::ArgGroup::new("kind").required(true),
    after_help = "\
The page is taken from the published site: run `gongkai build` first. With base_url in site.yaml its
links lead to the site, without they are text; the data of a report come along.

--pdf prints it on A4 with a Chromium, Chrome or Edge that is on this machine. It is looked for in
the variable CHROME, then in PATH, then in its usual place; nothing is downloaded.

Examples:
  gongkai export 2022/education-bureau --single-file
  gongkai export 2022/education-bureau --pdf --edition en -o education-2022.pdf
  gongkai export 2022 --single-file -o year.html --force"
)]
pub struct Export {
    /// A report, as in 2022/education-bureau, or a year
    #[arg(value_name = "REPORT|YEAR", value_parser = Subject::parse)]
    pub what: Subject,
    /// As one HTML page with everything in it
    #[arg(long, group = "kind")]
    pub single_file: bool,
    /// As a PDF, the official table on A4
    #[arg(long, group = "kind")]
    pub pdf: bool,
    /// Edition of the page (zh, en, zh-en) [default: the first of the site]
    #[arg(long, value_name = "EDITION")]
    pub edition: Option<String>,
    /// The file to write [default: named after the page, in this folder]
    #[arg(long, short = 'o', value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Replace a file that is there already
    #[arg(long)]
    pub force: bool,
    /// Folder of the site: the one that holds content/
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    #[command(flatten)]
    pub out: Out,
    #[command(flatten)]
    pub output: Output,
}
