//! Arguments of `gongkai i18n`.

use super::Output;
use clap::{Args, Subcommand};
use gongkai::model::lang::Lang;
use std::path::PathBuf;

#[derive(Subcommand)]
pub enum I18nCommand {
    /// Bring the PO files up to date: an entry for every text without a translation beside it
    #[command(after_help = "\
Entries are sorted, and say where their texts stand. Official terms come translated. A text that is
almost one that was translated gets that translation as a proposal (fuzzy), which does not count
until a translator takes the mark away. Entries that no text needs any more are kept aside (#~);
nothing that a translator wrote is lost.

Exit code: 0 all is well; 1 with --check if a file is not up to date, or where a file has mistakes.

Examples:
  gongkai i18n extract
  gongkai i18n extract --language en --check")]
    Extract {
        #[command(flatten)]
        of: Of,
        /// Write nothing, and end with 1 if a file is not up to date
        #[arg(long)]
        check: bool,
        #[command(flatten)]
        output: Output,
    },
    /// Say how far the site is translated, language by language and report by report
    Status {
        #[command(flatten)]
        of: Of,
        #[command(flatten)]
        output: Output,
    },
    /// Hold translations against their sources: the PO files, and the figures and units of every translation
    #[command(after_help = "\
185 for 158 is an error, and so is 90 yuan for 90万元. Proposals (fuzzy) are not looked at.

Exit code: 0 all is well; 1 a mistake.")]
    Check {
        #[command(flatten)]
        of: Of,
        #[command(flatten)]
        output: Output,
    },
}

#[derive(Args)]
pub struct Of {
    /// Folder of the site: the one that holds content/
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// Only this language [default: all but the first of site.yaml]
    #[arg(long, value_name = "LANG", value_parser = lang)]
    pub language: Option<Lang>,
}

fn lang(text: &str) -> Result<Lang, String> {
    Lang::parse(text).ok_or_else(|| "a language has two or three small letters, as in en".to_owned())
}
