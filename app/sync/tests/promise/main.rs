//! The promise, on the real engine of both ends with a line between them that fails as seeded:
//! what a person saved is in one of four places, and devices that have talked see the same.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod district;

use district::{District, editor_of, id};
use opora_domain::{RecordKind, Value};
use opora_sync::{
    Action, Draft, Effect, Meta, OpNumber, Operation, Outcome, Page, PageNumber, Reject,
    RejectNumber, Replica, Wire,
};
use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;

fn set(replica: &mut Replica, record: u128, field: &str, value: Value) {
    replica
        .edit(
            Draft::Set {
                record: id(record),
                field: field.to_owned(),
                value,
            },
            0,
        )
        .unwrap();
}

#[test]
fn an_edit_waits_then_is_received() {
    let mut district = District::new();
    let mut laptop = district.device(1, &editor_of(1));
    district.sync(&mut laptop, &editor_of(1));
    set(&mut laptop, 1, "settlement", json!("Село"));
    assert_eq!(laptop.outbox().len(), 1);
    assert_eq!(
        laptop.visible(id(1)).unwrap().projected.fields["settlement"],
        json!("Село")
    );
    district.sync(&mut laptop, &editor_of(1));
    assert_eq!((laptop.outbox().len(), laptop.meta().received), (0, 1));
    assert_eq!(district.field(1, "settlement"), json!("Село"));
}

#[test]
fn a_lost_answer_doubles_nothing() {
    let mut district = District::new();
    let mut laptop = district.device(1, &editor_of(1));
    district.sync(&mut laptop, &editor_of(1));
    set(&mut laptop, 1, "settlement", json!("A"));
    let (request, _) = laptop.next_push().unwrap();
    district.push(&editor_of(1), &request);
    // The answer is lost; the person types on. What may have been sent is not changed.
    set(&mut laptop, 1, "settlement", json!("B"));
    assert_eq!(laptop.outbox().len(), 2);
    district.sync(&mut laptop, &editor_of(1));
    assert_eq!(district.field(1, "settlement"), json!("B"));
    assert!(
        district.state(1).conflicts.is_empty(),
        "one's own earlier edit is no conflict"
    );
}

#[test]
fn typing_on_changes_the_waiting_edit() {
    let mut district = District::new();
    let mut laptop = district.device(1, &editor_of(1));
    district.sync(&mut laptop, &editor_of(1));
    for text in ["С", "Се", "Сел", "Село"] {
        set(&mut laptop, 1, "settlement", json!(text));
    }
    assert_eq!(laptop.outbox().len(), 1);
    district.sync(&mut laptop, &editor_of(1));
    assert_eq!(district.field(1, "settlement"), json!("Село"));
}

#[test]
fn the_same_field_changed_apart_is_seen_on_both_devices_and_decided() {
    let mut district = District::new();
    let (one, two) = (district::coordinator(7), district::coordinator(8));
    let mut first = district.device(1, &one);
    let mut second = district.device(2, &two);
    district.sync(&mut first, &one);
    district.sync(&mut second, &two);
    set(&mut first, 1, "settlement", json!("A"));
    set(&mut second, 1, "settlement", json!("B"));
    set(&mut second, 1, "pupils", json!(80));
    district.sync(&mut first, &one);
    district.sync(&mut second, &two);
    district.sync(&mut first, &one);
    for replica in [&first, &second] {
        let view = replica.visible(id(1)).unwrap();
        assert_eq!(view.projected.fields["settlement"], json!("A"));
        assert_eq!(
            view.projected.fields["pupils"],
            json!(80),
            "other fields merge by themselves"
        );
        assert_eq!(view.conflicts.len(), 1);
        assert_eq!(
            (
                &view.conflicts[0].theirs.value,
                &view.conflicts[0].mine.value
            ),
            (&json!("A"), &json!("B"))
        );
    }
    let conflict = first.conflicted()[0].conflicts[0].id;
    first
        .edit(
            Draft::Resolve {
                record: id(1),
                conflict,
                value: json!("B"),
            },
            0,
        )
        .unwrap();
    district.sync(&mut first, &one);
    district.sync(&mut second, &two);
    for replica in [&first, &second] {
        let view = replica.visible(id(1)).unwrap();
        assert_eq!(
            (&view.projected.fields["settlement"], view.conflicts.len()),
            (&json!("B"), 0)
        );
    }
}

#[test]
fn another_edit_of_a_waiting_decision_replaces_the_candidate() {
    let mut district = District::new();
    let (one, two) = (district::coordinator(7), district::coordinator(8));
    let mut first = district.device(1, &one);
    let mut second = district.device(2, &two);
    district.sync(&mut first, &one);
    district.sync(&mut second, &two);
    set(&mut first, 1, "settlement", json!("A"));
    set(&mut second, 1, "settlement", json!("B"));
    district.sync(&mut first, &one);
    let (request, _) = second.next_push().unwrap();
    set(&mut second, 1, "settlement", json!("C"));
    let response = district.push(&two, &request);
    second.pushed(response, 0);
    district.sync(&mut second, &two);
    let conflicts = &district.state(1).conflicts;
    assert_eq!(
        (conflicts.len(), &conflicts[0].mine.value),
        (1, &json!("C"))
    );
}

#[test]
fn a_refusal_comes_back_whole() {
    let mut district = District::new();
    let mut laptop = district.device(1, &editor_of(1));
    district.sync(&mut laptop, &editor_of(1));
    set(&mut laptop, 2, "settlement", json!("not mine"));
    set(&mut laptop, 1, "settlement", json!("mine"));
    district.sync(&mut laptop, &editor_of(1));
    let rejects: Vec<_> = laptop.rejects().collect();
    assert_eq!(rejects.len(), 1);
    assert!(
        matches!(&rejects[0].1.operation.action, Action::Set { value, .. } if *value == json!("not mine"))
    );
    // A refusal never blocks what comes after it.
    assert_eq!(district.field(1, "settlement"), json!("mine"));
    assert_eq!(
        laptop
            .visible(id(2))
            .unwrap()
            .projected
            .fields
            .get("settlement"),
        None
    );
}

#[test]
fn a_school_does_not_speak_for_another() {
    let mut district = District::new();
    let mut laptop = district.device(1, &editor_of(1));
    district.sync(&mut laptop, &editor_of(1));
    let visit = |recorded_by: u128| Draft::Create {
        record: id(100 + recorded_by),
        kind: RecordKind::Interaction,
        fields: [
            ("partnership".to_owned(), json!(id(10))),
            ("kind".to_owned(), json!("lesson-visit")),
            ("date".to_owned(), json!("2026-11-19")),
            ("recorded_by".to_owned(), json!(id(recorded_by))),
        ]
        .into(),
    };
    laptop.edit(visit(1), 0).unwrap();
    laptop.edit(visit(2), 0).unwrap();
    let (request, _) = laptop.next_push().unwrap();
    let outcomes: Vec<Outcome> = district
        .push(&editor_of(1), &request)
        .results
        .into_iter()
        .map(|result| result.outcome)
        .collect();
    assert!(
        matches!(outcomes[0], Outcome::Applied { .. }),
        "{outcomes:?}"
    );
    assert!(
        matches!(outcomes[1], Outcome::Refused { .. }),
        "{outcomes:?}"
    );
}

/// What a person does, or the line does, at one moment.
#[derive(Clone, Debug)]
enum Step {
    Edit {
        device: usize,
        record: u128,
        field: usize,
        value: u8,
    },
    /// Push, but the answer may be lost.
    Push {
        device: usize,
        answer_arrives: bool,
    },
    Pull {
        device: usize,
    },
    /// The browser is killed and restored from what was stored.
    Restart {
        device: usize,
    },
    Resolve {
        device: usize,
        third: Option<u8>,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let device = 0..3usize;
    prop_oneof![
        5 => (device.clone(), 1..4u128, 0..3usize, any::<u8>())
            .prop_map(|(device, record, field, value)| Step::Edit { device, record, field, value }),
        3 => (device.clone(), any::<bool>())
            .prop_map(|(device, answer_arrives)| Step::Push { device, answer_arrives }),
        2 => device.clone().prop_map(|device| Step::Pull { device }),
        1 => device.clone().prop_map(|device| Step::Restart { device }),
        1 => (device, proptest::option::of(any::<u8>()))
            .prop_map(|(device, third)| Step::Resolve { device, third }),
    ]
}

const FIELDS: [&str; 3] = ["settlement", "full_name", "name"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Every value ever saved is in the history, in a refusal, or was typed over on the device
    /// before it was sent; devices that have talked agree; nothing waits for ever.
    #[test]
    fn nothing_saved_is_lost(steps in proptest::collection::vec(step(), 1..60)) {
        let mut district = District::new();
        let authors = [district::coordinator(7), district::coordinator(8), editor_of(1)];
        let mut shelves: Vec<Shelf> = authors
            .iter()
            .zip(1..)
            .map(|(author, number)| Shelf::new(district.device(number, author)))
            .collect();
        for step in &steps {
            match step {
                Step::Edit { device, record, field, value } => {
                    let shelf = &mut shelves[*device];
                    let value = json!(format!("{device}-{value}"));
                    let draft = Draft::Set { record: id(*record), field: FIELDS[*field].to_owned(), value };
                    if let Ok(effects) = shelf.replica.edit(draft, 0) {
                        shelf.store(effects);
                    }
                }
                Step::Push { device, answer_arrives } => {
                    let shelf = &mut shelves[*device];
                    if let Some((request, effects)) = shelf.replica.next_push() {
                        shelf.store(effects);
                        let response = district.push(&authors[*device], &request);
                        if *answer_arrives {
                            let effects = shelf.replica.pushed(response, 0);
                            shelf.store(effects);
                        }
                    }
                }
                Step::Pull { device } => {
                    let shelf = &mut shelves[*device];
                    let response = district.pull(&authors[*device], &shelf.replica.next_pull());
                    let effects = shelf.replica.pulled(response, 0);
                    shelf.store(effects);
                }
                Step::Restart { device } => {
                    let shelf = &mut shelves[*device];
                    let restored = shelf.restored();
                    prop_assert_eq!(&restored, &shelf.replica);
                    shelf.replica = restored;
                }
                Step::Resolve { device, third } => {
                    let shelf = &mut shelves[*device];
                    let Some(view) = shelf.replica.conflicted().into_iter().next() else { continue };
                    let conflict = &view.conflicts[0];
                    let value = third.map_or(conflict.mine.value.clone(), |third| json!(format!("third-{third}")));
                    let draft = Draft::Resolve { record: view.id(), conflict: conflict.id, value };
                    let effects = shelf.replica.edit(draft, 0).unwrap();
                    shelf.store(effects);
                }
            }
            prop_assert!(district.is_consistent());
        }
        // The line heals.
        for _ in 0..3 {
            for (shelf, author) in shelves.iter_mut().zip(&authors) {
                district.sync(&mut shelf.replica, author);
            }
        }
        for (shelf, author) in shelves.iter().zip(&authors) {
            prop_assert_eq!(shelf.replica.outbox().len(), 0);
            for (record, expected) in district.views(author) {
                prop_assert_eq!(shelf.replica.visible(record), Some(expected));
            }
            // Each operation number was answered exactly once.
            let sent = shelf.replica.meta().next_n.0 - 1;
            let refused = shelf.replica.rejects().len() as u64;
            prop_assert_eq!(shelf.replica.meta().received + refused, sent);
        }
        // What was applied or became a candidate is in the history with its value.
        prop_assert_eq!(district.unremembered(), vec![]);
    }
}

/// A device's storage: what the effects say, as bytes, and nothing else.
struct Shelf {
    replica: Replica,
    meta: Vec<u8>,
    pages: BTreeMap<PageNumber, Vec<u8>>,
    outbox: BTreeMap<OpNumber, Vec<u8>>,
    rejects: BTreeMap<RejectNumber, Vec<u8>>,
}

impl Shelf {
    fn new(replica: Replica) -> Self {
        Shelf {
            meta: replica.meta().to_wire(),
            replica,
            pages: BTreeMap::new(),
            outbox: BTreeMap::new(),
            rejects: BTreeMap::new(),
        }
    }

    fn store(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::PutPage(number, page) => drop(self.pages.insert(number, page.to_wire())),
                Effect::DropPage(number) => drop(self.pages.remove(&number)),
                Effect::PutOutbox(operation) => {
                    drop(self.outbox.insert(operation.n, operation.to_wire()));
                }
                Effect::DropOutbox(n) => drop(self.outbox.remove(&n)),
                Effect::PutReject(number, reject) => {
                    drop(self.rejects.insert(number, reject.to_wire()));
                }
                Effect::DropReject(number) => drop(self.rejects.remove(&number)),
                Effect::PutMeta(meta) => self.meta = meta.to_wire(),
            }
        }
    }

    fn restored(&self) -> Replica {
        Replica::restore(
            Meta::from_wire(&self.meta).unwrap(),
            self.pages
                .iter()
                .map(|(number, page)| (*number, Page::from_wire(page).unwrap())),
            self.outbox
                .values()
                .map(|row| Operation::from_wire(row).unwrap()),
            self.rejects
                .iter()
                .map(|(number, row)| (*number, Reject::from_wire(row).unwrap())),
        )
    }
}
