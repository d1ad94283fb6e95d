//! What readers see at a glance and compare: charts with their findings, ranks, totals by sector, indicators over the years.

mod support;

use std::collections::BTreeMap;
use support::{Site, Tree, html, row, rows, values, words};

/// One task, one indicator.
const SMALL: &str = "\
tasks:
  - name: {zh: 人员经费, en: Personnel}
    total: 90
    fiscal: 90
goals:
  - {zh: 按时完成。, en: Finish in time.}
indicators:
  output:
    quality:
      - name: {zh: 合格率, en: Pass rate}
        target: ≥95%
";

/// The small site, with three more departments of one task each: 30, 120 and 30.
fn several() -> Site {
    let mut site = Site::of(SMALL);
    let mut departments = "sample-bureau: {name: {zh: 示例局, en: Sample Bureau}, sector: health}\n".to_owned();
    for (id, zh, sector, total) in
        [("a", "长沙示例局", "sector: education", 30), ("b", "北示例局", "sector: education", 120), ("c", "重庆示例局", "order: 3", 30)]
    {
        departments.push_str(&format!("{id}: {{name: {{zh: {zh}, en: Bureau {id}}}, {sector}}}\n"));
        let sheet = format!(
            "tasks:\n  - name: {{zh: 任务, en: Task}}\n    total: {total}\n    fiscal: {total}\ngoals:\n  - {{zh: 按时完成。, en: Finish in time.}}\nindicators:\n  output:\n    quantity:\n      - {{name: {{zh: 次数, en: Times}}, target: =3次}}\n"
        );
        site = site.write(&format!("content/2022/{id}/overall-target.yaml"), sheet);
    }
    site.write("content/departments.yaml", departments)
}

fn year(files: &Tree, edition: &str) -> String {
    html(files, &format!("{edition}/2022/index.html")).to_owned()
}

/// The finding of every chart of a page, and its bars: name, value and share.
fn charts(page: &str) -> Vec<(String, Vec<String>)> {
    let figures = page.split("<figure class=chart>").skip(1).map(|rest| rest.split("</figure>").next().unwrap());
    let chart = |figure: &str| {
        let mut parts = figure.split("<div");
        let finding = words(parts.next().unwrap());
        (finding, parts.skip(1).map(|bar| words(&format!("<div{bar}"))).collect())
    };
    figures.map(chart).collect()
}

#[test]
fn a_chart_says_its_finding_and_its_figures_stand_in_the_table_below() {
    let files = several().build();
    let page = year(&files, "zh");
    let charts = charts(&page);
    assert_eq!(charts[0].0, "北示例局预算最多：120\u{a0}万元，占合计 270\u{a0}万元的 44.4%");
    assert_eq!(charts[0].1.len(), 4);
    assert_eq!(charts[0].1[0], "北示例局120 万元 44.4%");
    assert!(rows(&page).contains(&["北示例局", "120", "120", "—", "44.4%"].map(str::to_owned).to_vec()));
    let at = page.find("<figure class=chart>").unwrap();
    assert!(page[at..].find("<table").is_some(), "the table comes after the chart");
    assert!(page.contains("<div aria-hidden=true class=bars>"), "what the table says is not read twice");
    assert!(year(&files, "en").contains("Bureau b has the largest budget: 120"));
}

#[test]
fn departments_with_equal_budgets_are_called_equal() {
    let files = several().edit("content/2022/a/overall-target.yaml", "total: 30\n    fiscal: 30", "total: 120\n    fiscal: 120").build();
    assert_eq!(charts(&year(&files, "zh"))[0].0, "有 2 个部门预算并列最多，各 120\u{a0}万元");
}

#[test]
fn one_department_or_one_task_is_no_chart() {
    let files = Site::of(SMALL).build();
    assert!(charts(&year(&files, "zh")).iter().all(|(finding, _)| !finding.contains("预算最多")));
    assert!(!html(&files, "zh/2022/sample-bureau.html").contains("<svg class=bar"));
}

/// Ranks of the column at `index` (0 is the name) by the name of the row.
fn ranks(page: &str, index: usize) -> BTreeMap<String, String> {
    let table = page.split("id=final-budget").nth(1).unwrap().split("</table>").next().unwrap();
    let body = table.split("<tbody").nth(1).unwrap().split("<tfoot").next().unwrap();
    let ranked = body.split("<tr").skip(1).map(|row| {
        let cells: Vec<&str> = row.split("<t").skip(1).collect();
        let rank = values(cells[index], "data-rank").first().map(|rank| (*rank).to_owned());
        (words(&format!("<t{}", cells[0])), rank.unwrap_or_default())
    });
    ranked.collect()
}

#[test]
fn ranks_are_found_when_the_page_is_built_by_pinyin_and_by_amount() {
    let site = several().edit("content/departments.yaml", "长沙示例局, en: Bureau a}", "长沙示例局, en: Bureau a}, sort_key: 常沙示例局");
    let page = year(&site.build(), "zh");
    let by = |index| ranks(&page, index);
    assert_eq!(by(0)["北示例局"], "1", "{:?}", by(0));
    assert_eq!(by(0)["长沙示例局"], "2", "常 cháng comes before 重 chóng");
    assert_eq!(by(0)["重庆示例局"], "3");
    assert_eq!((by(1)["北示例局"].as_str(), by(1)["长沙示例局"].as_str(), by(1)["重庆示例局"].as_str()), ("3", "1", "1"));
    assert_eq!(by(3)["北示例局"], "", "an empty cell has no rank");
}

#[test]
fn departments_are_summed_by_sector_and_those_without_stand_last() {
    let files = several().build();
    let page = year(&files, "zh");
    assert_eq!(row(&page, "教育")[1..], ["2", "150", "150", "—", "55.6%"]);
    assert_eq!(row(&page, "未归入领域")[1..], ["1", "30", "30", "—", "11.1%"]);
    let sectors: Vec<String> = rows(&page).into_iter().filter(|row| row.len() == 6).map(|row| row[0].clone()).collect();
    assert_eq!(sectors, ["领域", "教育", "卫生健康", "未归入领域"]);
    let without = Site::of(SMALL).build();
    assert!(!year(&without, "zh").contains("按领域合计"));
}

/// The small site with the next year, where the first target is another.
fn two_years(edit: impl Fn(String) -> String) -> Tree {
    Site::of(SMALL).write("content/2023/sample-bureau/overall-target.yaml", edit(SMALL.to_owned())).build()
}

#[test]
fn indicators_are_followed_over_the_years_with_bars_on_one_scale() {
    let files = two_years(|sheet| sheet.replace("≥95%", "≥19%"));
    let page = html(&files, "zh/departments/sample-bureau/indicators.html");
    let row = rows(page).into_iter().find(|row| row.contains(&"≥95%".to_owned())).unwrap();
    assert_eq!(row[1..], ["≥95%", "≥19%", "降低"]);
    let bars = page.split("≥19%").nth(1).unwrap().split("</svg>").next().unwrap();
    assert_eq!(values(bars, "height")[1..3], ["30", "6"], "95 is the longest, 19 a fifth of it, both from zero");
    assert!(html(&files, "zh/departments/sample-bureau.html").contains("departments/sample-bureau/indicators.html"));
}

#[test]
fn an_indicator_of_one_year_has_no_bars_and_a_department_of_one_year_no_such_page() {
    let files = two_years(|sheet| sheet.replace("合格率", "优良率"));
    let page = html(&files, "zh/departments/sample-bureau/indicators.html");
    assert_eq!(row(page, "优良率")[1..], ["无", "≥95%", "仅一年"]);
    assert_eq!(row(page, "合格率")[1..], ["≥95%", "无", "仅一年"]);
    assert_eq!(page.matches("class=multiple").count(), 1, "only the task stands in both years");
    let alone = Site::of(SMALL).build();
    assert!(!alone.contains_key("zh/departments/sample-bureau/indicators.html"));
    assert!(!html(&alone, "zh/departments/sample-bureau.html").contains("indicators.html"));
}

#[test]
fn the_budget_over_the_years_says_how_much_it_rose() {
    let files = two_years(|sheet| sheet.replace("90", "120"));
    let page = html(&files, "zh/departments/sample-bureau.html");
    assert_eq!(charts(page)[0].0, "2023年预算 120\u{a0}万元，比2022年增加 30\u{a0}万元（33.3%）");
}

// ---------------------------------------------------------------- general pages

#[test]
fn official_terms_lead_to_their_meaning_at_first_use_and_every_page_to_the_general_ones() {
    let files = Site::of(SMALL).build();
    let page = html(&files, "zh/2022/sample-bureau.html");
    for id in ["total", "fiscal", "other", "output", "quality"] {
        let link = format!("href=../glossary.html#{id}");
        assert_eq!(page.matches(&link).count(), 1, "{id} is explained once");
        assert!(html(&files, "zh/glossary.html").contains(&format!("id={id}>")), "{id}");
    }
    for general in ["glossary", "site-map", "privacy", "accessibility"] {
        assert!(page.contains(&format!("href=../{general}.html")), "{general}");
    }
    assert!(html(&files, "en/site-map.html").contains("href=departments/sample-bureau.html"));
}

#[test]
fn a_site_has_words_of_its_own_in_the_glossary_and_pages_of_its_own_in_the_place_of_general_ones() {
    let files = Site::of(SMALL)
        .append("content/site.yaml", "glossary:\n  fiscal: {term: {zh: 财政拨款, en: Fiscal funds}, meaning: {zh: 本级安排。, en: Local.}}\n  three: {term: {zh: 三公经费, en: Three}, meaning: {zh: 三项。, en: Three items.}}\n")
        .write("content/pages/privacy.zh.md", "---\ntitle: 隐私\n---\n本站自己的说明。\n")
        .write("content/pages/privacy.en.md", "---\ntitle: Privacy\n---\nOur own words.\n")
        .build();
    let glossary = words(html(&files, "zh/glossary.html"));
    assert!(glossary.contains("本级安排。") && glossary.contains("三公经费") && !glossary.contains("由财政预算安排"), "{glossary}");
    let privacy = words(html(&files, "en/privacy.html"));
    assert!(privacy.contains("Our own words.") && !privacy.contains("cookies"), "{privacy}");
}
