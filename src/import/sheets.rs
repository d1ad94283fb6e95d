//! Which files the tables become: whose each is, of which year, and what it lacks.

use super::{
    Found, Frame, Table,
    table::{Content, Note},
    yaml,
};
use crate::{
    content::{SiteSource, one},
    format::{Document, Entry, Value},
    model::{department::DepartmentId, form::Form, sheet::Status, year::Year},
};
use pinyin::ToPinyin;
use std::path::PathBuf;

/// What the person who imports says.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The name of the file.
    pub file: &'a str,
    /// Its form.
    pub form: &'static Form,
    /// Whose table it is, where the table does not say it in the words of departments.yaml.
    pub department: Option<DepartmentId>,
    /// Of which year, where the table does not say it.
    pub year: Option<Year>,
    /// How far it is from publication; where it is not said, as the table states, else final.
    pub status: Option<Status>,
}

/// A table that has become a file.
#[derive(Debug)]
pub struct SheetFile {
    /// Where it belongs in the folder of the site.
    pub path: PathBuf,
    /// Its text.
    pub yaml: String,
    /// Its year.
    pub year: Year,
    /// Its department.
    pub department: DepartmentId,
    /// An entry for departments.yaml, which lacks it.
    pub entry: Option<String>,
    /// What `content` finds in it.
    pub problems: Vec<String>,
}

/// Why a table cannot become a file.
#[derive(Debug, thiserror::Error)]
pub enum Homeless {
    /// There is none.
    #[error("no table of the form “{form}” was found in {file}: none of its rows holds the heads of tasks ({heads}) or of indicators")]
    NoTable {
        /// The file.
        file: String,
        /// Title of the form.
        form: String,
        /// Some of its heads.
        heads: String,
    },
    /// One department for several tables.
    #[error("{file} holds {tables} tables, and --department says of one whose it is: import it without, or one table at a time")]
    Several {
        /// The file.
        file: String,
        /// How many.
        tables: usize,
    },
    /// The table states no year.
    #[error("{0} does not say of which year it is: add --year YYYY")]
    NoYear(String),
    /// The table states another year than it was said to be of.
    #[error("{table} states the year {stated}, not {said}: leave --year out, or mend the table")]
    OtherYear {
        /// The table.
        table: String,
        /// What it states.
        stated: Year,
        /// What was said.
        said: Year,
    },
    /// The table names no department.
    #[error("{0} does not say whose it is: add --department ID")]
    NoDepartment(String),
    /// A department that is not known.
    #[error(
        "{table} is of “{name}”, which is no department of content/departments.yaml; say which one it is with --department ID, or add one there:\n\n{entry}"
    )]
    UnknownDepartment {
        /// The table.
        table: String,
        /// The name it states.
        name: String,
        /// What to add.
        entry: String,
    },
    /// Two tables for one file.
    #[error("two tables of {0} would be the same file")]
    Twice(String),
}

/// The files of all tables, or everything that keeps them from becoming files.
///
/// # Errors
/// [`Homeless`], one for each table.
pub fn sheets(found: &Found, source: &SiteSource, request: &Request<'_>) -> Result<Vec<SheetFile>, Vec<Homeless>> {
    let file = request.file.to_owned();
    if found.tables.is_empty() {
        let words = |labels: &crate::model::form::Labels| labels.get("zh").cloned().unwrap_or_default();
        let heads: Vec<String> = request.form.columns().map(|column| words(&column.head)).collect();
        return Err(vec![Homeless::NoTable { file, form: words(&request.form.title), heads: heads.join("、") }]);
    }
    if request.department.is_some() && found.tables.len() > 1 {
        return Err(vec![Homeless::Several { file, tables: found.tables.len() }]);
    }
    let (mut files, mut homeless) = (Vec::<SheetFile>::new(), Vec::new());
    for table in &found.tables {
        match sheet(table, source, request) {
            Ok(sheet) if files.iter().any(|other| other.path == sheet.path) => {
                homeless.push(Homeless::Twice(format!("{}/{}", sheet.year, sheet.department)));
            }
            Ok(sheet) => files.push(sheet),
            Err(why) => homeless.push(why),
        }
    }
    if homeless.is_empty() { Ok(files) } else { Err(homeless) }
}

fn sheet(table: &Table, source: &SiteSource, request: &Request<'_>) -> Result<SheetFile, Homeless> {
    let called =
        || table.sheet.as_ref().map_or_else(|| request.file.to_owned(), |sheet| format!("the sheet “{sheet}” of {}", request.file));
    let year = match (table.year, request.year) {
        (Some(stated), Some(said)) if stated != said => return Err(Homeless::OtherYear { table: called(), stated, said }),
        (stated, said) => stated.or(said).ok_or_else(|| Homeless::NoYear(called()))?,
    };
    let known = table.department.as_ref().and_then(|name| super::department(name, &source.departments));
    let said = request.department.as_ref().map(|id| (id, source.departments.get(id).map(AsRef::as_ref)));
    let (id, name, entry) = match (said, known, &table.department) {
        (Some((id, Some(department))), ..) => {
            (id.clone(), table.department.clone().unwrap_or_else(|| department.name.source.clone()), None)
        }
        (None, Some(department), _) => (department.id.clone(), department.name.source.clone(), None),
        (Some((id, None)), _, name) => {
            let name = name.clone().unwrap_or_else(|| id.to_string());
            (id.clone(), name.clone(), Some(entry(id, &name, source)))
        }
        (None, None, Some(name)) => {
            let (name, entry) = (name.clone(), entry(&proposed(name), name, source));
            return Err(Homeless::UnknownDepartment { table: called(), name, entry });
        }
        (None, None, None) => return Err(Homeless::NoDepartment(called())),
    };
    let lang = source.config.source_lang();
    let status = request.status.or(table.status).unwrap_or(Status::Final);
    let frame = Frame { form: request.form, year, department: &name, file: request.file, lang, status };
    let yaml = yaml::write(table, &frame);
    let (_, diagnostics) = one::sheet(yaml.as_bytes(), &source.config);
    let problems = diagnostics.into_iter().map(|diagnostic| diagnostic.message.en).collect();
    let path = ["content", &year.to_string(), id.as_str(), &format!("{}.yaml", request.form.id)].iter().collect();
    Ok(SheetFile { path, yaml, year, department: id, entry, problems })
}

/// An id by the sounds of a name: xin-jiang-…
fn proposed(name: &str) -> DepartmentId {
    let words = name.chars().filter_map(|c| match c.to_pinyin() {
        Some(sound) => Some(sound.plain().replace('ü', "v")),
        None => c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase().to_string()),
    });
    let mut slug = String::new();
    for word in words {
        let longer = if slug.is_empty() { word } else { format!("{slug}-{word}") };
        match DepartmentId::parse(&longer) {
            Ok(_) => slug = longer,
            Err(_) => break,
        }
    }
    DepartmentId::parse(&slug).unwrap_or_else(|_| DepartmentId::parse("new-department").expect("a literal that is an id"))
}

fn entry(id: &DepartmentId, name: &str, source: &SiteSource) -> String {
    let lang = source.config.source_lang();
    let names = Value::Map(vec![Entry::new(lang.as_str(), Value::Text(name.to_owned()))]);
    let department = Value::Map(vec![Entry::new("name", names)]);
    Document { entries: vec![Entry::new(id.as_str(), department)], ..Document::default() }.to_yaml()
}

impl Table {
    /// Whether everything of it is in its sheet, and in the place that it has in the form.
    pub fn is_whole(&self) -> bool {
        self.account.left.is_empty() && !self.account.notes.iter().any(|note| matches!(note, Note::UnknownLevel { .. }))
    }

    /// How many tasks, goals and indicators it has.
    pub fn counts(&self) -> (usize, usize, usize) {
        self.blocks.iter().fold((0, 0, 0), |(tasks, goals, indicators), block| match &block.content {
            Content::Records { rows, .. } => (tasks + rows.len(), goals, indicators),
            Content::Prose(all) => (tasks, goals + all.len(), indicators),
            Content::Indicators(all) => (tasks, goals, indicators + all.len()),
        })
    }
}
