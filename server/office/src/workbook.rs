//! A municipal workbook, read: which district it is of, what its rows say, and everything that
//! was odd. Pure: what becomes of the rows is decided by [`crate::plan`].

mod passport;
mod rounds;

pub(crate) use rounds::{RoundRead, Rounds};

use crate::cell::Cell;
use crate::draft::Draft;
use crate::file_error::FileError;
use crate::grid::{Grid, GridRow, address, read_grids};
use crate::header;
use crate::nearest::{nearest, slug_of};
use crate::network_name::network_of;
use crate::problem::{Finding, Severity, What};
use crate::row::{Entry, folded_code, read, read_periods};
use crate::template::{SHEETS, SheetKind, SheetSpec, TERRITORY_KEYS, VALUE_HEADER};
use opora_domain::choice::normal;
use opora_domain::ids::is_slug;
use opora_domain::{NetworkId, RecordKind};
use std::collections::{BTreeMap, BTreeSet};

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
#[derive(Clone, Debug)]
pub(crate) struct SheetRead {
    pub name: String,
    pub kind: Option<SheetKind>,
    /// Rows with content below the header.
    pub rows: usize,
    /// … of them not looked into, and refused while reading.
    pub unread: usize,
    pub refused: usize,
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
            rows: 0,
            unread: 0,
            refused: 0,
        };
        let header = spec.and_then(|spec| header::find(grid, spec.columns));
        match spec {
            None => {
                // The first row of a sheet nobody knows is taken for its header.
                sheet.rows = if grid.rows.len() > 1 {
                    grid.rows.len() - 1
                } else {
                    grid.rows.len()
                };
                sheet.unread = sheet.rows;
                let proposal = nearest(&grid.name, SHEETS.iter().map(|spec| spec.name));
                self.tell_sheet(
                    grid,
                    Severity::Note,
                    What::UnknownSheet {
                        rows: sheet.rows,
                        proposal,
                    },
                );
            }
            Some(spec) => match header {
                None => {
                    sheet.rows = grid.rows.len();
                    sheet.refused = sheet.rows;
                    if sheet.rows > 0 {
                        self.tell_sheet(grid, Severity::Refused, What::NoHeader);
                    }
                }
                Some(header) => {
                    sheet.rows = grid.rows.len() - header.first_data;
                    if !header::tell(grid, &header, spec.columns, &mut self.findings) {
                        sheet.refused = sheet.rows;
                    } else {
                        let rows = &grid.rows[header.first_data..];
                        match spec.kind {
                            SheetKind::Records(kind) => {
                                for row in rows {
                                    let is_taken = self.row(kind, row, &header, grid);
                                    sheet.refused += usize::from(!is_taken);
                                }
                            }
                            SheetKind::Rows(kind) => {
                                for row in rows {
                                    let is_taken = self.uncoded_row(kind, row, &header, grid);
                                    sheet.refused += usize::from(!is_taken);
                                }
                            }
                            SheetKind::Territory => self.territory(grid, &header, &mut sheet),
                            SheetKind::Programme => self.programme(grid, &header, &mut sheet),
                            SheetKind::Rounds => self.rounds(grid, &header, &mut sheet),
                            SheetKind::Returns => self.returns(grid, &header),
                        }
                    }
                }
            },
        }
        self.sheets.push(sheet);
    }

    fn tell_sheet(&mut self, grid: &Grid, severity: Severity, what: What) {
        self.findings.push(Finding {
            sheet: grid.name.clone(),
            cell: String::new(),
            severity,
            read: String::new(),
            what,
        });
    }

    fn draft(&self, kind: RecordKind, code: String, cell: String, grid: &Grid) -> Draft {
        Draft {
            sheet: self.sheets.len(),
            sheet_name: grid.name.clone(),
            cell,
            kind,
            code,
            said: BTreeMap::new(),
            half_said: BTreeSet::new(),
            partly_said: BTreeSet::new(),
            unread_choices: Vec::new(),
            places: BTreeMap::new(),
            is_flagged: false,
        }
    }

    /// Reads one row; `false` when it is refused.
    fn row(
        &mut self,
        kind: RecordKind,
        row: &GridRow,
        header: &header::Header,
        grid: &Grid,
    ) -> bool {
        let entries: Vec<Entry<'_>> = header
            .columns
            .iter()
            .map(|(position, column)| Entry {
                column,
                cell: row.cells.get(position),
                address: address(row.number, *position),
            })
            .collect();
        let code_entry = entries.iter().find(|entry| entry.column.field == "code");
        let cell = code_entry
            .map(|entry| entry.address.clone())
            .unwrap_or_default();
        let read_code = code_entry
            .and_then(|entry| entry.cell)
            .map(Cell::shown)
            .unwrap_or_default();
        let code = folded_code(&read_code);
        let key = (kind, code.clone());
        let refused = if code.is_empty() {
            Some(What::NoCode)
        } else if !is_slug(&code) || code.len() > 100 {
            let proposal = Some(slug_of(&code)).filter(|slug| !slug.is_empty());
            Some(What::NotACode { proposal })
        } else if let Some((sheet, first)) = self.first_cells.get(&key) {
            let is_same = *sheet == self.sheets.len();
            let name = self
                .sheets
                .get(*sheet)
                .map(|sheet| sheet.name.as_str())
                .unwrap_or_default();
            let first = if is_same {
                first.clone()
            } else {
                format!("{name}!{first}")
            };
            Some(What::DuplicateCode { first })
        } else {
            None
        };
        if let Some(what) = refused {
            self.refused_codes.insert(key);
            self.findings.push(Finding {
                sheet: grid.name.clone(),
                cell,
                severity: Severity::Refused,
                read: read_code,
                what,
            });
            return false;
        }
        self.first_cells
            .insert(key, (self.sheets.len(), cell.clone()));
        let mut draft = self.draft(kind, code, cell, grid);
        read(&mut draft, &entries, &mut self.findings);
        self.drafts.push(draft);
        true
    }

    /// Reads one row of a sheet without codes; `false` when nothing in it is known.
    fn uncoded_row(
        &mut self,
        kind: RecordKind,
        row: &GridRow,
        header: &header::Header,
        grid: &Grid,
    ) -> bool {
        let entry = |position: u32, column| Entry {
            column,
            cell: row.cells.get(&position),
            address: address(row.number, position),
        };
        let entries: Vec<Entry<'_>> = header
            .columns
            .iter()
            .map(|(position, column)| entry(*position, column))
            .collect();
        let periods: Vec<(Entry<'_>, &str)> = header
            .periods
            .iter()
            .map(|(position, column, period)| (entry(*position, column), period.as_str()))
            .collect();
        let filled = entries
            .iter()
            .chain(periods.iter().map(|it| &it.0))
            .find(|entry| entry.cell.is_some());
        let Some(cell) = filled.map(|entry| entry.address.clone()) else {
            self.findings.push(Finding {
                sheet: grid.name.clone(),
                cell: format!("A{}", row.number),
                severity: Severity::Refused,
                read: row
                    .cells
                    .values()
                    .next()
                    .map(Cell::shown)
                    .unwrap_or_default(),
                what: What::NothingKnown,
            });
            return false;
        };
        let mut draft = self.draft(kind, String::new(), cell, grid);
        read(&mut draft, &entries, &mut self.findings);
        for field in ["plan", "fact"] {
            let of_field: Vec<(Entry<'_>, &str)> = periods
                .iter()
                .filter(|(entry, _)| entry.column.field == field)
                .map(|(entry, period)| (entry.clone(), *period))
                .collect();
            read_periods(&mut draft, field, &of_field, &mut self.findings);
        }
        self.rows.push(draft);
        true
    }

    fn territory(&mut self, grid: &Grid, header: &header::Header, sheet: &mut SheetRead) {
        let is_value = |column: &str| column == VALUE_HEADER;
        let position = |wanted: bool| {
            header
                .columns
                .iter()
                .find(|(_, column)| is_value(column.header) == wanted)
                .map(|it| it.0)
        };
        let (Some(key_at), Some(value_at)) = (position(false), position(true)) else {
            return;
        };
        let mut entries: Vec<Entry<'_>> = Vec::new();
        let mut rows: Vec<KeyRow> = Vec::new();
        for row in &grid.rows[header.first_data..] {
            let read = row.cells.get(&key_at).map(Cell::shown).unwrap_or_default();
            let key = normal(&read);
            let cell = address(row.number, key_at);
            let column = TERRITORY_KEYS
                .iter()
                .find(|column| normal(column.header) == key);
            let first = column.and_then(|column| {
                entries
                    .iter()
                    .find(|entry| entry.column.header == column.header)
            });
            let what = match (column, first) {
                (Some(column), None) => {
                    use crate::template::ColumnReading as R;
                    let content = row.cells.get(&value_at);
                    rows.push(KeyRow {
                        field: column.field,
                        part: match column.reading {
                            R::Latitude => Some("latitude"),
                            R::Longitude => Some("longitude"),
                            R::Accuracy => Some("accuracy"),
                            _ => None,
                        },
                        cell: address(row.number, value_at),
                        is_empty: content.is_none(),
                    });
                    entries.push(Entry {
                        column,
                        cell: content,
                        address: address(row.number, value_at),
                    });
                    continue;
                }
                (Some(_), Some(first)) => What::RepeatedKey {
                    first: first.address.clone(),
                },
                (None, _) => What::UnknownKey {
                    proposal: nearest(&key, TERRITORY_KEYS.iter().map(|column| column.header)),
                },
            };
            sheet.unread += 1;
            self.findings.push(Finding {
                sheet: grid.name.clone(),
                cell,
                severity: Severity::Note,
                read,
                what,
            });
        }
        if self.territory.is_some() || rows.is_empty() {
            // A second sheet of the same name says nothing about another district.
            sheet.unread = sheet.rows;
            return;
        }
        let cell = rows.first().map(|row| row.cell.clone()).unwrap_or_default();
        let mut draft = self.draft(RecordKind::Network, String::new(), cell, grid);
        read(&mut draft, &entries, &mut self.findings);
        self.territory = Some(Territory { draft, rows });
    }
}
