//! The law of the merge rule: a value is never overwritten by one made without knowing it.

use opora_sync::Seq;
use opora_sync::merge::{Verdict, merge};
use proptest::prelude::*;
use serde_json::json;

proptest! {
    #[test]
    fn only_who_saw_the_current_value_replaces_it(
        current in 0..4u8, incoming in 0..4u8, version in 0..4u64, base in proptest::option::of(0..4u64),
    ) {
        let verdict = merge(&json!(current), Seq(version), &json!(incoming), base.map(Seq));
        match verdict {
            Verdict::Same => prop_assert_eq!(current, incoming),
            Verdict::Accept => prop_assert_eq!(base, Some(version)),
            Verdict::Diverged => {
                prop_assert_ne!(current, incoming);
                prop_assert_ne!(base, Some(version));
            }
        }
    }
}
