//! Tables as text: fields between commas or tabs (RFC 4180), also as copied from a web page or from Word.

use super::{
    super::grid::{Grid, Kind, TooLarge},
    Foreign,
};
use csv::{ByteRecord, ReaderBuilder};

/// What may stand between fields.
const BETWEEN: [u8; 3] = [b'\t', b',', b';'];

/// Most fields of a file, empty ones too.
const MAX_FIELDS: usize = 2_000_000;

/// The grid of a text.
pub(super) fn grid(name: &str, text: &str) -> Result<Grid, Foreign> {
    let between = delimiter(name, text);
    // The reader makes room for every field of a line, before anybody sees that they are too many.
    if text.bytes().filter(|byte| *byte == between).count() > MAX_FIELDS {
        return Err(TooLarge.into());
    }
    // A quote at the beginning of a field that is no quotation would take the fields after it with it.
    match fields(text, between, true)? {
        Some(grid) => Ok(grid),
        None => Ok(fields(text, between, false)?.unwrap_or_else(|| Grid::new(Kind::Lines))),
    }
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

/// The fields of all lines; `None` where one of them holds what only stands between fields, and so is no quotation.
fn fields(text: &str, between: u8, quoting: bool) -> Result<Option<Grid>, TooLarge> {
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(between).quoting(quoting).from_reader(text.as_bytes());
    let bytes = text.as_bytes();
    let mut grid = Grid::new(Kind::Lines);
    let mut record = ByteRecord::new();
    let (mut line, mut seen) = (0, 0);
    loop {
        // Where the reader is before the empty lines that it passes over.
        let from = usize::try_from(reader.position().byte()).unwrap_or(bytes.len());
        // From memory, and with records of any length, nothing can go wrong.
        if !reader.read_byte_record(&mut record).unwrap_or(false) {
            return Ok(Some(grid));
        }
        let begin = from + bytes[from..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        line += bytes[seen..begin].iter().filter(|byte| **byte == b'\n').count();
        seen = begin;
        for (column, field) in (0..).zip(&record) {
            if quoting && field.contains(&b'\t') && field.contains(&b'\n') {
                return Ok(None);
            }
            let row = u32::try_from(line).unwrap_or(u32::MAX);
            grid.put((row, column), String::from_utf8_lossy(field).into_owned(), false)?;
        }
    }
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
