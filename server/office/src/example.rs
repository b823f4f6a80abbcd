//! The generated example district: shows and tests a living network, which no published
//! programme describes. Made by a program, marked as an example, never mixed with the real
//! municipalities; the same seed makes the same district.
//!
//! No person is named. It knows no clock: its time is November 2026.

mod cast;
mod interactions;
mod names;
mod partnerships;
mod random;
mod terms;
mod themes;
mod ties;

use opora_domain::{Fields, NetworkId, RecordId, RecordKind};
use serde_json::json;

/// The address of the example district.
pub const NETWORK: &str = "example";
/// Fewest and most schools a district can be made of.
pub const SCHOOLS_MIN: usize = 8;
pub const SCHOOLS_MAX: usize = 2_000;

/// Makes the example district: the network, its organisations, partnerships and interactions,
/// in an order in which every record comes after those it points at.
///
/// `schools` is brought between [`SCHOOLS_MIN`] and [`SCHOOLS_MAX`]; beside them there are
/// always fifteen other organisations. With 40 schools there are about 120 partnerships.
pub fn example_district(schools: usize, seed: u64) -> Vec<(RecordKind, RecordId, Fields)> {
    let Ok(network) = NetworkId::new(NETWORK) else {
        return Vec::new();
    };
    let schools = schools.clamp(SCHOOLS_MIN, SCHOOLS_MAX);
    let cast = cast::cast(&network, schools, seed);
    let ties = partnerships::partnerships(&network, &cast, seed);
    let interactions = interactions::of_ties(&network, &cast, &ties, seed);
    let mut records = vec![(
        RecordKind::Network,
        RecordId::of_network(&network),
        territory(),
    )];
    let organisations = cast.members.into_iter();
    records.extend(organisations.map(|it| (RecordKind::Organisation, it.id, it.fields)));
    records.extend(
        ties.into_iter()
            .map(|it| (RecordKind::Partnership, it.id, it.fields)),
    );
    records.extend(
        interactions
            .into_iter()
            .map(|(id, it)| (RecordKind::Interaction, id, it)),
    );
    records
}

fn territory() -> Fields {
    let (latitude, longitude) = cast::CENTRE;
    Fields::from([
        (
            "region".to_owned(),
            json!("Пример: данные созданы программой"),
        ),
        ("municipality".to_owned(), json!("Пример района")),
        (
            "source".to_owned(),
            json!("Данные созданы программой, такого района нет"),
        ),
        (
            "centre".to_owned(),
            json!({"latitude": latitude, "longitude": longitude, "accuracy": "settlement"}),
        ),
        ("example".to_owned(), json!(true)),
    ])
}
