//! Content files in the style in which gongkai writes them.

use super::{
    decode,
    files::{self, YamlFile},
    key_order::key_order,
    walk,
};
use crate::{
    format::{Untidy, tidy},
    model::{diagnostic::Diagnostic, site::SiteConfig},
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};
use walkdir::{DirEntry, WalkDir};

/// A file held against the style.
#[derive(Debug)]
pub enum Tidied {
    /// It is written so already.
    AsItIs,
    /// It can be written so.
    New {
        /// What it holds.
        before: String,
        /// What it would hold.
        after: String,
    },
    /// Its YAML has mistakes, which come first.
    Problems(Vec<Diagnostic>),
    /// It would not say the same.
    WouldChange,
}

/// Every YAML file in `content/` of a site that a build looks at, in order.
pub fn yaml_files(site: &Path) -> Vec<PathBuf> {
    let content = if site == Path::new(".") { PathBuf::from("content") } else { site.join("content") };
    let noise = |entry: &DirEntry| entry.depth() > 0 && walk::is_noise(&entry.file_name().to_string_lossy());
    let files = WalkDir::new(content).sort_by_file_name().into_iter().filter_entry(|entry| !noise(entry)).filter_map(Result::ok);
    let yaml = files.filter(|entry| entry.file_type().is_file() && entry.path().extension().is_some_and(|extension| extension == "yaml"));
    yaml.map(DirEntry::into_path).collect()
}

/// Holds a file against the style.
pub fn tidied(file: &Path, config: &SiteConfig) -> Tidied {
    let name = Arc::new(file.to_owned());
    let mut problems = Vec::new();
    let Some(bytes) = files::bytes(&name, &mut problems) else { return Tidied::Problems(problems) };
    match decode(&bytes).map(|text| (text, tidy(text, &key_order(file, text, &config.languages)))) {
        Ok((_, Ok(after))) if after.as_bytes() == bytes => Tidied::AsItIs,
        Ok((text, Ok(after))) => Tidied::New { before: text.to_owned(), after },
        Ok((_, Err(Untidy::Changed))) => Tidied::WouldChange,
        Err(_) | Ok((_, Err(Untidy::Problems(_)))) => {
            // With their places.
            YamlFile::of(&name, &bytes, &mut problems).map(|file| file.read(&mut problems, |_, _| ()));
            Tidied::Problems(problems)
        }
    }
}
