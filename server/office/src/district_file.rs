//! A district as the municipal workbook, out: the sheets and columns every import reads, so that
//! what was written is read as the same records.
//!
//! Writes only what `opora_domain::project` let through for one viewer, and no column of which that
//! viewer may not see every cell: an import takes an empty cell for an emptied field. Has no sheet
//! of its own making.

mod cells;
mod periods;
mod rounds;
mod sheets;

use crate::grid::{FILE_ROWS_MAX, SHEET_ROWS_MAX};
use crate::spreadsheet::{LineLook, NotWritten, Spreadsheet};
use crate::template::{SHEETS, SheetKind};
use opora_domain::record::{link, structured, text};
use opora_domain::{
    Network, NetworkId, Organisation, PartialDate, ProgrammeContents, Projected, RecordId,
    RecordKind, Return, Round, Viewer, published,
};
use sheets::SheetOut;

/// On every sheet of the generated district. The template's language is Russian.
const EXAMPLE: &str = "Учебный пример, такого района нет";

/// What of a district is to be in a file, as one viewer may see it.
#[derive(Clone, Debug)]
pub struct DistrictContents {
    network: NetworkId,
    viewer: Viewer,
    records: Vec<Projected>,
}

/// A written workbook, and what is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenWorkbook {
    pub bytes: Vec<u8>,
    /// Texts that are longer than a cell can hold and end with «…».
    pub texts_cut: usize,
    /// Sheets of more rows than an import reads; they are not written.
    pub sheets_left_out: Vec<&'static str>,
}

impl DistrictContents {
    /// `records` are all the viewer may see of the network, in any order. Sections of programmes that
    /// are kept back from those outside of it are left out.
    pub fn new(network: NetworkId, viewer: Viewer, records: Vec<Projected>) -> Self {
        let mut records = published(records, &viewer);
        records.sort_by_cached_key(|it| {
            let order: u64 = structured(&it.fields, "order").unwrap_or(u64::MAX);
            let date = text(&it.fields, "date").unwrap_or_default().to_owned();
            let code = text(&it.fields, "code").map(natural);
            (order, date, code.is_none(), code, it.id)
        });
        DistrictContents {
            network,
            viewer,
            records,
        }
    }

    /// The same with other programmes in the place of its own: those of an earlier moment.
    pub fn with_programmes(self, records: Vec<Projected>) -> Self {
        let is_of_a_programme = |it: &Projected| {
            matches!(
                it.kind,
                RecordKind::Programme
                    | RecordKind::Stage
                    | RecordKind::Task
                    | RecordKind::Indicator
                    | RecordKind::Activity
            )
        };
        let mut all = self.records;
        all.retain(|it| !is_of_a_programme(it));
        all.extend(records);
        DistrictContents::new(self.network, self.viewer, all)
    }

    /// The network's own record; `None` when the viewer sees none.
    pub fn district(&self) -> Option<Network> {
        self.of_kind(RecordKind::Network).next().map(Network::read)
    }

    /// The organisations, in the order of their codes.
    pub fn organisations(&self) -> Vec<Organisation> {
        self.of_kind(RecordKind::Organisation)
            .map(Organisation::read)
            .collect()
    }

    /// The programmes with what belongs to them, the newest first.
    pub fn programmes(&self) -> Vec<ProgrammeContents> {
        ProgrammeContents::of(self.records.clone(), &self.viewer)
    }

    /// One round; `None` when the viewer sees none of this identity.
    pub fn round(&self, id: RecordId) -> Option<Round> {
        let found = self.find(id).filter(|it| it.kind == RecordKind::Round);
        found.map(Round::read)
    }

    /// What schools return, of all rounds.
    pub fn returns(&self) -> Vec<Return> {
        self.of_kind(RecordKind::Return).map(Return::read).collect()
    }

    fn of_kind(&self, kind: RecordKind) -> impl Iterator<Item = &Projected> {
        self.records.iter().filter(move |it| it.kind == kind)
    }

    fn find(&self, id: RecordId) -> Option<&Projected> {
        self.records.iter().find(|it| it.id == id)
    }
}

/// Writes the workbook of a district with one of its programmes; `None` writes no programme's
/// sheets. `written_on` is the day in the file's properties: there is no clock here.
///
/// # Errors
/// [`NotWritten`] when the writer of spreadsheets refuses; no contents are known that make it.
pub fn write_district(
    contents: &DistrictContents,
    programme: Option<RecordId>,
    written_on: PartialDate,
) -> Result<WrittenWorkbook, NotWritten> {
    let mut spreadsheet = Spreadsheet::new(written_on);
    let is_example = contents.district().is_some_and(|it| it.is_example);
    let mut sheets_left_out = vec![];
    let mut rows_left = FILE_ROWS_MAX;
    let mut texts_cut = 0;
    for spec in SHEETS {
        let sheet = match spec.kind {
            SheetKind::Territory => sheets::territory(contents),
            SheetKind::Programme => programme.and_then(|id| sheets::passport(contents, id)),
            SheetKind::Rounds => rounds::rounds(contents),
            SheetKind::Returns => rounds::returns(contents),
            SheetKind::Records(kind) => sheets::records(contents, kind, |_| true),
            SheetKind::Rows(kind) => {
                let is_of = |it: &Projected| belongs(contents, it, programme);
                sheets::records(contents, kind, is_of)
            }
        };
        // A sheet without facts is absent.
        let Some(sheet) = sheet else { continue };
        if sheet.rows.len() > rows_left.min(SHEET_ROWS_MAX) {
            sheets_left_out.push(spec.name);
            continue;
        }
        rows_left -= sheet.rows.len();
        texts_cut += write_sheet(
            &mut spreadsheet,
            spec.name,
            &sheet,
            is_example.then_some(EXAMPLE),
        )?;
    }
    Ok(WrittenWorkbook {
        bytes: spreadsheet.finish()?,
        texts_cut,
        sheets_left_out,
    })
}

/// Of the programme; what names none belongs to the only one there is.
fn belongs(contents: &DistrictContents, record: &Projected, programme: Option<RecordId>) -> bool {
    let has_programme = opora_domain::schema::field_of(record.kind, "programme").is_some();
    if !has_programme {
        return true;
    }
    match link(&record.fields, "programme") {
        Some(of) => programme == Some(of),
        None => programme.is_some() && contents.of_kind(RecordKind::Programme).count() == 1,
    }
}

fn write_sheet(
    spreadsheet: &mut Spreadsheet,
    name: &str,
    sheet: &SheetOut,
    example: Option<&str>,
) -> Result<usize, NotWritten> {
    let mut table = spreadsheet.sheet(name)?;
    let mut texts_cut = 0;
    for (at, column) in sheet.columns.iter().enumerate() {
        table.width(at, column.width)?;
        if column.is_left {
            table.align_left(at);
        }
    }
    if let Some(example) = example {
        table.line(example, sheet.columns.len(), LineLook::Title)?;
    }
    let headers: Vec<&str> = sheet.columns.iter().map(|it| it.header.as_str()).collect();
    table.header(&headers)?;
    for row in &sheet.rows {
        texts_cut += table.row(row)?;
    }
    table.finish()?;
    Ok(texts_cut)
}

/// A code in the order people count: `p-2` before `p-10`.
fn natural(code: &str) -> Vec<(String, u64)> {
    let parts = code.split('-');
    parts
        .map(|part| match part.parse() {
            Ok(number) => (String::new(), number),
            Err(_) => (part.to_owned(), 0),
        })
        .collect()
}
