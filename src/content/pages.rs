//! Free pages: Markdown with front matter, one file per language (`about.zh.md`).

use super::{
    control,
    fields::{Fields, scalar},
    markdown,
    problem::{Found, Problem},
    tree::{self, Node},
};
use crate::model::{lang::Lang, text::Text};
use std::ops::Range;

/// A free page as read: its title and its Markdown, in the languages it exists in.
#[derive(Clone, Debug)]
pub struct FreePageSource {
    /// File stem: `about`.
    pub name: String,
    /// From the front matter.
    pub title: Text,
    /// Markdown.
    pub body: Text,
    /// Place among the pages of the navigation; those that have one come first.
    pub order: Option<u32>,
    /// It stands in the navigation.
    pub in_nav: bool,
}

/// One language of a free page: front matter and Markdown.
pub(super) struct PageText {
    /// From the front matter.
    pub title: String,
    /// From the front matter, in the source language.
    pub order: Option<u32>,
    /// From the front matter, in the source language.
    pub in_nav: bool,
    /// Markdown.
    pub body: String,
}

/// Splits a file into front matter and Markdown. `source` is the file of the source language, where this is another: what holds for
/// all languages stands there.
pub(super) fn read(text: &str, source: Option<&str>, found: &mut Vec<Found>) -> Option<PageText> {
    let (front, body) = match split(text) {
        Ok(parts) => parts,
        Err(why) => {
            found.push(Found::file(Problem::FrontMatter { why }));
            found.extend(control::find(text));
            return None;
        }
    };
    // Places count from the start of the file.
    let before = |part: Range<usize>| text[..part.start].chars().count();
    let mut inside = control::find(&text[body.clone()]);
    inside.extend(markdown::check(&text[body.clone()]));
    found.extend(inside.into_iter().map(|each| each.moved(before(body.clone()))));
    let careful = tree::read(&text[front.clone()]);
    let mut inside = careful.found.clone();
    let front_matter = careful.root.as_ref().and_then(|root| front_matter(root, source, &mut inside));
    if careful.root.is_none() && inside.is_empty() {
        inside.push(Found::file(Problem::FrontMatter { why: "has no `title:` in its front matter" }));
    }
    found.extend(careful.placed(inside).into_iter().map(|each| each.moved(before(front.clone()))));
    let (title, order, in_nav) = front_matter?;
    Some(PageText { title, order, in_nav, body: text[body].replace("\r\n", "\n") })
}

const ORDER: &str = "a whole number from 0, as in 12";

/// Title, place in the navigation, and whether it stands there at all.
fn front_matter(front: &Node, source: Option<&str>, found: &mut Vec<Found>) -> Option<(String, Option<u32>, bool)> {
    let fields = Fields::open(front, &["title", "order", "nav"], found)?;
    for (key, name, _) in fields.entries().filter(|(_, name, _)| ["order", "nav"].contains(name)) {
        if let Some(source) = source {
            found.push(Found::at(key, Problem::OnlyInSource { key: name.to_owned(), source: source.to_owned() }));
        }
    }
    let order = fields.scalar("order", ORDER, found).and_then(|(node, written)| {
        let order = written.parse().ok();
        if order.is_none() {
            found.push(Found::at(node, Problem::Value { written: written.to_owned(), expected: ORDER }));
        }
        order
    });
    let in_nav = fields.choice("nav", &[("true", true), ("false", false)], found).unwrap_or(true);
    let title = fields.require("title", "the front matter", found)?;
    Some((scalar(title, "a text", found)?.to_owned(), order, in_nav))
}

/// The bytes of front matter and Markdown, between and after two lines `---`.
fn split(text: &str) -> Result<(Range<usize>, Range<usize>), &'static str> {
    let is_fence = |line: &str| line.trim_end_matches(['\r', '\n']) == "---";
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| is_fence(line)).ok_or("does not begin with front matter")?;
    let mut at = first.len();
    for line in lines {
        if is_fence(line) {
            return Ok((first.len()..at, at + line.len()..text.len()));
        }
        at += line.len();
    }
    Err("has front matter that does not end")
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
    Some(FreePageSource { name: name.to_owned(), title, body, order: first.order, in_nav: first.in_nav })
}
