//! What an import would do: compares the rows of workbooks with what the district has, and gives
//! the steps in an order in which every step can be taken. Pure: it writes nothing.
//!
//! A field is changed only where the file was edited: where its value differs from what the last
//! import wrote. What people changed in the application since then stays, and when both changed
//! it, the step carries the version the last import produced, so that a conflict is opened and
//! nothing is overwritten. A row that left the file deletes nothing.

mod difference;
mod matching;
mod naming;
mod programme;
mod responsible;
mod rounds;
mod settle;
mod telling;
mod territory;
mod whole;

use crate::draft::Draft;
use crate::problem::{Finding, Severity, What};
use crate::workbook::{SheetRead, Workbook};
use opora_domain::{FieldName, Fields, NetworkId, RecordId, RecordKind, Value};
use programme::Programmes;
use settle::Settling;
use std::collections::{BTreeMap, BTreeSet};

/// What the district already has. Asked for one record at a time.
pub trait Existing {
    /// The record of this identity, deleted ones included.
    fn record(&self, id: RecordId) -> Option<ExistingRecord>;

    /// The record that has this code and was not made by an import, so that its identity does
    /// not follow from the code.
    fn made_with_code(
        &self,
        _network: &NetworkId,
        _kind: RecordKind,
        _code: &str,
    ) -> Option<RecordId> {
        None
    }

    /// The records of this kind an import made that are not deleted: what is not in the file
    /// any more is counted in a note.
    fn imported(&self, _network: &NetworkId, _kind: RecordKind) -> Vec<RecordId> {
        Vec::new()
    }

    /// The records of this kind people made in the application that are not deleted: a row that was
    /// taken out and comes back has to be known again.
    fn made(&self, _network: &NetworkId, _kind: RecordKind) -> Vec<RecordId> {
        Vec::new()
    }
}

/// A record the district has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExistingRecord {
    /// As they are now.
    pub fields: Fields,
    /// The version of each field now.
    pub versions: BTreeMap<FieldName, u64>,
    /// What the last import that spoke of a field had for it, and the version of the field that
    /// import produced. It is to be kept also when the step ended in a conflict, or the same
    /// file would ask again.
    pub imported: BTreeMap<FieldName, (Value, u64)>,
    pub deleted: bool,
}

/// What would be written, for one district.
#[derive(Clone, Debug)]
pub struct Plan {
    pub network: NetworkId,
    /// In an order that can be followed: network, organisations, partnerships, interactions,
    /// practices, contests and who has part in them, programmes and their rows, rounds and returns.
    pub steps: Vec<Step>,
    /// One per workbook, in the order given.
    pub files: Vec<FilePlan>,
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    Create {
        record: RecordId,
        kind: RecordKind,
        fields: Fields,
    },
    Set {
        record: RecordId,
        kind: RecordKind,
        field: FieldName,
        /// `null` when the cell was emptied.
        value: Value,
        /// The version the change is based on; `None`: the field had never a value.
        base_version: Option<u64>,
        /// The value the file was last known to have: what the last import wrote, or, before the
        /// first one, the value now.
        was: Option<Value>,
    },
}

impl Step {
    pub const fn record(&self) -> RecordId {
        match self {
            Step::Create { record, .. } | Step::Set { record, .. } => *record,
        }
    }

    pub const fn kind(&self) -> RecordKind {
        match self {
            Step::Create { kind, .. } | Step::Set { kind, .. } => *kind,
        }
    }
}

/// What the plan says of one workbook; [`crate::report`] puts it into words.
#[derive(Clone, Debug)]
pub struct FilePlan {
    pub(crate) file: String,
    pub(crate) network: NetworkId,
    pub(crate) sheets: Vec<SheetCounts>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) changes: Vec<Change>,
    /// Notes of what rows of this file could not hold, until the notes are settled.
    kept: Vec<Draft>,
}

/// Every row of a sheet, counted once. A row that is stored but flagged counts as flagged only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SheetCounts {
    pub sheet: String,
    pub rows: usize,
    pub created: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub flagged: usize,
    pub refused: usize,
}

/// Something a person can look at before confirming.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub sheet: String,
    pub cell: String,
    pub kind: RecordKind,
    /// What the record is called; for codes see the report.
    pub title: Fields,
    /// `None` when the whole record is new.
    pub field: Option<FieldName>,
    pub from: Option<Value>,
    pub to: Option<Value>,
    /// Names of the records the values point at.
    pub names: BTreeMap<RecordId, String>,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Created,
    Changed,
    Unchanged,
    Refused,
}

impl FilePlan {
    /// Counts a row of a district that is not there.
    fn refuse(&mut self, draft: &Draft) {
        if draft.is_counted {
            self.sheets[draft.sheet].count(Outcome::Refused, false);
        }
    }
}

impl SheetCounts {
    fn of(read: &SheetRead) -> Self {
        SheetCounts {
            sheet: read.name.clone(),
            rows: read.rows,
            refused: read.refused,
            flagged: read.flagged,
            ..SheetCounts::default()
        }
    }

    fn count(&mut self, outcome: Outcome, is_flagged: bool) {
        *match outcome {
            Outcome::Refused => &mut self.refused,
            _ if is_flagged => &mut self.flagged,
            Outcome::Created => &mut self.created,
            Outcome::Changed => &mut self.changed,
            Outcome::Unchanged => &mut self.unchanged,
        } += 1;
    }
}

/// Plans an import of these workbooks: one plan per district, in the order the districts first
/// appear. Codes are looked up in all workbooks of the district and in what it already has, so
/// the order of files and sheets does not matter.
pub fn plan(workbooks: &[Workbook], existing: &dyn Existing) -> Vec<Plan> {
    let mut networks: Vec<&NetworkId> = Vec::new();
    for workbook in workbooks {
        if !networks.contains(&&workbook.network) {
            networks.push(&workbook.network);
        }
    }
    networks
        .into_iter()
        .map(|network| {
            let of_network: Vec<&Workbook> = workbooks
                .iter()
                .filter(|workbook| workbook.network == *network)
                .collect();
            plan_network(network, &of_network, existing)
        })
        .collect()
}

fn plan_network(network: &NetworkId, workbooks: &[&Workbook], existing: &dyn Existing) -> Plan {
    let mut files: Vec<FilePlan> = workbooks
        .iter()
        .map(|workbook| FilePlan {
            file: workbook.file.clone(),
            network: network.clone(),
            sheets: workbook.sheets.iter().map(SheetCounts::of).collect(),
            findings: workbook.findings.clone(),
            changes: Vec::new(),
            kept: Vec::new(),
        })
        .collect();
    let mut settling = Settling::new(network, existing, workbooks);
    for (workbook, file) in workbooks.iter().zip(&mut files) {
        if let Some(territory) = &workbook.territory {
            settling.territory(territory, file);
        }
    }
    let has_network = settling.is_there(RecordId::of_network(network));
    for kind in [
        RecordKind::Organisation,
        RecordKind::Partnership,
        RecordKind::Interaction,
        RecordKind::Practice,
        RecordKind::Adoption,
        RecordKind::Contest,
        RecordKind::Participation,
        RecordKind::Development,
    ] {
        for (workbook, file) in workbooks.iter().zip(&mut files) {
            for draft in workbook.drafts.iter().filter(|draft| draft.kind == kind) {
                if has_network {
                    settling.draft(draft.clone(), file);
                } else {
                    file.refuse(draft);
                }
            }
        }
    }
    let mut programmes = Programmes::default();
    settling.learn_organisations(workbooks);
    for (workbook, file) in workbooks.iter().zip(&mut files) {
        if has_network {
            settling.programme(workbook, &mut programmes, file);
        } else {
            let lines = workbook
                .passport
                .iter()
                .flat_map(|it| vec![it.draft.sheet; it.lines.len()]);
            for sheet in lines {
                file.sheets[sheet].count(Outcome::Refused, false);
            }
            for draft in &workbook.rows {
                file.refuse(draft);
            }
            for sheet in &mut file.sheets {
                sheet.refused += std::mem::take(&mut sheet.flagged);
            }
            Settling::refuse_rounds(workbook, file);
        }
    }
    if has_network {
        settling.rounds(workbooks, &mut files);
    }
    if !has_network {
        for file in &mut files {
            file.findings.push(Finding {
                sheet: "Территория".to_owned(),
                cell: String::new(),
                severity: Severity::Refused,
                read: String::new(),
                what: What::NoTerritory,
                whole: Vec::new(),
            });
        }
    }
    let (steps, seen) = settling.finish();
    tell_left_alone(network, workbooks, &mut files, existing, &seen, &programmes);
    for (file, workbook) in files.iter_mut().zip(workbooks) {
        let order = |finding: &Finding| {
            let sheet = workbook
                .sheets
                .iter()
                .position(|sheet| sheet.name == finding.sheet);
            let digits = finding
                .cell
                .find(|c: char| c.is_ascii_digit())
                .unwrap_or(finding.cell.len());
            let (column, row) = finding.cell.split_at(digits);
            (
                sheet,
                row.parse::<u32>().unwrap_or(0),
                column.len(),
                column.to_owned(),
            )
        };
        file.findings.sort_by_cached_key(order);
        whole::tell_whole(&mut file.findings, &workbook.grids);
    }
    Plan {
        network: network.clone(),
        steps,
        files,
    }
}

/// Counts the records of earlier imports whose rows are gone, where the sheet is still there.
fn tell_left_alone(
    network: &NetworkId,
    workbooks: &[&Workbook],
    files: &mut [FilePlan],
    existing: &dyn Existing,
    seen: &BTreeSet<RecordId>,
    programmes: &Programmes,
) {
    let kinds = RecordKind::ALL.iter().copied();
    for kind in kinds.filter(|kind| !matches!(kind, RecordKind::Network | RecordKind::Programme)) {
        let place = workbooks
            .iter()
            .enumerate()
            .find_map(|(position, workbook)| {
                let is_read =
                    |sheet: &&SheetRead| sheet.kind.is_some_and(|it| it.records() == kind);
                workbook
                    .sheets
                    .iter()
                    .find(is_read)
                    .map(|sheet| (position, sheet.name.clone()))
            });
        let Some((position, sheet)) = place else {
            continue;
        };
        let rows = existing
            .imported(network, kind)
            .iter()
            .filter(|id| !seen.contains(id))
            // Rows of another programme are not of this file.
            .filter(|id| {
                let record = existing.record(**id).unwrap_or_default();
                let of = opora_domain::record::link(&record.fields, "programme");
                of.is_none_or(|programme| programmes.are_of_this_import(programme))
            })
            .count();
        if rows > 0 {
            files[position].findings.push(Finding {
                sheet,
                cell: String::new(),
                severity: Severity::Note,
                read: String::new(),
                what: What::LeftAlone { rows },
                whole: Vec::new(),
            });
        }
    }
}
