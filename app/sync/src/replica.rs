//! The device's side: what was confirmed, what waits, what was refused.
//!
//! Every step changes the replica in memory and returns [`Effect`]s, which the shell writes in
//! one durable transaction before it tells the person «saved here». The replica neither stores
//! nor sends anything itself.

mod edit;
mod exchange;
mod pages;

pub use exchange::News;
pub use pages::{Page, PageNumber};

use crate::operation::{Action, OpNumber, Operation};
use crate::state::{ConflictId, RecordView, Seq, Timestamp};
use opora_domain::{
    DeviceId, FieldName, Fields, NetworkId, Projected, RecordId, RecordKind, Refusal, UserId, Value,
};
use pages::Pages;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the replica knows beside its records. One row in the device's store.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Meta {
    pub device: DeviceId,
    pub user: UserId,
    pub network: NetworkId,
    pub cursor: Seq,
    /// The view the device's records were made for; 0 before the first answer.
    pub view: u32,
    /// The life of the database they come from; 0 before the first answer.
    pub lineage: u32,
    /// The number the next operation gets. In the store it may lag behind what waits there.
    pub next_n: OpNumber,
    /// Operations up to here may have reached the server: they are never changed any more.
    pub sent_up_to: OpNumber,
    /// How many operations the district has confirmed to this device.
    pub received: u64,
    /// When it last did, by this device's clock.
    pub received_at: Option<Timestamp>,
    /// When the device last got all the district's news, by this device's clock; `None` while the
    /// first of them, or those after a new beginning, are still coming.
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
            view: 0,
            lineage: 0,
            next_n: OpNumber(1),
            sent_up_to: OpNumber(0),
            received: 0,
            received_at: None,
            pulled_at: None,
        }
    }
}

/// A refusal's number on its device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RejectNumber(pub u64);

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
    PutPage(PageNumber, Page),
    DropPage(PageNumber),
    PutOutbox(Arc<Operation>),
    DropOutbox(OpNumber),
    PutReject(RejectNumber, Reject),
    DropReject(RejectNumber),
    PutMeta(Meta),
}

/// Why a person's deed changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotPossible {
    #[error("the device has no such record or conflict: {0}")]
    Unknown(RecordId),
    #[error("operation {} may have left the device", .0.0)]
    Sent(OpNumber),
}

/// One network on one device of one user.
#[derive(Clone, Debug, PartialEq)]
pub struct Replica {
    meta: Meta,
    base: Arc<Pages>,
    outbox: BTreeMap<OpNumber, Arc<Operation>>,
    rejects: BTreeMap<RejectNumber, Reject>,
}

impl Replica {
    /// A replica from what the device stored, in any order.
    pub fn restore(
        meta: Meta,
        pages: impl IntoIterator<Item = (PageNumber, Page)>,
        outbox: impl IntoIterator<Item = Operation>,
        rejects: impl IntoIterator<Item = (RejectNumber, Reject)>,
    ) -> Self {
        let mut replica = Replica {
            meta,
            base: Arc::new(Pages::restore(pages)),
            outbox: BTreeMap::new(),
            rejects: BTreeMap::new(),
        };
        for operation in outbox {
            replica.meta.next_n = replica.meta.next_n.max(operation.n.next());
            replica.outbox.insert(operation.n, Arc::new(operation));
        }
        for (number, reject) in rejects {
            replica.rejects.insert(number, reject);
        }
        replica
    }

    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// What waits on the device, oldest first.
    pub fn outbox(&self) -> impl ExactSizeIterator<Item = &Operation> {
        self.outbox.values().map(Arc::as_ref)
    }

    /// What was refused and not yet dealt with.
    pub fn rejects(&self) -> impl ExactSizeIterator<Item = (RejectNumber, &Reject)> {
        self.rejects
            .iter()
            .map(|(number, reject)| (*number, reject))
    }

    /// Records with an open conflict, as the person sees them.
    pub fn conflicted(&self) -> Vec<RecordView> {
        let conflicted = self
            .base
            .iter()
            .filter(|(_, view)| !view.conflicts.is_empty());
        conflicted
            .filter_map(|(id, _)| self.visible(*id))
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
        let mut view = self.base.get(record).map(|view| RecordView::clone(view));
        for operation in self.outbox.values().filter(|op| op.record == record) {
            overlay(&mut view, operation, &self.meta.network);
        }
        view
    }

    /// All records as the person sees them.
    pub fn visible_all(&self) -> BTreeMap<RecordId, Arc<RecordView>> {
        let mut views = BTreeMap::new();
        for (id, view) in self.base.iter() {
            views.insert(*id, view.clone());
        }
        for operation in self.outbox.values() {
            let mut view = views.remove(&operation.record).map(Arc::unwrap_or_clone);
            overlay(&mut view, operation, &self.meta.network);
            if let Some(view) = view {
                views.insert(operation.record, Arc::new(view));
            }
        }
        views
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
        (Action::Create { .. } | Action::Restore { .. }, Some(_)) | (_, None) => {}
    }
}
