//! Arguments of `gongkai serve`.

use super::{Color, Select};
use clap::Args;

#[derive(Args)]
#[command(after_help = "\
The site is built into a scratch folder, which goes when serve ends; public/ is not touched. Whenever a
file in content/, theme/ or themes/ is saved, what changed is built again and open pages are loaded
again, at the place where they were. With a mistake in the content the last good site stays, and the
pages say what is wrong, and where. Only this machine is answered: 127.0.0.1, no other names, no other
sites' pages.

Examples:
  gongkai serve --open
  gongkai serve --drafts --port 8080")]
pub struct Serve {
    #[command(flatten)]
    pub select: Select,
    /// The first port to try; when it is taken, the next
    #[arg(long, value_name = "PORT", default_value = "8000", value_parser = clap::value_parser!(u16).range(1..))]
    pub port: u16,
    /// Open the site in the browser
    #[arg(long)]
    pub open: bool,
    /// Print problems only
    #[arg(long, short)]
    pub quiet: bool,
    /// Colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}
