//! The indicators that come with the product: what the published programmes ask for and a network
//! can answer, as data in the language that coordinators have too. Titles follow the programmes;
//! nothing here knows a municipality.

use crate::definition::Definition;

/// The definitions as they are stored.
pub const JSON: &str = include_str!("shipped.json");

/// All of them, in the order in which they are shown. A test says that none is lost in reading.
pub fn definitions() -> Vec<Definition> {
    serde_json::from_str(JSON).unwrap_or_default()
}

/// The definition an indicator is computed by, as its record names it: the code of one of these,
/// or one of the network's own as JSON. `None` when it is neither.
pub fn definition_of(source: &str) -> Option<Definition> {
    match source.trim_start().starts_with('{') {
        true => Definition::read(source).ok(),
        false => definitions()
            .into_iter()
            .find(|one| one.code == source.trim()),
    }
}
