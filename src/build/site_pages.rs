//! Pages that need the figures of more than one department, and the free pages.

use super::{BuildError, pages::Maker, preview_marker};
use crate::{
    data,
    model::{lang::Edition, notice::Notice, summary::ReportSummary},
    publish::Tier,
    site::{
        Disclosed, DownloadFile, Hrefs, Page,
        view::{DataPage, FrameView},
    },
};
use rayon::prelude::*;
use tracing::trace_span;

/// Makes one page, or some that belong together.
type Task<'a> = Box<dyn Fn(&Maker<'_>) -> Result<(), BuildError> + Send + Sync + 'a>;

impl Maker<'_> {
    /// All of them.
    pub fn site_pages(&self, summaries: &[ReportSummary], notices: &[Notice]) -> Result<(), BuildError> {
        let _views = trace_span!("views").entered();
        let (site, frames) = (self.site, &self.writer.frames);
        let published = Disclosed { reports: summaries, notices };
        let downloads = &self.site_data(summaries)?;
        let years = published.years().into_iter().map(|year| -> Task<'_> {
            Box::new(move |maker| {
                let reports = site.year_reports(year, published);
                reports.parts().try_for_each(|part| maker.everywhere(&site.year_page(&reports, part, downloads), Tier::List))
            })
        });
        let lists: [Task<'_>; 5] = [
            Box::new(|maker| maker.browse_pages(published)),
            Box::new(|maker| maker.search_pages(published)),
            Box::new(|maker| {
                let all = site.completeness(published);
                all.parts().try_for_each(|part| maker.everywhere(&site.completeness_page(&all, part), Tier::List))
            }),
            Box::new(|maker| maker.everywhere(&site.site_map_page(published, &frames.links()), Tier::List)),
            Box::new(|maker| maker.home_pages(published)),
        ];
        // Independent of each other, and of very different sizes.
        lists
            .into_iter()
            .chain(years)
            .collect::<Vec<_>>()
            .into_par_iter()
            .try_for_each(|task| trace_span!("views").in_scope(|| task(self)))?;
        self.everywhere(&self.data_page(downloads), Tier::List)?;
        self.general_pages()?;
        self.not_found()?;
        self.for_search_engines()?;
        if self.writer.run.options.is_preview() {
            let words = "This folder is a preview made by gongkai, not a whole site. Do not publish it.\n本文件夹是 gongkai 的预览，不是完整网站，请勿发布。\n";
            self.portion.put(preview_marker().as_str(), Tier::Entry, words.as_bytes())?;
        }
        Ok(())
    }

    /// Pages that are the same whatever reports there are.
    fn general_pages(&self) -> Result<(), BuildError> {
        let (site, free_names) = (self.site, self.writer.run.free_names());
        for page in &self.writer.run.source.pages {
            self.everywhere(&site.free_page(page), Tier::Page)?;
        }
        for page in site.words_pages(&free_names) {
            self.everywhere(&page, Tier::Page)?;
        }
        self.everywhere(&site.glossary_page(), Tier::Page)
    }

    fn data_page(&self, downloads: &[DownloadFile]) -> Page<DataPage> {
        self.site.data_page(downloads, &self.writer.together.parts().package)
    }

    /// The page to search on, and the rest of the index.
    fn search_pages(&self, published: Disclosed<'_>) -> Result<(), BuildError> {
        let Some(search) = &self.writer.search else { return Ok(()) };
        self.everywhere(&self.site.search_page(published), Tier::List)?;
        let order = self.site.search_order(published.reports).into_iter();
        search.finish(order, self.writer.theme.search_code(), BuildError::Scratch, |file| self.index_file(file))
    }

    /// The home page of every edition, and the first of them again in the root.
    fn home_pages(&self, published: Disclosed<'_>) -> Result<(), BuildError> {
        let (site, frames) = (self.site, &self.writer.frames);
        let feed = self.feed()?;
        self.everywhere(&site.home_page(published, feed, &Hrefs::from("index.html")), Tier::Entry)?;
        let Some(first) = frames.editions().first() else { return Ok(()) };
        let home = site.home_page(published, feed, &Hrefs::into_edition(first.id()));
        self.write("index.html", Tier::Entry, &self.shown(&home)?, &frames.root_frame(&home, first), first)
    }

    /// A feed per edition, where the site has an address and its reports have dates; its name.
    fn feed(&self) -> Result<Option<&'static str>, BuildError> {
        let mut written = None;
        for edition in self.writer.frames.editions().iter().filter(|_| !self.writer.run.options.is_preview()) {
            let xml = self.writer.together.parts().feed.xml(self.site, edition);
            if let Some(xml) = xml {
                self.portion.put(&format!("{}/{}", edition.id(), data::FEED), Tier::List, &xml)?;
                written = Some(data::FEED);
            }
        }
        Ok(written)
    }

    /// Lists that lead into the site.
    fn browse_pages(&self, published: Disclosed<'_>) -> Result<(), BuildError> {
        let site = self.site;
        site.browse_pages(published, |page| self.everywhere(&page, Tier::List))?;
        self.everywhere(&site.levels_page(published), Tier::List)?;
        site.level_parts(published.reports).par_iter().try_for_each(|part| self.everywhere(&site.level_page(part), Tier::List))
    }

    /// Sitemap and robots.txt, where the site has an address. A preview is not for search engines.
    fn for_search_engines(&self) -> Result<(), BuildError> {
        let preview = self.writer.run.options.is_preview();
        let Some(base) = self.site.config.base_url.as_deref().filter(|_| !preview) else { return Ok(()) };
        let listed = &mut self.writer.together.parts().listed;
        let own: Vec<String> = self.portion.made().listed.iter().cloned().collect();
        own.into_iter().try_for_each(|page| listed.push(page)).map_err(BuildError::Scratch)?;
        let urls = listed.len() * self.writer.frames.sitemap_urls("").len();
        // Pages that cannot be read again are an error, which the sitemap must not hide.
        let mut problem = None;
        let pages = listed.iter().map_err(BuildError::Scratch)?.map_while(|page| page.map_err(|error| problem = Some(error)).ok());
        for (name, bytes) in data::sitemap(base, urls, pages.flat_map(|at| self.writer.frames.sitemap_urls(&at))) {
            self.portion.put(&name, Tier::Entry, &bytes)?;
        }
        problem.map_or(Ok(()), |error| Err(BuildError::Scratch(error)))?;
        self.portion.put("robots.txt", Tier::Entry, &data::robots(base)).map(drop)
    }

    /// One page for all languages.
    fn not_found(&self) -> Result<(), BuildError> {
        let page = self.site.not_found_page(&self.writer.frames);
        let languages = &self.site.config.languages;
        let all: Vec<&str> = languages.iter().map(|lang| lang.as_str()).collect();
        let Some(edition) = Edition::parse(&all.join("-"), languages) else { return Ok(()) };
        let frame = FrameView {
            path: "404.html".to_owned(),
            noindex: true,
            canonical: None,
            editions: Vec::new(),
            ..self.writer.frames.root_frame(&page, &edition)
        };
        self.write("404.html", Tier::Page, &self.shown(&page)?, &frame, &edition)
    }
}
