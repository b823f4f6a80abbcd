//! The rows of the district as they stand in the database, for the oracle: read past the store's
//! pictures, and kept, because the oracle asks thousands of times.
//!
//! Only what is new is read after each step; at the end [`Rows::compare`] reads everything, so that
//! a store that changes what it once wrote is noticed too.

use opora_domain::{DeviceId, NetworkId, RecordId};
use opora_store::Store;
use opora_sync::{HistoryEntry, OpNumber, Outcome, RecordState, Seq};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;

/// See the module.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    pub head: Seq,
    pub records: BTreeMap<RecordId, Arc<RecordState>>,
    pub history: BTreeMap<Seq, Arc<HistoryEntry>>,
    pub changes: BTreeMap<Seq, RecordId>,
    pub receipts: BTreeMap<(DeviceId, OpNumber), Outcome>,
    received: BTreeMap<DeviceId, OpNumber>,
}

impl Rows {
    /// Reads what was committed since the last time.
    pub async fn catch_up(&mut self, store: &Store, network: &NetworkId) {
        let head = format!("head:⟨{network}⟩");
        let text = format!(
            "SELECT VALUE seq FROM ONLY {head}; SELECT record::id(id) AS device, received FROM device"
        );
        let [head, devices] = answers(store, &text).await;
        let head: Option<Seq> = read(head);
        let head = head.unwrap_or_default();
        let received: BTreeMap<DeviceId, OpNumber> = array(devices)
            .into_iter()
            .map(|row| (column(&row, "device"), column(&row, "received")))
            .collect();
        if head > self.head {
            self.read_lines(store, network, head).await;
        }
        self.head = head;
        let mut text = String::new();
        let moved: Vec<DeviceId> = received
            .iter()
            .filter(|(device, n)| self.received.get(device) != Some(n))
            .map(|(device, _)| *device)
            .collect();
        for device in &moved {
            let first = self
                .received
                .get(device)
                .copied()
                .unwrap_or_default()
                .next();
            let last = received[device];
            let _ = write!(
                text,
                "SELECT n, outcome FROM receipt:['{device}', {}]..=['{device}', {}];",
                first.0, last.0
            );
        }
        if !moved.is_empty() {
            let answers = store.audit(&text).await.unwrap();
            for (device, rows) in moved.into_iter().zip(answers) {
                self.take_receipts(device, rows);
            }
        }
        self.received = received;
    }

    async fn read_lines(&mut self, store: &Store, network: &NetworkId, head: Seq) {
        let range = |table: &str| {
            let first = self.head.0 + 1;
            format!("{table}:['{network}', {first}]..=['{network}', {}]", head.0)
        };
        let text = format!(
            "SELECT seq, record FROM {}; SELECT VALUE entry FROM {}",
            range("change"),
            range("history")
        );
        let [changes, history] = answers(store, &text).await;
        let mut changed = BTreeSet::new();
        for row in array(changes) {
            let record = column(&row, "record");
            changed.insert(record);
            self.changes.insert(column(&row, "seq"), record);
        }
        for row in array(history) {
            let line: HistoryEntry = read_text(&row);
            changed.insert(line.record);
            self.history.insert(line.seq, Arc::new(line));
        }
        for state in store.records_by_id(changed).await.unwrap() {
            self.records.insert(state.record.id, Arc::new(state));
        }
    }

    fn take_receipts(&mut self, device: DeviceId, rows: Value) {
        for row in array(rows) {
            let outcome = read_text(&row["outcome"]);
            self.receipts.insert((device, column(&row, "n")), outcome);
        }
    }

    /// Everything the database has.
    async fn whole(store: &Store, network: &NetworkId) -> Self {
        let mut rows = Rows::default();
        rows.catch_up(store, network).await;
        // Not only up to what the head and the devices say.
        let text = "SELECT seq, record FROM change; SELECT VALUE entry FROM history; \
                    SELECT record::id(id)[0] AS device, n, outcome FROM receipt";
        let [changes, history, receipts] = answers(store, text).await;
        rows.changes = array(changes)
            .iter()
            .map(|row| (column(row, "seq"), column(row, "record")))
            .collect();
        let lines = array(history);
        let lines = lines.iter().map(read_text::<HistoryEntry>);
        rows.history = lines.map(|line| (line.seq, Arc::new(line))).collect();
        rows.receipts = array(receipts)
            .iter()
            .map(|row| {
                let key = (column(row, "device"), column(row, "n"));
                (key, read_text(&row["outcome"]))
            })
            .collect();
        let states = store.records_with_deleted(network).await.unwrap();
        rows.records = states
            .into_iter()
            .map(|state| (state.record.id, Arc::new(state)))
            .collect();
        rows
    }

    /// What differs between these rows and the database, if anything.
    pub async fn compare(&self, store: &Store, network: &NetworkId) -> Option<String> {
        let there = Rows::whole(store, network).await;
        let cases = [
            ("head", self.head == there.head),
            ("records", self.records == there.records),
            ("history", self.history == there.history),
            ("change log", self.changes == there.changes),
            ("receipts", self.receipts == there.receipts),
            ("devices", self.received == there.received),
        ];
        let different = cases.iter().find(|(_, is_same)| !is_same);
        if let Some((what, _)) = different {
            return Some(format!("what was once written of {what} has changed"));
        }
        self.compare_graph(store).await
    }

    /// The edges say what the partnerships say.
    async fn compare_graph(&self, store: &Store) -> Option<String> {
        let text = "SELECT record::id(id) AS id, record::id(in) AS from, record::id(out) AS to \
                    FROM partnership";
        let [edges] = answers(store, text).await;
        let edges: BTreeMap<RecordId, (RecordId, RecordId)> = array(edges)
            .iter()
            .map(|row| (column(row, "id"), (column(row, "from"), column(row, "to"))))
            .collect();
        let side = |state: &RecordState, field: &str| {
            let value = state.record.fields.get(field)?;
            value.as_str()?.parse::<RecordId>().ok()
        };
        let told: BTreeMap<RecordId, (RecordId, RecordId)> = self
            .records
            .values()
            .filter(|state| state.record.kind == opora_domain::RecordKind::Partnership)
            .filter_map(|state| {
                let sides = (side(state, "from")?, side(state, "to")?);
                Some((state.record.id, sides))
            })
            .collect();
        (edges != told).then(|| format!("the edges are {edges:?}, the partnerships {told:?}"))
    }
}

async fn answers<const N: usize>(store: &Store, text: &str) -> [Value; N] {
    let answers = store.audit(text).await.unwrap();
    answers.try_into().unwrap()
}

fn array(value: Value) -> Vec<Value> {
    match value {
        Value::Array(rows) => rows,
        other => panic!("no rows: {other}"),
    }
}

fn read<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

fn column<T: DeserializeOwned>(row: &Value, name: &str) -> T {
    read(row[name].clone())
}

fn read_text<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_str(value.as_str().unwrap()).unwrap()
}
