//! Foreign tables become sheets: spreadsheets, text and web pages in, YAML of the content out.
//!
//! It stands beside the pipeline: the form's declaration says what a table looks like, whatever file it is in, and what is written is read
//! back by `content` before anybody sees it. Invariant: no cell is dropped in silence; each is placed, a head, below the table, or left with
//! its address.

mod columns;
mod fold;
mod goals;
mod grid;
mod heading;
mod indicators;
mod known;
mod layout;
mod read;
mod records;
mod sheets;
mod table;
mod yaml;

pub use grid::{Address, TooLarge};
pub use read::{Foreign, MAX_FILE};
pub use sheets::{Homeless, Request, SheetFile, sheets};
pub use table::{Account, Left, Note, Table, Why};
pub use yaml::{Frame, write};

use crate::model::{
    department::{Department, DepartmentId},
    form::{BlockForm, Form},
    money::MoneyUnit,
    site::SiteConfig,
};
use columns::runs;
use fold::fold;
use grid::Row;
use known::{Known, money_unit};
use layout::{Layout, Section};
use std::{collections::BTreeMap, sync::Arc};
use table::{Block, Content};

/// What was found in a foreign file.
#[derive(Debug, Default)]
pub struct Found {
    /// Its tables.
    pub tables: Vec<Table>,
    /// Rows that are part of no table: where they stand, and how many follow each other.
    pub outside: Vec<(String, usize)>,
}

/// Reads the tables of a form from the bytes of a file; `name` is its name.
///
/// # Errors
/// [`Foreign`] where it is no file that can be read.
pub fn read(name: &str, bytes: &[u8], form: &'static Form, config: &SiteConfig) -> Result<Found, Foreign> {
    let known = Known::of(form);
    let mut found = Found::default();
    for grid in read::grids(name, bytes)? {
        let (layouts, outside) = layout::cut(grid.rows(), &known);
        for layout in layouts {
            let sheet = grid.name().map(str::to_owned);
            found.tables.push(table(&layout, &known, config, sheet));
        }
        found.outside.extend(runs(&outside).filter_map(|run| {
            let (first, last) = (run.first()?.cells.first()?, run.last()?.cells.first()?);
            Some((first.at.rows_to(&last.at), run.len()))
        }));
    }
    Ok(found)
}

fn table(layout: &Layout, known: &Known, config: &SiteConfig, sheet: Option<String>) -> Table {
    let mut table = Table { sheet, ..Table::default() };
    heading::read(&layout.heading, known, &mut table);
    let heads = layout.sections.iter().flat_map(|section| &section.heads).flat_map(|row| &row.cells);
    table.unit = heads.filter_map(|cell| money_unit(cell.text())).next().or(table.unit);
    let unit = table.unit.unwrap_or(MoneyUnit::Wan);
    for (place, form) in known.form.blocks.iter().enumerate() {
        let sections: Vec<&Section> = layout.sections.iter().filter(|section| section.block == place).collect();
        let mut content = match form {
            BlockForm::Records { .. } => Content::Records { rows: Vec::new(), sum: None },
            BlockForm::Prose { .. } => Content::Prose(Vec::new()),
            BlockForm::Indicators { .. } => Content::Indicators(Vec::new()),
        };
        let mut indicators = indicators::Reader::new(known, config);
        for section in &sections {
            match form {
                BlockForm::Records { .. } => records::read(section, known, unit, &mut content, &mut table.account),
                BlockForm::Prose { numbered, .. } => goals::read(section, known, numbered, &mut content, &mut table.account),
                BlockForm::Indicators { .. } => indicators.read(section, &mut content, &mut table.account),
            }
            table.account.heads += section.heads.len();
        }
        let from = sections.iter().flat_map(|section| runs(&section.rows)).filter_map(ends).collect();
        table.blocks.push(Block { place, from, content });
    }
    let account = &mut table.account;
    account.seen =
        layout.heading.len() + layout.below.len() + layout.sections.iter().map(|each| each.heads.len() + each.rows.len()).sum::<usize>();
    layout.below.iter().for_each(|row| account.set_aside(row));
    table
}

/// First and last row of a run, by their own cells.
fn ends(run: &[Row]) -> Option<(Address, Address)> {
    let own = |row: &Row| row.cells.iter().find(|cell| !cell.repeated).map(|cell| cell.at.clone());
    Some((own(run.first()?)?, own(run.last()?)?))
}

/// The department of departments.yaml that has this name, full or short, in any language.
pub fn department<'d>(name: &str, departments: &'d BTreeMap<DepartmentId, Arc<Department>>) -> Option<&'d Department> {
    let folded = fold(name);
    let has = |department: &&Arc<Department>| {
        let texts = std::iter::once(&department.name).chain(&department.short);
        texts
            .flat_map(|text| std::iter::once(&text.source).chain(text.others.iter().map(|(_, words)| words)))
            .any(|words| fold(words) == folded)
    };
    departments.values().find(has).map(Arc::as_ref)
}
