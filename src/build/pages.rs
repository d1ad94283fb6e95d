//! From views to bytes in the stage: the pages of a department, in every edition.

use super::{
    BuildError, Run,
    contribution::{Entry, Together},
    department::ReadyReport,
    memo::{Known, Memo},
    own_assets::OwnAssets,
    portion::Portion,
};
use crate::{
    cache::{Cache, Key, KeyMaker},
    data::{
        self,
        search::{DepartmentKeys, IndexFile, SearchIndex},
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
    render::{PageValue, Theme},
    site::{Assets, Frames, FreePages, MarkAsset, Page, Site, attachment_path, path::SitePath, view::FrameView},
};
use serde::Serialize;
use std::sync::OnceLock;
use tracing::trace_span;

/// What all pages of a run are made with.
pub(super) struct Writer<'a> {
    pub run: &'a Run<'a>,
    pub stage: &'a Stage<'a>,
    pub theme: &'a Theme,
    pub frames: Frames<'a>,
    pub memo: Memo<'a>,
    pub together: Together<'a>,
    /// None in a preview.
    pub search: Option<SearchIndex>,
}

impl<'a> Writer<'a> {
    /// Stages the assets of the theme and of the site.
    pub fn new(run: &'a Run<'a>, stage: &'a Stage<'a>, theme: &'a Theme, cache: Option<Cache<'a>>) -> Result<Writer<'a>, BuildError> {
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
        let searched: Vec<Lang> = searched.cloned().collect();
        let search = (site.config.search && !run.options.is_preview()).then(|| SearchIndex::new(&searched, stage.scratch()));
        let memo = Memo::new(run, theme, &frames, cache)?;
        Ok(Writer { run, stage, theme, frames, memo, together: Together::new(site, stage.scratch()), search })
    }

    /// A maker for a portion; `before` are the files that it had before.
    pub fn maker<'w>(&'w self, site: Site<'w>, before: Vec<Entry>) -> Maker<'w> {
        Maker { writer: self, site, portion: Portion::new(self.stage, before), keys: OnceLock::new() }
    }
}

/// Makes the pages and data of one portion of the site.
pub(super) struct Maker<'w> {
    pub writer: &'w Writer<'w>,
    pub site: Site<'w>,
    pub portion: Portion<'w>,
    /// What it adds to the search index.
    pub keys: OnceLock<DepartmentKeys>,
}

impl Maker<'_> {
    /// The reports of one department, and its page over the years.
    pub fn department_pages(
        &self,
        department: &Department,
        known: &Known,
        reports: &[ReadyReport],
        summaries: &[ReportSummary],
        notices: &[Notice],
    ) -> Result<(), BuildError> {
        let _views = trace_span!("views").entered();
        let site = self.site;
        for notice in notices {
            self.unlisted(&site.notice_page(notice, department))?;
        }
        let years: Vec<Year> = reports.iter().map(|ready| ready.report.year).collect();
        let all = reports.iter().map(|ready| &ready.report);
        let search = self.writer.search.as_ref();
        let mut texts = Vec::new();
        for ReadyReport { report, accepted, attached } in reports {
            let downloads = self.report_data(report, attached, known.data(Some(report.year)))?;
            let before = history::before(all.clone(), report);
            let context = crate::site::ReportContext { department, years: &years, accepted, attached, downloads: &downloads, before };
            let page = site.report_page(report, &context);
            self.everywhere(&page, Tier::Page)?;
            texts.extend(search.map(|search| site.search_text(department, report, &page.view, search.languages())));
            if let Some(before) = before {
                let previous = history::before(all.clone(), before).map(|_| before.year);
                let next = history::after(all.clone(), report).map(|next| next.year);
                let context = crate::site::ChangesContext { department, before, previous, next };
                self.everywhere(&site.changes_page(report, &context), Tier::Page)?;
            }
        }
        if let Some(search) = search {
            let (keys, files) = search.read(&department.id, &texts);
            files.into_iter().try_for_each(|file| self.index_file(file))?;
            _ = self.keys.set(keys);
        }
        let reports: Vec<&Report> = all.collect();
        let history = site.history_page(department, &reports);
        if let Some(history) = &history {
            self.everywhere(history, Tier::List)?;
        }
        for (page, to) in site.moved_pages(department, summaries, notices) {
            let shown = self.shown(&page)?;
            for edition in self.writer.frames.editions() {
                let frame = self.writer.frames.moved_frame(&page, edition, &to);
                self.write(&format!("{}/{}", edition.id(), page.at), Tier::Page, &shown, &frame, edition)?;
            }
        }
        let downloads = self.department_data(&reports, summaries, known.data(None))?;
        self.everywhere(&site.department_page(department, summaries, notices, history.is_some(), &downloads), Tier::List)
    }

    /// The file of an attachment, as it is.
    pub fn attachment(&self, report: &Report, file: &AttachedFile, bytes: &[u8]) -> Result<(), BuildError> {
        self.portion.put(&attachment_path(report, &file.attachment), Tier::Asset, bytes).map(drop)
    }

    /// A file of the search index.
    pub fn index_file(&self, (at, bytes): IndexFile) -> Result<(), BuildError> {
        self.portion.put(&at, Tier::Asset, &bytes).map(drop)
    }

    /// A page in every edition.
    pub fn everywhere<V: Serialize>(&self, page: &Page<V>, tier: Tier) -> Result<(), BuildError> {
        let shown = self.shown(page)?;
        for edition in self.writer.frames.editions() {
            let frame = self.writer.frames.frame(page, edition);
            if !frame.noindex {
                self.portion.made().listed.insert(page.at.clone());
            }
            self.write(&format!("{}/{}", edition.id(), page.at), tier, &shown, &frame, edition)?;
        }
        Ok(())
    }

    /// A page that search engines shall not list.
    fn unlisted<V: Serialize>(&self, page: &Page<V>) -> Result<(), BuildError> {
        let shown = self.shown(page)?;
        for edition in self.writer.frames.editions() {
            let frame = FrameView { noindex: true, alternates: Vec::new(), ..self.writer.frames.frame(page, edition) };
            self.write(&format!("{}/{}", edition.id(), page.at), Tier::Page, &shown, &frame, edition)?;
        }
        Ok(())
    }

    /// What a page shows, for all its editions.
    pub fn shown<'p, V: Serialize>(&self, page: &'p Page<V>) -> Result<Shown<'p, V>, BuildError> {
        self.portion.made().templates.insert(page.template.to_owned());
        let key = trace_span!("keys").in_scope(|| KeyMaker::default().data(&page.view).map(|key| key.key()).map_err(BuildError::Key))?;
        Ok(Shown { template: page.template, view: &page.view, key, value: OnceLock::new() })
    }

    /// One page in one edition, if it is not there already.
    pub fn write<V: Serialize>(
        &self,
        at: &str,
        tier: Tier,
        shown: &Shown<'_, V>,
        frame: &FrameView,
        edition: &Edition,
    ) -> Result<(), BuildError> {
        let Writer { run, theme, memo, .. } = self.writer;
        let edition = Frames::edition(edition);
        let key = trace_span!("keys").in_scope(|| memo.page(shown.template, &edition, frame, shown.key))?;
        self.portion.make(at, tier, key, || {
            let page = shown.value(theme)?;
            Ok(match run.options.unminified || !run.source.config.minify {
                true => theme.render_unminified(shown.template, &edition, frame, page)?,
                false => theme.render(shown.template, &edition, frame, page)?,
            })
        })?;
        self.portion.made().pages += 1;
        Ok(())
    }
}

/// What a page shows: its view, the key of it, and what templates see of it, which is made when the first edition needs it.
pub(super) struct Shown<'p, V> {
    template: &'static str,
    view: &'p V,
    key: Key,
    value: OnceLock<PageValue>,
}

impl<V: Serialize> Shown<'_, V> {
    fn value(&self, theme: &Theme) -> Result<&PageValue, BuildError> {
        if let Some(value) = self.value.get() {
            return Ok(value);
        }
        let value = theme.page(self.view)?;
        Ok(self.value.get_or_init(|| value))
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
