//! The page in the place of a report that is not there: what became of it, when and why. It stands where the report would.

use super::{
    Site,
    page::{Hrefs, Page, at},
    report::sample_share,
    sheet::date_view,
    view::*,
};
use crate::model::{
    department::Department,
    notice::{Notice, NoticeKind},
    sheet::Status,
};

/// Context of its texts in the translation memory.
pub(super) const CONTEXT: &str = "notice";

impl Site<'_> {
    /// The page of a notice.
    pub fn notice_page(&self, notice: &Notice, department: &Department) -> Page<NoticePage> {
        let texts = self.texts();
        let at = at::report(notice.year, &notice.department);
        let hrefs = Hrefs::from(&at);
        let name = texts.inline(&department.name, "department/name");
        let short = department.short.as_ref().map_or_else(|| name.clone(), |short| texts.inline(short, "department/short"));
        let year_href = hrefs.to(&at::year(notice.year));
        let arguments = [("department", Arg::Text(name.clone())), ("year", Arg::Plain(notice.year.to_string()))];
        let title = match notice.kind {
            NoticeKind::Withdrawn => Label::message("title-withdrawn", arguments),
            NoticeKind::Withheld => Label::message("title-withheld", arguments),
            NoticeKind::Empty => Label::message("title-empty", arguments),
        };
        let view = NoticePage {
            kind: notice.kind.as_str().to_owned(),
            year: notice.year.to_string(),
            department: name,
            department_href: hrefs.to(&at::department(&notice.department)),
            year_href: year_href.clone(),
            date: notice.date.map(date_view),
            what: notice.what.as_ref().map(|what| texts.inline(what, CONTEXT)),
            why: texts.inline(&notice.why, CONTEXT),
        };
        Page {
            template: "notice.html",
            title,
            breadcrumbs: vec![
                Crumb { text: Label::message("nav-home", []), href: Some(hrefs.to(at::HOME)) },
                Crumb { text: Label::year(notice.year), href: Some(year_href) },
                Crumb { text: Label::text(short), href: None },
            ],
            at,
            sample: sample_share(notice.status),
            draft: notice.status == Status::Draft,
            translation_note: false,
            untranslated: texts.untranslated(),
            view,
        }
    }

    /// Departments whose report of a year a notice stands in for, in official order.
    pub(super) fn notice_rows(&self, notices: &[&Notice], texts: &super::texts::Texts<'_>, hrefs: &Hrefs) -> Vec<NoticeRow> {
        let row = |department: &Department| {
            let notice = notices.iter().find(|notice| notice.department == department.id)?;
            Some(NoticeRow { name: texts.inline(&department.name, "department/name"), link: notice_link(notice, hrefs) })
        };
        let departments = self.official_order(notices.iter().map(|notice| notice.department.clone()));
        departments.into_iter().filter_map(row).collect()
    }
}

/// What lists say of a notice.
pub(super) fn notice_link(notice: &Notice, hrefs: &Hrefs) -> NoticeLink {
    NoticeLink {
        kind: notice.kind.as_str().to_owned(),
        status: notice.status.as_str().to_owned(),
        href: hrefs.to(&at::report(notice.year, &notice.department)),
    }
}
