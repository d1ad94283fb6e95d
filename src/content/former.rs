//! Ids that departments had before (`formerly:`): their old addresses send readers on, so nobody else may stand there.

use super::{
    fields::{Fields, items, scalar},
    problem::{Found, Problem},
    tree::Node,
};
use crate::model::department::{Department, DepartmentId};
use std::{collections::BTreeMap, sync::Arc};

/// The ids of one department, as far as each can be one.
pub(super) fn ids(fields: &Fields<'_>, found: &mut Vec<Found>) -> Vec<DepartmentId> {
    written(fields, found).into_iter().filter_map(|(node, id)| parse(node, id, found)).collect()
}

fn parse(node: &Node, written: &str, found: &mut Vec<Found>) -> Option<DepartmentId> {
    let id = DepartmentId::parse(written);
    if let Err(why) = &id {
        found.push(Found::at(node, Problem::Slug { written: written.to_owned(), why: why.to_string() }));
    }
    id.ok()
}

fn written<'a>(fields: &Fields<'a>, found: &mut Vec<Found>) -> Vec<(&'a Node, &'a str)> {
    let list = fields.get("formerly", found).and_then(|node| items(node, found)).unwrap_or_default();
    list.iter().filter_map(|node| Some((node, scalar(node, "the id of a department, as in education-bureau", found)?))).collect()
}

/// Reports former ids that are those of living departments, or stand twice.
pub(super) fn check(root: &Node, departments: &BTreeMap<DepartmentId, Arc<Department>>, found: &mut Vec<Found>) {
    let mut taken: BTreeMap<String, String> = departments.keys().map(|id| (id.to_string(), id.to_string())).collect();
    let entries = Fields::open_any(root, &mut Vec::new()).map(|fields| fields.entries().collect::<Vec<_>>()).unwrap_or_default();
    for (_, owner, value) in entries {
        // What is wrong with the entry itself has been reported.
        let Some(fields) = Fields::open_any(value, &mut Vec::new()) else { continue };
        for (node, id) in written(&fields, &mut Vec::new()) {
            match taken.insert(id.to_owned(), owner.to_owned()) {
                None => {}
                Some(by) => {
                    let living = departments.keys().any(|department| department.as_str() == id);
                    found.push(Found::at(node, Problem::FormerId { written: id.to_owned(), by, living }));
                }
            }
        }
    }
}
