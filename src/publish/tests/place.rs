//! Placing new files: nothing is replaced, and a failing disk leaves whole files only.

use super::faulty_disk::{Fault, FaultyDisk};
use crate::publish::{Placed, PublishError, place_new};
use std::{collections::BTreeMap, fs};
use tempfile::TempDir;

fn files() -> BTreeMap<String, Vec<u8>> {
    [("a/b/c.html", "new c"), ("a/d.html", "new d"), ("e.css", "new e")].map(|(path, words)| (path.to_owned(), words.into())).into()
}

#[test]
fn what_stands_there_is_kept_and_named() {
    let dir = TempDir::new().unwrap();
    let folder = dir.path().join("theme");
    fs::create_dir_all(folder.join("a")).unwrap();
    fs::write(folder.join("a/d.html"), "mine").unwrap();
    let placed = place_new(&FaultyDisk::sound(), &folder, &files()).unwrap();
    let expected = Placed { written: vec!["a/b/c.html".to_owned(), "e.css".to_owned()], kept: vec!["a/d.html".to_owned()] };
    assert_eq!(placed, expected);
    assert_eq!(fs::read_to_string(folder.join("a/d.html")).unwrap(), "mine");
    assert_eq!(fs::read_to_string(folder.join("a/b/c.html")).unwrap(), "new c");
}

#[test]
fn a_disk_that_fails_leaves_no_half_file_and_the_next_try_finishes() {
    let sound = FaultyDisk::sound();
    place_new(&sound, &TempDir::new().unwrap().path().join("theme"), &files()).unwrap();
    let mut failed = 0;
    for at in 0..sound.operations() {
        let dir = TempDir::new().unwrap();
        let folder = dir.path().join("theme");
        failed += usize::from(place_new(&FaultyDisk::new(Fault::FailsOnce, at), &folder, &files()).is_err());
        for (path, bytes) in files() {
            let place = folder.join(&path);
            assert!(!place.exists() || fs::read(&place).unwrap() == bytes, "{path} after a fault at {at}");
        }
        let placed = place_new(&FaultyDisk::sound(), &folder, &files()).unwrap();
        assert_eq!(placed.written.len() + placed.kept.len(), 3);
    }
    assert!(failed > 0);
}

#[cfg(unix)]
#[test]
fn no_link_is_followed() {
    let (dir, elsewhere) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    std::os::unix::fs::symlink(elsewhere.path(), dir.path().join("a")).unwrap();
    let error = place_new(&FaultyDisk::sound(), dir.path(), &files()).unwrap_err();
    assert!(matches!(error, PublishError::NotAFolder { .. }), "{error}");
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}
