//! Search and the lists that lead into the site: what a whole build writes, what it must not write, and what an edit touches.
//! That queries are answered is tested in browsers (tests/browser/search.spec.mjs).

mod support;

use std::collections::BTreeSet;
use support::{SHEET, Site, TABLE, Tree, html, links, resolve, text, values};

const INDEX: &str = "assets/search/";

/// All files of the index as one text.
fn index(files: &Tree) -> String {
    files.iter().filter(|(path, _)| path.starts_with(INDEX)).map(|(_, bytes)| String::from_utf8(bytes.clone()).unwrap()).collect()
}

/// Paths that differ between two trees, or stand in one alone.
fn changed<'t>(before: &'t Tree, after: &'t Tree) -> BTreeSet<&'t str> {
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    paths.into_iter().filter(|path| before.get(*path) != after.get(*path)).map(String::as_str).collect()
}

// ---------------------------------------------------------------- the index

#[test]
fn every_text_that_a_report_shows_stands_in_the_texts_of_the_index_in_the_language_it_is_shown_in() {
    let files = Site::own().build();
    let zh = String::from_utf8(files["assets/search/zh/t/2022/organization-department.js"].clone()).unwrap();
    for words in ["老干部慰问活动费", "≤90万元", "2,546", "3,200.58", "公务员招录", "目标2", "新疆巴州党委组织部"]
    {
        assert!(zh.contains(words), "{words}");
    }
    let en = String::from_utf8(files["assets/search/en/t/2022/organization-department.js"].clone()).unwrap();
    assert!(
        en.contains("=158 people") && en.contains("Visits to veteran cadres") && !en.contains("慰问"),
        "each language has its own words"
    );
}

#[test]
fn a_text_without_translation_is_found_in_the_language_it_is_shown_in_instead() {
    let files = Site::of(TABLE.replace("{zh: 培训合格率, en: Trainees who pass}", "培训合格率")).build();
    let en = String::from_utf8(files["assets/search/en/t/2022/sample-bureau.js"].clone()).unwrap();
    assert!(en.contains(r#"{"lang":"zh-CN","words":"培训合格率"}"#), "{en}");
}

#[test]
fn drafts_and_samples_that_are_left_out_leave_no_word_and_no_id_in_the_index() {
    let hidden = TABLE.replace("教师培训", "秘密任务");
    let site = |status: &str| {
        Site::of(TABLE)
            .append("content/departments.yaml", "hidden-office: {name: {zh: 隐藏办公室, en: Hidden Office}}\n")
            .write("content/2022/hidden-office/overall-target.yaml", format!("status: {status}\n{hidden}"))
            .build()
    };
    for status in ["draft", "sample"] {
        let index = index(&site(status));
        assert!(index.contains("教师培训"));
        for word in ["秘密", "hidden-office", "隐藏", "Hidden"] {
            assert!(!index.contains(word), "{status}: {word}");
        }
    }
    assert!(index(&site("final")).contains("秘密"), "what is published is found");
}

#[test]
fn the_index_is_the_same_whatever_the_number_of_threads() {
    let site = Site::own();
    site.run("build --quiet --jobs 1 --out one").good();
    site.run("build --quiet --jobs 7 --out seven").good();
    assert_eq!(index(&site.tree("one")), index(&site.tree("seven")));
}

#[test]
fn a_preview_has_no_index_and_no_form_that_would_need_it() {
    let site = Site::own();
    site.run("build --quiet --year 2022 --out preview").good();
    let files = site.tree("preview");
    assert_eq!(index(&files), "");
    assert!(!files.contains_key("zh/search.html"));
    let whole = site.build();
    for path in ["zh/index.html", "en/2022/organization-department.html"] {
        assert!(html(&whole, path).contains("data-entry") && !html(&files, path).contains("data-entry"), "{path}");
    }
}

#[test]
fn an_edit_touches_the_index_and_the_pages_that_show_it_and_no_page_of_others() {
    let site = Site::own();
    let before = site.build();
    let after = site.edit("content/2024/sample-library/overall-target.yaml", "职工满意度", "馆员满意度").build();
    let pages: BTreeSet<&str> = changed(&before, &after).into_iter().filter(|path| path.ends_with(".html")).collect();
    assert!(pages.contains("zh/2024/sample-library.html"));
    assert!(pages.iter().all(|page| page.contains("sample-library")), "{pages:?}");
    let texts: BTreeSet<&str> = changed(&before, &after).into_iter().filter(|path| path.contains("/t/")).collect();
    assert_eq!(texts, ["assets/search/en/t/2024/sample-library.js", "assets/search/zh/t/2024/sample-library.js"].into());
}

#[test]
fn pages_know_one_script_of_the_index_whose_name_never_changes() {
    let files = Site::own().build();
    for path in ["index.html", "zh/index.html", "en/2022/organization-department.html", "zh-en/search.html"] {
        let entries: Vec<String> = values(html(&files, path), "data-entry").into_iter().map(|entry| resolve(path, entry)).collect();
        assert_eq!(entries, ["assets/search/entry.js"], "{path}");
    }
    assert!(!links(html(&files, "zh/search.html")).iter().any(|link| link.contains(INDEX)), "nothing is loaded before somebody searches");
}

// ---------------------------------------------------------------- lists

#[test]
fn departments_stand_under_the_letters_of_the_readers_language() {
    let files = Site::of(TABLE)
        .append("content/departments.yaml", "audit-office: {name: {zh: 审计局, en: Audit Office}}\n")
        .write("content/2022/audit-office/overall-target.yaml", TABLE)
        .append(
            "content/departments.yaml",
            "changsha-road: {name: {zh: 长沙路街道, en: Changsha Road Subdistrict}, sort_key: 常沙路街道}\n",
        )
        .write("content/2022/changsha-road/overall-target.yaml", TABLE)
        .build();
    let lines = |path: &str| text(&files, path).lines().map(str::to_owned).collect::<Vec<_>>();
    let at = |lines: &[String], word: &str| lines.iter().rposition(|line| line == word).unwrap_or_else(|| panic!("{word}: {lines:?}"));
    let zh = lines("zh/departments.html");
    let order = ["C", "长沙路街道", "S", "审计局", "示例局"].map(|word| at(&zh, word));
    assert!(order.is_sorted(), "{order:?} {zh:?}");
    let en = lines("en/departments.html");
    let order = ["A", "Audit Office", "C", "Changsha Road Subdistrict", "S", "Sample Bureau"].map(|word| at(&en, word));
    assert!(order.is_sorted(), "{order:?} {en:?}");
}

#[test]
fn there_is_a_list_by_sector_where_a_department_has_one() {
    let without = Site::of(TABLE).build();
    assert!(!without.contains_key("zh/sectors.html") && !html(&without, "zh/index.html").contains("sectors.html"));
    let with = Site::of(TABLE).edit(
        "content/departments.yaml",
        "{zh: 示例局, en: Sample Bureau}",
        "{zh: 示例局, en: Sample Bureau}, sector: education",
    );
    let with = with.build();
    assert!(text(&with, "en/sectors.html").contains("Education\nSample Bureau"));
    assert!(html(&with, "en/index.html").contains("sectors.html"));
}

#[test]
fn indicators_by_level_lead_to_the_rows_of_their_reports() {
    let files = Site::own().build();
    assert!(links(html(&files, "en/indicators.html")).contains(&"indicators/2022-output-quantity.html"));
    let page = "en/indicators/2022-output-quantity.html";
    let reports: Vec<(String, &str)> = links(html(&files, page))
        .into_iter()
        .filter_map(|link| link.split_once('#'))
        .filter(|(path, _)| path.contains("2022/"))
        .map(|(path, fragment)| (resolve(page, path), fragment))
        .collect();
    assert_eq!(reports.len(), 4, "{reports:?}");
    for (path, fragment) in reports {
        assert_eq!(fragment, "output-quantity");
        assert!(values(html(&files, &path), "id").contains(&fragment), "{path}");
    }
}

#[test]
fn a_list_of_many_departments_is_parted_into_pages_and_all_of_them_are_reached() {
    let mut site = Site::of(TABLE).write("content/site.yaml", "title: 测试\nlanguages: [zh]\n");
    let table = "tasks:\n  - {name: 培训, total: 9}\ngoals:\n  - 目标。\nindicators:\n  output:\n    quantity:\n      - {name: 次数, target: 9次}\n";
    let mut departments = "sample-bureau: {name: 示例局}\n".to_owned();
    for number in 0..500 {
        departments.push_str(&format!("bureau-{number}: {{name: {}第{number}局}}\n", if number % 2 == 0 { "安" } else { "北" }));
        site = site.write(&format!("content/2022/bureau-{number}/overall-target.yaml"), table);
    }
    let files = site.write(SHEET, table).write("content/departments.yaml", departments).build();
    let whole = "zh/departments.html";
    let parts: Vec<String> =
        links(html(&files, whole)).into_iter().filter(|link| link.contains("page-")).map(|link| resolve(whole, link)).collect();
    assert_eq!(parts, ["zh/departments/page-a.html", "zh/departments/page-b.html", "zh/departments/page-s.html"]);
    // 250 of a letter are still more than a page is for.
    let second = ["zh/departments/page-a.2.html", "zh/departments/page-b.2.html"].map(str::to_owned);
    assert!(second.iter().all(|page| files.contains_key(page)) && !files.contains_key("zh/departments/page-s.2.html"));
    let reached: BTreeSet<String> = parts
        .iter()
        .chain(&second)
        .flat_map(|part| links(html(&files, part)).into_iter().map(|link| resolve(part, link)))
        .filter(|path| path.starts_with("zh/departments/") && path.contains("bureau"))
        .collect();
    assert_eq!(reached.len(), 501);
    let level = ["", ".2", ".3"].map(|part| format!("zh/indicators/2022-output-quantity{part}.html"));
    assert_eq!(
        level.map(|page| links(html(&files, &page)).into_iter().filter(|link| link.contains('#') && link.contains("2022/")).count()),
        [200, 200, 101]
    );
    support::assert_links_resolve(&files);
}
