//! A municipal workbook, read: which district it is of, what its rows say, and everything that
//! was odd. Every row of every sheet is counted: it says something of a record, is kept as a note,
//! or is refused with the reason. Pure: what becomes of the rows is decided by [`crate::plan`].

mod beyond;
mod lines;
mod passport;
mod rounds;
mod rows;
mod territory;

pub(crate) use rounds::{RoundRead, Rounds};

use crate::draft::Draft;
use crate::file_error::FileError;
use crate::grid::{Grid, read_grids};
use crate::header::{self, Header};
use crate::network_name::network_of;
use crate::problem::{Finding, Severity, What};
use crate::template::{Column, SHEETS, SheetKind, SheetSpec};
use opora_domain::choice::normal;
use opora_domain::{NetworkId, RecordKind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A workbook, read from its bytes.
#[derive(Clone, Debug)]
pub struct Workbook {
    pub(crate) file: String,
    pub(crate) network: NetworkId,
    pub(crate) sheets: Vec<SheetRead>,
    pub(crate) territory: Option<Territory>,
    pub(crate) drafts: Vec<Draft>,
    pub(crate) passport: Option<Passport>,
    /// Rows without a code, in the order of the file; which records they are is settled later.
    pub(crate) rows: Vec<Draft>,
    pub(crate) rounds: Rounds,
    /// The sheets as they are, for what the report has to have whole.
    pub(crate) grids: Arc<Vec<Grid>>,
    /// Rows that were refused while reading, by kind and code.
    pub(crate) refused_codes: BTreeSet<(RecordKind, String)>,
    pub(crate) findings: Vec<Finding>,
}

impl Workbook {
    /// The name of the file, as it was given.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The district it is of.
    pub fn network(&self) -> &NetworkId {
        &self.network
    }

    /// It has rows of this kind that may become records.
    pub fn has_rows_of(&self, kind: RecordKind) -> bool {
        let rounds = self.rounds.rounds.iter().map(|round| &round.draft);
        let mut drafts = self
            .drafts
            .iter()
            .chain(&self.rows)
            .chain(rounds)
            .chain(&self.rounds.returns);
        drafts.any(|draft| draft.kind == kind)
    }
}

/// What is known of a sheet without its drafts.
#[derive(Clone, Debug, Default)]
pub(crate) struct SheetRead {
    pub name: String,
    pub kind: Option<SheetKind>,
    /// Rows with content that are neither header nor title.
    pub rows: usize,
    /// … of them refused while reading, and read into the rows below them.
    pub refused: usize,
    pub flagged: usize,
}

/// `Территория`: one record from several rows.
#[derive(Clone, Debug)]
pub(crate) struct Territory {
    pub draft: Draft,
    pub rows: Vec<KeyRow>,
}

/// `Программа`: one record from several rows.
#[derive(Clone, Debug)]
pub(crate) struct Passport {
    pub draft: Draft,
    pub lines: Vec<PassportRow>,
}

/// One row of `Программа`.
#[derive(Clone, Debug)]
pub(crate) struct PassportRow {
    pub field: &'static str,
    /// The part of the field the row holds; the whole when there is none.
    pub part: Option<Part>,
    pub cell: String,
    pub is_empty: bool,
    /// Something stands beside key and value, and is kept in a note.
    pub has_left: bool,
}

/// A part of a field that is made of several rows.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part {
    Named(&'static str),
    /// Of a list, from 0.
    Item(usize),
}

/// One row of `Территория` whose key is known.
#[derive(Clone, Debug)]
pub(crate) struct KeyRow {
    pub field: &'static str,
    /// The part of a place the row holds: `latitude`, `longitude`, `accuracy`.
    pub part: Option<&'static str>,
    pub cell: String,
    pub is_empty: bool,
    /// Something stands beside key and value, and is kept in a note.
    pub has_left: bool,
}

/// Reads a workbook. `name` is the file's name, for reports only: what a file is, its bytes say.
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be read; a problem of a row is no error.
pub fn read_workbook(name: &str, bytes: &[u8]) -> Result<Workbook, FileError> {
    let grids = read_grids(bytes)?;
    let specs: Vec<Option<&'static SheetSpec>> = grids
        .iter()
        .map(|grid| {
            SHEETS
                .iter()
                .find(|spec| normal(spec.name) == normal(&grid.name))
        })
        .collect();
    if specs.iter().all(Option::is_none) {
        return Err(FileError::NoKnownSheet {
            found: grids.into_iter().map(|grid| grid.name).collect(),
        });
    }
    let mut reading = SheetsReading::default();
    for (grid, spec) in grids.iter().zip(&specs) {
        reading.sheet(grid, *spec);
    }
    let network =
        network_of(&reading.drafts, reading.territory.as_ref()).ok_or(FileError::NoNetwork)?;
    if network.as_str() == crate::example::NETWORK {
        return Err(FileError::ExampleDistrict);
    }
    Ok(Workbook {
        file: name.to_owned(),
        network,
        sheets: reading.sheets,
        territory: reading.territory,
        drafts: reading.drafts,
        passport: reading.passport,
        rows: reading.rows,
        rounds: reading.rounds,
        grids: Arc::new(grids),
        refused_codes: reading.refused_codes,
        findings: reading.findings,
    })
}

#[derive(Default)]
struct SheetsReading {
    sheets: Vec<SheetRead>,
    territory: Option<Territory>,
    drafts: Vec<Draft>,
    passport: Option<Passport>,
    rows: Vec<Draft>,
    rounds: Rounds,
    refused_codes: BTreeSet<(RecordKind, String)>,
    /// Where a code stands first: sheet and cell.
    first_cells: BTreeMap<(RecordKind, String), (usize, String)>,
    findings: Vec<Finding>,
}

impl SheetsReading {
    fn sheet(&mut self, grid: &Grid, spec: Option<&'static SheetSpec>) {
        let mut sheet = SheetRead {
            name: grid.name.clone(),
            kind: spec.map(|spec| spec.kind),
            ..SheetRead::default()
        };
        if grid.is_hidden {
            self.tell_sheet(grid, Severity::Note, What::HiddenSheet);
        }
        match spec {
            None => self.unknown(grid, &mut sheet),
            Some(spec) => self.known(grid, spec, &mut sheet),
        }
        self.sheets.push(sheet);
    }

    fn known(&mut self, grid: &Grid, spec: &'static SheetSpec, sheet: &mut SheetRead) {
        let Some(header) = header::find(grid, spec.columns) else {
            sheet.rows = grid.rows.len();
            sheet.refused = sheet.rows;
            if sheet.rows > 0 {
                self.tell_sheet(grid, Severity::Refused, What::NoHeader);
            }
            return;
        };
        let is_one_record = match spec.kind {
            SheetKind::Territory => self.territory.is_some(),
            SheetKind::Programme => self.passport.is_some(),
            SheetKind::Records(_) | SheetKind::Rows(_) | SheetKind::Rounds | SheetKind::Returns => {
                false
            }
        };
        if is_one_record {
            return self.repeated(grid, &header, sheet);
        }
        header::tell_asides(grid, &header, &mut self.findings);
        if !header::tell(grid, &header, spec.columns, &mut self.findings) {
            sheet.rows = grid.rows.len() - header.first_data;
            sheet.refused = sheet.rows;
            return;
        }
        match spec.kind {
            SheetKind::Records(kind) => self.coded_rows(kind, grid, &header, sheet),
            SheetKind::Rows(kind) => self.uncoded_rows(kind, grid, &header, sheet),
            SheetKind::Territory => self.territory(grid, &header, sheet),
            SheetKind::Programme => self.programme(grid, &header, sheet),
            SheetKind::Rounds => self.rounds(grid, &header, sheet),
            SheetKind::Returns => self.returns(grid, &header, sheet),
        }
    }

    /// The tables of a sheet: each header with the positions of the rows read by it. A header that
    /// stands there again is told and is no row.
    fn tables(
        &mut self,
        grid: &Grid,
        header: &Header,
        columns: &'static [Column],
    ) -> Vec<(Header, Vec<usize>)> {
        let mut tables = vec![(header.clone(), Vec::new())];
        for at in header.first_data..grid.rows.len() {
            if let Some(again) = header::again(grid, at, columns) {
                let told = header::aside(grid, at, What::HeaderRow);
                self.findings.extend(told);
                tables.push((again, Vec::new()));
            } else if let Some((_, rows)) = tables.last_mut() {
                rows.push(at);
            }
        }
        tables
    }

    fn tell_sheet(&mut self, grid: &Grid, severity: Severity, what: What) {
        self.findings.push(Finding {
            sheet: grid.name.clone(),
            cell: String::new(),
            severity,
            read: String::new(),
            what,
            whole: Vec::new(),
        });
    }
}
