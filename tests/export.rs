//! `gongkai export`: a page that needs nothing beside it, and the official table on paper.

mod support;

use std::{fs, path::Path, process::Command};
use support::{Run, Site, TABLE, values};

fn built(settings: &str) -> Site {
    let site = Site::of(TABLE).append("content/site.yaml", settings);
    site.run("build --quiet").good();
    site
}

fn exported(site: &Site, arguments: &str, file: &str) -> String {
    site.run(&format!("export {arguments}")).good();
    fs::read_to_string(site.path().join(file)).unwrap()
}

const ADDRESS: &str = "base_url: https://example.gov.cn/jixiao\n";

#[test]
fn the_file_needs_no_other_file_and_no_network() {
    for settings in ["", ADDRESS] {
        let page = exported(&built(settings), "2022/sample-bureau --single-file", "2022-sample-bureau.zh.html");
        assert!(page.contains("<style>") && page.contains("--paper"));
        assert!(
            !page.contains("rel=stylesheet")
                && !page.contains("<script defer")
                && !page.contains(" src=\"../")
                && !page.contains(" src=../")
        );
        for link in values(&page, "href") {
            let within = link.starts_with('#') || link.starts_with("data:");
            let site = !settings.is_empty() && link.starts_with("https://example.gov.cn/jixiao/");
            assert!(within || site, "{link}");
        }
    }
}

#[test]
fn it_says_what_the_page_says_and_carries_its_data() {
    let site = built("");
    let page = exported(&site, "2022/sample-bureau --single-file --edition en -o out.html", "out.html");
    for words in ["Training of teachers", "≥95%", "Citation and source", "Main tasks of the year"] {
        assert!(support::visible(&page).contains(words), "{words}");
    }
    let json = values(&page, "href").into_iter().find_map(|href| href.strip_prefix("data:application/json;base64,")).unwrap();
    let decoded = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, json).unwrap();
    assert_eq!(decoded, fs::read(site.path().join("public/data/2022/sample-bureau.json")).unwrap());
    assert!(page.contains("download=\"sample-bureau.json\""));
    assert!(page.len() < 300_000, "{} bytes are too many for a mail", page.len());
}

#[test]
fn links_to_other_pages_become_addresses_where_the_site_has_one_and_words_where_not() {
    let page = exported(&built(ADDRESS), "2022/sample-bureau --single-file", "2022-sample-bureau.zh.html");
    assert!(values(&page, "href").contains(&"https://example.gov.cn/jixiao/zh/departments/sample-bureau.html"));
    let page = exported(&built(""), "2022/sample-bureau --single-file", "2022-sample-bureau.zh.html");
    assert!(support::visible(&page).contains("示例局") && !page.contains("departments/sample-bureau.html"));
    assert!(!page.contains("site-nav\"") && !page.contains("class=site-nav"), "navigation without a site is nothing");
}

#[test]
fn a_year_is_exported_like_a_report() {
    let page = exported(&built(""), "2022 --single-file", "2022.zh.html");
    assert!(support::visible(&page).contains("示例局"));
}

#[test]
fn nothing_is_overwritten_without_force() {
    let site = built("").write("mine.html", "mine");
    let run = site.run("export 2022 --single-file -o mine.html");
    assert!(run.code == 2 && run.err.contains("--force"), "{}", run.err);
    assert_eq!(fs::read_to_string(site.path().join("mine.html")).unwrap(), "mine");
    assert!(exported(&site, "2022 --single-file -o mine.html --force", "mine.html").contains("<html"));
    let left: Vec<String> = site.tree(".").into_keys().filter(|path| path.starts_with(".tmp")).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn what_cannot_be_exported_is_said_with_a_way_on() {
    let site = built("");
    for (arguments, said) in [
        ("export 2022/sample-burea --single-file", "did you mean 2022/sample-bureau?"),
        ("export 2021 --single-file", "no page of 2021"),
        ("export 2022 --single-file --edition fr", "site.yaml has: zh, en, zh-en"),
        ("export 22/sample-bureau --single-file", "no year of four digits"),
        ("export 2022 --single-file --out nowhere", "run `gongkai build` first"),
        ("export 2022", "--single-file"),
    ] {
        let run: Run = site.run(arguments);
        assert!(run.code == 2 && run.err.contains(said), "{arguments}: {}", run.err);
    }
}

#[test]
fn without_a_browser_there_is_no_pdf_and_a_clear_word() {
    let site = built("");
    let run = Run::of(site.command("export 2022/sample-bureau --pdf").env("CHROME", "/nowhere/chrome"));
    assert!(run.code == 2 && run.err.contains("no Chromium, Chrome or Edge was found") && run.err.contains("CHROME="), "{}", run.err);
    assert!(!site.path().join("2022-sample-bureau.zh.pdf").exists());
}

#[test]
#[cfg(unix)]
fn a_browser_that_fails_is_named_with_what_it_said() {
    use std::os::unix::fs::PermissionsExt;
    let site = built("").write("browser", "#!/bin/sh\necho 'cannot open display' >&2\nexit 3\n");
    let browser = site.path().join("browser");
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).unwrap();
    let run = Run::of(site.command("export 2022/sample-bureau --pdf").env("CHROME", &browser));
    assert!(run.code == 2 && run.err.contains("cannot open display"), "{}", run.err);
}

/// The words of a PDF.
fn words_of(pdf: &Path) -> String {
    let output = Command::new("pdftotext").args(["-layout"]).arg(pdf).arg("-").output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_official_table_is_printed_on_a4() {
    let there =
        |program: &str| std::env::var_os("PATH").is_some_and(|path| std::env::split_paths(&path).any(|dir| dir.join(program).is_file()));
    if !there("chromium") || !there("pdftotext") {
        eprintln!("SKIPPED: the_official_table_is_printed_on_a4 needs chromium and pdftotext (poppler-utils)");
        return;
    }
    let site = Site::own();
    site.run("build --quiet").good();
    site.run("export 2022/organization-department --pdf").good();
    let pdf = site.path().join("2022-organization-department.zh.pdf");
    let words: String = words_of(&pdf).split_whitespace().collect();
    for part in ["部门（单位）整体支出绩效目标表", "单位：万元", "2,546", "234.08", "老干部活动", "≤140.50万元", "满意度"]
    {
        assert!(words.contains(part), "{part}: {words}");
    }
    let info = Command::new("pdfinfo").arg(&pdf).output().unwrap();
    let info = String::from_utf8(info.stdout).unwrap();
    assert!(info.contains("A4") || info.contains("594.9") || info.contains("595"), "{info}");
}

#[test]
fn pictures_of_a_style_sheet_come_along() {
    let site = Site::of(support::TABLE)
        .write("theme/static/seal.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .write("theme/static/a.css", "h1 { background: url(seal.svg) }");
    site.build();
    let page = exported(&site, "2022/sample-bureau --single-file", "2022-sample-bureau.zh.html");
    assert!(page.contains("h1 { background: url(\"data:image/svg+xml;base64,PHN2"), "{}", &page[..2000]);
}
