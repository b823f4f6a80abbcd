//! The indicators that come with the product: what the published programmes ask for and a network
//! can answer, as data in the language that coordinators have too. Titles follow the programmes;
//! nothing here knows a municipality.

use crate::definition::Definition;
use std::sync::OnceLock;

/// The definitions as they are stored.
pub const JSON: &str = include_str!("shipped.json");

/// All of them, in the order in which they are shown. A test says that none is lost in reading.
pub fn definitions() -> Vec<Definition> {
    serde_json::from_str(JSON).unwrap_or_default()
}

/// The same, read once.
pub fn known() -> &'static [Definition] {
    static KNOWN: OnceLock<Vec<Definition>> = OnceLock::new();
    KNOWN.get_or_init(definitions)
}

/// The one of this code.
pub fn definition_of(code: &str) -> Option<Definition> {
    known().iter().find(|one| one.code == code).cloned()
}
