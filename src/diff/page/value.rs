//! Rows and values as the templates of the page see them, with what differs in words marked.

use crate::model::page_lang::PageLang;
use crate::{
    data::Texts,
    diff::{Change, Difference, Field, ReportDiff, Value, What},
    model::lang::Lang,
};
use serde::Serialize;

/// Words, and their language where it is not that of the page.
#[derive(Serialize)]
pub(super) struct Said {
    text: String,
    lang: Option<String>,
}

impl Said {
    /// In the language of the page, else in that of the original.
    pub fn new(report: &ReportDiff, texts: &Texts, lang: PageLang) -> Said {
        let text = report.words(texts, lang.as_str()).to_owned();
        Said { text, lang: if texts.contains_key(lang.as_str()) { None } else { tag(&report.original, lang) } }
    }
}

/// The tag of a language, where it is not that of the page.
fn tag(words: &str, lang: PageLang) -> Option<String> {
    let other = Some(words).filter(|words| *words != lang.as_str());
    other.and_then(Lang::parse).map(|words| words.bcp47().to_owned())
}

#[derive(Serialize)]
pub(super) struct ChangeView {
    part: &'static str,
    kind: &'static str,
    name: Said,
    levels: Vec<Said>,
    fields: Vec<FieldView>,
}

impl ChangeView {
    pub fn new(report: &ReportDiff, change: &Change, lang: PageLang) -> ChangeView {
        ChangeView {
            part: change.part.id(),
            kind: change.kind.id(),
            name: Said::new(report, &change.name, lang),
            levels: change.levels.iter().map(|level| Said::new(report, level, lang)).collect(),
            fields: change.fields.iter().map(|field| FieldView::new(report, field, lang)).collect(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct FieldView {
    key: &'static str,
    /// Official head of a column, code of a rule.
    of: Option<String>,
    /// The language of a translation.
    translation: Option<String>,
    /// The tag of its words, where it is not that of the page.
    lang: Option<String>,
    before: Option<ValueView>,
    after: Option<ValueView>,
    difference: Option<DifferenceView>,
}

impl FieldView {
    pub fn new(report: &ReportDiff, field: &Field, lang: PageLang) -> FieldView {
        let (key, of) = match &field.what {
            What::Column(column) => ("column", lang.label(&column.head)),
            What::DeclaredTotal(column) => ("declared_total", lang.label(&column.head)),
            What::Key(key) => (*key, None),
            What::Accepted(code) => ("accept", Some(code.clone())),
        };
        let (before, after) = values(field);
        FieldView {
            key,
            of,
            translation: field.lang.clone(),
            lang: tag(field.lang.as_ref().unwrap_or(&report.original), lang).filter(|_| key != "status"),
            before,
            after,
            difference: field.difference.as_ref().map(DifferenceView::new),
        }
    }
}

/// A value in pieces: what is the same in both at its beginning, what differs, what is the same at its end.
#[derive(Serialize)]
pub(super) struct ValueView {
    start: String,
    differs: String,
    end: String,
    /// The differing piece is marked.
    marked: bool,
}

impl ValueView {
    fn whole(text: String) -> ValueView {
        ValueView { start: text, differs: String::new(), end: String::new(), marked: false }
    }
}

/// Both values. Of words that have something in common the rest is marked; a figure stays in one piece.
fn values(field: &Field) -> (Option<ValueView>, Option<ValueView>) {
    if let (Some(Value::Words(before)), Some(Value::Words(after))) = (&field.before, &field.after) {
        let (start, end) = in_common(before, after);
        let view = |words: &str| ValueView {
            start: words[..start].to_owned(),
            differs: words[start..words.len() - end].to_owned(),
            end: words[words.len() - end..].to_owned(),
            marked: start + end > 0,
        };
        return (Some(view(before)), Some(view(after)));
    }
    let whole = |value: &Option<Value>| value.as_ref().map(|value| ValueView::whole(value.shown()));
    (whole(&field.before), whole(&field.after))
}

/// How many bytes two texts have in common at their beginning and, of the rest, at their end. Figures and Latin words stay whole: of
/// `330` and `340` everything differs.
pub fn in_common(a: &str, b: &str) -> (usize, usize) {
    let same = |pair: &(char, char)| pair.0 == pair.1;
    let length = |(c, _): (char, char)| c.len_utf8();
    let mut start: usize = a.chars().zip(b.chars()).take_while(same).map(length).sum();
    if a[start..].starts_with(in_word) || b[start..].starts_with(in_word) {
        start = a[..start].trim_end_matches(in_word).len();
    }
    let mut end: usize = a[start..].chars().rev().zip(b[start..].chars().rev()).take_while(same).map(length).sum();
    if a[start..a.len() - end].ends_with(in_word) || b[start..b.len() - end].ends_with(in_word) {
        let tail = &a[a.len() - end..];
        end = tail.trim_start_matches(in_word).len();
    }
    (start, end)
}

/// Part of a figure or a Latin word.
fn in_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | ',')
}

#[derive(Serialize)]
pub(super) struct DifferenceView {
    same: bool,
    by: String,
    unit: String,
}

impl DifferenceView {
    pub fn new(difference: &Difference) -> DifferenceView {
        match difference {
            Difference::SameValue => DifferenceView { same: true, by: String::new(), unit: String::new() },
            Difference::By(by, unit) => DifferenceView { same: false, by: by.clone(), unit: unit.clone() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::in_common;

    #[test]
    fn figures_and_latin_words_are_never_split() {
        for (a, b, was, is) in [
            ("不少于 330 天", "不少于 340 天", "330", "340"),
            ("共1,200.50元", "共1,200.55元", "1,200.50", "1,200.55"),
            ("the teachers", "the teaching", "teachers", "teaching"),
            ("逐年增加", "明显增加", "逐年", "明显"),
            ("教师", "教师和学生", "", "和学生"),
            ("甲", "乙", "甲", "乙"),
            ("aa", "aaa", "aa", "aaa"),
            ("同同", "同同同", "", "同"),
            ("", "新", "", "新"),
        ] {
            let (start, end) = in_common(a, b);
            assert_eq!((&a[start..a.len() - end], &b[start..b.len() - end]), (was, is), "{a} {b}");
        }
    }
}
