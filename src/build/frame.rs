//! What is checked beside the tables: translations of the frame, links of Markdown.

use super::{Options, Run};
use crate::{
    content::FreePageSource,
    lint::{self, FrameFile},
    model::{
        diagnostic::{Code, Diagnostic, Kind, Place, Said, Severity, Span},
        notice::Notice,
        sheet::{ProseFormat, Report, Status},
        summary::ReportSummary,
        text::Text,
    },
    site::{Disclosed, Site, page_paths, prose::relative_links, renamed_path},
};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
};

/// A relative link in Markdown: where it is written, and the path it leads to below its edition.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct MarkdownLink {
    pub file: Arc<PathBuf>,
    place: Place,
    written: String,
    target: String,
    draft: bool,
}

impl Run<'_> {
    /// Findings about names of departments, settings and free pages.
    pub(super) fn check_frame(&self) -> Vec<Diagnostic> {
        let source = self.source;
        let used: BTreeSet<_> = source.reports.iter().map(|files| &files.department.id).collect();
        let departments = source.departments.values().map(Arc::as_ref).filter(|department| used.contains(&department.id));
        let mut files = vec![
            FrameFile { file: self.content("site.yaml"), texts: lint::site_texts(&source.config), placed: true },
            FrameFile { file: self.content("departments.yaml"), texts: lint::department_texts(departments), placed: true },
        ];
        for page in &source.pages {
            files.push(FrameFile { file: self.free_page(page), texts: vec![(&page.title, "page"), (&page.body, "page")], placed: false });
        }
        lint::check_frame(&files, &source.config, &source.translations)
    }

    /// Findings about the texts of notices.
    pub(super) fn check_notices(&self, notices: &[Notice], site: Site<'_>) -> Vec<Diagnostic> {
        let file = |notice: &Notice| self.content(&format!("{}/{}/notice.yaml", notice.year, notice.department));
        fn texts(notice: &Notice) -> Vec<(&Text, &'static str)> {
            notice.what.iter().chain([&notice.why]).map(|text| (text, "notice")).collect()
        }
        let of_status = |notice: &&Notice| notice.status != Status::Draft;
        let files: Vec<FrameFile<'_>> =
            notices.iter().filter(of_status).map(|notice| FrameFile { file: file(notice), texts: texts(notice), placed: true }).collect();
        lint::check_frame(&files, site.config, site.translations)
    }

    /// Links of free pages.
    pub(super) fn free_links(&self) -> Vec<MarkdownLink> {
        let pages = self.source.pages.iter();
        let each = |page: &FreePageSource| {
            let words = std::iter::once(&page.body.source).chain(page.body.others.iter().map(|(_, words)| words));
            let links: Vec<String> = words.flat_map(|words| relative_links(words)).collect();
            let (file, at) = (self.free_page(page), format!("{}.html", page.name));
            links.into_iter().map(move |written| link(&file, Place::File, &at, written, false)).collect::<Vec<_>>()
        };
        pages.flat_map(each).collect()
    }

    /// Links in the goals of a report.
    pub(super) fn goal_links(report: &Report) -> Vec<MarkdownLink> {
        let mut links = Vec::new();
        let at = format!("{}/{}.html", report.year, report.department);
        for sheet in report.sheets.iter().filter(|sheet| sheet.format == ProseFormat::Markdown) {
            for goal in sheet.goals() {
                let span: Span = goal.body.span;
                for words in std::iter::once(&goal.body.source).chain(goal.body.others.iter().map(|(_, words)| words)) {
                    let draft = sheet.status == Status::Draft;
                    let written = relative_links(words).into_iter();
                    links.extend(written.map(|written| link(&sheet.file, Place::Node(span), &at, written, draft)));
                }
            }
        }
        links
    }

    /// Links that lead to no page of the site. In a preview, where most pages are left out, none is reported.
    pub(super) fn dead_links(&self, links: &[MarkdownLink], summaries: &[ReportSummary], notices: &[Notice]) -> Vec<Diagnostic> {
        // Most sites have no links in Markdown: then it need not be known which pages there are.
        if self.options.is_preview() || self.options.shard.is_some() || links.is_empty() {
            return Vec::new();
        }
        let mut known = page_paths(summaries, notices);
        known.extend(self.site().browse_paths(Disclosed { reports: summaries, notices }));
        known.extend(self.free_names().iter().map(|name| format!("{name}.html")));
        let departments = self.source.departments.values();
        let former = departments.flat_map(|department| department.formerly.iter().map(move |old| (old, &department.id)));
        let renamed = |path: &str| former.clone().any(|(old, now)| renamed_path(path, old, now).is_some_and(|path| known.contains(&path)));
        let dead = links.iter().filter(|link| !known.contains(&link.target) && !renamed(&link.target));
        let diagnostic = |link: &MarkdownLink| Diagnostic {
            code: Code("GK0030"),
            severity: if link.draft { Severity::Warning } else { Severity::Error },
            kind: Kind::Wrong,
            file: link.file.clone(),
            place: link.place.clone(),
            message: Said::en(format!("the link `{}` leads to no page of the site", link.written)),
            label: Said::en("holds the link"),
            help: Said::en("link to a page of the same edition (about.html, 2022/index.html), or write a whole address (https://…)"),
        };
        dead.map(diagnostic).collect()
    }

    /// Names of all free pages.
    pub(super) fn free_names(&self) -> BTreeSet<String> {
        self.source.pages.iter().map(|page| page.name.clone()).collect()
    }

    fn free_page(&self, page: &FreePageSource) -> Arc<PathBuf> {
        self.content(&format!("pages/{}.{}.md", page.name, self.source.config.source_lang()))
    }

    /// A file of the content.
    pub(super) fn content(&self, name: &str) -> Arc<PathBuf> {
        Arc::new(self.content_folder().join(name))
    }

    /// The folder of the content.
    pub(super) fn content_folder(&self) -> PathBuf {
        let Options { site, .. } = self.options;
        // As in the messages of the content room: "./content" would show in every one.
        if site == Path::new(".") { PathBuf::from("content") } else { site.join("content") }
    }
}

fn link(file: &Arc<PathBuf>, place: Place, at: &str, written: String, draft: bool) -> MarkdownLink {
    MarkdownLink { file: file.clone(), place, target: resolve(at, &written), written, draft }
}

/// The path a relative link leads to from the page `at`, without fragment and query.
fn resolve(at: &str, link: &str) -> String {
    let path = link.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() {
        return at.to_owned();
    }
    let mut parts: Vec<&str> = at.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." if parts.pop().is_none() => parts.push(".."), // out of the edition: no page of it
            ".." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}
