//! What pages say: figures, fallbacks, notes and banners, from the table that is written to the words that are read.

mod support;

use rust_decimal::Decimal;
use std::collections::BTreeMap;
use support::{SHEET, Site, TABLE, Tree, html, pages, resolve, row, rows, text, values, visible};

const REPORT: &str = "2022/sample-bureau.html";

fn small() -> Site {
    Site::of(TABLE)
}

/// The report of a small site in an edition, as it stands in its file.
fn report<'t>(files: &'t Tree, edition: &str) -> &'t str {
    html(files, &format!("{edition}/{REPORT}"))
}

/// What it says.
fn words(files: &Tree, edition: &str) -> String {
    text(files, &format!("{edition}/{REPORT}"))
}

/// The banners of a page.
fn banners(files: &Tree, path: &str) -> Vec<String> {
    let html = html(files, path);
    let banner = |piece: &str| support::visible(&format!("<body>{}", &piece[piece.find('>').unwrap() + 1..piece.find("</p>").unwrap()]));
    html.split("<p class=").skip(1).filter(|piece| piece.trim_start_matches('"').starts_with("banner")).map(banner).collect()
}

// ---------------------------------------------------------------- accepted findings, rules, levels

#[test]
fn an_accepted_finding_is_published_with_what_was_found_the_rule_and_the_reason() {
    let site = small()
        .edit(SHEET, "fiscal: 90", "fiscal: 80\n    accept: {GK0102: {zh: 原表合计如此, en: Such is the original total}}")
        .edit(SHEET, "≥95%", "≥105%")
        .append(SHEET, "accept: {GK0203: {zh: 允许超额, en: Excess is allowed}}\n");
    let run = site.run("build").good();
    assert!(run.err.contains("0 errors, 0 warnings, 2 accepted findings"), "{}", run.err);
    let files = site.tree("public");
    let zh =
        ["总额90", "与核对规则 GK0102 不符", "原表合计如此", "GK0203", "“培训合格率”的指标值超过100%", "允许超额", "2 处与核对规则不符"];
    let en = [
        "the total 90 is not the sum of its parts, 80",
        "Departs from rule GK0102; published as in the original.",
        "Such is the original total",
        "Departs from rule GK0203",
        "has a target over 100%: ≥105%",
        "Excess is allowed",
        "2 values depart from rules of checking",
    ];
    for (edition, said) in [("zh", zh.to_vec()), ("en", en.to_vec()), ("zh-en", [zh, en].concat())] {
        let words = words(&files, edition);
        said.into_iter().for_each(|part| assert!(words.contains(part), "{edition}: {part:?} is not in\n{words}"));
    }
}

#[test]
fn totals_that_the_original_states_stand_above_the_computed_ones_and_nothing_denies_them() {
    let (denial, other) = ("原表未列", "原表自列的合计见下表");
    let plain = words(&small().build(), "zh");
    assert!(plain.contains(denial) && !plain.contains("合计（原表）"), "{plain}");
    let files = small().append(SHEET, "declared_total: {total: 90.00, fiscal: 90.0}\n").build();
    let page = report(&files, "zh");
    assert_eq!(row(page, "合计（原表）")[1..], ["90.00", "90.0", "—"]);
    assert_eq!(row(page, "合计（本站计算）")[1..], ["90", "90", "—"]);
    let words = words(&files, "zh");
    assert!(!words.contains(denial) && words.contains(other), "{words}");
}

#[test]
fn a_stated_total_that_contradicts_the_tasks_is_shown_as_stated_with_a_note_on_the_whole_table() {
    let files = small().append(SHEET, "declared_total: {total: 91}\naccept: {GK0106: {zh: 原表如此, en: As in the original}}\n").build();
    let page = report(&files, "zh");
    assert_eq!([row(page, "合计（原表）")[1].as_str(), &row(page, "合计（本站计算）")[1]], ["91", "90"]);
    let words = words(&files, "zh");
    let (head, _) = words.split_once("预算概览").unwrap();
    assert!(head.contains("与核对规则 GK0106 不符") && head.contains("原表合计91不等于各任务之和90"), "{head}");
}

#[test]
fn a_rule_made_an_error_stops_the_build_and_one_turned_off_is_silent() {
    for (setting, code, said) in [("", 0, "warning"), ("rules: {GK0203: error}\n", 1, "error"), ("rules: {GK0203: off}\n", 0, "")] {
        let run = small().edit(SHEET, "≥95%", "≥105%").append("content/site.yaml", setting).run("check --message-format json");
        let severities: Vec<_> = run.json().iter().filter(|line| line["code"] == "GK0203").map(|line| line["severity"].clone()).collect();
        assert_eq!(run.code, code, "{setting}");
        assert_eq!(severities, Vec::from_iter((!said.is_empty()).then_some(said)), "{setting}");
    }
}

#[test]
fn a_level_of_the_sites_own_bears_its_label_and_counts_among_the_others() {
    let files = small()
        .append("content/site.yaml", "levels: {integrity: {zh: 廉政指标, en: Integrity}}\n")
        .append(
            SHEET,
            "  integrity:\n    quality:\n      - {name: {zh: 甲, en: A}, target: 1次}\n      - {name: {zh: 乙, en: B}, target: 2次}\n",
        )
        .build();
    assert!(words(&files, "zh").contains("廉政指标 › 质量指标 2 项"));
    assert!(
        words(&files, "en").contains("Integrity 廉政指标 › Quality 质量指标 2 indicators")
            || words(&files, "en").contains("Integrity › Quality")
    );
    for (edition, heads) in [("zh", ["部门", "产出指标", "其他", "合计"]), ("en", ["Department", "Output 产出指标", "Other 其他", "All"])]
    {
        let rows = rows(html(&files, &format!("{edition}/2022/index.html")));
        let at = rows.iter().position(|row| *row == heads).unwrap_or_else(|| panic!("{edition}: {heads:?} is not among {rows:?}"));
        assert_eq!(rows[at + 1][1..], ["1", "2", "3"], "{edition}");
    }
}

// ---------------------------------------------------------------- what is not translated

/// The site has one text less in English: the Chinese stands in, marked as such, and the page says so.
#[track_caller]
fn assert_one_text_falls_back(site: Site, chinese: &str) {
    let files = site.build();
    let en = report(&files, "en");
    assert!(en.contains(&format!("<span lang=zh-CN>{chinese}</span>")), "{en}");
    let said: Vec<String> =
        banners(&files, &format!("en/{REPORT}")).into_iter().filter(|banner| banner.contains("not translated")).collect();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("One text on this page (of "), "{said:?}");
    assert!(!words(&files, "zh").contains("尚无"));
}

#[test]
fn where_nothing_is_missing_no_banner_says_so() {
    assert_eq!(
        banners(&small().build(), &format!("en/{REPORT}")),
        ["The English is an unofficial translation. The Chinese original prevails."]
    );
}

#[test]
fn a_task_without_english_is_shown_in_chinese_and_counted_once() {
    assert_one_text_falls_back(small().edit(SHEET, "name: {zh: 教师培训, en: Training of teachers}", "name: 教师培训"), "教师培训");
}

#[test]
fn a_target_in_an_unknown_unit_is_shown_in_chinese_and_counted_once() {
    assert_one_text_falls_back(small().edit(SHEET, "≥95%", "=5套卷"), "=5套卷");
}

#[test]
fn a_goal_label_without_a_number_is_shown_in_chinese_and_counted_once() {
    assert_one_text_falls_back(small().edit(SHEET, "label: 目标1", "label: 总目标"), "总目标");
}

#[test]
fn a_department_without_an_english_name_keeps_its_chinese_one_marked_as_such_in_headings() {
    let files = small().edit("content/departments.yaml", "{zh: 示例局, en: Sample Bureau}", "示例局").build();
    for path in [format!("en/{REPORT}"), "en/departments/sample-bureau.html".to_owned()] {
        let page = html(&files, &path);
        let heading = &page[page.find("<h1").unwrap()..page.find("</h1>").unwrap()];
        assert!(heading.contains("<span lang=zh-CN>示例局</span>"), "{path}: {heading}");
    }
}

#[test]
fn beside_each_other_two_languages_never_say_the_same_twice() {
    for (target, shown) in [("≥95%", "≥95%"), ("≥95次", "≥95次 ≥95 times")] {
        let files = small().edit(SHEET, "≥95%", target).build();
        assert_eq!(row(report(&files, "zh-en"), "培训合格率 Trainees who pass 数量指标")[1..], [shown]);
    }
}

// ---------------------------------------------------------------- figures

/// Sums of the totals in the repository's tables, in 万元, by year and status: read from the lines of the files.
fn sums_of_totals(content: &Tree) -> BTreeMap<(String, String), Decimal> {
    let mut sums = BTreeMap::new();
    for (path, bytes) in content.iter().filter(|(path, _)| path.ends_with("/overall-target.yaml")) {
        let lines: Vec<&str> = std::str::from_utf8(bytes).unwrap().lines().collect();
        let value = |key: &str| lines.iter().find_map(|line| line.strip_prefix(key)).unwrap().trim();
        let wan = if value("unit:") == "元" { Decimal::from(10_000) } else { Decimal::ONE };
        let totals = lines.iter().filter_map(|line| line.strip_prefix("    total: "));
        let sum: Decimal = totals.map(|total| total.parse::<Decimal>().unwrap() / wan).sum();
        *sums.entry((path[..4].to_owned(), value("status:").to_owned())).or_default() += sum;
    }
    sums
}

fn number(cell: &str) -> Decimal {
    cell.replace(',', "").parse().unwrap_or_else(|_| panic!("{cell} is no figure"))
}

#[test]
fn the_sums_of_a_year_are_those_of_its_tables_and_samples_are_never_added_to_real_figures() {
    let site = Site::own();
    let (files, expected) = (site.build(), sums_of_totals(&site.tree("content")));
    let both: Decimal = ["final", "sample"].iter().map(|status| expected[&("2022".to_owned(), (*status).to_owned())]).sum();
    for year in ["2022", "2023", "2024"] {
        let rows = rows(html(&files, &format!("zh/{year}/index.html")));
        // Two tables a status, the budgets first.
        let shown: Vec<Decimal> = rows.iter().filter(|row| row[0] == "合计（本站计算）").step_by(2).map(|row| number(&row[1])).collect();
        let sums: Vec<Decimal> = expected.iter().filter(|((of, _), _)| of == year).map(|(_, sum)| *sum).collect();
        assert_eq!(shown, sums, "{year}");
    }
    for (path, page) in pages(&files) {
        assert!(!page.replace(',', "").contains(&both.normalize().to_string()), "{path} adds samples to real figures: {both}");
    }
}

#[test]
fn sums_in_yuan_are_exact_to_the_last_of_27_decimals() {
    let files = small()
        .edit(SHEET, "total: 90\n    fiscal: 90\n", "total: 1.000000000000000000000000001\n")
        .edit(SHEET, "goals:\n", "  - {name: {zh: 乙, en: B}, total: 20000.00000000000000000000002}\ngoals:\n")
        .append(SHEET, "unit: 元\n")
        .build();
    assert_eq!(row(report(&files, "zh"), "合计（本站计算）")[1], "20,001.000000000000000000000020001");
    let lead = "Budget 2022: 2.0001000000000000000000000020001\u{a0}万元 (CNY 20,001.000000000000000000000020001, computed by this site)";
    assert!(words(&files, "en").contains(lead), "{}", words(&files, "en"));
}

#[test]
fn shares_of_nothing_are_no_shares() {
    let files = small().edit(SHEET, "90", "0").build();
    for path in [format!("zh/{REPORT}"), "zh/2022/index.html".to_owned()] {
        let words = text(&files, &path);
        assert!(words.contains("无法计算") && !words.contains("100.0%"), "{path}: {words}");
    }
}

#[test]
fn a_range_of_money_is_shown_in_yuan_too_to_readers_of_english() {
    let files = small().edit(SHEET, "≥95%", "3-5万元").build();
    let in_yuan = "CNY 30,000–50,000";
    assert!(words(&files, "en").contains(in_yuan), "{}", words(&files, "en"));
    assert!(words(&files, "zh-en").contains(in_yuan));
    assert!(!words(&files, "zh").contains("CNY"));
}

#[test]
fn a_bound_of_money_keeps_its_operator_in_yuan() {
    for (target, yuan) in [("≤0.08万元", "≤CNY 800"), ("=2万元", "=CNY 20,000"), ("不低于3万元", "≥CNY 30,000")] {
        let files = small().edit(SHEET, "≥95%", target).build();
        assert!(words(&files, "en").contains(yuan) && words(&files, "zh-en").contains(yuan), "{target}: {}", words(&files, "en"));
    }
    let bare = small().edit(SHEET, "≥95%", "2万元").build();
    assert!(words(&bare, "en").contains(" CNY 20,000") || words(&bare, "en").contains("\nCNY 20,000"), "{}", words(&bare, "en"));
}

// ---------------------------------------------------------------- samples

#[test]
fn a_year_of_samples_does_not_say_of_a_real_department_that_it_is_missing() {
    let site = small()
        .append("content/site.yaml", "samples: true\n")
        .append("content/departments.yaml", "mock: {name: {zh: 虚构局, en: Mock}}\nother: {name: {zh: 另一局, en: Other}}\n")
        .write("content/2023/mock/overall-target.yaml", format!("status: sample\n{TABLE}"))
        .write("content/2022/other/overall-target.yaml", TABLE)
        .write("content/2024/other/overall-target.yaml", TABLE);
    let files = site.build();
    let missing =
        |year: u16| text(&files, &format!("zh/{year}/index.html")).split_once("本站没有本年度报告的部门").map(|(_, rest)| rest.to_owned());
    assert_eq!(missing(2023), None);
    let of_2024 = missing(2024).unwrap();
    assert!(of_2024.contains("示例局") && of_2024.contains("查看各部门各年度是否公开") && !of_2024.contains("虚构局"), "{of_2024}");
}

#[test]
fn pages_of_samples_alone_say_so_and_are_not_to_be_listed_and_others_are() {
    let files = Site::own().build();
    let mut seen = BTreeMap::new();
    for (path, page) in pages(&files) {
        let Some((edition, below)) = path.split_once('/') else { continue };
        // 2022 has a real table beside the samples, and so has the site; free pages hold no tables.
        let level = below.starts_with("indicators/");
        let real = page.contains("organization-department.html");
        let sample = below.contains("sample") || ["2023/index.html", "2024/index.html"].contains(&below) || (level && !real);
        let lists = ["index.html", "2022/index.html", "departments.html", "sectors.html", "indicators.html", "completeness.html"];
        let mixed = lists.contains(&below) || (level && real);
        let said: Vec<&str> =
            [("示例数据：", "zh"), ("Sample data:", "en")].iter().filter(|(word, _)| page.contains(word)).map(|(_, lang)| *lang).collect();
        let beside: Vec<&str> = [("本页含示例数据", "zh"), ("also shows sample data", "en")]
            .iter()
            .filter(|(word, _)| page.contains(word))
            .map(|(_, lang)| *lang)
            .collect();
        let langs: Vec<&str> = edition.split('-').collect();
        assert_eq!(said, if sample { langs.clone() } else { vec![] }, "{path}");
        assert_eq!(beside, if mixed { langs } else { vec![] }, "{path}");
        assert_eq!(page.contains("noindex"), sample, "{path}");
        *seen.entry((sample, mixed)).or_insert(0) += 1;
    }
    assert_eq!(seen.len(), 3, "{seen:?}");
}

// ---------------------------------------------------------------- years, links

/// Where the links to the year before and after lead.
fn neighbours(files: &Tree, path: &str) -> Vec<String> {
    let anchors = html(files, path).split("<a ").skip(1).map(|anchor| format!(" {}", &anchor[..=anchor.find('>').unwrap()]));
    let those = anchors.filter(|anchor| values(anchor, "rel").iter().any(|rel| ["prev", "next"].contains(rel)));
    those.map(|anchor| format!("{} {}", values(&anchor, "rel")[0], resolve(path, values(&anchor, "href")[0]))).collect()
}

#[test]
fn years_lead_to_the_year_before_and_the_year_after() {
    let files = Site::own().build();
    for page in ["sample-library.html", "index.html"] {
        let at = |year: &str| format!("zh/{year}/{page}");
        assert_eq!(neighbours(&files, &at("2022")), [format!("next {}", at("2023"))]);
        assert_eq!(neighbours(&files, &at("2023")), [format!("prev {}", at("2022")), format!("next {}", at("2024"))]);
        assert_eq!(neighbours(&files, &at("2024")), [format!("prev {}", at("2023"))]);
    }
    assert_eq!(neighbours(&files, "zh/2022/organization-department.html"), Vec::<String>::new());
}

#[test]
fn a_year_without_a_table_is_said_to_be_missing_and_skipped_by_its_neighbours() {
    let site = small().write("content/2024/sample-bureau/overall-target.yaml", TABLE);
    let files = site.build();
    assert_eq!(row(html(&files, "zh/departments/sample-bureau.html"), "2023年")[1..], ["该年度未公开此表"]);
    assert_eq!(row(html(&files, "en/departments/sample-bureau.html"), "2023")[1..], ["No table was published for this year"]);
    assert_eq!(neighbours(&files, &format!("zh/{REPORT}")), ["next zh/2024/sample-bureau.html"]);
}

/// A site with a free page that holds this link.
fn with_a_link(link: &str) -> Site {
    let page = |title: &str| format!("---\ntitle: {title}\n---\n[x]({link})\n");
    small().write("content/pages/about.zh.md", page("关于")).write("content/pages/about.en.md", page("About"))
}

#[test]
fn a_dead_link_in_a_free_page_stops_the_build_and_is_named() {
    let site = with_a_link("2021/index.html");
    let run = site.run("build");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("GK0030") && run.err.contains("the link `2021/index.html` leads to no page of the site"), "{}", run.err);
    assert!(site.tree("public").is_empty());
}

#[test]
fn a_good_link_in_a_free_page_leads_there() {
    for link in ["2022/index.html", "2022/sample-bureau.html#tasks", "departments/sample-bureau.html", "index.html", "https://example.org/"]
    {
        let files = with_a_link(link).build();
        assert!(values(html(&files, "en/about.html"), "href").contains(&link), "{link}");
    }
}

// ---------------------------------------------------------------- languages

#[test]
fn a_site_whose_originals_are_english_says_that_the_chinese_is_the_translation() {
    let files = small().edit("content/site.yaml", "[zh, en]", "[en, zh]").edit(SHEET, "目标1", "Goal 1").build();
    let (zh, en) = ("中文为非官方译文，以英文原文为准。", "The Chinese is an unofficial translation. The English original prevails.");
    assert_eq!(banners(&files, &format!("en/{REPORT}")), Vec::<String>::new());
    assert_eq!(banners(&files, &format!("zh/{REPORT}")), [zh]);
    assert_eq!(banners(&files, &format!("en-zh/{REPORT}")), [format!("{en} {zh}")]);
    assert!(html(&files, "index.html").contains("<html lang=en>"));
}

#[test]
fn what_such_a_site_lacks_in_chinese_is_shown_in_english_and_counted() {
    let site = small().edit("content/site.yaml", "[zh, en]", "[en, zh]").edit(SHEET, "目标1", "Goal 1").edit(SHEET, "zh: 教师培训, ", "");
    let said = banners(&site.build(), &format!("zh/{REPORT}"));
    assert!(said[1].starts_with("本页有 1 处文字") && said[1].ends_with("尚无中文译文，显示英文原文。"), "{said:?}");
}

#[test]
fn a_site_in_chinese_alone_has_one_edition_and_no_words_of_others() {
    let site = small().edit("content/site.yaml", "[zh, en]", "[zh]").edit("content/site.yaml", ", en: Test", "");
    let table = TABLE.lines().filter(|line| !line.contains("    en: ")).map(|line| match line.split_once(", en: ") {
        Some((before, _)) => format!("{before}}}\n"),
        None => format!("{line}\n"),
    });
    let site = site.edit("content/departments.yaml", ", en: Sample Bureau", "").write(SHEET, table.collect::<String>());
    let files = site.build();
    let folders: Vec<&str> = pages(&files).filter_map(|(path, _)| Some(path.split_once('/')?.0)).filter(|folder| *folder != "zh").collect();
    assert_eq!(folders, Vec::<&str>::new());
    assert!(!report(&files, "zh").contains("hreflang") && banners(&files, &format!("zh/{REPORT}")).is_empty());
    support::assert_links_resolve(&files);
}

#[test]
fn a_report_says_what_changed_since_the_year_before_with_both_values() {
    let files = Site::own().edit("content/2024/sample-library/overall-target.yaml", "读者满意度", "到馆读者满意度").build();
    let page = visible(html(&files, "en/2024/sample-library.html"));
    for lines in [
        "Targets raised: 3. Targets lowered: 1. New indicators: 1. Gone: 1. The same as before: 10.",
        "Volumes added\nraised\n≥16,000 volumes\n≥16,800 volumes",
        "Completion rate of the events plan\nlowered\n=105%\n=100%",
        "Acquisitions\nincreased\n104.5\u{a0}万元\n112\u{a0}万元",
    ] {
        assert!(page.contains(lines), "{lines}\n---\n{page}");
    }
    assert!(!html(&files, "en/2022/sample-library.html").contains("Changes since"), "there is no report before the first");
}

#[test]
fn licence_contact_and_registration_of_the_site_stand_on_every_page_and_only_if_they_are_given() {
    let settings = "licence: {name: {zh: 知识共享署名 4.0, en: CC BY 4.0}, url: https://creativecommons.org/licenses/by/4.0/}\n\
                    contact: {phone: 0000-1234567, email: cuo@sample-city.example}\n\
                    identifiers: {site_id_code: '0000000001', icp: 示ICP备00000001号, police: 示公网安备 00000000000001号}\n\
                    unofficial: true\nbase_url: https://sample-city.example/jixiao\n";
    let files = Site::own().append("content/site.yaml", settings).build();
    for (path, page) in pages(&files).filter(|(path, _)| *path != "404.html") {
        let words = visible(page);
        for part in ["示ICP备00000001号", "示公网安备 00000000000001号", "网站标识码 0000000001", "cuo@sample-city.example"] {
            assert!(words.contains(part), "{path}: {part}");
        }
        let licence = if path.starts_with("en/") { "Licence of the data: CC BY 4.0" } else { "知识共享署名 4.0" };
        assert!(words.contains(licence), "{path}");
        let unofficial = if path.starts_with("en/") { "not run by the bodies" } else { "不是发布机关的官方网站" };
        assert!(words.contains(unofficial), "{path}");
        for tag in ["SiteName", "SiteDomain", "SiteIDCode"] {
            assert!(page.contains(&format!("name={tag}")) || page.contains(&format!("name=\"{tag}\"")), "{path}: {tag}");
        }
        let below = path.split_once('/').map_or("", |(_, below)| below).trim_end_matches(".html");
        let report = files.contains_key(&format!("data/{below}.json"));
        assert_eq!((page.contains("ArticleTitle"), page.contains("ColumnName")), (report, !report), "{path}");
        assert!(!(path.contains("organization-department") && page.contains("PubDate")), "the table states no date");
    }
    let package: serde_json::Value = serde_json::from_slice(&files["data/datapackage.json"]).unwrap();
    assert_eq!(package["licenses"][0]["path"], "https://creativecommons.org/licenses/by/4.0/");
    let plain = Site::own().build();
    for (path, page) in pages(&plain) {
        assert!(!["SiteDomain", "SiteIDCode", "footer-contact", "rel=license"].iter().any(|part| page.contains(part)), "{path}");
    }
}
