//! Settles what becomes of each row: created, changed, unchanged or refused. Rows are settled in
//! the order of kinds, so that a row knows whether the row it points at was taken.

use super::difference::{Edited, completed, edited, last_of};
use super::responsible::OrganisationNames;
use super::telling::tell_choice;
use super::{Existing, ExistingRecord, FilePlan, Outcome, Step};
use crate::draft::{Draft, Said};
use crate::leftover;
use crate::nearest::nearest;
use crate::problem::{Severity, What};
use crate::workbook::Workbook;
use opora_domain::schema::{Writer, field_of};
use opora_domain::{Fields, NetworkId, ProblemCode, RecordId, RecordKind, Value, validate};
use std::collections::{BTreeMap, BTreeSet};

/// The state while the rows of one district are settled.
pub(super) struct Settling<'a> {
    pub(super) network: &'a NetworkId,
    pub(super) existing: &'a dyn Existing,
    /// Codes of all rows of all workbooks, for proposals.
    codes: BTreeMap<RecordKind, Vec<&'a str>>,
    refused: BTreeSet<(RecordKind, String)>,
    /// Records a row was taken for: what the row said, and where it stands.
    settled: BTreeMap<RecordId, (BTreeMap<&'static str, Said>, String, String)>,
    /// Records a row speaks of, refused rows too.
    seen: BTreeSet<RecordId>,
    created: BTreeSet<RecordId>,
    pub(super) names: BTreeMap<RecordId, String>,
    /// What organisations are called, to know who answers for an activity.
    pub(super) organisations: OrganisationNames,
    /// Comparing every unknown code with every known one would take minutes in a hostile file.
    proposals_left: usize,
    pub(super) steps: Vec<Step>,
}

/// Unknown codes a nearest one is looked for.
const PROPOSALS_MAX: usize = 50;

impl<'a> Settling<'a> {
    pub(super) fn new(
        network: &'a NetworkId,
        existing: &'a dyn Existing,
        workbooks: &[&'a Workbook],
    ) -> Self {
        let mut codes: BTreeMap<RecordKind, Vec<&'a str>> = BTreeMap::new();
        let mut refused = BTreeSet::new();
        for workbook in workbooks {
            refused.extend(workbook.refused_codes.iter().cloned());
            for draft in &workbook.drafts {
                codes
                    .entry(draft.kind)
                    .or_default()
                    .push(draft.code.as_str());
            }
            let rounds = workbook.rounds.rounds.iter();
            let rounds = rounds.map(|round| round.draft.code.as_str());
            codes.entry(RecordKind::Round).or_default().extend(rounds);
        }
        Settling {
            network,
            existing,
            codes,
            refused,
            settled: BTreeMap::new(),
            seen: BTreeSet::new(),
            created: BTreeSet::new(),
            names: BTreeMap::new(),
            organisations: OrganisationNames::default(),
            proposals_left: PROPOSALS_MAX,
            steps: Vec::new(),
        }
    }

    /// The steps, and the records the workbooks speak of.
    pub(super) fn finish(self) -> (Vec<Step>, BTreeSet<RecordId>) {
        (self.steps, self.seen)
    }

    /// The record is there, or will be.
    pub(super) fn is_there(&self, id: RecordId) -> bool {
        self.created.contains(&id) || self.existing.record(id).is_some_and(|it| !it.deleted)
    }

    /// Settles one row and counts it.
    pub(super) fn draft(&mut self, draft: Draft, file: &mut FilePlan) -> Outcome {
        let (sheet, is_counted) = (draft.sheet, draft.is_counted);
        let (outcome, is_flagged) = self.settle(draft, file);
        if is_counted {
            file.sheets[sheet].count(outcome, is_flagged);
        }
        outcome
    }

    /// Settles one row. What its record has no place for becomes notes, unless the row is refused:
    /// then it is to be corrected as a whole.
    pub(super) fn settle(&mut self, draft: Draft, file: &mut FilePlan) -> (Outcome, bool) {
        let kept = leftover::of_row(&draft);
        let (outcome, is_flagged) = self.settle_record(draft, file);
        if outcome != Outcome::Refused {
            file.kept.extend(kept);
        }
        (outcome, is_flagged)
    }

    fn settle_record(&mut self, mut draft: Draft, file: &mut FilePlan) -> (Outcome, bool) {
        let id = self.identity(draft.kind, &draft.code);
        if let Some((said, first_file, cell)) = self.settled.get(&id) {
            if *said == draft.said {
                return (Outcome::Unchanged, draft.is_flagged);
            }
            let what = What::InOtherFile {
                file: first_file.clone(),
                cell: cell.clone(),
            };
            let place = draft.place("code");
            draft.tell(&mut file.findings, place, Severity::Refused, what);
            return (Outcome::Refused, true);
        }
        self.seen.insert(id);
        let said = draft.said.clone();
        let before = self.existing.record(id);
        let resolved = self.values(&mut draft, before.as_ref(), file);
        let outcome = match (resolved, before) {
            (None, before) => {
                // The row is refused; the record it once made, if any, stays. What else is wrong
                // with the row is told all the same.
                for unread in std::mem::take(&mut draft.unread_choices) {
                    tell_choice(&mut draft, unread, Severity::Refused, None, file);
                }
                if before.is_none() {
                    self.refused.insert((draft.kind, draft.code.clone()));
                }
                Outcome::Refused
            }
            (Some(values), None) => self.create(id, &mut draft, values, file),
            (Some(values), Some(before)) if before.deleted => {
                self.deleted(&mut draft, &values, &before, file)
            }
            (Some(values), Some(before)) => self.update(id, &mut draft, values, &before, file),
        };
        // A row that was refused may stand whole in another file.
        if outcome != Outcome::Refused {
            self.refused.remove(&(draft.kind, draft.code.clone()));
            self.settled
                .insert(id, (said, file.file.clone(), draft.cell.clone()));
        }
        (outcome, draft.is_flagged)
    }

    pub(super) fn identity(&self, kind: RecordKind, code: &str) -> RecordId {
        let id = RecordId::of_import(self.network, kind, code);
        if kind == RecordKind::Network || self.existing.record(id).is_some() {
            return id;
        }
        if let Some(made) = self.existing.made_with_code(self.network, kind, code) {
            return made;
        }
        // A round has no code. One made in the application goes by its identity and comes back under
        // it, also where it is not known yet; nothing else has that identity here.
        let own: Option<RecordId> = code.parse().ok();
        own.filter(|own| kind == RecordKind::Round && own.to_string() == code)
            .filter(|own| self.existing.record(*own).is_none())
            .unwrap_or(id)
    }

    /// The values of the row with its links resolved; `None` when a link leads nowhere.
    fn values(
        &mut self,
        draft: &mut Draft,
        before: Option<&ExistingRecord>,
        file: &mut FilePlan,
    ) -> Option<BTreeMap<&'static str, Option<Value>>> {
        let mut values = BTreeMap::new();
        let mut is_refused = false;
        for (field, said) in draft.said.clone() {
            let value = match said {
                Said::Empty => None,
                Said::Value(value) => {
                    let before = before.filter(|_| draft.partly_said.contains(field));
                    Some(completed(value, before.and_then(|it| last_of(it, field))))
                }
                Said::Responsible(names) => Some(
                    self.organisations
                        .responsible(&names, before.map(|it| (it, field))),
                ),
                Said::Links(kind, codes) => {
                    let known = before.and_then(|it| it.imported.get(field));
                    let known = known.and_then(|(last, _)| last.as_array());
                    let mut ids: Vec<Value> = Vec::new();
                    for code in codes {
                        let id = self.identity(kind, &code);
                        let value = Value::from(id.to_string());
                        let is_as_before = known.is_some_and(|last| last.contains(&value));
                        if self.is_there(id) || is_as_before {
                            if !ids.contains(&value) {
                                ids.push(value);
                            }
                            continue;
                        }
                        let what = What::UnknownLink {
                            proposal: None,
                            is_refused: self.refused.contains(&(kind, code)),
                        };
                        let place = draft.place(field);
                        draft.tell(&mut file.findings, place, Severity::Flagged, what);
                    }
                    (!ids.is_empty()).then_some(Value::Array(ids))
                }
                Said::Link(kind, code) => {
                    let id = self.identity(kind, &code);
                    let value = Value::from(id.to_string());
                    // What was imported before may have been deleted since; as long as the file
                    // is not edited there is nothing to say about it.
                    let is_as_before = before
                        .and_then(|it| it.imported.get(field))
                        .is_some_and(|(last, _)| *last == value);
                    if !self.is_there(id) && !is_as_before {
                        let known = self.codes.get(&kind).map(Vec::as_slice).unwrap_or_default();
                        let is_row_refused = self.refused.contains(&(kind, code.clone()));
                        let near = self.proposals_left.checked_sub(1).and_then(|left| {
                            self.proposals_left = left;
                            nearest(&code, known.iter().copied().filter(|it| *it != code))
                        });
                        let what = What::UnknownLink {
                            proposal: near.map(str::to_owned),
                            is_refused: is_row_refused,
                        };
                        let place = draft.place(field);
                        draft.tell(&mut file.findings, place, Severity::Refused, what);
                        is_refused = true;
                    }
                    Some(value)
                }
            };
            values.insert(field, value);
        }
        (!is_refused).then_some(values)
    }

    fn create(
        &mut self,
        id: RecordId,
        draft: &mut Draft,
        values: BTreeMap<&'static str, Option<Value>>,
        file: &mut FilePlan,
    ) -> Outcome {
        let mut fields: Fields = values
            .into_iter()
            .filter_map(|(field, value)| Some((field.to_owned(), value?)))
            .collect();
        if field_of(draft.kind, "code").is_some() {
            fields.insert("code".to_owned(), Value::from(draft.code.clone()));
        }
        if draft.half_said.contains("name") && fields.contains_key("name") {
            let place = draft.place("name");
            let what = What::NameFromFullName;
            draft.tell(&mut file.findings, place, Severity::Flagged, what);
        }
        let mut is_refused = false;
        let mut told: Vec<&str> = Vec::new();
        for unread in std::mem::take(&mut draft.unread_choices) {
            let instead = unread.choice.instead();
            if instead.is_none() {
                told.push(unread.field);
            }
            if let Some(code) = instead {
                fields.insert(unread.field.to_owned(), Value::from(code));
            }
            let severity = if instead.is_some() {
                Severity::Flagged
            } else {
                Severity::Refused
            };
            is_refused |= instead.is_none();
            tell_choice(draft, unread, severity, instead, file);
        }
        for problem in validate(draft.kind, &fields) {
            let is_told =
                problem.code == ProblemCode::Missing && told.contains(&problem.field.as_str());
            if is_told {
                continue;
            }
            let what = match problem.code {
                ProblemCode::Missing => What::Missing { instead: None },
                code => What::Invalid(code),
            };
            let place = draft.place(&problem.field);
            draft.tell(&mut file.findings, place, Severity::Refused, what);
            is_refused = true;
        }
        if is_refused {
            self.refused.insert((draft.kind, draft.code.clone()));
            return Outcome::Refused;
        }
        self.created.insert(id);
        self.name(id, &fields);
        file.changes
            .push(self.change(draft, &fields, None, None, None));
        self.steps.push(Step::Create {
            record: id,
            kind: draft.kind,
            fields,
        });
        Outcome::Created
    }

    fn update(
        &mut self,
        id: RecordId,
        draft: &mut Draft,
        values: BTreeMap<&'static str, Option<Value>>,
        before: &ExistingRecord,
        file: &mut FilePlan,
    ) -> Outcome {
        for unread in std::mem::take(&mut draft.unread_choices) {
            if unread.is_carried {
                tell_choice(draft, unread, Severity::Flagged, None, file);
            }
        }
        let mut merged = before.fields.clone();
        let mut sets: Vec<Step> = Vec::new();
        for (field, value) in values {
            // Half of a value says nothing about the whole that is there.
            if draft.half_said.contains(field) {
                continue;
            }
            let Some(Edited {
                value,
                base_version,
                was,
            }) = edited(before, field, value)
            else {
                continue;
            };
            let spec = field_of(draft.kind, field);
            if spec.is_some_and(|spec| spec.writer == Writer::Once) {
                let kept = before.fields.get(field).and_then(Value::as_str);
                let kept = kept.unwrap_or_default();
                let kept = kept
                    .parse()
                    .ok()
                    .and_then(|id| self.name_of(id))
                    .unwrap_or_else(|| kept.to_owned());
                let place = draft.place(field);
                draft.tell(
                    &mut file.findings,
                    place,
                    Severity::Flagged,
                    What::FixedField { kept },
                );
                continue;
            }
            if value.is_null() && spec.is_some_and(|spec| spec.is_required) {
                let place = draft.place(field);
                draft.tell(
                    &mut file.findings,
                    place,
                    Severity::Flagged,
                    What::Missing { instead: None },
                );
                continue;
            }
            merged.insert(field.to_owned(), value.clone());
            sets.push(Step::Set {
                record: id,
                kind: draft.kind,
                field: field.to_owned(),
                value,
                base_version,
                was,
            });
        }
        if sets.is_empty() {
            self.name(id, &before.fields);
            return Outcome::Unchanged;
        }
        let is_set = |name: &str| {
            sets.iter()
                .any(|step| matches!(step, Step::Set { field, .. } if field == name))
        };
        let mut is_refused = false;
        for problem in validate(draft.kind, &merged) {
            let is_of_sides = matches!(problem.code, ProblemCode::NoSide | ProblemCode::SameSide);
            // What was wrong before is not this file's doing.
            if is_set(&problem.field) || (is_of_sides && (is_set("from") || is_set("to"))) {
                let place = draft.place(&problem.field);
                draft.tell(
                    &mut file.findings,
                    place,
                    Severity::Refused,
                    What::Invalid(problem.code),
                );
                is_refused = true;
            }
        }
        if is_refused {
            return Outcome::Refused;
        }
        self.name(id, &merged);
        for step in &sets {
            if let Step::Set { field, value, .. } = step {
                let now = before.fields.get(field).filter(|it| !it.is_null()).cloned();
                let to = Some(value.clone()).filter(|value| !value.is_null());
                file.changes
                    .push(self.change(draft, &merged, Some(field), now, to));
            }
        }
        self.steps.extend(sets);
        Outcome::Changed
    }

    /// A deleted record is not brought back by a file: a person decides that.
    fn deleted(
        &self,
        draft: &mut Draft,
        values: &BTreeMap<&'static str, Option<Value>>,
        before: &ExistingRecord,
        file: &mut FilePlan,
    ) -> Outcome {
        let is_edited = values
            .iter()
            .any(|(field, value)| edited(before, field, value.clone()).is_some());
        let (severity, outcome) = if is_edited {
            (Severity::Refused, Outcome::Refused)
        } else {
            (Severity::Note, Outcome::Unchanged)
        };
        let place = draft.place("code");
        draft.tell(&mut file.findings, place, severity, What::Deleted);
        outcome
    }
}
