//! The device's side: what was confirmed, what waits, what was refused.
//!
//! Every step changes the replica in memory and returns [`Effect`]s, which the shell writes in
//! one durable transaction before it tells the person «saved here». The replica neither stores
//! nor sends anything itself.

use crate::operation::{Action, Base, OpNumber, Operation, Outcome};
use crate::protocol::{
    PROTOCOL_VERSION, PUSH_OPERATIONS_MAX, PullRequest, PullResponse, PushRequest, PushResponse,
};
use crate::state::{ConflictId, RecordView, Seq, Timestamp};
use opora_domain::schema::SCHEMA_VERSION;
use opora_domain::{
    DeviceId, FieldName, Fields, NetworkId, Projected, RecordId, RecordKind, Refusal, UserId, Value,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the replica knows beside its records. One row in the device's store.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Meta {
    pub device: DeviceId,
    pub user: UserId,
    pub network: NetworkId,
    pub cursor: Seq,
    /// The number the next operation gets.
    pub next_n: OpNumber,
    /// Operations up to here may have reached the server: they are never changed any more.
    pub sent_up_to: OpNumber,
    /// How many operations the district has confirmed to this device.
    pub received: u64,
    /// When it last did, by this device's clock.
    pub received_at: Option<Timestamp>,
    /// When the device last got the district's news, by this device's clock.
    pub pulled_at: Option<Timestamp>,
}

impl Meta {
    /// A fresh device.
    pub fn new(device: DeviceId, user: UserId, network: NetworkId) -> Self {
        Meta {
            device,
            user,
            network,
            cursor: Seq(0),
            next_n: OpNumber(1),
            sent_up_to: OpNumber(0),
            received: 0,
            received_at: None,
            pulled_at: None,
        }
    }
}

/// An operation the district refused, whole, with the reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reject {
    pub operation: Operation,
    pub code: Refusal,
    pub fields: Vec<FieldName>,
    /// By this device's clock.
    pub at: Timestamp,
}

/// What a person did.
#[derive(Clone, Debug, PartialEq)]
pub enum Draft {
    Create {
        record: RecordId,
        kind: RecordKind,
        fields: Fields,
    },
    Set {
        record: RecordId,
        field: FieldName,
        value: Value,
    },
    Delete {
        record: RecordId,
    },
    Resolve {
        record: RecordId,
        conflict: ConflictId,
        value: Value,
    },
}

/// What the shell has to store. All effects of one step belong into one transaction.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    PutBase(RecordView),
    DropBase(RecordId),
    PutOutbox(Operation),
    DropOutbox(OpNumber),
    PutReject(Reject),
    DropReject(OpNumber),
    PutMeta(Meta),
}

/// The draft is about a record or conflict the device does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the device has no such record or conflict: {0}")]
pub struct UnknownHere(pub RecordId);

/// One network on one device of one user.
#[derive(Clone, Debug, PartialEq)]
pub struct Replica {
    meta: Meta,
    base: BTreeMap<RecordId, RecordView>,
    outbox: BTreeMap<OpNumber, Operation>,
    rejects: BTreeMap<OpNumber, Reject>,
}

impl Replica {
    /// A replica from what the device stored.
    pub fn restore(
        meta: Meta,
        base: impl IntoIterator<Item = RecordView>,
        outbox: impl IntoIterator<Item = Operation>,
        rejects: impl IntoIterator<Item = Reject>,
    ) -> Self {
        Replica {
            meta,
            base: base.into_iter().map(|view| (view.id(), view)).collect(),
            outbox: outbox.into_iter().map(|op| (op.n, op)).collect(),
            rejects: rejects
                .into_iter()
                .map(|reject| (reject.operation.n, reject))
                .collect(),
        }
    }

    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// What waits on the device, oldest first.
    pub fn outbox(&self) -> impl ExactSizeIterator<Item = &Operation> {
        self.outbox.values()
    }

    /// What was refused and not yet dealt with.
    pub fn rejects(&self) -> impl ExactSizeIterator<Item = &Reject> {
        self.rejects.values()
    }

    /// Records with an open conflict, as the person sees them.
    pub fn conflicted(&self) -> Vec<RecordView> {
        let ids = self
            .base
            .values()
            .filter(|view| !view.conflicts.is_empty())
            .map(RecordView::id);
        ids.filter_map(|id| self.visible(id))
            .filter(|view| !view.conflicts.is_empty())
            .collect()
    }

    /// Does anything about the record still wait?
    pub fn is_waiting(&self, record: RecordId) -> bool {
        self.outbox.values().any(|op| op.record == record)
    }

    /// Does this field still wait? A new record's fields all do.
    pub fn is_field_waiting(&self, record: RecordId, field: &str) -> bool {
        self.outbox.values().any(|op| {
            op.record == record
                && match &op.action {
                    Action::Create { fields } => fields.contains_key(field),
                    action => action.field() == Some(field),
                }
        })
    }

    /// One record as the person sees it: what the district confirmed, with the waiting changes.
    pub fn visible(&self, record: RecordId) -> Option<RecordView> {
        let mut view = self.base.get(&record).cloned();
        for operation in self.outbox.values().filter(|op| op.record == record) {
            overlay(&mut view, operation, &self.meta.network);
        }
        view
    }

    /// All records as the person sees them.
    pub fn visible_all(&self) -> BTreeMap<RecordId, RecordView> {
        let mut views: BTreeMap<RecordId, Option<RecordView>> = self
            .base
            .iter()
            .map(|(id, view)| (*id, Some(view.clone())))
            .collect();
        for operation in self.outbox.values() {
            overlay(
                views.entry(operation.record).or_default(),
                operation,
                &self.meta.network,
            );
        }
        views
            .into_iter()
            .filter_map(|(id, view)| Some((id, view?)))
            .collect()
    }

    /// Takes what a person did. A further edit of a field that has not been sent yet changes the
    /// waiting operation; one that may have been sent is never touched.
    pub fn edit(&mut self, draft: Draft, now: Timestamp) -> Result<Vec<Effect>, UnknownHere> {
        let (record, kind, action) = match draft {
            Draft::Create {
                record,
                kind,
                fields,
            } => (record, kind, Action::Create { fields }),
            Draft::Set {
                record,
                field,
                value,
            } => {
                let view = self.visible(record).ok_or(UnknownHere(record))?;
                if let Some(effects) = self.amend(record, &field, &value, now) {
                    return Ok(effects);
                }
                let was = view
                    .projected
                    .fields
                    .get(&field)
                    .cloned()
                    .unwrap_or(Value::Null);
                if was == value {
                    return Ok(vec![]);
                }
                let base = self.base_of(record, &field);
                (
                    record,
                    view.kind(),
                    Action::Set {
                        field,
                        value,
                        base,
                        was,
                    },
                )
            }
            Draft::Delete { record } => {
                let view = self.visible(record).ok_or(UnknownHere(record))?;
                (record, view.kind(), Action::Delete { base: view.seq })
            }
            Draft::Resolve {
                record,
                conflict,
                value,
            } => {
                let view = self.visible(record).ok_or(UnknownHere(record))?;
                let open = view
                    .conflicts
                    .iter()
                    .find(|open| open.id == conflict)
                    .ok_or(UnknownHere(record))?;
                let field = open.field.clone();
                let base = view.versions.get(&field).copied().unwrap_or_default();
                (
                    record,
                    view.kind(),
                    Action::Resolve {
                        conflict,
                        field,
                        value,
                        base,
                    },
                )
            }
        };
        let operation = Operation {
            n: self.meta.next_n,
            record,
            kind,
            action,
            at: now,
        };
        self.meta.next_n = self.meta.next_n.next();
        self.outbox.insert(operation.n, operation.clone());
        Ok(vec![
            Effect::PutOutbox(operation),
            Effect::PutMeta(self.meta.clone()),
        ])
    }

    /// The next push, oldest operations first; `None` when nothing waits. The effects have to be
    /// stored before the request is sent: from then on these operations are not changed.
    pub fn next_push(&mut self) -> Option<(PushRequest, Vec<Effect>)> {
        let operations: Vec<Operation> = self
            .outbox
            .values()
            .take(PUSH_OPERATIONS_MAX)
            .cloned()
            .collect();
        let last = operations.last()?.n;
        let mut effects = vec![];
        if last > self.meta.sent_up_to {
            self.meta.sent_up_to = last;
            effects.push(Effect::PutMeta(self.meta.clone()));
        }
        let request = PushRequest {
            protocol: PROTOCOL_VERSION,
            schema: SCHEMA_VERSION,
            network: self.meta.network.clone(),
            device: self.meta.device,
            operations,
        };
        Some((request, effects))
    }

    /// Takes the server's answer to a push. Answering twice changes nothing the second time.
    pub fn pushed(&mut self, response: PushResponse, now: Timestamp) -> Vec<Effect> {
        let mut effects = vec![];
        for result in response.results {
            let Some(operation) = self.outbox.remove(&result.n) else {
                continue;
            };
            effects.push(Effect::DropOutbox(result.n));
            match result.outcome {
                Outcome::Refused { code, fields } => {
                    let reject = Reject {
                        operation,
                        code,
                        fields,
                        at: now,
                    };
                    self.rejects.insert(result.n, reject.clone());
                    effects.push(Effect::PutReject(reject));
                }
                Outcome::Applied { .. }
                | Outcome::Unchanged { .. }
                | Outcome::Conflicted { .. } => {
                    self.meta.received += 1;
                    self.meta.received_at = Some(now);
                }
            }
        }
        for view in response.records {
            self.take(view, &mut effects);
        }
        effects.push(Effect::PutMeta(self.meta.clone()));
        effects
    }

    /// The next pull.
    pub fn next_pull(&self) -> PullRequest {
        PullRequest {
            protocol: PROTOCOL_VERSION,
            schema: SCHEMA_VERSION,
            network: self.meta.network.clone(),
            cursor: self.meta.cursor,
        }
    }

    /// Takes a page of the district's news.
    pub fn pulled(&mut self, response: PullResponse, now: Timestamp) -> Vec<Effect> {
        let mut effects = vec![];
        for view in response.records {
            self.take(view, &mut effects);
        }
        for id in response.leave {
            if self.base.remove(&id).is_some() {
                effects.push(Effect::DropBase(id));
            }
        }
        self.meta.cursor = self.meta.cursor.max(response.cursor);
        self.meta.pulled_at = Some(now);
        effects.push(Effect::PutMeta(self.meta.clone()));
        effects
    }

    /// The person has dealt with a refusal.
    pub fn discard_reject(&mut self, n: OpNumber) -> Vec<Effect> {
        match self.rejects.remove(&n) {
            Some(_) => vec![Effect::DropReject(n)],
            None => vec![],
        }
    }

    /// Takes a record unless the device has it at least as new.
    fn take(&mut self, view: RecordView, effects: &mut Vec<Effect>) {
        let is_newer = self
            .base
            .get(&view.id())
            .is_none_or(|known| known.seq < view.seq);
        if is_newer {
            self.base.insert(view.id(), view.clone());
            effects.push(Effect::PutBase(view));
        }
    }

    /// Changes the last waiting operation of this field in place, if it has surely not been sent.
    fn amend(
        &mut self,
        record: RecordId,
        field: &str,
        value: &Value,
        now: Timestamp,
    ) -> Option<Vec<Effect>> {
        let sent_up_to = self.meta.sent_up_to;
        let operation = self.outbox.values_mut().rev().find(|op| {
            op.record == record
                && match &op.action {
                    Action::Create { .. } => true,
                    action => action.field() == Some(field),
                }
        })?;
        if operation.n <= sent_up_to {
            return None;
        }
        match &mut operation.action {
            Action::Set { value: waiting, .. } => *waiting = value.clone(),
            Action::Create { fields } if value.is_null() => {
                fields.remove(field);
            }
            Action::Create { fields } => {
                fields.insert(field.to_owned(), value.clone());
            }
            Action::Delete { .. } | Action::Resolve { .. } => return None,
        }
        operation.at = now;
        Some(vec![Effect::PutOutbox(operation.clone())])
    }

    fn base_of(&self, record: RecordId, field: &str) -> Base {
        let root = self
            .base
            .get(&record)
            .and_then(|view| view.versions.get(field).copied())
            .unwrap_or_default();
        let earlier = self.outbox.values().rev().find(|op| {
            op.record == record
                && match &op.action {
                    // Fields a new record does not name are not set by its creation.
                    Action::Create { fields } => fields.contains_key(field),
                    action => action.field() == Some(field),
                }
        });
        match earlier {
            Some(operation) => Base::Own {
                n: operation.n,
                root,
            },
            None => Base::Version(root),
        }
    }
}

/// Lays a waiting operation over what the district confirmed.
fn overlay(view: &mut Option<RecordView>, operation: &Operation, network: &NetworkId) {
    let put = |view: &mut RecordView, field: &str, value: &Value| {
        if value.is_null() {
            view.projected.fields.remove(field);
        } else {
            view.projected
                .fields
                .insert(field.to_owned(), value.clone());
        }
    };
    match (&operation.action, view.as_mut()) {
        (Action::Create { fields }, None) => {
            *view = Some(RecordView {
                projected: Projected {
                    id: operation.record,
                    kind: operation.kind,
                    network: network.clone(),
                    fields: fields.clone(),
                    is_supported: false,
                },
                seq: Seq(0),
                versions: BTreeMap::new(),
                conflicts: vec![],
            });
        }
        (Action::Set { field, value, .. }, Some(view)) => put(view, field, value),
        (Action::Delete { .. }, Some(_)) => *view = None,
        (
            Action::Resolve {
                conflict,
                field,
                value,
                ..
            },
            Some(view),
        ) => {
            put(view, field, value);
            view.conflicts.retain(|open| open.id != *conflict);
        }
        (Action::Create { .. }, Some(_)) | (_, None) => {}
    }
}
