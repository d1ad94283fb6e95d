//! Arguments of `gongkai check`.

use super::{Color, Format, Output, Select, diff::PageLang};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Args)]
#[command(after_help = "\
Findings are of three kinds: wrong (an error or a warning), to be explained (a note: it may be right,
but the table does not say why) and confirmed (two things that the table states agree; counted here,
listed by --report and by the formats json and sarif). `gongkai explain GK0213` says what a rule is
about; site.yaml changes how bad its findings are (rules: {GK0206: warning}).

--fix mends what is safe: operators (>= becomes ≥), full-width digits, spaces between Chinese
characters and characters that nobody sees; never a quantity. It mends drafts; final tables are
as they were approved, and are mended with --final only.

Exit code: 0 no errors; 1 errors; 2 wrong usage or environment.

Examples:
  gongkai check
  gongkai check --report audit.html         a page for the reviewer to read and to sign
  gongkai check --fix --dry-run             what would be mended, as a diff
  gongkai check --message-format sarif > gongkai.sarif
  gongkai check --message-format github     in GitHub Actions: findings beside the lines")]
pub struct Check {
    #[command(flatten)]
    pub select: Select,
    /// Write everything that was found, confirmed and accepted as one HTML page
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Language of the report
    #[arg(long, value_name = "LANG", default_value = "zh")]
    pub lang: PageLang,
    /// Replace a report that is there already
    #[arg(long)]
    pub force: bool,
    /// Mend in drafts what is safe to mend, then check
    #[arg(long)]
    pub fix: bool,
    /// With --fix: write nothing, print what would change
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
    /// With --fix: mend final and sample tables too
    #[arg(long = "final", requires = "fix")]
    pub include_final: bool,
    /// How to print: for people, one JSON object a line, a SARIF 2.1.0 log, or commands of GitHub Actions
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub message_format: CheckFormat,
    /// Print errors and warnings only
    #[arg(long, short)]
    pub quiet: bool,
    /// Colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    Human,
    Json,
    Sarif,
    Github,
}

impl Check {
    /// How everything that is no finding is printed.
    pub fn output(&self) -> Output {
        let message_format = if self.message_format == CheckFormat::Json { Format::Json } else { Format::Human };
        Output { message_format, quiet: self.quiet, color: self.color }
    }
}
