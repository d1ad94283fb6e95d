//! Corrections of a published table: on its page with the old values kept, in its data, never quietly.

mod support;

use support::{SHEET, Site, TABLE, html, links, text, values};

const REVISIONS: &str = "\
revisions:
  - date: 2022-03-06
    what: {zh: 更正总额, en: The total was corrected}
    why: {zh: 录入有误, en: Mistyped}
    old: 80.50万元
    new: 90万元
  - date: 2022-06-01
    what: {zh: 补充指标, en: An indicator was added}
    new: {zh: 有所提高, en: Improved}
";

#[test]
fn corrections_stand_on_the_page_newest_first_with_old_and_new_values_and_a_note_near_the_title() {
    let files = Site::of(format!("{REVISIONS}{TABLE}")).build();
    let en = text(&files, "en/2022/sample-bureau.html");
    assert!(en.contains("Corrected after publication, last on 1 June 2022."), "{en}");
    let record = "\nCorrections\n1 June 2022\nAn indicator was added\nBefore\nnothing\nNow\nImproved\nWhy\nnot stated\n\
                  6 March 2022\nThe total was corrected\nBefore\n80.50万元\nNow\n90万元\nWhy\nMistyped\n";
    assert!(en.contains(record), "{en}");
    let zh = text(&files, "zh/2022/sample-bureau.html");
    assert!(
        zh.contains("本表公开后有更正，最近一次为2022年6月1日") && zh.contains("更正前\n80.50万元\n更正后\n90万元\n原因\n录入有误"),
        "{zh}"
    );
    let (title, table) = (zh.find("2022年部门").unwrap(), zh.find("预算概览").unwrap());
    assert!((title..table).contains(&zh.find("本表公开后有更正").unwrap()));
    assert!(links(html(&files, "zh/2022/sample-bureau.html")).contains(&"#corrections"));
    // A table that nobody corrected says nothing of it.
    assert!(!text(&Site::of(TABLE).build(), "en/2022/sample-bureau.html").contains("Correct"));
}

#[test]
fn corrections_are_data() {
    let files = Site::of(format!("{REVISIONS}{TABLE}")).build();
    let json: serde_json::Value = serde_json::from_slice(&files["data/2022/sample-bureau.json"]).unwrap();
    let revisions = &json["sheets"][0]["revisions"];
    assert_eq!(
        revisions[0],
        serde_json::json!({
            "date": "2022-03-06",
            "what": {"zh": "更正总额", "en": "The total was corrected"},
            "why": {"zh": "录入有误", "en": "Mistyped"},
            "old": {"zh": "80.50万元"},
            "new": {"zh": "90万元"},
        })
    );
    assert!(revisions[1]["why"].is_null() && revisions[1]["old"].is_null());
}

#[test]
fn a_correction_needs_words_in_every_language_and_a_figure_needs_none() {
    let site = Site::of(format!("{REVISIONS}{TABLE}")).edit(SHEET, "why: {zh: 录入有误, en: Mistyped}", "why: 录入有误");
    let words = site.run("check").good().err;
    assert!(words.contains("1 text of this table has no English translation, first “录入有误”"), "{words}");
    let memory = "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\nmsgctxt \"revision\"\nmsgid \"录入有误\"\nmsgstr \"A slip\"\n";
    let files = site.write("content/translations/en.po", memory).build();
    assert!(text(&files, "en/2022/sample-bureau.html").contains("Why\nA slip"));
}

#[test]
fn drafts_show_their_corrections_in_a_preview_and_samples_as_samples() {
    let site = Site::of(format!("status: draft\n{REVISIONS}{TABLE}"));
    site.run("build --quiet --drafts --out preview").good();
    assert!(text(&site.tree("preview"), "en/2022/sample-bureau.html").contains("The total was corrected"));
}

#[test]
fn the_feed_tells_of_the_corrections_of_published_tables_and_leads_to_them() {
    let address = |site: Site| site.append("content/site.yaml", "base_url: https://example.gov.cn/\nsamples: true\n");
    let files = address(Site::of(format!("published: 2022-02-01\n{REVISIONS}{TABLE}"))).build();
    let feed = std::str::from_utf8(&files["en/feed.xml"]).unwrap();
    let entries: Vec<&str> = feed.split("<entry>").skip(1).collect();
    let titles = ["An indicator was added", "The total was corrected", "(2022)"];
    assert_eq!(entries.len(), 3, "{feed}");
    for (entry, title) in entries.iter().zip(titles) {
        assert!(entry.split("</title>").next().unwrap().ends_with(title), "{entry}");
    }
    let page = html(&files, "en/2022/sample-bureau.html");
    for (entry, id) in entries.iter().zip(["correction-2", "correction-1"]) {
        assert!(entry.contains(&format!("https://example.gov.cn/en/2022/sample-bureau.html#{id}")), "{entry}");
        assert!(values(page, "id").contains(&id));
    }
    let sample = address(Site::of(format!("status: sample\n{REVISIONS}{TABLE}"))).build();
    assert!(!sample.contains_key("en/feed.xml"));
}
