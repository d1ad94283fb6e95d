//! What indicators say of money and people, to be held against the budgets of tasks. Connections that the table does not state are guessed
//! from its words, and said to be guesses.

use crate::model::{
    money::{Amount, MoneyUnit},
    sheet::{Count, Indicator, Placed, Sheet, Task},
    target::{Operator, Quantity},
};
use rust_decimal::Decimal;

/// An indicator that states a cost.
#[derive(Clone, Copy)]
pub(super) struct Cost<'a> {
    /// Its place among the indicators, from 0.
    pub number: usize,
    /// The indicator.
    pub indicator: &'a Indicator,
    /// How the cost may stand to the figure.
    pub operator: Option<Operator>,
    /// The figure in 万元.
    pub wan: Decimal,
    /// For all of it or for each person.
    pub of: CostOf,
}

/// What a cost is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CostOf {
    /// Of everything that the indicator is about.
    Whole,
    /// Of one person.
    Head,
}

impl Cost<'_> {
    /// Its digits, in the unit of the indicator.
    pub fn digits(&self) -> &str {
        self.indicator.target.bound().map_or("", |(_, quantity)| quantity.number.digits())
    }
}

/// The costs of a sheet; those of a square metre, a time and the like are of neither kind.
pub(super) fn costs(sheet: &Sheet) -> Vec<Cost<'_>> {
    let cost = |(number, indicator): (usize, &'_ Indicator)| {
        let (operator, quantity) = indicator.target.bound()?;
        let wan = in_wan(quantity)?;
        let name = indicator.name.source.trim();
        let per = quantity.unit.split_once('/').map(|(_, per)| per);
        let of = match per {
            Some(per) if per.starts_with('人') && !per.starts_with("人次") => CostOf::Head,
            Some(_) => return None,
            None if name.contains("人均") || name.contains("每人") => CostOf::Head,
            None if ["均", "每", "单价", "单位成本", "标准"].iter().any(|word| name.contains(word)) => return None,
            None => CostOf::Whole,
        };
        Some((number, operator, wan, of))
    };
    let all = sheet.indicators().enumerate();
    all.filter_map(|(number, indicator)| {
        cost((number, indicator)).map(|(number, operator, wan, of)| Cost { number, indicator, operator, wan, of })
    })
    .collect()
}

/// A figure of money in 万元, exact.
fn in_wan(quantity: &Quantity) -> Option<Decimal> {
    let value = quantity.number.value();
    match quantity.unit.split('/').next()? {
        "万元" => Some(value),
        "元" => MoneyUnit::Yuan.to_wan(value),
        "亿元" => value.checked_mul(Decimal::from(10_000)),
        _ => None,
    }
}

/// The total of a task.
pub(super) fn total<'a>(task: &Task<'a>) -> Option<&'a Placed<Amount>> {
    task.amounts().next().and_then(|(_, amount)| amount)
}

/// The total of a task in 万元.
pub(super) fn total_in_wan(task: &Task<'_>, unit: MoneyUnit) -> Option<Decimal> {
    total(task).and_then(|total| unit.to_wan(total.value.value()))
}

/// The task that an indicator says it belongs to: by its id, else by its name.
pub(super) fn task_of(tasks: &[Task<'_>], indicator: &Indicator) -> Option<usize> {
    let stated = indicator.task.as_ref()?.value.as_str();
    let by_id = |task: &Task<'_>| task.record.identity.id().is_some_and(|id| id.as_str() == stated);
    let by_name = |task: &Task<'_>| task.name().is_some_and(|name| name.source.trim() == stated.trim());
    tasks.iter().position(by_id).or_else(|| tasks.iter().position(by_name))
}

/// Whom a text is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Persons {
    /// Serving staff (在职人员).
    Serving,
    /// Retired staff (离休, 退休).
    Retired,
    /// People who are trained.
    Trainees,
}

impl Persons {
    /// The words that say so; those of the retired come first, for 离退休职工 are no serving staff.
    const WORDS: [(Persons, &'static [&'static str]); 3] = [
        (Persons::Retired, &["离退休", "退休", "离休"]),
        (Persons::Serving, &["在职", "在编", "职工", "编制内"]),
        (Persons::Trainees, &["学员", "参训", "受训"]),
    ];

    /// The first of them in a text.
    pub fn of(text: &str) -> Option<Persons> {
        Persons::WORDS.iter().find(|(_, words)| words.iter().any(|word| text.contains(word))).map(|(persons, _)| *persons)
    }
}

/// How many of them the indicators count, where they agree: the indicator and the number.
pub(super) fn headcount(sheet: &Sheet, persons: Persons) -> Option<(usize, Decimal)> {
    let mut counts = sheet.indicators().enumerate().filter_map(|(number, indicator)| {
        let (_, quantity) = indicator.target.bound()?;
        let of = match indicator.counts {
            Some(Count::Staff) => Some(Persons::Serving),
            None => Persons::of(&indicator.name.source),
        };
        let counts_people = matches!(quantity.unit.as_str(), "人" | "名" | "位");
        (counts_people && of == Some(persons)).then_some((number, indicator.count()?))
    });
    let first = counts.next()?;
    counts.all(|(_, other)| other == first.1).then_some(first)
}

/// The two halves of basic expenditure (基本支出).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Basic {
    /// Personnel (人员经费).
    Personnel,
    /// Operating expenses (公用经费).
    Running,
}

impl Basic {
    const PERSONNEL: [&str; 9] = ["人员经费", "工资", "津补贴", "津贴", "社保", "社会保险", "公积金", "薪酬", "部门单位人员"];
    const RUNNING: [&str; 11] = ["运转", "公用", "办公", "日常", "水电", "取暖", "采暖", "差旅", "商品和服务", "工会经费", "三公经费"];

    /// How many words more a text has of this half than of the other.
    pub fn weight(self, text: &str) -> usize {
        let count = |words: &[&str]| words.iter().filter(|word| text.contains(**word)).count();
        let (personnel, running) = (count(&Basic::PERSONNEL), count(&Basic::RUNNING));
        match self {
            Basic::Personnel => personnel.saturating_sub(running),
            Basic::Running => running.saturating_sub(personnel),
        }
    }

    /// The task that is more about this half than any other.
    pub fn task<'t, 'a>(self, tasks: &'t [Task<'a>]) -> Option<&'t Task<'a>> {
        let mut weights: Vec<(usize, &Task<'a>)> = tasks.iter().map(|task| (self.weight(&words(task)), task)).collect();
        weights.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        let second = weights.get(1).map_or(0, |(weight, _)| *weight);
        weights.first().filter(|(weight, _)| *weight > second).map(|(_, task)| *task)
    }
}

/// All words of a task.
fn words(task: &Task<'_>) -> String {
    task.texts().flatten().map(|text| text.source.as_str()).collect::<Vec<_>>().join("，")
}

/// Whether two names have a pair of characters in common that says something.
pub(super) fn have_in_common(a: &str, b: &str) -> bool {
    const SAYS_NOTHING: [&str; 14] =
        ["经费", "费用", "工作", "成本", "保障", "项目", "支出", "资金", "管理", "活动", "人员", "部门", "单位", "开展"];
    let chars: Vec<char> = a.chars().collect();
    let pairs = chars.windows(2).map(|pair| pair.iter().collect::<String>());
    pairs.filter(|pair| !SAYS_NOTHING.contains(&pair.as_str()) && pair.chars().all(super::texts::is_han)).any(|pair| b.contains(&pair))
}
