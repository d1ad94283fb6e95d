//! Figures as pages show them: thousands separators, and the places a column needs to line up its points.

use super::view::Figure;
use crate::model::money::{self, grouped};
use rust_decimal::Decimal;

/// One figure on its own.
pub(super) fn figure(plain: &str) -> Figure {
    Figure { text: grouped(plain), pad: 0 }
}

/// Digits behind the point, and the point.
fn tail(text: &str) -> usize {
    text.find('.').map_or(0, |point| text.len() - point)
}

/// Lines up a column by its decimal points.
pub(super) fn align<'a>(figures: impl Iterator<Item = &'a mut Figure>) {
    let mut figures: Vec<&mut Figure> = figures.collect();
    let longest = figures.iter().map(|figure| tail(&figure.text)).max().unwrap_or(0);
    for figure in &mut figures {
        figure.pad = (longest - tail(&figure.text)).min(9) as u8;
    }
}

/// `part` of `whole` in percent with one place (`79.5%`); `None` where there is none, or it cannot be computed.
pub(super) fn share(part: Option<Decimal>, whole: Option<Decimal>) -> Option<Figure> {
    let (part, whole) = (part?, whole?);
    Some(Figure { text: format!("{:.1}%", money::share(part, whole, 1)?), pad: 0 })
}

/// Length of a bar, 0 to 100, with two places: an SVG attribute.
pub(super) fn bar(part: Option<Decimal>, whole: Option<Decimal>) -> String {
    let length = part
        .zip(whole)
        .and_then(|(part, whole)| money::share(part, whole, 2))
        .unwrap_or_default()
        .clamp(Decimal::ZERO, Decimal::ONE_HUNDRED);
    length.normalize().to_string()
}
