//! The laws of the merge rules: a value is never overwritten by one made without knowing it, and of
//! two changes of a list both are taken, whichever comes first.

use opora_sync::Seq;
use opora_sync::merge::{Verdict, merge, merge_lists};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

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

    #[test]
    fn both_changes_of_a_list_are_taken(
        was in proptest::collection::btree_set(0..8u8, 0..6),
        one in proptest::collection::btree_set(0..8u8, 0..6),
        two in proptest::collection::btree_set(0..8u8, 0..6),
    ) {
        let [was_list, one_list, two_list] = [&was, &one, &two].map(|items| json!(items));
        let both = items(&merge_lists(&was_list, &one_list, &two_list));
        prop_assert_eq!(&both, &items(&merge_lists(&was_list, &two_list, &one_list)));
        for item in 0..8u8 {
            let is_kept = one.contains(&item) && two.contains(&item);
            let is_added = !was.contains(&item) && (one.contains(&item) || two.contains(&item));
            prop_assert_eq!(both.contains(&u64::from(item)), is_kept || is_added);
        }
        // One side alone changes nothing but what it changed.
        prop_assert_eq!(items(&merge_lists(&was_list, &was_list, &two_list)), items(&two_list));
    }
}

fn items(list: &Value) -> BTreeSet<u64> {
    let items = list.as_array().into_iter().flatten();
    items.filter_map(Value::as_u64).collect()
}
