//! What site.yaml, departments.yaml and front matter say of the look and the addresses of a site: colours, logo, navigation, renamed
//! departments.

mod support;

use support::{Run, SHEET, Site, TABLE, Tree, assert_links_resolve, html, links, pages, text, values};

const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 60 30'><rect width='60' height='30'/></svg>";

fn small() -> Site {
    Site::of(TABLE)
}

fn settings(lines: &str) -> Site {
    small().append("content/site.yaml", lines)
}

/// The one asset whose name begins so.
fn asset<'t>(files: &'t Tree, start: &str) -> (&'t str, &'t str) {
    let found: Vec<_> = files.iter().filter(|(path, _)| path.starts_with(&format!("assets/{start}."))).collect();
    assert_eq!(found.len(), 1, "{:?}", files.keys());
    (found[0].0, std::str::from_utf8(found[0].1).unwrap())
}

/// A check that ends with one error, which says all of this.
fn assert_refused(site: &Site, words: &[&str]) -> Run {
    let run = site.run("check --color never");
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("1 error,") && words.iter().all(|word| run.err.contains(word)), "{words:?}\n{}", run.err);
    run
}

// ---------------------------------------------------------------- colours

#[test]
fn the_colours_of_site_yaml_are_a_style_sheet_behind_those_of_the_theme() {
    let files = settings("colours: {accent: '#0B5394', accent_dark: '#9fc5e8'}\n").build();
    let (name, css) = asset(&files, "colours");
    assert_eq!(css, "@layer colours{:root{--accent:#0b5394}@media (prefers-color-scheme:dark){:root{--accent:#9fc5e8}}}\n");
    for (path, page) in pages(&files).filter(|(path, _)| *path != "404.html") {
        let styles: Vec<&str> = links(page).into_iter().filter(|link| link.ends_with(".css")).collect();
        assert!(styles.last().unwrap().ends_with(name), "{path}: {styles:?}");
        assert!(!page.contains("style="), "{path}");
    }
    assert!(small().build().keys().all(|path| !path.contains("colours")));
}

#[test]
fn the_dark_colour_is_a_shade_of_the_light_one_that_can_be_read() {
    let files = settings("colours: {accent: '#003366'}\n").build();
    let (_, css) = asset(&files, "colours");
    let dark = css.rsplit_once("--accent:").unwrap().1.split('}').next().unwrap();
    let dark = gongkai::model::colour::Colour::parse(dark).unwrap();
    assert!(dark.is_legible_on(gongkai::model::colour::Colour::DARK_PAPER) && dark.to_string() != "#003366", "{css}");
}

#[test]
fn a_colour_that_cannot_be_read_is_an_error_that_names_one_that_can() {
    let run = assert_refused(
        &settings("colours: {accent: '#e06666'}\n"),
        &["content/site.yaml:3:19", "GK0013", "#e06666 cannot be read well on the ground #fffefb", "3.3:1", "4.5:1"],
    );
    let named = run.err.split("the nearest shade that can be read is '").nth(1).unwrap().split('\'').next().unwrap();
    assert_eq!(settings(&format!("colours: {{accent: '{named}'}}\n")).run("check").code, 0);
    assert_refused(&settings("colours: {accent: '#0b5394', accent_dark: '#0b5394'}\n"), &["on the ground #171614"]);
}

#[test]
fn what_is_no_colour_is_an_error_with_an_example() {
    assert_refused(&settings("colours: {accent: red}\n"), &["GK0013", "`red` is not a colour", "'#9b1c1c'"]);
    assert_refused(&settings("colours: {acent: '#9b1c1c'}\n"), &["GK0007", "did you mean `accent`?"]);
    // Without quotes it is a comment.
    assert_refused(&settings("colours:\n  accent: #9b1c1c\n"), &["GK0010", "`accent` has no value"]);
}

#[test]
fn the_grounds_that_colours_are_measured_against_are_those_of_the_built_in_theme() {
    let css = std::fs::read_to_string(support::root().join("themes/default/static/site.css")).unwrap();
    let papers: Vec<&str> = css.split("--paper: ").skip(1).map(|rest| rest.split(';').next().unwrap()).collect();
    use gongkai::model::colour::Colour;
    assert_eq!(papers[..2], [Colour::LIGHT_PAPER.to_string(), Colour::DARK_PAPER.to_string()]);
}

// ---------------------------------------------------------------- logo

#[test]
fn the_logo_stands_on_every_page_with_words_for_those_who_do_not_see_it() {
    let site = settings("logo: {file: 徽标.svg, alt: {zh: 市徽, en: City emblem}}\n").write("content/images/徽标.svg", SVG);
    let files = site.build();
    let (name, bytes) = asset(&files, "logo");
    assert_eq!(bytes, SVG);
    for (path, page) in pages(&files).filter(|(path, _)| *path != "404.html") {
        let image = page.split("<img ").nth(1).unwrap_or_else(|| panic!("{path} has no logo"));
        let image = format!(" {}", &image[..=image.find('>').unwrap()]);
        assert!(values(&image, "src")[0].ends_with(name), "{path}: {image}");
        assert_eq!(values(&image, "alt"), [if path.starts_with("en/") { "City emblem" } else { "市徽" }], "{path}");
        assert_eq!((values(&image, "width"), values(&image, "height")), (vec!["60"], vec!["30"]), "{path}");
    }
    assert_links_resolve(&files);
}

#[test]
fn a_logo_that_could_run_something_is_refused() {
    let with = |svg: &str| settings("logo: {file: logo.svg, alt: {zh: 市徽, en: City emblem}}\n").write("content/images/logo.svg", svg);
    assert_refused(
        &with(&SVG.replace("<rect", "<script>alert(1)</script><rect")),
        &["content/images/logo.svg", "GK0022", "`script` (line 1, column 61)"],
    );
    assert_refused(&with(&" ".repeat(70_000)), &["GK0022", "70000 bytes", "at most 64 KB"]);
    assert_refused(&with("GIF89a"), &["GK0022", "not well-formed XML"]);
    let png = |bytes: &[u8]| settings("logo: {file: logo.png, alt: {zh: 市徽, en: City emblem}}\n").write("content/images/logo.png", bytes);
    assert_refused(&png(SVG.as_bytes()), &["GK0022", "it is not a PNG picture"]);
}

#[test]
fn a_logo_that_is_not_there_is_reported() {
    let missing = settings("logo: {file: logo.svg, alt: {zh: 市徽, en: City emblem}}\n");
    assert_refused(&missing, &["content/images/logo.svg", "GK0001", "cannot be read"]);
    assert_refused(&settings("logo: {file: ../logo.svg, alt: 市徽}\n"), &["GK0013", "`../logo.svg` is not the name of a picture"]);
    assert_refused(&settings("logo: {file: logo.svg}\n").write("content/images/logo.svg", SVG), &["GK0009", "the logo has no `alt`"]);
}

// ---------------------------------------------------------------- navigation

fn page(front: &str) -> String {
    format!("---\n{front}\n---\n文字\n")
}

/// Words of the main navigation.
fn navigation(files: &Tree, path: &str) -> Vec<String> {
    let page = html(files, path);
    let nav = &page[page.find("class=site-nav").unwrap()..];
    nav[..nav.find("</nav>").unwrap()].split("<a ").skip(1).map(|link| link.split(['>', '<']).nth(1).unwrap().to_owned()).collect()
}

#[test]
fn free_pages_stand_in_the_navigation_by_order_then_name_or_not_at_all() {
    let files = small()
        .write("content/pages/alpha.zh.md", page("title: 甲"))
        .write("content/pages/beta.zh.md", page("title: 乙\norder: 2"))
        .write("content/pages/gamma.zh.md", page("title: 丙\norder: 1"))
        .write("content/pages/gamma.en.md", page("title: C"))
        .write("content/pages/delta.zh.md", page("title: 丁\nnav: false"))
        .build();
    let navigation = navigation(&files, "zh/index.html");
    assert_eq!(navigation[navigation.len() - 3..], ["丙", "乙", "甲"]);
    assert!(text(&files, "zh/delta.html").contains('丁'), "what the navigation leaves out is published all the same");
}

#[test]
fn order_and_nav_stand_in_the_source_language_alone_and_are_checked() {
    let with = |zh: &str, en: &str| small().write("content/pages/about.zh.md", page(zh)).write("content/pages/about.en.md", page(en));
    assert_refused(
        &with("title: 关于", "title: About\norder: 1"),
        &["content/pages/about.en.md:3:1", "GK0007", "move it to content/pages/about.zh.md"],
    );
    assert_refused(&with("title: 关于\norder: first", "title: About"), &["content/pages/about.zh.md:3:8", "GK0013", "a whole number"]);
    assert_refused(&with("title: 关于\nnav: no", "title: About"), &["GK0013", "true, false"]);
    assert_refused(&with("title: 关于\nordre: 1", "title: About"), &["GK0007", "did you mean `order`?"]);
}

// ---------------------------------------------------------------- renamed departments

fn renamed() -> Site {
    small().edit("content/departments.yaml", "sample-bureau: {", "sample-bureau: {formerly: [old-bureau, older-bureau], ")
}

#[test]
fn the_former_addresses_of_a_department_send_readers_on() {
    let site = renamed()
        .write("content/2023/sample-bureau/overall-target.yaml", TABLE)
        .append("content/site.yaml", "base_url: https://example.org\n");
    let files = site.build();
    for edition in ["zh", "en", "zh-en"] {
        for old in ["old-bureau", "older-bureau"] {
            for (folder, end) in [
                ("departments", ".html"),
                ("2022", ".html"),
                ("2023", ".html"),
                ("2023", "/changes.html"),
                ("departments", "/indicators.html"),
            ] {
                let path = format!("{edition}/{folder}/{old}{end}");
                let page = html(&files, &path);
                let up = "../".repeat(1 + end.matches('/').count());
                assert!(page.contains(&format!("0; url={up}{folder}/sample-bureau{end}")), "{path}: {page}");
                let target = format!("{edition}/{folder}/sample-bureau{end}");
                assert!(links(page).iter().any(|link| support::resolve(&path, link) == target), "{path}: a link that is seen");
                assert!(page.contains(&format!("href=https://example.org/{target} rel=canonical")), "{path}");
                assert!(page.contains("noindex") && !page.contains("rel=alternate"), "{path}");
            }
        }
    }
    assert!(!html(&files, "sitemap.xml").contains("old"));
    let plain = renamed().build();
    let page = html(&plain, "zh/2022/old-bureau.html");
    assert!(!page.contains("canonical") && text(&plain, "zh/2022/old-bureau.html").contains("示例局"));
    assert_links_resolve(&plain);
}

#[test]
fn a_link_to_a_former_address_is_good_and_one_to_an_address_that_never_was_is_not() {
    let with = |link: &str| renamed().write("content/pages/about.zh.md", page(&format!("title: 关于\n---\n[x]({link})")));
    assert_eq!(with("2022/old-bureau.html").run("check").code, 0);
    assert_eq!(with("departments/older-bureau.html").run("check").code, 0);
    assert_refused(&with("2021/old-bureau.html"), &["GK0030"]);
}

#[test]
fn a_former_id_is_nobody_elses_and_no_name_that_pages_need() {
    let formerly = |ids: &str| {
        small()
            .edit("content/departments.yaml", "sample-bureau: {", &format!("sample-bureau: {{formerly: [{ids}], "))
            .append("content/departments.yaml", "other-bureau: {name: {zh: 其他局, en: Other Bureau}, formerly: [another-bureau]}\n")
    };
    assert_refused(&formerly("other-bureau"), &["content/departments.yaml:1:28", "GK0018", "the department `other-bureau` has it now"]);
    assert_refused(&formerly("sample-bureau"), &["GK0018", "the department `sample-bureau` has it now"]);
    assert_refused(&formerly("another-bureau"), &["content/departments.yaml:2", "GK0018", "as a former id of `sample-bureau` already"]);
    assert_refused(&formerly("old-bureau, old-bureau"), &["GK0018", "as a former id of `sample-bureau` already"]);
    assert_refused(&formerly("index"), &["GK0018", "`index` cannot be an id"]);
    assert_refused(&formerly("旧局"), &["GK0018"]);
    assert_refused(&small().edit("content/departments.yaml", "{name", "{formerly: old-bureau, name"), &["GK0008", "a list"]);
}

#[test]
fn a_folder_under_a_former_id_is_an_error_that_names_the_department() {
    let site = renamed().write("content/2023/older-bureau/overall-target.yaml", TABLE);
    assert_refused(&site, &["GK0020", "did you mean `sample-bureau`?"]);
    assert_eq!(renamed().run(&format!("check --department sample-bureau --year {}", &SHEET[8..12])).code, 0);
}

#[test]
fn every_page_links_an_icon_by_a_relative_address_that_is_there() {
    let files = Site::own().append("content/site.yaml", "base_url: https://sample-city.example/jixiao/\n").build();
    let mut looked = 0;
    // 404.html is shown at any depth, and has no assets.
    for (path, page) in pages(&files).filter(|(path, _)| *path != "404.html") {
        let link = page.split("<link ").find(|link| link.contains("rel=icon")).unwrap_or_else(|| panic!("{path} has no icon"));
        let href = link.split("href=").nth(1).unwrap().split([' ', '>']).next().unwrap().trim_matches('"');
        let depth = path.matches('/').count();
        let target = href.strip_prefix(&"../".repeat(depth)).unwrap_or_else(|| panic!("{path}: {href}"));
        assert!(files.contains_key(target), "{path}: {href}");
        looked += 1;
    }
    assert!(looked > 200, "{looked}");
}
