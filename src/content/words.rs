//! What can be wrong with a file, in words: what is wrong, what was expected, how to mend it.

use super::problem::{Expects, Problem};
use crate::model::colour::Colour;

/// Code, message, label, help.
pub(super) struct Words(pub &'static str, pub String, pub &'static str, pub String);

/// The last of the codes GK0001, GK0002 … of problems of reading.
const LAST: &str = "GK0037";

const SIC: &str = "names and descriptions of tasks, names and targets of indicators, and goals";

fn near_or(near: Option<String>, otherwise: String) -> String {
    near.map_or(otherwise, |near| format!("did you mean `{near}`?"))
}

/// The words for a problem.
pub(super) fn words(problem: Problem) -> Words {
    use Problem::*;
    match problem {
        Unreadable { why } => {
            Words("GK0001", format!("this cannot be read: {why}"), "", "check that the file exists and that you may read it".into())
        }
        NoDepartments => Words(
            "GK0001",
            "there is no departments.yaml".into(),
            "",
            "write it, with an entry for every department that has a folder: `education-bureau: {name: {zh: …, en: …}}`".into(),
        ),
        Encoding { guess, line } => Words(
            "GK0002",
            format!("the file is not UTF-8 (line {line}); it looks like {guess}"),
            "",
            "save it as UTF-8: in Notepad “Save as” → Encoding “UTF-8”, in WPS or Excel “CSV UTF-8”".into(),
        ),
        TooMuch { what, limit } => Words(
            "GK0003",
            format!("this has {what} than gongkai reads (limit {limit})"),
            "from here on",
            "no official text is that large; check what was pasted into the file".into(),
        ),
        Syntax { message, hint } => Words(
            "GK0004",
            format!("this is not valid YAML: {message}"),
            "here",
            hint.unwrap_or("check the indentation (spaces, no tabs) and that every key is followed by a colon and a space").into(),
        ),
        EmptyFile { is } => Words("GK0004", format!("the file {is}"), "", "fill it in, or delete the file".into()),
        Feature { name } => Words(
            "GK0005",
            format!("{name} is not used in gongkai's files"),
            "not allowed here",
            "write the value out; if it is meant as text, put it in quotes: '…'".into(),
        ),
        SecondDocument => Words(
            "GK0005",
            "a second document (a line `---`) is not used in gongkai's files".into(),
            "not read from here on",
            "one table a file: remove the line `---` and what follows it, or move it to a file of its own".into(),
        ),
        DuplicateKey { key } => Words(
            "GK0006",
            format!("the key `{key}` stands here a second time"),
            "second time",
            "one of the two would be lost: keep one, or make two list items (lines that begin with `- `)".into(),
        ),
        Twice { written } => Words("GK0006", format!("`{written}` stands here twice"), "second time", "remove one of the two".into()),
        SecondId { id } => Words(
            "GK0006",
            format!("the id `{id}` is taken by a row above"),
            "second time",
            "an id belongs to one indicator or task of the table, the same in every year: give this one another, or none".into(),
        ),
        NoCount { written } => Words(
            "GK0036",
            format!("`{written}` is no exact count"),
            "a count",
            "`counts:` is for a whole number above zero that the table states exactly, as `=158人`; leave it out here".into(),
        ),
        SecondCount { whom } => Words(
            "GK0036",
            format!("an indicator above counts {whom} already"),
            "second time",
            "figures per head are made of one count: leave `counts:` at the one that is meant".into(),
        ),
        UnknownKey { key, near, known } => Words(
            "GK0007",
            format!("unknown key `{key}`"),
            "unknown key",
            near_or(near, format!("keys that can stand here: {}", known.join(", "))),
        ),
        SicElsewhere => Words(
            "GK0007",
            "unknown key `sic`: it is not shown here".into(),
            "unknown key",
            format!("remove it; `sic:` can stand in {SIC}"),
        ),
        Shape { expected, found } => {
            Words("GK0008", format!("expected {expected}, found {found}"), "wrong kind of value", format!("write {expected} here"))
        }
        Missing { key, of } => Words("GK0009", format!("{of} has no `{key}`"), "incomplete", format!("add a line `{key}: …`")),
        Empty { key, expects } => Words(
            "GK0010",
            format!("`{key}` has no value"),
            "empty",
            match expects {
                Expects::Optional => "write the value, or leave the key out".into(),
                Expects::Required => "write the value; it must be there".into(),
                Expects::OptionalAmount => "an empty value is not zero: leave the key out for an empty cell, or write the amount (0 \
                if it is zero)"
                    .into(),
                Expects::Amount => "an empty value is not zero: write the amount (0 if it is zero)".into(),
                Expects::Indicators => "write the indicators below it, or leave the level out".into(),
            },
        ),
        EmptyList { key, mend } => Words("GK0010", format!("the list `{key}` is empty"), "empty", mend.into()),
        Amount { written, why, suggestion } => Words(
            "GK0011",
            format!("`{written}` is not an amount: {why}"),
            "not an amount",
            suggestion.map_or_else(
                || "write digits with at most one point, as in 140.50; the unit stands once in `unit:`".into(),
                |s| format!("write {s}"),
            ),
        ),
        Date { written } if is_day(&written) => Words(
            "GK0012",
            format!("the day {written} does not exist"),
            "no such day",
            "check year, month and day against the original".into(),
        ),
        Date { written } => {
            Words("GK0012", format!("`{written}` is not a date"), "not a date", "write year-month-day, as in 2026-02-18".into())
        }
        Choice { written, choices, near } => Words(
            "GK0013",
            format!("`{written}` is not one of the values this key can have"),
            "unknown value",
            near_or(near, format!("write one of: {}", choices.join(", "))),
        ),
        Value { written, expected } => {
            Words("GK0013", format!("`{written}` is not {expected}"), "unknown value", format!("write {expected}"))
        }
        RuleCode { written, known } => Words(
            "GK0013",
            match is_reading(&written) {
                true => format!("`{written}` is a problem of reading, and these cannot be switched off"),
                false => format!("`{written}` is not the code of a rule"),
            },
            "no rule",
            format!("remove the entry; codes of rules: {}", known.join(", ")),
        ),
        Level { written, near, official } => Words(
            "GK0014",
            format!("`{written}` is not a level of indicators that is declared"),
            "unknown level",
            near_or(
                near,
                format!(
                    "use an official level ({}), or declare it in site.yaml: `levels: {{my-level: {{zh: …, en: …}}}}`",
                    official.join(", ")
                ),
            ),
        ),
        OfficialLevel { written } => Words(
            "GK0014",
            format!("`{written}`: this level is official already"),
            "official already",
            "remove the entry: official levels need no declaration".into(),
        ),
        Sector { written, near, known } => Words(
            "GK0014",
            format!("`{written}` is not a sector that is declared"),
            "unknown sector",
            near_or(
                near,
                format!("use one of these ({}), or declare it in site.yaml: `sectors: {{my-sector: {{zh: …, en: …}}}}`", known.join(", ")),
            ),
        ),
        AcceptCode { written, known } => Words(
            "GK0015",
            match is_reading(&written) {
                true => format!("`{written}` is a problem of reading, and these cannot be accepted"),
                false => format!("`{written}` is not the code of a finding that can be accepted"),
            },
            "unknown code",
            format!("codes that can be accepted: {}", known.join(", ")),
        ),
        AcceptInText => Words(
            "GK0016",
            "`accept:` stands beside `name:`, not inside the text".into(),
            "not part of the text",
            "move it out of the text: a line `accept: {…}` below the text, indented like `name:`".into(),
        ),
        Language { written, languages } => Words(
            "GK0016",
            format!("`{written}` is not a language of this site"),
            "unknown language",
            format!("languages of site.yaml: {}; or add `{written}` there", languages.join(", ")),
        ),
        Sic { written, lang } => Words(
            "GK0017",
            format!("{} does not contain “{written}”, which `sic:` says it does", text_in(&lang)),
            "not in the text",
            "write the words exactly as they stand in the text".into(),
        ),
        Slug { written, why } => {
            Words("GK0018", format!("`{written}` cannot be an id: {why}"), "not an id", "write something like education-bureau".into())
        }
        NotAYear { name } if is_four_digits(&name) => Words(
            "GK0019",
            format!("the folder `{name}` is not a year that gongkai takes: years go from {YEARS}"),
            "",
            "rename the folder, or move it elsewhere".into(),
        ),
        NotAYear { name } => Words(
            "GK0019",
            format!("the folder `{name}` is not a year"),
            "",
            format!(
                "content/ holds a folder per year ({YEARS}, four digits), `pages` and `translations`; \
                move the folder elsewhere or rename it"
            ),
        ),
        UnknownDepartment { id, near } => Words(
            "GK0020",
            format!("the department `{id}` is not in departments.yaml"),
            "",
            near_or(near, format!("add it there: `{id}: {{name: {{zh: …, en: …}}}}`, or rename the folder")),
        ),
        UnknownForm { id, near, known } => Words(
            "GK0021",
            format!("`{id}` is not a form that gongkai knows"),
            "unknown form",
            near_or(near, format!("forms: {}; name the file after its form, or add a line `form: …`", known.join(", "))),
        ),
        Link => Words(
            "GK0022",
            "this is a link, and links are not followed".into(),
            "",
            "put the file or folder itself here, or remove the link".into(),
        ),
        Stray { what } => Words(
            "GK0022",
            what.to_owned(),
            "",
            "sheets are files content/<year>/<department>/<sheet>.yaml; move this elsewhere, or \
            rename it (names that begin with a dot are left alone)"
                .into(),
        ),
        AttachmentName { written, why } => Words(
            "GK0031",
            format!("`{written}` cannot be the name of an attachment: {why}"),
            "not a name for it",
            "rename the file to something like signed-original.pdf, and write that name here".into(),
        ),
        NoAttachment { name, near } => Words(
            "GK0032",
            format!("there is no file `{name}` beside this sheet"),
            "no such file",
            near_or(near, "put the file into the folder of the sheet, or remove the entry".into()),
        ),
        Attachment { name, why } => Words(
            "GK0033",
            format!("`{name}` {why}"),
            "cannot be published",
            "open the file and look at it; save it anew as what its name says, or scan it in fewer colours".into(),
        ),
        Sha256 { name, is } => Words(
            "GK0033",
            format!("`{name}` is not the file that this SHA-256 is of"),
            "the SHA-256 of another file",
            format!("look whether the file is the right one; if it is, write {is}"),
        ),
        NoticeBesideSheet => Words(
            "GK0034",
            "this says that there is no report, and beside it stands a sheet that is published".into(),
            "",
            "remove notice.yaml, or remove the sheet (or write `status: draft` into it)".into(),
        ),
        StrayAttachment { name } => Words(
            "GK0022",
            "a file that no sheet names".into(),
            "",
            format!("name it in the sheet it belongs to: `attachments: [{{file: {name}}}]`, or move it elsewhere"),
        ),
        StrayPage { name, why } => Words(
            "GK0022",
            format!("`{name}` cannot be a page: {why}"),
            "",
            "pages are files content/pages/<name>.<language>.md, as in about.zh.md; rename this, or move it elsewhere".into(),
        ),
        StrayMemory { name, why } => Words(
            "GK0022",
            format!("`{name}` cannot be a translation memory: {why}"),
            "",
            "translations are files content/translations/<language>.po, as in en.po; rename this, or move it elsewhere".into(),
        ),
        SecondSheet { form } => Words(
            "GK0023",
            format!("the report already has a sheet of the form `{form}`"),
            "",
            "a report holds each form once; merge the two files or remove one".into(),
        ),
        Po { message, mend } => Words("GK0024", message, "here", mend.into()),
        PoHeader => Words(
            "GK0024",
            "the translation memory has no header entry".into(),
            "",
            "begin the file with these three lines and an empty one: msgid \"\" / msgstr \"\" / \
            \"Content-Type: text/plain; charset=UTF-8\\n\""
                .into(),
        ),
        FrontMatter { why } => {
            Words("GK0025", format!("the page {why}"), "", "begin the file with three lines: `---`, `title: …`, `---`".into())
        }
        NoSourcePage { missing } => Words(
            "GK0025",
            format!("the page does not exist in the source language: {missing} is missing"),
            "",
            format!("add {missing}, or remove this file"),
        ),
        Contrast { colour, ground } => Words(
            "GK0013",
            // Cut, not rounded: 4.49 must not look like enough.
            format!(
                "the colour {colour} cannot be read well on the ground {ground}: its contrast is {:.1}:1",
                (colour.contrast(ground) * 10.0).floor() / 10.0
            ),
            "too little contrast",
            format!(
                "it must be {}:1 or more (WCAG 2.2, 1.4.3); the nearest shade that can be read is '{}'",
                Colour::LEAST_CONTRAST,
                colour.made_legible_on(ground)
            ),
        ),
        BadLogo { name, why, limit } => Words(
            "GK0022",
            format!("`{name}` cannot be the logo: {why}"),
            "",
            format!("save it as a plain SVG without scripts, links and fonts, or as PNG, of at most {} KB", limit / 1024),
        ),
        FormerId { written, by, living: true } => Words(
            "GK0018",
            format!("`{written}` cannot be a former id: the department `{by}` has it now"),
            "an id in use",
            "remove it, or give the living department another id".into(),
        ),
        FormerId { written, by, living: false } => Words(
            "GK0018",
            format!("`{written}` stands as a former id of `{by}` already"),
            "second time",
            "an address can send readers to one place only: remove one of the two".into(),
        ),
        OnlyInSource { key, source } => Words(
            "GK0007",
            format!("`{key}` stands in the file of the source language alone"),
            "not here",
            format!("move it to {source}; it holds for all languages of the page"),
        ),
        WebAddress { written } => Words(
            "GK0029",
            format!("`{written}` is not a web address"),
            "not a web address",
            "write the whole address, as in https://example.gov.cn/licence.html".into(),
        ),
        BadImage { name, why, limit } => Words(
            "GK0022",
            format!("`{name}` cannot be the picture of a mark: {why}"),
            "",
            format!("put a PNG, JPEG, GIF or WebP file of at most {} KB into content/images, or leave `image` out", limit / 1024),
        ),
        BaseUrl { written } => Words(
            "GK0026",
            format!("`{written}` is not a base URL"),
            "not a base URL",
            "write the address the site will have, as in https://example.gov.cn/jixiao/".into(),
        ),
        Control { character } => Words(
            "GK0027",
            format!("the text holds U+{:04X}, {}", character as u32, control(character)),
            "it stands here",
            "delete it; if you cannot see it, delete the word and type it anew".into(),
        ),
        UnsafeLink { url } => Words(
            "GK0037",
            format!("the link `{}` is no address of a page", url),
            "this link",
            "write an address that begins with https://, http:// or mailto:, or a relative one (2022/index.html)".into(),
        ),
        Picture { url } => Words(
            "GK0037",
            format!("the picture `{}` would not be part of the site, and be missing in an archive", url),
            "this picture",
            "write a link to it instead: [what it shows](https://…)".into(),
        ),
        More { count } => Words(
            "GK0028",
            format!("and {count} more {} in this file", if count == 1 { "problem" } else { "problems" }),
            "from here on",
            "mend those above first, and check again".into(),
        ),
    }
}

/// The years a folder can be called after, as `Year::parse` takes them.
const YEARS: &str = "1949 to 2199";

fn is_four_digits(name: &str) -> bool {
    name.len() == 4 && name.bytes().all(|b| b.is_ascii_digit())
}

/// Written like a date, so that only the calendar can be against it.
fn is_day(written: &str) -> bool {
    written.len() == 10
        && written.bytes().enumerate().all(|(at, b)| match at {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        })
}

/// A code of this file, which no setting can reach.
fn is_reading(code: &str) -> bool {
    code.len() == LAST.len() && ("GK0001"..=LAST).contains(&code) && code[2..].bytes().all(|b| b.is_ascii_digit())
}

fn text_in(lang: &str) -> String {
    match lang {
        "zh" => "the Chinese text".to_owned(),
        "en" => "the English text".to_owned(),
        other => format!("the text in `{other}`"),
    }
}

fn control(character: char) -> &'static str {
    match character {
        '\u{FEFF}' => "a byte order mark, which stands at the beginning of a file or nowhere",
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => "an invisible character that changes the direction of the text behind it",
        _ => "a control character, which cannot be seen",
    }
}

#[cfg(test)]
mod tests {
    use super::{YEARS, is_reading};
    use crate::model::year::Year;

    #[test]
    fn the_years_that_messages_name_are_those_that_are_taken() {
        let (first, last) = YEARS.split_once(" to ").unwrap();
        let beside = |year: &str, by: i32| (year.parse::<i32>().unwrap() + by).to_string();
        assert!(Year::parse(first).is_some() && Year::parse(last).is_some());
        assert!(Year::parse(&beside(first, -1)).is_none() && Year::parse(&beside(last, 1)).is_none());
    }

    #[test]
    fn problems_of_reading_are_told_from_rules() {
        assert!(is_reading("GK0007") && is_reading("GK0037"));
        assert!(!is_reading("GK0038") && !is_reading("GK0101") && !is_reading("GK0000") && !is_reading("GK07") && !is_reading("GK00公"));
    }
}
