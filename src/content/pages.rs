//! Free pages: Markdown with front matter, one file per language (`about.zh.md`).

use super::{
    fields::Fields,
    problem::{Found, Problem},
    tree,
};
use crate::model::{diagnostic::Place, lang::Lang, text::Text};

/// A free page as read: its title and its Markdown, in the languages it exists in.
#[derive(Clone, Debug)]
pub struct FreePageSource {
    /// File stem: `about`.
    pub name: String,
    /// From the front matter.
    pub title: Text,
    /// Markdown.
    pub body: Text,
}

/// One language of a free page: title and Markdown.
pub(super) struct PageText {
    pub title: String,
    pub body: String,
}

/// Splits a file into front matter and Markdown.
pub(super) fn read(text: &str, found: &mut Vec<Found>) -> Option<PageText> {
    let mut problem = |why| {
        found.push(Found::file(Problem::FrontMatter { why }));
        None
    };
    let text = text.replace("\r\n", "\n");
    let Some(rest) = text.strip_prefix("---\n") else { return problem("does not begin with front matter") };
    let Some((front, body)) = rest.split_once("\n---\n").or_else(|| rest.strip_suffix("\n---").map(|front| (front, ""))) else {
        return problem("has front matter that does not end");
    };
    let careful = tree::read(front);
    // Places count from the start of the file: "---\n" comes before the front matter.
    found.extend(careful.found.into_iter().map(|mut each| {
        if let Place::Chars(from, to) = each.place {
            each.place = Place::Chars(from + 4, to + 4);
        }
        each
    }));
    let root = careful.root?;
    let mut inside = Vec::new();
    let title = Fields::open(&root, &["title"], &mut inside).and_then(|fields| {
        let (_, title) = fields
            .require("title", "the front matter", &mut inside)
            .zip(fields.scalar("title", "a text", &mut Vec::new()))
            .map(|(_, t)| t)?;
        Some(title.to_owned())
    });
    found.extend(inside.into_iter().map(|each| match each.place {
        Place::Node(span) => {
            let chars = careful.places.get(span.0 as usize).cloned().unwrap_or(0..1);
            Found { place: Place::Chars(chars.start + 4, chars.end + 4), ..each }
        }
        _ => each,
    }));
    Some(PageText { title: title?, body: body.to_owned() })
}

/// Joins the languages of one page; the source language must be among them.
pub(super) fn join(name: &str, languages: &[Lang], mut texts: Vec<(Lang, PageText)>) -> Option<FreePageSource> {
    let source = languages.first()?;
    let at = texts.iter().position(|(lang, _)| lang == source)?;
    let (_, first) = texts.remove(at);
    let mut title = Text::plain(first.title, Default::default());
    let mut body = Text::plain(first.body, Default::default());
    for (lang, text) in texts {
        title.others.push((lang.clone(), text.title));
        body.others.push((lang, text.body));
    }
    Some(FreePageSource { name: name.to_owned(), title, body })
}
