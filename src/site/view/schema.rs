//! The shape of all view models, taken from their Rust types: for the check of templates and for their documentation.

use super::*;
use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value};

/// The shapes that templates meet.
#[derive(Clone, Debug)]
pub struct ViewSchema {
    /// JSON Schemas of all types, by their Rust names.
    pub types: Map<String, Value>,
    /// What stands in every context: `edition` and `frame`, with their schemas.
    pub everywhere: Vec<(&'static str, Value)>,
    /// The templates of pages, and the schema of `page` in each.
    pub pages: Vec<(&'static str, Value)>,
}

/// Every template that a page asks for, and what `page` is in it. A new kind of page has its line here.
pub fn schema() -> ViewSchema {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let everywhere = vec![("edition", of::<EditionView>(&mut generator)), ("frame", of::<FrameView>(&mut generator))];
    let pages = vec![
        ("home.html", of::<HomePage>(&mut generator)),
        ("year.html", of::<YearPage>(&mut generator)),
        ("report.html", of::<ReportPage>(&mut generator)),
        ("changes.html", of::<ChangesPage>(&mut generator)),
        ("completeness.html", of::<CompletenessPage>(&mut generator)),
        ("notice.html", of::<NoticePage>(&mut generator)),
        ("department.html", of::<DepartmentPage>(&mut generator)),
        ("history.html", of::<HistoryPage>(&mut generator)),
        ("data.html", of::<DataPage>(&mut generator)),
        ("glossary.html", of::<GlossaryPage>(&mut generator)),
        ("site-map.html", of::<SiteMapPage>(&mut generator)),
        ("general.html", of::<FreePage>(&mut generator)),
        ("page.html", of::<FreePage>(&mut generator)),
        ("moved.html", of::<MovedPage>(&mut generator)),
        ("search.html", of::<SearchPage>(&mut generator)),
        ("browse.html", of::<BrowsePage>(&mut generator)),
        ("levels.html", of::<LevelsPage>(&mut generator)),
        ("level.html", of::<LevelPage>(&mut generator)),
        ("404.html", of::<NotFoundPage>(&mut generator)),
    ];
    ViewSchema { types: generator.take_definitions(true), everywhere, pages }
}

fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
    generator.subschema_for::<T>().to_value()
}
