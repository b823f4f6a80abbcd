//! The records of a network in memory, as of one sequence number.
//!
//! A picture is brought up to date before every use by asking the database for the network's
//! sequence, so that several nodes may serve one database. It is a copy and never the truth: a
//! commit still compares and sets the sequence in the database.

use crate::Store;
use crate::error::StoreError;
use opora_domain::record::link;
use opora_domain::{NetworkId, RecordId, RecordKind, Value};
use opora_sync::{RecordState, Seq};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, PoisonError};

/// How often a load starts again because another node has committed meanwhile.
const LOAD_TRIES_MAX: u32 = 8;

/// All records of a network, deleted ones too.
#[derive(Clone, Debug, Default)]
pub(crate) struct Picture {
    pub seq: Seq,
    states: HashMap<RecordId, Arc<RecordState>>,
    /// By last change: no two records share one.
    order: BTreeMap<Seq, RecordId>,
    codes: HashMap<(RecordKind, String), RecordId>,
}

impl Picture {
    pub fn get(&self, id: RecordId) -> Option<&Arc<RecordState>> {
        self.states.get(&id)
    }

    pub fn with_code(&self, kind: RecordKind, code: &str) -> Option<RecordId> {
        self.codes.get(&(kind, code.to_owned())).copied()
    }

    /// What changed after the cursor, oldest change first.
    pub fn after(&self, cursor: Seq) -> impl Iterator<Item = &Arc<RecordState>> {
        self.order
            .range(Seq(cursor.0.saturating_add(1))..)
            .filter_map(|(_, id)| self.states.get(id))
    }

    pub fn interactions_of(
        &self,
        partnerships: &BTreeSet<RecordId>,
    ) -> impl Iterator<Item = &Arc<RecordState>> {
        self.states.values().filter(|state| {
            !partnerships.is_empty()
                && state.record.kind == RecordKind::Interaction
                && link(&state.record.fields, "partnership")
                    .is_some_and(|partnership| partnerships.contains(&partnership))
        })
    }

    /// Takes newer states and the sequence they belong to.
    pub fn take(&mut self, states: impl IntoIterator<Item = RecordState>, seq: Seq) {
        for state in states {
            let id = state.record.id;
            if let Some(code) = state.record.fields.get("code").and_then(Value::as_str) {
                self.codes.insert((state.record.kind, code.to_owned()), id);
            }
            self.order.insert(state.seq, id);
            let seq = state.seq;
            if let Some(before) = self.states.insert(id, Arc::new(state))
                && before.seq != seq
            {
                self.order.remove(&before.seq);
            }
        }
        self.seq = seq;
    }
}

impl Store {
    /// The network as the database has it now.
    pub(crate) async fn picture(&self, network: &NetworkId) -> Result<Arc<Picture>, StoreError> {
        for _ in 0..LOAD_TRIES_MAX {
            let known = self.known_picture(network);
            let head = self.head(network).await?;
            if let Some(known) = &known
                && known.seq == head
            {
                return Ok(known.clone());
            }
            let since = known.filter(|known| known.seq < head);
            let states = match &since {
                Some(known) => self.changed_between(network, known.seq, head).await?,
                None => self.records_with_deleted(network).await?,
            };
            // A state newer than the head that was read: others may be missing beside it.
            if states.iter().any(|state| state.seq > head) {
                continue;
            }
            let mut picture = since.map(Arc::unwrap_or_clone).unwrap_or_default();
            picture.take(states, head);
            return Ok(self.keep_picture(network, picture));
        }
        Err(StoreError::Busy)
    }

    /// Carries a commit of this node over into the picture it was made from.
    pub(crate) fn advance_picture(
        &self,
        network: &NetworkId,
        before: Seq,
        states: Vec<RecordState>,
        after: Seq,
    ) {
        let mut pictures = self.pictures.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(picture) = pictures.get_mut(network)
            && picture.seq == before
        {
            Arc::make_mut(picture).take(states, after);
        }
    }

    pub(crate) fn forget_picture(&self, network: &NetworkId) {
        let mut pictures = self.pictures.lock().unwrap_or_else(PoisonError::into_inner);
        pictures.remove(network);
    }

    fn known_picture(&self, network: &NetworkId) -> Option<Arc<Picture>> {
        let pictures = self.pictures.lock().unwrap_or_else(PoisonError::into_inner);
        pictures.get(network).cloned()
    }

    /// Keeps a picture unless a newer one is there.
    fn keep_picture(&self, network: &NetworkId, picture: Picture) -> Arc<Picture> {
        let picture = Arc::new(picture);
        let mut pictures = self.pictures.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = pictures
            .entry(network.clone())
            .or_insert_with(|| picture.clone());
        if kept.seq < picture.seq {
            *kept = picture.clone();
        }
        picture
    }
}
