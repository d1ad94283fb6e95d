//! The page of data: what there is to take away, and what every column means.

use super::{
    Site,
    page::{Hrefs, Page, at},
    texts::Texts,
    view::*,
};
use crate::{
    data::{self, Column, Package},
    model::{
        form::{Form, Labels},
        lang::Lang,
        year::Year,
    },
    publish::Checksum,
};

/// What a file of data is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DownloadScope {
    /// One report.
    Report,
    /// All reports of a department.
    Department,
    /// All published reports of a year.
    Year(Year),
    /// All published reports.
    Site,
}

/// A file of data that a page leads to.
#[derive(Clone, Debug)]
pub struct DownloadFile {
    /// From the root of the site.
    pub path: String,
    /// What it is about.
    pub scope: DownloadScope,
    /// Official head of the block it holds.
    pub title: Option<Labels>,
    /// The language of a file that has one alone.
    pub lang: Option<Lang>,
    /// `CSV`, `XLSX`, `JSON`.
    pub format: &'static str,
    /// Its size.
    pub bytes: usize,
    /// Of its bytes.
    pub sum: Checksum,
}

impl DownloadFile {
    /// As a page shows it.
    pub(super) fn view(&self, texts: &Texts<'_>) -> DownloadView {
        let parts: Vec<&str> = self.path.split('/').collect();
        DownloadView {
            file: parts.last().copied().unwrap_or_default().to_owned(),
            year: self.year().map(|year| year.to_string()),
            path: self.path.clone(),
            tidy: self.format == "XLSX" && self.scope != DownloadScope::Report,
            title: self.title.as_ref().map(|title| texts.term(title)),
            lang: self.lang.as_ref().map(Lang::to_string),
            format: self.format.to_owned(),
            size: size(self.bytes),
        }
    }

    /// The year of a table over the reports of one year.
    pub fn year(&self) -> Option<Year> {
        match self.scope {
            DownloadScope::Year(year) => Some(year),
            _ => None,
        }
    }
}

impl Site<'_> {
    /// The page of data.
    pub fn data_page(&self, files: &[DownloadFile], package: &Package) -> Page<DataPage> {
        let texts = self.texts();
        let kinds = Form::builtin().iter().flat_map(Form::tables).map(|(name, title)| (name, Some(title)));
        let kinds = std::iter::once(("departments".to_owned(), None)).chain(kinds);
        let column = |column: &Column| ColumnView {
            name: column.name.clone(),
            lang: column.lang.as_ref().map(ToString::to_string),
            kind: column.kind.as_str().to_owned(),
            title: texts.term(&column.title),
            meaning: texts.term(&column.meaning),
        };
        let table = |(name, title): (String, Option<&Labels>)| {
            let columns = package.columns(&name)?;
            Some(TableView {
                id: name.replace('.', "-"),
                title: title.map(|title| texts.term(title)),
                columns: columns.iter().map(column).collect(),
                name,
            })
        };
        let catalogue = files.iter().map(|file| &file.path).find(|path| *path == data::CATALOGUE).cloned();
        let view = DataPage { catalogue, groups: groups(files, &texts), tables: kinds.filter_map(table).collect() };
        let home = Crumb { text: Label::message("nav-home", []), href: Some(Hrefs::from(at::DATA).to(at::HOME)) };
        Page {
            template: "data.html",
            title: Label::message("nav-data", []),
            breadcrumbs: vec![home, Crumb { text: Label::message("nav-data", []), href: None }],
            at: at::DATA.to_owned(),
            sample: SampleShare::None,
            draft: false,
            translation_note: false,
            untranslated: texts.untranslated(),
            view,
        }
    }
}

/// Files by what they are about: the whole site, then year by year.
fn groups(files: &[DownloadFile], texts: &Texts<'_>) -> Vec<DownloadGroup> {
    let each = |files: &[DownloadFile]| DownloadGroup {
        year: files.first().and_then(DownloadFile::year).map(|year| year.to_string()),
        files: files.iter().map(|file| file.view(texts)).collect(),
    };
    files.chunk_by(|a, b| a.year() == b.year()).map(each).collect()
}

/// In the words of file managers: 1 KB is 1,000 bytes.
pub(super) fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{}.{} KB", bytes / 1_000, bytes % 1_000 / 100),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}
