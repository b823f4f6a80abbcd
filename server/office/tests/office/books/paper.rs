//! A workbook as its author sees it: texts, numbers, percents, dates, merged cells. It is written
//! by the same writer the product has, and has no other way into the tests.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook as Writer};
use std::collections::BTreeMap;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Ink {
    Text(String),
    Number(f64),
    /// 0.04 is shown as 4 %.
    Percent(f64),
    /// A real date: year, month, day.
    Day(u16, u8, u8),
    Flag(bool),
    /// A formula and what the program that wrote the file had found for it.
    Formula(String, String),
}

/// A sheet. Rows and columns from 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    pub name: String,
    pub cells: BTreeMap<(u32, u16), Ink>,
    /// First row, first column, last row, last column.
    pub merged: Vec<(u32, u16, u32, u16)>,
    pub is_hidden: bool,
    pub hidden_rows: Vec<u32>,
}

impl Page {
    /// A sheet of texts; an empty text is a blank cell.
    pub fn new(name: &str, rows: &[&[&str]]) -> Self {
        let mut page = Page {
            name: name.to_owned(),
            ..Page::default()
        };
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(*cells) {
                page.write(row, column, text);
            }
        }
        page
    }

    /// An empty text takes out what stood there.
    pub fn write(&mut self, row: u32, column: u16, text: &str) {
        if text.is_empty() {
            self.cells.remove(&(row, column));
        } else {
            self.put(row, column, Ink::Text(text.to_owned()));
        }
    }

    pub fn put(&mut self, row: u32, column: u16, ink: Ink) {
        self.cells.insert((row, column), ink);
    }

    pub fn text(&self, row: u32, column: u16) -> &str {
        match self.cells.get(&(row, column)) {
            Some(Ink::Text(text)) => text,
            _ => "",
        }
    }

    /// The row below the last.
    pub fn end(&self) -> u32 {
        self.cells.keys().map(|it| it.0 + 1).max().unwrap_or(0)
    }

    /// The column behind the last.
    pub fn width(&self) -> u16 {
        self.cells.keys().map(|it| it.1 + 1).max().unwrap_or(0)
    }

    /// Makes room for a row; what is merged over the place is no longer merged.
    pub fn insert_row(&mut self, at: u32) {
        let moved = std::mem::take(&mut self.cells).into_iter();
        let down = |row: u32| if row >= at { row + 1 } else { row };
        self.cells = moved
            .map(|((row, column), ink)| ((down(row), column), ink))
            .collect();
        self.merged.retain(|it| it.2 < at || it.0 >= at);
        for region in &mut self.merged {
            (region.0, region.2) = (down(region.0), down(region.2));
        }
        for row in &mut self.hidden_rows {
            *row = down(*row);
        }
    }

    /// The cells of a row.
    pub fn row(&self, at: u32) -> Vec<(u16, Ink)> {
        let cells = self.cells.iter().filter(|(it, _)| it.0 == at);
        cells.map(|(it, ink)| (it.1, ink.clone())).collect()
    }
}

pub fn bytes(pages: &[Page]) -> Vec<u8> {
    let mut writer = Writer::new();
    let percent = Format::new().set_num_format("0.00%");
    let day = Format::new().set_num_format("dd.mm.yyyy");
    for page in pages {
        let sheet = writer.add_worksheet().set_name(&page.name).unwrap();
        for (row, column, last_row, last_column) in &page.merged {
            sheet
                .merge_range(*row, *column, *last_row, *last_column, "", &Format::new())
                .unwrap();
        }
        for ((row, column), ink) in &page.cells {
            let (row, column) = (*row, *column);
            match ink {
                Ink::Text(text) => sheet.write_string(row, column, text),
                Ink::Number(number) => sheet.write_number(row, column, *number),
                Ink::Percent(part) => sheet.write_number_with_format(row, column, *part, &percent),
                Ink::Day(year, month, date) => {
                    let date = ExcelDateTime::from_ymd(*year, *month, *date).unwrap();
                    sheet.write_datetime_with_format(row, column, &date, &day)
                }
                Ink::Flag(flag) => sheet.write_boolean(row, column, *flag),
                Ink::Formula(formula, found) => {
                    let formula = Formula::new(formula).set_result(found);
                    sheet.write_formula(row, column, formula)
                }
            }
            .unwrap();
        }
        for row in &page.hidden_rows {
            sheet.set_row_hidden(*row).unwrap();
        }
        sheet.set_hidden(page.is_hidden);
    }
    writer.save_to_buffer().unwrap()
}
