//! What can be wrong with a file, as data; one place turns it into words.

use crate::model::diagnostic::{Code, Diagnostic, Place, Severity};
use std::{path::PathBuf, sync::Arc};

/// A problem and where it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Where.
    pub place: Place,
    /// What.
    pub problem: Problem,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// The file cannot be opened or read.
    Unreadable { why: String },
    /// Not UTF-8; `guess` names the encoding it probably is.
    Encoding { guess: &'static str, line: usize },
    /// Larger, deeper or with more nodes than any table has.
    TooMuch { what: &'static str, limit: usize },
    /// The YAML parser cannot go on.
    Syntax { message: String, hint: Option<&'static str> },
    /// An anchor, alias, tag, second document: YAML that a table does not need.
    Feature { name: &'static str },
    /// The same key twice in one map.
    DuplicateKey { key: String },
    /// A key that means nothing here.
    UnknownKey { key: String, near: Option<String>, known: Vec<String> },
    /// A map where a text is expected, and the like.
    Shape { expected: &'static str, found: &'static str },
    /// A key that must be there.
    Missing { key: &'static str, of: &'static str },
    /// A key without a value.
    Empty { key: String },
    /// Not an amount.
    Amount { written: String, why: String, suggestion: Option<String> },
    /// Not a date.
    Date { written: String },
    /// Not one of the words that may stand here.
    Choice { written: String, choices: Vec<String>, near: Option<String> },
    /// A level of indicators that is declared nowhere.
    Level { written: String, near: Option<String> },
    /// A code that cannot be accepted, or does not exist.
    AcceptCode { written: String, known: Vec<String>, near: Option<String> },
    /// A text has words for a language that the site does not have.
    Language { written: String, languages: Vec<String> },
    /// A `sic:` that does not occur in the text.
    Sic { written: String },
    /// An id that is none: of a department, a level, a sector, a theme.
    Slug { written: String, why: String },
    /// A folder of `content/` that is not a year.
    NotAYear { name: String },
    /// A folder of a year that departments.yaml does not know.
    UnknownDepartment { id: String, near: Option<String> },
    /// A sheet of a form that nobody declared.
    UnknownForm { id: String, near: Option<String>, known: Vec<String> },
    /// A file or link where none belongs.
    Stray { what: &'static str },
    /// Two sheets of one report are of the same form.
    SecondSheet { form: String },
    /// A PO file that cannot be read.
    Po { message: String },
    /// A free page without front matter or title.
    FrontMatter { why: &'static str },
    /// A base URL that is none.
    BaseUrl { written: String },
}

/// Code, message, label, help.
struct Words(&'static str, String, &'static str, String);

impl Found {
    /// At a node.
    pub fn at(node: &super::tree::Node, problem: Problem) -> Found {
        Found { place: Place::Node(node.span()), problem }
    }

    /// At a file or folder.
    pub fn file(problem: Problem) -> Found {
        Found { place: Place::File, problem }
    }

    /// In words, as an error of `file`.
    pub fn diagnose(self, file: &Arc<PathBuf>) -> Diagnostic {
        let Words(code, message, label, help) = words(self.problem);
        let (file, place) = (file.clone(), self.place);
        Diagnostic { code: Code(code), severity: Severity::Error, file, place, message, label: label.to_owned(), help }
    }
}

fn near_or(near: Option<String>, otherwise: String) -> String {
    near.map_or(otherwise, |near| format!("did you mean `{near}`?"))
}

fn words(problem: Problem) -> Words {
    use Problem::*;
    match problem {
        Unreadable { why } => Words("GK0001", format!("this cannot be read: {why}"), "", "check that the file exists and that you may read it".into()),
        Encoding { guess, line } => Words("GK0002", format!("the file is not UTF-8 (line {line}); it looks like {guess}"), "",
            "save it as UTF-8: in Notepad “Save as” → Encoding “UTF-8”, in WPS or Excel “CSV UTF-8”".into()),
        TooMuch { what, limit } => Words("GK0003", format!("the file has {what} than a table can have (limit {limit})"), "from here on",
            "no official table is that large; check what was pasted into the file".into()),
        Syntax { message, hint } => Words("GK0004", format!("this is not valid YAML: {message}"), "here",
            hint.unwrap_or("check the indentation (spaces, no tabs) and that every key is followed by a colon and a space").into()),
        Feature { name } => Words("GK0005", format!("{name} is not used in gongkai's files"), "not allowed here",
            "write the value out; if it is meant as text, put it in quotes: '…'".into()),
        DuplicateKey { key } => Words("GK0006", format!("the key `{key}` stands here a second time"), "second time",
            "one of the two would be lost: keep one, or make two list items (lines that begin with `- `)".into()),
        UnknownKey { key, near, known } => Words("GK0007", format!("unknown key `{key}`"), "unknown key",
            near_or(near, format!("keys that can stand here: {}", known.join(", ")))),
        Shape { expected, found } => Words("GK0008", format!("expected {expected}, found {found}"), "wrong kind of value", format!("write {expected} here")),
        Missing { key, of } => Words("GK0009", format!("{of} has no `{key}`"), "incomplete", format!("add a line `{key}: …`")),
        Empty { key } => Words("GK0010", format!("`{key}` has no value"), "empty", "an empty value is not zero: leave the key out for an empty cell, or write the value (0 if it is zero)".into()),
        Amount { written, why, suggestion } => Words("GK0011", format!("`{written}` is not an amount: {why}"), "not an amount",
            suggestion.map_or_else(|| "write digits with at most one point, as in 140.50; the unit stands once in `unit:`".into(), |s| format!("write {s}"))),
        Date { written } => Words("GK0012", format!("`{written}` is not a date"), "not a date", "write year-month-day, as in 2026-02-18".into()),
        Choice { written, choices, near } => Words("GK0013", format!("`{written}` is not one of the values this key can have"), "unknown value",
            near_or(near, format!("write one of: {}", choices.join(", ")))),
        Level { written, near } => Words("GK0014", format!("`{written}` is not a level of indicators that is declared"), "unknown level",
            near_or(near, "use an official level (output, benefit, satisfaction, cost …), or declare it in site.yaml: `levels: {my-level: {zh: …, en: …}}`".into())),
        AcceptCode { written, known, near } => Words("GK0015", format!("`{written}` is not the code of a finding that can be accepted"), "unknown code",
            near_or(near, format!("codes that can be accepted: {}", known.join(", ")))),
        Language { written, languages } => Words("GK0016", format!("`{written}` is not a language of this site"), "unknown language",
            format!("languages of site.yaml: {}; or add `{written}` there", languages.join(", "))),
        Sic { written } => Words("GK0017", format!("the text does not contain “{written}”, which `sic:` says it does"), "not in the text",
            "write the words exactly as they stand in the text".into()),
        Slug { written, why } => Words("GK0018", format!("`{written}` cannot be an id: {why}"), "not an id", "write something like education-bureau".into()),
        NotAYear { name } => Words("GK0019", format!("the folder `{name}` is not a year"), "",
            "content/ holds a folder per year (2022), `pages` and `translations`; move the folder elsewhere or rename it".into()),
        UnknownDepartment { id, near } => Words("GK0020", format!("the department `{id}` is not in departments.yaml"), "",
            near_or(near, format!("add it there: `{id}: {{name: {{zh: …, en: …}}}}`, or rename the folder"))),
        UnknownForm { id, near, known } => Words("GK0021", format!("`{id}` is not a form that gongkai knows"), "unknown form",
            near_or(near, format!("forms: {}; name the file after its form, or add a line `form: …`", known.join(", ")))),
        Stray { what } => Words("GK0022", what.to_owned(), "", "sheets are files content/<year>/<department>/<sheet>.yaml; move this elsewhere, or rename it (names that begin with a dot are left alone)".into()),
        SecondSheet { form } => Words("GK0023", format!("the report already has a sheet of the form `{form}`"), "", "a report holds each form once; merge the two files or remove one".into()),
        Po { message } => Words("GK0024", format!("the translation memory cannot be read: {message}"), "", "check it with `msgfmt --check` or open it in a PO editor (Poedit)".into()),
        FrontMatter { why } => Words("GK0025", format!("the page {why}"), "", "begin the file with three lines: `---`, `title: …`, `---`".into()),
        BaseUrl { written } => Words("GK0026", format!("`{written}` is not a base URL"), "not a base URL", "write the address the site will have, as in https://example.gov.cn/jixiao/".into()),
    }
}

/// The known word nearest to `written`, if it is near enough to be meant.
pub(super) fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    known
        .into_iter()
        .map(|word| (strsim::osa_distance(written, word), word))
        .filter(|(distance, word)| *distance > 0 && *distance <= 1 + word.chars().count() / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word.to_owned())
}
