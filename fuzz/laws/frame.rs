//! What stands around the sheets: site.yaml, departments.yaml, translation memory, free pages, theme.yaml.

use super::{CONFIG, diagnostics_are_sound, html, is_visible};
use gongkai::{
    content::one,
    model::{department::DepartmentId, lang::Lang, slug, translations::Memory, year::Year},
    render::{embedded_layers, themes},
    site::{department_path, path::SitePath, prose, report_path},
};
use std::{
    collections::{BTreeMap, HashSet},
    fmt::Write,
    path::{Component, Path},
};

/// Law: whatever stands in site.yaml or departments.yaml, the settings are usable: languages and editions are there, every name that
/// becomes part of a path makes a path of the site, addresses are addresses; a file without a diagnostic says nothing twice.
pub fn settings(bytes: &[u8]) {
    let (config, diagnostics) = one::settings(bytes);
    diagnostics_are_sound(&diagnostics, bytes);
    assert!(!config.languages.is_empty() && !config.editions.is_empty());
    let longest = DepartmentId::parse(&"a".repeat(slug::MAX_LEN)).unwrap();
    let year = Year::parse("2022").unwrap();
    for edition in &config.editions {
        assert!(edition.langs().iter().all(|lang| config.languages.contains(lang)));
        for path in [report_path(year, &longest), department_path(&longest)] {
            is_path(&format!("{}/{path}", edition.id()));
        }
    }
    assert!(unique(&config.languages) && unique(&config.editions));
    assert!(slug::check(&config.theme).is_ok());
    let addresses = [&config.base_url, &config.licence.as_ref().and_then(|licence| licence.url.clone())];
    for address in addresses.into_iter().flatten().chain(config.marks.iter().map(|mark| &mark.url)) {
        assert!(address.starts_with("https://") || address.starts_with("http://"), "{address:?}");
        assert!(address.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>')), "{address:?}");
    }
    assert!(config.base_url.iter().all(|address| address.ends_with('/') && !address.contains(['?', '#'])));
    for name in config.marks.iter().filter_map(|mark| mark.image.as_ref()).chain(config.logo.iter().map(|logo| &logo.file)) {
        let parts: Vec<Component<'_>> = Path::new(name).components().collect();
        assert!(matches!(parts[..], [Component::Normal(_)]) && !name.contains(['\\', ':', '\0']), "{name:?} leads elsewhere");
    }
    for id in config.levels.iter().chain(&config.sectors).map(|(id, _)| id).chain(config.glossary.iter().map(|entry| &entry.id)) {
        assert!(slug::check(id).is_ok(), "{id:?}");
    }
    let (departments, diagnostics) = one::departments(bytes, &CONFIG);
    diagnostics_are_sound(&diagnostics, bytes);
    assert!(departments.is_some() || !diagnostics.is_empty(), "nothing is read, and nothing said");
    for (id, department) in departments.unwrap_or_default() {
        assert_eq!(id, department.id);
        assert!(!department.formerly.contains(&id) || !diagnostics.is_empty());
        is_path(&format!("zh-en/{}", report_path(year, &id)));
    }
}

fn is_path(text: &str) {
    SitePath::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
}

fn unique<T: Eq + std::hash::Hash>(all: &[T]) -> bool {
    all.iter().collect::<HashSet<_>>().len() == all.len()
}

/// Law: a translation memory without a diagnostic, written down and read again, is the same; diagnostics point into the file.
pub fn po(bytes: &[u8]) {
    let lang = Lang::parse("en").unwrap();
    let (memory, diagnostics) = one::memory(bytes, &lang);
    diagnostics_are_sound(&diagnostics, bytes);
    if !diagnostics.is_empty() {
        return;
    }
    let (again, diagnostics) = one::memory(written(&memory).as_bytes(), &lang);
    assert_eq!(diagnostics, []);
    assert_eq!(again, memory);
}

fn written(memory: &Memory) -> String {
    let quoted = |text: &str| {
        let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t").replace('\r', "\\r");
        format!("\"{escaped}\"")
    };
    let mut po = "msgid \"\"\nmsgstr \"\"\n\"Language: en\\n\"\n\n".to_owned();
    for ((context, source), translation) in memory {
        if let Some(context) = context {
            writeln!(po, "msgctxt {}", quoted(context)).unwrap();
        }
        writeln!(po, "msgid {}\nmsgstr {}\n", quoted(source), quoted(translation)).unwrap();
    }
    po
}

/// Law: the HTML of a free page that was read without a diagnostic holds only what Markdown makes: no script, no event handler, no style,
/// no address that runs something. The same holds of any text whatever that goes into the Markdown of a page.
pub fn front_matter(bytes: &[u8]) {
    let (page, diagnostics) = one::page(bytes, &CONFIG);
    diagnostics_are_sound(&diagnostics, bytes);
    assert!(page.is_some() || !diagnostics.is_empty(), "nothing is read, and nothing said");
    let Some(page) = page else { return };
    assert!(diagnostics.is_empty() && !page.title.source.trim().is_empty());
    for lang in ["zh", "en"] {
        html::runs_nothing(&prose::markdown(&page.body.source, lang, 2, "page-zh-"));
        html::runs_nothing(&prose::plain(&page.body.source, lang));
    }
    for link in prose::relative_links(&page.body.source) {
        html::leads_to_a_page(&link);
    }
}

/// Law: whatever stands in a theme.yaml, looking for the layers of a theme ends; each layer is one theme, once, by a name that is a folder
/// of themes; the built-in theme is the last; a message holds nothing that a terminal would obey. (A line `===` parts two themes.)
pub fn theme_manifest(bytes: &[u8]) {
    let mut manifests = bytes.splitn(2, |byte| *byte == b'=').map(<[u8]>::to_vec);
    let mut theme = |name: &str| {
        let manifest = manifests.next().map(|manifest| ("theme.yaml".to_owned(), manifest));
        (name.to_owned(), BTreeMap::from_iter(manifest.into_iter().chain([("templates/a.html".to_owned(), b"a".to_vec())])))
    };
    let own = [theme("mine"), theme("other")];
    let known = ["mine", "other", "default", "gazette"];
    match embedded_layers("mine", &own) {
        Ok(layers) => {
            let names: Vec<&str> = layers.iter().map(|layer| layer.name.as_str()).collect();
            assert!(names.first() == Some(&"mine") && names.last() == Some(&"default"), "{names:?}");
            assert!(unique(&names) && names.iter().all(|name| known.contains(name)), "{names:?}");
        }
        Err(error) => assert!(is_visible(&error.to_string()), "{error:?}"),
    }
    if let Err(error) = themes(&own) {
        assert!(is_visible(&error.to_string()), "{error:?}");
    }
}
