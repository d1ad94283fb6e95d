//! What is made again after an edit, and what is not; what becomes of a cache that is damaged, in the way, or of another version.
//! (`incremental.rs` holds that the result is right, whatever is edited.)

mod support;

use gongkai::build::{self, Options, Outcome};
use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    time::{Duration, SystemTime},
};
use support::{SHEET, Site, TABLE, gongkai};

const OTHER: &str = "content/2022/sample-office/overall-target.yaml";
const DEPARTMENTS: &str = "\
sample-bureau: {name: {zh: 示例局, en: Sample Bureau}}
sample-office: {name: {zh: 示例处, en: Sample Office}}
";

/// Two departments, and the site that was built of them.
fn two() -> Site {
    let site = Site::of(TABLE).write("content/departments.yaml", DEPARTMENTS).write(OTHER, TABLE);
    built(&site);
    site
}

fn built(site: &Site) -> Outcome {
    let options = Options { site: site.path().to_owned(), ..Options::default() };
    let outcome = build::build(&options, &site.path().join("public"), &|_, _| ()).unwrap();
    assert!(outcome.published.is_some(), "{:?}", outcome.diagnostics);
    outcome
}

/// Builds again; the files that have other bytes than before, and how many were made in all.
fn changed(site: &Site) -> (BTreeSet<String>, Outcome) {
    let before = site.tree("public");
    let outcome = built(site);
    let after = site.tree("public");
    let differs = |path: &&String| before.get(*path) != after.get(*path);
    (before.keys().chain(after.keys()).filter(differs).cloned().collect(), outcome)
}

#[test]
fn an_edited_amount_touches_the_pages_that_show_it_and_no_others() {
    let site = two().edit(SHEET, "total: 90\n    fiscal: 90", "total: 91\n    fiscal: 91");
    let (changed, outcome) = changed(&site);
    assert_eq!((outcome.departments, outcome.departments_kept), (2, 1));
    assert!(changed.contains("zh/2022/sample-bureau.html") && changed.contains("data/2022/sample-bureau.json"));
    assert!(changed.contains("zh/2022/index.html"), "the sum of the year");
    let of_the_other: Vec<_> = changed.iter().filter(|path| path.contains("sample-office")).collect();
    assert!(of_the_other.is_empty(), "{of_the_other:?}");
    for lists in ["zh/departments.html", "zh/glossary.html", "zh/completeness.html", "sitemap.xml"] {
        assert!(!changed.contains(lists), "{lists}");
    }
}

#[test]
fn a_file_that_was_only_touched_makes_nothing() {
    let site = two();
    let path = site.path().join(SHEET);
    fs::write(&path, fs::read(&path).unwrap()).unwrap();
    let (changed, outcome) = changed(&site);
    assert_eq!((changed.len(), outcome.made, outcome.departments_kept), (0, 0, 2));
}

/// Moves the times of all files below a folder.
fn shift(folder: &Path, seconds: i64) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            shift(&entry.path(), seconds);
            continue;
        }
        let file = fs::File::options().write(true).open(entry.path()).unwrap();
        let (time, by) = (file.metadata().unwrap().modified().unwrap(), Duration::from_secs(seconds.unsigned_abs()));
        file.set_modified(if seconds < 0 { time - by } else { time + by }).unwrap();
    }
}

#[test]
fn a_clock_that_is_set_back_hides_no_edit() {
    const YEAR: i64 = 365 * 86_400;
    for (what, folders) in [
        ("the cache is of the future", &[".gongkai"][..]),
        ("the published site is of the future", &["public"]),
        ("both are", &[".gongkai", "public"]),
        ("the content is, too", &[".gongkai", "public", "content"]),
    ] {
        let site = two();
        folders.iter().for_each(|folder| shift(&site.path().join(folder), YEAR));
        assert_eq!(changed(&site).0, BTreeSet::new(), "{what}: nothing was edited");
        // As many bytes as before, and an older time.
        let site = site.edit(SHEET, "total: 90\n    fiscal: 90", "total: 91\n    fiscal: 91");
        let place = site.path().join(SHEET);
        let file = fs::File::options().write(true).open(&place).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(86_400)).unwrap();
        let (changed, _) = changed(&site);
        assert!(changed.contains("zh/2022/sample-bureau.html"), "{what}: {changed:?}");
        site.run("build --no-cache --out whole").good();
        assert_eq!(site.tree("public"), site.tree("whole"), "{what}");
    }
}

#[test]
fn an_edited_template_makes_the_pages_that_are_made_of_it_and_no_others() {
    let home = include_str!("../themes/default/templates/home.html");
    let site = two().write("theme/templates/home.html", home.replace("class=\"", "data-edited class=\""));
    let (changed, outcome) = changed(&site);
    let pages = ["index.html", "zh/index.html", "en/index.html", "zh-en/index.html", "manifest-sha256.txt"];
    assert_eq!(changed, BTreeSet::from(pages.map(str::to_owned)));
    assert_eq!((outcome.made, outcome.departments_kept), (4, 2));
}

#[test]
fn an_edited_translation_makes_the_departments_that_asked_for_it() {
    let untranslated = TABLE.replace("{zh: 教师培训, en: Training of teachers}", "教师培训");
    let po = |words: &str| {
        format!("msgid \"\"\nmsgstr \"Language: en\\n\"\n\nmsgid \"教师培训\"\nmsgstr \"{words}\"\n\nmsgid \"别的\"\nmsgstr \"Other\"\n")
    };
    let site = two().write(OTHER, untranslated).write("content/translations/en.po", po("Training"));
    built(&site);
    let site = site.edit("content/translations/en.po", "Other", "Another");
    let (changed_by_another, outcome) = changed(&site);
    assert_eq!((changed_by_another.len(), outcome.made, outcome.departments_kept), (0, 0, 2), "nobody asked for it");
    let site = site.edit("content/translations/en.po", "Training", "Teaching");
    let (changed_by_it, outcome) = changed(&site);
    assert_eq!(outcome.departments_kept, 1);
    assert!(changed_by_it.contains("en/2022/sample-office.html"));
    assert!(!changed_by_it.iter().any(|path| path.contains("sample-bureau")), "{changed_by_it:?}");
    // A text that had no translation was asked for all the same.
    let site = site.write("content/translations/en.po", "msgid \"\"\nmsgstr \"Language: en\\n\"\n");
    built(&site);
    let site = site.write("content/translations/en.po", po("Training"));
    assert_eq!(changed(&site).1.departments_kept, 1);
}

#[test]
fn a_setting_makes_again_what_depends_on_it() {
    let site = two().edit("content/site.yaml", "en: Test", "en: Trial");
    let (changed, _) = changed(&site);
    assert!(changed.iter().any(|path| path == "en/2022/sample-office.html"), "{changed:?}");
    assert!(!changed.iter().any(|path| path.starts_with("zh/")), "the Chinese title is the same: {changed:?}");
}

#[test]
fn a_page_that_somebody_edited_is_made_again() {
    let site = two();
    let page = site.path().join("public/zh/2022/sample-bureau.html");
    let before = fs::read(&page).unwrap();
    fs::write(&page, "mine").unwrap();
    let outcome = built(&site);
    assert_eq!(fs::read(&page).unwrap(), before);
    assert_eq!(outcome.published.unwrap().replaced_edited.len(), 1);
    fs::remove_file(&page).unwrap();
    built(&site);
    assert_eq!(fs::read(&page).unwrap(), before);
}

fn records(site: &Path) -> Vec<std::path::PathBuf> {
    let all = walkdir::WalkDir::new(site.join(".gongkai/cache")).into_iter().flatten();
    all.filter(|entry| entry.file_type().is_file()).map(|entry| entry.into_path()).collect()
}

#[test]
fn a_damaged_cache_is_noticed_and_made_again() {
    let site = two();
    let whole = site.tree("public");
    assert!(records(site.path()).len() >= 3);
    for record in records(site.path()) {
        let bytes = fs::read(&record).unwrap();
        for damaged in [&bytes[..bytes.len() / 2], &[], b"gongkai record 1\nnonsense"] {
            fs::write(&record, damaged).unwrap();
            assert!(built(&site).cache_problem.is_none());
            assert_eq!(site.tree("public"), whole);
        }
        // Every bit counts.
        let mut flipped = bytes.clone();
        flipped[bytes.len() - 1] ^= 1;
        fs::write(&record, flipped).unwrap();
        built(&site);
        assert_eq!(site.tree("public"), whole);
    }
    let again = built(&site);
    assert_eq!((again.made, again.departments_kept), (0, 2), "what was noticed is mended");
}

#[test]
fn without_a_place_for_the_cache_everything_is_made_and_said() {
    let site = Site::of(TABLE).write(".gongkai", "a file of somebody's");
    let run = site.run("build").good();
    assert!(run.err.contains("the next build will make everything again"), "{}", run.err);
    assert_eq!(fs::read_to_string(site.path().join(".gongkai")).unwrap(), "a file of somebody's");
    let run = site.run("build --message-format json").good();
    let summary = run.json().into_iter().find(|line| line["type"] == "summary").unwrap();
    assert_eq!((&summary["departments_kept"], summary["cache_problem"].is_string()), (&0.into(), true));
}

#[test]
fn no_cache_makes_everything_anew_and_remembers_it() {
    let site = two();
    let run = site.run("build --no-cache").good();
    assert!(!run.err.contains("as before"), "{}", run.err);
    let run = site.run("build").good();
    assert!(run.err.contains("2 of 2 departments as before"), "{}", run.err);
}

#[test]
fn departments_that_are_gone_leave_no_records() {
    let site = two();
    let of_office = |site: &Site| records(site.path()).iter().filter(|path| path.to_string_lossy().contains("sample-office")).count();
    assert!(of_office(&site) > 0);
    fs::remove_dir_all(site.path().join("content/2022/sample-office")).unwrap();
    built(&site);
    assert_eq!(of_office(&site), 0);
}

#[test]
fn a_failed_build_forgets_nothing_that_is_published() {
    let site = two().write(SHEET, "tasks: [\n");
    assert_eq!(site.run("build").code, 1);
    let site = site.write(SHEET, TABLE);
    let (changed, outcome) = changed(&site);
    assert_eq!((changed.len(), outcome.made), (0, 0));
}

#[test]
fn output_folders_have_caches_of_their_own_which_go_with_them() {
    let site = two();
    let elsewhere = site.path().join("elsewhere");
    let build = |out: &Path| gongkai().args(["build", "--site"]).arg(site.path()).arg("--out").arg(out).assert().success();
    build(&elsewhere);
    assert_eq!(built(&site).departments_kept, 2);
    let caches = || fs::read_dir(site.path().join(".gongkai/cache")).unwrap().count();
    assert_eq!(caches(), 2);
    fs::remove_dir_all(&elsewhere).unwrap();
    built(&site);
    assert_eq!(caches(), 1);
}

#[test]
fn previews_leave_the_cache_alone() {
    let site = two();
    site.run("build --year 2022 --out preview").good();
    assert_eq!(fs::read_dir(site.path().join(".gongkai/cache")).unwrap().count(), 1);
}

#[test]
fn version_control_passes_the_folder_over() {
    let site = two();
    assert_eq!(fs::read_to_string(site.path().join(".gongkai/.gitignore")).unwrap(), "*\n");
    assert!(
        fs::read_to_string(site.path().join(".gongkai/CACHEDIR.TAG")).unwrap().starts_with("Signature: 8a477f597d28d172789f06886806bc55")
    );
}
