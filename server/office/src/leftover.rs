//! What a workbook says beyond its template, as notes: rows of sheets nobody knows, and what single
//! rows hold that their records have no place for. Every member of the network reads notes; what
//! fewer may see does not come here.

use crate::cell::Cell;
use crate::draft::{Draft, Place, Said};
use crate::grid::{Grid, GridRow, address, column_letters};
use crate::template::{ColumnReading, columns_of};
use opora_domain::{RecordKind, Value};
use std::collections::BTreeMap;

/// A note of more characters goes on in the next one: a cell of a spreadsheet holds 32,767.
const NOTE_CHARS_MAX: usize = 30_000;
/// Of what a row is called, in the first line of its note.
const TITLE_CHARS_MAX: usize = 120;

/// The notes of what a row could not hold, none of them counted as a row.
pub(crate) fn of_row(draft: &Draft) -> Vec<Draft> {
    if draft.left.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![title_of(draft)];
    lines.extend(draft.left.iter().map(|(header, text)| line(header, text)));
    lines.retain(|it| !it.is_empty());
    let mut notes = notes(
        (draft.sheet, &draft.sheet_name),
        draft.cell.clone(),
        &lines.join("\n"),
    );
    for note in &mut notes {
        note.is_counted = false;
    }
    notes
}

/// A whole row as a note. `headers` are what its columns are called, as far as that is known; with
/// `has_all`, also those under which the row has nothing.
pub(crate) fn whole_row(
    sheet: (usize, &str),
    row: &GridRow,
    headers: &BTreeMap<u32, String>,
    has_all: bool,
) -> Vec<Draft> {
    let mut lines: BTreeMap<u32, String> = BTreeMap::new();
    if has_all {
        for (column, header) in headers {
            lines.insert(*column, format!("{header}:"));
        }
    }
    for (column, cell) in &row.cells {
        let header = headers.get(column).map(String::as_str).unwrap_or_default();
        lines.insert(*column, line(header, &cell.shown()));
    }
    let first = row.cells.keys().next().copied().unwrap_or_default();
    let text = lines.into_values().collect::<Vec<_>>().join("\n");
    let mut notes = notes(sheet, address(row.number, first), &text);
    for note in &mut notes {
        note.is_flagged = true;
    }
    notes
}

/// A whole row as one text, for the report.
pub(crate) fn row_text(row: &GridRow) -> String {
    let cells: Vec<String> = row.cells.values().map(Cell::shown).collect();
    cells.join(" | ")
}

/// The columns of a sheet by their headers; one without a header goes by its letters.
pub(crate) fn header_or_letters(headers: &BTreeMap<u32, String>, column: u32) -> String {
    let header = headers.get(&column).cloned();
    header.unwrap_or_else(|| format!("Столбец {}", column_letters(column)))
}

/// The texts of a row that is taken for the header of a sheet nobody knows.
pub(crate) fn headers_of(grid: &Grid, position: usize) -> BTreeMap<u32, String> {
    let cells = grid.rows.get(position).map(|row| &row.cells);
    let named = cells.into_iter().flatten();
    named
        .map(|(column, cell)| (*column, one_line(&cell.shown())))
        .collect()
}

fn line(header: &str, text: &str) -> String {
    match header.trim_end_matches(':').trim_end() {
        "" => text.to_owned(),
        header => format!("{header}: {text}"),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a row is called: its code, or its number and the first of its own words.
fn title_of(draft: &Draft) -> String {
    const NAMING: [&str; 6] = ["title", "text", "factor", "name", "subject", "section"];
    let said = |field: &str| match draft.said.get(field) {
        Some(Said::Value(Value::String(text))) => one_line(text),
        _ => String::new(),
    };
    let name = NAMING
        .iter()
        .map(|field| said(field))
        .find(|it| !it.is_empty());
    // Codes of other kinds are made by the import; no person knows them.
    let is_coded = columns_of(draft.kind)
        .iter()
        .any(|column| column.reading == ColumnReading::Code);
    let code = draft.code.clone();
    let parts = [
        if is_coded { code } else { String::new() },
        said("number"),
        name.unwrap_or_default(),
        said("year"),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
    let title = parts.join(" ");
    match title.char_indices().nth(TITLE_CHARS_MAX) {
        Some((end, _)) => format!("{}…", &title[..end]),
        None => title,
    }
}

/// One text as notes of a length a note may have; the first is counted as the row.
fn notes(sheet: (usize, &str), cell: String, text: &str) -> Vec<Draft> {
    let mut rest = text.trim();
    let mut notes = Vec::new();
    while !rest.is_empty() {
        let end = end_of_note(rest);
        let mut note = Draft::new(RecordKind::Note, sheet.0, sheet.1, cell.clone());
        let said = |text: &str| Said::Value(Value::from(text));
        note.said.insert("topic", said(sheet.1.trim()));
        note.said.insert("text", said(rest[..end].trim()));
        let place = Place {
            cell: cell.clone(),
            read: String::new(),
        };
        note.places.insert("text", place);
        note.is_counted = notes.is_empty();
        notes.push(note);
        rest = rest[end..].trim();
    }
    notes
}

/// Where a note ends, in bytes: behind a line or a word, if there is one.
fn end_of_note(text: &str) -> usize {
    let Some((end, _)) = text.char_indices().nth(NOTE_CHARS_MAX) else {
        return text.len();
    };
    let parting = [text[..end].rfind('\n'), text[..end].rfind(' ')];
    let parting = parting.into_iter().flatten().find(|at| at * 2 > end);
    parting.unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(note: &Draft) -> &str {
        match note.said.get("text") {
            Some(Said::Value(Value::String(text))) => text,
            other => panic!("a text: {other:?}"),
        }
    }

    #[test]
    fn what_a_row_could_not_hold_is_one_note() {
        let mut draft = Draft::new(RecordKind::Activity, 3, "Дорожная карта", "A7".to_owned());
        draft.said.insert("number", Said::Value(Value::from("2.")));
        draft
            .said
            .insert("title", Said::Value(Value::from("Курсы\nпедагогов")));
        assert_eq!(of_row(&draft).len(), 0);
        draft.leave("Телефон:", "2-11-45".to_owned());
        draft.leave("", "на полях".to_owned());
        draft.leave("Пусто", String::new());
        let notes = of_row(&draft);
        assert_eq!(notes.len(), 1);
        assert_eq!(
            text(&notes[0]),
            "2. Курсы педагогов\nТелефон: 2-11-45\nна полях"
        );
        assert!(draft.is_flagged && !notes[0].is_counted);
    }

    #[test]
    fn a_long_text_goes_on_in_the_next_note_and_loses_nothing() {
        let word = "слово ";
        let long = word.repeat(20_000);
        let parts = notes((0, "Лист"), "A1".to_owned(), &long);
        assert_eq!(parts.len(), 4);
        let joined: Vec<&str> = parts.iter().map(text).collect();
        assert_eq!(joined.join(" "), long.trim());
        assert!(joined.iter().all(|it| it.chars().count() <= NOTE_CHARS_MAX));
        assert_eq!(parts.iter().filter(|it| it.is_counted).count(), 1);
        // Without a place to part it at.
        let parts = notes((0, "Лист"), "A1".to_owned(), &"я".repeat(70_000));
        let joined: String = parts.iter().map(text).collect();
        assert_eq!(joined.chars().count(), 70_000);
    }
}
