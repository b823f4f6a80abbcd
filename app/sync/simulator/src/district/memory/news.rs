//! What a node knows and tells: its picture, kept up to date, and the pages it answers.

use super::Memory;
use super::database::Picture;
use crate::mutant::Mutant;
use opora_domain::{RecordId, Viewer};
use opora_sync::{PullRequest, PullResponse, RecordState, RecordView, Seq, view, view_token};
use std::collections::BTreeSet;
use std::sync::Arc;

impl Memory {
    /// Asks the database how far it is, and catches up from the change log if it reaches back far
    /// enough.
    pub(super) fn bring_up_to_date(&mut self, node: usize) {
        let database = &self.database;
        let picture = &mut self.pictures[node];
        let is_begun = picture.seq > Seq(0);
        if picture.seq == database.head || (is_begun && self.mutant == Some(Mutant::StalePicture)) {
            return;
        }
        let since = Seq(picture.seq.0 + 1);
        let changed: Vec<RecordId> = match picture.seq < database.head {
            true => database.changes.range(since..).map(|(_, id)| *id).collect(),
            false => vec![],
        };
        let is_whole = changed.len() as u64 == database.head.0.saturating_sub(picture.seq.0);
        if is_whole || (is_begun && self.mutant == Some(Mutant::ShortLogTrusted)) {
            let changed: BTreeSet<RecordId> = changed.into_iter().collect();
            let states = changed
                .iter()
                .filter_map(|id| database.records.get(id).cloned());
            picture.take(states, database.head);
        } else {
            *picture = Picture::default();
            picture.take(database.records.values().cloned(), database.head);
        }
    }

    /// One page of what changed after the cursor. A school that has nothing yet gets what concerns
    /// itself first.
    pub(super) fn news(
        &mut self,
        node: usize,
        viewer: &Viewer,
        request: &PullRequest,
        page_records_max: usize,
    ) -> PullResponse {
        self.bring_up_to_date(node);
        let picture = &self.pictures[node];
        let lineage = self.database.lineage;
        let token = view_token(viewer);
        // Protocol 1 knows neither views nor lives nor resets.
        let is_versed = request.protocol > 1;
        let has_had_an_answer = request.cursor > Seq(0) || request.view != 0;
        let has_had_an_answer = match self.mutant {
            Some(Mutant::ResetNeedsCursor) => request.cursor > Seq(0),
            _ => has_had_an_answer,
        };
        let is_same_view = request.view == token || self.is(Mutant::ViewUnchecked);
        let is_same_life = (request.lineage == lineage && request.cursor <= picture.seq)
            || self.is(Mutant::LineageUnchecked);
        let is_trusted = self.is(Mutant::NoLifeTrusted) && request.lineage == 0;
        let is_known = is_trusted || (is_same_view && is_same_life);
        let is_reset = is_versed && has_had_an_answer && !is_known;
        let cursor = if is_reset { Seq(0) } else { request.cursor };
        let mut response = PullResponse {
            records: vec![],
            leave: vec![],
            cursor,
            has_more: false,
            is_reset,
            view: token,
            lineage,
        };
        let has_nothing = is_reset || (request.cursor == Seq(0) && request.view == 0);
        if is_versed
            && has_nothing
            && let Some(own) = viewer.organisation()
        {
            let concerns = |state: &&Arc<RecordState>| state.record.parties.contains(&own);
            let first = picture.after(Seq(0)).filter(concerns);
            response.records = first.filter_map(|state| self.view(state, viewer)).collect();
            response.has_more = true;
            return response;
        }
        for (place, state) in picture.after(cursor).enumerate() {
            if place == page_records_max {
                response.has_more = true;
                break;
            }
            match self.view(state, viewer) {
                Some(view) => response.records.push(view),
                None if self.is(Mutant::LeaveMissing) => {}
                None if self.is(Mutant::LeaveNeedsCursor) && cursor == Seq(0) => {}
                None => response.leave.push(state.record.id),
            }
            response.cursor = state.seq;
        }
        if !response.has_more || self.is(Mutant::HeadAsCursor) {
            response.cursor = picture.seq;
        }
        if self.is(Mutant::CursorTooFar) && response.has_more {
            response.cursor = Seq(response.cursor.0 + 1);
        }
        response
    }

    /// A record as a viewer may have it.
    pub(super) fn view(&self, state: &RecordState, viewer: &Viewer) -> Option<RecordView> {
        let everything = Viewer::Coordinator {
            network: self.network.clone(),
        };
        let viewer = match self.is(Mutant::NotProjected) {
            true => &everything,
            false => viewer,
        };
        let mut view = view(state, viewer)?;
        if self.is(Mutant::ConflictHidden) {
            view.conflicts.clear();
        }
        Some(view)
    }
}
