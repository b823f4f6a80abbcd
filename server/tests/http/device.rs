//! Real devices over HTTP, in the compact form: what the browser's shell does, without a browser.

use crate::app::{Answer, TestApp, Visitor};
use axum::http::StatusCode;
use opora_domain::{DeviceId, RecordId, RecordKind, UserId, Value, Viewer};
use opora_store::Account;
use opora_sync::{
    Action, Base, Draft, HistoryEvent, HistoryLine, Meta, OpNumber, Operation, PullResponse,
    PushRequest, PushResponse, Replica, Seq, Wire,
};
use serde_json::json;
use uuid::Uuid;

pub struct Laptop<'a> {
    pub visitor: Visitor<'a>,
    pub replica: Replica,
    pub user: UserId,
}

impl<'a> Laptop<'a> {
    pub async fn of(visitor: Visitor<'a>) -> Self {
        let session = visitor.get("/api/session").await.json();
        let user: UserId = session["user"].as_str().unwrap().parse().unwrap();
        let meta = Meta::new(visitor.device, user, visitor.network.clone());
        Laptop {
            visitor,
            replica: Replica::restore(meta, [], [], []),
            user,
        }
    }

    pub fn set(&mut self, record: RecordId, field: &str, value: Value) {
        let draft = Draft::Set {
            record,
            field: field.to_owned(),
            value,
        };
        self.replica.edit(draft, 0).unwrap();
    }

    pub fn value(&self, record: RecordId, field: &str) -> Value {
        let view = self.replica.visible(record).unwrap();
        view.projected
            .fields
            .get(field)
            .cloned()
            .unwrap_or_default()
    }

    pub async fn send(&mut self, is_spelt_out: bool) -> Answer {
        let (request, _) = self.replica.next_push().unwrap();
        let message = request.to_wire_as(is_spelt_out);
        self.visitor.post_compact("/api/sync/push", message).await
    }

    pub async fn push(&mut self) {
        while self.replica.outbox().len() > 0 {
            let answer = self.send(false).await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
            let response = PushResponse::from_wire(&answer.bytes).unwrap();
            self.replica.pushed(response, 0);
        }
    }

    /// Pulls to the end and returns how many records each page had.
    pub async fn pull(&mut self) -> Vec<usize> {
        let mut pages = vec![];
        loop {
            let request = self.replica.next_pull();
            let answer = self
                .visitor
                .post_compact("/api/sync/pull", request.to_wire())
                .await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
            let response = PullResponse::from_wire(&answer.bytes).unwrap();
            let has_more = response.has_more;
            pages.push(response.records.len());
            self.replica.pulled(response, 0);
            if !has_more {
                return pages;
            }
        }
    }
}

pub fn code(answer: &Answer) -> Value {
    answer.json()["code"].clone()
}

/// Of the Yartsevo workbook: network, organisations, partnerships; then the programme: passport,
/// stages, tasks, indicators, activities, results, facts, notes.
const RECORDS: usize = 1 + 12 + 8 + 1 + 6 + 9 + 17 + 33 + 28 + 9 + 19;

#[tokio::test(flavor = "multi_thread")]
async fn a_school_gets_its_own_first_then_everything() {
    let app = TestApp::with_samples().await;
    let school = app.school("yartsevo", "yartsevo-school-2").await;
    let own = app
        .id("yartsevo", RecordKind::Organisation, "yartsevo-school-2")
        .await;
    let mut laptop = Laptop::of(school).await;
    let pages = laptop.pull().await;
    assert_eq!(pages.iter().sum::<usize>(), pages[0] + RECORDS);
    assert!(pages[0] >= 1, "its own organisation: {pages:?}");
    assert_eq!(laptop.replica.visible_all().len(), RECORDS);
    laptop.set(own, "settlement", json!("Ярцево"));
    laptop.push().await;
    assert_eq!(laptop.value(own, "settlement"), json!("Ярцево"));
    assert_eq!(laptop.pull().await, [0], "its own change is there already");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_of_the_history_that_is_something_else_is_to_be_spelt_out() {
    let app = TestApp::with_samples().await;
    let mut laptop = Laptop::of(app.coordinator("yartsevo").await).await;
    laptop.pull().await;
    let one = app
        .id("yartsevo", RecordKind::Organisation, "yartsevo-school-2")
        .await;
    let other = app
        .id("yartsevo", RecordKind::Organisation, "yartsevo-school-6")
        .await;
    let line = laptop.replica.visible(other).unwrap().versions["name"];
    let request = PushRequest {
        operations: vec![Operation {
            n: OpNumber(1),
            record: one,
            kind: RecordKind::Organisation,
            action: Action::Set {
                field: "name".to_owned(),
                value: json!("X"),
                base: Base::Version(line),
                was: Value::Null,
            },
            at: 0,
        }],
        ..PushRequest::clone(&{
            laptop.set(one, "name", json!("X"));
            laptop.replica.next_push().unwrap().0
        })
    };
    let post = |message| laptop.visitor.post_compact("/api/sync/push", message);
    let answer = post(request.to_wire_as(false)).await;
    assert_eq!(
        (answer.status, code(&answer)),
        (StatusCode::CONFLICT, json!("spell-out"))
    );
    let answer = post(request.to_wire_as(true)).await;
    let response = PushResponse::from_wire(&answer.bytes).unwrap();
    assert!(
        response.records[0].conflicts.len() == 1,
        "a base nobody can vouch for overwrites nothing"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_set_back_is_noticed_and_what_waits_arrives() {
    let app = TestApp::with_samples().await;
    let school = app
        .id("yartsevo", RecordKind::Organisation, "yartsevo-school-2")
        .await;
    let mut laptop = Laptop::of(app.coordinator("yartsevo").await).await;
    laptop.pull().await;
    laptop.set(school, "settlement", json!("waits"));
    app.store.begin_lineage().await.unwrap();
    let answer = laptop.send(false).await;
    assert_eq!(
        (answer.status, code(&answer)),
        (StatusCode::CONFLICT, json!("lineage"))
    );
    assert_eq!(laptop.pull().await.iter().sum::<usize>(), RECORDS);
    laptop.push().await;
    let stored = app.store.records_by_id([school]).await.unwrap();
    assert_eq!(stored[0].record.fields["settlement"], json!("waits"));
    assert!(
        stored[0].conflicts.is_empty(),
        "the value under it had not changed"
    );

    // A device whose numbers the database has never seen begins anew.
    laptop.replica.revoked(0);
    let rejects: Vec<_> = laptop.replica.rejects().map(|(number, _)| number).collect();
    assert_eq!(rejects, []);
    let meta = Meta {
        next_n: OpNumber(40),
        ..laptop.replica.meta().clone()
    };
    laptop.replica = Replica::restore(meta, [], [], []);
    laptop.pull().await;
    laptop.set(school, "settlement", json!("after"));
    let answer = laptop.send(false).await;
    assert_eq!(
        (answer.status, code(&answer)),
        (StatusCode::CONFLICT, json!("gap"))
    );
    laptop.replica.start_over(DeviceId(Uuid::now_v7()));
    laptop.push().await;
    let stored = app.store.records_by_id([school]).await.unwrap();
    assert_eq!(stored[0].record.fields["settlement"], json!("after"));
}

#[tokio::test(flavor = "multi_thread")]
async fn access_taken_away_is_said_and_loses_nothing() {
    let app = TestApp::with_samples().await;
    let school = app.school("yartsevo", "yartsevo-school-2").await;
    let own = app
        .id("yartsevo", RecordKind::Organisation, "yartsevo-school-2")
        .await;
    let mut laptop = Laptop::of(school).await;
    laptop.pull().await;
    laptop.set(own, "settlement", json!("waits"));
    let account = app.store.account(laptop.user).await.unwrap().unwrap();
    let revoked = Account {
        viewer: Viewer::Public,
        ..account.clone()
    };
    app.store.put_account(&revoked).await.unwrap();
    let answer = laptop.send(false).await;
    assert_eq!(
        (answer.status, code(&answer)),
        (StatusCode::FORBIDDEN, json!("revoked"))
    );
    laptop.replica.revoked(0);
    assert_eq!(
        laptop.replica.visible_all().len(),
        0,
        "the records are gone"
    );
    assert_eq!(laptop.replica.rejects().len(), 1, "the entry is not");

    // Given back, the entry is sent once more.
    app.store.put_account(&account).await.unwrap();
    laptop.pull().await;
    let number = laptop.replica.rejects().next().unwrap().0;
    laptop.replica.resend(number, 0).unwrap();
    laptop.replica.start_over(DeviceId(Uuid::now_v7()));
    laptop.push().await;
    assert_eq!(laptop.value(own, "settlement"), json!("waits"));
    assert_eq!(laptop.replica.rejects().len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_shows_who_changed_what_to_those_who_may_see_it() {
    let app = TestApp::with_samples().await;
    let own = app
        .id("yartsevo", RecordKind::Organisation, "yartsevo-school-2")
        .await;
    let mut laptop = Laptop::of(app.school("yartsevo", "yartsevo-school-2").await).await;
    let mut tablet = Laptop::of(app.coordinator("yartsevo").await).await;
    let other = app.school("yartsevo", "yartsevo-school-6").await;
    laptop.pull().await;
    tablet.pull().await;
    laptop.set(own, "settlement", json!("school's"));
    laptop.set(own, "note", json!("between us"));
    tablet.set(own, "settlement", json!("district's"));
    laptop.push().await;
    tablet.push().await;
    let history = async |visitor: &Visitor<'_>| -> Vec<HistoryLine> {
        let address = format!("/api/sync/history?network=yartsevo&record={own}");
        let answer = visitor.get(&address).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        serde_json::from_str(&answer.text).unwrap()
    };
    let seen = history(&tablet.visitor).await;
    let last: Vec<_> = seen[1..]
        .iter()
        .map(|line| {
            (
                line.event,
                line.field.as_deref(),
                &line.to,
                line.label.as_str(),
            )
        })
        .collect();
    assert_eq!(
        last,
        [
            (
                HistoryEvent::Set,
                Some("settlement"),
                &json!("school's"),
                "editor-yartsevo-school-2"
            ),
            (
                HistoryEvent::Set,
                Some("note"),
                &json!("between us"),
                "editor-yartsevo-school-2"
            ),
            (
                HistoryEvent::Conflict,
                Some("settlement"),
                &json!("district's"),
                "coordinator-yartsevo"
            ),
        ]
    );
    // Another school sees the record, but neither what it was before nor what lost.
    assert_eq!(history(&other).await, []);
    let foreign = app.coordinator("abinsk").await;
    let address = format!("/api/sync/history?network=abinsk&record={own}");
    assert_eq!(foreign.get(&address).await.json(), json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_role_fetches_everything_anew() {
    let app = TestApp::with_samples().await;
    let school = app.school("yartsevo", "yartsevo-school-2").await;
    let mut laptop = Laptop::of(school).await;
    laptop.pull().await;
    let own = app
        .id("yartsevo", RecordKind::Organisation, "yartsevo-school-2")
        .await;
    laptop.set(own, "note", json!("ours"));
    laptop.push().await;
    assert_eq!(laptop.value(own, "note"), json!("ours"));
    let account = app.store.account(laptop.user).await.unwrap().unwrap();
    let other = app
        .id("yartsevo", RecordKind::Organisation, "yartsevo-school-6")
        .await;
    let moved = Account {
        viewer: Viewer::School {
            network: laptop.visitor.network.clone(),
            organisation: other,
        },
        ..account
    };
    app.store.put_account(&moved).await.unwrap();
    laptop.set(own, "settlement", json!("no longer mine"));
    laptop.pull().await;
    assert_eq!(
        laptop.value(own, "note"),
        Value::Null,
        "not the new school's to read"
    );
    laptop.push().await;
    assert_eq!(laptop.replica.rejects().len(), 1, "refused, and kept");
    assert!(laptop.replica.meta().cursor > Seq(0));
}
