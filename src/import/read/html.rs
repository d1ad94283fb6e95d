//! Web pages: their tables, and the text before and after them, in the order of the page.

use super::{
    super::grid::{Grid, Kind, MAX_COLUMNS, MAX_ROWS, Merge},
    Foreign,
};
use scraper::{ElementRef, Html, Node};
use std::collections::BTreeSet;

/// Elements that are no words of the page.
const UNSEEN: [&str; 7] = ["head", "script", "style", "template", "noscript", "title", "select"];
/// Elements that begin a line of their own.
const BLOCKS: [&str; 24] = [
    "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "main", "nav", "hr",
    "form", "center", "tr", "td", "th",
];

/// The grid of a page: each row of an innermost table, and each line of text between tables, is a row.
pub(super) fn grid(text: &str) -> Result<Grid, Foreign> {
    let page = Html::parse_document(text);
    let mut reader = Reader { grid: Grid::new(Kind::Page([].into())), rows: Vec::new(), tables: 0, line: String::new() };
    reader.page(page.root_element())?;
    reader.end_line()?;
    let Reader { mut grid, rows, .. } = reader;
    grid.set_kind(Kind::Page(rows.into()));
    Ok(grid)
}

/// The words of a cell that holds tags as text (`<p>目标1：…</p>`), each paragraph a line; other texts as they are.
pub fn words_of_markup(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let tags = ["<p>", "<p ", "</p>", "<br", "</div>", "</span>", "&nbsp;", "<strong>", "</font>"];
    if !tags.iter().any(|tag| lower.contains(tag)) {
        return text.to_owned();
    }
    words(Html::parse_fragment(text).root_element())
}

struct Reader {
    grid: Grid,
    /// Table and row of each row of the grid.
    rows: Vec<(u32, u32)>,
    tables: u32,
    /// Text outside of tables, up to the end of its line.
    line: String,
}

impl Reader {
    /// Goes through the page without recursion, for it may be as deep as it is long.
    fn page(&mut self, root: ElementRef<'_>) -> Result<(), Foreign> {
        let mut inside = BTreeSet::new();
        let mut block = None;
        for node in root.descendants() {
            match node.value() {
                _ if node.parent().is_some_and(|parent| inside.contains(&parent.id())) => _ = inside.insert(node.id()),
                Node::Text(text) => {
                    let around = node.ancestors().take(100).find(|each| is_block(each.value())).map(|each| each.id());
                    if around != block {
                        self.end_line()?;
                        block = around;
                    }
                    self.line.push_str(&text.replace('\n', " "));
                }
                Node::Element(element) if UNSEEN.contains(&element.name()) => _ = inside.insert(node.id()),
                Node::Element(element) if element.name() == "table" => {
                    self.end_line()?;
                    if let Some(table) = ElementRef::wrap(node).filter(|table| !holds_table(*table)) {
                        inside.insert(node.id());
                        self.table(table)?;
                    }
                }
                value if is_block(value) => self.end_line()?,
                _ => {}
            }
        }
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), Foreign> {
        let line = std::mem::take(&mut self.line);
        let line = line.split_whitespace().collect::<Vec<&str>>().join(" ");
        if !line.is_empty() {
            let row = self.row((self.tables, 0));
            self.grid.put((row, 0), line, false)?;
        }
        Ok(())
    }

    /// A new row of the grid.
    fn row(&mut self, label: (u32, u32)) -> u32 {
        self.rows.push(label);
        self.rows.len() as u32 - 1
    }

    /// A table without tables in it; cells take the places that those above and before them leave (HTML, “forming a table”).
    fn table(&mut self, table: ElementRef<'_>) -> Result<(), Foreign> {
        self.tables += 1;
        let mut taken: BTreeSet<(u32, u32)> = BTreeSet::new();
        let rows = table.descendants().filter_map(ElementRef::wrap).filter(|element| element.value().name() == "tr");
        for (number, row) in (1..).zip(rows) {
            let at = self.row((self.tables, number));
            let cells = row.children().filter_map(ElementRef::wrap).filter(|cell| matches!(cell.value().name(), "td" | "th"));
            let mut column = 0;
            for cell in cells {
                while taken.contains(&(at, column)) {
                    column += 1;
                }
                let (right, down) = (span(cell, "colspan", MAX_COLUMNS), span(cell, "rowspan", MAX_ROWS));
                if column + right > MAX_COLUMNS || taken.len() > 1 << 20 {
                    return Err(super::super::grid::TooLarge.into());
                }
                // Rows to come; a span that goes beyond the table ends with it.
                taken.extend((1..down.min(1000)).flat_map(|below| (0..right).map(move |beside| (at + below, column + beside))));
                self.grid.put((at, column), words(cell), false)?;
                self.grid.merge(Merge { first: (at, column), last: (at + down - 1, column + right - 1) });
                column += right;
            }
        }
        Ok(())
    }
}

fn is_block(node: &Node) -> bool {
    node.as_element().is_some_and(|element| BLOCKS.contains(&element.name()))
}

fn holds_table(table: ElementRef<'_>) -> bool {
    table.descendants().skip(1).filter_map(ElementRef::wrap).any(|element| element.value().name() == "table")
}

fn span(cell: ElementRef<'_>, name: &str, most: u32) -> u32 {
    cell.value().attr(name).and_then(|span| span.trim().parse::<u32>().ok()).unwrap_or(1).clamp(1, most)
}

/// The words of an element: blocks begin lines of their own.
fn words(element: ElementRef<'_>) -> String {
    let mut words = String::new();
    let mut unseen = BTreeSet::new();
    for node in element.descendants() {
        match node.value() {
            _ if node.parent().is_some_and(|parent| unseen.contains(&parent.id())) => _ = unseen.insert(node.id()),
            // A line end in the source is a space on the page.
            Node::Text(text) => words.push_str(&text.replace(['\n', '\r', '\t'], " ")),
            Node::Element(inner) if UNSEEN.contains(&inner.name()) => _ = unseen.insert(node.id()),
            value if is_block(value) => words.push('\n'),
            _ => {}
        }
    }
    let lines = words.lines().map(|line| line.trim_matches(' '));
    lines.filter(|line| !line.is_empty()).collect::<Vec<&str>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::{grid, words_of_markup};

    #[test]
    fn tables_and_the_text_around_them_are_rows() {
        let page = "<!doctype html><title>x</title><h1>绩效<b>目标</b>表</h1><div>(2022年)</div>\
            <table><tr><td><table><tr><td rowspan=2>产出</td><td>a</td><td>1</td></tr><tr><td>b<td>2</table></td></tr></table><p>注：无</p>";
        let grid = grid(page).unwrap();
        let rows: Vec<Vec<String>> = grid
            .rows()
            .iter()
            .map(|row| row.cells.iter().map(|cell| format!("{}:{} {}", cell.column, cell.text(), cell.at)).collect())
            .collect();
        assert_eq!(rows[0], ["0:绩效目标表 the text before the first table"]);
        assert_eq!(rows[2], ["0:产出 table 1, row 1, cell 1", "1:a table 1, row 1, cell 2", "2:1 table 1, row 1, cell 3"]);
        assert_eq!(rows[3], ["0:产出 table 1, row 1, cell 1", "1:b table 1, row 2, cell 2", "2:2 table 1, row 2, cell 3"]);
        assert_eq!(rows[4], ["0:注：无 the text after table 1"]);
    }

    #[test]
    fn tags_in_a_cell_are_no_words_of_it() {
        assert_eq!(words_of_markup("<p>目标1：一&nbsp;二</p> <p>目标2：a &lt; b</p>"), "目标1：一\u{A0}二\n目标2：a < b");
        assert_eq!(words_of_markup("a < b，<5天"), "a < b，<5天");
    }
}
