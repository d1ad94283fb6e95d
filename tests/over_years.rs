//! The same indicator or task in the reports of several years: by id, by a declared rename, by name.

mod support;

use support::{SHEET, Site, TABLE, html, text};

const NEXT: &str = "content/2023/sample-bureau/overall-target.yaml";
const LATER: &str = "content/2024/sample-bureau/overall-target.yaml";

/// A site of the small table in two years, the later one changed.
fn two_years(from: &str, to: &str) -> Site {
    Site::of(TABLE).write(NEXT, TABLE).edit(NEXT, from, to)
}

/// The lines of the section about changes.
fn changes(site: &Site, page: &str) -> String {
    let files = site.build();
    let text = text(&files, page);
    let from =
        text.rfind("\nChanges since 2022\n").or_else(|| text.rfind("\n与2022年相比")).unwrap_or_else(|| panic!("no changes:\n{text}"));
    text[from..].split("\nDownloads\n").next().unwrap().split("\n下载\n").next().unwrap().to_owned()
}

#[test]
fn a_declared_rename_is_shown_with_both_names_and_both_targets() {
    let site = two_years(
        "- name: {zh: 培训合格率, en: Trainees who pass}\n        target: ≥95%",
        "- name: {zh: 结业率, en: Trainees who graduate}\n        formerly: 培训合格率\n        target: ≥97%",
    )
    .edit(
        NEXT,
        "name: {zh: 教师培训, en: Training of teachers}",
        "name: {zh: 教师进修, en: Teachers' studies}\n    formerly: 教师培训",
    );
    let en = changes(&site, "en/2023/sample-bureau.html");
    assert!(en.contains("Trainees who graduate\nFormerly: Trainees who pass\nraised\n≥95%\n≥97%"), "{en}");
    assert!(en.contains("Teachers' studies\nFormerly: Training of teachers\nrenamed\n90\u{a0}万元\n90\u{a0}万元"), "{en}");
    assert!(en.contains("Targets raised: 1. The same as before: 0."), "{en}");
    let zh = changes(&site, "zh/2023/sample-bureau.html");
    assert!(zh.contains("结业率\n原名：培训合格率\n提高\n≥95%\n≥97%"), "{zh}");
    let both = changes(&site, "zh-en/2023/sample-bureau.html");
    assert!(both.contains("原名：培训合格率 Formerly: Trainees who pass"), "{both}");
    assert_eq!(site.run("check").good().err.matches("GK").count(), 0);
}

#[test]
fn an_id_joins_what_changed_its_name_and_its_level() {
    let indicator = "quantity:\n      - name: {zh: 培训合格率, en: Trainees who pass}";
    let with_id = "quality:\n      - id: graduates\n        name: {zh: 结业率, en: Trainees who graduate}";
    let site =
        two_years(indicator, with_id).edit(SHEET, "      - name: {zh: 培训合格率", "      - id: graduates\n        name: {zh: 培训合格率");
    let en = changes(&site, "en/2023/sample-bureau.html");
    let row = "Trainees who graduate\nFormerly: Trainees who pass\nStood under: Output › Quantity\nrenamed\n≥95%\n≥95%";
    assert!(en.contains(row) && en.contains("Only renamed: 1."), "{en}");
    // Moved alone.
    let site = site.edit(NEXT, "{zh: 结业率, en: Trainees who graduate}", "{zh: 培训合格率, en: Trainees who pass}");
    let en = changes(&site, "en/2023/sample-bureau.html");
    assert!(en.contains("Trainees who pass\nStood under: Output › Quantity\nmoved\n≥95%\n≥95%"), "{en}");
    assert!(en.contains("Only moved to other levels: 1."), "{en}");
    // Other ids are other indicators, whatever their names.
    let site = site.edit(NEXT, "id: graduates", "id: trainees").edit(NEXT, "quality:", "quantity:");
    let en = changes(&site, "en/2023/sample-bureau.html");
    assert!(en.contains("New indicators: 1. Gone: 1. The same as before: 0."), "{en}");
}

#[test]
fn ids_are_data_and_former_names_stand_in_the_json() {
    let site = two_years(
        "- name: {zh: 培训合格率, en: Trainees who pass}",
        "- id: '0815'\n        name: {zh: 结业率, en: Trainees who graduate}\n        formerly: {zh: 培训合格率, en: Trainees who pass}",
    );
    let files = site.build();
    let csv = |table: &str| String::from_utf8(files[&format!("data/2023/sample-bureau/overall-target.{table}.csv")].clone()).unwrap();
    let indicators = csv("indicators");
    let mut lines = indicators.lines();
    assert!(lines.next().unwrap().contains(",number,id,level1,"));
    assert!(lines.next().unwrap().contains(",1,0815,output,"), "{indicators}");
    assert!(csv("tasks").lines().nth(1).unwrap().contains(",1,,教师培训,"), "a task without one");
    let json: serde_json::Value = serde_json::from_slice(&files["data/2023/sample-bureau.json"]).unwrap();
    let (indicator, task) = (&json["sheets"][0]["indicators"][0], &json["sheets"][0]["tasks"][0]);
    assert_eq!((indicator["id"].as_str(), indicator["formerly"]["en"].as_str()), (Some("0815"), Some("Trainees who pass")));
    assert!(task["id"].is_null() && task["formerly"].is_null());
}

/// What `check` says of a site where the later year has this `formerly:` at its indicator.
fn said(former: &str) -> String {
    let to = format!("- name: {{zh: 结业率, en: Trainees who graduate}}\n        formerly: {former}");
    two_years("- name: {zh: 培训合格率, en: Trainees who pass}", &to).run("check").good().err
}

#[test]
fn a_former_name_that_names_nothing_is_a_warning_with_the_name_that_was_meant() {
    let words = said("培训及格率");
    for part in [
        "GK0303",
        "content/2023/sample-bureau/overall-target.yaml:14:19",
        "of 2022 has nothing that is called “培训及格率”",
        "did you mean “培训合格率”?",
    ] {
        assert!(words.contains(part), "{part}\n{words}");
    }
    assert!(said("完全不同的名字").contains("write the name as it stands in that report, or remove the line"));
    assert!(!said("培训合格率").contains("GK0303"));
}

#[test]
fn a_former_name_that_was_copied_along_is_found() {
    let site =
        two_years("- name: {zh: 培训合格率, en: Trainees who pass}", "- name: {zh: 结业率, en: Graduates}\n        formerly: 培训合格率");
    let copied = std::fs::read(site.path().join(NEXT)).unwrap();
    let words = site.write(LATER, copied).run("check").good().err;
    assert!(words.contains("content/2024/") && words.contains("it is called “结业率” there already: remove the line"), "{words}");
    assert_eq!(words.matches("GK0303").count(), 1, "{words}");
}

#[test]
fn two_rows_cannot_both_be_what_one_was_and_an_id_needs_no_former_name() {
    let second = "- name: {zh: 结业率, en: Graduates}\n        formerly: 培训合格率\n        target: ≥90%\n      \
                  - name: {zh: 及格率, en: Passed}\n        formerly: 培训合格率";
    let words = two_years("- name: {zh: 培训合格率, en: Trainees who pass}", second).run("check").good().err;
    assert!(words.contains("overall-target.yaml:17:19") && words.contains("is another row of this table already"), "{words}");
    let site = two_years("- name: {zh: 培训合格率", "- id: pass\n        formerly: 合格率\n        name: {zh: 结业率");
    let words = site.edit(SHEET, "- name: {zh: 培训合格率", "- id: pass\n        name: {zh: 培训合格率").run("check").good().err;
    assert!(words.contains("with the id `pass` is called “培训合格率”, not “合格率”"), "{words}");
    // Of two of one name nobody knows which.
    let twice = "培训合格率, en: A}\n        target: ≥1%\n    quality:\n      - name: {zh: 培训合格率";
    let site = two_years(
        "    quantity:\n      - name: {zh: 培训合格率",
        "    timeliness:\n      - formerly: 培训合格率\n        name: {zh: 结业率",
    );
    let words = site.edit(SHEET, "培训合格率", twice).run("check").good().err;
    assert!(words.contains("has 2 rows that are called “培训合格率”") && words.contains("the same `id:` in both years"), "{words}");
}

#[test]
fn nothing_is_said_of_former_names_where_the_report_before_is_not_known() {
    let renamed = TABLE.replace("- name: {zh: 培训合格率", "- formerly: 从前\n        name: {zh: 培训合格率");
    assert!(!Site::of(&renamed).run("check").good().err.contains("GK0303"), "there is none");
    let broken =
        two_years("- name: {zh: 培训合格率", "- formerly: 从前\n        name: {zh: 培训合格率").edit(SHEET, "total: 90", "total: 九十");
    let words = broken.run("check").err;
    assert!(words.contains("GK0011") && !words.contains("GK0303"), "it could not be read wholly: {words}");
}

#[test]
fn a_draft_is_held_against_what_is_published_and_never_the_other_way() {
    let draft = format!("status: draft\n{TABLE}").replace("≥95%", "≥99%");
    let site = Site::of(TABLE).write(NEXT, draft).write(LATER, TABLE.replace("≥95%", "≥96%"));
    let files = site.build();
    assert!(html(&files, "en/2024/sample-bureau.html").contains("Changes since 2022"));
    site.run("build --quiet --drafts --out preview").good();
    let preview = site.tree("preview");
    assert!(text(&preview, "en/2023/sample-bureau.html").contains("Changes since 2022"));
    assert!(text(&preview, "en/2024/sample-bureau.html").contains("Changes since 2022"));
}
