//! Our own network files, written and read back: nothing is lost, and there is nothing to do then.

use crate::book::plan_one;
use crate::district::District;
use crate::networks::{
    WAYS, contents, empty, known, of_network, projected, prov, read_back, record, side,
};
use crate::samples;
use opora_domain::{Fields, Locale, NetworkId, Record, RecordId, RecordKind, Value, Viewer};
use opora_office::{ExistingRecord, NetworkContents, plan};
use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;

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
            // A language changes tables alone.
            for formats in WAYS.into_iter().filter(|it| locale == Locale::Ru || it.len() > 1) {
                let workbooks = read_back(&prov(), &contents, formats, locale);
                prop_assert!(workbooks.iter().all(|it| it.network() == &prov()), "told by the file");
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

/// A network with everything optional known, and the same without any of it.
fn full_and_bare() -> [Vec<Record>; 2] {
    let school = |code: &str| json!({"code": code, "kind": "school", "name": code});
    let link = json!({"code": "prov-p-1", "kind": "mentoring", "status": "active",
        "from": side("prov-a"), "to": side("prov-b")});
    let with = |mut all: Value, more: Value| {
        let more = more.as_object().unwrap().clone();
        all.as_object_mut().unwrap().extend(more);
        all
    };
    let of = |school_value: Value, link_value: Value| {
        vec![
            of_network(),
            record(RecordKind::Organisation, "prov-a", school_value),
            record(RecordKind::Organisation, "prov-b", school("prov-b")),
            record(RecordKind::Partnership, "prov-p-1", link_value),
        ]
    };
    let more_of_school = json!({
        "full_name": "Школа первая", "region": "Область", "municipality": "Район", "settlement": "Село", "locality": "rural", "small": true,
        "pupils": 70, "standings": [{"kind": "low-results"}], "note": "Заметка",
        "place": {"latitude": 44.5, "longitude": 38.25, "accuracy": "building"},
    });
    let more_of_link = json!({
        "theme": "Физика", "subjects": ["физика"], "agreement": "Приказ", "source": "Программа",
        "term": {"since": "2025-09", "until": "2027", "text": "на два года"},
    });
    [
        of(
            with(school("prov-a"), more_of_school),
            with(link.clone(), more_of_link),
        ),
        of(school("prov-a"), link),
    ]
}

/// A district that was imported from these records.
fn imported(records: &[Record]) -> District {
    let mut district = empty();
    for it in &records[1..] {
        let existing = ExistingRecord {
            versions: it.fields.keys().map(|name| (name.clone(), 1)).collect(),
            imported: (it.fields.iter())
                .map(|(name, value)| (name.clone(), (value.clone(), 1)))
                .collect(),
            fields: it.fields.clone(),
            ..ExistingRecord::default()
        };
        district.records.insert(it.id, (prov(), it.kind, existing));
    }
    district
}

#[test]
fn a_second_import_that_says_less_wipes_nothing() {
    let [full, bare] = full_and_bare();
    // Halves of values that are one field: a start without an end, a place of unknown accuracy.
    let mut halves = bare.clone();
    halves[1].fields.insert(
        "place".to_owned(),
        json!({"latitude": 44.5, "longitude": 38.25}),
    );
    let mut ends = vec![bare, halves.clone()];
    for term in [
        json!({"since": "2025-09"}),
        json!({"until": "2027"}),
        json!({"text": "на два года"}),
    ] {
        halves[3].fields.insert("term".to_owned(), term);
        ends.push(halves.clone());
    }
    for records in ends {
        for formats in WAYS {
            let workbooks = read_back(&prov(), &contents(&records), formats, Locale::Ru);
            let district = imported(&full);
            assert_eq!(plan(&workbooks, &district)[0].steps, [], "{formats:?}");
            // Also what a person wrote since, and no import ever had.
            let mut edited = imported(&records);
            for it in &full[1..] {
                for (field, value) in &it.fields {
                    edited.edit(it.id, field, value.clone());
                }
            }
            assert_eq!(plan(&workbooks, &edited)[0].steps, [], "{formats:?}");
        }
    }
}

#[test]
fn half_of_a_value_changes_that_half_alone() {
    let [full, mut changed] = full_and_bare();
    changed[1].fields.insert(
        "place".to_owned(),
        json!({"latitude": 45.0, "longitude": 38.25}),
    );
    changed[3]
        .fields
        .insert("term".to_owned(), json!({"since": "2024-09"}));
    for formats in WAYS {
        let mut district = imported(&full);
        let workbooks = read_back(&prov(), &contents(&changed), formats, Locale::Ru);
        let plans = plan(&workbooks, &district);
        district.apply(&plans[0]);
        let mut expected = full.clone();
        // How exact the former place was says nothing of the new one.
        expected[1].fields.insert(
            "place".to_owned(),
            json!({"latitude": 45.0, "longitude": 38.25}),
        );
        let term = json!({"since": "2024-09", "until": "2027", "text": "на два года"});
        expected[3].fields.insert("term".to_owned(), term);
        assert_eq!(known(&district), known(&imported(&expected)), "{formats:?}");
        assert_eq!(district.conflicts, [], "{formats:?}");
    }
}

/// What anybody can take from the server, read back by the coordinator.
#[test]
fn the_public_files_of_the_samples_leave_nothing_to_do() {
    for name in ["abinsk", "vengerovo", "yartsevo"] {
        let network = NetworkId::new(name).unwrap();
        let mut district = District::default();
        let plans = plan(&[samples::sample(name)], &district);
        district.apply(&plans[0]);
        let of_district = district
            .records
            .iter()
            .map(|(id, (network, kind, it))| Record {
                id: *id,
                kind: *kind,
                network: network.clone(),
                fields: it.fields.clone(),
                parties: vec![],
                deleted: false,
            });
        let records: Vec<Record> = of_district.collect();
        let public = NetworkContents::of(&projected(&records, &Viewer::Public)).unwrap();
        for formats in WAYS {
            for workbook in read_back(&network, &public, formats, Locale::Ru) {
                assert_eq!(workbook.network(), &network);
                let (plan, file) = plan_one(&workbook, &district);
                assert_eq!(plan.steps, [], "{name} {formats:?}");
                let report = file.report(Locale::Ru);
                assert_eq!(report.problems, [], "{name} {formats:?}");
                assert!(
                    report.sheets.iter().all(|it| it.unchanged == it.rows),
                    "{report:?}"
                );
            }
        }
    }
}
