//! Builds networks for tests of network files. The district in them, «prov», is generated: no such
//! district exists.

use crate::district::District;
use opora_domain::{
    Fields, Locale, NetworkId, Projected, Record, RecordId, RecordKind, Value, Viewer, project,
};
use opora_office::{
    ExistingRecord, NetworkContents, NetworkFormat, Workbook, read_file, write_network,
};
use serde_json::json;
use std::collections::BTreeMap;

pub fn prov() -> NetworkId {
    NetworkId::new("prov").unwrap()
}

pub fn fields(value: Value) -> Fields {
    serde_json::from_value(value).unwrap()
}

pub fn record(kind: RecordKind, code: &str, value: Value) -> Record {
    Record {
        id: RecordId::of_import(&prov(), kind, code),
        kind,
        network: prov(),
        fields: fields(value),
        parties: vec![],
        deleted: false,
    }
}

pub fn of_network() -> Record {
    let value = json!({"region": "Проверочная область", "municipality": "Проверочный район"});
    record(RecordKind::Network, "", value)
}

pub fn side(code: &str) -> String {
    RecordId::of_import(&prov(), RecordKind::Organisation, code).to_string()
}

pub fn projected(records: &[Record], viewer: &Viewer) -> Vec<Projected> {
    records
        .iter()
        .filter_map(|it| project(it, viewer))
        .collect()
}

pub fn contents(records: &[Record]) -> NetworkContents {
    NetworkContents::of(&projected(
        records,
        &Viewer::Coordinator { network: prov() },
    ))
    .unwrap()
}

/// A district that has its own record and nothing else.
pub fn empty() -> District {
    let mut district = District::default();
    let it = ExistingRecord {
        fields: of_network().fields,
        ..ExistingRecord::default()
    };
    let id = RecordId::of_network(&prov());
    district
        .records
        .insert(id, (prov(), RecordKind::Network, it));
    district
}

/// The files of one way to write a network, read back by a coordinator of it.
pub fn read_back(
    network: &NetworkId,
    contents: &NetworkContents,
    formats: &[NetworkFormat],
    locale: Locale,
) -> Vec<Workbook> {
    let read = |format: &NetworkFormat| {
        let written = write_network(contents, *format, locale);
        let name = format!("{network}{}", format.suffix());
        read_file(&name, written.text.as_bytes(), Some(network)).unwrap()
    };
    formats.iter().map(read).collect()
}

pub fn known(district: &District) -> BTreeMap<RecordId, Fields> {
    let of_records = district
        .records
        .iter()
        .filter(|(_, it)| it.1 != RecordKind::Network);
    of_records
        .map(|(id, it)| (*id, it.2.fields.clone()))
        .collect()
}

/// Every way to write a network whole that is read back.
pub const WAYS: [&[NetworkFormat]; 4] = [
    &[NetworkFormat::Gexf],
    &[NetworkFormat::GraphMl],
    &[NetworkFormat::CsvNodes, NetworkFormat::CsvEdges],
    &[NetworkFormat::CsvEdges, NetworkFormat::CsvNodes],
];
