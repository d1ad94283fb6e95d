//! Charts: which bars, how long, and the finding that is their title. Every figure in them stands in a table too.

use super::{
    figures::{bar, figure, share},
    view::{Arg, ChartBar, ChartView, Label, TextView},
};
use crate::model::{money::MoneyUnit, year::Year};
use rust_decimal::Decimal;

/// How many bars a chart has at most; the smallest are joined in one.
const MOST: usize = 12;

/// A part of a whole: a task of a budget, a department of a year, a level of all indicators.
pub(super) struct Part {
    /// What it is called.
    pub name: TextView,
    /// How much it is; `None` where the original states nothing.
    pub value: Option<Decimal>,
    /// The same, as a plain figure with the digits that readers see elsewhere.
    pub digits: String,
}

/// The messages of a chart of parts.
pub(super) struct PartMessages {
    /// One part is the largest: `$name`, `$value`, `$share`, `$whole`.
    pub largest: &'static str,
    /// Several are: `$count`, `$value`.
    pub equal: &'static str,
    /// Name of the bar that joins the smallest: `$count`.
    pub others: &'static str,
    /// What the values are in.
    pub unit: Option<MoneyUnit>,
}

impl PartMessages {
    /// Tasks of a budget.
    pub const TASKS: PartMessages =
        PartMessages { largest: "chart-task-largest", equal: "chart-task-equal", others: "chart-task-others", unit: Some(MoneyUnit::Wan) };
    /// Departments of a year.
    pub const DEPARTMENTS: PartMessages = PartMessages {
        largest: "chart-department-largest",
        equal: "chart-department-equal",
        others: "chart-department-others",
        unit: Some(MoneyUnit::Wan),
    };
    /// Levels of indicators.
    pub const LEVELS: PartMessages =
        PartMessages { largest: "chart-level-largest", equal: "chart-level-equal", others: "chart-level-others", unit: None };
}

/// Indicators by level.
pub(super) fn of_counts(counts: Vec<(TextView, u32)>) -> Option<ChartView> {
    let part = |(name, count): (TextView, u32)| Part { name, value: Some(Decimal::from(count)), digits: count.to_string() };
    of_parts(counts.into_iter().map(part).collect(), &PartMessages::LEVELS)
}

/// Parts from the largest to the smallest; `None` where there is nothing to compare.
pub(super) fn of_parts(mut parts: Vec<Part>, messages: &PartMessages) -> Option<ChartView> {
    parts.retain(|part| part.value.is_some_and(|value| value > Decimal::ZERO));
    parts.sort_by_key(|part| std::cmp::Reverse(part.value));
    let longest = parts.first().filter(|_| parts.len() > 1)?.value?;
    let whole = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.value?))?;
    let largest = parts.iter().take_while(|part| part.value == Some(longest)).count();
    let title = match parts.first()? {
        first if largest == 1 => Label::message(
            messages.largest,
            [
                ("name", Arg::Text(first.name.clone())),
                ("value", Arg::Plain(figure(&first.digits).text)),
                ("share", Arg::Plain(share(first.value, Some(whole))?.text)),
                ("whole", Arg::Plain(figure(&whole.to_string()).text)),
            ],
        ),
        first => Label::message(messages.equal, [("count", Arg::Count(largest as u32)), ("value", Arg::Plain(figure(&first.digits).text))]),
    };
    let rest = if parts.len() > MOST { parts.split_off(MOST - 1) } else { Vec::new() };
    let mut bars: Vec<ChartBar> = parts
        .iter()
        .enumerate()
        .map(|(place, part)| ChartBar {
            name: Label::text(part.name.clone()),
            value: Some(figure(&part.digits)),
            share: share(part.value, Some(whole)),
            length: bar(part.value, Some(longest)),
            strong: place < largest,
        })
        .collect();
    if !rest.is_empty() {
        let together = rest.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.value?))?;
        bars.push(ChartBar {
            name: Label::message(messages.others, [("count", Arg::Count(rest.len() as u32))]),
            value: Some(figure(&together.to_string())),
            share: share(Some(together), Some(whole)),
            // Together they may be longer than the longest: the bar then ends there, and the figure says how much it is.
            length: bar(Some(together), Some(longest)),
            strong: false,
        });
    }
    Some(ChartView { title, unit: messages.unit.map(|unit| unit.label().to_owned()), bars })
}

/// A year of a budget.
pub(super) struct YearTotal {
    /// The year.
    pub year: Year,
    /// Its total in 万元; `None` where there is no report, or it states nothing.
    pub value: Option<Decimal>,
    /// The same, as a plain figure.
    pub digits: String,
}

/// In words, how a total changed; `None` where one of the two is not known.
pub(super) fn change(before: &YearTotal, last: &YearTotal) -> Option<Label> {
    let difference = last.value?.checked_sub(before.value?)?;
    let id = match difference.cmp(&Decimal::ZERO) {
        std::cmp::Ordering::Greater => "chart-rose",
        std::cmp::Ordering::Less => "chart-fell",
        std::cmp::Ordering::Equal => "chart-same",
    };
    let percent = share(Some(difference.abs()), before.value.filter(|value| *value > Decimal::ZERO));
    Some(Label::message(
        id,
        [
            ("from", Arg::Plain(before.year.to_string())),
            ("to", Arg::Plain(last.year.to_string())),
            ("value", Arg::Plain(figure(&last.digits).text)),
            ("by", Arg::Plain(figure(&difference.abs().to_string()).text)),
            ("percent", Arg::Plain(percent.map_or_else(|| "none".to_owned(), |percent| percent.text))),
        ],
    ))
}

/// Totals over the years, oldest first, and what changed from the last but one to the last; `None` with fewer than two.
pub(super) fn of_years(years: &[YearTotal]) -> Option<ChartView> {
    let known: Vec<&YearTotal> = years.iter().filter(|year| year.value.is_some()).collect();
    let [.., before, last] = known.as_slice() else { return None };
    let title = change(before, last)?;
    let longest = known.iter().filter_map(|year| year.value).max();
    let bars = years.iter().map(|year| ChartBar {
        name: Label::year(year.year),
        value: year.value.map(|_| figure(&year.digits)),
        share: None,
        length: bar(year.value, longest),
        strong: year.year == last.year,
    });
    let bars: Vec<ChartBar> = bars.collect();
    Some(ChartView { title, unit: Some(MoneyUnit::Wan.label().to_owned()), bars })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MESSAGES: PartMessages = PartMessages { largest: "largest", equal: "equal", others: "others", unit: Some(MoneyUnit::Wan) };

    fn parts(values: &[u32]) -> Vec<Part> {
        let part = |value: &u32| Part { name: TextView::new(), value: Some(Decimal::from(*value)), digits: value.to_string() };
        values.iter().map(part).collect()
    }

    fn id(chart: &ChartView) -> &str {
        match &chart.title {
            Label::Message { id, .. } => id,
            Label::Text { .. } => panic!("a finding is a message"),
        }
    }

    #[test]
    fn the_largest_part_is_the_finding_and_bars_go_from_large_to_small() {
        let chart = of_parts(parts(&[20, 60, 0, 20]), &MESSAGES).unwrap();
        assert_eq!(id(&chart), "largest");
        let lengths: Vec<&str> = chart.bars.iter().map(|bar| bar.length.as_str()).collect();
        assert_eq!(lengths, ["100", "33.33", "33.33"]);
        assert_eq!(chart.bars[0].share.as_ref().unwrap().text, "60.0%");
    }

    #[test]
    fn equal_parts_are_called_equal_and_one_part_is_no_chart() {
        assert_eq!(id(&of_parts(parts(&[5, 5, 1]), &MESSAGES).unwrap()), "equal");
        assert!(of_parts(parts(&[5]), &MESSAGES).is_none());
        assert!(of_parts(parts(&[0, 0]), &MESSAGES).is_none());
    }

    #[test]
    fn of_many_parts_the_smallest_are_joined_and_nothing_is_lost() {
        let chart = of_parts(parts(&(1..=40).collect::<Vec<u32>>()), &MESSAGES).unwrap();
        assert_eq!(chart.bars.len(), MOST);
        let sum: u32 = chart.bars.iter().map(|bar| bar.value.as_ref().unwrap().text.parse::<u32>().unwrap()).sum();
        assert_eq!(sum, (1..=40).sum::<u32>());
    }

    #[test]
    fn years_say_how_the_last_differs_from_the_one_before_it() {
        let year = |year: &str, value: Option<u32>| YearTotal {
            year: Year::parse(year).unwrap(),
            value: value.map(Decimal::from),
            digits: value.map(|value| value.to_string()).unwrap_or_default(),
        };
        let of = |values: &[Option<u32>]| {
            let years: Vec<YearTotal> =
                values.iter().enumerate().map(|(place, value)| year(&format!("{}", 2020 + place), *value)).collect();
            of_years(&years)
        };
        assert_eq!(id(&of(&[Some(1), Some(2)]).unwrap()), "chart-rose");
        assert_eq!(id(&of(&[Some(2), None, Some(1)]).unwrap()), "chart-fell");
        assert_eq!(id(&of(&[Some(2), Some(2)]).unwrap()), "chart-same");
        assert!(of(&[Some(2), None]).is_none());
    }
}
