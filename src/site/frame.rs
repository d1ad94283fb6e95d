//! The frame of every page: editions, navigation, breadcrumbs, head.

use super::{
    Site,
    department::contact_lines,
    page::{Hrefs, Page, at},
    texts::Texts,
    view::{
        Alternate, EditionLink, EditionView, FrameView, Label, LicenceView, LogoView, MarkView, NavLink, PictureView, SampleShare,
        SearchLink, TextView,
    },
};
use crate::model::{
    lang::Edition,
    site::{Mark, MarkKind},
};
use std::collections::BTreeSet;

/// File names of the theme's assets, below `assets/`.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// Style sheets.
    pub styles: Vec<String>,
    /// Classic scripts.
    pub scripts: Vec<String>,
    /// Classic scripts that run before the page is painted.
    pub early_scripts: Vec<String>,
    /// The logo of the site, with its width and height.
    pub logo: Option<(String, u32, u32)>,
    /// The icon.
    pub icon: Option<String>,
    /// Pictures of the marks at the foot.
    pub marks: Vec<MarkAsset>,
}

/// The picture of a mark.
#[derive(Clone, Debug)]
pub struct MarkAsset {
    /// Whose it is.
    pub kind: MarkKind,
    /// Its file name, below `assets/`.
    pub name: String,
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
}

/// The free pages of a site.
#[derive(Clone, Debug, Default)]
pub struct FreePages {
    /// Names of all.
    pub names: BTreeSet<String>,
    /// Name and title of those that stand in the navigation, in their order.
    pub in_nav: Vec<(String, TextView)>,
}

/// An address of the sitemap.
#[derive(Clone, Debug)]
pub struct SitemapUrl {
    /// The address.
    pub loc: String,
    /// The same page in other languages.
    pub alternates: Vec<Alternate>,
}

/// Makes frames: what all pages of a site have in common.
pub struct Frames<'a> {
    site: Site<'a>,
    assets: Assets,
    /// Editions that are built, the root page's first.
    editions: Vec<Edition>,
    /// Free pages that stand in the navigation: name and title.
    free: Vec<(String, TextView)>,
    /// General pages, for the foot: title and path.
    general: Vec<(Label, String)>,
    /// No page shall be listed by search engines.
    preview: bool,
}

/// Where a page stands from the root of the site.
enum Stand {
    /// Below the folder of its edition.
    Edition,
    /// In the root: the first edition's home again.
    Root,
}

impl<'a> Frames<'a> {
    /// Frames for these editions and free pages.
    pub fn new(site: Site<'a>, assets: Assets, editions: Vec<Edition>, free: FreePages, preview: bool) -> Frames<'a> {
        Frames { site, assets, editions, general: site.general_links(&free.names), free: free.in_nav, preview }
    }

    /// What stands on every page alike, in every edition: frames of the home page.
    pub fn everywhere(&self) -> Vec<FrameView> {
        let home = Page {
            at: at::HOME.to_owned(),
            template: "home.html",
            title: Label::message("nav-home", []),
            breadcrumbs: Vec::new(),
            sample: SampleShare::None,
            draft: false,
            translation_note: false,
            untranslated: Vec::new(),
            view: (),
        };
        self.editions.iter().map(|edition| self.frame(&home, edition)).collect()
    }

    /// Everything that navigation and foot lead to: title and path.
    pub fn links(&self) -> Vec<(Label, String)> {
        let lists = [(Label::message("nav-home", []), at::HOME.to_owned()), (Label::message("nav-data", []), at::DATA.to_owned())];
        let free = self.free.iter().map(|(name, title)| (Label::text(title.clone()), at::free(name)));
        lists.into_iter().chain(free).chain(self.general.iter().cloned()).collect()
    }

    /// The editions that are built.
    pub fn editions(&self) -> &[Edition] {
        &self.editions
    }

    /// An edition as templates see it.
    pub fn edition(edition: &Edition) -> EditionView {
        EditionView {
            id: edition.id().to_owned(),
            langs: edition.langs().iter().map(|lang| lang.to_string()).collect(),
            html_lang: edition.main().bcp47().to_owned(),
            bilingual: edition.langs().len() > 1,
        }
    }

    /// The frame of a page below its edition's folder.
    pub fn frame<V>(&self, page: &Page<V>, edition: &Edition) -> FrameView {
        self.make(page, edition, &Stand::Edition)
    }

    /// The frame of the home page that stands in the root of the site.
    pub fn root_frame<V>(&self, home: &Page<V>, edition: &Edition) -> FrameView {
        self.make(home, edition, &Stand::Root)
    }

    fn make<V>(&self, page: &Page<V>, edition: &Edition, stand: &Stand) -> FrameView {
        let (root, hrefs, path) = match stand {
            Stand::Root => (String::new(), Hrefs::into_edition(edition.id()), at::HOME.to_owned()),
            Stand::Edition => {
                let root = "../".repeat(1 + page.at.matches('/').count());
                (root, Hrefs::from(&page.at), format!("{}/{}", edition.id(), page.at))
            }
        };
        let asset = |name: &String| format!("{root}assets/{name}");
        let editions = self.editions.iter().map(|other| EditionLink {
            id: other.id().to_owned(),
            href: format!("{root}{}/{}", other.id(), page.at),
            current: other == edition,
            hreflang: other.main().bcp47().to_owned(),
        });
        let home = NavLink { text: Label::message("nav-home", []), href: hrefs.to(at::HOME), current: page.at == at::HOME };
        let departments =
            NavLink { text: Label::message("nav-departments", []), href: hrefs.to(at::DEPARTMENTS), current: page.at == at::DEPARTMENTS };
        let data = NavLink { text: Label::message("nav-data", []), href: hrefs.to(at::DATA), current: page.at == at::DATA };
        let free = self.free.iter().map(|(name, title)| {
            let at = at::free(name);
            NavLink { text: Label::text(title.clone()), href: hrefs.to(&at), current: page.at == at }
        });
        let texts = self.site.texts();
        let noindex = self.preview || page.draft || page.sample == SampleShare::All;
        FrameView {
            site_title: texts.inline(&self.site.config.title, "site/title"),
            publisher: self.site.config.publisher.as_ref().map(|publisher| texts.inline(publisher, "site/publisher")),
            path,
            styles: self.assets.styles.iter().map(asset).collect(),
            scripts: self.assets.scripts.iter().map(asset).collect(),
            early_scripts: self.assets.early_scripts.iter().map(asset).collect(),
            logo: self.logo(&texts, &asset),
            icon: self.assets.icon.as_ref().map(asset),
            editions: editions.collect(),
            root: root.clone(),
            search: (self.site.config.search && !self.preview)
                .then(|| SearchLink { href: hrefs.to(at::SEARCH), entry: format!("{root}{}", crate::data::search::ENTRY) }),
            nav: [home, departments, data].into_iter().chain(free).collect(),
            general: self
                .general
                .iter()
                .map(|(text, at)| NavLink { text: text.clone(), href: hrefs.to(at), current: page.at == *at })
                .collect(),
            breadcrumbs: page.breadcrumbs.clone(),
            title: page.title.clone(),
            // The root page is the first edition's home again, and says so.
            canonical: self.absolute(edition, &page.at).filter(|_| !self.preview),
            alternates: if noindex { Vec::new() } else { self.alternates(&page.at, edition) },
            noindex,
            sample: page.sample,
            draft: page.draft,
            untranslated: page.untranslated.clone(),
            data: hrefs.to(at::DATA),
            spreadsheets: self.site.config.spreadsheets,
            source_lang: self.site.config.source_lang().to_string(),
            translation_note: page.translation_note,
            domain: self.site.config.domain().map(str::to_owned),
            licence: self
                .site
                .config
                .licence
                .as_ref()
                .map(|licence| LicenceView { name: texts.inline(&licence.name, "site/licence"), href: licence.url.clone() }),
            contact: contact_lines(&texts, &self.site.config.contact),
            site_id_code: self.site.config.identifiers.site_id_code.clone(),
            icp: self.site.config.identifiers.icp.clone(),
            police: self.site.config.identifiers.police.clone(),
            marks: self.marks(&root),
            unofficial: self.site.config.unofficial,
            generator: concat!("gongkai ", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }

    fn marks(&self, root: &str) -> Vec<MarkView> {
        let picture = |kind: MarkKind| {
            let asset = self.assets.marks.iter().find(|asset| asset.kind == kind)?;
            Some(PictureView { src: format!("{root}assets/{}", asset.name), width: asset.width, height: asset.height })
        };
        let view = |mark: &Mark| MarkView {
            id: match mark.kind {
                MarkKind::PartyGovernment => "mark-party-government",
                MarkKind::ReportErrors => "mark-report-errors",
            },
            href: mark.url.clone(),
            picture: picture(mark.kind),
        };
        self.site.config.marks.iter().map(view).collect()
    }

    fn logo(&self, texts: &Texts<'_>, asset: &dyn Fn(&String) -> String) -> Option<LogoView> {
        let ((name, width, height), logo) = self.assets.logo.as_ref().zip(self.site.config.logo.as_ref())?;
        Some(LogoView { src: asset(name), alt: texts.inline(&logo.alt, "site/logo"), width: *width, height: *height })
    }

    /// The frame of a page at a former address of the page `to`: robots follow it, and list the other.
    pub fn moved_frame<V>(&self, page: &Page<V>, edition: &Edition, to: &str) -> FrameView {
        let canonical = self.absolute(edition, to).filter(|_| !self.preview);
        FrameView { noindex: true, canonical, alternates: Vec::new(), ..self.frame(page, edition) }
    }

    /// The absolute URL of a page, if the site has a base URL.
    pub fn absolute(&self, edition: &Edition, at: &str) -> Option<String> {
        self.site.config.base_url.as_ref().map(|base| format!("{base}{}/{at}", edition.id()))
    }

    /// The addresses of a page in every edition, for the sitemap; none without a base URL.
    pub fn sitemap_urls(&self, at: &str) -> Vec<SitemapUrl> {
        let url = |edition: &Edition| Some(SitemapUrl { loc: self.absolute(edition, at)?, alternates: self.alternates(at, edition) });
        self.editions.iter().filter_map(url).collect()
    }

    /// hreflang stands on pages of one language; a page in several is outside that cluster.
    fn alternates(&self, at: &str, edition: &Edition) -> Vec<Alternate> {
        let single = |edition: &&Edition| edition.langs().len() == 1;
        if !single(&edition) {
            return Vec::new();
        }
        let link = |other: &Edition, hreflang: &str| Some(Alternate { hreflang: hreflang.to_owned(), href: self.absolute(other, at)? });
        let singles: Vec<&Edition> = self.editions.iter().filter(single).collect();
        let default = singles.first().and_then(|first| link(first, "x-default"));
        singles.iter().filter_map(|other| link(other, other.main().bcp47())).chain(default).collect()
    }
}
