//! Where the tables of a grid are, and the blocks of each: found by the words of the form, whatever stands around them.

use super::{grid::Row, known::Known};
use crate::model::form::BlockForm;

/// A table of a grid.
#[derive(Debug, Default)]
pub struct Layout {
    /// Rows above the first block: title, year, department, unit.
    pub heading: Vec<Row>,
    /// Its blocks as they come; a block that is broken comes twice.
    pub sections: Vec<Section>,
    /// Rows that are no part of the table: notes and signatures below it.
    pub below: Vec<Row>,
}

/// A block of a table, or a part of one.
#[derive(Debug)]
pub struct Section {
    /// Its place in the form.
    pub block: usize,
    /// Rows that hold heads of columns.
    pub heads: Vec<Row>,
    /// Rows that hold something else.
    pub rows: Vec<Row>,
}

/// The tables of a grid, and the rows that are part of none.
pub fn cut(rows: Vec<Row>, known: &Known) -> (Vec<Layout>, Vec<Row>) {
    let mut tables: Vec<Layout> = Vec::new();
    let mut outside = Vec::new();
    let mut current = Layout::default();
    for row in rows {
        let titled = row.cells.iter().any(|cell| !cell.repeated && known.is_title(cell.text()));
        if titled && !current.sections.is_empty() {
            finish(std::mem::take(&mut current), &mut tables, &mut outside);
        }
        if let (false, Some(block)) = (titled, head_of(&row, known)) {
            match current.sections.last_mut().filter(|section| section.block == block && section.rows.is_empty()) {
                Some(section) => section.heads.push(row),
                None => current.sections.push(Section { block, heads: vec![row], rows: Vec::new() }),
            }
        } else if let Some(block) = prose_of(&row, known).filter(|block| current.sections.last().is_none_or(|last| last.block != *block)) {
            current.sections.push(Section { block, heads: Vec::new(), rows: vec![row] });
        } else if current.sections.is_empty() || titled {
            current.heading.push(row);
        } else if row.cells.first().is_some_and(|cell| known.is_below(cell.text())) {
            current.below.push(row);
        } else if row.cells.iter().all(|cell| cell.at.is_text_of_page()) {
            outside.push(row);
        } else if let Some(section) = current.sections.last_mut() {
            section.rows.push(row);
        }
    }
    finish(current, &mut tables, &mut outside);
    (tables, outside)
}

/// Only what has tasks or indicators is a table.
fn finish(layout: Layout, tables: &mut Vec<Layout>, outside: &mut Vec<Row>) {
    match layout.sections.iter().any(|section| !section.heads.is_empty()) {
        true => tables.push(layout),
        false => {
            let sections = layout.sections.into_iter().flat_map(|section| section.rows);
            outside.extend(layout.heading.into_iter().chain(sections).chain(layout.below));
        }
    }
}

/// The block whose heads of columns a row holds.
fn head_of(row: &Row, known: &Known) -> Option<usize> {
    known.form.blocks.iter().enumerate().find_map(|(place, block)| {
        let needed = match block {
            BlockForm::Records { .. } => 2,
            BlockForm::Indicators { .. } => 3,
            BlockForm::Prose { .. } => return None,
        };
        let cells = row.cells.iter().filter(|cell| !cell.repeated);
        let mut roles: Vec<_> = cells.filter_map(|cell| known.role(place, cell.text())).collect();
        roles.sort_unstable();
        roles.dedup();
        (roles.len() >= needed).then_some(place)
    })
}

/// The block of prose whose head a row holds.
fn prose_of(row: &Row, known: &Known) -> Option<usize> {
    let block = row.cells.first().and_then(|cell| known.block_title(cell.text()))?;
    matches!(known.form.blocks.get(block), Some(BlockForm::Prose { .. })).then_some(block)
}
