//! Which cell of a row belongs to which column, also where a table was copied and its rows stand one or two places beside their heads.

use super::{
    fold::clean,
    grid::{Row, RowCell},
    known::{Known, Role, total_column},
    layout::Section,
    table::{Account, Note},
};

/// How far rows may stand beside their heads: the smallest step is tried first.
const SHIFTS: [i32; 7] = [0, 1, -1, 2, -2, 3, -3];

/// The columns of a section.
struct Columns {
    /// From left to right.
    heads: Vec<(u32, Head)>,
}

/// A head of a column.
#[derive(Clone, Debug)]
enum Head {
    Known(Role),
    /// One that the form does not have.
    Other(String),
}

/// The cells of a row by their columns.
#[derive(Clone, Debug, Default)]
pub struct Placed<'r> {
    cells: Vec<(Role, &'r RowCell)>,
    /// Cells under heads that the form does not have.
    pub other: Vec<(String, &'r RowCell)>,
    /// Cells under no head, or second ones under one.
    pub stray: Vec<&'r RowCell>,
}

impl<'r> Placed<'r> {
    /// The cell of a column.
    pub fn get(&self, role: Role) -> Option<&'r RowCell> {
        self.cells.iter().find(|(of, _)| *of == role).map(|(_, cell)| *cell)
    }

    /// Its text.
    pub fn text(&self, role: Role) -> Option<&'r str> {
        self.get(role).map(RowCell::text)
    }
}

impl Columns {
    /// From the rows with heads: the lower one says more.
    fn of(heads: &[Row], block: usize, known: &Known) -> Columns {
        let mut columns: Vec<(u32, Head)> = Vec::new();
        for cell in heads.iter().flat_map(|row| &row.cells).filter(|cell| !cell.repeated) {
            let head = match known.role(block, cell.text()) {
                Some(role) => Head::Known(role),
                None if known.block_title(cell.text()).is_some() => continue,
                None => Head::Other(clean(cell.text()).split_whitespace().collect()),
            };
            match columns.iter_mut().find(|(column, _)| *column == cell.column) {
                Some((_, Head::Known(role))) if *role != Role::Amounts => {}
                Some((_, above)) => *above = head,
                None => columns.push((cell.column, head)),
            }
        }
        // One amount without a head of its own is the whole.
        let amounts = |head: &Head| matches!(head, Head::Known(Role::Amounts));
        let parted = columns.iter().any(|(_, head)| matches!(head, Head::Known(Role::Column(place)) if is_amount(known, *place)));
        if parted {
            columns.retain(|(_, head)| !amounts(head));
        } else if let Some(total) = total_column(known.form) {
            columns.iter_mut().filter(|(_, head)| amounts(head)).for_each(|(_, head)| *head = Head::Known(Role::Column(total)));
        }
        columns.sort_by_key(|(column, _)| *column);
        Columns { heads: columns }
    }

    /// The cells of a row by their columns, if the row stands `shift` places to the right of the heads.
    fn place<'r>(&self, cells: &[&'r RowCell], shift: i32) -> Placed<'r> {
        let mut placed = Placed::default();
        for cell in cells.iter().copied() {
            let column = i64::from(cell.column) - i64::from(shift);
            let head = self.heads.iter().rev().find(|(head, _)| i64::from(*head) <= column);
            match head {
                Some((_, Head::Known(role))) if placed.get(*role).is_none() => placed.cells.push((*role, cell)),
                Some((_, Head::Other(head))) => placed.other.push((head.clone(), cell)),
                _ => placed.stray.push(cell),
            }
        }
        placed
    }

    /// How far each row stands beside the heads: as most of its neighbours do, unless it makes sense only otherwise. `sense` says how much a
    /// row makes, and whether all of it does.
    fn shifts(&self, rows: &[Vec<&RowCell>], sense: impl Fn(&Placed<'_>) -> (u32, bool)) -> Vec<i32> {
        let sum = |shift: i32| rows.iter().map(|row| sense(&self.place(row, shift)).0).sum::<u32>();
        let mut common = (0, 0);
        for shift in SHIFTS {
            let sum = sum(shift);
            if sum > common.1 {
                common = (shift, sum);
            }
        }
        let own = |row: &Vec<&RowCell>| {
            let whole = |shift: &i32| sense(&self.place(row, *shift)).1;
            std::iter::once(common.0).chain(SHIFTS).find(whole).unwrap_or(common.0)
        };
        rows.iter().map(own).collect()
    }
}

fn is_amount(known: &Known, place: usize) -> bool {
    known.form.columns().nth(place).is_some_and(|column| column.kind == crate::model::form::ColumnKind::Amount)
}

/// The rows of a section, their cells by columns, wherever they stand; what a row makes sense by is said by `sense` (see [`Columns::shifts`]).
/// A row of nothing but the head of its block is a head.
pub fn rows<'s>(
    section: &'s Section,
    known: &Known,
    account: &mut Account,
    sense: impl Fn(&Placed<'_>) -> (u32, bool),
) -> Vec<(&'s Row, Placed<'s>)> {
    let heads = Columns::of(&section.heads, section.block, known);
    let mut rows = Vec::with_capacity(section.rows.len());
    for run in runs(&section.rows) {
        let cells: Vec<Vec<&RowCell>> = run.iter().map(|row| without_title(row, known)).collect();
        let shifts = heads.shifts(&cells, &sense);
        note_shifts(run, &shifts, account);
        for ((row, cells), shift) in run.iter().zip(&cells).zip(shifts) {
            match cells.is_empty() {
                true => account.heads += 1,
                false => rows.push((row, heads.place(cells, shift))),
            }
        }
    }
    rows
}

/// Notes rows of a run that stand beside their heads, neighbours together.
fn note_shifts(run: &[Row], shifts: &[i32], account: &mut Account) {
    let rows: Vec<(&Row, i32)> = run.iter().zip(shifts.iter().copied()).collect();
    let first_of = |row: &Row| row.cells.iter().find(|cell| !cell.repeated).map(|cell| cell.at.clone());
    for same in rows.chunk_by(|a, b| a.1 == b.1) {
        let (Some((first, by)), Some((last, _))) = (same.first(), same.last()) else { continue };
        if let (true, Some(first), Some(last)) = (*by != 0, first_of(first), first_of(last)) {
            account.notes.push(Note::Shifted { rows: first.rows_to(&last), by: *by });
        }
    }
}

/// The cells of a row but the head of its block, which stands before them.
pub fn without_title<'r>(row: &'r Row, known: &Known) -> Vec<&'r RowCell> {
    let titled = row.cells.first().is_some_and(|cell| known.block_title(cell.text()).is_some());
    row.cells.iter().skip(usize::from(titled)).collect()
}

/// Rows that follow each other without a gap.
pub fn runs(rows: &[Row]) -> impl Iterator<Item = &[Row]> {
    rows.chunk_by(|a, b| b.number == a.number + 1)
}
