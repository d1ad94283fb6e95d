//! Every operation of a publication fails, dies or loses power in turn; the site must stay whole, and the next run must mend all.

use super::faulty_disk::{Fault, FaultyDisk, Lost};
use super::*;
use crate::publish::clean;
use std::collections::BTreeSet;

/// Pages are a line of links, as paths from the root, and some text.
pub(super) const OLD: &[(&str, &str)] = &[
    ("index.html", "links: zh/index.html assets/1.css\nold home"),
    ("zh/index.html", "links: index.html zh/about.html zh/a.html zh/old.html zh/gone/index.html assets/1.css\nold list"),
    ("zh/about.html", "links: zh/index.html\nthe same in both"),
    ("zh/a.html", "links: zh/index.html zh/old.html data/a.csv assets/1.css\nold a"),
    ("zh/old.html", "links: zh/index.html zh/a.html data/old.csv assets/1.css\nold only"),
    ("zh/gone/index.html", "links: zh/gone/deep/b.html zh/index.html\nold only"),
    ("zh/gone/deep/b.html", "links: zh/gone/index.html zh/old.html\nold only"),
    ("data/a.csv", "links:\nold figures"),
    ("data/old.csv", "links:\nold only figures"),
    ("assets/1.css", "links:\nold style"),
];
pub(super) const NEW: &[(&str, &str)] = &[
    ("index.html", "links: zh/index.html en/index.html assets/2.css\nnew home"),
    ("zh/index.html", "links: index.html zh/about.html zh/a.html zh/new/c.html en/index.html assets/2.css\nnew list"),
    ("zh/about.html", "links: zh/index.html\nthe same in both"),
    ("zh/a.html", "links: zh/index.html zh/new/c.html en/a.html data/a.csv assets/2.css\nnew a"),
    ("zh/new/c.html", "links: zh/a.html zh/index.html data/new/c.csv assets/2.css\nnew only"),
    ("en/index.html", "links: en/a.html zh/index.html zh/about.html assets/2.css\nnew only"),
    ("en/a.html", "links: zh/a.html en/index.html assets/2.css\nnew only"),
    ("data/a.csv", "links:\nnew figures"),
    ("data/new/c.csv", "links:\nnew only figures"),
    ("assets/2.css", "links:\nnew style"),
];
const FOREIGN: &[(&str, &str)] = &[(".gitkeep", ""), ("zh/gone/own.txt", "mine"), ("notes.txt", "mine")];

/// A folder with the old site and some foreign files; or with the foreign files alone.
fn folder(old: &[(&str, &str)]) -> Out {
    let out = Out::in_memory();
    for (name, text) in FOREIGN {
        out.write(name, text);
    }
    if !old.is_empty() {
        publish_on(&FaultyDisk::sound(), out.path(), &tree_of(old)).unwrap();
    }
    out
}

/// Every file is whole, old or new; whatever can be reached from the home page is there; foreign files are as they were.
fn assert_whole(out: &Path, story: &str) {
    let mut tree = tree_in(out);
    tree.retain(|name, _| !name.starts_with(".gongkai"));
    for (name, text) in FOREIGN {
        assert_eq!(tree.remove(*name).as_deref(), Some(*text), "{story}: {name}");
    }
    for (name, text) in tree.iter().filter(|(name, _)| !name.ends_with('/')) {
        let known = OLD.iter().chain(NEW).any(|(n, t)| n == name && t == text);
        assert!(known, "{story}: {name} is neither old nor new: {text:?}");
    }
    let (mut reached, mut ahead) = (BTreeSet::new(), vec!["index.html"]);
    while let Some(name) = ahead.pop() {
        if !reached.insert(name) {
            continue;
        }
        let Some(text) = tree.get(name) else {
            assert_eq!(name, "index.html", "{story}: a dead link to {name}");
            continue;
        };
        let links = text.lines().next().and_then(|line| line.strip_prefix("links:")).unwrap();
        ahead.extend(links.split_whitespace());
    }
}

/// The next run, undisturbed, ends at the new site whatever it found.
fn assert_mended(disk: &dyn Disk, out: &Path, story: &str) -> Option<Recovery> {
    let new = tree_of(NEW);
    let (_, recovery) = publish_on(disk, out, &new).unwrap_or_else(|e| panic!("{story}: {e}"));
    let mut expected = new;
    expected.extend(tree_of(FOREIGN));
    assert_eq!(tree_in(out), expected, "{story}");
    let manifest = fs::read_to_string(out.join("manifest-sha256.txt")).unwrap();
    assert_eq!(manifest, manifest_of_new(), "{story}");
    recovery
}

/// A run that says it has published has done so; what it could not tidy up is left to the next.
fn assert_all_new(out: &Path, story: &str) {
    let tree = tree_in(out);
    assert!(NEW.iter().all(|(name, text)| tree[*name] == *text), "{story}");
}

pub(super) fn manifest_of_new() -> String {
    let line = |(name, text): (&String, &String)| format!("{}  {name}\n", crate::publish::checksum::Checksum::of(text.as_bytes()));
    tree_of(NEW).iter().map(line).collect()
}

/// How often what happened.
#[derive(Debug, Default)]
pub(super) struct Tally {
    runs: usize,
    pub(super) finished: usize,
    pub(super) rolled_back: usize,
    nothing_left: usize,
}

impl Tally {
    pub(super) fn count(&mut self, recovery: Option<Recovery>) {
        self.runs += 1;
        match recovery {
            Some(Recovery::Finished { .. }) => self.finished += 1,
            Some(Recovery::RolledBack { .. }) => self.rolled_back += 1,
            None => self.nothing_left += 1,
        }
    }
}

/// Runs a story for the operations 0, 1, 2 … until the fault no longer strikes; returns the number of operations.
pub(super) fn for_every_operation(fault: Fault, mut story: impl FnMut(FaultyDisk, usize) -> bool) -> usize {
    (0..1000).find(|&n| !story(FaultyDisk::new(fault, n), n)).unwrap()
}

#[test]
fn killed_at_any_operation_the_site_is_whole_and_the_next_run_completes_it() {
    for (old, from) in [(OLD, "an old site"), (&[], "nothing")] {
        let mut tally = Tally::default();
        let operations = for_every_operation(Fault::Dies, |disk, n| {
            let (out, story) = (folder(old), format!("from {from}, killed at {n}"));
            let result = publish_on(&disk, out.path(), &tree_of(NEW));
            assert_whole(out.path(), &story);
            if result.is_ok() {
                assert_all_new(out.path(), &story);
            }
            tally.count(assert_mended(&RealDisk, out.path(), &story));
            disk.struck()
        });
        println!("from {from}: {operations} operations; {tally:?}");
        assert!(tally.finished > 20 && tally.rolled_back > 20);
    }
}

#[test]
fn after_one_failure_anywhere_the_site_is_whole_and_the_next_run_completes_it() {
    for (old, from) in [(OLD, "an old site"), (&[], "nothing")] {
        let (mut tally, mut reported, mut untouched) = (Tally::default(), 0, 0);
        let operations = for_every_operation(Fault::FailsOnce, |disk, n| {
            let (out, story) = (folder(old), format!("from {from}, failed at {n}"));
            let before = tree_in(out.path());
            let result = publish_on(&disk, out.path(), &tree_of(NEW));
            assert_whole(out.path(), &story);
            match result {
                Ok(_) => assert_all_new(out.path(), &story),
                Err(e) => {
                    reported += 1;
                    untouched += usize::from(tree_in(out.path()) == before);
                    assert!(e.to_string().contains("The disk is full"), "{story}: {e}");
                }
            }
            tally.count(assert_mended(&RealDisk, out.path(), &story));
            disk.struck()
        });
        println!("from {from}: {operations} operations, {reported} reported, {untouched} without a trace; {tally:?}");
    }
}

#[test]
fn after_a_power_cut_at_any_operation_the_site_is_whole_and_the_next_run_completes_it() {
    for lost in [Lost::Nothing, Lost::Half, Lost::All] {
        let mut tally = Tally::default();
        let operations = for_every_operation(Fault::Dies, |disk, n| {
            let (out, story) = (folder(OLD), format!("power lost at {n}, of names {lost:?}"));
            let _ = publish_on(&disk, out.path(), &tree_of(NEW));
            let struck = disk.struck();
            disk.lose_power(lost);
            assert_whole(out.path(), &story);
            tally.count(assert_mended(&FaultyDisk::sound(), out.path(), &story));
            struck
        });
        println!("names lost: {lost:?}: {operations} operations; {tally:?}");
    }
}

#[test]
fn killed_again_while_it_recovers_the_site_is_whole_and_the_third_run_completes_it() {
    let all = FaultyDisk::sound();
    publish_on(&all, folder(OLD).path(), &tree_of(NEW)).unwrap();
    let mut tally = Tally::default();
    // Every fifth first death, for neighbours are alike and every one is followed by some thirty second deaths.
    for first in (0..all.operations()).step_by(5) {
        for_every_operation(Fault::Dies, |disk, second| {
            let (out, story) = (folder(OLD), format!("killed at {first} and at {second}"));
            let _ = publish_on(&FaultyDisk::new(Fault::Dies, first), out.path(), &tree_of(NEW));
            let begun = Stage::begin(&disk, out.path()).map(drop);
            assert_whole(out.path(), &story);
            tally.count(assert_mended(&FaultyDisk::sound(), out.path(), &story));
            begun.is_err() || disk.struck()
        });
    }
    println!("{tally:?}");
    assert!(tally.finished > 100 && tally.rolled_back > 50);
}

#[test]
fn an_interrupted_run_is_finished_before_another_site_is_published() {
    let new = tree_of(NEW);
    for_every_operation(Fault::Dies, |disk, n| {
        let out = folder(OLD);
        let _ = publish_on(&disk, out.path(), &new);
        // Back to the old site: what only the new one has must be gone, though no manifest may have listed it yet.
        publish_on(&FaultyDisk::sound(), out.path(), &tree_of(OLD)).unwrap();
        let mut expected = tree_of(OLD);
        expected.extend(tree_of(FOREIGN));
        assert_eq!(tree_in(out.path()), expected, "killed at {n}");
        disk.struck()
    });
}

#[test]
fn cleaning_killed_at_any_operation_is_finished_by_the_next() {
    let operations = for_every_operation(Fault::Dies, |disk, n| {
        let out = folder(OLD);
        let _ = clean(&disk, out.path());
        clean(&FaultyDisk::sound(), out.path()).unwrap();
        assert_eq!(tree_in(out.path()), tree_of(FOREIGN), "killed at {n}");
        assert!(!out.path().join("manifest-sha256.txt").exists());
        disk.struck()
    });
    println!("{operations} operations");
}

/// Stops the commit of the new site over the old one where the first renames are done.
fn interrupted() -> Out {
    for n in 0..1000 {
        let out = folder(OLD);
        let _ = publish_on(&FaultyDisk::new(Fault::Dies, n), out.path(), &tree_of(NEW));
        if out.path().join("assets/2.css").exists() {
            return out;
        }
    }
    panic!("the commit never begins")
}

#[test]
fn a_file_edited_after_the_interruption_is_not_overwritten_in_silence() {
    let out = interrupted();
    out.write("assets/2.css", "edited");
    let before = tree_in(out.path());
    let error = publish_on(&RealDisk, out.path(), &tree_of(NEW)).unwrap_err();
    assert!(matches!(&error, PublishError::Lost { path, .. } if path.ends_with("assets/2.css")), "{error}");
    assert_eq!(tree_in(out.path()), before);

    // What the message advises works.
    fs::remove_file(out.path().join("assets/2.css")).unwrap();
    fs::remove_dir_all(out.path().join(".gongkai")).unwrap();
    assert_mended(&RealDisk, out.path(), "as advised");
}

#[test]
fn a_foreign_file_that_appeared_after_the_interruption_is_not_overwritten() {
    let out = interrupted();
    out.write("en/a.html", "mine");
    let error = publish_on(&RealDisk, out.path(), &tree_of(NEW)).unwrap_err();
    assert!(matches!(&error, PublishError::Foreign { paths, .. } if paths == &["en/a.html"]), "{error}");
    assert_eq!(fs::read_to_string(out.path().join("en/a.html")).unwrap(), "mine");
    fs::remove_file(out.path().join("en/a.html")).unwrap();
    assert_mended(&RealDisk, out.path(), "moved away");
}

#[test]
fn a_damaged_stage_is_not_published() {
    let out = interrupted();
    out.write(".gongkai/stage/index.html", "half");
    let error = publish_on(&RealDisk, out.path(), &tree_of(NEW)).unwrap_err();
    assert!(matches!(&error, PublishError::Lost { path, .. } if path.ends_with("index.html")), "{error}");
    assert_whole(out.path(), "damaged stage");
}

/// Who can write into the folder could otherwise have any file whose bytes he knows moved into the site.
#[cfg(unix)]
#[test]
fn a_stage_behind_a_link_is_not_published() {
    let out = interrupted();
    let (stage, elsewhere) = (out.path().join(".gongkai/stage"), out.path().join(".gongkai/elsewhere"));
    fs::rename(&stage, &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &stage).unwrap();
    let before = tree_in(out.path());
    let error = publish_on(&RealDisk, out.path(), &tree_of(NEW)).unwrap_err();
    assert!(matches!(&error, PublishError::Foreign { paths, .. } if paths == &[".gongkai/stage"]), "{error}");
    assert_eq!(tree_in(out.path()), before);

    let out = interrupted();
    let (folder, elsewhere) = (out.path().join(".gongkai/stage/en"), out.path().join(".gongkai/elsewhere"));
    fs::rename(&folder, &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &folder).unwrap();
    let error = publish_on(&RealDisk, out.path(), &tree_of(NEW)).unwrap_err();
    assert!(matches!(&error, PublishError::Lost { .. }), "{error}");
    assert!(fs::read_dir(&elsewhere).unwrap().count() > 0);
}

#[test]
fn whatever_file_is_held_open_the_site_is_whole_and_the_next_run_completes_it() {
    let (mut refused, mut published) = (0, 0);
    for (name, _) in OLD.iter().chain(&[("manifest-sha256.txt", "")]) {
        let out = folder(OLD);
        let held = FaultyDisk::sound().holding(out.path().join(name));
        match publish_on(&held, out.path(), &tree_of(NEW)) {
            Ok(_) => published += 1,
            Err(error) => {
                refused += 1;
                assert!(error.to_string().contains(name), "the file is named: {error}");
            }
        }
        assert_whole(out.path(), &format!("{name} held open"));
        assert_mended(&RealDisk, out.path(), &format!("{name} closed"));
    }
    println!("held open one by one: {refused} runs refused, {published} published (those files are the same in both)");
    assert_eq!((refused, published), (OLD.len(), 1));
}
