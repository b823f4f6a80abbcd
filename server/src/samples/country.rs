//! A generated network of many municipalities, for trying and measuring what a country's network
//! asks of the program. Marked as an example, every name says so.
//!
//! Its structure is [`opora_graph::generated`]'s; here it becomes records. It says nothing of any
//! real region: no places, no people, no dates.

use opora_domain::{Fields, NetworkId, RecordId, RecordKind, Value};
use opora_graph::generated::{GeneratedKind, GeneratedNetwork};
use serde_json::json;

/// The address of the generated network.
pub const NETWORK: &str = "example-country";

/// The records of a network of so many organisations and partnerships, each after those it points
/// at.
pub fn records(
    network: &NetworkId,
    organisations: usize,
    partnerships: usize,
    seed: u64,
) -> Vec<(RecordKind, RecordId, Fields)> {
    let made = GeneratedNetwork::new(organisations, partnerships, seed);
    let code = |node: usize| format!("o{node:06}");
    let id = |node: usize| RecordId::of_import(network, RecordKind::Organisation, &code(node));
    let whole = Fields::from([
        text("region", "Пример: данные созданы программой"),
        text("municipality", "Пример страны"),
        text("source", "Данные созданы программой, таких школ нет"),
        ("example".to_owned(), json!(true)),
    ]);
    let mut records = vec![(RecordKind::Network, RecordId::of_network(network), whole)];
    for node in 0..made.kinds.len() {
        let municipality = made.municipalities[node];
        let region = made.regions[municipality as usize];
        let mut fields = Fields::from([
            text("code", &code(node)),
            text("kind", kind_of(made.kinds[node], node)),
            text("name", &made.name(node)),
            text("region", &format!("Пример: регион {}", region + 1)),
            text(
                "municipality",
                &format!("Пример: район {}", municipality + 1),
            ),
        ]);
        if is_supported(made.kinds[node], node) {
            fields.insert("standings".to_owned(), json!([{ "kind": "low-results" }]));
        }
        records.push((RecordKind::Organisation, id(node), fields));
    }
    for (number, (from, to)) in made.edges.iter().enumerate() {
        let (from, to) = (*from as usize, *to as usize);
        let code = format!("p{number:06}");
        let record = RecordId::of_import(network, RecordKind::Partnership, &code);
        let fields = Fields::from([
            text("code", &code),
            text("kind", help_of(made.kinds[from], made.kinds[to], number)),
            text("status", status_of(number)),
            ("from".to_owned(), json!(id(from))),
            ("to".to_owned(), json!(id(to))),
        ]);
        records.push((RecordKind::Partnership, record, fields));
    }
    records
}

fn text(field: &str, value: &str) -> (String, Value) {
    (field.to_owned(), json!(value))
}

fn kind_of(kind: GeneratedKind, node: usize) -> &'static str {
    match kind {
        GeneratedKind::Institute => "institute",
        GeneratedKind::Centre => "method-centre",
        GeneratedKind::Partner => ["culture", "sport", "supplementary"][node % 3],
        GeneratedKind::Mentor | GeneratedKind::School | GeneratedKind::Alone => "school",
    }
}

/// Every third school that mentors nobody.
fn is_supported(kind: GeneratedKind, node: usize) -> bool {
    matches!(kind, GeneratedKind::School | GeneratedKind::Alone) && node.is_multiple_of(3)
}

fn help_of(from: GeneratedKind, to: GeneratedKind, number: usize) -> &'static str {
    match (from, to) {
        (GeneratedKind::Institute | GeneratedKind::Centre, _) => "method-support",
        (GeneratedKind::Partner, _) | (_, GeneratedKind::Partner) => "social-partnership",
        (GeneratedKind::Mentor, _) => "mentoring",
        _ => ["network-programme", "resource-sharing", "joint-project"][number % 3],
    }
}

/// Of twenty, sixteen are active.
fn status_of(number: usize) -> &'static str {
    match number % 20 {
        0 => "proposed",
        1 => "agreed",
        2 | 3 => "completed",
        _ => "active",
    }
}
