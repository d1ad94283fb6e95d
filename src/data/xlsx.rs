//! A report as a spreadsheet in the layout of the official table, ready to be printed on A4: one language a file.

use super::{Words, figure::Figure, tidy::font};
use crate::{
    model::{
        form::{BlockForm, ColumnKind, Labels},
        lang::Lang,
        money::Amount,
        sheet::{Block, Goal, Indicator, Record, Report, Sheet},
        vocabulary::{Term, Vocabulary},
    },
    site::Site,
};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use tracing::trace_span;

/// Widths of the columns A to G, in digits of the default font: block, level 1, level 2, description, three amounts.
const WIDTHS: [u16; 7] = [12, 16, 16, 40, 13, 13, 13];
const LAST: u16 = WIDTHS.len() as u16 - 1;
/// Where the amounts begin; a form with more of them makes the table wider.
const AMOUNTS: u16 = 4;
/// Longest row, in points.
const TALLEST: f64 = 409.0;

/// The report in `lang`. `None` where a text is longer than a cell can be (32,767 characters): cut, it would not be the original.
///
/// # Errors
/// What the library says of a table it cannot write.
pub fn report_xlsx(site: Site<'_>, report: &Report, lang: &Lang) -> Result<Option<Vec<u8>>, XlsxError> {
    let _xlsx = trace_span!("xlsx").entered();
    let mut book = Workbook::new();
    let properties = DocProperties::new().set_author("gongkai");
    // The same input gives the same bytes: the time of creation is no time at all.
    book.set_properties(&properties.set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    for sheet in &report.sheets {
        let worksheet = book.add_worksheet();
        worksheet.set_name(sheet.form.id.chars().take(31).collect::<String>())?;
        let writer = Writer { words: Words::new(site), site, report, sheet, lang, worksheet, row: 0, formats: Formats::new(lang) };
        match writer.write() {
            Err(XlsxError::MaxStringLengthExceeded) => return Ok(None),
            written => written?,
        }
    }
    book.save_to_buffer().map(Some)
}

struct Formats {
    title: Format,
    line: Format,
    head: Format,
    text: Format,
    middle: Format,
}

impl Formats {
    fn new(lang: &Lang) -> Formats {
        let plain = || Format::new().set_font_name(font(lang)).set_font_size(11).set_align(FormatAlign::VerticalCenter).set_text_wrap();
        let cell = || plain().set_border(FormatBorder::Thin);
        Formats {
            title: plain().set_font_size(16).set_bold().set_align(FormatAlign::Center),
            line: plain().set_align(FormatAlign::Center),
            head: cell().set_bold().set_align(FormatAlign::Center),
            text: cell(),
            middle: cell().set_align(FormatAlign::Center),
        }
    }
}

struct Writer<'a, 'w> {
    words: Words<'a>,
    site: Site<'a>,
    report: &'a Report,
    sheet: &'a Sheet,
    lang: &'a Lang,
    worksheet: &'w mut Worksheet,
    row: u32,
    formats: Formats,
}

type Written = Result<(), XlsxError>;

impl Writer<'_, '_> {
    fn write(mut self) -> Written {
        for (column, width) in WIDTHS.into_iter().enumerate() {
            self.worksheet.set_column_width(column as u16, f64::from(width))?;
        }
        self.worksheet.set_paper_size(9); // A4
        self.worksheet.set_print_fit_to_pages(1, 0);
        self.worksheet.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
        self.worksheet.set_footer("&C&P / &N");
        self.heading()?;
        let form = self.sheet.form;
        for (form, block) in form.blocks.iter().zip(&self.sheet.blocks) {
            match (form, block) {
                (BlockForm::Records { title, amounts_head, columns, .. }, Block::Records(records)) => {
                    self.records(title, amounts_head, columns, records)?;
                }
                (BlockForm::Prose { title, .. }, Block::Prose(goals)) => self.goals(title, goals)?,
                (BlockForm::Indicators { title, heads, .. }, Block::Indicators(rows)) => self.indicators(title, heads, rows)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn heading(&mut self) -> Written {
        let form = self.sheet.form;
        let (title, line) = (self.formats.title.clone(), self.formats.line.clone());
        self.whole_row(self.words.term(&form.title, self.lang), &title, 28.0)?;
        let year = self.words.term(&form.year_line, self.lang).replace("{n}", &self.report.year.to_string());
        self.whole_row(&year, &line, 18.0)?;
        if let Some(labels) = Vocabulary::builtin().statuses.get(self.sheet.status.as_str()) {
            self.whole_row(self.words.term(labels, self.lang), &line, 18.0)?;
        }
        let department = self.site.departments.get(&self.report.department);
        let name = department.map(|department| self.words.shown(&department.name, self.lang, "department/name").to_owned());
        let (head, text) = (self.formats.head.clone(), self.formats.text.clone());
        self.put((0, 1), 1, self.words.term(&form.department_head, self.lang), &head)?;
        self.put((2, LAST), 1, &name.unwrap_or_default(), &text)?;
        self.height(22.0)
    }

    fn whole_row(&mut self, text: &str, format: &Format, height: f64) -> Written {
        self.put((0, LAST), 1, text, format)?;
        self.height(height)
    }

    /// Writes a text into the cells of `columns` from this row on, `rows` of them, merged where there are more than one.
    fn put(&mut self, columns: (u16, u16), rows: u32, text: &str, format: &Format) -> Written {
        let formula = text.starts_with(['=', '+', '-', '@']);
        let quoted = format.clone().set_quote_prefix();
        let format = if formula { &quoted } else { format };
        let (first, last) = (self.row, self.row + rows.max(1) - 1);
        match (first, columns.0) == (last, columns.1) {
            true => self.worksheet.write_string_with_format(first, columns.0, text, format)?,
            false => self.worksheet.merge_range(first, columns.0, last, columns.1, text, format)?,
        };
        Ok(())
    }

    /// An amount as a number with the places it was written with; one that a spreadsheet would show otherwise stays text.
    fn amount(&mut self, column: u16, amount: Option<&Amount>) -> Written {
        let format = &self.formats.text;
        match amount {
            None => self.worksheet.write_blank(self.row, column, format)?,
            Some(amount) => match Figure::of(amount.written()) {
                None => self.worksheet.write_string_with_format(self.row, column, amount.written(), format)?,
                Some(figure) => {
                    let format = format.clone().set_num_format(figure.format());
                    self.worksheet.write_number_with_format(self.row, column, figure.value, &format)?
                }
            },
        };
        Ok(())
    }

    /// Ends the row.
    fn height(&mut self, points: f64) -> Written {
        self.worksheet.set_row_height(self.row, points.min(TALLEST))?;
        self.row += 1;
        Ok(())
    }

    /// The head of a block, in column A beside all its rows.
    fn block_head(&mut self, title: &Labels, rows: usize) -> Written {
        let head = self.formats.head.clone();
        let title = self.words.term(title, self.lang);
        self.put((0, 0), rows as u32, title, &head)
    }

    fn records(&mut self, title: &Labels, amounts_head: &Labels, columns: &[crate::model::form::Column], records: &[Record]) -> Written {
        let (head, text) = (self.formats.head.clone(), self.formats.text.clone());
        let texts: Vec<&Labels> = columns.iter().filter(|column| column.kind == ColumnKind::Text).map(|column| &column.head).collect();
        let funds: Vec<&Labels> = columns.iter().filter(|column| column.kind == ColumnKind::Amount).map(|column| &column.head).collect();
        let last = AMOUNTS + funds.len().max(1) as u16 - 1;
        self.block_head(title, records.len() + 2)?;
        for (columns, labels) in [(1, 2), (3, 3)].into_iter().zip(texts) {
            self.put(columns, 2, self.words.term(labels, self.lang), &head)?;
        }
        let (head_words, unit) = (self.words.term(amounts_head, self.lang), self.sheet.unit.label());
        let over = if self.lang.as_str() == "zh" { format!("{head_words}（{unit}）") } else { format!("{head_words} ({unit})") };
        self.put((AMOUNTS, last), 1, &over, &head)?;
        self.height(18.0)?;
        for (column, labels) in (AMOUNTS..).zip(funds) {
            self.put((column, column), 1, self.words.term(labels, self.lang), &head)?;
        }
        self.height(32.0)?;
        let (sheet, context) = (self.sheet, format!("{}/task", self.sheet.form.id));
        for task in sheet.tasks() {
            let texts: Vec<String> =
                task.texts().map(|text| text.map_or("", |text| self.words.shown(text, self.lang, &context)).to_owned()).collect();
            let cells = [(1, 2), (3, 3)].into_iter().zip(&texts);
            let tallest = cells.clone().map(|(columns, text)| lines(text, width(columns))).max().unwrap_or(1);
            for (columns, words) in cells {
                self.put(columns, 1, words, &text)?;
            }
            for (column, (_, amount)) in (AMOUNTS..).zip(task.amounts()) {
                self.amount(column, amount.map(|amount| &amount.value))?;
            }
            self.height(points(tallest))?;
        }
        Ok(())
    }

    fn goals(&mut self, title: &Labels, goals: &[Goal]) -> Written {
        let text = self.formats.text.clone();
        self.block_head(title, goals.len())?;
        let goal_context = format!("{}/goal", self.sheet.form.id);
        for goal in goals {
            let label = goal.label.as_ref();
            let label = label.map(|label| self.words.label(label, self.sheet.form, self.lang).unwrap_or_else(|| label.source.clone()));
            let body = self.words.shown(&goal.body, self.lang, &goal_context);
            let colon = if self.lang.as_str() == "zh" { "：" } else { ": " };
            let words = label.map_or_else(|| body.to_owned(), |label| format!("{label}{colon}{body}"));
            self.put((1, LAST), 1, &words, &text)?;
            self.height(points(lines(&words, width((1, LAST)))))?;
        }
        Ok(())
    }

    fn indicators(&mut self, title: &Labels, heads: &[Labels], indicators: &[Indicator]) -> Written {
        let (head, text, middle) = (self.formats.head.clone(), self.formats.text.clone(), self.formats.middle.clone());
        self.block_head(title, indicators.len() + 1)?;
        for (columns, labels) in [(1, 1), (2, 2), (3, 4), (5, LAST)].into_iter().zip(heads) {
            self.put(columns, 1, self.words.term(labels, self.lang), &head)?;
        }
        self.height(20.0)?;
        let (vocabulary, form) = (Vocabulary::builtin(), &self.sheet.form.id);
        let (name_context, target_context) = (format!("{form}/indicator"), format!("{form}/target"));
        for level1 in indicators.chunk_by(|a, b| a.level1 == b.level1) {
            let Some(first) = level1.first() else { continue };
            let words = self.level(&vocabulary.level1, &first.level1);
            self.put((1, 1), level1.len() as u32, &words, &middle)?;
            for level2 in level1.chunk_by(|a, b| a.level2 == b.level2) {
                let Some(first) = level2.first() else { continue };
                let words = self.level(&vocabulary.level2, &first.level2);
                self.put((2, 2), level2.len() as u32, &words, &middle)?;
                for indicator in level2 {
                    let name = self.words.shown(&indicator.name, self.lang, &name_context).to_owned();
                    let target = self.target(indicator, &target_context);
                    self.put((3, 4), 1, &name, &text)?;
                    self.put((5, LAST), 1, &target, &text)?;
                    let tallest = lines(&name, width((3, 4))).max(lines(&target, width((5, LAST))));
                    self.height(points(tallest))?;
                }
            }
        }
        Ok(())
    }

    fn level(&self, terms: &[Term], id: &str) -> String {
        self.site.config.level_label(terms, id).map_or(id, |labels| self.words.term(labels, self.lang)).to_owned()
    }

    /// As written in the original; in another language its own words, or those that gongkai knows.
    fn target(&self, indicator: &Indicator, context: &str) -> String {
        let known = self.words.find(&indicator.target_text, self.lang, context).map(str::to_owned);
        let known = known.or_else(|| indicator.target.in_language(self.lang.as_str()));
        known.unwrap_or_else(|| indicator.target_text.source.clone()).trim().to_owned()
    }
}

/// Width of merged columns, in digits.
fn width((first, last): (u16, u16)) -> usize {
    (first..=last).filter_map(|column| WIDTHS.get(usize::from(column))).map(|width| usize::from(*width)).sum()
}

/// Lines that a text fills at this width; full-width characters are as wide as two digits.
fn lines(text: &str, width: usize) -> usize {
    let wide = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    text.lines().map(|line| wide(line).div_ceil(width.saturating_sub(2).max(1)).max(1)).sum::<usize>().max(1)
}

fn points(lines: usize) -> f64 {
    lines as f64 * 15.0 + 5.0
}
