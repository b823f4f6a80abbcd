//! Our files in other programs and back, by hand: how is said in `tests/network_files/peers.py`.
//!
//! The district is the generated example under another name, as the example's own takes no facts.

use crate::district::District;
use crate::networks::{projected, prov};
use opora_domain::{Locale, Record, RecordKind, Viewer};
use opora_office::{
    ExistingRecord, NetworkContents, NetworkFormat, Plan, Step, plan, read_file, write_network,
};

fn records() -> Vec<Record> {
    let of_record = |(kind, id, fields)| {
        let text = serde_json::to_string(&fields).unwrap();
        let mut fields: opora_domain::Fields =
            serde_json::from_str(&text.replace("\"example-", "\"prov-")).unwrap();
        fields.remove("example");
        Record {
            id,
            kind,
            network: prov(),
            fields,
            parties: vec![],
            deleted: false,
        }
    };
    let district = opora_office::example::example_district(40, 1);
    district.into_iter().map(of_record).collect()
}

fn folder() -> String {
    std::env::var("OPORA_NETWORK_FILES").unwrap()
}

#[test]
#[ignore = "writes files for other programs; OPORA_NETWORK_FILES names the folder"]
fn write_for_peers() {
    let viewer = Viewer::Coordinator { network: prov() };
    let contents = NetworkContents::of(&projected(&records(), &viewer)).unwrap();
    for format in NetworkFormat::ALL {
        let written = write_network(&contents, format, Locale::En);
        let path = format!("{}/network{}", folder(), format.suffix());
        std::fs::write(path, written.text).unwrap();
    }
}

/// What reading a file back would do to the district it came from.
fn plan_of(name: &str) -> Plan {
    let mut district = District::default();
    for it in records() {
        let existing = ExistingRecord {
            versions: it.fields.keys().map(|name| (name.clone(), 1)).collect(),
            fields: it.fields,
            ..ExistingRecord::default()
        };
        let id = match it.kind {
            RecordKind::Network => opora_domain::RecordId::of_network(&prov()),
            _ => it.id,
        };
        district.records.insert(id, (prov(), it.kind, existing));
    }
    let bytes = std::fs::read(format!("{}/{name}", folder())).unwrap();
    let workbook = read_file(name, &bytes, None).unwrap();
    let plan = plan(&[workbook], &district).remove(0);
    for sheet in plan.files[0].report(Locale::Ru).sheets {
        assert_eq!((sheet.created, sheet.refused), (0, 0), "{name}: {sheet:?}");
        assert!(sheet.rows > 50, "{name}: {sheet:?}");
    }
    plan
}

#[test]
#[ignore = "reads what other programs wrote of it; OPORA_NETWORK_FILES names the folder"]
fn what_peers_wrote_back_leaves_nothing_to_do() {
    for name in [
        "network.gexf",
        "network.graphml",
        "networkx_back.gexf",
        "networkx_back.graphml",
    ] {
        assert_eq!(plan_of(name).steps, [], "{name}");
    }
    // igraph has no truth value that is absent, and writes `false` for it; nothing else.
    for step in plan_of("igraph_back.graphml").steps {
        let Step::Set {
            field, value, was, ..
        } = &step
        else {
            panic!("{step:?}");
        };
        assert_eq!(
            (field.as_str(), value.as_bool(), was),
            ("small", Some(false), &None)
        );
    }
}
