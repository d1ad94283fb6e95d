//! Targets as pages show them: one canonical form, units in the reader's language, figures lined up.

use super::{
    texts::Texts,
    view::{OperatorView, TargetView},
};
use crate::model::{
    money::{MoneyUnit, grouped},
    sheet::Indicator,
    target::{Operator, Quantity, Reading, Target},
};

/// The target of an indicator; `longest` are the digits before the point of the longest figure of its group.
pub(super) fn view(texts: &Texts<'_>, indicator: &Indicator, context: &str, longest: usize) -> TargetView {
    let target = &indicator.target;
    let text = match target.is_phrase() {
        true => texts.inline(&indicator.target_text, context),
        false => texts.made(&target.grouped(), |lang| {
            indicator.target_text.own(lang).map(str::to_owned).or_else(|| target.in_language(lang.as_str()))
        }),
    };
    let symbol = target.operator().map_or("", Operator::symbol);
    TargetView {
        text,
        quantitative: target.is_quantitative(),
        bare: target.is_quantitative() && target.operator().is_none(),
        pad: if target.is_quantitative() { longest.saturating_sub(whole_digits(target)).min(9) as u8 } else { 0 },
        yuan: yuan(target).map(|yuan| texts.in_english(&format!("{symbol}CNY {yuan}"))).unwrap_or_default(),
    }
}

/// A target in 万元 in yuan: both ends of a range.
fn yuan(target: &Target) -> Option<String> {
    let yuan = |quantity: &Quantity| {
        let in_wan = Some(quantity).filter(|quantity| quantity.unit == MoneyUnit::Wan.label())?;
        Some(grouped(&MoneyUnit::Wan.to_yuan(in_wan.number.value())?.normalize().to_string()))
    };
    match target.reading() {
        Reading::Bound { quantity, .. } => yuan(quantity),
        Reading::Range { low, high } => Some(format!("{}–{}", yuan(low)?, yuan(high)?)),
        Reading::Date { .. } | Reading::Phrase { .. } => None,
    }
}

/// The operators of a table, for its legend.
pub(super) fn legend(used: &[Operator]) -> Vec<OperatorView> {
    let occurs = Operator::ALL.into_iter().filter(|operator| used.contains(operator));
    occurs.map(|operator| OperatorView { symbol: operator.symbol().to_owned(), id: format!("operator-{}", operator.id()) }).collect()
}

/// Digits before the point, to line up the figures of a group.
pub(super) fn whole_digits(target: &Target) -> usize {
    match target.reading() {
        Reading::Bound { quantity, .. } => quantity.number.whole_digits(),
        Reading::Range { low, .. } => low.number.whole_digits(),
        Reading::Date { .. } | Reading::Phrase { .. } => 0,
    }
}
