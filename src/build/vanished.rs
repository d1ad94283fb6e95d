//! What the site that stands has and the new one has not: published reports that would go without a word.

use super::Run;
use crate::{
    model::{
        department::DepartmentId,
        diagnostic::{Code, Diagnostic, Place, Severity},
        sheet::Status,
        year::Year,
    },
    publish::Stage,
    site::{path::SitePath, report_path},
};

/// The code of the warning.
const CODE: Code = Code("GK0035");

impl Run<'_> {
    /// A warning for every final report of the site that stands whose page the new site lacks: its readers would find nothing there.
    pub(super) fn vanished(&self, stage: &Stage<'_>) -> Vec<Diagnostic> {
        let Some(edition) = self.editions.first() else { return Vec::new() };
        if self.options.is_preview() || stage.old_paths().any(|path| *path == super::preview_marker()) {
            return Vec::new();
        }
        let gone = stage.old_paths().filter_map(|path| {
            let (year, department) = of_data(path)?;
            let page = SitePath::parse(&format!("{}/{}", edition.id(), report_path(year, &department))).ok()?;
            let published = || stage.old_bytes(path).is_some_and(|json| is_final(&json));
            (!stage.holds(&page) && published()).then(|| self.warning(year, &department, &page))
        });
        gone.collect()
    }

    fn warning(&self, year: Year, department: &DepartmentId, page: &SitePath) -> Diagnostic {
        let notice = self.content(&format!("{year}/{department}/notice.yaml"));
        Diagnostic {
            code: CODE,
            severity: Severity::Warning,
            message: format!("the published report {page} leaves the site, and nothing tells its readers why"),
            label: String::new(),
            help: format!(
                "write {} with `kind: withdrawn`, `date:` and `why:`, and a page at the old address will say so; or bring the report back",
                notice.display()
            ),
            file: notice,
            place: Place::File,
        }
    }
}

/// The report whose data stand at `data/<year>/<department>.json`.
fn of_data(path: &SitePath) -> Option<(Year, DepartmentId)> {
    let (year, file) = path.as_str().strip_prefix("data/")?.split_once('/')?;
    Some((Year::parse(year)?, DepartmentId::parse(file.strip_suffix(".json")?).ok()?))
}

/// Whether the data of a report say that it is final.
fn is_final(json: &[u8]) -> bool {
    let value: Option<serde_json::Value> = serde_json::from_slice(json).ok();
    value.is_some_and(|value| value["status"] == Status::Final.as_str())
}
