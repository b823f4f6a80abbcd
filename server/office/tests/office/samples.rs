//! The three sample workbooks: every organisation, every stated relation, nothing invented.

use crate::book::{check_sums, id, plan_one};
use crate::district::District;
use opora_domain::{Locale, Openness, RecordId, RecordKind, Value};
use opora_office::{Plan, Step, Workbook, plan, read_workbook};

pub fn bytes(name: &str) -> Vec<u8> {
    let path = format!("{}/../samples/{name}.xlsx", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).unwrap()
}

pub fn sample(name: &str) -> Workbook {
    read_workbook(&format!("{name}.xlsx"), &bytes(name)).unwrap()
}

/// Sheet, rows, of them keys the document says nothing under, and flagged; all others are created.
const ABINSK: &[(&str, usize, usize, usize)] = &[
    ("Территория", 6, 0, 0),
    ("Организации", 13, 0, 0),
    ("Программа", 25, 2, 0),
    ("Этапы", 4, 0, 0),
    ("Задачи", 7, 0, 0),
    ("Дорожная карта", 8, 0, 0),
    ("Контекст", 14, 0, 0),
    ("Примечания", 6, 0, 0),
];
const VENGEROVO: &[(&str, usize, usize, usize)] = &[
    ("Территория", 6, 0, 0),
    ("Организации", 5, 0, 0),
    ("Партнёрства", 4, 0, 0),
    ("Программа", 17, 5, 0),
    ("Задачи", 6, 0, 0),
    ("Показатели", 11, 0, 0),
    ("Дорожная карта", 19, 0, 1),
    ("Контекст", 3, 0, 0),
    ("Примечания", 10, 0, 0),
];
const YARTSEVO: &[(&str, usize, usize, usize)] = &[
    ("Территория", 6, 0, 0),
    ("Организации", 12, 0, 0),
    ("Партнёрства", 8, 0, 0),
    ("Программа", 20, 0, 0),
    ("Этапы", 6, 0, 0),
    ("Задачи", 9, 0, 0),
    ("Показатели", 17, 0, 0),
    ("Дорожная карта", 33, 0, 0),
    ("Результаты", 28, 0, 0),
    ("Контекст", 9, 0, 0),
    ("Примечания", 19, 0, 0),
];

#[test]
fn every_row_of_the_samples_is_counted() {
    for (name, expected) in [
        ("abinsk", ABINSK),
        ("vengerovo", VENGEROVO),
        ("yartsevo", YARTSEVO),
    ] {
        let (plan, file) = plan_one(&sample(name), &District::default());
        let report = file.report(Locale::Ru);
        check_sums(&report);
        assert_eq!(plan.network.as_str(), name);
        assert_eq!(report.network, name);
        assert_eq!(report.file, format!("{name}.xlsx"));
        let found: Vec<(&str, [usize; 7])> = report
            .sheets
            .iter()
            .map(|it| {
                let counts = [
                    it.rows,
                    it.created,
                    it.changed,
                    it.unchanged,
                    it.flagged,
                    it.refused,
                    it.unread,
                ];
                (it.sheet.as_str(), counts)
            })
            .collect();
        let expected: Vec<(&str, [usize; 7])> = expected
            .iter()
            .map(|(sheet, rows, silent, flagged)| {
                let created = rows - silent - flagged;
                (*sheet, [*rows, created, 0, *silent, *flagged, 0, 0])
            })
            .collect();
        assert_eq!(found, expected, "{name}");
        let problems: Vec<(&str, &str, &str)> = report
            .problems
            .iter()
            .map(|it| (it.sheet.as_str(), it.cell.as_str(), it.code.as_str()))
            .collect();
        let expected: &[(&str, &str, &str)] = match name {
            "vengerovo" => &[("Дорожная карта", "D15", "end-before-start")],
            "yartsevo" => &[
                ("Показатели", "A1", "title-row"),
                ("Показатели", "A2", "title-row"),
                ("Дорожная карта", "A1", "title-row"),
            ],
            _ => &[],
        };
        assert_eq!(problems, expected, "nothing else to tell of {name}");
        assert_eq!(report.exit_status(), 0);
    }
}

fn fields(plan: &Plan, record: RecordId) -> &opora_domain::Fields {
    plan.steps
        .iter()
        .find_map(|step| match step {
            Step::Create {
                record: created,
                fields,
                ..
            } if *created == record => Some(fields),
            _ => None,
        })
        .unwrap()
}

fn openness(plan: &Plan) -> [usize; 3] {
    let mut counts = [0; 3];
    for step in &plan.steps {
        if let Step::Create {
            kind: RecordKind::Partnership,
            fields,
            ..
        } = step
        {
            let link = |name| opora_domain::record::link(fields, name);
            counts[match Openness::of(link("from"), link("to")).unwrap() {
                Openness::Partnership => 0,
                Openness::Offer => 1,
                Openness::Request => 2,
            }] += 1;
        }
    }
    counts
}

#[test]
fn every_stated_relation_is_kept_and_no_partner_is_guessed() {
    for (name, expected) in [
        ("abinsk", [0, 0, 0]),
        ("vengerovo", [0, 4, 0]),
        ("yartsevo", [1, 4, 3]),
    ] {
        let (plan, _) = plan_one(&sample(name), &District::default());
        assert_eq!(
            openness(&plan),
            expected,
            "partnerships, offers, requests of {name}"
        );
    }
    let (plan, _) = plan_one(&sample("yartsevo"), &District::default());
    let pair = fields(
        &plan,
        id("yartsevo", RecordKind::Partnership, "yartsevo-p-4"),
    );
    let organisation =
        |code| Value::from(id("yartsevo", RecordKind::Organisation, code).to_string());
    assert_eq!(pair["from"], organisation("yartsevo-soiro"));
    assert_eq!(pair["to"], organisation("yartsevo-ocprmso"));
    assert_eq!(pair["kind"], "method-support");
    assert_eq!(pair["status"], "proposed");
    assert_eq!(
        pair["term"],
        serde_json::json!({"since": "2018-02", "until": "2018-03"})
    );
    let request = fields(
        &plan,
        id("yartsevo", RecordKind::Partnership, "yartsevo-p-1"),
    );
    assert!(!request.contains_key("from"));
    assert_eq!(request["to"], organisation("yartsevo-school-2"));
    assert_eq!(request["status"], "completed");
    assert_eq!(
        request["term"],
        serde_json::json!({"since": "2017", "until": "2017"})
    );
}

#[test]
fn no_place_is_invented() {
    let (plan, _) = plan_one(&sample("vengerovo"), &District::default());
    let organisation = |code| fields(&plan, id("vengerovo", RecordKind::Organisation, code));
    let place =
        serde_json::json!({"latitude": 55.683, "longitude": 76.75, "accuracy": "settlement"});
    assert_eq!(
        organisation("vengerovo-school-1")["place"],
        place,
        "a decimal comma as text"
    );
    assert_eq!(organisation("vengerovo-school-2")["place"], place);
    assert!(!organisation("vengerovo-school-tartasskaya").contains_key("place"));
    assert!(!organisation("vengerovo-school-tartasskaya").contains_key("settlement"));
    for (name, with_place) in [("abinsk", 0), ("vengerovo", 2), ("yartsevo", 0)] {
        let (plan, _) = plan_one(&sample(name), &District::default());
        let count = plan
            .steps
            .iter()
            .filter(|step| {
                matches!(step, Step::Create { kind: RecordKind::Organisation, fields, .. } if fields.contains_key("place"))
            })
            .count();
        assert_eq!(count, with_place, "{name}");
    }
}

#[test]
fn networks_and_organisations_are_read_in_full() {
    let (plan, _) = plan_one(&sample("yartsevo"), &District::default());
    let network = fields(&plan, RecordId::of_network(&plan.network));
    assert_eq!(network["municipality"], "Ярцевский район");
    assert_eq!(network["region"], "Смоленская область");
    assert_eq!(
        network["centre"],
        serde_json::json!({"latitude": 55.066, "longitude": 32.696, "accuracy": "settlement"})
    );
    let moc = fields(
        &plan,
        id("yartsevo", RecordKind::Organisation, "yartsevo-moc"),
    );
    assert_eq!(moc["name"], "МОЦ", "a header with a space after it");
    assert!(!moc.contains_key("full_name"));
    let together = fields(
        &plan,
        id("yartsevo", RecordKind::Organisation, "yartsevo-school-4"),
    );
    assert_eq!(together["full_name"], "МБОУЯСШ № 4", "as in the source");

    let (plan, _) = plan_one(&sample("abinsk"), &District::default());
    let school = fields(
        &plan,
        id("abinsk", RecordKind::Organisation, "abinsk-school-6"),
    );
    assert_eq!(
        school["standings"],
        serde_json::json!([{"kind": "low-results"}])
    );
    assert!(!school.contains_key("small"), "no document says it");
    assert!(!school.contains_key("locality"));
}

#[test]
fn a_second_import_of_the_same_files_changes_nothing() {
    let workbooks = ["abinsk", "vengerovo", "yartsevo"].map(sample);
    let mut district = District::default();
    let first = plan(&workbooks, &district);
    assert_eq!(first.len(), 3);
    for plan in &first {
        district.apply(plan);
    }
    assert_eq!(district.count(RecordKind::Network), 3);
    assert_eq!(district.count(RecordKind::Organisation), 13 + 5 + 12);
    assert_eq!(district.count(RecordKind::Partnership), 4 + 8);
    for plan in plan(&workbooks, &district) {
        assert_eq!(plan.steps, []);
        let report = plan.files[0].report(Locale::Ru);
        check_sums(&report);
        for sheet in &report.sheets {
            let counted = sheet.unchanged + sheet.flagged;
            assert_eq!(counted, sheet.rows, "{sheet:?}");
        }
        assert_eq!(plan.files[0].preview(Locale::Ru).changes, []);
    }
}

#[test]
fn the_same_file_twice_in_one_import_counts_once() {
    let workbooks = [sample("vengerovo"), sample("vengerovo")];
    let plans = plan(&workbooks, &District::default());
    assert_eq!(plans.len(), 1);
    // Network, organisations, partnerships; programme, tasks, indicators, activities; facts, notes.
    assert_eq!(plans[0].steps.len(), 1 + 5 + 4 + 1 + 6 + 11 + 19 + 3 + 10);
    let second = plans[0].files[1].report(Locale::Ru);
    check_sums(&second);
    assert!(
        second
            .sheets
            .iter()
            .all(|it| it.unchanged + it.flagged == it.rows),
        "{second:#?}"
    );
}

#[test]
fn the_report_has_exactly_the_agreed_shape() {
    let (_, file) = plan_one(&sample("vengerovo"), &District::default());
    let json = serde_json::to_value(file.report(Locale::En)).unwrap();
    let keys = |value: &Value| {
        value
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(keys(&json), ["file", "network", "problems", "sheets"]);
    assert_eq!(
        keys(&json["sheets"][0]),
        [
            "changed",
            "created",
            "flagged",
            "refused",
            "rows",
            "sheet",
            "unchanged",
            "unread"
        ]
    );
    assert_eq!(
        keys(&json["problems"][0]),
        ["cell", "code", "message", "read", "severity", "sheet"]
    );
    assert_eq!(json["problems"][0]["severity"], "flagged");
    assert_eq!(
        json["problems"][0]["message"],
        "The end is before the start. The text was kept as it is."
    );
}
