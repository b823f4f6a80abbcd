//! Round trips of network files: our own, and those networkx and igraph wrote. The districts in
//! them are generated: no such districts exist.

use crate::book::{book, organisations, partnerships, plan_one, territory};
use crate::district::District;
use opora_domain::{
    Fields, Locale, NetworkId, Projected, Record, RecordId, RecordKind, Value, Viewer, project,
};
use opora_office::{
    ExistingRecord, NetworkContents, NetworkFormat, Workbook, plan, read_file, write_network,
};
use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;

fn prov() -> NetworkId {
    NetworkId::new("prov").unwrap()
}

fn fields(value: Value) -> Fields {
    serde_json::from_value(value).unwrap()
}

fn record(kind: RecordKind, code: &str, value: Value) -> Record {
    Record {
        id: RecordId::of_import(&prov(), kind, code),
        kind,
        network: prov(),
        fields: fields(value),
        parties: vec![],
        deleted: false,
    }
}

fn of_network() -> Record {
    let value = json!({"region": "Проверочная область", "municipality": "Проверочный район"});
    record(RecordKind::Network, "", value)
}

fn side(code: &str) -> String {
    RecordId::of_import(&prov(), RecordKind::Organisation, code).to_string()
}

fn projected(records: &[Record], viewer: &Viewer) -> Vec<Projected> {
    records
        .iter()
        .filter_map(|it| project(it, viewer))
        .collect()
}

fn contents(records: &[Record]) -> NetworkContents {
    NetworkContents::of(&projected(
        records,
        &Viewer::Coordinator { network: prov() },
    ))
    .unwrap()
}

/// A district that has its own record and nothing else.
fn empty() -> District {
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

/// The files of one way to write a network, read back.
fn read_back(
    contents: &NetworkContents,
    formats: &[NetworkFormat],
    locale: Locale,
) -> Vec<Workbook> {
    let read = |format: &NetworkFormat| {
        let written = write_network(contents, *format, locale);
        let name = format!("prov{}", format.suffix());
        read_file(&name, written.text.as_bytes(), Some(&prov())).unwrap()
    };
    formats.iter().map(read).collect()
}

fn known(district: &District) -> BTreeMap<RecordId, Fields> {
    let of_records = district
        .records
        .iter()
        .filter(|(_, it)| it.1 != RecordKind::Network);
    of_records
        .map(|(id, it)| (*id, it.2.fields.clone()))
        .collect()
}

const WAYS: [&[NetworkFormat]; 4] = [
    &[NetworkFormat::Gexf],
    &[NetworkFormat::GraphMl],
    &[NetworkFormat::CsvNodes, NetworkFormat::CsvEdges],
    &[NetworkFormat::CsvEdges, NetworkFormat::CsvNodes],
];

/// Texts people and attackers write, without what XML cannot say.
fn text() -> impl Strategy<Value = String> {
    prop::string::string_regex(
        "['=+@\\-\t\r\n \"<>&;,\\[\\]\\\\/а-яёa-c1€😀\u{85}\u{2028}\u{a0}]{1,14}",
    )
    .unwrap()
    .prop_filter("blank texts say nothing", |text| !text.trim().is_empty())
}

fn organisation(position: usize) -> impl Strategy<Value = Record> {
    let place = prop::option::of((-90.0..=90.0_f64, -180.0..=180.0_f64, any::<Option<bool>>()));
    let standing = (
        0..10_usize,
        prop::option::of(2010..2016_u16),
        prop::option::of(2016..2025_u16),
    );
    let standings = prop::collection::vec(standing, 0..3);
    (
        text(),
        prop::option::of(text()),
        place,
        standings,
        any::<Option<bool>>(),
        prop::option::of(0..20_000_u32),
        0..12_usize,
    )
        .prop_map(move |(name, note, place, standings, small, pupils, kind)| {
            let code = format!("prov-school-{position}");
            let mut value = json!({
                "code": code, "name": name,
                "kind": opora_domain::OrganisationKind::CODES[kind],
            });
            let mut say = |field: &str, it: Option<Value>| {
                if let Some(it) = it {
                    value[field] = it;
                }
            };
            say("note", note.map(Value::from));
            say("small", small.map(Value::from));
            say("pupils", pupils.map(Value::from));
            say(
                "place",
                place.map(|(latitude, longitude, accuracy)| match accuracy {
                    None => json!({"latitude": latitude, "longitude": longitude}),
                    Some(exact) => json!({"latitude": latitude, "longitude": longitude,
                    "accuracy": if exact { "building" } else { "settlement" }}),
                }),
            );
            let standings: Vec<Value> = standings
                .into_iter()
                .map(|(kind, since, until)| {
                    let mut it = json!({"kind": opora_domain::StandingKind::CODES[kind]});
                    if let Some(since) = since {
                        it["since"] = json!(since.to_string());
                    }
                    if let Some(until) = until {
                        it["until"] = json!(format!("{until}-03"));
                    }
                    it
                })
                .collect();
            say(
                "standings",
                (!standings.is_empty()).then(|| json!(standings)),
            );
            record(RecordKind::Organisation, &code, value)
        })
}

fn partnership(position: usize) -> impl Strategy<Value = Record> {
    let term = (
        prop::option::of(2010..2016_u16),
        prop::option::of(2016..2025_u16),
        prop::option::of(text()),
    );
    let subjects = prop::collection::vec(text(), 0..4);
    (
        0..3_usize,
        0..9_usize,
        0..5_usize,
        term,
        subjects,
        prop::option::of(text()),
        prop::option::of(text()),
    )
        .prop_map(
            move |(open, kind, status, (since, until, words), subjects, theme, source)| {
                let code = format!("prov-p-{position}");
                let mut value = json!({
                    "code": code,
                    "kind": opora_domain::PartnershipKind::CODES[kind],
                    "status": opora_domain::PartnershipStatus::CODES[status],
                });
                if open != 1 {
                    value["from"] = json!(side("prov-school-0"));
                }
                if open != 2 {
                    value["to"] = json!(side("prov-school-1"));
                }
                if let Some(theme) = theme {
                    value["theme"] = json!(theme);
                }
                if let Some(source) = source {
                    value["source"] = json!(source);
                }
                if !subjects.is_empty() {
                    value["subjects"] = json!(subjects);
                }
                let mut term = json!({});
                if let Some(since) = since {
                    term["since"] = json!(format!("{since}-02-09"));
                }
                if let Some(until) = until {
                    term["until"] = json!(until.to_string());
                }
                if let Some(words) = words {
                    term["text"] = json!(words);
                }
                if term != json!({}) {
                    value["term"] = term;
                }
                record(RecordKind::Partnership, &code, value)
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// A failure prints the least district that shows it.
    #[test]
    fn what_is_written_is_read_back_and_then_there_is_nothing_to_do(
        a in organisation(0), b in organisation(1), c in partnership(0), d in partnership(1),
    ) {
        let records = vec![of_network(), a, b, c, d];
        let expected: BTreeMap<RecordId, Fields> =
            records[1..].iter().map(|it| (it.id, it.fields.clone())).collect();
        let contents = contents(&records);
        for locale in [Locale::Ru, Locale::En] {
            for formats in WAYS {
                let workbooks = read_back(&contents, formats, locale);
                let mut district = empty();
                let plans = plan(&workbooks, &district);
                for file in &plans[0].files {
                    prop_assert_eq!(file.report(Locale::En).problems, vec![], "{:?}", formats);
                }
                district.apply(&plans[0]);
                prop_assert_eq!(&known(&district), &expected, "{:?}", formats);
                prop_assert_eq!(&plan(&workbooks, &district)[0].steps, &vec![], "{:?}", formats);
            }
        }
    }
}

fn fixture(name: &str) -> Workbook {
    let path = format!("{}/tests/network_files/{name}", env!("CARGO_MANIFEST_DIR"));
    read_file(name, &std::fs::read(path).unwrap(), None).unwrap()
}

#[test]
fn files_of_networkx_and_igraph_are_read() {
    for name in ["networkx.gexf", "networkx.graphml", "igraph.graphml"] {
        let workbook = fixture(name);
        assert_eq!(workbook.network(), &prov(), "{name}: told by the codes");
        let mut district = empty();
        let (first, file) = plan_one(&workbook, &district);
        let report = file.report(Locale::Ru);
        assert!(
            report.problems.iter().all(|it| it.code == "unknown-column"),
            "{name}: {report:?}"
        );
        district.apply(&first);
        assert_eq!(district.count(RecordKind::Organisation), 3, "{name}");
        assert_eq!(district.count(RecordKind::Partnership), 3, "{name}");
        let of = |kind, code: &str| {
            district
                .get(RecordId::of_import(&prov(), kind, code))
                .fields
                .clone()
        };
        let school = of(RecordKind::Organisation, "prov-school-1");
        assert_eq!(school["pupils"], json!(350), "{name}");
        assert_eq!(
            school["place"],
            json!({"latitude": 44.87, "longitude": 38.15}),
            "{name}"
        );
        let other = of(RecordKind::Organisation, "prov-school-2");
        assert_eq!(other["name"], json!("Школа <2> & «К°»"), "{name}");
        assert_eq!(
            other["standings"],
            json!([{"kind": "low-results", "since": "2019", "until": "2021"}])
        );
        let edge = of(RecordKind::Partnership, "prov-p-2");
        assert_eq!(edge["subjects"], json!(["физика", "химия"]), "{name}");
        assert_eq!(edge["from"], json!(side("prov-imc")), "{name}");
        assert_eq!(edge["to"], json!(side("prov-school-2")), "{name}");
        let dated = of(RecordKind::Partnership, "prov-p-1");
        assert_eq!(dated["term"], json!({"since": "2019-09"}), "{name}");
        assert_eq!(
            plan_one(&workbook, &district).0.steps,
            [],
            "{name}: a second time"
        );
    }
}

#[test]
fn a_file_of_fewer_attributes_wipes_none() {
    let mut district = District::default();
    district.apply(
        &plan_one(
            &book(&[territory(), organisations(), partnerships()]),
            &district,
        )
        .0,
    );
    let school = RecordId::of_import(&prov(), RecordKind::Organisation, "prov-school-2");
    let before = known(&district);
    for (name, text) in [
        (
            "bare.csv",
            "Id,Label,note,standings\nprov-school-2,Школа № 2,,\n",
        ),
        (
            "bare.graphml",
            "<graphml><key id='k' for='node' attr.name='standings' attr.type='string'/><graph edgedefault='directed'><node id='prov-school-2'><data key='k'></data></node></graph></graphml>",
        ),
        (
            "bare.gexf",
            "<gexf version='1.2'><graph defaultedgetype='directed'><nodes><node id='prov-school-2'/></nodes></graph></gexf>",
        ),
    ] {
        let workbook = read_file(name, text.as_bytes(), Some(&prov())).unwrap();
        let (plan, file) = plan_one(&workbook, &district);
        assert_eq!(plan.steps, [], "{name}");
        let report = file.report(Locale::Ru);
        assert!(
            report.problems.iter().all(|it| it.code == "left-alone"),
            "{name}: {report:?}"
        );
    }
    // What the file does carry is taken, and the preview names it.
    let text = "Id;pupils;full_name\nprov-school-2;120;Школа вторая\n";
    let workbook = read_file("more.csv", text.as_bytes(), None).unwrap();
    let (plan, file) = plan_one(&workbook, &district);
    let preview = file.preview(Locale::Ru);
    let changed: Vec<&str> = preview.changes.iter().map(|it| it.field.as_str()).collect();
    assert_eq!(changed, ["Полное название", "Учеников"]);
    district.apply(&plan);
    let after = &district.get(school).fields;
    assert_eq!(after["pupils"], json!(120));
    assert_eq!(after["name"], before[&school]["name"]);
    assert_eq!(after["standings"], before[&school]["standings"]);
}

#[test]
fn a_partnership_without_a_code_is_known_by_its_identity() {
    let id: RecordId = "0190a5b2-7c3d-7e4f-8a9b-0c1d2e3f4a5b".parse().unwrap();
    let school = |code: &str| {
        record(
            RecordKind::Organisation,
            code,
            json!({"code": code, "kind": "school", "name": code}),
        )
    };
    let mut open = record(
        RecordKind::Partnership,
        "",
        json!({"kind": "mentoring", "status": "active", "from": side("prov-a"), "to": side("prov-b")}),
    );
    open.id = id;
    let records = [of_network(), school("prov-a"), school("prov-b"), open];
    let mut district = empty();
    for it in &records[1..] {
        let existing = ExistingRecord {
            versions: it.fields.keys().map(|name| (name.clone(), 1)).collect(),
            fields: it.fields.clone(),
            ..ExistingRecord::default()
        };
        district.records.insert(it.id, (prov(), it.kind, existing));
    }
    for formats in WAYS {
        let workbooks = read_back(&contents(&records), formats, Locale::Ru);
        assert_eq!(plan(&workbooks, &district)[0].steps, [], "{formats:?}");
    }
}

#[test]
fn cells_that_look_like_formulas_are_guarded_and_places_are_not() {
    let school = json!({"code": "prov-a", "kind": "school", "name": "=cmd|'/c calc'!A1", "note": "'@x", "place": {"latitude": -1.5, "longitude": 2.0}});
    let contents = contents(&[
        of_network(),
        record(RecordKind::Organisation, "prov-a", school),
    ]);
    let russian = write_network(&contents, NetworkFormat::CsvNodes, Locale::Ru).text;
    assert!(russian.starts_with("\u{feff}Id;Label;code;"));
    let row = russian.lines().nth(1).unwrap();
    assert!(row.contains(";'=cmd|'/c calc'!A1;"), "{row}");
    assert!(row.contains(";''@x;"), "{row}");
    assert!(row.contains(";-1,5;2;"), "{row}");
    assert!(
        write_network(&contents, NetworkFormat::CsvNodes, Locale::En)
            .text
            .contains(",-1.5,2,")
    );
}

#[test]
fn only_known_places_are_on_the_map_and_the_others_are_counted() {
    let here = json!({"code": "prov-a", "kind": "school", "name": "А", "place": {"latitude": 44.5, "longitude": 38.25}});
    let nowhere = json!({"code": "prov-b", "kind": "school", "name": "Б\u{1}"});
    let records = [
        of_network(),
        record(RecordKind::Organisation, "prov-a", here),
        record(RecordKind::Organisation, "prov-b", nowhere),
    ];
    let contents = contents(&records);
    let written = write_network(&contents, NetworkFormat::GeoJson, Locale::Ru);
    assert_eq!(written.places_unknown, 1);
    let value: Value = serde_json::from_str(&written.text).unwrap();
    assert_eq!(value["places_unknown"], json!(1));
    assert_eq!(value["features"].as_array().unwrap().len(), 1);
    assert_eq!(
        value["features"][0]["geometry"]["coordinates"],
        json!([38.25, 44.5])
    );
    // XML has no way to say the control character of the second name: twice in GEXF, a label too.
    assert_eq!(
        write_network(&contents, NetworkFormat::GraphMl, Locale::Ru).characters_dropped,
        1
    );
    assert_eq!(
        write_network(&contents, NetworkFormat::Gexf, Locale::Ru).characters_dropped,
        2
    );
}

#[test]
fn the_public_file_has_no_standings_and_no_notes() {
    let school = json!({"code": "prov-a", "kind": "school", "name": "А", "note": "тайная заметка", "standings": [{"kind": "low-results"}]});
    let records = [
        of_network(),
        record(RecordKind::Organisation, "prov-a", school),
    ];
    let public = NetworkContents::of(&projected(&records, &Viewer::Public)).unwrap();
    for format in NetworkFormat::ALL {
        let open = write_network(&public, format, Locale::Ru).text;
        let whole = write_network(&contents(&records), format, Locale::Ru).text;
        for secret in ["тайная заметка", "low-results"] {
            assert!(!open.contains(secret), "{format:?}");
            assert!(
                whole.contains(secret) || format == NetworkFormat::CsvEdges,
                "{format:?}"
            );
        }
    }
}

/// Writes the generated example district for `tests/network_files/peers.py`.
#[test]
#[ignore = "writes files for other programs; OPORA_NETWORK_FILES names the folder"]
fn write_for_peers() {
    let folder = std::env::var("OPORA_NETWORK_FILES").unwrap();
    let mut records: Vec<Record> = Vec::new();
    let network = NetworkId::new(opora_office::example::NETWORK).unwrap();
    for (kind, id, fields) in opora_office::example::example_district(40, 1) {
        records.push(Record {
            id,
            kind,
            network: network.clone(),
            fields,
            parties: vec![],
            deleted: false,
        });
    }
    let viewer = Viewer::Coordinator { network };
    let contents = NetworkContents::of(&projected(&records, &viewer)).unwrap();
    for format in NetworkFormat::ALL {
        let written = write_network(&contents, format, Locale::En);
        std::fs::write(format!("{folder}/network{}", format.suffix()), written.text).unwrap();
    }
}
