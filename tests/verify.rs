//! `gongkai verify`: a published site, years later.

mod support;

use std::{fs, path::PathBuf, process::Command};
use support::{Run, Site, TABLE};

fn verify(site: &Site, arguments: &str) -> Run {
    site.run(&format!("verify {arguments}"))
}

fn built() -> (Site, PathBuf) {
    let site = Site::of(TABLE);
    site.run("build").good();
    let public = site.path().join("public");
    (site, public)
}

#[test]
fn a_site_is_as_it_was_published_and_its_list_has_the_hash_that_sha256sum_gives_it() {
    let (site, public) = built();
    let run = verify(&site, "").good();
    assert!(run.out.is_empty() && run.err.contains("files as published, 0 changed, 0 missing.\n"), "{}", run.err);
    let sum = Command::new("sha256sum").arg(public.join("manifest-sha256.txt")).output().unwrap();
    let sum = String::from_utf8(sum.stdout).unwrap()[..64].to_owned();
    assert!(run.err.ends_with(&format!("SHA-256 of manifest-sha256.txt: {sum}\n")), "{}", run.err);
}

#[test]
fn changed_missing_and_foreign_files_are_named_and_foreign_ones_count_when_asked() {
    let (site, public) = built();
    fs::write(public.join("notes.txt"), "mine").unwrap();
    fs::create_dir_all(public.join("zh/old/deep")).unwrap();
    fs::write(public.join("zh/old/deep/Übersicht.txt"), "mine").unwrap();
    let run = verify(&site, "").good();
    assert_eq!(run.out, "foreign: notes.txt\nforeign: zh/old/deep/Übersicht.txt\n");
    assert_eq!(verify(&site, "--strict").code, 1);
    // One digit of a figure; the size stays.
    let page = public.join("zh/2022/sample-bureau.html");
    fs::write(&page, fs::read_to_string(&page).unwrap().replacen("90", "91", 1)).unwrap();
    fs::remove_file(public.join("en/index.html")).unwrap();
    fs::remove_file(public.join("404.html")).unwrap();
    fs::create_dir(public.join("404.html")).unwrap();
    let run = verify(&site, "");
    assert_eq!(
        (run.code, run.out.lines().take(3).collect::<Vec<_>>()),
        (1, vec!["changed: 404.html", "changed: zh/2022/sample-bureau.html", "missing: en/index.html",])
    );
    assert!(run.err.contains(", 2 changed, 1 missing, 2 not gongkai's."), "{}", run.err);
    let json = verify(&site, "--message-format json").json();
    let summary = json.last().unwrap();
    assert_eq!((&summary["changed"], &summary["missing"], &summary["foreign"]), (&2.into(), &1.into(), &2.into()), "{summary}");
    assert_eq!(json[0], serde_json::json!({"type": "changed", "path": "404.html"}));
}

#[cfg(unix)]
#[test]
fn a_file_behind_a_link_is_none_of_the_site_whatever_is_in_it() {
    let (site, public) = built();
    fs::rename(public.join("zh"), site.path().join("elsewhere")).unwrap();
    std::os::unix::fs::symlink(site.path().join("elsewhere"), public.join("zh")).unwrap();
    let run = verify(&site, "");
    assert!(run.code == 1 && run.out.contains("changed: zh/2022/sample-bureau.html\n"), "{}", run.out);
    let run = site.run("export 2022/sample-bureau --single-file -o page.html");
    assert!(run.code == 2 && !site.path().join("page.html").exists(), "{}", run.err);
}

#[test]
fn what_an_interrupted_run_left_is_said_and_nothing_is_written() {
    let (site, public) = built();
    fs::create_dir(public.join(".gongkai")).unwrap();
    let before = support::tree(&public);
    let run = verify(&site, "public");
    assert!(run.code == 1 && run.err.contains("interrupted"), "{}", run.err);
    assert_eq!(support::tree(&public), before);
    assert!(public.join(".gongkai").is_dir(), "looking mends nothing");
}

#[test]
fn a_folder_without_a_site_or_with_a_damaged_list_is_an_error() {
    let (site, public) = built();
    let run = verify(&site, "content");
    assert!(run.code == 2 && run.err.contains("content: there is no published site here"), "{}", run.err);
    let run = verify(&site, "nowhere");
    assert!(run.code == 2 && run.err.contains("nowhere"), "{}", run.err);
    assert!(!site.path().join("nowhere").exists());
    let list = public.join("manifest-sha256.txt");
    let text = fs::read_to_string(&list).unwrap();
    fs::write(&list, text.replacen("  ", " ", 1)).unwrap();
    let run = verify(&site, "");
    assert!(run.code == 2 && run.err.contains("manifest-sha256.txt") && run.err.contains('1'), "{}", run.err);
}
