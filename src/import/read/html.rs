//! Web pages: their tables, and the text before and after them, in the order of the page.
//!
//! Tags are taken one after the other, and no tree is built: a page of some hundred KB can be written that makes a tree of gigabytes.

use super::{
    super::grid::{Grid, Kind, MAX_COLUMNS, MAX_ROWS, Merge, TooLarge},
    Foreign,
};
use html5ever::{
    tendril::StrTendril,
    tokenizer::{
        BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
        states::RawKind::{Rawtext, Rcdata, ScriptData},
    },
};
use std::{cell::RefCell, collections::BTreeSet, mem};

/// Elements whose words are not shown, and that hold others.
const UNSEEN: [&str; 4] = ["head", "template", "select", "svg"];
/// Elements that begin a line of their own.
const BLOCKS: [&str; 25] = [
    "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "main", "nav", "hr",
    "form", "center", "caption", "dt", "dd", "body",
];
/// Most cells of a page, empty ones too.
const MAX_CELLS: usize = 200_000;

/// The grid of a page: each row of an innermost table, and each line of text between tables, is a row.
pub(super) fn grid(text: &str) -> Result<Grid, Foreign> {
    let mut page = Page::read(text);
    page.close_tables();
    page.end_line();
    let Page { mut grid, rows, too_large, .. } = page;
    grid.set_kind(Kind::Page(rows.into()));
    if too_large { Err(TooLarge.into()) } else { Ok(grid) }
}

/// The words of a cell that holds tags as text (`<p>目标1：…</p>`), each paragraph a line; other texts as they are.
pub fn words_of_markup(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let tags = ["<p>", "<p ", "</p>", "<br", "</div>", "</span>", "&nbsp;", "<strong>", "</font>"];
    if !tags.iter().any(|tag| lower.contains(tag)) {
        return text.to_owned();
    }
    let mut page = Page::read(text);
    page.end_line();
    let rows = page.grid.rows();
    rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text()).collect::<Vec<&str>>().join("\n")
}

/// What was read of a page so far.
struct Page {
    grid: Grid,
    /// Table and row of each row of the grid.
    rows: Vec<(u32, u32)>,
    /// Tables so far that hold no tables.
    tables: u32,
    /// Cells so far.
    cells: usize,
    /// Tables that are open, each in the one before.
    open: Vec<Table>,
    /// Text outside of tables, up to the end of its line.
    line: String,
    /// How many elements are open whose words are not shown.
    unseen: usize,
    too_large: bool,
}

/// A table that is open.
#[derive(Default)]
struct Table {
    rows: Vec<Vec<TableCell>>,
    /// Text goes into the last cell.
    in_cell: bool,
    /// It holds tables: its own cells are text around them.
    layout: bool,
}

struct TableCell {
    text: String,
    across: u32,
    down: u32,
}

/// Lets the tokenizer, which shares its sink, change the page.
struct Sink(RefCell<Page>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let page = &mut *self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => page.text(&text),
            Token::TagToken(tag) => return page.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Page {
    fn read(text: &str) -> Page {
        let (rows, open, line) = Default::default();
        let grid = Grid::new(Kind::Page([].into()));
        let page = Page { grid, rows, tables: 0, cells: 0, open, line, unseen: 0, too_large: false };
        let tokenizer = Tokenizer::new(Sink(RefCell::new(page)), TokenizerOpts::default());
        let queue = BufferQueue::default();
        queue.push_back(StrTendril::from_slice(text));
        // A script, at which it would wait, is never said to have ended.
        let _ = tokenizer.feed(&queue);
        tokenizer.end();
        tokenizer.sink.0.into_inner()
    }

    fn text(&mut self, text: &str) {
        if self.unseen > 0 {
            return;
        }
        // A line end in the source is a space on the page.
        let text = text.replace(['\n', '\r', '\t'], " ");
        match self.open.last_mut().filter(|table| table.in_cell && !table.layout) {
            Some(table) => {
                if let Some(cell) = table.rows.last_mut().and_then(|row| row.last_mut()) {
                    cell.text.push_str(&text);
                }
            }
            None => self.line.push_str(&text),
        }
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let starts = tag.kind == TagKind::StartTag;
        match &*tag.name {
            // What is in these is no HTML. Their words go with the start tag.
            "script" if starts => return self.raw(ScriptData),
            "style" | "noscript" | "iframe" | "xmp" if starts => return self.raw(Rawtext),
            "title" | "textarea" if starts => return self.raw(Rcdata),
            "script" | "style" | "noscript" | "iframe" | "xmp" | "title" | "textarea" => self.unseen = self.unseen.saturating_sub(1),
            name if UNSEEN.contains(&name) && starts => self.unseen += usize::from(!tag.self_closing),
            name if UNSEEN.contains(&name) => self.unseen = self.unseen.saturating_sub(1),
            // The end of a head may be left out.
            "body" if starts => self.unseen = 0,
            _ if self.unseen > 0 => {}
            "table" if starts => self.begin_table(),
            "table" => self.end_table(),
            "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" => self.part_of_table(tag, starts),
            name if BLOCKS.contains(&name) => self.begin_line(),
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn raw(&mut self, kind: html5ever::tokenizer::states::RawKind) -> TokenSinkResult<()> {
        self.unseen += 1;
        TokenSinkResult::RawData(kind)
    }

    fn begin_line(&mut self) {
        match self.open.last_mut().filter(|table| table.in_cell && !table.layout) {
            Some(table) => _ = table.rows.last_mut().and_then(|row| row.last_mut()).map(|cell| cell.text.push('\n')),
            None => self.end_line(),
        }
    }

    fn end_line(&mut self) {
        let line = mem::take(&mut self.line);
        let line = line.split_whitespace().collect::<Vec<&str>>().join(" ");
        if !line.is_empty() {
            let row = self.row((self.tables, 0));
            self.put((row, 0), line);
        }
    }

    fn begin_table(&mut self) {
        self.end_line();
        // The cells of the one around it are no table, but text.
        if let Some(around) = self.open.last_mut().filter(|table| !table.layout) {
            around.layout = true;
            for cell in mem::take(&mut around.rows).into_iter().flatten() {
                self.line = cell.text;
                self.end_line();
            }
        }
        self.open.push(Table::default());
    }

    fn end_table(&mut self) {
        self.end_line();
        if let Some(table) = self.open.pop().filter(|table| !table.layout) {
            self.emit(table);
        }
    }

    /// At the end of the page.
    fn close_tables(&mut self) {
        while !self.open.is_empty() {
            self.end_table();
        }
    }

    /// Rows and cells; the ends of both may be left out.
    fn part_of_table(&mut self, tag: &Tag, starts: bool) {
        let Some(table) = self.open.last_mut() else { return self.begin_line() };
        if table.layout {
            return self.end_line();
        }
        table.in_cell = false;
        match &*tag.name {
            "tr" if starts => table.rows.push(Vec::new()),
            "td" | "th" if starts => {
                if table.rows.is_empty() {
                    table.rows.push(Vec::new());
                }
                let span = |name: &str, most: u32| {
                    let value =
                        tag.attrs.iter().find(|each| &*each.name.local == name).and_then(|each| each.value.trim().parse::<u32>().ok());
                    value.unwrap_or(1).clamp(1, most)
                };
                let cell = TableCell { text: String::new(), across: span("colspan", MAX_COLUMNS), down: span("rowspan", MAX_ROWS) };
                self.cells += 1;
                self.too_large |= self.cells > MAX_CELLS;
                if let Some(row) = table.rows.last_mut().filter(|_| !self.too_large) {
                    row.push(cell);
                    table.in_cell = true;
                }
            }
            _ => {}
        }
    }

    /// Puts a table into the grid; cells take the places that those above and before them leave (HTML, “forming a table”).
    fn emit(&mut self, table: Table) {
        self.tables += 1;
        let mut taken: BTreeSet<(u32, u32)> = BTreeSet::new();
        for (number, row) in (1..).zip(table.rows) {
            let at = self.row((self.tables, number));
            let mut column = 0;
            for TableCell { text, across, down } in row {
                while taken.contains(&(at, column)) {
                    column += 1;
                }
                if column + across > MAX_COLUMNS || taken.len() > 1 << 19 {
                    self.too_large = true;
                    return;
                }
                // Rows to come; a span that goes beyond the table ends with it.
                taken.extend((1..down.min(1000)).flat_map(|below| (0..across).map(move |beside| (at + below, column + beside))));
                let lines = text.lines().map(|line| line.trim_matches(' ')).filter(|line| !line.is_empty());
                self.put((at, column), lines.collect::<Vec<&str>>().join("\n"));
                self.grid.merge(Merge { first: (at, column), last: (at + down - 1, column + across - 1) });
                column += across;
            }
        }
    }

    /// A new row of the grid.
    fn row(&mut self, label: (u32, u32)) -> u32 {
        self.rows.push(label);
        self.rows.len() as u32 - 1
    }

    fn put(&mut self, at: (u32, u32), text: String) {
        self.too_large |= self.grid.put(at, text, false).is_err();
    }
}

#[cfg(test)]
mod tests {
    use super::{grid, words_of_markup};

    #[test]
    fn tables_and_the_text_around_them_are_rows() {
        let page = "<!doctype html><title>x<b></title><h1>绩效<b>目标</b>表</h1><div>(2022年)</div>\
            <table><tr><td>前<td><table><tr><td rowspan=2>产出</td><td>a</td><td>1</td></tr><tr><td>b<td>2</table></td></tr></table><p>注：无</p>\
            <script>document.write('<table>')</script>";
        let grid = grid(page).unwrap();
        let rows: Vec<Vec<String>> = grid
            .rows()
            .iter()
            .map(|row| row.cells.iter().map(|cell| format!("{}:{} {}", cell.column, cell.text(), cell.at)).collect())
            .collect();
        assert_eq!(rows[0], ["0:绩效目标表 the text before the first table"]);
        assert_eq!(rows[2], ["0:前 the text before the first table"]);
        assert_eq!(rows[3], ["0:产出 table 1, row 1, cell 1", "1:a table 1, row 1, cell 2", "2:1 table 1, row 1, cell 3"]);
        assert_eq!(rows[4], ["0:产出 table 1, row 1, cell 1", "1:b table 1, row 2, cell 2", "2:2 table 1, row 2, cell 3"]);
        assert_eq!(rows[5], ["0:注：无 the text after table 1"]);
        assert_eq!(rows.len(), 6);
    }

    #[test]
    fn tags_in_a_cell_are_no_words_of_it() {
        assert_eq!(words_of_markup("<p>目标1：一&nbsp;二</p> <p>目标2：a &lt; b</p>"), "目标1：一 二\n目标2：a < b");
        assert_eq!(words_of_markup("a < b，<5天"), "a < b，<5天");
    }
}
