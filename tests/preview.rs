//! Less than the whole site, or more: what `--year`, `--department`, `--edition`, `--drafts` and `--no-samples` leave out and
//! show, and what a preview may not do.

mod support;

use support::{Site, Tree, assert_links_resolve, html, links, pages, resolve};

const REAL: &str = "content/2022/organization-department/overall-target.yaml";

/// The command's every way to ask for a preview.
const PREVIEWS: [&str; 5] = [
    "--year 2023",
    "--department sample-library",
    "--edition en",
    "--drafts",
    "--year 2022 --department organization-department --edition zh-en",
];

/// What a build with these options writes into a folder of its own.
fn preview(site: &Site, options: &str) -> Tree {
    site.run(&format!("build --quiet --out preview {options}")).good();
    site.tree("preview")
}

/// The files are those of the whole site that `keeps`, and the one that says what they are; `keeps` gets the edition and the
/// path below it.
fn assert_part(part: &Tree, whole: &Tree, keeps: impl Fn(&str, &str) -> bool) {
    let in_editions = ["zh/", "en/", "zh-en/"];
    // Data of a report go with its page; data of more than one report are no part of a preview.
    let keeps_data = |file: &str| match file.split_once('/') {
        Some(("departments" | "schemas", _)) => false,
        Some((_, "departments.csv")) => false,
        Some((_, table)) if table.starts_with("overall-target.") => false,
        Some((year, below)) => {
            let department = below.split(['/', '.']).next().unwrap();
            in_editions.iter().any(|edition| keeps(edition.trim_end_matches('/'), &format!("{year}/{department}.html")))
        }
        None => file == "report.schema.json",
    };
    // A page of a level is there with any report that it leads to.
    let leads_on = |edition: &str, path: &str| {
        let rows = links(html(whole, path)).into_iter().filter(|link| link.contains('#')).map(|link| resolve(path, link));
        rows.filter_map(|row| Some(row.strip_prefix(edition)?.split('#').next()?.to_owned()))
            .any(|report| keeps(edition.trim_end_matches('/'), &report))
    };
    let keeps = |path: &str| match in_editions.iter().find_map(|edition| Some((edition, path.strip_prefix(edition)?))) {
        Some((_, "search.html")) => false,
        Some((edition, below)) if below.starts_with("indicators/") => leads_on(edition, path),
        Some((edition, below)) => keeps(edition.trim_end_matches('/'), below),
        None if path.starts_with("assets/search/") => false,
        None => path.strip_prefix("data/").is_none_or(keeps_data), // the root page and the style sheet are there
    };
    let mut expected: Vec<&str> = whole.keys().map(String::as_str).filter(|path| keeps(path)).chain(["preview.txt"]).collect();
    expected.sort_unstable();
    assert_eq!(part.keys().collect::<Vec<_>>(), expected);
}

#[test]
fn a_preview_of_a_year_holds_its_reports_their_departments_and_nothing_of_other_years() {
    let site = Site::own();
    assert_part(&preview(&site, "--year 2023"), &site.build(), |_, below| match below.split_once('/') {
        // Of one year there is nothing to follow over the years.
        Some(("departments", below)) => !["organization-department.html", "sample-archives.html"].contains(&below) && !below.contains('/'),
        Some((year, below)) => year == "2023" && !below.ends_with("/changes.html"),
        None => true,
    });
}

#[test]
fn a_preview_of_a_department_holds_its_reports_and_nothing_of_other_departments() {
    let site = Site::own();
    let part = preview(&site, "--department sample-library");
    assert_part(&part, &site.build(), |_, below| {
        !below.contains('/') || below.ends_with("/index.html") || below.contains("/sample-library")
    });
    let year = html(&part, "zh/2022/index.html");
    assert!(year.contains("图书馆") && !year.contains("组织部") && !year.contains("教育局"));
}

#[test]
fn a_preview_of_an_edition_holds_that_edition_alone_and_opens_with_it() {
    let site = Site::own();
    let part = preview(&site, "--edition en");
    assert_part(&part, &site.build(), |edition, _| edition == "en");
    assert!(html(&part, "index.html").contains("<html lang=en>"));
}

#[test]
fn a_preview_with_drafts_holds_the_whole_site_and_the_drafts() {
    let whole = Site::own().build();
    let site = Site::own().edit(REAL, "status: final", "status: draft");
    assert_part(&preview(&site, "--drafts"), &whole, |_, _| true);
    assert!(html(&preview(&site, "--drafts"), "zh/2022/organization-department.html").contains("草稿"));
}

#[test]
fn without_drafts_a_draft_is_on_no_page_and_its_errors_are_no_errors() {
    let site = Site::own().edit(REAL, "status: final", "status: draft").edit(REAL, "total: 90", "total: 91");
    let files = site.build();
    for (path, page) in pages(&files) {
        assert!(!path.ends_with("/organization-department.html") && !page.contains("党委组织部</a>"), "{path}");
    }
    assert!(site.run("build").good().err.contains("11 reports (and 1 draft left out)"));
}

#[test]
fn samples_are_left_out_unless_the_site_wants_them() {
    let files = Site::own().edit("content/site.yaml", "samples: true\n", "").build();
    assert!(files.contains_key("zh/2022/organization-department.html"));
    assert!(!files.keys().any(|path| path.contains("sample")), "{:?}", files.keys());
    assert!(!files.contains_key("zh/2024/index.html"));
}

#[test]
fn no_samples_gives_the_site_that_does_not_want_them_whatever_it_says() {
    let site = Site::own();
    let run = site.run("build --no-samples").good();
    assert!(run.err.contains("1 report (and 11 samples left out)"), "{}", run.err);
    assert_eq!(site.tree("public"), Site::own().edit("content/site.yaml", "samples: true\n", "").build());
}

#[test]
fn list_and_check_heed_the_same_options() {
    let site = Site::own().edit(REAL, "status: final", "status: draft");
    let lines = |options: &str| site.run(&format!("list {options}")).good().out.lines().count();
    let sheets =
        |options: &str| site.run(&format!("check --message-format json {options}")).good().json().last().unwrap()["reports"].clone();
    for (options, reports) in [("", 11), ("--year 2023", 4), ("--department sample-library", 3), ("--no-samples", 0), ("--drafts", 12)] {
        assert_eq!(lines(options), reports, "list {options}");
        assert_eq!(sheets(options), reports, "check {options}");
    }
}

#[test]
fn every_page_of_a_preview_asks_search_engines_not_to_list_it() {
    let site = Site::own().append("content/site.yaml", "base_url: https://example.gov.cn/\n");
    for options in PREVIEWS {
        for (path, page) in pages(&preview(&site, options)) {
            assert!(page.contains("noindex") && !page.contains("canonical"), "{options}: {path}");
        }
    }
}

#[test]
fn no_link_of_a_preview_is_dead() {
    let site = Site::own();
    for options in PREVIEWS {
        let files = preview(&site, options);
        assert_links_resolve(&files);
        assert!(pages(&files).count() > 5, "{options}");
    }
}

#[test]
fn a_preview_takes_the_place_of_another_in_the_same_folder() {
    let (one, other) = (Site::own(), Site::own());
    preview(&one, "--year 2023 --edition en");
    assert_eq!(preview(&one, "--year 2022 --edition zh"), preview(&other, "--year 2022 --edition zh"));
}

#[test]
fn an_interrupted_preview_can_be_made_again() {
    let site = Site::own().write("preview/.gongkai/stage/en/2022/index.html", "<p>hal");
    let run = site.run("build --year 2022 --out preview").good();
    assert!(run.err.contains("had been interrupted before it published anything; its 1 staged file thrown away"), "{}", run.err);
    assert_eq!(site.tree("preview"), preview(&Site::own(), "--year 2022"));
}

#[test]
fn a_preview_never_replaces_a_site() {
    let site = Site::own();
    let whole = site.build();
    for options in PREVIEWS {
        let run = site.run(&format!("build {options} --out public"));
        assert_eq!(run.code, 2, "{options}");
        assert!(run.err.contains("public holds a whole site"), "{options}: {}", run.err);
        assert_eq!(site.tree("public"), whole, "{options}");
    }
}

#[test]
fn a_preview_needs_a_folder_of_its_own() {
    let site = Site::own();
    for options in PREVIEWS {
        let run = site.run(&format!("build {options}"));
        assert_eq!(run.code, 2, "{options}");
        assert!(run.err.contains("add --out DIR"), "{options}: {}", run.err);
    }
    assert!(!site.path().join("public").exists());
}

#[test]
fn a_whole_build_makes_a_site_of_a_preview() {
    let site = Site::own();
    preview(&site, "--year 2022");
    assert_eq!(preview(&site, ""), site.build());
}
