use super::{History, before};
use crate::model::{
    changes::{ChangeKind, Changes},
    department::DepartmentId,
    diagnostic::Span,
    form::Form,
    identity::{Identity, RowId},
    money::{Amount, MoneyUnit},
    sheet::{Block, Cell, Indicator, Origin, Placed, ProseFormat, Record, Report, Sheet, Status},
    target::Target,
    text::Text,
    year::Year,
};
use std::sync::Arc;

/// A row as the tests write it: level 2, id, former name, name, target.
type Row<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str);

fn identity(id: &str, formerly: &str) -> Identity {
    Identity {
        id: RowId::parse(id).ok().map(|value| Placed { span: Span(0), value }),
        formerly: (!formerly.is_empty()).then(|| Text::plain(formerly, Span(0))),
    }
}

fn indicator(row: &Row<'_>) -> Indicator {
    let (level2, id, formerly, name, target) = *row;
    Indicator {
        span: Span(0),
        level1: "output".into(),
        level2: level2.into(),
        name: Text::plain(name, Span(0)),
        target: Target::parse(target),
        target_text: Text::plain(target, Span(0)),
        identity: identity(id, formerly),
        counts: None,
        task: None,
        accepted: Vec::new(),
    }
}

fn task(id: &str, formerly: &str, name: &str, total: &str) -> Record {
    let total = Placed { span: Span(0), value: Amount::parse(total).unwrap() };
    let cells = vec![Cell::Text(Text::plain(name, Span(0))), Cell::Empty, Cell::Amount(total), Cell::Empty, Cell::Empty];
    Record { span: Span(0), cells, identity: identity(id, formerly), accepted: Vec::new() }
}

fn report(year: &str, tasks: Vec<Record>, rows: &[Row<'_>]) -> Report {
    let sheet = Sheet {
        form: &Form::builtin()[0],
        file: Arc::new("sheet.yaml".into()),
        span: Span(0),
        status: Status::Final,
        partial: false,
        year: None,
        unit: MoneyUnit::Wan,
        format: ProseFormat::Plain,
        origin: Origin::default(),
        declared_total: Vec::new(),
        review: Default::default(),
        attachments: Vec::new(),
        revisions: Vec::new(),
        accepted: Vec::new(),
        blocks: vec![Block::Records(tasks), Block::Prose(Vec::new()), Block::Indicators(rows.iter().map(indicator).collect())],
    };
    Report { year: Year::parse(year).unwrap(), department: DepartmentId::parse("bureau").unwrap(), sheets: vec![sheet] }
}

/// The chains of indicators as words: `name: year target, year target`, and their places.
fn told(reports: &[&Report]) -> Vec<String> {
    let history = History::of(reports);
    let point = |point: &super::Point<'_, &Indicator>| format!("{} {} #{}", point.year, point.row.target.written(), point.place);
    let chain = |chain: &super::Chain<'_, &Indicator>| {
        format!("{}: {}", chain.latest().row.name.source, chain.points.iter().map(point).collect::<Vec<_>>().join(", "))
    };
    history.indicators.iter().map(chain).collect()
}

#[test]
fn an_indicator_is_followed_by_name_and_stands_where_the_latest_report_has_it() {
    let a = report("2022", vec![], &[("quantity", "", "", "培训人数", "≥90人"), ("quantity", "", "", "活动次数", "12次")]);
    let b = report("2023", vec![], &[("quantity", "", "", "活动次数", "15次"), ("quantity", "", "", "培训人数", "≥95人")]);
    assert_eq!(told(&[&a, &b]), ["活动次数: 2022 12次 #1, 2023 15次 #0", "培训人数: 2022 ≥90人 #0, 2023 ≥95人 #1"]);
    assert_eq!(told(&[]), [""; 0]);
}

#[test]
fn an_id_goes_before_a_rename_and_a_rename_before_a_name() {
    // 培训人数 is now 参训人数 by its id, and the name went to another; 甲 is now 乙 as declared, although there is a new 甲.
    let a = report(
        "2022",
        vec![],
        &[("quantity", "trainees", "", "培训人数", "1人"), ("quantity", "", "", "甲", "2个"), ("quantity", "", "", "丙", "3个")],
    );
    let b = report(
        "2023",
        vec![],
        &[
            ("quantity", "", "", "培训人数", "4人"),
            ("quality", "trainees", "", "参训人数", "5人"),
            ("quantity", "", "", "甲", "6个"),
            ("quantity", "", "甲", "乙", "7个"),
            ("quantity", "third", "", "丙", "8个"),
        ],
    );
    assert_eq!(
        told(&[&a, &b]),
        [
            "培训人数: 2023 4人 #0",
            "参训人数: 2022 1人 #0, 2023 5人 #1",
            "甲: 2023 6个 #2",
            "乙: 2022 2个 #1, 2023 7个 #3",
            "丙: 2022 3个 #2, 2023 8个 #4",
        ]
    );
}

#[test]
fn different_ids_are_different_indicators_whatever_they_are_called() {
    let a = report("2022", vec![], &[("quantity", "one", "", "甲", "1个")]);
    let b = report("2023", vec![], &[("quantity", "two", "甲", "甲", "2个")]);
    assert_eq!(told(&[&a, &b]), ["甲: 2023 2个 #0", "甲: 2022 1个 #0"]);
}

#[test]
fn a_rename_finds_the_only_one_of_that_name_in_other_levels_and_none_of_two() {
    let a =
        report("2022", vec![], &[("quantity", "", "", "甲", "1个"), ("quantity", "", "", "丁", "2个"), ("quality", "", "", "丁", "3个")]);
    let b = report("2023", vec![], &[("quality", "", "甲", "甲", "4个"), ("timeliness", "", "丁", "戊", "5个")]);
    assert_eq!(told(&[&a, &b]), ["甲: 2022 1个 #0, 2023 4个 #0", "戊: 2023 5个 #1", "丁: 2022 2个 #1", "丁: 2022 3个 #2"]);
}

#[test]
fn one_that_was_gone_for_a_year_comes_back_to_its_chain_and_the_year_before_has_the_first_choice() {
    let a = report("2022", vec![], &[("quantity", "", "", "甲", "1个"), ("quantity", "", "", "乙", "2个")]);
    let b = report("2023", vec![], &[("quantity", "", "乙", "甲", "3个")]);
    let c = report("2024", vec![], &[("quantity", "", "", "甲", "4个"), ("quantity", "", "", "乙", "5个")]);
    // The 甲 of 2023 was 乙 in 2022; so the 乙 of 2024 is none of 2022, and the 甲 of 2022 found nobody.
    assert_eq!(told(&[&a, &b, &c]), ["甲: 2022 2个 #1, 2023 3个 #0, 2024 4个 #0", "乙: 2024 5个 #1", "甲: 2022 1个 #0"]);
    let d = report("2023", vec![], &[("quantity", "", "", "乙", "3个")]);
    assert_eq!(told(&[&a, &d, &c]), ["甲: 2022 1个 #0, 2024 4个 #0", "乙: 2022 2个 #1, 2023 3个 #0, 2024 5个 #1"]);
}

#[test]
fn rows_of_the_same_name_are_followed_in_their_order() {
    let a = report("2022", vec![], &[("quantity", "", "", "甲", "1个"), ("quantity", "", "", "甲", "2个")]);
    let b =
        report("2023", vec![], &[("quantity", "", "", "甲", "3个"), ("quantity", "", "", "甲", "4个"), ("quantity", "", "", "甲", "5个")]);
    assert_eq!(told(&[&a, &b]), ["甲: 2022 1个 #0, 2023 3个 #0", "甲: 2022 2个 #1, 2023 4个 #1", "甲: 2023 5个 #2"]);
}

#[test]
fn tasks_are_followed_likewise() {
    let a = report("2022", vec![task("", "", "培训", "10"), task("hall", "", "礼堂", "20")], &[]);
    let b = report("2023", vec![task("hall", "", "会堂", "20"), task("", "培训", "学习", "12")], &[]);
    let history = History::of(&[&a, &b]);
    let names: Vec<Vec<&str>> = history
        .tasks
        .iter()
        .map(|chain| chain.points.iter().filter_map(|point| point.row.name()).map(|name| name.source.as_str()).collect())
        .collect();
    assert_eq!(names, [["礼堂", "会堂"], ["培训", "学习"]]);
    let kinds: Vec<_> = Changes::between(&a, &b).tasks.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [ChangeKind::Renamed, ChangeKind::Raised]);
}

#[test]
fn a_change_of_name_or_levels_alone_is_a_change_too() {
    let a = report(
        "2022",
        vec![],
        &[("quantity", "a", "", "甲", "≥1个"), ("quantity", "b", "", "乙", "1个"), ("quantity", "c", "", "丙", "1个")],
    );
    let b = report(
        "2023",
        vec![],
        &[("quantity", "a", "", "新甲", "≥2个"), ("quantity", "b", "", "新乙", "1个"), ("quality", "c", "", "丙", "1个")],
    );
    let kinds: Vec<_> = Changes::between(&a, &b).indicators.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [ChangeKind::Raised, ChangeKind::Renamed, ChangeKind::Moved]);
}

#[test]
fn a_report_is_held_against_the_nearest_earlier_one_of_its_kind() {
    let of = |year: &str, status| {
        let mut report = report(year, vec![], &[]);
        report.sheets[0].status = status;
        report
    };
    let all = [
        of("2020", Status::Final),
        of("2021", Status::Sample),
        of("2022", Status::Final),
        of("2023", Status::Draft),
        of("2024", Status::Final),
    ];
    let years: Vec<Option<String>> = all.iter().map(|report| before(&all, report).map(|before| before.year.to_string())).collect();
    assert_eq!(years, [None, None, Some("2020".into()), Some("2022".into()), Some("2022".into())]);
}
