//! Rows to records and back, explicitly: what stands in the database is not the shape of a Rust
//! type by accident.

use crate::error::StoreError;
use opora_domain::record::link;
use opora_domain::{Fields, NetworkId, Openness, Record, RecordId, RecordKind};
use opora_sync::{Conflict, Held, RecordState, Seq, Stamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use surrealdb_types::{Object, RecordId as Key};

/// The tables a record may stand in.
pub(crate) const TABLES: &[&str] = &[
    "network",
    "organisation",
    "partnership",
    "offer",
    "request",
    "interaction",
    "programme",
    "stage",
    "task",
    "indicator",
    "activity",
    "assessment",
    "context_fact",
    "note",
    "round",
    "school_return",
    "practice",
    "adoption",
    "contest",
    "participation",
    "development",
    "definition",
];

/// What the engine keeps beside the fields.
#[derive(Serialize, Deserialize)]
struct SyncPart {
    versions: BTreeMap<String, Stamp>,
    authors: BTreeMap<String, Held>,
    conflicts: Vec<Conflict>,
    imported: BTreeMap<String, (serde_json::Value, Seq)>,
}

/// The tables a record of this kind may stand in.
pub(crate) fn tables_of(kind: RecordKind) -> &'static [&'static str] {
    match kind {
        RecordKind::Network => &["network"],
        RecordKind::Organisation => &["organisation"],
        RecordKind::Partnership => &["partnership", "offer", "request"],
        RecordKind::Interaction => &["interaction"],
        RecordKind::Programme => &["programme"],
        RecordKind::Stage => &["stage"],
        RecordKind::Task => &["task"],
        RecordKind::Indicator => &["indicator"],
        RecordKind::Activity => &["activity"],
        RecordKind::Assessment => &["assessment"],
        RecordKind::ContextFact => &["context_fact"],
        RecordKind::Note => &["note"],
        RecordKind::Round => &["round"],
        RecordKind::Return => &["school_return"],
        RecordKind::Practice => &["practice"],
        RecordKind::Adoption => &["adoption"],
        RecordKind::Contest => &["contest"],
        RecordKind::Participation => &["participation"],
        RecordKind::Development => &["development"],
        RecordKind::Definition => &["definition"],
    }
}

/// The table this record stands in.
pub(crate) fn table_of(record: &Record) -> &'static str {
    match record.kind {
        RecordKind::Network => "network",
        RecordKind::Organisation => "organisation",
        RecordKind::Interaction => "interaction",
        RecordKind::Programme => "programme",
        RecordKind::Stage => "stage",
        RecordKind::Task => "task",
        RecordKind::Indicator => "indicator",
        RecordKind::Activity => "activity",
        RecordKind::Assessment => "assessment",
        RecordKind::ContextFact => "context_fact",
        RecordKind::Note => "note",
        RecordKind::Round => "round",
        RecordKind::Return => "school_return",
        RecordKind::Practice => "practice",
        RecordKind::Adoption => "adoption",
        RecordKind::Contest => "contest",
        RecordKind::Participation => "participation",
        RecordKind::Development => "development",
        RecordKind::Definition => "definition",
        RecordKind::Partnership => match sides(record) {
            (Some(_), Some(_)) => "partnership",
            (from, to) => match Openness::of(from, to) {
                Some(Openness::Request) => "request",
                _ => "offer",
            },
        },
    }
}

/// The sides of a partnership.
pub(crate) fn sides(record: &Record) -> (Option<RecordId>, Option<RecordId>) {
    (link(&record.fields, "from"), link(&record.fields, "to"))
}

pub(crate) fn key(table: &str, id: RecordId) -> Key {
    Key::new(table, id.to_string())
}

/// The columns of a row, without its key.
pub(crate) fn columns(state: &RecordState) -> Result<Object, StoreError> {
    let sync = SyncPart {
        versions: state.versions.clone(),
        authors: state.authors.clone(),
        conflicts: state.conflicts.clone(),
        imported: state.imported.clone(),
    };
    let unwritable = |error: serde_json::Error| StoreError::Corrupt {
        row: state.record.id.to_string(),
        reason: error.to_string(),
    };
    let mut object = Object::new();
    object.insert("network", state.record.network.as_str().to_owned());
    object.insert("seq", state.seq.0);
    object.insert("deleted", state.record.deleted);
    object.insert(
        "fields",
        serde_json::to_value(&state.record.fields).map_err(unwritable)?,
    );
    object.insert(
        "parties",
        state
            .record
            .parties
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<String>>(),
    );
    object.insert("sync", serde_json::to_string(&sync).map_err(unwritable)?);
    Ok(object)
}

/// What a row can be read as.
pub(crate) trait Read: Send + Sized + 'static {
    /// The columns it is read from.
    const COLUMNS: &str;
    fn read(row: serde_json::Value) -> Result<Self, StoreError>;
}

/// The columns read back by [`read`].
pub(crate) const READ: &str = RecordState::COLUMNS;

/// A record without the engine's bookkeeping, which is most of a row.
pub(crate) struct Lean {
    pub record: Record,
}

#[derive(Deserialize)]
struct Row {
    key: RecordId,
    tb: String,
    network: NetworkId,
    #[serde(default)]
    seq: Option<Seq>,
    deleted: bool,
    fields: Fields,
    parties: Vec<RecordId>,
    #[serde(default)]
    sync: Option<String>,
}

impl Read for Lean {
    const COLUMNS: &str =
        "record::id(id) AS key, record::tb(id) AS tb, network, deleted, fields, parties";

    fn read(row: serde_json::Value) -> Result<Self, StoreError> {
        let (record, ..) = parts(row)?;
        Ok(Lean { record })
    }
}

impl Read for RecordState {
    const COLUMNS: &str =
        "record::id(id) AS key, record::tb(id) AS tb, network, seq, deleted, fields, parties, sync";

    fn read(row: serde_json::Value) -> Result<Self, StoreError> {
        let (record, seq, sync) = parts(row)?;
        let corrupt = |reason: &dyn std::fmt::Display| StoreError::Corrupt {
            row: record.id.to_string(),
            reason: reason.to_string(),
        };
        let seq = seq.ok_or_else(|| corrupt(&"it has no sequence number"))?;
        let sync = sync.ok_or_else(|| corrupt(&"it has no bookkeeping"))?;
        let sync: SyncPart = serde_json::from_str(&sync).map_err(|error| corrupt(&error))?;
        Ok(RecordState {
            record,
            seq,
            versions: sync.versions,
            authors: sync.authors,
            conflicts: sync.conflicts,
            imported: sync.imported,
        })
    }
}

/// Reads a row selected with [`READ`].
pub(crate) fn read(row: serde_json::Value) -> Result<RecordState, StoreError> {
    RecordState::read(row)
}

fn parts(row: serde_json::Value) -> Result<(Record, Option<Seq>, Option<String>), StoreError> {
    let name = row.get("key").map(ToString::to_string).unwrap_or_default();
    let corrupt = |reason: String| StoreError::Corrupt {
        row: name.clone(),
        reason,
    };
    let row = Row::deserialize(row).map_err(|error| corrupt(error.to_string()))?;
    let kind = match row.tb.as_str() {
        "network" => RecordKind::Network,
        "organisation" => RecordKind::Organisation,
        "partnership" | "offer" | "request" => RecordKind::Partnership,
        "interaction" => RecordKind::Interaction,
        "programme" => RecordKind::Programme,
        "stage" => RecordKind::Stage,
        "task" => RecordKind::Task,
        "indicator" => RecordKind::Indicator,
        "activity" => RecordKind::Activity,
        "assessment" => RecordKind::Assessment,
        "context_fact" => RecordKind::ContextFact,
        "note" => RecordKind::Note,
        "round" => RecordKind::Round,
        "school_return" => RecordKind::Return,
        "practice" => RecordKind::Practice,
        "adoption" => RecordKind::Adoption,
        "contest" => RecordKind::Contest,
        "participation" => RecordKind::Participation,
        "development" => RecordKind::Development,
        "definition" => RecordKind::Definition,
        other => return Err(corrupt(format!("unknown table {other}"))),
    };
    let record = Record {
        id: row.key,
        kind,
        network: row.network,
        fields: row.fields,
        parties: row.parties,
        deleted: row.deleted,
    };
    Ok((record, row.seq, row.sync))
}
