//! Pages at the former addresses of departments that have another id now: static, they send the reader on.

use super::{
    Site,
    page::{Hrefs, Page},
    page_paths,
    view::{Label, MovedPage, SampleShare},
};
use crate::model::{
    department::{Department, DepartmentId},
    notice::Notice,
    summary::ReportSummary,
};

/// The path that a page of the department `from` would have if it were called `to`; `None` for a page of nobody or somebody else.
pub fn renamed_path(path: &str, from: &DepartmentId, to: &DepartmentId) -> Option<String> {
    let part = |part: &str| match part.strip_suffix(".html") {
        Some(stem) if stem == from.as_str() => format!("{to}.html"),
        None if part == from.as_str() => to.to_string(),
        _ => part.to_owned(),
    };
    let renamed = path.split('/').map(part).collect::<Vec<_>>().join("/");
    (renamed != path).then_some(renamed)
}

impl Site<'_> {
    /// For each former id one page for every page that the department has with these reports, and the path it sends to.
    pub fn moved_pages(&self, department: &Department, summaries: &[ReportSummary], notices: &[Notice]) -> Vec<(Page<MovedPage>, String)> {
        let paths = page_paths(summaries, notices);
        let of = |old: &DepartmentId| {
            let each = |to: &String| Some((self.moved_page(department, renamed_path(to, &department.id, old)?, to), to.clone()));
            paths.iter().filter_map(each).collect::<Vec<_>>()
        };
        department.formerly.iter().flat_map(of).collect()
    }

    fn moved_page(&self, department: &Department, from: String, to: &str) -> Page<MovedPage> {
        let texts = self.texts();
        let view = MovedPage { name: texts.inline(&department.name, "department/name"), href: Hrefs::from(&from).to(to) };
        Page {
            template: "moved.html",
            title: Label::message("moved-title", []),
            breadcrumbs: Vec::new(),
            at: from,
            sample: SampleShare::None,
            draft: false,
            translation_note: false,
            untranslated: Vec::new(),
            view,
        }
    }
}
