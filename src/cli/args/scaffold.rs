//! Arguments of `gongkai init` and `gongkai new`.

use super::{Output, year};
use clap::{Args, ValueEnum};
use gongkai::{
    model::{department::DepartmentId, year::Year},
    scaffold::Comments,
};
use std::path::PathBuf;

#[derive(Args)]
#[command(after_help = "\
Writes content/site.yaml, content/departments.yaml, a sample table and .gitignore: a site that builds
at once. A file that is there already is never touched.

Examples:
  gongkai init
  gongkai init disclosure --lang zh         then: gongkai build --site disclosure")]
pub struct Init {
    /// Folder of the new site; it is made where it is missing
    #[arg(value_name = "DIR", default_value = ".")]
    pub dir: PathBuf,
    /// Language of the comments in the new files [default: that of the locale]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<CommentLang>,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Args)]
#[command(after_help = "\
The draft has the names and the wording of the table of another year; amounts and targets are blank,
with what they were behind them. A draft is not published; `gongkai check --drafts` says what is
still missing. Without a table of an earlier year it has the shape of the form.

Examples:
  gongkai new 2027 water-bureau
  gongkai new 2027 water-bureau --from 2025")]
pub struct New {
    /// The year of the new table
    #[arg(value_name = "YYYY", value_parser = year)]
    pub year: Year,
    /// Its department (an id of departments.yaml)
    #[arg(value_name = "DEPARTMENT", value_parser = DepartmentId::parse)]
    pub department: DepartmentId,
    /// The year whose names and wording it has [default: the last one before it]
    #[arg(long, value_name = "YYYY", value_parser = year)]
    pub from: Option<Year>,
    /// Language of the comments in the new file [default: that of the locale]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<CommentLang>,
    /// Folder of the site: the one that holds content/
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CommentLang {
    Zh,
    En,
}

impl CommentLang {
    /// As the library wants it; where it is not said, by the variables that POSIX has for that.
    pub fn of_comments(said: Option<CommentLang>) -> Comments {
        let locale =
            || ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
        match said {
            Some(CommentLang::Zh) => Comments::Chinese,
            Some(CommentLang::En) => Comments::English,
            None if locale().is_some_and(|locale| locale.starts_with("zh")) => Comments::Chinese,
            None => Comments::English,
        }
    }
}
