//! Tables as text: fields between commas or tabs (RFC 4180), also as copied from a web page or from Word.

use super::{
    super::grid::{Grid, Kind},
    Foreign,
};
use csv::{ByteRecord, ReaderBuilder};

/// What may stand between fields.
const BETWEEN: [u8; 3] = [b'\t', b',', b';'];

/// The grid of a text.
pub(super) fn grid(name: &str, text: &str) -> Result<Grid, Foreign> {
    let between = delimiter(name, text);
    let records = records(text, between, true).filter(|records| !swallowed(records));
    // A quote at the beginning of a field that is no quotation would take the fields after it with it.
    let records = match records {
        Some(records) => records,
        None => self::records(text, between, false).unwrap_or_default(),
    };
    let mut grid = Grid::new(Kind::Lines);
    for (line, record) in &records {
        for (column, field) in (0..).zip(record) {
            grid.put((*line, column), String::from_utf8_lossy(field).into_owned(), false)?;
        }
    }
    Ok(grid)
}

/// By the name of the file, else the one that most lines have.
fn delimiter(name: &str, text: &str) -> u8 {
    let extension = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let lines_with = |byte: u8| text.lines().filter(|line| line.as_bytes().contains(&byte)).count();
    match extension.as_str() {
        "tsv" | "tab" => b'\t',
        // Prose is full of commas, and a table that was copied has tabs.
        "txt" if lines_with(b'\t') > 0 => b'\t',
        _ => BETWEEN.into_iter().rev().max_by_key(|byte| lines_with(*byte)).unwrap_or(b','),
    }
}

/// Lines, from 0, and their fields.
fn records(text: &str, between: u8, quoting: bool) -> Option<Vec<(u32, ByteRecord)>> {
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(between).quoting(quoting).from_reader(text.as_bytes());
    let (mut line, mut seen) = (0, 0);
    let records = reader.byte_records().map(|record| {
        let record = record.ok()?;
        // Where the reader was before the empty lines that it passes over.
        let from = usize::try_from(record.position()?.byte()).ok()?;
        let rest = text.as_bytes().get(from..)?;
        let begin = from + rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        line += u32::try_from(text.as_bytes().get(seen..begin)?.iter().filter(|byte| **byte == b'\n').count()).ok()?;
        seen = begin;
        Some((line, record))
    });
    records.collect()
}

/// Whether a field holds what only stands between fields.
fn swallowed(records: &[(u32, ByteRecord)]) -> bool {
    let tab_and_line = |field: &[u8]| field.contains(&b'\t') && field.contains(&b'\n');
    records.iter().any(|(_, record)| record.iter().any(tab_and_line))
}

#[cfg(test)]
mod tests {
    use super::grid;

    fn rows(name: &str, text: &str) -> Vec<Vec<String>> {
        let grid = grid(name, text).unwrap();
        grid.rows().iter().map(|row| row.cells.iter().map(|cell| format!("{} @ {}", cell.text(), cell.at)).collect()).collect()
    }

    #[test]
    fn cells_of_a_text_know_their_lines() {
        assert_eq!(
            rows("a.txt", "一\t二\n\n\t三，四\n"),
            [vec!["一 @ line 1, cell 1", "二 @ line 1, cell 2"], vec!["三，四 @ line 3, cell 2"]]
        );
        assert_eq!(rows("a.csv", "a,\"b\nc\"\nd"), [vec!["a @ line 1, cell 1", "b\nc @ line 1, cell 2"], vec!["d @ line 3, cell 1"]]);
        assert_eq!(rows("a.csv", "a;b,c;d\ne;f;g")[0].len(), 3);
    }

    #[test]
    fn a_quote_that_is_never_closed_takes_nothing_with_it() {
        assert_eq!(
            rows("a.txt", "\"一\t二\n三\t四\n"),
            [vec!["\"一 @ line 1, cell 1", "二 @ line 1, cell 2"], vec!["三 @ line 2, cell 1", "四 @ line 2, cell 2"]]
        );
    }
}
