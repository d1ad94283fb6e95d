//! What stands above the blocks of a table: its year, its department, the unit of its amounts.

use super::{
    fold::{fold, one_line},
    grid::Row,
    known::{Known, money_unit},
    table::{Note, Table, Why},
};
use crate::model::{sheet::Status, vocabulary::Vocabulary, year::Year};

/// Reads the heading of a table.
pub fn read(rows: &[Row], known: &Known, table: &mut Table) {
    let years: Vec<Year> =
        rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.repeated).flat_map(|cell| years(cell.text())).collect();
    let mut distinct = years.clone();
    distinct.sort_unstable();
    distinct.dedup();
    match distinct.as_slice() {
        [year] => table.year = Some(*year),
        [] => {}
        _ => table.account.notes.push(Note::Years(distinct)),
    }
    for row in rows {
        let cells: Vec<_> = row.cells.iter().filter(|cell| !cell.repeated).collect();
        for (place, cell) in cells.iter().enumerate() {
            table.unit = table.unit.or_else(|| money_unit(cell.text()));
            table.status = table.status.or_else(|| status(cell.text()));
            let named = known.department(cell.text()).filter(|_| table.department.is_none() && money_unit(cell.text()).is_none());
            let Some(in_cell) = named else { continue };
            let beside = || cells.get(place + 1).map(|cell| cell.text().to_owned()).filter(|text| known.department(text).is_none());
            table.department = in_cell.or_else(beside).map(|name| one_line(&name)).filter(|name| !name.is_empty());
        }
    }
    for row in rows {
        match own(row) {
            _ if row.cells.iter().any(|cell| says_something(cell.text(), known)) => table.account.heads += 1,
            // Lines of words: navigation of a page, the number of the form, a date.
            1 | 2 => table.account.set_aside(row),
            _ => table.account.leave_row(row, &Why::NoRow),
        }
    }
}

/// How many cells begin in a row.
fn own(row: &Row) -> usize {
    row.cells.iter().filter(|cell| !cell.repeated).count()
}

/// Whether a text is a part of the heading.
fn says_something(text: &str, known: &Known) -> bool {
    known.is_title(text)
        || known.department(text).is_some()
        || money_unit(text).is_some()
        || status(text).is_some()
        || (!years(text).is_empty() && fold(text).chars().count() < 20)
}

/// The status whose words a text is.
fn status(text: &str) -> Option<Status> {
    let folded = fold(text);
    let mut statuses = Vocabulary::builtin().statuses.iter();
    statuses.find(|(_, labels)| labels.values().any(|label| fold(label) == folded)).and_then(|(status, _)| Status::parse(status))
}

/// The years that a text states: `(2022年)`, `2022年度…`; a date of a day or month states none.
fn years(text: &str) -> Vec<Year> {
    let folded = fold(text);
    let parts: Vec<&str> = folded.split('年').collect();
    let stated = parts.windows(2).filter_map(|around| {
        let digits = &around[0][around[0].len() - around[0].bytes().rev().take_while(u8::is_ascii_digit).count()..];
        let month = around[1].trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('月');
        let dated = month && around[1].starts_with(|c: char| c.is_ascii_digit());
        Year::parse(digits).filter(|_| !dated)
    });
    stated.collect()
}

#[cfg(test)]
mod tests {
    use super::years;

    #[test]
    fn a_year_is_stated_and_a_date_is_none() {
        let found = |text| years(text).iter().map(ToString::to_string).collect::<Vec<String>>();
        assert_eq!(found("（２０２２年）"), ["2022"]);
        assert_eq!(found("2022年度部门整体支出绩效目标表"), ["2022"]);
        assert!(found("填报日期：2021年12月5日").is_empty());
        assert!(found("12年").is_empty() && found("年年年").is_empty());
    }
}
