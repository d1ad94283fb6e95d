//! What can be wrong with a file, as data; `words.rs` turns it into words.

use super::{control, words};
use crate::model::{
    colour::Colour,
    diagnostic::{Code, Diagnostic, Kind, Place, Said, Severity},
};
use std::{path::PathBuf, sync::Arc};

/// Most problems that are told of one file: who mends these mends the rest too.
pub const MAX_PROBLEMS: usize = 200;

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
    Unreadable {
        /// What the system says.
        why: String,
    },
    /// There is no departments.yaml.
    NoDepartments,
    /// Not UTF-8.
    Encoding {
        /// The encoding it probably is.
        guess: &'static str,
        /// Line of the first byte that is no UTF-8, from 1.
        line: usize,
    },
    /// A character that cannot be seen and changes what is seen.
    Control {
        /// The character.
        character: char,
    },
    /// A link in Markdown that leads to no page, but runs or opens something.
    UnsafeLink {
        /// As written.
        url: String,
    },
    /// A picture in Markdown: nothing would publish it, or it would be loaded from elsewhere.
    Picture {
        /// As written.
        url: String,
    },
    /// Larger, deeper or with more nodes than any table or page has.
    TooMuch {
        /// What there is more of: “more levels”.
        what: &'static str,
        /// How much is read.
        limit: usize,
    },
    /// Problems beyond those that are told of one file.
    More {
        /// How many.
        count: usize,
    },
    /// The YAML parser cannot go on.
    Syntax {
        /// What the parser says.
        message: String,
        /// How to mend it, where the cause is a usual one.
        hint: Option<&'static str>,
    },
    /// Nothing stands in the file.
    EmptyFile {
        /// What the file is, as the message says it: “empty”.
        is: &'static str,
    },
    /// An anchor, alias, tag: YAML that a table does not need.
    Feature {
        /// What it is called, with an example.
        name: &'static str,
    },
    /// More than one YAML document in a file.
    SecondDocument,
    /// The same key twice in one map.
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// The same value twice where each stands once.
    Twice {
        /// The value.
        written: String,
    },
    /// Two rows of a sheet with the same id.
    SecondId {
        /// The id.
        id: String,
    },
    /// A target that counts nobody, where figures per head are to be made of it.
    NoCount {
        /// The target.
        written: String,
    },
    /// Two indicators of a sheet count the same people.
    SecondCount {
        /// Whom: `staff`.
        whom: &'static str,
    },
    /// A key that means nothing here.
    UnknownKey {
        /// The key.
        key: String,
        /// The known key that was probably meant.
        near: Option<String>,
        /// The keys that can stand here.
        known: Vec<String>,
    },
    /// A `sic:` where no misprint of the original can stand.
    SicElsewhere,
    /// A map where a text is expected, and the like.
    Shape {
        /// What can stand here.
        expected: &'static str,
        /// What stands here.
        found: &'static str,
    },
    /// A key that must be there.
    Missing {
        /// The key.
        key: String,
        /// What lacks it.
        of: &'static str,
    },
    /// A key without a value.
    Empty {
        /// The key.
        key: String,
        /// What the value would be.
        expects: Expects,
    },
    /// A list without items where at least one is needed.
    EmptyList {
        /// Its key.
        key: &'static str,
        /// How to go on.
        mend: &'static str,
    },
    /// Not an amount.
    Amount {
        /// What stands there.
        written: String,
        /// Why it is none.
        why: String,
        /// The amount that was certainly meant.
        suggestion: Option<String>,
    },
    /// Not a date.
    Date {
        /// What stands there.
        written: String,
    },
    /// Not one of the words that may stand here.
    Choice {
        /// What stands there.
        written: String,
        /// The words that may.
        choices: Vec<String>,
        /// The one that was probably meant.
        near: Option<String>,
    },
    /// Not a value of the kind that may stand here.
    Value {
        /// What stands there.
        written: String,
        /// The kind, with an example.
        expected: &'static str,
    },
    /// A level of indicators that is declared nowhere.
    Level {
        /// What stands there.
        written: String,
        /// The level that was probably meant.
        near: Option<String>,
        /// Ids of the official levels that can stand here.
        official: Vec<String>,
    },
    /// A level that site.yaml declares although it is official.
    OfficialLevel {
        /// Its id or label.
        written: String,
    },
    /// A sector that nobody declares.
    Sector {
        /// What stands there.
        written: String,
        /// The sector that was probably meant.
        near: Option<String>,
        /// All ids.
        known: Vec<String>,
    },
    /// A code in `rules:` that is not that of a rule.
    RuleCode {
        /// What stands there.
        written: String,
        /// All codes of rules.
        known: Vec<String>,
    },
    /// A code that cannot be accepted, or does not exist.
    AcceptCode {
        /// What stands there.
        written: String,
        /// All codes that can be accepted.
        known: Vec<String>,
    },
    /// An `accept:` inside the map of a text.
    AcceptInText,
    /// A text has words for a language that the site does not have.
    Language {
        /// The code that stands there.
        written: String,
        /// The languages of the site.
        languages: Vec<String>,
    },
    /// A `sic:` that does not occur in the text.
    Sic {
        /// The words that do not.
        written: String,
        /// The language they should stand in.
        lang: String,
    },
    /// An id that is none: of a department, a level, a sector, a theme.
    Slug {
        /// What stands there.
        written: String,
        /// Which rule of the grammar it breaks.
        why: String,
    },
    /// A folder of `content/` that is not a year.
    NotAYear {
        /// Its name.
        name: String,
    },
    /// A folder of a year that departments.yaml does not know.
    UnknownDepartment {
        /// Its name.
        id: String,
        /// The department that was probably meant.
        near: Option<String>,
    },
    /// A sheet of a form that nobody declared.
    UnknownForm {
        /// What stands there, or the name of the file.
        id: String,
        /// The form that was probably meant.
        near: Option<String>,
        /// All forms.
        known: Vec<String>,
    },
    /// A link, which is not followed.
    Link,
    /// A file or folder where none belongs.
    Stray {
        /// What is wrong with it.
        what: &'static str,
    },
    /// A name that no attachment can have.
    AttachmentName {
        /// What stands there.
        written: String,
        /// Which rule it breaks.
        why: String,
    },
    /// A sheet names a file that is not in its folder.
    NoAttachment {
        /// Its name.
        name: String,
        /// The file that was probably meant.
        near: Option<String>,
    },
    /// A file that a sheet names cannot be published.
    Attachment {
        /// Its name.
        name: String,
        /// What is wrong with it: “is …”, “cannot …”.
        why: String,
    },
    /// A file is not the one whose SHA-256 the sheet states.
    Sha256 {
        /// Its name.
        name: String,
        /// The SHA-256 that it has.
        is: String,
    },
    /// A notice that there is no report stands beside a sheet that is no draft.
    NoticeBesideSheet,
    /// A file beside sheets that none of them names.
    StrayAttachment {
        /// Its name.
        name: String,
    },
    /// A file of `pages/` that cannot be a page.
    StrayPage {
        /// Its name.
        name: String,
        /// Why it cannot.
        why: String,
    },
    /// A file of `translations/` that cannot be a translation memory.
    StrayMemory {
        /// Its name.
        name: String,
        /// Why it cannot.
        why: String,
    },
    /// Two sheets of one report are of the same form.
    SecondSheet {
        /// The form.
        form: String,
    },
    /// A line or entry of a PO file that means nothing, or not what it seems to.
    Po {
        /// What is wrong.
        message: String,
        /// How to mend it.
        mend: &'static str,
    },
    /// A PO file without header entry.
    PoHeader,
    /// A free page without front matter or title.
    FrontMatter {
        /// What is wrong with it.
        why: &'static str,
    },
    /// A free page that does not exist in the source language.
    NoSourcePage {
        /// The file that is missing.
        missing: String,
    },
    /// A colour that cannot be read on its ground.
    Contrast {
        /// The colour.
        colour: Colour,
        /// The ground.
        ground: Colour,
    },
    /// A file that cannot be the logo.
    BadLogo {
        /// Its name.
        name: String,
        /// Why it cannot.
        why: String,
        /// Most bytes.
        limit: usize,
    },
    /// A former id that is taken.
    FormerId {
        /// The id.
        written: String,
        /// The department that has or had it.
        by: String,
        /// That department has it now.
        living: bool,
    },
    /// A key of the front matter that stands in the file of the source language alone.
    OnlyInSource {
        /// The key.
        key: String,
        /// The file.
        source: String,
    },
    /// A web address that is none.
    WebAddress {
        /// As written.
        written: String,
    },
    /// A file that cannot be the picture of a mark.
    BadImage {
        /// Its name.
        name: String,
        /// Why it cannot.
        why: String,
        /// Most bytes.
        limit: usize,
    },
    /// A base URL that is none.
    BaseUrl {
        /// What stands there.
        written: String,
    },
}

/// What a key without a value would have had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expects {
    /// A value that may be left out with its key.
    Optional,
    /// A value that must be there.
    Required,
    /// An amount that may be left out with its key.
    OptionalAmount,
    /// An amount that must be there.
    Amount,
    /// Indicators of a level.
    Indicators,
}

impl Found {
    /// At a node.
    pub fn at(node: &super::tree::Node, problem: Problem) -> Found {
        Found { place: Place::Node(node.span()), problem }
    }

    /// At a file or folder.
    pub fn file(problem: Problem) -> Found {
        Found { place: Place::File, problem }
    }

    /// At characters of the text.
    pub(super) fn chars(from: usize, to: usize, problem: Problem) -> Found {
        Found { place: Place::Chars(from, to), problem }
    }

    /// In words, as an error of `file`.
    pub fn diagnose(self, file: &Arc<PathBuf>) -> Diagnostic {
        let words::Words(code, message, label, help) = words::words(self.problem);
        // What a message quotes may hold what must not reach a terminal.
        let message = control::visible(&message).into_owned();
        let (file, place) = (file.clone(), self.place);
        Diagnostic {
            code: Code(code),
            severity: Severity::Error,
            kind: Kind::Wrong,
            file,
            place,
            message: Said::en(message),
            label: Said::en(label),
            help: Said::en(help),
        }
    }

    /// Moves a place that was counted from character `by` on.
    pub(super) fn moved(mut self, by: usize) -> Found {
        if let Place::Chars(from, to) = self.place {
            self.place = Place::Chars(from + by, to + by);
        }
        self
    }
}

/// All problems of one file in words, from top to bottom, those beyond [`MAX_PROBLEMS`] as a number.
pub(super) fn tell(mut found: Vec<Found>, file: &Arc<PathBuf>) -> Vec<Diagnostic> {
    let mut more = 0;
    found.retain(|each| match each.problem {
        Problem::More { count } => {
            more += count;
            false
        }
        _ => true,
    });
    found.sort_by_key(|each| position(&each.place));
    let (kept, left_out) = split(found);
    more += left_out.len();
    let last = kept.last().map_or(Place::File, |each| each.place.clone());
    let closing = (more > 0).then_some(Found { place: last, problem: Problem::More { count: more } });
    kept.into_iter().chain(closing).map(|each| each.diagnose(file)).collect()
}

/// The first diagnostics of one file, [`MAX_PROBLEMS`] at most, and the number of the others as one more: for findings of rules.
pub fn shorten(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let (mut kept, left_out) = split(diagnostics);
    if let (Some(last), Some(severity)) = (kept.last(), left_out.iter().map(|each| each.severity).max()) {
        let closing = Found { place: last.place.clone(), problem: Problem::More { count: left_out.len() } };
        let closing = closing.diagnose(&last.file);
        kept.push(Diagnostic { severity, ..closing });
    }
    kept
}

fn split<T>(mut all: Vec<T>) -> (Vec<T>, Vec<T>) {
    let left_out = all.split_off(all.len().min(MAX_PROBLEMS));
    (all, left_out)
}

/// What puts places of one file in order: the file as a whole first.
fn position(place: &Place) -> (u8, usize) {
    match place {
        Place::File => (0, 0),
        Place::Node(span) => (1, span.0 as usize),
        Place::Chars(from, _) => (1, *from),
    }
}

#[cfg(test)]
mod tests {
    use super::{Found, MAX_PROBLEMS, Problem, shorten, tell};
    use crate::model::diagnostic::{Diagnostic, Severity};
    use std::sync::Arc;

    #[test]
    fn what_is_left_out_is_counted_and_as_bad_as_the_worst_of_it() {
        let file = Arc::new("sheet.yaml".into());
        let warning = Found::file(Problem::NoDepartments).diagnose(&file).soften();
        let error = Diagnostic { severity: Severity::Error, ..warning.clone() };
        assert_eq!(shorten(vec![warning.clone(); MAX_PROBLEMS]).len(), MAX_PROBLEMS);
        let mut many = vec![warning; MAX_PROBLEMS + 1];
        many.push(error);
        let short = shorten(many);
        assert_eq!(short.len(), MAX_PROBLEMS + 1);
        let closing = short.last().unwrap();
        assert_eq!((closing.severity, closing.message.en.as_str()), (Severity::Error, "and 2 more problems in this file"));
    }

    #[test]
    fn problems_are_told_from_top_to_bottom_and_those_counted_before_are_counted_too() {
        let file = Arc::new("sheet.yaml".into());
        let at = |from| Found::chars(from, from + 1, Problem::SecondDocument);
        let told = tell(vec![at(9), Found::file(Problem::More { count: 7 }), at(3)], &file);
        let places: Vec<_> = told.iter().map(|each| each.place.clone()).collect();
        assert_eq!(places, [at(3).place, at(9).place, at(9).place]);
        assert_eq!(told[2].message.en, "and 7 more problems in this file");
    }
}
