//! From views to bytes in the stage: every page in every edition.

use super::{BuildError, ReadyReport, Run, data::DataWriter, own_assets::OwnAssets, preview_marker};
use crate::{
    data::{
        self,
        search::{IndexFile, SearchIndex},
    },
    model::{
        attachment::AttachedFile,
        department::Department,
        history,
        lang::{Edition, Lang},
        notice::Notice,
        sheet::Report,
        summary::ReportSummary,
        year::Year,
    },
    publish::{Stage, Tier},
    render::{PageValue, Theme, embedded_layers},
    site::{Assets, Disclosed, Frames, FreePages, Hrefs, MarkAsset, Page, SitemapUrl, attachment_path, path::SitePath, view::FrameView},
};
use rayon::prelude::*;
use serde::Serialize;
use std::{
    collections::BTreeSet,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};
use tracing::trace_span;

/// Writes the pages of a run into its stage.
pub(super) struct Writer<'a> {
    run: &'a Run<'a>,
    stage: &'a Stage<'a>,
    theme: Theme,
    frames: Frames<'a>,
    data: DataWriter<'a>,
    /// None in a preview.
    search: Option<SearchIndex>,
    pages: AtomicUsize,
    /// Pages that search engines may list, below their editions.
    listed: Mutex<BTreeSet<String>>,
}

impl<'a> Writer<'a> {
    /// Compiles the theme and stages its assets.
    pub fn new(run: &'a Run<'a>, stage: &'a Stage<'a>) -> Result<Writer<'a>, BuildError> {
        let layers = embedded_layers(&run.source.config.theme, &run.source.theme_files)?;
        let theme = Theme::compile(layers)?;
        let site = run.site();
        let marks = mark_assets(run, stage)?;
        let in_nav = run.source.pages.iter().filter(|page| page.in_nav).map(|page| (page.name.clone(), site.free_title(page)));
        let free = FreePages { names: run.free_names(), in_nav: in_nav.collect() };
        let own = OwnAssets::of(run.source)?;
        let assets = own.among(Assets {
            styles: theme.styles(),
            scripts: theme.scripts(),
            early_scripts: theme.early_scripts(),
            icon: theme.icon(),
            logo: None,
            marks,
        });
        let frames = Frames::new(site, assets, run.editions.clone(), free, run.options.is_preview());
        for asset in theme.assets().iter().chain(own.files()) {
            stage.put(&path(&format!("assets/{}", asset.name)), Tier::Asset, &asset.bytes)?;
        }
        let searched = site.config.languages.iter().filter(|lang| run.editions.iter().any(|edition| edition.langs().contains(lang)));
        let search = (site.config.search && !run.options.is_preview()).then(|| SearchIndex::new(&searched.cloned().collect::<Vec<Lang>>()));
        let data = DataWriter::new(site, stage, run.options)?;
        Ok(Writer { run, stage, theme, frames, data, search, pages: AtomicUsize::new(0), listed: Mutex::default() })
    }

    /// Pages written so far.
    pub fn pages(&self) -> usize {
        self.pages.load(Ordering::Relaxed)
    }

    /// The reports of one department, and its page over the years.
    pub fn department_pages(
        &self,
        department: &Department,
        reports: &[ReadyReport],
        summaries: &[ReportSummary],
        notices: &[Notice],
    ) -> Result<(), BuildError> {
        let _views = trace_span!("views").entered();
        let site = self.run.site();
        for notice in notices {
            self.unlisted(&site.notice_page(notice, department))?;
        }
        let years: Vec<Year> = reports.iter().map(|ready| ready.report.year).collect();
        let all = reports.iter().map(|ready| &ready.report);
        let mut texts = Vec::new();
        for ReadyReport { report, accepted, attached } in reports {
            let downloads = self.data.report(report, attached)?;
            let before = history::before(all.clone(), report);
            let context = crate::site::ReportContext { department, years: &years, accepted, attached, downloads: &downloads, before };
            let page = site.report_page(report, &context);
            self.everywhere(&page, Tier::Page)?;
            texts.extend(self.search.as_ref().map(|search| site.search_text(department, report, &page.view, search.languages())));
            if let Some(before) = before {
                let previous = history::before(all.clone(), before).map(|_| before.year);
                let next = history::after(all.clone(), report).map(|next| next.year);
                let context = crate::site::ChangesContext { department, before, previous, next };
                self.everywhere(&site.changes_page(report, &context), Tier::Page)?;
            }
        }
        self.index_files(self.search.iter().flat_map(|search| search.add(&department.id, &texts)))?;
        let reports: Vec<&Report> = all.collect();
        let history = site.history_page(department, &reports);
        if let Some(history) = &history {
            self.everywhere(history, Tier::List)?;
        }
        for (page, to) in site.moved_pages(department, summaries, notices) {
            for edition in self.frames.editions() {
                let frame = self.frames.moved_frame(&page, edition, &to);
                self.write(&format!("{}/{}", edition.id(), page.at), Tier::Page, &page, &frame, edition)?;
            }
        }
        let downloads = self.data.department(&reports, summaries)?;
        self.everywhere(&site.department_page(department, summaries, notices, history.is_some(), &downloads), Tier::List)
    }

    /// The file of an attachment, as it is.
    pub fn attachment(&self, report: &Report, file: &AttachedFile, bytes: &[u8]) -> Result<(), BuildError> {
        Ok(self.stage.put(&path(&attachment_path(report, &file.attachment)), Tier::Asset, bytes)?)
    }

    /// What needs the figures of more than one department, and the free pages.
    pub fn site_pages(&mut self, summaries: &[ReportSummary], notices: &[Notice]) -> Result<(), BuildError> {
        let _views = trace_span!("views").entered();
        let site = self.run.site();
        let published = Disclosed { reports: summaries, notices };
        let downloads = self.data.site(summaries)?;
        for year in published.years() {
            self.everywhere(&site.year_page(year, summaries, notices, &downloads), Tier::List)?;
        }
        self.browse_pages(published)?;
        if let Some(search) = self.search.take() {
            self.everywhere(&site.search_page(published), Tier::List)?;
            self.index_files(search.finish(site.search_order(summaries).into_iter(), self.theme.search_code()))?;
        }
        self.everywhere(&site.data_page(&downloads, &self.data.package()), Tier::List)?;
        for page in &self.run.source.pages {
            self.everywhere(&site.free_page(page), Tier::Page)?;
        }
        for page in site.words_pages(&self.run.free_names()) {
            self.everywhere(&page, Tier::Page)?;
        }
        self.everywhere(&site.completeness_page(summaries, notices), Tier::List)?;
        self.everywhere(&site.glossary_page(), Tier::Page)?;
        self.everywhere(&site.site_map_page(published, &self.frames.links()), Tier::List)?;
        let feed = self.feed()?;
        self.everywhere(&site.home_page(published, feed, &Hrefs::from("index.html")), Tier::Entry)?;
        if let Some(first) = self.frames.editions().first() {
            let home = site.home_page(published, feed, &Hrefs::into_edition(first.id()));
            self.write("index.html", Tier::Entry, &home, &self.frames.root_frame(&home, first), first)?;
        }
        self.not_found()?;
        self.for_search_engines()?;
        if self.run.options.is_preview() {
            let words = "This folder is a preview made by gongkai, not a whole site. Do not publish it.\n本文件夹是 gongkai 的预览，不是完整网站，请勿发布。\n";
            self.stage.put(&preview_marker(), Tier::Entry, words.as_bytes())?;
        }
        Ok(())
    }

    /// A feed per edition, where the site has an address and its reports have dates; its name.
    fn feed(&self) -> Result<Option<&'static str>, BuildError> {
        let mut written = None;
        for edition in self.frames.editions().iter().filter(|_| !self.run.options.is_preview()) {
            if let Some(xml) = self.data.feed().xml(self.run.site(), edition) {
                self.stage.put(&path(&format!("{}/{}", edition.id(), data::FEED)), Tier::List, &xml)?;
                written = Some(data::FEED);
            }
        }
        Ok(written)
    }

    /// Lists that lead into the site.
    fn browse_pages(&self, published: Disclosed<'_>) -> Result<(), BuildError> {
        let site = self.run.site();
        site.browse_pages(published).iter().try_for_each(|page| self.everywhere(page, Tier::List))?;
        self.everywhere(&site.levels_page(published), Tier::List)?;
        site.level_pages(published.reports).par_iter().try_for_each(|page| self.everywhere(page, Tier::List))
    }

    fn index_files(&self, files: impl IntoIterator<Item = IndexFile>) -> Result<(), BuildError> {
        files.into_iter().try_for_each(|(at, bytes)| Ok(self.stage.put(&path(&at), Tier::Asset, &bytes)?))
    }

    /// Sitemap and robots.txt, where the site has an address. A preview is not for search engines.
    fn for_search_engines(&self) -> Result<(), BuildError> {
        let Some(base) = self.run.source.config.base_url.as_deref().filter(|_| !self.run.options.is_preview()) else { return Ok(()) };
        let listed = self.listed.lock().unwrap_or_else(PoisonError::into_inner);
        let urls: Vec<SitemapUrl> = listed.iter().flat_map(|at| self.frames.sitemap_urls(at)).collect();
        for (name, bytes) in data::sitemap(base, &urls) {
            self.stage.put(&path(&name), Tier::Entry, &bytes)?;
        }
        Ok(self.stage.put(&path("robots.txt"), Tier::Entry, &data::robots(base))?)
    }

    /// One page for all languages.
    fn not_found(&self) -> Result<(), BuildError> {
        let page = self.run.site().not_found_page(&self.frames);
        let languages = &self.run.source.config.languages;
        let all: Vec<&str> = languages.iter().map(|lang| lang.as_str()).collect();
        let Some(edition) = Edition::parse(&all.join("-"), languages) else { return Ok(()) };
        let frame = FrameView {
            path: "404.html".to_owned(),
            noindex: true,
            canonical: None,
            editions: Vec::new(),
            ..self.frames.root_frame(&page, &edition)
        };
        self.write("404.html", Tier::Page, &page, &frame, &edition)
    }

    fn everywhere<V: Serialize>(&self, page: &Page<V>, tier: Tier) -> Result<(), BuildError> {
        let value = self.theme.page(&page.view)?;
        for edition in self.frames.editions() {
            let frame = self.frames.frame(page, edition);
            if !frame.noindex {
                // Of a set, a thread that panicked leaves nothing half done.
                self.listed.lock().unwrap_or_else(PoisonError::into_inner).insert(page.at.clone());
            }
            self.write_value(&format!("{}/{}", edition.id(), page.at), tier, (page.template, &value), &frame, edition)?;
        }
        Ok(())
    }

    /// A page that search engines shall not list.
    fn unlisted<V: Serialize>(&self, page: &Page<V>) -> Result<(), BuildError> {
        let value = self.theme.page(&page.view)?;
        for edition in self.frames.editions() {
            let frame = FrameView { noindex: true, alternates: Vec::new(), ..self.frames.frame(page, edition) };
            self.write_value(&format!("{}/{}", edition.id(), page.at), Tier::Page, (page.template, &value), &frame, edition)?;
        }
        Ok(())
    }

    /// One page alone.
    fn write<V: Serialize>(&self, at: &str, tier: Tier, page: &Page<V>, frame: &FrameView, edition: &Edition) -> Result<(), BuildError> {
        self.write_value(at, tier, (page.template, &self.theme.page(&page.view)?), frame, edition)
    }

    fn write_value(
        &self,
        at: &str,
        tier: Tier,
        (template, page): (&str, &PageValue),
        frame: &FrameView,
        edition: &Edition,
    ) -> Result<(), BuildError> {
        let edition = Frames::edition(edition);
        let html = match self.run.options.unminified || !self.run.source.config.minify {
            true => self.theme.render_unminified(template, &edition, frame, page)?,
            false => self.theme.render(template, &edition, frame, page)?,
        };
        self.stage.put(&path(at), tier, html.as_bytes())?;
        self.pages.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

/// Publishes the pictures of the marks, under names that change with their contents.
fn mark_assets(run: &Run<'_>, stage: &Stage<'_>) -> Result<Vec<MarkAsset>, BuildError> {
    let mut assets = Vec::new();
    for image in &run.source.mark_images {
        let stem = image.kind.key().replace('_', "-");
        let name = format!("{stem}.{}.{}", &data::sha256(&image.bytes)[..8], image.extension);
        stage.put(&path(&format!("assets/{name}")), Tier::Asset, &image.bytes)?;
        assets.push(MarkAsset { kind: image.kind, name, width: image.width, height: image.height });
    }
    Ok(assets)
}

/// Paths are made of edition ids, years, department ids and names of assets, all of them checked where they were read.
pub(super) fn path(text: &str) -> SitePath {
    SitePath::parse(text).expect("made of checked parts")
}
