//! Corrections of a published table: on its page with the old values kept, in its data, never quietly.

mod support;

use gongkai::model::{
    date::Date,
    department::DepartmentId,
    diagnostic::Span,
    form::Form,
    revision::{Revision, SheetRevision, corrections},
    sheet::Status,
    summary::{Figures, ReportSummary},
    text::Text,
    year::Year,
};
use support::{SHEET, Site, TABLE, html, links, text};

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
fn the_list_for_feeds_holds_published_corrections_newest_first() {
    let summary = |year: &str, status, dates: &[&str]| ReportSummary {
        year: Year::parse(year).unwrap(),
        department: DepartmentId::parse("bureau").unwrap(),
        status,
        figures: Figures::default(),
        revisions: dates.iter().map(|date| revision(date)).collect(),
    };
    fn revision(date: &str) -> SheetRevision {
        let what = Text::plain("更正", Span(0));
        let revision = Revision { span: Span(0), date: Date::parse(date).unwrap(), what, why: None, old: None, new: None };
        SheetRevision { form: &Form::builtin()[0], revision }
    }
    let all = [
        summary("2021", Status::Final, &["2022-01-05", "2021-03-01"]),
        summary("2022", Status::Sample, &["2024-01-01"]),
        summary("2023", Status::Final, &["2022-01-05", "2023-09-30"]),
    ];
    let listed: Vec<String> = corrections(&all).iter().map(|each| format!("{} {}", each.revision.date, each.year)).collect();
    assert_eq!(listed, ["2023-09-30 2023", "2022-01-05 2021", "2022-01-05 2023", "2021-03-01 2021"]);
}
