//! Pages at the former addresses of departments that have another id now: static, they send the reader on.

use super::{
    Site,
    page::{Hrefs, Page, at},
    view::{Label, MovedPage, SampleShare},
};
use crate::model::{
    department::{Department, DepartmentId},
    year::Year,
};

impl Site<'_> {
    /// For each former id: the page of the department, of its history if it has one, and of its reports, each with the path it sends to.
    pub fn moved_pages(&self, department: &Department, years: &[Year], has_history: bool) -> Vec<(Page<MovedPage>, String)> {
        let one = |from: String, to: String| (self.moved_page(department, from, &to), to);
        let of = |old: &DepartmentId| {
            let reports = years.iter().map(|year| one(at::report(*year, old), at::report(*year, &department.id)));
            let history = has_history.then(|| one(at::history(old), at::history(&department.id)));
            std::iter::once(one(at::department(old), at::department(&department.id))).chain(history).chain(reports).collect::<Vec<_>>()
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
