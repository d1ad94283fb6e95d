//! Arguments of `gongkai diff`.

use super::Output;
use clap::{Args, ValueEnum};
use gongkai::model::page_lang;
use std::path::PathBuf;

#[derive(Args)]
#[command(after_help = "\
OLD and NEW are folders, each of either kind: a published site (it holds manifest-sha256.txt),
which is read from its data/<year>/<department>.json, or the sources of one (it holds
content/site.yaml), which are compared as they would be published. A folder with both content/ and
public/ is read as sources; name its public/ for the site. The folder of an unpacked archive
stands for its site.

Digits and words are shown as written; what is subtracted or added up is said to be computed, or
stands in brackets. Drafts are part of neither version. Samples are compared; where a site does
not publish its samples, they are left out of its content when the other version is a published
site.

Exit code: 0 compared, whether there are differences or not; with --exit-code 1 if there are; 1
also where the content of a version has problems, or a file of its data is damaged; 2 no such
folder, or neither a site nor its sources.

Examples:
  gongkai diff /mnt/archive/jixiao-2026-03 public
  gongkai diff ../jixiao-before . --html changes.html
  gongkai diff public . --exit-code --quiet     is what was published still what the content says?")]
pub struct Diff {
    /// Folder of the earlier version: a published site, or the one that holds content/
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// Folder of the later version, likewise
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    /// Write the differences as one HTML page, too: to file, to mail, to print
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Language of the HTML page
    #[arg(long, value_name = "LANG", default_value = "zh")]
    pub lang: PageLang,
    /// Replace an HTML page that is there already
    #[arg(long)]
    pub force: bool,
    /// Leave samples out on both sides
    #[arg(long)]
    pub no_samples: bool,
    /// End with 1 if there is a difference
    #[arg(long)]
    pub exit_code: bool,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PageLang {
    Zh,
    En,
}

impl PageLang {
    /// As the library wants it.
    pub fn of_page(self) -> page_lang::PageLang {
        match self {
            PageLang::Zh => page_lang::PageLang::Zh,
            PageLang::En => page_lang::PageLang::En,
        }
    }
}
