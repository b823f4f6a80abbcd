//! Reads the cells of one row by the columns of its sheet. Judges each cell for itself and each
//! pair of cells that make one value; knows nothing of other rows.

mod place;
mod standings;
mod term;

pub(crate) use term::term_of;

use crate::cell::Cell;
use crate::draft::{Draft, Place, Said, UnreadChoice};
use crate::nearest::nearest;
use crate::problem::{Finding, Severity, What};
use crate::template::{Choice, Column, ColumnReading, PeriodCell};
use opora_domain::amount::{AmountReading, reading};
use opora_domain::choice::normal;
use opora_domain::deadline::{Deadline, DeadlineFlag, Reading, read_date};
use opora_domain::schema::{Audience, field_of};
use opora_domain::validation::validate_value;
use opora_domain::{
    Figure, FigureReading, Locale, Period, PeriodReading, PeriodValue, ProgrammeSection,
    RecordKind, Value,
};
use place::read_place;
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
    /// Keeps the text of the cell beside the record. An error of a formula is no text.
    fn leave(&self, draft: &mut Draft) {
        if let Some(text) = self.cell.and_then(Cell::text) {
            draft.leave(self.column.header, text);
        }
    }

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
        // it the partnership would silently become an offer or a request, and the fact one of the
        // whole municipality.
        let is_link = matches!(
            entry.column.reading,
            ColumnReading::Link(_) | ColumnReading::Owner
        );
        match entry.cell {
            Some(Cell::Error(error)) if !is_link => {
                let what = formula_error(error);
                draft.tell(findings, entry.place(), Severity::Flagged, what);
            }
            _ => read_entry(draft, entry, findings),
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
        | ColumnReading::PeriodValues(_)
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
        ColumnReading::Links(kind) => {
            let codes = entry.cell.map(|cell| names(&cell.shown()));
            let codes = codes.unwrap_or_default().into_iter();
            let codes: Vec<String> = codes.map(|code| folded_code(&code)).collect();
            let said = match codes.is_empty() {
                true => Said::Empty,
                false => Said::Links(kind, codes),
            };
            draft.said.insert(field, said);
            return;
        }
        ColumnReading::Sections => {
            let value = entry
                .cell
                .map(|cell| sections(draft, entry, cell, findings));
            match value {
                Some(value) => drop(say(draft, entry.place(), field, value, findings)),
                None => drop(draft.said.insert(field, Said::Empty)),
            }
            return;
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
        Some(Ok(value)) => {
            let is_seen = is_for_members(draft.kind, field);
            if is_seen && !say(draft, entry.place(), field, value.clone(), findings) {
                entry.leave(draft);
            } else if !is_seen {
                say_to_few(draft, entry.place(), field, value, findings);
            }
        }
        Some(Err(what)) => {
            draft.tell(findings, entry.place(), Severity::Flagged, what);
            entry.leave(draft);
        }
    }
}

/// What stands in a cell that has no value.
pub(crate) fn formula_error(error: &str) -> What {
    if error.starts_with('=') {
        What::FormulaUnvalued
    } else {
        What::FormulaError
    }
}

/// Every member sees the field, and so may see a note that has its text.
fn is_for_members(kind: RecordKind, field: &str) -> bool {
    field_of(kind, field)
        .is_none_or(|spec| matches!(spec.audience, Audience::Public | Audience::Members))
}

/// Keeps a value that few may see. One the schema does not accept stays in the report alone.
fn say_to_few(
    draft: &mut Draft,
    place: Place,
    field: &'static str,
    value: Value,
    findings: &mut Vec<Finding>,
) {
    let checked = field_of(draft.kind, field).map(|spec| validate_value(spec.kind, &value));
    if let Some(Err(code)) = checked {
        draft.tell(findings, place, Severity::Flagged, What::NotKept(code));
    } else {
        say(draft, place, field, value, findings);
    }
}

/// Keeps a value the schema accepts; tells of any other, and says `false`.
pub(crate) fn say(
    draft: &mut Draft,
    place: Place,
    field: &'static str,
    value: Value,
    findings: &mut Vec<Finding>,
) -> bool {
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
            return false;
        }
        None => {}
    }
    true
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
            entry.leave(draft);
        }
        // What becomes of it depends on whether the record is new.
        _ => {
            entry.leave(draft);
            draft.unread_choices.push(UnreadChoice {
                field,
                choice,
                word,
                cell: entry.address.clone(),
                is_carried: true,
            });
        }
    }
}

/// The sections a cell names; a word that is none is told and left out.
fn sections(
    draft: &mut Draft,
    entry: &Entry<'_>,
    cell: &Cell,
    findings: &mut Vec<Finding>,
) -> Value {
    let words = || {
        let all = ProgrammeSection::ALL.iter();
        all.map(|it| it.label(Locale::Ru)).collect::<Vec<_>>()
    };
    let mut all: Vec<ProgrammeSection> = Vec::new();
    for word in list(&cell.shown()) {
        match ProgrammeSection::from_template(&word) {
            Some(section) if !all.contains(&section) => all.push(section),
            Some(_) => {}
            None => {
                let what = What::NotInList {
                    instead: None,
                    proposal: nearest(&word, words()),
                    words: words(),
                };
                draft.tell(findings, entry.place(), Severity::Flagged, what);
            }
        }
    }
    json!(all)
}

/// What is odd about the text of one period; it is kept all the same.
fn tell_period(
    draft: &mut Draft,
    entry: &Entry<'_>,
    cell: PeriodCell,
    text: &str,
    findings: &mut Vec<Finding>,
) {
    let what = match cell {
        PeriodCell::Figure => {
            return tell_kept(draft, entry, ColumnReading::Figure, text, findings);
        }
        PeriodCell::Status if Choice::Activity.read(text).is_none() => What::KeptWord {
            proposal: nearest(text, Choice::Activity.words()),
            words: Choice::Activity.words(),
        },
        PeriodCell::Date if read_date(text).is_none() => What::NotADate,
        PeriodCell::Money if reading(text) == AmountReading::Unread => What::NotAFigure,
        _ => return,
    };
    draft.tell(findings, entry.place(), Severity::Flagged, what);
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
        if let Cell::Error(error) = cell {
            let what = formula_error(error);
            draft.tell(findings, entry.place(), Severity::Flagged, what);
            continue;
        }
        let value = cell.shown();
        if let ColumnReading::PeriodValues(cell) = entry.column.reading {
            tell_period(draft, entry, cell, &value, findings);
        }
        values.push(PeriodValue {
            period: (*period).to_owned(),
            value,
        });
    }
    if let Some((first, _)) = entries.first() {
        draft.places.insert(field, first.place());
        if !say(draft, first.place(), field, json!(values), findings) {
            for (entry, period) in entries {
                if let Some(text) = entry.cell.and_then(Cell::text) {
                    let header = format!("{} {period}", entry.column.header);
                    draft.leave(header.trim(), text);
                }
            }
        }
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
