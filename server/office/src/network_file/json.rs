//! JSON and GeoJSON, for programs: written, not read back as a district.
//!
//! JSON, version 1: `{"format": "opora-network", "version": 1, "network": {"slug", "region",
//! "municipality", "example"}, "organisations": [{"id", "supported", …fields}], "partnerships":
//! [{"id", …fields}]}`. Fields and their shapes are those of `opora_domain::schema`; a field that
//! is not known, or not for the viewer, is absent. `id` is the identity `from` and `to` point at.
//!
//! GeoJSON (RFC 7946): a point for every organisation whose place is known; those whose place is
//! not are counted in the foreign member `places_unknown`. No lines: they are the graph's.

use super::attributes::{NODE, Type, of_organisation};
use super::{NetworkContents, Written};
use opora_domain::{Organisation, Partnership};
use serde_json::{Map, Value, json};

/// Version of the shape above.
pub(super) const VERSION: u32 = 1;

pub(super) fn write(contents: &NetworkContents) -> Written {
    let network = &contents.network;
    let organisations: Vec<Value> = contents.organisations.iter().map(organisation).collect();
    let partnerships: Vec<Value> = contents.partnerships.iter().map(partnership).collect();
    let whole = json!({
        "format": "opora-network",
        "version": VERSION,
        "network": {
            "slug": network.slug,
            "region": network.region,
            "municipality": network.municipality,
            "example": network.is_example,
        },
        "organisations": organisations,
        "partnerships": partnerships,
    });
    written(&whole, 0)
}

fn organisation(it: &Organisation) -> Value {
    record([
        ("id", json!(it.id)),
        ("code", json!(it.code)),
        ("kind", json!(it.kind)),
        ("name", json!(it.name)),
        ("full_name", json!(it.full_name)),
        ("region", json!(it.region)),
        ("municipality", json!(it.municipality)),
        ("settlement", json!(it.settlement)),
        ("locality", json!(it.locality)),
        ("small", json!(it.is_small)),
        ("pupils", json!(it.pupils)),
        ("standings", json!(it.standings)),
        ("place", json!(it.place)),
        ("note", json!(it.note)),
        ("supported", json!(it.is_supported.then_some(true))),
    ])
}

fn partnership(it: &Partnership) -> Value {
    record([
        ("id", json!(it.id)),
        ("code", json!(it.code)),
        ("kind", json!(it.kind)),
        ("from", json!(it.from)),
        ("to", json!(it.to)),
        ("theme", json!(it.theme)),
        ("subjects", json!(it.subjects)),
        ("agreement", json!(it.agreement)),
        ("term", json!(it.term)),
        ("status", json!(it.status)),
        ("source", json!(it.source)),
    ])
}

/// What is known of a record.
fn record<const N: usize>(values: [(&str, Value); N]) -> Value {
    let is_known = |value: &Value| match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        Value::Object(parts) => !parts.is_empty(),
        _ => true,
    };
    let known = values.into_iter().filter(|(_, value)| is_known(value));
    known
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

pub(super) fn write_places(contents: &NetworkContents) -> Written {
    let mut features = Vec::new();
    for organisation in &contents.organisations {
        let Some(place) = organisation.place else {
            continue;
        };
        let mut properties = Map::new();
        for (name, text) in of_organisation(organisation, contents.network.is_example) {
            if matches!(name, "latitude" | "longitude") {
                continue;
            }
            let kind = NODE.iter().find(|it| it.name == name).map(|it| it.kind);
            let value = match kind {
                Some(Type::Flag) => Value::from(text == "true"),
                Some(Type::Whole) => text.parse::<u64>().map_or(Value::Null, Value::from),
                _ => Value::from(text),
            };
            properties.insert(name.to_owned(), value);
        }
        features.push(json!({
            "type": "Feature",
            "id": organisation.code,
            "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
            "properties": properties,
        }));
    }
    let places_unknown = contents.organisations.len() - features.len();
    let whole = json!({
        "type": "FeatureCollection",
        "features": features,
        "title": contents.title(),
        "example": contents.network.is_example,
        "places_unknown": places_unknown,
    });
    written(&whole, places_unknown)
}

fn written(whole: &Value, places_unknown: usize) -> Written {
    Written {
        text: format!("{whole:#}\n"),
        characters_dropped: 0,
        places_unknown,
        partnerships_left_out: 0,
    }
}
