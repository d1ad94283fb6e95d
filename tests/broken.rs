//! Broken inputs and what is said of them: `tests/fixtures/broken/<case>.yaml` is put into a small site, and what
//! `gongkai check` prints stands beside it in `<case>.txt`. After reading them: `UPDATE_SNAPSHOTS=1 cargo test --release --test broken`.

mod support;

use std::{
    fs,
    path::{Path, PathBuf},
};
use support::{Site, fixture};

/// What `gongkai check` prints about a site, and its exit code; the time it took is not part of it.
fn check(site: &Site) -> String {
    let run = site.run("check --color never");
    let words = run.err.rsplit_once(" in ").map_or(run.err.as_str(), |(before, _)| before);
    format!("{words}\nexit code {}\n", run.code)
}

fn assert_snapshot(path: &Path, now: &str) -> bool {
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(path, now).unwrap();
    }
    let same = fs::read_to_string(path).is_ok_and(|stands| stands == now);
    if !same {
        eprintln!("{} differs; now:\n{now}", path.display());
    }
    same
}

/// A table in which nothing is wrong.
fn good() -> PathBuf {
    fixture("broken/good-bom-and-crlf.yaml")
}

#[test]
fn every_broken_table_gets_the_answer_that_stands_beside_it() {
    let mut cases: Vec<PathBuf> = fs::read_dir(fixture("broken")).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.extension().is_some_and(|end| end == "yaml"));
    cases.sort();
    assert!(cases.len() >= 40);
    let wrong = cases.iter().filter(|case| !assert_snapshot(&case.with_extension("txt"), &check(&Site::of(fs::read(case).unwrap()))));
    assert_eq!(wrong.count(), 0, "answers differ from those that stand in tests/fixtures/broken");
}

#[test]
fn what_lies_in_the_wrong_place_is_reported_and_not_skipped() {
    let good = fs::read(good()).unwrap();
    let wrong = [
        ("content/notes.txt", b"x".as_slice()),
        ("content/20222/sample-bureau/overall-target.yaml", &good),
        ("content/2022/sampel-bureau/overall-target.yaml", &good),
        ("content/2022/sample-bureau/second.yaml", b"form: overall-target\n"),
        ("content/2022/sample-bureau/scan.pdf", b"x"),
        ("content/2022/sample-bureau/old.yml", b"x"),
        ("content/2022/.DS_Store", b"x"),
        ("content/translations/en.po", "msgid \"培训工作\nmsgstr \"Training\"\n".as_bytes()),
        ("content/translations/fr.po", b""),
        ("content/pages/about.zh.md", "没有标题".as_bytes()),
        ("content/pages/about.txt", b"x"),
    ];
    let site = wrong.into_iter().fold(Site::of(&good), |site, (file, bytes)| site.write(file, bytes));
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc", site.path().join("content/2023")).unwrap();
    assert!(assert_snapshot(&fixture("broken/places.txt"), &check(&site)));
}

#[test]
fn the_settings_are_checked_as_closely() {
    let settings = "titel: {zh: 测试}\nlanguages: [zh, english]\neditions: [zh, en-zh]\nbase_url: example.gov.cn\nsamples: yes\nrules: {GK0999: error, GK0102: never}\ntheme: ../other\nlevels: {廉政: {zh: 廉政指标}, integrity: {zhh: 廉政指标}}\n";
    let departments =
        "sample-bureau: {name: {zh: 示例局}}\nBureau: {name: 局}\nindex: {name: 局}\nother: {nmae: 局, order: first, sector: 党群}\n";
    let site = Site::of(fs::read(good()).unwrap()).write("content/site.yaml", settings).write("content/departments.yaml", departments);
    assert!(assert_snapshot(&fixture("broken/settings.txt"), &check(&site)));
}

#[test]
fn a_file_larger_than_any_table_is_refused() {
    let words = check(&Site::of(vec![b'#'; 9 << 20]));
    assert!(words.contains("GK0003") && words.contains("exit code 1"), "{words}");
}
