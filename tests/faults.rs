//! Disks that are full, cannot be written, know no case, or belong to somebody else: real ones, so these tests need root on Linux, and say so where they
//! are skipped. (Failures at every single operation are tried in `src/publish/tests/faults.rs`, on a disk made for that.)

#![cfg(target_os = "linux")]

mod support;

use std::{
    collections::BTreeMap,
    fs,
    os::unix::{
        fs::{MetadataExt, PermissionsExt},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Command, Output},
};
use support::{SHEET, Site, TABLE, Tree, assert_links_resolve, tree};
use tempfile::TempDir;

/// A disk of its own, in memory.
struct Disk(TempDir);

impl Disk {
    /// `None` where it cannot be mounted: then the test is skipped, and says so.
    fn of(kilobytes: u64) -> Option<Disk> {
        let folder = TempDir::new().unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &format!("size={kilobytes}k"), "none"]).arg(folder.path()).output();
        if mounted.is_ok_and(|done| done.status.success()) {
            return Some(Disk(folder));
        }
        eprintln!("SKIPPED: a disk can be mounted by root alone");
        None
    }

    /// NTFS as Windows has it: `A.html` and `a.html` are one file. `None` as above.
    fn regardless_of_case() -> Option<Disk> {
        let folder = TempDir::new().unwrap();
        let image = folder.path().with_extension("ntfs");
        fs::File::create(&image).unwrap().set_len(64 << 20).unwrap();
        let done = |program: &str, arguments: &[&std::ffi::OsStr]| {
            Command::new(program).args(arguments).output().is_ok_and(|done| done.status.success())
        };
        let mounted = done("mkntfs", &["-F".as_ref(), "-Q".as_ref(), image.as_ref()])
            && done("lowntfs-3g", &["-o".as_ref(), "ignore_case".as_ref(), image.as_ref(), folder.path().as_ref()]);
        // As long as it is mounted, it is there without a name.
        fs::remove_file(&image).unwrap();
        if mounted {
            return Some(Disk(folder));
        }
        eprintln!("SKIPPED: ntfs-3g is not installed, or only root may mount");
        None
    }

    fn change(&self, option: &str) {
        let done = Command::new("mount").args(["-o", &format!("remount,{option}")]).arg(self.0.path()).status().unwrap();
        assert!(done.success(), "{option}");
    }

    fn public(&self) -> PathBuf {
        self.0.path().join("public")
    }

    /// Kilobytes in use.
    fn used(&self) -> u64 {
        fn blocks(folder: &Path) -> u64 {
            let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
            entries.map(|path| if path.is_dir() { blocks(&path) } else { path.metadata().unwrap().blocks() }).sum()
        }
        blocks(self.0.path()) / 2
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        _ = Command::new("umount").arg(self.0.path()).status();
    }
}

fn build(site: &Site, out: &Path) -> Output {
    site.command("build --no-cache").arg("--out").arg(out).output().unwrap()
}

fn swap(site: &Site, out: &Path) -> Output {
    site.command("build --no-cache --swap").arg("--out").arg(out).output().unwrap()
}

fn built(site: &Site, out: &Path) -> Tree {
    let done = build(site, out);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    tree(out)
}

fn without_work(mut files: Tree) -> Tree {
    files.retain(|name, _| !name.starts_with(".gongkai"));
    files
}

/// The same site before and after an edit that changes every page: its title is on all of them.
fn old_and_new() -> (Site, Site) {
    let site = || Site::of(TABLE).write("content/2023/sample-bureau/overall-target.yaml", TABLE);
    (
        site(),
        site().edit("content/site.yaml", "zh: 测试, en: Test", "zh: 新测试, en: New").edit(
            SHEET,
            "total: 90\n    fiscal: 90",
            "total: 91\n    fiscal: 91",
        ),
    )
}

#[test]
fn a_disk_that_fills_up_leaves_a_whole_site_and_the_next_build_with_room_ends_at_the_new_one() {
    let (old, new) = old_and_new();
    let elsewhere = TempDir::new().unwrap();
    let (before, after) = (built(&old, &elsewhere.path().join("old")), built(&new, &elsewhere.path().join("new")));
    let mut outcomes: BTreeMap<&str, usize> = BTreeMap::new();
    let Some(disk) = Disk::of(65_536) else { return };
    built(&old, &disk.public());
    let whole = disk.used();
    drop(disk);
    for twelfth in 0..=14 {
        let Some(disk) = Disk::of(65_536) else { return };
        assert_eq!(built(&old, &disk.public()), before);
        disk.change(&format!("size={}k", disk.used() + 8 + whole * twelfth / 12));
        let done = build(&new, &disk.public());
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        let stands = tree(&disk.public());
        assert_links_resolve(&without_work(stands.clone()));
        for (name, bytes) in without_work(stands.clone()) {
            assert!(before.get(&name) == Some(&bytes) || after.get(&name) == Some(&bytes), "{twelfth}/12: {name} is half written");
        }
        let what = match done.status.code() {
            Some(0) => "published",
            Some(2) if without_work(stands) == before => "nothing changed",
            Some(2) => "stopped half way, every file whole",
            other => panic!("{twelfth}/12: {other:?}: {said}"),
        };
        assert!(done.status.success() || said.contains("No space left on device"), "{twelfth}/12: {said}");
        *outcomes.entry(what).or_default() += 1;
        disk.change("size=65536k");
        assert_eq!(built(&new, &disk.public()), after, "{twelfth}/12: the next build");
    }
    println!("a disk with less and less room: {outcomes:?}");
    assert!(outcomes["published"] > 0 && outcomes["nothing changed"] > 5, "{outcomes:?}");
}

#[test]
fn on_a_disk_that_fills_up_an_exchange_is_done_or_not_done() {
    let (old, new) = old_and_new();
    let elsewhere = TempDir::new().unwrap();
    let (before, after) = (built(&old, &elsewhere.path().join("old")), built(&new, &elsewhere.path().join("new")));
    let Some(disk) = Disk::of(65_536) else { return };
    built(&old, &disk.public());
    let whole = disk.used();
    drop(disk);
    let mut outcomes: BTreeMap<&str, usize> = BTreeMap::new();
    for part in 0..=8 {
        let Some(disk) = Disk::of(65_536) else { return };
        built(&old, &disk.public());
        disk.change(&format!("size={}k", disk.used() + 8 + whole * part / 7));
        let done = swap(&new, &disk.public());
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        let stands = without_work(tree(&disk.public()));
        let what = match done.status.code() {
            Some(0) if stands == after => "exchanged",
            Some(2) if stands == before && said.contains("No space left on device") => "nothing changed",
            other => panic!("{part}/7: {other:?}: {said}"),
        };
        *outcomes.entry(what).or_default() += 1;
        assert_eq!(fs::read_dir(disk.0.path()).unwrap().count(), 1, "{part}/7: nothing stands beside");
        disk.change("size=65536k");
        assert!(swap(&new, &disk.public()).status.success());
        assert_eq!(tree(&disk.public()), after, "{part}/7: the next build");
    }
    println!("an exchange on a disk with less and less room: {outcomes:?}");
    assert!(outcomes["exchanged"] > 0 && outcomes["nothing changed"] > 3, "{outcomes:?}");
}

#[test]
fn a_folder_that_a_disk_is_mounted_on_is_not_exchanged() {
    let (old, new) = old_and_new();
    let Some(disk) = Disk::of(65_536) else { return };
    let before = built(&old, disk.0.path());
    let done = swap(&new, disk.0.path());
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(2), "{said}");
    assert!(said.contains("publish without --swap"), "{said}");
    assert_eq!(tree(disk.0.path()), before);
}

#[test]
fn on_a_disk_that_knows_no_case_the_site_is_the_same() {
    let (old, new) = old_and_new();
    let elsewhere = TempDir::new().unwrap();
    let (before, after) = (built(&old, &elsewhere.path().join("old")), built(&new, &elsewhere.path().join("new")));
    let Some(disk) = Disk::regardless_of_case() else { return };
    assert_eq!(built(&old, &disk.public()), before);
    assert!(fs::read(disk.0.path().join("PUBLIC/ZH/INDEX.HTML")).is_ok(), "the disk is one that knows no case");
    let said = |done: Output| (done.status.code(), String::from_utf8_lossy(&done.stderr).into_owned());
    // An exchange is not to be had here, and is not needed.
    let (code, words) = said(swap(&new, &disk.public()));
    assert!(code == Some(0) || code == Some(2) && words.contains("publish without --swap"), "{words}");
    assert_eq!(built(&new, &disk.public()), after);
    let (code, words) = said(new.command("verify --strict").arg(disk.public()).output().unwrap());
    assert_eq!(code, Some(0), "{words}");
    // Somebody's file of the same name in capitals stands in the way, and is not written over.
    assert!(new.command("clean --out").arg(disk.public()).output().unwrap().status.success());
    fs::write(disk.public().join("INDEX.html"), "mine").unwrap();
    let (code, words) = said(build(&new, &disk.public()));
    assert!(code == Some(2) && words.contains("index.html"), "{words}");
    assert_eq!(fs::read_to_string(disk.public().join("INDEX.html")).unwrap(), "mine");
    // The content, too, may lie there.
    let site = disk.0.path().join("site");
    for (name, bytes) in tree(new.path()).into_iter().filter(|(name, _)| name.starts_with("content/")) {
        fs::create_dir_all(site.join(&name).parent().unwrap()).unwrap();
        fs::write(site.join(name), bytes).unwrap();
    }
    let done = new.command("build --site").arg(&site).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(tree(&site.join("public")), after);
}

#[test]
fn a_folder_that_is_read_only_stays_as_it_is_and_can_be_verified() {
    let (old, new) = old_and_new();
    let Some(disk) = Disk::of(65_536) else { return };
    let before = built(&old, &disk.public());
    disk.change("ro");
    let done = build(&new, &disk.public());
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(2), "{said}");
    assert!(said.contains("Read-only file system") && said.contains("public"), "{said}");
    assert_eq!(tree(&disk.public()), before);
    assert!(old.command("verify --strict").arg(disk.public()).output().unwrap().status.success());
    disk.change("rw");
    assert_ne!(built(&new, &disk.public()), before);
}

#[test]
fn a_folder_of_somebody_else_stays_as_it_is() {
    let (old, new) = old_and_new();
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("public");
    let before = built(&old, &out);
    // The program, the site and the way to them are for everybody; the output folder is not.
    let program = folder.path().join("gongkai");
    fs::copy(env!("CARGO_BIN_EXE_gongkai"), &program).unwrap();
    for place in [folder.path(), new.path()] {
        fs::set_permissions(place, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let nobody = Command::new(&program).args(["build", "--site"]).arg(new.path()).arg("--out").arg(&out).uid(65_534).gid(65_534).output();
    let Ok(done) = nobody else {
        eprintln!("SKIPPED: only root can be somebody else");
        return;
    };
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(2), "{said}");
    assert!(said.contains("Permission denied") && said.contains("public"), "{said}");
    assert_eq!(tree(&out), before);
}
