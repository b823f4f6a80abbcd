//! Reads the cells of one row by the columns of its sheet. Judges each cell for itself and each
//! pair of cells that make one value; knows nothing of other rows.

mod standings;
mod term;

pub(crate) use term::term_of;

use crate::cell::Cell;
use crate::draft::{Draft, Place, Said, UnreadChoice};
use crate::nearest::nearest;
use crate::problem::{Finding, Severity, What};
use crate::template::{Choice, Column, ColumnReading, accuracy_words};
use opora_domain::choice::normal;
use opora_domain::deadline::{Deadline, DeadlineFlag, Reading};
use opora_domain::schema::field_of;
use opora_domain::validation::validate_value;
use opora_domain::{
    Figure, FigureReading, Period, PeriodReading, PeriodValue, PlaceAccuracy, RecordKind, Value,
};
use serde_json::json;
use standings::standings;
use term::read_term;

/// One cell of a row (or one value of `Территория`) with its column.
#[derive(Clone)]
pub(crate) struct Entry<'a> {
    pub column: &'static Column,
    pub cell: Option<&'a Cell>,
    /// `J4`
    pub address: String,
}

impl Entry<'_> {
    fn place(&self) -> Place {
        Place {
            cell: self.address.clone(),
            read: self.shown(),
        }
    }

    fn shown(&self) -> String {
        self.cell.map(Cell::shown).unwrap_or_default()
    }
}

/// Reads all entries of a row into the draft.
pub(crate) fn read(draft: &mut Draft, entries: &[Entry<'_>], findings: &mut Vec<Finding>) {
    for entry in entries {
        let field = entry.column.field;
        draft.places.entry(field).or_insert_with(|| entry.place());
        // A side that cannot be read is told as an unknown code, which refuses the row: without
        // it the partnership would silently become an offer or a request.
        let is_link = matches!(entry.column.reading, ColumnReading::Link(_));
        if matches!(entry.cell, Some(Cell::Error(_))) && !is_link {
            draft.tell(
                findings,
                entry.place(),
                Severity::Flagged,
                What::FormulaError,
            );
        } else {
            read_entry(draft, entry, findings);
        }
    }
    read_place(draft, entries, findings);
    read_term(draft, entries, findings);
    name_from_full_name(draft, findings);
}

fn read_entry(draft: &mut Draft, entry: &Entry<'_>, findings: &mut Vec<Finding>) {
    let field = entry.column.field;
    let value = match entry.column.reading {
        // Codes are read before the draft is made; pairs of cells after all cells are.
        ColumnReading::Code
        | ColumnReading::Latitude
        | ColumnReading::Longitude
        | ColumnReading::Accuracy
        | ColumnReading::Since
        | ColumnReading::Until
        | ColumnReading::PeriodValues
        | ColumnReading::Paragraph
        | ColumnReading::Question
        | ColumnReading::Unread => return,
        ColumnReading::Responsible => {
            let names = entry.cell.map(|cell| names(&cell.shown()));
            let said = match names {
                Some(names) if !names.is_empty() => Said::Responsible(names),
                _ => Said::Empty,
            };
            draft.said.insert(field, said);
            return;
        }
        ColumnReading::Owner => {
            let said = match entry.cell.map(Cell::shown) {
                None => {
                    let what = What::Missing { instead: None };
                    draft.tell(findings, entry.place(), Severity::Flagged, what);
                    Said::Empty
                }
                Some(word) if normal(&word) == "муниципалитет" => Said::Empty,
                Some(code) => Said::Link(RecordKind::Organisation, folded_code(&code)),
            };
            draft.said.insert(field, said);
            return;
        }
        reading @ (ColumnReading::Word(_)
        | ColumnReading::Figure
        | ColumnReading::Year
        | ColumnReading::Deadline) => {
            if let Some(cell) = entry.cell {
                tell_kept(draft, entry, reading, &cell.shown(), findings);
            }
            entry.cell.map(|cell| Ok(Value::from(cell.shown())))
        }
        ColumnReading::Choice(choice) => return read_choice(draft, entry, choice, findings),
        ColumnReading::Link(kind) => {
            let said = match entry.cell {
                Some(cell) => Said::Link(kind, folded_code(&cell.shown())),
                None => Said::Empty,
            };
            draft.said.insert(field, said);
            return;
        }
        reading => entry.cell.map(|cell| match reading {
            ColumnReading::Flag => cell.flag().map(Value::from).ok_or(What::NotYesOrNo),
            ColumnReading::Count => cell.count().map(Value::from).ok_or(What::NotACount),
            ColumnReading::Date => cell.date().map(|date| json!(date)).ok_or(What::NotADate),
            ColumnReading::Standings => Ok(standings(draft, entry, cell, findings)),
            ColumnReading::List => Ok(json!(list(&cell.shown()))),
            _ => Ok(Value::from(cell.shown())),
        }),
    };
    match value {
        None => {
            draft.said.insert(field, Said::Empty);
        }
        Some(Ok(value)) => say(draft, entry.place(), field, value, findings),
        Some(Err(what)) => draft.tell(findings, entry.place(), Severity::Flagged, what),
    }
}

/// Keeps a value the schema accepts; tells of any other.
pub(crate) fn say(
    draft: &mut Draft,
    place: Place,
    field: &'static str,
    value: Value,
    findings: &mut Vec<Finding>,
) {
    let checked = field_of(draft.kind, field).map(|spec| validate_value(spec.kind, &value));
    match checked {
        Some(Ok(())) => {
            // An empty list says as little as an empty cell.
            let is_nothing = value.as_array().is_some_and(Vec::is_empty);
            draft.said.insert(
                field,
                if is_nothing {
                    Said::Empty
                } else {
                    Said::Value(value)
                },
            );
        }
        Some(Err(code)) => {
            draft.tell(findings, place, Severity::Flagged, What::Invalid(code));
        }
        None => {}
    }
}

fn read_choice(draft: &mut Draft, entry: &Entry<'_>, choice: Choice, findings: &mut Vec<Finding>) {
    let field = entry.column.field;
    let is_required = field_of(draft.kind, field).is_some_and(|spec| spec.is_required);
    let word = entry.cell.and_then(Cell::text);
    match word.as_deref().map(|word| choice.read(word)) {
        Some(Some(code)) => {
            draft.said.insert(field, Said::Value(Value::from(code)));
        }
        None if !is_required => {
            draft.said.insert(field, Said::Empty);
        }
        Some(None) if !is_required => {
            let what = What::NotInList {
                instead: None,
                proposal: nearest(&entry.shown(), choice.words()),
                words: choice.words(),
            };
            draft.tell(findings, entry.place(), Severity::Flagged, what);
        }
        // What becomes of it depends on whether the record is new.
        _ => draft.unread_choices.push(UnreadChoice {
            field,
            choice,
            word,
            cell: entry.address.clone(),
            is_carried: true,
        }),
    }
}

/// Tells what cannot be read in a text that is kept as it is.
fn tell_kept(
    draft: &mut Draft,
    entry: &Entry<'_>,
    reading: ColumnReading,
    text: &str,
    findings: &mut Vec<Finding>,
) {
    let what = match reading {
        ColumnReading::Word(list) if !list.knows(text) => What::KeptWord {
            proposal: nearest(text, list.words()),
            words: list.words(),
        },
        ColumnReading::Figure if Figure::read(text).reading == FigureReading::Words => {
            What::NotAFigure
        }
        ColumnReading::Year if Period::read(text).reading == PeriodReading::Unnamed => {
            What::NotAFigure
        }
        ColumnReading::Deadline => {
            let deadline = Deadline::read(text);
            if deadline.flags.contains(&DeadlineFlag::EndBeforeStart) {
                What::EndBeforeStart
            } else if deadline.reading == Reading::Unreadable {
                What::NotAnEnd
            } else {
                return;
            }
        }
        _ => return,
    };
    draft.tell(findings, entry.place(), Severity::Flagged, what);
}

/// Values of columns that have a period each, in the order of the columns. A period without a
/// value is a gap and is left out.
pub(crate) fn read_periods(
    draft: &mut Draft,
    field: &'static str,
    entries: &[(Entry<'_>, &str)],
    findings: &mut Vec<Finding>,
) {
    let mut values: Vec<PeriodValue> = Vec::new();
    for (entry, period) in entries {
        let Some(cell) = entry.cell else { continue };
        let Some(value) = cell.text() else {
            let what = What::FormulaError;
            draft.tell(findings, entry.place(), Severity::Flagged, what);
            continue;
        };
        tell_kept(draft, entry, ColumnReading::Figure, &value, findings);
        values.push(PeriodValue {
            period: (*period).to_owned(),
            value,
        });
    }
    if let Some((first, _)) = entries.first() {
        draft.places.insert(field, first.place());
        say(draft, first.place(), field, json!(values), findings);
    }
}

/// Latitude, longitude and accuracy make one value.
fn read_place(draft: &mut Draft, entries: &[Entry<'_>], findings: &mut Vec<Finding>) {
    let find = |reading| entries.iter().find(|entry| entry.column.reading == reading);
    let (Some(latitude), Some(longitude)) = (
        find(ColumnReading::Latitude),
        find(ColumnReading::Longitude),
    ) else {
        return;
    };
    let field = latitude.column.field;
    // `Территория` has rows for this, and a row nobody wrote is an empty one.
    if find(ColumnReading::Accuracy).is_none() && draft.kind != RecordKind::Network {
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
            return;
        }
        [Ok(Some(latitude)), Ok(Some(longitude))] => (latitude, longitude),
        [Ok(None), Ok(_)] => {
            return draft.tell(
                findings,
                latitude.place(),
                Severity::Flagged,
                What::HalfAPlace,
            );
        }
        [Ok(_), Ok(None)] => {
            return draft.tell(
                findings,
                longitude.place(),
                Severity::Flagged,
                What::HalfAPlace,
            );
        }
        _ => return,
    };
    let mut accuracy = None;
    if let Some(entry) = find(ColumnReading::Accuracy)
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
        }
    }
    let place = opora_domain::Place {
        latitude: latitude_degrees,
        longitude: longitude_degrees,
        accuracy,
    };
    if place.is_on_earth() {
        draft.said.insert(field, Said::Value(json!(place)));
    } else {
        let place = if latitude_degrees.abs() > 90.0 {
            latitude
        } else {
            longitude
        }
        .place();
        draft.tell(findings, place, Severity::Flagged, What::NotOnEarth);
    }
}

fn name_from_full_name(draft: &mut Draft, findings: &mut Vec<Finding>) {
    if draft.kind != RecordKind::Organisation
        || matches!(draft.said.get("name"), Some(Said::Value(_)))
    {
        return;
    }
    let Some(Said::Value(Value::String(full))) = draft.said.get("full_name").cloned() else {
        return;
    };
    let place = draft.place("name");
    if place.read.is_empty() && full.chars().count() <= 300 {
        draft.said.insert("name", Said::Value(Value::from(full)));
        // A file without short names takes it for a new record only, and tells it there.
        if !draft.half_said.contains("name") {
            draft.tell(findings, place, Severity::Flagged, What::NameFromFullName);
        }
    }
}

/// A code as it is compared: no spaces around it, lower case.
pub(crate) fn folded_code(text: &str) -> String {
    text.trim().to_lowercase()
}

/// The names of a semicolon list, each as it stands there.
fn names(text: &str) -> Vec<String> {
    let names = text.split(';').map(str::trim);
    names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The items of a comma or semicolon list, without empty ones and repetitions.
fn list(text: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for item in text.split([',', ';', '\n']) {
        let item = item.trim();
        if !item.is_empty() && !items.iter().any(|known| known == item) {
            items.push(item.to_owned());
        }
    }
    items
}
