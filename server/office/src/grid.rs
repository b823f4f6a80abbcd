//! A workbook as sheets of cells, read through calamine within limits. Knows nothing of the
//! template.

mod content;
mod merged;

use crate::cell::Cell;
use crate::file_error::FileError;
use crate::package::unpacked;
use calamine::XlsxFormulaMetadata as Formula;
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use content::content;
use merged::Merged;
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
    pub is_hidden: bool,
    /// The cells that reach over several columns: row as Excel shows it, column, last column.
    pub(crate) wide: BTreeMap<(u32, u32), u32>,
}

impl Grid {
    /// The last column a cell reaches over: its own where it is not merged with others.
    pub(crate) fn reaches_to(&self, row: u32, column: u32) -> u32 {
        self.wide.get(&(row, column)).copied().unwrap_or(column)
    }
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
    column_letters(column) + &row.to_string()
}

/// The letters of a column, from 0: `J`.
pub(crate) fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(b'A' + (rest % 26) as u8));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.iter().rev().collect()
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
    let sheets: Vec<(String, SheetType, bool)> = workbook
        .sheets_metadata()
        .iter()
        .map(|sheet| {
            let is_hidden = sheet.visible != SheetVisible::Visible;
            (sheet.name.clone(), sheet.typ, is_hidden)
        })
        .collect();
    if sheets.len() > SHEETS_MAX {
        return Err(FileError::UnpacksTooBig {
            detail: format!("{} sheets", sheets.len()),
        });
    }
    let mut cells_left = CELLS_MAX;
    let mut rows_left = FILE_ROWS_MAX;
    let mut grids = Vec::with_capacity(sheets.len());
    for (name, kind, is_hidden) in sheets {
        let mut grid = Grid {
            name,
            is_hidden,
            ..Grid::default()
        };
        if kind == SheetType::WorkSheet {
            let mut rows = read_sheet(&mut workbook, &grid.name, &mut cells_left, &mut rows_left)?;
            // A file whose merged cells cannot be told has none: nothing is lost by that.
            let merged = Merged::of(workbook.merge_cells_by_sheet_name(&grid.name));
            merged.fill_down(&mut rows);
            grid.rows = rows
                .into_iter()
                .map(|(row, cells)| GridRow {
                    number: row.saturating_add(1),
                    cells,
                })
                .collect();
            grid.wide = merged.wide();
        }
        grids.push(grid);
    }
    Ok(grids)
}

type Rows = BTreeMap<u32, BTreeMap<u32, Cell>>;

fn read_sheet(
    workbook: &mut Xlsx<Cursor<Vec<u8>>>,
    name: &str,
    cells_left: &mut usize,
    rows_left: &mut usize,
) -> Result<Rows, FileError> {
    let unvalued = formulas_without_values(workbook, name, *cells_left);
    let mut reader = workbook.worksheet_cells_reader(name).map_err(damaged)?;
    let mut rows = Rows::new();
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(damaged)? {
        *cells_left = cells_left
            .checked_sub(1)
            .ok_or_else(|| FileError::UnpacksTooBig {
                detail: format!("cells of {name}"),
            })?;
        let format = reader
            .styles()
            .get(style)
            .and_then(|style| style.number_format.as_ref())
            .map(|format| format.format_code.as_str());
        let (row, column) = cell.get_position();
        let content = content(cell.get_value(), format.unwrap_or_default())
            .or_else(|| unvalued.get(&(row, column)).cloned().map(Cell::Error));
        let Some(content) = content else {
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
    Ok(rows)
}

/// Formulas nobody has worked out: programs that write workbooks leave that to Excel. Without them
/// such a cell would look blank.
fn formulas_without_values(
    workbook: &mut Xlsx<Cursor<Vec<u8>>>,
    name: &str,
    cells_max: usize,
) -> BTreeMap<(u32, u32), String> {
    let mut found = BTreeMap::new();
    let Ok(mut reader) = workbook.worksheet_cells_reader(name) else {
        return found;
    };
    for _ in 0..cells_max {
        // What is wrong with the sheet is told by the reading that follows.
        let Ok(Some(record)) = reader.next_cell_with_formula_metadata() else {
            break;
        };
        let text = match (record.value, record.formula) {
            (
                DataRef::Empty,
                Some(Formula::Normal { formula } | Formula::Shared { formula, .. }),
            ) => formula,
            // The same as in another cell, with other addresses.
            (DataRef::Empty, Some(_)) => "…".to_owned(),
            _ => continue,
        };
        found.insert(record.pos, format!("={text}"));
    }
    found
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
