//! `datapackage.json`: what files of data there are and what their columns mean (Data Package 2.0, datapackage.org).

use super::Column;
use crate::model::{form::Labels, site::Licence};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    io,
};

/// The kinds of tables of a site, gathered while they are written.
#[derive(Clone, Debug, Default)]
pub struct Package {
    columns: BTreeMap<String, Vec<Column>>,
    /// Kinds of which there are files.
    described: BTreeSet<String>,
}

/// A table in a file of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DescribedTable {
    /// Its path, seen from the folder of datapackage.json.
    pub below: String,
    /// The kind of table: `overall-target.tasks`.
    pub table: String,
    /// Its size.
    pub bytes: usize,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
}

impl Package {
    /// Remembers the columns of a kind of table.
    pub fn know(&mut self, table: &str, columns: &[Column]) {
        if !self.columns.contains_key(table) {
            self.columns.insert(table.to_owned(), columns.to_vec());
        }
    }

    /// Remembers that there is a file of a kind.
    pub fn describe(&mut self, table: &str) {
        if !self.described.contains(table) {
            self.described.insert(table.to_owned());
        }
    }

    /// The columns of a kind of table, if there is one of it.
    pub fn columns(&self, table: &str) -> Option<&[Column]> {
        self.columns.get(table).map(Vec::as_slice)
    }

    /// datapackage.json, in pieces: there may be more files than memory is for. `files` are in order; `titles` are those of the site,
    /// `homepage` its address, if it has one.
    pub fn json<'f>(
        titles: &Labels,
        source_lang: &str,
        homepage: Option<&str>,
        licence: Option<&Licence>,
        files: impl Iterator<Item = io::Result<DescribedTable>> + 'f,
    ) -> impl Iterator<Item = io::Result<Vec<u8>>> + 'f {
        let descriptor = super::json::pretty(&Descriptor {
            schema: "https://datapackage.org/profiles/2.0/datapackage.json",
            name: "performance-targets",
            title: titles.get(source_lang).map_or("", String::as_str),
            titles,
            homepage,
            licenses: licence.and_then(|licence| Some([License { title: &licence.name.source, path: licence.url.as_ref()? }])),
            resources: [],
        });
        // The list is the last of it, and empty.
        let head = descriptor.strip_suffix(b"]\n}\n").unwrap_or(&descriptor).to_vec();
        let mut between = "\n";
        let resource = move |file: io::Result<DescribedTable>| {
            let resource = super::json::pretty(&Resource::of(&file?));
            let lines = String::from_utf8(resource).map_err(io::Error::other)?;
            let indented: Vec<String> = lines.lines().map(|line| format!("    {line}")).collect();
            Ok([std::mem::replace(&mut between, ",\n"), &indented.join("\n")].concat().into_bytes())
        };
        std::iter::once(Ok(head)).chain(files.map(resource)).chain(std::iter::once(Ok(b"\n  ]\n}\n".to_vec())))
    }

    /// The schemas, one per kind of table, by their places seen from datapackage.json. Repeated in every resource they would be most of
    /// it: thousands of files are of a handful of kinds.
    pub fn schemas(&self) -> Vec<(String, Vec<u8>)> {
        let schema =
            |columns: &[Column]| super::json::pretty(&Schema { fields: columns.iter().map(field).collect(), missing_values: [""] });
        self.described.iter().map(|kind| (schema_path(kind), schema(self.columns(kind).unwrap_or_default()))).collect()
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
    resources: [(); 0],
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

impl Resource {
    fn of(file: &DescribedTable) -> Resource {
        Resource {
            name: file.below.trim_end_matches(".csv").replace(['/', '.'], "-"),
            path: file.below.clone(),
            kind: "table",
            format: "csv",
            mediatype: "text/csv",
            encoding: "utf-8",
            bytes: file.bytes,
            hash: format!("sha256:{}", file.sha256),
            schema: schema_path(&file.table),
        }
    }
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
