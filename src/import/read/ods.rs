//! OpenDocument spreadsheets (.ods, ISO/IEC 26300-1, chapter 9), read by ourselves: the file says what each cell shows, and which cells are
//! merged; the library for spreadsheets hands on neither.

use super::{
    super::grid::{Grid, Kind, Merge},
    Foreign, zipped,
};
use roxmltree::{Document, Node, ParsingOptions};

const TABLE: &str = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
const TEXT: &str = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
const OFFICE: &str = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";

/// The grids of a file that was [looked](zipped::look) at.
pub(super) fn grids(bytes: &[u8]) -> Result<Vec<Grid>, Foreign> {
    let xml = zipped::text(bytes, "content.xml")?;
    let options = ParsingOptions { nodes_limit: 2_000_000, ..ParsingOptions::default() };
    let document = Document::parse_with_options(&xml, options)
        .map_err(|error| Foreign::Damaged { kind: "an OpenDocument spreadsheet (.ods)", why: error.to_string() })?;
    document.descendants().filter(|node| node.has_tag_name((TABLE, "table"))).map(grid).collect()
}

fn grid(table: Node<'_, '_>) -> Result<Grid, Foreign> {
    let mut grid = Grid::new(Kind::sheet(table.attribute((TABLE, "name")).unwrap_or_default()));
    let mut row = 0_u32;
    // Also those in groups and under repeated heads.
    for node in table.descendants().filter(|node| node.has_tag_name((TABLE, "table-row"))) {
        let times = repeated(node, "number-rows-repeated");
        let mut column = 0_u32;
        for cell in node.children().filter(|node| node.tag_name().namespace() == Some(TABLE)) {
            let across = repeated(cell, "number-columns-repeated");
            let words = words(cell);
            // What is repeated without end is empty; what is not is refused by the grid.
            if !words.is_empty() {
                for (down, right) in (0..times).flat_map(|down| (0..across).map(move |right| (down, right))) {
                    let at = (row.saturating_add(down), column.saturating_add(right));
                    grid.put(at, words.clone(), false)?;
                    grid.merge(Merge {
                        first: at,
                        last: (at.0 + spanned(cell, "number-rows-spanned"), at.1 + spanned(cell, "number-columns-spanned")),
                    });
                }
            }
            column = column.saturating_add(across);
        }
        row = row.saturating_add(times);
    }
    Ok(grid)
}

fn number(node: Node<'_, '_>, name: &str) -> u32 {
    node.attribute((TABLE, name)).and_then(|count| count.parse().ok()).unwrap_or(1).max(1)
}

fn repeated(node: Node<'_, '_>, name: &str) -> u32 {
    number(node, name)
}

/// How many more rows or columns.
fn spanned(node: Node<'_, '_>, name: &str) -> u32 {
    number(node, name).min(1 << 20) - 1
}

/// What a cell shows: its paragraphs, a line each. Thousands separators of a number are left out, for they are no digits.
fn words(cell: Node<'_, '_>) -> String {
    let paragraphs = cell.children().filter(|node| node.has_tag_name((TEXT, "p")));
    let shown = paragraphs.map(|paragraph| {
        let mut words = String::new();
        inline(paragraph, &mut words);
        words
    });
    let shown = shown.collect::<Vec<String>>().join("\n");
    let kind = cell.attribute((OFFICE, "value-type")).unwrap_or_default();
    if matches!(kind, "float" | "percentage" | "currency") { shown.replace(',', "") } else { shown }
}

fn inline(node: Node<'_, '_>, words: &mut String) {
    // Not recursive: an XML file may be as deep as it is long.
    for inner in node.descendants() {
        match inner.tag_name().name() {
            _ if inner.is_text() => words.push_str(inner.text().unwrap_or_default()),
            "s" => words.push_str(&" ".repeat(inner.attribute((TEXT, "c")).and_then(|count| count.parse().ok()).unwrap_or(1).min(1000))),
            "tab" => words.push('\t'),
            "line-break" => words.push('\n'),
            _ => {}
        }
    }
}
