//! A workbook as sheets of cells, read through calamine within limits. Knows nothing of the
//! template.

use crate::cell::Cell;
use crate::file_error::FileError;
use crate::package::unpacked;
use calamine::{DataRef, Reader, SheetType, Xlsx, XlsxError};
use opora_domain::PartialDate;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Most rows with content in one sheet.
pub const SHEET_ROWS_MAX: usize = 10_000;
/// Most rows with content in a workbook.
pub const FILE_ROWS_MAX: usize = 20_000;
/// Most cells in a workbook, blank ones included.
const CELLS_MAX: usize = 1_000_000;
const SHEETS_MAX: usize = 200;

/// One sheet: its rows that are not blank, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    pub name: String,
    pub rows: Vec<GridRow>,
}

/// One row with its cells that are not blank, by column.
#[derive(Clone, Debug)]
pub(crate) struct GridRow {
    /// As Excel shows it, from 1.
    pub number: u32,
    /// By column, from 0.
    pub cells: BTreeMap<u32, Cell>,
}

/// The name of a cell as Excel shows it: `J4`. Row from 1, column from 0.
pub(crate) fn address(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(b'A' + (rest % 26) as u8));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.iter().rev().collect::<String>() + &row.to_string()
}

/// Reads every worksheet of a file.
pub(crate) fn read_grids(bytes: &[u8]) -> Result<Vec<Grid>, FileError> {
    let package = unpacked(bytes)?;
    // The reader of spreadsheets asserts things about its input that a hostile file need not
    // keep; a panic there is a damaged file, not the end of the server.
    catch_unwind(AssertUnwindSafe(|| read_package(package))).unwrap_or_else(|_| {
        Err(FileError::Damaged {
            detail: "the spreadsheet reader panicked".to_owned(),
        })
    })
}

fn read_package(package: Vec<u8>) -> Result<Vec<Grid>, FileError> {
    let mut workbook = Xlsx::new(Cursor::new(package)).map_err(damaged)?;
    let sheets: Vec<(String, SheetType)> = workbook
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.typ))
        .collect();
    if sheets.len() > SHEETS_MAX {
        return Err(FileError::UnpacksTooBig {
            detail: format!("{} sheets", sheets.len()),
        });
    }
    let mut cells_left = CELLS_MAX;
    let mut rows_left = FILE_ROWS_MAX;
    let mut grids = Vec::with_capacity(sheets.len());
    for (name, kind) in sheets {
        let rows = if kind == SheetType::WorkSheet {
            read_sheet(&mut workbook, &name, &mut cells_left, &mut rows_left)?
        } else {
            Vec::new()
        };
        grids.push(Grid { name, rows });
    }
    Ok(grids)
}

fn read_sheet(
    workbook: &mut Xlsx<Cursor<Vec<u8>>>,
    name: &str,
    cells_left: &mut usize,
    rows_left: &mut usize,
) -> Result<Vec<GridRow>, FileError> {
    let mut reader = workbook.worksheet_cells_reader(name).map_err(damaged)?;
    let mut rows: BTreeMap<u32, BTreeMap<u32, Cell>> = BTreeMap::new();
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(damaged)? {
        *cells_left = cells_left
            .checked_sub(1)
            .ok_or_else(|| FileError::UnpacksTooBig {
                detail: format!("cells of {name}"),
            })?;
        let is_percent = reader
            .styles()
            .get(style)
            .and_then(|style| style.number_format.as_ref())
            .is_some_and(|format| format.format_code.contains('%'));
        let (row, column) = cell.get_position();
        let Some(content) = content(cell.get_value(), is_percent) else {
            continue;
        };
        if !rows.contains_key(&row) {
            if rows.len() >= SHEET_ROWS_MAX {
                return Err(FileError::TooManyRows {
                    sheet: Some(name.to_owned()),
                    rows_max: SHEET_ROWS_MAX,
                });
            }
            *rows_left = rows_left.checked_sub(1).ok_or(FileError::TooManyRows {
                sheet: None,
                rows_max: FILE_ROWS_MAX,
            })?;
        }
        rows.entry(row).or_default().insert(column, content);
    }
    Ok(rows
        .into_iter()
        .map(|(row, cells)| GridRow {
            number: row.saturating_add(1),
            cells,
        })
        .collect())
}

/// The content of a cell; `None` when it is blank.
fn content(value: &DataRef<'_>, is_percent: bool) -> Option<Cell> {
    match value {
        DataRef::Empty => None,
        DataRef::Int(value) => Some(Cell::Number {
            value: *value as f64,
            is_percent,
        }),
        DataRef::Float(value) => Some(Cell::Number {
            value: *value,
            is_percent,
        }),
        DataRef::String(text) => text_content(text),
        DataRef::SharedString(text) => text_content(text),
        DataRef::DateTimeIso(text) => {
            let day = text.split('T').next().unwrap_or_default();
            day.parse()
                .map(Cell::Date)
                .ok()
                .or_else(|| text_content(text))
        }
        DataRef::DurationIso(text) => text_content(text),
        DataRef::Bool(flag) => Some(Cell::Flag(*flag)),
        DataRef::Error(error) => Some(Cell::Error(error.to_string())),
        DataRef::DateTime(date) => {
            let serial = date.as_f64();
            let is_date = date.is_datetime() && (1.0..120_000.0).contains(&serial);
            let number = Cell::Number {
                value: serial,
                is_percent: false,
            };
            if !is_date {
                return Some(number);
            }
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            Some(PartialDate::new(year, Some(month), Some(day)).map_or(number, Cell::Date))
        }
    }
}

/// Text without the spaces around it and without control characters; `None` when nothing is left.
fn text_content(text: &str) -> Option<Cell> {
    let text: String = text
        .replace("\r\n", "\n")
        .chars()
        .map(|c| if c == '\r' { '\n' } else { c })
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .filter(|c| !matches!(c, '\u{feff}' | '\u{200b}'))
        .collect();
    let text = text.trim();
    (!text.is_empty()).then(|| Cell::Text(text.to_owned()))
}

fn damaged(error: XlsxError) -> FileError {
    match error {
        XlsxError::Password => FileError::Encrypted,
        error => FileError::Damaged {
            detail: error.to_string(),
        },
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

    use super::*;

    #[test]
    fn cells_are_named_as_excel_names_them() {
        for (row, column, expected) in [
            (4, 9, "J4"),
            (1, 0, "A1"),
            (10, 25, "Z10"),
            (1, 26, "AA1"),
            (2, 701, "ZZ2"),
            (3, 702, "AAA3"),
        ] {
            assert_eq!(address(row, column), expected);
        }
    }

    /// Cells of the sample workbooks that the sheets read today do not have.
    #[test]
    fn percents_commas_and_dates_of_the_samples_are_read() {
        let sample = |name: &str| {
            let path = format!("{}/../samples/{name}.xlsx", env!("CARGO_MANIFEST_DIR"));
            read_grids(&std::fs::read(path).unwrap()).unwrap()
        };
        let cell = |grids: &[Grid], sheet: &str, wanted: &str| {
            let grid = grids.iter().find(|grid| grid.name == sheet).unwrap();
            grid.rows
                .iter()
                .flat_map(|row| {
                    row.cells
                        .iter()
                        .map(|(column, cell)| (address(row.number, *column), cell))
                })
                .find(|(address, _)| address == wanted)
                .map(|(_, cell)| cell.clone())
                .unwrap()
        };
        let vengerovo = sample("vengerovo");
        for (wanted, percent) in [
            ("F2", 4.0),
            ("F3", 8.0),
            ("F4", 13.0),
            ("F5", 1.0),
            ("F8", 20.0),
        ] {
            let cell = cell(&vengerovo, "Показатели", wanted);
            assert_eq!(cell.number(), Some(percent), "{wanted}");
        }
        let yartsevo = sample("yartsevo");
        for (sheet, wanted, number) in [
            ("Показатели", "E6", 25.0),
            ("Показатели", "F6", 100.0),
            ("Показатели", "F15", 90.0),
            ("Результаты", "H4", 22.5),
            ("Результаты", "H8", 3.0),
            ("Результаты", "J27", 19.0),
        ] {
            assert_eq!(
                cell(&yartsevo, sheet, wanted).number(),
                Some(number),
                "{sheet} {wanted}"
            );
        }
        let abinsk = sample("abinsk");
        let date = |wanted| {
            cell(&abinsk, "Этапы", wanted)
                .date()
                .map(|date| date.to_string())
        };
        assert_eq!(
            date("C5").as_deref(),
            Some("2020-09-01"),
            "a real date of Excel"
        );
        assert_eq!(date("D4").as_deref(), Some("2020-06-30"), "a date as text");
        assert_eq!(date("C4").as_deref(), Some("2019"), "a year as text");
    }
}
