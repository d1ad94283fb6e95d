//! Broken inputs and what is said of them: `tests/fixtures/broken/<case>.yaml` is put into a small site, and what
//! `gongkai check` prints stands beside it in `<case>.txt`. After reading them: `UPDATE_SNAPSHOTS=1 cargo test --release --test broken`.

use assert_cmd::Command;
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A site of one department, whose only table is `sheet`.
fn site(sheet: &[u8]) -> TempDir {
    let dir = TempDir::new().unwrap();
    write(dir.path(), "content/site.yaml", b"title: {zh: \xe6\xb5\x8b\xe8\xaf\x95, en: Test}\nlanguages: [zh, en]\n");
    write(
        dir.path(),
        "content/departments.yaml",
        b"sample-bureau: {name: {zh: \xe7\xa4\xba\xe4\xbe\x8b\xe5\xb1\x80, en: Sample Bureau}}\n",
    );
    write(dir.path(), "content/2022/sample-bureau/overall-target.yaml", sheet);
    dir
}

fn write(dir: &Path, file: &str, bytes: &[u8]) {
    let path = dir.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// What `gongkai check` prints about a site, and its exit code; the time it took is not part of it.
fn check(site: &Path) -> String {
    let run = Command::cargo_bin("gongkai").unwrap().args(["check", "--color", "never"]).current_dir(site).output().unwrap();
    let words = String::from_utf8(run.stderr).unwrap();
    let words = words.rsplit_once(" in ").map_or(words.as_str(), |(before, _)| before);
    format!("{words}\nexit code {}\n", run.status.code().unwrap())
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

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/broken")
}

#[test]
fn every_broken_table_gets_the_answer_that_stands_beside_it() {
    let mut cases: Vec<PathBuf> = fs::read_dir(fixtures()).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.extension().is_some_and(|end| end == "yaml"));
    cases.sort();
    assert!(cases.len() >= 40);
    let wrong = cases.iter().filter(|case| !assert_snapshot(&case.with_extension("txt"), &check(site(&fs::read(case).unwrap()).path())));
    assert_eq!(wrong.count(), 0, "answers differ from those that stand in tests/fixtures/broken");
}

#[test]
fn what_lies_in_the_wrong_place_is_reported_and_not_skipped() {
    let good = fs::read(fixtures().join("good-bom-and-crlf.yaml")).unwrap();
    let dir = site(&good);
    for (file, bytes) in [
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
    ] {
        write(dir.path(), file, bytes);
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc", dir.path().join("content/2023")).unwrap();
    assert!(assert_snapshot(&fixtures().join("places.txt"), &check(dir.path())));
}

#[test]
fn the_settings_are_checked_as_closely() {
    let dir = site(&fs::read(fixtures().join("good-bom-and-crlf.yaml")).unwrap());
    let settings = "titel: {zh: 测试}\nlanguages: [zh, english]\neditions: [zh, en-zh]\nbase_url: example.gov.cn\nsamples: yes\nrules: {GK0999: error, GK0102: never}\ntheme: ../other\nlevels: {廉政: {zh: 廉政指标}, integrity: {zhh: 廉政指标}}\n";
    write(dir.path(), "content/site.yaml", settings.as_bytes());
    let departments =
        "sample-bureau: {name: {zh: 示例局}}\nBureau: {name: 局}\nindex: {name: 局}\nother: {nmae: 局, order: first, sector: 党群}\n";
    write(dir.path(), "content/departments.yaml", departments.as_bytes());
    assert!(assert_snapshot(&fixtures().join("settings.txt"), &check(dir.path())));
}

#[test]
fn a_file_larger_than_any_table_is_refused() {
    let words = check(site(&vec![b'#'; 9 << 20]).path());
    assert!(words.contains("GK0003") && words.contains("exit code 1"), "{words}");
}
