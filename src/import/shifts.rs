//! Says which rows stood beside their heads.

use super::{
    grid::Row,
    table::{Account, Note},
};

/// Notes rows of a run that stand beside their heads, neighbours together.
pub fn note(run: &[Row], shifts: &[i32], account: &mut Account) {
    let rows: Vec<(&Row, i32)> = run.iter().zip(shifts.iter().copied()).collect();
    for same in rows.chunk_by(|a, b| a.1 == b.1) {
        let (Some((first, by)), Some((last, _))) = (same.first(), same.last()) else { continue };
        if let (true, Some(first), Some(last)) =
            (*by != 0, first.cells.iter().find(|cell| !cell.repeated), last.cells.iter().find(|cell| !cell.repeated))
        {
            account.notes.push(Note::Shifted { rows: first.at.rows_to(&last.at), by: *by });
        }
    }
}
