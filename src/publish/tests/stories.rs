//! What publishing does when nothing is interrupted.

use super::*;
use crate::publish::{Cleaned, ManifestProblem, clean, holds_site, owns};
use std::thread;

#[test]
fn the_first_publication_makes_the_folder_and_all_files() {
    let dir = Out::new();
    let out = dir.path().join("not/yet/there");
    let site = tree_of(&[("index.html", "home"), ("zh/2022/a.html", "a")]);
    assert!(!holds_site(&RealDisk, &out).unwrap());
    let (published, recovery) = publish_on(&RealDisk, &out, &site).unwrap();
    assert_eq!(published, Published { files: 2, written: 2, bytes: 5, ..Published::default() });
    assert_eq!(recovery, None);
    assert_eq!(tree_in(&out), site);
    assert!(holds_site(&RealDisk, &out).unwrap());
    assert!(owns(&RealDisk, &out, &path("zh/2022/a.html")).unwrap());
    assert!(!owns(&RealDisk, &out, &path("zh/2022/b.html")).unwrap());
}

#[test]
fn an_update_adds_replaces_removes_and_leaves_the_rest_alone() {
    let out = Out::new();
    out.write(".gitkeep", "").write("notes/own.txt", "mine").write(".git/config", "c").write(".well-known/x", "y");
    out.publish(&[("index.html", "1"), ("same.css", "s"), ("gone/deep/a.html", "a"), ("notes/b.html", "b")]).unwrap();
    let touched = |name| fs::metadata(out.path().join(name)).unwrap().modified().unwrap();
    let before = touched("same.css");
    let published = out.publish(&[("index.html", "22"), ("same.css", "s"), ("new/c.html", "c")]).unwrap();
    assert_eq!(published, Published { files: 3, written: 2, unchanged: 1, removed: 2, bytes: 4, ..Published::default() });
    assert_eq!(touched("same.css"), before);
    out.holds(&[
        (".git/config", "c"),
        (".gitkeep", ""),
        (".well-known/x", "y"),
        ("index.html", "22"),
        ("new/c.html", "c"),
        ("notes/own.txt", "mine"),
        ("same.css", "s"),
    ]);
}

#[test]
fn publishing_the_same_site_again_touches_nothing() {
    let out = Out::new();
    let site = [("index.html", "1"), ("a/b.html", "2")];
    out.publish(&site).unwrap();
    let touched = || fs::metadata(out.path().join("manifest-sha256.txt")).unwrap().modified().unwrap();
    let before = touched();
    assert_eq!(out.publish(&site).unwrap(), Published { files: 2, unchanged: 2, bytes: 2, ..Published::default() });
    assert_eq!(touched(), before);
}

#[test]
fn foreign_files_are_refused_all_at_once_and_nothing_changes() {
    let out = Out::new();
    out.publish(&[("index.html", "old")]).unwrap();
    out.write("a.html", "mine").write("file", "mine").write("folder/x.txt", "mine").write("z.html", "mine");
    let site = [("a.html", "a"), ("file/b.html", "b"), ("file/c.html", "c"), ("folder", "f"), ("index.html", "n"), ("z.html", "z")];
    out.refuses(&site, &["a.html", "file", "folder", "z.html"]);
    let error = out.publish(&site).unwrap_err().to_string();
    assert!(error.contains("\n  a.html\n  file\n") && error.contains("--out"), "{error}");
}

#[test]
fn a_foreign_file_with_the_same_bytes_is_adopted() {
    let out = Out::new();
    out.write("a.html", "a");
    let published = out.publish(&[("a.html", "a"), ("b.html", "b")]).unwrap();
    assert_eq!((published.written, published.unchanged), (1, 1));
    assert!(owns(&RealDisk, out.path(), &path("a.html")).unwrap());
    out.publish(&[("b.html", "b")]).unwrap();
    out.holds(&[("b.html", "b")]);
}

#[cfg(unix)]
#[test]
fn links_are_neither_followed_nor_replaced() {
    use std::os::unix::fs::symlink;
    let elsewhere = Out::new();
    elsewhere.write("a.html", "same").write("b.html", "b");
    let out = Out::new();
    out.publish(&[("old/gone.html", "g"), ("linked.html", "l")]).unwrap();
    symlink(elsewhere.path(), out.path().join("zh")).unwrap();
    symlink(elsewhere.path().join("a.html"), out.path().join("a.html")).unwrap();
    symlink("nowhere", out.path().join("broken.html")).unwrap();
    out.refuses(
        &[("a.html", "same"), ("broken.html", "x"), ("zh/a.html", "same"), ("zh/deep/c.html", "c")],
        &["a.html", "broken.html", "zh"],
    );

    // Owned files that have become links, or stand behind one, are not removed either.
    fs::rename(out.path().join("old"), elsewhere.path().join("old")).unwrap();
    symlink(elsewhere.path().join("old"), out.path().join("old")).unwrap();
    fs::remove_file(out.path().join("linked.html")).unwrap();
    symlink(elsewhere.path().join("b.html"), out.path().join("linked.html")).unwrap();
    let published = out.publish(&[("index.html", "i")]).unwrap();
    assert_eq!(published.kept_edited, [path("linked.html"), path("old/gone.html")]);
    assert_eq!(published.removed, 0);
    elsewhere.holds(&[("a.html", "same"), ("b.html", "b"), ("old/gone.html", "g")]);
}

#[cfg(unix)]
#[test]
fn the_output_folder_itself_may_be_a_link() {
    let (dir, real) = (Out::new(), Out::new());
    let out = dir.path().join("public");
    std::os::unix::fs::symlink(real.path(), &out).unwrap();
    publish_on(&RealDisk, &out, &tree_of(&[("index.html", "i")])).unwrap();
    real.holds(&[("index.html", "i")]);
}

#[cfg(unix)]
#[test]
fn a_work_folder_that_is_a_link_is_refused() {
    let (out, elsewhere) = (Out::new(), Out::new());
    elsewhere.write("stage/mine", "m");
    std::os::unix::fs::symlink(elsewhere.path(), out.path().join(".gongkai")).unwrap();
    out.refuses(&[("index.html", "i")], &[".gongkai"]);
    elsewhere.holds(&[("stage/mine", "m")]);
}

#[test]
fn an_edited_file_is_replaced_and_reported() {
    let out = Out::new();
    out.publish(&[("a.html", "1"), ("b.html", "1"), ("c.html", "1")]).unwrap();
    out.write("a.html", "edited").write("c.html", "2");
    let published = out.publish(&[("a.html", "1"), ("b.html", "2"), ("c.html", "2")]).unwrap();
    assert_eq!(published.replaced_edited, [path("a.html")]);
    assert_eq!((published.written, published.unchanged), (2, 1));
}

#[test]
fn an_edited_file_that_is_no_longer_published_is_kept_and_becomes_foreign() {
    let out = Out::new();
    out.publish(&[("index.html", "1"), ("x/a.html", "1"), ("x/b.html", "1")]).unwrap();
    out.write("x/a.html", "edited");
    let published = out.publish(&[("index.html", "1")]).unwrap();
    assert_eq!((published.removed, published.kept_edited), (1, vec![path("x/a.html")]));
    out.holds(&[("index.html", "1"), ("x/a.html", "edited")]);
    out.refuses(&[("index.html", "1"), ("x/a.html", "1")], &["x/a.html"]);
}

#[test]
fn a_file_that_somebody_deleted_is_published_again() {
    let out = Out::new();
    out.publish(&[("a.html", "1"), ("b.html", "1"), ("x/c.html", "1")]).unwrap();
    fs::remove_file(out.path().join("a.html")).unwrap();
    fs::remove_dir_all(out.path().join("x")).unwrap();
    let published = out.publish(&[("a.html", "1"), ("b.html", "1")]).unwrap();
    assert_eq!((published.written, published.removed), (1, 0));
    out.holds(&[("a.html", "1"), ("b.html", "1")]);
}

#[test]
fn a_file_of_the_old_site_that_must_become_a_folder_asks_for_a_clean_one() {
    let out = Out::new();
    out.publish(&[("a", "1"), ("b/c", "2"), ("index.html", "i")]).unwrap();
    let site = [("a/x", "1"), ("b", "2")];
    match out.publish(&site) {
        Err(PublishError::Reshaped { paths, .. }) => assert_eq!(paths, ["a", "b"]),
        other => panic!("{other:?}"),
    }
    out.holds(&[("a", "1"), ("b/c", "2"), ("index.html", "i")]);
    clean(&RealDisk, out.path()).unwrap();
    out.publish(&site).unwrap();
    out.holds(&site);
}

#[test]
fn the_manifest_lists_every_file_in_order() {
    let out = Out::new();
    out.publish(&[("index.html", "页"), ("zh/a.html", ""), ("zh-en/b.html", "b"), ("a_b.css", "c")]).unwrap();
    let manifest = fs::read_to_string(out.path().join("manifest-sha256.txt")).unwrap();
    assert_eq!(manifest.lines().count(), 4);
    assert!(manifest.lines().is_sorted_by_key(|line| &line[66..]));
}

#[test]
fn a_second_run_in_the_same_folder_is_told_that_it_is_busy() {
    let out = Out::new();
    let (stage, _) = Stage::begin(&RealDisk, out.path()).unwrap();
    assert!(matches!(Stage::begin(&RealDisk, out.path()), Err(PublishError::Busy { .. })));
    assert!(matches!(clean(&RealDisk, out.path()), Err(PublishError::Busy { .. })));
    stage.put(&path("index.html"), Tier::Entry, b"1").unwrap();
    stage.commit().unwrap();
    out.holds(&[("index.html", "1")]);
    drop(Stage::begin(&RealDisk, out.path()).unwrap());
}

#[test]
fn never_do_two_runs_hold_the_folder_at_once() {
    use std::sync::atomic::{AtomicUsize, Ordering};
    let out = Out::new();
    let (inside, turns) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..300 {
                    match Stage::begin(&RealDisk, out.path()) {
                        Ok((stage, recovery)) => {
                            assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                            assert_eq!(recovery, None);
                            turns.fetch_add(1, Ordering::SeqCst);
                            thread::yield_now();
                            inside.fetch_sub(1, Ordering::SeqCst);
                            drop(stage);
                        }
                        Err(PublishError::Busy { .. }) => {}
                        Err(e) => panic!("{e}"),
                    }
                }
            });
        }
    });
    println!("{} of 1200 attempts got the lock", turns.into_inner());
    out.holds(&[]);
}

#[test]
fn a_lock_whose_file_was_taken_away_in_between_is_no_lock() {
    let out = Out::in_memory();
    let file = out.path().join("lock");
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..20_000 {
                    if let Ok(lock) = RealDisk.lock(&file) {
                        // Fails if two hold a lock, or one holds that of a file without a name.
                        fs::remove_file(&file).unwrap();
                        drop(lock);
                    }
                }
            });
        }
    });
}

#[test]
fn a_dropped_stage_leaves_the_old_site_and_no_trace() {
    let out = Out::new();
    out.publish(&[("index.html", "old")]).unwrap();
    let (stage, _) = Stage::begin(&RealDisk, out.path()).unwrap();
    stage.put(&path("index.html"), Tier::Entry, b"new").unwrap();
    stage.put(&path("deep/er/a.html"), Tier::Page, b"new").unwrap();
    drop(stage);
    out.holds(&[("index.html", "old")]);
}

#[test]
fn a_path_is_staged_once_and_is_either_a_file_or_a_folder() {
    let publish = |names: &[&str]| {
        let out = Out::new();
        out.publish(&[("index.html", "old"), ("a.html", "same")]).unwrap();
        let (stage, _) = Stage::begin(&RealDisk, out.path()).unwrap();
        // Some are refused at once, others when all are known; whatever is staged, nothing is published.
        let staged = names.iter().try_for_each(|name| stage.put(&path(name), Tier::Page, b"same").map(drop));
        let refused = staged.and_then(|()| stage.commit().map(drop)).map_err(|e| e.to_string());
        if refused.is_err() {
            out.holds(&[("index.html", "old"), ("a.html", "same")]);
        }
        refused
    };
    publish(&["a/b", "a-b", "a.b", "a/c"]).unwrap();
    for (names, words) in [
        (&["a/b", "a-b", "a/b"][..], "a/b: two files"),
        (&["a.html", "b", "a.html"], "a.html: two files"),
        (&["a/b", "a-b", "a"], "a"),
        (&["a", "a-b", "a.b", "a0", "a/b/c/d"], "a: the site has a file of this name, and a/b/c/d needs"),
        (&["manifest-sha256.txt"], "manifest-sha256.txt: "),
    ] {
        let refused = publish(names).unwrap_err();
        assert!(refused.contains(words), "{names:?}: {refused}");
    }
}

#[test]
fn many_threads_stage_into_one_site() {
    let out = Out::new();
    let (stage, _) = Stage::begin(&RealDisk, out.path()).unwrap();
    thread::scope(|scope| {
        for thread in 0..8 {
            let stage = &stage;
            scope.spawn(move || {
                for n in 0..50 {
                    let name = format!("d{}/{thread}/{n}.html", n % 5);
                    stage.put(&path(&name), Tier::Page, name.as_bytes()).unwrap();
                }
            });
        }
    });
    assert_eq!(stage.commit().unwrap().written, 400);
    let tree = tree_in(out.path());
    assert_eq!(tree.len(), 400);
    assert!(tree.iter().all(|(name, text)| name == text));
}

#[test]
fn a_file_that_changes_while_the_build_runs_stops_the_commit() {
    let out = Out::new();
    out.publish(&[("a.html", "1"), ("index.html", "1")]).unwrap();
    let (stage, _) = Stage::begin(&RealDisk, out.path()).unwrap();
    stage.put(&path("a.html"), Tier::Page, b"1").unwrap();
    fs::remove_file(out.path().join("a.html")).unwrap();
    assert!(matches!(stage.commit(), Err(PublishError::Meddled { .. })));
    out.holds(&[("index.html", "1")]);
}

#[test]
fn a_hostile_manifest_leads_nowhere() {
    let dir = Out::new();
    dir.write("secret", "s").write("public/B.html", "b");
    let out = dir.path().join("public");
    let site = tree_of(&[("index.html", "i")]);
    publish_on(&RealDisk, &out, &site).unwrap();
    let before = tree_in(dir.path());
    let sum = "043a718774c572bd8a25adbeb1bfcd5c0256ae11cecf9f9c3f925d0e52beaf89"; // of "s"
    for name in ["../secret", "a/../../secret", "/etc/hostname", "B.html", ".gongkai/lock", "x\\..\\secret", ""] {
        fs::write(out.join("manifest-sha256.txt"), format!("{sum}  {name}\n")).unwrap();
        for error in [publish_on(&RealDisk, &out, &site).unwrap_err(), clean(&RealDisk, &out).unwrap_err()] {
            assert!(matches!(error, PublishError::Manifest { line: 1, problem: ManifestProblem::Path(_), .. }), "{error}");
        }
    }
    fs::write(out.join("manifest-sha256.txt"), "rubbish").unwrap();
    let error = publish_on(&RealDisk, &out, &site).unwrap_err().to_string();
    assert!(error.contains("manifest-sha256.txt, line 1: this is no line of a manifest"), "{error}");
    fs::remove_file(out.join("manifest-sha256.txt")).unwrap();
    let mut after = tree_in(dir.path());
    after.remove("public/manifest-sha256.txt");
    let mut before = before;
    before.remove("public/manifest-sha256.txt");
    assert_eq!(after, before);
}

#[test]
fn a_file_in_the_place_of_the_output_folder_is_named() {
    let dir = Out::new();
    dir.write("public", "file");
    for out in ["public", "public/below"] {
        let error = publish_on(&RealDisk, &dir.path().join(out), &Tree::new()).unwrap_err();
        assert!(matches!(error, PublishError::NotAFolder { .. }), "{error}");
    }
}

#[test]
fn cleaning_removes_the_site_and_nothing_else() {
    let out = Out::new();
    out.publish(&[("index.html", "i"), ("a/b/c.html", "c"), ("a/edited.html", "e"), ("n/x.html", "x")]).unwrap();
    out.write("n/own.txt", "mine").write("a/edited.html", "by hand").write(".gitkeep", "").write(".gongkai/stage/x", "");
    let cleaned = clean(&RealDisk, out.path()).unwrap();
    assert_eq!(
        cleaned,
        Cleaned { removed: 3, kept_edited: vec![path("a/edited.html")], recovery: Some(Recovery::RolledBack { files: 1 }) }
    );
    out.holds(&[(".gitkeep", ""), ("a/edited.html", "by hand"), ("n/own.txt", "mine")]);
    assert!(!out.path().join("manifest-sha256.txt").exists());
    assert_eq!(clean(&RealDisk, out.path()).unwrap(), Cleaned::default());
    assert_eq!(clean(&RealDisk, &out.path().join("nowhere")).unwrap(), Cleaned::default());
    assert!(!out.path().join("nowhere").exists());
}

#[test]
fn what_else_is_in_the_work_folder_stays() {
    let out = Out::new();
    out.write(".gongkai/cache/x", "cached");
    out.publish(&[("index.html", "i")]).unwrap();
    clean(&RealDisk, out.path()).unwrap();
    out.holds(&[(".gongkai/cache/x", "cached")]);
}

#[test]
fn a_journal_of_another_version_is_left_for_that_version() {
    let out = Out::new();
    let lines = "gongkai journal 9\n";
    let seal = crate::publish::checksum::Checksum::of(lines.as_bytes());
    out.write(".gongkai/journal", &format!("{lines}end {seal}\n")).write(".gongkai/stage/a.html", "a");
    assert!(holds_site(&RealDisk, out.path()).unwrap());
    assert!(matches!(out.publish(&[("index.html", "i")]), Err(PublishError::Journal { .. })));
    assert!(out.path().join(".gongkai/stage/a.html").exists());
}
