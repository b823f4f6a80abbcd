//! What one node or edge says of its record: the values of its attributes, read as the cells of the
//! workbook they mean. Judges a row for itself; codes, order and counts are of [`super::rows`].

use super::attributes::{Attribute, EDGE, NODE, Type, list_of, number_of, standing_of};
use super::rows::{OPEN_SIDE, Row};
use crate::cell::Cell;
use crate::draft::{Draft, Place, Said, UnreadChoice};
use crate::nearest::nearest;
use crate::problem::{Finding, Severity, What};
use crate::row::{Entry, folded_code, read, say};
use crate::template::{Choice, Column, ColumnReading, column_named, columns_for, standing_words};
use opora_domain::{Locale, PlaceAccuracy, RecordKind};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Reads the values of a row into its draft. `codes` gives the code of each node, by the file's
/// own name of it.
pub(super) fn fill(
    draft: &mut Draft,
    row: &Row,
    codes: &BTreeMap<String, String>,
    findings: &mut Vec<Finding>,
) {
    if !row.values.contains_key("name") {
        // The full name may stand for it in a new record, never in one that has its own.
        draft.half_said.insert("name");
    }
    fill_cells(draft, row, findings);
    fill_lists(draft, row, findings);
    let has = |name: &str| row.values.contains_key(name);
    let needed: &[(&'static str, Choice)] = match draft.kind {
        RecordKind::Partnership => {
            fill_words_of_term(draft, row, findings);
            fill_sides(draft, row, codes);
            if !["since", "until", "term_text"].into_iter().all(has) {
                draft.partly_said.insert("term");
            }
            &[("kind", Choice::Partnership), ("status", Choice::Status)]
        }
        _ => {
            if !has("accuracy") {
                draft.partly_said.insert("place");
            }
            &[("kind", Choice::Organisation)]
        }
    };
    for (field, choice) in needed {
        if !has(field) {
            draft.unread_choices.push(UnreadChoice {
                field,
                choice: *choice,
                word: None,
                cell: row.place.clone(),
                is_carried: false,
            });
        }
    }
    // A list of nothing says nothing either.
    draft.said.retain(|_, said| *said != Said::Empty);
}

fn fill_cells(draft: &mut Draft, row: &Row, findings: &mut Vec<Finding>) {
    let attributes = match draft.kind {
        RecordKind::Organisation => NODE,
        _ => EDGE,
    };
    let cells: Vec<(&'static Attribute, &'static Column, Option<Cell>)> = attributes
        .iter()
        .filter(|it| !matches!(it.name, "code" | "standings" | "subjects"))
        .filter_map(|it| {
            let column = column_named(draft.kind, it.header)?;
            let value = row.values.get(it.name);
            let cell = value.map(|(text, _)| cell(column, it.kind, text));
            // Values of several cells are read from all of them, the empty ones too.
            let partner = match it.name {
                "since" => "until",
                "until" => "since",
                "longitude" | "accuracy" => "latitude",
                "latitude" => "longitude",
                _ => return Some((it, column, Some(cell?))),
            };
            let is_needed = cell.is_some() || row.values.contains_key(partner);
            is_needed.then_some((it, column, cell))
        })
        .collect();
    let entries: Vec<Entry<'_>> = cells
        .iter()
        .map(|(attribute, column, cell)| {
            let place = row.values.get(attribute.name).map(|(_, cell)| cell);
            Entry {
                column,
                cell: cell.as_ref(),
                address: place.unwrap_or(&row.place).clone(),
            }
        })
        .collect();
    read(draft, &entries, findings);
}

fn fill_sides(draft: &mut Draft, row: &Row, codes: &BTreeMap<String, String>) {
    for (field, side) in [("from", &row.from), ("to", &row.to)] {
        let Some(side) = side.as_ref().filter(|it| !it.starts_with(OPEN_SIDE)) else {
            continue;
        };
        let code = folded_code(codes.get(side).unwrap_or(side));
        let place = Place {
            cell: row.place.clone(),
            read: code.clone(),
        };
        draft.places.insert(field, place);
        let link = Said::Link(RecordKind::Organisation, code);
        draft.said.insert(field, link);
    }
}

fn fill_lists(draft: &mut Draft, row: &Row, findings: &mut Vec<Finding>) {
    for (field, (text, cell)) in &row.values {
        let value = match *field {
            "subjects" => json!(list_of(text)),
            "standings" => standings(draft, text, cell, findings),
            _ => continue,
        };
        let place = Place {
            cell: cell.clone(),
            read: text.clone(),
        };
        if !say(draft, place, field, value, findings) {
            draft.leave(header_of(draft.kind, field), text.clone());
        }
    }
}

fn header_of(kind: RecordKind, field: &str) -> &'static str {
    let columns = columns_for(kind, field);
    columns.first().map(|it| it.header).unwrap_or_default()
}

fn standings(draft: &mut Draft, text: &str, cell: &str, findings: &mut Vec<Finding>) -> Value {
    let mut standings = Vec::new();
    for word in list_of(text) {
        if let Some(standing) = standing_of(&word) {
            standings.push(standing);
            continue;
        }
        let what = What::NotInList {
            instead: None,
            proposal: nearest(&word, standing_words()),
            words: standing_words(),
        };
        let place = Place {
            cell: cell.to_owned(),
            read: word.clone(),
        };
        draft.tell(findings, place, Severity::Flagged, what);
        draft.leave(header_of(draft.kind, "standings"), word);
    }
    json!(standings)
}

/// The author's words of a term, beside the dates that could be read.
fn fill_words_of_term(draft: &mut Draft, row: &Row, findings: &mut Vec<Finding>) {
    let Some((text, cell)) = row.values.get("term_text") else {
        return;
    };
    let mut term = match draft.said.remove("term") {
        Some(Said::Value(Value::Object(dates))) => dates,
        _ => Map::new(),
    };
    term.entry("text")
        .or_insert_with(|| Value::from(text.clone()));
    let place = Place {
        cell: cell.clone(),
        read: text.clone(),
    };
    if !say(draft, place, "term", Value::Object(term), findings) {
        draft.leave(header_of(draft.kind, "term"), text.clone());
    }
}

/// The code of a word: itself, or the code of the workbook's word.
pub(super) fn code_in(choice: Choice, word: &str) -> Option<&str> {
    match choice.label(word.trim(), Locale::Ru) {
        Some(_) => Some(word.trim()),
        None => choice.read(word),
    }
}

/// A text as the cell of the workbook it means.
fn cell(column: &Column, kind: Type, text: &str) -> Cell {
    let code = text.trim();
    let word = match column.reading {
        ColumnReading::Choice(choice) => choice.label(code, Locale::Ru),
        ColumnReading::Accuracy => PlaceAccuracy::from_code(code).map(|it| it.label(Locale::Ru)),
        ColumnReading::Flag if code.eq_ignore_ascii_case("true") => Some("да"),
        ColumnReading::Flag if code.eq_ignore_ascii_case("false") => Some("нет"),
        _ => None,
    };
    match (word, number_of(text)) {
        (Some(word), _) => Cell::Text(word.to_owned()),
        (None, Some(value)) if kind.is_number() => Cell::Number {
            value,
            is_percent: false,
        },
        _ => Cell::Text(text.to_owned()),
    }
}
