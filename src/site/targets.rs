//! Targets as pages show them: one canonical form, units in the reader's language, figures lined up.

use super::{
    prose,
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
                None if lang.as_str() == "zh" => shown(target),
                None => translated(target, lang.as_str()),
            })
            .into_iter()
            .map(|entry| LangText { html: prose::inline(&entry.plain), ..entry })
            .collect(),
    };
    let wan = target.quantity().filter(|quantity| quantity.unit() == "万元");
    let written = target.written().trim();
    TargetView {
        text,
        quantitative: target.is_quantitative(),
        bare: target.is_quantitative() && target.operator().is_none(),
        pad: 0,
        yuan: wan.map(|quantity| grouped(&MoneyUnit::Wan.to_yuan(quantity.value()).normalize().to_string())),
        written: (written != target.canonical()).then(|| written.to_owned()),
    }
}

/// Canonical, with thousands separators in figures of five digits and more.
fn shown(target: &Target) -> String {
    target.grouped()
}

fn translated(target: &Target, lang: &str) -> String {
    let unit = |unit: &str, digits: &str| -> String {
        match Vocabulary::builtin().unit(unit, lang, digits) {
            Some("") => String::new(),
            Some(word) if matches!(word, "%" | "‰" | "万元" | "亿元") => word.to_owned(),
            Some(word) => format!(" {word}"),
            None => unit.to_owned(),
        }
    };
    match target.reading() {
        Reading::Bound { operator, quantity } => {
            let digits = quantity.grouped();
            let words = unit(quantity.unit(), &digits);
            format!("{}{digits}{words}", operator.map_or("", Operator::symbol))
        }
        Reading::Range { low, high } => {
            let words = unit(high.unit(), "2");
            let first = if high.unit() == "%" { "%" } else { "" };
            format!("{}{first}–{}{words}", low.grouped(), high.grouped())
        }
        Reading::Date(date) => date.english().unwrap_or_else(|| target.canonical()),
        Reading::Phrase { .. } => target.canonical(),
    }
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
