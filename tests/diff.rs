//! What changed between two versions: real folders in, the command run, its words and its page out.

mod support;

use std::{collections::BTreeSet, fs, path::Path};
use support::{Run, SHEET, Site, TABLE, gongkai, root, rows, visible};

/// The same table with everything in it that a table can have.
const FULL: &str = "\
published: 2022-02-18
source: {zh: 公告, en: Announcement}
declared_total: {total: 90, fiscal: 90}
tasks:
  - name: {zh: 教师培训, en: Training of teachers}
    description: {zh: 培训在职教师。, en: Train serving teachers.}
    id: training
    total: 90
    fiscal: 90
goals:
  - label: 目标1
    zh: |
      提高教师队伍水平，全年组织集中培训和网络培训，使参加培训的教师人数逐年增加，培训质量稳步提高，群众满意度不低于上年。

      第二段。
    en: Raise the standard of teaching.
indicators:
  output:
    quantity:
      - {name: {zh: 培训合格率, en: Trainees who pass}, target: ≥95%, id: pass-rate}
      - {name: {zh: 培训教师人数, en: Teachers trained}, target: =1350人}
    cost:
      - {name: {zh: 人均成本, en: Cost per head}, target: ≤0.06万元}
";

/// `gongkai diff` with these arguments after the two folders.
fn diff(old: impl AsRef<Path>, new: impl AsRef<Path>, arguments: &str) -> Run {
    Run::of(gongkai().arg("diff").arg(old.as_ref()).arg(new.as_ref()).args(arguments.split_whitespace()))
}

fn published(site: &Site) -> std::path::PathBuf {
    site.build();
    site.path().join("public")
}

/// The page in a language.
fn page(old: impl AsRef<Path>, new: impl AsRef<Path>, lang: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("changes.html");
    diff(old, new, &format!("--quiet --lang {lang} --html {}", file.display())).good();
    let html = fs::read_to_string(file).unwrap();
    assert_self_contained(&html);
    html
}

/// Well-formed, and nothing in it that comes from elsewhere or runs.
fn assert_self_contained(html: &str) {
    for foreign in ["<script", " src=", " style=", "http://", "https://", "@import", "<link", "<iframe", "javascript:"] {
        assert!(!html.contains(foreign), "{foreign} stands in the page");
    }
    let addresses = html.matches("url(").count();
    assert_eq!(addresses, 0, "a style names an address");
    assert!(support::links(html).iter().all(|link| link.starts_with('#')), "{:?}", support::links(html));
    assert!(html.contains("default-src 'none'"));
    let voids = ["meta", "br", "hr", "img", "input", "!DOCTYPE"];
    let style = html.find("<style>").unwrap()..html.find("</style>").unwrap();
    let body = format!("{}{}", &html[..style.start], &html[style.end + "</style>".len()..]);
    let mut open = Vec::new();
    for tag in body.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap_or_else(|| panic!("a tag is not closed: {tag}"));
        let name = tag.split([' ', '\n']).next().unwrap();
        match name.strip_prefix('/') {
            Some(closed) => assert_eq!(open.pop(), Some(closed), "closed in another order"),
            None if voids.contains(&name) => {}
            None => open.push(name),
        }
    }
    assert_eq!(open, Vec::<&str>::new());
    let ids: Vec<&str> = support::values(html, "id");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    for link in support::links(html) {
        assert!(ids.contains(&&link[1..]), "{link} leads nowhere");
    }
}

#[test]
fn equal_versions_do_not_differ_of_whatever_kind_they_are() {
    let (a, b) = (Site::of(FULL), Site::of(FULL));
    let (site_a, site_b) = (published(&a), published(&b));
    for (old, new) in [(a.path(), b.path()), (&site_a, &site_b), (a.path(), &site_b), (&site_a, b.path())] {
        let run = diff(old, new, "--exit-code").good();
        assert_eq!(run.out, "No difference: 1 report says the same.\n");
        assert!(visible(&page(old, new, "zh")).contains("两个版本没有差异：1 份报告的全部数字和文字都相同。"));
    }
}

#[test]
fn the_repository_is_the_same_as_the_site_that_was_made_from_it() {
    let site = Site::own();
    let public = published(&site);
    let run = diff(site.path(), public, "--exit-code").good();
    assert!(run.out.starts_with("No difference: ") && run.out.lines().count() == 1, "{}", run.out);
}

#[test]
fn one_changed_amount_is_told_with_both_figures_and_what_they_differ_by() {
    let (old, new) = (Site::of(TABLE), Site::of(TABLE.replace("total: 90", "total: 95.50").replace("fiscal: 90", "fiscal: 95.50")));
    let expected = "\
2022/sample-bureau  示例局: changed
  sum of total: 90 万元 → 95.50 万元  (+5.50 万元)
  sum of fiscal: 90 万元 → 95.50 万元  (+5.50 万元)
  task “教师培训”
    total: 90 万元 → 95.50 万元  (+5.50 万元)
    fiscal: 90 万元 → 95.50 万元  (+5.50 万元)

2022: reports 1; sum of total 90 万元 → 95.50 万元  (+5.50 万元); sum of fiscal 90 万元 → 95.50 万元  (+5.50 万元)
Reports: 1 changed, 0 added, 0 removed, 0 the same. Sums and what stands in brackets are computed.
";
    assert_eq!(diff(old.path(), new.path(), "").good().out, expected);
    assert_eq!(diff(old.path(), new.path(), "--exit-code").code, 1);
    assert_eq!(diff(old.path(), new.path(), "--exit-code --quiet").out, "");
    // Published, or one of each, the same words; but the files of the sites differ, too.
    let (site_old, site_new) = (published(&old), published(&new));
    assert_eq!(diff(&site_old, new.path(), "").good().out, expected);
    let both = diff(&site_old, &site_new, "").good().out;
    let without_files: String =
        both.lines().filter(|line| !line.starts_with("Files of the site: ")).map(|line| format!("{line}\n")).collect();
    assert_eq!(without_files, expected);
    let html = page(&site_old, &site_new, "zh");
    let table = rows(&html);
    for row in [
        ["总额", "90 万元", "95.50 万元", "+5.50 万元"],
        ["财政拨款", "90 万元", "95.50 万元", "+5.50 万元"],
        ["示例局 2022年", "1 处", "90 万元", "95.50 万元"],
    ] {
        assert!(table.iter().any(|cells| cells.iter().zip(row).all(|(cell, word)| cell == word)), "{row:?} is not in {table:#?}");
    }
    assert!(visible(&html).contains("有变化的报告 1 份，新增 0 份，撤下 0 份，相同 0 份。"));
    assert!(visible(&page(&site_old, &site_new, "en")).contains("Reports changed: 1. Added: 0. Removed: 0. The same: 0."));
}

#[test]
fn a_figure_that_is_only_written_otherwise_is_told_as_that() {
    let (old, new) = (Site::of(TABLE), Site::of(TABLE.replace(": 90", ": 90.00").replace("≥95%", "\">=95%\"")));
    let run = diff(old.path(), new.path(), "").good();
    assert!(run.out.contains("    total: 90 万元 → 90.00 万元  (same value, written differently)\n"), "{}", run.out);
    assert!(run.out.contains("    target: ≥95% → >=95%  (same value, written differently)\n"), "{}", run.out);
    let new = Site::of(format!("unit: 元\n{}", TABLE.replace(": 90", ": 900000")));
    let run = diff(old.path(), new.path(), "").good();
    assert!(run.out.contains("    unit: 万元 → 元\n"), "{}", run.out);
    assert!(run.out.contains("    total: 90 万元 → 900,000 元  (same value, written differently)\n"), "{}", run.out);
    let new = Site::of(format!("unit: 元\n{TABLE}"));
    let run = diff(old.path(), new.path(), "").good();
    assert!(run.out.contains("    total: 90 万元 → 90 元  (-89.991 万元)\n"), "{}", run.out);
}

#[test]
fn indicators_are_told_that_are_new_gone_renamed_moved_or_have_another_target() {
    let old = Site::of(FULL);
    let new = FULL
        .replace("target: ≥95%", "target: ≥98%")
        .replace("培训合格率", "培训考核合格率")
        .replace("      - {name: {zh: 培训教师人数, en: Teachers trained}, target: =1350人}\n", "")
        .replace("    cost:\n", "    quality:\n      - {name: 新指标, target: 有所提高}\n    cost:\n");
    let run = diff(old.path(), Site::of(&new).path(), "").good();
    for lines in [
        "  indicator “培训考核合格率” (产出指标 › 数量指标)\n    target: ≥95% → ≥98%  (+3 percentage points)\n    name: 培训合格率 → 培训考核合格率\n",
        "  indicator “新指标” (产出指标 › 质量指标): added\n    target: + 有所提高\n",
        "  indicator “培训教师人数” (产出指标 › 数量指标): removed\n    target: - =1350人\n",
    ] {
        assert!(run.out.contains(lines), "{lines}\nis not in\n{}", run.out);
    }
    assert!(!run.out.contains("人均成本"), "what is the same is not told: {}", run.out);
    let html = page(old.path(), Site::of(&new).path(), "en");
    let text = visible(&html);
    assert!(text.contains("Target\n≥95%\n≥98%\n+3 percentage points\n"), "{text}");
    assert!(html.contains("<span lang=\"zh-CN\">新指标</span>"), "a name that is not translated says in which language it is");
}

#[test]
fn a_row_is_paired_with_itself_before_it_is_paired_by_a_former_name() {
    // In the year before, what is now called 乙 was called 甲; and there is another 甲 now.
    let table = TABLE.to_owned() + "      - {name: 乙, formerly: 甲, target: 1次}\n      - {name: 甲, target: 2次}\n";
    let (a, b) = (Site::of(&table), Site::of(&table));
    assert_eq!(diff(a.path(), b.path(), "").good().out, "No difference: 1 report says the same.\n");
    let renamed =
        TABLE.replace("{zh: 培训合格率, en: Trainees who pass}", "{zh: 合格率, en: Trainees who pass}\n        formerly: 培训合格率");
    let run = diff(Site::of(TABLE).path(), Site::of(&renamed).path(), "").good();
    assert!(run.out.contains("    name: 培训合格率 → 合格率\n    formerly: + 培训合格率\n"), "{}", run.out);
}

#[test]
fn of_long_words_the_terminal_shows_what_differs_and_the_page_all_of_it() {
    let old = Site::of(FULL);
    let new = Site::of(FULL.replace("逐年增加", "明显增加").replace("2022-02-18", "2022-03-01").replace("Announcement", "Notice"));
    let run = diff(old.path(), new.path(), "").good();
    for line in [
        "    text: “…训，使参加培训的教师人数逐年增加，培训质量稳步提高，…” → “…训，使参加培训的教师人数明显增加，培训质量稳步提高，…”\n",
        "    published: 2022-02-18 → 2022-03-01\n",
        "    source.en: Announcement → Notice\n",
    ] {
        assert!(run.out.contains(line), "{line}\nis not in\n{}", run.out);
    }
    let html = page(old.path(), new.path(), "zh");
    assert!(html.contains("教师人数<del>逐年</del>增加") && html.contains("教师人数<ins>明显</ins>增加"), "{html}");
    assert!(html.contains("群众满意度不低于上年。\n\n第二段。"), "paragraphs stay");
}

#[test]
fn every_value_of_a_report_is_compared() {
    // Each of these edits is one that readers of the site could see.
    let edits = [
        ("published: 2022-02-18", "published: 2022-02-19"),
        ("zh: 公告", "zh: 通告"),
        ("declared_total: {total: 90", "declared_total: {total: 90.0"),
        ("培训在职教师", "培训全体教师"),
        ("Train serving teachers", "Train all teachers"),
        ("    id: training\n", ""),
        ("label: 目标1", "label: 目标2"),
        ("第二段", "第三段"),
        ("en: Raise", "en: Lift"),
        ("=1350人", "=1351人"),
        ("en: Teachers trained", "en: Trained teachers"),
        ("=1350人}", "=1350人, counts: staff}"),
        ("    cost:", "    quality:"),
        ("published:", "status: sample\npublished:"),
        ("goals:", "  - {name: 另一任务, total: 1}\ngoals:"),
        ("    total: 90\n", "    total: 90\n    accept: {GK0102: 原表如此}\n"),
        ("{zh: 培训在职教师。,", "{sic: {在职: 全体}, zh: 培训在职教师。,"),
    ];
    let old = Site::of(FULL);
    for (from, to) in edits {
        let new = Site::of(FULL).edit(SHEET, from, to);
        let run = diff(old.path(), new.path(), "--exit-code");
        assert_eq!(run.code, 1, "{from} → {to}: {}{}", run.out, run.err);
        let words = run.out.lines().filter(|line| line.starts_with("    ")).count();
        assert!(words > 0, "{from} → {to}: {}", run.out);
        for lang in ["zh", "en"] {
            page(old.path(), new.path(), lang);
        }
    }
    let swapped = FULL
        .replace("      - {name: {zh: 培训合格率, en: Trainees who pass}, target: ≥95%, id: pass-rate}\n", "")
        .replace("=1350人}\n", "=1350人}\n      - {name: {zh: 培训合格率, en: Trainees who pass}, target: ≥95%, id: pass-rate}\n");
    let run = diff(old.path(), Site::of(&swapped).path(), "").good();
    assert!(run.out.contains("  indicators: in another order\n"), "{}", run.out);
}

const OTHER: &str = "content/2023/other-bureau/overall-target.yaml";

/// A second department with a report of 2023.
fn with_another(status: &str) -> Site {
    Site::of(TABLE)
        .append("content/departments.yaml", "other-bureau: {name: {zh: 另一局, en: Other Bureau}}\n")
        .write(OTHER, format!("status: {status}\n{TABLE}"))
}

#[test]
fn reports_are_told_that_are_new_or_gone_and_departments_that_come_with_them() {
    let (one, two) = (Site::of(TABLE), with_another("final"));
    let expected = "\
2023/other-bureau  另一局: added
  tasks: 1
  indicators: 1
  sum of total: 90 万元

2023: reports 0 → 1  (+1); tasks 0 → 1  (+1); indicators 0 → 1  (+1); sum of total none → 90 万元; sum of fiscal none → 90 万元
All years: reports 1 → 2  (+1); tasks 1 → 2  (+1); indicators 1 → 2  (+1); sum of total 90 万元 → 180 万元  (+90 万元); sum of fiscal 90 万元 → 180 万元  (+90 万元)
Departments that appeared: other-bureau.
Reports: 0 changed, 1 added, 0 removed, 1 the same. Sums and what stands in brackets are computed.
";
    assert_eq!(diff(one.path(), two.path(), "").good().out, expected);
    let run = diff(published(&two), published(&one), "").good();
    assert!(
        run.out.contains("2023/other-bureau  另一局: removed\n")
            && run.out.contains("Departments that have no report any more: other-bureau.\n"),
        "{}",
        run.out
    );
    let text = visible(&page(one.path(), two.path(), "zh"));
    assert!(text.contains("新出现的部门：另一局。") && text.contains("另一局 2023年"), "{text}");
}

#[test]
fn a_draft_is_no_report_and_a_sample_is_one_that_says_so() {
    let (draft, sample, finished) = (with_another("draft"), with_another("sample"), with_another("final"));
    let run = diff(draft.path(), finished.path(), "").good();
    assert!(run.out.contains("2023/other-bureau  另一局: added (it was a draft)\n"), "{}", run.out);
    let run = diff(finished.path(), draft.path(), "").good();
    assert!(run.out.contains("2023/other-bureau  另一局: removed (it is a draft now)\n"), "{}", run.out);
    let run = diff(sample.path(), finished.path(), "").good();
    assert!(run.out.contains("  report\n    status: sample → final\n"), "{}", run.out);
    assert!(visible(&page(draft.path(), sample.path(), "zh")).contains("另一局 2023年 示例"), "a sample says that it is one");
    assert!(run.out.contains("2023 (samples): reports 1 → 0  (-1)"), "{}", run.out);
    let run = diff(sample.path(), draft.path(), "--no-samples").good();
    assert_eq!(run.out, "No difference: 1 report says the same.\n");
    // site.yaml does not publish samples, so the published site has none.
    assert_eq!(diff(published(&sample), sample.path(), "").good().out, "No difference: 1 report says the same.\n");
}

#[test]
fn a_new_theme_changes_pages_and_no_figures() {
    let plain = Site::of(FULL);
    let festive = Site::of(FULL).append("content/site.yaml", "theme: gazette\n");
    let (old, new) = (published(&plain), published(&festive));
    let run = diff(&old, &new, "").good();
    // The page of errors has no style sheet.
    let pages = support::tree(&old).keys().filter(|path| path.ends_with(".html")).count() - 1;
    let files = format!("Files of the site: pages {pages} changed, 0 added, 0 removed; data 0 changed, 0 added, 0 removed; others ");
    assert!(run.out.starts_with(&files), "{}", run.out);
    assert!(run.out.ends_with("No figures changed: 1 report says the same. Other files of the site differ.\n"), "{}", run.out);
    assert_eq!(diff(&old, &new, "--exit-code").code, 1);
    let text = visible(&page(&old, &new, "zh"));
    assert!(text.contains("报告没有变化：1 份报告的全部数字和文字都相同；只有网站的其他文件不同。"), "{text}");
    assert_eq!(diff(plain.path(), festive.path(), "--exit-code").code, 0, "contents are compared by their reports");
}

#[test]
fn a_file_that_is_not_as_it_was_published_is_compared_as_it_is_and_named() {
    let (a, b) = (Site::of(TABLE), Site::of(TABLE));
    let (old, new) = (published(&a), published(&b));
    let file = new.join("data/2022/sample-bureau.json");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("\"total\": \"90\"", "\"total\": \"91\"")).unwrap();
    let run = diff(&old, &new, "").good();
    assert!(run.out.contains("    total: 90 万元 → 91 万元  (+1 万元)\n"), "{}", run.out);
    assert!(run.out.contains("1 of its files of data are not as they were published: data/2022/sample-bureau.json\n"), "{}", run.out);
    assert!(visible(&page(&old, &new, "en")).contains("One file of data is not as published; compared as found here."));
}

#[test]
fn an_unpacked_archive_stands_for_its_site() {
    let (a, b) = (Site::of(TABLE), Site::of(TABLE));
    published(&a);
    fs::create_dir_all(b.path().join("bag/data")).unwrap();
    fs::rename(published(&b), b.path().join("bag/data/site")).unwrap();
    assert_eq!(diff(b.path().join("bag"), a.path().join("public"), "").good().out, "No difference: 1 report says the same.\n");
}

#[test]
fn for_programs_there_is_one_object_a_line() {
    let (old, new) = (Site::of(TABLE), Site::of(TABLE.replace(": 90", ": 12345.60")));
    let lines = diff(old.path(), new.path(), "--message-format json").good().json();
    let types: Vec<&str> = lines.iter().map(|line| line["type"].as_str().unwrap()).collect();
    assert_eq!(types, ["report", "change", "totals", "summary"]);
    assert_eq!(lines[0]["figures"]["total"]["computed"]["by"], "+12255.60");
    let field = &lines[1]["fields"][0];
    assert_eq!((&field["key"], &field["before"], &field["after"]), (&"total".into(), &"90".into(), &"12345.60".into()));
    assert_eq!(lines[3]["differs"], true);
    let run = diff(old.path(), "nowhere", "--message-format json");
    assert_eq!((run.code, run.json()[0]["type"].as_str()), (2, Some("failure")));
}

#[test]
fn what_cannot_be_compared_is_said_with_the_way_to_mend_it() {
    let site = Site::of(TABLE).write("empty/.keep", "").write("file", "").write("broken/content/site.yaml", "title: [\n");
    let public = published(&site);
    let refused = |old: &Path, code: i32, words: &str| {
        for run in [diff(old, &public, ""), diff(&public, old, "")] {
            assert!(run.code == code && run.err.contains(words), "{}: {} {}", old.display(), run.code, run.err);
        }
    };
    let at = |path: &str| site.path().join(path);
    refused(&at("nowhere"), 2, "there is no such folder");
    refused(&at("file"), 2, "this is a file");
    refused(&at("empty"), 2, "neither a published site");
    refused(&at("content"), 2, &format!("did you mean {}?", site.path().display()));
    refused(&at("broken"), 1, "the content has problems");
    let data = "public/data/2022/sample-bureau.json";
    let whole = fs::read_to_string(at(data)).unwrap();
    let other = Site::of(TABLE);
    let other = published(&other);
    for (bytes, words) in [
        (whole[..whole.len() / 2].to_owned(), "this is no report as gongkai writes it: EOF"),
        ("[".repeat(100_000), "this is no report as gongkai writes it: "),
        (whole.replace("\"90\"", "\"ninety\""), "`ninety` is no amount"),
        (whole.replace("\"form\": \"overall-target\"", "\"form\": \"future\""), "the form `future` is none that this gongkai knows"),
        (whole.replace("\"fiscal\"", "\"lottery\""), "the column `lottery` is none that this gongkai knows"),
        (whole.replace("\"year\": \"2022\"", "\"year\": \"2021\""), "it says of itself that it is of 2021/sample-bureau"),
        (whole.replace("\"status\": \"final\"", "\"status\": \"done\""), "`done` is no status"),
    ] {
        fs::write(at(data), bytes).unwrap();
        let run = diff(&other, &public, "");
        assert!(run.code == 1 && run.err.contains(words) && run.err.contains("sample-bureau.json"), "{words}: {} {}", run.code, run.err);
    }
    fs::remove_file(at(data)).unwrap();
    let run = diff(&other, &public, "");
    assert!(run.code == 2 && run.err.contains("sample-bureau.json"), "{} {}", run.code, run.err);
    fs::create_dir(at("public/.gongkai")).unwrap();
    refused(&at("public"), 1, "was interrupted");
}

#[test]
fn a_site_without_data_is_refused_and_not_taken_for_an_empty_one() {
    let site = Site::of(TABLE);
    let public = published(&site);
    let manifest = public.join("manifest-sha256.txt");
    let lines = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, lines.lines().filter(|line| !line.contains("  data/")).map(|line| format!("{line}\n")).collect::<String>())
        .unwrap();
    let run = diff(&public, site.path(), "");
    assert!(run.code == 1 && run.err.contains("its figures cannot be compared"), "{} {}", run.code, run.err);
}

#[test]
fn content_with_an_error_is_told_with_its_place_and_no_page_is_written() {
    let (old, new) = (Site::of(TABLE), with_another("final").write(OTHER, "tasks: [\n").edit(SHEET, "total: 90", "total: 91"));
    let file = new.path().join("changes.html");
    let run = diff(old.path(), new.path(), &format!("--html {}", file.display()));
    assert_eq!(run.code, 1);
    assert!(run.err.contains("other-bureau/overall-target.yaml") && run.err.contains("run `gongkai check`"), "{}", run.err);
    assert!(run.out.contains("2022/sample-bureau  示例局: changed") && !run.out.contains("other-bureau"), "{}", run.out);
    assert!(!file.exists());
    let run = diff(old.path(), with_another("draft").write(OTHER, "status: draft\ntasks: [\n").path(), "");
    assert_eq!((run.code, run.out.as_str()), (0, "No difference: 1 report says the same.\n"), "a draft may have problems");
}

#[test]
fn a_page_takes_the_place_of_another_file_only_where_it_is_told_to() {
    let site = Site::of(TABLE).write("changes.html", "mine");
    let run = site.run("diff . . --html changes.html");
    assert!(run.code == 2 && run.err.contains("--force"), "{}", run.err);
    assert_eq!(fs::read_to_string(site.path().join("changes.html")).unwrap(), "mine");
    assert_eq!(site.run("diff . . --html changes.html --force").good().err, "changes.html written\n");
    assert!(fs::read_to_string(site.path().join("changes.html")).unwrap().starts_with("<!DOCTYPE html>"));
    let run = site.run("diff . . --html nowhere/changes.html");
    assert_eq!(run.code, 2, "{}", run.err);
}

#[test]
fn nothing_in_a_published_file_speaks_to_the_terminal_or_to_the_browser() {
    let (a, b) = (Site::of(TABLE), Site::of(TABLE));
    let (old, new) = (published(&a), published(&b));
    let file = new.join("data/2022/sample-bureau.json");
    let text = fs::read_to_string(&file).unwrap();
    let hostile = "\\u001b[2J<script>alert(1)</script>\\\" onclick=\\\"x";
    fs::write(&file, text.replace("培训在职教师。", hostile).replace("示例局", hostile)).unwrap();
    let run = diff(&old, &new, "").good();
    assert!(!run.out.contains('\u{1b}') && run.out.contains("<script>"), "{}", run.out);
    let html = page(&old, &new, "zh");
    assert!(html.contains("&lt;script&gt;") && !html.contains(" onclick=\"x"), "{html}");
}

#[test]
fn both_languages_of_the_page_have_the_same_messages() {
    let ids = |lang: &str| -> Vec<String> {
        let file = fs::read_to_string(root().join(format!("src/diff/page/{lang}.ftl"))).unwrap();
        file.lines().filter_map(|line| line.split_once(" = ")).map(|(id, _)| id.to_owned()).collect()
    };
    assert_eq!(ids("zh"), ids("en"));
}
