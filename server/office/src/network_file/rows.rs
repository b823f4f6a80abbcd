//! What a network file says, as rows: from here on it is a workbook like any other, with the
//! sheets «Организации» and «Партнёрства», and `crate::plan` compares it with the district.
//!
//! An empty value says nothing, in every format: programs write one where they have none. So a
//! second import empties no field; that is done in the application or in a workbook.

use super::attributes::{Attribute, Type, number_of};
use super::filling::{code_in, fill};
use super::refusal::{NetworkFileProblem as P, refused};
use crate::draft::Draft;
use crate::file_error::FileError;
use crate::nearest::slug_of;
use crate::network_name::network_of_codes;
use crate::problem::{Finding, Severity, What};
use crate::row::folded_code;
use crate::template::{Choice, SheetKind};
use crate::workbook::{Rounds, SheetRead, Workbook};
use opora_domain::ids::is_slug;
use opora_domain::{NetworkId, RecordId, RecordKind};
use std::collections::{BTreeMap, BTreeSet};

/// Most nodes of a file.
pub(super) const NODES_MAX: usize = crate::SHEET_ROWS_MAX;
/// Most edges of a file.
pub(super) const EDGES_MAX: usize = crate::FILE_ROWS_MAX;
/// Most attributes a file may declare.
pub(super) const ATTRIBUTES_MAX: usize = 200;
/// The identity of the node that stands for a side nobody has named yet begins so; no code can.
pub(super) const OPEN_SIDE: &str = "open:";

/// One node or edge.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// The line, or the beginning of the row.
    pub place: String,
    pub id: String,
    /// Text and place of each attribute.
    pub values: BTreeMap<&'static str, (String, String)>,
    /// The sides of an edge, as the file names them.
    pub from: Option<String>,
    pub to: Option<String>,
    pub is_undirected: bool,
}

/// All rows of one kind.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub rows: Vec<Row>,
    /// Attributes nobody knows: where and how they are called.
    pub unknown: Vec<(String, String)>,
}

/// A file, read.
#[derive(Debug, Default)]
pub(super) struct NetworkRows {
    pub network: Option<String>,
    pub nodes: Option<Table>,
    pub edges: Option<Table>,
}

impl Row {
    /// Keeps a value; an empty one, and a missing number, says nothing.
    pub(super) fn keep(
        &mut self,
        attribute: &'static Attribute,
        text: String,
        place: String,
        line: usize,
    ) -> Result<(), FileError> {
        let trimmed = text.trim();
        let is_nothing = trimmed.is_empty()
            || (attribute.kind.is_number() && trimmed.eq_ignore_ascii_case("nan"));
        if is_nothing {
            return Ok(());
        }
        if attribute.kind.is_number() && !fits(&text, attribute.kind) {
            let (attribute, read) = (attribute.name.to_owned(), text);
            return refused(line, P::NotANumber { attribute, read });
        }
        self.values.insert(attribute.name, (text, place));
        Ok(())
    }
}

/// A finite number, with a decimal comma or point; a whole one is not too big to be one.
fn fits(text: &str, kind: Type) -> bool {
    let Some(number) = number_of(text) else {
        return false;
    };
    number.is_finite() && (kind != Type::Whole || number.abs() < 1e15)
}

/// Makes a workbook of what was read. `district` is what the caller takes the file to be of when
/// neither the file nor its codes tell.
pub(super) fn workbook(
    file: &str,
    rows: NetworkRows,
    district: Option<&NetworkId>,
) -> Result<Workbook, FileError> {
    let mut making = Making::default();
    if let Some(nodes) = rows.nodes {
        making.table(RecordKind::Organisation, nodes);
    }
    if let Some(edges) = rows.edges {
        making.table(RecordKind::Partnership, edges);
    }
    let network = rows
        .network
        .and_then(|slug| NetworkId::new(slug).ok())
        .or_else(|| making.network())
        .or_else(|| district.cloned());
    let Some(network) = network else {
        return refused(1, P::NoNetwork);
    };
    if network.as_str() == crate::example::NETWORK {
        return Err(FileError::ExampleDistrict);
    }
    Ok(Workbook {
        file: file.to_owned(),
        network,
        sheets: making.sheets,
        territory: None,
        drafts: making.drafts,
        passport: None,
        rows: vec![],
        grids: std::sync::Arc::default(),
        rounds: Rounds::default(),
        refused_codes: making.refused_codes,
        findings: making.findings,
    })
}

#[derive(Default)]
struct Making {
    sheets: Vec<SheetRead>,
    drafts: Vec<Draft>,
    refused_codes: BTreeSet<(RecordKind, String)>,
    first: BTreeMap<(RecordKind, String), String>,
    findings: Vec<Finding>,
    /// The code of each node, where the file's own name of it is another.
    codes: BTreeMap<String, String>,
    /// The last number given to edges that would have the same code.
    numbers: BTreeMap<String, usize>,
    /// The codes edges name.
    sides: BTreeSet<String>,
}

impl Making {
    fn table(&mut self, kind: RecordKind, table: Table) {
        let name = if kind == RecordKind::Organisation {
            "Организации"
        } else {
            "Партнёрства"
        };
        for (cell, read) in table.unknown {
            let what = What::UnknownColumn {
                proposal: None,
                is_kept: false,
            };
            self.tell(name, cell, Severity::Note, read, what);
        }
        let mut sheet = SheetRead {
            name: name.to_owned(),
            kind: Some(SheetKind::Records(kind)),
            ..SheetRead::default()
        };
        for row in table.rows {
            if kind == RecordKind::Organisation && row.id.starts_with(OPEN_SIDE) {
                continue;
            }
            sheet.rows += 1;
            let is_taken = self.row(kind, row, name);
            sheet.refused += usize::from(!is_taken);
        }
        self.sheets.push(sheet);
    }

    fn tell(&mut self, sheet: &str, cell: String, severity: Severity, read: String, what: What) {
        self.findings.push(Finding {
            sheet: sheet.to_owned(),
            cell,
            severity,
            read,
            what,
            whole: vec![],
        });
    }

    /// `false` when the row is refused.
    fn row(&mut self, kind: RecordKind, row: Row, sheet_name: &str) -> bool {
        let (read_code, cell) = self.code_of(kind, &row);
        let code = folded_code(&read_code);
        if kind == RecordKind::Organisation {
            self.codes.insert(row.id.clone(), code.clone());
        }
        for side in [&row.from, &row.to].into_iter().flatten() {
            self.sides.extend(self.side_code(side));
        }
        let key = (kind, code.clone());
        let refused = if code.is_empty() {
            Some(What::NoCode)
        } else if !is_slug(&code) || code.len() > 100 {
            let proposal = Some(slug_of(&code)).filter(|slug| !slug.is_empty());
            Some(What::NotACode { proposal })
        } else if row.is_undirected {
            Some(What::Undirected)
        } else {
            let first = self.first.get(&key).cloned();
            first.map(|first| What::DuplicateCode { first })
        };
        if let Some(what) = refused {
            self.refused_codes.insert(key);
            self.tell(sheet_name, cell, Severity::Refused, read_code, what);
            return false;
        }
        self.first.insert(key, cell.clone());
        let mut draft = Draft::new(kind, self.sheets.len(), sheet_name, cell);
        draft.code = code;
        fill(&mut draft, &row, &self.codes, &mut self.findings);
        self.drafts.push(draft);
        true
    }

    /// The code a row says it has, or what is known of it that stays the same from one file to
    /// the next. Programs number edges anew whenever they write them, so a number is no code.
    fn code_of(&mut self, kind: RecordKind, row: &Row) -> (String, String) {
        if let Some((code, cell)) = row.values.get("code") {
            return (code.clone(), cell.clone());
        }
        let is_number = row.id.bytes().all(|byte| byte.is_ascii_digit());
        if kind == RecordKind::Organisation || (!is_number && is_slug(&row.id)) {
            return (row.id.clone(), row.place.clone());
        }
        let side = |side: &Option<String>| self.side_code(side.as_ref()?);
        let what = row.values.get("kind").map(|(kind, _)| kind.as_str());
        let what = what.and_then(|word| code_in(Choice::Partnership, word));
        let parts = [side(&row.from), side(&row.to), what.map(str::to_owned)];
        let begin = parts.into_iter().flatten().collect::<Vec<_>>().join("-");
        // Numbers go on from the last one: trying each from the beginning would take minutes in a
        // file of many edges between the same two.
        let mut code = begin.clone();
        while self.first.contains_key(&(kind, code.clone())) {
            let number = self.numbers.entry(begin.clone()).or_insert(1);
            *number += 1;
            code = format!("{begin}-{number}");
        }
        (code, row.place.clone())
    }

    /// The code of a side, `None` for one that nobody has named.
    fn side_code(&self, side: &String) -> Option<String> {
        let is_named = !side.starts_with(OPEN_SIDE);
        is_named.then(|| folded_code(self.codes.get(side).unwrap_or(side)))
    }

    /// The district the codes tell: those of the organisations, or those edges name, or any. Also
    /// a file all of whose rows are refused says it, so that what is wrong with them can be told.
    fn network(&self) -> Option<NetworkId> {
        let taken = self.drafts.iter().map(|it| (it.kind, it.code.as_str()));
        let refused = self.refused_codes.iter();
        let refused = refused.map(|(kind, code)| (*kind, code.as_str()));
        let mut nodes: Vec<&str> = Vec::new();
        let mut edges: Vec<&str> = Vec::new();
        for (kind, code) in taken.chain(refused) {
            if kind == RecordKind::Organisation {
                nodes.push(code);
            } else if code.parse::<RecordId>().is_err() {
                // One made in the application without a code goes by its identity.
                edges.push(code);
            }
        }
        let sides: Vec<&str> = self.sides.iter().map(String::as_str).collect();
        let ways = [nodes, sides, edges];
        ways.iter().find_map(|codes| network_of_codes(codes, ""))
    }
}
