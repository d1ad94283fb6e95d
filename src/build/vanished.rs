//! What the site that stands has and the new one has not: published reports that would go without a word.

use super::{BuildError, Run};
use crate::{
    model::{
        department::DepartmentId,
        diagnostic::{Code, Diagnostic, Kind, Place, Said, Severity},
        lang::Edition,
        sheet::Status,
        year::Year,
    },
    publish::Ready,
    site::path::SitePath,
};

/// The code of the warning.
const CODE: Code = Code("GK0035");

impl Run<'_> {
    /// A warning for every final report of the site that stands whose page the new site lacks: its readers would find nothing there.
    pub(super) fn vanished(&self, ready: &mut Ready<'_>) -> Result<Vec<Diagnostic>, BuildError> {
        let Some(edition) = self.editions.first().filter(|_| !self.options.is_preview() && self.options.shard.is_none()) else {
            return Ok(Vec::new());
        };
        let mut gone = Vec::new();
        for page in ready.removed()? {
            if page == super::preview_marker() || page == super::shard::marker() {
                return Ok(Vec::new());
            }
            gone.extend(of_page(&page, edition).map(|(year, department)| (page, year, department)));
        }
        let published = |year, department: &DepartmentId| {
            let data = SitePath::parse(&format!("data/{year}/{department}.json")).ok();
            data.and_then(|data| ready.old_bytes(&data)).is_some_and(|json| is_final(&json))
        };
        let gone = gone.iter().filter(|(_, year, department)| published(*year, department));
        Ok(gone.map(|(page, year, department)| self.warning(*year, department, page)).collect())
    }

    fn warning(&self, year: Year, department: &DepartmentId, page: &SitePath) -> Diagnostic {
        let notice = self.content(&format!("{year}/{department}/notice.yaml"));
        Diagnostic {
            code: CODE,
            severity: Severity::Warning,
            kind: Kind::Wrong,
            message: Said::en(format!("the published report {page} leaves the site, and nothing tells its readers why")),
            label: Said::en(""),
            help: Said::en(format!(
                "write {} with `kind: withdrawn`, `date:` and `why:`, and a page at the old address will say so; or bring the report back",
                notice.display()
            )),
            file: notice,
            place: Place::File,
        }
    }
}

/// The report whose page stands at `<edition>/<year>/<department>.html`.
fn of_page(path: &SitePath, edition: &Edition) -> Option<(Year, DepartmentId)> {
    let (year, file) = path.as_str().strip_prefix(edition.id())?.strip_prefix('/')?.split_once('/')?;
    Some((Year::parse(year)?, DepartmentId::parse(file.strip_suffix(".html")?).ok()?))
}

/// Whether the data of a report say that it is final.
fn is_final(json: &[u8]) -> bool {
    let value: Option<serde_json::Value> = serde_json::from_slice(json).ok();
    value.is_some_and(|value| value["status"] == Status::Final.as_str())
}
