//! What site.yaml says: title, languages, editions, theme, switches.

use super::{
    colour::Colour,
    date::Date,
    department::Contact,
    diagnostic::{Code, Severity},
    form::Labels,
    glossary::GlossaryEntry,
    lang::{Edition, Lang},
    text::Text,
    vocabulary::{Term, Vocabulary},
    year::Year,
};
use std::collections::BTreeMap;

/// The settings of a site.
#[derive(Clone, Debug, Hash)]
pub struct SiteConfig {
    /// Title of the site.
    pub title: Text,
    /// Who publishes it.
    pub publisher: Option<Text>,
    /// Where it will stand, ending in `/`; without it no absolute URL is written.
    pub base_url: Option<String>,
    /// Under which terms the data may be used.
    pub licence: Option<Licence>,
    /// Whom to ask about the site, and whom to tell of an error.
    pub contact: Contact,
    /// Numbers under which the site is registered.
    pub identifiers: Identifiers,
    /// Marks at the foot of every page.
    pub marks: Vec<Mark>,
    /// The site is not run by those whose tables it shows.
    pub unofficial: bool,
    /// Languages, the source language first; never empty.
    pub languages: Vec<Lang>,
    /// Editions, the one of the root page first; never empty.
    pub editions: Vec<Edition>,
    /// Name of the theme.
    pub theme: String,
    /// Publish content marked as sample.
    pub samples: bool,
    /// Search, with its index.
    pub search: bool,
    /// Spreadsheets beside CSV and JSON.
    pub spreadsheets: bool,
    /// Pages without what browsers do not need.
    pub minify: bool,
    /// Severity of single rules; `None` switches a rule off.
    pub rules: Vec<(Code, Option<Severity>)>,
    /// Final tables need a record of their review.
    pub strict: bool,
    /// By how many per cent a budget may differ from the year before without a note; what the rule says where it is `None`.
    pub total_jump: Option<u32>,
    /// By when the reports of a year were due.
    pub deadlines: BTreeMap<Year, Date>,
    /// Levels of indicators beyond the official ones: id and label.
    pub levels: Vec<(String, Labels)>,
    /// Sectors beyond those that gongkai brings along, or other words for these: id and label.
    pub sectors: Vec<(String, Labels)>,
    /// Entries of the glossary of its own, or in other words than gongkai's.
    pub glossary: Vec<GlossaryEntry>,
    /// Its own colours.
    pub colours: Option<Colours>,
    /// Its logo.
    pub logo: Option<Logo>,
}

/// Colours of a site, in place of the theme's.
#[derive(Clone, Copy, Debug, Hash)]
pub struct Colours {
    /// For marks on light pages: the current edition, the rule under the title, the focus.
    pub accent: Colour,
    /// The same on dark pages.
    pub accent_dark: Colour,
}

/// A picture that stands for the publisher.
#[derive(Clone, Debug, Hash)]
pub struct Logo {
    /// Name of its file in `content/images/`.
    pub file: String,
    /// What it shows, for those who do not see it.
    pub alt: Text,
}

/// Terms of use.
#[derive(Clone, Debug, Hash)]
pub struct Licence {
    /// Its name.
    pub name: Text,
    /// Where it can be read: a web address.
    pub url: Option<String>,
}

/// Numbers under which a site in China is registered; only what site.yaml gives.
#[derive(Clone, Debug, Default, Hash)]
pub struct Identifiers {
    /// 网站标识码: code of a government site.
    pub site_id_code: Option<String>,
    /// 备案号: number of the ICP filing.
    pub icp: Option<String>,
    /// 公安备案号: number of the filing with public security.
    pub police: Option<String>,
}

/// A mark that government sites carry at their foot: where it leads, and its picture.
#[derive(Clone, Debug, Hash)]
pub struct Mark {
    /// Which of them.
    pub kind: MarkKind,
    /// Where it leads: a web address.
    pub url: String,
    /// Name of its picture in `content/images`.
    pub image: Option<String>,
}

/// The marks that 国办发〔2017〕47号 asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// 党政机关网站标识: that the site is one of a party or government body.
    PartyGovernment,
    /// 政府网站找错: where to report errors of government sites.
    ReportErrors,
}

impl MarkKind {
    /// All of them, in the order of the foot.
    pub const ALL: [MarkKind; 2] = [MarkKind::PartyGovernment, MarkKind::ReportErrors];

    /// Its key in site.yaml.
    pub fn key(self) -> &'static str {
        match self {
            MarkKind::PartyGovernment => "party_government",
            MarkKind::ReportErrors => "report_errors",
        }
    }
}

impl SiteConfig {
    /// The label of a level: an official one of `terms`, or one that the site declares.
    pub fn level_label<'a>(&'a self, terms: &'a [Term], id: &str) -> Option<&'a Labels> {
        let declared = || self.levels.iter().find(|(level, _)| level == id).map(|(_, labels)| labels);
        terms.iter().find(|term| term.id == id).map(|term| &term.label).or_else(declared)
    }

    /// The label of a sector: as the site declares it, else the one that gongkai brings along.
    pub fn sector_label(&self, id: &str) -> Option<&Labels> {
        let declared = self.sectors.iter().find(|(sector, _)| sector == id).map(|(_, labels)| labels);
        declared.or_else(|| Vocabulary::builtin().sectors.iter().find(|term| term.id == id).map(|term| &term.label))
    }

    /// Ids of all sectors in the order of lists: those that gongkai brings along, then the site's own.
    pub fn sector_ids(&self) -> impl Iterator<Item = &str> {
        let builtin = &Vocabulary::builtin().sectors;
        let own = self.sectors.iter().map(|(id, _)| id.as_str()).filter(|id| builtin.iter().all(|term| term.id != *id));
        builtin.iter().map(|term| term.id.as_str()).chain(own)
    }

    /// The host of its address: `example.gov.cn`.
    pub fn domain(&self) -> Option<&str> {
        let (_, rest) = self.base_url.as_ref()?.split_once("://")?;
        rest.split(['/', ':']).next()
    }

    /// The language the originals are written in.
    pub fn source_lang(&self) -> &Lang {
        &self.languages[0] // never empty: checked where the file is read
    }

    /// How bad findings of a rule are: as site.yaml says, else as the rule does; `None` where it is switched off.
    pub fn severity(&self, code: Code, of_rule: Severity) -> Option<Severity> {
        let set = self.rules.iter().find(|(rule, _)| *rule == code).map(|(_, severity)| *severity);
        set.unwrap_or(Some(of_rule))
    }

    /// The languages that need translations.
    pub fn target_langs(&self) -> &[Lang] {
        &self.languages[1..]
    }
}
