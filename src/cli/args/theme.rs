//! Arguments of `gongkai theme`.

use super::Output;
use clap::Subcommand;
use std::path::PathBuf;

#[derive(Subcommand)]
pub enum ThemeCommand {
    /// List the themes, built in and of the site, with what they extend; * marks the chosen one
    List {
        /// Folder of the site
        #[arg(long, value_name = "DIR", default_value = ".")]
        site: PathBuf,
        #[command(flatten)]
        output: Output,
    },
    /// Copy files of the chosen theme to the site's own theme/, to be changed there
    #[command(after_help = "\
What stands in theme/ already is never overwritten. Copy only what you change: everything else goes
on coming from the theme, and gets better with it.

Examples:
  gongkai theme eject templates/page.html
  gongkai theme eject                     all files")]
    Eject {
        /// Files of the theme (templates/home.html, static/site.css); all where none is given
        files: Vec<String>,
        /// Folder of the site
        #[arg(long, value_name = "DIR", default_value = ".")]
        site: PathBuf,
        #[command(flatten)]
        output: Output,
    },
    /// Compile the theme, and look up every field, message, block and template that its templates name
    #[command(after_help = "\
A field that does not exist is silently nothing inside of {% if %}: this check finds it, with its
place and the field that was probably meant.

Examples:
  gongkai theme check
  gongkai theme check --theme default")]
    Check {
        /// Folder of the site
        #[arg(long, value_name = "DIR", default_value = ".")]
        site: PathBuf,
        /// Another theme than the chosen one
        #[arg(long, value_name = "NAME")]
        theme: Option<String>,
        #[command(flatten)]
        output: Output,
    },
}
