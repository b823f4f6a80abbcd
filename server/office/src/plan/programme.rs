//! Settles a programme and the rows that have no code. Which record a row is, is found by what it
//! says and where it stands ([`super::matching`]); from then on it is settled as any other row.
//!
//! A record's code is its kind and a number, given in the order of the first import, so that the
//! same file on two servers names the same records. Rows are compared with what the last import
//! had; where a row says what people made of a record since, it was taken out of the application
//! and is that record.

mod known;

use super::difference::{last_of, same};
use super::matching::{Mark, matched, places, resemblance};
use super::settle::Settling;
use super::{FilePlan, Outcome, Step};
use crate::draft::{Draft, Said};
use crate::leftover;
use crate::problem::Severity;
use crate::workbook::{Part, Passport, PassportRow, Workbook};
use known::{KnownProgramme, KnownRow, KnownRows, text_of, years_of};
use opora_domain::choice::normal;
use opora_domain::{RecordId, RecordKind, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Kinds that belong to a programme, and those that belong to the network alone.
const OF_PROGRAMME: [RecordKind; 4] = [
    RecordKind::Stage,
    RecordKind::Task,
    RecordKind::Indicator,
    RecordKind::Activity,
];
const OF_NETWORK: [RecordKind; 3] = [
    RecordKind::Assessment,
    RecordKind::ContextFact,
    RecordKind::Note,
];

/// The beginning of the codes of programmes.
const PROGRAMME: &str = "programme-";

/// What is known of programmes and rows, of earlier imports and of the files before this one.
#[derive(Default)]
pub(super) struct Programmes {
    known: Option<Vec<KnownProgramme>>,
    /// By the beginning of their codes.
    rows: BTreeMap<String, KnownRows>,
    of_this_import: BTreeSet<RecordId>,
}

impl Programmes {
    /// The files of this import speak of this programme.
    pub(super) fn are_of_this_import(&self, programme: RecordId) -> bool {
        self.of_this_import.contains(&programme)
    }
}

impl Settling<'_> {
    /// Settles the passport of a workbook and its rows without codes, and counts them.
    pub(super) fn programme(
        &mut self,
        workbook: &Workbook,
        programmes: &mut Programmes,
        file: &mut FilePlan,
    ) {
        let rows_of = |kind: RecordKind| -> Vec<Draft> {
            let of_kind = |draft: &&Draft| draft.kind == kind;
            workbook.rows.iter().filter(of_kind).cloned().collect()
        };
        let of_programme = OF_PROGRAMME.map(|kind| (kind, rows_of(kind)));
        let first = of_programme.iter().find_map(|(_, rows)| rows.first());
        if let Some(passport) = &workbook.passport {
            let code = self.programme_of(&passport.draft, programmes);
            self.passport(passport, &code, programmes, file);
            self.rows_of_programme(of_programme, &code, programmes, file);
        } else if let Some(first) = first.cloned() {
            // Nobody wrote a passport; the rows are of a programme all the same.
            let draft = Draft::new(
                RecordKind::Programme,
                first.sheet,
                &first.sheet_name,
                first.cell,
            );
            let code = self.programme_of(&draft, programmes);
            self.settle(
                Draft {
                    code: code.clone(),
                    ..draft
                },
                file,
            );
            programmes
                .of_this_import
                .insert(self.identity(RecordKind::Programme, &code));
            self.rows_of_programme(of_programme, &code, programmes, file);
        }
        for kind in OF_NETWORK {
            let mut rows = rows_of(kind);
            if kind == RecordKind::Note {
                // The last of all: by now it is known what other rows could not hold.
                rows.append(&mut file.kept);
                let of_notes: Vec<Draft> = rows.iter().flat_map(leftover::of_row).collect();
                rows.iter_mut().for_each(|row| row.left.clear());
                rows.extend(of_notes);
            }
            self.rows(rows, kind, None, programmes, file);
        }
    }

    fn rows_of_programme(
        &mut self,
        rows: [(RecordKind, Vec<Draft>); 4],
        programme: &str,
        programmes: &mut Programmes,
        file: &mut FilePlan,
    ) {
        for (kind, rows) in rows {
            self.rows(rows, kind, Some(programme), programmes, file);
        }
    }

    /// The code of the programme a passport is of: one of the same years and title, or a new one.
    fn programme_of(&self, draft: &Draft, programmes: &mut Programmes) -> String {
        let known = programmes
            .known
            .get_or_insert_with(|| self.known_programmes());
        let title = normal(&text_of(draft.said.get("title")));
        let years = match draft.said.get("term") {
            Some(Said::Value(term)) => years_of(term),
            _ => None,
        };
        let says_nothing = title.is_empty() && years.is_none();
        let alike = |it: &&mut KnownProgramme| {
            let are_apart = match (years, it.years) {
                (Some((since, until)), Some((its_since, its_until))) => {
                    until < its_since || its_until < since
                }
                _ => false,
            };
            let is_blank = it.title.is_empty() && it.years.is_none();
            let resemblance = resemblance(&title, &it.title);
            !are_apart
                && (says_nothing
                    || is_blank
                    || title == it.title
                    || title == it.title_now
                    || resemblance >= 0.6
                    || (years.is_some() && years == it.years && resemblance >= 0.3))
        };
        // The newest first: it is the one in force.
        if let Some(it) = known.iter_mut().rev().find(alike) {
            if !says_nothing {
                it.title = title;
                it.years = years.or(it.years);
            }
            return it.code.clone();
        }
        let number_of = |code: &str| code.strip_prefix(PROGRAMME)?.parse::<usize>().ok();
        let numbers = known.iter().filter_map(|it| number_of(&it.code));
        let code = format!("{PROGRAMME}{}", numbers.max().unwrap_or(0) + 1);
        known.push(KnownProgramme {
            code: code.clone(),
            title_now: title.clone(),
            title,
            years,
        });
        code
    }

    /// Settles the passport and counts each of its rows by what becomes of its own value.
    fn passport(
        &mut self,
        passport: &Passport,
        code: &str,
        programmes: &mut Programmes,
        file: &mut FilePlan,
    ) {
        let id = self.identity(RecordKind::Programme, code);
        programmes.of_this_import.insert(id);
        let before = self.existing.record(id);
        let draft = Draft {
            code: code.to_owned(),
            ..passport.draft.clone()
        };
        let (sheet, sheet_name) = (draft.sheet, draft.sheet_name.clone());
        let first_step = self.steps.len();
        let (outcome, _) = self.settle(draft, file);
        for row in &passport.lines {
            let is_set =
                |step: &&Step| matches!(step, Step::Set { field, .. } if field == row.field);
            let step = self.steps[first_step..].iter().find(is_set);
            let row_outcome = match (outcome, step) {
                (Outcome::Refused, _) => Outcome::Refused,
                // The document is silent, and so is the record.
                (Outcome::Created, _) if row.is_empty => Outcome::Unchanged,
                (Outcome::Created, _) => Outcome::Created,
                (_, Some(Step::Set { value, .. })) => {
                    let was = before.as_ref().and_then(|it| last_of(it, row.field));
                    let (was, now) = (part_of(row, was), part_of(row, Some(value)));
                    if same(&was, &now) {
                        Outcome::Unchanged
                    } else {
                        Outcome::Changed
                    }
                }
                _ => Outcome::Unchanged,
            };
            let is_told = file.findings.iter().any(|finding| {
                finding.severity == Severity::Flagged
                    && finding.sheet == sheet_name
                    && finding.cell == row.cell
            });
            let is_flagged = is_told || row.has_left;
            file.sheets[sheet].count(row_outcome, is_flagged);
        }
    }

    /// Finds out which records the rows of one kind are, and settles them.
    fn rows(
        &mut self,
        rows: Vec<Draft>,
        kind: RecordKind,
        programme: Option<&str>,
        programmes: &mut Programmes,
        file: &mut FilePlan,
    ) {
        if rows.is_empty() {
            return;
        }
        let beginning = match programme {
            Some(programme) => format!("{programme}-{}-", kind.code()),
            None => format!("{}-", kind.code()),
        };
        let mut known = programmes
            .rows
            .remove(&beginning)
            .unwrap_or_else(|| self.known_rows(kind, &beginning, programme));
        // In their order: the places of the last import, not their numbers.
        known.rows.sort_by_key(|row| row.order);
        let marks: Vec<Mark> = rows.iter().map(|row| self.mark(row)).collect();
        let known_marks: Vec<Mark> = known
            .rows
            .iter()
            .map(|row| {
                let was_taken_out = marks.contains(&row.mark_now) && !marks.contains(&row.mark);
                match was_taken_out {
                    true => row.mark_now.clone(),
                    false => row.mark.clone(),
                }
            })
            .collect();
        let found = matched(&known_marks, &marks);
        let order_of = |order: fn(&KnownRow) -> Option<u64>| -> Vec<Option<u64>> {
            let found = found.iter();
            found
                .map(|at| at.and_then(|at| order(&known.rows[at])))
                .collect()
        };
        // In the order people gave them, it is as they have it; else as the last import had it.
        let now = order_of(|row| row.order_now);
        let before = match now.iter().flatten().is_sorted_by(|a, b| a < b) {
            true => now,
            false => order_of(|row| Some(row.order)),
        };
        // A file that has only new rows stands after what is there.
        let orders = match known.rows.last() {
            Some(last) if found.iter().all(Option::is_none) => {
                let last = last.order;
                places(&before).iter().map(|place| last + place).collect()
            }
            _ => places(&before),
        };
        let parents = match kind {
            RecordKind::Indicator => parents_of(&marks),
            _ => vec![None; rows.len()],
        };
        let mut codes: Vec<String> = Vec::with_capacity(rows.len());
        for (place, (mut draft, mark)) in rows.into_iter().zip(marks).enumerate() {
            let is_new = found[place].is_none();
            draft.code = match found[place] {
                Some(at) => known.rows[at].code.clone(),
                None => format!("{beginning}{}", known.next),
            };
            let order = orders[place];
            // One that has no place is given none: its row stands where rows without one do.
            let has_a_place = found[place].is_none_or(|at| known.rows[at].order_now.is_some());
            if has_a_place {
                draft.said.insert("order", Said::Value(Value::from(order)));
            }
            if let Some(programme) = programme {
                let link = Said::Link(RecordKind::Programme, programme.to_owned());
                draft.said.insert("programme", link);
            }
            if kind == RecordKind::Indicator {
                let said = parents[place]
                    .and_then(|at| codes.get(at))
                    // A part of a row that was refused stands alone.
                    .filter(|code| self.is_there(self.identity(kind, code)))
                    .map_or(Said::Empty, |code| Said::Link(kind, code.clone()));
                draft.said.insert("parent", said);
            }
            let code = draft.code.clone();
            codes.push(code.clone());
            let outcome = self.draft(draft, file);
            match found[place] {
                Some(at) => known.rows[at] = KnownRow::new(code, order, mark),
                // A number is used up by what is stored only.
                None if outcome == Outcome::Refused => {}
                None => known.rows.push(KnownRow::new(code, order, mark)),
            }
            known.next += usize::from(is_new && outcome != Outcome::Refused);
        }
        programmes.rows.insert(beginning, known);
    }
}

/// The part of a field one row of the passport holds.
fn part_of(row: &PassportRow, value: Option<&Value>) -> Value {
    let part = match row.part {
        None => value,
        Some(Part::Named(name)) => value.and_then(|value| value.get(name)),
        Some(Part::Item(place)) => value.and_then(|value| value.get(place)),
    };
    part.cloned().unwrap_or(Value::Null)
}

/// Of each indicator the one it is a part of: 4.1 of the nearest 4 before it.
fn parents_of(marks: &[Mark]) -> Vec<Option<usize>> {
    let mut latest: BTreeMap<&str, usize> = BTreeMap::new();
    let mut parents = Vec::with_capacity(marks.len());
    for (row, mark) in marks.iter().enumerate() {
        let whole = mark.number.rsplit_once('.').map(|it| it.0);
        parents.push(whole.and_then(|whole| latest.get(whole).copied()));
        if !mark.number.is_empty() {
            latest.insert(&mark.number, row);
        }
    }
    parents
}
