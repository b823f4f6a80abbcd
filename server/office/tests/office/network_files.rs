//! Network files of other programs, and what a file of ours holds and leaves out.

use crate::book::{book, counts, organisations, partnerships, plan_one, territory};
use crate::district::District;
use crate::networks::{
    WAYS, contents, empty, known, of_network, projected, prov, read_back, record, side,
};
use opora_domain::{Fields, Locale, RecordId, RecordKind, Value, Viewer};
use opora_office::{
    ExistingRecord, FileError, NetworkContents, NetworkFormat, ProblemReport, Workbook, plan,
    read_file, write_network,
};
use serde_json::json;
use std::collections::BTreeMap;

fn fixture(name: &str) -> Workbook {
    let path = format!("{}/tests/network_files/{name}", env!("CARGO_MANIFEST_DIR"));
    read_file(name, &std::fs::read(path).unwrap(), None).unwrap()
}

/// Of each way the files of one program, which hold one network. Those of Gephi were not written
/// by Gephi: they are modelled on the source of its exporters.
const FIXTURES: [&[&str]; 7] = [
    &["networkx.gexf"],
    &["networkx.graphml"],
    &["igraph.graphml"],
    &["modelled_on_gephi.gexf"],
    &["modelled_on_gephi.graphml"],
    &["modelled_on_gephi-nodes.csv", "modelled_on_gephi-edges.csv"],
    &["modelled_on_gephi-edges.csv", "modelled_on_gephi-nodes.csv"],
];

#[test]
fn files_of_other_programs_are_read_whole() {
    for names in FIXTURES {
        let workbooks: Vec<Workbook> = names.iter().map(|name| fixture(name)).collect();
        let mut district = empty();
        let plans = plan(&workbooks, &district);
        assert_eq!(plans.len(), 1);
        assert_eq!(plans[0].network, prov(), "{names:?}: told by the codes");
        for file in &plans[0].files {
            let report = file.report(Locale::Ru);
            let is_passed_over = |it: &ProblemReport| it.code == "unknown-column";
            assert!(
                report.problems.iter().all(is_passed_over),
                "{names:?}: {report:?}"
            );
            // A person looks at all of it first.
            let preview = file.preview(Locale::Ru);
            let rows: usize = report.sheets.iter().map(|it| it.rows).sum();
            assert_eq!(preview.changes.len(), rows, "{names:?}");
            assert!(preview.changes.iter().all(|it| it.is_new), "{names:?}");
        }
        district.apply(&plans[0]);
        let school = json!({"code": "prov-school-1", "kind": "school", "name": "Школа № 1",
            "pupils": 350, "place": {"latitude": 44.87, "longitude": 38.15}});
        let mut other = json!({"code": "prov-school-2", "kind": "school",
            "name": "Школа <2> & «К°»", "small": true,
            "standings": [{"kind": "low-results", "since": "2019", "until": "2021"}]});
        // igraph has no truth values that may be absent: see make_fixtures.py.
        if names == ["igraph.graphml"] {
            other.as_object_mut().unwrap().remove("small");
        }
        let centre = json!({"code": "prov-imc", "kind": "method-centre", "name": "ИМЦ"});
        let link = |code: &str, from: &str, to: &str, kind: &str, status: &str| json!({"code": code, "kind": kind, "status": status, "from": side(from), "to": side(to)});
        let (one, two) = ("prov-school-1", "prov-school-2");
        let mut first = link("prov-p-1", one, two, "mentoring", "active");
        first["theme"] = json!("Математика");
        first["term"] = json!({"since": "2019-09"});
        let mut second = link("prov-p-2", "prov-imc", two, "method-support", "proposed");
        second["subjects"] = json!(["физика", "химия"]);
        let third = link("prov-p-3", one, two, "joint-project", "completed");
        let organisation = |it: Value| (RecordKind::Organisation, it);
        let partnership = |it: Value| (RecordKind::Partnership, it);
        let expected = [school, other, centre].map(organisation).into_iter();
        let expected = expected.chain([first, second, third].map(partnership));
        let expected: BTreeMap<RecordId, Fields> = expected
            .map(|(kind, value)| {
                let it = record(
                    kind,
                    value["code"].as_str().unwrap_or_default(),
                    value.clone(),
                );
                (it.id, it.fields)
            })
            .collect();
        assert_eq!(known(&district), expected, "{names:?}");
        assert_eq!(
            plan(&workbooks, &district)[0].steps,
            [],
            "{names:?}: a second time"
        );
    }
}

#[test]
fn nodes_and_edges_are_imported_one_after_the_other() {
    let (nodes, edges) = (
        fixture("modelled_on_gephi-nodes.csv"),
        fixture("modelled_on_gephi-edges.csv"),
    );
    let mut district = empty();
    district.apply(&plan_one(&nodes, &district).0);
    let (then, file) = plan_one(&edges, &district);
    assert_eq!(
        counts(&file.report(Locale::Ru), "Партнёрства"),
        [3, 0, 0, 0, 0, 0]
    );
    district.apply(&then);
    // Edges before there are nodes: nothing is guessed, nothing is half taken, and it is said why.
    let mut other = empty();
    let (none, file) = plan_one(&edges, &other);
    assert_eq!(none.steps, []);
    let report = file.report(Locale::Ru);
    assert_eq!(counts(&report, "Партнёрства"), [0, 0, 0, 0, 3, 0]);
    let refused: Vec<(&str, &str)> = (report.problems.iter())
        .filter(|it| it.code == "unknown-link")
        .map(|it| (it.cell.as_str(), it.read.as_str()))
        .collect();
    assert_eq!(refused.len(), 6, "both sides of each");
    assert_eq!(refused[0], ("A2", "prov-school-1"));
    other.apply(&plan_one(&nodes, &other).0);
    other.apply(&plan_one(&edges, &other).0);
    assert_eq!(known(&other), known(&district));
}

#[test]
fn a_name_that_says_nothing_leaves_it_to_the_content() {
    let read = |name: &str, fixture: &str| {
        let path = format!(
            "{}/tests/network_files/{fixture}",
            env!("CARGO_MANIFEST_DIR")
        );
        read_file(name, &std::fs::read(path).unwrap(), None)
    };
    for fixture in [
        "networkx.gexf",
        "igraph.graphml",
        "modelled_on_gephi.graphml",
    ] {
        assert_eq!(
            read("сеть.xml", fixture).unwrap().network(),
            &prov(),
            "{fixture}"
        );
    }
    let book = crate::book::bytes(&[territory(), organisations()]);
    assert_eq!(
        read_file("книга.csv", &book, None).unwrap().network(),
        &prov()
    );
    let other = read_file("page.xml", b"<html><p>gexf</p></html>", None).unwrap_err();
    assert!(matches!(other, FileError::NotAWorkbook { .. }), "{other:?}");
}

#[test]
fn edges_without_a_code_are_told_apart_however_many_they_are() {
    use std::fmt::Write;
    let mut text = String::from("Source,Target,kind,status\n");
    for _ in 0..3_000 {
        writeln!(text, "prov-a,prov-b,mentoring,active").unwrap();
    }
    let mut district = empty();
    let nodes = "Id,Label,kind\nprov-a,А,school\nprov-b,Б,school\n";
    let nodes = read_file("nodes.csv", nodes.as_bytes(), None).unwrap();
    district.apply(&plan_one(&nodes, &district).0);
    let edges = read_file("edges.csv", text.as_bytes(), None).unwrap();
    district.apply(&plan_one(&edges, &district).0);
    assert_eq!(district.count(RecordKind::Partnership), 3_000);
    let last = RecordId::of_import(
        &prov(),
        RecordKind::Partnership,
        "prov-a-prov-b-mentoring-3000",
    );
    assert!(district.records.contains_key(&last));
    assert_eq!(
        plan_one(&edges, &district).0.steps,
        [],
        "the same codes again"
    );
}

/// As igraph writes a file of ours: nodes and edges numbered anew, what they were called kept.
#[test]
fn nodes_that_were_numbered_anew_are_known_by_their_former_names() {
    let text = "<graphml><key id='v' for='node' attr.name='id' attr.type='string'/>\
        <key id='e' for='edge' attr.name='id' attr.type='string'/>\
        <key id='k' for='edge' attr.name='kind' attr.type='string'/>\
        <graph edgedefault='directed'>\
        <node id='n0'><data key='v'>prov-school-2</data></node>\
        <node id='n1'><data key='v'>open:prov-p-9</data></node>\
        <edge source='n1' target='n0'><data key='e'>prov-p-9</data>\
        <data key='k'>mentoring</data></edge></graph></graphml>";
    let mut district = District::default();
    let whole = book(&[territory(), organisations(), partnerships()]);
    district.apply(&plan_one(&whole, &district).0);
    let workbook = read_file("a.graphml", text.as_bytes(), None).unwrap();
    let (plan, file) = plan_one(&workbook, &district);
    let report = file.report(Locale::Ru);
    assert_eq!(counts(&report, "Организации"), [0, 0, 1, 0, 0, 0]);
    assert_eq!(counts(&report, "Партнёрства"), [0, 0, 0, 1, 0, 0]);
    district.apply(&plan);
    let request = RecordId::of_import(&prov(), RecordKind::Partnership, "prov-p-9");
    let fields = &district.get(request).fields;
    assert_eq!(fields["to"], json!(side("prov-school-2")));
    assert!(!fields.contains_key("from"), "nobody is guessed");
    // Former names that tell nodes not apart are none.
    let text = text.replace("open:prov-p-9", "prov-school-2");
    let workbook = read_file("a.graphml", text.as_bytes(), Some(&prov())).unwrap();
    assert_eq!(plan_one(&workbook, &district).0.steps, []);
}

#[test]
fn what_gephi_calls_undirected_is_undirected() {
    let text = "<graphml><graph edgedefault='directed'><node id='prov-a'/><node id='prov-b'/>\
        <edge source='prov-a' target='prov-b' type='undirected'/></graph></graphml>";
    let workbook = read_file("a.graphml", text.as_bytes(), None).unwrap();
    let report = plan_one(&workbook, &empty()).1.report(Locale::En);
    assert!(
        report.problems.iter().any(|it| it.code == "undirected"),
        "{report:?}"
    );
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
    assert_eq!(counts(&preview.report, "Организации"), [0, 1, 0, 0, 0, 0]);
    assert_eq!(preview.report.problems[0].code, "left-alone");
    district.apply(&plan);
    let after = &district.get(school).fields;
    assert_eq!(after["pupils"], json!(120));
    assert_eq!(after["name"], before[&school]["name"]);
    assert_eq!(after["standings"], before[&school]["standings"]);
    // A new one has no short name yet: the full one takes its place, and that is told.
    let text = "Id;kind;full_name\nprov-school-3;school;Школа третья\n";
    let workbook = read_file("new.csv", text.as_bytes(), None).unwrap();
    let (plan, file) = plan_one(&workbook, &district);
    let report = file.report(Locale::Ru);
    assert_eq!(counts(&report, "Организации"), [0, 0, 0, 1, 0, 0]);
    assert!(
        report.problems.iter().any(|it| it.code == "missing"),
        "{report:?}"
    );
    district.apply(&plan);
    let new = RecordId::of_import(&prov(), RecordKind::Organisation, "prov-school-3");
    assert_eq!(district.get(new).fields["name"], json!("Школа третья"));
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
        for workbook in read_back(&prov(), &contents(&records), formats, Locale::Ru) {
            assert_eq!(workbook.network(), &prov(), "{formats:?}");
            let (plan, file) = plan_one(&workbook, &district);
            assert_eq!(plan.steps, [], "{formats:?}");
            let report = file.report(Locale::Ru);
            assert_eq!(report.problems, [], "{formats:?}");
            assert!(report.sheets.iter().all(|it| it.unchanged == it.rows));
        }
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
    assert!(row.ends_with(";''@x"), "{row}");
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
fn the_public_file_has_nothing_that_is_for_members() {
    let school = json!({"code": "prov-a", "kind": "school", "name": "А", "note": "тайная заметка", "standings": [{"kind": "low-results"}], "place": {"latitude": 44.5, "longitude": 38.25}});
    let link = json!({"code": "prov-p-1", "kind": "mentoring", "status": "active", "from": side("prov-a"), "agreement": "тайный приказ", "source": "тайный источник"});
    let records = [
        of_network(),
        record(RecordKind::Organisation, "prov-a", school),
        record(RecordKind::Partnership, "prov-p-1", link),
    ];
    let public = NetworkContents::of(&projected(&records, &Viewer::Public)).unwrap();
    for format in NetworkFormat::ALL {
        let open = write_network(&public, format, Locale::Ru).text;
        let whole = write_network(&contents(&records), format, Locale::Ru).text;
        let of_nodes = ["тайная заметка", "low-results"];
        let of_edges = ["тайный приказ", "тайный источник"];
        for secret in of_nodes.iter().chain(&of_edges) {
            assert!(!open.contains(secret), "{format:?}");
        }
        for name in ["note", "standings", "agreement", "stated_in", "\"source\""] {
            assert!(!open.contains(name), "{format:?} names {name}: {open}");
        }
        use NetworkFormat as F;
        let has_nodes = format != F::CsvEdges;
        let has_edges = !matches!(format, F::CsvNodes | F::GeoJson);
        for (has, secrets) in [(has_nodes, of_nodes), (has_edges, of_edges)] {
            for secret in secrets {
                assert_eq!(whole.contains(secret), has, "{format:?}: {secret}");
            }
        }
    }
}
