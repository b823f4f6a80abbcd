//! What a device holds, and what it sends, after answers that came at a bad moment.

use crate::district::{id, network};
use opora_domain::{DeviceId, Projected, RecordKind, UserId, Value};
use opora_sync::{
    Action, Base, Conflict, ConflictId, Draft, Effect, Held, Meta, OpNumber, Operation, Page,
    PageNumber, PullResponse, PushResponse, RecordView, Replica, Seq,
};
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The view a page was made for, and the life of the database.
const VIEW: u32 = 5;
const LINEAGE: u32 = 9;

fn device() -> Replica {
    let user = UserId(Uuid::from_u128(1));
    let meta = Meta::new(DeviceId(Uuid::from_u128(100)), user, network());
    Replica::restore(meta, [], [], [])
}

/// Visit 20 with these fields, each last set at `seq`.
fn visit(seq: u64, fields: Value) -> RecordView {
    let fields: BTreeMap<String, Value> = serde_json::from_value(fields).unwrap();
    RecordView {
        seq: Seq(seq),
        versions: fields
            .keys()
            .map(|field| (field.clone(), Seq(seq)))
            .collect(),
        projected: Projected {
            id: id(20),
            kind: RecordKind::Interaction,
            network: network(),
            fields,
            is_supported: false,
        },
        conflicts: vec![],
    }
}

fn page(records: Vec<RecordView>, cursor: u64) -> PullResponse {
    PullResponse {
        records,
        leave: vec![],
        cursor: Seq(cursor),
        has_more: false,
        is_reset: false,
        view: VIEW,
        lineage: LINEAGE,
    }
}

fn set_topic(device: &mut Replica, value: &str) {
    let draft = Draft::Set {
        record: id(20),
        field: "topic".to_owned(),
        value: json!(value),
    };
    device.edit(draft, 0).unwrap();
}

fn waiting(device: &Replica) -> Vec<Operation> {
    device.outbox().cloned().collect()
}

#[test]
fn what_came_under_an_own_waiting_edit_was_not_seen() {
    let mut device = device();
    device.pulled(page(vec![visit(5, json!({ "topic": "five" }))], 5), 0);
    set_topic(&mut device, "own");
    device.next_push().unwrap();
    device.pulled(page(vec![visit(9, json!({ "topic": "nine" }))], 9), 0);
    set_topic(&mut device, "own again");
    let Action::Set { base, .. } = &waiting(&device)[1].action else {
        panic!("an edit waits");
    };
    let expected = Base::Own {
        n: OpNumber(1),
        root: Seq(5),
    };
    assert_eq!(
        *base, expected,
        "should the first be refused, nine is not replaced unseen"
    );
}
