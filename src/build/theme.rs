//! What people who change a theme ask for: which themes there are, a copy of its files, whether its templates mean what they say.

use super::BuildError;
use crate::{
    content::SiteSource,
    model::near::nearest,
    publish::{Placed, RealDisk, place_new},
    render::{self, Finding, ThemeInfo, ThemeLayer, embedded_layers},
};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// The themes of a site.
#[derive(Clone, Debug)]
pub struct Themes {
    /// The name of the one that site.yaml chooses.
    pub chosen: String,
    /// Those that gongkai brings along and those of the site, by name.
    pub all: Vec<ThemeInfo>,
    /// Files of the site's own `theme/`, which stand in front of the chosen theme.
    pub own_files: usize,
}

/// Which themes there are.
///
/// # Errors
/// [`BuildError`] where there is no site, or a theme.yaml cannot be read.
pub fn themes(site: &Path) -> Result<Themes, BuildError> {
    let source = SiteSource::open(site)?;
    let own = source.theme_files.iter().find(|(layer, _)| layer == "site");
    let own_files = own.map_or(0, |(_, files)| files.len());
    Ok(Themes { chosen: source.config.theme.clone(), all: render::themes(&source.theme_files)?, own_files })
}

/// Copies files of the chosen theme, all of them where none are named, to the site's own `theme/`, each where nothing stands yet.
///
/// # Errors
/// [`BuildError`] for a file that the theme does not have, before anything is written.
pub fn eject(site: &Path, wanted: &[String]) -> Result<(PathBuf, Placed), BuildError> {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for layer in layers(&SiteSource::open(site)?)?.into_iter().rev().filter(|layer| layer.name != "site") {
        files.extend(layer.files);
    }
    // It says which theme a theme extends, and the site's own folder is none.
    files.remove("theme.yaml");
    if let Some(unknown) = wanted.iter().find(|name| !files.contains_key(*name)) {
        let end = |path: &&str| path.ends_with(&format!("/{unknown}"));
        let near = files.keys().map(String::as_str).find(end).map(str::to_owned);
        let near = near.or_else(|| nearest(unknown, files.keys().map(String::as_str)));
        let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        return Err(BuildError::Filter(format!("the theme has no file `{unknown}`{near}")));
    }
    files.retain(|path, _| wanted.is_empty() || wanted.contains(path));
    let folder = if site == Path::new(".") { PathBuf::from("theme") } else { site.join("theme") };
    let placed = place_new(&RealDisk, &folder, &files)?;
    Ok((folder, placed))
}

/// Compiles the chosen theme, or the one called `name`, and checks its templates.
///
/// # Errors
/// [`BuildError`] where it cannot be compiled.
pub fn check_theme(site: &Path, name: Option<&str>) -> Result<Vec<Finding>, BuildError> {
    let source = SiteSource::open(site)?;
    let layers = embedded_layers(name.unwrap_or(&source.config.theme), &source.theme_files)?;
    let langs: Vec<&str> = source.config.languages.iter().map(|lang| lang.as_str()).collect();
    Ok(render::check(&layers, &langs)?)
}

fn layers(source: &SiteSource) -> Result<Vec<ThemeLayer>, BuildError> {
    Ok(embedded_layers(&source.config.theme, &source.theme_files)?)
}
