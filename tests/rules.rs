//! Rules: each fires where it should, and is quiet where not; `gongkai explain` says what they are about.

mod support;

use support::{SHEET, Site, TABLE};

#[test]
fn what_is_of_a_person_is_never_published() {
    for (text, said) in [
        ("培训在职教师，联系人手机13800138000。", "the number of a mobile telephone, 13…00"),
        ("名单：990000190001010008", "the number of an identity card, 9900…0008"),
        ("汇至6222020000000000000", "the number of a bank card, 6222…0000"),
        ("报名 zhang.san@example.org", "an e-mail address, zhan"),
    ] {
        let site = Site::of(TABLE.replace("培训在职教师。", text));
        let run = site.run("build");
        assert_eq!(run.code, 1, "{text}: {}", run.err);
        assert!(run.err.contains("GK0401") && run.err.contains(said) && run.err.contains(SHEET), "{}", run.err);
        assert!(!site.path().join("public/zh").exists(), "{text}");
    }
    let goal = Site::of(TABLE.replace("提高教师队伍水平。", "提高水平，咨询13800138000"));
    assert_eq!(goal.run("check").code, 1);
    let english = Site::of(TABLE.replace("Train serving teachers.", "Call 13800138000."));
    assert_eq!(english.run("check").code, 1);
    let figures = TABLE.replace("培训在职教师。", "预算13800138000元，第20220101号文，158人");
    Site::of(figures.replace("Train serving teachers.", "'CNY 13,800,138,000, No. 20220101, 158 people'")).run("check").good();
}

#[test]
fn a_department_may_say_how_to_reach_it() {
    let site = Site::of(TABLE).write(
        "content/departments.yaml",
        "sample-bureau: {name: {zh: 示例局, en: Sample Bureau}, contact: {phone: '13800138000', email: office@example.org}}\n",
    );
    site.run("check").good();
}

#[test]
fn rules_are_explained() {
    let site = Site::of(TABLE);
    let one = site.run("explain GK0203").good().out;
    assert!(one.starts_with("GK0203 over-full: warning, can be accepted where it stands\n") && one.contains("Mending: "), "{one}");
    assert_eq!(site.run("explain over-full").good().out, one);
    let all = site.run("explain").good().out;
    assert!(all.lines().count() >= 14 && all.lines().all(|line| line.starts_with("GK0")), "{all}");
    let json = site.run("explain --message-format json").good().json();
    assert!(json.iter().any(|rule| rule["code"] == "GK0401" && rule["severity"] == "error"));
    for (code, said) in [("GK0230", "did you mean GK02"), ("GK0010", "a problem of reading"), ("nonsense", "lists all")] {
        let run = site.run(&format!("explain {code}"));
        assert!(run.code == 2 && run.err.contains(said), "{}", run.err);
    }
}

/// The table with these replacements, checked: what each finding says, as `code kind: message`, of one code.
fn said(code: &str, table: &str) -> Vec<String> {
    found(&Site::of(table), code)
}

fn found(site: &Site, code: &str) -> Vec<String> {
    let run = site.run("check --message-format json");
    let of_code = |each: &&serde_json::Value| each["code"] == code && each["type"] != "accepted";
    run.json()
        .iter()
        .filter(of_code)
        .map(|each| format!("{}: {}", each["kind"].as_str().unwrap(), each["message"].as_str().unwrap()))
        .collect()
}

/// The small table with another indicator in the place of its own.
fn indicator(name: &str, target: &str) -> String {
    let table = TABLE.replace("{zh: 培训合格率, en: Trainees who pass}", &format!("{{zh: '{name}', en: Name}}"));
    table.replace("target: ≥95%", &format!("target: {{zh: '{target}', en: Target}}"))
}

#[test]
fn wording_of_indicators_is_looked_at() {
    for (code, name, target, expected) in [
        ("GK0205", "培训合格率", "≥95", "wrong: “培训合格率” is a rate, but its target ≥95 has no %"),
        ("GK0205", "验收合格率（百分比）", "≥95分", "wrong: “验收合格率（百分比）” is a rate, but its target ≥95分 has no %"),
        ("GK0206", "教学质量", "有所提高", "to-explain: “教学质量”: nobody can tell whether “有所提高” was reached"),
        ("GK0207", "培训人数", "≥30天", "wrong: “培训人数” is not counted in 天"),
        ("GK0208", "完工时间", "2021年12月底前", "wrong: the date 2021年12月底前 is not in 2022, the year of the table"),
    ] {
        assert_eq!(said(code, &indicator(name, target)), [expected], "{name} {target}");
    }
    for (code, name, target) in [
        ("GK0205", "督导频率", "≥4次/年"),
        ("GK0205", "培训合格率", "≥95%"),
        ("GK0205", "培训人数", "≥95人"),
        ("GK0202", "培训合格率", "≥95"),
        ("GK0206", "教学质量", "优"),
        ("GK0206", "教学质量", "≥95分"),
        ("GK0207", "培训人数", "≥30人"),
        ("GK0207", "公务用车数量", "=13辆"),
        ("GK0208", "完工时间", "2022年12月底前"),
        ("GK0208", "完工时间", "12月底前"),
    ] {
        assert_eq!(said(code, &indicator(name, target)), [""; 0], "{name} {target}");
    }
}

#[test]
fn prose_of_another_year_and_two_spellings_are_to_be_explained() {
    let goal = |words: &str| TABLE.replace("提高教师队伍水平。", words);
    assert_eq!(
        said("GK0210", &goal("根据2021年度工作计划，提高水平。")),
        ["to-explain: the text speaks of 2021, the table is of 2022: “…根据2021年度工作计划…”"]
    );
    assert_eq!(said("GK0210", &goal("自2021年以来，依据财预〔2021〕101号，2022年提高水平。")), [""; 0]);
    assert_eq!(
        said("GK0209", &indicator("组织事务管理经费", "≤20万元").replace("{zh: 教师培训,", "{zh: 组织事物管理,")),
        ["to-explain: “组织事务管理” stands here, “组织事物管理” elsewhere in the table"]
    );
    assert_eq!(said("GK0209", &indicator("组织事务管理经费", "≤20万元").replace("{zh: 教师培训,", "{zh: 组织事务管理,")), [""; 0]);
    let marked = indicator("组织事务管理经费", "≤20万元")
        .replace("{zh: 教师培训, en: Training of teachers}", "{zh: 组织事物管理, en: A, sic: {事物: 事务}}");
    assert_eq!(said("GK0209", &marked), [""; 0], "a misprint that is marked is known");
}

/// The table of 2022 with the indicator 培训人数, and the one of 2021.
fn two_years(before: &str, after: &str) -> Site {
    Site::of(after).write("content/2021/sample-bureau/overall-target.yaml", before)
}

#[test]
fn what_changed_over_the_years_is_to_be_explained() {
    let (small, large) = (TABLE.replace(": 90", ": 60"), TABLE.to_owned());
    assert_eq!(found(&two_years(&small, &large), "GK0306"), ["to-explain: the tasks add up to 90 万元, +50.0% against 60 万元 in 2021"]);
    assert_eq!(found(&two_years(&large, &small), "GK0306"), ["to-explain: the tasks add up to 60 万元, -33.3% against 90 万元 in 2021"]);
    assert_eq!(found(&two_years(&large, &large), "GK0306"), [""; 0]);
    let yuan = TABLE.replace("tasks:", "unit: 元\ntasks:").replace(": 90", ": 900000");
    assert_eq!(found(&two_years(&large, &yuan), "GK0306"), [""; 0], "90 万元 are 900,000 元");
    let patient = two_years(&small, &large).append("content/site.yaml", "total_jump: 50\n");
    assert_eq!(found(&patient, "GK0306"), [""; 0]);
    let wrong = two_years(&small, &large).append("content/site.yaml", "total_jump: half\n").run("check");
    assert!(wrong.code == 1 && wrong.err.contains("a whole number of per cent, as in 30"), "{}", wrong.err);

    let (more, less) = (indicator("培训人数", "≥98人"), indicator("培训人数", "≥95人"));
    assert_eq!(found(&two_years(&more, &less), "GK0305"), ["to-explain: “培训人数” promises less than in 2021: ≥95人, it was ≥98人"]);
    assert_eq!(found(&two_years(&less, &more), "GK0305"), [""; 0]);
    let (high, low) = (indicator("培训经费", "≤98万元"), indicator("培训经费", "≤95万元"));
    assert_eq!(found(&two_years(&high, &low), "GK0305"), [""; 0], "a limit may fall");

    let (old, new) = (indicator("参训学员数", "≥98人"), indicator("参训学员人数", "≥98人"));
    assert_eq!(found(&two_years(&old, &new), "GK0304"), ["to-explain: “参训学员人数” is almost “参训学员数” of 2021, which is gone"]);
    assert_eq!(found(&two_years(&old, &new.replace("        target", "        formerly: 参训学员数\n        target")), "GK0304"), [""; 0]);
    assert_eq!(found(&two_years(&old, &indicator("采暖面积", "≥98平方米")), "GK0304"), [""; 0]);
}

#[test]
fn what_is_approved_is_disclosed_within_twenty_days() {
    let dates = |approved: &str, published: &str| TABLE.replace("tasks:", &format!("approved: {approved}\npublished: {published}\ntasks:"));
    assert_eq!(
        said("GK0107", &dates("2022-01-20", "2022-03-01")),
        ["wrong: published 40 days after it was approved (2022-01-20, 2022-03-01); the law gives 20"]
    );
    assert_eq!(
        said("GK0107", &dates("2022-03-01", "2022-02-01")),
        ["wrong: published on 2022-02-01, before it was approved on 2022-03-01"]
    );
    assert_eq!(
        said("GK0107", &dates("2022-01-20", "2022-02-09")),
        ["confirmed: published 20 days after it was approved, within the 20 of the law"]
    );
    assert_eq!(said("GK0107", &TABLE.replace("tasks:", "published: 2022-03-01\ntasks:")), [""; 0]);
}

#[test]
fn a_strict_site_publishes_nothing_that_was_not_reviewed() {
    let strict = |table: &str| Site::of(table).append("content/site.yaml", "strict: true\n");
    let refused = strict(TABLE).run("build");
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("the review for secrets is not on record") && refused.err.contains("the sign-off is not on record"));
    let review = "review:\n  secrecy: {by: 保密审查员, date: 2022-02-10}\n  sign_off: {by: 分管负责人, date: 2022-02-11}\ntasks:";
    let site = strict(&TABLE.replace("tasks:", review));
    let published = site.build();
    assert!(published.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("保密审查员")), "the record is on no page");
    assert_eq!(found(&strict(&TABLE.replace("tasks:", "status: draft\ntasks:")), "GK0108"), [""; 0]);
    assert_eq!(said("GK0108", TABLE), [""; 0]);
    let half = strict(&TABLE.replace("tasks:", "review: {secrecy: {by: 保密审查员}}\ntasks:")).run("check");
    assert!(half.code == 1 && half.err.contains("`date`"), "{}", half.err);
}

#[test]
fn text_is_looked_at_character_by_character() {
    let description = |words: &str| TABLE.replace("{zh: 培训在职教师。,", &format!("{{zh: \"{words}\","));
    for (code, words, expected) in [
        ("GK0501", "培训,考察教师。", "wrong: `,` stands between Chinese characters: “培训,考察教师。”"),
        ("GK0502", "培训 在职教师。", "wrong: a space stands where Chinese has none: “培训 在职教师。”"),
        ("GK0503", "培训\u{200B}在职教师。", "wrong: a character that nobody sees (U+200B) stands in “培训在职教师。”"),
        ("GK0504", "培訓在职教师。", "wrong: 訓 is a traditional character: “培訓在职教师。”"),
        ("GK0505", "培训（在职教师。", "wrong: （ has no partner: “培训（在职教师。”"),
    ] {
        assert_eq!(said(code, &description(words)), [expected], "{words}");
    }
    for quiet in ["培训，考察（在职）教师：12.5万元, A4, 3:1。", "培训 Python 课程 2 期。", "1）培训；2）考察。", "乾坤湾的小着装、瞭望。"]
    {
        for code in ["GK0501", "GK0502", "GK0503", "GK0504", "GK0505"] {
            assert_eq!(said(code, &description(quiet)), [""; 0], "{code} {quiet}");
        }
    }
    let markdown = |words: &str| TABLE.replace("tasks:", "format: markdown\ntasks:").replace("提高教师队伍水平。", words);
    assert_eq!(said("GK0506", &markdown("'**重点：**提高水平。'")), ["wrong: these stars make nothing bold: “**重点：**”"]);
    assert_eq!(said("GK0506", &markdown("'**重点**：提高水平，`**`。'")), [""; 0]);
    assert_eq!(said("GK0506", &TABLE.replace("提高教师队伍水平。", "'**重点：**提高水平。'")), [""; 0], "plain prose has no bold");
}

const COSTS: &str = "\
tasks:
  - {name: 保障部门单位人员, description: 在职人员158人，退休干部97人的工资、津补贴和社保, total: 2546}
  - {name: 保障日常工作, description: 办公费、取暖费和工会经费, total: 234.08}
  - {name: 组织事务和公务员招考, total: 192.5}
  - {name: 专项工作, total: 50}
goals: [提高水平]
indicators:
  output:
    quantity:
      - {name: 在职人员数, target: =158人}
      - {name: 离退休人员数, target: =97人}
    cost:
      - {name: 在职干部人均津贴经费, target: ≤15.99万元}
      - {name: 离退休干部人均津贴经费, target: ≤0.21万元}
      - {name: 人均运转经费数, target: ≤0.83万元}
      - {name: 购买办公用品费用, target: ≤32万元}
      - {name: 公务员招录经费, target: ≤20万元}
      - {name: 组织事务管理经费, target: ≤140.50万元}
      - {name: 专项工作督导经费, target: ≤50万元}
";

#[test]
fn budgets_and_indicators_of_the_published_table_are_held_against_each_other() {
    let site = Site::own();
    let run = site.run("check --message-format json --year 2022 --department organization-department");
    let of_rules: Vec<String> = run
        .json()
        .iter()
        .filter(|each| each["code"].as_str().is_some_and(|code| ("GK0211".."GK0216").contains(&code)))
        .map(|each| format!("{} {}: {}", each["code"].as_str().unwrap(), each["kind"].as_str().unwrap(), each["message"].as_str().unwrap()))
        .collect();
    for expected in [
        "GK0213 confirmed: 32 + 20 + 140.50 is the budget of the task “组织事物管理及公务员招考、初任培训经费”, 192.5 万元",
        "GK0213 confirmed: 50 is the budget of the task “专项工作”, 50 万元",
        "GK0213 confirmed: 90 is the budget of the task “老干部活动”, 90 万元",
        "GK0213 confirmed: 88 is the budget of the task “培训工作及设施推进”, 88 万元",
        "GK0214 confirmed: the budget of the task “保障部门单位人员”, 2546 万元, is within 158 × 15.99 + 97 × 0.21 = 2546.79 万元",
        "GK0214 to-explain: the budget of the task “保障本部门日常工作正常开展”, 234.08 万元, is above 158 × 0.83 = 131.14 万元, and above 255 × 0.83 = 211.65 万元",
        "GK0215 confirmed: “在职人员158人” is what “保障在职办公人员数” counts",
        "GK0215 confirmed: “退休干部97人” is what “发放离退休人员津贴数” counts",
    ] {
        assert!(of_rules.iter().any(|line| line == expected), "{expected}\nis not among\n{}", of_rules.join("\n"));
    }
    assert_eq!(of_rules.len(), 9, "在职人员158人 stands in two tasks\n{}", of_rules.join("\n"));
    assert_eq!(run.code, 0);
}

#[test]
fn what_does_not_agree_is_to_be_explained_and_what_is_stated_can_be_wrong() {
    let of = |code: &str, from: &str, to: &str| {
        assert!(COSTS.contains(from));
        said(code, &COSTS.replace(from, to))
    };
    assert_eq!(
        of("GK0214", "total: 2546", "total: 3000")[0],
        "to-explain: the budget of the task “保障部门单位人员”, 3000 万元, is above 158 × 15.99 + 97 × 0.21 = 2546.79 万元"
    );
    assert_eq!(
        of("GK0214", "total: 234.08", "total: 200")[0],
        "to-explain: the budget of the task “保障日常工作”, 200 万元, is above 158 × 0.83 = 131.14 万元, but within 255 × 0.83 = 211.65 万元"
    );
    assert_eq!(
        of("GK0215", "在职人员158人", "在职人员185人")[0],
        "to-explain: the task speaks of “在职人员185人”, the indicator “在职人员数” counts 158"
    );
    assert_eq!(of("GK0213", "≤50万元", "≤60万元")[0], "to-explain: ≤60万元 allows more than the budget of the task “专项工作”, 50 万元");
    assert_eq!(of("GK0213", "≤140.50万元", "≤140万元").len(), 1, "what does not add up is no finding: nobody said that it should");

    let stated = |target: &str| COSTS.replace("target: ≤50万元}", &format!("target: {target}, task: 专项工作}}"));
    assert_eq!(said("GK0212", &stated("≤50万元")), ["confirmed: 50 is the budget of its task, 50 万元"]);
    assert_eq!(said("GK0212", &stated("≤500000元")), ["confirmed: 500000 is the budget of its task, 50 万元"]);
    assert_eq!(said("GK0212", &stated("≤45万元")), ["to-explain: 45 = 45 万元 is less than the budget of its task, 50 万元"]);
    assert_eq!(said("GK0212", &stated("≤60万元")), ["to-explain: 60 = 60 万元 is more than the budget of its task, 50 万元"]);
    assert_eq!(
        said("GK0212", &stated("≥60万元")),
        ["wrong: costs of at least 60 = 60 万元 are more than the budget of their task, 50 万元"]
    );
    assert_eq!(said("GK0212", &stated("=60万元")).len(), 1);
    let unknown = COSTS.replace("target: ≤50万元}", "target: ≤50万元, task: 专项工做}");
    let run = Site::of(&unknown).run("check");
    assert!(run.err.contains("the table has no task “专项工做”") && run.err.contains("did you mean “专项工作”?"), "{}", run.err);
    assert_eq!(said("GK0211", &stated("≤50万元")), [""; 0]);
}

#[test]
fn an_accepted_guess_is_on_no_page_and_what_is_stated_is() {
    let accepting = |task: &str| {
        let accept = "accept: {GK0214: {zh: 含退休人员, en: Retired staff included, by: 预算科}}";
        let row = "{name: 人均运转经费数, target: ≤0.83万元";
        assert!(COSTS.contains(row));
        let site = Site::of(COSTS.replace(row, &format!("{row}{task}, {accept}")));
        let run = site.run("check --message-format json");
        let accepted: Vec<_> = run.json().into_iter().filter(|each| each["type"] == "accepted").collect();
        assert_eq!(accepted.len(), 1, "{}", run.out);
        assert_eq!((accepted[0]["reason"].as_str(), accepted[0]["by"].as_str()), (Some("含退休人员"), Some("预算科")));
        site.run("build").good();
        String::from_utf8(site.tree("public")["zh/2022/sample-bureau.html"].clone()).unwrap()
    };
    assert!(!accepting("").contains("含退休人员"));
    let stated = accepting(", task: 保障日常工作");
    assert!(stated.contains("含退休人员") && stated.contains("高于158 × 0.83=131.14万元"), "{stated}");
}

#[test]
fn notes_are_told_by_a_check_and_not_by_a_build() {
    let site = Site::of(indicator("教学质量", "有所提高"));
    let check = site.run("check").good();
    let line =
        "note GK0206: content/2022/sample-bureau/overall-target.yaml:14:22: “教学质量”: nobody can tell whether “有所提高” was reached\n";
    assert!(check.err.starts_with(line) && check.err.contains("0 warnings, 0 accepted findings, 1 note in"), "{}", check.err);
    let build = site.run("build").good();
    assert!(!build.err.contains("GK0206"), "{}", build.err);
    assert_eq!(site.run("check --quiet").good().err, "");
    let strict = site.append("content/site.yaml", "rules: {GK0206: error}\n").run("build");
    assert!(strict.code == 1 && strict.err.contains("GK0206"), "{}", strict.err);
    let accepted = Site::of(
        indicator("教学质量", "有所提高")
            .replace("        target", "        accept: {GK0206: {zh: 原表如此, en: As approved}}\n        target"),
    );
    let tree = accepted.build();
    assert!(String::from_utf8_lossy(&tree["zh/2022/sample-bureau.html"]).contains("是否完成，无从衡量"));
}

#[test]
fn findings_are_printed_as_programs_want_them() {
    let site = Site::of(indicator("培训合格率", "≥95").replace("total: 90", "total: 80"));
    let github = site.run("check --message-format github");
    assert_eq!(github.code, 1);
    let expected = "::error file=content/2022/sample-bureau/overall-target.yaml,line=4,col=12,title=GK0102 total-not-sum::the total 80 is not the sum of its parts, 90%0A";
    assert!(github.out.starts_with(expected), "{}", github.out);
    assert!(github.out.contains("::warning file=") && github.out.contains("has no %25"), "{}", github.out);
    let sarif = site.run("check --message-format sarif");
    assert_eq!(sarif.code, 1);
    let log: serde_json::Value = serde_json::from_str(&sarif.out).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results[0]["ruleId"], "GK0102");
    assert_eq!(results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], SHEET);
    assert_eq!(results[0]["locations"][0]["physicalLocation"]["region"]["startLine"], 4);
    assert!(sarif.err.is_empty(), "{}", sarif.err);
}

#[test]
fn drafts_are_mended_and_what_is_final_only_when_asked() {
    let table = indicator("培训 人数", "x")
        .replace("target: {zh: 'x', en: Target}", "target: '>= ９５人'  # as given")
        .replace(": 90\n", ": '９０'\n");
    let draft = Site::of(table.replace("tasks:", "status: draft\ntasks:"));
    let before = std::fs::read_to_string(draft.path().join(SHEET)).unwrap();
    let shown = draft.run("check --fix --dry-run");
    for line in ["-        target: '>= ９５人'  # as given\n", "+        target: ≥95人  # as given\n"] {
        assert!(shown.out.contains(line), "{}", shown.out);
    }
    assert!(shown.out.contains("+    total: 90\n+    fiscal: 90\n"), "{}", shown.out);
    assert_eq!(std::fs::read_to_string(draft.path().join(SHEET)).unwrap(), before, "a dry run writes nothing");
    let mended = draft.run("check --fix").good();
    assert!(mended.err.contains(&format!("mended: {SHEET}")), "{}", mended.err);
    let after = std::fs::read_to_string(draft.path().join(SHEET)).unwrap();
    let expected = before.replace("'>= ９５人'", "≥95人").replace("'９０'", "90").replace("'培训 人数'", "培训人数");
    assert_eq!(after, expected, "nothing else is touched");
    assert!(!draft.run("check --fix").good().err.contains("mended"), "there is nothing left to mend");

    let approved = Site::of(&table);
    assert_eq!(approved.run("check --fix").code, 1);
    assert_eq!(std::fs::read_to_string(approved.path().join(SHEET)).unwrap(), table, "what is approved stays");
    approved.run("check --fix --final").good();
    assert!(std::fs::read_to_string(approved.path().join(SHEET)).unwrap().contains("target: ≥95人  # as given"));
    assert_eq!(approved.run("check --dry-run").code, 2, "a dry run of what?");
}

#[test]
fn prose_is_mended_where_it_stands() {
    let goal = "    zh: |\n      第 一段　很好。\n\n      第二段\u{200B}，共１２项。\n";
    let table = TABLE.replace("tasks:", "status: draft\ntasks:").replace("    zh: 提高教师队伍水平。\n", goal);
    let site = Site::of(&table);
    site.run("check --fix").good();
    let after = std::fs::read_to_string(site.path().join(SHEET)).unwrap();
    assert_eq!(after, table.replace(goal, "    zh: |\n      第一段很好。\n\n      第二段，共12项。\n"));
    // What is escaped or folded is written in another way, and the file says the same.
    let quoted = TABLE.replace("tasks:", "status: draft\ntasks:").replace("{zh: 培训在职教师。,", "{zh: \"培训\\u200B在 职教师。\",");
    let site = Site::of(quoted);
    site.run("check --fix").good();
    assert!(std::fs::read_to_string(site.path().join(SHEET)).unwrap().contains("{zh: 培训在职教师。, en:"));
    let folded = TABLE
        .replace("tasks:", "status: draft\ntasks:")
        .replace("    zh: 提高教师队伍水平。\n", "    zh: >\n      提高 教师\n      队伍水平。\n");
    let site = Site::of(&folded);
    let run = site.run("check --fix");
    assert!(run.err.contains(&format!("not mended: {SHEET}")), "{}", run.err);
    assert_eq!(std::fs::read_to_string(site.path().join(SHEET)).unwrap(), folded);
}

#[test]
fn an_audit_report_is_one_page_with_everything_in_it() {
    let table = COSTS.replace("tasks:", "review:\n  secrecy: {by: 保密审查员, date: 2022-02-10}\ntasks:");
    let table = table.replace("target: =97人", "target: ≥97天, accept: {GK0207: {zh: 原表如此, en: As approved, by: 预算科}}");
    let site = Site::of(table.replace("goals: [提高水平]", "goals: ['<b>根据2021年度计划</b>']")).write("content/notes.txt", "x");
    let run = site.run("check --report audit.html");
    assert!(run.err.contains("report: audit.html"), "{}", run.err);
    let page = std::fs::read_to_string(site.path().join("audit.html")).unwrap();
    for said in [
        "审核 1 张表",
        "示例局 2022年",
        "32 + 20 + 140.50等于任务“组织事务和公务员招考”的预算192.5万元",
        "高于158 × 0.83=131.14万元",
        "理由：原表如此",
        "（预算科）",
        "保密审查员 · 2022-02-10",
        "&lt;b&gt;根据2021年度计划",
        "content/notes.txt",
        "GK0213",
        "填报人",
    ] {
        assert!(page.contains(said), "{said} is not in\n{page}");
    }
    for foreign in ["<script", "http://", "<b>根据", "src="] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    let again = site.run("check --report audit.html");
    assert!(again.code == 2 && again.err.contains("audit.html is there already"), "{}", again.err);
    site.run("check --report audit.html --force --lang en");
    let english = std::fs::read_to_string(site.path().join("audit.html")).unwrap();
    assert!(english.contains("One table checked") && english.contains("Reason: As approved"), "{english}");
}
