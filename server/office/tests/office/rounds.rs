//! Rounds and returns in the workbook, and the table of one round.

use crate::book::{book, check_sums, counts, id, organisations, plan_one, problems, territory};
use crate::district::District;
use crate::district_round_trips::{dump, imported, network, seen_by, text, today, written};
use calamine::{Data, Reader, Xlsx};
use opora_domain::choice::normal;
use opora_domain::{Fields, Locale, RecordId, RecordKind, Return, Viewer};
use opora_office::documents::write_round;
use opora_office::{ExistingRecord, Step, read_workbook};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::io::Cursor;

const NAME: &str = "yartsevo";
const SCHOOLS: [&str; 3] = [
    "yartsevo-school-2",
    "yartsevo-school-6",
    "yartsevo-school-4",
];

/// One round as a test makes it.
#[derive(Clone, Debug)]
pub struct RoundMade {
    title: String,
    period: Option<String>,
    due: Option<&'static str>,
    locked: Option<bool>,
    note: Option<String>,
    /// Factor, unit, hint.
    questions: Vec<(String, Option<String>, Option<String>)>,
    /// Value and note of every school's answers, in turn.
    answers: Vec<(Option<String>, Option<String>)>,
    leaves_out_first: bool,
    repeats_last: bool,
}

pub fn rounds() -> impl Strategy<Value = Vec<RoundMade>> {
    let maybe = || proptest::option::of(text());
    let questions = prop::collection::vec((text(), maybe(), maybe()), 1..6);
    let due = prop::sample::select(vec![
        None,
        Some("2026"),
        Some("2026-03"),
        Some("2026-06-30"),
    ]);
    let head = (text(), maybe(), due, any::<Option<bool>>(), maybe());
    let answers = prop::collection::vec((maybe(), maybe()), 1..7);
    let round = (head, questions, answers, any::<bool>(), any::<bool>());
    let round = round.prop_map(
        |(head, questions, answers, leaves_out_first, repeats_last)| {
            let (title, period, due, locked, note) = head;
            let mut asked: Vec<(String, Option<String>, Option<String>)> = vec![];
            for question in questions {
                if asked.iter().all(|it| normal(&it.0) != normal(&question.0)) {
                    asked.push(question);
                }
            }
            RoundMade {
                title,
                period,
                due,
                locked,
                note,
                questions: asked,
                answers,
                leaves_out_first,
                repeats_last,
            }
        },
    );
    prop::collection::vec(round, 0..4)
}

/// Puts rounds into a district as the application makes them.
pub fn add(district: &mut District, rounds: &[RoundMade]) {
    let schools = SCHOOLS.map(|code| id(NAME, RecordKind::Organisation, code));
    let mut last = None;
    for (number, made) in rounds.iter().enumerate() {
        // In the order in which identities are not: the first is repeated by a smaller one.
        let round: RecordId = format!("0190f3a2-0000-7000-8000-{:012}", 99 - number)
            .parse()
            .unwrap();
        let questions: Vec<Value> = made
            .questions
            .iter()
            .map(|(factor, unit, hint)| {
                let parts = json!({"factor": factor, "unit": unit, "hint": hint});
                let mut parts = parts.as_object().unwrap().clone();
                parts.retain(|_, part| !part.is_null());
                Value::Object(parts)
            })
            .collect();
        let fields = json!({
            "title": made.title, "period": made.period, "due": made.due, "locked": made.locked,
            "note": made.note, "questions": questions,
            "repeats": last.filter(|_| made.repeats_last),
        });
        put(district, round, RecordKind::Round, fields);
        last = Some(round);
        let mut answers = made.answers.iter().cycle();
        for school in schools {
            for (place, (factor, unit, _)) in made.questions.iter().enumerate() {
                let (value, note) = answers.next().unwrap();
                let is_out = made.leaves_out_first && school == schools[0] && place == 0;
                let fields = json!({
                    "round": round, "school": school, "factor": factor, "unit": unit,
                    "value": value, "note": note, "left_out": is_out.then_some(true),
                });
                let returned = Return::identity(&network(NAME), round, school, factor);
                put(district, returned, RecordKind::Return, fields);
            }
        }
    }
}

fn put(district: &mut District, record: RecordId, kind: RecordKind, fields: Value) {
    let mut fields: Fields = serde_json::from_value(fields).unwrap();
    fields.retain(|_, value| !value.is_null());
    assert_eq!(opora_domain::validate(kind, &fields), []);
    let it = ExistingRecord {
        fields,
        ..Default::default()
    };
    district.records.insert(record, (network(NAME), kind, it));
}

fn coordinator() -> Viewer {
    Viewer::Coordinator {
        network: network(NAME),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_rounds_come_back(rounds in rounds()) {
        let mut district = imported(NAME);
        add(&mut district, &rounds);
        let file = written(&district, NAME, coordinator());
        let workbook = read_workbook("", &file.bytes).unwrap();
        // Into where they come from they bring nothing.
        prop_assert_eq!(plan_one(&workbook, &district).0.steps, vec![]);
        let mut other = District::default();
        let (plan, report) = plan_one(&workbook, &other);
        check_sums(&report.report(Locale::Ru));
        other.apply(&plan);
        prop_assert_eq!(dump(&other), dump(&district));
        // And a second time neither.
        prop_assert_eq!(plan_one(&workbook, &other).0.steps, vec![]);
        let again = written(&other, NAME, coordinator());
        prop_assert!(again.bytes == file.bytes);
    }
}

fn one_round() -> RoundMade {
    let question = |factor: &str, unit: &str| (factor.to_owned(), Some(unit.to_owned()), None);
    let answer = |value: &str| (Some(value.to_owned()).filter(|it| !it.is_empty()), None);
    RoundMade {
        title: "Кадры".to_owned(),
        period: Some("1 полугодие 2026".to_owned()),
        due: Some("2026-06-30"),
        locked: None,
        note: None,
        questions: vec![
            question("Вакансии", "единиц"),
            question("Интернет", "Мбит/с"),
            question("Сеть", "0–2 балла"),
            question("Столовая", "да/нет"),
        ],
        answers: [
            "2",
            "100",
            "2",
            "да",
            "1,5",
            "нет линии",
            "3",
            "нет",
            "",
            "50",
            "",
            "",
        ]
        .map(answer)
        .to_vec(),
        leaves_out_first: false,
        repeats_last: false,
    }
}

#[test]
fn only_who_sees_every_school_takes_rounds_out() {
    let mut district = imported(NAME);
    add(&mut district, &[one_round()]);
    let sheets = |viewer: Viewer| {
        let file = written(&district, NAME, viewer);
        let book: Xlsx<_> = Xlsx::new(Cursor::new(file.bytes)).unwrap();
        let names = book.sheet_names().into_iter();
        names
            .filter(|name| name == "Мониторинг" || name == "Ответы")
            .count()
    };
    let school = Viewer::School {
        network: network(NAME),
        organisation: id(NAME, RecordKind::Organisation, SCHOOLS[0]),
    };
    let observer = Viewer::Observer {
        network: network(NAME),
    };
    let other = Viewer::Coordinator {
        network: network("abinsk"),
    };
    for (viewer, expected) in [
        (coordinator(), 2),
        (observer, 2),
        (school, 0),
        (other, 0),
        (Viewer::Public, 0),
    ] {
        assert_eq!(sheets(viewer.clone()), expected, "{viewer:?}");
    }
}

const ROUNDS: [&str; 8] = [
    "Код",
    "Название",
    "Период",
    "Срок",
    "Закрыт",
    "Вопрос",
    "Единица",
    "Подсказка",
];
const RETURNS: [&str; 6] = [
    "Код сбора",
    "Школа (код)",
    "Вопрос",
    "Единица",
    "Ответ",
    "Примечание",
];

/// A round somebody wrote in Excel: a short code, a question a row.
#[test]
fn a_round_written_by_hand_is_read_and_known_again() {
    let rounds = vec![
        ROUNDS.to_vec(),
        vec![
            "kadry-2026",
            "Кадры",
            "2026",
            "01.12.2026",
            "нет",
            "Вакансии",
            "единиц",
            "на день",
        ],
        vec!["kadry-2026", "", "", "", "", "Психолог", "ставок"],
        vec!["kadry-2026", "Другое", "", "", "", "вакансии"],
        vec!["", "Без кода", "", "", "", "Вопрос"],
        vec!["без кода", "Кириллицей", "", "", "", "Вопрос"],
    ];
    let returns = |value| {
        vec![
            RETURNS.to_vec(),
            vec!["kadry-2026", "prov-school-1", "Вакансии", "единиц", value],
            vec!["kadry-2026", "prov-school-2", "Вакансии", "единиц", ""],
            vec!["kadry-2026", "prov-school-9", "Вакансии", "единиц", "1"],
            vec!["kadry-2027", "prov-school-1", "Вакансии", "единиц", "1"],
        ]
    };
    let sheets = |value| {
        [
            territory(),
            organisations(),
            ("Мониторинг", rounds.clone()),
            ("Ответы", returns(value)),
        ]
    };
    let mut district = District::default();
    let (plan, file) = plan_one(&book(&sheets("2")), &district);
    let report = file.report(Locale::Ru);
    check_sums(&report);
    assert_eq!(counts(&report, "Мониторинг"), [3, 0, 0, 0, 2, 0]);
    assert_eq!(counts(&report, "Ответы"), [2, 0, 0, 0, 2, 0]);
    let told: Vec<String> = problems(&report, "Мониторинг")
        .into_iter()
        .chain(problems(&report, "Ответы"))
        .map(|(cell, code, _)| format!("{cell} {code}"))
        .collect();
    let expected = [
        "F4 repeated",
        "A5 no-code",
        "A6 not-a-code",
        "B4 unknown-link",
        "A5 unknown-link",
    ];
    assert_eq!(told, expected);
    district.apply(&plan);
    let round = id("prov", RecordKind::Round, "kadry-2026");
    let fields = &district.get(round).fields;
    assert_eq!(fields["due"], json!("2026-12-01"));
    assert_eq!(
        fields["questions"],
        json!([
            {"factor": "Вакансии", "unit": "единиц", "hint": "на день"},
            {"factor": "Психолог", "unit": "ставок"},
        ])
    );
    assert!(!fields.contains_key("code"));
    let school = id("prov", RecordKind::Organisation, "prov-school-1");
    let returned = Return::identity(&network("prov"), round, school, "Вакансии");
    assert_eq!(district.get(returned).fields["value"], json!("2"));
    // The same file again: nothing. An edited answer: one step; and what the school wrote since stays.
    assert_eq!(plan_one(&book(&sheets("2")), &district).0.steps, []);
    let (edited, _) = plan_one(&book(&sheets("3")), &district);
    let is_of_answer = |step: &Step| matches!(step, Step::Set { record, field, .. } if *record == returned && field == "value");
    assert!(edited.steps.len() == 1 && is_of_answer(&edited.steps[0]));
    district.edit(returned, "value", json!("5"));
    assert_eq!(plan_one(&book(&sheets("2")), &district).0.steps, []);
    district.apply(&edited);
    assert_eq!(district.get(returned).fields["value"], json!("5"));
    assert_eq!(district.conflicts.len(), 1);
}

#[test]
fn a_code_that_is_somebody_elses_identity_makes_no_round_of_it() {
    let mut district = imported(NAME);
    let school = id(NAME, RecordKind::Organisation, SCHOOLS[0]);
    let code = school.to_string();
    let rounds = vec![
        ROUNDS.to_vec(),
        vec![code.as_str(), "Захват", "", "", "", "Вопрос"],
    ];
    let before = district.get(school).fields.clone();
    let file = written(&district, NAME, coordinator());
    let territory = sheet_of(&file.bytes, "Территория");
    let territory: Vec<Vec<&str>> = territory
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let organisations = vec![vec!["Код", "Тип"], vec![SCHOOLS[0], "школа"]];
    let sheets = [
        ("Территория", territory),
        ("Организации", organisations),
        ("Мониторинг", rounds),
    ];
    let (plan, _) = plan_one(&book(&sheets), &district);
    assert!(plan.steps.iter().all(|step| step.record() != school));
    district.apply(&plan);
    assert_eq!(district.get(school).fields, before);
    assert_eq!(district.count(RecordKind::Round), 1);
}

fn sheet_of(bytes: &[u8], name: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range(name).unwrap();
    let rows = range.rows();
    rows.map(|row| row.iter().map(ToString::to_string).collect())
        .collect()
}

#[test]
fn a_table_of_a_round_adds_up_what_adds_up() {
    let mut district = imported(NAME);
    let mut made = one_round();
    made.answers[5].1 = Some("Звонили провайдеру".to_owned());
    add(&mut district, &[made]);
    let contents = seen_by(&district, NAME, coordinator());
    let round: RecordId = "0190f3a2-0000-7000-8000-000000000099".parse().unwrap();
    let bytes = write_round(&contents, round, Locale::Ru, today())
        .unwrap()
        .unwrap();
    crate::documents::keep("round.xlsx", &bytes);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Ответы", "Не ответили", "Примечания"]);
    let range = book.worksheet_range("Ответы").unwrap();
    let row = |name: &str| -> Vec<Data> {
        let found = range.rows().find(|row| row[0] == *name);
        found.unwrap_or_else(|| panic!("{name}")).to_vec()
    };
    let shown =
        |name: &str| -> Vec<String> { row(name).iter().skip(1).map(ToString::to_string).collect() };
    assert_eq!(
        shown("Школа"),
        [
            "Заполнено",
            "Баллы",
            "Вакансии, единиц",
            "Интернет, Мбит/с",
            "Сеть, 0–2 балла",
            "Столовая, да/нет"
        ]
    );
    // Of three schools; 3 is not on the scale, «нет линии» is no number, speeds do not add up.
    assert_eq!(
        shown("Ответили"),
        ["", "", "2 из 3", "3 из 3", "2 из 3", "2 из 3"]
    );
    assert_eq!(shown("Из них числом"), ["", "", "", "2 из 3", "1 из 2", ""]);
    assert_eq!(shown("Сумма"), ["", "", "3.5", "", "", ""]);
    assert_eq!(shown("Среднее"), ["", "", "1.75", "75", "2", ""]);
    assert_eq!(shown("Ответили «да»"), ["", "", "", "", "", "1"]);
    let title = range.get((0, 0)).unwrap().to_string();
    assert_eq!(title, "Кадры");
    // A school that gave no points has a gap, and no zero.
    let points: Vec<String> = range
        .rows()
        .skip(3)
        .take(3)
        .map(|row| row[2].to_string())
        .collect();
    assert_eq!(
        points.iter().filter(|it| it.is_empty()).count(),
        2,
        "{points:?}"
    );
    // Sorting the schools leaves the totals where they are.
    let mut package = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let part = package.by_name("xl/worksheets/sheet1.xml").unwrap();
    let sheet = std::io::read_to_string(part).unwrap();
    assert!(sheet.contains(r#"<autoFilter ref="A3:G6""#), "{sheet}");
    let missing = sheet_of(&bytes, "Не ответили");
    let last = missing.last().unwrap();
    assert_eq!(last[1..], ["3", "Вакансии; Сеть; Столовая"]);
    assert_eq!(missing.len(), 4, "{missing:?}");
    let notes = sheet_of(&bytes, "Примечания");
    assert_eq!(
        notes.last().unwrap()[1..],
        ["Интернет", "нет линии", "Звонили провайдеру"]
    );
}

#[test]
fn what_a_school_answered_that_is_left_out_is_kept_apart() {
    let mut district = imported(NAME);
    add(
        &mut district,
        &[RoundMade {
            leaves_out_first: true,
            ..one_round()
        }],
    );
    let contents = seen_by(&district, NAME, coordinator());
    let round: RecordId = "0190f3a2-0000-7000-8000-000000000099".parse().unwrap();
    let bytes = write_round(&contents, round, Locale::En, today())
        .unwrap()
        .unwrap();
    let name = |code| {
        let school = district.get(id(NAME, RecordKind::Organisation, code));
        school.fields["name"].as_str().unwrap().to_owned()
    };
    let answers = sheet_of(&bytes, "Answers");
    assert!(answers.iter().all(|row| row[0] != name(SCHOOLS[0])));
    let left_out = sheet_of(&bytes, "Not taking part");
    let kept: Vec<&str> = left_out[3..].iter().map(|row| row[2].as_str()).collect();
    assert_eq!(kept, ["2", "100", "2", "да"]);
    assert!(left_out[3..].iter().all(|row| row[0] == name(SCHOOLS[0])));
    let nobody = write_round(
        &contents,
        id(NAME, RecordKind::Organisation, SCHOOLS[0]),
        Locale::Ru,
        today(),
    );
    assert_eq!(nobody.unwrap(), None);
}

/// As wide as a round can be, to be looked at; every cell is there.
#[test]
fn a_wide_round_has_all_its_columns() {
    let mut district = imported(NAME);
    let questions = (1..=60).map(|n| (format!("Показатель {n}"), Some("человек".to_owned()), None));
    let answers = (1..=60).map(|n| (Some(n.to_string()), None));
    let made = RoundMade {
        questions: questions.collect(),
        answers: answers.collect(),
        ..one_round()
    };
    add(&mut district, &[made]);
    let contents = seen_by(&district, NAME, coordinator());
    let round: RecordId = "0190f3a2-0000-7000-8000-000000000099".parse().unwrap();
    let bytes = write_round(&contents, round, Locale::Ru, today())
        .unwrap()
        .unwrap();
    crate::documents::keep("round-wide.xlsx", &bytes);
    let rows = sheet_of(&bytes, "Ответы");
    let sums = rows.iter().find(|row| row[0] == "Сумма").unwrap();
    let expected: Vec<String> = (1..=60).map(|n| (3 * n).to_string()).collect();
    assert_eq!(sums[2..], expected);
}
