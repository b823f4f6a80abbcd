//! What the history takes back is what stood there: every record at every moment, under random
//! changes by two devices that do not see each other's.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use opora_domain::{
    Author, DeviceId, Fields, NetworkId, RecordId, RecordKind, UserId, Value, Viewer,
};
use opora_sync::batch::Done;
use opora_sync::past::{first_named, record_at, seen_at};
use opora_sync::{
    Action, Base, Batch, HistoryEntry, OpNumber, Operation, Outcome, RecordState, Seq,
};
use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;

fn id(number: u128) -> RecordId {
    RecordId(Uuid::from_u128(number))
}

fn network() -> NetworkId {
    NetworkId::new("a").unwrap()
}

fn coordinator() -> Viewer {
    Viewer::Coordinator { network: network() }
}

/// Every record with its fields, and whether it is deleted.
type Standing = BTreeMap<RecordId, (Fields, bool)>;

/// The server's side with maps for a database, and every state there ever was.
#[derive(Default)]
struct District {
    seq: Seq,
    records: BTreeMap<RecordId, RecordState>,
    history: Vec<HistoryEntry>,
    /// What each record said after each change, and whether it was deleted.
    stood: Vec<(Seq, Standing)>,
    received: BTreeMap<u128, u64>,
}

impl District {
    fn apply(
        &mut self,
        device: u128,
        record: RecordId,
        kind: RecordKind,
        action: Action,
    ) -> Outcome {
        let received = self.received.entry(device).or_default();
        let operation = Operation {
            n: OpNumber(*received + 1),
            record,
            kind,
            action,
            at: 0,
        };
        let mut batch = Batch {
            network: network(),
            author: Author {
                user: UserId(Uuid::from_u128(device)),
                viewer: coordinator(),
                label: String::new(),
            },
            device: DeviceId(Uuid::from_u128(1_000 + device)),
            now: self.seq.0 as i64,
            is_import: false,
            seq: self.seq,
            received: OpNumber(*received),
            records: self.records.clone(),
            codes: BTreeMap::new(),
            receipts: BTreeMap::new(),
            done: Done::default(),
        };
        *received += 1;
        let outcome = batch.apply(&operation);
        let prepared = batch.finish(self.seq);
        self.seq = prepared.seq_after;
        self.history.extend(prepared.history);
        for state in prepared.records {
            self.records.insert(state.record.id, state);
        }
        let said = |state: &RecordState| {
            let mut fields = state.record.fields.clone();
            fields.retain(|_, value| !value.is_null());
            (fields, state.record.deleted)
        };
        let all = self.records.iter().map(|(id, state)| (*id, said(state)));
        self.stood.push((self.seq, all.collect()));
        outcome
    }

    fn history_of(&self, record: RecordId) -> Vec<HistoryEntry> {
        let own = self.history.iter().filter(|it| it.record == record);
        own.cloned().collect()
    }

    fn set(
        &mut self,
        device: u128,
        record: RecordId,
        field: &str,
        value: Value,
        base: u64,
    ) -> Outcome {
        let kind = self.records[&record].record.kind;
        self.apply(
            device,
            record,
            kind,
            Action::Set {
                field: field.to_owned(),
                value,
                base: Base::Version(Seq(base)),
                was: Value::Null,
            },
        )
    }
}

/// What a device does: to which record, and what.
#[derive(Clone, Debug)]
enum Deed {
    Create,
    Set(usize, usize, bool),
    Delete,
    Restore,
    Resolve(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        2 => Just(Deed::Create),
        6 => (0..3usize, 0..4usize, any::<bool>()).prop_map(|(f, v, knows)| Deed::Set(f, v, knows)),
        1 => Just(Deed::Delete),
        1 => Just(Deed::Restore),
        2 => (0..4usize).prop_map(Deed::Resolve),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_record_is_put_together_as_it_stood(
        deeds in prop::collection::vec((1u128..3, 0u128..3, deed()), 1..40),
    ) {
        const FIELDS: [&str; 3] = ["title", "deadline", "year_status"];
        let value = |field: &str, number: usize| match (field, number) {
            (_, 0) => Value::Null,
            ("year_status", number) => json!([{"period": "2020", "value": number.to_string()}]),
            (_, number) => json!(format!("значение {number}")),
        };
        let kind = RecordKind::Activity;
        let mut district = District::default();
        for (device, number, deed) in deeds {
            let record = id(number);
            let state = district.records.get(&record).cloned();
            let action = match deed {
                Deed::Create => Action::Create { fields: [("title".to_owned(), json!("начало"))].into() },
                Deed::Set(field, number, knows) => {
                    let field = FIELDS[field];
                    let version = state.map_or(Seq(0), |it| it.version(field));
                    Action::Set {
                        field: field.to_owned(),
                        value: value(field, number),
                        base: if knows { Base::Version(version) } else { Base::Version(Seq(0)) },
                        was: Value::Null,
                    }
                }
                Deed::Delete => Action::Delete { base: district.seq },
                Deed::Restore => Action::Restore { base: district.seq },
                Deed::Resolve(number) => {
                    let open = state.as_ref().and_then(|it| it.conflicts.first().cloned());
                    let Some(open) = open else { continue };
                    let base = state.map_or(Seq(0), |it| it.version(&open.field));
                    let value = value(&open.field, number);
                    Action::Resolve { conflict: open.id, field: open.field, value, base }
                }
            };
            district.apply(device, record, kind, action);
        }
        for (moment, stood) in &district.stood {
            for (record, state) in &district.records {
                let then = record_at(state, &district.history_of(*record), *moment);
                let then = then.map(|mut it| {
                    it.fields.retain(|_, value| !value.is_null());
                    (it.fields, it.deleted)
                });
                prop_assert_eq!(then.as_ref(), stood.get(record), "{:?} at {:?}", record, moment);
            }
        }
    }
}

#[test]
fn a_version_is_the_moment_it_was_first_named() {
    let mut district = District::default();
    let (programme, activity) = (id(1), id(2));
    let create = |fields: Value| Action::Create {
        fields: serde_json::from_value(fields).unwrap(),
    };
    district.apply(
        1,
        programme,
        RecordKind::Programme,
        create(json!({"title": "П"})),
    );
    let fields = json!({"programme": programme, "title": "М", "deadline": "2019"});
    district.apply(1, activity, RecordKind::Activity, create(fields));
    let version = |id: &str| json!({"id": id, "title": "Р", "date": "", "note": ""});
    district.set(1, programme, "versions", json!([version("a")]), 0);
    let named = district.seq;
    district.set(1, activity, "deadline", json!("2020"), named.0 - 1);
    // Another device that had not heard of the first version names one, too: both stay.
    district.set(2, programme, "versions", json!([version("b")]), 0);
    let history = district.history_of(programme);
    let present = &district.records[&programme].record.fields["versions"];
    assert_eq!(present, &json!([version("a"), version("b")]));
    let first = first_named(&history, "versions", "a").unwrap();
    assert_eq!(first.seq, named);
    assert!(first_named(&history, "versions", "b").unwrap().seq > first.seq);
    assert_eq!(first_named(&history, "versions", "c"), None);
    let state = &district.records[&activity];
    let then = record_at(state, &district.history_of(activity), first.seq).unwrap();
    assert_eq!(then.fields["deadline"], json!("2019"));
}

#[test]
fn of_the_past_one_sees_what_was_visible_then_and_is_now() {
    let mut district = District::default();
    let activity = id(2);
    let fields = json!({"title": "М", "status": "done"});
    let create = Action::Create {
        fields: serde_json::from_value(fields).unwrap(),
    };
    district.apply(1, activity, RecordKind::Activity, create);
    let moment = district.seq;
    let outsider = Viewer::Public;
    let sees = |district: &District, viewer: &Viewer, moment: Seq| {
        let state = &district.records[&activity];
        let then = record_at(state, &district.history_of(activity), moment).unwrap();
        seen_at(&then, &state.record, viewer).is_some()
    };
    assert!(sees(&district, &outsider, moment));
    // Withheld now, it was not then.
    district.set(1, activity, "withheld", json!(true), 0);
    let withheld = district.seq;
    assert!(!sees(&district, &outsider, moment));
    assert!(sees(&district, &coordinator(), moment));
    // And withheld then, it is not now.
    district.set(1, activity, "withheld", Value::Null, withheld.0);
    assert!(sees(&district, &outsider, moment));
    assert!(!sees(&district, &outsider, withheld));
    // What was deleted since is seen as it was; what was deleted then is not.
    let base = district.seq;
    district.apply(1, activity, RecordKind::Activity, Action::Delete { base });
    assert!(sees(&district, &coordinator(), moment));
    assert!(!sees(&district, &coordinator(), district.seq));
}

#[test]
fn a_deleted_event_holds_up_neither_further_evidence_nor_a_restoration() {
    let mut district = District::default();
    let create = |fields: Value| Action::Create {
        fields: serde_json::from_value(fields).unwrap(),
    };
    let organisation = json!({"code": "s", "kind": "school", "name": "Ш"});
    district.apply(1, id(1), RecordKind::Organisation, create(organisation));
    let partnership = json!({"kind": "mentoring", "status": "active", "from": id(1)});
    district.apply(1, id(2), RecordKind::Partnership, create(partnership));
    for number in [3, 4] {
        let event = json!({"partnership": id(2), "kind": "seminar", "date": "2020"});
        district.apply(1, id(number), RecordKind::Interaction, create(event));
    }
    district.apply(
        1,
        id(5),
        RecordKind::Activity,
        create(json!({"title": "М"})),
    );
    let is_done = |outcome: Outcome| matches!(outcome, Outcome::Applied { .. });
    assert!(is_done(district.set(
        1,
        id(5),
        "evidence",
        json!([id(3)]),
        0
    )));
    let base = district.seq;
    let delete = Action::Delete { base };
    assert!(is_done(district.apply(
        1,
        id(3),
        RecordKind::Interaction,
        delete
    )));
    let version = district.records[&id(5)].version("evidence").0;
    let both = json!([id(3), id(4)]);
    assert!(is_done(district.set(1, id(5), "evidence", both, version)));
    // What never was there is refused, and so is a record of another kind.
    let version = district.records[&id(5)].version("evidence").0;
    for other in [id(99), id(1)] {
        let outcome = district.set(1, id(5), "evidence", json!([id(4), other]), version);
        assert!(matches!(outcome, Outcome::Refused { .. }));
    }
    let base = district.seq;
    district.apply(1, id(5), RecordKind::Activity, Action::Delete { base });
    let base = district.seq;
    let restore = Action::Restore { base };
    assert!(is_done(district.apply(
        1,
        id(5),
        RecordKind::Activity,
        restore
    )));
}
