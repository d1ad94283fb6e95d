//! What surrounds every page, and the pages that are nothing but words.

use super::{Label, SearchLink, TextView};
use schemars::JsonSchema;
use serde::Serialize;

/// Head, navigation, banners, foot: the same on every kind of page.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FrameView {
    /// Title of the site.
    pub site_title: TextView,
    /// Who publishes the site; empty where site.yaml does not say.
    pub publisher: Option<TextView>,
    /// This file, from the root of the site: `zh/2022/organization-department.html`.
    pub path: String,
    /// Relative way to the root of the site: `../../` (empty in the root).
    pub root: String,
    /// Style sheets, relative URLs with the hash in their names.
    pub styles: Vec<String>,
    /// Classic deferred scripts, relative URLs.
    pub scripts: Vec<String>,
    /// Classic scripts that run before the page is painted (`*.early.js`), relative URLs.
    pub early_scripts: Vec<String>,
    /// The logo of the site.
    pub logo: Option<LogoView>,
    /// The icon, relative URL.
    pub icon: Option<String>,
    /// The same page in every edition, this one among them.
    pub editions: Vec<EditionLink>,
    /// Where to search; null in a preview, which has no index.
    pub search: Option<SearchLink>,
    /// Main navigation: home, and the free pages.
    pub nav: Vec<NavLink>,
    /// Foot: glossary, site map, privacy, accessibility.
    pub general: Vec<NavLink>,
    /// From home to this page; the last one is the page itself and has no `href`.
    pub breadcrumbs: Vec<Crumb>,
    /// Title of the page without the site's: what stands in `<h1>` and, with the site title, in `<title>`.
    pub title: Label,
    /// Absolute URL of the page; only with `base_url`.
    pub canonical: Option<String>,
    /// hreflang alternates, absolute; only with `base_url`, only on one-language editions.
    pub alternates: Vec<Alternate>,
    /// Search engines shall not list the page (sample, draft, preview, 404).
    pub noindex: bool,
    /// The page shows sample data: `none`, `some` (beside real data) or `all`.
    pub sample: SampleShare,
    /// The page shows a draft.
    pub draft: bool,
    /// How many texts of the page lack a translation, per language of the site.
    pub untranslated: Vec<UntranslatedCount>,
    /// The page of data, which says what columns mean.
    pub data: String,
    /// There are spreadsheets among the data.
    pub spreadsheets: bool,
    /// The language of the originals.
    pub source_lang: String,
    /// The page shows unofficial translations of official texts (true on report pages).
    pub translation_note: bool,
    /// Host of the base URL, if there is one: `example.gov.cn`.
    pub domain: Option<String>,
    /// Under which terms the data may be used.
    pub licence: Option<LicenceView>,
    /// Whom to ask, and whom to tell of an error.
    pub contact: Vec<ContactLine>,
    /// 网站标识码.
    pub site_id_code: Option<String>,
    /// 备案号.
    pub icp: Option<String>,
    /// 公安备案号.
    pub police: Option<String>,
    /// Marks that government sites carry.
    pub marks: Vec<MarkView>,
    /// The site is not run by those whose tables it shows.
    pub unofficial: bool,
    /// `gongkai 0.1.0`
    pub generator: String,
}

/// A mark at the foot of the page: a link, and its picture where there is one.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MarkView {
    /// Interface message: `mark-party-government`, `mark-report-errors`.
    pub id: &'static str,
    /// Where it leads: a web address.
    pub href: String,
    /// Its picture.
    pub picture: Option<PictureView>,
}

/// A picture.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PictureView {
    /// Relative URL.
    pub src: String,
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
}

/// Terms of use.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LicenceView {
    /// Its name.
    pub name: TextView,
    /// Where it can be read.
    pub href: Option<String>,
}

/// A picture that stands for the publisher.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LogoView {
    /// Relative URL.
    pub src: String,
    /// What it shows.
    pub alt: TextView,
    /// Width, of which only the ratio to the height matters.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// How much of a page is sample data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SampleShare {
    /// No sample data.
    None,
    /// Sample data beside published data, marked where it stands.
    Some,
    /// Nothing but sample data.
    All,
}

/// The same page in another edition.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EditionLink {
    /// Edition id; its label is the interface message `edition-<id>` in its own language (`edition-zh`: 中文).
    pub id: String,
    /// Relative URL.
    pub href: String,
    /// This is the page being shown.
    pub current: bool,
    /// BCP 47 tag of its main language.
    pub hreflang: String,
}

/// An entry of the main navigation.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NavLink {
    /// The label.
    pub text: Label,
    /// Relative URL.
    pub href: String,
    /// This is the page being shown.
    pub current: bool,
}

/// One step of the breadcrumbs.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Crumb {
    /// The label.
    pub text: Label,
    /// Relative URL; null for the page itself.
    pub href: Option<String>,
}

/// A hreflang alternate.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Alternate {
    /// `zh-CN`, `en`, `x-default`.
    pub hreflang: String,
    /// Absolute URL.
    pub href: String,
}

/// How many texts of the page a language lacks.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct UntranslatedCount {
    /// Site language.
    pub key: String,
    /// Texts shown in the source language instead.
    pub count: u32,
    /// All texts of the page that need a translation.
    pub of: u32,
}

/// A line of contact.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ContactLine {
    /// Interface message (`contact-phone`, `contact-email`, `contact-address`).
    pub id: String,
    /// The value.
    pub value: TextView,
}

/// `<name>.html` from `content/pages/<name>.<lang>.md` (template `page.html`).
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FreePage {
    /// Block-level HTML.
    pub body: TextView,
}

/// A former address (template `moved.html`): `departments/<old id>.html`, `<year>/<old id>.html`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MovedPage {
    /// The department as it is called now.
    pub name: TextView,
    /// Where the page stands now, relative.
    pub href: String,
}

/// `404.html` (template `404.html`), one for all languages, without assets; the edition holds all languages.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NotFoundPage {
    /// Absolute URL of every edition's home: (edition id, URL); empty without `base_url`.
    pub homes: Vec<EditionLink>,
}
