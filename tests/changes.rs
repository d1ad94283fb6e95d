//! The page of changes of a report: every change with both values, in official groups, and the chain of them over the years.

mod support;

use std::collections::BTreeSet;
use support::{SHEET, Site, TABLE, Tree, assert_links_resolve, html, links, resolve, row, text};

fn sheet(year: u16) -> String {
    format!("content/{year}/sample-bureau/overall-target.yaml")
}

/// The small table in these years.
fn in_years(years: &[u16]) -> Site {
    years.iter().fold(Site::of(TABLE), |site, year| site.write(&sheet(*year), TABLE))
}

/// A table with so many indicators, each with a target that begins with `digit`.
fn long(digit: u8) -> String {
    let indicator = |n| format!("      - name: {{zh: 第{n}项, en: Item {n}}}\n        target: ≥{digit}{n}人\n");
    let (head, _) = TABLE.split_once("      - name: {zh: 培训合格率").unwrap();
    let (first, rest): (Vec<u8>, Vec<u8>) = (1..=14).partition(|n| *n <= 9);
    let list = |numbers: Vec<u8>| numbers.into_iter().map(indicator).collect::<String>();
    format!("{head}{}    quality:\n{}", list(first), list(rest))
}

/// The paths whose bytes differ.
fn differing(a: &Tree, b: &Tree) -> BTreeSet<String> {
    let paths: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    paths.into_iter().filter(|path| a.get(*path) != b.get(*path)).cloned().collect()
}

#[test]
fn a_long_list_of_changes_is_shortened_on_the_report_and_whole_on_a_page_of_its_own() {
    let files = Site::of(long(1)).write(&sheet(2023), long(2)).build();
    assert_links_resolve(&files);
    let report = html(&files, "en/2023/sample-bureau.html");
    let changed = |html: &str| support::rows(html).into_iter().filter(|row| row.get(1).is_some_and(|cell| cell == "raised")).count();
    assert_eq!(changed(report), 10);
    assert!(text(&files, "en/2023/sample-bureau.html").contains("4 more changes are not listed here. See all changes"));
    let leads = |link: &&str| resolve("en/2023/sample-bureau.html", link) == "en/2023/sample-bureau/changes.html";
    assert!(links(report).iter().any(|link| !link.starts_with('#') && leads(link)));
    let page = html(&files, "en/2023/sample-bureau/changes.html");
    assert_eq!(changed(page), 14);
    assert_eq!(row(page, "Item 14 Quality"), ["Item 14 Quality", "raised", "≥114人", "≥214人"].map(|cell| cell.replace('人', " people")));
}

#[test]
fn changes_stand_in_the_groups_of_the_table_with_what_is_the_same_counted() {
    let site = in_years(&[2023])
        .edit(SHEET, "indicators:\n", "indicators:\n  benefit:\n    social: [{name: {zh: 家长评价, en: Parents}, target: ≥90%}]\n")
        .append(SHEET, "      - {name: {zh: 课期, en: Course}, target: ≥40天}\n")
        .append(&sheet(2023), "      - {name: {zh: 课期, en: Course}, target: ≥30天}\n")
        .edit(&sheet(2023), ": 90", ": 95.50");
    let files = site.build();
    let en = text(&files, "en/2023/sample-bureau/changes.html");
    let output = "Output › Quantity The same as before: 1.\nCourse Quantity\nlowered\n≥40 days\n≥30 days";
    assert!(
        en.contains("Targets lowered: 1. Gone: 1. The same as before: 1.") && en.contains("Budgets increased: 1. The same as before: 0.")
    );
    let budget = "The budget rose by 5.50\u{a0}万元 (6.1%) from 2022 to 2023, to 95.50\u{a0}万元";
    assert!(en.contains(budget) && text(&files, "en/2023/sample-bureau.html").contains(budget), "{en}");
    let place = |words: &str| en.find(words).unwrap_or_else(|| panic!("{words}\n{en}"));
    assert!(
        place(output) < place("Benefit › Social benefit The same as before: 0.\nParents Social benefit\ngone\n≥90%\nnone"),
        "in the order of the report"
    );
    assert!(en.contains("Training of teachers\nincreased\n90\u{a0}万元\n95.50\u{a0}万元"), "{en}");
    // A name leads to its row in the report.
    let page = html(&files, "zh/2023/sample-bureau/changes.html");
    let target = links(page).into_iter().find(|link| link.ends_with("#indicator-2")).unwrap();
    assert_eq!(resolve("zh/2023/sample-bureau/changes.html", target), "zh/2023/sample-bureau.html#indicator-2");
    assert!(html(&files, "zh/2023/sample-bureau.html").contains("indicator-2"));
    assert!(!files.contains_key("zh/2022/sample-bureau/changes.html"), "there is no report before the first");
}

#[test]
fn pages_of_changes_are_a_chain_that_passes_over_missing_years_and_other_statuses() {
    let site =
        in_years(&[2024, 2025, 2026]).edit(&sheet(2025), "tasks:", "status: sample\ntasks:").append("content/site.yaml", "samples: true\n");
    let files = site.build();
    assert!(!files.contains_key("zh/2025/sample-bureau/changes.html"), "a sample is not held against real figures");
    let neighbours = |year: u16| -> Vec<String> {
        let page = html(&files, &format!("zh/{year}/sample-bureau/changes.html"));
        let nav = page.split("class=neighbours").nth(1).map_or("", |rest| rest.split("</nav>").next().unwrap());
        links(nav).into_iter().map(str::to_owned).collect()
    };
    assert_eq!(neighbours(2024), ["../../2026/sample-bureau/changes.html"]);
    assert_eq!(neighbours(2026), ["../../2024/sample-bureau/changes.html"]);
}

#[test]
fn an_edit_touches_its_report_and_the_next_and_no_other_report() {
    let site = in_years(&[2023, 2024, 2025]);
    let before = site.build();
    let site = site.edit(&sheet(2023), "≥95%", "≥96%");
    let after = site.build();
    let mut touched = differing(&before, &after);
    // Its data and what is searched change with it; here it is about pages.
    touched.retain(|path| path.ends_with(".html"));
    let pages = [
        "2023/sample-bureau.html",
        "2023/sample-bureau/changes.html",
        "2024/sample-bureau.html",
        "2024/sample-bureau/changes.html",
        "departments/sample-bureau/indicators.html",
    ];
    let expected: BTreeSet<String> =
        ["zh", "en", "zh-en"].iter().flat_map(|edition| pages.map(|page| format!("{edition}/{page}"))).collect();
    assert_eq!(touched, expected);
}
