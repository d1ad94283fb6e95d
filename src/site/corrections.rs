//! Corrections of a report as its page shows them: newest first, with the old values kept.

use super::{sheet::date_view, texts::Texts, view::*};
use crate::model::{
    revision::{Revision, newest_first},
    sheet::Report,
    target::Target,
    text::Text,
};

/// Context of their texts in the translation memory.
const CONTEXT: &str = "revision";

/// All corrections of a report, newest first; those of one day in the order of the file.
pub(super) fn view(texts: &Texts<'_>, report: &Report) -> Vec<CorrectionView> {
    let correction = |(number, revision): (usize, &Revision)| CorrectionView {
        id: correction_id(number),
        date: date_view(revision.date),
        what: texts.inline(&revision.what, CONTEXT),
        why: revision.why.as_ref().map(|why| texts.inline(why, CONTEXT)),
        old: revision.old.as_ref().map(|old| value(texts, old)),
        new: revision.new.as_ref().map(|new| value(texts, new)),
    };
    newest_first(report).into_iter().map(correction).collect()
}

/// A value as written; the unit of a figure comes translated.
fn value(texts: &Texts<'_>, value: &Text) -> TextView {
    let target = Target::parse(&value.source);
    match target.is_phrase() {
        true => texts.inline(value, CONTEXT),
        false => texts.made(value.source.trim(), |lang| value.own(lang).map(str::to_owned).or_else(|| target.in_language(lang.as_str()))),
    }
}

/// The fragment of a correction on its page.
pub(crate) fn correction_id(number: usize) -> String {
    format!("correction-{number}")
}
