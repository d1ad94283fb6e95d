//! An Atom feed (RFC 4287) of what was published, newest first, for sites that have an address.
//!
//! Only dates that the content states: a report without a date of publication has no entry. Atom wants a time of day, which no
//! table states; every date stands as the beginning of its day in Beijing.

use super::Words;
use crate::{
    model::{
        date::Date,
        form::Form,
        lang::{Edition, Lang},
        revision::{Revision, newest_first},
        sheet::{Report, Status},
    },
    site::{Site, correction_id, prose::inline, report_path},
};
use serde::{Deserialize, Serialize};

/// The name of a feed, in the folder of its edition.
pub const FEED: &str = "feed.xml";

/// As many entries as a reader of feeds keeps; the pages list the others.
pub const MAX_ENTRIES: usize = 100;

/// Something that was published on a day.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FeedEntry {
    /// The day, as the content states it.
    pub date: Date,
    /// The page below its edition, with a fragment where the entry is of a part of it: no two entries have the same.
    pub at: String,
    /// Its words, one a language of the site.
    words: Vec<EntryWords>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct EntryWords {
    title: String,
    author: String,
}

/// The entries of a report: its publication, and its corrections. Samples and drafts have none.
pub fn feed_entries(site: Site<'_>, report: &Report) -> Vec<FeedEntry> {
    if report.status() != Status::Final {
        return Vec::new();
    }
    let published = report.sheets.iter().filter_map(|sheet| sheet.origin.published).max();
    let at = report_path(report.year, &report.department);
    let entry = |date| FeedEntry { date, at: at.clone(), words: entry_words(site, report) };
    let correction = |(number, revision): (usize, &Revision)| FeedEntry {
        date: revision.date,
        at: format!("{at}#{}", correction_id(number)),
        words: corrected(site, entry_words(site, report), revision),
    };
    published.map(entry).into_iter().chain(newest_first(report).into_iter().map(correction)).collect()
}

fn entry_words(site: Site<'_>, report: &Report) -> Vec<EntryWords> {
    let words = Words::new(site);
    let forms: Vec<&Form> = report.sheets.iter().map(|sheet| sheet.form).collect();
    let each = |lang| {
        let department = site.departments.get(&report.department);
        let author = department.map_or("", |department| words.shown(&department.name, lang, "department/name")).to_owned();
        let titles: Vec<String> = forms.iter().map(|form| words.form_of_year(form, report.year, lang)).collect();
        EntryWords { title: words.headed(&author, &titles.join(words.separator(lang)), lang), author }
    };
    words.langs().iter().map(each).collect()
}

/// What was corrected in a report, behind the words of the report.
fn corrected(site: Site<'_>, report: Vec<EntryWords>, revision: &Revision) -> Vec<EntryWords> {
    let words = Words::new(site);
    let each = |(lang, entry): (&Lang, EntryWords)| {
        let what = words.shown(&revision.what, lang, "revision").trim();
        EntryWords { title: words.headed(&entry.title, what, lang), ..entry }
    };
    words.langs().iter().zip(report).map(each).collect()
}

/// The newest entries of a site.
#[derive(Clone, Debug, Default)]
pub struct Feed {
    entries: Vec<FeedEntry>,
}

impl Feed {
    /// Adds entries; those that are too old for the feed are let go from time to time, so that it stays small.
    pub fn add(&mut self, entries: Vec<FeedEntry>) {
        self.entries.extend(entries);
        if self.entries.len() > 2 * MAX_ENTRIES {
            self.shorten();
        }
    }

    fn shorten(&mut self) {
        self.entries.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.at.cmp(&b.at)));
        self.entries.truncate(MAX_ENTRIES);
    }

    /// The feed of an edition; `None` where the site has no address, or nothing in it has a date: a feed must say when it changed.
    pub fn xml(&mut self, site: Site<'_>, edition: &Edition) -> Option<Vec<u8>> {
        self.shorten();
        let base = site.config.base_url.as_ref()?;
        let newest = self.entries.first()?.date;
        let (words, lang) = (Words::new(site), edition.main());
        let place = site.config.languages.iter().position(|other| other == lang)?;
        let below = format!("{base}{}/", edition.id());
        let this = format!("{below}{FEED}");
        let mut xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
            lang.bcp47()
        );
        let mut line = |line: String| {
            xml.push_str(&line);
            xml.push('\n');
        };
        line(element("id", &this));
        line(element("title", words.shown(&site.config.title, lang, "site/title")));
        line(element("updated", &instant(newest)));
        line(format!("<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>", inline(&this)));
        line(format!("<link rel=\"alternate\" type=\"text/html\" href=\"{}index.html\"/>", inline(&below)));
        if let Some(publisher) = &site.config.publisher {
            line(format!("<author>{}</author>", element("name", words.shown(publisher, lang, "site/publisher"))));
        }
        if let Some(licence) = &site.config.licence {
            line(element("rights", words.shown(&licence.name, lang, "site/licence")));
        }
        line(format!("<generator version=\"{}\">gongkai</generator>", env!("CARGO_PKG_VERSION")));
        for entry in &self.entries {
            let Some(words) = entry.words.get(place) else { continue };
            let url = format!("{below}{}", entry.at);
            line("<entry>".to_owned());
            line(element("id", &url));
            line(element("title", &words.title));
            line(element("published", &instant(entry.date)));
            line(element("updated", &instant(entry.date)));
            line(format!("<author>{}</author>", element("name", &words.author)));
            line(format!("<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", inline(&url)));
            line("</entry>".to_owned());
        }
        xml.push_str("</feed>\n");
        Some(xml.into_bytes())
    }
}

fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>", inline(text))
}

/// RFC 3339: the beginning of the day in Beijing.
fn instant(date: Date) -> String {
    format!("{date}T00:00:00+08:00")
}
