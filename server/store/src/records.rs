//! Reading: records, the change log, the history.

use crate::Store;
use crate::error::StoreError;
use crate::rows::{READ, TABLES, key, read, tables_of};
use crate::transaction::history_key;
use opora_domain::{NetworkId, RecordId, RecordKind, Viewer};
use opora_sync::{
    HistoryEntry, HistoryLine, PullRequest, PullResponse, RecordState, Seq, view_history,
};
use std::collections::{BTreeMap, BTreeSet};
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

    /// All records of a network, deleted ones too; of a large one that is written meanwhile each as
    /// it stood when it was read.
    pub async fn records_with_deleted(
        &self,
        network: &NetworkId,
    ) -> Result<Vec<RecordState>, StoreError> {
        let mut states = vec![];
        let whole = |page: Vec<RecordState>| page;
        self.each_page(network, whole, |page| states.extend(page))
            .await?;
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

    /// The present state of what changed after `since` and up to `head`.
    pub(crate) async fn changed_between(
        &self,
        network: &NetworkId,
        since: Seq,
        head: Seq,
    ) -> Result<Vec<RecordState>, StoreError> {
        let mut variables = Variables::new();
        variables.insert("network", network.as_str().to_owned());
        variables.insert("first", since.0 + 1);
        variables.insert("last", head.0);
        let mut results = self
            .database
            .query(
                "SELECT VALUE record FROM change:[$network, $first]..=[$network, $last]",
                variables,
            )
            .await?;
        let ids: Vec<String> = results.take(0)?;
        if (ids.len() as u64) < head.0 - since.0 {
            // The log no longer reaches so far back.
            return self.records_with_deleted(network).await;
        }
        let ids: BTreeSet<RecordId> = ids.iter().filter_map(|id| id.parse().ok()).collect();
        self.records_by_id(ids).await
    }

    /// One page of at most `records_max` records of what changed after the cursor, as `viewer` may
    /// have it: see [`Picture::news`].
    pub async fn pull(
        &self,
        viewer: &Viewer,
        request: &PullRequest,
        records_max: usize,
    ) -> Result<PullResponse, StoreError> {
        let picture = self.picture(&request.network).await?;
        Ok(picture.news(viewer, request, self.lineage(), records_max))
    }

    /// These lines of a network's history, as far as it has them.
    pub(crate) async fn lines(
        &self,
        network: &NetworkId,
        lines: impl Iterator<Item = Seq>,
    ) -> Result<BTreeMap<Seq, HistoryEntry>, StoreError> {
        let lines: BTreeSet<Seq> = lines.collect();
        let keys: Vec<Key> = lines
            .iter()
            .map(|line| history_key(network, *line))
            .collect();
        if keys.is_empty() {
            return Ok(BTreeMap::new());
        }
        let mut variables = Variables::new();
        variables.insert("keys", keys);
        let mut results = self
            .database
            .query("SELECT VALUE entry FROM $keys", variables)
            .await?;
        let rows: Vec<String> = results.take(0)?;
        let mut entries = BTreeMap::new();
        for row in rows {
            let entry = read_entry(&row)?;
            entries.insert(entry.seq, entry);
        }
        Ok(entries)
    }

    /// Forgets the change log but for its newest `keep` lines, which other nodes catch up by. No
    /// device depends on it, and the history stays whole.
    pub async fn compact_changes(&self, network: &NetworkId, keep: u64) -> Result<(), StoreError> {
        let head = self.head(network).await?;
        let mut variables = Variables::new();
        variables.insert("network", network.as_str().to_owned());
        variables.insert("last", head.0.saturating_sub(keep));
        self.database
            .query(
                "DELETE change:[$network, 0]..=[$network, $last] RETURN NONE",
                variables,
            )
            .await?;
        Ok(())
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

    /// The history of a record as `viewer` may have it, oldest first.
    pub async fn history_for(
        &self,
        viewer: &Viewer,
        network: &NetworkId,
        record: RecordId,
    ) -> Result<Vec<HistoryLine>, StoreError> {
        let picture = self.picture(network).await?;
        match picture.get(record) {
            Some(state) => Ok(view_history(state, viewer, self.history(record).await?)),
            None => Ok(vec![]),
        }
    }

    /// The history of a record, oldest first.
    pub async fn history(&self, record: RecordId) -> Result<Vec<HistoryEntry>, StoreError> {
        let mut variables = Variables::new();
        variables.insert("record", record.to_string());
        let mut results = self
            .database
            .query(
                "SELECT VALUE entry FROM (SELECT entry, seq FROM history WHERE record = $record ORDER BY seq)",
                variables,
            )
            .await?;
        let rows: Vec<String> = results.take(0)?;
        rows.iter().map(|row| read_entry(row)).collect()
    }
}

fn read_entry(row: &str) -> Result<HistoryEntry, StoreError> {
    serde_json::from_str(row).map_err(|error| StoreError::Corrupt {
        row: "history".to_owned(),
        reason: error.to_string(),
    })
}
