//! Targets as pages show them: one canonical form, units in the reader's language, figures lined up.

use super::{
    dates, prose,
    texts::Texts,
    view::{IndicatorGroup, LangText, OperatorView, TargetView},
};
use crate::model::{
    money::{MoneyUnit, grouped},
    sheet::Indicator,
    target::{Operator, Reading, Target},
    vocabulary::Vocabulary,
};

/// The target of an indicator.
pub(super) fn view(texts: &Texts<'_>, indicator: &Indicator, context: &str) -> TargetView {
    let target = &indicator.target;
    let text = match target.is_phrase() {
        true => texts.inline(&indicator.target_text, context),
        false => texts
            .words(|lang| match indicator.target_text.own(lang) {
                Some(own) => own.to_owned(),
                None if lang.as_str() == "zh" => target.grouped(),
                None => translated(target, lang.as_str()),
            })
            .into_iter()
            .map(|entry| LangText { html: prose::inline(&entry.plain), ..entry })
            .collect(),
    };
    let wan = target.highest().filter(|quantity| quantity.unit == "万元");
    let written = target.written().trim();
    TargetView {
        text,
        quantitative: target.is_quantitative(),
        bare: target.is_quantitative() && target.operator().is_none(),
        pad: 0,
        yuan: wan.and_then(|quantity| Some(grouped(&MoneyUnit::Wan.to_yuan(quantity.number.value())?.normalize().to_string()))),
        written: (written != target.canonical()).then(|| written.to_owned()),
    }
}

/// In another language: the unit's word, and dates in words.
fn translated(target: &Target, lang: &str) -> String {
    if let Reading::Date { operator, date } = target.reading() {
        let words = if lang == "en" { dates::english(*date) } else { target.canonical() };
        return format!("{}{words}", operator.map_or("", Operator::symbol));
    }
    if let Reading::Range { low, high } = target.reading() {
        let (word, space) = unit_word(&high.unit, lang, "2");
        let first = if matches!(word, "%" | "‰") { word } else { "" };
        return format!("{}{first}–{}{space}{word}", low.number.grouped(), high.number.grouped());
    }
    let Some(parts) = target.parts() else { return target.canonical() };
    let (word, space) = unit_word(parts.unit, lang, &parts.digits);
    format!("{}{}{space}{word}", parts.symbol, parts.grouped)
}

/// The word for a unit, and what stands before it: signs and Chinese units stand close to the figure, words do not.
fn unit_word<'a>(unit: &'a str, lang: &str, digits: &str) -> (&'a str, &'static str) {
    let word = Vocabulary::builtin().unit(unit, lang, digits).unwrap_or(unit);
    (word, if word.starts_with(|first: char| first.is_ascii_alphabetic()) { " " } else { "" })
}

/// The operators of a table, for its legend.
pub(super) fn legend(used: &[Operator]) -> Vec<OperatorView> {
    let all = [
        (Operator::AtLeast, "operator-at-least"),
        (Operator::AtMost, "operator-at-most"),
        (Operator::Equal, "operator-equal"),
        (Operator::Above, "operator-above"),
        (Operator::Below, "operator-below"),
    ];
    let occurs = all.into_iter().filter(|(operator, _)| used.contains(operator));
    occurs.map(|(operator, id)| OperatorView { symbol: operator.symbol().to_owned(), id: id.to_owned() }).collect()
}

/// Lines up the figures of every group by the digits before the point.
pub(super) fn align(groups: &mut [IndicatorGroup]) {
    for group in groups {
        let longest = group.rows.iter().map(|row| whole_digits(&row.target)).max().unwrap_or(0);
        for row in &mut group.rows {
            if row.target.quantitative {
                row.target.pad = (longest - whole_digits(&row.target)).min(9) as u8;
            }
        }
    }
}

fn whole_digits(target: &TargetView) -> usize {
    let Some(first) = target.text.first().filter(|_| target.quantitative) else { return 0 };
    let figure = first.plain.trim_start_matches(|c: char| !c.is_ascii_digit());
    figure.chars().take_while(|c| c.is_ascii_digit() || *c == ',').filter(char::is_ascii_digit).count()
}
