//! Beginnings: a new site, and the sheet of a new year. Texts in, texts out; whoever asks writes them.

mod next;

pub use next::{Basis, next_sheet};

use crate::model::year::Year;
use std::path::PathBuf;

/// The language in which comments of new files are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comments {
    /// 中文
    Chinese,
    /// English
    English,
}

/// The files of a new site that builds at once: settings, a department, and a sample table of that year.
pub fn new_site(year: Year, comments: Comments) -> Vec<(PathBuf, String)> {
    let [site, departments, sheet] = match comments {
        Comments::Chinese => [include_str!("zh/site.yaml"), include_str!("zh/departments.yaml"), include_str!("zh/overall-target.yaml")],
        Comments::English => [include_str!("en/site.yaml"), include_str!("en/departments.yaml"), include_str!("en/overall-target.yaml")],
    };
    let of_report: PathBuf = ["content", &year.to_string(), "sample-education-bureau", "overall-target.yaml"].iter().collect();
    let files = [("content/site.yaml".into(), site), ("content/departments.yaml".into(), departments), (of_report, sheet)];
    let files = files.into_iter().chain([(PathBuf::from(".gitignore"), include_str!("gitignore"))]);
    files.map(|(path, text)| (path, text.to_owned())).collect()
}
