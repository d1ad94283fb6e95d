//! `data/catalogue.jsonld`: the data of a site for portals that gather catalogues (DCAT 3, W3C Recommendation of 2024), as JSON-LD
//! that brings its own context, so that nothing has to be fetched to read it.

use super::{Words, json::pretty, media_type};
use crate::{
    model::{form::Form, lang::Lang, text::Text, year::Year},
    site::{DownloadFile, Site, year_path},
};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Where it stands, from the root of the site.
pub const CATALOGUE: &str = "data/catalogue.jsonld";

/// The catalogue: a dataset per year and one of all years, over the tables of the site. `None` where the site has no address.
pub fn catalogue(site: Site<'_>, files: &[DownloadFile]) -> Option<Vec<u8>> {
    let base = site.config.base_url.as_ref()?;
    let maker = Maker { site, words: Words::new(site), base };
    let years: BTreeSet<Year> = files.iter().filter_map(DownloadFile::year).collect();
    let yearly = years.iter().rev().map(|year| maker.dataset(Some(*year), files));
    let mut catalogue = maker.described("dcat:Catalog", format!("{base}{CATALOGUE}"), maker.names(&site.config.title, "site/title"));
    catalogue.insert("@context".to_owned(), context());
    catalogue.insert("foaf:homepage".to_owned(), json!({"@id": base}));
    let languages: Vec<Value> =
        site.config.languages.iter().map(|lang| json!({"@id": format!("http://id.loc.gov/vocabulary/iso639-1/{lang}")})).collect();
    catalogue.insert("dct:language".to_owned(), json!(languages));
    catalogue.insert("dcat:dataset".to_owned(), std::iter::once(maker.dataset(None, files)).chain(yearly).collect());
    Some(pretty(&catalogue))
}

fn context() -> Value {
    json!({
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "spdx": "http://spdx.org/rdf/terms#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    })
}

struct Maker<'a> {
    site: Site<'a>,
    words: Words<'a>,
    base: &'a str,
}

impl Maker<'_> {
    /// The tables of one year, or those over all years.
    fn dataset(&self, year: Option<Year>, files: &[DownloadFile]) -> Value {
        let name = year.map_or_else(|| "all".to_owned(), |year| year.to_string());
        let title = |lang: &Lang| {
            let forms = Form::builtin().iter();
            let titles: Vec<String> = match year {
                Some(year) => forms.map(|form| self.words.form_of_year(form, year, lang)).collect(),
                None => forms.map(|form| self.words.term(&form.title, lang).to_owned()).collect(),
            };
            json!({"@language": lang.bcp47(), "@value": titles.join(self.words.separator(lang))})
        };
        let titles = self.words.langs().iter().map(title).collect();
        let mut dataset = self.described("dcat:Dataset", format!("{}{CATALOGUE}#{name}", self.base), titles);
        let page = |at: &str| -> Vec<Value> {
            let editions = self.site.config.editions.iter();
            editions.map(|edition| json!({"@id": format!("{}{}/{at}", self.base, edition.id())})).collect()
        };
        match year {
            Some(year) => {
                let day = json!({"@type": "xsd:gYear", "@value": year.to_string()});
                let period = json!({"@type": "dct:PeriodOfTime", "dcat:startDate": day, "dcat:endDate": day});
                dataset.insert("dct:temporal".to_owned(), period);
                dataset.insert("dcat:landingPage".to_owned(), json!(page(&year_path(year))));
            }
            None => _ = dataset.insert("dcat:landingPage".to_owned(), json!(page("data.html"))),
        }
        let own = files.iter().filter(|file| file.year() == year);
        dataset.insert("dcat:distribution".to_owned(), own.map(|file| self.distribution(file)).collect());
        Value::Object(dataset)
    }

    fn distribution(&self, file: &DownloadFile) -> Value {
        let url = format!("{}{}", self.base, file.path);
        let mut distribution = json!({
            "@type": "dcat:Distribution",
            "dct:title": file.path.rsplit('/').next(),
            "dcat:accessURL": {"@id": url},
            "dcat:downloadURL": {"@id": url},
            "dcat:mediaType": {"@id": format!("https://www.iana.org/assignments/media-types/{}", media_type(file.format))},
            "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": file.bytes.to_string()},
            "spdx:checksum": {
                "@type": "spdx:Checksum",
                "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file.sum.to_string()},
            },
        });
        if let (Some(licence), Value::Object(map)) = (self.licence(), &mut distribution) {
            map.insert("dct:license".to_owned(), licence);
        }
        distribution
    }

    /// What catalogue and datasets have in common.
    fn described(&self, kind: &str, id: String, titles: Vec<Value>) -> Map<String, Value> {
        let mut node = Map::new();
        let mut put = |key: &str, value: Option<Value>| _ = value.map(|value| node.insert(key.to_owned(), value));
        put("@id", Some(json!(id)));
        put("@type", Some(json!(kind)));
        put("dct:title", Some(Value::Array(titles)));
        let publisher = self.site.config.publisher.as_ref();
        put("dct:publisher", publisher.map(|name| json!({"@type": "foaf:Agent", "foaf:name": self.names(name, "site/publisher")})));
        put("dct:license", self.licence());
        node
    }

    /// A licence without an address cannot be pointed at.
    fn licence(&self) -> Option<Value> {
        let url = self.site.config.licence.as_ref()?.url.as_ref()?;
        Some(json!({"@id": url}))
    }

    /// A text in every language that has it.
    fn names(&self, text: &Text, context: &str) -> Vec<Value> {
        let each = |lang: &Lang| Some(json!({"@language": lang.bcp47(), "@value": self.words.find(text, lang, context)?.trim_end()}));
        self.words.langs().iter().filter_map(each).collect()
    }
}
