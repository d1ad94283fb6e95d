//! What sites with an address say to machines: feed, catalogue, descriptions for search engines. Whether strangers can read them is
//! tested by `tests/data/linked.py`; here is what is in them, and what is not.

mod support;

use serde_json::Value;
use support::{Site, TABLE, Tree, html, pages, values};

const ADDRESS: &str = "base_url: https://example.gov.cn/jixiao\n";

fn dated(date: &str) -> String {
    format!("published: {date}\n{TABLE}")
}

fn with_address(table: &str) -> Site {
    Site::of(table).append("content/site.yaml", ADDRESS)
}

/// The texts of the elements of this name, in order.
fn elements(xml: &str, name: &str) -> Vec<String> {
    xml.split(&format!("<{name}>")).skip(1).map(|rest| rest.split("</").next().unwrap().to_owned()).collect()
}

/// The description in a page.
fn description(page: &str) -> Option<Value> {
    let rest = page.split_once("application/ld+json")?.1.split_once('>')?.1;
    Some(serde_json::from_str(rest.split_once("</script>")?.0).unwrap())
}

fn machine_files(files: &Tree) -> Vec<&str> {
    let machine = |path: &&str| path.ends_with("feed.xml") || path.ends_with(".jsonld");
    files.keys().map(String::as_str).filter(machine).collect()
}

fn mentions(files: &Tree) -> Vec<&str> {
    let words = ["feed.xml", "catalogue.jsonld", "ld+json"];
    pages(files).filter(|(_, page)| words.iter().any(|word| page.contains(word))).map(|(path, _)| path).collect()
}

#[test]
fn without_an_address_there_is_nothing_for_machines_and_no_link_to_it() {
    let files = Site::of(dated("2022-02-18")).build();
    assert_eq!((machine_files(&files), mentions(&files)), (vec![], vec![]));
}

#[test]
fn the_feed_has_published_reports_newest_first_with_the_dates_of_the_content() {
    let site = with_address(&dated("2022-02-18"))
        .write("content/2023/sample-bureau/overall-target.yaml", dated("2023-03-01"))
        .write("content/2024/sample-bureau/overall-target.yaml", TABLE);
    let files = site.build();
    let feed = std::str::from_utf8(&files["en/feed.xml"]).unwrap();
    let days = ["2023-03-01", "2022-02-18"].map(|day| format!("{day}T00:00:00+08:00"));
    assert_eq!(elements(feed, "updated"), [&days[0], &days[0], &days[1]].map(String::clone));
    let page = |year: &str| format!("https://example.gov.cn/jixiao/en/{year}/sample-bureau.html");
    assert_eq!(elements(feed, "id")[1..], [page("2023"), page("2022")], "a table without a date is not in it");
    assert_eq!(
        elements(feed, "title"),
        [
            "Test",
            "Sample Bureau: Overall expenditure performance target table (department or budget unit) (2023)",
            "Sample Bureau: Overall expenditure performance target table (department or budget unit) (2022)"
        ]
    );
    assert_eq!(elements(feed, "name"), ["Sample Bureau"; 2]);
    for edition in ["zh", "en", "zh-en"] {
        assert!(values(html(&files, &format!("{edition}/index.html")), "href").contains(&"feed.xml"), "{edition}");
    }
    assert!(values(html(&files, "index.html"), "href").contains(&"zh/feed.xml"));
}

#[test]
fn where_no_table_has_a_date_there_is_no_feed_and_no_link_to_one() {
    let files = with_address(TABLE).build();
    assert_eq!(machine_files(&files), ["data/catalogue.jsonld"]);
    assert!(pages(&files).all(|(_, page)| !page.contains("feed.xml")));
}

#[test]
fn samples_and_previews_are_kept_from_machines() {
    let site = with_address(&format!("status: sample\n{}", dated("2022-02-18"))).append("content/site.yaml", "samples: true\n");
    let files = site.build();
    assert_eq!((machine_files(&files), mentions(&files)), (vec![], vec![]));
    let site = with_address(&dated("2022-02-18"));
    site.run("build --quiet --year 2022 --out preview").good();
    assert_eq!(machine_files(&site.tree("preview")), Vec::<&str>::new());
}

#[test]
fn the_feed_keeps_the_newest_hundred() {
    let mut site = with_address(TABLE);
    let departments: String = (0..105).map(|n| format!("bureau-{n}: {{name: {{zh: 甲{n}, en: A{n}}}}}\n")).collect();
    site = site.append("content/departments.yaml", &departments);
    for n in 0..105 {
        let date = format!("2022-{:02}-{:02}", 1 + n / 28, 1 + n % 28);
        site = site.write(&format!("content/2022/bureau-{n}/overall-target.yaml"), dated(&date));
    }
    let files = site.build();
    let feed = std::str::from_utf8(&files["zh/feed.xml"]).unwrap();
    let ids = elements(feed, "id");
    assert_eq!(ids.len(), 101);
    assert!(ids[1].ends_with("bureau-104.html") && ids[100].ends_with("bureau-5.html"), "{} {}", ids[1], ids[100]);
}

#[test]
fn a_report_is_described_as_a_dataset_of_its_department_in_the_words_of_its_edition() {
    let site = with_address(&dated("2022-02-18"))
        .append("content/site.yaml", "publisher: {zh: 示例市财政局, en: Sample City Finance Bureau}\n")
        .append("content/site.yaml", "licence: {name: CC BY 4.0, url: 'https://creativecommons.org/licenses/by/4.0/'}\n");
    let files = site.build();
    let data = description(html(&files, "en/2022/sample-bureau.html")).unwrap();
    let department = "https://example.gov.cn/jixiao/zh/departments/sample-bureau.html#organization";
    for (key, value) in [
        ("/@type", "Dataset"),
        ("/url", "https://example.gov.cn/jixiao/en/2022/sample-bureau.html"),
        ("/inLanguage", "en"),
        ("/temporalCoverage", "2022"),
        ("/datePublished", "2022-02-18"),
        ("/license", "https://creativecommons.org/licenses/by/4.0/"),
        ("/creator/@type", "GovernmentOrganization"),
        ("/creator/@id", department),
        ("/creator/name", "Sample Bureau"),
        ("/publisher/name", "Sample City Finance Bureau"),
        ("/distribution/0/encodingFormat", "text/csv"),
    ] {
        assert_eq!(data.pointer(key).unwrap(), value, "{key}");
    }
    let organization = description(html(&files, "zh-en/departments/sample-bureau.html")).unwrap();
    assert_eq!((&organization["@id"], &organization["name"]), (&Value::from(department), &Value::from("示例局")));
    let plain = description(html(&with_address(TABLE).build(), "en/2022/sample-bureau.html")).unwrap();
    for key in ["datePublished", "license", "publisher"] {
        assert!(plain.get(key).is_none(), "{key} is not stated");
    }
}

#[test]
fn a_body_of_the_party_is_not_called_one_of_the_government() {
    let files = Site::own().append("content/site.yaml", ADDRESS).build();
    let organization = description(html(&files, "zh/departments/organization-department.html")).unwrap();
    assert_eq!(organization["@type"], "Organization");
}

#[test]
fn no_name_ends_the_description_that_it_stands_in() {
    let site = with_address(TABLE).edit("content/departments.yaml", "en: Sample Bureau", "en: 'A </script><b>'");
    let files = site.build();
    let page = html(&files, "en/2022/sample-bureau.html");
    assert_eq!(description(page).unwrap()["creator"]["name"], "A </script><b>");
}

#[test]
fn the_catalogue_has_a_dataset_per_year_with_the_files_of_that_year() {
    let site = with_address(TABLE).write("content/2023/sample-bureau/overall-target.yaml", TABLE);
    let files = site.build();
    let catalogue: Value = serde_json::from_slice(&files["data/catalogue.jsonld"]).unwrap();
    let datasets = catalogue["dcat:dataset"].as_array().unwrap();
    let ids: Vec<&str> = datasets.iter().map(|dataset| dataset["@id"].as_str().unwrap().rsplit('#').next().unwrap()).collect();
    assert_eq!(ids, ["all", "2023", "2022"]);
    assert_eq!(datasets[2]["dct:temporal"]["dcat:startDate"]["@value"], "2022");
    let urls: Vec<&str> =
        datasets[2]["dcat:distribution"].as_array().unwrap().iter().map(|file| file["dcat:downloadURL"]["@id"].as_str().unwrap()).collect();
    assert!(!urls.is_empty() && urls.iter().all(|url| url.starts_with("https://example.gov.cn/jixiao/data/2022")), "{urls:?}");
    assert!(values(html(&files, "en/data.html"), "href").contains(&"../data/catalogue.jsonld"));
}
