//! Somebody who may write into the output folder puts links in the place of its folders while builds run: nothing outside of it is ever
//! written, replaced or removed.

#![cfg(unix)]

mod support;

use std::{
    fs,
    os::unix::fs::symlink,
    path::Path,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
    time::Duration,
};
use support::{SHEET, Site, TABLE, tree};
use tempfile::TempDir;

/// Puts a link to `elsewhere` in the place of a folder and takes it away again, over and over.
fn exchange(folder: &Path, elsewhere: &Path, ended: &AtomicBool, turns: &AtomicUsize) {
    let aside = folder.with_extension("aside");
    while !ended.load(Ordering::Relaxed) {
        if fs::rename(folder, &aside).is_err() {
            thread::yield_now();
            continue;
        }
        let turn = turns.fetch_add(1, Ordering::Relaxed);
        if symlink(elsewhere, folder).is_ok() {
            pause(turn % 7);
            _ = fs::remove_file(folder);
        }
        // A folder that a build has made meanwhile stays beside.
        if fs::rename(&aside, folder).is_err() {
            _ = fs::remove_dir_all(&aside);
        }
        pause(turn % 11 * 3);
    }
}

fn pause(tens: usize) {
    thread::sleep(Duration::from_micros(10 * tens as u64));
}

#[test]
fn links_that_appear_while_a_build_runs_lead_nothing_out_of_the_output_folder() {
    let site = Site::of(TABLE).write("content/2023/sample-bureau/overall-target.yaml", TABLE);
    site.run("build").good();
    // What stands elsewhere has the names of the site, so that whatever is done to it shows.
    let elsewhere = TempDir::new().unwrap();
    for (name, _) in site.tree("public") {
        for part in ["", "zh/", "data/", "zh/2022/", "stage/", "stage/zh/"] {
            let place = elsewhere.path().join(name.strip_prefix(part).unwrap_or(&name));
            if fs::create_dir_all(place.parent().unwrap()).is_ok() {
                _ = fs::write(place, "of somebody else");
            }
        }
    }
    let before = tree(elsewhere.path());
    assert!(before.len() > 100);
    let turns = AtomicUsize::new(0);
    let public = site.path().join("public");
    let (mut done, mut refused) = (0, 0);
    let folders = ["zh", "data", "zh/2022", ".gongkai", ".gongkai/stage", ".gongkai/stage/zh"];
    for round in 0..72 {
        let amount = 90 + round % 2;
        let table = TABLE.replace("total: 90\n    fiscal: 90", &format!("total: {amount}\n    fiscal: {amount}"));
        fs::write(site.path().join(SHEET), table).unwrap();
        let command = ["build --no-cache", "build", "build --no-cache --swap", "clean"][round / 6 % 4];
        let ended = AtomicBool::new(false);
        // One folder at a time: the way to another would lead through the link.
        let folder = public.join(folders[round % 6]);
        thread::scope(|threads| {
            threads.spawn(|| exchange(&folder, elsewhere.path(), &ended, &turns));
            *(if site.run(command).code == 0 { &mut done } else { &mut refused }) += 1;
            ended.store(true, Ordering::Relaxed);
        });
        // What a test leaves is mended by hand, as the messages advise.
        if site.run("build").code != 0 {
            fs::remove_dir_all(&public).unwrap();
            _ = fs::remove_dir_all(site.path().join(".public.gongkai-next"));
        }
    }
    println!("{} links put in the place of folders; {done} runs went through, {refused} were refused", turns.into_inner());
    let after = tree(elsewhere.path());
    let differs = |name: &&String| before.get(*name) != after.get(*name);
    let differences: Vec<_> = before.keys().chain(after.keys()).filter(differs).collect();
    assert!(differences.is_empty(), "{} outside: {:?}", differences.len(), &differences[..differences.len().min(10)]);
}
