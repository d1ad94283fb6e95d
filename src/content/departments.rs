//! departments.yaml becomes the departments of the site.

use super::{
    fields::Fields,
    problem::{Found, Problem},
    text::text,
    tree::Node,
};
use crate::model::{
    department::{Contact, Department, DepartmentId},
    lang::Lang,
};
use std::collections::BTreeMap;

/// Reads departments.yaml; an entry that is wrong is reported and left out.
pub(super) fn read(root: &Node, languages: &[Lang], found: &mut Vec<Found>) -> BTreeMap<DepartmentId, Department> {
    let mut departments = BTreeMap::new();
    let Some(fields) = Fields::open_any(root, found) else { return departments };
    for (key, written, value) in fields.entries() {
        match DepartmentId::parse(written) {
            Ok(id) => {
                if let Some(department) = department(id.clone(), value, languages, found) {
                    departments.insert(id, department);
                }
            }
            Err(why) => found.push(Found::at(key, Problem::Slug { written: written.to_owned(), why: why.to_string() })),
        }
    }
    departments
}

fn department(id: DepartmentId, node: &Node, languages: &[Lang], found: &mut Vec<Found>) -> Option<Department> {
    let fields = Fields::open(node, &["name", "short", "order", "sector", "contact"], found)?;
    let name = fields.require("name", "the department", found).and_then(|node| text(node, languages, found));
    let short = fields.get("short", found).and_then(|node| text(node, languages, found));
    let order = fields.scalar("order", "a whole number", found).and_then(|(node, written)| {
        let order = written.parse().ok();
        if order.is_none() {
            let choices = vec!["a whole number, as in 12".to_owned()];
            found.push(Found::at(node, Problem::Choice { written: written.to_owned(), choices, near: None }));
        }
        order
    });
    let sector = fields.slug("sector", "the id of a sector", found);
    let contact = fields.get("contact", found).and_then(|node| contact(node, languages, found)).unwrap_or_default();
    Some(Department { id, name: name?, short, order, sector, contact })
}

fn contact(node: &Node, languages: &[Lang], found: &mut Vec<Found>) -> Option<Contact> {
    let fields = Fields::open(node, &["phone", "email", "address"], found)?;
    let mut line = |key| fields.get(key, found).and_then(|node| text(node, languages, found));
    Some(Contact { phone: line("phone"), email: line("email"), address: line("address") })
}
