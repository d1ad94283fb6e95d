//! Many machines: a site that is built in shards and joined is the site of one build, byte for byte; what does not fit is named, and
//! nothing is published then.

mod support;

use std::{fs, path::Path};
use support::{Run, Site, TABLE, Tree, gongkai, tree};

/// Five departments over three years, with an address, a translation memory, a notice, a link, an attachment and a warning.
fn province() -> Site {
    let mut site = Site::of(TABLE)
        .append("content/site.yaml", "base_url: https://example.gov.cn/\n")
        .write("content/translations/en.po", "msgid \"\"\nmsgstr \"Language: en\\n\"\n\nmsgid \"教师培训\"\nmsgstr \"Training\"\n")
        .write("content/2022/sample-bureau/note.pdf", "%PDF-1.7\n")
        .write("content/2024/unit-3/notice.yaml", "kind: withheld\nwhy: {zh: 理由, en: Reason}\n")
        .append("content/departments.yaml", "unit-0: {name: 第零单位}\n");
    for number in 0..4 {
        if number > 0 {
            site = site.append("content/departments.yaml", &format!("unit-{number}: {{name: {{zh: 单位{number}, en: Unit {number}}}}}\n"));
        }
        for year in 2022..2024 {
            let table =
                TABLE.replace("{zh: 教师培训, en: Training of teachers}", "教师培训").replace("90", &format!("{}", 90 + number + year));
            site = site.write(&format!("content/{year}/unit-{number}/overall-target.yaml"), format!("published: {year}-03-01\n{table}"));
        }
    }
    let with =
        format!("attachments: [{{file: note.pdf}}]\nformat: markdown\n{}", TABLE.replace("zh: 提高", "zh: 见[年度](index.html)，提高"));
    site.write(support::SHEET, with)
}

fn shard(site: &Site, number: usize, of: usize) -> Run {
    site.run(&format!("build --shard {number}/{of} --out shards/{number}"))
}

fn join(site: &Site, of: usize) -> Run {
    let folders: Vec<String> = (1..=of).rev().map(|number| format!("shards/{number}")).collect();
    site.run(&format!("join --out joined {}", folders.join(" ")))
}

fn whole(site: &Site) -> Tree {
    site.run("build --no-cache --out whole").good();
    site.tree("whole")
}

/// Six shards that are begun side by side.
fn six_at_once(site: &Site, folder: &str) {
    std::thread::scope(|threads| {
        (1..=6).for_each(|number| _ = threads.spawn(move || site.run(&format!("build --shard {number}/6 --out {folder}/{number}")).good()));
    });
}

#[track_caller]
fn assert_same(site: &Site, whole: &Tree) {
    let joined = site.tree("joined");
    let differs = |path: &&String| whole.get(*path) != joined.get(*path);
    let differences: Vec<_> = whole.keys().chain(joined.keys()).filter(differs).collect();
    assert!(differences.is_empty(), "{differences:?}");
}

#[test]
fn one_two_and_seven_shards_make_the_site_of_one_build() {
    for of in [1, 2, 7] {
        let site = province();
        let whole = whole(&site);
        (1..=of).for_each(|number| _ = shard(&site, number, of).good());
        let run = join(&site, of).good();
        assert_same(&site, &whole);
        assert!(run.err.contains("warning"), "what shards found is told: {}", run.err);
        site.run("verify joined --strict").good();
    }
}

#[test]
fn shards_that_begin_at_once_share_one_cache() {
    for _ in 0..5 {
        six_at_once(&province(), "shards");
    }
}

#[test]
fn caches_are_swept_by_many_at_once() {
    let site = province();
    for round in 0..4 {
        six_at_once(&site, &format!("round-{round}"));
        fs::remove_dir_all(site.path().join(format!("round-{round}"))).unwrap();
    }
}

#[test]
fn a_shard_that_failed_is_run_again_and_then_the_site_is_whole() {
    let site = province();
    let whole = whole(&site);
    shard(&site, 1, 3).good();
    shard(&site, 3, 3).good();
    let run = join(&site, 3);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("shards/2: there is no shard here") && run.err.contains("shard 2/3 is missing"), "{}", run.err);
    assert!(!site.path().join("joined/index.html").exists());
    // Killed in the middle: something of it is there.
    fs::create_dir_all(site.path().join("shards/2/.gongkai/stage/zh")).unwrap();
    fs::write(site.path().join("shards/2/.gongkai/stage/zh/half.html"), "half").unwrap();
    shard(&site, 2, 3).good();
    join(&site, 3).good();
    assert_same(&site, &whole);
}

#[test]
fn an_edit_is_built_by_its_shard_alone() {
    let site = province();
    (1..=2).for_each(|number| _ = shard(&site, number, 2).good());
    join(&site, 2).good();
    // By name, the second of five: the second shard has it.
    let site = site.edit("content/2023/unit-0/overall-target.yaml", "提高教师", "改善教师");
    let run = join(&site, 2);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("unit-0 is not in shard 2/2 as it is now") && !run.err.contains("unit-1"), "{}", run.err);
    let again = shard(&site, 2, 2).good();
    assert!(again.err.contains("1 of 2 departments as before"), "{}", again.err);
    join(&site, 2).good();
    assert_same(&site, &whole(&site));
}

#[test]
fn shards_of_other_settings_are_refused() {
    let site = province();
    (1..=2).for_each(|number| _ = shard(&site, number, 2).good());
    let site = site.edit("content/site.yaml", "en: Test", "en: Trial");
    let run = join(&site, 2);
    assert_eq!(run.code, 2);
    assert_eq!(run.err.matches("as it is now").count(), 5, "{}", run.err);
}

#[test]
fn a_damaged_shard_is_refused_with_its_files() {
    let site = province();
    (1..=2).for_each(|number| _ = shard(&site, number, 2).good());
    fs::write(site.path().join("shards/1/zh/2022/sample-bureau.html"), "damaged").unwrap();
    fs::remove_file(site.path().join("shards/1/data/2022/sample-bureau.json")).unwrap();
    let record = site.path().join("shards/2/shard/department-unit-0.record");
    let mut bytes = fs::read(&record).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(record, bytes).unwrap();
    let run = join(&site, 2);
    assert_eq!(run.code, 2);
    for words in
        ["shards/1/zh/2022/sample-bureau.html: this file", "shards/1/data/2022/sample-bureau.json: this file", "unit-0 is not in shard 2/2"]
    {
        assert!(run.err.contains(words), "{words}: {}", run.err);
    }
    assert!(!site.path().join("joined/index.html").exists());
}

#[test]
fn shards_that_do_not_belong_together_are_refused() {
    let site = province();
    shard(&site, 1, 2).good();
    site.run("build --shard 2/3 --out other").good();
    site.run("build --shard 1/2 --out same").good();
    assert!(site.run("join shards/1 --out shards/../shards/1").err.contains("would take the place of this shard"));
    let run = site.run("join shards/1 other same --out joined");
    assert_eq!(run.code, 2);
    for words in ["shard 2/3, and others are of 2", "same: shard 1/2 is given twice", "shard 2/2 is missing"] {
        assert!(run.err.contains(words), "{words}: {}", run.err);
    }
}

#[test]
fn a_shard_needs_a_folder_that_holds_no_site_and_says_what_it_is() {
    let site = province();
    assert_eq!(site.run("build --shard 1/2").code, 2, "no --out");
    site.build();
    let run = site.run("build --shard 1/2 --out public");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("holds a whole site"), "{}", run.err);
    shard(&site, 2, 2).good();
    let note = fs::read_to_string(site.path().join("shards/2/shard.txt")).unwrap();
    assert!(note.contains("shard 2/2 of a site"), "{note}");
    assert!(!site.path().join("shards/2/index.html").exists());
    for wrong in ["0/2", "3/2", "x", "1/2 --year 2022"] {
        assert_eq!(site.run(&format!("build --shard {wrong} --out elsewhere")).code, 2, "{wrong}");
    }
}

#[test]
fn problems_of_the_content_are_told_by_the_shard_that_has_them() {
    let site = province().write("content/2023/unit-0/overall-target.yaml", "tasks: [\n");
    assert_eq!(shard(&site, 1, 2).code, 0);
    assert_eq!(shard(&site, 2, 2).code, 1);
}

#[test]
fn links_to_pages_of_other_shards_are_checked_when_all_are_known() {
    let site = province().edit(support::SHEET, "index.html", "unit-9.html");
    (1..=2).for_each(|number| _ = shard(&site, number, 2).good());
    let run = join(&site, 2);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("GK0030"), "{}", run.err);
    assert!(!site.path().join("joined/index.html").exists());
}

#[test]
fn shards_come_from_other_folders_and_machines() {
    let site = province();
    let whole = whole(&site);
    let elsewhere = tempfile::tempdir().unwrap();
    copy(&site.path().join("content"), &elsewhere.path().join("a/b/content"));
    let build = |number: usize| {
        let mut command = gongkai();
        command.current_dir(elsewhere.path().join("a")).args(["build", "--site", "b", "--jobs", "1", "--shard"]);
        command.arg(format!("{number}/2")).arg("--out").arg(elsewhere.path().join(format!("out-{number}"))).assert().success();
        copy(&elsewhere.path().join(format!("out-{number}")), &site.path().join(format!("shards/{number}")));
    };
    (1..=2).for_each(build);
    join(&site, 2).good();
    assert_same(&site, &whole);
    let bytes = |folder: &Path| fs::read(folder.join("shard/department-sample-bureau.record")).unwrap();
    let there = bytes(&site.path().join("shards/1"));
    shard(&site, 1, 2).good();
    assert!(
        tree(&site.path().join("shards/1")).len() > 10 && bytes(&site.path().join("shards/1")) == there,
        "records are the same everywhere"
    );
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(Result::unwrap) {
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() { fs::create_dir_all(target).unwrap() } else { fs::copy(entry.path(), target).map(drop).unwrap() }
    }
}
