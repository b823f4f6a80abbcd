//! A file as calamine alone gives it: which rows have anything in them, and what. Nothing of the
//! reader of the product is used here, so that the two can be held against each other.

use super::paper::{Ink, Page};
use calamine::{DataRef, Reader, SheetVisible, Xlsx};
use std::collections::BTreeMap;
use std::io::Cursor;

/// A sheet: the rows that are not blank, by their number from 1; texts of cells by column.
pub struct Seen {
    pub name: String,
    pub rows: BTreeMap<u32, BTreeMap<u32, String>>,
}

/// The file as pages that can be written again. Formulas are their values.
pub fn pages(bytes: &[u8]) -> Vec<Page> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let sheets: Vec<_> = book
        .sheets_metadata()
        .iter()
        .map(|it| (it.name.clone(), it.visible != SheetVisible::Visible))
        .collect();
    let mut pages = Vec::new();
    for (name, is_hidden) in sheets {
        let merged = book.merge_cells_by_sheet_name(&name).unwrap();
        let mut page = Page {
            is_hidden,
            merged: merged
                .iter()
                .map(|it| (it.start.0, at(it.start.1), it.end.0, at(it.end.1)))
                .collect(),
            ..Page::new(&name, &[])
        };
        let mut cells = book.worksheet_cells_reader(&name).unwrap();
        while let Some((cell, style)) = cells.next_cell_with_style_id().unwrap() {
            let format = cells.styles().get(style);
            let format = format.and_then(|it| it.number_format.as_ref());
            let is_percent = format.is_some_and(|it| it.format_code.contains('%'));
            let (row, column) = cell.get_position();
            if let Some(ink) = ink(cell.get_value(), is_percent) {
                page.put(row, at(column), ink);
            }
        }
        pages.push(page);
    }
    pages
}

pub fn sheets(bytes: &[u8]) -> Vec<Seen> {
    let pages = pages(bytes).into_iter();
    pages
        .map(|page| {
            let mut rows: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
            for ((row, column), ink) in page.cells {
                let text = shown(&ink);
                if !text.is_empty() {
                    rows.entry(row + 1).or_default().insert(column.into(), text);
                }
            }
            Seen {
                name: page.name,
                rows,
            }
        })
        .collect()
}

fn at(column: u32) -> u16 {
    u16::try_from(column).unwrap()
}

fn ink(value: &DataRef<'_>, is_percent: bool) -> Option<Ink> {
    let number = |value: f64| match is_percent {
        true => Ink::Percent(value),
        false => Ink::Number(value),
    };
    Some(match value {
        DataRef::Empty => return None,
        DataRef::Int(value) => number(*value as f64),
        DataRef::Float(value) => number(*value),
        DataRef::Bool(flag) => Ink::Flag(*flag),
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            Ink::Day(year, month, day)
        }
        DataRef::Error(error) => Ink::Formula("=1/0".to_owned(), error.to_string()),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Ink::Text(text.clone())
        }
        DataRef::SharedString(text) => Ink::Text((*text).to_owned()),
    })
}

/// What a person sees in the cell.
fn shown(ink: &Ink) -> String {
    match ink {
        Ink::Text(text) => plain(text),
        Ink::Number(number) => format!("{number:.14e}").parse::<f64>().unwrap().to_string(),
        Ink::Percent(part) => format!("{}%", (part * 1e6).round() / 1e4),
        Ink::Day(year, month, day) => format!("{day:02}.{month:02}.{year}"),
        Ink::Flag(true) => "да".to_owned(),
        Ink::Flag(false) => "нет".to_owned(),
        Ink::Formula(_, found) => plain(found),
    }
}

/// Without the white space around it and around its lines.
pub fn plain(text: &str) -> String {
    let text = text.replace(['\u{feff}', '\u{200b}'], "");
    let lines = text.lines().map(|line| {
        let words = line.split_whitespace();
        words.collect::<Vec<_>>().join(" ")
    });
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}
