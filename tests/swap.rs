//! `build --swap`: readers have the old site or the new one, and the bytes are those of a build in place.

#![cfg(target_os = "linux")]

mod support;

use std::{
    fs,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
};
use support::{SHEET, Site, TABLE};

/// The sheet with one amount of its own.
fn write(site: &Site, amount: u32) {
    let table = TABLE.replace("total: 90\n    fiscal: 90", &format!("total: {amount}\n    fiscal: {amount}"));
    fs::write(site.path().join(SHEET), table).unwrap();
}

#[test]
fn an_exchange_gives_the_bytes_of_a_build_in_place_and_makes_only_what_has_changed() {
    let site = Site::of(TABLE).write("content/2023/sample-bureau/overall-target.yaml", TABLE);
    site.run("build --swap").good();
    write(&site, 91);
    let run = site.run("build --swap --message-format json").good();
    let summary = run.json().pop().unwrap();
    site.run("build --no-cache --out whole").good();
    assert_eq!(site.tree("public"), site.tree("whole"));
    site.run("verify --strict").good();
    assert!(!site.path().join(".public.gongkai-next").exists());
    // Files keep what tells them from others, so the next build looks at them and makes nothing.
    let again = site.run("build --swap --message-format json").good().json().pop().unwrap();
    assert!(
        summary["published"]["written"].as_u64() > Some(0) && again["published"]["written"] == 0 && again["files_made"] == 0,
        "{summary} {again}"
    );
}

#[test]
fn a_shard_and_a_joined_site_can_be_exchanged() {
    let site = Site::of(TABLE);
    site.run("build --no-cache --out whole").good();
    site.run("build --shard 1/1 --out shard --swap").good();
    site.run("join shard --swap").good();
    assert_eq!(site.tree("public"), site.tree("whole"));
}

#[test]
fn a_reader_meets_whole_pages_all_the_while() {
    let site = Site::of(TABLE);
    write(&site, 91);
    site.run("build --out new").good();
    write(&site, 90);
    site.run("build --out old").good();
    let (old, new) = (site.tree("old"), site.tree("new"));
    site.run("build --swap").good();
    let (ended, read) = (AtomicBool::new(false), AtomicUsize::new(0));
    let public = site.path().join("public");
    thread::scope(|threads| {
        threads.spawn(|| {
            let names: Vec<&String> = old.keys().filter(|name| new.contains_key(*name)).collect();
            while !ended.load(Ordering::Relaxed) {
                for name in &names {
                    let bytes = fs::read(public.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
                    assert!(old.get(*name) == Some(&bytes) || new.get(*name) == Some(&bytes), "{name} is neither old nor new");
                    read.fetch_add(1, Ordering::Relaxed);
                }
            }
        });
        for _ in 0..10 {
            write(&site, 91);
            site.run("build --swap").good();
            write(&site, 90);
            site.run("build --swap").good();
        }
        ended.store(true, Ordering::Relaxed);
    });
    println!("{} files read during twenty exchanges", read.load(Ordering::Relaxed));
    assert!(read.load(Ordering::Relaxed) > 1000);
    assert_eq!(site.tree("public"), old);
}

#[test]
fn a_folder_with_files_of_others_is_not_exchanged_and_they_are_named() {
    let site = Site::of(TABLE);
    site.run("build").good();
    let site = site.write("public/robots-of-ours.txt", "ours");
    write(&site, 91);
    let before = site.tree("public");
    let run = site.run("build --swap");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("robots-of-ours.txt") && run.err.contains("publish without --swap"), "{}", run.err);
    assert_eq!(site.tree("public"), before);
    site.run("build").good();
    assert_eq!(fs::read_to_string(site.path().join("public/robots-of-ours.txt")).unwrap(), "ours");
}
