//! Prose to HTML: official prose stays as it is, character by character; Markdown is filtered on its events, and once more after.

use crate::model::address::{is_safe, scheme};
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};
use std::collections::BTreeMap;

/// Text escaped for HTML, nothing interpreted.
pub fn inline(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Text in `lang` escaped for HTML; Chinese inside another language is marked as such, for voices and fonts.
pub fn inline_in(text: &str, lang: &str) -> String {
    if lang.starts_with("zh") || !text.contains(is_chinese) {
        return inline(text);
    }
    let mut html = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some(start) = rest.find(is_han) {
        let end = rest[start..].find(|c| !is_chinese(c) || matches!(c, '“' | '”' | '…' | '—')).map_or(rest.len(), |length| start + length);
        html.push_str(&inline(&rest[..start]));
        html.push_str(&format!("<span lang=\"zh-CN\">{}</span>", inline(&rest[start..end])));
        rest = &rest[end..];
    }
    html.push_str(&inline(rest));
    html
}

/// Official prose in `lang`: every line a paragraph, shown character by character.
pub fn plain(text: &str, lang: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| format!("<p>{}</p>", inline_in(line, lang))).collect()
}

/// Markdown in `lang` with tables and footnotes. Its highest headings become `first_heading`, whichever they are in the source;
/// footnotes get ids that begin with `prefix`, so that two languages can stand on one page. Raw HTML is shown as text; links lead
/// to http, https, mailto or relative addresses only.
pub fn markdown(text: &str, lang: &str, first_heading: u8, prefix: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let highest = Parser::new_ext(text, options).filter_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(level as u8),
        _ => None,
    });
    let deeper = i16::from(first_heading) - i16::from(highest.min().unwrap_or(1));
    let mut tame = Tame { deeper, prefix, lang, notes: BTreeMap::new(), in_image: false, needs_second_fence: false };
    let events: Vec<Event<'_>> = join_lines(Parser::new_ext(text, options)).map(|event| tame.event(event)).collect();
    let mut page = String::new();
    html::push_html(&mut page, events.into_iter());
    let page = by_class(page).replace("<table>", "<div class=\"prose-table\" tabindex=\"0\"><table>").replace("</table>", "</table></div>");
    if tame.needs_second_fence { fence(&page) } else { page }
}

/// How a column of a table is aligned, said by a class instead of a style: a strict Content-Security-Policy stops styles.
fn by_class(page: String) -> String {
    if !page.contains(" style=\"text-align: ") {
        return page;
    }
    // A `<` of the text itself is escaped, so that these are tags.
    ["td", "th"].iter().fold(page, |page, cell| {
        let aligned = |to: &str| format!("<{cell} style=\"text-align: {to}\">");
        let page = page.replace(&aligned("left"), &format!("<{cell}>"));
        let page = page.replace(&aligned("center"), &format!("<{cell} class=\"to-center\">"));
        page.replace(&aligned("right"), &format!("<{cell} class=\"to-end\">"))
    })
}

/// The links and pictures of a Markdown text that lead to other files of the site: without a scheme, not within the page.
pub fn relative_links(text: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let urls = Parser::new_ext(text, options).filter_map(|event| match event {
        Event::Start(Tag::Link { link_type, dest_url, .. }) if link_type != LinkType::Email => Some(dest_url),
        Event::Start(Tag::Image { dest_url, .. }) => Some(dest_url),
        _ => None,
    });
    urls.filter(|url| is_safe(url) && scheme(url).is_none() && !url.starts_with('#')).map(|url| url.trim().to_owned()).collect()
}

/// A soft break between two Chinese characters leaves no space, nor does one beside Chinese punctuation.
fn join_lines<'a>(events: impl Iterator<Item = Event<'a>>) -> impl Iterator<Item = Event<'a>> {
    let mut events = events.peekable();
    let mut last: Option<char> = None;
    std::iter::from_fn(move || {
        let event = events.next()?;
        let joined = match (&event, events.peek()) {
            (Event::SoftBreak, Some(Event::Text(next))) if last.is_some_and(is_chinese) && next.chars().next().is_some_and(is_chinese) => {
                Event::Text(CowStr::Borrowed(""))
            }
            _ => event,
        };
        if let Event::Text(text) = &joined {
            last = text.chars().last().or(last);
        }
        Some(joined)
    })
}

/// Characters between which Chinese typesetting puts no space: ideographs, their punctuation, full-width forms.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}' | '“' | '”' | '…' | '—')
}

/// Ideographs alone.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

struct Tame<'p> {
    /// How many levels headings move down.
    deeper: i16,
    prefix: &'p str,
    lang: &'p str,
    /// How often a footnote of that name was defined.
    notes: BTreeMap<String, usize>,
    /// Words of an image are an attribute, without markup.
    in_image: bool,
    needs_second_fence: bool,
}

impl Tame<'_> {
    fn event<'a>(&mut self, event: Event<'a>) -> Event<'a> {
        match event {
            Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(raw),
            Event::Start(Tag::Heading { level, .. }) => {
                Event::Start(Tag::Heading { level: self.shift(level), id: None, classes: vec![], attrs: vec![] })
            }
            Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(self.shift(level))),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                self.needs_second_fence = true;
                let dest_url = if is_safe(&dest_url) { dest_url } else { CowStr::Borrowed("#") };
                Event::Start(Tag::Link { link_type, dest_url, title, id })
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                self.needs_second_fence = true;
                self.in_image = true;
                let dest_url = if is_safe(&dest_url) { dest_url } else { CowStr::Borrowed("") };
                Event::Start(Tag::Image { link_type, dest_url, title, id })
            }
            Event::End(TagEnd::Image) => {
                self.in_image = false;
                Event::End(TagEnd::Image)
            }
            Event::FootnoteReference(name) => {
                self.needs_second_fence = true;
                Event::FootnoteReference(self.footnote(&name))
            }
            Event::Start(Tag::FootnoteDefinition(name)) => {
                let id = self.footnote(&name);
                let times = self.notes.entry(id.to_string()).or_default();
                *times += 1;
                // A name defined again keeps its words, under an id of its own.
                let id = if *times > 1 { format!("{id}-{times}").into() } else { id };
                Event::Start(Tag::FootnoteDefinition(id))
            }
            Event::Text(text) if !self.in_image && !self.lang.starts_with("zh") && text.contains(is_han) => {
                Event::InlineHtml(inline_in(&text, self.lang).into())
            }
            other => other,
        }
    }

    fn footnote(&self, name: &str) -> CowStr<'static> {
        // Ids hold no spaces; letters of any script are fine.
        let name: String = name.chars().map(|c| if c.is_whitespace() { '-' } else { c }).collect();
        format!("{}{name}", self.prefix).into()
    }

    fn shift(&self, level: HeadingLevel) -> HeadingLevel {
        let shifted = (level as i16 + self.deeper).clamp(1, 6);
        HeadingLevel::try_from(shifted.unsigned_abs() as usize).unwrap_or(HeadingLevel::H6)
    }
}

fn fence(html: &str) -> String {
    ammonia::Builder::default()
        .add_generic_attributes(["id", "class"])
        .add_tag_attributes("div", ["tabindex"])
        .link_rel(None)
        .url_relative(ammonia::UrlRelative::PassThrough)
        .url_schemes(["http", "https", "mailto"].into())
        .clean(html)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::{inline_in, markdown, plain};

    #[test]
    fn official_prose_is_shown_character_by_character() {
        assert_eq!(plain("1. 保证>=95%\n\n*重点* & <b>", "zh"), "<p>1. 保证&gt;=95%</p><p>*重点* &amp; &lt;b&gt;</p>");
    }

    #[test]
    fn a_soft_break_between_chinese_characters_leaves_no_space() {
        assert_eq!(markdown("第一行\n第二行", "zh", 2, ""), "<p>第一行第二行</p>\n");
        assert_eq!(markdown("第一行，\n第二行", "zh", 2, ""), "<p>第一行，第二行</p>\n");
        assert_eq!(markdown("one\ntwo", "en", 2, ""), "<p>one\ntwo</p>\n");
    }

    #[test]
    fn raw_html_is_text_and_scripts_are_nothing() {
        let html =
            markdown("<script>alert(1)</script>\n\na <b onclick=x>b</b>\n\n[x](javascript:alert(1)) ![y](data:text/html,z)", "en", 2, "");
        assert!(!html.contains("<script") && !html.contains("<b ") && !html.contains("javascript:") && !html.contains("data:"), "{html}");
    }

    #[test]
    fn columns_are_aligned_by_classes_with_links_beside_them_or_without() {
        for cell in ["1", "[1](a.html)"] {
            let html = markdown(&format!("|a|b|c|\n|:-|:-:|-:|\n|x|y|{cell}|\n"), "en", 2, "");
            assert!(!html.contains("style"), "{html}");
            for part in
                ["<th>a</th>", "<th class=\"to-center\">b</th>", "<th class=\"to-end\">c</th>", "<td>x</td>", "<td class=\"to-end\">"]
            {
                assert!(html.contains(part), "{html}");
            }
        }
        assert_eq!(markdown("x style=\"text-align: right\"", "en", 2, ""), "<p>x style=\"text-align: right\"</p>\n");
    }

    #[test]
    fn footnotes_of_two_languages_do_not_clash_and_headings_are_shifted() {
        let html = markdown("# Title\n\nText[^1]\n\n[^1]: Note\n\n[^1]: Again", "zh", 3, "goal-1-zh-");
        assert!(html.contains("<h3>Title</h3>") && html.contains("id=\"goal-1-zh-1\"") && html.contains("href=\"#goal-1-zh-1\""), "{html}");
        assert_eq!(html.matches("id=\"goal-1-zh-1\"").count(), 1, "{html}");
    }

    #[test]
    fn chinese_inside_another_language_is_marked() {
        assert_eq!(inline_in("Retired (离退休) & others", "en"), "Retired (<span lang=\"zh-CN\">离退休</span>) &amp; others");
        assert_eq!(inline_in("离退休 (retired)", "zh"), "离退休 (retired)");
        assert_eq!(markdown("In 万元.", "en", 2, ""), "<p>In <span lang=\"zh-CN\">万元</span>.</p>\n");
    }
}
