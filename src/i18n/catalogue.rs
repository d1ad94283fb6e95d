//! A gettext PO file with everything that translators put into it: comments, flags, entries out of use. `content` reads the same files for
//! their translations alone, and reports what is wrong in them; here they are read and written again, without a loss.

use std::fmt::Write;

/// A PO file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    /// The entry of the empty text.
    pub header: Option<Entry>,
    /// All others, in the order of the file.
    pub entries: Vec<Entry>,
}

/// A text and its translation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// What translators noted (`# …`).
    pub notes: Vec<String>,
    /// What gongkai notes (`#. …`): the fields that have the text.
    pub fields: Vec<String>,
    /// Where the text stands (`#: file:line`).
    pub places: Vec<String>,
    /// `fuzzy` and others.
    pub flags: Vec<String>,
    /// The text that the translation was made for, where it is another now (`#| msgid`).
    pub previous: Option<String>,
    /// The field it holds for, where it does not hold for all.
    pub context: Option<String>,
    /// The text in the source language.
    pub source: String,
    /// Its translation; empty where there is none yet.
    pub translation: String,
    /// Out of use, and kept aside (`#~`).
    pub obsolete: bool,
    /// The line it begins in, from 1; 0 for a new one.
    pub line: usize,
}

impl Entry {
    /// It needs a look before it counts.
    pub fn is_fuzzy(&self) -> bool {
        self.flags.iter().any(|flag| flag == "fuzzy")
    }

    /// Whether a translator has put work into it.
    pub fn has_work(&self) -> bool {
        !self.translation.trim().is_empty() || !self.notes.is_empty()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Previous,
    Context,
    Source,
    Translation,
}

impl Catalogue {
    /// Reads a file in which `content` found nothing wrong.
    pub fn parse(text: &str) -> Catalogue {
        let mut catalogue = Catalogue::default();
        let mut reader = Reader::default();
        for (number, line) in (1..).zip(text.lines()) {
            reader.line(line.trim(), number, &mut catalogue);
        }
        reader.finish(&mut catalogue);
        catalogue
    }

    fn push(&mut self, entry: Entry) {
        if entry.source.is_empty() && entry.context.is_none() && !entry.obsolete && self.header.is_none() {
            self.header = Some(entry);
        } else {
            self.entries.push(entry);
        }
    }

    /// The file: the header, the entries, those out of use.
    pub fn to_po(&self) -> String {
        let mut out = String::new();
        let in_use = self.entries.iter().filter(|entry| !entry.obsolete);
        let aside = self.entries.iter().filter(|entry| entry.obsolete);
        for entry in self.header.iter().chain(in_use).chain(aside) {
            if !out.is_empty() {
                out.push('\n');
            }
            write_entry(&mut out, entry);
        }
        out
    }
}

#[derive(Default)]
struct Reader {
    entry: Entry,
    /// What the text on the next line belongs to.
    field: Option<Field>,
    begun: bool,
    translated: bool,
}

impl Reader {
    fn line(&mut self, line: &str, number: usize, catalogue: &mut Catalogue) {
        if line.is_empty() {
            return self.finish(catalogue);
        }
        if let Some(rest) = line.strip_prefix("#~") {
            let rest = rest.trim_start();
            if !self.entry.obsolete && self.translated {
                self.finish(catalogue);
            }
            self.entry.obsolete = true;
            return match rest.strip_prefix('|') {
                Some(previous) => self.words(previous.trim_start(), number, true, catalogue),
                None => self.words(rest, number, false, catalogue),
            };
        }
        if !line.starts_with('#') {
            return self.words(line, number, false, catalogue);
        }
        if let Some(previous) = line.strip_prefix("#|") {
            return self.words(previous.trim_start(), number, true, catalogue);
        }
        // A comment stands above its entry.
        if self.translated {
            self.finish(catalogue);
        }
        self.begin(number);
        let (kind, words) = match line.get(1..2) {
            Some(kind @ ("." | ":" | ",")) => (kind, line[2..].trim()),
            _ => ("", line[1..].strip_prefix(' ').unwrap_or(&line[1..])),
        };
        match kind {
            "." => self.entry.fields.push(words.to_owned()),
            ":" => self.entry.places.extend(words.split_whitespace().map(str::to_owned)),
            "," => self.entry.flags.extend(words.split(',').map(|flag| flag.trim().to_owned())),
            _ => self.entry.notes.push(words.to_owned()),
        }
    }

    fn begin(&mut self, number: usize) {
        if !self.begun {
            self.begun = true;
            self.entry.line = number;
        }
    }

    /// A keyword with its text, or a text that goes on.
    fn words(&mut self, line: &str, number: usize, previous: bool, catalogue: &mut Catalogue) {
        let (keyword, quoted) = line.split_at(line.find('"').unwrap_or(line.len()));
        let field = match (keyword.trim(), previous) {
            ("msgid", true) => Some(Field::Previous),
            ("msgctxt", false) => Some(Field::Context),
            ("msgid", false) => Some(Field::Source),
            ("msgstr", false) => Some(Field::Translation),
            ("", _) => self.field,
            _ => None,
        };
        if !keyword.trim().is_empty() {
            // What comes before what the entry has already is of the next one.
            if self.translated && field != Some(Field::Translation) {
                let obsolete = self.entry.obsolete;
                self.finish(catalogue);
                self.entry.obsolete = obsolete;
            }
            self.begin(number);
        }
        self.field = field;
        let text = unquoted(quoted);
        match field {
            Some(Field::Previous) => self.entry.previous.get_or_insert_default().push_str(&text),
            Some(Field::Context) => self.entry.context.get_or_insert_default().push_str(&text),
            Some(Field::Source) => self.entry.source.push_str(&text),
            Some(Field::Translation) => {
                self.translated = true;
                self.entry.translation.push_str(&text);
            }
            None => {}
        }
    }

    fn finish(&mut self, catalogue: &mut Catalogue) {
        let reader = std::mem::take(self);
        // Comments alone are the file's own: they stay, above the next entry.
        if reader.translated {
            catalogue.push(reader.entry);
        } else if reader.begun {
            self.entry.notes = reader.entry.notes;
        }
    }
}

fn unquoted(quoted: &str) -> String {
    let inside = quoted.trim().strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or_default();
    let mut text = String::with_capacity(inside.len());
    let mut chars = inside.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => text.extend(chars.next().map(|escaped| match escaped {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                same => same,
            })),
            (c, false) => text.push(c),
        }
    }
    text
}

fn write_entry(out: &mut String, entry: &Entry) {
    let mut line = |text: &str| {
        out.push_str(text.trim_end());
        out.push('\n');
    };
    entry.notes.iter().for_each(|note| line(&format!("# {note}")));
    entry.fields.iter().for_each(|field| line(&format!("#. {field}")));
    entry.places.iter().for_each(|place| line(&format!("#: {place}")));
    if !entry.flags.is_empty() {
        line(&format!("#, {}", entry.flags.join(", ")));
    }
    let aside = if entry.obsolete { "#~ " } else { "" };
    if let Some(previous) = &entry.previous {
        let mark = if entry.obsolete { "#~| " } else { "#| " };
        write_text(out, mark, "msgid", previous);
    }
    if let Some(context) = &entry.context {
        write_text(out, aside, "msgctxt", context);
    }
    write_text(out, aside, "msgid", &entry.source);
    write_text(out, aside, "msgstr", &entry.translation);
}

/// A text: on one line, or a line each below an empty one, as gettext writes it.
fn write_text(out: &mut String, mark: &str, keyword: &str, text: &str) {
    let escaped =
        |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t").replace('\r', "\\r");
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    // Writing to a String cannot fail.
    let _ = match lines.as_slice() {
        [] => writeln!(out, "{mark}{keyword} \"\""),
        [only] => writeln!(out, "{mark}{keyword} \"{}\"", escaped(only)),
        lines => {
            let _ = writeln!(out, "{mark}{keyword} \"\"");
            lines.iter().try_for_each(|line| writeln!(out, "{mark}\"{}\"", escaped(line)))
        }
    };
}

#[cfg(test)]
mod tests {
    use super::{Catalogue, Entry};
    use proptest::prelude::*;

    const FILE: &str = "\
# by the translation office
msgid \"\"
msgstr \"\"
\"Language: en\\n\"
\"Content-Type: text/plain; charset=UTF-8\\n\"

# the usual word
#. overall-target/task
#: content/2022/a/overall-target.yaml:3
#: content/2022/b/overall-target.yaml:7
#, fuzzy
#| msgid \"培训工做\"
msgctxt \"overall-target/task\"
msgid \"培训“工作”\"
msgstr \"Training \\\"work\\\"\"

msgid \"\"
\"一\\n\"
\"二\"
msgstr \"\"
\"one\\n\"
\"two\"

# no longer
#~ msgid \"旧\"
#~ msgstr \"Old\"
";

    #[test]
    fn nothing_that_translators_wrote_is_lost() {
        let catalogue = Catalogue::parse(FILE);
        assert_eq!(catalogue.to_po(), FILE);
        let entry = &catalogue.entries[0];
        assert!(entry.is_fuzzy() && entry.previous.as_deref() == Some("培训工做") && entry.line == 7);
        assert_eq!(catalogue.entries[1].source, "一\n二");
        assert!(catalogue.entries[2].obsolete && catalogue.entries[2].notes == ["no longer"]);
        // As Poedit wraps it.
        let wrapped = "msgid \"\"\n\"一\"\n\"二\"\nmsgstr \"one \"\n\"two\"\n";
        let entry = &Catalogue::parse(wrapped).entries[0];
        assert_eq!((entry.source.as_str(), entry.translation.as_str()), ("一二", "one two"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            texts in prop::collection::vec(("[a-z培训\\\\\"\n\t ]{1,12}", "[a-z培训\\\\\"\n\t ]{0,12}", any::<bool>(), prop::option::of("[a-z/]{1,9}")), 0..6)
        ) {
            let entry = |(source, translation, obsolete, context): &(String, String, bool, Option<String>)| Entry {
                source: source.clone(), translation: translation.clone(), obsolete: *obsolete, context: context.clone(), ..Entry::default()
            };
            let mut entries: Vec<Entry> = texts.iter().map(entry).collect();
            entries.sort_by_key(|entry| entry.obsolete);
            let catalogue = Catalogue { header: None, entries };
            let mut again = Catalogue::parse(&catalogue.to_po());
            again.entries.iter_mut().for_each(|entry| entry.line = 0);
            prop_assert_eq!(again, catalogue);
        }
    }
}
