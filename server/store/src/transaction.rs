//! The statements of one commit: data, history, change log, device and answers, all or nothing.

use crate::error::StoreError;
use crate::rows::{columns, key, sides, table_of};
use opora_domain::{DeviceId, NetworkId, RecordId, UserId};
use opora_sync::{OpNumber, Prepared, RecordState, Seq};
use std::collections::BTreeMap;
use std::fmt::Write;
use surrealdb_types::{Array, Object, RecordId as Key, SurrealValue, Value, Variables};

/// Thrown when another node has written in between.
pub(crate) const STALE: &str = "opora: another node was faster";

/// Where a record stood before the commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stood {
    table: &'static str,
    sides: (Option<RecordId>, Option<RecordId>),
}

impl Stood {
    pub fn of(state: &RecordState) -> Self {
        Stood {
            table: table_of(&state.record),
            sides: sides(&state.record),
        }
    }
}

pub(crate) fn receipt_key(device: DeviceId, n: OpNumber) -> Key {
    Key::new(
        "receipt",
        array([device.to_string().into_value(), n.0.into_value()]),
    )
}

/// The text and variables of one commit. It holds only if neither the network's sequence nor the
/// device's number has moved: what is refused moves only the number.
pub(crate) fn transaction(
    user: UserId,
    received_before: OpNumber,
    prepared: &Prepared,
    stood: &BTreeMap<RecordId, Stood>,
) -> Result<(String, Variables), StoreError> {
    let network = prepared.network.as_str().to_owned();
    let mut variables = Variables::new();
    variables.insert("head", Key::new("head", network.clone()));
    variables.insert("network", network);
    variables.insert("before", prepared.seq_before.0);
    variables.insert("after", prepared.seq_after.0);
    variables.insert("device", Key::new("device", prepared.device.to_string()));
    variables.insert("user", user.to_string());
    variables.insert("known", received_before.0);
    variables.insert("received", prepared.received_after.0);
    let mut text = format!(
        "BEGIN TRANSACTION;\n\
         IF ((SELECT VALUE seq FROM ONLY $head) ?? 0) != $before {{ THROW '{STALE}' }};\n\
         IF ((SELECT VALUE received FROM ONLY $device) ?? 0) != $known {{ THROW '{STALE}' }};\n\
         UPSERT $head SET network = $network, seq = $after;\n\
         UPSERT $device SET network = $network, user = $user, received = $received;\n"
    );
    insert(&mut text, &mut variables, "change", changes(prepared));
    insert(&mut text, &mut variables, "history", history(prepared)?);
    insert(&mut text, &mut variables, "receipt", receipts(prepared)?);

    let mut fresh: BTreeMap<&'static str, Vec<Value>> = BTreeMap::new();
    for (number, state) in prepared.records.iter().enumerate() {
        let stands = Stood::of(state);
        let was = stood.get(&state.record.id);
        if was.is_some_and(|was| *was == stands) {
            update(&mut text, &mut variables, number, state)?;
            continue;
        }
        // New, or a partnership whose sides changed: an edge cannot be bent, it is laid anew
        // under the same key.
        if let Some(was) = was {
            let name = format!("moved_{number}");
            let _ = writeln!(text, "DELETE ${name};");
            variables.insert(name, key(was.table, state.record.id));
        }
        let mut row = columns(state)?;
        row.insert("id", key(stands.table, state.record.id));
        if let ("partnership", (Some(from), Some(to))) = (stands.table, stands.sides) {
            row.insert("in", key("organisation", from));
            row.insert("out", key("organisation", to));
        }
        fresh
            .entry(stands.table)
            .or_default()
            .push(row.into_value());
    }
    for (table, rows) in fresh {
        let relation = if table == "partnership" {
            "RELATION "
        } else {
            ""
        };
        let _ = writeln!(text, "INSERT {relation}INTO {table} $fresh_{table};");
        variables.insert(format!("fresh_{table}"), array(rows));
    }
    text.push_str("COMMIT TRANSACTION;");
    Ok((text, variables))
}

fn update(
    text: &mut String,
    variables: &mut Variables,
    number: usize,
    state: &RecordState,
) -> Result<(), StoreError> {
    let _ = writeln!(
        text,
        "UPDATE $key_{number} SET seq = $row_{number}.seq, deleted = $row_{number}.deleted, \
         fields = $row_{number}.fields, parties = $row_{number}.parties, sync = $row_{number}.sync;"
    );
    variables.insert(
        format!("key_{number}"),
        key(table_of(&state.record), state.record.id),
    );
    variables.insert(format!("row_{number}"), columns(state)?.into_value());
    Ok(())
}

fn insert(text: &mut String, variables: &mut Variables, table: &str, rows: Vec<Value>) {
    if !rows.is_empty() {
        let _ = writeln!(text, "INSERT INTO {table} ${table};");
        variables.insert(table, array(rows));
    }
}

fn changes(prepared: &Prepared) -> Vec<Value> {
    let row = |(seq, record): &(Seq, RecordId)| {
        let mut row = Object::new();
        row.insert("id", sequence_key("change", &prepared.network, *seq));
        row.insert("seq", seq.0);
        row.insert("record", record.to_string());
        row.into_value()
    };
    prepared.changes.iter().map(row).collect()
}

fn history(prepared: &Prepared) -> Result<Vec<Value>, StoreError> {
    let row = |entry: &opora_sync::HistoryEntry| {
        let mut row = Object::new();
        row.insert("id", history_key(&prepared.network, entry.seq));
        row.insert("seq", entry.seq.0);
        row.insert("record", entry.record.to_string());
        row.insert("entry", json(entry, &entry.record)?);
        Ok(row.into_value())
    };
    prepared.history.iter().map(row).collect()
}

fn receipts(prepared: &Prepared) -> Result<Vec<Value>, StoreError> {
    let row = |(n, outcome): &(OpNumber, opora_sync::Outcome)| {
        let mut row = Object::new();
        row.insert("id", receipt_key(prepared.device, *n));
        row.insert("n", n.0);
        row.insert("outcome", json(outcome, &n.0)?);
        Ok(row.into_value())
    };
    prepared.receipts.iter().map(row).collect()
}

pub(crate) fn history_key(network: &NetworkId, line: Seq) -> Key {
    sequence_key("history", network, line)
}

fn sequence_key(table: &str, network: &NetworkId, seq: Seq) -> Key {
    Key::new(
        table,
        array([network.as_str().to_owned().into_value(), seq.0.into_value()]),
    )
}

fn json(value: &impl serde::Serialize, of: &impl std::fmt::Display) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Corrupt {
        row: of.to_string(),
        reason: error.to_string(),
    })
}

fn array(values: impl IntoIterator<Item = Value>) -> Array {
    values.into_iter().collect::<Vec<Value>>().into()
}
