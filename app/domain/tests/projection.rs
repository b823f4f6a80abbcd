//! Who sees what: the whole table of fields, for every viewer.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use opora_domain::schema::{Audience, fields_of};
use opora_domain::{NetworkId, Record, RecordId, RecordKind, Viewer, project};
use serde_json::json;
use uuid::Uuid;

const SECRET: &str = "secret-7391";

fn id(number: u128) -> RecordId {
    RecordId(Uuid::from_u128(number))
}

fn network(slug: &str) -> NetworkId {
    NetworkId::new(slug).unwrap()
}

/// A record about organisation 1, recorded by it, with the secret in every field.
fn full(kind: RecordKind) -> Record {
    let mut fields: opora_domain::Fields = fields_of(kind)
        .iter()
        .map(|spec| (spec.name.to_owned(), json!(SECRET)))
        .collect();
    if kind == RecordKind::Interaction {
        fields.insert("recorded_by".to_owned(), json!(id(1)));
    }
    if is_published_by_the_coordinator(kind) {
        fields.insert("published".to_owned(), json!(true));
    }
    Record {
        id: id(50),
        kind,
        network: network("a"),
        fields,
        parties: vec![id(1), id(2)],
        deleted: false,
    }
}

/// Schools write it themselves: until the coordinator says so it is not public.
fn is_published_by_the_coordinator(kind: RecordKind) -> bool {
    matches!(kind, RecordKind::Practice | RecordKind::Adoption)
}

fn school(slug: &str, organisation: u128) -> Viewer {
    Viewer::School {
        network: network(slug),
        organisation: id(organisation),
    }
}

/// The audiences a viewer belongs to, spelled out: the expectation, independent of the code.
fn audiences(viewer: &Viewer) -> Vec<Audience> {
    use Audience::{Members, Owner, Parties, Public};
    if *viewer
        == (Viewer::Coordinator {
            network: network("a"),
        })
        || *viewer
            == (Viewer::Observer {
                network: network("a"),
            })
        || *viewer == school("a", 1)
    {
        vec![Public, Members, Parties, Owner]
    } else if *viewer == school("a", 2) {
        vec![Public, Members, Parties]
    } else if *viewer == school("a", 3) {
        vec![Public, Members]
    } else {
        vec![Public]
    }
}

#[test]
fn every_field_leaves_only_to_its_audience() {
    let viewers = [
        Viewer::Public,
        school("a", 1),
        school("a", 2),
        school("a", 3),
        school("b", 1),
        Viewer::Coordinator {
            network: network("a"),
        },
        Viewer::Coordinator {
            network: network("b"),
        },
        Viewer::Observer {
            network: network("a"),
        },
        Viewer::Observer {
            network: network("b"),
        },
    ];
    for kind in RecordKind::ALL {
        for viewer in &viewers {
            let projected = project(&full(*kind), viewer);
            let sees_any = fields_of(*kind)
                .iter()
                .any(|spec| audiences(viewer).contains(&spec.audience));
            assert_eq!(
                projected.is_some(),
                sees_any,
                "who sees nothing of it does not learn that {} is there: {viewer:?}",
                kind.code()
            );
            let Some(projected) = projected else { continue };
            for spec in fields_of(*kind) {
                // The owner of a record without an author is nobody.
                let has_owner = *kind == RecordKind::Interaction
                    || matches!(viewer, Viewer::Coordinator { .. } | Viewer::Observer { .. });
                let expected = audiences(viewer).contains(&spec.audience)
                    && (spec.audience != Audience::Owner || has_owner);
                assert_eq!(
                    projected.fields.contains_key(spec.name),
                    expected,
                    "{} of {} for {viewer:?}",
                    spec.name,
                    kind.code()
                );
            }
        }
    }
}

#[test]
fn what_is_private_is_nowhere_in_what_leaves() {
    for (kind, public) in [
        (RecordKind::Organisation, vec!["note", "standings"]),
        (RecordKind::Partnership, vec!["agreement", "source"]),
        (
            RecordKind::Interaction,
            vec!["topic", "discussion", "private_note", "recorded_by", "code"],
        ),
    ] {
        let mut record = full(kind);
        record
            .fields
            .retain(|name, _| public.contains(&name.as_str()));
        let text = serde_json::to_string(&project(&record, &Viewer::Public)).unwrap();
        assert!(!text.contains(SECRET), "{text}");
    }
}

#[test]
fn what_is_deleted_leaves_to_nobody() {
    let record = Record {
        deleted: true,
        ..full(RecordKind::Organisation)
    };
    for viewer in [
        Viewer::Public,
        Viewer::Coordinator {
            network: network("a"),
        },
    ] {
        assert_eq!(project(&record, &viewer), None);
    }
}

#[test]
fn the_public_learns_that_a_school_is_supported_but_not_why() {
    let mut record = full(RecordKind::Organisation);
    record
        .fields
        .insert("standings".to_owned(), json!([{"kind": "low-results"}]));
    let projected = project(&record, &Viewer::Public).unwrap();
    assert!(projected.is_supported);
    assert!(
        !serde_json::to_string(&projected)
            .unwrap()
            .contains("low-results")
    );
    record.fields.insert(
        "standings".to_owned(),
        json!([{"kind": "low-results", "until": "2020"}]),
    );
    assert!(
        !project(&record, &Viewer::Public).unwrap().is_supported,
        "it has ended"
    );
}

#[test]
fn what_is_withheld_stays_in_the_network() {
    for kind in RecordKind::ALL {
        let mut record = full(*kind);
        record.fields.insert("withheld".to_owned(), json!(true));
        let can_be_withheld = fields_of(*kind).iter().any(|spec| spec.name == "withheld");
        for viewer in [Viewer::Public, school("b", 1)] {
            if can_be_withheld {
                assert_eq!(project(&record, &viewer), None, "{kind:?}");
            }
        }
        assert!(project(&record, &school("a", 1)).is_some(), "{kind:?}");
    }
}

#[test]
fn results_conditions_and_notes_of_a_district_are_not_public() {
    for kind in [
        RecordKind::Assessment,
        RecordKind::ContextFact,
        RecordKind::Note,
    ] {
        for viewer in [Viewer::Public, school("b", 1)] {
            assert_eq!(project(&full(kind), &viewer), None, "{kind:?}");
        }
    }
}

#[test]
fn a_programme_leaves_without_the_names_of_people() {
    let mut record = full(RecordKind::Activity);
    let responsible = json!([
        {"text": "Иванова А.А., директор ИМЦ"},
        {"text": "Управление образования"},
    ]);
    record
        .fields
        .insert("responsible".to_owned(), responsible.clone());
    let seen = |viewer: &Viewer| project(&record, viewer).unwrap().fields["responsible"].clone();
    for viewer in [Viewer::Public, school("b", 1)] {
        assert_eq!(
            seen(&viewer),
            json!([{"text": "[…] директор ИМЦ"}, {"text": "Управление образования"}])
        );
    }
    assert_eq!(seen(&school("a", 1)), responsible);
    // A passport's line under a key nobody knows may name anybody.
    let passport = project(&full(RecordKind::Programme), &Viewer::Public).unwrap();
    assert!(!passport.fields.contains_key("other"));
}

#[test]
fn a_school_does_not_learn_what_another_returns() {
    let record = Record {
        parties: vec![id(1)],
        ..full(RecordKind::Return)
    };
    let network = || network("a");
    for viewer in [
        Viewer::Public,
        school("a", 3),
        school("b", 1),
        Viewer::Coordinator {
            network: NetworkId::new("b").unwrap(),
        },
    ] {
        assert_eq!(project(&record, &viewer), None, "{viewer:?}");
    }
    for viewer in [
        school("a", 1),
        Viewer::Coordinator { network: network() },
        Viewer::Observer { network: network() },
    ] {
        let seen = project(&record, &viewer).unwrap();
        assert_eq!(seen.fields, record.fields, "{viewer:?}");
    }
    // That there is a round, every school knows, and nobody outside.
    let round = full(RecordKind::Round);
    assert!(project(&round, &school("a", 3)).is_some());
    assert_eq!(project(&round, &Viewer::Public), None);
}

#[test]
fn what_a_school_shares_is_public_once_the_coordinator_says_so() {
    for kind in [RecordKind::Practice, RecordKind::Adoption] {
        assert!(project(&full(kind), &Viewer::Public).is_some());
        assert!(project(&full(kind), &school("b", 1)).is_some());
        for published in [
            None,
            Some(json!(false)),
            Some(json!(null)),
            Some(json!("true")),
        ] {
            let mut record = full(kind);
            record.fields.remove("published");
            record
                .fields
                .extend(published.map(|it| ("published".to_owned(), it)));
            for viewer in [Viewer::Public, school("b", 1)] {
                assert_eq!(project(&record, &viewer), None, "{kind:?} {viewer:?}");
            }
            // The network's own schools read it all the same.
            assert!(project(&record, &school("a", 3)).is_some());
        }
    }
}

#[test]
fn a_practice_leaves_without_the_names_of_people() {
    let mut record = full(RecordKind::Practice);
    let told = "Уроки ведёт Гаврилова А. П., тьютор";
    record.fields.insert("text".to_owned(), json!(told));
    let outside = project(&record, &Viewer::Public).unwrap();
    let text = outside.fields["text"].as_str().unwrap();
    assert!(
        !text.contains("Гаврилова") && text.contains("тьютор"),
        "{text}"
    );
    let inside = project(&record, &school("a", 3)).unwrap();
    assert_eq!(inside.fields["text"], told);
}

#[test]
fn contests_and_development_are_not_public() {
    for kind in [
        RecordKind::Contest,
        RecordKind::Participation,
        RecordKind::Development,
    ] {
        for viewer in [Viewer::Public, school("b", 1)] {
            assert_eq!(project(&full(kind), &viewer), None, "{kind:?} {viewer:?}");
        }
    }
    // Who took part every school of the network knows; how its teachers develop, the school alone.
    assert!(project(&full(RecordKind::Participation), &school("a", 3)).is_some());
    assert_eq!(
        project(&full(RecordKind::Development), &school("a", 3)),
        None
    );
    assert!(project(&full(RecordKind::Development), &school("a", 1)).is_some());
}
