//! A figure, a target, a text: as it stands and mended.

use crate::{
    lint::{half_width, is_invisible, is_stray},
    model::{
        money::{Amount, AmountError},
        target::Target,
    },
};

/// An amount in half-width digits, without spaces around it; `None` where it is one already, or something else is wrong.
pub(super) fn amount(written: &str) -> Option<String> {
    match Amount::parse(written) {
        Err(error @ (AmountError::Spaces { .. } | AmountError::FullWidth { .. })) => {
            error.suggestion().filter(|mended| Amount::parse(mended).is_ok())
        }
        _ => None,
    }
}

/// A target with the sign for its operator, half-width digits and no spaces: `＞＝ ９５％` becomes `≥95%`. It reads as the same bound; words
/// stay (不低于95%).
pub(super) fn target(written: &str) -> Option<String> {
    let target = Target::parse(written);
    if !target.is_quantitative() {
        return text(written);
    }
    let is_sign = |c: char| "<>=≥≤＜＞＝≧≦⩾⩽﹥﹤﹦≮≯ \u{3000}\t".contains(c);
    let figure = written.trim_start_matches(is_sign);
    let symbol = target.operator().filter(|_| figure.len() < written.trim_start().len()).map_or("", |operator| operator.symbol());
    let narrow: String = figure.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).map(half_width).collect();
    let mended = format!("{symbol}{narrow}");
    (Target::parse(&mended).reading() == target.reading()).then_some(mended)
}

/// A text without spaces between Chinese characters and without what nobody sees, its digits half-width.
pub(super) fn text(written: &str) -> Option<String> {
    let chars: Vec<char> = written.chars().filter(|c| !is_invisible(*c)).collect();
    let kept = chars.iter().enumerate().filter(|(at, _)| !is_stray(&chars, *at));
    let mended: String = kept.map(|(_, c)| if c.is_ascii() { *c } else { digit(*c) }).collect();
    let one_line = !mended.contains('\n');
    let mended = if one_line { mended.trim().to_owned() } else { mended };
    (!mended.is_empty()).then_some(mended)
}

fn digit(c: char) -> char {
    if ('０'..='９').contains(&c) { half_width(c) } else { c }
}

#[cfg(test)]
mod tests {
    use super::{amount, target, text};
    use crate::model::target::Target;
    use proptest::prelude::*;

    #[test]
    fn figures_stay_what_they_are() {
        for (written, mended) in [
            ("＞＝ ９５％", "≥95%"),
            (">=8批次", "≥8批次"),
            ("≧１，３５０ 人", "≥1,350人"),
            ("不低于９５％", "不低于95%"),
            ("=158 人", "=158人"),
            ("10 - 15天", "10-15天"),
        ] {
            assert_eq!(target(written).as_deref(), Some(mended));
        }
        assert_eq!(amount("９０").as_deref(), Some("90"));
        assert_eq!(amount(" 90.50 ").as_deref(), Some("90.50"));
        for other in ["1,234", "90万元", "1e3", "90"] {
            assert_eq!(amount(other), None, "{other}");
        }
        assert_eq!(text("培训 人数\u{200B}（第１批）").as_deref(), Some("培训人数（第1批）"));
        assert_eq!(text("Python 课程 A 班").as_deref(), Some("Python 课程 A 班"));
        assert_eq!(text("　　第一段\n　　第二段").as_deref(), Some("　　第一段\n　　第二段"));
    }

    proptest! {
        #[test]
        fn a_mended_target_is_the_same_target(written in "[<>=≥≤＞＝≧ ]{0,3}(不低于|至少)?[ 0-9０-９，,.]{1,8}[ %％人天万元]{0,4}(以上)?") {
            if let Some(mended) = target(&written) {
                prop_assert!(Target::parse(&mended).reading() == Target::parse(&written).reading() || !Target::parse(&written).is_quantitative());
                prop_assert_eq!(target(&mended), Some(mended));
            }
        }
    }
}
