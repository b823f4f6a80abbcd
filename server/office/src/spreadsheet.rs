//! Sheets as people expect them on the screen and on A4: header frozen and repeated on every page,
//! texts wrapped, real numbers and dates. Knows cells and pages, nothing of what is in them.
//!
//! A text stays a text whatever it begins with: nothing a person typed is ever evaluated.

use crate::cell::Cell;
use opora_domain::PartialDate;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Workbook,
    Worksheet, XlsxError,
};

/// The writer of spreadsheets refused; what it said is for the log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the file could not be written: {0}")]
pub struct NotWritten(pub String);

impl From<XlsxError> for NotWritten {
    fn from(error: XlsxError) -> Self {
        NotWritten(error.to_string())
    }
}

/// How a line over all columns looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineLook {
    Title,
    /// In the middle, beneath a title.
    Middle,
    Plain,
    /// The name of a section inside a table.
    Section,
    /// A row of a table that has one cell.
    Row,
}

/// A cell holds no more: Excel cuts a longer text off, or calls the file damaged.
const CELL_CHARS_MAX: usize = 32_767;
const A4: u8 = 9;
/// Very light, so that it prints as white paper.
const HEADER_COLOUR: u32 = 0x00E9_EEF2;
const FONT: &str = "Arial";
const FONT_POINTS: f64 = 10.0;
/// Of a line of that font.
const LINE_POINTS: f64 = 13.0;
/// No row is higher.
const ROW_POINTS_MAX: f64 = 409.0;

pub(crate) struct Spreadsheet {
    workbook: Workbook,
    formats: Formats,
}

/// One sheet being written, row by row.
pub(crate) struct Table<'a> {
    sheet: &'a mut Worksheet,
    formats: &'a Formats,
    next_row: u32,
    /// Of the header, once it is written.
    header: Option<(u32, u16)>,
    /// The row behind the last that is sorted and filtered, where others follow.
    data_end: Option<u32>,
    /// In characters.
    widths: Vec<f64>,
    /// Columns whose numbers stand to the left, as they name something: a row, a year.
    left: Vec<usize>,
}

struct Formats {
    title: Format,
    middle: Format,
    plain: Format,
    section: Format,
    header: Format,
    text: Format,
    /// A text that would look like a formula if somebody typed it.
    quoted: Format,
    date: Format,
    base: Format,
}

impl Formats {
    fn new() -> Self {
        let base = Format::new()
            .set_font_name(FONT)
            .set_font_size(FONT_POINTS)
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Hair);
        let text = base.clone().set_text_wrap();
        let line = Format::new()
            .set_font_name(FONT)
            .set_font_size(FONT_POINTS)
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter);
        Formats {
            title: line
                .clone()
                .set_font_size(FONT_POINTS + 2.0)
                .set_bold()
                .set_align(FormatAlign::Center),
            middle: line.clone().set_align(FormatAlign::Center),
            plain: line,
            section: text.clone().set_bold(),
            header: text
                .clone()
                .set_bold()
                .set_border(FormatBorder::Thin)
                .set_background_color(HEADER_COLOUR)
                .set_align(FormatAlign::VerticalCenter),
            quoted: text.clone().set_quote_prefix(),
            date: base
                .clone()
                .set_num_format("dd.mm.yyyy")
                .set_align(FormatAlign::Left),
            text,
            base,
        }
    }

    /// As many decimals as the number has; the program shows the decimal sign of its language.
    fn number(&self, value: f64, is_percent: bool) -> Format {
        let shown = if is_percent {
            // The dust of binary fractions is no decimal.
            ((value * 1e6).round() / 1e4).to_string()
        } else {
            value.to_string()
        };
        let decimals = shown.split_once('.').map_or(0, |(_, it)| it.len().min(9));
        let mut form = String::from("0");
        if decimals > 0 {
            form.push('.');
            form.extend(std::iter::repeat_n('0', decimals));
        }
        if is_percent {
            form.push('%');
        }
        self.base.clone().set_num_format(form)
    }
}

impl Spreadsheet {
    /// `written_on` is what the file's properties say: there is no clock here, and the same contents
    /// give the same bytes.
    pub(crate) fn new(written_on: PartialDate) -> Self {
        let mut workbook = Workbook::new();
        let (year, month, day) = written_on.first_day();
        let mut properties = DocProperties::new().set_author("Опора");
        if let Ok(date) = ExcelDateTime::from_ymd(year, month, day) {
            properties = properties.set_creation_datetime(&date);
        }
        workbook.set_properties(&properties);
        Spreadsheet {
            workbook,
            formats: Formats::new(),
        }
    }

    /// A sheet that lies across A4, as wide as the page.
    pub(crate) fn sheet(&mut self, name: &str) -> Result<Table<'_>, NotWritten> {
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(name)?;
        sheet
            .set_landscape()
            .set_paper_size(A4)
            .set_print_fit_to_pages(1, 0)
            // Inches: 10 mm round about, 20 mm where the sheet is bound.
            .set_margins(0.8, 0.4, 0.4, 0.6, 0.3, 0.3)
            .set_footer("&L&8&A&R&8&P / &N");
        Ok(Table {
            sheet,
            formats: &self.formats,
            next_row: 0,
            header: None,
            data_end: None,
            widths: vec![],
            left: vec![],
        })
    }

    pub(crate) fn finish(mut self) -> Result<Vec<u8>, NotWritten> {
        Ok(self.workbook.save_to_buffer()?)
    }
}

impl Table<'_> {
    pub(crate) fn width(&mut self, column: usize, characters: f64) -> Result<(), NotWritten> {
        self.sheet.set_column_width(at(column), characters)?;
        if self.widths.len() <= column {
            self.widths.resize(column + 1, 8.0);
        }
        self.widths[column] = characters;
        Ok(())
    }

    /// Numbers of this column stand to the left, as they name something: a row, a year.
    pub(crate) fn align_left(&mut self, column: usize) {
        self.left.push(column);
    }

    /// Too wide for one page: as many as it takes, the first columns again on each.
    pub(crate) fn over_several_pages(&mut self, repeated: usize) -> Result<(), NotWritten> {
        self.sheet.set_print_scale(80);
        self.sheet
            .set_repeat_columns(0, at(repeated.saturating_sub(1)))?;
        Ok(())
    }

    /// The first columns stay on the screen, as the header does.
    pub(crate) fn keep_columns(&mut self, columns: usize) -> Result<(), NotWritten> {
        let below = self.header.map_or(0, |(row, _)| row + 1);
        self.sheet.set_freeze_panes(below, at(columns))?;
        Ok(())
    }

    /// A line over so many columns; it is as high as its text needs, as no program works that out
    /// for merged cells.
    pub(crate) fn line(
        &mut self,
        text: &str,
        columns: usize,
        look: LineLook,
    ) -> Result<(), NotWritten> {
        let row = self.next_row;
        let formats = self.formats;
        let format = match look {
            LineLook::Title => &formats.title,
            LineLook::Middle => &formats.middle,
            LineLook::Plain => &formats.plain,
            LineLook::Section => &formats.section,
            LineLook::Row => &formats.text,
        };
        let (text, _) = fitted(text);
        if columns > 1 {
            let last = at(columns - 1);
            self.sheet.merge_range(row, 0, row, last, &text, format)?;
            let width: f64 = self.widths.iter().take(columns).sum();
            let lines = (text.chars().count() as f64 / width.max(20.0))
                .ceil()
                .max(1.0);
            self.sheet.set_row_height(row, lines * LINE_POINTS)?;
        } else {
            self.sheet.write_string_with_format(row, 0, &text, format)?;
        }
        self.next_row += 1;
        Ok(())
    }

    /// The row that stays on the screen and stands on every page.
    pub(crate) fn header(&mut self, headers: &[&str]) -> Result<(), NotWritten> {
        let row = self.next_row;
        for (column, header) in headers.iter().enumerate() {
            let format = &self.formats.header;
            self.sheet
                .write_string_with_format(row, at(column), *header, format)?;
        }
        let lines = headers.iter().enumerate();
        let lines = lines.map(|(column, text)| lines_of(text, self.widths.get(column).copied()));
        self.set_lines(row, lines.max().unwrap_or(1))?;
        self.sheet.set_freeze_panes(row + 1, 0)?;
        self.sheet.set_repeat_rows(row, row)?;
        self.header = Some((row, at(headers.len().saturating_sub(1))));
        self.next_row += 1;
        Ok(())
    }

    /// A header of several rows: row and column of each cell, over how many of both it goes, and its
    /// text.
    pub(crate) fn banded_header(
        &mut self,
        cells: &[(usize, usize, usize, usize, &str)],
        rows: usize,
    ) -> Result<(), NotWritten> {
        let first = self.next_row;
        let format = self.formats.header.clone().set_align(FormatAlign::Center);
        for (row, column, down, over, text) in cells {
            let row = first + u32::try_from(*row).unwrap_or(u32::MAX);
            let column = at(*column);
            if *down > 1 || *over > 1 {
                let last_row = row + u32::try_from(down - 1).unwrap_or(0);
                let last = column + at(over - 1);
                self.sheet
                    .merge_range(row, column, last_row, last, text, &format)?;
            } else {
                self.sheet
                    .write_string_with_format(row, column, *text, &format)?;
            }
        }
        for row in 0..rows {
            let alone = cells.iter().filter(|it| it.0 == row && it.2 == 1);
            let lines = alone.map(|(_, column, _, over, text)| {
                let width: f64 = self.widths.iter().skip(*column).take(*over).sum();
                lines_of(text, Some(width))
            });
            let lines = lines.max().unwrap_or(1);
            self.set_lines(first + u32::try_from(row).unwrap_or(0), lines)?;
        }
        self.next_row += u32::try_from(rows).unwrap_or(0);
        self.sheet.set_freeze_panes(self.next_row, 0)?;
        self.sheet
            .set_repeat_rows(first, self.next_row.saturating_sub(1).max(first))?;
        Ok(())
    }

    /// A row of cells, and how many of its texts had to be cut.
    pub(crate) fn row(&mut self, cells: &[Option<Cell>]) -> Result<usize, NotWritten> {
        let mut texts_cut = 0;
        for (column, cell) in cells.iter().enumerate() {
            texts_cut += usize::from(self.cell(column, cell.as_ref(), false)?);
        }
        self.fit_height(cells.iter().map(Option::as_ref))?;
        self.next_row += 1;
        Ok(texts_cut)
    }

    /// A row of cells, each with whether it stands in the middle.
    pub(crate) fn aligned_row(&mut self, cells: &[(Option<Cell>, bool)]) -> Result<(), NotWritten> {
        for (column, (cell, is_in_middle)) in cells.iter().enumerate() {
            self.cell(column, cell.as_ref(), *is_in_middle)?;
        }
        self.fit_height(cells.iter().map(|(cell, _)| cell.as_ref()))?;
        self.next_row += 1;
        Ok(())
    }

    /// A row as high as its longest text: Excel works that out when it opens the file, LibreOffice
    /// does not.
    fn fit_height<'a>(
        &mut self,
        cells: impl Iterator<Item = Option<&'a Cell>>,
    ) -> Result<(), NotWritten> {
        let lines = cells.enumerate().map(|(column, cell)| match cell {
            Some(Cell::Text(text)) => lines_of(text, self.widths.get(column).copied()),
            _ => 1,
        });
        let lines = lines.max().unwrap_or(1);
        self.set_lines(self.next_row, lines)
    }

    fn set_lines(&mut self, row: u32, lines: u32) -> Result<(), NotWritten> {
        if lines > 1 {
            let points = (f64::from(lines) * LINE_POINTS).min(ROW_POINTS_MAX);
            self.sheet.set_row_height(row, points)?;
        }
        Ok(())
    }

    /// `true` when its text had to be cut.
    fn cell(
        &mut self,
        column: usize,
        cell: Option<&Cell>,
        is_in_middle: bool,
    ) -> Result<bool, NotWritten> {
        let is_left = self.left.contains(&column);
        let (row, column) = (self.next_row, at(column));
        let formats = self.formats;
        let placed = |format: &Format| match (is_in_middle, is_left) {
            (true, _) => format.clone().set_align(FormatAlign::Center),
            (false, true) => format.clone().set_align(FormatAlign::Left),
            (false, false) => format.clone(),
        };
        match cell {
            None => {
                self.sheet.write_blank(row, column, &formats.text)?;
            }
            Some(Cell::Number { value, is_percent }) => {
                let format = placed(&formats.number(*value, *is_percent));
                self.sheet
                    .write_number_with_format(row, column, *value, &format)?;
            }
            Some(Cell::Date(date)) => {
                let (year, month, day) = date.first_day();
                let date = ExcelDateTime::from_ymd(year, month, day)?;
                self.sheet
                    .write_datetime_with_format(row, column, &date, &formats.date)?;
            }
            Some(cell) => {
                let (text, is_cut) = fitted(&cell.shown());
                let format = match text.starts_with(['=', '+', '-', '@']) {
                    true => placed(&formats.quoted),
                    false => placed(&formats.text),
                };
                self.sheet
                    .write_string_with_format(row, column, text, &format)?;
                return Ok(is_cut);
            }
        }
        Ok(false)
    }

    /// What follows is not sorted and filtered with the rows above it: totals.
    pub(crate) fn end_data(&mut self) {
        self.data_end = Some(self.next_row);
    }

    pub(crate) fn finish(self) -> Result<(), NotWritten> {
        let data_end = self.data_end.unwrap_or(self.next_row);
        if let Some((header, last_column)) = self.header
            && data_end > header + 1
        {
            let last_row = data_end - 1;
            self.sheet.autofilter(header, 0, last_row, last_column)?;
            // «22,5» is a text because its author typed one: no green corner on each of them.
            let kept = IgnoreError::NumberStoredAsText;
            self.sheet
                .ignore_error_range(header + 1, 0, last_row, last_column, kept)?;
        }
        Ok(())
    }
}

/// How many lines a text takes in a column of so many characters. Words are not parted, so that a
/// line of several holds somewhat less.
fn lines_of(text: &str, characters: Option<f64>) -> u32 {
    const FILLED: f64 = 0.97;
    let width = characters.unwrap_or(8.0).max(1.0);
    let lines = text.split('\n').map(|line| {
        let words: Vec<f64> = line
            .split(' ')
            .map(|it| it.chars().count() as f64)
            .collect();
        let length = line.chars().count() as f64;
        if length <= width || words.is_empty() {
            return 1;
        }
        let by_length = (length / (width * FILLED)).ceil();
        // Long words in a narrow column: each begins a line.
        let mut by_words = 1.0;
        let mut filled = 0.0;
        for word in words {
            if filled > 0.0 && filled + 1.0 + word > width {
                by_words += 1.0;
                filled = 0.0;
            }
            by_words += (word / width).floor();
            filled += word + 1.0;
        }
        by_length.max(by_words) as u32
    });
    lines.sum()
}

fn at(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

/// A text a cell can hold, without the characters XML cannot say; whether it had to be cut.
fn fitted(text: &str) -> (String, bool) {
    let text: String = text
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    match text.char_indices().nth(CELL_CHARS_MAX) {
        None => (text, false),
        Some(_) => {
            let kept: String = text.chars().take(CELL_CHARS_MAX - 1).collect();
            (format!("{kept}…"), true)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_a_cell_ends() {
        let just = "я".repeat(CELL_CHARS_MAX);
        assert_eq!(fitted(&just), (just.clone(), false));
        let (cut, is_cut) = fitted(&format!("{just}я"));
        assert!(is_cut && cut.ends_with('…'));
        assert_eq!(cut.chars().count(), CELL_CHARS_MAX);
        assert_eq!(fitted("а\u{0}б\nв"), ("аб\nв".to_owned(), false));
    }
}
