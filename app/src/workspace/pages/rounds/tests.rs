//! What rounds count, and what taking a school in or out and asking further make, on a device's
//! records.

use super::editing::asking_further;
use super::questions;
use super::reading::{round, unanswered};
use super::sheets::{Counts, Points, counts, sheet};
use super::taking_part::{leave_out, missing_returns, take_in, taking_part};
use crate::workspace::state::records::Records;
use opora_domain::{
    DeviceId, Fields, Locale, NetworkId, Projected, Question, RecordId, RecordKind, Return, Round,
    UserId, Value,
};
use opora_sync::replica::Meta;
use opora_sync::{Draft, PullResponse, RecordView, Replica, Seq};
use serde_json::json;
use uuid::Uuid;

const ROUND: u128 = 90;

fn id(number: u128) -> RecordId {
    RecordId(Uuid::from_u128(number))
}

fn network() -> NetworkId {
    NetworkId::new("a").unwrap()
}

fn question(factor: &str, unit: &str) -> Question {
    Question {
        factor: factor.to_owned(),
        unit: Some(unit.to_owned()).filter(|unit| !unit.is_empty()),
        hint: None,
    }
}

fn asked() -> Vec<Question> {
    vec![
        question("Вакансии", "единиц"),
        question("Сеть", "0–2 балла"),
        question("Опыт", "0–3 балла"),
    ]
}

/// A device on which the district's records are, each with the sequence it came with.
struct Device {
    replica: Replica,
    seq: u64,
}

impl Device {
    /// Schools 1 to 3, of which 1 and 2 are asked in the round.
    fn new() -> Self {
        let device = DeviceId(Uuid::from_u128(7));
        let meta = Meta::new(device, UserId(Uuid::from_u128(8)), network());
        let mut device = Device {
            replica: Replica::restore(meta, [], [], []),
            seq: 0,
        };
        for school in 1..=3u128 {
            let fields = json!({ "code": format!("s-{school}"), "kind": "school", "name": format!("Школа {school}") });
            device.comes(id(school), RecordKind::Organisation, fields);
        }
        let fields = json!({ "title": "Кадры", "questions": questions::value(&asked()) });
        device.comes(id(ROUND), RecordKind::Round, fields);
        for school in [1, 2] {
            for question in asked() {
                device.returned(ROUND, school, &question.factor, None);
            }
        }
        device
    }

    /// A record of the district arrives; all its fields were set just now.
    fn comes(&mut self, record: RecordId, kind: RecordKind, fields: Value) {
        self.seq += 1;
        let fields: Fields = serde_json::from_value(fields).unwrap();
        let view = RecordView {
            versions: fields
                .keys()
                .map(|name| (name.clone(), Seq(self.seq)))
                .collect(),
            projected: Projected {
                id: record,
                kind,
                network: network(),
                fields,
                is_supported: false,
            },
            seq: Seq(self.seq),
            conflicts: vec![],
        };
        let news = PullResponse {
            records: vec![view],
            leave: vec![],
            cursor: Seq(self.seq),
            has_more: false,
            is_reset: false,
            view: 1,
            lineage: 1,
        };
        self.replica.pulled(news, 0);
    }

    fn returned(&mut self, round: u128, school: u128, factor: &str, value: Option<&str>) {
        let mut fields = json!({ "round": id(round), "school": id(school), "factor": factor });
        if let Some(value) = value {
            fields["value"] = json!(value);
        }
        self.comes(answer(round, school, factor), RecordKind::Return, fields);
    }

    fn does(&mut self, drafts: Vec<Draft>) {
        for draft in drafts {
            self.replica.edit(draft, 0).unwrap();
        }
    }

    fn sets(&mut self, record: RecordId, field: &str, value: Value) {
        self.does(vec![Draft::Set {
            record,
            field: field.to_owned(),
            value,
        }]);
    }

    fn records(&self) -> Records {
        Records::of(self.replica.clone())
    }

    fn round(&self) -> Round {
        round(&self.records(), id(ROUND)).unwrap()
    }

    fn counts(&self) -> Vec<Counts> {
        counts(&self.records(), &self.round(), Locale::Ru)
    }
}

fn answer(round: u128, school: u128, factor: &str) -> RecordId {
    Return::identity(&network(), id(round), id(school), factor)
}

#[test]
fn points_and_answers_are_counted_by_school() {
    let mut device = Device::new();
    device.returned(ROUND, 1, "Вакансии", Some("2"));
    device.returned(ROUND, 1, "Сеть", Some("2"));
    device.returned(ROUND, 2, "Сеть", Some("3"));
    let seen: Vec<_> = device
        .counts()
        .iter()
        .map(|it| (it.name.clone(), it.filled, it.asked, it.points))
        .collect();
    let points = |given, answered| {
        Some(Points {
            given,
            most: 5,
            answered,
        })
    };
    assert_eq!(
        seen,
        [
            ("Школа 1".to_owned(), 2, 3, points(2, 1)),
            // 3 is not on the scale of 2: nothing was given, which is no zero.
            ("Школа 2".to_owned(), 1, 3, points(0, 0)),
        ]
    );
    let records = device.records();
    for counted in device.counts() {
        let sheet = sheet(&records, &device.round(), counted.school, Locale::Ru).unwrap();
        assert_eq!(
            (sheet.filled(), sheet.asked()),
            (counted.filled, counted.asked)
        );
        assert_eq!(sheet.points(), counted.points);
    }
    let missing = unanswered(&records, &device.round());
    assert_eq!((missing.schools, missing.answers), (2, 3));
}

#[test]
fn a_school_that_is_taken_out_keeps_its_answers_and_comes_back_with_them() {
    let mut device = Device::new();
    device.returned(ROUND, 1, "Сеть", Some("2"));
    let drafts = leave_out(&device.records(), &device.round(), id(1));
    // One record says it, the same on every device.
    let said: Vec<RecordId> = drafts
        .iter()
        .filter_map(|draft| match draft {
            Draft::Set { record, field, .. } if field == "left_out" => Some(*record),
            _ => None,
        })
        .collect();
    assert_eq!(said, [answer(ROUND, 1, "Вакансии")]);
    assert_eq!(drafts.len(), 1);
    device.does(drafts);
    let first = &device.counts()[0];
    assert!(first.is_left_out && first.filled == 1);
    assert_eq!(taking_part(&device.records(), &device.round()), [id(2)]);
    assert_eq!(unanswered(&device.records(), &device.round()).schools, 1);
    let records = device.records();
    let kept = sheet(&records, &device.round(), id(1), Locale::Ru).unwrap();
    assert!(kept.is_left_out && kept.filled() == 1);
    // In again: nothing is made that is there already.
    let drafts = take_in(&device.records(), &device.round(), id(1));
    assert_eq!(drafts.len(), 1, "{drafts:?}");
    device.does(drafts);
    assert!(!device.counts()[0].is_left_out);
    // A school that never was asked gets a return of every question.
    device.does(take_in(&device.records(), &device.round(), id(3)));
    let third = &device.counts()[2];
    assert_eq!((third.asked, third.filled), (3, 0));
    assert_eq!(take_in(&device.records(), &device.round(), id(3)), []);
}

#[test]
fn what_is_asked_further_is_asked_of_those_who_take_part() {
    let mut device = Device::new();
    device.does(leave_out(&device.records(), &device.round(), id(1)));
    let further = [question("Кружки", "единиц")];
    device.does(asking_further(&device.records(), &device.round(), &further));
    let asked: Vec<usize> = device.counts().iter().map(|it| it.asked).collect();
    assert_eq!(asked, [3, 4]);
    // Back in, the school is asked that too.
    device.does(take_in(&device.records(), &device.round(), id(1)));
    assert_eq!(device.counts()[0].asked, 4);
    let schools = [id(1), id(2)];
    assert_eq!(
        missing_returns(&device.records(), &device.round(), &schools),
        []
    );
}

#[test]
fn late_is_what_comes_after_a_locking_that_has_reached_the_district() {
    let mut device = Device::new();
    device.returned(ROUND, 1, "Сеть", Some("2"));
    let locked = |locked: bool| json!({ "title": "Кадры", "questions": questions::value(&asked()), "locked": locked });
    device.comes(id(ROUND), RecordKind::Round, locked(true));
    let late = |device: &Device| device.counts().iter().map(|it| it.late).sum::<usize>();
    assert_eq!(late(&device), 0);
    device.returned(ROUND, 2, "Сеть", Some("1"));
    assert_eq!(late(&device), 1);
    device.sets(answer(ROUND, 1, "Вакансии"), "value", json!("4"));
    assert_eq!(late(&device), 2);
    // Opened again, answered, and locked here without a line: nobody was late yet.
    device.comes(id(ROUND), RecordKind::Round, locked(false));
    device.returned(ROUND, 2, "Опыт", Some("1"));
    device.sets(id(ROUND), "locked", json!(true));
    assert_eq!(late(&device), 0);
}

#[test]
fn an_answer_outlives_its_question() {
    let mut device = Device::new();
    device.returned(ROUND, 1, "Сеть", Some("2"));
    device.returned(ROUND, 1, "Снято", Some("7"));
    device.returned(ROUND, 1, "Снято и пусто", None);
    let records = device.records();
    let sheet = sheet(&records, &device.round(), id(1), Locale::Ru).unwrap();
    let seen: Vec<_> = sheet
        .answers
        .iter()
        .map(|it| (it.question.factor.as_str(), it.is_dropped))
        .collect();
    assert_eq!(
        seen,
        [
            ("Вакансии", false),
            ("Сеть", false),
            ("Опыт", false),
            ("Снято", true),
        ]
    );
    assert_eq!((sheet.filled(), sheet.asked()), (1, 3));
    let first = &device.counts()[0];
    assert_eq!((first.filled, first.asked), (1, 3));
}

#[test]
fn the_round_before_stands_beside() {
    let mut device = Device::new();
    let before = json!({ "title": "Кадры", "questions": questions::value(&asked()) });
    device.comes(id(80), RecordKind::Round, before);
    device.returned(80, 1, "вакансии", Some("12"));
    device.returned(80, 1, "Сеть", None);
    device.returned(80, 2, "Опыт", Some("1"));
    let repeating = json!({
        "title": "Кадры", "questions": questions::value(&asked()), "repeats": id(80),
    });
    device.comes(id(ROUND), RecordKind::Round, repeating);
    let records = device.records();
    let sheet = sheet(&records, &device.round(), id(1), Locale::Ru).unwrap();
    let before: Vec<Option<&str>> = sheet
        .answers
        .iter()
        .map(|it| it.before.as_deref())
        .collect();
    // Answered, left open, and not asked then.
    assert_eq!(before, [Some("12"), Some(""), None]);
}
