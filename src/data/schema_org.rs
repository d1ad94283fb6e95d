//! Pages described for search engines in the words of schema.org, as JSON-LD that stands in the page itself: those who read it do
//! not follow links to files. A block of data is no script; a strict policy for scripts lets it stand (measured in Chromium).

use super::{Words, media_type};
use crate::{
    model::{
        department::Department,
        lang::{Edition, Lang},
        sheet::{Report, Status},
    },
    site::{DownloadFile, Site, department_path, report_path},
};
use serde_json::{Map, Value, json};

/// A published report as a `Dataset`, in the main language of an edition; `None` for others, and without an address.
pub fn dataset(site: Site<'_>, report: &Report, files: &[DownloadFile], edition: &Edition) -> Option<String> {
    let base = site.config.base_url.as_ref().filter(|_| report.status() == Status::Final)?;
    let (words, lang) = (Words::new(site), edition.main());
    let department = site.departments.get(&report.department)?;
    let titles: Vec<String> = report.sheets.iter().map(|sheet| words.form_of_year(sheet.form, report.year, lang)).collect();
    let name = words.headed(words.shown(&department.name, lang, "department/name"), &titles.join(words.separator(lang)), lang);
    let blocks = report.sheets.iter().flat_map(|sheet| sheet.form.tables()).map(|(_, title)| words.term(title, lang));
    let parts: Vec<&str> = blocks.collect();
    let download = |file: &DownloadFile| {
        json!({
            "@type": "DataDownload",
            "contentUrl": format!("{base}{}", file.path),
            "encodingFormat": media_type(file.format),
            "contentSize": format!("{} B", file.bytes),
            "sha256": file.sum.to_string(),
        })
    };
    let mut data = described("Dataset", &name);
    put(&mut data, "description", Some(words.headed(&name, &parts.join(words.separator(lang)), lang)));
    put(&mut data, "url", Some(format!("{base}{}/{}", edition.id(), report_path(report.year, &report.department))));
    put(&mut data, "inLanguage", Some(lang.bcp47()));
    put(&mut data, "temporalCoverage", Some(report.year.to_string()));
    put(&mut data, "datePublished", report.sheets.iter().filter_map(|sheet| sheet.origin.published).max().map(|date| date.to_string()));
    put(&mut data, "isAccessibleForFree", Some(true));
    put(&mut data, "license", site.config.licence.as_ref().and_then(|licence| licence.url.clone()));
    put(&mut data, "creator", Some(organization(site, base, department, lang)));
    let publisher = site.config.publisher.as_ref().map(|publisher| words.shown(publisher, lang, "site/publisher"));
    put(&mut data, "publisher", publisher.map(|name| json!({"@type": "Organization", "name": name})));
    put(&mut data, "distribution", Some(files.iter().map(download).collect::<Vec<Value>>()));
    Some(block(data))
}

/// A department as an organization, in the main language of an edition; `None` without an address.
pub fn department(site: Site<'_>, department: &Department, edition: &Edition) -> Option<String> {
    let base = site.config.base_url.as_ref()?;
    let Value::Object(own) = organization(site, base, department, edition.main()) else { return None };
    let mut data = described("", "");
    data.extend(own);
    put(&mut data, "mainEntityOfPage", Some(format!("{base}{}/{}", edition.id(), department_path(&department.id))));
    let words = Words::new(site);
    let shown = |text| words.shown(text, edition.main(), "department/contact");
    put(&mut data, "telephone", department.contact.phone.as_ref().map(shown));
    put(&mut data, "email", department.contact.email.as_ref().map(shown));
    put(&mut data, "address", department.contact.address.as_ref().map(shown));
    Some(block(data))
}

/// Who a department is, under one name for machines in all editions. Bodies of the party are no government organizations.
fn organization(site: Site<'_>, base: &str, department: &Department, lang: &Lang) -> Value {
    let kind = if department.sector.as_deref() == Some("party") { "Organization" } else { "GovernmentOrganization" };
    let home = &site.config.editions[0]; // never empty: checked where the file is read
    json!({
        "@type": kind,
        "@id": format!("{base}{}/{}#organization", home.id(), department_path(&department.id)),
        "name": Words::new(site).shown(&department.name, lang, "department/name"),
    })
}

fn described(kind: &str, name: &str) -> Map<String, Value> {
    let mut data = Map::new();
    data.insert("@context".to_owned(), json!("https://schema.org"));
    data.insert("@type".to_owned(), json!(kind));
    data.insert("name".to_owned(), json!(name));
    data
}

/// Adds what is stated.
fn put(data: &mut Map<String, Value>, key: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        data.insert(key.to_owned(), value.into());
    }
}

/// As it may stand in a page: nothing in it can end the element that holds it.
fn block(data: Map<String, Value>) -> String {
    Value::Object(data).to_string().replace('<', "\\u003c")
}
