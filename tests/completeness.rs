//! The page of completeness: who published what in which year, and what became of the rest.

mod support;

use support::{Site, TABLE, assert_links_resolve, html, row, text};

fn sheet(year: u16, id: &str) -> String {
    format!("content/{year}/{id}/overall-target.yaml")
}

/// A department more, with these lines of departments.yaml.
fn with(site: Site, id: &str, name: &str, lines: &str) -> Site {
    site.append("content/departments.yaml", &format!("{id}: {{name: {{zh: {name}, en: {name}}}{lines}}}\n"))
}

#[test]
fn every_department_and_year_has_one_word_and_a_date_or_reason_where_one_is_stated() {
    let site = Site::of(format!("published: 2022-02-10\n{TABLE}")).write(&sheet(2024, "sample-bureau"), TABLE);
    let site = with(site, "young", "Young", ", since: 2023");
    let site = with(site, "old", "Old", ", until: 2022").write(&sheet(2022, "old"), TABLE);
    let site = with(site, "quiet", "Quiet", "")
        .write("content/2022/quiet/notice.yaml", "kind: withheld\nwhy: {zh: 涉密, en: State secrets}\n")
        .write("content/2023/quiet/notice.yaml", "kind: empty\nwhy: {zh: 无, en: No budget}\n")
        .write("content/2024/quiet/notice.yaml", "kind: withdrawn\ndate: 2024-05-01\nwhy: {zh: 有误, en: Wrong}\n");
    let files = site.build();
    assert_links_resolve(&files);
    let page = html(&files, "en/completeness.html");
    assert_eq!(row(page, "Department"), ["Department", "2024", "2023", "2022"]);
    assert_eq!(row(page, "Sample Bureau"), ["Sample Bureau", "published", "no report here", "published 10 February 2022"]);
    assert_eq!(row(page, "Young"), ["Young", "no report here", "no report here", "did not exist yet"]);
    assert_eq!(row(page, "Old"), ["Old", "no longer existed", "no longer existed", "published"]);
    let quiet = ["Quiet", "withdrawn 1 May 2024 Wrong", "nothing to report No budget", "withheld State secrets"];
    assert_eq!(row(page, "Quiet"), quiet);
    let en = text(&files, "en/completeness.html");
    assert!(en.contains("published\n3\nwithdrawn\n1\nwithheld\n1\nnothing to report\n1\nno report here\n3\n"), "{en}");
    assert!(en.contains("it does not mean that the department published none") && !en.contains("late"));
    // Neither is missing in a year in which it did not exist.
    let year = text(&files, "en/2024/index.html");
    assert!(!year.contains("Old"), "{year}");
}

#[test]
fn late_is_what_a_stated_date_says_of_a_stated_deadline() {
    let site = Site::of(format!("published: 2022-04-01\n{TABLE}"))
        .write(&sheet(2023, "sample-bureau"), format!("published: 2023-03-31\n{TABLE}"))
        .write(&sheet(2024, "sample-bureau"), TABLE)
        .append("content/site.yaml", "deadlines: {2022: 2022-03-31, 2023: 2023-03-31, 2024: 2024-03-31}\n");
    let files = site.build();
    let page = html(&files, "en/completeness.html");
    assert_eq!(row(page, "Sample Bureau"), ["Sample Bureau", "published", "published 31 March 2023", "published late 1 April 2022"]);
    assert!(row(page, "Department")[1].contains("2024 due 31 March 2024"));
    assert!(text(&files, "zh/completeness.html").contains("逾期公开"));
}

#[test]
fn samples_stand_apart_and_a_site_without_reports_says_so() {
    let site = with(Site::of(TABLE).append("content/site.yaml", "samples: true\n"), "invented", "Invented", "");
    let files = site.write(&sheet(2023, "invented"), format!("status: sample\n{TABLE}")).build();
    let page = html(&files, "en/completeness.html");
    assert_eq!(row(page, "Sample Bureau"), ["Sample Bureau", "published"]);
    assert_eq!(row(page, "Invented"), ["Invented", "sample"]);
    let empty = Site::of(format!("status: draft\n{TABLE}")).build();
    assert!(text(&empty, "en/completeness.html").contains("This site has no reports yet."));
}

#[test]
fn more_than_six_years_go_into_a_second_table() {
    let files = Site::of(TABLE).write(&sheet(2029, "sample-bureau"), TABLE).build();
    let rows = support::rows(html(&files, "en/completeness.html"));
    let widths: Vec<usize> = rows.iter().filter(|row| row[0] == "Sample Bureau").map(Vec::len).collect();
    assert_eq!(widths, [7, 3]);
}

#[test]
fn wrong_years_and_days_are_refused_with_their_places() {
    let site = Site::of(TABLE).append("content/site.yaml", "deadlines: {22: 2022-03-31, 2023: 31.3.2023}\n");
    let words = with(site, "young", "Young", ", since: 2023, until: 2020").run("check").err;
    for part in
        ["site.yaml:3:13", "`22` is not a year", "GK0012", "`31.3.2023` is not a date", "`2020` is not a year from that of `since:` on"]
    {
        assert!(words.contains(part), "{part}\n{words}");
    }
}

#[test]
fn the_page_is_found_from_home_and_from_the_foot_of_every_page() {
    let files = Site::of(TABLE).build();
    for (path, page) in support::pages(&files).filter(|(path, _)| *path != "404.html") {
        assert!(support::links(page).iter().any(|link| link.ends_with("completeness.html")), "{path}");
    }
    assert!(text(&files, "zh/index.html").contains("查看各部门各年度的公开情况"));
}
