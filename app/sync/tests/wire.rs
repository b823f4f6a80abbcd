//! The compact form: whatever is written reads the same, whatever comes in is no panic, and an
//! edit is small.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use opora_domain::{DeviceId, Fields, NetworkId, RecordId, RecordKind, UserId, Value};
use opora_sync::wire::{Carried, ReceivedPush};
use opora_sync::{
    Action, Base, Meta, OpNumber, Operation, Page, PullRequest, PullResponse, PushRequest,
    PushResponse, Reject, Seq, Wire,
};
use proptest::prelude::*;
use serde_json::json;
use uuid::Uuid;

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        proptest::num::f64::NORMAL.prop_map(Value::from),
        ".{0,300}".prop_map(Value::from),
        any::<u128>().prop_map(|id| json!(Uuid::from_u128(id))),
        // Spelt otherwise than we do: it has to come back as it was.
        any::<u128>().prop_map(|id| json!(Uuid::from_u128(id).to_string().to_uppercase())),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map(".{0,8}", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn push(operations: Vec<Operation>) -> PushRequest {
    PushRequest {
        protocol: 2,
        schema: 1,
        network: NetworkId::new("vengerovo").unwrap(),
        device: DeviceId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001)),
        lineage: u32::MAX,
        operations,
    }
}

fn edit(n: u64, value: &str) -> Operation {
    Operation {
        n: OpNumber(n),
        record: RecordId(Uuid::from_u128(u128::MAX / u128::from(n + 1))),
        kind: RecordKind::Partnership,
        action: Action::Set {
            field: "theme".to_owned(),
            value: json!(value),
            base: Base::Version(Seq(20_000 + n)),
            was: json!("A former value that is not sent"),
        },
        at: 1_795_000_000_000 + i64::try_from(n * 4_000).unwrap(),
    }
}

/// The bounds are the product's promise to a village line; values of 21 to 31 bytes.
#[test]
fn an_edit_is_small() {
    let longest = "0123456789012345678901234567890";
    assert_eq!(longest.len(), 31);
    let alone = push(vec![edit(12_345, longest)]).to_wire_as(false).len();
    assert!(alone <= 90, "{alone} bytes for an edit alone");
    let operations: Vec<Operation> = (0..100u64)
        .map(|n| {
            edit(
                12_345 + n,
                &longest[..21 + usize::try_from(n % 11).unwrap()],
            )
        })
        .collect();
    let batch = push(operations).to_wire_as(false).len();
    assert!(batch <= 45 * 100, "{batch} bytes for a hundred edits");
}

proptest! {
    #[test]
    fn values_come_back(value in value()) {
        prop_assert_eq!(Value::from_wire(&value.to_wire()).unwrap(), value);
    }

    #[test]
    fn operations_come_back(
        values in proptest::collection::vec(value(), 1..5),
        field in "[a-z_]{1,20}",
        at in any::<i64>(),
        n in any::<u64>(),
    ) {
        let mut fields = Fields::new();
        for (place, value) in values.iter().enumerate() {
            fields.insert(format!("{field}{place}"), value.clone());
        }
        let set = |base| Action::Set {
            field: field.clone(),
            value: values[0].clone(),
            base,
            was: values[0].clone(),
        };
        let actions = [
            Action::Create { fields },
            set(Base::Version(Seq(n))),
            set(Base::Own { n: OpNumber(n), root: Seq(n) }),
            set(Base::Unknown),
            Action::Delete { base: Seq(n) },
            Action::Restore { base: Seq(n) },
        ];
        for action in actions {
            let operation = Operation {
                n: OpNumber(n),
                record: RecordId(Uuid::from_u128(1)),
                kind: RecordKind::Interaction,
                action,
                at,
            };
            let bytes = operation.to_wire();
            prop_assert_eq!(&Operation::from_wire(&bytes).unwrap(), &operation);
            let whole = push(vec![Operation { n: OpNumber(1), ..operation }]);
            let read = ReceivedPush::from_wire(&whole.to_wire_as(true)).unwrap();
            prop_assert_eq!(read.header(), &whole);
            // Cut anywhere, it is an error.
            for end in 0..bytes.len() {
                prop_assert!(Operation::from_wire(&bytes[..end]).is_err());
            }
        }
    }

    #[test]
    fn any_bytes_are_no_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Some(version) = bytes.first_mut() {
            *version = 2;
        }
        let _ = ReceivedPush::from_wire(&bytes);
        let _ = PushResponse::from_wire(&bytes);
        let _ = PullRequest::from_wire(&bytes);
        let _ = PullResponse::from_wire(&bytes);
        let _ = Carried::from_wire(&bytes);
        let _ = Operation::from_wire(&bytes);
        let _ = Page::from_wire(&bytes);
        let _ = Reject::from_wire(&bytes);
        let _ = Meta::from_wire(&bytes);
        let _ = Value::from_wire(&bytes);
    }
}

#[test]
fn a_form_of_another_version_is_said_so() {
    let mut bytes = Meta::new(
        DeviceId(Uuid::nil()),
        UserId(Uuid::nil()),
        NetworkId::new("a").unwrap(),
    )
    .to_wire();
    bytes[0] = 3;
    assert_eq!(
        Meta::from_wire(&bytes).unwrap_err().to_string(),
        "form 3 is not known here"
    );
}
