//! The repository's own site, built as its user builds it: files in, files out.

use assert_cmd::Command;
use gongkai::build::{Options, build};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn gongkai() -> Command {
    Command::cargo_bin("gongkai").unwrap()
}

/// The repository's content, to be changed.
fn own_site() -> TempDir {
    let dir = TempDir::new().unwrap();
    copy(&root().join("content"), &dir.path().join("content"));
    dir
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() { copy(&entry.path(), &target) } else { fs::copy(entry.path(), target).map(drop).unwrap() }
    }
}

/// Every file below `dir`.
fn tree(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = walkdir::WalkDir::new(dir).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().strip_prefix(dir).unwrap().to_owned(), fs::read(entry.path()).unwrap())).collect()
}

fn built(site: &Path, out: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    gongkai().args(["build", "--quiet", "--site"]).arg(site).arg("--out").arg(out).assert().success();
    tree(out)
}

#[test]
fn the_same_input_gives_the_same_bytes_on_any_number_of_threads_in_any_place_and_time_zone() {
    let (here, there, out) = (own_site(), own_site(), TempDir::new().unwrap());
    let one = out.path().join("one");
    let many = out.path().join("many/deeper");
    gongkai()
        .args(["build", "-j1", "--site"])
        .arg(here.path())
        .arg("--out")
        .arg(&one)
        .env("TZ", "Asia/Urumqi")
        .env("LANG", "zh_CN.GBK")
        .assert()
        .success();
    gongkai()
        .args(["build", "-j7", "--site"])
        .arg(there.path())
        .arg("--out")
        .arg(&many)
        .env("TZ", "America/Lima")
        .env("LANG", "C")
        .assert()
        .success();
    assert_eq!(tree(&one), tree(&many));
    assert!(tree(&one).len() > 60);
}

#[test]
fn a_build_with_errors_publishes_nothing_and_leaves_the_old_site() {
    let (site, out) = (own_site(), TempDir::new().unwrap());
    let before = built(site.path(), out.path());
    let sheet = site.path().join("content/2022/organization-department/overall-target.yaml");
    fs::write(&sheet, fs::read_to_string(&sheet).unwrap().replace("total: 90", "total: 91")).unwrap();
    let run = gongkai().args(["build", "--color", "never", "--site"]).arg(site.path()).arg("--out").arg(out.path()).assert().code(1);
    let words = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(words.contains("GK0102") && words.contains("nothing was published"), "{words}");
    assert_eq!(tree(out.path()), before);
}

#[test]
fn samples_are_left_out_unless_the_site_wants_them() {
    let (site, out) = (own_site(), TempDir::new().unwrap());
    let config = site.path().join("content/site.yaml");
    fs::write(&config, fs::read_to_string(&config).unwrap().replace("samples: true\n", "")).unwrap();
    let files = built(site.path(), out.path());
    assert!(files.contains_key(Path::new("zh/2022/organization-department.html")));
    assert!(!files.keys().any(|path| path.to_string_lossy().contains("sample")), "{:?}", files.keys());
    assert!(!files.contains_key(Path::new("zh/2024/index.html")));
}

#[test]
fn sample_pages_carry_a_banner_and_noindex_and_final_ones_do_not() {
    let out = TempDir::new().unwrap();
    let files = built(root(), out.path());
    for (edition, banner) in [("zh", "示例数据"), ("en", "Sample data"), ("zh-en", "示例数据")] {
        for (path, html) in &files {
            let at = path.to_string_lossy();
            if !at.starts_with(&format!("{edition}/2")) || at.ends_with("index.html") {
                continue;
            }
            let html = String::from_utf8(html.clone()).unwrap();
            let sample = at.contains("sample");
            assert_eq!(html.contains("banner-sample") && html.contains(banner), sample, "{at}");
            assert_eq!(html.contains("noindex"), sample, "{at}");
        }
    }
}

#[test]
fn a_preview_needs_a_folder_of_its_own_and_never_replaces_a_site() {
    let out = TempDir::new().unwrap();
    let (site, preview) = (out.path().join("site"), out.path().join("preview"));
    let before = built(root(), &site);
    gongkai().args(["build", "--year", "2022", "--site"]).arg(root()).assert().code(2);
    gongkai().args(["build", "--year", "2022", "--site"]).arg(root()).arg("--out").arg(&site).assert().code(2);
    assert_eq!(tree(&site), before);
    for _ in 0..2 {
        gongkai().args(["build", "--year", "2022", "--edition", "en", "--site"]).arg(root()).arg("--out").arg(&preview).assert().success();
    }
    let files = tree(&preview);
    assert!(files.contains_key(Path::new("preview.txt")) && files.contains_key(Path::new("en/2022/organization-department.html")));
    assert!(!files.keys().any(|path| path.starts_with("zh") || path.starts_with("en/2023")));
    assert_links_resolve(&files);
}

#[test]
fn drafts_are_left_out_and_shown_in_previews() {
    let (site, out) = (own_site(), TempDir::new().unwrap());
    let sheet = site.path().join("content/2022/organization-department/overall-target.yaml");
    fs::write(&sheet, fs::read_to_string(&sheet).unwrap().replace("status: final", "status: draft").replace("total: 90", "total: 91"))
        .unwrap();
    let files = built(site.path(), &out.path().join("site"));
    assert!(!files.contains_key(Path::new("zh/2022/organization-department.html")));
    gongkai().args(["build", "--drafts", "--site"]).arg(site.path()).arg("--out").arg(out.path().join("preview")).assert().success();
    let page = fs::read_to_string(out.path().join("preview/zh/2022/organization-department.html")).unwrap();
    assert!(page.contains("草稿") && page.contains("noindex"));
}

#[test]
fn files_that_gongkai_did_not_write_stop_the_build_and_stay() {
    let out = TempDir::new().unwrap();
    fs::create_dir_all(out.path().join("zh")).unwrap();
    fs::write(out.path().join("zh/index.html"), "mine").unwrap();
    fs::write(out.path().join(".gitkeep"), "").unwrap();
    let run = gongkai().args(["build", "--site"]).arg(root()).arg("--out").arg(out.path()).assert().code(2);
    let words = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(words.contains("zh/index.html"), "{words}");
    assert_eq!(tree(out.path()).len(), 2);
    fs::remove_file(out.path().join("zh/index.html")).unwrap();
    built(root(), out.path());
    gongkai().args(["clean", "--site"]).arg(root()).arg("--out").arg(out.path()).assert().success();
    assert_eq!(tree(out.path()).into_keys().collect::<Vec<_>>(), [PathBuf::from(".gitkeep")]);
}

#[test]
fn readers_see_the_same_words_before_and_after_minifying() {
    let out = TempDir::new().unwrap();
    let published = built(root(), &out.path().join("minified"));
    let options = Options { site: root().to_owned(), unminified: true, ..Options::default() };
    build(&options, &out.path().join("raw"), &|_, _| {}).unwrap();
    let raw = tree(&out.path().join("raw"));
    let mut pages = 0;
    for (path, html) in published.iter().filter(|(path, _)| path.extension().is_some_and(|end| end == "html")) {
        assert_eq!(visible(html), visible(&raw[path]), "{}", path.display());
        pages += 1;
    }
    assert!(pages > 60);
}

/// What a page says: blocks on lines of their own, runs of space as one.
fn visible(html: &[u8]) -> String {
    let html = std::str::from_utf8(html).unwrap();
    let body = &html[html.find("<body").unwrap()..];
    let mut text = String::new();
    let mut rest = body;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open].replace(['\n', '\t', '\r'], " "));
        let close = open + rest[open..].find('>').unwrap();
        let name: String = rest[open + 1..close].trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        if !["a", "span", "time", "strong", "em", "sup", "code", "del", "b", "svg", "rect"].contains(&name.as_str()) {
            text.push('\n');
        }
        rest = &rest[close + 1..];
    }
    let decoded = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&");
    let words = |line: &str| line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    decoded.lines().map(words).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_link_is_relative_and_leads_to_a_file() {
    let out = TempDir::new().unwrap();
    assert_links_resolve(&built(root(), out.path()));
}

fn assert_links_resolve(files: &BTreeMap<PathBuf, Vec<u8>>) {
    for (path, bytes) in files.iter().filter(|(path, _)| path.extension().is_some_and(|end| end == "html")) {
        for link in links(std::str::from_utf8(bytes).unwrap()) {
            let target = link.split('#').next().unwrap();
            assert!(!target.contains("://") && !target.starts_with('/'), "{}: {link}", path.display());
            assert!(target.is_empty() || files.contains_key(&resolve(path, target)), "{}: {link}", path.display());
        }
    }
}

/// Values of `href` and `src`, quoted or not.
fn links(html: &str) -> Vec<&str> {
    let mut links = Vec::new();
    for attribute in [" href=", " src="] {
        for (at, _) in html.match_indices(attribute) {
            let value = &html[at + attribute.len()..];
            let value = match value.strip_prefix('"') {
                Some(quoted) => quoted.split('"').next(),
                None => value.split([' ', '>']).next(),
            };
            links.extend(value);
        }
    }
    links
}

fn resolve(page: &Path, link: &str) -> PathBuf {
    let mut at: Vec<&str> = page.parent().unwrap().iter().map(|part| part.to_str().unwrap()).collect();
    for part in link.split('/') {
        match part {
            ".." => assert!(at.pop().is_some()),
            part => at.push(part),
        }
    }
    at.iter().collect()
}

#[test]
fn with_a_base_url_pages_name_their_address_and_their_translations() {
    let (site, out) = (own_site(), TempDir::new().unwrap());
    let config = site.path().join("content/site.yaml");
    let text = fs::read_to_string(&config).unwrap();
    fs::write(&config, format!("{text}base_url: https://example.gov.cn/jixiao\n")).unwrap();
    let files = built(site.path(), out.path());
    let page = |path: &str| String::from_utf8(files[Path::new(path)].clone()).unwrap();
    let zh = page("zh/2022/organization-department.html");
    for part in [
        "canonical",
        "https://example.gov.cn/jixiao/zh/2022/organization-department.html",
        "x-default",
        "https://example.gov.cn/jixiao/en/2022/",
    ] {
        assert!(zh.contains(part), "{part}");
    }
    let both = page("zh-en/2022/organization-department.html");
    assert!(both.contains("canonical") && !both.contains("x-default"));
}

#[test]
fn a_template_of_the_site_stands_in_front_of_the_theme_and_may_extend_it() {
    let (site, out) = (own_site(), TempDir::new().unwrap());
    let templates = site.path().join("theme/templates");
    fs::create_dir_all(&templates).unwrap();
    fs::write(
        templates.join("page.html"),
        "{% extends \"default/page.html\" %}{% block main %}{{ super() }}<p>own words</p>{% endblock main %}",
    )
    .unwrap();
    let files = built(site.path(), out.path());
    let page = String::from_utf8(files[Path::new("zh/about.html")].clone()).unwrap();
    assert!(page.contains("own words") && page.contains("关于本站"));
}

#[test]
fn a_template_error_names_file_line_and_column() {
    let (site, out) = (own_site(), TempDir::new().unwrap());
    let templates = site.path().join("theme/templates");
    fs::create_dir_all(&templates).unwrap();
    fs::write(templates.join("page.html"), "<p>\n  {{ page.nonsense }}</p>").unwrap();
    let run = gongkai().args(["build", "--site"]).arg(site.path()).arg("--out").arg(out.path()).assert().code(2);
    let words = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(words.contains("page.html:2:"), "{words}");
    assert!(tree(out.path()).is_empty());
}

#[test]
fn every_interface_message_exists_in_both_languages_and_is_used() {
    let read = |path: &str| fs::read_to_string(root().join("themes/default").join(path)).unwrap();
    let ids = |lang: &str| -> Vec<String> {
        let file = read(&format!("i18n/{lang}.ftl"));
        let mut ids: Vec<String> = file
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .map(|line| line.split(' ').next().unwrap().to_owned())
            .collect();
        ids.sort();
        ids
    };
    assert_eq!(ids("zh"), ids("en"));
    let mut sources: String = walkdir::WalkDir::new(root().join("themes/default/templates"))
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| fs::read_to_string(entry.path()).unwrap())
        .collect();
    sources.extend(
        walkdir::WalkDir::new(root().join("src/site"))
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| fs::read_to_string(entry.path()).unwrap()),
    );
    let composed = ["edition-", "totals-", "tag-", "group-", "operator-"];
    let unused: Vec<String> = ids("zh")
        .into_iter()
        .filter(|id| !sources.contains(&format!("\"{id}\"")) && !composed.iter().any(|start| id.starts_with(start)))
        .collect();
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn a_theme_of_the_site_may_build_on_another_theme_of_the_site() {
    let (site, out) = (own_site(), TempDir::new().unwrap());
    let write = |file: &str, text: &str| {
        let path = site.path().join("themes").join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("house/theme.yaml", "extends: default\n");
    write("house/i18n/zh.ftl", "nav-home = 本局首页\n");
    write("house/templates/page.html", "{% extends \"default/page.html\" %}{% block main %}house{{ super() }}{% endblock main %}");
    write("festive/theme.yaml", "extends: house\n");
    write("festive/templates/page.html", "{% extends \"house/page.html\" %}{% block main %}festive {{ super() }}{% endblock main %}");
    let config = site.path().join("content/site.yaml");
    fs::write(&config, fs::read_to_string(&config).unwrap().replace("theme: default", "theme: festive")).unwrap();
    let files = built(site.path(), out.path());
    let page = String::from_utf8(files[Path::new("zh/about.html")].clone()).unwrap();
    assert!(page.contains("festive house") && page.contains("本局首页") && page.contains("关于本站"));
}

#[test]
fn levels_that_come_again_or_are_the_sites_own_have_places_of_their_own_on_the_page() {
    let (site, out) = (own_site(), TempDir::new().unwrap());
    let config = site.path().join("content/site.yaml");
    fs::write(&config, fs::read_to_string(&config).unwrap() + "levels: {integrity: {zh: 廉政指标, en: Integrity}}\n").unwrap();
    let sheet = site.path().join("content/2022/organization-department/overall-target.yaml");
    let more = "  integrity:\n    quantity: [{name: {zh: 甲, en: A}, target: 1次}]\n  产出指标:\n    quantity: [{name: {zh: 乙, en: B}, target: 1次}]\n";
    fs::write(&sheet, fs::read_to_string(&sheet).unwrap() + more).unwrap();
    let files = built(site.path(), out.path());
    let page = String::from_utf8(files[Path::new("zh/2022/organization-department.html")].clone()).unwrap();
    assert!(page.contains("廉政指标"));
    let mut ids: Vec<&str> =
        page.match_indices(" id=").map(|(at, _)| page[at + 4..].trim_start_matches('"').split(['"', ' ', '>']).next().unwrap()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "an id twice");
}
