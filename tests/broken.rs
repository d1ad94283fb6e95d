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
fn a_sector_is_one_that_gongkai_brings_along_or_the_site_declares() {
    let dir = site(&good());
    let settings = "title: {zh: 测试, en: Test}\nlanguages: [zh, en]\nsectors: {parks: {zh: 公园, en: Parks}}\n";
    write(dir.path(), "content/site.yaml", settings.as_bytes());
    let departments = "sample-bureau: {name: {zh: 示例局, en: Sample Bureau}, sector: parks}\na: {name: {zh: 甲, en: A}, sector: educaton}\nb: {name: {zh: 乙, en: B}, sector: zoo}\nc: {name: {zh: 丙, en: C}, sector: health}\n";
    write(dir.path(), "content/departments.yaml", departments.as_bytes());
    assert_answer("sectors", &dir);
}

#[test]
fn a_notice_says_what_became_of_a_report_when_and_why_or_is_refused() {
    let dir = site(&good());
    for (year, notice) in [
        ("2022", "kind: empty\nwhy: {zh: 无, en: None}\n"),
        ("2023", "kind: withdraw\ndate: 2024-13-01\nreason: 重复\n"),
        ("2024", "kind: withdrawn\nwhy: {zh: 重复, en: Twice}\n"),
        ("2025", ""),
    ] {
        write(dir.path(), &format!("content/{year}/sample-bureau/notice.yaml"), notice.as_bytes());
    }
    assert_answer("notices", &dir);
}

/// A good table.
fn good() -> Vec<u8> {
    fs::read(fixtures().join("good-bom-and-crlf.yaml")).unwrap()
}

/// `<name>.txt` beside the tables says what `gongkai check` says of this site.
fn assert_answer(name: &str, dir: &TempDir) {
    assert!(assert_snapshot(&fixtures().join(name).with_extension("txt"), &check(dir.path())));
}

#[test]
fn a_broken_entry_of_departments_yaml_hides_neither_its_folder_nor_its_sheets() {
    let dir = site(&fs::read(fixtures().join("total-not-sum.yaml")).unwrap());
    let broken = "sample-bureau: {nmae: 示例局, order: -1}\nempty-bureau:\nother-bureau: 其他局\n";
    write(dir.path(), "content/departments.yaml", broken.as_bytes());
    write(dir.path(), "content/2022/empty-bureau/overall-target.yaml", &good());
    write(dir.path(), "content/2022/sampel-bureau/overall-target.yaml", &fs::read(fixtures().join("key-misspelt.yaml")).unwrap());
    assert_answer("departments", &dir);
}

#[test]
fn without_departments_yaml_there_is_one_error_and_every_sheet_is_checked() {
    let dir = site(&fs::read(fixtures().join("total-not-sum.yaml")).unwrap());
    fs::remove_file(dir.path().join("content/departments.yaml")).unwrap();
    let missing = check(dir.path());
    write(dir.path(), "content/departments.yaml", b"sample-bureau: {name: [\n");
    let broken = check(dir.path());
    write(dir.path(), "content/departments.yaml", b"- sample-bureau\n");
    let list = check(dir.path());
    for words in [&missing, &broken, &list] {
        assert!(words.contains("GK0102") && words.contains("2 errors") && !words.contains("GK0020"), "{words}");
    }
    assert!(missing.contains("there is no departments.yaml"), "{missing}");
}

#[test]
fn without_settings_nothing_is_said_that_follows_from_them() {
    let sheet = String::from_utf8(good()).unwrap().replace("en: Personnel", "fr: Personnel").replace("output:", "廉政指标:");
    let dir = site(sheet.as_bytes());
    write(dir.path(), "content/translations/fr.po", b"msgid \"\"\nmsgstr \"Language: fr\\n\"\n");
    for settings in ["title: [\n", "title: {zh: 测试}\nlanguages: [zh, french]\nlevel: {integrity: {zh: 廉政指标}}\n"] {
        write(dir.path(), "content/site.yaml", settings.as_bytes());
        let words = check(dir.path());
        assert!(words.contains("content/site.yaml") && !words.contains("2022/") && !words.contains("fr.po"), "{words}");
    }
}

#[cfg(unix)]
#[test]
fn links_are_reported_wherever_they_stand_and_not_read() {
    use std::os::unix::fs::symlink;
    let dir = site(&good());
    let content = dir.path().join("content");
    let elsewhere = TempDir::new().unwrap();
    write(elsewhere.path(), "departments.yaml", b"sample-bureau: {nmae: x}\n");
    write(elsewhere.path(), "pages/about.zh.md", b"not read");
    write(elsewhere.path(), "en.po", b"not read");
    fs::remove_file(content.join("departments.yaml")).unwrap();
    fs::create_dir(content.join("translations")).unwrap();
    symlink(elsewhere.path().join("departments.yaml"), content.join("departments.yaml")).unwrap();
    symlink(elsewhere.path().join("pages"), content.join("pages")).unwrap();
    symlink(elsewhere.path().join("en.po"), content.join("translations/en.po")).unwrap();
    symlink("nowhere", content.join("2022/sample-bureau/second.yaml")).unwrap();
    assert_answer("links", &dir);
    // content/ itself may be one; site.yaml may not.
    let outer = TempDir::new().unwrap();
    symlink(&content, outer.path().join("content")).unwrap();
    assert!(check(outer.path()).contains("4 errors"));
    fs::rename(content.join("site.yaml"), elsewhere.path().join("site.yaml")).unwrap();
    symlink(elsewhere.path().join("site.yaml"), content.join("site.yaml")).unwrap();
    let words = check(dir.path());
    assert!(words.contains("content/site.yaml: this is a link") && words.contains("5 errors"), "{words}");
}

#[test]
fn every_line_of_a_translation_memory_means_something_or_is_reported() {
    let dir = site(&good());
    let memory = r#"# Remarks do no harm.

msgid ""
msgstr ""
"Language: zh_CN\n"
"Content-Type: text/plain; charset=UTF-8\n"

hello
msgid "培训"
msgstr "Training"

#, fuzzy
msgid "缺"

msgstr "no source"

msgctxt "overall-target/goal"
"goes on"

"belongs to nothing"
msgctxt "overall-target/task"
msgid "培训"
msgstr "Training (task)"
#~ msgid "旧"
#~ msgstr "Old"
msgid  "培训 "
msgstr "Courses"
msgid "甲
msgstr "A"
msgid "乙"
msgstr "B "quoted" B"
msgid "丙"
msgstr "\u202E"
msgid_plural "丁"
"#;
    write(dir.path(), "content/translations/en.po", memory.as_bytes());
    assert_answer("memory", &dir);
    for headless in ["", "msgid \"培训\"\nmsgstr \"Training\"\n", "msgid \"\"\nmsgstr \"\"\n"] {
        write(dir.path(), "content/translations/en.po", headless.as_bytes());
        let words = check(dir.path());
        assert!(words.contains("has no header entry") && words.contains("1 error"), "{words}");
    }
    write(dir.path(), "content/translations/en.po", b"msgid \"\"\nmsgstr \"Language: fr\\n\"\n");
    let words = check(dir.path());
    assert!(words.contains("`Language: fr`") && words.contains("1 error"), "{words}");
}

#[test]
fn a_translation_of_white_space_is_none() {
    let dir = site(String::from_utf8(good()).unwrap().replace("{zh: 人员经费, en: Personnel}", "人员经费").as_bytes());
    let memory = "msgid \"\"\nmsgstr \"Language: en\\n\"\n\nmsgid \"人员经费\"\nmsgstr \"  \"\n";
    write(dir.path(), "content/translations/en.po", memory.as_bytes());
    assert!(check(dir.path()).contains("GK0301"));
    write(dir.path(), "content/translations/en.po", memory.replace("\"  \"", "\"Personnel\"").as_bytes());
    assert!(!check(dir.path()).contains("GK0301"));
}

#[test]
fn empty_lists_and_values_that_stand_twice_are_no_settings() {
    let dir = site(&good());
    for (name, settings) in [
        ("settings-empty", "title: {zh: 测试, en: Test}\nlanguages: []\neditions: []\n"),
        ("settings-twice", "title: {zh: 测试, en: Test}\nlanguages: [zh, zh]\neditions: [zh, en, zh]\n"),
        (
            "settings-levels-and-rules",
            "title: {zh: 测试, en: Test, sic: {测: 试}}\nlanguages: [zh, en]\nrules: {GK0007: off, GK0190: off}\nlevels: {output: {zh: 产品}, made: {zh: 数量指标}, a: {zh: 廉政}, b: {zh: 廉政}}\n",
        ),
    ] {
        write(dir.path(), "content/site.yaml", settings.as_bytes());
        assert_answer(name, &dir);
    }
}

#[test]
fn a_site_has_no_more_languages_than_the_name_of_a_folder_can_hold() {
    let dir = site(&good());
    let languages: Vec<String> = ('a'..='z').map(|c| format!("x{c}")).collect();
    let settings = format!("title: 测试\nlanguages: [{}]\n", languages.join(", "));
    write(dir.path(), "content/site.yaml", settings.as_bytes());
    let words = check(dir.path());
    assert!(words.contains("more languages than gongkai reads (limit 12)"), "{words}");
}

#[test]
fn a_level_of_the_site_is_found_by_its_id_and_by_its_label() {
    for level in ["integrity", "廉政指标", "廉政"] {
        let dir = site(String::from_utf8(good()).unwrap().replace("output:", &format!("{level}:")).as_bytes());
        let settings = "title: {zh: 测试, en: Test}\nlanguages: [zh, en]\nlevels: {integrity: {zh: 廉政指标, en: Integrity}}\n";
        write(dir.path(), "content/site.yaml", settings.as_bytes());
        let words = check(dir.path());
        assert!(words.contains("1 report: 0 errors, 0 warnings"), "{words}");
    }
}

#[test]
fn the_names_of_pages_memories_and_years_are_refused_with_their_real_reason() {
    let dir = site(&good());
    let page = "---\ntitle: 页\n---\n文字\n";
    for file in ["About.zh.md", "index.zh.md", "about.fr.md", "help.md", "help.zh.txt", "only.en.md", "sub/page.zh.md"] {
        write(dir.path(), &format!("content/pages/{file}"), page.as_bytes());
    }
    for file in ["zh.po", "fr.po", "en.mo", "EN.po"] {
        write(dir.path(), &format!("content/translations/{file}"), b"");
    }
    write(dir.path(), "content/1066/sample-bureau/overall-target.yaml", &good());
    assert_answer("names", &dir);
}

#[test]
fn pages_are_looked_at_before_they_are_made() {
    let dir = site(&good());
    for (file, page) in [
        ("deep.zh.md", format!("---\ntitle: 深\n---\n{}\n", ">".repeat(40))),
        ("hidden.zh.md", "---\r\ntitle: \"隐\\u202E\"\r\n---\r\n文\u{202E}字 &#x2066;\r\n".to_owned()),
        ("empty.zh.md", "---\n---\n文字\n".to_owned()),
        ("blank.zh.md", "---\ntitle: \"  \"\n---\n文字\n".to_owned()),
    ] {
        write(dir.path(), &format!("content/pages/{file}"), page.as_bytes());
    }
    assert_answer("pages", &dir);
    // Nothing that is said carries the character on, whatever rule says it.
    write(dir.path(), "content/site.yaml", "title: \"测\\u202E试\"\nlanguages: [zh, en]\n".as_bytes());
    let words = check(dir.path());
    assert!(words.contains("content/site.yaml:1:8") && !words.contains(['\u{202E}', '\u{2066}']), "{words}");
}

#[test]
fn markdown_as_deep_as_a_stack_is_refused_and_never_made() {
    let dir = site(&good());
    for deep in [">".repeat(100_000), "- ".repeat(1600) + "x", "*a _b ".repeat(5000) + &"c_ d* ".repeat(5000)] {
        write(dir.path(), "content/pages/deep.zh.md", format!("---\ntitle: 深\n---\n{deep}\n").as_bytes());
        let words = check(dir.path());
        assert!(words.contains("GK0003") && words.contains("exit code 1"), "{words}");
    }
}

#[test]
fn of_many_problems_the_first_are_told_and_the_others_counted() {
    let mut sheet = String::from_utf8(good()).unwrap();
    sheet.extend((0..150_000).map(|number| format!("k{number}: 1\n")));
    let words = check(site(sheet.as_bytes()).path());
    assert_eq!(words.matches("GK0007").count(), 200);
    assert!(words.contains("GK0028") && words.contains("and 149800 more problems in this file"), "{words}");
}

#[test]
fn a_row_that_cannot_be_read_is_left_out_of_the_preview_of_a_draft() {
    let dir = site(&fs::read(fixtures().join("draft-broken-row.yaml")).unwrap());
    let out = TempDir::new().unwrap();
    Command::cargo_bin("gongkai").unwrap().args(["build", "--drafts", "--out"]).arg(out.path()).current_dir(dir.path()).assert().success();
    let page = fs::read_to_string(out.path().join("zh/2022/sample-bureau.html")).unwrap();
    assert!(page.contains("人员经费") && !page.contains("公用经费"));
}

#[test]
fn places_of_nodes_become_characters_in_one_reading() {
    use gongkai::{
        content::locate,
        model::diagnostic::{Code, Diagnostic, Kind, Place, Said, Severity, Span},
    };
    let dir = site(&good());
    let at = |file: &str, place| Diagnostic {
        code: Code("GK0000"),
        severity: Severity::Error,
        kind: Kind::Wrong,
        file: std::sync::Arc::new(dir.path().join(file)),
        place,
        message: Said::en(""),
        label: Said::en(""),
        help: Said::en(""),
    };
    let sheet = "content/2022/sample-bureau/overall-target.yaml";
    let mut all =
        [at(sheet, Place::Node(Span(1))), at("gone.yaml", Place::Node(Span(1))), at(sheet, Place::Node(Span(3))), at(sheet, Place::File)];
    locate(&mut all);
    let places: Vec<&Place> = all.iter().map(|each| &each.place).collect();
    assert_eq!(places, [&Place::Chars(0, 4), &Place::File, &Place::Chars(22, 28), &Place::File]);
}

#[test]
fn a_file_larger_than_any_table_is_refused() {
    let words = check(site(&vec![b'#'; 9 << 20]).path());
    assert!(words.contains("GK0003") && words.contains("exit code 1"), "{words}");
}
