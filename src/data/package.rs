//! `datapackage.json`: what files of data there are and what their columns mean (Data Package 2.0, datapackage.org).

use super::Column;
use crate::model::{form::Labels, site::Licence};
use serde::Serialize;
use std::collections::BTreeMap;

/// The tables of a site, gathered while they are written: columns once per kind of table, and a line per file.
#[derive(Clone, Debug, Default)]
pub struct Package {
    columns: BTreeMap<String, Vec<Column>>,
    files: BTreeMap<String, File>,
}

/// A file of a package.
#[derive(Clone, Debug)]
struct File {
    table: String,
    bytes: usize,
    hash: String,
}

impl Package {
    /// Remembers the columns of a kind of table.
    pub fn know(&mut self, table: &str, columns: &[Column]) {
        if !self.columns.contains_key(table) {
            self.columns.insert(table.to_owned(), columns.to_vec());
        }
    }

    /// Adds a table of a kind that is known, which stands at `path`, seen from the folder of datapackage.json, with its size and SHA-256.
    pub fn add(&mut self, path: &str, table: &str, bytes: usize, sha256: &str) {
        self.files.insert(path.to_owned(), File { table: table.to_owned(), bytes, hash: sha256.to_owned() });
    }

    /// The columns of a kind of table, if there is one of it.
    pub fn columns(&self, table: &str) -> Option<&[Column]> {
        self.columns.get(table).map(Vec::as_slice)
    }

    /// No file yet.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// datapackage.json; `titles` are those of the site, `homepage` its address, if it has one.
    pub fn json(&self, titles: &Labels, source_lang: &str, homepage: Option<&str>, licence: Option<&Licence>) -> Vec<u8> {
        let resource = |(path, file): (&String, &File)| Resource {
            name: path.trim_end_matches(".csv").replace(['/', '.'], "-"),
            path: path.clone(),
            kind: "table",
            format: "csv",
            mediatype: "text/csv",
            encoding: "utf-8",
            bytes: file.bytes,
            hash: format!("sha256:{}", file.hash),
            schema: schema_path(&file.table),
        };
        super::json::pretty(&Descriptor {
            schema: "https://datapackage.org/profiles/2.0/datapackage.json",
            name: "performance-targets",
            title: titles.get(source_lang).map_or("", String::as_str),
            titles,
            homepage,
            licenses: licence.and_then(|licence| Some([License { title: &licence.name.source, path: licence.url.as_ref()? }])),
            resources: self.files.iter().map(resource).collect(),
        })
    }

    /// The schemas, one per kind of table, by their places seen from datapackage.json. Repeated in every resource they would be most of
    /// it: thousands of files are of a handful of kinds.
    pub fn schemas(&self) -> Vec<(String, Vec<u8>)> {
        let kinds: std::collections::BTreeSet<&String> = self.files.values().map(|file| &file.table).collect();
        let schema =
            |columns: &[Column]| super::json::pretty(&Schema { fields: columns.iter().map(field).collect(), missing_values: [""] });
        kinds.into_iter().map(|kind| (schema_path(kind), schema(self.columns(kind).unwrap_or_default()))).collect()
    }
}

fn schema_path(table: &str) -> String {
    format!("schemas/{table}.json")
}

fn field(column: &Column) -> Field<'_> {
    Field { name: &column.name, kind: column.kind.as_str(), titles: &column.title, descriptions: &column.meaning }
}

#[derive(Serialize)]
struct Descriptor<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    name: &'static str,
    title: &'a str,
    titles: &'a Labels,
    #[serde(skip_serializing_if = "Option::is_none")]
    homepage: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    licenses: Option<[License<'a>; 1]>,
    resources: Vec<Resource>,
}

/// The standard wants an address, or a name of its own list: a licence without an address is not mentioned.
#[derive(Serialize)]
struct License<'a> {
    title: &'a str,
    path: &'a str,
}

#[derive(Serialize)]
struct Resource {
    name: String,
    path: String,
    #[serde(rename = "type")]
    kind: &'static str,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    bytes: usize,
    hash: String,
    schema: String,
}

#[derive(Serialize)]
struct Schema<'a> {
    fields: Vec<Field<'a>>,
    #[serde(rename = "missingValues")]
    missing_values: [&'static str; 1],
}

#[derive(Serialize)]
struct Field<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    titles: &'a Labels,
    descriptions: &'a Labels,
}
