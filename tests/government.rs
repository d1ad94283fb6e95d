//! What 国办发〔2017〕47号 asks of government sites: tags by the kind of page, marks at the foot. Only what is stated.

mod support;

use support::{Site, TABLE, Tree, html, pages, values};

/// A picture of 2 × 1 pixels.
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 2, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0xd1, 0xbd, 0x86,
    0x0b,
];

const MARKS: &str = "\
marks:
  party_government: {url: 'https://bszs.example/sitename?method=show&id=1', image: mark.gif}
  report_errors: {url: 'https://jiucuo.example/?site_code=0000000001'}
";

/// The content of a tag.
fn tag(page: &str, name: &str) -> Option<String> {
    page.split("<meta ").skip(1).map(|rest| format!(" {}", rest.split('>').next().unwrap())).find_map(|rest| {
        let value = *values(&rest, "content").first()?;
        (values(&rest, "name") == [name]).then(|| value.to_owned())
    })
}

fn tags(files: &Tree, path: &str) -> Vec<&'static str> {
    let all = ["ColumnName", "ColumnType", "ColumnKeywords", "ColumnDescription", "ArticleTitle", "PubDate", "ContentSource", "Keywords"];
    all.into_iter().filter(|name| tag(html(files, path), name).is_some()).collect()
}

#[test]
fn columns_and_reports_carry_the_tags_of_their_kind() {
    let column = ["ColumnName", "ColumnType", "ColumnKeywords", "ColumnDescription"];
    let files = Site::of(format!("published: 2022-02-18\nsource: {{zh: 示例局网站, en: Website}}\n{TABLE}")).build();
    for (page, kind) in
        [("index.html", "首页"), ("2022/index.html", "数据发布"), ("departments/sample-bureau.html", "数据发布"), ("data.html", "数据开放")]
    {
        for edition in ["zh", "en", "zh-en"] {
            let path = format!("{edition}/{page}");
            assert_eq!((tags(&files, &path), tag(html(&files, &path), "ColumnType").as_deref()), (column.to_vec(), Some(kind)), "{path}");
        }
    }
    let report = "zh/2022/sample-bureau.html";
    assert_eq!(tags(&files, report), ["ArticleTitle", "PubDate", "ContentSource", "Keywords"]);
    assert_eq!(tag(html(&files, report), "Keywords").unwrap(), "示例局,2022年,部门预算,绩效目标,绩效指标");
    assert_eq!(tag(html(&files, report), "PubDate").unwrap(), "2022-02-18");
}

#[test]
fn a_tag_whose_fact_is_not_stated_stays_out() {
    let files = Site::of(TABLE).build();
    assert_eq!(tags(&files, "en/2022/sample-bureau.html"), ["ArticleTitle", "Keywords"]);
    for (path, page) in pages(&files) {
        for name in ["Author", "Url", "SiteDomain", "SiteIDCode", "PubDate", "ContentSource"] {
            assert_eq!(tag(page, name), None, "{path}");
        }
    }
}

#[test]
fn a_page_has_no_tag_twice() {
    let files = Site::own().append("content/site.yaml", "base_url: https://example.gov.cn/\n").build();
    for (path, page) in pages(&files) {
        let mut names: Vec<String> = page
            .split("<meta ")
            .skip(1)
            .filter_map(|rest| Some(values(&format!(" {}", rest.split('>').next()?), "name").first()?.to_lowercase()))
            .collect();
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all, "{path}");
    }
}

#[test]
fn marks_are_links_with_a_picture_of_this_site_by_what_it_holds() {
    let site = Site::of(TABLE).append("content/site.yaml", MARKS).write("content/images/mark.gif", PNG);
    let files = site.build();
    let pictures: Vec<&String> = files.keys().filter(|path| path.starts_with("assets/party-government.")).collect();
    assert!(pictures.len() == 1 && pictures[0].ends_with(".png") && files[pictures[0]] == PNG, "{pictures:?}");
    for path in ["index.html", "zh/2022/sample-bureau.html", "en/index.html"] {
        let page = html(&files, path);
        let image = page.split("<img ").nth(1).map(|rest| format!(" {}", rest.split('>').next().unwrap())).unwrap();
        assert_eq!((values(&image, "width"), values(&image, "height")), (vec!["2"], vec!["1"]), "{path}");
        assert_eq!(support::resolve(path, values(&image, "src")[0]), *pictures[0], "{path}");
        assert!(!values(&image, "alt")[0].is_empty());
        let words = if path.starts_with("en") { "Report an error of a government website" } else { "政府网站找错" };
        assert!(support::visible(page).contains(words), "{path}");
        assert!(values(page, "href").contains(&"https://jiucuo.example/?site_code=0000000001"), "{path}");
    }
}

#[test]
fn a_picture_that_is_missing_or_none_is_an_error_that_names_the_file() {
    let flat = [&PNG[..20], &[0; 4], &PNG[24..]].concat();
    for (bytes, why) in [
        (None, "there is no such file"),
        (Some(&b"<svg/>"[..]), "it holds no picture"),
        (Some(&PNG[..20]), "its size cannot be read"),
        (Some(&flat), "it is empty"),
    ] {
        let site = Site::of(TABLE).append("content/site.yaml", MARKS);
        let site = match bytes {
            Some(bytes) => site.write("content/images/mark.gif", bytes),
            None => site,
        };
        let run = site.run("check");
        assert!(run.code == 1 && run.err.contains("mark.gif") && run.err.contains(why), "{}", run.err);
    }
}

#[test]
fn a_mark_that_leads_nowhere_or_out_of_its_folder_is_refused_where_it_stands() {
    for (line, said) in [
        ("  report_errors: {image: mark.png}\n", "the mark has no `url`"),
        ("  report_errors: {url: jiucuo.example}\n", "is not a web address"),
        ("  report_errors: {url: 'https://a.example', image: ../site.yaml}\n", "`../site.yaml`"),
        ("  report_errors: {url: 'https://a.example', image: 'c:mark.png'}\n", "`c:mark.png`"),
        ("  report_errors: {url: \"https://a.exam\\tple\"}\n", "is not a web address"),
        ("  report_error: {url: 'https://a.example'}\n", "did you mean `report_errors`?"),
    ] {
        let run = Site::of(TABLE).append("content/site.yaml", &format!("marks:\n{line}")).run("check");
        assert!(run.code == 1 && run.err.contains(said) && run.err.contains("site.yaml:4"), "{}", run.err);
    }
}
