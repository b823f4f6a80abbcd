//! A place out of the cells of latitude, longitude and accuracy. What cannot be one place is kept
//! beside the record, and never half of it in it.

use super::Entry;
use crate::cell::Cell;
use crate::draft::{Draft, Said};
use crate::nearest::nearest;
use crate::problem::{Finding, Severity, What};
use crate::template::{ColumnReading, accuracy_words};
use opora_domain::{Place, PlaceAccuracy, RecordKind};
use serde_json::json;

/// Latitude, longitude and accuracy make one value.
pub(super) fn read_place(draft: &mut Draft, entries: &[Entry<'_>], findings: &mut Vec<Finding>) {
    let find = |reading| entries.iter().find(|entry| entry.column.reading == reading);
    let parts = [
        find(ColumnReading::Latitude),
        find(ColumnReading::Longitude),
        find(ColumnReading::Accuracy),
    ];
    let leave_all = |draft: &mut Draft| {
        for entry in parts.into_iter().flatten() {
            entry.leave(draft);
        }
    };
    let is_filled = |entry: &&Entry<'_>| matches!(entry.cell, Some(cell) if cell.text().is_some());
    let [Some(latitude), Some(longitude), _] = parts else {
        // A column, or a row of `Территория`, is missing: half a place is none.
        let first = parts.into_iter().flatten().find(is_filled);
        if let Some(entry) = first {
            let is_one_of_two = entry.column.reading != ColumnReading::Accuracy;
            let what = if is_one_of_two {
                What::HalfAPlace
            } else {
                What::NoPlace
            };
            draft.tell(findings, entry.place(), Severity::Flagged, what);
            leave_all(draft);
        }
        return;
    };
    let field = latitude.column.field;
    // `Территория` has rows for this, and a row nobody wrote is an empty one.
    if parts[2].is_none() && draft.kind != RecordKind::Network {
        draft.half_said.insert(field);
    }
    let numbers = [latitude, longitude].map(|entry| match entry.cell {
        None => Ok(None),
        Some(Cell::Error(_)) => Err(()),
        Some(cell) => cell.number().map(Some).ok_or_else(|| {
            draft.tell(findings, entry.place(), Severity::Flagged, What::NotANumber);
        }),
    });
    let (latitude_degrees, longitude_degrees) = match numbers {
        [Ok(None), Ok(None)] => {
            draft.said.insert(field, Said::Empty);
            if let Some(accuracy) = parts[2].filter(is_filled) {
                draft.tell(findings, accuracy.place(), Severity::Flagged, What::NoPlace);
                accuracy.leave(draft);
            }
            return;
        }
        [Ok(Some(latitude)), Ok(Some(longitude))] => (latitude, longitude),
        [latitude_read, longitude_read] => {
            let missing = match (latitude_read, longitude_read) {
                (Ok(None), Ok(_)) => Some(latitude),
                (Ok(_), Ok(None)) => Some(longitude),
                _ => None,
            };
            if let Some(entry) = missing {
                draft.tell(findings, entry.place(), Severity::Flagged, What::HalfAPlace);
            }
            return leave_all(draft);
        }
    };
    let mut accuracy = None;
    if let Some(entry) = parts[2]
        && let Some(word) = entry.cell.and_then(Cell::text)
    {
        accuracy = PlaceAccuracy::from_template(&word);
        if accuracy.is_none() {
            let what = What::NotInList {
                instead: None,
                proposal: nearest(&word, accuracy_words()),
                words: accuracy_words(),
            };
            draft.tell(findings, entry.place(), Severity::Flagged, what);
            entry.leave(draft);
        }
    }
    let place = Place {
        latitude: latitude_degrees,
        longitude: longitude_degrees,
        accuracy,
    };
    if place.is_on_earth() {
        draft.said.insert(field, Said::Value(json!(place)));
        return;
    }
    let wrong = if latitude_degrees.abs() > 90.0 {
        latitude
    } else {
        longitude
    };
    draft.tell(findings, wrong.place(), Severity::Flagged, What::NotOnEarth);
    if accuracy.is_some() {
        leave_all(draft);
    } else {
        latitude.leave(draft);
        longitude.leave(draft);
    }
}
