//! Who may do what to a round and to what a school returns, and which identity a return has.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use opora_domain::schema::fields_of;
use opora_domain::{NetworkId, Record, RecordId, RecordKind, Refusal, Return, Viewer, may_write};
use uuid::Uuid;

fn id(number: u128) -> RecordId {
    RecordId(Uuid::from_u128(number))
}

fn network() -> NetworkId {
    NetworkId::new("a").unwrap()
}

fn record(kind: RecordKind) -> Record {
    Record {
        id: id(50),
        kind,
        network: network(),
        fields: opora_domain::Fields::new(),
        parties: match kind {
            RecordKind::Return => vec![id(1)],
            _ => vec![],
        },
        deleted: false,
    }
}

fn school(organisation: u128) -> Viewer {
    Viewer::School {
        network: network(),
        organisation: id(organisation),
    }
}

#[test]
fn a_school_fills_in_its_returns_and_nothing_else() {
    let returned = record(RecordKind::Return);
    for spec in fields_of(RecordKind::Return) {
        let expected = match spec.name {
            "value" | "note" => Ok(()),
            // Whom a round leaves out, the coordinator says.
            "left_out" => Err(Refusal::ReadOnly),
            _ => Err(Refusal::FixedField),
        };
        assert_eq!(
            may_write(&school(1), &returned, Some(spec.name), false),
            expected
        );
        let other = may_write(&school(2), &returned, Some(spec.name), false);
        assert!(other.is_err(), "{}", spec.name);
        let round = may_write(
            &school(1),
            &record(RecordKind::Round),
            Some("locked"),
            false,
        );
        assert_eq!(round, Err(Refusal::NotAllowed));
    }
    for is_creation in [true, false] {
        for kind in [RecordKind::Round, RecordKind::Return] {
            let one = record(kind);
            assert_eq!(
                may_write(&school(1), &one, None, is_creation),
                Err(Refusal::NotAllowed)
            );
            let observer = Viewer::Observer { network: network() };
            assert!(may_write(&observer, &one, None, is_creation).is_err());
            let coordinator = Viewer::Coordinator { network: network() };
            assert_eq!(may_write(&coordinator, &one, None, is_creation), Ok(()));
        }
    }
}

#[test]
fn one_question_to_one_school_is_one_record() {
    let of =
        |round, school, factor: &str| Return::identity(&network(), id(round), id(school), factor);
    assert_eq!(of(1, 2, "Учёт"), of(1, 2, " учет"));
    let all = [
        of(1, 2, "Учёт"),
        of(2, 1, "Учёт"),
        of(1, 3, "Учёт"),
        of(1, 2, "Вакансии"),
    ];
    for (at, one) in all.iter().enumerate() {
        assert!(!all[at + 1..].contains(one));
    }
}
