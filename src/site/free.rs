//! Free pages, and the page for addresses that lead nowhere.

use super::{
    Frames, Site,
    page::{Hrefs, Page, at},
    view::*,
};
use crate::content::FreePageSource;

impl Site<'_> {
    /// The title of a free page, for the navigation.
    pub fn free_title(&self, source: &FreePageSource) -> TextView {
        self.texts().inline(&source.title, "page")
    }

    /// A free page.
    pub fn free_page(&self, source: &FreePageSource) -> Page<FreePage> {
        let texts = self.texts();
        let at = at::free(&source.name);
        let title = texts.inline(&source.title, "page");
        let home = Crumb { text: Label::message("nav-home", []), href: Some(Hrefs::from(&at).to(at::HOME)) };
        Page {
            template: "page.html",
            title: Label::text(title.clone()),
            breadcrumbs: vec![home, Crumb { text: Label::text(title), href: None }],
            at,
            sample: SampleShare::None,
            draft: false,
            translation_note: false,
            view: FreePage { body: texts.page(&source.body, &source.name) },
            untranslated: texts.untranslated(),
        }
    }

    /// The page for addresses that lead nowhere: all languages in one, without assets, for it is shown at any depth.
    pub fn not_found_page(&self, frames: &Frames<'_>) -> Page<NotFoundPage> {
        let home = |edition: &crate::model::lang::Edition| {
            Some(EditionLink {
                id: edition.id().to_owned(),
                href: frames.absolute(edition, at::HOME)?,
                current: false,
                hreflang: edition.main().bcp47().to_owned(),
            })
        };
        Page {
            at: "404.html".to_owned(),
            template: "404.html",
            title: Label::message("not-found-title", []),
            breadcrumbs: Vec::new(),
            sample: SampleShare::None,
            draft: false,
            translation_note: false,
            untranslated: Vec::new(),
            view: NotFoundPage { homes: frames.editions().iter().filter_map(home).collect() },
        }
    }
}
