//! The records of a network in memory, as of one sequence number: what a server node answers
//! pulls from.
//!
//! A copy and never the truth: it does not know whether the database has moved on.

use crate::protocol::{PullRequest, PullResponse};
use crate::state::{RecordState, Seq, view, view_token_of};
use opora_domain::record::link;
use opora_domain::schema::{SCHEMA_VERSION, version_of};
use opora_domain::{RecordId, RecordKind, Value, Viewer};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// All records of a network, deleted ones too.
#[derive(Clone, Debug, Default)]
pub struct Picture {
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

    /// One page of at most `records_max` records of what changed after the cursor, as `viewer` may
    /// have it. A school that has nothing yet gets what concerns itself first. `lineage` is the
    /// database's present life. Kinds that came after the device's schema are passed over.
    pub fn news(
        &self,
        viewer: &Viewer,
        request: &PullRequest,
        lineage: u32,
        records_max: usize,
    ) -> PullResponse {
        let schema = request.schema.min(SCHEMA_VERSION);
        let token = view_token_of(viewer, schema);
        let is_readable =
            |state: &&Arc<RecordState>| version_of(state.record.kind) <= schema.max(1);
        // Protocol 1 knows neither views nor lives nor resets.
        let is_versed = request.protocol > 1;
        let has_had_an_answer = request.cursor > Seq(0) || request.view != 0;
        let is_known =
            request.view == token && request.lineage == lineage && request.cursor <= self.seq;
        let is_reset = is_versed && has_had_an_answer && !is_known;
        let mut page = PullResponse {
            records: vec![],
            leave: vec![],
            cursor: if is_reset { Seq(0) } else { request.cursor },
            has_more: false,
            is_reset,
            view: token,
            lineage,
        };
        if is_versed
            && (is_reset || !has_had_an_answer)
            && let Some(own) = viewer.organisation()
        {
            let concerns = |state: &&Arc<RecordState>| state.record.parties.contains(&own);
            let first = self.after(Seq(0)).filter(is_readable).filter(concerns);
            page.records = first.filter_map(|state| view(state, viewer)).collect();
            page.has_more = true;
            return page;
        }
        for (place, state) in self.after(page.cursor).enumerate() {
            if place == records_max {
                page.has_more = true;
                return page;
            }
            match view(state, viewer) {
                _ if !is_readable(&state) => {}
                Some(view) => page.records.push(view),
                // Also before the cursor has moved: an answer to a push may have brought it.
                None => page.leave.push(state.record.id),
            }
            page.cursor = state.seq;
        }
        page.cursor = self.seq;
        page
    }
}
