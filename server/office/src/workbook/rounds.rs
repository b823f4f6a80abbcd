//! Reads `Мониторинг` and `Ответы`: rows of one code are one round with its questions in their order.
//! Which records they are is settled by [`crate::plan`].

use super::rows::Reading;
use super::{SheetRead, SheetsReading};
use crate::cell::Cell;
use crate::draft::{Draft, Place};
use crate::grid::{Grid, GridRow, address};
use crate::header::Header;
use crate::nearest::slug_of;
use crate::problem::{Finding, Severity, What};
use crate::row::{Entry, folded_code, read, say};
use crate::template::part_of_question;
use opora_domain::choice::normal;
use opora_domain::ids::is_slug;
use opora_domain::{RecordKind, Value};
use serde_json::{Map, json};
use std::collections::BTreeMap;

/// What a workbook says of monitoring.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rounds {
    pub rounds: Vec<RoundRead>,
    /// Rows of `Ответы`; they have no code of their own.
    pub returns: Vec<Draft>,
}

/// One round and how many rows it is made of.
#[derive(Clone, Debug)]
pub(crate) struct RoundRead {
    pub draft: Draft,
    pub rows: usize,
}

/// The rows of a round while they are read.
struct Rows<'a> {
    first: &'a GridRow,
    all: Vec<&'a GridRow>,
    /// Where the first question stands.
    place: Option<Place>,
    questions: Vec<Map<String, Value>>,
}

impl SheetsReading {
    pub(super) fn rounds(&mut self, grid: &Grid, header: &Header, sheet: &mut SheetRead) {
        sheet.rows = grid.rows.len() - header.first_data;
        let reading = Reading::new(RecordKind::Round, grid, header);
        let mut order: Vec<String> = vec![];
        let mut known: BTreeMap<String, Rows<'_>> = BTreeMap::new();
        for row in &grid.rows[header.first_data..] {
            let Some(code) = self.code_of_row(grid, header, row) else {
                sheet.refused += 1;
                continue;
            };
            let rows = known.entry(code.clone()).or_insert_with(|| {
                order.push(code);
                Rows {
                    first: row,
                    all: vec![],
                    place: None,
                    questions: vec![],
                }
            });
            rows.all.push(row);
            self.question(grid, header, row, rows);
            if !std::ptr::eq(rows.first, row) {
                self.further(grid, header, row, rows.first);
            }
        }
        for code in order {
            let Some(rows) = known.remove(&code) else {
                continue;
            };
            let entries: Vec<Entry<'_>> = header
                .columns
                .iter()
                .filter(|(_, column)| part_of_question(column).is_none())
                .map(|(position, column)| Entry {
                    column,
                    cell: rows.first.cells.get(position),
                    address: address(rows.first.number, *position),
                })
                .collect();
            let cell = format!("A{}", rows.first.number);
            let mut draft = Draft::new(
                RecordKind::Round,
                self.sheets.len(),
                &grid.name,
                cell.clone(),
            );
            draft.code = code;
            read(&mut draft, &entries, &mut self.findings);
            for row in &rows.all {
                reading.leave_others(&mut draft, row);
            }
            let place = rows.place.unwrap_or(Place {
                cell,
                read: String::new(),
            });
            if !rows.questions.is_empty() {
                draft.places.insert("questions", place.clone());
                let questions = json!(rows.questions);
                say(
                    &mut draft,
                    place,
                    "questions",
                    questions,
                    &mut self.findings,
                );
            }
            self.rounds.rounds.push(RoundRead {
                draft,
                rows: rows.all.len(),
            });
        }
    }

    /// The code of a row of `Мониторинг`; `None` when it has none that can be one.
    fn code_of_row(&mut self, grid: &Grid, header: &Header, row: &GridRow) -> Option<String> {
        let mut columns = header.columns.iter();
        let position = columns.find(|(_, column)| column.field == "code")?.0;
        let shown = row
            .cells
            .get(&position)
            .map(Cell::shown)
            .unwrap_or_default();
        let code = folded_code(&shown);
        let what = if code.is_empty() {
            What::NoCode
        } else if !is_slug(&code) || code.len() > 100 {
            let proposal = Some(slug_of(&code)).filter(|slug| !slug.is_empty());
            What::NotACode { proposal }
        } else {
            return Some(code);
        };
        self.findings.push(Finding {
            sheet: grid.name.clone(),
            cell: address(row.number, position),
            severity: Severity::Refused,
            read: shown,
            what,
            whole: Vec::new(),
        });
        None
    }

    /// The question of a row. One that is there already is told and asked once.
    fn question(&mut self, grid: &Grid, header: &Header, row: &GridRow, rows: &mut Rows<'_>) {
        let mut question = Map::new();
        let mut place = None;
        for (position, column) in &header.columns {
            let (Some(part), Some(cell)) = (part_of_question(column), row.cells.get(position))
            else {
                continue;
            };
            if part == "factor" {
                place = Some(Place {
                    cell: address(row.number, *position),
                    read: cell.shown(),
                });
            }
            question.insert(part.to_owned(), Value::from(cell.shown()));
        }
        let Some(place) = place else { return };
        let factor = normal(&place.read);
        let is_known = rows.questions.iter().any(|known| {
            let known = known.get("factor").and_then(Value::as_str);
            known.is_some_and(|known| normal(known) == factor)
        });
        if is_known {
            self.findings.push(Finding {
                sheet: grid.name.clone(),
                cell: place.cell,
                severity: Severity::Flagged,
                read: place.read,
                what: What::Invalid(opora_domain::ProblemCode::Repeated),
                whole: Vec::new(),
            });
            return;
        }
        rows.questions.push(question);
        rows.place.get_or_insert(place);
    }

    /// Another row of a round may repeat what the first says of it. What says something else is told:
    /// it is not taken.
    fn further(&mut self, grid: &Grid, header: &Header, row: &GridRow, first: &GridRow) {
        for (position, column) in &header.columns {
            let said = row.cells.get(position).map(Cell::shown);
            let is_of_round = part_of_question(column).is_none() && column.field != "code";
            let (true, Some(read)) = (is_of_round, said) else {
                continue;
            };
            if first.cells.get(position).map(Cell::shown).as_ref() != Some(&read) {
                self.findings.push(Finding {
                    sheet: grid.name.clone(),
                    cell: address(row.number, *position),
                    severity: Severity::Note,
                    read,
                    what: What::RepeatedKey {
                        first: address(first.number, *position),
                    },
                    whole: Vec::new(),
                });
            }
        }
    }

    /// Rows of `Ответы`.
    pub(super) fn returns(&mut self, grid: &Grid, header: &Header, sheet: &mut SheetRead) {
        let reading = Reading::new(RecordKind::Return, grid, header);
        sheet.rows = grid.rows.len() - header.first_data;
        for row in &grid.rows[header.first_data..] {
            let entries: Vec<Entry<'_>> = header
                .columns
                .iter()
                .map(|(position, column)| Entry {
                    column,
                    cell: row.cells.get(position),
                    address: address(row.number, *position),
                })
                .collect();
            let cell = format!("A{}", row.number);
            let mut draft = Draft::new(RecordKind::Return, self.sheets.len(), &grid.name, cell);
            read(&mut draft, &entries, &mut self.findings);
            reading.leave_others(&mut draft, row);
            self.rounds.returns.push(draft);
        }
    }
}
