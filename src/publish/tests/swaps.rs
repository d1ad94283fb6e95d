//! Publishing by an exchange of folders: old or new at every moment, whatever fails, dies or loses power.

use super::faults::{NEW, OLD, Tally, for_every_operation, manifest_of_new};
use super::faulty_disk::{Fault, FaultyDisk, Lost};
use super::*;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::PathBuf;

/// An output folder with nothing beside it, that holds the old site or nothing.
struct Place(Out);

impl Place {
    fn with(old: &[(&str, &str)]) -> Place {
        let place = Place(Out::in_memory());
        fs::create_dir(place.out()).unwrap();
        if !old.is_empty() {
            publish_on(&FaultyDisk::sound(), &place.out(), &tree_of(old)).unwrap();
        }
        place
    }

    fn out(&self) -> PathBuf {
        self.0.path().join("public")
    }

    fn next(&self) -> PathBuf {
        self.0.path().join(".public.gongkai-next")
    }

    fn swap_on(&self, disk: &dyn Disk) -> Result<(Published, Option<Recovery>), PublishError> {
        publish_by(Mode::Swap, disk, &self.out(), &tree_of(NEW))
    }

    fn swap(&self) -> Result<Published, PublishError> {
        self.swap_on(&RealDisk).map(|(published, _)| published)
    }

    /// The folder holds exactly one of both sites, with its manifest.
    fn assert_one(&self, old: &[(&str, &str)], story: &str) {
        let mut tree = tree_in(&self.out());
        tree.retain(|name, _| !name.starts_with(".gongkai"));
        let manifest = fs::read_to_string(self.out().join("manifest-sha256.txt")).unwrap_or_default();
        if tree == tree_of(NEW) {
            assert_eq!(manifest, manifest_of_new(), "{story}");
        } else {
            assert_eq!(tree, tree_of(old), "{story}: neither the old site nor the new one");
            assert_ne!(manifest, manifest_of_new(), "{story}");
        }
    }

    /// The next run, by whichever way, ends at the new site, and leaves nothing beside it.
    fn assert_mended(&self, mode: Mode, story: &str) -> Option<Recovery> {
        let (_, recovery) = publish_by(mode, &FaultyDisk::sound(), &self.out(), &tree_of(NEW)).unwrap_or_else(|e| panic!("{story}: {e}"));
        assert_eq!(tree_in(self.0.path()), self.nothing_but_new(), "{story}");
        recovery
    }

    fn nothing_but_new(&self) -> Tree {
        let site = NEW.iter().map(|(name, text)| (format!("public/{name}"), text.to_string()));
        site.chain([("public/manifest-sha256.txt".to_owned(), manifest_of_new())]).collect()
    }
}

#[test]
fn killed_at_any_operation_there_is_the_old_site_or_the_new_one() {
    for (old, from) in [(OLD, "an old site"), (&[], "nothing")] {
        for mode in [Mode::Swap, Mode::InPlace] {
            let mut tally = Tally::default();
            let operations = for_every_operation(Fault::Dies, |disk, n| {
                let (place, story) = (Place::with(old), format!("from {from}, killed at {n}, mended by {mode:?}"));
                let _ = place.swap_on(&disk);
                place.assert_one(old, &story);
                tally.count(place.assert_mended(mode, &story));
                disk.struck()
            });
            println!("swap from {from}, mended by {mode:?}: {operations} operations; {tally:?}");
            assert!(tally.rolled_back > 20 && (old.is_empty() || tally.finished > 10), "{tally:?}");
        }
    }
}

#[test]
fn after_one_failure_anywhere_there_is_the_old_site_or_the_new_one() {
    for (old, from) in [(OLD, "an old site"), (&[], "nothing")] {
        let (mut tally, mut reported) = (Tally::default(), 0);
        let operations = for_every_operation(Fault::FailsOnce, |disk, n| {
            let (place, story) = (Place::with(old), format!("from {from}, failed at {n}"));
            let result = place.swap_on(&disk);
            place.assert_one(old, &story);
            match result {
                Ok(_) => assert_eq!(tree_in(&place.out()).get("index.html"), tree_of(NEW).get("index.html"), "{story}"),
                Err(e) => {
                    reported += 1;
                    assert!(["The disk is full", "no storage space"].iter().any(|words| e.to_string().contains(words)), "{story}: {e}");
                }
            }
            tally.count(place.assert_mended(Mode::Swap, &story));
            disk.struck()
        });
        println!("swap from {from}: {operations} operations, {reported} reported; {tally:?}");
    }
}

#[test]
fn after_a_power_cut_at_any_operation_there_is_the_old_site_or_the_new_one() {
    for lost in [Lost::Nothing, Lost::Half, Lost::All] {
        let mut tally = Tally::default();
        let operations = for_every_operation(Fault::Dies, |disk, n| {
            let (place, story) = (Place::with(OLD), format!("power lost at {n}, of names {lost:?}"));
            let _ = place.swap_on(&disk);
            let struck = disk.struck();
            disk.lose_power(lost);
            place.assert_one(OLD, &story);
            tally.count(place.assert_mended(Mode::Swap, &story));
            struck
        });
        println!("swap, names lost: {lost:?}: {operations} operations; {tally:?}");
    }
}

#[test]
fn killed_again_while_it_recovers_there_is_the_old_site_or_the_new_one() {
    let all = FaultyDisk::sound();
    Place::with(OLD).swap_on(&all).unwrap();
    let mut tally = Tally::default();
    for first in (0..all.operations()).step_by(5) {
        for_every_operation(Fault::Dies, |disk, second| {
            let (place, story) = (Place::with(OLD), format!("killed at {first} and at {second}"));
            let _ = place.swap_on(&FaultyDisk::new(Fault::Dies, first));
            let begun = Stage::begin(&disk, &place.out()).map(drop);
            place.assert_one(OLD, &story);
            tally.count(place.assert_mended(Mode::Swap, &story));
            begun.is_err() || disk.struck()
        });
    }
    println!("{tally:?}");
}

#[test]
fn files_that_stay_keep_their_inode_and_the_folder_its_mode() {
    let place = Place::with(OLD);
    fs::set_permissions(place.out(), fs::Permissions::from_mode(0o751)).unwrap();
    let inode = |name: &str| fs::metadata(place.out().join(name)).unwrap().ino();
    let before = (inode("zh/about.html"), inode("index.html"));
    let published = place.swap().unwrap();
    assert_eq!((published.written, published.unchanged, published.removed), (9, 1, 5));
    assert_eq!(inode("zh/about.html"), before.0);
    assert_ne!(inode("index.html"), before.1);
    assert_eq!(fs::metadata(place.out()).unwrap().permissions().mode() & 0o777, 0o751);
    assert_eq!(tree_in(place.0.path()), place.nothing_but_new());
}

#[test]
fn nothing_new_is_nothing_done() {
    let place = Place::with(NEW);
    let before = fs::metadata(place.out()).unwrap().ino();
    assert_eq!(place.swap().unwrap().written, 0);
    assert_eq!(fs::metadata(place.out()).unwrap().ino(), before);
}

#[test]
fn what_gongkai_did_not_write_stops_the_exchange() {
    let cases: [(&str, &str, &str); 4] = [
        ("notes.txt", "mine", "notes.txt"),
        ("zh/gone/own.txt", "mine", "zh/gone/own.txt"),
        ("zh/old.html", "edited, and no part of the new site", "zh/old.html"),
        ("empty/x", "", "empty/"),
    ];
    for (name, text, told) in cases {
        let place = Place::with(OLD);
        fs::create_dir_all(place.out().join(name).parent().unwrap()).unwrap();
        match told.ends_with('/') {
            true => {}
            false => fs::write(place.out().join(name), text).unwrap(),
        }
        let before = tree_in(place.0.path());
        match place.swap() {
            Err(PublishError::Stranded { paths, .. }) => assert_eq!(paths, [told]),
            other => panic!("{name}: {other:?}"),
        }
        assert_eq!(tree_in(place.0.path()), before);
    }
}

#[test]
fn an_edited_file_of_the_site_is_replaced_and_told() {
    let place = Place::with(OLD);
    fs::write(place.out().join("index.html"), "edited").unwrap();
    assert_eq!(place.swap().unwrap().replaced_edited, [path("index.html")]);
    assert_eq!(tree_in(place.0.path()), place.nothing_but_new());
}

#[test]
fn something_beside_the_folder_stops_the_exchange_and_is_left() {
    for what in ["a file", "a folder with a file", "a link"] {
        let place = Place::with(OLD);
        match what {
            "a file" => fs::write(place.next(), "mine").unwrap(),
            "a link" => std::os::unix::fs::symlink("public", place.next()).unwrap(),
            _ => {
                fs::create_dir(place.next()).unwrap();
                fs::write(place.next().join("mine.txt"), "mine").unwrap();
            }
        }
        let before = tree_in(place.0.path());
        let error = place.swap().unwrap_err();
        assert!(matches!(&error, PublishError::Beside { .. }), "{what}: {error}");
        assert_eq!(tree_in(place.0.path()), before, "{what}");
        // In place it is nobody's business.
        publish_on(&RealDisk, &place.out(), &tree_of(NEW)).unwrap();
    }
}

#[test]
fn an_output_folder_behind_a_link_is_exchanged_where_it_stands() {
    let place = Place::with(OLD);
    let link = place.0.path().join("www");
    std::os::unix::fs::symlink("public", &link).unwrap();
    publish_by(Mode::Swap, &RealDisk, &link, &tree_of(NEW)).unwrap();
    assert!(link.is_symlink());
    fs::remove_file(&link).unwrap();
    assert_eq!(tree_in(place.0.path()), place.nothing_but_new());
}

#[test]
fn a_signature_comes_along() {
    let place = Place::with(OLD);
    fs::write(place.out().join("manifest-sha256.txt.sig"), "signature").unwrap();
    place.swap().unwrap();
    assert_eq!(fs::read_to_string(place.out().join("manifest-sha256.txt.sig")).unwrap(), "signature");
    assert!(!place.next().exists());
}

#[test]
fn while_one_run_takes_the_old_site_away_another_says_that_it_is_busy() {
    let place = Place::with(OLD);
    // As it stands between exchange and end: the old site beside, with the lock in it.
    publish_on(&RealDisk, &place.next(), &tree_of(OLD)).unwrap();
    let (held, _) = Stage::begin(&RealDisk, &place.next()).unwrap();
    assert!(matches!(place.swap(), Err(PublishError::Busy { .. })));
    drop(held);
    place.swap().unwrap();
    assert_eq!(tree_in(place.0.path()), place.nothing_but_new());
}
