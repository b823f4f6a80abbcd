//! What a device holds, and what it sends, after answers that came at a bad moment.

use crate::district::{id, network};
use opora_domain::{DeviceId, Projected, RecordKind, Refusal, UserId, Value};
use opora_sync::{
    Action, Base, Conflict, ConflictId, Draft, Effect, Held, Meta, OpNumber, OpResult, Operation,
    Outcome, Page, PageNumber, PullResponse, PushResponse, RecordView, RejectNumber, Replica, Seq,
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
fn the_news_have_come_when_their_last_page_has() {
    let mut device = device();
    let more = |page: PullResponse| PullResponse {
        has_more: true,
        ..page
    };
    device.pulled(more(page(vec![], 3)), 10);
    assert_eq!(device.meta().pulled_at, None, "the first of several pages");
    device.pulled(page(vec![visit(5, json!({ "topic": "five" }))], 5), 20);
    assert_eq!(device.meta().pulled_at, Some(20));
    device.pulled(more(page(vec![], 7)), 30);
    assert_eq!(device.meta().pulled_at, Some(20), "what was whole still is");
    let anew = PullResponse {
        is_reset: true,
        lineage: LINEAGE + 1,
        ..page(vec![], 2)
    };
    device.pulled(more(anew), 40);
    assert_eq!(device.meta().pulled_at, None, "begun anew");
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

/// A visit with a candidate beside its topic.
fn conflicted() -> RecordView {
    let held = |value: &str| Held {
        value: json!(value),
        user: UserId(Uuid::from_u128(2)),
        label: "other".to_owned(),
        at: 0,
    };
    let conflict = Conflict {
        id: ConflictId(Seq(4)),
        field: "topic".to_owned(),
        base: Value::Null,
        theirs: held("five"),
        mine: held("four"),
        device: DeviceId(Uuid::from_u128(200)),
        n: OpNumber(1),
    };
    let mut shown = visit(5, json!({ "topic": "five" }));
    shown.conflicts.push(conflict);
    shown
}

fn decide(device: &mut Replica) {
    let decision = Draft::Resolve {
        record: id(20),
        conflict: ConflictId(Seq(4)),
        value: json!("four"),
    };
    device.edit(decision, 0).unwrap();
}

#[test]
fn deletions_and_decisions_of_another_life_come_back() {
    let mut device = device();
    device.pulled(page(vec![conflicted()], 5), 0);
    decide(&mut device);
    device.edit(Draft::Delete { record: id(20) }, 0).unwrap();
    let restored = PullResponse {
        is_reset: true,
        lineage: LINEAGE + 1,
        ..page(vec![], 5)
    };
    device.pulled(restored, 0);
    let actions: Vec<Action> = waiting(&device).into_iter().map(|op| op.action).collect();
    assert!(
        matches!(
            &actions[..],
            [
                Action::Resolve {
                    conflict: ConflictId(Seq(0)),
                    ..
                },
                Action::Delete { base: Seq(0) },
            ]
        ),
        "{actions:?}: numbers of another life name nothing in this one"
    );
}

#[test]
fn what_has_left_the_view_lies_in_no_page_any_more() {
    let mut pages: BTreeMap<PageNumber, Page> = BTreeMap::new();
    let mut device = device();
    let before = visit(
        5,
        json!({ "topic": "five", "discussion": "between the two sides" }),
    );
    let after = visit(6, json!({ "topic": "five" }));
    // Another record keeps the old page alive.
    let mut other = visit(4, json!({}));
    other.projected.id = id(21);
    let answers = [(vec![before, other.clone()], 5), (vec![after.clone()], 6)];
    for (records, cursor) in answers {
        for effect in device.pulled(page(records, cursor), 0) {
            match effect {
                Effect::PutPage(number, page) => drop(pages.insert(number, page)),
                Effect::DropPage(number) => drop(pages.remove(&number)),
                _ => {}
            }
        }
    }
    let copies: Vec<RecordView> = pages
        .values()
        .flat_map(|page| page.records.iter().map(|view| RecordView::clone(view)))
        .collect();
    assert_eq!(copies, [other, after]);
}
/// What a push is answered with.
fn answer(record: RecordView) -> PushResponse {
    PushResponse {
        results: vec![],
        head: record.seq,
        records: vec![record],
    }
}

#[test]
fn a_push_answered_for_another_role_does_not_outlive_the_next_page() {
    let mut device = device();
    device.pulled(page(vec![visit(5, json!({ "topic": "five" }))], 5), 0);
    // The account was another one's for a moment; its view is the same again when it pulls.
    let seen_then = visit(
        6,
        json!({ "topic": "six", "private_note": "not for this role" }),
    );
    device.pushed(answer(seen_then), 0);
    let seen_now = visit(6, json!({ "topic": "six" }));
    device.pulled(page(vec![seen_now.clone()], 6), 0);
    assert_eq!(device.visible(id(20)), Some(seen_now));
}

#[test]
fn the_first_page_takes_the_place_of_what_pushes_were_answered_with() {
    let mut device = device();
    device.pushed(
        answer(visit(5, json!({ "topic": "before a restored backup" }))),
        0,
    );
    device.pulled(page(vec![], 3), 0);
    assert_eq!(device.visible(id(20)), None);
}

#[test]
fn what_a_push_was_answered_for_another_role_is_fetched_again() {
    let mut device = device();
    let record = visit(5, json!({ "topic": "five" }));
    device.pulled(page(vec![record.clone()], 5), 0);
    set_topic(&mut device, "own");
    device.next_push().unwrap();
    let result = OpResult {
        n: OpNumber(1),
        outcome: Outcome::Applied { seq: Seq(6) },
    };
    let mut same_role = record;
    same_role.seq = Seq(6);
    let mut another_role = same_role.clone();
    another_role
        .versions
        .insert("discussion".to_owned(), Seq(5));
    for (record, cursor) in [(another_role, 5), (same_role, 6)] {
        let mut device = device.clone();
        let answer = PushResponse {
            results: vec![result.clone()],
            ..answer(record)
        };
        device.pushed(answer, 0);
        assert_eq!(device.meta().cursor, Seq(cursor));
    }
}

#[test]
fn a_refusal_of_another_role_changes_nothing_that_is_known() {
    let mut device = device();
    let record = visit(
        5,
        json!({ "topic": "five", "discussion": "between the two sides" }),
    );
    device.pulled(page(vec![record.clone()], 5), 0);
    device.pushed(answer(visit(5, json!({ "topic": "five" }))), 0);
    assert_eq!(
        device.visible(id(20)),
        Some(record),
        "no page would bring it back"
    );
}

#[test]
fn an_edit_over_a_withdrawn_decision_stands_on_the_own_edit_before_it() {
    let mut device = device();
    device.pulled(page(vec![conflicted()], 5), 0);
    set_topic(&mut device, "own");
    decide(&mut device);
    set_topic(&mut device, "own again");
    device.withdraw(OpNumber(2)).unwrap();
    let Action::Set { base, .. } = &waiting(&device)[1].action else {
        panic!("an edit waits");
    };
    let expected = Base::Own {
        n: OpNumber(1),
        root: Seq(5),
    };
    assert_eq!(*base, expected);
}

#[test]
fn what_is_sent_again_without_being_seen_claims_no_version() {
    let mut device = device();
    device.pulled(page(vec![visit(5, json!({ "topic": "five" }))], 5), 0);
    set_topic(&mut device, "own");
    device.edit(Draft::Delete { record: id(20) }, 0).unwrap();
    let refused = |n| OpResult {
        n: OpNumber(n),
        outcome: Outcome::Refused {
            code: Refusal::ChangedSince,
            fields: vec![],
        },
    };
    let refusals = PushResponse {
        results: vec![refused(1), refused(2)],
        records: vec![],
        head: Seq(5),
    };
    device.next_push().unwrap();
    device.pushed(refusals, 0);
    // The district goes back to a backup; the record has not come yet.
    let restored = PullResponse {
        is_reset: true,
        lineage: LINEAGE + 1,
        ..page(vec![], 3)
    };
    device.pulled(restored, 0);
    for number in [1, 2] {
        device.resend(RejectNumber(number), 0).unwrap();
    }
    let actions: Vec<Action> = waiting(&device).into_iter().map(|op| op.action).collect();
    assert!(
        matches!(
            &actions[..],
            [
                Action::Set {
                    base: Base::Unknown,
                    ..
                },
                Action::Delete { base: Seq(0) },
            ]
        ),
        "{actions:?}"
    );
}

/// An answered deletion: nothing waits any more, and no record comes with it.
fn deleted_at(seq: u64) -> PushResponse {
    PushResponse {
        results: vec![OpResult {
            n: OpNumber(1),
            outcome: Outcome::Applied { seq: Seq(seq) },
        }],
        records: vec![],
        head: Seq(seq),
    }
}

#[test]
fn what_was_deleted_here_is_not_to_be_seen_again_before_the_next_page() {
    let mut device = device();
    device.pulled(page(vec![visit(5, json!({ "topic": "five" }))], 5), 0);
    device.edit(Draft::Delete { record: id(20) }, 0).unwrap();
    device.next_push().unwrap();
    let effects = device.pushed(deleted_at(7), 0);
    assert_eq!(device.visible(id(20)), None);
    let is_kept = |effect: &Effect| matches!(effect, Effect::PutPage(..));
    assert!(!effects.iter().any(is_kept), "nor is it in the store");
}

#[test]
fn what_was_brought_back_since_the_deletion_stays() {
    let mut device = device();
    device.pulled(page(vec![visit(5, json!({ "topic": "five" }))], 5), 0);
    device.edit(Draft::Delete { record: id(20) }, 0).unwrap();
    device.next_push().unwrap();
    device.pulled(page(vec![visit(8, json!({ "topic": "eight" }))], 8), 0);
    device.pushed(deleted_at(7), 0);
    assert!(device.visible(id(20)).is_some());
}
