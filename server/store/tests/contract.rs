//! One contract, run against every engine: in memory, in a durable folder, and, on demand, on the
//! real SurrealDB server that `OPORA_TEST_DATABASE_URL` names.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use opora_domain::{
    Author, DeviceId, Fields, NetworkId, Projected, RecordId, RecordKind, UserId, Value, Viewer,
};
use opora_store::{Account, EngineMemory, Gathers, Location, Store, StoreError, StoredSession};
use opora_sync::protocol::PULL_RECORDS;
use opora_sync::{
    Action, Base, HistoryEvent, OpNumber, Operation, Outcome, PROTOCOL_VERSION, PullRequest,
    PushRequest, Seq, view_token,
};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use uuid::Uuid;

/// A fresh database. Each test works in a network of its own, so that they can share a server.
struct Place {
    store: Store,
    network: NetworkId,
    coordinator: Author,
    _folder: Option<tempfile::TempDir>,
}

enum Engine {
    Memory,
    Folder,
    Server,
}

fn server_location() -> Option<Location> {
    Some(Location::Server {
        address: std::env::var("OPORA_TEST_DATABASE_URL").ok()?,
        user: std::env::var("OPORA_TEST_DATABASE_USER").unwrap_or_else(|_| "root".to_owned()),
        password: std::env::var("OPORA_TEST_DATABASE_PASS").unwrap_or_else(|_| "root".to_owned()),
    })
}

async fn place(engine: Engine) -> Place {
    let (location, folder) = match engine {
        Engine::Memory => (Location::Memory, None),
        Engine::Folder => {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("database");
            (
                Location::Folder {
                    path,
                    memory: EngineMemory::default(),
                },
                Some(folder),
            )
        }
        Engine::Server => (server_location().unwrap(), None),
    };
    let store = Store::open(&location).await.unwrap();
    let network = NetworkId::new(format!("test-{}", Uuid::now_v7().simple())).unwrap();
    let coordinator = Author {
        user: UserId(Uuid::now_v7()),
        viewer: Viewer::Coordinator {
            network: network.clone(),
        },
        label: "coordinator".to_owned(),
    };
    Place {
        store,
        network,
        coordinator,
        _folder: folder,
    }
}

/// Runs each scenario against every engine, each as its own test.
macro_rules! contract {
    ($($scenario:ident),+ $(,)?) => {
        $(
            mod $scenario {
                use super::*;

                #[tokio::test(flavor = "multi_thread")]
                async fn in_memory() {
                    super::$scenario(place(Engine::Memory).await).await;
                }

                #[tokio::test(flavor = "multi_thread")]
                async fn in_a_folder() {
                    super::$scenario(place(Engine::Folder).await).await;
                }

                #[tokio::test(flavor = "multi_thread")]
                #[ignore = "needs a SurrealDB server: cargo xtask test --only remote"]
                async fn on_a_server() {
                    super::$scenario(place(Engine::Server).await).await;
                }
            }
        )+
    };
}

contract! {
    a_pushed_operation_is_there_and_is_answered_alike_twice,
    a_gap_is_refused_and_writes_nothing,
    a_device_of_another_account_is_refused,
    both_values_of_a_conflict_are_kept,
    a_request_becomes_an_edge_under_the_same_identity,
    a_school_writes_only_its_own,
    schools_share_without_overwriting_each_other,
    a_pull_goes_on_from_its_cursor,
    the_history_tells_every_change,
    one_import_is_one_transaction,
    accounts_and_sessions_are_kept,
    writers_at_the_same_moment_lose_nothing,
    a_removed_network_leaves_nothing_and_the_others_alone,
    a_network_read_in_pages_is_all_of_it_and_nothing_else,
    a_network_read_while_it_is_written_is_one_moment_of_it,
}

fn fields(pairs: &[(&str, Value)]) -> Fields {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect()
}

fn create(n: u64, record: RecordId, kind: RecordKind, pairs: &[(&str, Value)]) -> Operation {
    Operation {
        n: OpNumber(n),
        record,
        kind,
        action: Action::Create {
            fields: fields(pairs),
        },
        at: 0,
    }
}

fn set(
    n: u64,
    record: RecordId,
    kind: RecordKind,
    field: &str,
    value: Value,
    base: Seq,
) -> Operation {
    let action = Action::Set {
        field: field.to_owned(),
        value,
        base: Base::Version(base),
        was: Value::Null,
    };
    Operation {
        n: OpNumber(n),
        record,
        kind,
        action,
        at: 0,
    }
}

fn school(n: u64, record: RecordId, code: &str) -> Operation {
    create(
        n,
        record,
        RecordKind::Organisation,
        &[
            ("code", json!(code)),
            ("kind", json!("school")),
            ("name", json!("School")),
        ],
    )
}

fn new_id() -> RecordId {
    RecordId(Uuid::now_v7())
}

impl Place {
    fn push(&self, device: DeviceId, operations: Vec<Operation>) -> PushRequest {
        PushRequest {
            protocol: PROTOCOL_VERSION,
            schema: opora_domain::schema::SCHEMA_VERSION,
            network: self.network.clone(),
            device,
            lineage: 0,
            operations,
        }
    }

    async fn outcomes(
        &self,
        author: &Author,
        device: DeviceId,
        operations: Vec<Operation>,
    ) -> Vec<Outcome> {
        let response = self
            .store
            .push(author, self.push(device, operations), 1)
            .await
            .unwrap();
        response
            .results
            .into_iter()
            .map(|result| result.outcome)
            .collect()
    }

    fn school_editor(&self, organisation: RecordId) -> Author {
        Author {
            user: UserId(Uuid::now_v7()),
            viewer: Viewer::School {
                network: self.network.clone(),
                organisation,
            },
            label: "school".to_owned(),
        }
    }
}

fn device() -> DeviceId {
    DeviceId(Uuid::now_v7())
}

async fn a_pushed_operation_is_there_and_is_answered_alike_twice(place: Place) {
    let (device, id) = (device(), new_id());
    let first = place
        .outcomes(&place.coordinator, device, vec![school(1, id, "a")])
        .await;
    assert_eq!(first, [Outcome::Applied { seq: Seq(1) }]);
    let again = place
        .outcomes(&place.coordinator, device, vec![school(1, id, "a")])
        .await;
    assert_eq!(again, first);
    let states = place.store.records(&place.network).await.unwrap();
    assert_eq!(states.len(), 1);
    assert_eq!(states[0].record.fields["code"], json!("a"));
    assert_eq!(place.store.head(&place.network).await.unwrap(), Seq(1));
}

async fn a_gap_is_refused_and_writes_nothing(place: Place) {
    let device = device();
    let late = place.push(device, vec![school(2, new_id(), "a")]);
    let error = place
        .store
        .push(&place.coordinator, late.clone(), 1)
        .await
        .unwrap_err();
    assert!(
        matches!(
            error,
            StoreError::Gap {
                expected: OpNumber(1)
            }
        ),
        "{error}"
    );
    let holed = place.push(
        device,
        vec![school(1, new_id(), "a"), school(3, new_id(), "b")],
    );
    assert!(
        place
            .store
            .push(&place.coordinator, holed.clone(), 1)
            .await
            .is_err()
    );
    assert!(
        place
            .store
            .records(&place.network)
            .await
            .unwrap()
            .is_empty()
    );
}

async fn a_device_of_another_account_is_refused(place: Place) {
    let device = device();
    place
        .outcomes(&place.coordinator, device, vec![school(1, new_id(), "a")])
        .await;
    let other = Author {
        user: UserId(Uuid::now_v7()),
        ..place.coordinator.clone()
    };
    let request = place.push(device, vec![school(2, new_id(), "b")]);
    let error = place
        .store
        .push(&other, request.clone(), 1)
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::ForeignDevice), "{error}");
}

async fn both_values_of_a_conflict_are_kept(place: Place) {
    let (one, two, id) = (device(), device(), new_id());
    let second = Author {
        user: UserId(Uuid::now_v7()),
        label: "second".to_owned(),
        ..place.coordinator.clone()
    };
    place
        .outcomes(&place.coordinator, one, vec![school(1, id, "a")])
        .await;
    let kind = RecordKind::Organisation;
    place
        .outcomes(
            &place.coordinator,
            one,
            vec![set(2, id, kind, "name", json!("First"), Seq(1))],
        )
        .await;
    let outcome = place
        .outcomes(
            &second,
            two,
            vec![set(1, id, kind, "name", json!("Second"), Seq(1))],
        )
        .await;
    assert!(
        matches!(outcome[0], Outcome::Conflicted { .. }),
        "{outcome:?}"
    );
    let state = place.store.records_by_id([id]).await.unwrap().remove(0);
    assert_eq!(state.record.fields["name"], json!("First"));
    let conflict = &state.conflicts[0];
    assert_eq!(
        (&conflict.theirs.value, &conflict.mine.value),
        (&json!("First"), &json!("Second"))
    );
    assert_eq!(conflict.mine.label, "second");
    // Another field merges without a question.
    let outcome = place
        .outcomes(
            &second,
            two,
            vec![set(2, id, kind, "settlement", json!("Село"), Seq(0))],
        )
        .await;
    assert!(matches!(outcome[0], Outcome::Applied { .. }), "{outcome:?}");
    let decide = Operation {
        n: OpNumber(3),
        record: id,
        kind,
        action: Action::Resolve {
            conflict: conflict.id,
            field: "name".to_owned(),
            value: json!("Second"),
            base: state.version("name"),
        },
        at: 0,
    };
    let outcome = place.outcomes(&place.coordinator, one, vec![decide]).await;
    assert!(matches!(outcome[0], Outcome::Applied { .. }), "{outcome:?}");
    let state = place.store.records_by_id([id]).await.unwrap().remove(0);
    assert_eq!(state.record.fields["name"], json!("Second"));
    assert!(state.conflicts.is_empty());
}

async fn a_request_becomes_an_edge_under_the_same_identity(place: Place) {
    let (device, helper, helped, edge) = (device(), new_id(), new_id(), new_id());
    let kind = RecordKind::Partnership;
    let outcomes = place
        .outcomes(
            &place.coordinator,
            device,
            vec![
                school(1, helper, "helper"),
                school(2, helped, "helped"),
                create(
                    3,
                    edge,
                    kind,
                    &[
                        ("kind", json!("mentoring")),
                        ("status", json!("proposed")),
                        ("to", json!(helped)),
                    ],
                ),
                create(
                    4,
                    new_id(),
                    RecordKind::Interaction,
                    &[
                        ("partnership", json!(edge)),
                        ("kind", json!("seminar")),
                        ("date", json!("2026-11-20")),
                    ],
                ),
            ],
        )
        .await;
    assert!(
        outcomes
            .iter()
            .all(|outcome| matches!(outcome, Outcome::Applied { .. })),
        "{outcomes:?}"
    );
    let outcome = place
        .outcomes(
            &place.coordinator,
            device,
            vec![set(5, edge, kind, "from", json!(helper), Seq(0))],
        )
        .await;
    assert!(matches!(outcome[0], Outcome::Applied { .. }), "{outcome:?}");
    let states = place.store.records(&place.network).await.unwrap();
    let edges: Vec<_> = states
        .iter()
        .filter(|state| state.record.kind == kind)
        .collect();
    assert_eq!(edges.len(), 1, "it stands in one table only");
    assert_eq!(edges[0].record.parties, [helper, helped]);
    // The interactions of the partnership now concern both sides.
    let interaction = states
        .iter()
        .find(|state| state.record.kind == RecordKind::Interaction)
        .unwrap();
    assert_eq!(interaction.record.parties, [helper, helped]);
    assert_eq!(
        place.store.receivers_of(helper).await.unwrap(),
        [helped],
        "the graph has the edge"
    );
}

async fn a_school_writes_only_its_own(place: Place) {
    let (office, laptop) = (device(), device());
    let (own, other, third) = (new_id(), new_id(), new_id());
    let (mine, theirs) = (new_id(), new_id());
    let partnership = |n, id, from: RecordId, to: RecordId| {
        create(
            n,
            id,
            RecordKind::Partnership,
            &[
                ("kind", json!("mentoring")),
                ("status", json!("active")),
                ("from", json!(from)),
                ("to", json!(to)),
            ],
        )
    };
    place
        .outcomes(
            &place.coordinator,
            office,
            vec![
                school(1, own, "own"),
                school(2, other, "other"),
                school(3, third, "third"),
                partnership(4, mine, other, own),
                partnership(5, theirs, other, third),
            ],
        )
        .await;
    let editor = place.school_editor(own);
    let visit = |n, id, partnership: RecordId, claimed: RecordId| {
        create(
            n,
            id,
            RecordKind::Interaction,
            &[
                ("partnership", json!(partnership)),
                ("kind", json!("lesson-visit")),
                ("date", json!("2026-11-20")),
                ("recorded_by", json!(claimed)),
            ],
        )
    };
    let forged = new_id();
    let outcomes = place
        .outcomes(
            &editor,
            laptop,
            vec![
                set(
                    1,
                    own,
                    RecordKind::Organisation,
                    "name",
                    json!("Ours"),
                    Seq(1),
                ),
                set(
                    2,
                    mine,
                    RecordKind::Partnership,
                    "status",
                    json!("completed"),
                    Seq(4),
                ),
                visit(3, new_id(), mine, own),
                // Forged from here on.
                set(
                    4,
                    other,
                    RecordKind::Organisation,
                    "name",
                    json!("Theirs"),
                    Seq(2),
                ),
                set(
                    5,
                    theirs,
                    RecordKind::Partnership,
                    "status",
                    json!("completed"),
                    Seq(5),
                ),
                visit(6, forged, theirs, own),
                visit(7, new_id(), mine, other),
                set(
                    8,
                    own,
                    RecordKind::Organisation,
                    "standings",
                    json!([]),
                    Seq(0),
                ),
                set(
                    9,
                    mine,
                    RecordKind::Partnership,
                    "from",
                    json!(third),
                    Seq(4),
                ),
                school(10, new_id(), "new"),
                partnership(11, new_id(), other, third),
            ],
        )
        .await;
    let applied: Vec<bool> = outcomes
        .iter()
        .map(|outcome| matches!(outcome, Outcome::Applied { .. }))
        .collect();
    assert_eq!(
        applied,
        [
            true, true, true, false, false, false, false, false, false, false, false
        ],
        "{outcomes:#?}"
    );
    assert!(
        place
            .store
            .records_by_id([forged])
            .await
            .unwrap()
            .is_empty()
    );
}

/// Practices, contests and development: each school's part is a record of its own, and only the
/// coordinator makes anything public.
async fn schools_share_without_overwriting_each_other(place: Place) {
    let (office, one, two) = (device(), device(), device());
    let (first, second) = (new_id(), new_id());
    let made = [school(1, first, "first"), school(2, second, "second")];
    place
        .outcomes(&place.coordinator, office, made.to_vec())
        .await;
    let practice = new_id();
    let card = |n, id, of: RecordId, published: bool| {
        let mut pairs = vec![("title", json!("Practice")), ("school", json!(of))];
        if published {
            pairs.push(("published", json!(true)));
        }
        create(n, id, RecordKind::Practice, &pairs)
    };
    let adopts = |n, of: RecordId| {
        let pairs = [("practice", json!(practice)), ("school", json!(of))];
        create(n, new_id(), RecordKind::Adoption, &pairs)
    };
    let contest = new_id();
    let contests = create(
        3,
        contest,
        RecordKind::Contest,
        &[
            ("title", json!("Contest")),
            ("level", json!("municipal")),
            ("school", json!(first)),
        ],
    );
    let part = |n, of: RecordId| {
        let pairs = [("contest", json!(contest)), ("school", json!(of))];
        create(n, new_id(), RecordKind::Participation, &pairs)
    };
    let count = |n, of: RecordId| {
        let pairs = [
            ("school", json!(of)),
            ("year", json!("2026")),
            ("kind", json!("plans")),
            ("count", json!(2)),
        ];
        create(n, new_id(), RecordKind::Development, &pairs)
    };
    let is_applied = |outcomes: Vec<Outcome>| -> Vec<bool> {
        let applied = outcomes.iter();
        applied
            .map(|outcome| matches!(outcome, Outcome::Applied { .. }))
            .collect()
    };
    let operations = vec![
        card(1, practice, first, false),
        adopts(2, first),
        contests,
        part(4, first),
        count(5, first),
        // Not its own, or not its to say.
        card(6, new_id(), second, false),
        card(7, new_id(), first, true),
        set(
            8,
            practice,
            RecordKind::Practice,
            "published",
            json!(true),
            Seq(0),
        ),
        part(9, second),
        count(10, second),
    ];
    let outcomes = place
        .outcomes(&place.school_editor(first), one, operations)
        .await;
    let expected = [
        true, true, true, true, true, false, false, false, false, false,
    ];
    assert_eq!(is_applied(outcomes), expected);
    let operations = vec![adopts(1, second), part(2, second), count(3, second)];
    let outcomes = place
        .outcomes(&place.school_editor(second), two, operations)
        .await;
    assert_eq!(is_applied(outcomes), [true, true, true]);
    let set_practice = |n, field, value| {
        let kind = RecordKind::Practice;
        vec![set(n, practice, kind, field, value, Seq(0))]
    };
    let publish = set_practice(3, "published", json!(true));
    let outcomes = place.outcomes(&place.coordinator, office, publish).await;
    assert_eq!(is_applied(outcomes), [true]);
    let retitle = set_practice(1, "title", json!("Other"));
    let editor = place.school_editor(first);
    let outcomes = place.outcomes(&editor, device(), retitle).await;
    let is_refused = matches!(outcomes[..], [Outcome::Refused { .. }]);
    assert!(is_refused, "it is as it was published: {outcomes:?}");

    // All of it is read back from its tables.
    let states = place.store.records(&place.network).await.unwrap();
    let count_of = |kind| states.iter().filter(|it| it.record.kind == kind).count();
    for (kind, expected) in [
        (RecordKind::Practice, 1),
        (RecordKind::Adoption, 2),
        (RecordKind::Contest, 1),
        (RecordKind::Participation, 2),
        (RecordKind::Development, 2),
    ] {
        assert_eq!(count_of(kind), expected, "{kind:?}");
    }
}

async fn a_pull_goes_on_from_its_cursor(place: Place) {
    let device = device();
    let ids: Vec<RecordId> = (0..5).map(|_| new_id()).collect();
    let operations = ids
        .iter()
        .zip(1..)
        .map(|(id, n)| school(n, *id, &format!("s-{n}")))
        .collect();
    place.outcomes(&place.coordinator, device, operations).await;
    let viewer = &place.coordinator.viewer;
    let pull_as = |cursor, viewer: &Viewer| PullRequest {
        protocol: PROTOCOL_VERSION,
        schema: opora_domain::schema::SCHEMA_VERSION,
        network: place.network.clone(),
        cursor,
        view: view_token(viewer),
        lineage: place.store.lineage(),
    };
    let pull = |cursor| pull_as(cursor, viewer);
    let all = place
        .store
        .pull(viewer, &pull(Seq(0)), PULL_RECORDS)
        .await
        .unwrap();
    assert_eq!(
        (all.records.len(), all.cursor, all.has_more),
        (5, Seq(5), false)
    );
    let rest = place
        .store
        .pull(viewer, &pull(Seq(3)), PULL_RECORDS)
        .await
        .unwrap();
    assert_eq!(rest.records.len(), 2);
    place
        .outcomes(
            &place.coordinator,
            device,
            vec![set(
                6,
                ids[0],
                RecordKind::Organisation,
                "note",
                json!("private"),
                Seq(0),
            )],
        )
        .await;
    let public = place
        .store
        .pull(
            &Viewer::Public,
            &pull_as(Seq(5), &Viewer::Public),
            PULL_RECORDS,
        )
        .await
        .unwrap();
    assert_eq!(public.records.len(), 1);
    assert!(!serde_json::to_string(&public).unwrap().contains("private"));

    // Another view, another life of the database, a cursor that is ahead: everything anew.
    let other_life = PullRequest {
        lineage: place.store.lineage().wrapping_add(1),
        ..pull(Seq(6))
    };
    for request in [pull_as(Seq(6), &Viewer::Public), other_life, pull(Seq(7))] {
        let anew = place
            .store
            .pull(viewer, &request, PULL_RECORDS)
            .await
            .unwrap();
        assert!(anew.is_reset, "{request:?}");
        assert_eq!((anew.records.len(), anew.cursor), (5, Seq(6)));
    }

    // The change log is only for other nodes to catch up by: no device notices that it was cut.
    place
        .store
        .compact_changes(&place.network, 1)
        .await
        .unwrap();
    let rest = place
        .store
        .pull(viewer, &pull(Seq(3)), PULL_RECORDS)
        .await
        .unwrap();
    assert_eq!((rest.records.len(), rest.is_reset), (3, false));
}

async fn the_history_tells_every_change(place: Place) {
    let (device, id) = (device(), new_id());
    let kind = RecordKind::Organisation;
    place
        .outcomes(
            &place.coordinator,
            device,
            vec![
                school(1, id, "a"),
                set(2, id, kind, "name", json!("New"), Seq(1)),
                set(3, id, kind, "name", json!("Lost"), Seq(1)),
            ],
        )
        .await;
    let history = place.store.history(id).await.unwrap();
    let events: Vec<_> = history
        .iter()
        .map(|entry| (entry.event, entry.to.clone()))
        .collect();
    assert_eq!(events[0].0, HistoryEvent::Created);
    assert_eq!(
        events[1..],
        [
            (HistoryEvent::Set, json!("New")),
            (HistoryEvent::Conflict, json!("Lost"))
        ]
    );
}

async fn one_import_is_one_transaction(place: Place) {
    let device = device();
    let mut operations: Vec<Operation> = (0..300)
        .map(|n| school(0, new_id(), &format!("s-{n}")))
        .collect();
    // A bad row is refused alone: it does not take the others with it.
    operations.push(create(
        0,
        new_id(),
        RecordKind::Organisation,
        &[("code", json!("BAD CODE"))],
    ));
    let done = place
        .store
        .import(&place.coordinator, &place.network, device, operations, 1)
        .await
        .unwrap();
    assert_eq!(done.head, Seq(300));
    let refused = done
        .results
        .iter()
        .filter(|result| matches!(result.outcome, Outcome::Refused { .. }))
        .count();
    assert_eq!(refused, 1);
    let states = place.store.records(&place.network).await.unwrap();
    assert_eq!(states.len(), 300);
    assert!(
        states
            .iter()
            .all(|state| state.imported.contains_key("name"))
    );
}

async fn accounts_and_sessions_are_kept(place: Place) {
    let login = format!("login-{}", Uuid::now_v7().simple());
    let account = Account {
        user: UserId(Uuid::now_v7()),
        login: login.clone(),
        password_hash: "hash".to_owned(),
        viewer: place.coordinator.viewer.clone(),
        label: "label".to_owned(),
    };
    place.store.put_account(&account).await.unwrap();
    assert_eq!(
        place.store.account_by_login(&login).await.unwrap(),
        Some(account.clone())
    );
    assert_eq!(
        place.store.account(account.user).await.unwrap(),
        Some(account)
    );
    assert_eq!(place.store.account_by_login("nobody").await.unwrap(), None);
    let session = StoredSession {
        id: login.clone(),
        data: "data".to_owned(),
        expires_at_s: 100,
    };
    place.store.put_session(&session).await.unwrap();
    assert_eq!(
        place.store.session(&login, 99).await.unwrap(),
        Some(session)
    );
    assert_eq!(place.store.session(&login, 100).await.unwrap(), None);
    place.store.delete_session(&login).await.unwrap();
    assert_eq!(place.store.session(&login, 1).await.unwrap(), None);
}

async fn writers_at_the_same_moment_lose_nothing(place: Place) {
    let place = &place;
    let writers = (0..4).map(|writer| async move {
        let device = device();
        for n in 1..=10 {
            place
                .outcomes(
                    &place.coordinator,
                    device,
                    vec![school(n, new_id(), &format!("w{writer}-{n}"))],
                )
                .await;
        }
    });
    futures::future::join_all(writers).await;
    assert_eq!(place.store.records(&place.network).await.unwrap().len(), 40);
    assert_eq!(place.store.head(&place.network).await.unwrap(), Seq(40));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_is_there_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let location = Location::Folder {
        path: folder.path().join("database"),
        memory: EngineMemory::default(),
    };
    let network = NetworkId::new("reopened").unwrap();
    let coordinator = Author {
        user: UserId(Uuid::now_v7()),
        viewer: Viewer::Coordinator {
            network: network.clone(),
        },
        label: "coordinator".to_owned(),
    };
    let request = PushRequest {
        protocol: PROTOCOL_VERSION,
        schema: opora_domain::schema::SCHEMA_VERSION,
        network: network.clone(),
        device: device(),
        operations: vec![school(1, new_id(), "a")],
        lineage: 0,
    };
    let store = Store::open(&location).await.unwrap();
    let before = store.push(&coordinator, request.clone(), 1).await.unwrap();
    store.close().await.unwrap();
    drop(store);
    let store = Store::open(&location).await.unwrap();
    assert_eq!(store.records(&network).await.unwrap().len(), 1);
    assert_eq!(
        store
            .push(&coordinator, request.clone(), 1)
            .await
            .unwrap()
            .results,
        before.results
    );
}

async fn a_removed_network_leaves_nothing_and_the_others_alone(place: Place) {
    let coordinator = place.coordinator.clone();
    let removed = place.network.clone();
    let place = Place {
        network: NetworkId::new(format!("other-{}", Uuid::now_v7().simple())).unwrap(),
        ..place
    };
    let device = DeviceId(Uuid::now_v7());
    let in_removed = PushRequest {
        network: removed.clone(),
        ..place.push(device, vec![school(1, new_id(), "removed")])
    };
    let first = place
        .store
        .push(&coordinator, in_removed.clone(), 1)
        .await
        .unwrap();
    let stays = Author {
        user: UserId(Uuid::now_v7()),
        viewer: Viewer::Coordinator {
            network: place.network.clone(),
        },
        label: "coordinator".to_owned(),
    };
    let staying = DeviceId(Uuid::now_v7());
    place
        .outcomes(&stays, staying, vec![school(1, new_id(), "stays")])
        .await;
    for author in [&coordinator, &stays] {
        place
            .store
            .put_account(&Account {
                user: author.user,
                login: author.user.to_string(),
                password_hash: String::new(),
                viewer: author.viewer.clone(),
                label: author.label.clone(),
            })
            .await
            .unwrap();
    }

    assert_eq!(place.store.remove_network(&removed).await.unwrap(), 1);

    assert_eq!(place.store.head(&removed).await.unwrap(), Seq(0));
    let record = in_removed.operations[0].record;
    assert!(
        place
            .store
            .records_by_id([record])
            .await
            .unwrap()
            .is_empty()
    );
    assert!(place.store.history(record).await.unwrap().is_empty());
    assert!(
        place
            .store
            .account(coordinator.user)
            .await
            .unwrap()
            .is_none()
    );
    assert!(place.store.account(stays.user).await.unwrap().is_some());
    assert_eq!(place.store.records(&place.network).await.unwrap().len(), 1);
    // Nothing is remembered of what its devices sent: the same numbers are new.
    let again = place
        .store
        .push(&coordinator, in_removed.clone(), 2)
        .await
        .unwrap();
    assert_eq!(again.results, first.results);
    assert_eq!(place.store.records(&removed).await.unwrap().len(), 1);
}

/// Two nodes on one database: each sees what the other commits, also when the log that says so
/// was cut meanwhile.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a SurrealDB server: cargo xtask test --only remote"]
async fn two_nodes_see_each_other() {
    let one = place(Engine::Server).await;
    let two = Store::open(&server_location().unwrap()).await.unwrap();
    let viewer = one.coordinator.viewer.clone();
    let pull = |cursor| PullRequest {
        protocol: PROTOCOL_VERSION,
        schema: opora_domain::schema::SCHEMA_VERSION,
        network: one.network.clone(),
        cursor,
        view: view_token(&viewer),
        lineage: one.store.lineage(),
    };
    assert_eq!(one.store.lineage(), two.lineage());
    let device = device();
    for n in 1..=4u64 {
        let operations = vec![school(n, new_id(), &format!("s-{n}"))];
        one.outcomes(&one.coordinator, device, operations).await;
        if n == 4 {
            one.store.compact_changes(&one.network, 0).await.unwrap();
        }
        let seen = two
            .pull(&viewer, &pull(Seq(n - 1)), PULL_RECORDS)
            .await
            .unwrap();
        assert_eq!((seen.records.len(), seen.cursor), (1, Seq(n)));
    }
}

/// What was gathered of a network: the last of each record.
#[derive(Debug, Default, PartialEq)]
struct Seen(BTreeMap<RecordId, Projected>);

impl Gathers for Seen {
    fn take(&mut self, record: Projected) {
        self.0.insert(record.id, record);
    }

    fn leave(&mut self, record: RecordId) {
        self.0.remove(&record);
    }
}

async fn a_network_read_in_pages_is_all_of_it_and_nothing_else(place: Place) {
    let (device, second) = (device(), device());
    let ids: Vec<RecordId> = (0..40_u128)
        // Spread over all first letters, as the identities of imports are.
        .map(|at| RecordId(Uuid::from_u128(at << 121 | Uuid::now_v7().as_u128() >> 8)))
        .collect();
    let mut operations: Vec<Operation> = (1..)
        .zip(&ids)
        .map(|(n, id)| school(n, *id, &format!("s{n}")))
        .collect();
    let kind = RecordKind::Partnership;
    for (n, pair) in (41..).zip(ids.chunks(2)) {
        let mut sides = vec![
            ("kind", json!("mentoring")),
            ("status", json!("active")),
            ("from", json!(pair[0])),
        ];
        if n % 2 == 0 {
            sides.push(("to", json!(pair[1])));
        }
        operations.push(create(n, new_id(), kind, &sides));
    }
    operations.push(Operation {
        n: OpNumber(61),
        record: operations[40].record,
        kind,
        action: Action::Delete { base: Seq(41) },
        at: 0,
    });
    let outcomes = place.outcomes(&place.coordinator, device, operations).await;
    let refused: Vec<&Outcome> = outcomes
        .iter()
        .filter(|outcome| !matches!(outcome, Outcome::Applied { .. }))
        .collect();
    assert!(refused.is_empty(), "{refused:?}");
    let beside = Place {
        network: NetworkId::new(format!("beside-{}", Uuid::now_v7().simple())).unwrap(),
        store: place.store.another_node().await.unwrap(),
        coordinator: place.coordinator.clone(),
        _folder: None,
    };
    let author = Author {
        viewer: Viewer::Coordinator {
            network: beside.network.clone(),
        },
        ..place.coordinator.clone()
    };
    beside
        .outcomes(&author, second, vec![school(1, new_id(), "a")])
        .await;

    let in_one_piece = place.store.another_node().await.unwrap();
    let viewer = &place.coordinator.viewer;
    let (seq, whole): (Seq, Seen) = in_one_piece
        .projected(&place.network, viewer)
        .await
        .unwrap();
    assert_eq!((seq, whole.0.len()), (Seq(61), 59));
    for records in [1, 3, 20, 1_000] {
        let node = place
            .store
            .another_node()
            .await
            .unwrap()
            .in_pages_of(records);
        let paged: (Seq, Seen) = node.projected(&place.network, viewer).await.unwrap();
        assert_eq!(paged, (seq, Seen(whole.0.clone())), "pages of {records}");
        // From the memory devices have, too.
        let request = PullRequest {
            protocol: PROTOCOL_VERSION,
            schema: 1,
            network: place.network.clone(),
            cursor: Seq(0),
            view: view_token(viewer),
            lineage: node.lineage(),
        };
        let pulled = node.pull(viewer, &request, 1_000).await.unwrap();
        assert_eq!(pulled.records.len(), 59);
        let kept: (Seq, Seen) = node.projected(&place.network, viewer).await.unwrap();
        assert_eq!(kept, paged);
        assert_eq!(node.let_go(Duration::from_secs(3_600)), 0);
        assert_eq!(node.let_go(Duration::ZERO), 1);
        let again: (Seq, Seen) = node.projected(&place.network, viewer).await.unwrap();
        assert_eq!(again, paged);
        assert_eq!(node.let_go(Duration::ZERO), 0);
        assert_eq!(
            node.records_with_deleted(&place.network).await.unwrap(),
            in_one_piece
                .records_with_deleted(&place.network)
                .await
                .unwrap()
        );
        let public: (Seq, Seen) = node
            .projected(&place.network, &Viewer::Public)
            .await
            .unwrap();
        assert_eq!(public.1.0.len(), 59);
    }
}

async fn a_network_read_while_it_is_written_is_one_moment_of_it(place: Place) {
    const SCHOOLS: u64 = 24;
    const EDITS: u64 = 120;
    const TOGETHER: u64 = 20;
    let (device, kind) = (device(), RecordKind::Organisation);
    let ids: Vec<RecordId> = (0..SCHOOLS)
        .map(|at| {
            RecordId(Uuid::from_u128(
                u128::from(at) << 122 | Uuid::now_v7().as_u128() >> 8,
            ))
        })
        .collect();
    let made = (1..)
        .zip(&ids)
        .map(|(n, id)| school(n, *id, &format!("s{n}")));
    place
        .outcomes(&place.coordinator, device, made.collect())
        .await;
    let reading = place.store.another_node().await.unwrap().in_pages_of(2);
    let (has_read, mut reads) = tokio::sync::watch::channel(0_u32);
    let writing = async {
        for edit in 0..EDITS {
            // A reader who is never faster than the writers is told that they keep writing.
            if edit % TOGETHER == 0 {
                reads.changed().await.unwrap();
            }
            let id = ids[usize::try_from(edit % SCHOOLS).unwrap()];
            let n = SCHOOLS + edit + 1;
            let before = if edit < SCHOOLS {
                edit + 1
            } else {
                n - SCHOOLS
            };
            let name = json!(format!("{n}"));
            let edited = set(n, id, kind, "name", name, Seq(before));
            let outcome = place
                .outcomes(&place.coordinator, device, vec![edited])
                .await;
            assert_eq!(outcome, [Outcome::Applied { seq: Seq(n) }]);
        }
    };
    let watching = async {
        let mut moments = BTreeSet::new();
        loop {
            let read = reading.projected(&place.network, &Viewer::Public).await;
            has_read.send_modify(|reads| *reads += 1);
            let (seq, seen): (Seq, Seen) = match read {
                Ok(read) => read,
                Err(StoreError::Busy) => continue,
                Err(error) => panic!("{error}"),
            };
            for (at, id) in (1..=SCHOOLS).zip(&ids) {
                // The newest number that this school has had by then.
                let last = seq.0 - (seq.0 - at) % SCHOOLS;
                let name = if last <= SCHOOLS {
                    "School".to_owned()
                } else {
                    last.to_string()
                };
                assert_eq!(seen.0[id].fields["name"], json!(name), "{at} at {}", seq.0);
            }
            moments.insert(seq);
            if seq == Seq(SCHOOLS + EDITS) {
                return moments.len();
            }
        }
    };
    let ((), moments) = tokio::join!(writing, watching);
    assert!(moments > 1, "nothing was read while it was written");
}
