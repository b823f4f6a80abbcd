//! Lists in order, by a key in words. One sort for all of them: every further kind of sort would
//! be another 7 KB of WebAssembly.

/// The items by ascending key; equal keys keep their order.
pub fn ordered<T>(items: Vec<T>, key: impl Fn(&T) -> String) -> Vec<T> {
    let mut keys: Vec<(String, usize)> = items
        .iter()
        .enumerate()
        .map(|(index, item)| (key(item), index))
        .collect();
    order(&mut keys);
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    keys.into_iter()
        .filter_map(|(_, index)| items.get_mut(index)?.take())
        .collect()
}

#[inline(never)]
fn order(keys: &mut [(String, usize)]) {
    keys.sort_unstable();
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
