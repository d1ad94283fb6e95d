//! A notice in the place of a report: withdrawn, withheld, nothing to report. And reports that leave the site without one.

mod support;

use std::fs;
use support::{SHEET, Site, TABLE, assert_links_resolve, html, links, resolve, row, text};

const NEXT: &str = "content/2023/sample-bureau/overall-target.yaml";
const NOTICE: &str = "content/2023/sample-bureau/notice.yaml";
const WITHDRAWN: &str = "kind: withdrawn\ndate: 2024-03-01\nwhy: {zh: 重复公布, en: Published twice}\n";

/// A report of 2022, and of 2023 this notice.
fn noticed(notice: &str) -> Site {
    Site::of(TABLE).write(NOTICE, notice)
}

/// What `check` says of a site with this notice that does not pass.
fn refused(notice: &str) -> String {
    let run = noticed(notice).run("check");
    assert_eq!(run.code, 1, "{}", run.err);
    run.err
}

fn remove(site: &Site, file: &str) {
    fs::remove_file(site.path().join(file)).unwrap();
}

#[test]
fn a_withdrawn_report_leaves_a_page_at_its_address_that_says_when_and_why() {
    let site = noticed(WITHDRAWN).append("content/site.yaml", "base_url: https://example.gov.cn/\n");
    let files = site.build();
    let en = text(&files, "en/2023/sample-bureau.html");
    assert!(
        en.contains("Withdrawn: Sample Bureau, report of 2023\nThe report of 2023 was published here, and has been withdrawn."),
        "{en}"
    );
    assert!(en.contains("Date\n1 March 2024\nWhy\nPublished twice"), "{en}");
    let zh = html(&files, "zh/2023/sample-bureau.html");
    assert!(zh.contains("content=noindex") && text(&files, "zh/2023/sample-bureau.html").contains("原因\n重复公布"));
    assert!(!std::str::from_utf8(&files["sitemap.xml"]).unwrap().contains("2023/sample-bureau"), "no search engine shall list it");
    assert!(!files.keys().any(|path| path.starts_with("data/2023/")), "nothing of it is data");
    assert!(!std::str::from_utf8(&files["data/departments.csv"]).unwrap().contains("\n2023"));
    let zh = noticed(WITHDRAWN).build();
    assert_links_resolve(&zh);
}

#[test]
fn lists_say_that_a_report_was_withdrawn_and_lead_to_the_notice() {
    let files = noticed(WITHDRAWN).build();
    let department = html(&files, "en/departments/sample-bureau.html");
    assert_eq!(row(department, "2023"), ["2023", "withdrawn"]);
    assert_eq!(row(department, "2022").len(), 5, "figures of the year before stay");
    let year = text(&files, "en/2023/index.html");
    assert!(year.contains("Withdrawn, withheld, or nothing to report\nSample Bureau withdrawn"), "{year}");
    assert!(!year.contains("without a report"), "it is not missing: {year}");
    for page in ["en/departments/sample-bureau.html", "en/2023/index.html"] {
        let to = |link: &&str| !link.starts_with('#') && resolve(page, link) == "en/2023/sample-bureau.html";
        assert!(links(html(&files, page)).iter().any(to), "{page}");
    }
}

#[test]
fn reports_that_are_withheld_or_empty_are_noticed_too_with_a_date_or_without() {
    let en = |notice: &str| text(&noticed(notice).build(), "en/2023/sample-bureau.html");
    let withheld = en("kind: withheld\nwhy: {zh: 涉及国家秘密, en: State secrets}\n");
    assert!(withheld.contains("The report of 2023 is not published.") && withheld.contains("Date\nnot stated\nWhy\nState secrets"));
    let empty = en("kind: empty\ndate: 2023-02-01\nwhat: {zh: 整体支出, en: Overall expenditure}\nwhy: {zh: 本年无预算, en: No budget}\n");
    assert!(empty.contains("There was nothing to report for 2023.") && empty.contains("What\nOverall expenditure\nDate\n1 February 2023"));
}

#[test]
fn lists_of_departments_name_those_that_have_nothing_but_a_notice() {
    let files = Site::of(TABLE)
        .append("content/departments.yaml", "silent-bureau: {name: {zh: 静默局, en: Silent Bureau}, sector: education}\n")
        .write("content/2023/silent-bureau/notice.yaml", "kind: withheld\nwhy: {zh: 涉密, en: Secret}\n")
        .build();
    for page in ["en/index.html", "en/departments.html", "en/sectors.html"] {
        let all = text(&files, page);
        assert!(all.contains("Silent Bureau\n2023 withheld") && all.contains("Sample Bureau\n2022\n"), "{page}: {all}");
        assert!(!all.contains("Silent Bureau sample"), "{page}: a secret is no sample");
    }
    let map = html(&files, "en/site-map.html");
    for to in ["en/departments/silent-bureau.html", "en/2023/index.html"] {
        assert!(links(map).iter().any(|link| !link.starts_with('#') && resolve("en/site-map.html", link) == to), "{to}");
    }
}

#[test]
fn a_department_that_has_nothing_but_a_notice_has_a_page() {
    let site = noticed(WITHDRAWN);
    remove(&site, SHEET);
    let files = site.build();
    assert_links_resolve(&files);
    assert_eq!(row(html(&files, "en/departments/sample-bureau.html"), "2023"), ["2023", "withdrawn"]);
}

#[test]
fn samples_and_drafts_of_notices_are_published_where_those_of_sheets_are() {
    let draft = noticed(&format!("status: draft\n{WITHDRAWN}"));
    assert!(!draft.build().contains_key("zh/2023/sample-bureau.html"));
    let sample = noticed(&format!("status: sample\n{WITHDRAWN}"));
    assert!(!sample.build().contains_key("zh/2023/sample-bureau.html"));
    let files = sample.append("content/site.yaml", "samples: true\n").build();
    assert!(text(&files, "en/2023/sample-bureau.html").contains("Sample data"));
}

#[test]
fn a_wrong_notice_is_refused_with_its_place() {
    let words = refused("kind: withdrawn\nwhy: {zh: 重复, en: Twice}\n");
    assert!(words.contains("GK0009") && words.contains("the notice has no `date`"), "{words}");
    let words = refused("kind: deleted\ndate: 2024-03-01\nwhy: {zh: 重复, en: Twice}\n");
    assert!(words.contains("GK0013") && words.contains("notice.yaml:1:7") && words.contains("withdrawn, withheld, empty"), "{words}");
    let words = refused("kind: empty\nreason: 无\n");
    assert!(words.contains("unknown key `reason`") && words.contains("the notice has no `why`"), "{words}");
    let words = refused("kind: empty\ndate: 2024年\nwhy: {zh: 重复, en: Twice}\n");
    assert!(words.contains("GK0012"), "{words}");
    let run = noticed(WITHDRAWN).write(NEXT, TABLE).run("check");
    assert!(run.code == 1 && run.err.contains("GK0034") && run.err.contains("remove notice.yaml, or remove the sheet"), "{}", run.err);
    noticed(WITHDRAWN).write(NEXT, format!("status: draft\n{TABLE}")).run("check").good();
    let words = noticed("kind: empty\nwhy: 无\n").run("check").good().err;
    assert!(words.contains("GK0301") && words.contains("notice.yaml:2:6"), "{words}");
}

#[test]
fn a_draft_stands_before_the_notice_in_a_preview() {
    let site = noticed(WITHDRAWN).write(NEXT, format!("status: draft\n{TABLE}"));
    site.run("build --quiet --drafts --out preview").good();
    assert!(text(&site.tree("preview"), "en/2023/sample-bureau.html").contains("Training of teachers"));
}

#[test]
fn a_published_report_that_would_go_without_a_word_is_a_warning_until_a_notice_tells() {
    let site = Site::of(TABLE).write(NEXT, TABLE);
    site.run("build").good();
    remove(&site, NEXT);
    let words = site.run("check").good().err;
    assert!(!words.contains("GK0035"), "to check is to look at the content alone: {words}");
    let said = site.write(NOTICE, WITHDRAWN).run("build").good().err;
    assert!(!said.contains("GK0035"), "{said}");

    let site = Site::of(TABLE).write(NEXT, TABLE);
    site.run("build").good();
    remove(&site, NEXT);
    let said = site.run("build").good().err;
    assert!(said.contains("GK0035") && said.contains("zh/2023/sample-bureau.html leaves the site"), "{said}");
    assert!(said.contains("content/2023/sample-bureau/notice.yaml with `kind: withdrawn`"), "{said}");
    assert!(!site.run("build").good().err.contains("GK0035"), "the site that stands has it no more");
}

#[test]
fn samples_and_what_moved_leave_without_a_warning() {
    let sample = format!("status: sample\n{TABLE}");
    let site = Site::of(TABLE).write(NEXT, &sample).append("content/site.yaml", "samples: true\n");
    site.run("build").good();
    assert!(!site.run("build --no-samples").good().err.contains("GK0035"));
    // A draft again: it was published, and is not any more.
    let said = site.edit(SHEET, "tasks:", "status: draft\ntasks:").run("build").good().err;
    assert!(said.contains("GK0035") && said.contains("zh/2022/sample-bureau.html"), "{said}");
}
