//! The citation box: what is stated, in the order of the standard, and nothing else; and a fingerprint that anybody can check.

mod support;

use std::process::Command;
use support::{SHEET, Site, TABLE, text};

const REPORT: &str = "2022/sample-bureau.html";
const ADDRESS: &str = "base_url: https://example.gov.cn/jixiao\n";

/// The lines of the box on the report page of an edition.
fn cited(site: &Site, edition: &str) -> Vec<String> {
    let page = text(&site.build(), &format!("{edition}/{REPORT}"));
    let heading = if edition == "en" { "\nCitation and source\n" } else { "\n引用与来源" };
    page.rsplit_once(heading).unwrap().1.lines().map(str::to_owned).collect()
}

/// A site whose table says when it was published, and which says who publishes it and where.
fn stated() -> Site {
    Site::of(format!("published: 2022-02-18\n{TABLE}"))
        .append("content/site.yaml", ADDRESS)
        .append("content/site.yaml", "publisher: {zh: 示例市财政局, en: Sample City Finance Bureau}\n")
}

/// The fingerprint in the box.
fn digits(lines: &[String]) -> String {
    let line = lines.iter().find_map(|line| line.strip_prefix("数据指纹： ").or_else(|| line.strip_prefix("Fingerprint of the data: ")));
    line.unwrap().split(' ').next_back().unwrap().to_owned()
}

#[test]
fn a_citation_has_the_parts_of_the_standard_in_their_order() {
    let zh = cited(&stated(), "zh");
    let fingerprint = digits(&zh);
    let standard = "示例局. 部门（单位）整体支出绩效目标表（2022年）[EB/OL]. (2022-02-18)[引用日期]. \
                    https://example.gov.cn/jixiao/zh/2022/sample-bureau.html.";
    assert!(zh.iter().any(|line| line == standard), "{zh:?}");
    let plain = format!(
        "示例局：《部门（单位）整体支出绩效目标表（2022年）》。示例市财政局。2022-02-18发布。数据指纹 {fingerprint}。\
         https://example.gov.cn/jixiao/zh/2022/sample-bureau.html，[引用日期]。"
    );
    assert!(zh.contains(&plain), "{zh:?}");
    let en = cited(&stated(), "en");
    let title = "Overall expenditure performance target table (department or budget unit), 2022";
    let address = "https://example.gov.cn/jixiao/en/2022/sample-bureau.html";
    let standard = format!("Sample Bureau. {title}[EB/OL]. (2022-02-18)[access date]. {address}.");
    assert!(en.contains(&standard), "{en:?}");
    let plain = format!(
        "Sample Bureau: “{title}.” Sample City Finance Bureau. Published 2022-02-18. Data fingerprint {fingerprint}. {address} [access date]."
    );
    assert!(en.contains(&plain), "{en:?}");
    let both = cited(&stated(), "zh-en");
    assert!(both.contains(&standard.replace("/en/", "/zh-en/")) && both.contains(&plain.replace("/en/", "/zh-en/")), "{both:?}");
}

#[test]
fn what_is_not_stated_is_left_out_and_without_an_address_the_file_is_named() {
    let zh = cited(&Site::of(TABLE), "zh");
    let standard = "示例局. 部门（单位）整体支出绩效目标表（2022年）[EB]. [引用日期]. 文件 zh/2022/sample-bureau.html.";
    assert!(zh.iter().any(|line| line == standard), "{zh:?}");
    let plain = format!(
        "示例局：《部门（单位）整体支出绩效目标表（2022年）》。数据指纹 {}。文件 zh/2022/sample-bureau.html，[引用日期]。",
        digits(&zh)
    );
    assert!(zh.contains(&plain), "{zh:?}");
    let hint = "本站未声明网址：引用时请补上本文件所在的网址或文件夹。";
    assert!(zh.iter().any(|line| line == hint) && !cited(&stated(), "zh").iter().any(|line| line == hint), "{zh:?}");
}

#[test]
fn samples_are_not_to_be_cited() {
    let site = Site::of(format!("status: sample\n{TABLE}")).append("content/site.yaml", "samples: true\n");
    let en = cited(&site, "en");
    assert!(en.iter().any(|line| line.starts_with("These are sample or draft data.")), "{en:?}");
    assert!(!en.iter().any(|line| line.contains("[EB")), "{en:?}");
}

#[test]
fn the_fingerprint_is_that_of_the_published_json_and_changes_with_the_figures_alone() {
    let fingerprint = |site: &Site| {
        let page = text(&site.build(), &format!("en/{REPORT}"));
        let line = page.lines().find(|line| line.starts_with("Fingerprint of the data: ")).unwrap();
        line.split(' ').nth(4).unwrap().to_owned()
    };
    let site = stated();
    let before = fingerprint(&site);
    // The command that docs/data.md gives.
    let file = site.path().join("public/data/2022/sample-bureau.json");
    let sum = Command::new("sha256sum").arg(file).output().unwrap();
    assert_eq!(before, String::from_utf8(sum.stdout).unwrap()[..12]);
    let site = site.edit("content/site.yaml", "示例市财政局", "示例市人民政府");
    assert_eq!(fingerprint(&site), before, "the publisher of the site is no part of the table");
    let site = site.edit(SHEET, "≥95%", "≥96%");
    assert_ne!(fingerprint(&site), before);
}

#[test]
fn the_linessays_how_to_check_the_fingerprint() {
    for (edition, command) in [("zh", "sha256sum sample-bureau.json 核对"), ("en", "sha256sum sample-bureau.json shows them")] {
        assert!(cited(&stated(), edition).iter().any(|line| line.contains(command)), "{edition}");
    }
}
