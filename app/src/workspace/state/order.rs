//! Lists in order, by a key in words: one kind of key, as every further one weighs.

use opora_graph::order::sort_by_key;

/// The items by ascending key; equal keys keep their order.
pub fn ordered<T>(mut items: Vec<T>, key: impl Fn(&T) -> String) -> Vec<T> {
    sort_by_key(&mut items, key);
    items
}

#[cfg(test)]
mod tests {
    use super::ordered;

    #[test]
    fn equal_keys_keep_their_order() {
        let items = vec![("б", 1), ("а", 2), ("б", 0), ("а", 1)];
        let sorted = ordered(items, |(name, _)| (*name).to_owned());
        assert_eq!(sorted, [("а", 2), ("а", 1), ("б", 1), ("б", 0)]);
    }
}
