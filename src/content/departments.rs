//! departments.yaml becomes the departments of the site.

use super::{
    deadlines::lifetime,
    fields::{Fields, not_blank},
    former,
    near::nearest,
    problem::{Expects, Found, Problem},
    text::text,
    tree::Node,
};
use crate::model::{
    department::{Contact, Department, DepartmentId},
    diagnostic::Span,
    lang::Lang,
    site::SiteConfig,
    text::Text,
};
use std::{collections::BTreeMap, sync::Arc};

const ORDER: &str = "a whole number from 0, as in 12";

/// Reads departments.yaml; `None` where it is no map. An entry that is wrong is reported and known all the same, by its id.
pub(super) fn read(root: &Node, config: &SiteConfig, found: &mut Vec<Found>) -> Option<BTreeMap<DepartmentId, Arc<Department>>> {
    let languages = &config.languages;
    let mut departments = BTreeMap::new();
    for (key, written, value) in Fields::open_any(root, found)?.entries() {
        match DepartmentId::parse(written) {
            Ok(id) => {
                let department = match not_blank(key, value, Expects::Required, found) {
                    true => department(&id, value, config, found),
                    false => None,
                };
                departments.insert(id.clone(), Arc::new(department.unwrap_or_else(|| placeholder(id, languages))));
            }
            Err(why) => found.push(Found::at(key, Problem::Slug { written: written.to_owned(), why: why.to_string() })),
        }
    }
    former::check(root, &departments, found);
    Some(departments)
}

/// A department of which nothing is known but its id, so that its sheets are read and checked. Nothing is missing of its name: it is
/// the id in every language.
pub(super) fn placeholder(id: DepartmentId, languages: &[Lang]) -> Department {
    let others = languages.iter().skip(1).map(|lang| (lang.clone(), id.to_string())).collect();
    let name = Text { others, ..Text::plain(id.as_str(), Span::default()) };
    Department {
        id,
        name,
        short: None,
        order: None,
        sort_key: None,
        sector: None,
        contact: Contact::default(),
        since: None,
        until: None,
        formerly: Vec::new(),
    }
}

fn department(id: &DepartmentId, node: &Node, config: &SiteConfig, found: &mut Vec<Found>) -> Option<Department> {
    let fields = Fields::open(node, &["name", "short", "order", "sort_key", "sector", "contact", "since", "until", "formerly"], found)?;
    let languages = &config.languages;
    let name = fields.require("name", "the department", found).and_then(|node| text(node, languages, found));
    let short = fields.get("short", found).and_then(|node| text(node, languages, found));
    let order = fields.scalar("order", ORDER, found).and_then(|(node, written)| {
        let order = written.parse().ok();
        if order.is_none() {
            found.push(Found::at(node, Problem::Value { written: written.to_owned(), expected: ORDER }));
        }
        order
    });
    let sort_key = fields.scalar("sort_key", "a text", found).map(|(_, key)| key.to_owned());
    let sector = sector(&fields, config, found);
    let contact = fields.get("contact", found).and_then(|node| contact(node, languages, found)).unwrap_or_default();
    let (since, until) = lifetime(&fields, found);
    let unnamed = placeholder(id.clone(), languages);
    Some(Department {
        name: name.unwrap_or(unnamed.name),
        short,
        order,
        sort_key,
        sector,
        contact,
        since,
        until,
        formerly: former::ids(&fields, found),
        ..unnamed
    })
}

/// One of the sectors that gongkai brings along or site.yaml declares.
fn sector(fields: &Fields<'_>, config: &SiteConfig, found: &mut Vec<Found>) -> Option<String> {
    let sector = fields.slug("sector", "the id of a sector", found)?;
    let node = fields.raw("sector")?;
    if config.sector_label(&sector).is_none() {
        let near = nearest(&sector, config.sector_ids());
        let known = config.sector_ids().map(str::to_owned).collect();
        found.push(Found::at(node, Problem::Sector { written: sector.clone(), near, known }));
    }
    Some(sector)
}

/// Reads whom to ask.
pub(super) fn contact(node: &Node, languages: &[Lang], found: &mut Vec<Found>) -> Option<Contact> {
    let fields = Fields::open(node, &["phone", "email", "address"], found)?;
    let mut line = |key| fields.get(key, found).and_then(|node| text(node, languages, found));
    Some(Contact { phone: line("phone"), email: line("email"), address: line("address") })
}
