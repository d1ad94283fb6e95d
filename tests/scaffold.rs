//! `gongkai init` and `gongkai new`: a site that builds at once, and the draft of a new year.

mod support;

use std::fs;
use support::{Run, SHEET, Site, TABLE, gongkai, text, tree};

#[test]
fn a_new_site_builds_at_once_in_the_language_of_its_author() {
    for (lang, locale, words) in [
        ("zh", "C.UTF-8", "# 网站设置"),
        ("en", "zh_CN.UTF-8", "# Settings of the site"),
        ("", "zh_CN.UTF-8", "# 网站设置"),
        ("", "de_DE", "# Settings"),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let mut command = gongkai();
        command.args(["init", "new"]).current_dir(dir.path()).env("LC_ALL", locale);
        if !lang.is_empty() {
            command.args(["--lang", lang]);
        }
        let run = Run::of(&mut command).good();
        assert!(run.err.contains("next: gongkai build --site new, then open new/public/index.html"), "{}", run.err);
        let site = dir.path().join("new");
        let settings = fs::read_to_string(site.join("content/site.yaml")).unwrap();
        assert!(settings.starts_with(words), "{lang} {locale}: {settings}");
        let checked = Run::of(gongkai().args(["check", "--site"]).arg(&site)).good();
        assert!(!checked.err.contains('⚠'), "{}", checked.err);
        Run::of(gongkai().args(["build", "--quiet", "--site"]).arg(&site)).good();
        let files = tree(&site.join("public"));
        assert!(text(&files, "zh/index.html").contains("示例市教育局"));
        Run::of(gongkai().args(["fmt", "--check", "--site"]).arg(&site)).good();
    }
}

#[test]
fn what_is_there_is_never_touched() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join(".gitignore"), "mine\n").unwrap();
    Run::of(gongkai().arg("init").current_dir(dir.path())).good();
    assert_eq!(fs::read_to_string(dir.path().join(".gitignore")).unwrap(), "mine\n");
    let before = tree(dir.path());
    let again = Run::of(gongkai().arg("init").current_dir(dir.path()));
    assert_eq!(again.code, 2);
    assert!(again.err.contains("is a site already"), "{}", again.err);
    assert_eq!(tree(dir.path()), before);
}

#[test]
fn a_draft_has_the_words_of_the_year_before_and_its_figures_beside_blanks() {
    let table = TABLE.replace(
        "      - name: {zh: 培训合格率",
        "      - name: 队伍水平\n        target: {zh: 有所提高, en: Some improvement}\n      - id: pass\n        name: {zh: 培训合格率",
    );
    let site = Site::of(format!("published: 2022-02-01\ndeclared_total: {{total: 90}}\n{table}"));
    let run = site.run("new 2024 sample-bureau --lang en").good();
    let file = "content/2024/sample-bureau/overall-target.yaml";
    assert!(run.err.contains(&format!("written: {file}")), "{}", run.err);
    let expected = "\
# 示例局, draft for 2024: names and wording are those of 2022, figures are to be filled in
form: overall-target
status: draft
unit: 万元

tasks:
  - name: {zh: 教师培训, en: Training of teachers}
    description: {zh: 培训在职教师。, en: Train serving teachers.}
    total:  # to be filled in; 2022: 90
    fiscal:  # to be filled in; 2022: 90

goals:
  - label: 目标1
    zh: 提高教师队伍水平。
    en: Raise the standard of teaching.

indicators:
  output:
    quantity:
      - name: 队伍水平
        target: {zh: 有所提高, en: Some improvement}
      - id: pass
        name: {zh: 培训合格率, en: Trainees who pass}
        target:  # to be filled in; 2022: ≥95%
";
    assert_eq!(fs::read_to_string(site.path().join(file)).unwrap(), expected);
    site.run(&format!("fmt --check {file}")).good();
    let checked = site.run("check --drafts --year 2024").good();
    assert!(checked.err.contains("total") && checked.err.contains('⚠'), "what is missing is said: {}", checked.err);
    let files = site.build();
    assert!(files.keys().all(|path| !path.contains("2024")), "a draft is not published");
    let again = site.run("new 2024 sample-bureau");
    assert_eq!(again.code, 2);
    assert!(again.err.contains("is there already, and was not touched"), "{}", again.err);
}

#[test]
fn a_draft_without_a_year_before_has_the_shape_of_the_form() {
    let site = Site::of(TABLE);
    site.run("new 2021 sample-bureau --lang zh").good();
    let draft = fs::read_to_string(site.path().join("content/2021/sample-bureau/overall-target.yaml")).unwrap();
    assert!(draft.starts_with("# 示例局 2021 年草稿\n") && draft.contains("  - name:  # 待填\n    total:  # 待填\n"), "{draft}");
    site.run("check --drafts").good();
    site.run("new 2023 sample-bureau --from 2022 --lang zh").good();
    let run = site.run("new 2025 sample-bureau --from 2020");
    assert!(run.code == 2 && run.err.contains("has no table of 2020"), "{}", run.err);
    let run = site.run("new 2025 other-bureau");
    assert!(run.code == 2 && run.err.contains("known are: sample-bureau"), "{}", run.err);
    let broken = site.write(SHEET, "tasks: [");
    let run = broken.run("new 2026 sample-bureau --from 2022");
    assert!(run.code == 2 && run.err.contains("run `gongkai check`"), "{}", run.err);
}
