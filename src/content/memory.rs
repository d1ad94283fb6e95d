//! Translation memory: a gettext PO file per language. Every line means something, or is reported.

use super::{
    problem::{Found, Problem},
    tree::is_blank,
};
use crate::model::{diagnostic::Place, lang::Lang, translations::Memory};
use std::collections::HashMap;

/// Reads a PO file for `lang`; fuzzy and empty entries do not count.
pub(super) fn read(text: &str, lang: &Lang, found: &mut Vec<Found>) -> Memory {
    let before = found.len();
    let mut reader =
        Reader { lang, found, entry: Entry::default(), field: None, header: false, seen: HashMap::new(), memory: Memory::new() };
    let mut at = 0;
    for (number, line) in text.split('\n').enumerate() {
        let words = line.trim();
        let from = at + line.chars().take_while(|c| c.is_whitespace()).count();
        reader.line(words, &Spot { line: number + 1, from, to: from + words.chars().count().max(1) });
        at += line.chars().count() + 1;
    }
    reader.finish();
    let Reader { header, memory, .. } = reader;
    // Where a line could not be read, it may have been one of the header.
    if !header && found.len() == before {
        found.push(Found::file(Problem::PoHeader));
    }
    memory
}

/// A line of the file.
#[derive(Clone)]
struct Spot {
    line: usize,
    from: usize,
    to: usize,
}

/// An entry, as far as it was read.
#[derive(Default)]
struct Entry {
    fuzzy: bool,
    /// One of its lines could not be read: what it says is not known.
    damaged: bool,
    context: Option<String>,
    source: Option<String>,
    translation: Option<String>,
    first: Option<Spot>,
    /// The line of a header that names the language.
    language: Option<Spot>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Context,
    Source,
    Translation,
}

struct Reader<'a> {
    lang: &'a Lang,
    found: &'a mut Vec<Found>,
    entry: Entry,
    /// The field that a text on a line of its own goes on with.
    field: Option<Field>,
    header: bool,
    /// Line of each entry, by context and source text.
    seen: HashMap<(Option<String>, String), usize>,
    memory: Memory,
}

const QUOTES: &str = "put the text between two straight quotes: msgid \"…\"; inside it write \\\" for a quote and \\\\ for a backslash";

impl Reader<'_> {
    fn line(&mut self, line: &str, spot: &Spot) {
        if line.is_empty() {
            // An empty line is the end of an entry: otherwise the halves of two would make one.
            if self.entry.first.is_some() {
                self.finish();
            }
            return;
        }
        if let Some(comment) = line.strip_prefix('#') {
            // A comment stands above its entry; `#~` keeps an entry that is out of use.
            if self.entry.translation.is_some() {
                self.finish();
            }
            if comment.strip_prefix(',').is_some_and(|flags| flags.split(',').any(|flag| flag.trim() == "fuzzy")) {
                self.entry.fuzzy = true;
            }
            return;
        }
        if line.starts_with('"') {
            return self.go_on(line, spot);
        }
        let (keyword, value) = line.split_at(line.find([' ', '\t', '"']).unwrap_or(line.len()));
        let field = match keyword {
            "msgctxt" => Field::Context,
            "msgid" => Field::Source,
            "msgstr" => Field::Translation,
            _ if keyword == "msgid_plural" || keyword.starts_with("msgstr[") => {
                self.entry.damaged = true;
                return self.problem(spot, "plural forms are not used in gongkai's files".into(), "write one `msgid` and one `msgstr`");
            }
            _ => {
                let mend = "remove the line, or put `#` in front of it if it is a remark";
                return self.problem(spot, format!("`{line}` is no part of an entry"), mend);
            }
        };
        self.begin(field, spot);
        match unquote(value.trim_start()) {
            Ok(text) => *self.text(field) = Some(text),
            Err(why) => {
                *self.text(field) = Some(String::new());
                self.entry.damaged = true;
                self.problem(spot, format!("`{line}` {why}"), QUOTES);
            }
        }
    }

    /// A text on a line of its own.
    fn go_on(&mut self, line: &str, spot: &Spot) {
        let Some(field) = self.field else {
            return self.problem(spot, "this text belongs to no entry".into(), "write `msgid` or `msgstr` in front of it, or remove it");
        };
        if field == Field::Translation && line.starts_with("\"Language:") {
            self.entry.language = Some(spot.clone());
        }
        match unquote(line) {
            Ok(more) => self.text(field).get_or_insert_default().push_str(&more),
            Err(why) => {
                self.entry.damaged = true;
                self.problem(spot, format!("`{line}` {why}"), QUOTES);
            }
        }
    }

    /// A field that the entry has already, or that comes before those it has, is one of the next.
    fn begin(&mut self, field: Field, spot: &Spot) {
        let Entry { context, source, translation, .. } = &self.entry;
        let over = match field {
            Field::Context => context.is_some() || source.is_some() || translation.is_some(),
            Field::Source => source.is_some() || translation.is_some(),
            Field::Translation => translation.is_some(),
        };
        if over {
            self.finish();
        }
        self.entry.first.get_or_insert_with(|| spot.clone());
        self.field = Some(field);
    }

    fn text(&mut self, field: Field) -> &mut Option<String> {
        match field {
            Field::Context => &mut self.entry.context,
            Field::Source => &mut self.entry.source,
            Field::Translation => &mut self.entry.translation,
        }
    }

    fn problem(&mut self, spot: &Spot, message: String, mend: &'static str) {
        self.found.push(Found { place: Place::Chars(spot.from, spot.to), problem: Problem::Po { message, mend } });
    }

    fn finish(&mut self) {
        let entry = std::mem::take(&mut self.entry);
        self.field = None;
        let Some(first) = &entry.first else { return };
        let (source, translation) = match (entry.source, entry.translation) {
            (Some(source), Some(translation)) => (source, translation),
            (Some(_), None) => {
                return self.problem(
                    first,
                    "this `msgid` has no `msgstr`".into(),
                    "add a line `msgstr \"…\"` below it; `msgstr \"\"` if it is not translated yet",
                );
            }
            (None, Some(_)) => {
                return self.problem(
                    first,
                    "this `msgstr` has no `msgid`".into(),
                    "add a line `msgid \"…\"` with the source text above it, or remove it",
                );
            }
            (None, None) => {
                return self.problem(first, "this `msgctxt` has neither `msgid` nor `msgstr`".into(), "complete the entry, or remove it");
            }
        };
        if entry.damaged {
            return;
        }
        let context = entry.context.filter(|context| !context.is_empty());
        let key = (context, source.trim_end().to_owned());
        if let Some(line) = self.seen.insert(key.clone(), first.line) {
            let message = format!("this `msgid` stands in line {line} already");
            return self.problem(first, message, "remove one of the two entries, or tell them apart by `msgctxt`");
        }
        match key {
            (None, source) if source.is_empty() => self.head(&translation, entry.language.as_ref().unwrap_or(first)),
            _ if entry.fuzzy || is_blank(&translation) || key.1.is_empty() => {}
            _ => drop(self.memory.insert(key, translation)),
        }
    }

    /// The header: an entry of the empty text.
    fn head(&mut self, header: &str, language: &Spot) {
        self.header = !is_blank(header);
        let stated = header.lines().find_map(|line| line.strip_prefix("Language:")).map(str::trim).unwrap_or_default();
        let code = stated.split(['_', '-', '@']).next().unwrap_or_default();
        if !code.is_empty() && code != self.lang.as_str() {
            let message = format!("the header says `Language: {stated}`, but the file is called {}.po", self.lang);
            self.problem(language, message, "correct the header, or rename the file if it holds another language");
        }
    }
}

/// The text between two quotes.
fn unquote(quoted: &str) -> Result<String, &'static str> {
    let inside = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).ok_or("is not a text between two quotes")?;
    let mut text = String::with_capacity(inside.len());
    let mut chars = inside.chars();
    while let Some(c) = chars.next() {
        text.push(match c {
            '"' => return Err("has a quote inside the text"),
            '\\' => match chars.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some('r') => '\r',
                Some(same @ ('"' | '\\')) => same,
                None => return Err("is not a text between two quotes"),
                Some(_) => return Err("has a backslash that means nothing"),
            },
            c => c,
        });
    }
    Ok(text)
}
