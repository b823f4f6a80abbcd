//! Things in order, by one merging of numbers for all kinds of things: every further kind of sort
//! out of the standard library would be another 10 KB of WebAssembly.

use crate::lettering::natural_key;
use crate::roles::Role;
use opora_domain::Organisation;
use std::cmp::Ordering;

/// Places of organisations in the order in which they are read one after another: schools being
/// helped, those without a mentor first, then mentors, other schools, centres, partners; within
/// these by name.
pub fn reading_order(organisations: &[(Role, &Organisation)]) -> Vec<usize> {
    let keys: Vec<_> = organisations
        .iter()
        .map(|(role, organisation)| {
            let name = natural_key(&organisation.name);
            (
                role.kind(),
                !role.is_without_mentor(),
                name,
                organisation.id,
            )
        })
        .collect();
    order_of(keys.len(), &|a, b| keys[a].cmp(&keys[b]))
}

/// Sorts by ascending key, worked out once for every item; equal keys keep their order.
pub fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl FnMut(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    sort(items, &|a, b| keys[a].cmp(&keys[b]));
}

/// Sorts by what a comparison says; equals keep their order.
pub fn sort_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let mut unsorted: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
    let order = order_of(unsorted.len(), &|a, b| match (&unsorted[a], &unsorted[b]) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    items.extend(order.into_iter().filter_map(|at| unsorted[at].take()));
}

fn sort<T>(items: &mut Vec<T>, compare: &dyn Fn(usize, usize) -> Ordering) {
    let order = order_of(items.len(), compare);
    let mut unsorted: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(order.into_iter().filter_map(|at| unsorted[at].take()));
}

/// The places of so many things in the order a comparison of places gives.
#[inline(never)]
fn order_of(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut width = 1;
    while width < count {
        let mut merged = Vec::with_capacity(count);
        for run in order.chunks(2 * width) {
            let (mut left, mut right) = run.split_at(width.min(run.len()));
            while let ([a, left_rest @ ..], [b, right_rest @ ..]) = (left, right) {
                if compare(*a, *b).is_le() {
                    merged.push(*a);
                    left = left_rest;
                } else {
                    merged.push(*b);
                    right = right_rest;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        order = merged;
        width *= 2;
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sort_as_the_standard_library_does() {
        let mut next = 7_u32;
        for count in 0..70 {
            let items: Vec<(u32, usize)> = (0..count)
                .map(|at| {
                    next = next.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (next >> 29, at)
                })
                .collect();
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            let mut by_key = items.clone();
            sort_by_key(&mut by_key, |(key, _)| *key);
            assert_eq!(by_key, expected);
            let mut by_comparison = items;
            sort_by(&mut by_comparison, |a, b| a.0.cmp(&b.0));
            assert_eq!(by_comparison, expected);
        }
    }
}
