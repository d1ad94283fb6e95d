//! Sheets with what can be mended in them without asking anybody.

use super::{decode, files, tidied::yaml_files};
use crate::{
    mend::{Unmendable, mend},
    model::{department::DepartmentId, diagnostic::Diagnostic, form::Form, sheet::Status, site::SiteConfig, year::Year},
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// A sheet held against what it is when mended.
#[derive(Debug)]
pub enum Mended {
    /// There is nothing to mend, or it is not to be touched.
    AsItIs,
    /// It can be mended.
    New {
        /// What it holds.
        before: String,
        /// What it would hold.
        after: String,
    },
    /// It cannot be read.
    Unreadable(Vec<Diagnostic>),
    /// It has something to mend, and stays as it is.
    Left(Unmendable),
}

/// The sheets of a site with that year and department, in order.
pub fn sheet_files(site: &Path, year: Option<Year>, department: Option<&DepartmentId>) -> Vec<PathBuf> {
    let wanted = |file: &PathBuf| {
        let mut folders = file.iter().rev().skip(1).filter_map(|name| name.to_str());
        let mut own: Vec<&str> = folders.by_ref().take_while(|name| Year::parse(name).is_none()).collect();
        own.reverse();
        let of_year = file.iter().rev().filter_map(|name| name.to_str()).find_map(Year::parse);
        let stem = file.file_stem().and_then(|stem| stem.to_str());
        of_year.is_some_and(|own| year.is_none_or(|year| year == own))
            && department.is_none_or(|department| own.join("/") == department.as_str())
            && stem != Some("notice")
    };
    yaml_files(site).into_iter().filter(wanted).collect()
}

/// Mends a draft; what is no draft only if it may.
pub fn mended(file: &Path, config: &SiteConfig, least_finished: Status) -> Mended {
    let name = Arc::new(file.to_owned());
    let mut problems = Vec::new();
    let Some(bytes) = files::bytes(&name, &mut problems) else { return Mended::Unreadable(problems) };
    let Ok(text) = decode(&bytes) else { return Mended::AsItIs };
    let stated = |key: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(':'))?;
        Some(line.split(" #").next().unwrap_or_default().trim().trim_matches(['\'', '"']).to_owned())
    };
    let status = stated("status").map_or(Some(Status::Final), |status| Status::parse(&status));
    let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
    let form = Form::find(&stated("form").unwrap_or(stem));
    let (Some(form), true) = (form, status.is_some_and(|status| status >= least_finished)) else { return Mended::AsItIs };
    match mend(text, form, config.source_lang().as_str()) {
        Ok(None) | Err(Unmendable::Problems) => Mended::AsItIs,
        Ok(Some(after)) => Mended::New { before: text.to_owned(), after },
        Err(why) => Mended::Left(why),
    }
}
