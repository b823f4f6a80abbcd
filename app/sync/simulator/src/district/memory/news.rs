//! What a node knows and tells: its picture, kept up to date, and the pages it answers.

use super::Memory;
use crate::mutant::Mutant;
use opora_domain::{RecordId, Viewer};
use opora_sync::{
    Picture, PullRequest, PullResponse, RecordState, RecordView, Seq, view, view_token,
};
use std::collections::BTreeSet;

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
            let states = changed.iter().filter_map(|id| database.records.get(id));
            picture.take(states.map(|state| RecordState::clone(state)), database.head);
        } else {
            *picture = Picture::default();
            let states = database.records.values();
            picture.take(states.map(|state| RecordState::clone(state)), database.head);
        }
    }

    /// One page, as the engine makes it.
    pub(super) fn news(
        &mut self,
        node: usize,
        viewer: &Viewer,
        request: &PullRequest,
        records_max: usize,
    ) -> PullResponse {
        self.bring_up_to_date(node);
        let picture = &self.pictures[node];
        let lineage = self.database.lineage;
        if self.mutant.is_none() {
            return picture.news(viewer, request, lineage, records_max);
        }
        let token = view_token(viewer);
        let seen_by = self.seen_by(viewer);
        let mut asked = self.mistaken(request, token, picture.seq);
        if asked.view == token {
            asked.view = view_token(seen_by);
        }
        let mut page = picture.news(seen_by, &asked, lineage, records_max);
        page.view = token;
        self.spoil(&mut page, request, picture.seq);
        page
    }

    /// A record as a viewer may have it.
    pub(super) fn view(&self, state: &RecordState, viewer: &Viewer) -> Option<RecordView> {
        let mut view = view(state, self.seen_by(viewer))?;
        if self.is(Mutant::ConflictHidden) {
            view.conflicts.clear();
        }
        Some(view)
    }

    fn seen_by<'a>(&'a self, viewer: &'a Viewer) -> &'a Viewer {
        match self.is(Mutant::NotProjected) {
            true => &self.everything,
            false => viewer,
        }
    }

    /// A question as a node with a mutant understands it.
    fn mistaken(&self, request: &PullRequest, token: u32, head: Seq) -> PullRequest {
        let has_had_an_answer = request.cursor > Seq(0) || request.view != 0;
        let believed = PullRequest {
            view: token,
            lineage: self.database.lineage,
            cursor: request.cursor.min(head),
            ..request.clone()
        };
        match self.mutant {
            Some(Mutant::ViewUnchecked) if has_had_an_answer => PullRequest {
                lineage: request.lineage,
                cursor: request.cursor,
                ..believed
            },
            Some(Mutant::LineageUnchecked) => PullRequest {
                view: request.view,
                ..believed
            },
            Some(Mutant::NoLifeTrusted) if has_had_an_answer && request.lineage == 0 => believed,
            Some(Mutant::ResetNeedsCursor) if has_had_an_answer && request.cursor == Seq(0) => {
                believed
            }
            _ => request.clone(),
        }
    }

    fn spoil(&self, page: &mut PullResponse, request: &PullRequest, head: Seq) {
        match self.mutant {
            Some(Mutant::ConflictHidden) => {
                page.records
                    .iter_mut()
                    .for_each(|view| view.conflicts.clear());
            }
            Some(Mutant::LeaveMissing) => page.leave.clear(),
            Some(Mutant::LeaveNeedsCursor) if request.cursor == Seq(0) => page.leave.clear(),
            Some(Mutant::HeadAsCursor) if page.cursor > Seq(0) => page.cursor = head,
            Some(Mutant::CursorTooFar) if page.cursor > Seq(0) && page.has_more => {
                page.cursor = Seq(page.cursor.0 + 1);
            }
            _ => {}
        }
    }
}
