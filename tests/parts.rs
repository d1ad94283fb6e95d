//! Lists of more than 200 departments: in parts that lead to each other, with every department on one of them.

mod support;

use std::{collections::BTreeSet, sync::OnceLock};
use support::{Site, TABLE, Tree, assert_links_resolve, html, links, pages, rows, text};

const DEPARTMENTS: usize = 450;

/// 450 departments, all with a report for 2022, and the first 210 of them also with one for 2023; one more of the first letter is a sample.
fn site() -> Site {
    let (mut site, mut lines) = (Site::of(TABLE), String::new());
    for number in 1..DEPARTMENTS {
        let id = format!("office-{number:03}");
        lines.push_str(&format!("{id}: {{name: {{zh: 第{number:03}办公室, en: Office {number:03}}}, order: {number}}}\n"));
        site = site.write(&format!("content/2022/{id}/overall-target.yaml"), TABLE);
        if number <= 210 {
            site = site.write(&format!("content/2023/{id}/overall-target.yaml"), TABLE);
        }
    }
    lines.push_str("invented: {name: {zh: 虚构单位, en: Invented}}\n");
    site.append("content/departments.yaml", &lines)
        .append("content/site.yaml", "samples: true\neditions: [en]\nsearch: false\nspreadsheets: false\n")
        .write("content/2022/invented/overall-target.yaml", format!("status: sample\n{TABLE}"))
}

/// The same, built once for all tests.
fn built() -> &'static Tree {
    static BUILT: OnceLock<Tree> = OnceLock::new();
    BUILT.get_or_init(|| site().build())
}

/// The names in the first column of the tables and lists on these pages.
fn offices(files: &Tree, paths: &[&str]) -> Vec<String> {
    let own = |path: &&str| rows(html(files, path)).into_iter().filter_map(|cells| cells.into_iter().next()).collect::<Vec<_>>();
    paths.iter().flat_map(own).filter(|name| name.starts_with("Office")).collect()
}

#[test]
fn a_long_list_is_parted_and_no_department_is_lost() {
    let files = built();
    assert_links_resolve(files);
    let year = ["en/2022/index.html", "en/2022/page-2.html", "en/2022/page-3.html"];
    // Each stands in two tables of its page, budgets and indicators.
    let named = offices(files, &year);
    assert_eq!(named.len(), 2 * (DEPARTMENTS - 1));
    assert_eq!(named.iter().collect::<BTreeSet<_>>().len(), DEPARTMENTS - 1);
    assert!(!files.contains_key("en/2022/page-4.html"));
    assert!(files.contains_key("en/2023/page-2.html") && !files.contains_key("en/2023/page-3.html"));

    let last = html(files, year[2]);
    assert!(last.contains("<title>Performance targets for 2022 (page 3 of 3)") || last.contains("(page 3 of 3)"), "{last}");
    let words = text(files, year[2]);
    assert!(words.contains("Entries 401 to 451 of 451"), "{words}");
    // The sum under a part is that of all, and says so; what is shown whole has the usual words.
    let total = ["Total of all 450 departments (computed by this site)", "40,500", "40,500", "—", "100.0%"];
    assert!(year.iter().all(|page| rows(html(files, page)).iter().any(|cells| *cells == total)));
    assert!(rows(last).iter().any(|cells| cells.first().is_some_and(|name| name == "Invented")), "the sample stands where the list ends");
    assert!(rows(last).iter().any(|cells| cells[0] == "Total (computed by this site)"), "and its sum is of it alone");
    for (page, charts) in [(year[0], true), (year[1], false)] {
        assert_eq!(html(files, page).contains("<figure"), charts, "{page}");
    }
    // Those that are missing in 2023 are too many for the page, too.
    let missing = text(files, "en/2023/index.html");
    assert!(missing.contains("40 more departments are not listed here."), "{missing}");
    assert!(!text(files, "en/2023/page-2.html").contains("not listed here"));

    let completeness = ["en/completeness.html", "en/completeness/page-2.html", "en/completeness/page-3.html"];
    let named = offices(files, &completeness);
    assert_eq!(named.len(), DEPARTMENTS - 1);
    assert_eq!(named.iter().collect::<BTreeSet<_>>().len(), DEPARTMENTS - 1);
    assert!(text(files, completeness[0]).contains("published\n660\n"), "{}", text(files, completeness[0]));
}

#[test]
fn home_and_site_map_lead_to_the_lists_where_departments_are_many() {
    let files = built();
    for page in ["en/index.html", "index.html"] {
        assert!(text(files, page).contains(&format!("There are {} departments.", DEPARTMENTS + 1)), "{}", text(files, page));
        let listed = links(html(files, page)).into_iter().filter(|link| link.contains("departments/office-")).count();
        assert_eq!(listed, 0, "{page}");
        assert!(links(html(files, page)).iter().any(|link| link.ends_with("departments.html")), "{page}");
    }
    assert!(links(html(files, "en/site-map.html")).contains(&"departments.html"));
    // All names begin with the same letter: its page is parted.
    let letter = ["en/departments/page-o.html", "en/departments/page-o.2.html", "en/departments/page-o.3.html"];
    let led: BTreeSet<&str> =
        letter.iter().flat_map(|page| links(html(files, page))).filter(|link| link.contains("office-") && !link.contains("/20")).collect();
    assert_eq!(led.len(), DEPARTMENTS - 1);
    assert!(html(files, letter[1]).contains("(page 2 of 3)"));
}

#[test]
fn every_page_of_a_list_has_a_title_of_its_own() {
    let files = built();
    let title = |html: &str| html.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap_or_default().to_owned();
    let lists: Vec<_> = pages(files).filter(|(path, _)| path.contains("page-") || path.ends_with("/index.html")).collect();
    let titles: BTreeSet<String> = lists.iter().map(|(_, html)| title(html)).collect();
    assert!(lists.len() > 10);
    assert_eq!(titles.len(), lists.len(), "{titles:?}");
}

#[test]
fn a_link_to_a_part_of_a_list_is_a_link_to_a_page() {
    let about = |to: &str| format!("---\ntitle: About\n---\nSee [more]({to}).\n");
    let good = site()
        .write("content/pages/list.zh.md", about("2022/page-3.html"))
        .write("content/pages/list.en.md", about("completeness/page-2.html"));
    assert_links_resolve(&good.build());
    let bad = site().write("content/pages/list.zh.md", about("2022/page-4.html"));
    let run = bad.run("build");
    assert!(run.err.contains("GK0030") && run.err.contains("2022/page-4.html"), "{}", run.err);
}
