//! What site.yaml can leave out, and where the time of a build went.

mod support;

use support::{Site, TABLE, assert_links_resolve, html, links, pages, resolve, text};

const REPORT: &str = "en/2022/sample-bureau.html";

fn with(switch: &str) -> Site {
    Site::of(TABLE).append("content/site.yaml", switch)
}

#[test]
fn without_search_there_is_no_index_and_nothing_asks_for_it() {
    let files = with("search: false\n").build();
    assert!(!files.keys().any(|path| path.starts_with("assets/search/") || path.ends_with("search.html")), "{:?}", files.keys());
    assert!(pages(&files).all(|(_, page)| !page.contains("search.html") && !page.contains("assets/search/")));
    assert_links_resolve(&files);
    assert!(Site::of(TABLE).build().contains_key("en/search.html"), "it is there otherwise");
}

#[test]
fn without_spreadsheets_the_data_are_csv_and_json_and_no_page_speaks_of_others() {
    let files = with("spreadsheets: false\n").build();
    assert!(!files.keys().any(|path| path.ends_with(".xlsx")));
    assert!(files.keys().any(|path| path.ends_with(".csv")) && files.contains_key("data/2022/sample-bureau.json"));
    for (path, _) in pages(&files) {
        assert!(!text(&files, path).contains("XLSX"), "{path}");
    }
    assert!(text(&Site::of(TABLE).build(), REPORT).contains("XLSX"), "it does otherwise");
}

#[test]
fn pages_that_are_not_minified_say_the_same() {
    let (plain, small) = (with("minify: false\n").build(), Site::of(TABLE).build());
    assert!(html(&plain, REPORT).len() > html(&small, REPORT).len());
    assert_eq!(support::words(html(&plain, REPORT)), support::words(html(&small, REPORT)));
}

#[test]
fn reports_lead_to_the_meaning_of_the_columns() {
    let files = Site::of(TABLE).build();
    let page = html(&files, REPORT);
    let before = page.split("What the columns mean").next().unwrap();
    let link = links(&before[before.rfind("<a ").unwrap()..])[0];
    assert_eq!(resolve(REPORT, link), "en/data.html");
}

#[test]
fn timings_say_how_long_each_phase_took_and_how_often_it_came() {
    let run = Site::of(TABLE).run("build --timings").good();
    let lines: Vec<Vec<&str>> = run.err.lines().map(|line| line.split_whitespace().collect()).collect();
    let at = lines.iter().position(|line| line == &["phase", "seconds", "share", "times"]).unwrap_or_else(|| panic!("{}", run.err));
    let times = |phase: &str| lines[at..].iter().find(|line| line[0] == phase).map(|line| line[3]);
    assert_eq!([times("read"), times("parse"), times("sync"), times("commit")], [Some("1"); 4], "{}", run.err);
    assert!(times("render").is_some_and(|pages| run.err.contains(&format!("1 report as {pages} pages"))), "{}", run.err);
    assert!(!Site::of(TABLE).run("build").good().err.contains("phase"), "only when asked");
}
