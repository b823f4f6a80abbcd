//! What the replica sends, and what it does with the answers.

use super::pages::Pages;
use super::{Effect, Meta, Reject, RejectNumber, Replica};
use crate::operation::{Action, Base, OpNumber, Operation, Outcome};
use crate::protocol::{
    PROTOCOL_VERSION, PUSH_OPERATIONS_MAX, PullRequest, PullResponse, PushRequest, PushResponse,
};
use crate::state::{ConflictId, RecordView, Seq, Timestamp};
use opora_domain::schema::SCHEMA_VERSION;
use opora_domain::{DeviceId, FieldName, RecordId, Refusal};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A page of the district's news, cheap to give once more when a step has to be made anew.
#[derive(Clone, Debug)]
pub struct News {
    records: Vec<Arc<RecordView>>,
    leave: BTreeSet<RecordId>,
    cursor: Seq,
    has_more: bool,
    is_reset: bool,
    view: u32,
    lineage: u32,
}

impl From<PullResponse> for News {
    fn from(response: PullResponse) -> Self {
        // One by one: collecting would bring the standard library's sort into the module.
        let mut leave = BTreeSet::new();
        for id in response.leave {
            leave.insert(id);
        }
        News {
            records: response.records.into_iter().map(Arc::new).collect(),
            leave,
            cursor: response.cursor,
            has_more: response.has_more,
            is_reset: response.is_reset,
            view: response.view,
            lineage: response.lineage,
        }
    }
}

impl Replica {
    /// The next push, oldest operations first; `None` when nothing waits. The effects have to be
    /// stored before the request is sent: from then on these operations are not changed.
    pub fn next_push(&mut self) -> Option<(PushRequest, Vec<Effect>)> {
        let mut operations: Vec<Operation> = vec![];
        for operation in self.outbox.values().take(PUSH_OPERATIONS_MAX) {
            operations.push(Operation::clone(operation));
        }
        let last = operations.last()?.n;
        let mut effects = vec![];
        if last > self.meta.sent_up_to {
            self.meta.sent_up_to = last;
            effects.push(Effect::PutMeta(self.meta.clone()));
        }
        Some((self.request(operations), effects))
    }

    /// Everything that waits, as one push to be carried by hand. It may arrive before or after
    /// the same operations sent over the line: they are numbered. The effects as for
    /// [`Replica::next_push`].
    pub fn push_to_carry(&mut self) -> Option<(PushRequest, Vec<Effect>)> {
        let mut operations: Vec<Operation> = vec![];
        for operation in self.outbox.values() {
            operations.push(Operation::clone(operation));
        }
        let last = operations.last()?.n;
        self.meta.sent_up_to = self.meta.sent_up_to.max(last);
        let effects = vec![Effect::PutMeta(self.meta.clone())];
        Some((self.request(operations), effects))
    }

    fn request(&self, operations: Vec<Operation>) -> PushRequest {
        PushRequest {
            protocol: PROTOCOL_VERSION,
            schema: SCHEMA_VERSION,
            network: self.meta.network.clone(),
            device: self.meta.device,
            lineage: self.meta.lineage,
            operations,
        }
    }

    /// Takes the server's answer to a push. Answering twice changes nothing the second time.
    pub fn pushed(&mut self, response: PushResponse, now: Timestamp) -> Vec<Effect> {
        let mut effects = vec![];
        if self.is_all_the_news(&response) {
            self.meta.cursor = response.head;
        }
        let mut deleted = BTreeSet::new();
        for result in response.results {
            let Some(operation) = self.outbox.remove(&result.n) else {
                continue;
            };
            // What was deleted here is not to be seen again until the next page comes.
            if let (Action::Delete { .. }, Outcome::Applied { seq }) =
                (&operation.action, &result.outcome)
                && let Some(known) = self.base.get(operation.record)
                && known.seq < *seq
            {
                deleted.insert(operation.record);
            }
            effects.push(Effect::DropOutbox(result.n));
            match result.outcome {
                Outcome::Refused { code, fields } => {
                    self.refuse(operation, code, fields, now, &mut effects);
                }
                Outcome::Applied { .. }
                | Outcome::Unchanged { .. }
                | Outcome::Conflicted { .. } => {
                    self.meta.received += 1;
                    self.meta.received_at = Some(now);
                }
            }
        }
        let is_older = |known: &RecordView, view: &RecordView| known.seq < view.seq;
        if !deleted.is_empty() {
            Arc::make_mut(&mut self.base).forget(&deleted, &mut effects);
        }
        let records = response.records.into_iter().map(Arc::new).collect();
        self.take(records, is_older, &mut effects);
        effects.push(Effect::PutMeta(self.meta.clone()));
        effects
    }

    /// Has nobody else changed anything since the cursor? Then what the answer brings need not be
    /// fetched once more. It has to be for the view that the device's records are for: the
    /// account's role may have changed meanwhile, and change back.
    fn is_all_the_news(&self, response: &PushResponse) -> bool {
        let mut own = 0;
        let mut set = BTreeSet::new();
        for result in &response.results {
            let seq = match result.outcome {
                Outcome::Applied { seq } | Outcome::Conflicted { seq, .. } => seq,
                Outcome::Unchanged { .. } | Outcome::Refused { .. } => continue,
            };
            if seq > self.meta.cursor {
                let Some(operation) = self.outbox.get(&result.n) else {
                    return false;
                };
                let field = operation.action.field().map(str::to_owned);
                set.insert((operation.record, field));
                own += 1;
            }
        }
        let is_same_view = |record: RecordId| {
            let answered = response.records.iter().find(|view| view.id() == record);
            let both = self.base.get(record).zip(answered);
            both.is_some_and(|(known, view)| {
                let is_own = |field: &FieldName| set.contains(&(record, Some(field.clone())));
                let is_known = |field| known.versions.contains_key(field) || is_own(field);
                known.conflicts.is_empty()
                    && view.conflicts.is_empty()
                    && !is_narrower(known, view)
                    && view.versions.keys().all(is_known)
            })
        };
        self.meta.cursor > Seq(0)
            && self.meta.cursor.0 + own == response.head.0
            && set.iter().all(|(record, _)| is_same_view(*record))
    }

    /// The next pull.
    pub fn next_pull(&self) -> PullRequest {
        PullRequest {
            protocol: PROTOCOL_VERSION,
            schema: SCHEMA_VERSION,
            network: self.meta.network.clone(),
            cursor: self.meta.cursor,
            view: self.meta.view,
            lineage: self.meta.lineage,
        }
    }

    /// Takes a page of the district's news.
    pub fn pulled(&mut self, news: impl Into<News>, now: Timestamp) -> Vec<Effect> {
        self.take_news(news.into(), now)
    }

    fn take_news(&mut self, news: News, now: Timestamp) -> Vec<Effect> {
        let mut effects = vec![];
        if news.is_reset {
            // For another view the versions still stand; otherwise the database has been set back.
            if self.meta.lineage != news.lineage || self.meta.view == news.view {
                self.unbase(&mut effects);
            }
        }
        // Before its first page a device has only what pushes were answered with, perhaps for
        // another view or in another life of the database.
        let is_first_page = self.meta.view == 0 && news.view != 0;
        if news.is_reset || is_first_page {
            self.forget_all(&mut effects);
        }
        // What a push was answered with may have been for another role.
        let is_other = |known: &RecordView, view: &RecordView| {
            known.seq < view.seq || (known.seq == view.seq && known != view)
        };
        self.take(news.records, is_other, &mut effects);
        if !news.leave.is_empty() {
            Arc::make_mut(&mut self.base).forget(&news.leave, &mut effects);
        }
        self.meta.cursor = self.meta.cursor.max(news.cursor);
        self.meta.view = news.view;
        self.meta.lineage = news.lineage;
        self.meta.pulled_at = match news.has_more {
            false => Some(now),
            // What was there has been forgotten, and not all has come again.
            true if news.is_reset || is_first_page => None,
            true => self.meta.pulled_at,
        };
        effects.push(Effect::PutMeta(self.meta.clone()));
        effects
    }

    /// The district has taken this user's access away. What waits is moved aside first, whole,
    /// to be exported; then the records go.
    pub fn revoked(&mut self, now: Timestamp) -> Vec<Effect> {
        let mut effects = vec![];
        for (n, operation) in std::mem::take(&mut self.outbox) {
            effects.push(Effect::DropOutbox(n));
            self.refuse(operation, Refusal::Revoked, vec![], now, &mut effects);
        }
        self.forget_all(&mut effects);
        effects.push(Effect::PutMeta(self.meta.clone()));
        effects
    }

    /// The district does not know this device as it knows itself: it was restored from an older
    /// backup, or has never seen numbers that were used up here. What waits is numbered anew, for
    /// a new device; the district has not had any of it.
    pub fn start_over(&mut self, device: DeviceId) -> Vec<Effect> {
        let mut effects = vec![];
        let waiting = std::mem::take(&mut self.outbox);
        effects.extend(waiting.keys().map(|n| Effect::DropOutbox(*n)));
        let mut numbers: BTreeMap<OpNumber, OpNumber> = BTreeMap::new();
        self.meta = Meta {
            device,
            next_n: OpNumber(1),
            sent_up_to: OpNumber(0),
            ..self.meta.clone()
        };
        for (n, operation) in waiting {
            let mut operation = Operation::clone(&operation);
            let next = self.meta.next_n;
            numbers.insert(n, next);
            operation.n = next;
            self.meta.next_n = next.next();
            if let Action::Set { base, .. } = &mut operation.action
                && let Base::Own { n, root } = *base
            {
                *base = match numbers.get(&n) {
                    Some(&n) => Base::Own { n, root },
                    // It was confirmed; which version it has become is not known here.
                    None => Base::Unknown,
                };
            }
            effects.push(self.put_outbox(operation));
        }
        effects.push(Effect::PutMeta(self.meta.clone()));
        effects
    }

    /// Versions of another life of the database mean nothing in this one.
    fn unbase(&mut self, effects: &mut Vec<Effect>) {
        let mut changed = vec![];
        for operation in self.outbox.values() {
            let mut operation = Operation::clone(operation);
            match &mut operation.action {
                Action::Set { base, .. } => match base {
                    Base::Own { root, .. } => *root = Seq(0),
                    Base::Version(_) | Base::Unknown => *base = Base::Unknown,
                },
                // Nobody can say what was seen: these come back, to be done again.
                Action::Delete { base } => *base = Seq(0),
                Action::Resolve { conflict, base, .. } => {
                    *conflict = ConflictId(Seq(0));
                    *base = Seq(0);
                }
                Action::Create { .. } | Action::Restore { .. } => continue,
            }
            changed.push(operation);
        }
        for operation in changed {
            effects.push(self.put_outbox(operation));
        }
    }

    fn forget_all(&mut self, effects: &mut Vec<Effect>) {
        Pages::clear(Arc::make_mut(&mut self.base), effects);
        self.meta.cursor = Seq(0);
        self.meta.view = 0;
    }

    fn refuse(
        &mut self,
        operation: Arc<Operation>,
        code: Refusal,
        fields: Vec<FieldName>,
        now: Timestamp,
        effects: &mut Vec<Effect>,
    ) {
        let number = self
            .rejects
            .last_key_value()
            .map_or(RejectNumber(1), |(last, _)| RejectNumber(last.0 + 1));
        let reject = Reject {
            operation: Operation::clone(&operation),
            code,
            fields,
            at: now,
        };
        self.rejects.insert(number, reject.clone());
        effects.push(Effect::PutReject(number, reject));
    }

    /// Takes the records the device does not have, or has only as something to be replaced. Where
    /// less of a record is to be seen than before, its older copies are not left lying about.
    fn take(
        &mut self,
        records: Vec<Arc<RecordView>>,
        is_replaced: impl Fn(&RecordView, &RecordView) -> bool,
        effects: &mut Vec<Effect>,
    ) {
        let mut newer = vec![];
        let mut narrower = BTreeSet::new();
        for view in records {
            match self.base.get(view.id()) {
                Some(known) if !is_replaced(known, &view) => continue,
                Some(known) if is_narrower(known, &view) => drop(narrower.insert(view.id())),
                _ => {}
            }
            newer.push(view);
        }
        if !newer.is_empty() {
            let base = Arc::make_mut(&mut self.base);
            base.forget(&narrower, effects);
            base.put(newer, effects);
        }
    }
}

/// Something of the record has left the view: a field, or a conflict.
fn is_narrower(known: &RecordView, view: &RecordView) -> bool {
    let is_gone = |field: &FieldName| !view.versions.contains_key(field);
    known.versions.keys().any(is_gone) || known.conflicts.len() > view.conflicts.len()
}
