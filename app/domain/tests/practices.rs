//! Who may do what to practices, contests and counts of development, and which identity a count has.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use opora_domain::schema::fields_of;
use opora_domain::{
    Development, DevelopmentKind, Fields, NetworkId, Record, RecordId, RecordKind, Refusal, Viewer,
    may_write,
};
use serde_json::json;
use uuid::Uuid;

const SHARED: [RecordKind; 5] = [
    RecordKind::Practice,
    RecordKind::Adoption,
    RecordKind::Contest,
    RecordKind::Participation,
    RecordKind::Development,
];

fn id(number: u128) -> RecordId {
    RecordId(Uuid::from_u128(number))
}

fn network() -> NetworkId {
    NetworkId::new("a").unwrap()
}

/// A record of school 1.
fn record(kind: RecordKind) -> Record {
    Record {
        id: id(50),
        kind,
        network: network(),
        fields: Fields::new(),
        parties: vec![id(1)],
        deleted: false,
    }
}

fn published(kind: RecordKind) -> Record {
    Record {
        fields: Fields::from([("published".to_owned(), json!(true))]),
        ..record(kind)
    }
}

fn school(organisation: u128) -> Viewer {
    Viewer::School {
        network: network(),
        organisation: id(organisation),
    }
}

#[test]
fn a_school_writes_for_itself() {
    for kind in SHARED {
        let one = record(kind);
        assert_eq!(may_write(&school(1), &one, None, true), Ok(()), "{kind:?}");
        let other = may_write(&school(2), &one, None, true);
        assert_eq!(other, Err(Refusal::NotAllowed), "{kind:?}");
        for spec in fields_of(kind) {
            let expected = match spec.name {
                "code" | "school" | "practice" | "contest" => Err(Refusal::FixedField),
                "year" | "kind" | "subject" if kind == RecordKind::Development => {
                    Err(Refusal::FixedField)
                }
                "published" => Err(Refusal::ReadOnly),
                _ => Ok(()),
            };
            let own = may_write(&school(1), &one, Some(spec.name), false);
            assert_eq!(own, expected, "{kind:?} {}", spec.name);
            let other = may_write(&school(2), &one, Some(spec.name), false);
            assert!(other.is_err(), "{kind:?} {}", spec.name);
        }
        let observer = Viewer::Observer { network: network() };
        assert!(may_write(&observer, &one, None, true).is_err());
        let coordinator = Viewer::Coordinator { network: network() };
        assert_eq!(may_write(&coordinator, &one, None, true), Ok(()));
        assert_eq!(may_write(&coordinator, &one, None, false), Ok(()));
    }
}

#[test]
fn a_school_takes_back_what_nobody_else_stands_on() {
    for (kind, expected) in [
        (RecordKind::Practice, Ok(())),
        (RecordKind::Adoption, Ok(())),
        (RecordKind::Participation, Ok(())),
        (RecordKind::Contest, Err(Refusal::NotAllowed)),
        (RecordKind::Development, Err(Refusal::NotAllowed)),
    ] {
        let own = may_write(&school(1), &record(kind), None, false);
        assert_eq!(own, expected, "{kind:?}");
    }
}

#[test]
fn only_the_coordinator_publishes_and_what_is_published_stays_as_it_was_seen() {
    for kind in [RecordKind::Practice, RecordKind::Adoption] {
        let made = may_write(&school(1), &published(kind), None, true);
        assert_eq!(made, Err(Refusal::ReadOnly), "{kind:?}");
        let coordinator = Viewer::Coordinator { network: network() };
        assert_eq!(
            may_write(&coordinator, &published(kind), Some("published"), false),
            Ok(())
        );
    }
    let practice = published(RecordKind::Practice);
    for field in ["title", "theme", "text", "result", "date", "link"] {
        let own = may_write(&school(1), &practice, Some(field), false);
        assert_eq!(own, Err(Refusal::ReadOnly), "{field}");
    }
    assert_eq!(
        may_write(&school(1), &practice, None, false),
        Err(Refusal::ReadOnly)
    );
    // That a school works by it no more is its own to say.
    let adoption = published(RecordKind::Adoption);
    assert_eq!(may_write(&school(1), &adoption, None, false), Ok(()));
    assert_eq!(
        may_write(&school(1), &adoption, Some("date"), false),
        Ok(())
    );
}

#[test]
fn one_cell_of_the_counts_is_one_record() {
    let of = |school, year: &str, kind, subject: &str| {
        Development::identity(&network(), id(school), year, kind, subject)
    };
    let plans = DevelopmentKind::Plans;
    assert_eq!(
        of(1, "2026", plans, "Химия"),
        of(1, " 2026", plans, "химия ")
    );
    let all = [
        of(1, "2026", plans, "Химия"),
        of(2, "2026", plans, "Химия"),
        of(1, "2027", plans, "Химия"),
        of(1, "2026", DevelopmentKind::Courses, "Химия"),
        of(1, "2026", plans, "Физика"),
        of(1, "2026", plans, ""),
    ];
    for (at, one) in all.iter().enumerate() {
        assert!(!all[at + 1..].contains(one));
    }
}
