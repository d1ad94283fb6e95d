//! The repository's own site, built as its user builds it: files in, files out.

mod support;

use gongkai::build::{Options, build};
use std::{collections::BTreeSet, fs};
use support::{Site, assert_links_resolve, built, html, pages, root, tree, values, visible};
use tempfile::TempDir;

#[test]
fn a_build_with_errors_publishes_nothing_and_leaves_the_old_site() {
    let site = Site::own();
    let before = site.build();
    let site = site.edit("content/2022/organization-department/overall-target.yaml", "total: 90", "total: 91");
    let run = site.run("build --color never");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("GK0102") && run.err.contains("nothing was published"), "{}", run.err);
    assert_eq!(site.tree("public"), before);
}

#[test]
fn files_that_gongkai_did_not_write_stop_the_build_and_stay() {
    let site = Site::own().write("public/zh/index.html", "mine").write("public/.gitkeep", "");
    let run = site.run("build");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("zh/index.html"), "{}", run.err);
    assert_eq!(site.tree("public").len(), 2);
    fs::remove_file(site.path().join("public/zh/index.html")).unwrap();
    site.build();
    site.run("clean").good();
    assert_eq!(site.tree("public").into_keys().collect::<Vec<_>>(), [".gitkeep"]);
}

#[test]
fn readers_see_the_same_words_before_and_after_minifying() {
    let out = TempDir::new().unwrap();
    let published = built(root(), &out.path().join("minified"));
    let options = Options { site: root().to_owned(), unminified: true, ..Options::default() };
    build(&options, &out.path().join("raw"), &|_, _| {}).unwrap();
    let raw = tree(&out.path().join("raw"));
    for (path, page) in pages(&published) {
        assert_eq!(visible(page), visible(html(&raw, path)), "{path}");
    }
    assert!(pages(&published).count() > 60);
}

#[test]
fn every_link_is_relative_and_leads_to_a_file() {
    assert_links_resolve(&Site::own().build());
}

#[test]
fn no_id_stands_twice_on_a_page() {
    let mut all = 0;
    for (path, page) in pages(&Site::own().build()) {
        let ids = values(page, "id");
        let twice: Vec<&&str> = ids.iter().filter(|id| ids.iter().filter(|other| other == id).count() > 1).collect();
        assert_eq!(twice, Vec::<&&str>::new(), "{path}");
        all += ids.len();
    }
    assert!(all > 1000, "reports have an id for every row: {all}");
}

#[test]
fn with_a_base_url_pages_name_their_address_and_their_translations() {
    let files = Site::own().append("content/site.yaml", "base_url: https://example.gov.cn/jixiao\n").build();
    let zh = html(&files, "zh/2022/organization-department.html");
    for part in [
        "canonical",
        "https://example.gov.cn/jixiao/zh/2022/organization-department.html",
        "x-default",
        "https://example.gov.cn/jixiao/en/2022/",
    ] {
        assert!(zh.contains(part), "{part}");
    }
    let both = html(&files, "zh-en/2022/organization-department.html");
    assert!(both.contains("canonical") && !both.contains("x-default"));
}

#[test]
fn a_template_of_the_site_stands_in_front_of_the_theme_and_may_extend_it() {
    let template = "{% extends \"default/page.html\" %}{% block main %}{{ super() }}<p>own words</p>{% endblock main %}";
    let files = Site::own().write("theme/templates/page.html", template).build();
    let page = html(&files, "zh/about.html");
    assert!(page.contains("own words") && page.contains("关于本站"));
}

#[test]
fn a_template_error_names_file_line_and_column() {
    let site = Site::own().write("theme/templates/page.html", "<p>\n  {{ page.nonsense }}</p>");
    let run = site.run("build");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("page.html:2:"), "{}", run.err);
    assert!(site.tree("public").is_empty());
}

#[test]
fn a_theme_of_the_site_may_build_on_another_theme_of_the_site() {
    let files = Site::own()
        .write("themes/house/theme.yaml", "extends: default\n")
        .write("themes/house/i18n/zh.ftl", "nav-home = 本局首页\n")
        .write(
            "themes/house/templates/page.html",
            "{% extends \"default/page.html\" %}{% block main %}house{{ super() }}{% endblock main %}",
        )
        .write("themes/festive/theme.yaml", "extends: house\n")
        .write(
            "themes/festive/templates/page.html",
            "{% extends \"house/page.html\" %}{% block main %}festive {{ super() }}{% endblock main %}",
        )
        .edit("content/site.yaml", "theme: default", "theme: festive")
        .build();
    let page = html(&files, "zh/about.html");
    assert!(page.contains("festive house") && page.contains("本局首页") && page.contains("关于本站"));
}

#[test]
fn levels_that_come_again_or_are_the_sites_own_have_places_of_their_own_on_the_page() {
    let more = "  integrity:\n    quantity: [{name: {zh: 甲, en: A}, target: 1次}]\n  产出指标:\n    quantity: [{name: {zh: 乙, en: B}, target: 1次}]\n";
    let files = Site::own()
        .append("content/site.yaml", "levels: {integrity: {zh: 廉政指标, en: Integrity}}\n")
        .append("content/2022/organization-department/overall-target.yaml", more)
        .build();
    let page = html(&files, "zh/2022/organization-department.html");
    assert!(page.contains("廉政指标"));
    let ids = values(page, "id");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id twice");
}

/// Here and not among the tests of the publish room: a program that is started holds, for a moment, the locks of whatever else runs in
/// the same process.
#[test]
fn sha256sum_accepts_the_manifest() {
    let (site, out) = (Site::own(), TempDir::new().unwrap());
    built(site.path(), out.path());
    let check = ["--strict", "--check", "manifest-sha256.txt"];
    let Ok(output) = std::process::Command::new("sha256sum").args(check).current_dir(out.path()).output() else {
        return; // not on this system
    };
    assert!(output.status.success(), "{output:?}");
    assert!(String::from_utf8(output.stdout).unwrap().matches(": OK").count() > 20);
}
