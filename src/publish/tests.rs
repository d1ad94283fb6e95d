//! Stories of publishing (`stories`), and every way to interrupt it (`faults`); here is what both tell them with.

mod faults;
mod faulty_disk;
mod place;
mod stories;
#[cfg(target_os = "linux")]
mod swaps;

use super::{Disk, Mode, PublishError, Published, RealDisk, Recovery, Stage, Tier};
use crate::site::path::SitePath;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// Files and their text; an empty folder has a name that ends in `/`, a link's text is `→` and where it leads.
type Tree = BTreeMap<String, String>;

fn tree_of(files: &[(&str, &str)]) -> Tree {
    files.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect()
}

/// Everything in a folder, the manifest excepted.
fn tree_in(out: &Path) -> Tree {
    let mut tree = Tree::new();
    read_into(&mut tree, out, "");
    tree.remove("manifest-sha256.txt");
    tree
}

fn read_into(tree: &mut Tree, folder: &Path, prefix: &str) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_symlink() {
            tree.insert(name, format!("→{}", fs::read_link(&path).unwrap().display()));
        } else if path.is_dir() {
            let before = tree.len();
            read_into(tree, &path, &format!("{name}/"));
            if tree.len() == before {
                tree.insert(format!("{name}/"), String::new());
            }
        } else {
            tree.insert(name, String::from_utf8(fs::read(path).unwrap()).unwrap());
        }
    }
}

fn path(text: &str) -> SitePath {
    SitePath::parse(text).unwrap()
}

/// As the caller would choose it.
fn tier(path: &str) -> Tier {
    match path {
        "index.html" => Tier::Entry,
        _ if path.ends_with("index.html") => Tier::List,
        _ if path.ends_with(".html") => Tier::Page,
        _ => Tier::Asset,
    }
}

fn publish_on(disk: &dyn Disk, out: &Path, site: &Tree) -> Result<(Published, Option<Recovery>), PublishError> {
    publish_by(Mode::InPlace, disk, out, site)
}

fn publish_by(mode: Mode, disk: &dyn Disk, out: &Path, site: &Tree) -> Result<(Published, Option<Recovery>), PublishError> {
    let (stage, recovery) = Stage::begin(disk, out)?;
    for (name, text) in site {
        stage.put(&path(name), tier(name), text.as_bytes())?;
    }
    Ok((stage.ready()?.commit(mode)?, recovery))
}

/// An output folder for a story.
struct Out(TempDir);

impl Out {
    fn new() -> Out {
        Out(tempfile::tempdir().unwrap())
    }

    /// For stories told thousands of times: on a disk that keeps nothing, where there is one.
    fn in_memory() -> Out {
        Out(tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap())
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn publish(&self, site: &[(&str, &str)]) -> Result<Published, PublishError> {
        publish_on(&RealDisk, self.path(), &tree_of(site)).map(|(published, _)| published)
    }

    /// Writes a file as a person would.
    fn write(&self, name: &str, text: &str) -> &Out {
        let place = self.path().join(name);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
        self
    }

    fn holds(&self, site: &[(&str, &str)]) {
        assert_eq!(tree_in(self.path()), tree_of(site));
    }

    /// Publishing this is refused for these foreign paths, and nothing changes.
    fn refuses(&self, site: &[(&str, &str)], foreign: &[&str]) {
        let before = tree_in(self.path());
        match self.publish(site) {
            Err(PublishError::Foreign { paths, .. }) => assert_eq!(paths, foreign),
            other => panic!("{other:?}"),
        }
        assert_eq!(tree_in(self.path()), before);
    }
}
