//! Reading: records, the change log, the history.

use crate::Store;
use crate::error::StoreError;
use crate::rows::{READ, TABLES, key, read, tables_of};
use opora_domain::{NetworkId, RecordId, RecordKind, Viewer};
use opora_sync::protocol::PULL_RECORDS_MAX;
use opora_sync::{HistoryEntry, PullRequest, PullResponse, RecordState, Seq, view};
use std::collections::BTreeSet;
use surrealdb_types::{RecordId as Key, Variables};

impl Store {
    /// The networks there are, by their addresses.
    pub async fn networks(&self) -> Result<Vec<NetworkId>, StoreError> {
        let mut results = self
            .database
            .query(
                "SELECT VALUE network FROM network WHERE deleted = false ORDER BY network",
                Variables::new(),
            )
            .await?;
        let slugs: Vec<String> = results.take(0)?;
        Ok(slugs
            .into_iter()
            .filter_map(|slug| NetworkId::new(slug).ok())
            .collect())
    }

    /// The network's sequence; `Seq(0)` when nothing was ever written.
    pub async fn head(&self, network: &NetworkId) -> Result<Seq, StoreError> {
        let mut variables = Variables::new();
        variables.insert("head", Key::new("head", network.as_str()));
        let mut results = self
            .database
            .query("SELECT VALUE seq FROM ONLY $head", variables)
            .await?;
        let seq: Option<u64> = results.take(0)?;
        Ok(Seq(seq.unwrap_or(0)))
    }

    /// All living records of a network.
    pub async fn records(&self, network: &NetworkId) -> Result<Vec<RecordState>, StoreError> {
        let mut states = self.records_with_deleted(network).await?;
        states.retain(|state| !state.record.deleted);
        Ok(states)
    }

    /// All records of a network, deleted ones too.
    pub async fn records_with_deleted(
        &self,
        network: &NetworkId,
    ) -> Result<Vec<RecordState>, StoreError> {
        let mut variables = Variables::new();
        variables.insert("network", network.as_str().to_owned());
        let mut states = vec![];
        for table in TABLES {
            let text = format!("SELECT {READ} FROM {table} WHERE network = $network");
            let mut results = self.database.query(&text, variables.clone()).await?;
            let rows: Vec<serde_json::Value> = results.take(0)?;
            for row in rows {
                states.push(read(row)?);
            }
        }
        states.sort_by_key(|state| state.record.id);
        Ok(states)
    }

    /// The records of these identities that exist, deleted ones too.
    pub async fn records_by_id(
        &self,
        ids: impl IntoIterator<Item = RecordId>,
    ) -> Result<Vec<RecordState>, StoreError> {
        let keys: Vec<Key> = ids
            .into_iter()
            .flat_map(|id| TABLES.iter().map(move |table| key(table, id)))
            .collect();
        if keys.is_empty() {
            return Ok(vec![]);
        }
        let mut variables = Variables::new();
        variables.insert("keys", keys);
        let text = format!("SELECT {READ} FROM $keys");
        let mut results = self.database.query(&text, variables).await?;
        let rows: Vec<serde_json::Value> = results.take(0)?;
        rows.into_iter().map(read).collect()
    }

    /// The record of this kind with this code, if there is one.
    pub async fn record_by_code(
        &self,
        network: &NetworkId,
        kind: RecordKind,
        code: &str,
    ) -> Result<Option<RecordState>, StoreError> {
        let mut variables = Variables::new();
        variables.insert("network", network.as_str().to_owned());
        variables.insert("code", code.to_owned());
        for table in tables_of(kind) {
            let text = format!(
                "SELECT {READ} FROM {table} WHERE network = $network AND fields.code = $code LIMIT 1"
            );
            let mut results = self.database.query(&text, variables.clone()).await?;
            let rows: Vec<serde_json::Value> = results.take(0)?;
            if let Some(row) = rows.into_iter().next() {
                return read(row).map(Some);
            }
        }
        Ok(None)
    }

    /// The interactions of these partnerships.
    pub(crate) async fn interactions_of(
        &self,
        partnerships: &BTreeSet<RecordId>,
    ) -> Result<Vec<RecordState>, StoreError> {
        if partnerships.is_empty() {
            return Ok(vec![]);
        }
        let mut variables = Variables::new();
        variables.insert(
            "partnerships",
            partnerships
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<String>>(),
        );
        let text =
            format!("SELECT {READ} FROM interaction WHERE fields.partnership IN $partnerships");
        let mut results = self.database.query(&text, variables).await?;
        let rows: Vec<serde_json::Value> = results.take(0)?;
        rows.into_iter().map(read).collect()
    }

    /// One page of what changed after the cursor, as `viewer` may have it.
    pub async fn pull(
        &self,
        viewer: &Viewer,
        request: &PullRequest,
    ) -> Result<PullResponse, StoreError> {
        let mut variables = Variables::new();
        variables.insert("network", request.network.as_str().to_owned());
        variables.insert("after", request.cursor.0 + 1);
        variables.insert("limit", PULL_RECORDS_MAX as u64);
        let mut results = self
            .database
            .query(
                "SELECT seq, record FROM change:[$network, $after]..=[$network, 9007199254740991] LIMIT $limit",
                variables,
            )
            .await?;
        let rows: Vec<serde_json::Value> = results.take(0)?;
        let has_more = rows.len() == PULL_RECORDS_MAX;
        let mut cursor = request.cursor;
        let mut ids = BTreeSet::new();
        for row in rows {
            let (Some(seq), Some(record)) = (
                row.get("seq").and_then(serde_json::Value::as_u64),
                row.get("record")
                    .and_then(|id| id.as_str()?.parse::<RecordId>().ok()),
            ) else {
                return Err(StoreError::Corrupt {
                    row: row.to_string(),
                    reason: "not a change".to_owned(),
                });
            };
            cursor = cursor.max(Seq(seq));
            ids.insert(record);
        }
        let mut records = vec![];
        let mut leave = ids.clone();
        for state in self.records_by_id(ids).await? {
            if let Some(view) = view(&state, viewer) {
                leave.remove(&state.record.id);
                records.push(view);
            }
        }
        Ok(PullResponse {
            records,
            leave: leave.into_iter().collect(),
            cursor,
            has_more,
        })
    }

    /// The organisations that `organisation` helps, along the graph's living edges.
    pub async fn receivers_of(&self, organisation: RecordId) -> Result<Vec<RecordId>, StoreError> {
        let mut variables = Variables::new();
        variables.insert("organisation", key("organisation", organisation));
        let mut results = self
            .database
            .query(
                "SELECT VALUE record::id(out) FROM $organisation->partnership WHERE deleted = false",
                variables,
            )
            .await?;
        let ids: Vec<String> = results.take(0)?;
        Ok(ids.iter().filter_map(|id| id.parse().ok()).collect())
    }

    /// The history of a record, oldest first.
    pub async fn history(&self, record: RecordId) -> Result<Vec<HistoryEntry>, StoreError> {
        let mut variables = Variables::new();
        variables.insert("record", record.to_string());
        let mut results = self
            .database
            .query(
                "SELECT entry, seq FROM history WHERE record = $record ORDER BY seq",
                variables,
            )
            .await?;
        let rows: Vec<serde_json::Value> = results.take(0)?;
        rows.into_iter()
            .map(|row| {
                let text = row
                    .get("entry")
                    .and_then(|entry| entry.as_str())
                    .unwrap_or_default();
                serde_json::from_str(text).map_err(|error| StoreError::Corrupt {
                    row: record.to_string(),
                    reason: error.to_string(),
                })
            })
            .collect()
    }
}
