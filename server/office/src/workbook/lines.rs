//! Rows of a table that are one text over all of it: names of sections, headings, remarks below.
//! People write them into the first column, where the number of a row stands, often merged.

use crate::grid::{Grid, GridRow};
use crate::header::Header;
use std::collections::BTreeSet;

/// A longer text is no heading.
const HEADING_CHARS_MAX: usize = 1_000;

/// What a row of a table without codes is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RowShape {
    Row,
    /// A text over the whole row with rows below it.
    Heading(String),
    /// A text over the whole row with none below it.
    Remark,
}

/// The shape of each of the rows at these positions.
pub(super) fn shapes(grid: &Grid, header: &Header, positions: &[usize]) -> Vec<RowShape> {
    let read = header.read_positions();
    let shapes: Vec<RowShape> = positions
        .iter()
        .map(|at| shape(grid, header, &read, &grid.rows[*at]))
        .collect();
    let with_rows_below = shapes.iter().enumerate().map(|(at, shape)| match shape {
        RowShape::Heading(_) if shapes.get(at + 1) != Some(&RowShape::Row) => RowShape::Remark,
        shape => shape.clone(),
    });
    with_rows_below.collect()
}

/// The shape of one row, whatever stands below it: a text over the row has nothing but words in
/// the column of numbers.
fn shape(grid: &Grid, header: &Header, read: &BTreeSet<u32>, row: &GridRow) -> RowShape {
    let mut known = row.cells.iter().filter(|(at, _)| read.contains(at));
    let (Some((position, cell)), None) = (known.next(), known.next()) else {
        return RowShape::Row;
    };
    let mut columns = header.columns.iter();
    let is_of_numbers = columns.any(|(at, column)| at == position && column.field == "number");
    let (true, Some(text)) = (is_of_numbers, cell.text()) else {
        return RowShape::Row;
    };
    let words = text.split_whitespace();
    let words = words.filter(|word| word.chars().any(char::is_alphabetic));
    let is_wide = grid.reaches_to(row.number, *position) > *position;
    if !is_wide && words.count() < 2 {
        return RowShape::Row;
    }
    let is_remark = text.starts_with(['*', '('])
        || text.chars().count() > HEADING_CHARS_MAX
        || row.cells.len() > 1;
    match is_remark {
        true => RowShape::Remark,
        false => RowShape::Heading(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::Cell;
    use crate::template::columns_of;
    use opora_domain::RecordKind;
    use std::collections::BTreeMap;

    fn grid(rows: &[&[&str]]) -> Grid {
        let row = |(number, cells): (u32, &&[&str])| GridRow {
            number,
            cells: (0..)
                .zip(cells.iter())
                .filter(|(_, text)| !text.is_empty())
                .map(|(at, text)| (at, Cell::Text((*text).to_owned())))
                .collect::<BTreeMap<u32, Cell>>(),
        };
        Grid {
            rows: (1..).zip(rows.iter()).map(row).collect(),
            ..Grid::default()
        }
    }

    #[test]
    fn a_text_over_the_row_is_a_heading_where_rows_follow() {
        let grid = grid(&[
            &["№", "Мероприятие", "Срок"],
            &["1. Подготовительный этап"],
            &["1.1", "Приказ", "2022"],
            &["I"],
            &["2. Основной этап"],
            &["3. Итоговый этап"],
            &["", "Отчёт"],
            &["* по данным школ"],
        ]);
        let header = crate::header::find(&grid, columns_of(RecordKind::Activity));
        let Some(header) = header else {
            panic!("a header");
        };
        let positions: Vec<usize> = (1..8).collect();
        let heading = |text: &str| RowShape::Heading(text.to_owned());
        assert_eq!(
            shapes(&grid, &header, &positions),
            [
                heading("1. Подготовительный этап"),
                RowShape::Row,
                RowShape::Row,
                RowShape::Remark,
                heading("3. Итоговый этап"),
                RowShape::Row,
                RowShape::Remark,
            ]
        );
    }
}
